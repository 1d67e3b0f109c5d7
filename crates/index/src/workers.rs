//! [`Workers`]: threads that parse records and hand their entries to the engine, while the caller reads on.
//!
//! What never lives here: which records are wanted, or what becomes of an error.

use crate::Record;
use crate::entries::entries;
use crate::entry::{Entry, Traffic};
use crate::schema::FIELDS;
use chuchu_model::{Document, DocumentId};
use std::borrow::Cow;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use tantivy::indexer::UserOperation;
use tantivy::schema::Term;
use tantivy::{IndexWriter, TantivyError};

/// Batches that may wait for a thread; how much text they have is bounded by [`Traffic`].
const WAITING: usize = 64;

/// Records go to a thread in batches of so many bytes: handing over a short one takes longer than parsing it.
const BATCH: usize = 1 << 17;

/// A record to be added.
#[derive(Debug)]
pub(crate) struct Task {
    pub(crate) record: Record,
    /// What the parser made of it, where that is known.
    pub(crate) parsed: Option<Document>,
    /// Its fingerprint.
    pub(crate) print: u64,
    /// Whether another version of it is to be deleted.
    pub(crate) replaces: bool,
}

/// What the threads share.
struct Shared {
    tasks: Mutex<Receiver<Vec<Task>>>,
    traffic: Arc<Traffic>,
    /// Batches that are not done yet.
    open: Mutex<usize>,
    idle: Condvar,
    fault: Mutex<Option<TantivyError>>,
    /// Nothing more is wanted: what waits is thrown away.
    abandoned: AtomicBool,
}

/// The threads.
pub(crate) struct Workers {
    tasks: Option<SyncSender<Vec<Task>>>,
    batch: Vec<Task>,
    /// Bytes of the batch.
    bytes: usize,
    threads: Vec<JoinHandle<()>>,
    shared: Arc<Shared>,
}

impl fmt::Debug for Workers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workers").field("threads", &self.threads.len()).finish_non_exhaustive()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Workers {
    /// Starts so many threads that feed an engine.
    pub(crate) fn start(threads: usize, engine: &Arc<IndexWriter<Entry>>) -> Self {
        let (sender, receiver) = sync_channel(WAITING);
        let shared = Arc::new(Shared {
            tasks: Mutex::new(receiver),
            traffic: Arc::default(),
            open: Mutex::new(0),
            idle: Condvar::new(),
            fault: Mutex::new(None),
            abandoned: AtomicBool::new(false),
        });
        let work = |_| {
            let (shared, engine) = (Arc::clone(&shared), Arc::clone(engine));
            thread::spawn(move || shared.work(&engine))
        };
        let threads = (0..threads.max(1)).map(work).collect();
        Self { tasks: Some(sender), batch: Vec::new(), bytes: 0, threads, shared }
    }

    /// Takes a task. Waits while too much text is under way.
    ///
    /// # Errors
    /// What a thread has met with.
    pub(crate) fn give(&mut self, task: Task) -> Result<(), TantivyError> {
        self.fault()?;
        self.bytes += task.record.text.len();
        self.batch.push(task);
        if self.bytes >= BATCH || self.batch.len() >= BATCH / 64 { self.hand_over() } else { Ok(()) }
    }

    fn hand_over(&mut self) -> Result<(), TantivyError> {
        let batch = std::mem::take(&mut self.batch);
        let bytes = std::mem::take(&mut self.bytes);
        if batch.is_empty() {
            return Ok(());
        }
        self.shared.traffic.enter(bytes);
        *locked(&self.shared.open) += 1;
        let given = self.tasks.as_ref().and_then(|tasks| tasks.send(batch).ok());
        given.ok_or_else(|| TantivyError::InternalError("no thread is left that parses".to_owned()))
    }

    /// Waits until every task is done.
    pub(crate) fn rest(&mut self) -> Result<(), TantivyError> {
        self.hand_over()?;
        let mut open = locked(&self.shared.open);
        while *open > 0 {
            open = self.shared.idle.wait(open).unwrap_or_else(PoisonError::into_inner);
        }
        drop(open);
        self.fault()
    }

    /// Waits until every task is done, and ends the threads.
    pub(crate) fn finish(&mut self) -> Result<(), TantivyError> {
        let handed = if self.tasks.is_some() { self.hand_over() } else { Ok(()) };
        self.tasks = None;
        let mut died = false;
        for thread in self.threads.drain(..) {
            died |= thread.join().is_err();
        }
        self.fault()?;
        handed?;
        if died {
            return Err(TantivyError::InternalError("a thread that parses has failed".to_owned()));
        }
        Ok(())
    }

    fn fault(&self) -> Result<(), TantivyError> {
        locked(&self.shared.fault).take().map_or(Ok(()), Err)
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.shared.abandoned.store(true, Ordering::Relaxed);
        self.batch.clear();
        let _ = self.finish(); // nobody is left to tell
    }
}

/// A batch that is open until it is dropped, even by a panic.
struct Open<'a>(&'a Shared);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        *locked(&self.0.open) -= 1;
        self.0.idle.notify_all();
    }
}

impl Shared {
    fn work(&self, engine: &IndexWriter<Entry>) {
        loop {
            let next = locked(&self.tasks).recv();
            let Ok(batch) = next else { return };
            let _open = Open(self);
            if self.abandoned.load(Ordering::Relaxed) || locked(&self.fault).is_some() {
                self.traffic.leave(batch.iter().map(|task| task.record.text.len()).sum());
            } else if let Err(fault) = self.add(engine, &batch) {
                locked(&self.fault).get_or_insert(fault);
            }
        }
    }

    fn add(&self, engine: &IndexWriter<Entry>, batch: &[Task]) -> Result<(), TantivyError> {
        let mut operations = Vec::with_capacity(batch.len());
        for task in batch {
            if task.replaces {
                operations.push(UserOperation::Delete(doc_term(&task.record.id)));
            }
            operations.extend(self.entries(task)?.into_iter().map(UserOperation::Add));
        }
        engine.run(operations)?;
        Ok(())
    }

    fn entries(&self, task: &Task) -> Result<Vec<Entry>, TantivyError> {
        let record = &task.record;
        let document = task.parsed.as_ref().map_or_else(|| Cow::Owned(record.parse()), Cow::Borrowed);
        entries(record, &document, task.print, &self.traffic)
            .map_err(|e| TantivyError::InternalError(e.to_string()))
    }
}

/// The term that all entries of a document have.
pub(crate) fn doc_term(id: &DocumentId) -> Term {
    Term::from_field_text(FIELDS.doc, id.as_str())
}
