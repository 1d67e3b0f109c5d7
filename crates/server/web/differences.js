// A quotation and its source, one above the other, with every difference marked in both.

import { Bytes, aside, el } from "./dom.js";
import { t } from "./words.js";

/** The element that says best what a difference is, on the side where its words stand. */
const ELEMENTS = { added: "ins", missing: "del" };

/** What a mark says to those who do not see it, or point at it. */
function describe(difference) {
  return t(`kind_${difference.kind}`);
}

/** Words that differ, numbered as in the list. */
function mark(text, difference) {
  const name = ELEMENTS[difference.kind] ?? "mark";
  const attributes = { "data-kind": difference.kind, "data-n": difference.n, title: describe(difference) };
  return el(name, attributes, aside(`［${describe(difference)}：`), text, aside("］"));
}

/** The place where words of the other side are not. */
function gap(difference, text) {
  const said = t(difference.kind === "added" ? "gap_added" : "gap_missing", { text });
  const attributes = { class: "gap", "data-kind": difference.kind, "data-n": difference.n, title: said };
  return el("span", attributes, aside(`［${said}］`));
}

/** One side, cut at its marks. `span` gives the place of a difference on this side, `other` the words of the other. */
function side(text, differences, span, other) {
  const marks = differences.map((difference) => ({ ...span(difference), difference }));
  const marked = (words, { difference }) => (words ? mark(words, difference) : gap(difference, other(difference)));
  return new Bytes(text).cut(marks, (plain) => plain, marked);
}

function row(name, pieces) {
  return el("div", { class: "side" }, el("dt", {}, name), el("dd", { class: "source", lang: "zh-Hans" }, pieces));
}

/** With more differences than this, numbers between the characters hide more than they tell. */
const MOST_NUMBERED = 12;

/** Both texts. Spans of the source are places in the document, so the start of the match is taken off. */
function texts(query, match, differences) {
  const quoted = side(query, differences, (d) => d.query, (d) => d.source_text);
  const inMatch = (d) => ({ start: d.source.start - match.span.start, end: d.source.end - match.span.start });
  const original = side(match.text, differences, inMatch, (d) => d.query_text);
  const numbered = differences.length <= MOST_NUMBERED;
  return el("dl", { class: numbered ? "texts numbered" : "texts" }, row(t("quoted"), quoted), row(t("original"), original));
}

function legend(differences) {
  const kinds = [...new Set(differences.map((d) => d.kind))];
  const items = kinds.map((kind) =>
    el("li", {}, el(ELEMENTS[kind] ?? "mark", { "data-kind": kind, "aria-hidden": "true", lang: "zh-Hans" }, "文"), ` ${t(`kind_${kind}`)}`));
  return el("ul", { class: "legend", "aria-label": t("legend") }, items);
}

/** What a difference changes, from the source to the quotation. */
function change({ kind, query_text: quoted, source_text: original }) {
  const words = (text, name) => el(name, { "data-kind": kind, class: "source", lang: "zh-Hans" }, text);
  if (!original) return [words(quoted, "ins")];
  if (!quoted) return [words(original, "del")];
  return [words(original, "mark"), el("span", { class: "arrow", "aria-hidden": "true" }, " → "), aside(" → "), words(quoted, "mark")];
}

function list(differences) {
  const items = differences.map((d) => el("li", {}, change(d), el("span", { class: "kind" }, describe(d))));
  return el("ol", { class: "differences" }, items);
}

/** The whole comparison of a quotation with one match; `unfolded` shows the list of differences at once. */
export function comparison(query, match, unfolded) {
  const differences = match.differences.map((difference, i) => ({ ...difference, n: i + 1 }));
  if (differences.length === 0) return [el("dl", { class: "texts" }, row(t("original"), match.text))];
  return [
    texts(query, match, differences),
    legend(differences),
    el("details", { class: "all-differences", open: unfolded && differences.length <= 6 },
      el("summary", {}, t("differences", { n: differences.length })), list(differences)),
  ];
}
