// Names: the most important first, none over an actor or over another name.
"use strict";
(() => {
  const picture = document.getElementById("network").picture, {state, data, ranked, nodes} = picture;
  const PX = 13, LINE = 15, BOLD = 6, CELL = 40, FEW = 40;
  const REACHES = [6, 14, 24, 36, 50, 66, 90], TURNS = 16, LEADER = 14; // how far from its sign the name of a star may stand
  const few = () => picture.things.length <= FEW;
  const longest = () => (data.tree ? [60, 48, 38, 30, 22, 14] : few() ? [26, 18, 11] : [26]); // rather cut shorter than left out, where all may have one
  const FONT = '"Source Sans 3","Segoe UI",system-ui,"Noto Sans",Arial,sans-serif';
  const FILE_FONT = '"Segoe UI","Noto Sans","DejaVu Sans",Arial,sans-serif'; // of files, which do not have that of the page; wider
  const bold = new Set(ranked.slice(0, BOLD)), widths = new Map(), ruler = document.createElement("canvas").getContext("2d");
  const font = (heavy, face = FONT) => `${heavy ? 650 : 500} ${PX}px ${face}`;
  const NUMBER = / \([\d.,]{1,9}\)$/; // such as the posts of a department: stays where a name is cut
  function short(text, most) {
    if (text.length <= most) return text;
    const [kept] = NUMBER.exec(text.slice(-most)) || [""];
    return text.slice(0, Math.max(most - 1 - kept.length, 0)).trimEnd() + "…" + kept;
  }
  function measure(text, heavy, face = FONT) {
    const key = face + heavy + text;
    if (!widths.has(key)) ruler.font = font(heavy, face), widths.set(key, ruler.measureText(text).width);
    return widths.get(key);
  }

  // Half of a width that a name does not get below, from those of its plain letters, as pairs of letters stand closer:
  // where not even that finds room, the name need not be measured, which takes far longer.
  const letters = new Map(), CLOSER = 0.8;
  function leastHalf(text, face) {
    if (!letters.has(face)) letters.set(face, Array.from({length: 127}, (_, code) => (code > 32 ? measure(String.fromCharCode(code), false, face) : 0)));
    const widths = letters.get(face);
    let sum = 0;
    for (let place = 0; place < text.length; place++) sum += widths[text.charCodeAt(place)] || 0;
    return CLOSER * sum / 2 + 1.5;
  }

  function cells([left, top, right, bottom]) {
    const found = [], last = Math.floor(bottom / CELL);
    for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i++) {
      for (let j = Math.floor(top / CELL); j <= last; j++) found.push(i * 65536 + j);
    }
    return found;
  }
  class Taken {
    grid = new Map();
    add(box) {
      for (const cell of cells(box)) {
        const boxes = this.grid.get(cell);
        boxes ? boxes.push(box) : this.grid.set(cell, [box]);
      }
    }
    isFree(box) {
      const [left, top, right, bottom] = box;
      for (const cell of cells(box)) {
        const boxes = this.grid.get(cell) || [];
        for (let k = 0; k < boxes.length; k++) {
          const o = boxes[k];
          if (left < o[2] && o[0] < right && top < o[3] && o[1] < bottom) return false;
        }
      }
      return true;
    }
  }
  // The middles of the baselines where a name of half the width `half` can stand around (x, y), and which end is fixed.
  function spots(x, y, gap, half, heavy) {
    const beside = gap + 4 + half, below = [x, y + gap + 12], above = [x, y - gap - 4], right = [x + beside, y + 4.5, "start"], left = [x - beside, y + 4.5, "end"];
    if (data.tree) return [right, left, below, above];
    const found = [below, above, right, left];
    if (heavy) {
      for (const turn of [14, -7]) {
        found.push([x + beside, y + turn, "start"], [x - beside, y + turn, "end"], [x + half * 0.7, y + gap + turn + 2], [x - half * 0.7, y - gap - 4]);
      }
    }
    return found;
  }
  // Further away, for the largest among signs that stand close: all around, from a thin line on where it is far.
  function* around(x, y, gap, half) {
    for (const reach of REACHES) {
      for (let turn = 0; turn < TURNS; turn++) {
        const across = Math.cos(2 * Math.PI * turn / TURNS), down = Math.sin(2 * Math.PI * turn / TURNS), away = gap + reach;
        const middle = x + across * (away + half), base = y + down * (away + LINE / 2) + 4.5;
        yield [middle, base, across > 0.3 ? "start" : across < -0.3 ? "end" : "middle", reach >= LEADER];
      }
    }
  }
  // The line from the sign to the nearest point of its name, empty where the name stands beside it.
  function leader({box, spot: [x, y, r], led}) {
    if (!led) return [];
    const to = [Math.max(box[0], Math.min(x, box[2])), Math.max(box[1], Math.min(y, box[3]))], length = Math.hypot(to[0] - x, to[1] - y) || 1;
    return [[x + (to[0] - x) / length * r, y + (to[1] - y) / length * r], to];
  }
  // Whether a line goes through a box: the part of it between the left and the right edge meets that between the others.
  function strikes([[x0, y0], [x1, y1]], [left, top, right, bottom]) {
    let begin = 0, end = 1;
    for (const [from, way, least, most] of [[x0, x1 - x0, left, right], [y0, y1 - y0, top, bottom]]) {
      if (!way && (from <= least || from >= most)) return false;
      if (!way) continue;
      const [p, q] = [(least - from) / way, (most - from) / way];
      begin = Math.max(begin, Math.min(p, q));
      end = Math.min(end, Math.max(p, q));
    }
    return begin < end;
  }
  // At most `most` names for `wanted`; `spot(node)` says where it is drawn and how large.
  function placeLabels(wanted, spot, width, height, most, caption, face = FONT) {
    const taken = new Taken(), names = new Taken(), placed = [], words = caption ? [caption] : [], leaders = [];
    const inside = b => b[0] >= 1 && b[2] <= width - 1 && b[1] >= 1 && b[3] <= height - 1, free = b => inside(b) && taken.isFree(b);
    // No line to a name strikes another one out, or the caption.
    const unstruck = name => !leaders.some(line => strikes(line, name.box)) && (!name.led || !words.some(box => strikes(leader(name), box)));
    const edges = ([middle, base], half) => [middle - half, base - LINE + 4, middle + half, base + 4];
    for (const node of picture.things) {
      const [x, y, r] = spot(node);
      if (x > -r && y > -r && x < width + r && y < height + r) taken.add([x - r, y - r, x + r, y + r]);
    }
    if (caption) taken.add(caption);
    for (const node of wanted) {
      if (placed.length >= most) break;
      const [x, y, r] = spot(node), chosen = node === state.selected, heavy = bold.has(node) || chosen || Boolean(node.members);
      if (x < 0 || y < 0 || x > width || y > height) continue;
      const caption = picture.caption(node), gap = r + (node.double ? 4 : 1) + (chosen ? 4 : 0);
      if (!caption) continue;
      const star = bold.has(node) && !data.tree, texts = star ? [26, 18, 12] : longest();
      const wide = heavy || few(), shortest = short(caption, texts.at(-1)), least = leastHalf(shortest, face);
      if (!star && !chosen && !spots(x, y, gap, least, wide).some(spot => free(edges(spot, least)))) continue;
      const box = ([middle, base, anchor = "middle", led = false], text, half) => ({node, text, heavy, anchor, led, spot: [x, y, gap], x: middle, y: base, box: edges([middle, base], half)});
      const boxes = find => [...new Set(texts.map(most => short(caption, most)))].flatMap(text => {
        const half = measure(text, heavy, face) / 2 + 1.5;
        return [...find(half)].map(spot => box(spot, text, half));
      });
      const beside = data.tree ? boxes(half => spots(x, y, gap, half, wide).slice(0, 1)) : []; // rather cut short there than in full elsewhere
      const near = [...beside, ...boxes(half => spots(x, y, gap, half, wide))], fits = name => free(name.box) && unstruck(name);
      // The selected one always has its name, over an actor if need be, but never over another name. The
      // largest have many others around them: their names look for room behind those.
      const name = near.find(fits) || (star && boxes(half => around(x, y, gap, half)).find(fits)) || (chosen && near.find(({box}) => inside(box) && names.isFree(box)));
      if (!name) continue;
      taken.add(name.box);
      names.add(name.box);
      words.push(name.box);
      if (name.led) leaders.push(leader(name));
      placed.push(name);
    }
    return placed;
  }
  function important() {
    const chosen = state.selected, first = chosen ? [chosen, ...(chosen.members ? chosen.ties : chosen.links.map(link => picture.drawnFor(link.other)))] : [];
    const strong = picture.strong, pool = strong ? ranked.filter(node => strong.has(node)) : ranked;
    const seen = new Set(picture.things);
    return [...new Set([...first, ...(strong ? pool.map(picture.drawnFor) : []), ...picture.folds, ...pool])].filter(node => seen.has(node));
  }

  Object.assign(picture, {
    placeLabels, important, measure, leader, font, FONT, FILE_FONT, labels: [],
    forgetWidths: () => { widths.clear(); letters.clear(); },
    most: (width, height) => (few() ? nodes.length : Math.max(6, Math.round((width * height) / 9000))),
  });
})();
