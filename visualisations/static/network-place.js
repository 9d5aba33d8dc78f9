// Places by hand: dragging or Alt and an arrow moves an actor; a page of the service keeps its place for all who look.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {data, nodes, byId, part, texts, counted, say, network} = picture;
  const STEP = 12; // units that Alt and an arrow move
  const PAUSE = 700, SHOWN = 8000; // milliseconds: from the last key to saving, and how long it is said that all is well
  const MOST = 1000; // actors in one request
  const unsaved = new Set(), menu = part("arrange");
  let undoable = [], byHand = 0, pause = 0, shown = 0, work = Promise.resolve();

  const tenth = value => Math.round(value * 10) / 10;
  const drag = (node, dx, dy) => { picture.move(node, node.x + dx, node.y + dy); network.redraw(); };
  function caption() { // over those that still stand in the strip
    const strip = nodes.filter(node => node.apart && !node.put), first = strip.reduce((a, b) => (b.y < a.y || (b.y === a.y && b.x < a.x) ? b : a), strip[0]);
    data.strip = strip.length && strip.length < nodes.length ? [strip.reduce((x, node) => Math.min(x, node.x), Infinity) - first.size, first.y - first.size - 14] : null;
  }
  function put(node) {
    picture.move(node, tenth(node.x), tenth(node.y));
    node.put = true;
    unsaved.add(node);
    if (node.apart) caption(), network.redraw();
    tell();
    if (!menu) picture.announce(say("placed", {name: node.name}));
  }
  function dropped(node) {
    put(node);
    save();
  }
  function nudge(node, [right, down]) {
    drag(node, right * STEP, down * STEP);
    put(node);
    picture.keepInSight(node);
    clearTimeout(pause);
    pause = setTimeout(save, PAUSE);
  }

  // ---------- what the menu and the page say
  function tell() {
    if (!menu) return;
    part("arrange-save").hidden = !unsaved.size;
    part("arrange-undo").disabled = !unsaved.size && !undoable.length;
    part("arrange-lift").disabled = !byHand;
    part("arrange-count").textContent = byHand ? say("arrange_by_hand", {actors: counted("actors", byHand)}) : "";
    menu.classList.toggle("changed", unsaved.size > 0);
  }
  function said(text, failed = false) {
    const line = part("arrange-said");
    clearTimeout(shown);
    line.textContent = text;
    line.classList.toggle("failed", failed);
    if (!failed) shown = setTimeout(() => { line.textContent = ""; }, SHOWN);
    tell();
  }
  const named = moved => (moved.length === 1 ? moved[0].name : counted("actors", moved.length));

  // ---------- asking the service: one after the other, whoever saved last has the last word
  async function ask(method, path, body) {
    const headers = {"Content-Type": "application/json", "If-Match": "*"};
    const answer = await fetch(path, {method, headers, body: body && JSON.stringify(body), keepalive: method === "PATCH" && body.places.length < 100});
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.message);
    return told;
  }
  const why = error => (error instanceof TypeError || error instanceof SyntaxError ? texts.arrange_failed : error.message); // nobody answered, or somebody else
  const queue = act => (work = work.then(act));
  function know(layout) {
    undoable = layout.undoable;
    byHand = layout.places.reduce((sum, place) => sum + place.by_hand, 0);
  }
  const look = async () => { const layout = await ask("GET", data.arrange); know(layout); return layout; };
  function take(layout) {
    for (const {id, x, y, by_hand: put} of layout.places) {
      const node = byId.get(id);
      if (!node) continue;
      picture.move(node, x, y);
      Object.assign(node, {put, home: {x, y}});
    }
    caption();
    unsaved.clear();
    know(layout);
  }
  const save = () => menu && queue(async () => {
    const moved = [...unsaved].slice(0, MOST), places = moved.map(({id, x, y}) => ({id, x, y}));
    if (!moved.length) return;
    moved.forEach(node => unsaved.delete(node));
    try {
      const told = await ask("PATCH", data.arrange, {places});
      places.forEach(({x, y}, place) => { moved[place].home = {x, y}; });
      undoable = told.undoable;
      byHand ||= moved.length; // counted exactly when the menu opens
      said(say("arrange_saved", {what: named(moved)}));
    } catch (error) {
      moved.forEach(node => unsaved.add(node));
      said(say("arrange_unsaved", {what: named(moved), why: why(error)}), true);
    }
  });
  function change(words, act) {
    menu.open = false;
    menu.querySelector("summary").focus();
    return queue(async () => {
      try {
        take(await act());
        picture.show({fit: true});
        said(words);
      } catch (error) {
        said(why(error), true);
      }
    });
  }
  const anew = keep => change(texts.arrange_new, () => ask("POST", `${data.arrange}/anew`, {keep}));
  const lift = () => change(texts.arrange_lifted, () => ask("DELETE", data.arrange));
  function back() { // first what nobody else has seen, then what was saved last
    if (!unsaved.size) return change(texts.arrange_undone, async () => {
      await ask("POST", `/api/v1/changes/${undoable.shift()}/undo`);
      return look();
    });
    for (const node of unsaved) picture.move(node, node.home.x, node.home.y);
    unsaved.clear();
    picture.show();
    said(texts.arrange_dropped);
    menu.open = false;
    return menu.querySelector("summary").focus();
  }

  if (menu) {
    part("arrange-save").addEventListener("click", () => { menu.open = false; menu.querySelector("summary").focus(); save(); });
    part("arrange-undo").addEventListener("click", back);
    part("arrange-keep").addEventListener("click", () => anew(true));
    part("arrange-anew").addEventListener("click", () => anew(false));
    part("arrange-lift").addEventListener("click", lift);
    menu.addEventListener("toggle", () => menu.open && queue(() => look().then(tell, error => said(why(error), true))));
    addEventListener("pagehide", save);
  }
  Object.assign(picture, {drag, dropped, nudge});
})();
