// The page that finds passages: facets beside the hits, sorting, pages of hits.

import { FILTERS, toRead, toSearch, toTrace } from "./addresses.js";
import { get } from "./api.js";
import { citeButton } from "./cite.js";
import { Bytes, choice, copyButton, el, zh } from "./dom.js";
import { examples } from "./examples.js";
import { cite, surroundingsButton } from "./match.js";
import { Panel, nothing } from "./panel.js";
import { filterValue, option, parameters, queryForm, readAs } from "./query.js";
import { number, t, time } from "./words.js";

const PAGE = 20;
const FACETS = ["kind", "speaker", "year", "work", "doc"];

/** A facet shows so many values at first. */
const VALUES = 8;

/** A passage longer than this, in bytes, is shown around its first hit: some 230 characters. */
const LONG = 700;
const LEAD = 200;

/** Where to begin and end so that no character is cut. */
function shownPart(bytes, first) {
  if (bytes.length <= LONG) return { start: 0, end: bytes.length };
  const inside = (at) => at > 0 && at < bytes.length && (bytes.bytes[at] & 0xc0) === 0x80;
  let start = Math.max(0, Math.min(first - LEAD, bytes.length - LONG));
  while (inside(start)) start -= 1;
  let end = Math.min(bytes.length, start + LONG);
  while (inside(end)) end += 1;
  return { start, end };
}

/** The passage with what was found marked, whole or around the first hit. */
function passage(hit) {
  const bytes = new Bytes(hit.text);
  const spans = hit.hits.map((s) => ({ start: s.start - hit.span.start, end: s.end - hit.span.start }));
  const first = spans.length > 0 ? Math.min(...spans.map((s) => s.start)) : 0;
  const text = zh("p", { class: "source", dir: "auto" });
  const fill = ({ start, end }) => {
    const pieces = bytes.weave(start, end, spans, (_, words) => el("mark", { class: "here" }, words));
    text.replaceChildren(start > 0 ? "……" : "", ...pieces, end < bytes.length ? "……" : "");
  };
  const shown = shownPart(bytes, first);
  fill(shown);
  const cut = shown.start > 0 || shown.end < bytes.length;
  const unfold = cut && el("button", { type: "button", class: "quiet" }, t("whole_passage"));
  if (unfold) unfold.addEventListener("click", () => { fill({ start: 0, end: bytes.length }); unfold.remove(); });
  return [text, unfold];
}

/** A passage that was found. */
export function hitCard(hit) {
  const place = el("div");
  const cited = el("div");
  const [text, unfold] = passage(hit);
  const inText = !unfold && hit.citation && hit.text.includes(hit.citation); // an excerpt's passage ends with its citation
  return el("article", { class: "hit" },
    el("header", {},
      el("a", { class: "title", href: toRead(hit.id, hit.hits[0]) }, cite(hit.title, hit.doc)),
      hit.date ? el("time", { datetime: hit.date }, hit.date) : el("span", { class: "faint" }, t("undated")),
      hit.speaker && zh("span", { class: "speaker" }, hit.speaker)),
    text,
    hit.citation && !inText && el("p", { class: "citation" }, el("b", {}, t("source")), zh("span", {}, hit.citation)),
    el("footer", {},
      el("code", {}, hit.id), unfold,
      hit.citation && copyButton(t("copy_citation"), t("copied"), hit.citation),
      surroundingsButton(hit.id, hit.hits[0] ?? hit.span, place),
      citeButton(hit.id, cited),
      el("a", { href: toTrace([...hit.text].slice(0, 120).join("")) }, t("trace_this"))),
    cited, place);
}

/** The address of a question narrowed to a value of a facet, or widened again. */
function narrowed(asked, name, value) {
  const { offset: _, ...rest } = asked;
  if (name === "year") return toSearch(asked.from === value && asked.to === value ? { ...rest, from: "", to: "" } : { ...rest, from: value, to: value });
  return toSearch({ ...rest, [name]: asked[name] === value ? "" : value });
}

