// Folding: actors that belong together are drawn as one circle. They keep their places, so that unfolding changes nothing.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, nodes, categories, counted, texts} = picture;
  const ROOM = 10, ROUNDS = 60; // units between circles, and how often they are pushed apart

  function pushedApart(folds, others) {
    const fixed = others.length > 400 ? [] : others; // in a crowd there is no free place anyway
    for (let round = 0; round < ROUNDS; round++) {
      let moved = false;
      folds.forEach((fold, place) => {
        for (const other of [...folds.slice(place + 1), ...fixed]) {
          const dx = fold.x - other.x || place + 1, dy = fold.y - other.y || 1, distance = Math.hypot(dx, dy);
          const overlap = fold.size + other.size + ROOM - distance;
          if (overlap <= 0) continue;
          const share = other.members ? 0.5 : 1;
          fold.x += (dx / distance) * overlap * share;
          fold.y += (dy / distance) * overlap * share;
          if (other.members) other.x -= (dx / distance) * overlap * share, other.y -= (dy / distance) * overlap * share;
          moved = true;
        }
      });
      if (!moved) return;
    }
  }
  function bundled(links, stead) {
    const lines = [], bundles = new Map();
    for (const edge of links) {
      const a = stead.get(edge.a) || edge.a, b = stead.get(edge.b) || edge.b;
      if (a === b) continue;
      if (a === edge.a && b === edge.b) { lines.push(edge); continue; }
      const [low, high] = a.number < b.number ? [a, b] : [b, a], key = low.number * 65536 + high.number;
      const bundle = bundles.get(key);
      if (bundle) bundle.edges.push(edge), bundle.weight += edge.weight;
      else bundles.set(key, {a: low, b: high, edges: [edge], weight: edge.weight, strength: "normal", parallel: 0, bundle: true});
    }
    for (const bundle of bundles.values()) {
      bundle.a.ties.push(bundle.b);
      bundle.b.ties.push(bundle.a);
    }
    return [...lines, ...bundles.values()];
  }
  function settleFolds() {
    const stead = new Map(), category = categories.get(state.fold), folds = [];
    for (const node of nodes) node.ties = [];
    if (category) {
      const members = new Map();
      for (const node of picture.visible) {
        const key = picture.entry(node, state.fold);
        if (key === undefined || state.open.has(key)) continue;
        members.has(key) ? members.get(key).push(node) : members.set(key, [node]);
      }
      for (const [key, list] of members) {
        if (list.length < 2) continue; // one alone stays what it is
        const mean = axis => list.reduce((sum, node) => sum + node[axis], 0) / list.length;
        const fold = {
          number: nodes.length + folds.length, key, members: list, name: category.names.get(key) || key, ties: [],
          kind: counted("actors", list.length), x: mean("x"), y: mean("y"), size: 14 + 3 * Math.sqrt(list.length), weight: 1e6 + list.length,
        };
        for (const node of list) stead.set(node, fold);
        folds.push(fold);
      }
      pushedApart(folds, [...picture.visible].filter(node => !stead.has(node)));
    }
    picture.folds = folds;
    picture.stead = stead;
    picture.things = folds.length ? [...[...picture.visible].filter(node => !stead.has(node)), ...folds] : [...picture.visible];
    picture.lines = folds.length ? bundled(picture.links, stead) : picture.links;
  }
  function unfold(fold) {
    state.open.add(fold.key);
    if (state.selected === fold) state.selected = null;
    picture.show();
    picture.announce(picture.say("unfolded", {name: fold.name, actors: fold.kind}));
  }

  Object.assign(picture, {
    settleFolds, unfold, folds: [], stead: new Map(), things: nodes, lines: picture.edges,
    // whoever is drawn for an actor: itself, or the circle that it is folded into
    drawnFor: node => picture.stead.get(node) || node,
    refold: key => { state.fold = key; state.open = new Set(); if (state.selected?.members) state.selected = null; picture.show({fit: true}); picture.announce(picture.folds.length ? picture.say("folded", {count: picture.folds.length}) : texts.unfolded_all); },
  });
})();
