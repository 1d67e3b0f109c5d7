// Drawings: bars along time, points on a plane, ribbons between two texts. Plain SVG with a table or list beside
// it that says the same; what is drawn can be reached with the keyboard.

import { el, svg, zh } from "./dom.js";

const HEIGHT = 280;
const MARGIN = { top: 28, right: 12, bottom: 34, left: 52 };

/** Round numbers from nought to at least `most`, about `n` of them. */
export function ticks(most, n = 4) {
  if (!(most > 0)) return [0, 1];
  const raw = most / n;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw);
  const found = [0];
  while (found.at(-1) < most - step * 1e-9) found.push(found.at(-1) + step);
  return found.map((value) => Number(value.toPrecision(12)));
}

/** Round numbers between two values. */
function between(low, high) {
  const step = ticks(high - low)[1];
  const found = [];
  for (let at = Math.ceil(low / step) * step; at <= high; at += step) found.push(Number(at.toPrecision(12)));
  return found;
}

/** A drawing that is made anew for each width of its place. */
export function fitted(draw) {
  const place = el("div", { class: "chart" });
  let drawn = 0;
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width < 50 || width === drawn) return;
    drawn = width;
    place.replaceChildren(...[draw(width)].flat());
  });
  observer.observe(place);
  return place;
}

/** A label that follows what is pointed at. */
function bubble() {
  const box = zh("div", { class: "bubble", hidden: true });
  const show = (target, words) => {
    box.replaceChildren(...words.map((line, i) => el(i === 0 ? "b" : "span", {}, line)));
    box.hidden = false;
    const frame = box.offsetParent?.getBoundingClientRect() ?? { left: 0, top: 0, width: 0 };
    const at = target.getBoundingClientRect();
    const left = at.left - frame.left + at.width / 2 - box.offsetWidth / 2;
    box.style.left = `${Math.max(0, Math.min(left, frame.width - box.offsetWidth))}px`;
    box.style.top = `${Math.max(0, at.top - frame.top - box.offsetHeight - 6)}px`;
  };
  return { box, show, hide: () => (box.hidden = true) };
}

/** Left and right lead from one mark to the next; only one of them is in the order of Tab. */
function arrows(marks) {
  marks.forEach((mark, i) => {
    mark.setAttribute("tabindex", i === 0 ? "0" : "-1");
    mark.addEventListener("keydown", (event) => {
      const next = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: marks.length - 1 }[event.key];
      if (next === undefined || !marks[next]) return;
      event.preventDefault();
      mark.setAttribute("tabindex", "-1");
      marks[next].setAttribute("tabindex", "0");
      marks[next].focus();
    });
  });
}

function grid(width, values, y, words) {
  return values.map((value) => svg("g", { class: "tick" },
    svg("line", { x1: MARGIN.left, x2: width - MARGIN.right, y1: y(value), y2: y(value) }),
    svg("text", { x: MARGIN.left - 8, y: y(value) + 4, "text-anchor": "end" }, words(value))));
}

/**
 * Bars along time. `bars` are `{ label, value, lines, href, first }`: `lines` what the bubble says, `first` a word that
 * is set above the bar. `axis(value)` writes a number of the axis.
 */
export function bars(caption, all, axis) {
  return fitted((width) => {
    const tip = bubble();
    const scale = ticks(Math.max(...all.map((b) => b.value)));
    const floor = HEIGHT - MARGIN.bottom;
    const y = (value) => floor - (value / scale.at(-1)) * (floor - MARGIN.top);
    const step = (width - MARGIN.left - MARGIN.right) / all.length;
    const every = Math.ceil(Math.max(...all.map((b) => b.label.length)) * 8 / step);
    const marks = all.map((b, i) => {
      const x = MARGIN.left + i * step;
      const mark = svg("a", { href: b.href, class: b.first ? "mark first" : "mark", "aria-label": b.lines.join("，") },
        svg("rect", { class: "reach", x, width: step, y: MARGIN.top, height: floor - MARGIN.top }),
        svg("rect", { class: "column", x: x + step * 0.12, width: Math.max(1, step * 0.76), y: y(b.value), height: Math.max(0, floor - y(b.value)), rx: Math.min(2, step / 4) }),
        b.first && svg("path", { class: "flag", d: `M ${x + step / 2} ${y(b.value) - 4} l -5 -8 h 10 z` }));
      for (const name of ["pointerenter", "focus"]) mark.addEventListener(name, () => tip.show(mark.querySelector(".column"), b.lines));
      for (const name of ["pointerleave", "blur"]) mark.addEventListener(name, tip.hide);
      return mark;
    });
    arrows(marks);
    const labels = all.map((b, i) => i % every === 0 && svg("text", { class: "label", x: MARGIN.left + (i + 0.5) * step, y: HEIGHT - 12, "text-anchor": "middle" }, b.label));
    const drawing = svg("svg", { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: "group", "aria-label": caption },
      grid(width, scale, y, axis), marks, svg("g", { "aria-hidden": "true" }, labels),
      svg("line", { class: "floor", x1: MARGIN.left, x2: width - MARGIN.right, y1: floor, y2: floor }));
    return [drawing, tip.box];
  });
}

