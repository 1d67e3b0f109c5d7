// The frame: which page an address shows, the links between pages, the language, light and dark.
//
// A page is a module with `mount(main, go)`, which builds it and gives `{ update(url), leave? }`; `update` shows
// what an address says, and `go(address)` leads to another. Modules are fetched when their page is first wanted.

import { get } from "./api.js";
import { failureNotice } from "./panel.js";
import { label, number, switchLanguage, t } from "./words.js";

const PAGES = {
  search: () => import("./search.js"),
  kwic: () => import("./kwic.js"),
  timeline: () => import("./timeline.js"),
  stats: () => import("./stats.js"),
  trace: () => import("./trace.js"),
  check: () => import("./check.js"),
  compare: () => import("./compare.js"),
  read: () => import("./read.js"),
};

const byId = (id) => document.getElementById(id);
const main = byId("main");

/** The page of a path. */
function pageOf(pathname) {
  const [first] = pathname.split("/").filter(Boolean);
  return Object.hasOwn(PAGES, first ?? "") ? first : "search";
}

/** The page in front: its name and what `mount` gave. */
let shown = null;

/** Counts the pages asked for, so that a module that arrives late does not replace a newer page. */
let asked = 0;

/** Shows what the address says; `focus` when the reader came by a link. */
async function follow(focus = false) {
  asked += 1;
  const turn = asked;
  const name = pageOf(location.pathname);
  for (const link of document.querySelectorAll("[data-page]")) {
    if (link.dataset.page === name) {
      link.setAttribute("aria-current", "page");
      const row = byId("pages"); // scrolls sideways where the window is narrow
      row.scrollLeft = link.offsetLeft - row.offsetLeft - (row.clientWidth - link.offsetWidth) / 2;
    } else link.removeAttribute("aria-current");
  }
  if (shown?.name !== name) {
    try {
      const module = await PAGES[name]();
      if (turn !== asked) return;
      shown?.view.leave?.();
      main.replaceChildren();
      document.body.dataset.shown = name;
      shown = { name, view: module.mount(main, go) };
    } catch (failure) {
      main.replaceChildren(failureNotice(failure));
      return;
    }
    if (focus) {
      window.scrollTo(0, 0);
      main.focus({ preventScroll: true });
    }
  }
  entitle();
  shown.view.update(new URL(location.href));
}

/** Leads to an address of this site. */
function go(address, { replace = false } = {}) {
  const here = `${location.pathname}${location.search}${location.hash}`;
  const focus = pageOf(new URL(address, location.href).pathname) !== shown?.name;
  if (address !== here) history[replace ? "replaceState" : "pushState"](null, "", address);
  follow(focus);
}

/** The window's title begins with what is asked, so that the history of the browser can be read. */
function entitle() {
  const words = new URLSearchParams(location.search);
  const asked = words.get("q") ?? words.get("word") ?? "";
  const parts = [[...asked.trim()].slice(0, 24).join(""), shown && t(`tab_${shown.name}`), t("page")];
  document.title = parts.filter(Boolean).join(" · ");
}

/** Links within the site change the page without loading it anew. */
function followLinks(event) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const url = new URL(link.getAttribute("href"), location.href); // in a drawing, `href` is no string
  if (url.origin !== location.origin || link.hasAttribute("download") || link.hasAttribute("target") || /^\/(api|web|mcp|healthz|readyz|metrics)\b/.test(url.pathname)) return;
  const sameView = url.pathname === location.pathname && url.search === location.search;
  if (sameView && url.hash) return; // a place on this page: the browser's own business
  event.preventDefault();
  go(`${url.pathname}${url.search}${url.hash}`);
}

/** A slash leads to the page's first field, as editors' tools do. */
function slashLeads(event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
  const field = main.querySelector("input[type=search], textarea, input[name=word], input[name=q], input[name=a]");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select?.();
}

const THEMES = ["auto", "light", "dark"];
const THEME_KEY = "chuchu.theme";

function theme() {
  try {
    const kept = localStorage.getItem(THEME_KEY);
    return THEMES.includes(kept) ? kept : "auto";
  } catch {
    return "auto";
  }
}

function wear(chosen) {
  if (chosen === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  byId("theme").textContent = t(`theme_${chosen}`);
  byId("theme").setAttribute("aria-label", t("theme", { name: t(`theme_${chosen}`) }));
  byId("theme").dataset.chosen = chosen;
}

function changeTheme() {
  const next = THEMES[(THEMES.indexOf(byId("theme").dataset.chosen) + 1) % THEMES.length];
  try {
    localStorage.setItem(THEME_KEY, next);
  } catch {
    // storage may be forbidden; the choice then lasts as long as the page
  }
  wear(next);
}

let holdings = null;

/** What the corpus holds: said below every page, because "not found" means little without it. */
function showHoldings() {
  if (holdings !== null) byId("holdings").textContent = t("corpus_size", { documents: number(holdings) });
}

/** Puts every word of the frame into the language spoken. */
function speak() {
  label(document);
  byId("language").textContent = t("other_language");
  byId("language").lang = t("other_language") === "English" ? "en" : "zh-Hans";
  wear(byId("theme").dataset.chosen ?? theme());
  showHoldings();
}

function start() {
  wear(theme());
  speak();
  byId("language").addEventListener("click", () => {
    switchLanguage();
    speak();
    shown?.view.leave?.();
    shown = null;
    follow();
  });
  byId("theme").addEventListener("click", changeTheme);
  document.addEventListener("click", followLinks);
  document.addEventListener("keydown", slashLeads);
  window.addEventListener("popstate", () => follow());
  follow();
  get("documents", { limit: 1 }).then((found) => {
    holdings = found.total;
    showHoldings();
  }, () => {});
}

start();
