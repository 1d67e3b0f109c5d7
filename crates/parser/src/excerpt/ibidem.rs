//! 同上 and its like, resolved where the note they point to is in the same text. The printed form stays in its
//! remark.

use crate::code;
use chuchu_model::{Citation, CitedWork, Container};

/// The sources of a compilation in their printed order, with the numbers of their notes.
pub(super) struct Entry {
    pub(super) note: Option<u32>,
    pub(super) chief: Citation,
    pub(super) further: Vec<Citation>,
}

/// What a back reference repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extent {
    /// 同上: the text and what it stands in.
    Text,
    /// 同上书, 同前刊: what it stands in.
    Container,
}

/// Resolves all back references, in order. Cost: linear, but for 前引…, which looks back over all sources.
pub(super) fn resolve(text: &str, entries: &mut [Entry]) {
    for at in 0..entries.len() {
        let (before, here) = entries.split_at_mut(at);
        let Some(entry) = here.first_mut() else { continue };
        let Some(printed) = printed(text, &entry.chief) else {
            continue_further(text, entry);
            continue;
        };
        if let Some(target) = target(before, printed, &entry.chief) {
            fill(&mut entry.chief, target, extent(printed));
        }
        continue_further(text, entry);
    }
}

/// Gives sources of which only pages are printed (（第5页）) the book that a line above all of them names
/// (以下均引自《…》).
pub(super) fn pages_of_book(book: &Citation, entries: &mut [Entry]) {
    let named = book
        .containers
        .first()
        .is_some_and(|c| c.title.is_some() && (c.year.is_some() || !c.publishers.is_empty()));
    let bare = |c: &Citation| {
        let paged = matches!(c.containers.as_slice(), [one] if one.title.is_none() && !one.pages.is_empty());
        paged && c.work.is_none() && c.author.is_empty()
    };
    for entry in entries.iter_mut().filter(|e| named && bare(&e.chief)) {
        fill(&mut entry.chief, book, Extent::Text);
    }
}

/// 《…》；又见同上书，第5页: the source before it is of the same note.
fn continue_further(text: &str, entry: &mut Entry) {
    let mut last = entry.chief.clone();
    for citation in &mut entry.further {
        if let Some(printed) = printed(text, citation) {
            fill(citation, &last, extent(printed));
        }
        last.clone_from(citation);
    }
}

/// The words of a back reference, where a citation has one.
fn printed<'t>(text: &'t str, citation: &Citation) -> Option<&'t str> {
    citation.diagnostics.iter().find(|d| d.code == code::IBIDEM.id)?.span.of(text)
}

fn extent(printed: &str) -> Extent {
    let container = ["书", "書", "刊", "报", "報", "揭", "引"].iter().any(|w| printed.contains(w));
    if container { Extent::Container } else { Extent::Text }
}

/// The citation that is meant: by the number of its note, by its author or book, else the one before.
fn target<'e>(before: &'e [Entry], printed: &str, citation: &Citation) -> Option<&'e Citation> {
    if let Some(number) = note_number(printed) {
        return before.iter().rev().find(|e| e.note == Some(number)).map(|e| &e.chief);
    }
    let named = |c: &Citation| {
        let people =
            c.author.iter().chain(c.containers.iter().flat_map(|c| c.author.iter().chain(&c.editor)));
        citation.author.iter().any(|a| people.clone().any(|p| p == a))
    };
    let far =
        ["前引", "前揭", "上引", "上揭"].iter().any(|w| printed.contains(w)) && !citation.author.is_empty();
    if far {
        return before.iter().rev().map(|e| &e.chief).find(|c| named(c));
    }
    before.last().map(|e| &e.chief)
}

/// 同注3, 同前注①, 见注[3].
fn note_number(printed: &str) -> Option<u32> {
    let behind = printed.split_once('注').map(|(_, rest)| rest)?;
    let first = behind.chars().next()?;
    let inside = behind.trim_start_matches(['[', '［', '〔', '（', '(']);
    super::mark::single(first).or_else(|| u32::try_from(chuchu_text::numeral::leading(inside)?.0).ok())
}

/// Gives a citation what it does not print and the one before it does.
fn fill(citation: &mut Citation, before: &Citation, extent: Extent) {
    let own_work = citation.work.as_ref().is_some_and(|w| w.title.is_some());
    let printed = citation.containers.first().cloned();
    citation.containers.clone_from(&before.containers);
    if !own_work {
        citation.author.clone_from(&before.author);
        if extent == Extent::Text || before.containers.is_empty() {
            citation.work = before.work.clone().map(|work| CitedWork { span: None, ..work });
            citation.dates.clone_from(&before.dates);
        }
    }
    let Some(printed) = printed else { return };
    match citation.containers.first_mut() {
        Some(container) => replace(container, printed),
        None => citation.containers.push(printed),
    }
}

/// Page, volume and part as printed; those of the note before fall with them.
fn replace(container: &mut Container, printed: Container) {
    if !printed.pages.is_empty() {
        container.pages = printed.pages;
    }
    container.volume = printed.volume.or(container.volume);
    container.part = printed.part.or_else(|| container.part.take());
}
