// Which of the two languages is spoken, and the words of the page in it.

import { en } from "./words-en.js";
import { zh } from "./words-zh.js";

const languages = { zh, en };
const KEY = "chuchu.language";

let spoken = remembered() ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

function remembered() {
  try {
    const kept = localStorage.getItem(KEY);
    return Object.hasOwn(languages, kept) ? kept : null;
  } catch {
    return null; // storage may be forbidden; the page works without
  }
}

/** The language spoken: `zh` or `en`. */
export function language() {
  return spoken;
}

/** Speaks the other language from now on. */
export function switchLanguage() {
  spoken = spoken === "zh" ? "en" : "zh";
  try {
    localStorage.setItem(KEY, spoken);
  } catch {
    // as above
  }
}

/** Whether there is a word of that name. */
export function knows(key) {
  return Object.hasOwn(zh, key);
}

/** A word of the page, with `{name}` replaced by the values. */
export function t(key, values = {}) {
  const word = languages[spoken][key] ?? zh[key] ?? key;
  return word.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** Puts the words of the language into the fixed parts of the page. */
export function label(root) {
  document.documentElement.lang = spoken === "zh" ? "zh-Hans" : "en";
  for (const element of root.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of root.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel));
  }
}

/** A number with the grouping of the language. */
export function number(n) {
  return n.toLocaleString(spoken === "zh" ? "zh-CN" : "en-GB");
}

/** A share between 0 and 1. Only what is wholly the same is 100 %. */
export function percent(share) {
  const floor = share >= 1 ? 100 : Math.min(99.9, Math.floor(share * 1000) / 10);
  return `${floor}%`;
}

/** A time given in microseconds. */
export function time(microseconds) {
  const unit = spoken === "zh" ? "毫秒" : "ms";
  const milliseconds = microseconds / 1000;
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ${unit}`;
}

/** A title with its marks, unless it brings its own. */
export function titled(title) {
  return /[《〈]/.test(title) ? title : `《${title}》`;
}
