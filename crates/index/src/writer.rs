//! [`Writer`]: the one that may change a corpus. One commit, one truth.

use crate::entry::{Entry, Facts, Head, Traffic};
use crate::leftovers;
use crate::merging::SoundMerges;
use crate::schema::{FIELDS, Part, Versions, column, kind_name};
use crate::snapshot::{NO_PASSAGE, Snapshot, packed};
use crate::tiling::{Tile, tiles};
use crate::{Corpus, Error, Record, stored};
use chuchu_model::{Document, DocumentId, PartialDate, Source, Span};
use chuchu_text::{Folding, fold_to_string};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;
use tantivy::indexer::UserOperation;
use tantivy::schema::Term;
use tantivy::{IndexWriter, TantivyError};

/// What adding a record did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    Added,
    /// It took the place of another version.
    Replaced,
    /// The same text was there already, with the same title, date and author.
    Unchanged,
}

/// What a writer may use of the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriterOptions {
    /// Threads that cut texts into terms; the caller's thread parses meanwhile. Fewer are used where
    /// [`WriterOptions::memory`] does not reach for them.
    pub threads: NonZeroUsize,
    /// Memory for postings before they are written out, in bytes, over all threads. What a thread needs
    /// at least (15 MiB) it gets.
    pub memory: usize,
}

impl Default for WriterOptions {
    fn default() -> Self {
        Self { threads: NonZeroUsize::MIN.saturating_add(1), memory: 400 << 20 }
    }
}

impl WriterOptions {
    /// Threads and memory within what the engine takes.
    fn within_limits(self) -> (usize, usize) {
        const LEAST: usize = 15 << 20;
        const MOST: usize = 4_000 << 20;
        let threads = self.threads.get().min(self.memory / LEAST).clamp(1, 64);
        (threads, self.memory.clamp(threads * LEAST, threads * MOST))
    }
}

/// Changes a corpus; nothing is visible before [`Writer::commit`], and dropping it forgets everything.
pub struct Writer {
    corpus: Corpus,
    engine: IndexWriter<Entry>,
    before: Arc<Snapshot>,
    /// Fingerprints of what this writer added; `None` for what it removed.
    changed: HashMap<DocumentId, Option<u64>>,
    traffic: Arc<Traffic>,
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("corpus", &self.corpus).finish_non_exhaustive()
    }
}

impl Writer {
    /// Takes the lock, then looks at what is there.
    pub(crate) fn of(corpus: &Corpus, options: WriterOptions) -> Result<Self, Error> {
        let (threads, memory) = options.within_limits();
        let engine = corpus.index().writer_with_num_threads(threads, memory);
        let engine: IndexWriter<Entry> = engine.map_err(|e| Error::of_engine(corpus.path(), e))?;
        engine.set_merge_policy(Box::new(SoundMerges::of(corpus.path(), corpus.index())));
        // What a killed or failed writer left takes room that may be wanted now.
        engine.garbage_collect_files().wait().map_err(|e| Error::of_engine(corpus.path(), e))?;
        leftovers::sweep(corpus.path());
        corpus.reload()?;
        Ok(Self {
            corpus: corpus.clone(),
            engine,
            before: corpus.snapshot(),
            changed: HashMap::new(),
            traffic: Arc::default(),
        })
    }

    /// Adds a record, or replaces the one of the same id unless nothing about it has changed.
    ///
    /// Cost: parses the text on the caller's thread and waits while too much is under way.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Io`].
    pub fn add(&mut self, record: &Record) -> Result<Added, Error> {
        let print = fingerprint(record);
        let there = self.there(&record.id)?;
        if there == Some(print) {
            return Ok(Added::Unchanged);
        }
        let source = Source {
            name: record.name.clone(),
            encoding: record.encoding.clone(),
            bytes: record.bytes,
            chars: record.text.chars().count() as u64,
            sha256: record.sha256.clone(),
        };
        let document = chuchu_parser::parse(&record.id, source, &record.text);
        self.traffic.enter(record.text.len());
        let old = there.map(|_| UserOperation::Delete(doc_term(&record.id)));
        let new = entries(record, &document, print, &self.traffic).map_err(|e| self.fail(e))?;
        let operations: Vec<_> = old.into_iter().chain(new.into_iter().map(UserOperation::Add)).collect();
        self.engine.run(operations).map_err(|e| self.stopped(e))?;
        self.changed.insert(record.id.clone(), Some(print));
        Ok(if there.is_some() { Added::Replaced } else { Added::Added })
    }

