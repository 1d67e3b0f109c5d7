//! The index itself in text: what it holds, and what init, add and remove did to it.

use super::{LOOK, QUIET, STRONG, labels, marks};
use crate::answer::{AddReport, Counted, Made, RemoveReport, StatusOrPath, Verified};
use chuchu_index::{Damage, DocumentSummary, Status, Verification};
use std::io::{self, Write};

pub(crate) fn made(out: &mut dyn Write, made: &Made) -> io::Result<()> {
    writeln!(out, "made an index at {} with {}", made.path, count(made.documents, "document"))
}

pub(crate) fn add_report(out: &mut dyn Write, report: &AddReport) -> io::Result<()> {
    let AddReport { added, replaced, unchanged, failed, failed_more, dry_run } = report;
    let failed = failed.len() as u64 + failed_more;
    let dry = if *dry_run { " (dry run: nothing was written)" } else { "" };
    writeln!(out, "{added} added, {replaced} replaced, {unchanged} unchanged, {failed} failed{dry}")
}

pub(crate) fn remove_report(out: &mut dyn Write, report: &RemoveReport) -> io::Result<()> {
    writeln!(out, "{} removed", report.removed)
}

pub(crate) fn counted(out: &mut dyn Write, counted: &Counted) -> io::Result<()> {
    writeln!(out, "{}", counted.total)
}

/// One line a document.
pub(crate) fn list_line(out: &mut dyn Write, summary: &DocumentSummary) -> io::Result<()> {
    let date = summary.date.map_or_else(|| "—".to_owned(), |date| date.to_string());
    let title = summary.title.as_deref().map_or_else(|| "(no title)".to_owned(), marks::flat);
    let kind = labels::document(summary.kind);
    let size = format!("{}, {} characters", count(summary.passages, "passage"), summary.chars);
    writeln!(out, "{STRONG}{}{STRONG:#}  {date}  {title}  {QUIET}{kind}; {size}{QUIET:#}", summary.id)
}

pub(crate) fn status(out: &mut dyn Write, status: &Status) -> io::Result<()> {
    let rows = [
        ("index", status.path.clone()),
        ("documents", status.documents.to_string()),
        ("passages", status.passages.to_string()),
        ("characters", status.chars.to_string()),
        ("on disk", format!("{} bytes", status.bytes_on_disk)),
        ("format", status.format.to_string()),
        ("folding", status.folding.to_string()),
        ("dictionary", status.dictionary.clone()),
        ("user words", status.user_words.to_string()),
        ("stop words", status.stop_words.to_string()),
    ];
    rows.iter().try_for_each(|(name, value)| writeln!(out, "{QUIET}{name:<10}{QUIET:#}  {value}"))
}

/// The status of a whole index, or what is damaged; below it what was read to know.
pub(crate) fn verified(out: &mut dyn Write, verified: &Verified) -> io::Result<()> {
    if let StatusOrPath::Status(shown) = &verified.status {
        status(out, shown)?;
    }
    let Verification { files, bytes, documents, passages, took_ms, damage } = &verified.verification;
    for Damage { file, cause, documents, remedy } in damage {
        writeln!(out, "{LOOK}damaged{LOOK:#}     {}: {cause}", file.as_deref().unwrap_or("the index"))?;
        for id in documents {
            writeln!(out, "            {id}")?;
        }
        writeln!(out, "            {remedy}")?;
    }
    let found = if damage.is_empty() { "whole" } else { "damaged" };
    let read = format!("{}, {bytes} bytes", count(*files, "file"));
    let held = format!("{}, {}", count(*documents, "document"), count(*passages, "passage"));
    writeln!(out, "{QUIET}verified{QUIET:#}    {found}: {read}; {held}; {took_ms} ms")
}

/// A number with its noun.
pub(super) fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
