// A line of status and the results below it: waiting, failing, and what is neither.

import { useToken } from "./api.js";
import { Bytes, el, zh } from "./dom.js";
import { knows, t } from "./words.js";

/** Longer than this, a question is worth saying that it is under way. */
const PATIENCE = 150;

/** What went wrong, in the language spoken, with the server's own words below. */
export function failureNotice(failure, question = "") {
  const key = `error_${failure.code}`;
  return el("div", { class: "notice", role: "alert" },
    el("p", {}, t(knows(key) ? key : "error_internal")),
    failure.span && question && pointedAt(question, failure.span),
    el("p", { class: "hint", lang: "en" }, failure.message),
    failure.code === "unauthorised" && tokenForm());
}

/** The question with the place that cannot be read. */
function pointedAt(question, span) {
  const marked = (words) => el("mark", { "data-kind": "replaced" }, words || "‸");
  return zh("p", { class: "source" }, new Bytes(question).cut([span], (plain) => plain, marked));
}

/** Asks for the token that the server wants. */
function tokenForm() {
  const input = el("input", { type: "password", name: "token", autocomplete: "off", required: true, "aria-label": t("token") });
  const form = el("form", { class: "line token" }, input, el("button", { type: "submit", class: "primary" }, t("token_use")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    useToken(input.value.trim());
    location.reload();
  });
  return form;
}

/** Says that there is nothing, and what may help. */
export function nothing(said, hint) {
  return el("div", { class: "empty" }, el("h2", {}, said), hint && el("p", { class: "hint" }, hint));
}

/** A part of a page that is filled by asking the server; a new question gives up the one before. */
export class Panel {
  constructor() {
    this.status = el("p", { class: "status", role: "status" });
    this.results = el("div", { class: "results" });
    this.request = null;
  }

  /** The elements to put on the page. */
  get elements() {
    return [this.status, this.results];
  }

  /** Stops what is under way. */
  stop() {
    this.request?.abort();
    this.results.removeAttribute("aria-busy");
  }

  /** Shows elements in place of what was asked for before. */
  rest(status, ...results) {
    this.stop();
    this.show(status, ...results);
  }

  /** Shows elements. */
  show(status, ...results) {
    this.status.replaceChildren(...[status].flat());
    this.results.replaceChildren(...results.flat().filter(Boolean));
  }

  /**
   * Runs `work(signal)`, which shows what it finds itself; gives what it returns, or nothing. `question` is shown where
   * the server says what in it cannot be read.
   */
  async run(work, { waiting = "loading", question = "" } = {}) {
    this.stop();
    const request = new AbortController();
    this.request = request;
    this.results.setAttribute("aria-busy", "true"); // seen only after a while, by the style
    const slow = setTimeout(() => (this.status.textContent = t(waiting)), PATIENCE);
    try {
      return await work(request.signal);
    } catch (failure) {
      if (request.signal.aborted) return undefined;
      this.status.textContent = t("failed");
      this.results.replaceChildren(failureNotice(failure, question));
      if (!failure.code) console.error(failure);
      return undefined;
    } finally {
      clearTimeout(slow);
      if (this.request === request) this.results.removeAttribute("aria-busy");
    }
  }
}
