// Cards that show where a sentence stands: its source, the differences, what to copy.

import { toRead } from "./addresses.js";
import { get, idPath } from "./api.js";
import { citeButton } from "./cite.js";
import { comparison } from "./differences.js";
import { Bytes, copyButton, el, zh } from "./dom.js";
import { failureNotice } from "./panel.js";
import { number, percent, t, titled } from "./words.js";

/** A verdict as a small seal: its colour and its character say it, and so do the words beside it. */
export function seal(verdict) {
  return zh("span", { class: "seal", "data-verdict": verdict, "aria-hidden": "true" }, t(`seal_${verdict}`));
}

/** A title; a document without one is named by its id. */
export function cite(title, doc) {
  return title ? zh("cite", { class: "source" }, titled(title)) : el("cite", {}, doc);
}

/** The line that names a source: work, speaker, date. */
function origin(match) {
  return [
    cite(match.work ?? match.title, match.doc),
    match.speaker && zh("span", { class: "speaker" }, match.speaker),
    match.date ? el("time", { datetime: match.date }, match.date) : el("span", { class: "faint" }, t("undated")),
  ];
}

function citation(match) {
  if (!match.citation) return el("p", { class: "citation faint" }, t("no_source"));
  return el("p", { class: "citation" },
    el("b", {}, t("source")), zh("span", {}, match.citation), " ",
    copyButton(t("copy_citation"), t("copied"), match.citation), " ",
    copyButton(t("copy_both"), t("copied"), `“${match.text}”（${match.citation}）`));
}

/** A passage with its neighbours, and a stretch of it marked. */
function surroundings(passage, span) {
  const place = { start: span.start - passage.span.start, end: span.end - passage.span.start };
  const text = new Bytes(passage.text).cut([place], (plain) => plain, (words) => el("mark", { class: "here" }, words));
  const neighbour = (words, name) => words && el("p", { class: "neighbour", "data-side": t(name) }, wordsOf(words));
  return zh("blockquote", { class: "surroundings source" },
    neighbour(passage.before, "before"), el("p", {}, text), neighbour(passage.after, "after"));
}

/** A neighbour comes as its text, or as a list of passages. */
function wordsOf(neighbour) {
  return [neighbour].flat().map((one) => one.text ?? one).join("\n");
}

/** A button that shows and hides what stands around a stretch of a passage. */
export function surroundingsButton(passageId, span, place) {
  const button = el("button", { type: "button", class: "quiet", "aria-expanded": "false" }, t("surroundings"));
  button.addEventListener("click", async () => {
    if (place.hasChildNodes()) {
      place.replaceChildren();
    } else {
      try {
        place.replaceChildren(surroundings(await get(idPath("passages", passageId)), span));
      } catch (failure) {
        place.replaceChildren(failureNotice(failure));
      }
    }
    const open = place.hasChildNodes();
    button.setAttribute("aria-expanded", String(open));
    button.textContent = t(open ? "hide_surroundings" : "surroundings");
  });
  return button;
}

/** Everything about one place where the sentence stands; `unfolded` with the list of differences open. */
export function matchCard(query, match, unfolded = false) {
  const place = el("div");
  const cited = el("div");
  const within = match.work && match.title && match.title !== match.work;
  return el("article", { class: "match" },
    el("header", {}, origin(match), el("span", { class: "same" }, t("same", { percent: percent(match.similarity) }))),
    comparison(query, match, unfolded),
    match.context && el("p", { class: "warning" }, el("b", {}, t("warning")), zh("span", {}, match.context)),
    citation(match),
    el("footer", {},
      match.reprint_of && el("span", { class: "faint" }, t("reprint_of"), " ", el("a", { href: toRead(match.reprint_of) }, el("code", {}, match.reprint_of))),
      within && zh("span", { class: "faint" }, `${t("in_document")} ${titled(match.title)}`),
      el("code", {}, match.passage),
      el("a", { href: toRead(match.passage, match.span) }, t("read_there")),
      surroundingsButton(match.passage, match.span, place), citeButton(match.passage, cited)),
    cited, place);
}

/** A further place: one line, the whole card behind it. */
function otherPlace(query, match) {
  const details = el("details", { class: "other" },
    el("summary", {}, seal(match.verdict), el("span", { class: "unseen" }, t(`verdict_${match.verdict}`)), origin(match), el("span", { class: "same" }, percent(match.similarity))));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(matchCard(query, match));
  });
  return details;
}

/** The further places of a trace, folded. */
export function otherPlaces(query, matches, heading = "other_places") {
  if (matches.length === 0) return null;
  return el("section", { class: "others" },
    el("h3", {}, t(heading, { n: number(matches.length) })), matches.map((m) => otherPlace(query, m)));
}
