//! The commands that need no index: parse, cite parse, completions.

use crate::answer::{ParsedFile, ReadCitation};
use crate::args::Args;
use crate::batch::{self, TextLine};
use crate::complaint;
use crate::output::{Outcome, answer};
use crate::render::{self, Records, text};
use crate::request::{Files, Format, Input};
use chuchu_index::{Record, intake};
use clap::CommandFactory as _;
use std::io::Write as _;

/// Every readable file is parsed; what is not is named, and shows in the exit status.
pub(super) fn parse(files: &Files, format: Format) -> anyhow::Result<Outcome> {
    let mut out = answer(format);
    let mut records = Records::new(&mut *out, format, text::parsed);
    let mut outcome = Outcome::Done;
    for file in &files.paths {
        match intake::read_file_as(file, files.encoding) {
            Ok(record) => {
                complaint::left_out(file, &record.left_out);
                records.print(&parsed(record))?;
            }
            Err(failure) => {
                complaint::failure(&failure);
                outcome = outcome.and(Outcome::Failed);
            }
        }
    }
    records.finish()?;
    Ok(outcome)
}

fn parsed(record: Record) -> ParsedFile {
    ParsedFile { document: record.parse(), text: record.text, places: record.places }
}

pub(super) fn cite(input: &Input, format: Format) -> anyhow::Result<Outcome> {
    let mut out = answer(format);
    match input {
        Input::One(text) => render::value(&mut *out, format, &read(None, text)?, text::citation)?,
        Input::Batch(path) => {
            let mut records = Records::new(&mut *out, format, text::citation);
            batch::for_each(path, "citations", |line: TextLine| {
                Ok(records.print(&read(Some(line.id), &line.text)?)?)
            })?;
            records.finish()?;
        }
    }
    Ok(Outcome::Done)
}

fn read(id: Option<String>, text: &str) -> anyhow::Result<ReadCitation> {
    if text.trim().is_empty() {
        return Err(chuchu_index::Error::Empty.into());
    }
    Ok(ReadCitation { id, citation: chuchu_parser::parse_citation(text) })
}

pub(super) fn completions(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    // Made in memory first: the generator panics where a stream refuses.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "chuchu", &mut script);
    let mut out = answer(Format::Text);
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Done)
}
