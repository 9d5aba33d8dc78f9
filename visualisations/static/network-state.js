// What is chosen, and who is to be seen because of it.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {nodes, edges} = picture;

  const state = {
    selected: null, // an actor, or what several are folded into
    edge: null, // the line whose details are shown
    steps: 0, // surroundings of the selected one, 0: everybody
    hidden: new Set(), // groups
    without: new Set(), // entries of the category that gives the colour
    query: "",
    mark: "", // "double", "gaps" or "cuts"
    table: false,
    colour: "group", size: "weight", label: "name", // keys of categories and measures
    fold: "", // key of the category whose entries are folded ...
    open: new Set(), // ... but for these
    year: null,
    from: null, way: 0, // the first end of a way, and which of the shortest is shown
  };

  const holds = (row, year) => year === null || ((row.since ?? year) <= year && year <= (row.until ?? year));
  const passes = node => !state.hidden.has(node.group) && holds(node, state.year)
    && !(state.without.size && state.without.has(picture.entry(node, state.colour) ?? ""));

  function around(centre, steps) {
    const found = new Set([centre]);
    let rim = [centre];
    for (let step = 0; step < steps; step++) {
      const next = [];
      for (const node of rim) {
        for (const {edge, other} of node.links) {
          if (!found.has(other) && passes(other) && holds(edge, state.year)) found.add(other), next.push(other);
        }
      }
      rim = next;
    }
    return found;
  }
  // Everybody that passes the filters; `folded` says in whose stead something else is drawn.
  function settle() {
    const centre = state.steps && state.selected && !state.selected.members ? state.selected : null;
    const reach = centre ? [...around(centre, state.steps)] : nodes;
    picture.visible = new Set(reach.filter(passes));
    picture.links = edges.filter(edge => picture.visible.has(edge.a) && picture.visible.has(edge.b) && holds(edge, state.year));
  }

  const followers = [];
  Object.assign(picture, {
    state, settle, holds, visible: new Set(nodes), links: edges, many: nodes.length > 400, large: nodes.length >= 2000,
    // `follow(act)`: act runs whenever something else is to be seen
    follow: act => followers.push(act),
    tell: () => followers.forEach(act => act()),
    dated: row => row.since !== undefined || row.until !== undefined,
  });
  Object.defineProperty(picture, "selected", {get: () => state.selected}); // Object.assign would copy today's value
})();
