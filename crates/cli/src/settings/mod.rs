//! What a house has laid down in its `chuchu.toml`: what to look at, thresholds, rules, quotations set aside. Here is
//! which file speaks for a manuscript; `file` reads it. What the rules mean is the library's.

mod file;
mod nearest;

use crate::request::check::{House, ReportForm};
use chuchu_index::CheckOptions;
use chuchu_model::Verdict;
use std::path::{Path, PathBuf};

/// The name of the file.
const NAME: &str = "chuchu.toml";

/// What holds for a manuscript.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// The file they stand in.
    pub(crate) path: Option<PathBuf>,
    pub(crate) form: Option<ReportForm>,
    pub(crate) fail_on: Option<Vec<Verdict>>,
    pub(crate) options: CheckOptions,
    /// The line of each entry of `options.ignore`.
    pub(crate) lines: Vec<usize>,
}

impl Settings {
    /// Those for a manuscript.
    ///
    /// # Errors
    /// A file that cannot be read or says what nobody knows: file, line and what was meant.
    pub(crate) fn of(house: &House, manuscript: &Path) -> anyhow::Result<Self> {
        match located(house, manuscript) {
            Some(path) => file::read(&path),
            None => Ok(Self::default()),
        }
    }
}

/// The file that speaks for a manuscript: the nearest above it, else that of the working folder.
pub(crate) fn located(house: &House, manuscript: &Path) -> Option<PathBuf> {
    match house {
        House::File(path) => Some(path.clone()),
        House::Nowhere => None,
        House::Nearest => {
            let whole = std::path::absolute(manuscript).unwrap_or_else(|_| manuscript.to_owned());
            let above = whole.ancestors().skip(1).map(|folder| folder.join(NAME));
            let here = std::path::absolute(NAME).unwrap_or_else(|_| PathBuf::from(NAME));
            above.chain([here]).find(|path| path.is_file())
        }
    }
}

/// How a file is named to people: from the working folder, where it lies there.
pub(crate) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let inside = here.as_deref().and_then(|here| path.strip_prefix(here).ok());
    inside.unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn the_nearest_file_above_a_manuscript_speaks() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("a/b");
        fs::create_dir_all(&deep).unwrap();
        let manuscript = deep.join("稿.txt");
        let above = folder.path().join(NAME);
        fs::write(&above, "").unwrap();
        assert_eq!(located(&House::Nearest, &manuscript), Some(above.clone()));
        let beside = folder.path().join("a").join(NAME);
        fs::write(&beside, "").unwrap();
        assert_eq!(located(&House::Nearest, &manuscript), Some(beside));
        assert_eq!(located(&House::Nowhere, &manuscript), None);
        assert_eq!(located(&House::File("x.toml".into()), &manuscript), Some("x.toml".into()));
    }
}
