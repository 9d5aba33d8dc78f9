// The details of what is selected: an actor with its partners, a line, or what several actors are folded into.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, data, texts, part, make, drawn, button, say, press, written, terms} = picture;
  const PARTNERS = 12;

  const sign = group => drawn("svg", {viewBox: "-1.4 -1.4 2.8 2.8", "aria-hidden": "true", focusable: "false"}, drawn("path", {class: `nd unit grp-${group}`, d: data.shapes[group].d}));
  const entry = (other, words) => make("li", {}, sign(other.group), make("span", {}, button(other.name, () => picture.take(other), "link"), ...(words ? [make("span", {class: "sub"}, words)] : [])));
  function list(title, entries) {
    const shown = entries.slice(0, PARTNERS), more = entries.length - shown.length;
    return [make("h3", {class: "small"}, title), make("ul", {class: "plain partner"}, ...shown), ...(more ? [make("p", {class: "small muted"}, say("partners_more", {count: written(more)}))] : [])];
  }
  const note = (css, text, ...more) => make("div", {class: `note ${css}`}, make("p", {class: "small"}, text, ...more));

  function lineEntry(edge, from) {
    const other = edge.a === from ? edge.b : edge.a, words = [edge.kind, edge.text].filter(Boolean).join(": ");
    return make("li", {}, sign(other.group), make("span", {}, button(other.name, () => picture.take(other), "link"), make("span", {class: "sub"}, button(words || texts.line, () => picture.selectEdge(edge), "link quiet"))));
  }
  function aboutNode(node) {
    const only = button(texts.only_surroundings, () => picture.surround(state.steps ? 0 : 1), "btn");
    press(only, state.steps);
    const columns = data.measures.filter(row => row.column), links = node.url ? [make("a", {class: "btn main", href: node.url}, texts.open_page)] : [];
    const found = [make("h2", {}, node.name), make("p", {class: "muted"}, [node.kind, node.place].filter(Boolean).join(", "))];
    const known = columns.filter(row => picture.number(node, row.key) != null);
    if (known.length) found.push(terms("mini", known.map(row => [row.label, written(picture.number(node, row.key))])));
    found.push(make("p", {class: "row"}, ...links, only, button(texts.way_from, () => picture.beginWay(node), "btn")));
    if (node.double && node.finding_text) found.push(note("dup", node.finding_text, ...(node.finding_url ? [" ", make("a", {href: node.finding_url}, texts.compare)] : [])));
    if (node.cut_text && (state.mark === "cuts" || node.cut > 1)) found.push(note("cut", node.cut_text));
    if (node.facts) found.push(terms("said", node.facts));
    const gaps = picture.gapsOf(node);
    if (gaps.length) found.push(...list(texts.gaps_of, gaps.map(([other, words]) => entry(other, words))));
    const lines = node.links.filter(({edge, other}) => picture.visible.has(other) && picture.holds(edge, state.year));
    lines.sort((p, q) => q.other.weight - p.other.weight || p.other.number - q.other.number || p.edge.number - q.edge.number);
    if (lines.length) found.push(...list(texts.partners, lines.map(({edge}) => lineEntry(edge, node))));
    return found;
  }
  function aboutFold(fold) {
    return [
      make("h2", {}, fold.name), make("p", {class: "muted"}, fold.kind),
      make("p", {class: "row"}, button(texts.unfold, () => { picture.unfold(fold); picture.box.focus({preventScroll: true}); }, "btn main")),
      ...list(texts.members, picture.byRank(fold.members).map(node => entry(node, node.kind))),
    ];
  }
  function aboutLine(line) {
    const lines = line.bundle ? line.edges : [line], found = [make("h2", {}, line.bundle ? picture.counted("cooperations", lines.length) : line.kind || texts.line)];
    for (const edge of lines.slice(0, PARTNERS)) {
      if (line.bundle) found.push(make("h3", {class: "small"}, [edge.kind, edge.text].filter(Boolean).join(": ")));
      else if (edge.text) found.push(make("p", {class: "muted"}, edge.text));
      found.push(make("ul", {class: "plain partner"}, entry(edge.a, edge.a.kind), entry(edge.b, edge.b.kind)));
      if (edge.facts) found.push(terms("said", edge.facts));
    }
    if (lines.length > PARTNERS) found.push(make("p", {class: "small muted"}, say("partners_more", {count: written(lines.length - PARTNERS)})));
    if (line.bundle) return found;
    const beside = picture.lines.filter(other => other !== line && !other.bundle && ((other.a === line.a && other.b === line.b) || (other.a === line.b && other.b === line.a)));
    if (beside.length) {
      found.push(make("h3", {class: "small"}, texts.also_between), make("ul", {class: "plain partner lines"}, ...beside.map(edge => make("li", {}, button([edge.kind, edge.text].filter(Boolean).join(": ") || texts.line, () => picture.selectEdge(edge), "link")))));
    }
    return found;
  }
  function showDetails() {
    const chosen = state.edge || state.selected, panel = part("details");
    const about = !chosen ? [] : state.edge ? aboutLine(chosen) : chosen.members ? aboutFold(chosen) : aboutNode(chosen);
    panel.replaceChildren(make("p", {class: "small muted"}, chosen ? texts.selected : texts.nothing_selected), ...about);
  }

  Object.assign(picture, {showDetails, sign});
})();
