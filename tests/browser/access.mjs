// For everybody: two languages, a phone's width, light and dark, the keyboard, and what axe-core finds.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { noSidewaysScroll, source, visible } from "./harness.mjs";

const enc = encodeURIComponent;
const q = enc("群众路线");

/** Every page, with what must be there before it is looked at. */
export const EVERY_PAGE = {
  "/": ".doors",
  [`/?q=${q}`]: ".hit",
  [`/?q=${enc("断不会有的天方夜谭")}`]: ".empty",
  "/?q=(": "[role=alert]",
  [`/kwic?q=${q}`]: ".kwic tbody tr",
  [`/timeline?q=${q}`]: ".chart svg",
  "/stats": "table.numbers",
  [`/stats?view=collocates&word=${enc("群众")}`]: ".chart .point",
  "/stats?view=keywords&doc=s002": "table.numbers",
  [`/stats?view=dispersion&q=${enc("群众")}`]: ".figures",
  [`/trace?q=${enc("密切党群关系，保持同人民群众的血肉联系始终是我们党立于不败之地的根本")}`]: ".match",
  "/check": ".drop",
  "/compare": ".empty",
  "/compare?a=s000&b=s002": ".pair",
  "/read": ".library",
  "/read/s000": ".elsewhere",
  "/read/s002": ".sheet .passage",
};

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Nothing serious or critical; what is less is told. */
async function axeFindsNothing(page, where) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const told = violations.map((v) => `${v.impact} ${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.any[0]?.message ?? ""}`).join(" | ")}`);
  const grave = told.filter((v) => /^(serious|critical)/.test(v));
  assert.deepEqual(grave, [], where);
  for (const slight of told) console.log(`  ${where}: ${slight}`);
}

async function showsReport(page) {
  await page.goto("/check");
  await page.locator("#file").setInputFiles(source("s003"));
  await visible(page, ".item");
}

/** Each page without a serious fault; `where` names the window. */
export async function hasNoSeriousFault(page, where) {
  for (const [address, ready] of Object.entries(EVERY_PAGE)) {
    await page.goto(address);
    await visible(page, ready);
    await axeFindsNothing(page, `${where} ${decodeURIComponent(address)}`);
  }
  await showsReport(page);
  await axeFindsNothing(page, `${where}, a report`);
}

export async function fitsANarrowWindow(page) {
  for (const [address, ready] of Object.entries(EVERY_PAGE)) {
    await page.goto(address);
    await visible(page, ready);
    await noSidewaysScroll(page, decodeURIComponent(address));
  }
  await showsReport(page);
  await noSidewaysScroll(page, "a report");
}

export async function speaksTwoLanguages(page) {
  await page.goto(`/?q=${q}`);
  await visible(page, ".hit");
  const language = () => page.locator("html").getAttribute("lang");
  assert.equal(await language(), "zh-Hans");
  await page.locator("#language").click();
  assert.equal(await language(), "en");
  await visible(page, ".hit");
  assert.equal(await page.locator("h1").textContent(), "Search the corpus");
  await page.reload();
  assert.equal(await language(), "en", "the choice is remembered");
  for (const [address, ready] of Object.entries(EVERY_PAGE)) {
    await page.goto(address);
    await visible(page, ready);
    const untold = await page.evaluate(() => {
      const chinese = /[\u4e00-\u9fff]/;
      const own = (e) => [...e.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE).map((n) => n.textContent).join("");
      const inChinese = (e) => e.closest("[lang]").lang !== "en";
      return [...document.querySelectorAll("main *, nav *, footer *")].filter((e) => chinese.test(own(e)) && !inChinese(e) && !e.closest("svg, td, th, select, bdi, .status, .bubble, .notice, .drop"))
        .map((e) => own(e).slice(0, 30));
    });
    assert.deepEqual(untold, [], `${decodeURIComponent(address)}: words of the page in Chinese, or of a text without lang`);
  }
  await page.locator("#language").click();
  assert.equal(await language(), "zh-Hans");
}

export async function wearsLightAndDark(page) {
  await page.goto("/");
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const byItself = await paper();
  await page.locator("#theme").click();
  await page.locator("#theme").click();
  assert.notEqual(await paper(), byItself, "dark on demand");
  await page.reload();
  assert.notEqual(await paper(), byItself, "the choice is remembered");
  await page.locator("#theme").click();
  assert.equal(await paper(), byItself);
}

export async function isUsedByKeyboard(page) {
  await page.goto("/kwic");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip", "the first stop leads to the content");
  await page.locator("#q").focus();
  await page.keyboard.type("血肉联系");
  await page.keyboard.press("Enter");
  await visible(page, ".kwic tbody tr");
  await page.locator("[data-page=stats]").focus();
  await page.keyboard.press("Enter");
  await visible(page, "table.numbers");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main", "a new page takes the focus");
}
