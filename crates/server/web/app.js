// The page: its tabs, its address, its language. Each tab is a form, a status line and results; what it
// asks and shows is its own module.

import { get } from "./api.js";
import { checkTab } from "./check.js";
import { el } from "./dom.js";
import { searchTab } from "./search.js";
import { traceTab } from "./trace.js";
import { knows, label, number, switchLanguage, t, titled } from "./words.js";

const KINDS = ["excerpt_compilation", "article", "newspaper_article", "anthology", "speech", "interview", "report", "law", "other"];

/** Longer than this, a question is worth saying that it is under way. */
const PATIENCE = 150;

const byId = (id) => document.getElementById(id);

/** A tab on the page: its parts, its last answer, the request under way. */
class Tab {
  constructor(tab) {
    this.tab = tab;
    this.section = byId(tab.name);
    this.form = byId(`${tab.name}-form`);
    this.status = byId(`${tab.name}-status`);
    this.results = byId(`${tab.name}-results`);
    this.last = null;
    this.request = null;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  /** Asks what the form says, and puts it into the address. */
  async submit() {
    const wanted = this.tab.wanted(this.form);
    remember(this.tab, wanted);
    await this.run(wanted);
    this.bringIntoView();
  }

  /** An answer below the lower part of the window would go unseen. */
  bringIntoView() {
    const { top } = this.status.getBoundingClientRect();
    if (this.last?.answer && top > window.innerHeight * 0.7) this.status.scrollIntoView({ block: "start" });
  }

  async run(wanted) {
    this.request?.abort();
    this.request = new AbortController();
    const { signal } = this.request;
    this.last = { wanted };
    entitle();
    if (this.tab.blank(wanted)) {
      await this.render();
      return;
    }
    const slow = setTimeout(() => this.wait(), PATIENCE);
    try {
      this.last = { wanted, answer: await this.tab.ask(wanted, signal) };
    } catch (failure) {
      if (signal.aborted) return;
      this.last = { wanted, failure };
    } finally {
      clearTimeout(slow);
    }
    if (!signal.aborted) await this.render();
  }

  wait() {
    this.results.setAttribute("aria-busy", "true");
    this.status.textContent = t(this.tab.name === "check" ? "checking" : "loading");
  }

  /** Shows the last answer again, in the language spoken now. */
  async render() {
    const { wanted = {}, answer, failure } = this.last ?? {};
    this.results.removeAttribute("aria-busy");
    if (failure) {
      this.status.textContent = t("failed");
      this.results.replaceChildren(failureNotice(failure));
    } else if (answer) {
      this.status.replaceChildren(...this.tab.status(answer));
      this.results.replaceChildren(...this.tab.show(answer, wanted));
    } else {
      this.status.textContent = "";
      this.results.replaceChildren();
      const empty = await this.tab.empty((text) => {
        this.tab.fill(this.form, { q: text });
        this.submit();
      });
      if (!this.last?.answer && !this.last?.failure) this.results.replaceChildren(...empty);
    }
  }
}

function failureNotice(failure) {
  const key = `error_${failure.code}`;
  return el("div", { class: "notice", role: "alert" },
    el("p", {}, t(knows(key) ? key : "error_internal")), el("p", { class: "hint", lang: "en" }, failure.message));
}

const tabs = Object.fromEntries([traceTab, searchTab, checkTab].map((tab) => [tab.name, new Tab(tab)]));

/** The address of a question. What the check tab reads is nobody's business and stays out of it. */
function address(tab, wanted) {
  const told = tab.name === "check" ? {} : wanted;
  const given = Object.entries(told).filter(([, value]) => value);
  return `/?${new URLSearchParams([["tab", tab.name], ...given])}`;
}

function remember(tab, wanted) {
  const next = address(tab, wanted);
  if (next !== `${location.pathname}${location.search}`) history.pushState(null, "", next);
}

/** The tab in front. */
let shown = null;

/** Brings a tab to the front. */
function show(tab) {
  shown = tab;
  for (const other of Object.values(tabs)) other.section.hidden = other !== shown;
  for (const link of document.querySelectorAll("[data-tab]")) {
    if (link.dataset.tab === shown.tab.name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  entitle();
  const field = shown.form.querySelector("textarea, input");
  if (!field.value) field.focus({ preventScroll: true });
}

/** The window's title begins with what is asked, so that the history of the browser can be read. */
function entitle() {
  const asked = shown?.last?.wanted.q?.trim();
  document.title = asked ? `${[...asked].slice(0, 24).join("")} · ${t("page")}` : t("page");
}

/** Shows the tab that the address names, and asks what it asks. */
function follow() {
  const { tab: name = "trace", ...wanted } = Object.fromEntries(new URLSearchParams(location.search));
  const tab = tabs[Object.hasOwn(tabs, name) ? name : "trace"];
  tab.tab.fill(tab.form, wanted);
  if (tab.tab.name !== "check") tab.run(wanted);
  show(tab);
}

/** Enter asks, unless it ends the choice of a character or is held with Shift. */
function enterSubmits(field, wants) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || !wants(event)) return;
    event.preventDefault();
    field.form.requestSubmit();
  });
}

