// The table: the same actors as the picture; a click on the head of a column sorts by it, a second one the other way round.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, data, texts, part, make, button, written} = picture;
  const collator = new Intl.Collator(data.lang, {numeric: true}), RANGE = 32000;
  const columns = [
    {key: "name", label: texts.column_actor, of: node => node.name},
    {key: "kind", label: texts.column_kind, of: node => node.kind || ""},
    {key: "place", label: texts.column_place, of: node => node.place || ""},
    ...data.columns.map(label => ({key: label, label, of: node => node.facts?.find(fact => fact[0] === label)?.[1] || ""})),
    ...data.measures.filter(row => row.column).map(row => ({key: row.key, label: row.label, number: true, of: node => picture.number(node, row.key) ?? ""})),
  ];
  let by = columns.find(column => column.number) || columns[0], down = Boolean(by.number), kept = null;

  const heads = columns.map(column => {
    const head = make("th", {scope: "col", "data-column": column.key, ...(column.number ? {class: "num"} : {})});
    head.append(button(column.label, () => sort(column), "sort"));
    return head;
  });
  const body = make("tbody");
  part("table").append(make("table", {class: "tbl flow"}, make("caption", {class: "vh"}, texts.table_caption), make("thead", {}, make("tr", {}, ...heads)), body));

  const rank = value => (value === "" ? -1 : value); // what is not known stands below 0
  function sorted() {
    const sign = down ? -1 : 1, rows = [...picture.visible];
    const compare = by.number ? (p, q) => rank(by.of(p)) - rank(by.of(q)) : (p, q) => collator.compare(by.of(p), by.of(q));
    return rows.sort((p, q) => sign * compare(p, q) || collator.compare(p.name, q.name) || p.number - q.number);
  }
  function row(node) {
    if (node.row) return node.row;
    const name = node.url ? make("a", {href: node.url}, node.name) : node.name;
    node.row = make("tr", {}, make("th", {scope: "row"}, name), ...columns.slice(1).map(column => make("td", {"data-l": column.label, ...(column.number ? {class: "num"} : {})}, column.number && column.of(node) !== "" ? written(column.of(node)) : column.of(node))));
    node.row.dataset.id = node.id;
    return node.row;
  }
  function fill() { // only where somebody looks at it: ten thousand rows take their time
    if (!state.table || kept === picture.visible) return;
    kept = picture.visible;
    const rows = sorted().map(row);
    body.replaceChildren();
    for (let start = 0; start < rows.length; start += RANGE) body.append(...rows.slice(start, start + RANGE));
    heads.forEach((head, place) => (columns[place] === by ? head.setAttribute("aria-sort", down ? "descending" : "ascending") : head.removeAttribute("aria-sort")));
  }
  function sort(column) {
    down = by === column ? !down : Boolean(column.number);
    by = column;
    kept = null;
    fill();
  }

  // ---------- CSV as spreadsheet programs read it: what looks like a formula gets an apostrophe
  const guarded = text => (/^'*[=+\-@\t\r]/.test(text) ? "'" + text : text);
  const cell = value => { const text = typeof value === "number" ? String(value).replace(".", texts.decimal_sign) : guarded(value); return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text; };
  picture.csv = () => "\ufeff" + [columns.map(column => column.label), ...sorted().map(node => columns.map(column => column.of(node)))].map(list => list.map(cell).join(";") + "\r\n").join("");
  picture.follow(fill);
})();
