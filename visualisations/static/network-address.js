// What is seen in the address: ids, keys and numbers only, no names. Links to other views of the data take it along.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, data, network, byId, edgeById, categories} = picture;
  const LEAST = 0.004, DELAY = 150;
  let timer = 0, own = "", foreign = []; // what the address said that this view has not: other views may

  function written() {
    const said = new URLSearchParams(), view = network.getViewPosition(), chosen = state.selected;
    const put = (name, value, usual) => { if (value !== usual) said.set(name, value); };
    if (chosen?.members) said.set("in", chosen.key);
    else if (chosen) said.set("a", chosen.id);
    if (state.edge?.id) said.set("line", state.edge.id);
    put("steps", state.steps, 0);
    put("hide", [...state.hidden].join("."), "");
    put("colour", state.colour, "group");
    for (const key of state.without) said.append("without", key);
    put("size", state.size, "weight");
    put("label", state.label, "name");
    put("fold", state.fold, "");
    for (const key of state.open) said.append("open", key);
    put("year", state.year, null);
    put("mark", state.mark, "");
    if (state.from) said.set("from", state.from.id), put("way", state.way, 0);
    if (state.table) said.set("view", "table");
    said.set("at", [view.x.toFixed(1), view.y.toFixed(1), network.getScale().toFixed(5)].join("_"));
    return "#" + said;
  }
  function remember() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      own = written();
      lead();
      try {
        history.replaceState(null, "", own);
      } catch (error) {
        if (error.name !== "SecurityError") throw error; // a browser that allows no addresses in files shows the picture all the same
      }
    }, DELAY);
  }
  function lead() {
    const said = new URLSearchParams(own.slice(1));
    for (const name of ["at", "line"]) said.delete(name); // places and lines differ from view to view
    for (const [name, value] of foreign) if (!said.has(name)) said.append(name, value);
    picture.each(".views a", link => { link.hash = said; });
  }
  // What the address says; a link from an actor's page is only the id, and without any of both the server's start holds.
  function asked() {
    const text = location.hash.slice(1);
    if (!text) return new URLSearchParams(data.start);
    if (text.includes("=")) return new URLSearchParams(text);
    try {
      return new URLSearchParams([["a", decodeURIComponent(text)]]);
    } catch (error) {
      if (!(error instanceof URIError)) throw error; // an address cut off in the middle of a letter names nobody
      return new URLSearchParams();
    }
  }
  function recall() {
    if (location.hash && location.hash === own) return;
    const said = asked(), one = name => said.get(name) || "", pick = (name, usual) => (said.has(name) && picture.fits[name](one(name)) ? one(name) : usual);
    state.hidden = new Set(one("hide").split(".").filter(key => Object.hasOwn(data.shapes, key)));
    picture.each(".leg input", tick => { tick.checked = !state.hidden.has(tick.value); });
    state.colour = pick("colour", "group");
    state.without = new Set(categories.has(state.colour) ? said.getAll("without") : []);
    state.size = pick("size", "weight");
    state.label = pick("label", "name");
    state.fold = pick("fold", "");
    state.open = new Set(state.fold ? said.getAll("open") : []);
    state.year = picture.fitsYear?.(+one("year")) ? +one("year") : null;
    state.mark = picture.canMark(one("mark")) ? one("mark") : one("double") === "1" && picture.canMark("double") ? "double" : "";
    state.table = one("view") === "table";
    state.selected = byId.get(one("a")) || null;
    state.steps = state.selected ? Math.min(3, Math.max(0, Math.trunc(+one("steps")) || 0)) : 0;
    state.from = byId.get(one("from")) || null;
    state.way = Math.max(0, Math.trunc(+one("way")) || 0);
    state.edge = edgeById.get(one("line")) || null;
    if (one("in") && state.fold) state.selected = {members: [], key: one("in")}; // found again by its key
    picture.show({fit: true});
    const taken = new URLSearchParams(written().slice(1));
    foreign = [...said].filter(([name]) => !taken.has(name));
    const at = one("at").split("_").map(Number);
    if (at.length === 3 && at.every(Number.isFinite) && at[2] > LEAST && at[2] <= picture.LARGEST) network.moveTo({position: {x: at[0], y: at[1]}, scale: at[2], animation: false});
    else if (state.selected && !state.steps) picture.keepInSight(state.selected);
  }
  addEventListener("hashchange", recall);
  Object.assign(picture, {remember, recall});
})();