/** A file as text: UTF-8, else GB18030, in which older manuscripts come. */
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

async function openFile(input) {
  const [file] = input.files;
  if (!file) return;
  const { form } = input;
  form.querySelector("textarea").value = decoded(await file.arrayBuffer());
  form.dataset.file = file.name;
  input.value = "";
}

function kinds() {
  const options = KINDS.map((kind) => el("option", { value: kind }, t(`document_${kind}`)));
  const select = tabs.search.form.elements.kind;
  const { value } = select;
  select.replaceChildren(el("option", { value: "" }, t("filter_any")), ...options);
  select.value = value;
}

let holdings = null;

/** What the corpus holds: said below every page, because "not found" means little without it. */
function showHoldings() {
  if (!holdings) return;
  const { documents, total } = holdings;
  const sum = (field) => number(documents.reduce((n, document) => n + document[field], 0));
  byId("corpus-summary").textContent = total > documents.length
    ? `${t("corpus")}: ${number(total)}`
    : t("corpus_size", { documents: number(total), passages: sum("passages"), chars: sum("chars") });
  byId("corpus-list").replaceChildren(...documents.map((d) => el("li", {},
    el("span", { class: "source", lang: "zh-Hans" }, d.title ? titled(d.title) : d.id),
    el("span", { class: "faint" }, [t(`document_${d.kind}`), d.date ?? t("undated"), t("passages_n", { n: number(d.passages) })].join(" · ")),
    d.title && el("code", {}, d.id))));
  byId("documents").replaceChildren(...documents.map((d) => el("option", { value: d.id }, d.title ?? d.id)));
}

/** Puts every word of the page into the language spoken. */
function speak() {
  label(document);
  entitle();
  byId("language").textContent = t("other_language");
  byId("language").lang = t("other_language") === "English" ? "en" : "zh-Hans";
  kinds();
  showHoldings();
}

function start() {
  speak();
  byId("language").addEventListener("click", () => {
    switchLanguage();
    speak();
    for (const tab of Object.values(tabs)) tab.render();
  });
  for (const link of document.querySelectorAll("[data-tab]")) {
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      const tab = tabs[link.dataset.tab];
      remember(tab.tab, tab.last?.wanted ?? {});
      show(tab);
      if (!tab.last) tab.render();
    });
  }
  enterSubmits(byId("trace-text"), (event) => !event.shiftKey);
  enterSubmits(byId("check-text"), (event) => event.ctrlKey || event.metaKey);
  byId("check-file").addEventListener("change", (event) => openFile(event.target));
  byId("check-text").addEventListener("input", () => delete byId("check-form").dataset.file);
  window.addEventListener("popstate", follow);
  follow();
  get("documents", { limit: 1000 }).then((found) => {
    holdings = found;
    showHoldings();
  }, () => {});
}

start();
