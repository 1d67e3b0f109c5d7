// The page that counts by year or month and says where something is said first.

import { FILTERS, toSearch, toTimeline } from "./addresses.js";
import { get } from "./api.js";
import { bars } from "./chart.js";
import { choice, el, saveFile } from "./dom.js";
import { Panel, nothing } from "./panel.js";
import { option, parameters, queryForm, readAs } from "./query.js";
import { hitCard } from "./search.js";
import { csv, fixed, table } from "./table.js";
import { number, t } from "./words.js";

const MEASURES = { per_million: (p) => p.per_million, hits: (p) => p.hits, passages: (p) => p.passages };

/** The search of one period. */
function ofPeriod(asked, period) {
  const { by: _, measure: __, ...rest } = asked;
  return toSearch({ ...rest, from: period, to: period });
}

function chart(periods, first, asked) {
  const measure = Object.hasOwn(MEASURES, asked.measure ?? "") ? asked.measure : "per_million";
  const began = first?.date;
  const all = periods.map((p) => ({
    label: p.period,
    value: MEASURES[measure](p),
    href: ofPeriod(asked, p.period),
    first: began?.startsWith(p.period),
    lines: [p.period, t("timeline_bar", { hits: number(p.hits), passages: number(p.passages), per: fixed(p.per_million, 1) }), t("timeline_chars", { n: number(p.chars) })],
  }));
  const axis = (value) => number(value);
  return el("figure", { class: "sheet" },
    el("figcaption", {}, t(`measure_${measure}`), first && el("span", { class: "key" }, el("span", { class: "flag-key", "aria-hidden": "true" }, "▼ "), t("timeline_first"))),
    bars(t("timeline_title"), all, axis));
}

function numbers(periods, undated, asked) {
  const columns = [
    { name: t("timeline_period"), head: true, show: (p) => (p.period ? el("a", { href: ofPeriod(asked, p.period) }, p.period) : t("undated")) },
    { name: t("measure_passages"), numeric: true, show: (p) => number(p.passages) },
    { name: t("measure_hits"), numeric: true, show: (p) => number(p.hits) },
    { name: t("timeline_all_chars"), numeric: true, show: (p) => number(p.chars) },
    { name: t("measure_per_million"), numeric: true, show: (p) => fixed(p.per_million, 1) },
  ];
  const records = undated?.passages ? [...periods, { ...undated, period: null }] : periods;
  const save = el("button", { type: "button", class: "small" }, t("export_csv"));
  save.addEventListener("click", () =>
    saveFile("timeline.csv", new Blob([csv(["period", "passages", "hits", "chars", "per_million"], records)], { type: "text/csv;charset=utf-8" })));
  return el("details", { class: "as-table" }, el("summary", {}, t("as_table")), el("div", { class: "tools" }, save), table(t("timeline_title"), columns, records));
}

function answer(found, asked) {
  const periods = (found.periods ?? []).filter((p) => p.period);
  const { undated, first } = found;
  const sum = periods.reduce((n, p) => n + p.hits, 0);
  if (sum === 0 && !undated?.hits) return [readAs(found), nothing(t("no_hits"), t("no_hits_hint"))];
  return [
    readAs(found),
    sum > 0 ? chart(periods, first, asked) : nothing(t("timeline_no_dates"), ""),
    undated?.hits > 0 && el("p", { class: "hint" }, t("timeline_undated", { hits: number(undated.hits), passages: number(undated.passages) })),
    first && el("section", { class: "first-place" }, el("h2", {}, t("timeline_first")), hitCard(first)),
    sum > 0 && numbers(periods, undated, asked),
  ];
}

/** Builds the page. */
export function mount(main, go) {
  const by = choice("by", "year", [["year", t("by_year")], ["month", t("by_month")]]);
  const measure = choice("measure", "per_million", Object.keys(MEASURES).map((name) => [name, t(`measure_${name}`)]));
  const form = queryForm({ page: "timeline", go, options: [option("timeline_by", by, "year"), option("timeline_measure", measure, "per_million")],
    address: (asked) => toTimeline({ ...asked, by: asked.by === "year" ? "" : asked.by, measure: asked.measure === "per_million" ? "" : asked.measure }) });
  const panel = new Panel();
  main.append(el("h1", {}, t("timeline_title")), ...form.elements, ...panel.elements);
  const show = async (asked, signal) => {
    const wanted = Object.fromEntries(["q", ...FILTERS].map((name) => [name, asked[name]]));
    const found = await get("timeline", { ...wanted, by: asked.by ?? "year" }, signal);
    const sum = (field) => number((found.periods ?? []).reduce((n, p) => n + p[field], 0));
    panel.show(t("timeline_sum", { hits: sum("hits"), passages: sum("passages") }), answer(found, asked));
  };
  return {
    leave: () => panel.stop(),
    update(url) {
      const asked = parameters(url);
      form.fill(asked);
      if (asked.q) panel.run((signal) => show(asked, signal), { question: asked.q });
      else panel.rest("", nothing(t("timeline_empty"), t("timeline_empty_hint")));
    },
  };
}
