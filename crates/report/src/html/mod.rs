//! The report as one HTML page that needs nothing else: no other file, no other host, and no script for reading,
//! filtering, printing or changing the language. The script only fills the clipboard and opens what print would hide.
//!
//! In reading order: this module is the frame of the page, `summary` its head with the filters, `quotation` one
//! quotation, `comparison` the two wordings side by side, `citations` what is at the end of each manuscript.

mod beside;
mod citations;
mod comparison;
mod policy;
mod quotation;
mod summary;

use crate::escape::{Both, Text};
use crate::labels::{self, Label, label};
use crate::positions::Positions;
use crate::{About, Checked};
use chuchu_model::{CheckItem, Verdict};
use std::io::{self, Write};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("page.js");

/// Writes the page on some manuscripts. Cost: linear in what the reports hold; nothing is kept but lists of places.
///
/// # Errors
/// What the stream says.
pub fn page(out: &mut dyn Write, files: &[Checked<'_>], about: &About) -> io::Result<()> {
    head(out, files)?;
    summary::summary(out, files, about)?;
    writeln!(out, "<div class=\"desk\">")?;
    index(out, files)?;
    writeln!(out, "<main id=\"main\">")?;
    summary::marks(out)?;
    let mut first = 1;
    for (number, file) in (1..).zip(files) {
        manuscript(out, (number, file), first)?;
        first += file.report.items.len();
    }
    let none = label("没有符合所选条件的引文。", "No quotation answers to what is chosen.");
    writeln!(out, "<p class=\"none\">{}</p>", Both(&none))?;
    writeln!(out, "</main>\n</div>")?;
    summary::foot(out, about)?;
    writeln!(out, "<p id=\"said\" class=\"unseen\" role=\"status\"></p>")?;
    writeln!(out, "<script>{SCRIPT}</script>\n</body>\n</html>")
}

/// The head of the document, with a policy that lets no other style or script run and nothing be fetched.
fn head(out: &mut dyn Write, files: &[Checked<'_>]) -> io::Result<()> {
    let names: Vec<&str> = files.iter().map(|file| file.report.file.as_str()).take(3).collect();
    let names = names.join("、");
    let policy = policy::of(STYLE, SCRIPT);
    writeln!(out, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">")?;
    writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
    writeln!(out, "<meta name=\"color-scheme\" content=\"light dark\">")?;
    writeln!(out, "<meta name=\"referrer\" content=\"no-referrer\">")?;
    writeln!(out, "<title>引文核对报告 · {}</title>", crate::escape::Plain(&names))?;
    writeln!(out, "<style>{STYLE}</style>\n</head>\n<body>")
}

/// The class names by which the filters know a quotation.
fn classes(item: &CheckItem, fail_on: &[Verdict]) -> String {
    let kind = if item.ignored.is_some() { "ignored" } else { item.trace.verdict.as_str() };
    let look = if item.is_finding(fail_on) { " look" } else { "" };
    let miscited = if item.is_miscited() { " miscited" } else { "" };
    format!("v-{kind}{look}{miscited}")
}

/// What heads a quotation: its sign and its verdict, or that it is set aside.
fn heading(item: &CheckItem) -> (&'static str, Label) {
    match &item.ignored {
        Some(_) => ("⊘", label("不计", "set aside")),
        None => (labels::sign(item.trace.verdict), labels::verdict(item.trace.verdict)),
    }
}

/// The list of all quotations, beside them where there is room.
fn index(out: &mut dyn Write, files: &[Checked<'_>]) -> io::Result<()> {
    let name = label("引文目录", "All quotations");
    writeln!(out, "<nav class=\"index\" aria-labelledby=\"index-name\">")?;
    writeln!(out, "<h2 id=\"index-name\">{}</h2>\n<ol>", Both(&name))?;
    let items = files.iter().flat_map(|file| file.report.items.iter().map(|item| (item, file.fail_on)));
    for (number, (item, fail_on)) in (1..).zip(items) {
        let (sign, says) = heading(item);
        let words: String = item.quotation.text.chars().filter(|c| !c.is_control()).take(16).collect();
        writeln!(
            out,
            "<li class=\"q {}\"><a href=\"#q{number}\"><span class=\"sign\" aria-hidden=\"true\">{sign}</span>\
             <span class=\"unseen\">{}</span><span class=\"no\">{number}</span> <span lang=\"zh\">{}</span></a></li>",
            classes(item, fail_on),
            Both(&says),
            Text(&words)
        )?;
    }
    writeln!(out, "</ol>\n</nav>")
}

/// One manuscript: its quotations, then its citations and what was noticed about its text.
fn manuscript(out: &mut dyn Write, (number, file): (usize, &Checked<'_>), first: usize) -> io::Result<()> {
    let positions = Positions::of(file.text);
    writeln!(out, "<section class=\"file\" aria-labelledby=\"f{number}\">")?;
    writeln!(out, "<h2 id=\"f{number}\">{}</h2>", Text(&file.report.file))?;
    if file.report.items.is_empty() {
        let empty = label("稿中没有引文。", "There is no quotation in this manuscript.");
        writeln!(out, "<p class=\"faint\">{}</p>", Both(&empty))?;
    }
    for (at, item) in file.report.items.iter().enumerate() {
        let quotation = quotation::Entry { number: first + at, at, item, file, positions: &positions };
        quotation.write(out)?;
    }
    beside::beside(out, file, &positions)?;
    citations::citations(out, file, &positions)?;
    writeln!(out, "</section>")
}

#[cfg(test)]
mod tests;
