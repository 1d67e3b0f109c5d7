// Sentences to begin with, taken from the corpus that is being served, and what the corpus holds.

import { toKwic, toRead, toTimeline, toTrace } from "./addresses.js";
import { get, idPath } from "./api.js";
import { Bytes, el, zh } from "./dom.js";
import { cite } from "./match.js";
import { nothing } from "./panel.js";
import { number, t } from "./words.js";

/** Documents larger than this are not fetched for the sake of an example. */
const LARGEST = 200_000;
const SHORTEST = 18;
const LONGEST = 60;

/** The passages of a document as texts. */
function passages(document) {
  const excerpts = document.excerpts.map((excerpt) => excerpt.text);
  if (excerpts.length > 0) return excerpts;
  const bytes = new Bytes(document.text);
  return document.paragraphs.map((paragraph) => bytes.slice(paragraph.span.start, paragraph.span.end));
}

/** The first sentence of a good length. */
function sentence(passage) {
  return passage.split(/(?<=[。！？])/u).map((s) => s.trim()).find((s) => s.length >= SHORTEST && s.length <= LONGEST);
}

/** The sentence with its second clause left out, where it has three or more. */
function shortened(whole) {
  const clauses = whole.split(/(?<=[，；])/u);
  return clauses.length >= 3 ? [clauses[0], ...clauses.slice(2)].join("") : null;
}

/** The documents and sentences, once they are being looked for. */
let found = null;

/** Three sentences: two as they stand, one with words left out; none for a corpus without documents. */
async function look() {
  const { documents, total } = await get("documents", { limit: 20 });
  const small = documents.filter((d) => d.chars <= LARGEST);
  const first = small.find((d) => d.kind === "excerpt_compilation") ?? small[0];
  if (!first) return { documents, total, sentences: [] };
  const all = passages(await get(idPath("documents", first.id))).map(sentence).filter(Boolean);
  const changed = all.map(shortened).find(Boolean);
  const whole = all.filter((s) => !changed || shortened(s) !== changed).slice(0, 2);
  const sentences = [...whole.map((text) => ({ text, note: "example_whole" })), ...(changed ? [{ text: changed, note: "example_cut" }] : [])];
  return { documents, total, sentences };
}

function sentenceList(sentences) {
  if (sentences.length === 0) return [];
  const items = sentences.map(({ text, note }) =>
    el("li", {}, el("a", { class: "example", href: toTrace(text) }, zh("span", { class: "source" }, text), el("small", {}, t(note)))));
  return [el("h2", { class: "quiet-title" }, t("examples")), el("ul", { class: "examples" }, items)];
}

/** What can be done here, each with a word on what it is for. */
function doors() {
  const door = (href, name) => el("li", {}, el("a", { href }, el("b", {}, t(`tab_${name}`)), el("span", {}, t(`door_${name}`))));
  return el("ul", { class: "doors" }, door(toTrace(""), "trace"), door("/check", "check"), door(toKwic({}), "kwic"), door(toTimeline({}), "timeline"), door("/stats", "stats"), door("/compare", "compare"));
}

function shelf({ documents, total }) {
  const item = (d) => el("li", {}, el("a", { href: toRead(d.id) }, cite(d.title, d.id)), " ",
    el("span", { class: "faint" }, [t(`document_${d.kind}`), d.date, t("chars_n", { n: number(d.chars) })].filter(Boolean).join(" · ")));
  return [el("h2", { class: "quiet-title" }, t("corpus")), el("ul", { class: "shelf" }, documents.slice(0, 8).map(item)),
    total > 8 && el("p", {}, el("a", { href: "/read" }, t("all_documents", { n: number(total) })))];
}

/** What an empty page offers: sentences to trace, and on the first page also the tools and the documents. */
export async function examples(sentencesOnly = false) {
  found ??= look();
  const offered = await found.catch((failure) => {
    found = null; // asked again next time: the server may be back
    throw failure;
  });
  if (offered.total === 0) {
    found = null;
    return [nothing(t("empty_corpus"), t("empty_corpus_hint"))];
  }
  if (sentencesOnly) return sentenceList(offered.sentences);
  return [doors(), ...sentenceList(offered.sentences), ...shelf(offered)];
}
