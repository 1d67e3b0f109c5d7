// The page of counts: words, sequences, company, keywords, spread; each with a drawing and a table.

import { toKwic, toStats } from "./addresses.js";
import { get } from "./api.js";
import { bars, plane } from "./chart.js";
import { documentField } from "./compare.js";
import { aside, choice, el, saveFile, zh } from "./dom.js";
import { Panel, nothing } from "./panel.js";
import { option, parameters, values } from "./query.js";
import { bar, csv, fixed, table } from "./table.js";
import { number, t } from "./words.js";

const LIMITS = ["50", "100", "200", "500"];

/** Columns that several views have. */
const itemColumn = (name, query) => ({ name: t(`stats_${name}`), head: true, show: (r) => el("a", { href: toKwic({ q: query(r.item) }) }, r.item) });
const countColumn = () => ({ name: t("stats_count"), numeric: true, show: (r) => number(r.count) });
const literal = (item) => item.replaceAll(" ", "");

function perMillion(records) {
  const most = Math.max(...records.map((r) => r.per_million));
  return [
    { name: t("stats_documents"), numeric: true, show: (r) => number(r.documents) },
    { name: t("measure_per_million"), numeric: true, show: (r) => fixed(r.per_million, 1) },
    { name: aside(t("stats_bar")), kind: "plot", show: (r) => bar(r.per_million, most) },
  ];
}

function counted(found, name) {
  const columns = [itemColumn(name, literal), countColumn(), ...perMillion(found.items)];
  return {
    status: t("stats_total", { total: number(found.total), different: number(found.different) }),
    elements: [table(t(`stats_${name}`), columns, found.items)],
    fields: ["item", "count", "documents", "per_million"],
    records: found.items,
  };
}

const COLLOCATE_SORTS = ["log_dice", "log_likelihood", "mi", "t_score", "count"];

function collocated(found, asked) {
  const sort = asked.sort ?? "log_dice";
  const measure = sort === "count" ? "log_dice" : sort;
  const items = [...found.items].sort((a, b) => b[sort] - a[sort]);
  const most = Math.max(...items.map((r) => r[measure]));
  const near = (item) => `${found.node} NEAR/${asked.span ?? 5} ${item}`;
  const number_ = (name, digits) => ({ name: t(`stats_${name}`), title: t(`stats_${name}_hint`), numeric: true, sort: name, href: toStats({ ...asked, sort: name === "log_dice" ? "" : name }), show: (r) => (digits === 0 ? number(r[name]) : fixed(r[name], digits)) });
  const columns = [
    { name: t("stats_collocate"), head: true, show: (r) => el("a", { href: toKwic({ q: near(r.item) }) }, r.item) },
    number_("count", 0), { name: t("stats_expected"), numeric: true, show: (r) => fixed(r.expected, 1) },
    number_("log_dice", 2), number_("log_likelihood", 1), number_("mi", 2), number_("t_score", 2),
    { name: aside(t("stats_bar")), kind: "plot", show: (r) => bar(Math.max(0, r[measure]), most) },
  ];
  const points = items.slice(0, 60).map((r) => ({ label: r.item, x: r.count, y: r[measure], href: toKwic({ q: near(r.item) }), lines: [r.item, `${t("stats_count")} ${number(r.count)}`, `${t(`stats_${measure}`)} ${fixed(r[measure], 2)}`] }));
  return {
    status: t("stats_node", { node: found.node, count: number(found.count), passages: number(found.passages) }),
    elements: [
      el("figure", { class: "sheet" }, el("figcaption", {}, t("stats_plane", { measure: t(`stats_${measure}`) })), plane(t("stats_collocates"), points, [t("stats_count"), t(`stats_${measure}`)])),
      table(t("stats_collocates"), columns, items, sort)],
    fields: ["item", "count", "total", "expected", "log_dice", "log_likelihood", "mi", "t_score", "z_score"],
    records: items,
  };
}

