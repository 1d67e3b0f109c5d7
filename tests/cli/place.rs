//! A place to try the binary in: a temporary folder, an index of its own, and what a run printed.

use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A temporary folder; every run in it uses the index `index` there.
pub(crate) struct Place {
    dir: TempDir,
}

/// What a run printed, and its exit status.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    /// Without an index.
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// With an empty index.
    pub(crate) fn with_empty_index() -> Self {
        let place = Self::new();
        assert_eq!(place.run(["init", "--empty"]).code, 0);
        place
    }

    /// With the starter corpus.
    pub(crate) fn with_starter() -> Self {
        let place = Self::new();
        assert_eq!(place.run(["init"]).code, 0);
        place
    }

    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn index(&self) -> PathBuf {
        self.dir.path().join("index")
    }

    /// A file in the place.
    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The binary, with nothing of the caller's surroundings that could change its answers.
    pub(crate) fn command(&self, arguments: impl IntoIterator<Item = impl AsRef<str>>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chuchu"));
        command.args(arguments.into_iter().map(|a| a.as_ref().to_owned()));
        command.env("CHUCHU_INDEX", self.index()).env("HOME", self.path());
        command.env_remove("XDG_DATA_HOME").env_remove("NO_COLOR").env_remove("RUST_BACKTRACE");
        command.current_dir(self.path()).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: impl IntoIterator<Item = impl AsRef<str>>) -> Run {
        self.command(arguments).output().unwrap().into()
    }

    /// Names of everything in the place.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned()).collect();
        names.sort();
        names
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Run {
    /// Exit status 2, nothing on stdout, and one clear line on stderr with all of `parts`.
    #[track_caller]
    pub(crate) fn is_refused(&self, parts: &[&str]) {
        assert_eq!(self.out, "", "{self:?}");
        self.complains(parts);
    }

    /// Exit status 2 and one clear line on stderr with all of `parts`, whatever was answered besides.
    #[track_caller]
    pub(crate) fn complains(&self, parts: &[&str]) {
        assert_eq!(self.code, 2, "{self:?}");
        assert_eq!(self.err.lines().count(), 1, "{self:?}");
        assert!(self.err.starts_with("chuchu: ") && self.err.len() < 2000, "{self:?}");
        assert!(!self.err.contains("internal error") && !self.err.contains('\u{1b}'), "{self:?}");
        for part in parts {
            assert!(self.err.contains(part), "{part} is missing: {self:?}");
        }
    }

    /// The exit status, and nothing on stderr.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!((self.code, self.err.as_str()), (code, ""), "{self:?}");
        self
    }

    /// What was printed, as one JSON value.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// What was printed, as JSON lines.
    #[track_caller]
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// A document of the starter corpus as a file.
pub(crate) fn source(name: &str) -> String {
    format!("{}/../../corpus/sources/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Words that stand in the starter corpus exactly so.
pub(crate) const EXACT: &str = "历史和现实都告诉我们，密切联系群众，是党的性质和宗旨的体现";
/// The same kind of words with one character changed.
pub(crate) const ALTERED: &str = "工作作风上的问题绝对不是大事，如果不坚决纠正不良风气";
/// Words that stand nowhere in it.
pub(crate) const ABSENT: &str = "量子计算机的纠错码在超导线路上得到了实验验证";
