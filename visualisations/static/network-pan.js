// Moving a large picture: the finished bitmap follows the hand, and one full drawing follows when it rests.
"use strict";
(() => {
  const {network, box, large, remember} = document.getElementById("network").picture, canvas = box.querySelector("canvas");
  if (!large) return; // vis-network moves a small one itself, as smoothly
  let x = 0, y = 0, k = 1, held = null, moved = false, timer = 0;
  const shift = () => { canvas.style.transform = `translate(${x}px,${y}px) scale(${k})`; };
  const settle = () => {
    if (!x && !y && k === 1) return;
    const s = network.getScale(), view = network.getViewPosition(), w = box.clientWidth / 2, h = box.clientHeight / 2;
    const position = {x: ((w - x) / k - w) / s + view.x, y: ((h - y) / k - h) / s + view.y};
    const to = s * k;
    x = y = 0;
    k = 1;
    network.once("afterDrawing", shift);
    network.moveTo({position, scale: to, animation: false});
    remember();
  };
  const soon = ms => { clearTimeout(timer); timer = setTimeout(settle, ms); };
  canvas.style.transformOrigin = "0 0";
  box.addEventListener("pointerdown", event => { held = [event.clientX - x, event.clientY - y]; moved = false; clearTimeout(timer); });
  addEventListener("pointermove", event => {
    if (!held) return;
    moved ||= Math.hypot(event.clientX - x - held[0], event.clientY - y - held[1]) > 3;
    if (moved) [x, y] = [event.clientX - held[0], event.clientY - held[1]], shift();
  });
  addEventListener("pointerup", () => { if (held) held = null, soon(60); });
  box.addEventListener("wheel", event => {
    event.preventDefault();
    const frame = box.getBoundingClientRect(), px = event.clientX - frame.left, py = event.clientY - frame.top;
    const factor = Math.exp(-event.deltaY * 0.0015), next = network.getScale() * k * factor;
    if (next < 0.005 || next > 8) return;
    x = px - (px - x) * factor;
    y = py - (py - y) * factor;
    k *= factor;
    shift();
    soon(140);
  }, {passive: false});
})();
