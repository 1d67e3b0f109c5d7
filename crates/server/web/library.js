// The list of the documents of the corpus.

import { toRead } from "./addresses.js";
import { get } from "./api.js";
import { el, zh } from "./dom.js";
import { Panel, nothing } from "./panel.js";
import { cite } from "./match.js";
import { number, t } from "./words.js";

const PAGE = 50;

function address(q, offset) {
  const query = new URLSearchParams(Object.entries({ q, offset }).filter(([, value]) => value));
  return `/read${query.size ? "?" : ""}${query}`;
}

function row(d) {
  return el("tr", {},
    el("th", { scope: "row" }, el("a", { href: toRead(d.id) }, cite(d.title, d.id)), d.title && el("code", {}, d.id)),
    el("td", {}, t(`document_${d.kind}`)),
    el("td", {}, d.date ?? ""),
    el("td", { class: "number" }, number(d.passages)),
    el("td", { class: "number" }, number(d.chars)));
}

function pager(found, q) {
  const link = (offset, words) => el("li", {}, el("a", { href: address(q, offset) }, t(words)));
  const next = found.offset + found.documents.length;
  if (found.offset === 0 && next >= found.total) return null;
  return el("nav", { class: "pager", "aria-label": t("pager") }, el("ul", {},
    found.offset > 0 && link(Math.max(0, found.offset - PAGE), "previous"),
    el("li", {}, `${number(found.offset + 1)}–${number(next)} / ${number(found.total)}`),
    next < found.total && link(next, "next")));
}

function list(found, q) {
  if (found.documents.length === 0) return [q ? nothing(t("library_none"), "") : nothing(t("empty_corpus"), t("empty_corpus_hint"))];
  const head = (name, kind) => el("th", { scope: "col", class: kind }, t(name));
  return [
    el("div", { class: "table-frame", tabindex: "0", role: "region", "aria-label": t("library_title") }, el("table", { class: "library" },
      el("thead", {}, el("tr", {}, head("library_document"), head("fact_kind"), head("fact_date"), head("library_passages", "number"), head("fact_chars", "number"))),
      el("tbody", {}, found.documents.map(row)))),
    pager(found, q),
  ];
}

/** Builds the list. */
export function mountLibrary(main, go) {
  const input = zh("input", { id: "title", type: "search", name: "q", class: "source", autocomplete: "off" });
  const form = el("form", { class: "ask", role: "search" }, el("label", { for: "title", class: "unseen" }, t("library_find")),
    el("div", { class: "line" }, input, el("button", { type: "submit", class: "primary" }, t("library_find"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(address(input.value.trim(), ""));
  });
  const panel = new Panel();
  main.append(el("h1", {}, t("library_title")), form, ...panel.elements);
  return {
    leave: () => panel.stop(),
    update(url) {
      const [q, offset] = [url.searchParams.get("q") ?? "", url.searchParams.get("offset") ?? ""];
      input.value = q;
      panel.run(async (signal) => {
        const found = await get("documents", { q, offset, limit: PAGE }, signal);
        panel.show(t("library_found", { n: number(found.total) }), list(found, q));
      });
    },
  };
}
