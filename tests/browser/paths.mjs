// The main path of every page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { downloaded, root, shown, source, visible } from "./harness.mjs";

const enc = encodeURIComponent;

/** The first page leads to the tools, to sentences and to documents. */
export async function beginsWithWhatThereIs(page) {
  await page.goto("/");
  await visible(page, ".doors a");
  assert.ok((await page.locator(".example").count()) >= 2);
  assert.ok((await page.locator(".shelf a").count()) >= 3);
}

export async function tracesAnExampleWithDifferences(page) {
  await page.goto("/trace");
  await visible(page, ".example");
  const shortened = page.locator(".example").last();
  const sentence = await shortened.locator(".source").textContent();
  await shortened.click();
  await visible(page, ".verdict");
  assert.equal(await page.locator(".verdict").getAttribute("data-verdict"), "altered");
  assert.equal(new URL(page.url()).searchParams.get("q"), sentence, "the address can be shared");
  const [quoted, original] = await page.locator(".match").first().locator(".texts dd").all();
  const missing = await Promise.all((await original.locator("del").all()).map(shown));
  assert.ok(missing.length > 0, "what is missing is marked in the source");
  const left = (await shown(original)).replace(missing[0], "");
  assert.ok(sentence.startsWith(left.slice(0, 5)) && (await quoted.locator(".gap").count()) > 0);
  assert.ok((await page.locator(".legend li").count()) > 0, "the marks are explained");
  assert.ok((await page.locator(".citation").first().textContent()).length > 5, "the source is cited");
  await page.locator(".match footer .quiet").first().click();
  await visible(page, ".surroundings mark.here");
}

export async function tracesBySharedAddressAndKeyboard(page) {
  await page.goto("/trace");
  await visible(page, ".example");
  const sentence = await page.locator(".example .source").first().textContent();
  await page.goto(`/trace?q=${enc(sentence)}`);
  await visible(page, ".verdict[data-verdict=exact]");
  await page.locator("#sentence").fill("此句为测试浏览器而写库中断不会有的天方夜谭");
  await page.locator("#sentence").press("Enter");
  await visible(page, ".verdict[data-verdict=not_found]");
  await page.goBack();
  await visible(page, ".verdict[data-verdict=exact]");
}

export async function copiesACitation(page) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`/trace?q=${enc("工作作风上的问题绝对不是小事")}`);
  await visible(page, ".citation button");
  const printed = await page.locator(".citation span").first().textContent();
  await page.locator(".citation button").first().click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), printed);
}

export async function citesInAChosenStyle(page) {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto("/read/s002");
  await visible(page, ".side-panel");
  await page.locator(".side-panel .onward button", { hasText: /引用|Cite/ }).click();
  await visible(page, ".citing .cited");
  await page.locator(".citing select").selectOption("renmin");
  await page.waitForFunction(() => document.querySelector(".citing .cited")?.textContent.endsWith("第9版。"));
  await page.locator(".citing button").click();
  assert.ok((await page.evaluate(() => navigator.clipboard.readText())).includes("《人民日报》2021年12月28日第9版。"));
  await page.locator(".citing select").selectOption("bibtex");
  await page.waitForFunction(() => document.querySelector(".citing pre")?.textContent.startsWith("@article{s002,"));
  await page.goto(`/trace?q=${enc("群众路线是我们党的生命线和根本工作路线，是我们党永葆青春活力")}`);
  await visible(page, ".match footer");
  await page.locator(".match footer button", { hasText: /引用|Cite/ }).first().click();
  await visible(page, ".citing pre"); // the style is remembered
  await page.locator(".citing select").selectOption("gb7714-2025");
  await visible(page, ".citing .cited");
  assert.ok((await page.locator(".citing .faint").count()) > 0, "what the citation does not say is told");
}

