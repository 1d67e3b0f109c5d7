//! The outline of a document: what was read, a line a part, short enough to be written by hand before
//! the parser sees the text.

use chuchu_model::{Citation, Container, DateItem, Document, Section, Span};
use std::fmt::Write as _;

/// One line a part, in the order of the contract's fields.
#[must_use]
pub fn outline(document: &Document, text: &str) -> String {
    let mut out = format!("kind {}\n", json_name(&document.kind));
    front(&mut out, document);
    for article in &document.articles {
        let number = article.number.as_deref().unwrap_or("-");
        line(&mut out, &format!("article {number} {}", article.title.text));
        article.bylines.iter().for_each(|b| line(&mut out, &format!("  by {}", b.text)));
    }
    document.sections.iter().for_each(|s| section(&mut out, s, 0));
    for paragraph in &document.paragraphs {
        let joined: String = paragraph.spans.iter().filter_map(|s| s.of(text)).collect();
        line(&mut out, &format!("paragraph {} ×{}", ends(&joined), paragraph.spans.len()));
    }
    for excerpt in &document.excerpts {
        line(&mut out, &format!("excerpt {} {}", excerpt.number, ends(&excerpt.text)));
        excerpt.citation.iter().for_each(|c| citation(&mut out, c));
    }
    quoted(&mut out, document, text);
    for noise in &document.noise {
        line(&mut out, &format!("noise {} {}", json_name(&noise.kind), shown(noise.span, text)));
    }
    out
}

fn front(out: &mut String, document: &Document) {
    document.title.iter().for_each(|t| line(out, &format!("title {}", t.text)));
    document.subtitle.iter().for_each(|t| line(out, &format!("subtitle {}", t.text)));
    document.bylines.iter().for_each(|t| line(out, &format!("by {}", t.text)));
    if let Some(publication) = &document.publication {
        let date = publication.date.map_or_else(|| "-".to_owned(), |d| d.to_string());
        let page = publication.page.as_deref().unwrap_or("-");
        line(out, &format!("publication {} {date} {page}", publication.name));
    }
}

fn section(out: &mut String, section: &Section, depth: usize) {
    let run_in = if section.run_in { " run-in" } else { "" };
    let number = section.number.as_deref().unwrap_or("-");
    let indent = "  ".repeat(depth);
    line(out, &format!("{indent}section {} {number} {}{run_in}", section.level, section.heading.text));
    section.children.iter().for_each(|child| self::section(out, child, depth + 1));
}

fn citation(out: &mut String, citation: &Citation) {
    let work = citation.work.as_ref().and_then(|w| w.title.clone()).unwrap_or_else(|| "-".to_owned());
    let author =
        if citation.author.is_empty() { String::new() } else { format!("{}: ", citation.author.join("、")) };
    line(out, &format!("  cites {author}{work}{}", dates(&citation.dates)));
    for container in &citation.containers {
        line(out, &format!("    in {}", container_line(container)));
    }
    for diagnostic in &citation.diagnostics {
        let reading =
            diagnostic.suggestion.as_ref().map_or(String::new(), |s| format!(" → {:?}", s.replacement));
        line(out, &format!("    {} {}{reading}", diagnostic.severity, diagnostic.code));
    }
}

fn dates(items: &[DateItem]) -> String {
    items.iter().fold(String::new(), |mut out, item| {
        let _ = match item {
            DateItem::On { date } => write!(out, " {date}"),
            DateItem::Range { from, to } => write!(out, " {from}/{to}"),
        };
        out
    })
}

fn container_line(c: &Container) -> String {
    let mut parts = vec![json_name(&c.kind), c.title.clone().unwrap_or_else(|| "-".to_owned())];
    let mut put = |name: &str, value: Option<String>| parts.extend(value.map(|v| format!("{name}={v}")));
    let list = |names: &[String]| (!names.is_empty()).then(|| names.join("、"));
    put("author", list(&c.author));
    put("editor", list(&c.editor));
    put("translator", list(&c.translator));
    put("volume", c.volume.map(|n| n.to_string()));
    put("part", c.part.clone());
    put("edition", c.edition.clone());
    put("place", list(&c.place));
    put("publisher", list(&c.publishers));
    put("year", c.year.map(|n| n.to_string()));
    put("issue", c.issue.map(|n| n.to_string()));
    put("date", c.date.map(|d| d.to_string()));
    put("page", c.newspaper_page.clone());
    for pages in &c.pages {
        put("pages", Some(format!("{}-{}", pages.from, pages.to)));
    }
    put("url", c.url.clone());
    parts.join(" ")
}

fn quoted(out: &mut String, document: &Document, text: &str) {
    for quotation in &document.quotations {
        let speaker = quotation.speaker.as_ref().map_or("-", |s| s.name.as_str());
        let work = quotation.work.as_ref().map_or(String::new(), |w| format!(" 《{}》", w.title));
        line(
            out,
            &format!("quotation {} {speaker}{work} {}", json_name(&quotation.kind), ends(&quotation.text)),
        );
    }
    document.terms.iter().for_each(|t| line(out, &format!("term {}", t.text)));
    for reported in &document.reported {
        let speaker = reported.speaker.as_ref().map_or("-", |s| s.name.as_str());
        line(out, &format!("reported {speaker} {}", shown(reported.span, text)));
    }
    for work in &document.works {
        line(out, &format!("work {} {} ×{}", json_name(&work.kind), work.title, work.mentions.len()));
    }
    document.meetings.iter().for_each(|m| line(out, &format!("meeting {} ×{}", m.name, m.mentions.len())));
    document
        .set_phrases
        .iter()
        .for_each(|p| line(out, &format!("set phrase {} ×{}", p.phrase, p.mentions.len())));
}

fn shown(span: Span, text: &str) -> String {
    ends(span.of(text).unwrap_or("(outside the text)"))
}

/// The first eight and the last four characters; the whole of what is not longer than sixteen.
fn ends(text: &str) -> String {
    let chars: Vec<char> = text.chars().map(|c| if c == '\n' { '⏎' } else { c }).collect();
    if chars.len() <= 16 {
        return chars.into_iter().collect();
    }
    let head: String = chars.iter().take(8).collect();
    let tail: String = chars.iter().skip(chars.len() - 4).collect();
    format!("{head}…{tail}")
}

/// The name that a unit enum has in JSON.
fn json_name<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).map(|s| s.trim_matches('"').to_owned()).unwrap_or_default()
}

fn line(out: &mut String, text: &str) {
    let _ = writeln!(out, "{}", text.trim_end());
}
