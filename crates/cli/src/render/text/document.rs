//! Documents and passages in text: what a file was taken apart into, and what the index has.

use super::check::remarks;
use super::corpus::count;
use super::lines::Lines;
use super::{QUIET, STRONG, labels, marks};
use crate::answer::{ParsedFile, Shown, ShownArticle};
use chuchu_index::PassageView;
use chuchu_model::{Article, Document, Excerpt, Quotation, Section, Text};
use std::collections::HashSet;
use std::io::{self, Write};

/// Characters shown of an excerpt or quotation.
const SHOWN: usize = 48;

/// A file taken apart.
pub(crate) fn parsed(out: &mut dyn Write, parsed: &ParsedFile) -> io::Result<()> {
    let ParsedFile { document, text, places } = parsed;
    let lines = Lines::in_file(text, places);
    front(out, document)?;
    outline(out, &document.sections)?;
    list(out, "articles 篇", &document.articles, article_line)?;
    list(out, "excerpts 摘录", &document.excerpts, excerpt)?;
    list(out, "quotations 引文", &document.quotations, |q| quotation(q, &lines))?;
    let terms = distinct(document.terms.iter().map(|term| marks::flat(&term.text)));
    field(out, "terms 术语", &terms.join("、"))?;
    let works = distinct(document.works.iter().map(|work| marks::title(&work.title)));
    field(out, "works 著作", &works.join(" "))?;
    let citations = document.excerpts.iter().filter_map(|excerpt| excerpt.citation.as_ref());
    let cited = citations.flat_map(|citation| &citation.diagnostics);
    remarks(out, document.diagnostics.iter().chain(cited), &lines)
}

/// Each once, in order of first appearance.
fn distinct(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    items.filter(|item| seen.insert(item.clone())).collect()
}

/// Id, kind and size.
fn head(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    let Document { id, source, kind, .. } = document;
    let size = format!("{} characters, {}", source.chars, source.encoding);
    writeln!(out, "{STRONG}{id}{STRONG:#}  {}  {QUIET}{size}{QUIET:#}", labels::document(*kind))
}

/// Kind, size, title, authors and publication.
fn front(out: &mut dyn Write, document: &Document) -> io::Result<()> {
    head(out, document)?;
    let text = |text: &Option<Text>| text.as_ref().map(|t| marks::flat(&t.text)).unwrap_or_default();
    field(out, "title 标题", &text(&document.title))?;
    field(out, "subtitle 副题", &text(&document.subtitle))?;
    let bylines: Vec<String> = document.bylines.iter().map(|byline| marks::flat(&byline.text)).collect();
    field(out, "by 作者", &bylines.join("、"))?;
    let published = document.publication.as_ref().map(|p| {
        let date = p.date.map(|date| format!(" {date}")).unwrap_or_default();
        let page = p.page.as_deref().map(|page| format!(", page {page}")).unwrap_or_default();
        marks::flat(&format!("{}{date}{page}", p.name))
    });
    field(out, "published 刊发", &published.unwrap_or_default())?;
    let parts = [
        (document.all_sections().len(), "section"),
        (document.paragraphs.len(), "paragraph"),
        (document.articles.len(), "article"),
        (document.excerpts.len(), "excerpt"),
        (document.quotations.len(), "quotation"),
        (document.terms.len(), "term"),
    ];
    let parts: Vec<String> = parts.iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(*n, noun)).collect();
    field(out, "parts", &parts.join(", "))
}

/// The headings, indented by level.
fn outline(out: &mut dyn Write, sections: &[Section]) -> io::Result<()> {
    for section in sections {
        let indent = "  ".repeat(section.level.min(8) as usize);
        let number = section.number.as_deref().unwrap_or_default();
        writeln!(out, "{indent}{number}{}", marks::flat(&section.heading.text))?;
        outline(out, &section.children)?;
    }
    Ok(())
}

