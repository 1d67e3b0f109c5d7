// Beside the passages of a document: where else each of them stands.

import { toCompare, toRead } from "./addresses.js";
import { el, zh } from "./dom.js";
import { number, percent, t } from "./words.js";

/** The side of a pair that is in the document, and the other. */
function sides(pair, id) {
  return pair.a.doc === id ? { own: pair.a, other: pair.b, earlier: pair.earlier === "b" } : { own: pair.b, other: pair.a, earlier: pair.earlier === "a" };
}

function place({ other, earlier, pair }, id) {
  return el("li", {},
    el("a", { href: toRead(other.passage, other.span) }, zh("span", {}, other.passage.split("/").at(-1))),
    " ", other.date && el("time", {}, other.date), " ", el("span", { class: "faint" }, t(`match_${pair.match}`), pair.match === "near" && ` ${percent(pair.similarity)}`, earlier && ` · ${t("earlier")}`),
    " ", el("a", { class: "quiet-link", href: toCompare(id, other.doc) }, t("tab_compare")),
    zh("p", { class: "source" }, other.text));
}

/** Puts a note beside each passage that stands elsewhere; gives the documents with the number of places, most first. */
export function markReuse(sheet, id, pairs) {
  const byPassage = new Map();
  const documents = new Map();
  for (const pair of pairs) {
    const found = { ...sides(pair, id), pair };
    if (found.own.doc !== id) continue;
    byPassage.set(found.own.passage, [...(byPassage.get(found.own.passage) ?? []), found]);
    documents.set(found.other.doc, (documents.get(found.other.doc) ?? 0) + 1);
  }
  for (const block of sheet.querySelectorAll("[data-passage]")) {
    const found = byPassage.get(block.dataset.passage);
    if (found) block.append(el("details", { class: "elsewhere" }, el("summary", {}, t("elsewhere", { n: number(found.length) })), el("ul", {}, found.map((one) => place(one, id)))));
  }
  return [...documents].map(([doc, n]) => ({ doc, n })).sort((a, b) => b.n - a.n);
}
