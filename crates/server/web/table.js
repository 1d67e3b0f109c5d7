// Tables of numbers: on the page with bars that the eye compares, and as CSV for a spreadsheet.

import { el, svg, zh } from "./dom.js";
import { number } from "./words.js";

/** A cell of CSV. What a spreadsheet would take for a formula is kept a text by a leading apostrophe. */
function cell(value) {
  const text = String(value ?? "");
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll("\"", "\"\"")}"` : safe;
}

/** Records as CSV, with the mark by which Excel knows UTF-8. */
export function csv(columns, records) {
  const rows = [columns, ...records.map((record) => columns.map((name) => record[name]))];
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A bar of a share of the width; below nought it goes to the left of the middle. */
export function bar(value, most, least = 0) {
  const range = most - least || 1;
  const zero = (-least / range) * 100;
  const width = (Math.abs(value) / range) * 100;
  const x = value < 0 ? zero - width : zero;
  return svg("svg", { class: "bar", "aria-hidden": "true", focusable: "false" },
    svg("rect", { x: `${x}%`, width: `${width && Math.max(width, 0.4)}%`, height: "100%", rx: 1, class: value < 0 ? "below" : "above" }),
    least < 0 && svg("line", { x1: `${zero}%`, x2: `${zero}%`, y1: 0, y2: "100%", class: "zero" }));
}

/** A number with so many digits behind the point. */
export function fixed(value, digits) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  const sign = value < 0 ? "−" : "";
  return sign + Math.abs(value).toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/**
 * A table. Columns are `{ name, title, text?, show(record), sort?, numeric }`; `sort` names what the column is sorted by
 * and `sorted` the column that is, so that the heading can tell and lead.
 */
export function table(caption, columns, records, sorted = null) {
  const head = (column) => el("th", { scope: "col", class: column.numeric && "number", title: column.title, "aria-sort": sorted === column.sort && column.sort && "descending" },
    column.href ? el("a", { href: column.href }, column.name) : column.name);
  const body = (record, i) => el("tr", {},
    el("td", { class: "n" }, number(i + 1)),
    columns.map((column) => (column.numeric ? el("td", { class: "number" }, column.show(record)) : zh(column.head ? "th" : "td", { scope: column.head && "row", class: column.kind }, column.show(record)))));
  return el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": caption },
    el("table", { class: "numbers" },
      el("caption", { class: "unseen" }, caption),
      el("thead", {}, el("tr", {}, el("th", { scope: "col", class: "n" }, "#"), columns.map(head))),
      el("tbody", {}, records.map(body))));
}
