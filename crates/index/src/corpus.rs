//! [`Corpus`]: the handle on an index on disk. What it tells of its documents is in `holdings`.

use crate::characters::CharactersPlugin;
use crate::schema::{FIELDS, Part, Versions, column};
use crate::snapshot::Snapshot;
use crate::tokens;
use crate::verify::check_at_open;
use crate::words::{Lexicon, UserWords, WordsPlugin};
use crate::writer::{fingerprint, print_of};
use crate::{Added, Error, Record, Writer, WriterOptions, payload};
use serde::Serialize;
use std::fmt;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use tantivy::directory::{Directory, MmapDirectory, RamDirectory};
use tantivy::plugin::SegmentPlugin;
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexBuilder, IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyDocument};

/// The file that makes a folder an index; the engine replaces it as a whole at each commit.
const META: &str = "meta.json";

/// A corpus on disk, open for reading. Cheap to clone, safe to share between threads.
///
/// Every answer is given from one commit: the last one when the corpus was opened or reloaded.
#[derive(Clone)]
pub struct Corpus {
    open: Arc<Open>,
}

struct Open {
    path: Arc<Path>,
    index: Index,
    reader: IndexReader,
    words: Arc<WordsPlugin>,
    snapshot: RwLock<Arc<Snapshot>>,
    /// Held while a newer state is fetched: of two threads the slower must not put the older one back.
    reloading: Mutex<()>,
}

impl fmt::Debug for Corpus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Corpus").field("path", &self.open.path).finish_non_exhaustive()
    }
}

/// What `chuchu status` tells.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Status {
    /// The folder.
    pub path: String,
    /// Number of documents.
    pub documents: usize,
    /// Number of passages.
    pub passages: usize,
    /// Characters of text.
    pub chars: u64,
    /// Size on disk, in bytes.
    pub bytes_on_disk: u64,
    /// Version of the format.
    pub format: u32,
    /// Version of the folding.
    pub folding: u32,
    /// Version of the word dictionary.
    pub dictionary: String,
    /// How many words the user dictionary adds to it.
    pub user_words: usize,
    /// How many words the stop list has.
    pub stop_words: usize,
}

impl Corpus {
    /// Whether an index stands at the path.
    #[must_use]
    pub fn exists(path: &Path) -> bool {
        path.join(META).is_file()
    }

    /// Makes an empty index. The folder is made if need be; an index appears in it whole or not at all.
    ///
    /// Cost: a few small files.
    ///
    /// ```
    /// use chuchu_index::Corpus;
    /// let folder = tempfile::tempdir()?;
    /// let corpus = Corpus::create(folder.path())?;
    /// assert_eq!(corpus.status()?.documents, 0);
    /// assert!(Corpus::create(folder.path()).is_err(), "there is one already");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Occupied`] when anything already stands there; [`Error::Io`].
    pub fn create(path: &Path) -> Result<Self, Error> {
        let io = |cause| Error::Io { path: path.to_path_buf(), cause };
        if path.exists() && !path.is_dir() || Self::exists(path) {
            return Err(Error::Occupied { path: path.to_path_buf() });
        }
        std::fs::create_dir_all(path).map_err(io)?;
        for entry in std::fs::read_dir(path).map_err(io)? {
            // A first attempt that was cut short leaves a temporary file of the engine or its locks.
            if !entry.map_err(io)?.file_name().as_encoded_bytes().starts_with(b".") {
                return Err(Error::Occupied { path: path.to_path_buf() });
            }
        }
        let engine = |e| Error::of_engine(path, e);
        let meta = empty_meta().map_err(engine)?;
        let directory = MmapDirectory::open(path).map_err(|e| engine(e.into()))?;
        directory.atomic_write(Path::new(META), &meta).map_err(io)?;
        Self::open(path)
    }

