// A document laid out for reading: its blocks in order, and in them what the parser found. Every inked character
// of the text is shown once, as the record promises it.

import { toRead, toSearch, toTrace } from "./addresses.js";
import { citeButton } from "./cite.js";
import { Bytes, copyButton, el, zh } from "./dom.js";
import { t } from "./words.js";

/** More blocks than this are a long document. */
const LONG = 400;

/** All sections, the inner ones behind the one they belong to. */
function flat(sections) {
  return sections.flatMap((s) => [s, ...flat(s.children ?? [])]);
}

/** What is marked in the text, with the name of its layer. */
function marks(document, hit) {
  const nodes = (list, kind, spans) => list.flatMap((item) => spans(item).map((span, i, all) => ({ ...span, kind, item, last: i === all.length - 1 })));
  return [
    ...nodes(document.quotations ?? [], "quotation", (q) => (q.spans?.length > 0 ? q.spans : [q.span])),
    ...nodes(document.set_phrases ?? [], "phrase", (p) => p.mentions),
    ...nodes(document.works ?? [], "work", (w) => w.mentions),
    ...nodes(flat(document.sections ?? []).filter((s) => s.run_in), "runin", (s) => [s.heading.span]),
    ...(hit ? [{ ...hit, kind: "hit" }] : []),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
}

function quotationTitle(q) {
  return [t(`quotation_${q.kind}`), q.speaker?.name, q.work && `《${q.work.title}》`, q.date].filter(Boolean).join(" · ");
}

/** The element of a mark. Behind a quotation stands a link to its trace, unless it stands in another. */
function element(mark, pieces) {
  const { kind, item } = mark;
  if (kind === "hit") return el("mark", { class: "here" }, pieces);
  if (kind === "runin") return el("b", { class: "run-in" }, pieces);
  if (kind === "work") return el("span", { class: "work" }, pieces);
  if (kind === "phrase") return el("a", { class: "phrase", href: toSearch({ q: item.phrase }), title: t("set_phrase", { phrase: item.phrase }) }, pieces);
  const quoted = el("span", { class: `quotation ${item.kind}`, title: quotationTitle(item) }, pieces);
  if (!mark.last || (item.depth ?? 1) > 1) return quoted;
  const said = `${t("tab_trace")} (${quotationTitle(item)})`;
  return [quoted, el("a", { class: "to-trace", href: toTrace(item.text), title: said, "aria-label": said })];
}

/** The blocks of the document in order: `{ start, kind, id?, spans, … }`. */
function blocks(document) {
  const found = [];
  const add = (span, kind, more = {}) => span && found.push({ start: span.start, spans: [span], kind, ...more });
  add(document.title?.span, "title");
  add(document.subtitle?.span, "subtitle");
  for (const byline of document.bylines ?? []) add(byline.span, "byline");
  add(document.publication?.span, "publication");
  for (const section of flat(document.sections ?? [])) {
    if (!section.run_in) add(section.heading.span, "heading", { level: section.level });
  }
  for (const article of document.articles ?? []) {
    for (const byline of article.bylines ?? []) add(byline.span, "byline");
  }
  for (const p of document.paragraphs ?? []) found.push({ start: p.span.start, spans: p.spans?.length > 0 ? p.spans : [p.span], kind: "paragraph", id: p.id });
  for (const e of document.excerpts ?? []) found.push({ start: e.spans[0].start, spans: e.spans, kind: "excerpt", id: e.id, excerpt: e });
  for (const n of document.noise ?? []) {
    if (["boilerplate", "source_line", "own_title_repeat"].includes(n.kind)) add(n.span, "noise");
  }
  found.sort((a, b) => a.start - b.start || a.spans[0].end - b.spans[0].end);
  for (const article of document.articles ?? []) {
    const first = found.find((block) => block.kind === "heading" && block.start >= article.span.start);
    if (first) first.anchor = anchor(article.id);
  }
  const ids = new Map((document.passages ?? []).map((p) => [p.span.start, anchor(p.id)]));
  for (const block of found) if (!block.id) block.anchor ??= ids.get(block.start);
  return found;
}

/** The pieces of a block, its hard line breaks rejoined. */
function inside(bytes, spans, marked) {
  const last = spans.at(-1).end;
  const near = marked.filter((m) => m.start >= spans[0].start && m.end <= last);
  return spans.flatMap((span) => bytes.weave(span.start, span.end, near.flatMap((m) => clipped(m, span)), element));
}

/** The part of a mark that lies in a span. */
function clipped(mark, span) {
  const [start, end] = [Math.max(mark.start, span.start), Math.min(mark.end, span.end)];
  return start < end ? [{ ...mark, start, end }] : [];
}

function anchor(id) {
  return id?.split("#")[1];
}

/** What can be done with a passage, shown beside it. */
function handles(block, words) {
  return el("div", { class: "handles" },
    el("a", { class: "anchor", href: toRead(block.id), title: block.id, "aria-label": t("link_to", { id: block.id }) }, anchor(block.id)),
    el("a", { href: toTrace([...words].slice(0, 300).join("")), class: "only-near" }, t("tab_trace")));
}

function excerptBlock(block, bytes, marked) {
  const { excerpt } = block;
  const cited = excerpt.citation;
  const place = el("div");
  const citation = cited && el("footer", { class: "excerpt-citation" },
    zh("cite", {}, cited.span ? inside(bytes, [cited.span], marked.filter((m) => m.kind === "work" || m.kind === "hit")) : cited.raw), " ",
    copyButton(t("copy_citation"), t("copied"), cited.raw),
    copyButton(t("copy_both"), t("copied"), `“${excerpt.text}”（${cited.raw}）`),
    citeButton(block.id, place), place);
  return el("section", { class: "excerpt passage", id: anchor(block.id), "data-passage": block.id, "aria-label": t("excerpt_n", { n: excerpt.number }) },
    el("span", { class: "excerpt-number", "aria-hidden": "true" }, excerpt.number),
    el("p", {}, inside(bytes, block.spans, marked)), citation, handles(block, excerpt.text));
}

const TAGS = { title: "h2", subtitle: "p", byline: "p", publication: "p", noise: "p" };

function blockElement(block, bytes, marked, i) {
  if (block.kind === "excerpt") return excerptBlock(block, bytes, marked);
  const pieces = inside(bytes, block.spans, marked);
  if (block.kind === "heading") return el(`h${Math.min(6, block.level + 2)}`, { class: `heading level-${block.level}`, id: block.anchor ?? `at-${i}` }, pieces);
  if (block.kind !== "paragraph") return el(TAGS[block.kind], { class: block.kind, id: block.anchor }, pieces);
  const words = block.spans.map((s) => bytes.slice(s.start, s.end)).join("");
  return el("div", { class: "paragraph passage", id: anchor(block.id), "data-passage": block.id }, el("p", {}, pieces), handles(block, words));
}

/** The entries of the contents: headings, or in a compilation its excerpts. */
function contents(all, bytes) {
  const headings = all.flatMap((b, i) => (b.kind === "heading" ? [{ level: b.level, anchor: b.anchor ?? `at-${i}`, words: bytes.slice(b.spans[0].start, b.spans[0].end).trim() }] : []));
  if (headings.length > 1) return headings;
  return all.filter((b) => b.kind === "excerpt").map((b) => ({
    level: 1,
    anchor: anchor(b.id),
    words: `${b.excerpt.number} ${[...b.excerpt.text].slice(0, 18).join("")}…`,
    date: b.excerpt.citation?.dates?.[0]?.date ?? b.excerpt.citation?.dates?.[0]?.from,
  }));
}

/** Lays a document out: its sheet, the entries of its contents, how much each layer marks. */
export function layout(document, hit) {
  const bytes = new Bytes(document.text);
  const all = blocks(document);
  const marked = marks(document, hit);
  let from = 0;
  const elements = all.map((block, i) => {
    const end = block.excerpt?.citation?.span?.end ?? block.spans.at(-1).end;
    while (from < marked.length && marked[from].start < block.start - 4096) from += 1; // blocks overlap little
    const near = [];
    for (let m = from; m < marked.length && marked[m].start < end; m += 1) near.push(marked[m]);
    return blockElement(block, bytes, near, i);
  });
  const count = (kind) => marked.filter((m) => m.kind === kind).length;
  return {
    sheet: zh("article", { class: elements.length > LONG ? "sheet source long" : "sheet source", dir: "auto" }, elements),
    entries: contents(all, bytes),
    counts: { quotations: count("quotation"), phrases: count("phrase"), works: count("work"), citations: (document.excerpts ?? []).filter((e) => e.citation).length },
  };
}
