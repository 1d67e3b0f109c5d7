// Building elements. Text goes in as text: nothing on this page ever reads HTML from a string, so a
// document that contains markup shows it as the characters it is.

function filled(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}

/**
 * Makes an element. Attributes that are functions listen to the event of that name; `null`, `undefined`
 * and `false` leave an attribute or a child out.
 */
export function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** The same for a drawing. */
export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

/** Text for screen readers alone. */
export function aside(text) {
  return el("span", { class: "unseen" }, text);
}

/** Chinese words of a document. */
export function zh(name, attributes, ...children) {
  return el(name, { lang: "zh-Hans", ...attributes }, ...children);
}

/** A button that copies a text and says so. */
export function copyButton(label, done, text) {
  const button = el("button", { type: "button", class: "quiet" }, label);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = done;
      setTimeout(() => (button.textContent = label), 1600);
    } catch {
      window.prompt(label, text);
    }
  });
  return button;
}

/** Hands a file to the browser to keep. */
export function saveFile(name, blob) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** A choice: `options` are pairs of value and words. */
export function choice(name, value, options) {
  return el("select", { name }, options.map(([key, words]) => el("option", { value: key, selected: key === value }, words)));
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** A text addressed as the server addresses it: by UTF-8 bytes. */
export class Bytes {
  constructor(text) {
    this.bytes = encoder.encode(text);
    this.length = this.bytes.length;
  }

  slice(start, end = this.length) {
    return decoder.decode(this.bytes.subarray(Math.max(0, start), Math.max(0, end)));
  }

  /**
   * Cuts the text at `marks` (`{start, end}` in bytes): `plain(text)` for what lies between them,
   * `marked(text, mark)` for each. A mark that begins inside the one before it, or beyond the text, is
   * left out: it cannot be shown, and is still named in the list of differences.
   */
  cut(marks, plain, marked) {
    const pieces = [];
    let at = 0;
    for (const mark of [...marks].sort((a, b) => a.start - b.start || a.end - b.end)) {
      if (mark.start < at || mark.end > this.length) continue;
      if (mark.start > at) pieces.push(plain(this.slice(at, mark.start)));
      pieces.push(marked(this.slice(mark.start, mark.end), mark));
      at = mark.end;
    }
    if (at < this.length) pieces.push(plain(this.slice(at)));
    return pieces;
  }

  /**
   * The text from `start` to `end` with marks that may lie in one another: `marked(mark, pieces)` makes the
   * element of each. A mark that crosses another's border is left out, as above.
   */
  weave(start, end, marks, marked) {
    const inside = marks.filter((m) => m.start >= start && m.end <= end && m.end > m.start);
    inside.sort((a, b) => a.start - b.start || b.end - a.end);
    const [pieces] = this.#woven(start, end, inside, 0, marked);
    return pieces;
  }

  #woven(start, end, marks, from, marked) {
    const pieces = [];
    let [at, i] = [start, from];
    while (i < marks.length && marks[i].start < end) {
      const mark = marks[i];
      i += 1;
      if (mark.start < at || mark.end > end) continue;
      if (mark.start > at) pieces.push(this.slice(at, mark.start));
      const [within, next] = this.#woven(mark.start, mark.end, marks, i, marked);
      pieces.push(...[marked(mark, within)].flat());
      [at, i] = [mark.end, next];
    }
    if (at < end) pieces.push(this.slice(at, end));
    return [pieces, i];
  }
}
