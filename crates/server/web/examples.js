// Sentences to begin with, taken from the corpus that is being served.

import { get, idPath } from "./api.js";
import { Bytes, el } from "./dom.js";
import { t } from "./words.js";

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

/** The sentences, once they are being looked for. */
let found = null;

/** Three sentences: two as they stand, one with words left out. `null` for a corpus without documents. */
async function sentences() {
  const { documents } = await get("documents", { limit: 20 });
  if (documents.length === 0) return null;
  const small = documents.filter((d) => d.chars <= LARGEST);
  const first = small.find((d) => d.kind === "excerpt_compilation") ?? small[0];
  if (!first) return [];
  const all = passages(await get(idPath("documents", first.id))).map(sentence).filter(Boolean);
  const changed = all.map(shortened).find(Boolean);
  const whole = all.filter((s) => !changed || shortened(s) !== changed).slice(0, 2);
  return [...whole.map((text) => ({ text, note: "example_whole" })), ...(changed ? [{ text: changed, note: "example_cut" }] : [])];
}

/** What the empty tab offers; `choose(text)` is called with the sentence chosen. */
export async function examples(choose) {
  found ??= sentences();
  const offered = await found.catch(() => {
    found = null; // asked again next time: the server may be back
    return [];
  });
  if (offered === null) return [el("p", { class: "notice" }, t("empty_corpus"))];
  if (offered.length === 0) return [];
  const items = offered.map(({ text, note }) =>
    el("li", {}, el("button", { type: "button", class: "example", click: () => choose(text) },
      el("span", { class: "source", lang: "zh-Hans" }, text), el("small", {}, t(note)))));
  return [el("h2", { class: "quiet-title" }, t("examples")), el("ul", { class: "examples" }, items)];
}
