//! The binary under trial: run in a folder of its own, with a limit on its time.

use anyhow::{Context as _, Result, bail, ensure};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Nothing that is asked of it here may take longer.
const PATIENCE: Duration = Duration::from_secs(120);

/// The binary, and an index for it.
#[derive(Debug)]
pub(crate) struct Program {
    binary: PathBuf,
    index: PathBuf,
    folder: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit status; `None` when a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Program {
    /// With an empty index.
    pub(crate) fn with_empty_index(binary: &Path) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let index = folder.path().join("index");
        Self { binary: binary.to_path_buf(), index, folder }.initialised()
    }

    /// The same, the index below a given folder.
    pub(crate) fn with_index_in(binary: &Path, folder: TempDir, below: &str) -> Result<Self> {
        let index = folder.path().join(below);
        Self { binary: binary.to_path_buf(), index, folder }.initialised()
    }

    fn initialised(self) -> Result<Self> {
        self.run(&["init", "--empty"])?.done()?;
        Ok(self)
    }

    pub(crate) fn index(&self) -> &Path {
        &self.index
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The command, its streams going to files in the folder under `name`.
    fn command(&self, arguments: &[&str], name: &str) -> Result<Command> {
        let mut command = Command::new(&self.binary);
        command.args(arguments).env("CHUCHU_INDEX", &self.index).env("HOME", self.folder.path());
        command.env_remove("RUST_BACKTRACE").current_dir(self.folder.path()).stdin(Stdio::null());
        command
            .stdout(File::create(self.stream(name, "out"))?)
            .stderr(File::create(self.stream(name, "err"))?);
        Ok(command)
    }

    fn stream(&self, name: &str, kind: &str) -> PathBuf {
        self.folder.path().join(format!("{name}.{kind}"))
    }

    /// Starts it; the name keeps the streams of runs at the same time apart.
    pub(crate) fn start(&self, arguments: &[&str], name: &str) -> Result<Child> {
        self.command(arguments, name)?.spawn().context("cannot start the binary")
    }

    /// Starts it with standard input held open by the caller.
    pub(crate) fn start_with_input(&self, arguments: &[&str], name: &str) -> Result<Child> {
        self.command(arguments, name)?.stdin(Stdio::piped()).spawn().context("cannot start the binary")
    }

    /// Waits for one that was started.
    pub(crate) fn finish(&self, mut child: Child, name: &str) -> Result<Run> {
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if begun.elapsed() > PATIENCE {
                child.kill()?;
                child.wait()?;
                bail!("it did not end within {PATIENCE:?}");
            }
            std::thread::sleep(Duration::from_millis(2));
        };
        let text = |kind| Ok(String::from_utf8_lossy(&std::fs::read(self.stream(name, kind))?).into_owned());
        Ok(Run { code: status.code(), out: text("out")?, err: text("err").map_err(|e: std::io::Error| e)? })
    }

    /// Runs it to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Result<Run> {
        self.run_as(arguments, "run")
    }

    /// The same beside another one.
    pub(crate) fn run_as(&self, arguments: &[&str], name: &str) -> Result<Run> {
        let child = self.start(arguments, name)?;
        self.finish(child, name)
    }
}

impl Run {
    /// It must have ended well.
    pub(crate) fn done(self) -> Result<Self> {
        ensure!(self.code == Some(0) && self.err.is_empty(), "it should have ended well: {self:?}");
        Ok(self)
    }

    /// It must have ended with status 2 and one clear line that has all of `parts`.
    pub(crate) fn refused(self, parts: &[&str]) -> Result<Self> {
        let one_line = self.err.lines().count() == 1 && self.err.starts_with("chuchu: ");
        let clear = one_line && self.err.len() < 2000 && !self.err.contains("internal error");
        let named = parts.iter().all(|part| self.err.contains(part));
        ensure!(
            self.code == Some(2) && clear && named,
            "it should have been refused with {parts:?}: {self:?}"
        );
        Ok(self)
    }
}