/** Leaves out labels that would lie on a point or on one that is set already; the first points weigh most. */
function readable(points, size) {
  const set = points.map(({ x, y }) => ({ left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 }));
  for (const point of points) {
    const box = { left: point.x + 6, right: point.x + 8 + [...point.label].length * size, top: point.y - size * 0.75, bottom: point.y + size * 0.75 };
    point.labelled = !set.some((b) => box.left < b.right && box.right > b.left && box.top < b.bottom && box.bottom > b.top);
    if (point.labelled) set.push(box);
  }
  return points;
}

/**
 * Words on a plane: `points` are `{ label, x, y, lines, href }`. The axis of x grows by powers of ten, as
 * frequencies of words do. `names` are the words of the two axes.
 */
export function plane(caption, points, names) {
  return fitted((width) => {
    const tip = bubble();
    const height = Math.min(420, Math.max(300, width * 0.6));
    const [left, right, top, bottom] = [MARGIN.left, width - 64, 16, height - 44];
    const xs = points.map((p) => Math.log10(Math.max(1, p.x)));
    const ys = points.map((p) => p.y);
    const span = (all) => { const [low, high] = [Math.min(...all), Math.max(...all)]; return high - low < 1e-9 ? [low - 0.5, high + 0.5] : [low, high]; };
    const [[x0, x1], [y0, y1]] = [span(xs), span(ys)];
    const px = (x) => left + 8 + ((Math.log10(Math.max(1, x)) - x0) / (x1 - x0)) * (right - left - 8);
    const py = (y) => bottom - 8 - ((y - y0) / (y1 - y0)) * (bottom - top - 16);
    const placed = readable(points.map((p) => ({ ...p, value: p.y, x: px(p.x), y: py(p.y) })), 14);
    const marks = placed.map((p) => {
      const mark = svg("a", { href: p.href, class: "mark point", "aria-label": p.lines.join("，") },
        svg("circle", { class: "reach", cx: p.x, cy: p.y, r: 11 }), svg("circle", { class: "dot", cx: p.x, cy: p.y, r: 4 }),
        p.labelled && svg("text", { x: p.x + 7, y: p.y + 5, lang: "zh-Hans" }, p.label));
      for (const name of ["pointerenter", "focus"]) mark.addEventListener(name, () => tip.show(mark.querySelector(".dot"), p.lines));
      for (const name of ["pointerleave", "blur"]) mark.addEventListener(name, tip.hide);
      return mark;
    });
    arrows(marks);
    const decades = [];
    for (let at = Math.floor(x0); at <= x1; at += 1) decades.push(...[1, 2, 5].map((m) => m * 10 ** at).filter((v) => Math.log10(v) >= x0 && Math.log10(v) <= x1));
    const axes = svg("g", { class: "tick", "aria-hidden": "true" },
      decades.map((value) => [svg("line", { x1: px(value), x2: px(value), y1: top, y2: bottom }), svg("text", { x: px(value), y: bottom + 18, "text-anchor": "middle" }, value.toLocaleString("en-GB"))]),
      between(y0, y1).map((v) => [svg("line", { x1: left, x2: right, y1: py(v), y2: py(v) }), svg("text", { x: left - 8, y: py(v) + 4, "text-anchor": "end" }, v.toLocaleString("en-GB"))]),
      svg("text", { class: "axis", x: right, y: height - 6, "text-anchor": "end" }, names[0]), svg("text", { class: "axis", x: left, y: 11 }, names[1]));
    return [svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": caption }, axes, marks), tip.box];
  });
}

/** Two texts as bars, joined where they have words in common; `pairs` are `{ a: [from, to], b: [from, to], href, words }` in shares of the text. */
export function ribbons(caption, pairs, names) {
  return fitted((width) => {
    const [top, thick, gap] = [20, 14, 84];
    const x = (share) => share * width;
    const [ya, yb] = [top + thick, top + thick + gap];
    const middle = (ya + yb) / 2;
    const ribbon = (pair) => {
      const [a0, a1, b0, b1] = [...pair.a, ...pair.b].map(x);
      const wide = (from, to) => Math.max(2, to - from);
      return svg("a", { href: pair.href, class: `mark ribbon ${pair.kind}`, "aria-label": pair.words },
        svg("title", {}, pair.words),
        svg("path", { d: `M ${a0} ${ya} C ${a0} ${middle}, ${b0} ${middle}, ${b0} ${yb} H ${b0 + wide(b0, b1)} C ${b0 + wide(b0, b1)} ${middle}, ${a0 + wide(a0, a1)} ${middle}, ${a0 + wide(a0, a1)} ${ya} Z` }),
        svg("rect", { x: a0, width: wide(a0, a1), y: top, height: thick }), svg("rect", { x: b0, width: wide(b0, b1), y: yb, height: thick }));
    };
    const fit = (name) => ([...name].length * 12.5 + 24 > width ? `${[...name].slice(0, Math.floor(width / 12.5) - 3).join("")}…` : name);
    const text = (y) => svg("rect", { class: "text", x: 0, width, y, height: thick, rx: 3 });
    const marks = pairs.map(ribbon);
    arrows(marks);
    return svg("svg", { width, height: yb + thick + 22, role: "group", "aria-label": caption },
      svg("text", { class: "axis", x: 0, y: 13, lang: "zh-Hans" }, `A ${fit(names[0])}`), text(top), text(yb),
      svg("text", { class: "axis", x: 0, y: yb + thick + 16, lang: "zh-Hans" }, `B ${fit(names[1])}`), marks);
  });
}
