// The menu of a sheet with its files: it closes, and it prints.
"use strict";
(() => {
  const menu = document.getElementById("sheet-save"), button = menu.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", () => { menu.open = false; print(); });
  menu.addEventListener("click", event => { if (event.target.closest("a")) menu.open = false; });
  globalThis.pictureFiles.closing(menu);
})();
