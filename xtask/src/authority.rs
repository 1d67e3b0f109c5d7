//! The lists of names in `corpus/authority/` and the parser's copy of them: the crate must build alone from its
//! own folder, so `crates/parser/data/` holds the same bytes. The lists are edited in `corpus/` only.

use anyhow::{Context, Result, ensure};
use std::path::Path;

const LISTS: [&str; 2] = ["publishers.txt", "periodicals.txt"];

/// Copies the lists, or only compares them.
pub(crate) fn run(root: &Path, check: bool) -> Result<()> {
    for list in LISTS {
        let source = root.join("corpus/authority").join(list);
        let copy = root.join("crates/parser/data").join(list);
        let bytes = std::fs::read(&source).with_context(|| format!("cannot read {}", source.display()))?;
        if std::fs::read(&copy).is_ok_and(|present| present == bytes) {
            continue;
        }
        ensure!(
            !check,
            "{} is not the copy of {}: run `cargo xtask corpus`",
            copy.display(),
            source.display()
        );
        std::fs::write(&copy, bytes).with_context(|| format!("cannot write {}", copy.display()))?;
        println!("authority: {list}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_list_is_noticed_and_copied() {
        let root = std::env::temp_dir().join(format!("chuchu-authority-{}", std::process::id()));
        for folder in ["corpus/authority", "crates/parser/data"] {
            std::fs::create_dir_all(root.join(folder)).unwrap();
        }
        for list in LISTS {
            std::fs::write(root.join("corpus/authority").join(list), "江州出版社\n").unwrap();
        }
        assert!(run(&root, true).is_err());
        run(&root, false).unwrap();
        assert!(run(&root, true).is_ok());
        std::fs::remove_dir_all(&root).unwrap();
    }
}