    /// Opens an index.
    ///
    /// Cost: maps the files, compares the smallest with their checksums until 2 MiB are read, and opens
    /// columns; no text is read.
    ///
    /// ```
    /// use chuchu_index::{Corpus, Record};
    /// # use chuchu_model::DocumentId;
    /// # let folder = tempfile::tempdir()?;
    /// # let corpus = Corpus::create(folder.path())?;
    /// # let mut writer = corpus.writer()?;
    /// # writer.add(&Record::of_text(DocumentId::new("a")?, "群众路线是生命线。\n要相信群众，依靠群众。".to_owned()))?;
    /// # writer.commit()?;
    /// let again = Corpus::open(folder.path())?;
    /// assert_eq!(again.list()?[0].id.as_str(), "a");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Version`], [`Error::Damaged`].
    pub fn open(path: &Path) -> Result<Self, Error> {
        if !Self::exists(path) {
            return Err(Error::Missing { path: path.to_path_buf() });
        }
        let engine = |e| Error::of_engine(path, e);
        let mut index = Index::open_in_dir(path).map_err(engine)?;
        let lexicon = Arc::new(Lexicon::new(payload::read(path, &index)?));
        check_at_open(path, &index)?;
        tokens::register(index.tokenizers());
        let words = Arc::new(WordsPlugin::new(Arc::clone(&lexicon)));
        plugins(&words).into_iter().for_each(|plugin| index.register_plugin(plugin));
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(engine)?;
        let path: Arc<Path> = path.into();
        let reader: IndexReader = reader;
        let snapshot = RwLock::new(Arc::new(seen(&path, &index, &reader, lexicon)?));
        Ok(Self { open: Arc::new(Open { path, index, reader, words, snapshot, reloading: Mutex::new(()) }) })
    }

    /// Sees the commits made since it was opened.
    ///
    /// # Errors
    /// [`Error::Damaged`], [`Error::Engine`].
    pub fn reload(&self) -> Result<(), Error> {
        let _alone = self.open.reloading.lock().unwrap_or_else(PoisonError::into_inner);
        self.open.reader.reload().map_err(|e| Error::of_engine(&self.open.path, e))?;
        let Open { path, index, reader, .. } = &*self.open;
        let known = Arc::clone(self.snapshot().lexicon());
        let snapshot = Arc::new(seen(path, index, reader, known)?);
        *self.open.snapshot.write().unwrap_or_else(PoisonError::into_inner) = snapshot;
        Ok(())
    }

    /// The one writer.
    ///
    /// # Errors
    /// [`Error::Locked`] while another process writes.
    pub fn writer(&self) -> Result<Writer, Error> {
        self.writer_with(WriterOptions::default())
    }

    /// The one writer, with a say in what it uses of the machine.
    ///
    /// Cost: starts threads, and removes what a killed writer left behind.
    ///
    /// # Errors
    /// [`Error::Locked`] while another process writes.
    pub fn writer_with(&self, options: WriterOptions) -> Result<Writer, Error> {
        Writer::of(self, options)
    }

    /// Removes what killed or failed writers left on disk; does nothing while somebody writes. Every writer
    /// does it when it begins.
    ///
    /// Cost: waits until the folder has been still for a while, at most two seconds: threads of a writer that
    /// failed in this process may be at work for a moment yet.
    pub fn sweep(&self) {
        let modest = WriterOptions { threads: NonZeroUsize::MIN, memory: 0 };
        let (mut size, mut still) = (0, 0);
        for _ in 0..20 {
            let _ = self.writer_with(modest);
            let now = bytes_in(self.path());
            still = if now == size { still + 1 } else { 0 };
            if still == 3 {
                break;
            }
            size = now;
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// What adding the record would do now. Cost: a look at one document; nothing is parsed or written.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Damaged`].
    pub fn would_add(&self, record: &Record) -> Result<Added, Error> {
        Ok(match print_of(&self.snapshot(), &record.id)? {
            None => Added::Added,
            Some(print) if print == fingerprint(record) => Added::Unchanged,
            Some(_) => Added::Replaced,
        })
    }

    /// The corpus as of the last commit it has seen; all questions of one answer are put to one snapshot.
    pub(crate) fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.open.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.open.path
    }

    pub(crate) fn index(&self) -> &Index {
        &self.open.index
    }

    /// What keeps the words of new segments.
    pub(crate) fn words(&self) -> &WordsPlugin {
        &self.open.words
    }

    /// A short name of the state that answers are given from: equal names, equal answers. It changes with a commit, and
    /// when parts of the index are merged, which changes no answer. Cost: a digest of the words of the
    /// index when a commit is asked first.
    ///
    /// ```
    /// use chuchu_index::{Corpus, Record};
    /// # use chuchu_model::DocumentId;
    /// # let folder = tempfile::tempdir()?;
    /// let corpus = Corpus::create(folder.path())?;
    /// let before = corpus.state();
    /// let mut writer = corpus.writer()?;
    /// writer.add(&Record::of_text(DocumentId::new("a")?, "水能载舟。".to_owned()))?;
    /// writer.commit()?;
    /// corpus.reload()?;
    /// assert_ne!(before, corpus.state());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn state(&self) -> String {
        self.snapshot().state().to_owned()
    }

