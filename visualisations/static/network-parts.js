// Small parts that the other scripts build pages of: elements, buttons, drawings and the texts with their numbers filled in.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, SVG = "http://www.w3.org/2000/svg";
  const number = new Intl.NumberFormat(picture.data.lang, {maximumFractionDigits: 2});

  function filled(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }
  const make = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);
  const drawn = (tag, attributes = {}, ...children) => filled(document.createElementNS(SVG, tag), attributes, children);
  function button(text, act, css) {
    const element = make("button", {type: "button", class: css}, text);
    element.addEventListener("click", act);
    return element;
  }
  const part = id => document.getElementById("network-" + id);
  const say = (key, values) => picture.texts[key].replace(/%\((\w+)\)s/g, (_, name) => values[name]);

  Object.assign(picture, {
    make, drawn, button, part, say,
    each: (selector, act) => picture.root.querySelectorAll(selector).forEach(act),
    press: (element, on) => element.setAttribute("aria-pressed", String(Boolean(on))),
    counted: (key, count) => say(key + (count === 1 ? "_one" : "_many"), {count: number.format(count)}),
    written: value => number.format(value),
    announce: text => { part("live").textContent = text; },
    terms: (css, list) => make("dl", {class: css}, ...list.map(([term, value]) => make("div", {}, make("dt", {}, term), make("dd", {}, String(value))))),
  });
})();
