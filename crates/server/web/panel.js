// A line of status and the results below it: waiting, failing, and what is neither.

import { el } from "./dom.js";
import { knows, t } from "./words.js";

/** Longer than this, a question is worth saying that it is under way. */
const PATIENCE = 150;

/** What went wrong, in the language spoken, with the server's own words below. */
export function failureNotice(failure) {
  const key = `error_${failure.code}`;
  return el("div", { class: "notice", role: "alert" },
    el("p", {}, t(knows(key) ? key : "error_internal")), el("p", { class: "hint", lang: "en" }, failure.message));
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

  /** Runs `work(signal)`, which shows what it finds itself; gives what it returns, or nothing. */
  async run(work, waiting = "loading") {
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
      this.results.replaceChildren(failureNotice(failure));
      if (!failure.code) console.error(failure);
      return undefined;
    } finally {
      clearTimeout(slow);
      if (this.request === request) this.results.removeAttribute("aria-busy");
    }
  }
}
