//! Which lines are notes: those under a heading such as 注释 or 参考文献, those at the end of the text, and
//! footnotes that name a work between the lines of the text.

use super::reference::{is_dated, is_reference, read};
use super::{Note, back, label, lines};
use chuchu_model::{Citation, Span};

/// What a labelled line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::desk) enum Kind {
    /// A note.
    Note,
    /// An entry of a list of works.
    Work,
    /// A line of the text, for all that is known: ①坚持….
    Line,
}

/// Headings of lists of notes.
const NOTES: [&str; 10] =
    ["注释", "注解", "注", "附注", "脚注", "尾注", "引文注释", "引文出处", "註釋", "注释及参考文献"];
/// Headings of lists of works.
const WORKS: [&str; 9] = [
    "参考文献",
    "主要参考文献",
    "参考书目",
    "主要参考书目",
    "引用文献",
    "征引文献",
    "参考资料",
    "參考文獻",
    "參考書目",
];

/// What a line opens, if it is a heading of such a list.
fn heading(line: &str) -> Option<Kind> {
    if line.len() > 60 {
        return None;
    }
    let edge = |c: char| c.is_whitespace() || "#*【】[]〔〕：:—-●■".contains(c);
    let bare: String = line.trim_matches(edge).chars().filter(|c| !c.is_whitespace()).collect();
    if NOTES.contains(&bare.as_str()) {
        Some(Kind::Note)
    } else {
        WORKS.contains(&bare.as_str()).then_some(Kind::Work)
    }
}

/// All labelled lines with what they are, and works listed without labels. Cost: a parse of each.
pub(super) fn read_list(text: &str, told: &[Span]) -> (Vec<Note>, Vec<Citation>) {
    let (mut notes, mut works): (Vec<Note>, Vec<Citation>) = (Vec::new(), Vec::new());
    let mut list = None;
    for (at, line) in lines(text).filter(|(_, line)| !line.is_empty()) {
        if let Some(kind) = heading(line) {
            list = Some((kind, false));
        } else if let Some(label) = label::leading(line) {
            list = list.map(|(kind, _)| (kind, true));
            notes.push(note(text, at, line, label, list.map(|(kind, _)| kind)));
        } else if let Some((kind, labelled)) = list {
            let span = Span::from_range(at..at + line.len());
            let entry = (kind == Kind::Work && !labelled).then(|| unlabelled(text, span)).flatten();
            // A line that is no entry ends the list.
            if entry.is_none() {
                list = None;
            }
            works.extend(entry);
        }
    }
    close(text, told, &mut notes);
    (notes, works)
}

fn note(text: &str, at: usize, line: &str, label: super::Label<'_>, list: Option<Kind>) -> Note {
    let span = Span::from_range(at + label.print.len()..at + line.len());
    let citation = read(text, span);
    let footnote = citation.is_some() && is_reference(text, span);
    let kind = list.unwrap_or(if footnote { Kind::Note } else { Kind::Line });
    let head = Span::from_range(at..at + label.print.len());
    Note { label: head, span, style: label.style, number: label.number, kind, citation }
}

/// A work in a list without labels, or with 1. or （1） before it.
fn unlabelled(text: &str, span: Span) -> Option<Citation> {
    let line = span.of(text)?;
    let bare = line.trim_start_matches(|c: char| c.is_ascii_digit() || "（）().．、 \u{3000}".contains(c));
    let from = span.range().end - bare.len();
    let citation = read(text, Span::from_range(from..span.range().end))?;
    (is_dated(&citation) || bare.starts_with('《')).then_some(citation)
}

/// The labelled lines at the end of the text are its notes, where one of them cites or points back, or the file told
/// that it has notes.
fn close(text: &str, told: &[Span], notes: &mut [Note]) {
    let mut end = text.trim_end().len();
    let mut first = notes.len();
    for (at, note) in notes.iter().enumerate().rev() {
        let between = text.get(note.span.range().end..end).unwrap_or("x");
        if !between.trim().is_empty() {
            break;
        }
        (first, end) = (at, note.label.range().start);
    }
    let block = notes.get_mut(first..).unwrap_or_default();
    let cites = |note: &Note| note.citation.is_some() || note.span.of(text).is_some_and(back::is_back);
    if !told.is_empty() || block.iter().any(cites) {
        block.iter_mut().filter(|note| note.kind == Kind::Line).for_each(|note| note.kind = Kind::Note);
    }
}