function facet(name, counts, asked) {
  const chosen = (value) => (name === "year" ? asked.from === value && asked.to === value : asked[name] === value);
  const most = Math.max(...counts.map((c) => c.count));
  const item = ({ value, count, title }, i) => el("li", { hidden: i >= VALUES && !chosen(value) },
    el("a", { href: narrowed(asked, name, value), "aria-current": chosen(value) && "true" },
      zh("span", { class: "value" }, title ?? filterValue(name, value)), " ", el("span", { class: "count" }, number(count)),
      el("meter", { min: 0, max: most, value: count, "aria-hidden": "true" })));
  const items = counts.map(item);
  const more = items.length > VALUES && el("button", { type: "button", class: "quiet" }, t("facet_more", { n: number(items.length - VALUES) }));
  if (more) more.addEventListener("click", () => { for (const one of items) one.hidden = false; more.remove(); });
  return el("section", { class: "facet" }, el("h2", {}, t(`facet_${name}`)), el("ul", {}, items), more);
}

/** The counts of a facet: years with the newest first, documents by their titles where a hit tells them. */
function named(name, counts, hits) {
  if (name === "year") return counts.toSorted((a, b) => b.value.localeCompare(a.value));
  if (name !== "doc") return counts;
  const titles = new Map(hits.map((hit) => [hit.doc, hit.title]));
  return counts.map((c) => ({ ...c, title: titles.get(c.value) ?? c.value.split("/").at(-1) }));
}

function facets(found, asked) {
  const given = FACETS.map((name) => [name, named(name, found.facets?.[name] ?? [], found.hits)]).filter(([, counts]) => counts.length > 0);
  if (given.length === 0) return null;
  return el("details", { class: "facets", open: matchMedia("(min-width: 62.01rem)").matches },
    el("summary", {}, t("facets")), given.map(([name, counts]) => facet(name, counts, asked)));
}

/** Links to the pages of hits near the one shown. */
function pager(found, asked) {
  const last = Math.ceil(found.total / PAGE);
  if (last <= 1) return null;
  const now = Math.floor(found.offset / PAGE) + 1;
  const to = (page) => toSearch({ ...asked, offset: page > 1 ? (page - 1) * PAGE : "" });
  const wanted = [...new Set([1, now - 2, now - 1, now, now + 1, now + 2, last])].filter((n) => n >= 1 && n <= last);
  const items = wanted.flatMap((n, i) => [
    i > 0 && n > wanted[i - 1] + 1 && el("li", { "aria-hidden": "true" }, "…"),
    el("li", {}, el("a", { href: to(n), "aria-current": n === now && "page", "aria-label": t("page_n", { n }) }, number(n))),
  ]);
  return el("nav", { class: "pager", "aria-label": t("pager") }, el("ul", {},
    now > 1 && el("li", {}, el("a", { href: to(now - 1), rel: "prev" }, t("previous"))), items,
    now < last && el("li", {}, el("a", { href: to(now + 1), rel: "next" }, t("next")))));
}

function answer(found, asked) {
  if (found.hits.length === 0) return [readAs(found), nothing(t("no_hits"), t("no_hits_hint"))];
  const list = el("ol", { class: "hits", start: found.offset + 1 }, found.hits.map((hit) => el("li", {}, hitCard(hit))));
  return [readAs(found), el("div", { class: "beside" }, facets(found, asked), el("div", {}, list, pager(found, asked)))];
}

/** Builds the page. */
export function mount(main, go) {
  const sort = choice("sort", "relevance", ["relevance", "date", "date-desc", "doc"].map((order) => [order, t(`sort_${order}`)]));
  const form = queryForm({ page: "search", go, options: [option("sort", sort, "relevance")],
    address: (asked) => toSearch({ ...asked, sort: asked.sort === "relevance" ? "" : asked.sort }) });
  const panel = new Panel();
  const title = el("h1", {}, t("search_title"));
  main.append(title, ...form.elements, ...panel.elements);

  const show = async (asked, signal) => {
    const wanted = Object.fromEntries(["q", "sort", "offset", ...FILTERS].map((name) => [name, asked[name]]));
    const found = await get("search", { ...wanted, limit: PAGE, facets: FACETS.join(",") }, signal);
    const turned = Number(asked.offset) > 0;
    panel.show(t("hits", { n: number(found.total), time: time(found.took_us) }), answer(found, asked));
    if (turned) panel.status.scrollIntoView({ block: "start" });
  };
  const empty = async (signal) => {
    const offered = await examples();
    if (!signal.aborted) panel.show("", offered);
  };
  return {
    leave: () => panel.stop(),
    update(url) {
      const asked = parameters(url);
      form.fill(asked);
      main.classList.toggle("landing", !asked.q);
      if (!asked.q) form.input.focus({ preventScroll: true });
      panel.run((signal) => (asked.q ? show(asked, signal) : empty(signal)), { question: asked.q });
    },
  };
}
