// The shortest ways between two actors, all of them, one after the other.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, part, texts, make, button, say} = picture;
  const MOST = 200; // ways that are listed; between two in a dense network there may be thousands

  // Every shortest way from `from` to `to` over what is to be seen, as lists of actors.
  function shortest(from, to) {
    const depth = new Map([[from, 0]]), before = new Map(), order = [from];
    for (const node of order) {
      if (depth.has(to) && depth.get(node) >= depth.get(to)) break;
      for (const {edge, other} of node.links) {
        if (!picture.visible.has(other) || !picture.holds(edge, state.year)) continue;
        if (!depth.has(other)) depth.set(other, depth.get(node) + 1), before.set(other, []), order.push(other);
        if (depth.get(other) === depth.get(node) + 1 && !before.get(other).includes(node)) before.get(other).push(node);
      }
    }
    const ways = [], open = depth.has(to) ? [[to]] : [];
    while (open.length && ways.length < MOST) {
      const way = open.pop();
      if (way[0] === from) ways.push(way);
      else for (const node of picture.byRank(before.get(way[0])).reverse()) open.push([node, ...way]);
    }
    return ways;
  }
  function linesOf(way) {
    const found = new Set();
    for (let step = 1; step < way.length; step++) {
      const [a, b] = [picture.drawnFor(way[step - 1]), picture.drawnFor(way[step])];
      for (const line of picture.lines) if ((line.a === a && line.b === b) || (line.a === b && line.b === a)) found.add(line);
    }
    return found;
  }
  function turn(step) {
    state.way = (state.way + step + picture.ways.length) % picture.ways.length;
    picture.show();
    picture.announce(told());
    part("way").querySelector(step > 0 ? "[data-way=next]" : "[data-way=previous]")?.focus();
  }
  const told = () => say("way_told", {number: state.way + 1, count: picture.ways.length, names: picture.way.nodes.map(node => node.name).join(" – ")});
  function end() {
    state.from = null;
    picture.show();
    picture.box.focus({preventScroll: true});
  }
  function findWays() {
    const to = state.selected && !state.selected.members ? state.selected : null, panel = part("way");
    if (state.from && !picture.visible.has(state.from)) state.from = null;
    picture.ways = state.from && to && to !== state.from ? shortest(state.from, to) : [];
    state.way = Math.min(state.way, Math.max(0, picture.ways.length - 1));
    const nodes = picture.ways[state.way];
    picture.way = nodes ? {nodes, lines: linesOf(nodes)} : null;
    panel.hidden = !state.from;
    if (!state.from) return panel.replaceChildren();
    const close = button(texts.way_end, end, "btn");
    if (!picture.way) {
      const words = to && to !== state.from ? say("way_none", {from: state.from.name, to: to.name}) : say("way_choose", {from: state.from.name});
      return panel.replaceChildren(make("p", {class: "small"}, words), make("p", {class: "row"}, close));
    }
    const stations = nodes.map(node => make("li", {}, picture.sign(node.group), button(node.name, () => picture.take(node), "link")));
    const previous = button(texts.way_previous, () => turn(-1), "btn"), next = button(texts.way_next, () => turn(1), "btn");
    previous.dataset.way = "previous";
    next.dataset.way = "next";
    panel.replaceChildren(
      make("h3", {class: "small"}, say("way_title", {number: state.way + 1, count: picture.ways.length, steps: nodes.length - 1})),
      make("ol", {class: "plain partner"}, ...stations),
      make("p", {class: "row"}, ...(picture.ways.length > 1 ? [previous, next] : []), close),
    );
  }
  function beginWay(node) {
    state.from = node;
    state.way = 0;
    picture.show();
    picture.announce(say("way_choose", {from: node.name}));
    picture.box.focus({preventScroll: true});
  }
  picture.follow(findWays);
  Object.assign(picture, {beginWay, ways: []});
})();
