// What every walk needs: the binary, a small corpus with hostile documents, a browser that notes everything
// which must not happen.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, statSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export const source = (id) => join(root, "corpus", "sources", `${id}.txt`);

const HOSTILE = `论<img src=x onerror="window.broken=1">与标记

古书上说，<script>window.broken=1</script>这样的标记只是文字，<b onmouseover="window.broken=1">无论写在哪里</b>都只是文字。

他们说：“<svg onload=window.broken=1>引号里面的标记也只是文字，不会成为别的东西。”这话不错。
`;

const MARKDOWN = `# 标记之二 <script>window.broken=1</script>

[点我](javascript:window.broken=1) 是链接的写法，![图](http://127.0.0.1:9/x.png) 是图的写法，都要照原样显示。

<iframe src="javascript:parent.broken=1"></iframe> 标记之二的第二段，<style>body{display:none}</style> 也只是文字。
`;

/** Right-to-left override and isolates, not closed: what follows them on the page must stay as it is. */
const BIDI = `\u202e倒写的题目\u2067

\u202e双向控制符\u2066写在正文里面，也不能把页面上别的文字倒过来\u202e。
`;

export const HOSTILE_FILES = { "hostile.txt": HOSTILE, "hostile-two.md": MARKDOWN, "hostile-three.txt": BIDI };

export function browserPath() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const places = process.env.PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [process.env.CHROMIUM, ...places].find((path) => path && existsSync(path));
}

export function binaryPath() {
  const given = process.env.CHUCHU_BIN ?? process.argv[2];
  if (given) return given;
  const built = ["release", "debug"].map((profile) => join(root, "target", profile, "chuchu")).filter(existsSync);
  built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  assert.ok(built[0], "no binary: cargo build --bin chuchu");
  return built[0];
}

/** A corpus of two of the bundled documents and the hostile ones. */
export function makeCorpus(binary, folder) {
  const index = join(folder, "index");
  const hostile = Object.entries(HOSTILE_FILES).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  });
  execFileSync(binary, ["init", "--empty", "--index", index], { stdio: ["ignore", "ignore", "inherit"] });
  execFileSync(binary, ["add", "--index", index, source("s000"), source("s002"), ...hostile], { stdio: ["ignore", "ignore", "inherit"] });
  return index;
}

/** Starts the server on a free port and gives its address when it has said it. */
export function startServer(binary, index, ...more) {
  const server = spawn(binary, ["serve", "--index", index, "--listen", "127.0.0.1:0", ...more], { stdio: ["ignore", "ignore", "pipe"] });
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

/** Ends the server as an operator does. */
export async function stops(server) {
  const ended = new Promise((resolve) => server.on("exit", (status) => resolve(status)));
  server.kill("SIGTERM");
  assert.equal(await ended, 0, "SIGTERM ends the server quietly");
}

export const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

/** A page that notes everything which must not happen. */
export async function openPage(browser, address, faults, options) {
  const context = await browser.newContext({ baseURL: address, acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(`script error: ${error.message}`));
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
    if (message.type() === "error" && /\.js:\d+/.test(message.text())) faults.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith("blob:")) faults.push(`request to another host: ${request.url()}`);
  });
  return page;
}

export const visible = (page, selector) => page.locator(selector).first().waitFor({ timeout: 15_000 });

export async function noSidewaysScroll(page, where) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${where}: ${over} px too wide`);
}

/** The words without what only screen readers are told. */
export const shown = (locator) => locator.evaluate((element) => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".unseen").forEach((unseen) => unseen.remove());
  return copy.textContent;
});

/** What a click hands out as a file: its name and its text. */
export async function downloaded(page, click) {
  const coming = page.waitForEvent("download", { timeout: 15_000 });
  await click();
  const file = await coming;
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  return { name: file.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
}
