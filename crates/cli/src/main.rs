//! The command line of chuchu（出处）: arguments in, library calls, renderings out.
//!
//! In reading order: [`args`] is what was typed, [`request`] what it means, [`settings`] what the house has laid down in a
//! file, [`run`] carries it out with the
//! libraries, [`diagnosis`] says what a failure means for the index, [`render`] turns each answer into text for people or JSON for programs. What never lives
//! here: parsing of documents, searching, tracing, or any other logic that a library could own.

mod answer;
mod args;
mod batch;
mod complaint;
mod diagnosis;
mod home;
mod output;
mod progress;
mod render;
mod request;
mod run;
mod settings;
mod starter;
mod whole;

use clap::Parser as _;
use output::Outcome;
use std::panic::catch_unwind;
use std::process::ExitCode;

/// Texts become very many small values, and large ones come and go: the C library's allocator gives these back to
/// the kernel each time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    complaint::keep_faults();
    // A fault of the program ends it with the status of every other failure.
    let outcome = catch_unwind(|| carry_out().unwrap_or_else(|error| complaint::report(&error)));
    outcome.unwrap_or_else(|_| complaint::fault()).into()
}

fn carry_out() -> anyhow::Result<Outcome> {
    match args::Args::try_parse() {
        Ok(typed) => {
            let meaning = request::Meaning::of(typed)?;
            if meaning.quiet {
                output::be_quiet();
            }
            diagnosis::run(&meaning).or_else(complaint::forgive_closed_pipe)
        }
        Err(refusal) => complaint::usage(&refusal),
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::Attention => 1,
            Outcome::Failed => 2,
        })
    }
}
