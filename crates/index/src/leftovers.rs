//! What a killed writer leaves beside the index: temporary files of atomic writes. Segments that no commit
//! names are the engine's to collect.

use std::path::Path;

/// How the engine's temporary files begin.
const TEMPORARY: &str = ".tmp";

/// Removes them. Only who holds the writer's lock may call this: nobody else writes then.
///
/// A file that cannot be removed stays; it takes room and harms nothing.
pub(crate) fn sweep(index: &Path) {
    let Ok(entries) = std::fs::read_dir(index) else { return };
    for entry in entries.flatten() {
        if entry.file_name().as_encoded_bytes().starts_with(TEMPORARY.as_bytes()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn temporary_files_go_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        for name in [".tmpAbC123", ".managed.json", "meta.json", ".tantivy-writer.lock"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        sweep(folder.path());
        let mut left: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".managed.json", ".tantivy-writer.lock", "meta.json"]);
    }
}
