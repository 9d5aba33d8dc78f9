// The keys: arrows walk to the neighbour, Enter shows the surroundings or unfolds, Esc goes back, plus and minus zoom.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, box} = picture;
  const ARROWS = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]};

  function walk([right, down]) {
    const from = state.selected;
    if (!from) return picture.select(picture.important()[0] || null, {centre: true});
    const here = new Set(picture.things);
    const nearest = pool => {
      let best = null, least = Infinity;
      for (const node of pool) {
        const dx = node.x - from.x, dy = node.y - from.y, along = dx * right + dy * down, aside = Math.abs(dx * down) + Math.abs(dy * right);
        if (node !== from && here.has(node) && along > 0 && along >= aside * 0.5 && along + 2.2 * aside < least) least = along + 2.2 * aside, best = node;
      }
      return best;
    };
    const neighbours = [...(from.links || []).map(link => picture.drawnFor(link.other)), ...from.ties];
    const to = nearest(neighbours) || nearest(picture.things); // those without a neighbour there are reached too
    if (to) picture.select(to), picture.keepInSight(to);
  }
  function enter() {
    if (state.selected?.members) picture.unfold(state.selected);
    else picture.surround(state.steps ? 0 : 1);
  }
  function back() {
    if (state.edge) { state.edge = null; picture.show(); }
    else if (state.from) { state.from = null; picture.show(); }
    else if (state.steps) picture.surround(0);
    else picture.select(null);
  }
  box.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey) return;
    const arrow = ARROWS[event.key];
    if (event.altKey) {
      if (!arrow || !state.selected || state.selected.members) return;
      picture.nudge(state.selected, arrow);
    } else if (arrow) walk(arrow);
    else if (event.key === "Enter") enter();
    else if (event.key === "Escape") back();
    else if (event.key === "+" || event.key === "-") picture.zoom(event.key === "+" ? 1.25 : 0.8);
    else if (event.key === "0") picture.fitAll(), picture.remember();
    else return;
    event.preventDefault();
  });
})();
