// The tab that traces one sentence, and the cards that show where a sentence stands.

import { get, idPath, post } from "./api.js";
import { comparison } from "./differences.js";
import { Bytes, aside, copyButton, el } from "./dom.js";
import { examples } from "./examples.js";
import { number, percent, t, time, titled } from "./words.js";

/** A verdict as a small seal: its colour and its character say it, and so do the words beside it. */
export function seal(verdict) {
  return el("span", { class: "seal", "data-verdict": verdict, lang: "zh-Hans", "aria-hidden": "true" }, t(`seal_${verdict}`));
}

/** A title; a document without one is named by its id. */
export function cite(title, doc) {
  return title ? el("cite", { class: "source", lang: "zh-Hans" }, titled(title)) : el("cite", {}, doc);
}

/** The line that names a source: work, speaker, date. */
function origin(match) {
  return [
    cite(match.work ?? match.title, match.doc),
    match.speaker && el("span", { class: "speaker", lang: "zh-Hans" }, match.speaker),
    match.date ? el("time", { datetime: match.date }, match.date) : el("span", { class: "faint" }, t("undated")),
  ];
}

function citation(match) {
  if (!match.citation) return el("p", { class: "citation faint" }, t("no_source"));
  return el("p", { class: "citation" },
    el("b", {}, t("source")), el("span", { lang: "zh-Hans" }, match.citation),
    copyButton(t("copy_citation"), t("copied"), match.citation));
}

/** A passage with its neighbours, and a stretch of it marked. */
function surroundings(passage, span) {
  const place = { start: span.start - passage.span.start, end: span.end - passage.span.start };
  const text = new Bytes(passage.text).cut([place], (plain) => plain, (words) => el("mark", { class: "here" }, words));
  const neighbour = (words, name) => words && el("p", { class: "neighbour", "data-side": t(name) }, words);
  return el("blockquote", { class: "surroundings source", lang: "zh-Hans" },
    neighbour(passage.before, "before"), el("p", {}, text), neighbour(passage.after, "after"));
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
        place.replaceChildren(el("p", { class: "notice", role: "alert" }, failure.message));
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
  const within = match.work && match.title && match.title !== match.work;
  return el("article", { class: "match" },
    el("header", {}, origin(match), el("span", { class: "same" }, t("same", { percent: percent(match.similarity) }))),
    comparison(query, match, unfolded),
    match.context && el("p", { class: "warning" }, el("b", {}, t("warning")), el("span", { lang: "zh-Hans" }, match.context)),
    citation(match),
    el("footer", {},
      within && el("span", { class: "faint", lang: "zh-Hans" }, `${t("in_document")} ${titled(match.title)}`),
      el("code", {}, match.passage),
      surroundingsButton(match.passage, match.span, place)),
    place);
}

/** A further place: one line, the whole card behind it. */
function otherPlace(query, match) {
  const details = el("details", { class: "other" },
    el("summary", {}, seal(match.verdict), origin(match), el("span", { class: "same" }, percent(match.similarity))));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(matchCard(query, match));
  });
  return details;
}

/** The further places of a trace, folded. */
export function otherPlaces(query, matches) {
  if (matches.length === 0) return null;
  return el("section", { class: "others" },
    el("h3", {}, t("other_places", { n: number(matches.length) })), matches.map((m) => otherPlace(query, m)));
}

/** The answer to one sentence. */
function answer(trace) {
  const [best, ...others] = trace.matches;
  return [
    el("h2", { class: "verdict", "data-verdict": trace.verdict }, seal(trace.verdict), t(`verdict_${trace.verdict}`)),
    !best && el("p", { class: "hint" }, t("not_found_hint")),
    best && matchCard(trace.text, best, true),
    otherPlaces(trace.text, others),
  ].filter(Boolean);
}

/** The tab: what it reads from the form, asks, and shows. */
export const traceTab = {
  name: "trace",
  wanted: (form) => ({ q: form.elements.q.value }),
  fill: (form, wanted) => (form.elements.q.value = wanted.q ?? ""),
  blank: (wanted) => !wanted.q?.trim(),
  ask: (wanted, signal) => post("trace", { text: wanted.q }, signal),
  status: (trace) => [
    aside(`${t(`verdict_${trace.verdict}`)} · `),
    t("found", { n: number(trace.matches.length), time: time(trace.took_us) }),
  ],
  show: answer,
  empty: examples,
};
