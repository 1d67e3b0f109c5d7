//! Where answers go (stdout, and nothing else there) and where notices go (stderr), and how a run ended.

use crate::request::Format;
use std::io::{self, BufWriter, IsTerminal, Write};

/// How a run ended; the exit status says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    /// Done, nothing to remark.
    Done,
    /// Done, and something wants an editor's attention.
    Attention,
    /// Something could not be done.
    Failed,
}

impl Outcome {
    /// The graver of two.
    #[must_use]
    pub(crate) fn and(self, other: Self) -> Self {
        self.max(other)
    }
}

/// The stream for the answer. Colours reach a terminal only; JSON is written without looking for them.
///
/// The caller flushes: what is lost when the buffer is dropped must be an error, not silence.
pub(crate) fn answer(format: Format) -> Box<dyn Write> {
    match format {
        Format::Text => Box::new(BufWriter::new(anstream::stdout().lock())),
        Format::Json | Format::Jsonl | Format::Csv { .. } => {
            Box::new(BufWriter::with_capacity(1 << 16, io::stdout().lock()))
        }
    }
}

/// One line on stderr that is no error.
pub(crate) fn notice(line: &str) {
    // A notice that nobody can read is not worth failing for.
    let _ = writeln!(anstream::stderr(), "chuchu: {line}");
}

/// The columns of the terminal that the answer goes to; `None` where it goes elsewhere.
pub(crate) fn columns() -> Option<usize> {
    io::stdout().is_terminal().then(terminal_size::terminal_size).flatten().map(|(width, _)| width.0.into())
}

/// A counter on stderr while something long runs; silent where stderr is no terminal.
#[derive(Debug)]
pub(crate) struct Progress {
    shown: bool,
    done: u64,
    what: &'static str,
}

impl Progress {
    /// A counter of `what`, in the plural.
    pub(crate) fn new(what: &'static str) -> Self {
        Self { shown: io::stderr().is_terminal(), done: 0, what }
    }

    /// One more.
    pub(crate) fn step(&mut self) {
        self.done += 1;
        if self.shown && (self.done < 100 || self.done.is_multiple_of(100)) {
            let _ = write!(io::stderr(), "\r{} {}", self.done, self.what);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown && self.done > 0 {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
