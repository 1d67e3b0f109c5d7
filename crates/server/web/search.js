// The tab that searches the corpus.

import { get } from "./api.js";
import { Bytes, copyButton, el } from "./dom.js";
import { cite, surroundingsButton } from "./trace.js";
import { number, t, time } from "./words.js";

const PAGE = 20;

/** A passage longer than this, in bytes, is shown around its first hit: some 230 characters. */
const LONG = 700;
const LEAD = 200;

/** Where to begin and end so that no character is cut. */
function window(bytes, first) {
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
  const text = el("p", { class: "source", lang: "zh-Hans" });
  const fill = ({ start, end }) => {
    const within = spans.filter((s) => s.start >= start && s.end <= end).map((s) => ({ start: s.start - start, end: s.end - start }));
    const pieces = new Bytes(bytes.slice(start, end)).cut(within, (plain) => plain, (words) => el("mark", { class: "here" }, words));
    text.replaceChildren(start > 0 ? "……" : "", ...pieces, end < bytes.length ? "……" : "");
  };
  const shown = window(bytes, first);
  fill(shown);
  const cut = shown.start > 0 || shown.end < bytes.length;
  const unfold = cut && el("button", { type: "button", class: "quiet" }, t("whole_passage"));
  if (unfold) unfold.addEventListener("click", () => { fill({ start: 0, end: bytes.length }); unfold.remove(); });
  return [text, unfold];
}

function hitCard(hit) {
  const place = el("div");
  const [text, unfold] = passage(hit);
  const inText = !unfold && hit.text.includes(hit.citation); // an excerpt's passage ends with its citation
  return el("li", {}, el("article", { class: "hit" },
    el("header", {},
      cite(hit.title, hit.doc),
      hit.date ? el("time", { datetime: hit.date }, hit.date) : el("span", { class: "faint" }, t("undated"))),
    text,
    hit.citation && !inText && el("p", { class: "citation" }, el("b", {}, t("source")), el("span", { lang: "zh-Hans" }, hit.citation)),
    el("footer", {}, el("code", {}, hit.id), unfold, hit.citation && copyButton(t("copy_citation"), t("copied"), hit.citation), surroundingsButton(hit.id, hit.hits[0] ?? hit.span, place)),
    place));
}

/** A button that appends the next page to the list, as long as there is one. */
function moreButton(wanted, shown, total, list) {
  const left = total - shown;
  if (left <= 0) return null;
  const button = el("button", { type: "button" }, t("more", { n: number(Math.min(PAGE, left)) }));
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const next = await get("search", { ...wanted, limit: PAGE, offset: shown });
      const cards = next.hits.map(hitCard);
      list.append(...cards);
      const further = cards.length > 0 && moreButton(wanted, shown + cards.length, next.total, list);
      button.replaceWith(...(further ? [further] : []));
      cards[0]?.querySelector("button")?.focus();
    } catch (failure) {
      button.disabled = false;
      button.after(el("p", { class: "notice", role: "alert" }, failure.message));
    }
  });
  return button;
}

function answer(found, wanted) {
  if (found.total === 0) return [el("h2", { class: "quiet-title" }, t("no_hits")), el("p", { class: "hint" }, t("no_hits_hint"))];
  const list = el("ol", { class: "hits" }, found.hits.map(hitCard));
  return [list, moreButton(wanted, found.hits.length, found.total, list)].filter(Boolean);
}

const FIELDS = ["q", "kind", "speaker", "doc", "from", "to"];

/** The tab: what it reads from the form, asks, and shows. */
export const searchTab = {
  name: "search",
  wanted: (form) => Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value.trim()])),
  fill: (form, wanted) => {
    for (const name of FIELDS) form.elements[name].value = wanted[name] ?? "";
    if (FIELDS.slice(1).some((name) => wanted[name])) form.querySelector("details").open = true;
  },
  blank: (wanted) => !wanted.q,
  ask: (wanted, signal) => get("search", { ...wanted, limit: PAGE }, signal),
  status: (found) => [t("hits", { n: number(found.total), time: time(found.took_us) })],
  show: answer,
  empty: () => [],
};
