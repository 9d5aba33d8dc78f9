// Saving: the sheet as PNG, SVG or PDF, the table as CSV, and printing.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {root, part, SHEET} = picture, files = globalThis.pictureFiles;
  const FILE = "netzwerk";
  const ways = {
    svg: () => files.offer([picture.drawing()], "image/svg+xml", `${FILE}.svg`),
    csv: () => files.offer([picture.csv()], "text/csv", `${FILE}.csv`),
    print: () => print(),
    png: () => files.png(picture.drawing(), ...SHEET, `${FILE}.png`),
    pdf: () => files.pdf(picture.drawing(), ...SHEET, `${FILE}.pdf`),
  };

  for (const menu of root.querySelectorAll("details.drop")) files.closing(menu);
  picture.each("[data-save]", one => one.addEventListener("click", () => { part("save").open = false; ways[one.dataset.save](); }));
  addEventListener("beforeprint", () => part("print").replaceChildren(picture.sheet()));
})();
