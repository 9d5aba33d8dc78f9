// Colour, size and name by a field: categories take the palette, numbers one of four steps; the shape always tells the group.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, data, nodes, categories, measures, part, make, drawn, texts, written} = picture;
  const PALETTE = 7, STEPS = 4, LEAST = 5.5, GROWTH = 15; // colours, steps, and the radii that a measure makes
  const bounds = new Map(), most = new Map(), rank = new Map(), colours = {};

  // The probe is never seen: it turns a token of the page into the colour that a canvas understands.
  const probe = make("span", {class: "probe", hidden: ""});
  picture.root.append(probe);
  const resolved = name => ((probe.style.color = `var(${name})`), getComputedStyle(probe).color);
  function readColours() {
    for (const name of ["surface", "ink", "muted", "edge", "brand", "dup", "par", "bad", "k-line", "k-none"]) colours[name] = resolved("--" + name);
    for (const group in data.shapes) colours[group] = resolved("--k-" + group);
    for (let step = 1; step <= STEPS; step++) colours["q" + step] = resolved("--q" + step);
    for (let place = 1; place <= PALETTE + 1; place++) colours["p" + place] = resolved("--p" + place);
  }
  readColours();

  for (const key of measures.keys()) {
    const values = nodes.map(node => picture.number(node, key)).filter(value => value > 0).sort((p, q) => p - q);
    const at = share => values[Math.floor(share * (values.length - 1))];
    most.set(key, values.at(-1) || 1);
    bounds.set(key, values.length ? [...new Set([values[0], at(0.4), at(0.7), at(0.9)])] : []);
  }
  for (const category of categories.values()) rank.set(category.key, new Map(category.entries.map(([key], place) => [key, Math.min(place, PALETTE)])));

  // The name of the colour of a node among `colours`.
  function hue(node) {
    if (state.colour === "group") return node.group;
    if (categories.has(state.colour)) {
      const place = rank.get(state.colour).get(picture.entry(node, state.colour));
      return place === undefined ? "k-none" : "p" + (place + 1);
    }
    const value = picture.number(node, state.colour), steps = bounds.get(state.colour);
    if (!value) return "k-none";
    let step = 0;
    while (step < steps.length && value >= steps[step]) step++;
    return "q" + Math.max(1, step);
  }
  const sized = node => (state.size === "weight" || node.members ? node.size
    : state.size === "same" ? 8 : LEAST + GROWTH * Math.sqrt(Math.max(0, picture.number(node, state.size) || 0) / most.get(state.size)));
  function caption(node) {
    if (node.members || state.label === "name") return node.label || node.name;
    if (state.label === "kind") return node.kind;
    if (categories.has(state.label)) return categories.get(state.label).names.get(picture.entry(node, state.label)) || "";
    const value = picture.number(node, state.label);
    return value == null ? "" : written(value);
  }

  // ---------- the legend of the colours: a list of what they mean, which is a filter where they are categories
  function meanings() {
    const count = new Map();
    for (const node of picture.visible) count.set(hue(node), (count.get(hue(node)) || 0) + 1);
    if (state.colour === "group") return [];
    if (categories.has(state.colour)) {
      const list = categories.get(state.colour).entries, named = list.slice(0, PALETTE);
      const found = named.map(([key, label], place) => ({hue: "p" + (place + 1), label, keys: [key]}));
      if (list.length > PALETTE) found.push({hue: "p" + (PALETTE + 1), label: texts.others, keys: list.slice(PALETTE).map(([key]) => key)});
      found.push({hue: "k-none", label: texts.unknown, keys: [""]});
      return found.map(row => ({...row, count: count.get(row.hue) || 0})).filter(row => row.count || row.keys.some(key => state.without.has(key)));
    }
    const steps = bounds.get(state.colour), digits = measures.get(state.colour).decimals;
    const found = steps.map((from, place) => {
      const next = steps[place + 1], to = next === undefined ? most.get(state.colour) : digits ? next : next - 1;
      return {hue: "q" + (place + 1), label: from === to ? written(from) : `${written(from)}–${written(to)}`, keys: []};
    });
    return [...found, {hue: "k-none", label: texts.none_known, keys: []}].map(row => ({...row, count: count.get(row.hue) || 0})).filter(row => row.count);
  }
  function showMeanings() {
    const list = part("colours"), focused = list.contains(document.activeElement) ? document.activeElement.value : null;
    list.hidden = state.colour === "group";
    list.replaceChildren(...meanings().map(({hue: name, label, keys, count}) => {
      const sign = drawn("svg", {viewBox: "-10 -10 20 20", "aria-hidden": "true", focusable: "false"}, drawn("circle", {class: `nd hue-${name}`, r: 7}));
      const words = [sign, make("span", {}, label), make("span", {class: "num"}, written(count))];
      if (!keys.length) return make("li", {}, make("div", {class: "entry"}, ...words));
      const tick = make("input", {type: "checkbox", value: name, autocomplete: "off"});
      tick.checked = !keys.some(key => state.without.has(key));
      tick.addEventListener("change", () => {
        for (const key of keys) tick.checked ? state.without.delete(key) : state.without.add(key);
        picture.show();
      });
      return make("li", {}, make("label", {}, tick, ...words));
    }));
    if (focused) list.querySelector(`[value="${focused}"]`)?.focus();
    picture.root.classList.toggle("plain-signs", state.colour !== "group");
    for (const key of ["colour", "size", "label", "fold"]) if (part(key)) part(key).value = state[key];
  }

  // ---------- the four lists to choose from
  const option = (value, label) => make("option", {value}, label);
  const fieldOptions = [...measures.values()].map(row => option(row.key, row.label));
  const categoryOptions = [...categories.values()].map(row => option(row.key, row.label));
  const copies = list => list.map(one => one.cloneNode(true));
  part("colour").append(...copies(categoryOptions), ...copies(fieldOptions));
  part("size").append(option("weight", texts.size_usual), option("same", texts.size_same), ...copies(fieldOptions));
  part("label").append(option("name", texts.label_name), option("kind", texts.column_kind), ...copies(categoryOptions.filter(one => one.value !== "kind")), ...copies(fieldOptions));
  part("colour").addEventListener("change", event => { state.colour = event.target.value; state.without = new Set(); picture.show(); });
  part("size").addEventListener("change", event => { state.size = event.target.value; picture.show(); });
  part("label").addEventListener("change", event => { state.label = event.target.value; picture.show(); });
  part("fold")?.addEventListener("change", event => picture.refold(event.target.value));

  picture.follow(showMeanings);
  Object.assign(picture, {
    colours, readColours, hue, sized, caption, meanings,
    fits: {
      colour: key => key === "group" || categories.has(key) || measures.has(key),
      size: key => key === "weight" || key === "same" || measures.has(key),
      label: key => key === "name" || key === "kind" || categories.has(key) || measures.has(key),
      fold: key => key === "" || Boolean(categories.get(key)?.folds),
    },
  });
})();