export async function searchesWithFacetsSortAndPages(page) {
  await page.goto("/");
  await page.locator("#q").fill("群众");
  await page.locator(".ask .primary").click();
  await visible(page, ".hit");
  const marks = await page.locator("mark.here").allTextContents();
  assert.ok(marks.length > 0 && marks.every((mark) => mark === "群众"), `marked: ${marks.slice(0, 5)}`);
  await page.locator("select[name=sort]").selectOption("date");
  await page.waitForURL(/sort=date/);
  await page.waitForFunction(() => !document.querySelector("[aria-busy]"));
  const dates = await page.locator(".hit time").evaluateAll((all) => all.map((one) => one.dateTime));
  assert.deepEqual(dates, [...dates].sort(), "oldest first");
  await page.locator(".pager a[rel=next]").click();
  await page.waitForURL(/offset=20/);
  await visible(page, ".pager a[rel=prev]");
  const facet = page.locator(".facet a", { hasText: "s002" }).or(page.locator(".facet a[href*='doc=s002']")).first();
  const said = Number((await facet.locator(".count").textContent()).replaceAll(",", ""));
  await facet.click();
  await visible(page, ".chip");
  await page.waitForFunction((n) => document.querySelector(".status").textContent.includes(String(n)), said);
  assert.ok(!page.url().includes("offset"), "a facet begins anew");
  await page.locator(".chip").click();
  await page.waitForURL((url) => !url.search.includes("doc="));
  await page.locator("#q").fill("(");
  await page.locator("#q").press("Enter");
  await visible(page, "[role=alert]");
  await page.locator("#q").fill("此句为测试浏览器而写库中断不会有");
  await page.locator("#q").press("Enter");
  await visible(page, ".empty");
}

