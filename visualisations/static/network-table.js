// The table: a click on the head of a column sorts by it, a second one the other way round.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, table = document.getElementById("network-table");
  const body = table.querySelector("tbody"), collator = new Intl.Collator(picture.data.lang, {numeric: true});
  const heads = [...table.querySelectorAll("th[data-column]")];
  heads.forEach((head, column) => {
    const number = head.classList.contains("num"), label = head.textContent;
    head.replaceChildren(picture.button(label, () => {
      const down = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") === "ascending" : number;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = row => row.cells[column].textContent;
      const rows = [...body.rows].sort((p, q) => (down ? -1 : 1) * (number ? key(p) - key(q) : collator.compare(key(p), key(q))));
      body.append(...rows);
    }, "sort"));
  });
})();
