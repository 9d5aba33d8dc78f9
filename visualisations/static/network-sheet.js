// The sheet: title, sentence, picture, legend and the state of the data as one SVG, for paper and files.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, data, texts, drawn, counted, say, measure} = picture;
  const WIDTH = 1400, HEIGHT = 860, TOP = 96, BOTTOM = 92, SIDE = 46; // units of the sheet; the picture stands between
  const FONT = '"Source Sans 3", "Segoe UI", "Noto Sans", "DejaVu Sans", Arial, sans-serif';
  const INK = "#15242A", MUTED = "#4A5B62", EDGE = "#6B7E86", RING = "#66399B", BAD = data.gaps_are === "parallels" ? "#944300" : "#AE231C", BRAND = "#00566B"; // always light
  const HUES = {"k-none": "#FFFFFF", q1: "#DCECF0", q2: "#A9D1DC", q3: "#2F7E93", q4: "#0B3A47"};
  const DASHES = {part_of: {"stroke-dasharray": "2 3"}};
  const n = value => String(Math.round(value * 10) / 10);
  const PALETTE = ["#0072B2", "#E69F00", "#009E73", "#F0E442", "#D55E00", "#CC79A7", "#56B4E9", "#9AA5A9"];
  PALETTE.forEach((colour, place) => { HUES["p" + (place + 1)] = colour; });
  for (const [group, shape] of Object.entries(data.shapes)) HUES[group] = shape.fill;

  function fitted() {
    const things = picture.things, least = list => list.reduce((a, b) => Math.min(a, b), Infinity), most = list => list.reduce((a, b) => Math.max(a, b), -Infinity);
    const xs = things.map(node => node.x), ys = things.map(node => node.y), beside = data.tree ? 160 : 0;
    const [x0, x1, y0, y1] = things.length ? [least(xs), most(xs), least(ys), most(ys)] : [0, 0, 0, 0];
    const scale = Math.min(1.6, (WIDTH - 2 * SIDE - beside) / (x1 - x0 || 1), (HEIGHT - TOP - BOTTOM - 2 * SIDE) / (y1 - y0 || 1));
    const at = (x, y) => [(WIDTH - beside) / 2 + (x - (x0 + x1) / 2) * scale, TOP + (HEIGHT - TOP - BOTTOM) / 2 + (y - (y0 + y1) / 2) * scale];
    const radius = node => { const size = picture.sized(node); return Math.max(2.5, size * Math.min(1, Math.max(scale, 0.7 * Math.sqrt(scale)))); };
    return {at, spot: node => [...at(node.x, node.y), radius(node)]};
  }
  const text = (x, y, size, words, more = {}) => drawn("text", {x: n(x), y: n(y), "font-size": size, fill: INK, ...more}, words);
  const sign = (group, fill, x, y, r) => drawn("path", {d: data.shapes[group].d, transform: `translate(${n(x)} ${n(y)}) scale(${n(r)})`, fill, stroke: INK, "stroke-width": Math.round(140 / r) / 100});

  function lines(spot) {
    const at = node => spot(node).slice(0, 2);
    return picture.lines.map(line => {
      const {from, curve, by, to} = picture.course(line, at), point = ([x, y]) => `${n(x)} ${n(y)}`;
      const chosen = line === state.edge || picture.way?.lines.has(line);
      const d = curve ? `M${point(from)}Q${point(curve)} ${point(to)}` : `M${[from, ...by, to].map(point).join("L")}`;
      return drawn("path", {d, fill: "none", stroke: chosen ? BRAND : EDGE, "stroke-opacity": chosen || data.tree ? 1 : 0.7, "stroke-width": n(chosen ? 3 : picture.widthOf(line)), ...(data.tree ? {} : DASHES[line.strength])});
    });
  }
  const gaps = spot => (state.mark === "gaps" ? picture.gaps : []).map(([a, b]) => {
    const [[x1, y1], [x2, y2]] = [spot(picture.drawnFor(a)), spot(picture.drawnFor(b))];
    return drawn("path", {d: `M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}`, fill: "none", stroke: BAD, "stroke-width": 1.6, "stroke-dasharray": "7 5"});
  });
  function things(spot) {
    return picture.things.map(node => {
      const [x, y, r] = spot(node), ring = (extra, stroke, width, fill = "none") => drawn("circle", {cx: n(x), cy: n(y), r: n(r + extra), fill, stroke, "stroke-width": width});
      const title = drawn("title", {}, `${node.name}, ${node.kind}`);
      if (node.members) return drawn("g", {}, title, ring(3, INK, 1.4), ring(0, INK, 1.4, "#fff"), text(x, y + r * 0.28, n(Math.max(11, 0.8 * r)), String(node.members.length), {"text-anchor": "middle", "font-weight": 700}));
      const rings = [...(node.double ? [ring(3.6, RING, 2.2)] : []), ...(node.cut && state.mark === "cuts" ? [ring(3.6, BAD, 3)] : []), ...(node === state.selected ? [ring(7, INK, 3)] : [])];
      const faded = picture.strong && !picture.strong.has(node) && node !== state.selected;
      return drawn("g", faded ? {opacity: 0.25} : {}, title, ...rings, sign(node.group, HUES[picture.hue(node)], x, y, r));
    });
  }
  function legend() {
    const shown = [...picture.visible], found = [], plain = state.colour !== "group";
    let x = SIDE, y = HEIGHT - BOTTOM + 22;
    const entry = (mark, words) => {
      const clean = words.replaceAll("\u00ad", ""), wide = 14 / 13 * measure(clean, false, picture.FILE_FONT) + 48;
      if (x + wide > WIDTH - SIDE) x = SIDE, y += 22;
      found.push(mark(x + 9, y - 5), text(x + 26, y, 14, clean));
      x += wide;
    };
    for (const group of data.groups) {
      const count = shown.filter(node => node.group === group.key).length;
      if (count) entry((cx, cy) => sign(picture.known(group.key), plain ? "#fff" : HUES[picture.known(group.key)], cx, cy, 7), `${group.label} (${count})`);
    }
    for (const {hue, label, count} of picture.meanings()) entry((cx, cy) => drawn("circle", {cx: n(cx), cy: n(cy), r: 7, fill: HUES[hue], stroke: INK, "stroke-width": 1.4}), `${label} (${count})`);
    for (const key of ["close", "normal", "part_of"]) {
      const line = picture.lines.find(one => one.strength === key);
      if (line) entry((cx, cy) => drawn("path", {d: `M${n(cx - 11)} ${n(cy)}h20`, stroke: EDGE, "stroke-width": key === "close" ? 2.4 : 1.1, ...(data.tree ? {} : DASHES[key])}), texts[key]);
    }
    const double = shown.filter(node => node.double).length;
    if (double) entry((cx, cy) => drawn("circle", {cx: n(cx), cy: n(cy), r: 7, fill: "none", stroke: RING, "stroke-width": 2.2}), say("double", {count: double}));
    return found;
  }
  // What the sheet says below its title: the sentence of the whole picture, or how much of it is to be seen.
  function told() {
    const whole = picture.visible.size === data.nodes.count && !picture.folds.length && state.year === null;
    const links = picture.links.reduce((sum, edge) => sum + picture.counts(edge), 0);
    const parts = [whole ? data.sentence : `${counted("actors", picture.visible.size)}, ${counted("cooperations", links)}.`];
    if (state.year !== null) parts.push(say("year_told", {year: state.year}));
    if (state.mark === "gaps") parts.push(data.gaps_text);
    if (state.mark === "cuts") parts.push(data.cuts_text);
    return parts.join(" ");
  }
  function broken(words) { // in lines as wide as the sheet; more than two would reach into the picture
    const rows = [""];
    for (const word of words.split(" ")) {
      const longer = `${rows.at(-1)} ${word}`.trim();
      16 / 13 * measure(longer, false, picture.FILE_FONT) > WIDTH - 2 * SIDE ? rows.push(word) : rows[rows.length - 1] = longer;
    }
    return rows.length > 2 ? [rows[0], `${rows[1].replace(/[ ,.;]*\S*$/, "")} …`] : rows;
  }
  function sheet() {
    const {at, spot} = fitted(), strip = picture.stripIsShown() && picture.visible.size === data.nodes.count ? at(...data.strip) : null;
    const caption = strip && [strip[0], strip[1] - 12, strip[0] + 220, strip[1] + 4];
    const names = picture.placeLabels(picture.important(), spot, WIDTH, HEIGHT - BOTTOM, Infinity, caption, picture.FILE_FONT);
    const end = {start: 0, end: 2}; // the edge of its box that stays where it is, should the font be another one
    const name = label => text(label.anchor in end ? label.box[end[label.anchor]] : label.x, label.y, 13, label.text, {"text-anchor": label.anchor, "font-weight": label.heavy ? 700 : 500, "paint-order": "stroke", stroke: "#fff", "stroke-width": 3, "stroke-linejoin": "round"});
    const leaders = names.map(picture.leader).filter(way => way.length).map(way => drawn("path", {d: `M${way.map(point => point.map(n).join(" ")).join("L")}`, stroke: INK, "stroke-width": 1}));
    return drawn("svg", {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: "img", "font-family": FONT, lang: data.lang},
      drawn("title", {}, data.title), drawn("rect", {width: WIDTH, height: HEIGHT, fill: "#fff"}),
      text(SIDE, 44, 28, data.title, {"font-weight": 700}), ...broken(told()).map((line, place) => text(SIDE, 70 + 20 * place, 16, line, {fill: MUTED})),
      ...lines(spot), ...gaps(spot), ...things(spot), ...(strip ? [text(strip[0], strip[1], 12, texts.isolated, {fill: MUTED})] : []), ...leaders, ...names.map(name),
      ...legend(), text(WIDTH - SIDE, 44, 13, data.status, {fill: MUTED, "text-anchor": "end"}));
  }
  Object.assign(picture, {
    sheet, SHEET: [WIDTH, HEIGHT],
    known: group => (Object.hasOwn(data.shapes, group) ? group : "other"),
    // XML knows no control characters, which a name may have from where it was copied.
    drawing: () => new XMLSerializer().serializeToString(sheet()).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ""),
  });
})();
