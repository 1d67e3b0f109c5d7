// The page that traces one sentence.

import { toTrace } from "./addresses.js";
import { post } from "./api.js";
import { aside, el, zh } from "./dom.js";
import { examples } from "./examples.js";
import { matchCard, otherPlaces, seal } from "./match.js";
import { Panel } from "./panel.js";
import { enterSubmits } from "./query.js";
import { number, t, time } from "./words.js";

/** The answer to one sentence. */
function answer(trace) {
  const [best, ...others] = trace.matches;
  const verdict = el("h2", { class: "verdict", "data-verdict": trace.verdict }, seal(trace.verdict), t(`verdict_${trace.verdict}`));
  if (trace.verdict === "not_found") {
    return [verdict, el("p", { class: "hint" }, t("not_found_hint")), otherPlaces(trace.text, trace.matches, "nearest_places")];
  }
  return [verdict, best && matchCard(trace.text, best, true), otherPlaces(trace.text, others)];
}

/** Builds the page. */
export function mount(main, go) {
  const field = zh("textarea", { id: "sentence", class: "source", name: "q", rows: 3, spellcheck: "false", autocomplete: "off", "aria-describedby": "trace-hint" });
  const form = el("form", { class: "ask" },
    el("label", { for: "sentence", class: "unseen" }, t("trace_label")), field,
    el("div", { class: "row" },
      el("p", { class: "hint", id: "trace-hint" }, t("trace_hint")),
      el("button", { type: "submit", class: "primary" }, t("trace_button"))));
  const panel = new Panel();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(toTrace(field.value.trim()));
  });
  enterSubmits(field, (event) => !event.shiftKey);
  main.append(el("h1", {}, t("trace_title")), form, ...panel.elements);

  const show = async (text, signal) => {
    const trace = await post("trace", { text }, signal);
    panel.show([aside(`${t(`verdict_${trace.verdict}`)} · `), t("found", { n: number(trace.verdict === "not_found" ? 0 : trace.matches.length), time: time(trace.took_us) })], answer(trace));
    if (panel.status.getBoundingClientRect().top > window.innerHeight * 0.7) panel.status.scrollIntoView({ block: "start" });
  };
  const empty = async (signal) => {
    const offered = await examples(true);
    if (!signal.aborted) panel.show("", offered);
  };
  return {
    leave: () => panel.stop(),
    update(url) {
      const text = url.searchParams.get("q") ?? "";
      field.value = text;
      if (!text) field.focus({ preventScroll: true });
      panel.run((signal) => (text.trim() ? show(text, signal) : empty(signal)));
    },
  };
}