export async function followsASearchToTheText(page) {
  await page.goto(`/?q=${enc("血肉联系")}`);
  await visible(page, ".hit .title");
  await page.locator(".hit .title").first().click();
  await visible(page, ".sheet mark.here");
  assert.match(page.url(), /\/read\/[^?]+\?hit=\d+-\d+#/);
  assert.equal(await page.locator(".sheet mark.here").first().textContent(), "血肉联系");
  assert.equal(await page.locator(".target").count(), 1, "the passage of the address stands out");
  await page.goBack();
  await visible(page, ".hit .title");
}

export async function showsAConcordance(page) {
  await page.goto(`/kwic?q=${enc("血肉联系")}&sort=right`);
  await visible(page, ".kwic tbody tr");
  await page.waitForFunction(() => /\d/.test(document.querySelector(".status").textContent));
  const rows = await page.locator(".kwic tbody tr").count();
  assert.ok(rows > 10);
  const hits = await page.locator(".kwic td.found").allTextContents();
  assert.ok(hits.every((hit) => hit === "血肉联系"), "every line has it in the middle");
  const lefts = await page.locator(".kwic td.found a").evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
  assert.ok(Math.max(...lefts) - Math.min(...lefts) <= 1, "and all under one another");
  const csv = await downloaded(page, () => page.locator(".tools button").first().click());
  assert.match(csv.name, /\.csv$/);
  assert.ok(csv.text.startsWith("\ufeffdoc,passage,date,left,hit,right"));
  assert.equal(csv.text.trim().split("\r\n").length, rows + 1);
  const jsonl = await downloaded(page, () => page.locator(".tools button").nth(1).click());
  assert.equal(jsonl.text.trim().split("\n").map(JSON.parse).length, rows);
  await page.locator(".views a").nth(2).click();
  await visible(page, ".chart svg");
}

export async function drawsATimeline(page) {
  await page.goto(`/timeline?q=${enc("群众路线")}`);
  await visible(page, ".chart .mark");
  assert.ok((await page.locator(".chart .mark").count()) > 3);
  assert.equal(await page.locator(".chart .first").count(), 1, "the first attestation is marked");
  assert.ok((await page.locator(".first-place .citation, .first-place .hit").count()) > 0);
  await page.locator(".chart .mark").first().focus();
  await visible(page, ".bubble");
  await page.keyboard.press("ArrowRight");
  const label = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  assert.match(label, /^\d{4}/, "arrows lead from bar to bar");
  await page.locator("select[name=by]").selectOption("month");
  await page.waitForURL(/by=month/);
  await page.waitForFunction(() => /^\d{4}-\d{2}/.test(document.querySelector(".chart .mark")?.getAttribute("aria-label") ?? ""));
  await page.locator(".chart .first").click();
  await page.waitForURL(/from=\d{4}-\d{2}&to=\d{4}-\d{2}/);
  await visible(page, ".hit");
}

export async function readsADocument(page) {
  await page.goto("/read");
  await visible(page, ".library tbody tr");
  await page.locator("#title").fill("s000");
  await page.locator("#title").press("Enter");
  await page.waitForURL(/q=s000/);
  await page.locator(".library a", { hasText: "论述摘编" }).first().click();
  await visible(page, ".sheet .excerpt");
  const text = readFileSync(source("s000"), "utf8");
  const seen = await page.locator(".sheet .excerpt > p").first().textContent();
  assert.ok(text.includes(seen.trim()), "the text as it stands");
  assert.ok((await page.locator(".sheet .excerpt-citation cite").count()) > 20, "each excerpt with its citation");
  assert.ok((await page.locator(".sheet .quotation").count()) > 0 && (await page.locator(".sheet .phrase").count()) > 0);
  await visible(page, ".elsewhere");
  await page.locator(".elsewhere summary").first().click();
  await visible(page, ".elsewhere[open] a");
  await page.locator(".layer-quotations input").uncheck();
  assert.ok(await page.locator(".sheet.without-quotations").count());
  await page.locator(".layer-quotations input").check();
  await page.locator(".contents a").nth(7).click();
  const place = decodeURIComponent(new URL(page.url()).hash.slice(1));
  assert.ok(await page.locator(`[id="${place}"]`).isVisible());
  await page.goto("/read/no-such-document");
  await visible(page, "[role=alert]");
}

export async function showsWholeTexts(page) {
  for (const id of ["s000", "s002"]) {
    await page.goto(`/read/${id}`);
    await visible(page, ".sheet .passage");
    const letters = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");
    const seen = await page.locator(".sheet").evaluate((sheet) => {
      const copy = sheet.cloneNode(true);
      copy.querySelectorAll(".handles, .elsewhere, button, .excerpt-number").forEach((one) => one.remove());
      return copy.textContent;
    });
    assert.equal(letters(seen), letters(readFileSync(source(id), "utf8")), `${id}: every letter once, in order`);
  }
}

export async function checksAPastedManuscript(page) {
  await page.goto("/check");
  await page.locator("#manuscript").fill(readFileSync(source("s003"), "utf8"));
  await page.locator("#manuscript").press("Control+Enter");
  await visible(page, ".item");
  const lines = readFileSync(source("s003"), "utf8").split("\n");
  const place = await page.locator(".item .place").first().textContent();
  const [n, left] = [Number(/\d+/.exec(place)[0]), / 行 (.*?)……/.exec(place)[1]];
  assert.ok(lines[n - 1].includes(left), "the line of the manuscript");
  const all = await page.locator(".item").count();
  await page.locator(".filter-row button[data-verdict]").first().click();
  const some = await page.locator(".items > li:visible").count();
  assert.ok(some > 0 && some <= all);
  assert.ok(!page.url().includes("q="), "a manuscript never stands in the address");
}

/** Borrowings without quotation marks are looked for on request, and shown beside the quotations. */
export async function checksForUnmarkedWords(page) {
  await page.goto("/check");
  await page.locator("#unmarked").check();
  await page.locator("#manuscript").fill("他说过：“工作作风上的问题绝对不是小事”。\n\n历史和现实都告诉我们，密切联系群众，是党的性质和宗旨的体现，是中国共产党区别于其他政党的显著标志。\n");
  await page.locator(".ask .primary").click();
  await visible(page, "details.beside");
  await page.locator("details.beside > summary").first().click();
  assert.ok((await page.locator("details.beside q").first().textContent()).includes("密切联系群众"));
  await page.locator("#unmarked").uncheck();
}

export async function checksAFile(page) {
  await page.goto("/check");
  await page.locator("#file").setInputFiles(source("s003"));
  await visible(page, ".item");
  assert.match(await page.locator(".status").textContent(), /s003\.txt/);
  const json = await downloaded(page, () => page.locator(".tools button", { hasText: "JSON" }).click());
  assert.equal(JSON.parse(json.text).items.length, await page.locator(".item").count());
  const html = await downloaded(page, () => page.locator(".tools button", { hasText: "HTML" }).click());
  assert.match(html.text, /^<!doctype html>/i);
  await page.locator(".item a", { hasText: /原文|there/ }).first().click();
  await visible(page, ".sheet mark.here");
  await page.goBack();
  await visible(page, ".item"); // the report stays while other pages are looked at
}

export async function checksAWordFile(page) {
  await page.goto("/check");
  await page.locator("#file").setInputFiles(join(root, "crates", "ingest", "tests", "files", "libreoffice.docx"));
  await visible(page, ".item");
  assert.match(await page.locator(".item .place").first().textContent(), /\d/, "where in the file it stands");
  const file = await downloaded(page, () => page.locator(".tools button", { hasText: "Word" }).click());
  assert.match(file.name, /\.docx$/);
  assert.ok(file.text.startsWith("PK"), "a Word file comes back");
}

export async function comparesTwoDocuments(page) {
  await page.goto("/compare?a=s000");
  await visible(page, ".partners a");
  await page.locator(".partners a").first().click();
  await page.waitForURL(/b=/);
  await visible(page, ".pair");
  assert.ok((await page.locator(".ribbon").count()) > 0, "both texts at a glance");
  const [left, right] = await page.locator(".pair").first().locator(".pair-side .source").allTextContents();
  assert.ok(left.length > 5 && right.length > 5);
  const same = page.locator(".pair", { hasText: "文字全同" }).first();
  assert.equal(await same.locator("mark[data-kind=replaced]").count(), 0, "nothing differs where all is the same");
  await page.goto("/compare?a=no-such-document&b=s000");
  await visible(page, "[role=alert]");
}

export async function counts(page) {
  await page.goto("/stats");
  await visible(page, "table.numbers svg.bar rect");
  await page.goto(`/stats?view=ngrams&n=3`);
  await visible(page, "table.numbers tbody tr");
  await page.goto(`/stats?view=collocates&word=${enc("群众")}`);
  await visible(page, ".chart .point");
  const log = (name) => page.locator("th[aria-sort]", { hasText: name }).waitFor({ timeout: 15_000 });
  await log("logDice");
  await page.locator("thead a", { hasText: "G²" }).click();
  await log("G²");
  await page.goto("/stats?view=keywords&doc=s002");
  await visible(page, "table.numbers tbody tr");
  await page.goto(`/stats?view=dispersion&q=${enc("群众")}`);
  await visible(page, ".figures dd");
  const csv = await downloaded(page, () => page.locator(".tools button").click());
  assert.ok(csv.text.startsWith("\ufeffpart,"));
  await page.locator(".views a").first().click();
  await page.locator("select[name=by]").selectOption("char");
  await page.waitForURL(/by=char/);
  await visible(page, "table.numbers tbody tr");
}

/** Places come as bytes and are shown as characters. */
export async function cutsTextsByBytes(page) {
  await page.goto("/");
  const cut = await page.evaluate(async () => {
    const { Bytes } = await import("/web/dom.js");
    const pieces = (text, marks) => new Bytes(text).cut(marks, (plain) => plain, (words) => `[${words}]`).join("");
    const woven = (text, marks) => new Bytes(text).weave(0, new Bytes(text).length, marks, (m, inner) => `${m.k}(${inner.join("")})`).join("");
    return [
      pieces("群众𠮷路线", [{ start: 6, end: 10 }]),
      pieces("\ufeff群众", [{ start: 3, end: 6 }]),
      pieces("群众路线", [{ start: 6, end: 6 }, { start: 0, end: 3 }]),
      pieces("群众路线", [{ start: 0, end: 6 }, { start: 3, end: 9 }, { start: 9, end: 99 }]),
      pieces("", [{ start: 0, end: 0 }]),
      woven("甲乙丙丁", [{ k: "a", start: 0, end: 9 }, { k: "b", start: 3, end: 6 }]),
      woven("甲乙丙丁", [{ k: "a", start: 0, end: 6 }, { k: "b", start: 3, end: 9 }, { k: "c", start: 9, end: 12 }]),
    ];
  });
  assert.deepEqual(cut, ["群众[𠮷]路线", "\ufeff[群]众", "[群]众[]路线", "[群众]路线", "[]", "a(甲b(乙)丙)丁", "a(甲乙)丙c(丁)"]);
}

/** What a spreadsheet would run is handed out as text. */
export async function writesHarmlessCsv(page) {
  await page.goto("/");
  const text = await page.evaluate(async () => (await import("/web/table.js")).csv(["a", "b"], [{ a: "=HYPERLINK(\"x\")", b: -1 }, { a: "甲,乙", b: null }]));
  assert.equal(text, "\ufeffa,b\r\n\"'=HYPERLINK(\"\"x\"\")\",-1\r\n\"甲,乙\",\r\n");
}