    /// Removes a document; `false` when there was none.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn remove(&mut self, id: &DocumentId) -> Result<bool, Error> {
        if self.there(id)?.is_none() {
            return Ok(false);
        }
        self.engine.delete_term(doc_term(id));
        self.changed.insert(id.clone(), None);
        Ok(true)
    }

    /// Makes everything visible at once, durably.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Io`].
    pub fn commit(mut self) -> Result<(), Error> {
        let versions = serde_json::to_string(&Versions::current()).map_err(|e| self.fail(e))?;
        let mut commit = self.engine.prepare_commit().map_err(|e| Error::of_engine(self.corpus.path(), e))?;
        commit.set_payload(&versions);
        let committed = commit.commit().and_then(|_| self.engine.wait_merging_threads());
        committed.map_err(|e| Error::of_engine(self.corpus.path(), e))?;
        self.corpus.reload()
    }

    /// Why the engine takes nothing more: its threads say so when they are joined.
    fn stopped(&mut self, told: TantivyError) -> Error {
        let cause = self.engine.prepare_commit().err().unwrap_or(told);
        Error::of_engine(self.corpus.path(), cause)
    }

    fn fail(&self, cause: impl fmt::Display) -> Error {
        Error::Engine { path: self.corpus.path().to_path_buf(), cause: cause.to_string() }
    }

    /// The fingerprint of a document as this writer sees it.
    fn there(&self, id: &DocumentId) -> Result<Option<u64>, Error> {
        match self.changed.get(id) {
            Some(changed) => Ok(*changed),
            None => print_of(&self.before, id),
        }
    }
}

/// The fingerprint of a document; `None` where there is none of that id.
pub(crate) fn print_of(snapshot: &Snapshot, id: &DocumentId) -> Result<Option<u64>, Error> {
    let Some(head) = snapshot.entries_of(id)?.first().copied() else {
        return Ok(None);
    };
    let segment = snapshot.searcher().segment_reader(head.segment_ord);
    let prints = segment.fast_fields().u64(column::PRINT).map_err(|e| snapshot.fail(e))?;
    Ok(Some(prints.first(head.doc_id).unwrap_or(0)))
}

fn doc_term(id: &DocumentId) -> Term {
    Term::from_field_text(FIELDS.doc, id.as_str())
}

/// 64 bits of a digest over everything that a record says.
pub(crate) fn fingerprint(record: &Record) -> u64 {
    let date = record.date.map(|d| d.to_string());
    let parts = [
        Some(&record.sha256),
        Some(&record.name),
        record.title.as_ref(),
        date.as_ref(),
        record.author.as_ref(),
    ];
    let mut digest = Sha256::new();
    for part in parts {
        digest.update([u8::from(part.is_some())]);
        digest.update(part.map_or("", String::as_str));
        digest.update([0]);
    }
    digest.finalize().iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Head, record and passages of a document, in this order.
fn entries(
    record: &Record,
    document: &Document,
    print: u64,
    traffic: &Arc<Traffic>,
) -> Result<Vec<Entry>, serde_json::Error> {
    let tiles = tiles(document, &record.text);
    let head = head(record, document, tiles.len());
    let written = stored::written(document, &record.text)?;
    let doc: Arc<str> = record.id.as_str().into();
    let entry = || Entry::default().text(FIELDS.doc, Arc::clone(&doc));
    let short = written.len() <= SHORT_RECORD && !tiles.is_empty();
    let mut first = with_head(entry(), &head, print)?;
    let mut entries = Vec::with_capacity(tiles.len() + 2);
    if short {
        first = with_record(first, written);
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
