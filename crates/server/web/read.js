// The page of a document, and without one the list of all.

import { readTarget, toCompare, toSearch, toStats } from "./addresses.js";
import { get, idPath, lines } from "./api.js";
import { citeButton } from "./cite.js";
import { el, saveFile, zh } from "./dom.js";
import { mountLibrary } from "./library.js";
import { Panel } from "./panel.js";
import { layout } from "./reading.js";
import { markReuse } from "./reused.js";
import { number, t, titled } from "./words.js";

/** In a corpus of more documents than this, what is shared with others is looked for only when it is asked for. */
const SMALL_CORPUS = 60;

/** So many shared passages are asked for. */
const PAIRS = 5000;

const LAYERS = ["quotations", "phrases", "citations", "works"];
/** The window has room for something beside the text. */
const WIDE = matchMedia("(min-width: 62.01rem)");
WIDE.addEventListener("change", () => {
  for (const about of document.querySelectorAll(".about")) about.open = WIDE.matches;
});

const LAYERS_KEY = "chuchu.layers";

function hiddenLayers() {
  try {
    return (localStorage.getItem(LAYERS_KEY) ?? "").split(",").filter((name) => LAYERS.includes(name));
  } catch {
    return [];
  }
}

/** The boxes that show and hide what is marked in the text. */
function layers(sheet, counts) {
  const hidden = new Set(hiddenLayers());
  const box = (name) => {
    const input = el("input", { type: "checkbox", checked: !hidden.has(name) });
    const apply = () => sheet.classList.toggle(`without-${name}`, !input.checked);
    apply();
    input.addEventListener("change", () => {
      hidden[input.checked ? "delete" : "add"](name);
      try {
        localStorage.setItem(LAYERS_KEY, [...hidden].join(","));
      } catch {
        // the choice then lasts as long as the page
      }
      apply();
    });
    return el("label", { class: `layer layer-${name}` }, input, " ", el("span", {}, t(`layer_${name}`)), " ", el("span", { class: "count" }, number(counts[name])));
  };
  return el("fieldset", { class: "layers" }, el("legend", {}, t("layers")), LAYERS.map(box));
}

function facts(document) {
  const rows = [
    ["fact_kind", t(`document_${document.kind}`)],
    ["fact_author", document.author],
    ["fact_date", document.date],
    ["fact_publication", document.publication && [document.publication.name, document.publication.date, document.publication.page && t("newspaper_page", { n: document.publication.page })].filter(Boolean).join(" ")],
    ["fact_chars", document.source && number(document.source.chars)],
    ["fact_id", document.id],
  ].filter(([, value]) => value);
  return el("dl", { class: "facts" }, rows.map(([name, value]) => [el("dt", {}, t(name)), zh("dd", {}, value)]));
}

function contents(entries) {
  if (entries.length < 2) return null;
  const items = entries.map((e) => el("li", { "data-level": e.level }, el("a", { href: `#${encodeURIComponent(e.anchor)}` }, zh("span", {}, e.words), e.date && el("small", {}, ` ${e.date}`))));
  return el("nav", { class: "contents", "aria-label": t("contents") }, el("details", { open: WIDE.matches }, el("summary", {}, t("contents")), el("ol", {}, items)));
}

/** Looks for what the document shares with others, and puts it beside the passages. */
function reuse(document, sheet, panel, atOnce) {
  const place = el("section", { class: "reuse" }, el("h2", {}, t("reuse")));
  const told = el("p", { class: "hint", role: "status" });
  const look = async () => {
    told.textContent = t("reuse_looking");
    try {
      const signal = panel.request?.signal;
      const pairs = [];
      for await (const pair of lines("reuse", { doc: document.id, limit: PAIRS }, signal)) if (pair.a && pair.b) pairs.push(pair);
      const found = markReuse(sheet, document.id, pairs);
      told.textContent = found.length === 0 ? t("reuse_none") : t("reuse_found", { n: number(pairs.length), documents: number(found.length) });
      place.append(el("ul", { class: "partners" }, found.slice(0, 12).map(({ doc, n }) =>
        el("li", {}, el("a", { href: toCompare(document.id, doc) }, zh("span", {}, doc.split("/").at(-1))), " ", el("span", { class: "count" }, number(n))))));
    } catch (failure) {
      if (failure.name !== "AbortError") told.textContent = `${t("failed")}: ${failure.message}`;
    }
  };
  place.append(told);
  if (atOnce) look();
  else {
    const button = el("button", { type: "button", class: "small" }, t("reuse_look"));
    button.addEventListener("click", () => { button.remove(); look(); });
    place.append(button);
  }
  return place;
}

