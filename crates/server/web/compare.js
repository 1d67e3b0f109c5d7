// The page that lays two documents side by side by what they have in common.

import { toCompare, toRead } from "./addresses.js";
import { get, idPath, lines } from "./api.js";
import { ribbons } from "./chart.js";
import { compared } from "./diff.js";
import { el, zh } from "./dom.js";
import { Panel, nothing } from "./panel.js";
import { number, percent, t, titled } from "./words.js";

/** So many pairs are asked for. */
const PAIRS = 5000;

/** So many pairs are drawn and listed. */
const MOST = 300;

/** A pair with the side of `a` first, whichever way the server told it; nothing for a pair of other documents. */
function turned(pair, a, b) {
  if (pair.a.doc === a && (!b || pair.b.doc === b)) return { ...pair, first: pair.a, second: pair.b, older: pair.earlier && (pair.earlier === "a" ? "first" : "second") };
  if (pair.b.doc === a && (!b || pair.a.doc === b)) return { ...pair, first: pair.b, second: pair.a, older: pair.earlier && (pair.earlier === "a" ? "second" : "first") };
  return null;
}

function words(runs, kind) {
  return runs.map((run) => (run.same ? run.text : el(kind, { "data-kind": run.slight ? "punctuation" : "replaced" }, run.text)));
}

function side(place, runs, older, name) {
  return el("div", { class: "pair-side" },
    el("p", { class: "pair-head" }, el("b", {}, name), " ", el("a", { href: toRead(place.passage, place.span) }, el("code", {}, place.passage.split("/").at(-1))),
      place.date && el("time", {}, place.date), place.speaker && zh("span", { class: "faint" }, place.speaker), older && el("span", { class: "tag" }, t("earlier"))),
    zh("p", { class: "source" }, words(runs, "mark")));
}

function pairRow(pair, i) {
  const [left, right] = compared(pair.first.text, pair.second.text);
  return el("li", { class: "pair", id: `pair-${i + 1}` },
    el("p", { class: "pair-kind" }, el("span", { class: "n" }, number(i + 1)), " ", t(`match_${pair.match}`), pair.match === "near" && ` · ${t("same", { percent: percent(pair.similarity) })}`),
    el("div", { class: "pair-sides" }, side(pair.first, left, pair.older === "first", "A"), side(pair.second, right, pair.older === "second", "B")));
}

function overview(pairs, [a, b]) {
  const size = (d) => Math.max(1, d.source?.bytes ?? d.bytes ?? Math.max(...pairs.map((p) => (d.id === a.id ? p.first : p.second).span.end)));
  const share = (place, document) => [place.span.start / size(document), Math.min(1, place.span.end / size(document))];
  const drawn = pairs.slice(0, MOST).map((p, i) => ({ a: share(p.first, a), b: share(p.second, b), kind: p.match, href: `#pair-${i + 1}`, words: `${i + 1}: ${[...p.first.text].slice(0, 24).join("")}` }));
  return el("figure", { class: "sheet" }, el("figcaption", {}, t("compare_overview")), ribbons(t("compare_overview"), drawn, [named(a), named(b)]));
}

function named(document) {
  return document.title ? titled(document.title.text ?? document.title) : document.id;
}

/** The pairs of one document with any other, by document. */
function partners(pairs, a) {
  const counts = new Map();
  for (const pair of pairs) {
    const found = counts.get(pair.second.doc) ?? { n: 0, chars: 0 };
    counts.set(pair.second.doc, { n: found.n + 1, chars: found.chars + [...pair.second.text].length });
  }
  const sorted = [...counts].sort(([, x], [, y]) => y.chars - x.chars).slice(0, 50);
  if (sorted.length === 0) return nothing(t("compare_no_partner"), t("compare_none_hint"));
  return el("section", {}, el("h2", {}, t("compare_partners")), el("ul", { class: "partners wide" }, sorted.map(([doc, { n, chars }]) =>
    el("li", {}, el("a", { href: toCompare(a, doc) }, zh("span", {}, doc)), " ", el("span", { class: "faint" }, t("compare_shared", { n: number(n), chars: number(chars) }))))));
}