    /// Reads what the first question would read, so that it need not: the dictionary of words (0.3 s), the order of the
    /// documents and how often each letter stands.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn prepare(&self) -> Result<(), Error> {
        let snapshot = self.snapshot();
        snapshot.order()?;
        snapshot.letter_counts()?;
        snapshot.lexicon().cutter();
        Ok(())
    }

    /// Counts and versions.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn status(&self) -> Result<Status, Error> {
        let snapshot = self.snapshot();
        let versions = Versions::current();
        let words = snapshot.lexicon().words();
        let mut chars = 0;
        let heads = snapshot.entries(Part::Head)?;
        for (segment, reader) in (0u32..).zip(snapshot.searcher().segment_readers()) {
            let lengths = reader.fast_fields().u64(column::CHARS).map_err(|e| snapshot.fail(e))?;
            let here = heads.iter().filter(|at| at.segment_ord == segment);
            chars += here.filter_map(|at| lengths.first(at.doc_id)).sum::<u64>();
        }
        Ok(Status {
            path: self.path().display().to_string(),
            documents: heads.len(),
            passages: snapshot.entries(Part::Passage)?.len(),
            chars,
            bytes_on_disk: bytes_in(self.path()),
            format: versions.format,
            folding: versions.folding,
            dictionary: versions.dictionary,
            user_words: words.dictionary.words().len(),
            stop_words: words.stop.len(),
        })
    }
}

/// The meta file of an index without documents, with our versions in it. The engine writes them only
/// with a commit, so that one is made in memory.
fn empty_meta() -> tantivy::Result<Vec<u8>> {
    let memory = RamDirectory::create();
    let words = Arc::new(WordsPlugin::new(Arc::default()));
    let index = plugins(&words).into_iter().fold(Index::builder(), IndexBuilder::register_plugin);
    let index = index.schema(FIELDS.schema.clone()).settings(settings()).open_or_create(memory.clone())?;
    let mut writer: IndexWriter<TantivyDocument> = index.writer_with_num_threads(1, 15 << 20)?;
    let mut commit = writer.prepare_commit()?;
    commit.set_payload(&payload::written(&UserWords::default())?);
    commit.commit()?;
    Ok(memory.atomic_read(Path::new(META))?)
}

/// What is kept of every segment beside the engine's own files.
fn plugins(words: &Arc<WordsPlugin>) -> [Arc<dyn SegmentPlugin>; 2] {
    [Arc::new(CharactersPlugin), Arc::<WordsPlugin>::clone(words)]
}

/// Texts are kept small rather than quick to read: few of them are read for an answer.
fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor::default()),
        docstore_blocksize: 1 << 15,
        docstore_compress_dedicated_thread: false,
        ..IndexSettings::default()
    }
}

/// What a reader sees, with the user's words of the same commit: where these are not the ones that are known,
/// another commit has come, and the reader looks again.
fn seen(
    path: &Arc<Path>,
    index: &Index,
    reader: &IndexReader,
    mut known: Arc<Lexicon>,
) -> Result<Snapshot, Error> {
    loop {
        let words = payload::read(path, index)?;
        if words == *known.words() {
            return Snapshot::of(path, reader.searcher(), known);
        }
        known = Arc::new(Lexicon::new(words));
        reader.reload().map_err(|e| Error::of_engine(path, e))?;
    }
}

/// The sizes of the files of a folder; files that go away meanwhile count nothing.
fn bytes_in(path: &Path) -> u64 {
    let files = std::fs::read_dir(path).into_iter().flatten().flatten();
    files.filter_map(|file| file.metadata().ok()).map(|data| data.len()).sum()
}
