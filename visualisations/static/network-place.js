// Places by hand: dragging or Alt and an arrow moves an actor; the page can keep the places for all who look at it.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {data, nodes, part, texts, counted, say, network} = picture;
  const STEP = 12; // units that Alt and an arrow move
  const changed = new Set(), menu = part("arrange");
  let undoable = null; // the change that can be taken back

  function tell() {
    if (!menu) return;
    part("arrange-save").disabled = part("arrange-drop").disabled = !changed.size;
    part("arrange-undo").hidden = undoable === null;
    menu.classList.toggle("changed", changed.size > 0);
  }
  function place(node, x, y) {
    picture.move(node, x, y);
    changed.add(node);
    network.redraw();
    tell();
  }
  const drag = (node, dx, dy) => place(node, node.x + dx, node.y + dy);
  function dropped(node) {
    picture.announce(say("placed", {name: node.name}));
  }
  function nudge(node, [right, down]) {
    drag(node, right * STEP, down * STEP);
    picture.keepInSight(node);
    picture.announce(say("placed", {name: node.name}));
  }
  function drop() {
    for (const node of changed) picture.move(node, node.home.x, node.home.y);
    changed.clear();
    picture.show();
    tell();
  }

  // ---------- keeping: one request, and what went wrong is said in a sentence
  async function ask(method, address, body) {
    const answer = await fetch(address, {method, headers: {"Content-Type": "application/json"}, body: body && JSON.stringify(body)});
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.message);
    return told;
  }
  function take(places) {
    for (const node of nodes) {
      const spot = Object.hasOwn(places, node.id) ? places[node.id] : null;
      if (!spot) continue;
      picture.move(node, ...spot);
      node.home = {x: node.x, y: node.y};
    }
    changed.clear();
    picture.show({fit: true});
  }
  async function keep(work, words) {
    menu.open = false;
    menu.querySelector("summary").focus();
    try {
      undoable = await work();
      part("arrange-said").textContent = words();
    } catch (error) {
      part("arrange-said").textContent = error instanceof TypeError ? texts.arrange_failed : error.message; // TypeError: nobody answered
    }
    tell();
  }
  const save = () => {
    const moved = [...changed];
    return keep(async () => {
      const told = await ask("PUT", data.arrange, {positions: Object.fromEntries(moved.map(node => [node.id, [node.x, node.y]]))});
      for (const node of moved) node.home = {x: node.x, y: node.y};
      changed.clear();
      return told.revision;
    }, () => say("arrange_saved", {actors: counted("actors", moved.length)}));
  };
  const anew = () => keep(async () => {
    const told = await ask("PUT", data.arrange, {anew: true});
    take(told.positions);
    return told.revision;
  }, () => texts.arrange_new);
  const undo = () => keep(async () => {
    await ask("POST", `/api/v1/changes/${undoable}/undo`);
    take((await ask("GET", data.arrange)).positions);
    return null;
  }, () => texts.arrange_undone);

  if (menu) {
    part("arrange-save").addEventListener("click", save);
    part("arrange-drop").addEventListener("click", () => { menu.open = false; menu.querySelector("summary").focus(); drop(); });
    part("arrange-new").addEventListener("click", anew);
    part("arrange-undo").addEventListener("click", undo);
  }
  tell();
  Object.assign(picture, {drag, dropped, nudge});
})();
