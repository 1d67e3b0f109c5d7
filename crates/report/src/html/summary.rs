//! The head of the page: what was found, counted by verdict, and the choices of what to show. They are radio
//! buttons that the style reads, so that they work without a script and with a keyboard.

use crate::escape::{Both, Text};
use crate::labels::{self, Label, label};
use crate::{About, Checked};
use chuchu_model::{CheckItem, Verdict};
use std::io::{self, Write};

pub(super) fn summary(out: &mut dyn Write, files: &[Checked<'_>], about: &About) -> io::Result<()> {
    let items: Vec<&CheckItem> = files.iter().flat_map(|file| &file.report.items).collect();
    let found = |file: &Checked<'_>| file.report.items.iter().filter(|i| i.is_finding(file.fail_on)).count();
    let look = files.iter().map(found).sum();
    let miscited = items.iter().filter(|item| item.is_miscited()).count();
    top(out)?;
    writeln!(out, "<section class=\"summary\" aria-labelledby=\"title\">")?;
    let title = label("引文核对报告", "Report on quotations");
    writeln!(out, "<h1 id=\"title\">{}</h1>", Both(&title))?;
    let names: Vec<String> = files.iter().map(|file| Text(&file.report.file).to_string()).collect();
    writeln!(out, "<p class=\"files\" lang=\"zh\">{}</p>", names.join("、"))?;
    let total = items.len();
    let figures = [
        (total, label("条引文", "quotations"), ""),
        (look, label("条须看", "to be looked at"), "look"),
        (miscited, label("条出处有出入", "whose citation disagrees"), "miscited"),
    ];
    writeln!(out, "<dl class=\"figures\">")?;
    for (n, name, class) in &figures {
        let none = if *n == 0 { " zero" } else { "" };
        writeln!(out, "<div class=\"{class}{none}\"><dt>{}</dt><dd>{n}</dd></div>", Both(name))?;
    }
    writeln!(out, "</dl>")?;
    bar(out, &items)?;
    notices(out, about)?;
    writeln!(out, "</section>")?;
    filters(out, &items, look, miscited)
}

fn top(out: &mut dyn Write) -> io::Result<()> {
    let skip = label("跳到引文", "Skip to the quotations");
    writeln!(out, "<a class=\"skip\" href=\"#main\">{}</a>", Both(&skip))?;
    writeln!(
        out,
        "<header class=\"top\"><p class=\"brand\" lang=\"zh\">出处 <small lang=\"en\">chuchu</small></p>"
    )?;
    writeln!(
        out,
        "<fieldset class=\"language\"><legend class=\"unseen\">语言 Language</legend>\
         <label><input type=\"radio\" name=\"language\" id=\"in-zh\" checked><span lang=\"zh-CN\">中文</span></label>\
         <label><input type=\"radio\" name=\"language\" id=\"in-en\"><span lang=\"en\">English</span></label></fieldset>"
    )?;
    let print = label("打印", "Print");
    writeln!(out, "<button type=\"button\" id=\"print\" hidden>{}</button></header>", Both(&print))
}

/// One part of the counts: its class, its sign, its name, how many.
type Part = (String, &'static str, Label, usize);

fn parts(items: &[&CheckItem]) -> Vec<Part> {
    let judged = |verdict: Verdict| {
        items.iter().filter(|item| item.ignored.is_none() && item.trace.verdict == verdict).count()
    };
    let of_verdict = |verdict: Verdict| {
        let class = verdict.as_str().to_owned();
        (class, labels::sign(verdict), labels::verdict(verdict), judged(verdict))
    };
    let ignored = items.iter().filter(|item| item.ignored.is_some()).count();
    let mut parts: Vec<Part> = Verdict::ALL.into_iter().map(of_verdict).collect();
    parts.push(("ignored".to_owned(), "⊘", label("不计", "set aside"), ignored));
    parts.retain(|(.., n)| *n > 0);
    parts
}

/// The shares of the verdicts as a bar; the numbers stand in the filters.
fn bar(out: &mut dyn Write, items: &[&CheckItem]) -> io::Result<()> {
    let total = items.len().max(1);
    writeln!(
        out,
        "<svg class=\"bar\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
    )?;
    let mut before = 0;
    for (class, _, _, n) in parts(items) {
        let (x, end) = (before * 1000 / total, (before + n) * 1000 / total);
        writeln!(out, "<rect class=\"v-{class}\" x=\"{x}\" width=\"{}\" height=\"10\"/>", end - x)?;
        before += n;
    }
    writeln!(out, "</svg>")
}

fn notices(out: &mut dyn Write, about: &About) -> io::Result<()> {
    let mut all = about.failures.iter().chain(&about.notices).peekable();
    if all.peek().is_none() {
        return Ok(());
    }
    writeln!(out, "<ul class=\"notices\">")?;
    all.try_for_each(|notice| writeln!(out, "<li>{}</li>", Text(notice)))?;
    writeln!(out, "</ul>")
}

fn filters(out: &mut dyn Write, items: &[&CheckItem], look: usize, miscited: usize) -> io::Result<()> {
    let legend = label("只看", "Show only");
    writeln!(out, "<form class=\"filters\" role=\"search\"><fieldset><legend>{}</legend>", Both(&legend))?;
    chip(out, "all", "", &label("全部", "all"), items.len(), true)?;
    chip(out, "look", "!", &label("须看", "to be looked at"), look, false)?;
    for (class, sign, name, n) in parts(items) {
        chip(out, &class, sign, &name, n, false)?;
    }
    writeln!(out, "</fieldset>")?;
    let only = label("仅出处有出入", "only where the citation disagrees");
    writeln!(
        out,
        "<label class=\"only\"><input type=\"checkbox\" id=\"only-miscited\">{} <span class=\"n\">{miscited}</span></label>",
        Both(&only)
    )?;
    writeln!(out, "</form>")
}

fn chip(
    out: &mut dyn Write,
    class: &str,
    sign: &str,
    name: &Label,
    n: usize,
    checked: bool,
) -> io::Result<()> {
    let checked = if checked { " checked" } else { "" };
    writeln!(
        out,
        "<label class=\"chip v-{class}\"><input type=\"radio\" name=\"show\" id=\"show-{class}\"{checked}>\
         <span class=\"sign\" aria-hidden=\"true\">{sign}</span>{} <span class=\"n\">{n}</span></label>",
        Both(name)
    )
}

/// What the marks in the texts mean.
pub(super) fn marks(out: &mut dyn Write) -> io::Result<()> {
    use chuchu_model::DifferenceKind as Kind;
    let kinds = [
        Kind::Missing,
        Kind::Added,
        Kind::Replaced,
        Kind::Moved,
        Kind::Number,
        Kind::Punctuation,
        Kind::Script,
        Kind::Ellipsis,
    ];
    let name = label("记号", "the marks");
    writeln!(out, "<details class=\"legend\"><summary>{}</summary><p>", Both(&name))?;
    for kind in kinds {
        let class = labels::difference_name(kind);
        writeln!(out, "<mark class=\"d {class} quoted\">{}</mark>", Both(&labels::difference(kind)))?;
    }
    let gap = label("彼处有而此处无", "stands on the other side only");
    writeln!(out, "<span><mark class=\"d missing quoted gap\">‸</mark> {}</span></p></details>", Both(&gap))
}

/// The end of the page: what it was made with, and what it was checked against.
pub(super) fn foot(out: &mut dyn Write, about: &About) -> io::Result<()> {
    let version = &about.version;
    let against = match about.corpus {
        Some((documents, chars)) => Label {
            zh: format!("chuchu {version}；对照语料：{documents}篇，{chars}字。只述各本所有，不评其是非。").into(),
            en: format!(
                "chuchu {version}; checked against {documents} documents, {chars} characters. It says what texts \
                 have, and judges no opinion."
            )
            .into(),
        },
        None => Label { zh: format!("chuchu {version}").into(), en: format!("chuchu {version}").into() },
    };
    writeln!(out, "<footer><p>{}</p></footer>", Both(&against))
}
