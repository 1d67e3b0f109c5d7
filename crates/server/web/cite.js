// The citation of a passage in a style or format that the reader chooses, to copy.

import { get } from "./api.js";
import { choice, copyButton, el, zh } from "./dom.js";
import { failureNotice } from "./panel.js";
import { t } from "./words.js";

const KEY = "chuchu.style";
const STYLES = ["gb7714-2025", "gb7714-2015", "zhaibian", "renmin"];
const FORMATS = ["csl-json", "bibtex", "ris"];

function remembered() {
  try {
    const kept = localStorage.getItem(KEY);
    return [...STYLES, ...FORMATS].includes(kept) ? kept : STYLES[0];
  } catch {
    return STYLES[0];
  }
}

function remember(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch { /* a browser that keeps nothing asks again */ }
}

function gaps(label, elements) {
  if (!elements?.length) return null;
  return el("p", { class: "faint" }, `${t(label)} ${elements.map((name) => t(`element_${name}`)).join(t("list_comma"))}`);
}

async function show(id, name, place) {
  const wanted = STYLES.includes(name) ? { style: name } : { format: name };
  try {
    const found = await get("cite", { id, ...wanted });
    const words = FORMATS.includes(name) ? el("pre", {}, found.text) : zh("p", { class: "cited" }, found.text);
    place.replaceChildren(words, copyButton(t("copy_citation"), t("copied"), found.text),
      gaps("citation_missing", found.missing) ?? "", gaps("citation_left_out", found.left_out) ?? "");
  } catch (failure) {
    place.replaceChildren(failureNotice(failure));
  }
}

function panel(id) {
  const place = el("div", { "aria-live": "polite" });
  const options = [...STYLES, ...FORMATS].map((name) => [name, t(`style_${name}`)]);
  const styles = choice("style", remembered(), options);
  styles.addEventListener("change", () => {
    remember(styles.value);
    show(id, styles.value, place);
  });
  show(id, styles.value, place);
  return el("div", { class: "citing" }, el("label", {}, el("span", {}, t("citation_style")), styles), place);
}

/** A button that shows and hides the citation of a passage, an article or a document below it. */
export function citeButton(id, place) {
  const button = el("button", { type: "button", class: "quiet", "aria-expanded": "false" }, t("cite_this"));
  button.addEventListener("click", () => {
    if (place.hasChildNodes()) place.replaceChildren();
    else place.replaceChildren(panel(id));
    button.setAttribute("aria-expanded", String(place.hasChildNodes()));
  });
  return button;
}
