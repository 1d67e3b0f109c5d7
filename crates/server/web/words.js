// Every word of the page, in Chinese and English, and which of the two is spoken.

const zh = {
  page: "出处",
  skip: "跳到正文",
  tabs: "功能",
  tab_trace: "查出处",
  tab_search: "检索",
  tab_check: "核对",
  other_language: "English",

  trace_title: "这句话，出自何处？引得对不对？",
  trace_label: "要查的句子",
  trace_hint: "回车即查，Shift＋回车换行；引号带不带都行",
  trace_button: "查出处",
  examples: "不妨先拿库中的句子一试",
  example_whole: "原样",
  example_cut: "少了一截",
  empty_corpus: "库中还没有文献。请先在命令行用 chuchu add 加入文献。",
  found: "{n} 处相合，用时 {time}",
  other_places: "另见 {n} 处",
  quoted: "所引",
  original: "原文",
  same: "相符 {percent}",
  differences: "{n} 处不同",
  no_differences: "与原文没有不同",
  legend: "标记",
  source: "出处",
  no_source: "此处未注出处",
  undated: "日期不详",
  in_document: "载于",
  warning: "注意上下文",
  copy_citation: "复制出处",
  copied: "已复制",
  surroundings: "看上下文",
  hide_surroundings: "收起上下文",

  search_title: "在库中检索",
  search_label: "要找的字句",
  search_hint: "逐字查找，不计标点与繁简；空格隔开即须同时出现。也可用 AND OR NOT ( )；半角引号内标点须相符；? 代一字，* 代若干字",
  search_button: "检索",
  filters: "限定范围",
  filter_kind: "文献种类",
  filter_any: "不限",
  filter_speaker: "说话人",
  filter_doc: "文献编号",
  filter_from: "不早于",
  filter_to: "不晚于",
  hits: "{n} 段，用时 {time}",
  no_hits: "本库中没有这样的段落",
  no_hits_hint: "可以缩短字句，或去掉限定范围再试。",
  more: "再看 {n} 段",
  whole_passage: "看全段",
  trace_this: "查此段出处",

  check_title: "核对一篇文稿的引文",
  check_label: "文稿全文",
  check_file: "打开文本文件…",
  check_hint: "Ctrl＋回车即核对；文稿只送到运行本程序的机器",
  check_button: "核对引文",
  checked: "共 {n} 条引文，{m} 条须留意",
  no_quotations: "文稿中没有找到引文",
  no_quotations_hint: "这里所说的引文，是引号内完整的话；引号内的名词、术语不算。",
  all: "全部",
  attention: "须留意",
  said_by: "文稿作：{name}",
  parallels: "另有 {n} 处文字相近，但后出或为他人之语，不是它的出处",
  attribution_differs: "说话人不符：库中作 {name}",
  attribution_differs_unnamed: "说话人与库中所记不符，请看上下文",
  coverage_not_covered: "所注出处不在本库，无从核对",
  field_differs: "{field}：文稿作“{printed}”，库中作“{expected}”",

  corpus: "库中文献",
  corpus_size: "库中文献：{documents} 篇，{passages} 段，{chars} 字",
  footer: "“本库未见”只说明本库没有，不说明引文有误。",
  before: "上文",
  after: "下文",

  loading: "正在查找……",
  checking: "正在核对……",
  failed: "没有得到答复",
  error_empty: "没有可查的内容：请写入汉字、字母或数字。",
  error_bad_query: "检索式看不懂。",
  error_bad_parameter: "限定范围填得不对。",
  error_too_long: "太长了。",
  error_query_too_long: "太长了。",
  error_body_too_large: "文稿太大了。",
  error_bad_body: "文稿读不出来。",
  error_not_found: "本库中没有。",
  error_timeout: "用时太久，已经放弃。",
  error_offline: "连不上服务，它可能已经停了。",
  error_internal: "服务出了毛病，与所查内容无关。",

  verdict_exact: "一字不差",
  verdict_punctuation: "文字相同，标点有别",
  verdict_script: "文字相同，字形有别",
  verdict_ellipsis: "有省略，其余相符",
  verdict_altered: "文字有异",
  verdict_partial: "只见其中一部分",
  verdict_formula: "常用套语，不能专指一处",
  verdict_not_found: "本库未见",
  seal_exact: "合",
  seal_punctuation: "点",
  seal_script: "形",
  seal_ellipsis: "略",
  seal_altered: "异",
  seal_partial: "残",
  seal_formula: "套",
  seal_not_found: "无",
  not_found_hint: "只说明本库没有这句话，不说明它不对。可以换一段更长、或更有特点的文字再试。",

  kind_missing: "原文有，所引缺",
  kind_added: "所引多出",
  kind_replaced: "换了字",
  kind_moved: "换了位置",
  kind_punctuation: "标点",
  kind_script: "字形",
  kind_number: "数字",
  kind_ellipsis: "省略号处所略",
  gap_missing: "此处缺“{text}”",
  gap_added: "此处所引多出“{text}”",

  document_excerpt_compilation: "论述摘编",
  document_article: "文章",
  document_newspaper_article: "报刊文章",
  document_anthology: "文集",
  document_speech: "讲话",
  document_interview: "访谈",
  document_report: "报告",
  document_law: "法规",
  document_other: "其他",
  field_date: "日期",
  field_pages: "页码",
  field_title: "题名",
  field_publisher: "出版者",
  field_year: "出版年",
  field_speaker: "说话人",
  passages_n: "{n} 段",
};