function keyed(found) {
  const ratios = found.items.map((r) => r.log_ratio);
  const [most, least] = [Math.max(0, ...ratios), Math.min(0, ...ratios)];
  const columns = [
    itemColumn("word", literal), countColumn(),
    { name: t("stats_reference"), numeric: true, show: (r) => number(r.reference) },
    { name: t("stats_log_likelihood"), title: t("stats_log_likelihood_hint"), numeric: true, show: (r) => fixed(r.log_likelihood, 1) },
    { name: t("stats_log_ratio"), title: t("stats_log_ratio_hint"), numeric: true, show: (r) => fixed(r.log_ratio, 2) },
    { name: "p", numeric: true, show: (r) => (r.p < 0.0001 ? "< 0.0001" : fixed(r.p, 4)) },
    { name: aside(t("stats_bar")), kind: "plot", show: (r) => bar(r.log_ratio, most, least) },
  ];
  return {
    status: t("stats_keywords_total", { total: number(found.total), reference: number(found.reference_total) }),
    elements: [table(t("stats_keywords"), columns, found.items)],
    fields: ["item", "count", "reference", "per_million", "reference_per_million", "log_likelihood", "log_ratio", "p"],
    records: found.items,
  };
}

function spread(found, asked) {
  const [one] = [found].flat();
  const most = Math.max(...one.shares.map((s) => s.per_million));
  const part = (p) => (one.by === "document" ? toKwic({ q: one.item, doc: p }) : toKwic({ q: one.item, from: p, to: p }));
  const columns = [
    { name: t(one.by === "document" ? "library_document" : "timeline_period"), head: true, show: (s) => el("a", { href: part(s.part) }, s.part.split("/").at(-1)) },
    { name: t("measure_hits"), numeric: true, show: (s) => number(s.count) },
    { name: t("fact_chars"), numeric: true, show: (s) => number(s.chars) },
    { name: t("measure_per_million"), numeric: true, show: (s) => fixed(s.per_million, 1) },
    { name: aside(t("stats_bar")), kind: "plot", show: (s) => bar(s.per_million, most) },
  ];
  const figure = (name, value) => el("div", {}, el("dt", {}, t(name)), el("dd", {}, value));
  const shares = one.shares.length > 400 ? [...one.shares].sort((a, b) => b.per_million - a.per_million).slice(0, 400) : one.shares;
  return {
    status: t("stats_spread", { item: one.item, count: number(one.count) }),
    elements: [
      el("dl", { class: "figures" }, figure("stats_range", `${number(one.range)} / ${number(one.parts)}`), figure("stats_dp", fixed(one.dp_norm ?? one.dp, 3)), figure("stats_juilland", fixed(one.juilland_d, 3))),
      el("p", { class: "hint" }, t("stats_spread_hint")),
      one.by === "year" && el("figure", { class: "sheet" }, el("figcaption", {}, t("measure_per_million")), bars(t("stats_dispersion"), one.shares.map((s) => ({
        label: s.part, value: s.per_million, href: part(s.part), lines: [s.part, `${t("measure_hits")} ${number(s.count)}`, `${t("measure_per_million")} ${fixed(s.per_million, 1)}`] })), number)),
      table(t("stats_dispersion"), columns, shares)],
    fields: ["part", "chars", "count", "per_million"],
    records: one.shares,
  };
}

const scope = () => [
  option("filter_doc", el("input", { name: "doc", autocomplete: "off", class: "short" }), ""),
  option("filter_from", el("input", { name: "from", autocomplete: "off", class: "short", placeholder: "2012" }), ""),
  option("filter_to", el("input", { name: "to", autocomplete: "off", class: "short", placeholder: "2023" }), ""),
];
const limit = () => option("stats_limit", choice("limit", "100", LIMITS.map((n) => [n, n])), "100");
const unit = () => option("stats_by", choice("by", "word", [["word", t("by_word")], ["char", t("by_char")]]), "word");
const wordField = (name, words) => option(words, zh("input", { name, class: "source", autocomplete: "off", required: true }), "");