fn list<T>(out: &mut dyn Write, name: &str, items: &[T], line: impl Fn(&T) -> String) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{STRONG}{name}{STRONG:#}")?;
    items.iter().try_for_each(|item| writeln!(out, "  {}", line(item)))
}

fn article_line(article: &Article) -> String {
    let by: Vec<String> = article.bylines.iter().map(|byline| marks::flat(&byline.text)).collect();
    format!("{}  {}  {}", article.id, marks::flat(&article.title.text), by.join("、"))
}

fn excerpt(excerpt: &Excerpt) -> String {
    let citation = excerpt.citation.as_ref();
    let title = citation.and_then(|c| c.title()).map(|title| format!("  {}", marks::title(title)));
    let date = citation.and_then(|c| c.date()).map(|date| format!("  {date}"));
    let from = format!("{}{}", title.unwrap_or_default(), date.unwrap_or_default());
    format!("{:>3}  {}{QUIET}{from}{QUIET:#}", excerpt.number, marks::beginning(&excerpt.text, SHOWN))
}

fn quotation(quotation: &Quotation, lines: &Lines<'_>) -> String {
    let speaker = quotation.speaker.as_ref().map(|speaker| format!("  —— {}", marks::flat(&speaker.name)));
    let (place, kind) = (lines.place(quotation.span), labels::quotation(quotation.kind));
    let words = marks::beginning(&quotation.text, SHOWN);
    format!("{place}  “{words}”{QUIET}{}  {kind}{QUIET:#}", speaker.unwrap_or_default())
}

fn field(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    if value.is_empty() { Ok(()) } else { writeln!(out, "{QUIET}{name}{QUIET:#}  {value}") }
}

/// A document of the index: what is known of it, then its text.
pub(crate) fn shown(out: &mut dyn Write, shown: &Shown) -> io::Result<()> {
    head(out, &shown.document)?;
    field(out, "title 标题", &shown.title.as_deref().map(marks::flat).unwrap_or_default())?;
    field(out, "by 作者", &shown.author.as_deref().map(marks::flat).unwrap_or_default())?;
    field(out, "date 日期", &shown.date.map(|date| date.to_string()).unwrap_or_default())?;
    writeln!(out)?;
    body(out, &shown.text)
}

/// An article of an anthology: its title and authors, then its text.
pub(crate) fn article(out: &mut dyn Write, shown: &ShownArticle) -> io::Result<()> {
    writeln!(out, "{}\n", article_line(&shown.article))?;
    body(out, &shown.text)
}

/// A text line by line.
fn body(out: &mut dyn Write, text: &str) -> io::Result<()> {
    text.lines().try_for_each(|line| writeln!(out, "{}", marks::flat(line)))
}

/// A passage with the beginning and end of its neighbours.
pub(crate) fn passage(out: &mut dyn Write, view: &PassageView) -> io::Result<()> {
    let date = view.date.map(|date| format!("  {date}")).unwrap_or_default();
    let title = view.title.as_deref().map(|title| format!("  {}", marks::flat(title))).unwrap_or_default();
    writeln!(out, "{STRONG}{}{STRONG:#}{date}{QUIET}{title}{QUIET:#}\n", view.id)?;
    neighbour(out, view.before.as_deref())?;
    body(out, &view.text)?;
    neighbour(out, view.after.as_deref())?;
    // An excerpt's passage usually ends with it.
    match view.citation.as_ref().filter(|citation| !view.text.contains(citation.as_str())) {
        Some(citation) => writeln!(out, "\n{QUIET}出处{QUIET:#} {}", marks::flat(citation)),
        None => Ok(()),
    }
}

fn neighbour(out: &mut dyn Write, text: Option<&str>) -> io::Result<()> {
    match text {
        Some(text) => writeln!(out, "{QUIET}  {}{QUIET:#}", marks::beginning(text, SHOWN)),
        None => Ok(()),
    }
}
