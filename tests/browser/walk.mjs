// Walks every page in a real browser, against the built binary: see README.md beside this file.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as access from "./access.mjs";
import { FLAGS, binaryPath, browserPath, makeCorpus, openPage, startServer, stops, visible } from "./harness.mjs";
import * as hostile from "./hostile.mjs";
import * as paths from "./paths.mjs";

const WIDE = { viewport: { width: 1280, height: 900 }, locale: "zh-CN" };
const NARROW_DARK = { viewport: { width: 360, height: 740 }, locale: "en-US", colorScheme: "dark" };

/** Only the steps whose name holds this, when it is given. */
const ONLY = process.env.ONLY ?? "";

async function take(name, step) {
  if (!name.includes(ONLY)) return;
  const began = performance.now();
  await step();
  console.log(`ok: ${name} (${Math.round(performance.now() - began)} ms)`);
}

async function saysThatTheServerIsGone(page) {
  await page.locator(".ask .primary").click();
  await visible(page, "[role=alert]");
}

/** A server that wants a token is asked for nothing without one; the page asks the reader, and keeps it for the window. */
async function asksForAToken(browser, faults) {
  const file = join(folder, "tokens");
  writeFileSync(file, "a-token-of-the-walk\n");
  const { server, address } = startServer(binary, join(folder, "index"), "--token-file", file);
  try {
    const page = await openPage(browser, await address, faults, WIDE);
    await page.goto("/?q=%E7%BE%A4%E4%BC%97");
    await visible(page, ".token input");
    await page.locator(".token input").fill("a-token-of-the-walk");
    await page.locator(".token button").click();
    await visible(page, ".hit");
    await page.locator("[data-page=read]").click();
    await visible(page, ".library tbody tr");
  } finally {
    await stops(server);
  }
}

async function walk(browser, address, server) {
  const faults = [];
  const wide = await openPage(browser, address, faults, WIDE);
  for (const [name, step] of Object.entries({ ...paths, ...hostile })) await take(name, () => step(wide));
  const { speaksTwoLanguages, wearsLightAndDark, isUsedByKeyboard, fitsANarrowWindow, hasNoSeriousFault } = access;
  for (const step of [speaksTwoLanguages, wearsLightAndDark, isUsedByKeyboard]) await take(step.name, () => step(wide));
  const narrow = await openPage(browser, address, faults, NARROW_DARK);
  await take(fitsANarrowWindow.name, () => fitsANarrowWindow(narrow));
  await take(hasNoSeriousFault.name, () => hasNoSeriousFault(narrow, "narrow and dark"));
  await take(hasNoSeriousFault.name, () => hasNoSeriousFault(wide, "wide and light"));
  await take(asksForAToken.name, () => asksForAToken(browser, faults));
  await wide.goto("/");
  await wide.locator("#q").fill("群众");
  await stops(server);
  await take(saysThatTheServerIsGone.name, () => saysThatTheServerIsGone(wide));
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
