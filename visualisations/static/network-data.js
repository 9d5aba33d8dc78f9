// The network in memory: reads the data block. Ids from data are only ever keys of Maps, so that none names a property.
"use strict";
(() => {
  const root = document.getElementById("network");
  const data = JSON.parse(document.getElementById("network-data").textContent);

  // Rows come column by column: `is` has the values, `at` their rows where only some have one, `words` what numbers mean.
  function rows({count, columns}) {
    const found = Array.from({length: count}, (_, number) => ({number, id: ""}));
    for (const [name, {is, at, words}] of Object.entries(columns)) {
      is.forEach((value, place) => { found[at ? at[place] : place][name] = words ? words[value] : value; });
    }
    return found;
  }

  const nodes = rows(data.nodes), edges = rows(data.edges), byId = new Map(), edgeById = new Map(), pairs = new Map();
  const narrow = matchMedia("(max-width:50rem)").matches;
  for (const node of nodes) {
    node.links = [];
    node.weight ||= 0;
    node.url ||= node.base ? node.base + node.id : "";
    if (narrow && node.narrow) [node.x, node.y] = node.narrow;
    node.home = {x: node.x, y: node.y};
    byId.set(node.id, node);
  }
  for (const edge of edges) {
    edge.a = nodes[edge.from];
    edge.b = nodes[edge.to];
    edge.weight ||= 1;
    if (narrow && edge.a.narrow) edge.by = null; // there all stand in one list
    const low = Math.min(edge.from, edge.to), pair = low * nodes.length + Math.max(edge.from, edge.to);
    edge.parallel = pairs.get(pair) || 0; // the second and third line between the same two bow to different sides
    pairs.set(pair, edge.parallel + 1);
    edge.a.links.push({edge, other: edge.b});
    edge.b.links.push({edge, other: edge.a});
    edgeById.set(edge.id, edge);
  }
  const ranked = [...nodes].sort((a, b) => b.weight - a.weight || a.number - b.number);
  const counted = new Set(data.counted);

  const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss");
  const searched = node => (node.searched ??= fold(`${node.name} ${node.label || ""}`));

  root.picture = {
    root, data, nodes, edges, byId, edgeById, ranked, fold, searched,
    texts: data.texts, narrow,
    categories: new Map(data.categories.map(row => [row.key, {...row, names: new Map(row.entries)}])),
    measures: new Map(data.measures.map(row => [row.key, row])),
    counts: edge => counted.has(edge.strength),
    // the key of the entry that a node belongs to, and the number that it has
    entry: (node, key) => (key === "group" ? node.group : node["is_" + key]),
    number: (node, key) => node["n_" + key],
  };
  addEventListener("error", () => { // a script fails or does not come before anything is drawn
    if (root.picture.begun) return;
    root.picture.failed = true;
    root.picture.giveUp?.();
  }, true);
})();