const en = {
  page: "chuchu: sources of Chinese quotations",
  skip: "Skip to content",
  tabs: "Tools",
  tab_trace: "Trace",
  tab_search: "Search",
  tab_check: "Check",
  other_language: "中文",

  trace_title: "Where does this sentence come from, and is it quoted right?",
  trace_label: "Sentence to trace",
  trace_hint: "Enter traces, Shift+Enter breaks the line; quotation marks do not matter",
  trace_button: "Trace",
  examples: "Try a sentence from the corpus",
  example_whole: "as it stands",
  example_cut: "with words left out",
  empty_corpus: "The corpus is empty. Add documents with chuchu add on the command line.",
  found: "Places found: {n} ({time})",
  other_places: "Other places: {n}",
  quoted: "Quoted",
  original: "Source",
  same: "{percent} the same",
  differences: "Differences: {n}",
  no_differences: "No difference from the source",
  legend: "Marks",
  source: "Cited as",
  no_source: "No citation is printed with it",
  undated: "undated",
  in_document: "in",
  warning: "Mind the context",
  copy_citation: "Copy citation",
  copied: "Copied",
  surroundings: "Show context",
  hide_surroundings: "Hide context",

  search_title: "Search the corpus",
  search_label: "Words to find",
  search_hint: "Literal; punctuation and script do not matter. Words apart must all occur. AND OR NOT ( ) work; \"…\" minds punctuation; ? is one character, * a few",
  search_button: "Search",
  filters: "Narrow down",
  filter_kind: "Kind of document",
  filter_any: "any",
  filter_speaker: "Speaker",
  filter_doc: "Document id",
  filter_from: "Not before",
  filter_to: "Not after",
  hits: "Passages: {n} ({time})",
  no_hits: "No passage of this corpus has these words",
  no_hits_hint: "Try fewer words, or take the filters away.",
  more: "Show {n} more",
  whole_passage: "Whole passage",
  trace_this: "Trace this passage",

  check_title: "Check the quotations of a manuscript",
  check_label: "Text of the manuscript",
  check_file: "Open a text file…",
  check_hint: "Ctrl+Enter checks; the text goes only to the machine that runs this program",
  check_button: "Check",
  checked: "Quotations: {n}, to look at: {m}",
  no_quotations: "No quotation was found in the manuscript",
  no_quotations_hint: "A quotation is a saying in quotation marks; names and terms in marks are not counted.",
  all: "All",
  attention: "To look at",
  said_by: "Manuscript: {name}",
  parallels: "{n} other places have like words, but are later or somebody else's: not its source",
  attribution_differs: "Another speaker: the corpus has {name}",
  attribution_differs_unnamed: "The corpus gives these words to somebody else; see the context",
  coverage_not_covered: "The work cited is not in this corpus, so nothing can be said",
  field_differs: "{field}: the manuscript prints “{printed}”, the corpus has “{expected}”",

  corpus: "Documents in the corpus",
  corpus_size: "In the corpus: {documents} documents, {passages} passages, {chars} characters",
  footer: "“Not in this corpus” says nothing about the quotation, only about the corpus.",
  before: "Before",
  after: "After",

  loading: "Looking…",
  checking: "Checking…",
  failed: "No answer",
  error_empty: "Nothing to look for: write characters, letters or digits.",
  error_bad_query: "The query cannot be read.",
  error_bad_parameter: "A filter cannot be read.",
  error_too_long: "Too long.",
  error_query_too_long: "Too long.",
  error_body_too_large: "The manuscript is too large.",
  error_bad_body: "The manuscript cannot be read.",
  error_not_found: "Not in this corpus.",
  error_timeout: "It took too long and was given up.",
  error_offline: "The server cannot be reached; it may have been stopped.",
  error_internal: "The server failed; nothing is wrong with what you asked.",

  verdict_exact: "Exact",
  verdict_punctuation: "Same words, other punctuation",
  verdict_script: "Same words, other character forms",
  verdict_ellipsis: "Shortened, otherwise the same",
  verdict_altered: "Altered",
  verdict_partial: "Only a part was found",
  verdict_formula: "Set phrase without a single source",
  verdict_not_found: "Not in this corpus",
  not_found_hint: "That says nothing against the sentence. Try a longer or more distinctive stretch of it.",

  kind_missing: "in the source, left out of the quotation",
  kind_added: "added in the quotation",
  kind_replaced: "other words",
  kind_moved: "moved",
  kind_punctuation: "punctuation",
  kind_script: "character form",
  kind_number: "number",
  kind_ellipsis: "left out at an ellipsis",
  gap_missing: "here “{text}” is left out",
  gap_added: "here the quotation adds “{text}”",

  document_excerpt_compilation: "Excerpts",
  document_article: "Article",
  document_newspaper_article: "Newspaper article",
  document_anthology: "Anthology",
  document_speech: "Speech",
  document_interview: "Interview",
  document_report: "Report",
  document_law: "Law",
  document_other: "Other",
  field_date: "Date",
  field_pages: "Pages",
  field_title: "Title",
  field_publisher: "Publisher",
  field_year: "Year",
  field_speaker: "Speaker",
  passages_n: "passages: {n}",
};

