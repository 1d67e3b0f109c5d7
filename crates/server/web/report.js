// The report of a checked manuscript: its items, and the buttons that narrow them down.

import { toTrace } from "./addresses.js";
import { Bytes, el, zh } from "./dom.js";
import { matchCard, otherPlaces, seal } from "./match.js";
import { nothing } from "./panel.js";
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
  ].filter(Boolean);
  return said.length > 0 && el("ul", { class: "remarks" }, said.map((text) => el("li", {}, text)));
}

/** The quotation beside the best place where it stands, or alone. */
function body(item) {
  const [best, ...others] = item.trace.matches;
  const parallels = otherPlaces(item.trace.text, item.parallels ?? [], "parallels");
  if (!best) return [zh("blockquote", { class: "source" }, item.quotation.text), parallels];
  return [matchCard(item.trace.text, best), otherPlaces(item.trace.text, others), parallels];
}

/** So many characters of the manuscript are shown on each side of a quotation. */
const AROUND = 22;

/** The words around the quotation, in a manuscript whose text is known. */
function around({ start, end }, manuscript) {
  const left = [...manuscript.slice(0, start).split("\n").at(-1)].slice(-AROUND).join("");
  const right = [...manuscript.slice(end).split("\n")[0]].slice(0, AROUND).join("");
  return zh("span", { class: "source" }, left, el("span", { class: "faint" }, "……"), right);
}

/** Where the quotation stands in the manuscript, as its file counts: chapter, page, note, paragraph, line. */
function place(item, manuscript) {
  const { part, page, note, paragraph, line } = item.place ?? {};
  const told = [
    part && zh("span", {}, part),
    page && t("page_of_file", { n: number(page) }),
    note && t(`note_${note.kind}`, { n: number(note.number) }),
    paragraph && t("paragraph_n", { n: number(paragraph) }),
    line && t("line_n", { n: number(line) }),
  ].filter(Boolean);
  if (told.length === 0 && manuscript) told.push(t("line_n", { n: number(manuscript.slice(0, item.quotation.span.start).split("\n").length) }));
  if (told.length === 0) return null;
  return el("p", { class: "place" }, el("b", {}, told.flatMap((one, i) => (i > 0 ? [" · ", one] : [one]))), " ", manuscript && around(item.quotation.span, manuscript));
}

function itemCard(item, i, manuscript) {
  const { verdict } = item.trace;
  return el("li", { "data-verdict": verdict, "data-attention": wantsAttention(item), id: `item-${i + 1}` },
    el("article", { class: "item", "aria-label": `${number(i + 1)}: ${t(`verdict_${verdict}`)}` },
      el("header", {}, el("span", { class: "n" }, number(i + 1)), seal(verdict), el("b", { class: "verdict-name" }, t(`verdict_${verdict}`)),
        item.quotation.speaker && zh("span", { class: "faint" }, t("said_by", { name: item.quotation.speaker.name })),
        el("a", { class: "quiet-link", href: toTrace(item.quotation.text) }, t("tab_trace"))),
      place(item, manuscript), remarks(item), body(item)));
}

/** Buttons that show only some of the items; with none left, everything is in order. */
function filters(answer, list) {
  const items = [...list.children];
  const kinds = [
    { name: t("all"), wanted: () => true },
    { name: t("attention"), wanted: (item) => item.hasAttribute("data-attention") },
    ...Object.keys(answer.summary).map((verdict) =>
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
  return el("div", { class: "filter-row", role: "group", "aria-label": t("narrow") }, buttons);
}

/** The share of each verdict, as one bar. */
function share(answer) {
  const all = Object.values(answer.summary).reduce((n, m) => n + m, 0);
  return el("div", { class: "share", "aria-hidden": "true" }, Object.entries(answer.summary).map(([verdict, n]) => {
    const part = el("span", { "data-verdict": verdict });
    part.style.flexGrow = String(n / all);
    return part;
  }));
}

function misprints(answer) {
  const found = answer.diagnostics ?? [];
  if (found.length === 0) return null;
  return el("details", { class: "diagnostics" }, el("summary", {}, t("diagnostics", { n: number(found.length) })),
    el("ul", {}, found.slice(0, 200).map((d) => el("li", {}, el("code", {}, d.code), " ", zh("span", {}, d.message)))));
}

/** Words without marks that stand in the corpus, in a closed list; they count under no verdict. */
function beside(name, found, spanOf, manuscript) {
  if (!found?.length) return null;
  const entry = (one) => el("li", {}, el("article", { class: "item-beside" },
    place({ place: one.place, quotation: { span: spanOf(one) } }, manuscript),
    el("p", {}, zh("q", { class: "source" }, one.trace.text), one.documents > 1 && el("span", { class: "faint" }, " ", t("in_documents", { n: number(one.documents) }))),
    otherPlaces(one.trace.text, one.trace.matches, "stands_in")));
  return el("details", { class: "beside" }, el("summary", {}, `${t(name)} ${number(found.length)}`),
    el("ul", {}, found.map(entry)));
}

/** Reported speech, and borrowings with the formulas apart. */
function besides(answer, manuscript) {
  const unmarked = answer.unmarked ?? [];
  return [
    beside("reported", answer.reported, (one) => one.reported.span, manuscript),
    beside("unmarked_source", unmarked.filter((one) => one.kind === "source"), (one) => one.span, manuscript),
    beside("unmarked_formula", unmarked.filter((one) => one.kind === "formula"), (one) => one.span, manuscript),
  ];
}

/** The report of one manuscript, whose text is `text` where it is known; a server may hand out a list of one. */
export function report(given, text = null) {
  const [answer] = [given].flat();
  const manuscript = text === null ? null : new Bytes(text);
  if (answer.items.length === 0) return { status: t("no_quotations"), elements: [nothing(t("no_quotations"), t("no_quotations_hint")), ...besides(answer, manuscript), misprints(answer)] };
  const list = el("ol", { class: "items" }, answer.items.map((item, i) => itemCard(item, i, manuscript)));
  const status = t("checked", { n: number(answer.items.length), m: number(answer.items.filter(wantsAttention).length) });
  return { status, elements: [share(answer), filters(answer, list), list, ...besides(answer, manuscript), misprints(answer)] };
}
