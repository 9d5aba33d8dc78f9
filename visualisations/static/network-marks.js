// What is made to stand out: found by the search, probably double, gaps, those without whom the network falls apart, a way.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, data, nodes, part} = picture;
  const MARKS = ["double", "gaps", "cuts"], gaps = data.gaps.map(([a, b, text]) => [nodes[a], nodes[b], text]), gapsBy = new Map();
  for (const [a, b, text] of gaps) for (const [from, to] of [[a, b], [b, a]]) gapsBy.set(from, [...(gapsBy.get(from) || []), [to, text]]);

  function strongest() {
    if (picture.found) return picture.found;
    if (picture.way) return new Set(picture.way.nodes);
    if (state.mark === "double") return new Set(nodes.filter(node => node.double));
    if (state.mark === "cuts") return new Set(nodes.filter(node => node.cut));
    if (state.mark === "gaps") return new Set(picture.gaps.flatMap(([a, b]) => [a, b]));
    return null;
  }
  function mark() {
    picture.gaps = gaps.filter(([a, b]) => picture.visible.has(a) && picture.visible.has(b));
    const strong = strongest();
    picture.strong = strong && new Set([...strong, ...[...strong].map(picture.drawnFor)]);
    picture.each("[data-mark]", one => picture.press(one, one.dataset.mark === state.mark));
    part("mark-said").textContent = state.mark === "gaps" ? data.gaps_text : state.mark === "cuts" ? data.cuts_text : "";
  }
  picture.each("[data-mark]", one => one.addEventListener("click", () => {
    state.mark = state.mark === one.dataset.mark ? "" : one.dataset.mark;
    picture.show();
  }));
  picture.follow(mark);

  Object.assign(picture, {
    gapsOf: node => (gapsBy.get(node) || []).filter(([other]) => picture.visible.has(other)),
    canMark: key => MARKS.includes(key) && Boolean(picture.root.querySelector(`[data-mark="${key}"]`)),
  });
})();
