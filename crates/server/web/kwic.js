// The page of the concordance: every place on a line of its own, the words found under one another.

import { FILTERS, toKwic, toRead } from "./addresses.js";
import { lines } from "./api.js";
import { choice, el, saveFile, zh } from "./dom.js";
import { Panel, failureNotice, nothing } from "./panel.js";
import { option, parameters, queryForm } from "./query.js";
import { csv } from "./table.js";
import { number, t } from "./words.js";

/** Lines that are shown at a time, and that one file holds at most, as the server allows. */
const PAGE = 200;
const MOST = 100_000;

const WIDTHS = ["10", "20", "30", "40", "60"];
const SORTS = ["doc", "left", "right", "date"];
const COLUMNS = ["doc", "passage", "date", "left", "hit", "right"];

function row(line, n) {
  return el("tr", {},
    el("td", { class: "n" }, number(n)),
    zh("td", { class: "left" }, el("span", {}, el("bdi", {}, line.left))),
    zh("td", { class: "found" }, el("a", { href: toRead(line.passage, line.span), title: line.passage }, el("bdi", {}, line.hit))),
    zh("td", { class: "right" }, el("span", {}, el("bdi", {}, line.right))),
    el("td", { class: "date" }, line.date ?? ""),
    el("td", { class: "doc" }, el("span", { title: line.doc }, line.doc.split("/").at(-1))));
}

function emptyTable() {
  const head = (name, kind) => el("th", { scope: "col", class: kind }, t(name));
  const body = el("tbody");
  return [el("table", { class: "kwic source" },
    el("caption", { class: "unseen" }, t("kwic_title")),
    el("thead", {}, el("tr", {}, head("kwic_n", "n"), head("kwic_left", "left"), head("kwic_hit", "found"), head("kwic_right", "right"), head("kwic_date", "date"), head("kwic_doc", "doc"))),
    body), body];
}

/** What the server is asked. */
function question(asked, more) {
  const wanted = Object.fromEntries(["q", ...FILTERS].map((name) => [name, asked[name]]));
  return { ...wanted, width: asked.width ?? "20", sort: asked.sort ?? "doc", ...more };
}

/** All lines, as a file. */
async function exported(asked, format, button) {
  const words = button.textContent;
  button.disabled = true;
  try {
    const records = [];
    for await (const record of lines("kwic", question(asked, { limit: MOST }))) {
      if (!record.hit) continue;
      records.push(record);
      if (records.length % 500 === 0) button.textContent = number(records.length);
    }
    const text = format === "csv" ? csv(COLUMNS, records) : records.map((record) => `${JSON.stringify(record)}\n`).join("");
    const type = format === "csv" ? "text/csv;charset=utf-8" : "application/x-ndjson";
    saveFile(`kwic-${asked.q.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 40)}.${format}`, new Blob([text], { type }));
  } catch (failure) {
    button.closest("div").after(failureNotice(failure));
  } finally {
    button.disabled = false;
    button.textContent = words;
  }
}

function exports(asked) {
  const button = (format) => {
    const made = el("button", { type: "button", class: "small" }, t(`export_${format}`));
    made.addEventListener("click", () => exported(asked, format, made));
    return made;
  };
  return el("div", { class: "tools" }, button("csv"), button("jsonl"));
}

/** Puts the lines from `offset` into the table as they come; gives how many came. */
async function fill(body, asked, offset, signal, told) {
  let n = 0;
  let pending = document.createDocumentFragment();
  for await (const line of lines("kwic", question(asked, { limit: PAGE, offset: offset || undefined }), signal)) {
    if (!line.hit) continue; // a record about the whole, not a place
    n += 1;
    pending.append(row(line, offset + n));
    if (n % 25 === 0) {
      body.append(pending);
      pending = document.createDocumentFragment();
      told(offset + n);
    }
  }
  body.append(pending);
  return n;
}

async function show(panel, asked, signal) {
  const [table, body] = emptyTable();
  const more = el("button", { type: "button", class: "more" }, t("kwic_more", { n: number(PAGE) }));
  const place = el("div", { class: "kwic-frame", tabindex: "0", role: "region", "aria-label": t("kwic_title") }, table);
  let shown = 0;
  const fetchMore = async (running) => {
    const first = shown === 0;
    const told = (n) => {
      if (first && !place.isConnected) panel.results.replaceChildren(exports(asked), place);
      panel.status.textContent = t("kwic_coming", { n: number(n) });
    };
    const n = await fill(body, asked, shown, running, told);
    shown += n;
    if (shown === 0) {
      panel.show("", nothing(t("no_hits"), t("no_hits_hint")));
      return;
    }
    if (!place.isConnected) panel.results.replaceChildren(exports(asked), place);
    panel.status.textContent = t(n === PAGE ? "kwic_shown" : "kwic_all", { n: number(shown) });
    if (n === PAGE) place.after(more);
    else more.remove();
  };
  more.addEventListener("click", () => panel.run(fetchMore));
  await fetchMore(signal);
}

/** Builds the page. */
export function mount(main, go) {
  const sort = choice("sort", "doc", SORTS.map((order) => [order, t(`kwic_sort_${order}`)]));
  const width = choice("width", "20", WIDTHS.map((n) => [n, t("kwic_chars", { n })]));
  const form = queryForm({ page: "kwic", go, options: [option("sort", sort, "doc"), option("kwic_width", width, "20")],
    address: (asked) => toKwic({ ...asked, sort: asked.sort === "doc" ? "" : asked.sort, width: asked.width === "20" ? "" : asked.width }) });
  const panel = new Panel();
  main.append(el("h1", {}, t("kwic_title")), ...form.elements, ...panel.elements);
  return {
    leave: () => panel.stop(),
    update(url) {
      const asked = parameters(url);
      form.fill(asked);
      if (asked.q) panel.run((signal) => show(panel, asked, signal), { question: asked.q });
      else panel.rest("", nothing(t("kwic_empty"), t("kwic_empty_hint")));
    },
  };
}
