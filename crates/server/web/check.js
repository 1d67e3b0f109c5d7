// The tab that checks every quotation of a manuscript.

import { post } from "./api.js";
import { el } from "./dom.js";
import { matchCard, otherPlaces, seal } from "./trace.js";
import { knows, number, t } from "./words.js";

/** Verdicts that an editor must look at. */
const ATTENTION = ["altered", "partial", "not_found"];

/** Whether an item has anything an editor must look at: its wording, its speaker or its citation. */
function wantsAttention(item) {
  return ATTENTION.includes(item.trace.verdict) || item.attribution === "differs" || item.citation_check.length > 0;
}

/** Everything said about an item beside its wording. */
function remarks(item) {
  const other = item.trace.matches.find((match) => match.verdict === item.trace.verdict && match.speaker)?.speaker;
  const field = (f) => t("field_differs", { ...f, field: knows(`field_${f.field}`) ? t(`field_${f.field}`) : f.field });
  const said = [
    item.attribution === "differs" && t(other ? "attribution_differs" : "attribution_differs_unnamed", { name: other }),
    ...item.citation_check.map(field),
    item.coverage === "not_covered" && t("coverage_not_covered"),
    item.parallels.length > 0 && t("parallels", { n: number(item.parallels.length) }),
  ].filter(Boolean);
  return said.length > 0 && el("ul", { class: "remarks" }, said.map((text) => el("li", {}, text)));
}

/** The quotation beside the best place where it stands, or alone. */
function body(item) {
  const [best, ...others] = item.trace.matches;
  if (!best) return [el("blockquote", { class: "source", lang: "zh-Hans" }, item.quotation.text)];
  return [matchCard(item.trace.text, best), otherPlaces(item.trace.text, others)];
}

function itemCard(item) {
  const { verdict } = item.trace;
  return el("li", { "data-verdict": verdict, "data-attention": wantsAttention(item) },
    el("article", { class: "item" },
      el("header", {}, seal(verdict), el("b", { class: "verdict-name" }, t(`verdict_${verdict}`)),
        item.quotation.speaker && el("span", { class: "faint", lang: "zh-Hans" }, t("said_by", { name: item.quotation.speaker.name }))),
      remarks(item), body(item)));
}

/** Buttons that show only the items of one verdict. */
function filters(report, list) {
  const items = [...list.children];
  const kinds = [
    { name: t("all"), wanted: () => true },
    { name: t("attention"), wanted: (item) => item.hasAttribute("data-attention") },
    ...Object.keys(report.summary).map((verdict) =>
      ({ name: t(`verdict_${verdict}`), verdict, wanted: (item) => item.dataset.verdict === verdict })),
  ];
  const buttons = kinds.map(({ name, verdict, wanted }, i) => {
    const n = items.filter(wanted).length;
    if (n === 0) return null;
    const button = el("button", { type: "button", "aria-pressed": String(i === 0), "data-verdict": verdict },
      name, " ", el("span", { class: "count" }, number(n)));
    button.addEventListener("click", () => {
      for (const other of buttons) other?.setAttribute("aria-pressed", String(other === button));
      for (const item of items) item.hidden = !wanted(item);
    });
    return button;
  });
  return el("div", { class: "filter-row", role: "group" }, buttons);
}

function answer(report) {
  if (report.items.length === 0) {
    return [el("h2", { class: "quiet-title" }, t("no_quotations")), el("p", { class: "hint" }, t("no_quotations_hint"))];
  }
  const list = el("ol", { class: "items" }, report.items.map(itemCard));
  return [filters(report, list), list];
}

/** The tab: what it reads from the form, asks, and shows. The manuscript never stands in the address. */
export const checkTab = {
  name: "check",
  wanted: (form) => ({ text: form.querySelector("textarea").value, name: form.dataset.file }),
  fill: () => {},
  blank: (wanted) => !wanted.text?.trim(),
  ask: (wanted, signal) => post("check", wanted, signal),
  status: (report) =>
    [t("checked", { n: number(report.items.length), m: number(report.items.filter(wantsAttention).length) })],
  show: answer,
  empty: () => [],
};