/** Hands out the record. */
function saveButton(document) {
  const button = el("button", { type: "button", class: "quiet" }, "JSON");
  button.addEventListener("click", () => saveFile(`${document.id.split("/").at(-1)}.json`, new Blob([JSON.stringify(document, null, 1)], { type: "application/json" })));
  return button;
}

function diagnostics(document) {
  const found = document.diagnostics ?? [];
  if (found.length === 0) return null;
  return el("details", { class: "diagnostics" }, el("summary", {}, t("diagnostics", { n: number(found.length) })),
    el("ul", {}, found.slice(0, 100).map((d) => el("li", {}, el("code", {}, d.code), " ", d.message))));
}

/** The document on the page, with its sides. */
function page(document, hit, panel, small) {
  const { sheet, entries, counts } = layout(document, hit);
  const title = document.title ? titled(document.title.text) : document.id;
  const cited = el("div");
  const about = el("details", { class: "about" }, el("summary", {}, t("about_document")),
    facts(document), contents(entries), layers(sheet, counts), reuse(document, sheet, panel, small),
    el("ul", { class: "onward" },
      el("li", {}, el("a", { href: toSearch({ doc: document.id }) }, t("search_in"))),
      el("li", {}, el("a", { href: toStats({ view: "keywords", doc: document.id }) }, t("keywords_of"))),
      el("li", {}, el("a", { href: toCompare(document.id) }, t("compare_with"))),
      el("li", {}, citeButton(document.id, cited), cited),
      el("li", {}, saveButton(document))),
    diagnostics(document));
  about.open = WIDE.matches; // where there is room for it beside the text
  const side = el("aside", { class: "side-panel", "aria-label": t("about_document") }, about);
  return [el("h1", { class: "unseen", lang: "zh-Hans" }, title), el("div", { class: "reading" }, sheet, side)];
}

/** Leads the eye to the passage that the address names. */
function bringTo({ passage, hit }) {
  const marked = hit ? document.querySelector(".sheet mark.here") : null;
  const block = passage ? document.getElementById(passage) : null;
  for (const old of document.querySelectorAll(".sheet .target")) old.classList.remove("target");
  block?.classList.add("target");
  const place = marked ?? block;
  if (!place) return;
  const show = () => place.scrollIntoView({ block: marked ? "center" : "start" });
  show();
  requestAnimationFrame(() => requestAnimationFrame(show)); // what comes into view may have another height than was thought
}

function mountDocument(main) {
  const panel = new Panel();
  main.append(...panel.elements);
  let shown = "";
  return {
    leave: () => panel.stop(),
    update(url) {
      const target = readTarget(url);
      const key = `${target.id} ${url.searchParams.get("hit") ?? ""}`;
      if (key === shown) {
        bringTo(target);
        return;
      }
      panel.results.replaceChildren();
      panel.run(async (signal) => {
        const [found, { total }] = await Promise.all([get(idPath("documents", target.id), {}, signal), get("documents", { limit: 1 }, signal)]);
        shown = key;
        panel.show("", page(found, target.hit, panel, total <= SMALL_CORPUS));
        window.document.title = `${found.title?.text ?? found.id} · ${t("page")}`;
        bringTo(target);
      });
    },
  };
}

/** Builds the page: a list, or a document, by what the address names. */
export function mount(main, go) {
  let current = null;
  return {
    leave: () => current?.view.leave(),
    update(url) {
      const name = readTarget(url).id ? "document" : "library";
      if (current?.name !== name) {
        current?.view.leave();
        main.replaceChildren();
        current = { name, view: name === "document" ? mountDocument(main) : mountLibrary(main, go) };
      }
      current.view.update(url);
    },
  };
}
