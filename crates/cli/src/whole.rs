//! Writing a file whole or not at all.

use anyhow::Context as _;
use std::ffi::OsString;
use std::path::Path;
use std::{fs, io};

/// Writes beside the place and moves there, so that a full disk leaves nothing half-written and spoils nothing, and
/// who reads meanwhile reads the old file or the new one.
///
/// # Errors
/// A place that cannot be written, by name.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    beside(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

fn beside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}", std::process::id()));
    let beside = path.with_file_name(name);
    let written = fs::write(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        // It may not even have come into being; what matters is why.
        let _ = fs::remove_file(&beside);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_written_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let taken = folder.path().join("taken.svg");
        fs::create_dir(&taken).unwrap();
        assert!(write(&taken, b"x").is_err());
        let path = folder.path().join("a.svg");
        write(&path, b"1").unwrap();
        write(&path, b"2").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"2");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
