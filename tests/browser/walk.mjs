// Walks the main path of the web page in a real browser, against the built binary.
//
//   npm ci && node walk.mjs [path of the binary]
//
// The binary is CHUCHU_BIN, or the first argument, or the newer of target/release and target/debug. The
// browser is CHROMIUM, or chromium or google-chrome on the PATH; without one the walk is skipped with a
// message and status 0. Everything happens on the loopback interface and in a temporary folder.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

const HOSTILE = `论<img src=x onerror="window.broken=1">与标记

古书上说，<script>window.broken=1</script>这样的标记只是文字，<b onmouseover="window.broken=1">无论写在哪里</b>都只是文字。
`;

function browserPath() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const places = process.env.PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [process.env.CHROMIUM, ...places].find((path) => path && existsSync(path));
}

function binaryPath() {
  const given = process.env.CHUCHU_BIN ?? process.argv[2];
  if (given) return given;
  const built = ["release", "debug"].map((profile) => join(root, "target", profile, "chuchu")).filter(existsSync);
  built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  assert.ok(built[0], "no binary: cargo build --bin chuchu");
  return built[0];
}

/** A corpus of two of the bundled documents and a hostile one. */
function makeCorpus(binary, folder) {
  const index = join(folder, "index");
  const hostile = join(folder, "hostile.txt");
  writeFileSync(hostile, HOSTILE);
  const sources = ["s000", "s001"].map((id) => join(root, "corpus", "sources", `${id}.txt`));
  execFileSync(binary, ["init", "--empty", "--index", index], { stdio: ["ignore", "ignore", "inherit"] });
  execFileSync(binary, ["add", "--index", index, ...sources, hostile], { stdio: ["ignore", "ignore", "inherit"] });
  return index;
}

/** Starts the server on a free port and gives its address when it has said it. */
function startServer(binary, index) {
  const server = spawn(binary, ["serve", "--index", index, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "ignore", "pipe"] });
  const address = new Promise((resolve, reject) => {
    let said = "";
    server.stderr.on("data", (data) => {
      said += data;
      const found = /http:\/\/[\d.:]+/.exec(said);
      if (found) resolve(found[0]);
    });
    server.on("exit", (status) => reject(new Error(`the server ended with status ${status}: ${said}`)));
    setTimeout(() => reject(new Error(`no address within 30 s: ${said}`)), 30_000).unref();
  });
  return { server, address };
}

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

/** A page that notes everything which must not happen. */
async function openPage(browser, address, faults, options) {
  const context = await browser.newContext({ baseURL: address, ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) faults.push(`request to another host: ${request.url()}`);
  });
  return page;
}

const visible = (page, selector) => page.locator(selector).first().waitFor({ timeout: 15_000 });

