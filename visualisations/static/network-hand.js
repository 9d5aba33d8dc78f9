// Mouse, pen and fingers: click, double click, move the picture, pinch, wheel, and take an actor along.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, box, canvas, network, large} = picture;
  const STILL = 4, NEAR = 12, NEAR_LINE = 7, DOUBLE = 350, SETTLE = 60, SETTLE_WHEEL = 140; // pixels and milliseconds
  const hands = new Map(); // pointer -> where it is
  let start = null, taken = null, moved = false, last = {time: 0, node: null}, timer = 0;
  let x = 0, y = 0, k = 1; // how far the finished bitmap has been moved and scaled

  // ---------- moving: a small picture is drawn anew each time; of a large one the bitmap moves and one drawing follows
  const shift = () => { canvas.style.transform = x || y || k !== 1 ? `translate(${x}px,${y}px) scale(${k})` : ""; };
  function settle() {
    if (!x && !y && k === 1) return;
    const s = network.getScale(), view = network.getViewPosition(), w = box.clientWidth / 2, h = box.clientHeight / 2;
    const position = {x: ((w - x) / k - w) / s + view.x, y: ((h - y) / k - h) / s + view.y}, scale = s * k;
    x = y = 0;
    k = 1;
    network.once("afterDrawing", shift);
    network.moveTo({position, scale, animation: false});
    picture.remember();
  }
  function soon(ms) {
    clearTimeout(timer);
    if (!large) settle();
    else timer = setTimeout(settle, ms);
  }
  function moveBy(dx, dy) {
    x += dx;
    y += dy;
    large ? shift() : settle();
  }
  function zoomAt([px, py], factor) {
    const next = network.getScale() * k * factor;
    if (next < picture.LEAST || next > picture.LARGEST) return;
    x = px - (px - x) * factor;
    y = py - (py - y) * factor;
    k *= factor;
    large ? shift() : settle();
  }

  // ---------- what is under a pointer
  const inside = event => { const frame = box.getBoundingClientRect(); return [event.clientX - frame.left, event.clientY - frame.top]; };
  const dom = ({x: nx, y: ny}) => { const at = network.canvasToDOM({x: nx, y: ny}); return [at.x, at.y]; };
  function thingAt([px, py]) {
    const here = network.DOMtoCanvas({x: px, y: py}), scale = network.getScale();
    let best = null, least = Infinity;
    for (const node of picture.things) {
      const away = Math.hypot(node.x - here.x, node.y - here.y) - picture.radius(node);
      if (away * scale <= NEAR - Math.min(NEAR, picture.radius(node) * scale) && away < least) least = away, best = node;
      else if (away <= 0 && away < least) least = away, best = node;
    }
    return best;
  }
  const toSegment = ([px, py], [ax, ay], [bx, by]) => {
    const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1, share = Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length));
    return Math.hypot(px - ax - share * (bx - ax), py - ay - share * (by - ay));
  };
  function corners(line) {
    const {from, curve, by, to} = picture.course(line, dom);
    if (!curve) return [from, ...by, to];
    return Array.from({length: 13}, (_, step) => {
      const t = step / 12, u = 1 - t;
      return [0, 1].map(axis => u * u * from[axis] + 2 * u * t * curve[axis] + t * t * to[axis]);
    });
  }
  function lineAt(point) {
    let best = null, least = NEAR_LINE;
    for (const line of picture.lines) {
      const way = corners(line);
      for (let step = 1; step < way.length; step++) {
        const away = toSegment(point, way[step - 1], way[step]);
        if (away < least) least = away, best = line;
      }
    }
    return best;
  }
  function click(point) {
    const node = thingAt(point), now = performance.now();
    if (node && node === last.node && now - last.time < DOUBLE) {
      last = {time: 0, node: null};
      if (node.members) picture.unfold(node);
      else picture.surround(state.steps ? 0 : 1);
      return;
    }
    last = {time: now, node};
    const line = node ? null : lineAt(point);
    line ? picture.selectEdge(line) : picture.select(node);
  }

  // ---------- pointers
  const middle = list => [0, 1].map(axis => list.reduce((sum, at) => sum + at[axis], 0) / list.length);
  const spread = ([a, b]) => Math.hypot(a[0] - b[0], a[1] - b[1]) || 1;
  box.addEventListener("pointerdown", event => {
    if (event.button) return;
    clearTimeout(timer);
    hands.set(event.pointerId, inside(event));
    box.setPointerCapture(event.pointerId);
    start = inside(event);
    if (hands.size > 1) { taken = null; moved = true; return; }
    moved = false;
    const node = x || y || k !== 1 ? null : thingAt(start);
    taken = node && !node.members && (!large || node === state.selected) ? node : null;
  });
  box.addEventListener("pointermove", event => {
    const before = hands.get(event.pointerId), now = inside(event);
    if (!before) return;
    const all = [...hands.values()];
    hands.set(event.pointerId, now);
    if (hands.size === 2) {
      const after = [...hands.values()], from = middle(all), to = middle(after);
      moveBy(to[0] - from[0], to[1] - from[1]);
      zoomAt(to, spread(after) / spread(all));
      return;
    }
    if (!moved && Math.hypot(now[0] - start[0], now[1] - start[1]) <= STILL) { hands.set(event.pointerId, before); return; }
    moved = true;
    const dx = now[0] - before[0], dy = now[1] - before[1];
    if (taken) picture.drag(taken, dx / network.getScale(), dy / network.getScale());
    else moveBy(dx, dy);
  });
  function end(event) {
    if (!hands.delete(event.pointerId) || hands.size) return;
    if (taken && moved) picture.dropped(taken);
    else if (moved) soon(SETTLE);
    else if (event.type === "pointerup") settle(), click(start);
    taken = null;
  }
  box.addEventListener("pointerup", end);
  box.addEventListener("pointercancel", end);
  box.addEventListener("wheel", event => {
    event.preventDefault();
    zoomAt(inside(event), Math.exp(-event.deltaY * 0.0015));
    soon(SETTLE_WHEEL);
  }, {passive: false});
  canvas.style.transformOrigin = "0 0";
})();
