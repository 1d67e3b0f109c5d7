//! What is said on stderr when a run fails: one line that names what and why.

use crate::output::{Outcome, notice, remark};
use crate::render::text;
use chuchu_index::Failure;
use clap::error::{ContextKind, ErrorKind};
use std::error::Error;
use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::{io, panic};

/// Reports an error in one line; on a terminal, a query that cannot be read with carets below the place.
pub(crate) fn report(error: &anyhow::Error) -> Outcome {
    let query = error.chain().find_map(|cause| cause.downcast_ref::<chuchu_index::Error>());
    match query.and_then(pointed_out) {
        Some(lines) if io::stderr().is_terminal() => notice(&lines),
        _ => notice(&one_line(&format!("{error:#}"))),
    }
    Outcome::Failed
}

/// What is wrong with a query, the query with the place, and what it may have meant, on lines of their own.
fn pointed_out(error: &chuchu_index::Error) -> Option<String> {
    let chuchu_index::Error::Query { query, span, message, repair } = error else { return None };
    let place = text::place(query, *span);
    let meant = repair.as_ref().map(|repair| format!("\ndid you mean: {}", one_line(repair)));
    Some(format!("{}\n{place}{}", one_line(message), meant.unwrap_or_default()))
}

/// Reports a file or line that was passed over, in one line.
pub(crate) fn failure(failure: &Failure) {
    notice(&one_line(&format!("{}: {}", failure.path, failure.error)));
}

/// Tells what a file has and its text has not, in one line.
pub(crate) fn left_out(file: &Path, what: &[String]) {
    if !what.is_empty() {
        remark(&one_line(&format!("{}: left out: {}", file.display(), what.join(", "))));
    }
}

/// The first fault of the program itself (a panic) that nobody has told yet.
static FAULT: Mutex<Option<String>> = Mutex::new(None);

/// Whether faults are told when they happen.
static AT_ONCE: AtomicBool = AtomicBool::new(false);

/// From now on a fault of the program itself is kept for [`fault`] to tell in one line, like every other
/// failure: what it means is known only when the index has been looked at.
pub(crate) fn keep_faults() {
    panic::set_hook(Box::new(|fault| {
        if std::thread::current().name() == Some(chuchu_ingest::GUARDED_THREAD) {
            return; // a damaged file: its reader tells it as an error
        }
        let cause = fault.payload_as_str().unwrap_or("no cause given");
        let place = fault.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
        let line = one_line(&format!("internal error, please report it: {cause}{place}"));
        if AT_ONCE.load(Ordering::Relaxed) {
            return notice(&line);
        }
        FAULT.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(line);
    }));
}

/// From now on faults are told when they happen: for a server, which outlives them.
pub(crate) fn tell_faults_at_once() {
    AT_ONCE.store(true, Ordering::Relaxed);
}

/// Tells the fault that was kept.
pub(crate) fn fault() -> Outcome {
    if let Some(line) = FAULT.lock().unwrap_or_else(PoisonError::into_inner).take() {
        notice(&line);
    }
    Outcome::Failed
}

/// A reader that has seen enough is no fault: `chuchu … | head` ends quietly.
pub(crate) fn forgive_closed_pipe(error: anyhow::Error) -> anyhow::Result<Outcome> {
    let closed = error.chain().any(is_closed_pipe);
    if closed { Ok(Outcome::Done) } else { Err(error) }
}

fn is_closed_pipe(cause: &(dyn Error + 'static)) -> bool {
    cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

/// What clap refused: help and version go where they were asked for, everything else is one line.
pub(crate) fn usage(refusal: &clap::Error) -> anyhow::Result<Outcome> {
    match refusal.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            refusal.print().map_or_else(|e| forgive_closed_pipe(e.into()), |()| Ok(Outcome::Done))
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            refusal.print()?;
            Ok(Outcome::Failed)
        }
        _ => {
            notice(&usage_line(refusal));
            Ok(Outcome::Failed)
        }
    }
}

/// Clap explains over several lines; the explanation without the usage block fits one.
fn usage_line(refusal: &clap::Error) -> String {
    let rendered = refusal.render().to_string();
    let explanation: Vec<&str> = rendered
        .lines()
        .map(str::trim)
        .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more information"))
        .filter(|line| !line.is_empty())
        .collect();
    let line = explanation.join(" ").replace(" tip: ", "; tip: ");
    let line = line.strip_prefix("error: ").unwrap_or(&line);
    format!("{}; see `chuchu {}--help`", shortened(&one_line(line)), subcommand(refusal))
}

/// The subcommand that clap was reading, where its usage names it.
fn subcommand(refusal: &clap::Error) -> String {
    let usage = refusal.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
    let named = usage.split_whitespace().skip_while(|word| *word != "chuchu").skip(1);
    named
        .take_while(|word| word.starts_with(|c: char| c.is_ascii_lowercase()))
        .map(|word| format!("{word} "))
        .collect()
}

/// The text without line breaks and other control characters, which an input may have carried in.
fn one_line(text: &str) -> String {
    text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The longest message worth reading, in characters; an argument may be a hundred times longer.
const LONGEST: usize = 600;

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or(text)),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser as _;

    #[test]
    fn a_refusal_is_one_line_that_names_the_subcommand() {
        let refusal =
            crate::args::Args::try_parse_from(["chuchu", "cite", "parse", "--nope", "x"]).unwrap_err();
        let line = usage_line(&refusal);
        assert!(line.contains("'--nope'") && line.ends_with("see `chuchu cite parse --help`"), "{line}");
        assert!(!line.contains('\n'), "{line}");
    }

    #[test]
    fn control_characters_of_an_input_do_not_reach_the_terminal() {
        assert_eq!(one_line("a\nb\u{1b}[31mc"), "a b [31mc");
    }

    #[test]
    fn a_query_is_shown_with_the_place_and_the_repair() {
        let error = chuchu_index::Error::Query {
            query: "(群众".to_owned(),
            span: chuchu_model::Span::new(0, 1),
            message: "this bracket is not closed".to_owned(),
            repair: Some("(群众)".to_owned()),
        };
        let lines = "this bracket is not closed\n  (群众\n  ^\ndid you mean: (群众)";
        assert_eq!(pointed_out(&error).as_deref(), Some(lines));
        assert_eq!(error.to_string(), "this bracket is not closed: 【(】群众; did you mean: (群众)");
    }

    #[test]
    fn only_a_closed_pipe_is_forgiven() {
        let closed = anyhow::Error::from(io::Error::from(io::ErrorKind::BrokenPipe)).context("writing");
        assert_eq!(forgive_closed_pipe(closed).unwrap(), Outcome::Done);
        assert!(forgive_closed_pipe(anyhow::anyhow!("disk full")).is_err());
    }
}
