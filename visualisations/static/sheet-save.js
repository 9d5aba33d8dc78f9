// Saving the pictures of a sheet: the service draws them as SVG, this page makes PNG or PDF of it. And printing.
"use strict";
(() => {
  const menu = document.getElementById("sheet-save"), link = menu.querySelector("a[data-drawing]"), said = menu.querySelector("[role=status]");
  const files = globalThis.pictureFiles;
  async function saved(way) {
    said.textContent = "";
    const answer = await fetch(link.href);
    if (!answer.ok) throw new Error(answer.statusText);
    const drawing = await answer.text(), root = new DOMParser().parseFromString(drawing, "image/svg+xml").documentElement;
    await files[way](drawing, Number(root.getAttribute("width")), Number(root.getAttribute("height")), `${link.dataset.drawing}.${way}`);
    menu.open = false;
  }
  const ways = {
    png: () => saved("png"),
    pdf: () => saved("pdf"),
    print: () => { menu.open = false; print(); },
  };
  for (const button of menu.querySelectorAll("[data-save]")) {
    button.hidden = false;
    button.addEventListener("click", () => Promise.resolve(ways[button.dataset.save]()).catch(() => { said.textContent = said.dataset.failed; }));
  }
  files.closing(menu);
})();