const languages = { zh, en };
const KEY = "chuchu.language";

let spoken = remembered() ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

function remembered() {
  try {
    const kept = localStorage.getItem(KEY);
    return Object.hasOwn(languages, kept) ? kept : null;
  } catch {
    return null; // storage may be forbidden; the page works without
  }
}

/** The language spoken: `zh` or `en`. */
export function language() {
  return spoken;
}

/** Speaks the other language from now on. */
export function switchLanguage() {
  spoken = spoken === "zh" ? "en" : "zh";
  try {
    localStorage.setItem(KEY, spoken);
  } catch {
    // as above
  }
}

/** Whether there is a word of that name. */
export function knows(key) {
  return Object.hasOwn(zh, key);
}

/** A word of the page, with `{name}` replaced by the values. */
export function t(key, values = {}) {
  const word = languages[spoken][key] ?? zh[key] ?? key;
  return word.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** Puts the words of the language into the fixed parts of the page. */
export function label(root) {
  document.documentElement.lang = spoken === "zh" ? "zh-Hans" : "en";
  for (const element of root.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of root.querySelectorAll("[data-t-label]")) {
    element.setAttribute("aria-label", t(element.dataset.tLabel));
  }
}

/** A number with the grouping of the language. */
export function number(n) {
  return n.toLocaleString(spoken === "zh" ? "zh-CN" : "en-GB");
}

/** A share between 0 and 1. Only what is wholly the same is 100 %. */
export function percent(share) {
  const floor = share >= 1 ? 100 : Math.min(99.9, Math.floor(share * 1000) / 10);
  return `${floor}%`;
}

/** A time given in microseconds. */
export function time(microseconds) {
  const unit = spoken === "zh" ? "毫秒" : "ms";
  const milliseconds = microseconds / 1000;
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ${unit}`;
}

/** A title with its marks, unless it brings its own. */
export function titled(title) {
  return /[《〈]/.test(title) ? title : `《${title}》`;
}
