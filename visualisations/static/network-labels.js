// Names: the most important first, none over an actor or over another name.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, data, ranked, nodes} = picture;
  const PX = 13, LINE = 15, BOLD = 6, CELL = 40, FEW = 40;
  const few = () => picture.things.length <= FEW;
  const longest = () => (data.tree ? [30, 22, 14] : few() ? [26, 18, 11] : [26]); // rather cut shorter than left out, where all may have one
  const FONT = '"Source Sans 3","Segoe UI",system-ui,"Noto Sans",Arial,sans-serif';
  const bold = new Set(ranked.slice(0, BOLD)), widths = new Map(), ruler = document.createElement("canvas").getContext("2d");
  const stars = data.groups.some(group => group.key === "actor");
  const font = heavy => `${heavy ? 650 : 500} ${PX}px ${FONT}`;
  const short = (text, most) => (text.length > most ? text.slice(0, most - 1).trimEnd() + "…" : text);
  function measure(text, heavy) {
    const key = heavy + text;
    if (!widths.has(key)) ruler.font = font(heavy), widths.set(key, ruler.measureText(text).width);
    return widths.get(key);
  }

  function* cells([left, top, right, bottom]) {
    for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i++) {
      for (let j = Math.floor(top / CELL); j <= Math.floor(bottom / CELL); j++) yield i * 65536 + j;
    }
  }
  class Taken {
    grid = new Map();
    add(box) {
      for (const cell of cells(box)) this.grid.has(cell) ? this.grid.get(cell).push(box) : this.grid.set(cell, [box]);
    }
    isFree(box) {
      for (const cell of cells(box)) {
        for (const o of this.grid.get(cell) || []) if (box[0] < o[2] && o[0] < box[2] && box[1] < o[3] && o[1] < box[3]) return false;
      }
      return true;
    }
  }
  // The middles of the baselines where a name of half the width `half` can stand around (x, y), and which end is fixed.
  function spots(x, y, gap, half, heavy) {
    const beside = gap + 4 + half, below = [x, y + gap + 12], above = [x, y - gap - 4], right = [x + beside, y + 4.5, "start"], left = [x - beside, y + 4.5, "end"];
    if (data.tree) return [right, left, below, above];
    const found = [below, above, right, left];
    if (heavy) {
      for (const turn of [14, -7]) {
        found.push([x + beside, y + turn, "start"], [x - beside, y + turn, "end"], [x + half * 0.7, y + gap + turn + 2], [x - half * 0.7, y - gap - 4]);
      }
    }
    return found;
  }
  // At most `most` names for `wanted`; `spot(node)` says where it is drawn and how large.
  function placeLabels(wanted, spot, width, height, most, caption) {
    const taken = new Taken(), names = new Taken(), placed = [];
    const inside = b => b[0] >= 1 && b[2] <= width - 1 && b[1] >= 1 && b[3] <= height - 1;
    for (const node of picture.things) {
      const [x, y, r] = spot(node);
      if (x > -r && y > -r && x < width + r && y < height + r) taken.add([x - r, y - r, x + r, y + r]);
    }
    if (caption) taken.add(caption);
    for (const node of wanted) {
      if (placed.length >= most) break;
      const [x, y, r] = spot(node), chosen = node === state.selected, heavy = bold.has(node) || chosen || Boolean(node.members);
      if (x < 0 || y < 0 || x > width || y > height) continue;
      const caption = picture.caption(node), gap = r + (node.double ? 4 : 1) + (chosen ? 4 : 0);
      if (!caption) continue;
      const boxes = [...new Set(longest().map(most => short(caption, most)))].flatMap(text => {
        const half = measure(text, heavy) / 2 + 1.5;
        return spots(x, y, gap, half, heavy || few()).map(([middle, base, anchor = "middle"]) => ({node, text, heavy, anchor, x: middle, y: base, box: [middle - half, base - LINE + 4, middle + half, base + 4]}));
      });
      // The selected one always has its name, over an actor if need be, but never over another name. So have the
      // largest where there are two kinds of things: their own offers stand around them like a star.
      const must = chosen || (stars && bold.has(node));
      const name = boxes.find(({box}) => inside(box) && taken.isFree(box)) || (must && boxes.find(({box}) => inside(box) && names.isFree(box)));
      if (!name) continue;
      taken.add(name.box);
      names.add(name.box);
      placed.push(name);
    }
    return placed;
  }
  function important() {
    const chosen = state.selected, first = chosen ? [chosen, ...(chosen.members ? chosen.ties : chosen.links.map(link => picture.drawnFor(link.other)))] : [];
    const strong = picture.strong, pool = strong ? ranked.filter(node => strong.has(node)) : ranked;
    const seen = new Set(picture.things);
    return [...new Set([...first, ...(strong ? pool.map(picture.drawnFor) : []), ...picture.folds, ...pool])].filter(node => seen.has(node));
  }

  Object.assign(picture, {
    placeLabels, important, measure, font, FONT, labels: [],
    forgetWidths: () => widths.clear(),
    most: (width, height) => (few() ? nodes.length : Math.max(6, Math.round((width * height) / 9000))),
  });
})();
