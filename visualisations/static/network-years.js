// The network as it was in a year: what has no dates always holds, and a sentence says how many that are.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, data, part, texts, say, counted} = picture;
  const slider = part("year");
  if (!slider) return;
  const [first, last] = data.years, ALL = last + 1; // one step after the last year stands for all of them

  function tell() {
    slider.value = state.year ?? ALL;
    const words = state.year === null ? texts.year_all : String(state.year);
    part("year-shown").textContent = words;
    slider.setAttribute("aria-valuetext", words);
    const undated = [...picture.visible].filter(node => !picture.dated(node)).length, lines = picture.links.filter(edge => !picture.dated(edge) && picture.counts(edge)).length;
    part("year-said").textContent = state.year === null ? "" : say("year_undated", {actors: counted("actors", undated), cooperations: counted("cooperations", lines)});
  }
  slider.addEventListener("input", () => {
    state.year = +slider.value === ALL ? null : +slider.value;
    picture.show();
  });
  picture.follow(tell);
  picture.fitsYear = year => Number.isInteger(year) && year >= first && year <= last;
})();
