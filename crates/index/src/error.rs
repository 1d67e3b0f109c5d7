//! [`Error`]: everything that can go wrong between a caller and the corpus on disk.

use chuchu_model::{DocumentId, Span};
use std::path::{Path, PathBuf};
use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenReadError, OpenWriteError};
use thiserror::Error;

/// Why the corpus could not answer.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// No index stands at the path.
    #[error("no index at {path}; make one with `chuchu init --index {path}`", path = path.display())]
    Missing {
        /// The folder.
        path: PathBuf,
    },
    /// An index, or something else, already stands at the path.
    #[error("{path} is not empty; give an empty folder", path = path.display())]
    Occupied {
        /// The folder.
        path: PathBuf,
    },
    /// An index written by another version.
    #[error("the index at {path} has {what} {found}, this build reads {expected}; build it anew with `chuchu init` and `chuchu add`", path = path.display())]
    Version {
        /// The folder.
        path: PathBuf,
        /// Which version differs: format, folding or dictionary.
        what: &'static str,
        /// What the index has.
        found: String,
        /// What this build has.
        expected: String,
    },
    /// Another process is writing.
    #[error("the index at {path} is being written by another process; try again when it has finished", path = path.display())]
    Locked {
        /// The folder.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("no space left on the disk of the index at {path}; what was committed before is intact: make room, then try again", path = path.display())]
    NoSpace {
        /// The folder.
        path: PathBuf,
    },
    /// The files of the index are damaged.
    #[error("the index at {path} is damaged ({cause}); build it anew with `chuchu init` and `chuchu add`", path = path.display())]
    Damaged {
        /// The folder.
        path: PathBuf,
        /// What was found.
        cause: String,
    },
    /// A query that cannot be read.
    #[error("{message}: {place}{repair}", place = marked(query, *span), repair = proposal(repair.as_deref()))]
    Query {
        /// The query.
        query: String,
        /// Where in it.
        span: Span,
        /// What is wrong, and what would be right.
        message: String,
        /// The query put right, where that can be told.
        repair: Option<String>,
    },
    /// A sentence or manuscript with nothing to look for.
    #[error("nothing to look for: no letter, digit or character in it")]
    Empty,
    /// Whoever asked for it broke it off.
    #[error("the check was broken off")]
    BrokenOff,
    /// A text or query that is too long.
    #[error("{what} has {found} characters; at most {most} can be asked")]
    TooLong {
        /// What is too long.
        what: &'static str,
        /// Its length in characters.
        found: usize,
        /// The limit.
        most: usize,
    },
    /// A user dictionary and a stop list that are too long.
    #[error("the dictionary and the stop list together have {found} bytes; an index takes at most {most}")]
    TooManyWords {
        /// Their length in bytes, folded.
        found: usize,
        /// The limit.
        most: usize,
    },
    /// A document that is not in the corpus.
    #[error("no document {id} in this index")]
    NoDocument {
        /// Its id.
        id: DocumentId,
    },
    /// Reading or writing failed.
    #[error("{path}: {cause}", path = path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The search engine failed in a way that has no name here.
    #[error("the index at {path} failed: {cause}", path = path.display())]
    Engine {
        /// The folder.
        path: PathBuf,
        /// What it said.
        cause: String,
    },
}

/// The words of a query around a place that is wrong, the place in 【】.
fn marked(query: &str, span: Span) -> String {
    const AROUND: usize = 20;
    let range = span.range();
    let (before, after) = (query.get(..range.start).unwrap_or(""), query.get(range.end..).unwrap_or(""));
    let from = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let dots = |cut: bool| if cut { "…" } else { "" };
    let place: String = span.of(query).unwrap_or("").chars().take(3 * AROUND).collect();
    let (head, tail) = (before.get(from..).unwrap_or(""), after.get(..to).unwrap_or(""));
    format!("{}{head}【{place}】{tail}{}", dots(from > 0), dots(to < after.len()))
}

fn proposal(repair: Option<&str>) -> String {
    repair.map(|repair| format!("; did you mean: {repair}")).unwrap_or_default()
}

impl Error {
    /// What an error of the engine means for the index at `path`.
    pub(crate) fn of_engine(path: &Path, cause: TantivyError) -> Self {
        let path = path.to_path_buf();
        // Between its threads the engine hands errors on as words.
        if cause.to_string().contains(DISK_FULL) {
            return Self::NoSpace { path };
        }
        match cause {
            TantivyError::LockFailure(LockError::LockBusy, _) => Self::Locked { path },
            TantivyError::LockFailure(LockError::IoError(cause), _) | TantivyError::IoError(cause)
                if cause.kind() != std::io::ErrorKind::InvalidData =>
            {
                Self::Io { path, cause: std::io::Error::new(cause.kind(), cause.to_string()) }
            }
            TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, .. }) => {
                Self::Io { path, cause: std::io::Error::new(io_error.kind(), io_error.to_string()) }
            }
            TantivyError::DataCorruption(cause) => {
                Self::Damaged { path, cause: brief(&format!("{cause:?}")) }
            }
            TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
                Self::Damaged { path, cause: format!("{} is missing", file.display()) }
            }
            TantivyError::OpenReadError(cause) => Self::Damaged { path, cause: cause.to_string() },
            TantivyError::IncompatibleIndex(cause) => Self::Damaged { path, cause: format!("{cause:?}") },
            cause => Self::Engine { path, cause: cause.to_string() },
        }
    }
}

/// How the standard library ends the words of the system's error ENOSPC.
const DISK_FULL: &str = "(os error 28)";

/// The longest that the engine's words about damage may be, in characters; it may quote whole files.
const LONGEST: usize = 160;

/// The beginning of what the engine says.
fn brief(words: &str) -> String {
    let words = words.split(" Content: ").next().unwrap_or(words);
    match words.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", words.get(..cut).unwrap_or(words)),
        None => words.to_owned(),
    }
}
