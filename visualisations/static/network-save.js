// Saving and printing: one sheet with title, sentence, picture, legend and the state of the data, as SVG, PNG or on paper.
"use strict";
(() => {
  const root = document.getElementById("network"), picture = root.picture, {data, texts, drawn, counted, say} = picture;
  const WIDTH = 1400, HEIGHT = 860, TOP = 96, BOTTOM = 92, SIDE = 46; // units of the sheet; the picture stands between
  const FONT = '"Source Sans 3", "Segoe UI", "Noto Sans", "DejaVu Sans", Arial, sans-serif';
  const INK = "#15242A", MUTED = "#4A5B62", EDGE = "#6B7E86", RING = "#66399B"; // always light: a sheet is for paper
  const STROKE = {close: {"stroke-width": 2.4}, normal: {"stroke-width": 1.1}, part_of: {"stroke-width": 1.1, "stroke-dasharray": "2 3"}};
  const n = value => String(Math.round(value * 10) / 10);

  function fitted() {
    const nodes = [...picture.visible], xs = nodes.map(node => node.x), ys = nodes.map(node => node.y);
    const least = list => list.reduce((a, b) => Math.min(a, b), Infinity), most = list => list.reduce((a, b) => Math.max(a, b), -Infinity);
    const [x0, x1, y0, y1] = nodes.length ? [least(xs), most(xs), least(ys), most(ys)] : [0, 0, 0, 0];
    const scale = Math.min(1.6, (WIDTH - 2 * SIDE) / (x1 - x0 || 1), (HEIGHT - TOP - BOTTOM - 2 * SIDE) / (y1 - y0 || 1));
    const at = (x, y) => [WIDTH / 2 + (x - (x0 + x1) / 2) * scale, TOP + (HEIGHT - TOP - BOTTOM) / 2 + (y - (y0 + y1) / 2) * scale];
    return {nodes, at, spot: node => [...at(node.x, node.y), Math.max(2.5, node.size * Math.min(1, Math.max(scale, 0.7 * Math.sqrt(scale))))]};
  }
  const text = (x, y, size, words, more = {}) => drawn("text", {x: n(x), y: n(y), "font-size": size, fill: INK, ...more}, words);
  const sign = (group, x, y, r) => drawn("path", {d: data.shapes[group].d, transform: `translate(${n(x)} ${n(y)}) scale(${n(r)})`, fill: data.shapes[group].fill, stroke: INK, "stroke-width": Math.round(140 / r) / 100});
  function lines(spot) {
    return picture.edges.filter(edge => picture.visible.has(edge.a) && picture.visible.has(edge.b)).map(edge => {
      const [first, second] = edge.a.number < edge.b.number ? [edge.a, edge.b] : [edge.b, edge.a];
      const [x1, y1] = spot(first), [x2, y2] = spot(second), length = Math.hypot(x2 - x1, y2 - y1) || 1;
      const bow = 16 * Math.ceil(edge.parallel / 2) * (edge.parallel % 2 ? 1 : -1);
      const middle = edge.parallel ? `Q${n((x1 + x2) / 2 - ((y2 - y1) / length) * bow)} ${n((y1 + y2) / 2 + ((x2 - x1) / length) * bow)} ` : "L";
      return drawn("path", {d: `M${n(x1)} ${n(y1)}${middle}${n(x2)} ${n(y2)}`, fill: "none", stroke: EDGE, "stroke-opacity": 0.7, ...STROKE[edge.strength]});
    });
  }
  function actors(nodes, spot) {
    return nodes.map(node => {
      const [x, y, r] = spot(node), ring = (extra, colour, width) => drawn("circle", {cx: n(x), cy: n(y), r: n(r + extra), fill: "none", stroke: colour, "stroke-width": width});
      const rings = [...(node.double ? [ring(3.6, RING, 2.2)] : []), ...(node === picture.selected ? [ring(7, INK, 3)] : [])];
      return drawn("g", {}, drawn("title", {}, `${node.name}, ${node.kind}`), ...rings, sign(node.group, x, y, r));
    });
  }
  function legend(nodes) {
    const shown = data.groups.filter(group => nodes.some(node => node.group === group.key)), found = [];
    let x = SIDE, y = HEIGHT - BOTTOM + 26;
    const entry = (mark, words) => {
      const wide = picture.measure(words, false) + 48;
      if (x + wide > WIDTH - SIDE) x = SIDE, y += 24;
      found.push(mark(x + 9, y - 5), text(x + 24, y, 14, words));
      x += wide;
    };
    for (const group of shown) entry((cx, cy) => sign(group.key, cx, cy, 7), `${group.label.replaceAll("\u00ad", "")} (${nodes.filter(node => node.group === group.key).length})`);
    for (const [key, style] of Object.entries(STROKE)) entry((cx, cy) => drawn("path", {d: `M${n(cx - 11)} ${n(cy)}h24`, stroke: EDGE, ...style}), texts[key]);
    const double = nodes.filter(node => node.double).length;
    if (double) entry((cx, cy) => drawn("circle", {cx: n(cx), cy: n(cy), r: 7, fill: "none", stroke: RING, "stroke-width": 2.2}), say("double", {count: double}));
    return found;
  }
  function sheet() {
    const {nodes, at, spot} = fitted(), whole = nodes.length === data.nodes.length;
    const strip = whole && data.strip ? at(...data.strip) : null;
    const caption = strip && [strip[0], strip[1] - 12, strip[0] + 220, strip[1] + 4];
    const links = picture.edges.filter(edge => edge.strength !== "part_of" && picture.visible.has(edge.a) && picture.visible.has(edge.b)).length;
    const said = whole ? data.sentence : `${counted("actors", nodes.length)}, ${counted("cooperations", links)}`;
    const names = picture.placeLabels(picture.important(), spot, picture.measure, WIDTH, HEIGHT - BOTTOM, Infinity, caption);
    const name = label => text(label.x, label.y, 13, label.text, {"text-anchor": "middle", "font-weight": label.heavy ? 650 : 500, "paint-order": "stroke", stroke: "#fff", "stroke-width": 3, "stroke-linejoin": "round"});
    return drawn("svg", {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: "img", "font-family": FONT, lang: data.lang},
      drawn("title", {}, data.title), drawn("rect", {width: WIDTH, height: HEIGHT, fill: "#fff"}),
      text(SIDE, 44, 28, data.title, {"font-weight": 650}), text(SIDE, 74, 16, said, {fill: MUTED}),
      ...lines(spot), ...actors(nodes, spot), ...(strip ? [text(strip[0], strip[1], 12, texts.isolated, {fill: MUTED})] : []), ...names.map(name),
      ...legend(nodes), text(WIDTH - SIDE, 44, 13, data.status, {fill: MUTED, "text-anchor": "end"}));
  }
  // XML knows no control characters, which a name may have from where it was copied.
  const drawing = () => new XMLSerializer().serializeToString(sheet()).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
  const written = () => new Blob([drawing()], {type: "image/svg+xml"});

  function offer(blob, name) {
    const link = document.createElement("a"), url = URL.createObjectURL(blob);
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }
  function png() {
    const image = new Image(), url = URL.createObjectURL(written());
    image.addEventListener("load", () => {
      const canvas = document.createElement("canvas");
      canvas.width = 2 * WIDTH;
      canvas.height = 2 * HEIGHT;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(url);
      canvas.toBlob(blob => offer(blob, "network.png"), "image/png");
    });
    image.src = url;
  }
  const ways = {png, svg: () => offer(written(), "network.svg"), print: () => print()};
  const menu = document.getElementById("network-save");
  for (const button of menu.querySelectorAll("[data-save]")) button.addEventListener("click", () => { menu.open = false; ways[button.dataset.save](); });
  menu.addEventListener("keydown", event => {
    if (event.key === "Escape" && menu.open) menu.open = false, menu.querySelector("summary").focus();
  });
  document.addEventListener("pointerdown", event => { if (!menu.contains(event.target)) menu.open = false; });
  addEventListener("beforeprint", () => document.getElementById("network-print").replaceChildren(sheet()));
  picture.drawing = drawing;
})();
