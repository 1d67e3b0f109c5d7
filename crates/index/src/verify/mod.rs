//! [`Verification`]: is an index still what was written? Files against their checksums, documents against
//! what their records state. What never lives here: mending; the remedy for damage is to build anew.

mod documents;
mod files;
mod listing;

use crate::{Corpus, Error, payload};
use chuchu_model::DocumentId;
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;
use tantivy::Index;
use tantivy::directory::{Directory as _, META_LOCK};
use tantivy::index::{SegmentComponent, SegmentMeta};

/// What `chuchu status --verify` found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Verification {
    /// Number of files whose checksums were compared.
    pub files: usize,
    /// Their size.
    pub bytes: u64,
    /// Number of documents whose text was joined and compared with its record; 0 where a file is damaged
    /// already, since what stands in it cannot be trusted.
    pub documents: usize,
    /// Number of their passages.
    pub passages: usize,
    /// How long it took.
    pub took_ms: u64,
    /// What is wrong; nothing, as a rule.
    pub damage: Vec<Damage>,
}

/// One thing that is wrong with an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Damage {
    /// The damaged file, where it is one.
    pub file: Option<String>,
    /// What was found.
    pub cause: String,
    /// The documents it touches, as far as they can be told; all others are whole.
    pub documents: Vec<DocumentId>,
    /// What to do.
    pub remedy: String,
}

impl Damage {
    fn of_file(name: &Path, cause: &str) -> Self {
        Self { file: Some(name.display().to_string()), ..Self::new(cause, Vec::new()) }
    }

    fn new(cause: &str, documents: Vec<DocumentId>) -> Self {
        Self {
            file: None,
            cause: cause.to_owned(),
            documents,
            remedy: "build the index anew with `chuchu init` and `chuchu add`".to_owned(),
        }
    }

    /// In one phrase: the file and what was found.
    fn phrase(&self) -> String {
        match &self.file {
            Some(file) => format!("{file}: {}", self.cause),
            None => self.cause.clone(),
        }
    }
}

impl Verification {
    /// The damage as the error that every other command would end with; `None` where there is none.
    #[must_use]
    pub fn error(&self, path: &Path) -> Option<Error> {
        let first = self.damage.first()?;
        let more = self.damage.len() - 1;
        let touched: BTreeSet<_> = self.damage.iter().flat_map(|damage| &damage.documents).collect();
        let mut cause = first.phrase();
        if more > 0 {
            cause = format!("{cause}; and {more} more");
        }
        if !touched.is_empty() {
            let some: Vec<_> = touched.iter().take(SOME).map(|id| id.as_str()).collect();
            let dots = if touched.len() > SOME { ", …" } else { "" };
            cause = format!("{cause}; {} documents touched: {}{dots}", touched.len(), some.join(", "));
        }
        Some(Error::Damaged { path: path.to_path_buf(), cause })
    }
}

/// So many documents are named in one line.
const SOME: usize = 5;

impl Corpus {
    /// Verifies the index at a path, as of its last commit; also one that can no longer be opened.
    ///
    /// Checks that every file of the commit has the checksum it was written with, then that every document
    /// has one head, one record and the passages it states, that these join to the text whose length and
    /// fingerprint it states, that ids are unique and that nothing belongs to no document.
    ///
    /// Cost: reads every byte, and decompresses and digests all texts; some seconds for 100 MB of text.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::Version`]; [`Error::Damaged`] where the list of files itself cannot be
    /// read or the documents cannot.
    pub fn verify(path: &Path) -> Result<Verification, Error> {
        let begun = Instant::now();
        let mut found = verify_files(path)?;
        if found.damage.is_empty() {
            documents::verify(&Self::open(path)?, &mut found)?;
        }
        found.took_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        Ok(found)
    }

    /// What keeps the index at a path from being used, if it is damage to its files: for the message after
    /// something has failed. Cost: reads every byte of the index.
    #[must_use]
    pub fn diagnosis(path: &Path) -> Option<Error> {
        match verify_files(path) {
            Ok(found) => found.error(path),
            Err(error) => matches!(error, Error::Damaged { .. }).then_some(error),
        }
    }
}

/// How often a writer may come in between before the damage is believed.
const TRIES: usize = 5;

fn verify_files(path: &Path) -> Result<Verification, Error> {
    if !Corpus::exists(path) {
        return Err(Error::Missing { path: path.to_path_buf() });
    }
    let index = Index::open_in_dir(path).map_err(|e| Error::of_engine(path, e))?;
    payload::read(path, &index)?;
    let mut found = Verification::default();
    for _ in 0..TRIES {
        let before = segments(path, &index)?;
        found = verify_segments(path, &index, &before);
        found.damage.extend(listing::fault(path, &index)?);
        // A writer that commits meanwhile removes files of the commit before: that is no damage.
        if found.damage.is_empty() || names(&before) == names(&segments(path, &index)?) {
            break;
        }
    }
    Ok(found)
}

fn verify_segments(path: &Path, index: &Index, segments: &[SegmentMeta]) -> Verification {
    let mut found = Verification::default();
    for segment in segments {
        let files = files::files_of(path, segment);
        found.files += files.len();
        found.bytes += files.iter().map(|file| file.bytes).sum::<u64>();
        let mut damage = files::damaged(index, path, segment);
        if !damage.is_empty() {
            let touched = documents::of_segment(index, segment, &damage);
            damage.iter_mut().for_each(|damage| damage.documents.clone_from(&touched));
        }
        found.damage.extend(damage);
    }
    found
}

/// What tells one state of the segments from another.
fn names(segments: &[SegmentMeta]) -> Vec<PathBuf> {
    segments.iter().map(|segment| segment.relative_path(SegmentComponent::Delete)).collect()
}

fn segments(path: &Path, index: &Index) -> Result<Vec<SegmentMeta>, Error> {
    index.searchable_segment_metas().map_err(|e| Error::of_engine(path, e))
}

/// The damage that a short look finds, as an error; see [`files::fault_at_open`].
pub(crate) fn check_at_open(path: &Path, index: &Index) -> Result<(), Error> {
    // No writer may clear away the files of this commit meanwhile. The engine asks for the same lock when it
    // opens them: where it cannot be had, that says so.
    let Ok(_lock) = index.directory().acquire_lock(&META_LOCK) else { return Ok(()) };
    let fault = match listing::fault(path, index)? {
        None => files::fault_at_open(index, path, &segments(path, index)?),
        fault => fault,
    };
    let damaged = |damage: Damage| Error::Damaged { path: path.to_path_buf(), cause: damage.phrase() };
    fault.map_or(Ok(()), |damage| Err(damaged(damage)))
}

/// Whether the files of a segment are what was written. Cost: reads them.
pub(crate) fn is_sound(path: &Path, index: &Index, segment: &SegmentMeta) -> bool {
    files::damaged(index, path, segment).is_empty()
}