/** The views: their fields, whether there is something to ask, the question, what is shown. */
const VIEWS = {
  freq: { fields: () => [unit(), limit(), ...scope()], ready: () => true, path: "freq", ask: (a) => ({ by: a.by ?? "word", limit: a.limit ?? "100", doc: a.doc, from: a.from, to: a.to }), show: (f) => counted(f, "word") },
  ngrams: { fields: () => [option("stats_n", choice("n", "2", ["2", "3", "4", "5"].map((n) => [n, n])), "2"), unit(), limit(), ...scope()], ready: () => true, path: "ngrams",
    ask: (a) => ({ n: a.n ?? "2", by: a.by ?? "word", limit: a.limit ?? "100", doc: a.doc, from: a.from, to: a.to }), show: (f) => counted(f, "ngram") },
  collocates: { fields: () => [wordField("word", "stats_node_field"), option("stats_span", choice("span", "5", ["1", "2", "3", "4", "5", "7", "10"].map((n) => [n, t("stats_words_n", { n })])), "5"), option("sort", choice("sort", "log_dice", COLLOCATE_SORTS.map((s) => [s, t(`stats_${s}`)])), "log_dice"), limit(), ...scope()],
    ready: (a) => a.word, path: "collocates", ask: (a) => ({ word: a.word, span: a.span ?? "5", sort: a.sort ?? "log_dice", limit: a.limit ?? "100", kind: a.kind, speaker: a.speaker, work: a.work, doc: a.doc, from: a.from, to: a.to }), show: collocated },
  keywords: { fields: () => [documentField("doc", t("stats_keywords_doc")).label, limit()], ready: (a) => a.doc, path: "keywords", ask: (a) => ({ doc: a.doc, limit: a.limit ?? "100" }), show: keyed },
  dispersion: { fields: () => [wordField("q", "stats_spread_field"), option("stats_parts", choice("by", "document", [["document", t("by_document")], ["year", t("by_year")]]), "document")],
    ready: (a) => a.q, path: "dispersion", ask: (a) => ({ q: a.q, by: a.by ?? "document" }), show: spread },
};

function exportButton(view, { fields, records }) {
  const button = el("button", { type: "button", class: "small" }, t("export_csv"));
  button.addEventListener("click", () => saveFile(`${view}.csv`, new Blob([csv(fields, records)], { type: "text/csv;charset=utf-8" })));
  return el("div", { class: "tools" }, button);
}

function views(current) {
  return el("ul", { class: "views", "aria-label": t("stats_title") }, Object.keys(VIEWS).map((name) =>
    el("li", {}, el("a", { href: toStats({ view: name === "freq" ? "" : name }), "aria-current": name === current && "true" }, t(`stats_${name}`)))));
}

/** The form of a view. */
function viewForm(name, asked, go) {
  const form = el("form", { class: "ask" }, el("div", { class: "options" }, VIEWS[name].fields(), el("button", { type: "submit", class: "primary" }, t("stats_button"))), el("p", { class: "hint" }, t(`stats_${name}_about`)));
  for (const control of form.elements) if (control.name) control.value = asked[control.name] ?? control.dataset.default ?? "";
  const submit = () => go(toStats({ view: name === "freq" ? "" : name, ...Object.fromEntries(Object.entries(values(form)).filter(([key, value]) => form.elements[key].dataset.default !== value)) }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  for (const select of form.querySelectorAll("select")) select.addEventListener("change", () => form.checkValidity() && submit());
  return form;
}

/** Builds the page. */
export function mount(main, go) {
  const panel = new Panel();
  const head = el("div");
  main.append(el("h1", {}, t("stats_title")), head, ...panel.elements);
  return {
    leave: () => panel.stop(),
    update(url) {
      const asked = parameters(url);
      const name = Object.hasOwn(VIEWS, asked.view ?? "") ? asked.view : "freq";
      const view = VIEWS[name];
      const held = head.contains(document.activeElement) ? document.activeElement.name : null;
      head.replaceChildren(views(name), viewForm(name, asked, go));
      if (held) head.querySelector(`[name="${CSS.escape(held)}"]`)?.focus();
      if (!view.ready(asked)) {
        panel.rest("", nothing(t(`stats_${name}_empty`), ""));
        return;
      }
      panel.run(async (signal) => {
        const found = await get(view.path, view.ask(asked), signal);
        const none = (found.items ?? found[0]?.shares ?? found.shares ?? []).length === 0;
        if (none) panel.show("", nothing(t("stats_none"), ""));
        else {
          const shown = view.show(found, asked);
          panel.show(shown.status, exportButton(name, shown), shown.elements);
        }
      });
    },
  };
}
