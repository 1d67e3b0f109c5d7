//! The files of a commit against the checksums they were written with. Nothing is read but bytes.

use super::Damage;
use std::path::{Path, PathBuf};
use tantivy::Index;
use tantivy::index::{SegmentComponent, SegmentMeta};

/// Every file of the engine ends with a footer; a shorter one was cut.
const SHORTEST: u64 = 8;

/// So many bytes are checked whenever an index is opened: no check of that size takes a millisecond.
const AT_OPEN: u64 = 2 << 20;

/// A file of a commit.
#[derive(Debug)]
pub(super) struct SegmentFile {
    name: PathBuf,
    pub(super) bytes: u64,
}

/// The files of one segment, in order of name; those of older states of it, which a reader may still
/// use, are none of its own.
pub(super) fn files_of(folder: &Path, segment: &SegmentMeta) -> Vec<SegmentFile> {
    let stem = segment.id().uuid_string();
    let deletes = segment.relative_path(SegmentComponent::Delete);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = PathBuf::from(entry.file_name());
        let extension = name.extension().and_then(|e| e.to_str()).unwrap_or_default();
        let ours = name.to_str().is_some_and(|name| name.starts_with(&stem));
        if ours && extension != "temp" && (extension != "del" || name == deletes) {
            files.push(SegmentFile { name, bytes: entry.metadata().map_or(0, |data| data.len()) });
        }
    }
    if segment.has_deletes() && !folder.join(&deletes).exists() {
        files.push(SegmentFile { name: deletes, bytes: 0 });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    files
}

/// What is wrong with a file, if anything. Cost: reads it.
pub(super) fn fault(index: &Index, file: &SegmentFile) -> Option<&'static str> {
    if file.bytes < SHORTEST {
        return Some("cut off");
    }
    match index.directory().validate_checksum(&file.name) {
        Ok(true) => None,
        Ok(false) => Some("its bytes are not those that were written (checksum)"),
        Err(_) => Some("cut off, or its end was overwritten"),
    }
}

/// The damaged files of a segment. Cost: reads all its files.
pub(super) fn damaged(index: &Index, folder: &Path, segment: &SegmentMeta) -> Vec<Damage> {
    let files = files_of(folder, segment);
    let faults = files.iter().filter_map(|file| Some((file, fault(index, file)?)));
    faults.map(|(file, cause)| Damage::of_file(&file.name, cause)).collect()
}

/// The first fault of a commit's files as far as a look at no more than [`AT_OPEN`] bytes finds one:
/// lengths of all files, then checksums of the small ones. An index of that size is checked whole.
pub(super) fn fault_at_open(index: &Index, folder: &Path, segments: &[SegmentMeta]) -> Option<Damage> {
    let mut files: Vec<_> = segments.iter().flat_map(|segment| files_of(folder, segment)).collect();
    files.sort_by_key(|file| file.bytes);
    let mut left = AT_OPEN;
    for file in &files {
        if file.bytes > left {
            break;
        }
        left -= file.bytes;
        if let Some(cause) = fault(index, file) {
            return Some(Damage::of_file(&file.name, cause));
        }
    }
    None
}
