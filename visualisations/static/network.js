// The network picture: takes the data block, replaces the still picture by a canvas of vis-network and runs the controls.
// Everything that comes from data reaches the page through textContent, never as HTML; ids stay keys of Maps.
"use strict";
(() => {
  const LARGE = 1500; // from here on the finished bitmap moves while the hand moves, and one full drawing follows
  const LABEL_PX = 13, LINE_PX = 15, LONGEST = 26, BOLD = 6, PARTNERS = 12, HITS = 8, CELL = 40;
  const FONT = '"Source Sans 3","Segoe UI",system-ui,"Noto Sans",Arial,sans-serif', SVG = "http://www.w3.org/2000/svg";
  const EDGE = {close: {width: 3}, normal: {width: 1.4}, part_of: {width: 1.4, dashes: [3, 4]}};
  const part = id => document.getElementById("network-" + id), root = document.getElementById("network");
  const data = JSON.parse(part("data").textContent), texts = data.texts;
  const say = (key, values) => texts[key].replace(/%\((\w+)\)s/g, (_, name) => values[name]);
  const counted = (key, count) => say(key + (count === 1 ? "_one" : "_many"), {count});
  const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ß/g, "ss");
  const short = text => (text.length > LONGEST ? text.slice(0, LONGEST - 1).trimEnd() + "…" : text);

  // ---------- the network in memory: numbers are vis-network's ids, so that an id from data never names a property
  const nodes = data.nodes.map((node, number) => ({...node, number, links: [], folded: fold(`${node.name} ${node.label || ""}`)}));
  const byId = new Map(nodes.map(node => [node.id, node])), pairs = new Map();
  const edges = data.edges.map((edge, number) => {
    const a = byId.get(edge.from), b = byId.get(edge.to), pair = [a.number, b.number].sort((p, q) => p - q).join();
    const parallel = pairs.get(pair) || 0, made = {...edge, number, a, b, parallel};
    pairs.set(pair, parallel + 1);
    a.links.push({edge: made, other: b});
    b.links.push({edge: made, other: a});
    return made;
  });
  const cooperations = node => node.cooperations || 0;
  const ranked = [...nodes].sort((a, b) => cooperations(b) - cooperations(a) || a.number - b.number);
  const bold = new Set(ranked.slice(0, BOLD)), paths = {};
  for (const [group, shape] of Object.entries(data.shapes)) paths[group] = new Path2D(shape.d);

  const state = {selected: null, steps: 0, hidden: new Set(), query: "", double: false, table: false};
  let visible = new Set(nodes), strong = null, labels = [], colours = {}, unfitted = true, faded = false;

  function around(centre, steps) {
    const found = new Set([centre]);
    let rim = [centre];
    for (let step = 0; step < steps; step++) {
      const next = [];
      for (const node of rim) for (const {other} of node.links) if (!found.has(other) && !state.hidden.has(other.group)) found.add(other), next.push(other);
      rim = next;
    }
    return found;
  }

  // ---------- the canvas
  const box = document.createElement("div"), probe = document.createElement("span");
  box.className = "drawing";
  box.tabIndex = 0;
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", texts.picture_label);
  box.setAttribute("aria-describedby", "network-keys");
  probe.className = "probe";
  probe.hidden = true;
  root.append(probe);
  root.classList.add("live");
  part("table").hidden = true;
  part("still").replaceWith(box);
  const colour = name => ((probe.style.color = `var(${name})`), getComputedStyle(probe).color);
  function readColours() {
    for (const name of ["surface", "ink", "muted", "edge", "brand", "dup", "k-line"]) colours[name] = colour("--" + name);
    for (const group in data.shapes) colours[group] = colour("--k-" + group);
  }
  readColours();
  const ends = values => values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  const edgeColour = () => ({color: colours.edge, highlight: colours.brand, hover: colours.brand, opacity: strong ? 0.15 : 0.65});
  const large = nodes.length > LARGE;
  let scale = 1;
  const radius = node => Math.max(node.size, 3.2 / scale), line = px => px / Math.max(scale, 0.5);
  function paint(ctx, node, x, y) {
    const r = radius(node);
    ctx.save();
    if (strong && !strong.has(node) && node !== state.selected) ctx.globalAlpha = 0.15;
    const ring = (extra, width, style) => {
      ctx.beginPath();
      ctx.arc(x, y, r + extra, 0, 2 * Math.PI);
      ctx.lineWidth = line(width);
      ctx.strokeStyle = style;
      ctx.stroke();
    };
    if (node.double) ring(3.6, state.double ? 3.4 : 2.2, colours.dup);
    if (node === state.selected) ring(7, 3, colours.ink);
    ctx.translate(x, y);
    ctx.scale(r, r);
    ctx.fillStyle = colours[node.group];
    ctx.fill(paths[node.group]);
    ctx.lineWidth = line(1.4) / r;
    ctx.strokeStyle = colours["k-line"];
    ctx.stroke(paths[node.group]);
    ctx.restore();
  }
  const ctxRenderer = ({ctx, id, x, y}) => ({
    drawNode: () => paint(ctx, nodes[id], x, y),
    nodeDimensions: {width: 2 * radius(nodes[id]), height: 2 * radius(nodes[id])},
  });
  const visNodes = new vis.DataSet(nodes.map(node => ({id: node.number, x: node.x, y: node.y, shape: "custom", ctxRenderer, size: node.size})));
  const bow = edge => ({
    enabled: true,
    type: (edge.parallel % 2 === 1) === (edge.a.number < edge.b.number) ? "curvedCW" : "curvedCCW",
    roundness: 0.12 * Math.ceil(edge.parallel / 2),
  });
  const visEdges = new vis.DataSet(edges.map(edge => ({
    id: edge.number, from: edge.a.number, to: edge.b.number, ...EDGE[edge.strength],
    smooth: edge.parallel ? bow(edge) : false, arrows: edge.directed ? {to: {enabled: true, scaleFactor: 0.5}} : "",
  })));
  const network = new vis.Network(box, {nodes: visNodes, edges: visEdges}, {
    autoResize: true, physics: false, layout: {improvedLayout: false},
    edges: {color: edgeColour(), selectionWidth: 2, hoverWidth: 0, arrowStrikethrough: false},
    interaction: {dragNodes: false, keyboard: false, hover: false, dragView: !large, zoomView: !large, selectConnectedEdges: true, zoomSpeed: 0.6},
  });
  const canvas = box.querySelector("canvas");
  canvas.parentElement.tabIndex = -1; // the picture is one tab stop, and ours has the name and the keys
  network.on("beforeDrawing", () => { scale = network.getScale(); });

  // ---------- names: the most important first, none over a node or over another one
  function placeLabels(wanted, spot, measure, width, height, most, caption) {
    const grid = new Map(), placed = [];
    const cells = b => {
      const found = [];
      for (let i = Math.floor(b[0] / CELL); i <= Math.floor(b[2] / CELL); i++) for (let j = Math.floor(b[1] / CELL); j <= Math.floor(b[3] / CELL); j++) found.push(i * 65536 + j);
      return found;
    };
    const enter = b => { for (const cell of cells(b)) grid.has(cell) ? grid.get(cell).push(b) : grid.set(cell, [b]); };
    const free = b => cells(b).every(cell => (grid.get(cell) || []).every(o => b[0] >= o[2] || o[0] >= b[2] || b[1] >= o[3] || o[1] >= b[3]));
    const inside = b => b[0] >= 1 && b[2] <= width - 1 && b[1] >= 1 && b[3] <= height - 1;
    for (const node of visible) {
      const [x, y, r] = spot(node);
      if (x > -r && y > -r && x < width + r && y < height + r) enter([x - r, y - r, x + r, y + r]);
    }
    if (caption) enter(caption);
    for (const node of wanted) {
      if (placed.length >= most) break;
      const [x, y, r] = spot(node), heavy = bold.has(node) || node === state.selected;
      if (x < 0 || y < 0 || x > width || y > height) continue;
      const text = short(node.label || node.name), half = measure(text, heavy) / 2 + 1.5, gap = r + (node.double ? 4 : 1) + (node === state.selected ? 4 : 0);
      const beside = gap + 4 + half, spots = [[x, y + gap + 12], [x, y - gap - 4], [x + beside, y + 4.5], [x - beside, y + 4.5]];
      if (heavy) for (const turn of [14, -7]) spots.push([x + beside, y + turn], [x - beside, y + turn], [x + half * 0.7, y + gap + turn + 2], [x - half * 0.7, y - gap - 4]);
      const boxes = spots.map(([middle, base]) => ({node, text, heavy, x: middle, y: base, box: [middle - half, base - LINE_PX + 4, middle + half, base + 4]}));
      // The selected actor always has its name, over a node if need be, but never over another name.
      const name = boxes.find(({box: b}) => inside(b) && free(b)) || (node === state.selected && boxes.find(({box: b}) => inside(b)));
      if (!name) continue;
      enter(name.box);
      placed.push(name);
    }
    return placed;
  }
  const font = heavy => `${heavy ? 650 : 500} ${LABEL_PX}px ${FONT}`, ruler = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  function measure(text, heavy) {
    const key = heavy + text;
    if (!widths.has(key)) ruler.font = font(heavy), widths.set(key, ruler.measureText(text).width);
    return widths.get(key);
  }
  function important() {
    const first = state.selected ? [state.selected, ...state.selected.links.map(link => link.other)] : [];
    const pool = strong ? ranked.filter(node => strong.has(node)) : ranked;
    return [...new Set([...first, ...pool])].filter(node => visible.has(node));
  }
  network.on("afterDrawing", ctx => {
    const view = network.getViewPosition(), width = box.clientWidth, height = box.clientHeight, ratio = canvas.width / width;
    const at = (x, y) => [(x - view.x) * scale + width / 2, (y - view.y) * scale + height / 2];
    const spot = node => [...at(node.x, node.y), radius(node) * scale];
    const strip = data.strip && !state.steps ? at(...data.strip) : null, tip = strip && measure(texts.isolated, false) * 0.9;
    if (strip) strip[0] = Math.max(4, Math.min(strip[0], width - tip - 4));
    const most = visible.size <= 40 ? visible.size : Math.max(6, Math.round((width * height) / 9000));
    labels = placeLabels(important(), spot, measure, width, height, most, strip && [strip[0], strip[1] - 12, strip[0] + tip, strip[1] + 4]);
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.textAlign = "center";
    ctx.lineJoin = "round";
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = colours.surface;
    ctx.fillStyle = colours.ink;
    for (const label of labels) {
      ctx.font = font(label.heavy);
      ctx.strokeText(label.text, label.x, label.y);
      ctx.fillText(label.text, label.x, label.y);
    }
    if (strip) {
      ctx.textAlign = "start";
      ctx.font = `400 11.5px ${FONT}`;
      ctx.fillStyle = colours.muted;
      ctx.fillText(texts.isolated, ...strip);
    }
    ctx.restore();
  });

  // ---------- what is to be seen
  function show({fit = false} = {}) {
    const before = visible, reach = state.steps && state.selected ? around(state.selected, state.steps) : nodes;
    visible = new Set([...reach].filter(node => !state.hidden.has(node.group)));
    if (state.selected && !visible.has(state.selected)) return select(null);
    const asked = fold(state.query.trim());
    const hits = asked ? nodes.filter(node => visible.has(node) && node.folded.includes(asked)) : [];
    strong = asked ? new Set(hits) : state.double ? new Set(nodes.filter(node => node.double)) : null;
    const changed = nodes.filter(node => before.has(node) !== visible.has(node));
    if (changed.length) {
      visNodes.update(changed.map(node => ({id: node.number, hidden: !visible.has(node)})));
      visEdges.update(edges.map(edge => ({id: edge.number, hidden: !visible.has(edge.a) || !visible.has(edge.b)})));
    }
    if (Boolean(strong) !== faded) network.setOptions({edges: {color: edgeColour()}}); // walks over all edges
    faded = Boolean(strong);
    network.setSelection({nodes: state.selected ? [state.selected.number] : []}, {highlightEdges: true});
    const links = edges.filter(edge => edge.strength !== "part_of" && visible.has(edge.a) && visible.has(edge.b)).length;
    part("shown").textContent = counted("actors", visible.size) + ", " + counted("cooperations", links);
    for (const row of part("table").querySelectorAll("tbody tr")) row.hidden = !visible.has(byId.get(row.dataset.id));
    for (const b of root.querySelectorAll("[data-steps]")) press(b, +b.dataset.steps === state.steps), (b.disabled = !state.selected && b.dataset.steps !== "0");
    for (const b of root.querySelectorAll("[data-view]")) press(b, (b.dataset.view === "table") === state.table);
    if (part("double")) press(part("double"), state.double);
    part("picture").hidden = state.table;
    part("table").hidden = !state.table;
    showHits(asked, hits);
    if (fit || unfitted) fitAll();
    network.redraw();
    remember();
  }
  const press = (button, on) => button.setAttribute("aria-pressed", String(Boolean(on)));
  function fitAll() { // vis-network would need the sizes of shapes that it has not drawn yet
    unfitted = !box.clientWidth; // while the table is shown there is nothing to fit into
    if (!visible.size || unfitted) return;
    const shown = [...visible], [x0, x1] = ends(shown.map(node => node.x)), [y0, y1] = ends(shown.map(node => node.y));
    const room = (size, spread, margin) => Math.max(size - 2 * margin, size / 2) / (spread || 1);
    const to = Math.min(1.4, room(box.clientWidth, x1 - x0, 56), room(box.clientHeight, y1 - y0, 34));
    network.moveTo({position: {x: (x0 + x1) / 2, y: (y0 + y1) / 2}, scale: to, animation: false});
  }
  function showHits(asked, hits) {
    part("hits-said").textContent = !asked ? "" : hits.length ? counted("search", hits.length) : texts.search_none;
    part("hits").replaceChildren(...hits.slice(0, HITS).map(node => make("li", {}, button(node.name, () => take(node), "link"))));
  }
  function take(node) {
    part("search").value = state.query = "";
    select(node, {centre: true});
    box.focus({preventScroll: true});
  }
  function select(node, {centre = false, quiet = false} = {}) {
    const refit = state.steps > 0;
    state.selected = node;
    if (!node) state.steps = 0;
    showDetails();
    show({fit: refit});
    if (node && centre && !refit) network.moveTo({position: {x: node.x, y: node.y}, scale: Math.max(network.getScale(), 0.9), animation: false});
    if (node && !quiet) part("live").textContent = say("announced", {name: node.name, kind: node.kind, cooperations: counted("cooperations", cooperations(node))});
  }
  function surround(steps) {
    state.steps = state.selected ? steps : 0;
    show({fit: true});
    showDetails();
    if (state.steps) part("live").textContent = say("surroundings_of", {name: state.selected.name, actors: counted("actors", visible.size)});
  }

  // ---------- details of the selected actor
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }
  function button(text, act, css) {
    const element = make("button", {type: "button", class: css}, text);
    element.addEventListener("click", act);
    return element;
  }
  function drawn(tag, attributes = {}, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }
  const sign = group => drawn("svg", {viewBox: "-1.4 -1.4 2.8 2.8", "aria-hidden": "true", focusable: "false"}, drawn("path", {class: `nd unit grp-${group}`, d: data.shapes[group].d}));
  const terms = (css, list) => make("dl", {class: css}, ...list.map(([term, value]) => make("div", {}, make("dt", {}, term), make("dd", {}, String(value)))));
  function showDetails() {
    const node = state.selected, panel = part("details");
    panel.replaceChildren(make("p", {class: "small muted"}, node ? texts.selected : texts.nothing_selected));
    if (!node) return;
    const only = button(texts.only_surroundings, () => surround(state.steps ? 0 : 1), "btn");
    press(only, state.steps);
    panel.append(make("h2", {}, node.name), make("p", {class: "muted"}, [node.kind, node.place].filter(Boolean).join(", ")),
      terms("mini", ["cooperations", "offers", "bodies"].map(key => [texts[key], node[key] || 0])),
      make("p", {class: "row"}, ...(node.url ? [make("a", {class: "btn main", href: node.url}, texts.open_page)] : []), only));
    if (node.double && node.finding_text) {
      const more = node.finding_url ? [" ", make("a", {href: node.finding_url}, texts.compare)] : [];
      panel.append(make("div", {class: "note dup"}, make("p", {class: "small"}, node.finding_text, ...more)));
    }
    if (node.facts) panel.append(terms("said", node.facts));
    const about = new Map();
    for (const {edge, other} of node.links) about.set(other, [...(about.get(other) || []), edge.text || edge.kind].filter(Boolean));
    const partners = [...about.keys()].sort((a, b) => cooperations(b) - cooperations(a) || a.number - b.number);
    if (!partners.length) return;
    const entry = other => make("li", {}, sign(other.group), make("span", {}, button(other.name, () => take(other), "link"), make("span", {class: "sub"}, about.get(other).join(" · "))));
    panel.append(make("h3", {class: "small"}, texts.partners), make("ul", {class: "plain partner"}, ...partners.slice(0, PARTNERS).map(entry)));
    if (partners.length > PARTNERS) panel.append(make("p", {class: "small muted"}, say("partners_more", {count: partners.length - PARTNERS})));
  }

  // ---------- mouse and keyboard
  network.on("click", event => select(event.nodes.length ? nodes[event.nodes[0]] : null));
  network.on("doubleClick", event => { if (event.nodes.length) surround(state.steps ? 0 : 1); });
  function zoom(factor) {
    network.moveTo({scale: Math.min(8, Math.max(0.01, network.getScale() * factor)), animation: false});
    remember();
  }
  const ARROWS = {ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1]};
  function walk([right, down]) {
    const from = state.selected;
    if (!from) return select(ranked.find(node => visible.has(node)) || null, {centre: true});
    const nearest = pool => {
      let best = null, least = Infinity;
      for (const node of pool) {
        const dx = node.x - from.x, dy = node.y - from.y, along = dx * right + dy * down, aside = Math.abs(dx * down) + Math.abs(dy * right);
        if (node !== from && visible.has(node) && along > 0 && along >= aside * 0.5 && along + 2.2 * aside < least) (least = along + 2.2 * aside), (best = node);
      }
      return best;
    };
    const to = nearest(from.links.map(link => link.other)) || nearest(nodes); // those without a neighbour there are reached too
    if (to) select(to), keepInSight(to);
  }
  function keepInSight(node) {
    const at = network.canvasToDOM({x: node.x, y: node.y});
    if (at.x < 40 || at.y < 40 || at.x > box.clientWidth - 40 || at.y > box.clientHeight - 40) network.moveTo({position: {x: node.x, y: node.y}, animation: false});
  }
  box.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (ARROWS[event.key]) walk(ARROWS[event.key]);
    else if (event.key === "Enter") surround(state.steps ? 0 : 1);
    else if (event.key === "Escape") state.steps ? surround(0) : select(null);
    else if (event.key === "+" || event.key === "-") zoom(event.key === "+" ? 1.25 : 0.8);
    else if (event.key === "0") fitAll();
    else return;
    event.preventDefault();
  });

  // ---------- the view in the address: ids and numbers only, no names
  let timer = 0, own = "";
  function remember() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const view = network.getViewPosition(), said = new URLSearchParams();
      if (state.selected) said.set("a", state.selected.id);
      if (state.steps) said.set("steps", state.steps);
      if (state.hidden.size) said.set("hide", [...state.hidden].join("."));
      if (state.double) said.set("double", 1);
      if (state.table) said.set("view", "table");
      said.set("at", [view.x.toFixed(1), view.y.toFixed(1), network.getScale().toFixed(5)].join("_"));
      own = "#" + said;
      try {
        history.replaceState(null, "", own);
      } catch (error) {
        if (error.name !== "SecurityError") throw error; // a browser that allows no addresses in files shows the picture all the same
      }
    }, 150);
  }
  function recall() {
    if (location.hash && location.hash === own) return;
    const text = location.hash.slice(1), plain = text && !text.includes("="), said = new URLSearchParams(plain ? "" : text);
    let id = said.get("a");
    try {
      if (plain) id = decodeURIComponent(text); // a link from an actor's page is only the id
    } catch (error) {
      if (!(error instanceof URIError)) throw error; // an address cut off in the middle of a letter names nobody
    }
    state.hidden = new Set((said.get("hide") || "").split(".").filter(key => Object.hasOwn(data.shapes, key)));
    for (const tick of root.querySelectorAll(".leg input")) tick.checked = !state.hidden.has(tick.value);
    state.double = said.get("double") === "1" && Boolean(part("double"));
    state.table = said.get("view") === "table";
    state.selected = byId.get(id) || null;
    state.steps = state.selected ? Math.min(3, Math.max(0, Math.trunc(+said.get("steps")) || 0)) : 0;
    showDetails();
    show({fit: true});
    const at = (said.get("at") || "").split("_").map(Number);
    if (at.length === 3 && at.every(Number.isFinite) && at[2] > 0.004 && at[2] <= 8) network.moveTo({position: {x: at[0], y: at[1]}, scale: at[2], animation: false});
    else if (state.selected && !state.steps) keepInSight(state.selected);
  }

  // ---------- controls
  for (const tick of root.querySelectorAll(".leg input")) tick.addEventListener("change", () => { tick.checked ? state.hidden.delete(tick.value) : state.hidden.add(tick.value); show(); });
  for (const b of root.querySelectorAll("[data-steps]")) b.addEventListener("click", () => surround(+b.dataset.steps));
  for (const b of root.querySelectorAll("[data-view]")) b.addEventListener("click", () => { state.table = b.dataset.view === "table"; show(); });
  for (const b of root.querySelectorAll("[data-zoom]")) b.addEventListener("click", () => (b.dataset.zoom === "fit" ? (fitAll(), remember()) : zoom(+b.dataset.zoom)));
  if (part("double")) part("double").addEventListener("click", () => { state.double = !state.double; show(); });
  part("search").addEventListener("input", event => { state.query = event.target.value; show(); });
  part("search").addEventListener("keydown", event => {
    const first = part("hits").querySelector("button");
    if (event.key === "Enter" && first) event.preventDefault(), first.click();
  });
  const repaint = () => { readColours(); network.setOptions({edges: {color: edgeColour()}}); network.redraw(); };
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", repaint);
  new MutationObserver(repaint).observe(document.documentElement, {attributes: true, attributeFilter: ["data-theme"]});
  if (document.fonts) document.fonts.ready.then(() => { widths.clear(); network.redraw(); });
  network.on("dragEnd", remember);
  network.on("zoom", remember);
  addEventListener("hashchange", recall);
  if (matchMedia("(max-width:50rem)").matches) part("legend").open = false;
  recall();

  // What saving builds on, and what shows from outside how the picture stands.
  root.picture = {
    data, texts, edges, network, box, large, make, button, drawn, counted, say, placeLabels, important, measure, remember,
    get visible() { return visible; }, get selected() { return state.selected; }, get labels() { return labels; },
    spot: id => network.canvasToDOM({x: byId.get(id).x, y: byId.get(id).y}),
  };
})();
