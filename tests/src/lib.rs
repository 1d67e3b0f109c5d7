//! What the tests share: the documents of the corpus, a corpus on disk made of them, and the outline of
//! a document that the golden tests compare. No test lives here.

pub mod outline;

use chuchu_index::{Corpus, Record, intake};
use std::path::{Path, PathBuf};

/// The folder of the five documents.
#[must_use]
pub fn sources_dir() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus/sources")
}

/// The records of the five documents, in order of id.
///
/// # Panics
/// When a document cannot be read: the checkout is damaged.
#[must_use]
pub fn records() -> Vec<Record> {
    intake::read_all(&[sources_dir()])
        .collect::<Result<_, _>>()
        .expect("the corpus of the checkout is readable")
}

/// The text of one of the five documents.
///
/// # Panics
/// When there is no such document.
#[must_use]
pub fn text_of(id: &str) -> String {
    std::fs::read_to_string(sources_dir().join(format!("{id}.txt"))).expect("a document of the corpus")
}

/// A corpus on disk with these records, in a folder that goes when it is dropped.
#[derive(Debug)]
pub struct TemporaryCorpus {
    /// The corpus, open.
    pub corpus: Corpus,
    folder: tempfile::TempDir,
}

impl TemporaryCorpus {
    /// Makes it.
    ///
    /// # Panics
    /// When the temporary folder cannot be written.
    #[must_use]
    pub fn new(records: &[Record]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let corpus = Corpus::create(&folder.path().join("index")).expect("an empty index");
        let mut writer = corpus.writer().expect("the only writer");
        for record in records {
            writer.add(record).expect("adding a record");
        }
        writer.commit().expect("the commit");
        corpus.reload().expect("the new state");
        Self { corpus, folder }
    }

    /// Its folder.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("index")
    }
}
