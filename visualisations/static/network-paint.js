// The canvas: vis-network holds it, its scale and its middle, and draws the actors; lines, circles and names are ours.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, data, nodes, root, make, part, colours, texts, many} = picture;
  const BOW = 0.12, MANY = 3000; // how far a parallel line bows; above so many lines dashes only cost time
  const WIDTH = {close: 2.4, normal: 1.1, part_of: 1.1}, TURN = 26; // of lines; where those of a tree turn off

  const box = make("div", {class: "drawing", tabindex: "0", role: "application", "aria-label": texts.picture_label, "aria-describedby": "network-keys"});
  if (picture.failed) throw new Error("A script of the picture is missing.");
  const still = part("still"); // a large one is not even there
  root.classList.add("live");
  part("table").replaceChildren();
  part("table").hidden = true; // before vis-network measures its box, which it would share with the table
  still?.remove();
  part("picture").prepend(box);
  picture.giveUp = () => { // what stood there before comes back
    root.classList.remove("live");
    box.remove();
    if (still) part("picture").prepend(still);
  };

  const paths = {};
  for (const [group, shape] of Object.entries(data.shapes)) paths[group] = new Path2D(shape.d);
  let scale = 1;
  const radius = node => Math.max(picture.sized(node), 3.2 / scale), px = width => width / Math.max(scale, 0.5);

  // ---------- actors
  function paint(ctx, node, x, y) {
    const r = radius(node), chosen = node === state.selected, strong = picture.strong;
    const ring = (extra, width, style) => {
      ctx.beginPath();
      ctx.arc(x, y, r + extra, 0, 2 * Math.PI);
      ctx.lineWidth = px(width);
      ctx.strokeStyle = style;
      ctx.stroke();
    };
    ctx.save();
    if (strong && !strong.has(node) && !chosen) ctx.globalAlpha = 0.15;
    if (node.double) ring(3.6, state.mark === "double" ? 3.4 : 2.2, colours.dup);
    if (node.cut && state.mark === "cuts") ring(3.6, 3, colours.bad);
    if (chosen) ring(7, 3, colours.ink);
    ctx.translate(x, y);
    ctx.scale(r, r);
    ctx.strokeStyle = colours["k-line"];
    paintShape(ctx, node, r);
    ctx.restore();
  }
  function paintShape(ctx, node, r) { // around (0, 0), as large as 1
    ctx.fillStyle = colours[picture.hue(node)];
    ctx.fill(paths[node.group]);
    ctx.lineWidth = px(1.4) / r;
    ctx.stroke(paths[node.group]);
  }
  // Hundreds of actors: only those in sight, and those without a ring, which are most, with half as many calls.
  function paintMany(ctx, list) {
    const {a, d, e, f} = ctx.getTransform();
    ctx.save();
    ctx.strokeStyle = colours["k-line"];
    for (const node of list) {
      const r = radius(node), left = a * node.x + e, top = d * node.y + f, reach = a * (1.3 * r + 12);
      if (left < -reach || top < -reach || left > canvas.width + reach || top > canvas.height + reach) continue;
      if (node.double || node.cut || picture.strong || node === state.selected) {
        ctx.setTransform(a, 0, 0, d, e, f);
        paint(ctx, node, node.x, node.y);
        continue;
      }
      ctx.setTransform(a * r, 0, 0, d * r, left, top);
      paintShape(ctx, node, r);
    }
    ctx.restore();
  }
  function paintFold(ctx, fold) {
    const r = radius(fold), chosen = fold === state.selected;
    ctx.save();
    if (picture.strong && !chosen && !fold.members.some(node => picture.strong.has(node))) ctx.globalAlpha = 0.25;
    ctx.strokeStyle = colours["k-line"];
    ctx.fillStyle = state.colour === state.fold || state.colour === "group" && state.fold === "group" ? colours[picture.hue(fold.members[0])] : colours.surface;
    for (const [extra, width] of chosen ? [[8, 3], [3, 1.4], [0, 1.4]] : [[3, 1.4], [0, 1.4]]) {
      ctx.beginPath();
      ctx.arc(fold.x, fold.y, r + extra, 0, 2 * Math.PI);
      ctx.lineWidth = px(width);
      if (!extra) ctx.fill();
      ctx.stroke();
    }
    const size = Math.max(0.8 * r, 11 / scale), count = String(fold.members.length);
    ctx.font = `650 ${size}px ${picture.FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineWidth = size / 5;
    ctx.lineJoin = "round";
    ctx.strokeStyle = colours.surface;
    ctx.fillStyle = colours.ink;
    ctx.strokeText(count, fold.x, fold.y);
    ctx.fillText(count, fold.x, fold.y);
    ctx.restore();
  }

  // ---------- lines: the corners that a line runs through, in the units of whatever `spot` gives
  function course(line, spot, bow = BOW) {
    const [x1, y1] = spot(line.a), [x2, y2] = spot(line.b);
    if (data.tree && !line.bundle) { // from the part up to the whole, a is the part
      if (line.by && atHome(line.a) && atHome(line.b)) return {from: [x1, y1], by: line.by.map(([x, y]) => spot({x, y})), to: [x2, y2]};
      const across = Math.abs(x1 - x2) <= TURN * 1.6 * (bow / BOW || 1) ? [[x2, y1]] : [[x1, (y1 + y2) / 2], [x2, (y1 + y2) / 2]];
      return {from: [x1, y1], by: across, to: [x2, y2]};
    }
    if (!line.parallel) return {from: [x1, y1], by: [], to: [x2, y2]};
    const side = (line.parallel % 2 ? 1 : -1) * (line.a.number < line.b.number ? 1 : -1), reach = side * bow * 2 * Math.ceil(line.parallel / 2);
    return {from: [x1, y1], curve: [(x1 + x2) / 2 - (y2 - y1) * reach, (y1 + y2) / 2 + (x2 - x1) * reach], by: [], to: [x2, y2]};
  }
  const atHome = node => node.x === node.home.x && node.y === node.home.y; // else its line looks for a way of its own
  const own = node => [node.x, node.y];
  function trace(ctx, line) {
    if (!line.parallel && !data.tree) { // most
      ctx.moveTo(line.a.x, line.a.y);
      return ctx.lineTo(line.b.x, line.b.y);
    }
    const {from, curve, by, to} = course(line, own);
    ctx.moveTo(...from);
    if (curve) return ctx.quadraticCurveTo(...curve, ...to);
    for (const corner of by) ctx.lineTo(...corner);
    ctx.lineTo(...to);
  }
  function arrow(ctx, line) {
    const {from, curve, to} = course(line, own), [fx, fy] = curve || from, length = Math.hypot(to[0] - fx, to[1] - fy) || 1;
    const ux = (to[0] - fx) / length, uy = (to[1] - fy) / length, back = radius(line.b) + px(1), size = px(7);
    const tip = [to[0] - ux * back, to[1] - uy * back], [bx, by] = [tip[0] - ux * size, tip[1] - uy * size];
    ctx.moveTo(...tip);
    ctx.lineTo(bx - uy * size * 0.5, by + ux * size * 0.5);
    ctx.lineTo(bx + uy * size * 0.5, by - ux * size * 0.5);
    ctx.closePath();
  }
  const widthOf = line => (line.bundle || line.weight > 1 ? Math.min(7, WIDTH[line.strength] + 0.9 * (line.weight - 1)) : WIDTH[line.strength]);
  const lookOf = line => `${widthOf(line)} ${line.strength}`;
  const touches = line => line.a === state.selected || line.b === state.selected;
  // All lines of one look are one path: twenty thousand of them are drawn in the time of a hundred single ones.
  function paintLines(ctx) {
    const looks = [new Map(), new Map(), new Map()], arrows = [], way = picture.way; // by rank: faint, usual, chosen
    for (const line of picture.lines) {
      const chosen = way ? way.lines.has(line) : line === state.edge || (!state.edge && touches(line));
      const dim = !chosen && (way || (picture.strong && !(picture.strong.has(line.a) && picture.strong.has(line.b) && state.mark !== "gaps")));
      const found = looks[chosen ? 2 : dim ? 0 : 1], look = (line.look ??= lookOf(line)), lines = found.get(look);
      lines ? lines.push(line) : found.set(look, [line]);
      if (line.directed && line.strength !== "part_of" && !dim) arrows.push(line);
    }
    for (const [rank, look, lines] of looks.flatMap((found, rank) => [...found.keys()].sort().map(look => [rank, look, found.get(look)]))) {
      const [width, strength] = look.split(" ");
      ctx.beginPath();
      for (const line of lines) trace(ctx, line);
      ctx.setLineDash(strength === "part_of" && !data.tree && lines.length < MANY ? [px(2.5), px(3.5)] : []);
      ctx.lineWidth = px(rank === 2 ? Math.max(2.4, 1.3 * width) : width);
      ctx.strokeStyle = rank === 2 ? colours.brand : colours.edge;
      ctx.globalAlpha = [0.14, 0.65, 1][rank];
      ctx.stroke();
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 0.8;
    ctx.fillStyle = colours.edge;
    ctx.beginPath();
    for (const line of arrows.length < MANY ? arrows : []) arrow(ctx, line);
    ctx.fill();
    ctx.globalAlpha = 1;
  }
  function paintGaps(ctx) {
    ctx.beginPath();
    for (const [a, b] of picture.gaps) ctx.moveTo(...own(picture.drawnFor(a))), ctx.lineTo(...own(picture.drawnFor(b)));
    ctx.setLineDash([px(7), px(5)]);
    ctx.lineWidth = px(1.8);
    ctx.strokeStyle = colours[data.gaps_are === "parallels" ? "par" : "bad"];
    ctx.stroke();
    ctx.setLineDash([]);
  }

  // ---------- vis-network: of many actors it holds only the view, since each one costs it time and memory
  const ctxRenderer = ({ctx, id, x, y}) => ({
    drawNode: () => paint(ctx, nodes[id], x, y),
    nodeDimensions: {width: 2 * radius(nodes[id]), height: 2 * radius(nodes[id])},
  });
  const visNodes = new vis.DataSet(many ? [] : nodes.map(node => ({id: node.number, x: node.x, y: node.y, shape: "custom", ctxRenderer, size: node.size})));
  const network = new vis.Network(box, {nodes: visNodes, edges: []}, {
    autoResize: true, physics: false, layout: {improvedLayout: false},
    interaction: {dragNodes: false, dragView: false, zoomView: false, selectable: false, keyboard: false, hover: false},
  });
  const canvas = box.querySelector("canvas");
  canvas.parentElement.tabIndex = -1; // the picture is one tab stop, and ours has the name and the keys

  network.on("beforeDrawing", ctx => {
    if (!picture.begun) return; // vis-network draws once before it knows where to look
    scale = network.getScale();
    paintLines(ctx);
    if (state.mark === "gaps") paintGaps(ctx);
    if (many) paintMany(ctx, picture.things.filter(node => !node.members));
  });
  network.on("afterDrawing", ctx => {
    if (!picture.begun) return;
    for (const fold of picture.folds) paintFold(ctx, fold);
    paintNames(ctx);
  });
  function paintNames(ctx) {
    const view = network.getViewPosition(), width = box.clientWidth, height = box.clientHeight, ratio = canvas.width / width;
    const at = (x, y) => [(x - view.x) * scale + width / 2, (y - view.y) * scale + height / 2];
    const spot = node => [...at(node.x, node.y), radius(node) * scale];
    const strip = picture.stripIsShown() ? at(...data.strip) : null, tip = strip && picture.measure(texts.isolated, false) * 0.9;
    if (strip) strip[0] = Math.max(4, Math.min(strip[0], width - tip - 4));
    picture.labels = picture.placeLabels(picture.important(), spot, width, height, picture.most(width, height), strip && [strip[0], strip[1] - 12, strip[0] + tip, strip[1] + 4]);
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.textAlign = "center";
    ctx.lineJoin = "round";
    ctx.lineWidth = 1;
    ctx.strokeStyle = colours.ink;
    ctx.beginPath();
    for (const [from, to] of picture.labels.map(picture.leader).filter(way => way.length)) ctx.moveTo(...from), ctx.lineTo(...to);
    ctx.stroke();
    ctx.lineWidth = 3.5;
    ctx.strokeStyle = colours.surface;
    ctx.fillStyle = colours.ink;
    for (const label of picture.labels) {
      ctx.font = picture.font(label.heavy);
      ctx.strokeText(label.text, label.x, label.y);
      ctx.fillText(label.text, label.x, label.y);
    }
    if (strip) {
      ctx.textAlign = "start";
      ctx.font = `400 11.5px ${picture.FONT}`;
      ctx.fillStyle = colours.muted;
      ctx.fillText(texts.isolated, ...strip);
    }
    ctx.restore();
  }

  const shown = new Set(nodes);
  function hideAndSeek() { // what vis-network draws itself
    const wanted = new Set(picture.things), changed = nodes.filter(node => shown.has(node) !== wanted.has(node));
    for (const node of changed) wanted.has(node) ? shown.add(node) : shown.delete(node);
    if (!many && changed.length) visNodes.update(changed.map(node => ({id: node.number, hidden: !shown.has(node)})));
  }
  function move(node, x, y) {
    Object.assign(node, {x, y});
    if (!many && !node.members) network.moveNode(node.number, x, y);
  }
  const repaint = () => { picture.readColours(); network.redraw(); };
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", repaint);
  new MutationObserver(repaint).observe(document.documentElement, {attributes: true, attributeFilter: ["data-theme"]});
  document.fonts?.addEventListener("loadingdone", () => { picture.forgetWidths(); network.redraw(); });
  picture.follow(hideAndSeek);

  Object.assign(picture, {
    box, canvas, network, radius, course, widthOf, move, strong: null, gaps: [], way: null, begun: false,
    stripIsShown: () => Boolean(data.strip) && !(data.tree && picture.narrow) && !state.steps && !picture.folds.length,
    scale: () => network.getScale(),
    spot: id => network.canvasToDOM({x: picture.byId.get(id).x, y: picture.byId.get(id).y}),
  });
})();
