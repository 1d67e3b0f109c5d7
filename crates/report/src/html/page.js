"use strict";
// Reading, filtering and printing need no script; this fills the clipboard and opens what print would hide.
(() => {
const said = document.getElementById("said");
const english = () => document.getElementById("in-en").checked;

async function put(text) {
  if (navigator.clipboard && window.isSecureContext) {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* the older way below */ }
  }
  const area = document.createElement("textarea");
  area.className = "unseen";
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

for (const button of document.querySelectorAll(".copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await put(button.dataset.copy);
    said.textContent = done ? (english() ? "copied" : "已复制") : (english() ? "could not copy" : "未能复制");
    button.classList.toggle("done", done);
    button.focus();
    setTimeout(() => { button.classList.remove("done"); said.textContent = ""; }, 2500);
  });
}

const print = document.getElementById("print");
print.hidden = false;
print.addEventListener("click", () => window.print());

let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  for (const part of closed) part.open = true;
});
addEventListener("afterprint", () => { for (const part of closed) part.open = false; });

const inEnglish = document.getElementById("in-en");
const inChinese = document.getElementById("in-zh");
if (!/^zh/i.test(navigator.language || "zh")) inEnglish.checked = true;
const tell = () => { document.documentElement.lang = inEnglish.checked ? "en" : "zh-CN"; };
for (const choice of [inEnglish, inChinese]) choice.addEventListener("change", tell);
tell();
})();