async function noSidewaysScroll(page, where) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${where}: ${over} px too wide`);
}

/** The words without what only screen readers are told. */
const shown = (locator) => locator.evaluate((element) => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".unseen").forEach((unseen) => unseen.remove());
  return copy.textContent;
});

async function tracesAnExampleWithDifferences(page) {
  await page.goto("/");
  await visible(page, ".example");
  const shortened = page.locator(".example").last();
  const sentence = await shortened.locator(".source").textContent();
  await shortened.click();
  await visible(page, "#trace .verdict");
  assert.equal(await page.locator("#trace .verdict").getAttribute("data-verdict"), "altered");
  assert.equal(new URL(page.url()).searchParams.get("q"), sentence, "the address can be shared");
  const [quoted, original] = await page.locator("#trace .match").first().locator(".texts dd").all();
  const missing = await Promise.all((await original.locator("del").all()).map(shown));
  assert.ok(missing.length > 0, "what is missing is marked in the source");
  const left = (await shown(original)).replace(missing[0], "");
  assert.ok(sentence.startsWith(left.slice(0, 5)) && (await quoted.locator(".gap").count()) > 0);
  assert.ok((await page.locator("#trace .legend li").count()) > 0, "the marks are explained");
  assert.ok((await page.locator("#trace .citation").first().textContent()).length > 5, "the source is cited");
  await page.locator("#trace .match footer .quiet").first().click();
  await visible(page, "#trace .surroundings mark.here");
}

async function tracesBySharedAddressAndKeyboard(page) {
  await page.goto("/");
  await visible(page, ".example");
  const sentence = await page.locator(".example .source").first().textContent();
  await page.goto(`/?tab=trace&q=${encodeURIComponent(sentence)}`);
  await visible(page, "#trace .verdict[data-verdict=exact]");
  await page.locator("#trace-text").fill("此句为测试浏览器而写库中断不会有的天方夜谭");
  await page.locator("#trace-text").press("Enter");
  await visible(page, "#trace .verdict[data-verdict=not_found]");
  await page.goBack();
  await visible(page, "#trace .verdict[data-verdict=exact]");
}

async function searches(page) {
  await page.goto("/");
  await page.locator("[data-tab=search]").click();
  await page.locator("#search-text").fill("群众");
  await page.locator("#search-form .primary").click();
  await visible(page, "#search .hit");
  const marks = await page.locator("#search mark.here").allTextContents();
  assert.ok(marks.length > 0 && marks.every((mark) => mark === "群众"), `marked: ${marks.slice(0, 5)}`);
  const before = await page.locator("#search .hit").count();
  const more = page.locator("#search-results > button");
  if (await more.count()) {
    await more.click();
    await page.waitForFunction((n) => document.querySelectorAll("#search .hit").length > n, before);
  }
  await page.locator("#search-text").fill("(");
  await page.locator("#search-text").press("Enter");
  await visible(page, "#search [role=alert]");
}

async function checksAManuscript(page) {
  await page.goto("/?tab=check");
  await page.locator("#check-text").fill(readFileSync(join(root, "corpus", "sources", "s003.txt"), "utf8"));
  await page.locator("#check-text").press("Control+Enter");
  await visible(page, "#check .item");
  const all = await page.locator("#check .item").count();
  await page.locator("#check .filter-row button[data-verdict]").first().click();
  const some = await page.locator("#check .items > li:visible").count();
  assert.ok(some > 0 && some <= all);
  assert.ok(!page.url().includes("q="), "a manuscript never stands in the address");
}

/** Places come as bytes and are shown as characters. */
async function cutsTextsByBytes(page) {
  const cut = await page.evaluate(async () => {
    const { Bytes } = await import("/dom.js");
    const pieces = (text, marks) => new Bytes(text).cut(marks, (plain) => plain, (words) => `[${words}]`).join("");
    return [
      pieces("群众𠮷路线", [{ start: 6, end: 10 }]),
      pieces("\ufeff群众", [{ start: 3, end: 6 }]),
      pieces("群众路线", [{ start: 6, end: 6 }, { start: 0, end: 3 }]),
      pieces("群众路线", [{ start: 0, end: 6 }, { start: 3, end: 9 }, { start: 9, end: 99 }]),
      pieces("", [{ start: 0, end: 0 }]),
    ];
  });
  assert.deepEqual(cut, ["群众[𠮷]路线", "\ufeff[群]众", "[群]众[]路线", "[群众]路线", "[]"]);
}

async function speaksTwoLanguages(page) {
  await page.goto("/?tab=search");
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
  await page.locator("#language").click();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(await page.locator("[data-tab=trace]").textContent(), "Trace");
  await page.reload();
  assert.equal(await page.locator("html").getAttribute("lang"), "en", "the choice is remembered");
  const untold = await page.locator("[data-t]").evaluateAll((all) => all.filter((e) => e.textContent === e.dataset.t).length);
  assert.equal(untold, 0, "every word is told in English");
  await page.locator("#language").click();
  assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hans");
}

async function showsHostileTextAsText(page) {
  const words = encodeURIComponent("都只是文字");
  await page.goto(`/?tab=search&q=${words}`);
  await visible(page, "#search .hit");
  const text = await page.locator("#search .hit").first().textContent();
  assert.ok(text.includes("<script>window.broken=1</script>"), text);
  assert.ok(text.includes("<img src=x"), "the title too");
  await page.locator("#search .hit footer .quiet").last().click();
  await visible(page, "#search .surroundings");
  const sentence = encodeURIComponent("<script>window.broken=1</script>这样的标记只是文字，<img src=x onerror=window.broken=1>");
  await page.goto(`/?tab=trace&q=${sentence}`);
  await visible(page, "#trace .verdict");
  assert.equal(await page.evaluate(() => window.broken), undefined, "nothing of a document may run");
  assert.equal(await page.locator("main img, main script, main b[onmouseover]").count(), 0);
}

async function fitsANarrowWindow(page) {
  for (const address of ["/", "/?tab=search&q=群众", "/?tab=check"]) {
    await page.goto(address);
    await page.waitForLoadState("networkidle");
    await noSidewaysScroll(page, address);
  }
  await tracesAnExampleWithDifferences(page);
  await noSidewaysScroll(page, "a trace");
  await page.locator("#corpus-summary").click();
  await noSidewaysScroll(page, "the documents of the corpus");
  await checksAManuscript(page);
  await noSidewaysScroll(page, "a checked manuscript");
}

/** Ends the server as an operator does. */
async function stops(server) {
  const ended = new Promise((resolve) => server.on("exit", (status) => resolve(status)));
  server.kill("SIGTERM");
  assert.equal(await ended, 0, "SIGTERM ends the server quietly");
}

async function saysThatTheServerIsGone(page) {
  await page.locator("#search-form .primary").click();
  await visible(page, "#search [role=alert]");
}

async function walk(browser, address, server) {
  const faults = [];
  const wide = await openPage(browser, address, faults, { viewport: { width: 1280, height: 900 }, locale: "zh-CN" });
  await wide.goto("/");
  const steps = [cutsTextsByBytes, tracesAnExampleWithDifferences, tracesBySharedAddressAndKeyboard, searches, checksAManuscript,
    speaksTwoLanguages, showsHostileTextAsText];
  for (const step of steps) {
    await step(wide);
    console.log(`ok: ${step.name}`);
  }
  const narrow = await openPage(browser, address, faults, { viewport: { width: 360, height: 740 }, locale: "en-US", colorScheme: "dark" });
  await fitsANarrowWindow(narrow);
  console.log(`ok: ${fitsANarrowWindow.name}`);
  await wide.goto("/?tab=search");
  await wide.locator("#search-text").fill("群众");
  await stops(server);
  await saysThatTheServerIsGone(wide);
  console.log(`ok: ${stops.name}, ${saysThatTheServerIsGone.name}`);
  assert.deepEqual(faults, []);
}

const executablePath = browserPath();
if (!executablePath) {
  console.log("skipped: no chromium found (set CHROMIUM, or install it: apt-get install chromium fonts-noto-cjk)");
  process.exit(0);
}
const { chromium } = await import("playwright-core").catch(() => {
  console.error("playwright-core is missing: run `npm ci` in tests/browser");
  process.exit(1);
});
const folder = mkdtempSync(join(tmpdir(), "chuchu-browser-"));
const binary = binaryPath();
let running;
let browser;
try {
  running = startServer(binary, makeCorpus(binary, folder));
  const address = await running.address;
  browser = await chromium.launch({ executablePath, args: FLAGS });
  await walk(browser, address, running.server);
} finally {
  await browser?.close();
  running?.server.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
