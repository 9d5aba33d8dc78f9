// Showing: works out who is to be seen, tells every control, and fits, moves and selects.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, texts, part, network, box, counted, say, press} = picture;
  const LARGEST = 8, LEAST = 0.005, READABLE = 0.62; // scales; smaller, the names of an organigram would not find room
  let unfitted = true;

  function show({fit = false} = {}) {
    picture.settle();
    const chosen = state.selected;
    if (chosen && !chosen.members && !picture.visible.has(chosen)) state.selected = null, state.steps = 0, picture.settle();
    picture.settleFolds();
    if (chosen?.members) state.selected = picture.folds.find(fold => fold.key === chosen.key) || null;
    if (state.edge && !picture.lines.includes(state.edge)) state.edge = null;
    picture.tell();
    const links = picture.links.reduce((sum, edge) => sum + picture.counts(edge), 0);
    part("shown").textContent = `${counted("actors", picture.visible.size)}, ${counted("cooperations", links)}`;
    const centre = state.selected && !state.selected.members;
    picture.each("[data-steps]", one => { press(one, +one.dataset.steps === state.steps); one.disabled = !centre && one.dataset.steps !== "0"; });
    picture.each("[data-view]", one => press(one, (one.dataset.view === "table") === state.table));
    part("picture").hidden = state.table;
    part("table").hidden = !state.table;
    picture.showDetails();
    picture.begun = true;
    if (!((fit || unfitted) && fitAll())) network.redraw(); // fitting draws by itself, in the next frame
    picture.remember();
  }
  function ends(values) { // no spreading: that ends at a hundred thousand
    let low = Infinity, high = -Infinity;
    for (const value of values) low = Math.min(low, value), high = Math.max(high, value);
    return [low, high];
  }
  // Whether there was anything to fit. Not vis-network's own, which would need the sizes of shapes that it has not drawn yet.
  function fitAll() {
    unfitted = !box.clientWidth; // while the table is shown there is nothing to fit into
    const things = picture.things;
    if (!things.length || unfitted) return false;
    const [x0, x1] = ends(things.map(node => node.x)), [y0, y1] = ends(things.map(node => node.y));
    const room = (size, spread, margin) => Math.max(size - 2 * margin, size / 2) / (spread || 1);
    const beside = picture.data.tree ? 160 : 0; // names stand to the right
    const largest = Math.max(1.4, box.clientWidth / 800); // a small network fills a large screen too
    const scale = Math.min(largest, room(box.clientWidth - beside, x1 - x0, 56), room(box.clientHeight, y1 - y0, 34));
    if (picture.data.tree && scale < READABLE) { // what is at the top, to be read, rather than all of it too small
      const top = things.reduce((a, b) => (b.y < a.y ? b : a)), narrow = Boolean(top.narrow && picture.narrow);
      const x = narrow ? x0 + box.clientWidth / 2 / READABLE - 24 : top.x;
      network.moveTo({position: {x, y: y0 + (box.clientHeight / 2 - 24) / READABLE}, scale: READABLE, animation: false});
      return true;
    }
    network.moveTo({position: {x: (x0 + x1) / 2 + beside / 2 / scale, y: (y0 + y1) / 2}, scale, animation: false});
    return true;
  }
  function zoom(factor) {
    network.moveTo({scale: Math.min(LARGEST, Math.max(LEAST, network.getScale() * factor)), animation: false});
    picture.remember();
  }
  function keepInSight(node) {
    const at = network.canvasToDOM({x: node.x, y: node.y});
    if (at.x < 40 || at.y < 40 || at.x > box.clientWidth - 40 || at.y > box.clientHeight - 40) network.moveTo({position: {x: node.x, y: node.y}, animation: false});
  }
  function select(node, {centre = false} = {}) {
    const refit = state.steps > 0;
    if (node && !node.members && picture.stead.has(node)) state.open.add(picture.stead.get(node).key); // out of its circle
    state.selected = node;
    state.edge = null;
    if (!node || node.members) state.steps = 0;
    show({fit: refit});
    if (node && centre && !refit) network.moveTo({position: {x: node.x, y: node.y}, scale: Math.max(network.getScale(), 0.9), animation: false});
    if (node) picture.announce(node.members ? `${node.name}, ${node.kind}` : say("announced", {name: node.name, kind: node.kind, cooperations: counted("cooperations", node.weight)}));
  }
  function selectEdge(edge) {
    state.edge = edge;
    show();
    picture.announce([edge.a.name, edge.b.name, edge.bundle ? counted("cooperations", edge.edges.length) : edge.kind, edge.text].filter(Boolean).join(", "));
  }
  function take(node) {
    part("search").value = state.query = "";
    select(node, {centre: true});
    if (!state.table) box.focus({preventScroll: true});
  }
  function surround(steps) {
    state.steps = state.selected && !state.selected.members ? steps : 0;
    show({fit: true});
    if (state.steps) picture.announce(say("surroundings_of", {name: state.selected.name, actors: counted("actors", picture.visible.size)}));
  }

  // ---------- the search
  const HITS = 8;
  function showHits() {
    const asked = picture.fold(state.query.trim());
    const hits = asked ? [...picture.visible].filter(node => picture.searched(node).includes(asked)) : [];
    part("hits-said").textContent = !asked ? "" : hits.length ? counted("search", hits.length) : texts.search_none;
    part("hits").replaceChildren(...hits.slice(0, HITS).map(node => picture.make("li", {}, picture.button(node.name, () => take(node), "link"))));
    picture.found = asked ? new Set(hits) : null;
  }
  part("search").addEventListener("input", event => { state.query = event.target.value; show(); });
  part("search").addEventListener("keydown", event => {
    const first = part("hits").querySelector("button");
    if (event.key === "Enter" && first) event.preventDefault(), first.click();
  });
  picture.follow(showHits);

  Object.assign(picture, {
    show, fitAll, zoom, select, selectEdge, take, surround, keepInSight, LARGEST, LEAST,
    byRank: list => [...list].sort((a, b) => b.weight - a.weight || a.number - b.number),
  });
})();
