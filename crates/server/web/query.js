// The form that Search, Concordance and Timeline share: the words, the filters, the same question on another page.

import { FILTERS, shared, toKwic, toSearch, toStats, toTimeline } from "./addresses.js";
import { choice, el, zh } from "./dom.js";
import { t } from "./words.js";

/** Kinds of documents, in the order in which they are offered. */
export const KINDS = ["excerpt_compilation", "article", "newspaper_article", "anthology", "speech", "interview", "report", "law", "other"];

const DATE = "\\d{4}(-\\d{2}(-\\d{2})?)?";

/** Enter asks, unless it ends the choice of a character or is held with Shift. */
export function enterSubmits(field, wants) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229 || !wants(event)) return;
    event.preventDefault();
    field.form.requestSubmit();
  });
}

/** The values of a form that are not empty. */
export function values(form) {
  const entries = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]);
  return Object.fromEntries(entries.filter(([, value]) => value));
}

/** What an address asks. */
export function parameters(url) {
  return Object.fromEntries(url.searchParams);
}

function field(name, words, control) {
  return el("label", {}, el("span", {}, t(words)), control);
}

function filterFields() {
  const text = (name, more = {}) => el("input", { name, autocomplete: "off", ...more });
  const date = (name, placeholder) => text(name, { placeholder, pattern: DATE, inputmode: "numeric", title: t("date_hint") });
  return el("div", { class: "fields" },
    field("kind", "filter_kind", choice("kind", "", [["", t("filter_any")], ...KINDS.map((kind) => [kind, t(`document_${kind}`)])])),
    field("speaker", "filter_speaker", text("speaker", { lang: "zh-Hans" })),
    field("work", "filter_work", text("work", { lang: "zh-Hans" })),
    field("doc", "filter_doc", text("doc")),
    field("from", "filter_from", date("from", "2012")),
    field("to", "filter_to", date("to", "2023-12-31")));
}

/** The name of a filter's value for people. */
export function filterValue(name, value) {
  return name === "kind" ? t(`document_${value}`) : value;
}

function chips(asked, address) {
  const given = FILTERS.filter((name) => asked[name]);
  if (given.length === 0) return [];
  const chip = (name) => el("li", {},
    el("a", { class: "chip", href: address({ ...asked, [name]: "", offset: "" }), title: t("filter_remove") },
      `${t(`filter_${name}`)}: `, zh("b", {}, filterValue(name, asked[name])), el("span", { "aria-hidden": "true" }, " ×")));
  return [el("ul", { class: "chips", "aria-label": t("filters") }, given.map(chip))];
}

const VIEWS = { search: toSearch, kwic: toKwic, timeline: toTimeline };

/** The same question on the other pages. */
function otherViews(page, asked) {
  if (!asked.q) return [];
  const same = shared(asked);
  const link = (name, href) => el("li", {}, el("a", { href, "aria-current": name === page && "true" }, t(`view_${name}`)));
  const { q, ...filters } = same;
  return [
    ...Object.entries(VIEWS).map(([name, to]) => link(name, to(same))),
    /^[\p{Script=Han}]{1,8}$/u.test(q) && link("collocates", toStats({ view: "collocates", word: q, ...filters })),
  ];
}

/**
 * Builds the form. `options` are fields of the page's own, shown in a row below the words; they ask anew when
 * changed. `address(asked)` gives the address of a question, and `go` leads there.
 */
export function queryForm({ page, address, go, options = [] }) {
  const input = zh("input", { id: "q", class: "source", name: "q", type: "search", spellcheck: "false", autocomplete: "off", "aria-describedby": "query-hint" });
  const details = el("details", { class: "filters" }, el("summary", {}, t("filters")), filterFields());
  const given = el("div");
  const views = el("ul", { class: "views", "aria-label": t("views") });
  const form = el("form", { class: "ask", role: "search" },
    el("label", { for: "q", class: "unseen" }, t("search_label")),
    el("div", { class: "line" }, input, el("button", { type: "submit", class: "primary" }, t("search_button"))),
    el("div", { class: "under" },
      options.length > 0 && el("div", { class: "options" }, options), details,
      el("details", { class: "hints" }, el("summary", {}, t("query_help")), el("p", { class: "hint", id: "query-hint" }, t("search_hint")))),
    given);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(address(values(form)));
  });
  form.querySelector(".options")?.addEventListener("change", () => input.value.trim() && form.requestSubmit());
  enterSubmits(input, () => true);
  return {
    elements: [form, views],
    input,
    fill(asked) {
      for (const control of form.elements) {
        if (!control.name) continue;
        control.value = asked[control.name] ?? control.dataset.default ?? "";
      }
      given.replaceChildren(...chips(asked, address));
      views.replaceChildren(...otherViews(page, asked).filter(Boolean));
    },
  };
}

/** A field of a page's own options; its `value` stands when the address names none. */
export function option(words, control, value) {
  control.dataset.default = value;
  return el("label", {}, el("span", {}, t(words)), control);
}

/** How the server understood a question that was not read as written. */
export function readAs(answer) {
  if (!answer.read_as || answer.read_as === answer.query) return null;
  return el("p", { class: "notice quiet-notice" }, t("read_as"), " ", zh("code", {}, answer.read_as));
}
