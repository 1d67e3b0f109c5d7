//! [`Writer`]: the one that may change a corpus. One commit, one truth.

use crate::entry::Entry;
use crate::leftovers;
use crate::merging::SoundMerges;
use crate::schema::column;
use crate::snapshot::Snapshot;
use crate::words::{Lexicon, UserWords};
use crate::workers::{Task, Workers, doc_term};
use crate::{Corpus, Error, Record, payload};
use chuchu_model::{Document, DocumentId};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;
use tantivy::query::AllQuery;
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
    /// Threads that index; half as many parse. Fewer are used where [`WriterOptions::memory`] does not reach
    /// for them.
    pub threads: NonZeroUsize,
    /// Memory for postings before they are written out, in bytes, over all threads. What a thread needs
    /// at least (15 MiB) it gets.
    pub memory: usize,
}

impl Default for WriterOptions {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
        Self { threads: cores, memory: 600 << 20 }
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
    workers: Workers,
    /// Shared with the workers; `None` when it has stopped.
    engine: Option<Arc<IndexWriter<Entry>>>,
    before: Arc<Snapshot>,
    /// What is committed with the documents, and cuts them.
    lexicon: Arc<Lexicon>,
    /// Fingerprints of what this writer added; `None` for what it removed.
    changed: HashMap<DocumentId, Option<u64>>,
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
        let engine = Arc::new(engine);
        let before = corpus.snapshot();
        let lexicon = Arc::clone(before.lexicon());
        corpus.words().cut_by(Arc::clone(&lexicon));
        Ok(Self {
            corpus: corpus.clone(),
            workers: Workers::start(threads / 2, &engine),
            engine: Some(engine),
            before,
            lexicon,
            changed: HashMap::new(),
        })
    }

    /// Adds a record, or replaces the one of the same id unless nothing about it has changed.
    ///
    /// Cost: copies the text; it is parsed and indexed by other threads, and waited for while too much is
    /// under way.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Io`], [`Error::NoSpace`], also for records given before.
    pub fn add(&mut self, record: &Record) -> Result<Added, Error> {
        let print = fingerprint(record);
        let there = self.there(&record.id)?;
        if there == Some(print) {
            return Ok(Added::Unchanged);
        }
        self.wait_for(&record.id)?;
        let task = Task { record: record.clone(), parsed: None, print, replaces: there.is_some() };
        self.workers.give(task).map_err(|e| self.stopped(e))?;
        self.changed.insert(record.id.clone(), Some(print));
        Ok(if there.is_some() { Added::Replaced } else { Added::Added })
    }

    /// Waits for what was done with a document before: the engine must hear of it first.
    fn wait_for(&mut self, id: &DocumentId) -> Result<(), Error> {
        if self.changed.contains_key(id) { self.workers.rest().map_err(|e| self.stopped(e)) } else { Ok(()) }
    }

    /// Removes a document; `false` when there was none.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn remove(&mut self, id: &DocumentId) -> Result<bool, Error> {
        if self.there(id)?.is_none() {
            return Ok(false);
        }
        self.wait_for(id)?;
        if let Some(engine) = &self.engine {
            engine.delete_term(doc_term(id));
        }
        self.changed.insert(id.clone(), None);
        Ok(true)
    }

    /// Other words of the user, for what is added from now on; nothing may have been added yet.
    pub(crate) fn cut_by(&mut self, words: UserWords) {
        self.lexicon = Arc::new(Lexicon::new(words));
        self.corpus.words().cut_by(Arc::clone(&self.lexicon));
    }

    /// What was there when this writer began.
    pub(crate) fn before(&self) -> &Arc<Snapshot> {
        &self.before
    }

    /// Removes every document that was there.
    pub(crate) fn remove_all(&self) -> Result<(), Error> {
        let Some(engine) = &self.engine else { return Ok(()) };
        let removed = engine.delete_query(Box::new(AllQuery));
        removed.map(drop).map_err(|e| Error::of_engine(self.corpus.path(), e))
    }

    /// Adds a document that [`Writer::remove_all`] has removed, as it was: it is not parsed again.
    pub(crate) fn add_again(&mut self, record: Record, parsed: Document) -> Result<(), Error> {
        let print = print_of(&self.before, &record.id)?.unwrap_or(0);
        let task = Task { record, parsed: Some(parsed), print, replaces: false };
        self.workers.give(task).map_err(|e| self.stopped(e))
    }

    /// Makes everything visible at once, durably.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Io`].
    pub fn commit(mut self) -> Result<(), Error> {
        let payload = payload::written(self.lexicon.words()).map_err(|e| self.fail(e))?;
        self.workers.finish().map_err(|e| self.stopped(e))?;
        let engine = self.engine.take().and_then(Arc::into_inner);
        let mut engine = engine.ok_or_else(|| self.fail("a thread holds on to the writer"))?;
        let mut commit = engine.prepare_commit().map_err(|e| Error::of_engine(self.corpus.path(), e))?;
        commit.set_payload(&payload);
        let committed = commit.commit().and_then(|_| engine.wait_merging_threads());
        committed.map_err(|e| Error::of_engine(self.corpus.path(), e))?;
        self.corpus.reload()
    }

    /// Why the engine takes nothing more: its threads say so when they are joined.
    fn stopped(&mut self, told: TantivyError) -> Error {
        let told = self.workers.finish().err().unwrap_or(told);
        let engine = self.engine.take().and_then(Arc::into_inner);
        let cause = engine.and_then(|mut engine| engine.prepare_commit().err()).unwrap_or(told);
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

/// 48 bits of a digest over everything that a record says: a changed document passes for an unchanged one once
/// in 10¹⁴ times.
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
    digest.finalize().iter().take(6).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
