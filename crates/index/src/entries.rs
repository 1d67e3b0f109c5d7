//! A parsed document as entries: its head, its record and its passages, with what each of them names.
//! No engine, no files.

use crate::entry::{Entry, Facts, Head, Traffic};
use crate::schema::{FIELDS, Part, kind_name};
use crate::snapshot::{NO_PASSAGE, packed};
use crate::tiling::{Tile, tiles};
use crate::{Record, stored};
use chuchu_model::{Document, PartialDate, Span};
use chuchu_text::{Folding, fold_to_string};
use std::sync::Arc;

/// Head, record and passages of a document, in this order.
pub(crate) fn entries(
    record: &Record,
    document: &Document,
    print: u64,
    traffic: &Arc<Traffic>,
) -> Result<Vec<Entry>, serde_json::Error> {
    let tiles = tiles(document, &record.text);
    let written = stored::written(document, &record.text)?;
    let plain = !tiles.is_empty() && written == stored::plain(document.kind, &record.text)?;
    let head = Head { plain, ..head(record, document, tiles.len()) };
    let doc: Arc<str> = record.id.as_str().into();
    let entry = || Entry::default().text(FIELDS.doc, Arc::clone(&doc));
    let short = written.len() <= SHORT_RECORD && !tiles.is_empty();
    let mut first = with_head(entry(), &head, print)?;
    let mut entries = Vec::with_capacity(tiles.len() + 2);
    if short {
        first = if plain { first } else { with_record(first, written) };
    } else {
        entries.push(first.number(FIELDS.local, NO_PASSAGE));
        entries.push(with_record(entry(), written).number(FIELDS.local, NO_PASSAGE));
        first = entry();
    }
    let mentions = Mentions::of(document);
    let mut first = Some(first);
    for tile in &tiles {
        let entry = first.take().unwrap_or_else(entry);
        let passage = passage(entry, tile, document, &head, &mentions, &record.text)?;
        entries.push(passage.under_way(traffic, tile.span.len() as usize));
    }
    if tiles.is_empty() {
        traffic.leave(record.text.len());
    }
    Ok(entries)
}

/// A record of so many bytes is stored with the head and the first passage, and read along with them.
const SHORT_RECORD: usize = 1_000;

fn with_head(entry: Entry, head: &Head, print: u64) -> Result<Entry, serde_json::Error> {
    let entry = entry
        .number(FIELDS.part, Part::Head.number())
        .text(FIELDS.head, serde_json::to_string(head)?)
        .number(FIELDS.length, head.chars)
        .number(FIELDS.print, print);
    Ok(match &head.title {
        Some(title) => entry.text(FIELDS.title, title.as_str()),
        None => entry,
    })
}

fn with_record(entry: Entry, written: String) -> Entry {
    entry.number(FIELDS.part, Part::Record.number()).text(FIELDS.record, written)
}

fn head(record: &Record, document: &Document, passages: usize) -> Head {
    let parsed_title = document.title.as_ref().map(|t| t.text.clone());
    let parsed_author = document.bylines.first().map(|t| t.text.clone());
    Head {
        title: record.title.clone().or(parsed_title),
        author: record.author.clone().or(parsed_author),
        date: record.date.or(document.date),
        kind: document.kind,
        passages,
        plain: false,
        chars: document.source.chars,
    }
}

fn passage(
    entry: Entry,
    tile: &Tile,
    document: &Document,
    head: &Head,
    mentions: &Mentions<'_>,
    text: &str,
) -> Result<Entry, serde_json::Error> {
    let facts = facts(tile, document);
    let text: Arc<str> = tile.span.of(text).unwrap_or("").into();
    let mut entry = entry
        .number(FIELDS.part, Part::Passage.number())
        .text(FIELDS.kind, kind_name(head.kind))
        .text(FIELDS.text, text)
        .number(FIELDS.local, packed(&tile.id))
        .number(FIELDS.start, tile.span.start().into())
        .dates(facts.date.or(head.date));
    if facts != Facts::default() {
        entry = entry.text(FIELDS.facts, serde_json::to_string(&facts)?);
    }
    let named = mentions.inside(tile.span);
    for (_, mention) in named {
        entry = match mention {
            Mention::Speaker(name) => entry.text(FIELDS.speaker, name.as_str()),
            Mention::Work(title) => entry.text(FIELDS.work, *title),
        };
    }
    if let Some(author) = &head.author {
        entry = entry.text(FIELDS.speaker, fold_to_string(author, Folding::LETTERS));
    }
    Ok(entry)
}

fn facts(tile: &Tile, document: &Document) -> Facts {
    let citation = tile.excerpt.and_then(|i| document.excerpts.get(i)?.citation.as_ref());
    let Some(citation) = citation else {
        return Facts::default();
    };
    let date: Option<PartialDate> = citation.date().or_else(|| citation.publication_date());
    let container = citation.containers.first();
    let work = citation.work.as_ref().and_then(|w| w.title.clone());
    Facts {
        citation: Some(citation.raw.clone()),
        date,
        work: work.or_else(|| container?.title.clone()),
        speaker: citation.author.first().or_else(|| container?.author.first()).cloned(),
    }
}

/// Somebody or something that a passage names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mention<'a> {
    /// Who speaks in it or wrote what it cites, folded.
    Speaker(String),
    /// A work that it names or cites.
    Work(&'a str),
}

/// All mentions of a document by the byte where they stand.
struct Mentions<'a>(Vec<(u32, Mention<'a>)>);

impl<'a> Mentions<'a> {
    fn of(document: &'a Document) -> Self {
        let speaker = |name: &str| Mention::Speaker(fold_to_string(name, Folding::LETTERS));
        let mut found = Vec::new();
        for q in &document.quotations {
            let speakers = q.speaker.iter().map(|s| speaker(&s.name));
            let works = q.work.iter().map(|w| Mention::Work(&w.title));
            found.extend(speakers.chain(works).map(|m| (q.span.start(), m)));
        }
        for r in &document.reported {
            found.extend(r.speaker.iter().map(|s| (r.span.start(), speaker(&s.name))));
        }
        for work in &document.works {
            found.extend(work.mentions.iter().map(|at| (at.start(), Mention::Work(&work.title))));
        }
        for excerpt in &document.excerpts {
            let (Some(citation), Some(at)) = (&excerpt.citation, excerpt.spans.first()) else { continue };
            let authors = citation.author.iter().chain(citation.containers.iter().flat_map(|c| &c.author));
            let work = citation.work.iter().filter_map(|w| w.title.as_deref());
            let titles = work.chain(citation.containers.iter().filter_map(|c| c.title.as_deref()));
            let mentions = authors.map(|a| speaker(a)).chain(titles.map(Mention::Work));
            found.extend(mentions.map(|m| (at.start(), m)));
        }
        found.sort();
        found.dedup();
        Self(found)
    }

    fn inside(&self, span: Span) -> &[(u32, Mention<'a>)] {
        let from = self.0.partition_point(|(at, _)| *at < span.start());
        let to = self.0.partition_point(|(at, _)| *at < span.end());
        self.0.get(from..to).unwrap_or(&[])
    }
}
