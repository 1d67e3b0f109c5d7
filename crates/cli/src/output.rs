//! Where answers go (stdout, and nothing else there) and where notices go (stderr), and how a run ended.

use crate::request::Format;
use crate::whole;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

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

/// Hands `write` the stream for the answer: a file, written whole or not at all and without colours, or stdout.
///
/// # Errors
/// What `write` says; a file that cannot be written.
pub(crate) fn deliver<T>(
    file: Option<&Path>,
    format: Format,
    write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let Some(path) = file else { return write(&mut *answer(format)) };
    let mut bytes = Vec::new();
    let done = write(&mut bytes)?;
    if format == Format::Text {
        bytes = anstream::adapter::strip_bytes(&bytes).into_vec();
    }
    whole::write(path, &bytes)?;
    Ok(done)
}

/// Whether the answer goes to a terminal.
pub(crate) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether remarks and progress are unwanted.
static QUIET: AtomicBool = AtomicBool::new(false);

/// From now on only errors are told.
pub(crate) fn be_quiet() {
    QUIET.store(true, Ordering::Relaxed);
}

/// Whether only errors are told.
pub(crate) fn is_quiet() -> bool {
    QUIET.load(Ordering::Relaxed)
}

/// One line on stderr that nobody misses who asked for quiet.
pub(crate) fn remark(line: &str) {
    if !is_quiet() {
        notice(line);
    }
}

/// One line on stderr.
pub(crate) fn notice(line: &str) {
    // A notice that nobody can read is not worth failing for.
    let _ = writeln!(anstream::stderr(), "chuchu: {line}");
}

/// The columns of the terminal that the answer goes to; `None` where it goes elsewhere.
pub(crate) fn columns() -> Option<usize> {
    io::stdout().is_terminal().then(terminal_size::terminal_size).flatten().map(|(width, _)| width.0.into())
}
