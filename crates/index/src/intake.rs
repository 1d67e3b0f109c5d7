//! Files, folders and JSON lines to [`Record`]s. One unreadable file never stops the rest.

use chuchu_model::{DocumentId, PartialDate};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// A text with what is known about it before it is parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its id.
    pub id: DocumentId,
    /// The file name, or the id of a JSON line.
    pub name: String,
    /// The encoding it was decoded from.
    pub encoding: String,
    /// Length in bytes before decoding.
    pub bytes: u64,
    /// Digest of the source, hexadecimal.
    pub sha256: String,
    /// The decoded text.
    pub text: String,
    /// A title given beside the text.
    pub title: Option<String>,
    /// A date given beside the text.
    pub date: Option<PartialDate>,
    /// An author given beside the text.
    pub author: Option<String>,
}

impl Record {
    /// A record of a text at hand, with nothing known beside it.
    #[must_use]
    pub fn of_text(id: DocumentId, text: String) -> Self {
        let _ = (&id, &text);
        unimplemented!()
    }
}

/// A file or line that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The file, with `:line` for a line of a JSONL file.
    pub path: String,
    /// One sentence.
    pub error: String,
}

/// Reads one file as a record; its id is the file stem.
///
/// # Errors
/// [`Failure`], when the file cannot be read or is no text.
pub fn read_file(path: &Path) -> Result<Record, Failure> {
    let _ = path;
    unimplemented!()
}

/// Streams the records of files and folders (`.txt`, `.md`, `.jsonl`), in order of name.
pub fn read_all(paths: &[PathBuf]) -> impl Iterator<Item = Result<Record, Failure>> {
    let _ = paths;
    std::iter::empty()
}
