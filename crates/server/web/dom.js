// Building elements. Text goes in as text: nothing on this page ever reads HTML from a string, so a
// document that contains markup shows it as the characters it is.

/**
 * Makes an element. Attributes that are functions listen to the event of that name; `null`, `undefined`
 * and `false` leave an attribute or a child out.
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Text for screen readers alone. */
export function aside(text) {
  return el("span", { class: "unseen" }, text);
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
}