async function pairsOf(asked, panel, signal) {
  const pairs = [];
  for await (const record of lines("reuse", { doc: asked.a, min_chars: asked.min, limit: PAIRS }, signal)) {
    const pair = record.a && record.b && turned(record, asked.a, asked.b);
    if (!pair) continue;
    pairs.push(pair);
    if (pairs.length % 20 === 0) panel.status.textContent = t("compare_found", { n: number(pairs.length) });
  }
  return pairs.sort((x, y) => x.first.span.start - y.first.span.start || x.second.span.start - y.second.span.start);
}

async function show(asked, panel, signal) {
  const head = (id) => get(idPath("documents", id), {}, signal);
  const [a, b] = await Promise.all([head(asked.a), asked.b ? head(asked.b) : null]);
  panel.status.textContent = t("compare_looking");
  const pairs = await pairsOf(asked, panel, signal);
  if (!b) {
    panel.show(t("compare_found", { n: number(pairs.length) }), partners(pairs, asked.a));
    return;
  }
  if (pairs.length === 0) {
    panel.show("", nothing(t("compare_none"), t("compare_none_hint")));
    return;
  }
  const chars = pairs.reduce((n, p) => n + [...p.first.text].length, 0);
  panel.show(t("compare_sum", { n: number(pairs.length), chars: number(chars) }),
    overview(pairs, [a, b]),
    el("div", { class: "pair-titles" }, el("p", {}, "A ", el("a", { href: toRead(a.id) }, zh("cite", { class: "source" }, named(a)))), el("p", {}, "B ", el("a", { href: toRead(b.id) }, zh("cite", { class: "source" }, named(b))))),
    el("ol", { class: "pairs" }, pairs.slice(0, MOST).map(pairRow)),
    pairs.length > MOST && el("p", { class: "hint" }, t("compare_more", { n: number(pairs.length - MOST) })));
}

/** A field for a document, with the titles of the corpus to choose from while one writes. */
export function documentField(name, label, value = "") {
  const list = el("datalist", { id: `list-${name}` });
  const input = el("input", { name, list: list.id, autocomplete: "off", required: name === "a", value });
  let asked = 0;
  const suggest = async () => {
    asked += 1;
    const turn = asked;
    const known = [...list.children].some((o) => o.value === input.value);
    if (known) return;
    const found = await get("documents", { q: input.value.trim(), limit: 20 }).catch(() => null);
    if (found && turn === asked) list.replaceChildren(...found.documents.map((d) => el("option", { value: d.id }, d.title ?? d.id)));
  };
  input.addEventListener("focus", suggest);
  input.addEventListener("input", suggest);
  return { input, label: el("label", {}, el("span", {}, label), input, list) };
}

/** Builds the page. */
export function mount(main, go) {
  const [a, b] = [documentField("a", t("compare_a")), documentField("b", t("compare_b"))];
  const min = el("input", { name: "min", type: "number", min: 8, max: 1000, "data-default": "12" });
  const form = el("form", { class: "ask" },
    el("div", { class: "fields open" }, a.label, b.label, el("label", {}, el("span", {}, t("compare_min")), min)),
    el("div", { class: "row" }, el("p", { class: "hint" }, t("compare_hint")), el("button", { type: "submit", class: "primary" }, t("compare_button"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = new URLSearchParams([["a", a.input.value.trim()], ["b", b.input.value.trim()], ["min", min.value === "12" ? "" : min.value]].filter(([, value]) => value));
    go(`/compare?${query}`);
  });
  const panel = new Panel();
  main.append(el("h1", {}, t("compare_title")), form, ...panel.elements);
  return {
    leave: () => panel.stop(),
    update(url) {
      const asked = { a: url.searchParams.get("a") ?? "", b: url.searchParams.get("b") ?? "", min: url.searchParams.get("min") ?? "12" };
      if (url.hash && panel.results.querySelector(".pair")) return;
      a.input.value = asked.a;
      b.input.value = asked.b;
      min.value = asked.min;
      if (asked.a) panel.run((signal) => show(asked, panel, signal), { waiting: "compare_looking" });
      else panel.rest("", nothing(t("compare_empty"), t("compare_empty_hint")));
    },
  };
}
