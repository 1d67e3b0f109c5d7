// Documents, questions and manuscripts that would like to be more than text.

import assert from "node:assert/strict";
import { HOSTILE_FILES, visible } from "./harness.mjs";

const enc = encodeURIComponent;

async function nothingRan(page, where) {
  assert.equal(await page.evaluate(() => window.broken), undefined, `${where}: nothing of a document may run`);
  const foreign = "main img, main script, main iframe, main style, main [onmouseover], main [onerror], main [onload], main a[href^='javascript']";
  assert.equal(await page.locator(foreign).count(), 0, `${where}: no element of a document`);
}

export async function showsHostileTextAsText(page) {
  await page.goto(`/?q=${enc("都只是文字")}`);
  await visible(page, ".hit");
  const text = await page.locator(".hit").first().textContent();
  assert.ok(text.includes("<script>window.broken=1</script>"), text);
  assert.ok(text.includes("<img src=x"), "the title too");
  await page.locator(".hit footer button", { hasText: /上下文|context/ }).first().click();
  await visible(page, ".surroundings");
  await nothingRan(page, "search");
  const sentence = "<script>window.broken=1</script>这样的标记只是文字，<img src=x onerror=window.broken=1>";
  await page.goto(`/trace?q=${enc(sentence)}`);
  await visible(page, ".verdict");
  await nothingRan(page, "trace");
}

export async function readsHostileDocuments(page) {
  const { documents } = await page.evaluate(() => fetch("/api/v1/documents?limit=100").then((answer) => answer.json()));
  const hostile = documents.filter((d) => d.id.includes("hostile"));
  assert.equal(hostile.length, Object.keys(HOSTILE_FILES).length);
  for (const { id } of hostile) {
    await page.goto(`/read/${enc(id)}`);
    await visible(page, ".sheet .passage");
    await nothingRan(page, `read ${id}`);
  }
  await page.goto(`/read/${enc(hostile.find((d) => d.id.includes("two")).id)}`);
  await visible(page, ".sheet .passage");
  assert.ok((await page.locator(".sheet").textContent()).includes("<iframe src=\"javascript:parent.broken=1\">"));
}

export async function asksHostileQuestions(page) {
  const words = enc("<img src=x onerror=window.broken=1>");
  const pages = ["/?q=", "/kwic?q=", "/timeline?q=", "/stats?view=collocates&word=", "/stats?view=dispersion&q=", "/compare?a=", "/read/", "/read?q="];
  for (const address of pages) {
    await page.goto(`${address}${words}`);
    await page.waitForLoadState("networkidle");
    await nothingRan(page, address);
  }
  for (const address of ["/kwic?q=", "/timeline?q="]) {
    await page.goto(`${address}${enc("都只是文字")}`);
    await page.waitForLoadState("networkidle");
    await nothingRan(page, address);
  }
}

export async function checksAHostileManuscript(page) {
  await page.goto("/check");
  const name = "<img src=x onerror=window.broken=1>.txt";
  await page.locator("#file").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(HOSTILE_FILES["hostile.txt"]) });
  await page.waitForFunction(() => document.querySelector(".item, .empty"), null, { timeout: 15_000 });
  assert.ok((await page.locator(".status").textContent()).includes(name));
  await nothingRan(page, "check");
}

/** A control character of one text must not turn round what stands beside it. */
export async function keepsBidiInItsPlace(page) {
  await page.goto(`/?q=${enc("双向控制符")}`);
  await visible(page, ".hit");
  for (const selector of [".hit cite", ".hit > p.source"]) {
    const kept = await page.locator(selector).first().evaluate((element) => getComputedStyle(element).unicodeBidi);
    assert.match(kept, /isolate|plaintext/, `${selector} keeps its direction to itself`);
  }
  const [title, time] = await page.locator(".hit > header").first().evaluate((header) => [...header.children].map((one) => one.getBoundingClientRect().left));
  assert.ok(title < time, "the title still stands before the date");
}
