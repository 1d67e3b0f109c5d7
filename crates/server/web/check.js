// The page that checks every quotation of a manuscript: a file or a pasted text in, progress, the report.

import { check, checkedFile } from "./api.js";
import { el, saveFile, zh } from "./dom.js";
import { Panel, failureNotice } from "./panel.js";
import { enterSubmits } from "./query.js";
import { report } from "./report.js";
import { number, t } from "./words.js";

const KINDS = ".txt,.md,.docx,.odt,.html,.htm,.epub,.pdf,text/plain";

/** The manuscript and its report stay while other pages are looked at; they never stand in the address. */
const kept = { file: null, text: "", unmarked: false, manuscript: null, answer: null };

/** A pasted text is a file like any other. */
function pasted(text) {
  return new File([text], `${t("pasted_name")}.txt`, { type: "text/plain" });
}

function stem(name) {
  return name.replace(/\.[^.]*$/, "");
}

/** Buttons that hand out the report as a file. */
function downloads(answer, file, unmarked) {
  const button = (words, work) => {
    const made = el("button", { type: "button", class: "small" }, t(words));
    made.addEventListener("click", async () => {
      made.disabled = true;
      made.closest(".tools").querySelector(".notice")?.remove();
      try {
        await work();
      } catch (failure) {
        made.closest(".tools").append(failureNotice(failure));
      } finally {
        made.disabled = false;
      }
    });
    return made;
  };
  const save = (format, end) => async () => saveFile(`${stem(file.name)}-${t("report_name")}.${end}`, await checkedFile(file, file.name, unmarked, format));
  const json = () => saveFile(`${stem(file.name)}-${t("report_name")}.json`, new Blob([JSON.stringify(answer, null, 1)], { type: "application/json" }));
  return el("div", { class: "tools" }, el("span", { class: "hint" }, t("download")),
    button("download_html", save("html", "html")), button("download_json", json), button("download_csv", save("csv", "csv")),
    /\.docx$/i.test(file.name) && button("download_docx", save("docx", "docx")));
}

/** The text of a plain text in UTF-8, in which the places of a report are places; nothing for other files. */
async function plainText(file) {
  if (!/\.(txt|md)$/i.test(file.name)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

function showReport(panel, { answer, file, manuscript, unmarked }) {
  const { status, elements } = report(answer, manuscript);
  panel.show([zh("b", {}, file.name), " · ", status], downloads(answer, file, unmarked), elements);
}

/** Tells how far the check is. */
function progressBar(panel) {
  const bar = el("progress", { max: 1, "aria-label": t("checking") });
  const words = el("span", { class: "hint" });
  const stop = el("button", { type: "button", class: "small" }, t("stop"));
  stop.addEventListener("click", () => panel.rest(t("stopped")));
  panel.show(t("checking"), el("div", { class: "progress" }, bar, words, stop));
  return (done, total) => {
    bar.max = Math.max(1, total);
    bar.value = done;
    words.textContent = t("checked_so_far", { done: number(done), total: number(total) });
  };
}

/** The place to drop a file on, or to choose one with. */
function dropPlace(take) {
  const input = el("input", { type: "file", id: "file", accept: KINDS, "aria-describedby": "file-hint" });
  input.addEventListener("change", () => {
    const [file] = input.files;
    input.value = "";
    if (file) take(file);
  });
  const place = el("label", { class: "drop", for: "file" }, input,
    el("b", {}, t("drop")), el("span", { class: "hint", id: "file-hint" }, t("drop_hint")));
  const over = (event) => {
    if (![...(event.dataTransfer?.types ?? [])].includes("Files")) return;
    event.preventDefault();
    place.classList.toggle("over", event.type !== "drop" && event.type !== "dragleave");
  };
  const drop = (event) => {
    over(event);
    const [file] = event.dataTransfer?.files ?? [];
    if (file) take(file);
  };
  const listened = [["dragover", over], ["dragleave", over], ["drop", drop]];
  for (const [name, act] of listened) window.addEventListener(name, act);
  return { place, leave: () => listened.forEach(([name, act]) => window.removeEventListener(name, act)) };
}

/** Builds the page. */
export function mount(main) {
  const panel = new Panel();
  const run = (file) => {
    Object.assign(kept, { file, answer: null });
    panel.run(async (signal) => {
      const told = progressBar(panel);
      kept.manuscript = await plainText(file);
      kept.answer = await check(file, file.name, kept.unmarked, told, signal);
      showReport(panel, kept);
      panel.status.scrollIntoView({ block: "start" });
    }, { waiting: "checking" });
  };
  const { place, leave } = dropPlace(run);
  const field = zh("textarea", { id: "manuscript", class: "source", rows: 6, spellcheck: "false", autocomplete: "off", placeholder: t("paste_hint"), "aria-describedby": "check-hint" });
  field.value = kept.text;
  field.addEventListener("input", () => (kept.text = field.value));
  const unmarked = el("input", { type: "checkbox", id: "unmarked", checked: kept.unmarked });
  unmarked.addEventListener("change", () => (kept.unmarked = unmarked.checked));
  const form = el("form", { class: "ask" },
    el("div", { class: "ways" }, place,
      el("div", { class: "paste" }, el("label", { for: "manuscript" }, t("check_label")), field)),
    el("div", { class: "row" },
      el("label", { class: "option", for: "unmarked" }, unmarked, " ", t("check_unmarked")),
      el("p", { class: "hint", id: "check-hint" }, t("check_hint")),
      el("button", { type: "submit", class: "primary" }, t("check_button"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) run(pasted(field.value));
    else field.focus();
  });
  enterSubmits(field, (event) => event.ctrlKey || event.metaKey);
  main.append(el("h1", {}, t("check_title")), form, ...panel.elements);
  return {
    leave() {
      panel.stop();
      leave();
    },
    update() {
      if (kept.answer) showReport(panel, kept);
      else panel.show("", el("p", { class: "hint" }, t("check_empty")));
    },
  };
}
