// The network picture: connects the controls, takes the view from the address, and shows it.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, part} = picture;

  picture.each(".leg input", tick => tick.addEventListener("change", () => {
    tick.checked ? state.hidden.delete(tick.value) : state.hidden.add(tick.value);
    picture.show();
  }));
  picture.each("[data-steps]", one => one.addEventListener("click", () => picture.surround(+one.dataset.steps)));
  picture.each("[data-view]", one => one.addEventListener("click", () => { state.table = one.dataset.view === "table"; picture.show(); }));
  picture.each("[data-zoom]", one => one.addEventListener("click", () => {
    if (one.dataset.zoom !== "fit") return picture.zoom(+one.dataset.zoom);
    picture.fitAll();
    picture.remember();
  }));
  if (matchMedia("(max-width:50rem)").matches) picture.each(".legbox", box => { box.open = false; });
  picture.recall();
})();
