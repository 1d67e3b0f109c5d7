//! The home of the index: which folder it is, opening it, and building it there on first use.

use crate::output::remark;
use crate::starter;
use anyhow::{Context as _, bail};
use chuchu_index::{Corpus, Error, WordsChange, WriterOptions};
use etcetera::BaseStrategy as _;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder: what was given, else `CHUCHU_INDEX`, else `chuchu/index` in the user's data directory.
///
/// # Errors
/// An empty `--index`; a system that names no home directory.
pub(crate) fn folder(given: Option<&Path>) -> anyhow::Result<PathBuf> {
    if let Some(path) = given {
        if path.as_os_str().is_empty() {
            bail!("--index: the folder is empty text");
        }
        return Ok(path.to_owned());
    }
    if let Some(path) = std::env::var_os("CHUCHU_INDEX").filter(|path| !path.is_empty()) {
        return Ok(path.into());
    }
    let base =
        etcetera::choose_base_strategy().context("no index folder: give --index DIR or set CHUCHU_INDEX")?;
    Ok(base.data_dir().join("chuchu").join("index"))
}

/// Opens the index at `path`; where there is nothing, builds it there from the starter corpus and says so.
///
/// # Errors
/// What the library says of a damaged index or one of another version; a folder that holds other things.
pub(crate) fn open(path: &Path) -> anyhow::Result<Corpus> {
    if is_vacant(path)? {
        let documents = build(path, Contents::Starter, &WordsChange::default())?;
        remark(&format!(
            "no index yet: built one at {} from the starter corpus ({documents} documents)",
            path.display()
        ));
    }
    match Corpus::open(path) {
        Err(Error::Missing { .. }) => {
            bail!("{} holds other things and no index; name another folder with --index", path.display())
        }
        opened => Ok(opened?),
    }
}

/// Makes a new index with these words of the user, and tells how many documents it has.
///
/// # Errors
/// A folder that is not empty; a folder that cannot be written.
pub(crate) fn create(path: &Path, contents: Contents, words: &WordsChange) -> anyhow::Result<usize> {
    if !is_vacant(path)? {
        return Err(Error::Occupied { path: path.to_owned() }.into());
    }
    build(path, contents, words)
}

/// What a new index holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contents {
    /// Nothing.
    Nothing,
    /// The documents that the binary carries.
    Starter,
}

/// Whether nothing stands at `path`, or an empty folder.
fn is_vacant(path: &Path) -> anyhow::Result<bool> {
    match fs::read_dir(path) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error).with_context(|| format!("index folder {}", path.display())),
    }
}

/// Builds beside the place and moves the whole there in one step: nobody ever sees a half-written index.
fn build(path: &Path, contents: Contents, words: &WordsChange) -> anyhow::Result<usize> {
    match build_beside(path, contents, words) {
        // Another process was faster; its index is as good as ours.
        Err(_)
            if Corpus::exists(path) && contents == Contents::Starter && *words == WordsChange::default() =>
        {
            Ok(starter::records()?.len())
        }
        // A mounted or protected folder cannot be replaced, only filled.
        Err(_) if path.is_dir() => fill(path, contents, words),
        built => built,
    }
    .with_context(|| format!("cannot make an index at {}", path.display()))
}

fn build_beside(path: &Path, contents: Contents, words: &WordsChange) -> anyhow::Result<usize> {
    let yard = Yard::beside(path)?;
    let built = yard.folder.join("index");
    let documents = fill(&built, contents, words)?;
    fs::rename(&built, path)?;
    Ok(documents)
}

fn fill(built: &Path, contents: Contents, words: &WordsChange) -> anyhow::Result<usize> {
    let corpus = Corpus::create(built)?;
    if *words != WordsChange::default() {
        corpus.set_words(words.clone(), WriterOptions::default(), |_, _| {})?;
    }
    let records = if contents == Contents::Starter { starter::records()? } else { Vec::new() };
    let mut writer = corpus.writer()?;
    for record in &records {
        writer.add(record)?;
    }
    writer.commit()?;
    Ok(records.len())
}

/// A folder of our own beside the place, on the same file system; gone when dropped.
struct Yard {
    folder: PathBuf,
}

impl Yard {
    fn beside(path: &Path) -> std::io::Result<Self> {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(parent)?;
        let mut name = OsString::from(".");
        name.push(path.file_name().unwrap_or("index".as_ref()));
        name.push(format!(".building-{}", std::process::id()));
        let folder = parent.join(name);
        // Left by a process of the same number that was killed.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder)?;
        Ok(Self { folder })
    }
}

impl Drop for Yard {
    fn drop(&mut self) {
        // At worst a hidden folder stays behind; the index itself is in place or was never there.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_given_folder_comes_first_and_must_not_be_empty() {
        assert_eq!(folder(Some(Path::new("a/b"))).unwrap(), Path::new("a/b"));
        assert!(folder(Some(Path::new(""))).is_err());
    }

    #[test]
    fn an_empty_folder_is_vacant_and_a_file_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        assert!(is_vacant(dir.path()).unwrap());
        assert!(is_vacant(&dir.path().join("none")).unwrap());
        let file = dir.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(!is_vacant(dir.path()).unwrap());
        assert!(is_vacant(&file).is_err());
    }

    #[test]
    fn the_yard_stands_beside_the_place_and_goes_away() {
        let dir = tempfile::tempdir().unwrap();
        let yard = Yard::beside(&dir.path().join("deep/index")).unwrap();
        assert_eq!(yard.folder.parent(), Some(dir.path().join("deep").as_path()));
        drop(yard);
        assert!(is_vacant(&dir.path().join("deep")).unwrap());
    }
}
