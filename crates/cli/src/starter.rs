//! The starter corpus: documents that the binary carries, so that the first use has something to find.
//!
//! Which documents, and under which ids, is said by `corpus/manifest.toml`; here are only their bytes.

use anyhow::Context as _;
use chuchu_index::Record;
use chuchu_model::DocumentId;
use serde::Deserialize;

const MANIFEST: &str = include_str!("../../../corpus/manifest.toml");

macro_rules! embedded {
    ($($file:literal),* $(,)?) => {
        [$(($file, include_str!(concat!("../../../corpus/", $file)))),*]
    };
}

/// The files of the manifest, by its names for them; a test keeps the two lists in step.
const FILES: [(&str, &str); 5] = embedded![
    "sources/s000.txt",
    "sources/s001.txt",
    "sources/s002.txt",
    "sources/s003.txt",
    "sources/s004.txt",
];

#[derive(Deserialize)]
struct Manifest {
    document: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: DocumentId,
    file: String,
    sha256: String,
}

/// The documents of the starter corpus, in the order of the manifest.
///
/// # Errors
/// Only when the binary was built from a corpus that contradicts its manifest.
pub(crate) fn records() -> anyhow::Result<Vec<Record>> {
    let manifest: Manifest = toml::from_str(MANIFEST).context("the manifest of the starter corpus")?;
    manifest.document.into_iter().map(record).collect()
}

fn record(entry: Entry) -> anyhow::Result<Record> {
    let (_, text) = FILES.iter().find(|(file, _)| *file == entry.file).with_context(|| {
        format!("{} is in the manifest of the starter corpus but not in the binary", entry.file)
    })?;
    let name = entry.file.rsplit('/').next().unwrap_or(&entry.file).to_owned();
    // As a file of that name would be read, so that adding it again changes nothing.
    Ok(Record { name, sha256: entry.sha256, ..Record::of_text(entry.id, (*text).to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_binary_carries_what_the_manifest_lists_and_nothing_else() {
        let manifest: Manifest = toml::from_str(MANIFEST).unwrap();
        let listed: Vec<&str> = manifest.document.iter().map(|entry| entry.file.as_str()).collect();
        assert_eq!(listed, FILES.map(|(file, _)| file));
    }
}
