//! The index itself in text: what it holds, and what init, add and remove did to it.

use super::{QUIET, STRONG, labels, marks};
use crate::answer::{AddReport, Counted, Made, RemoveReport};
use chuchu_index::{DocumentSummary, Status};
use std::io::{self, Write};

pub(crate) fn made(out: &mut dyn Write, made: &Made) -> io::Result<()> {
    writeln!(out, "made an index at {} with {}", made.path, count(made.documents, "document"))
}

pub(crate) fn add_report(out: &mut dyn Write, report: &AddReport) -> io::Result<()> {
    let AddReport { added, replaced, unchanged, failed } = report;
    writeln!(out, "{added} added, {replaced} replaced, {unchanged} unchanged, {} failed", failed.len())
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
    ];
    rows.iter().try_for_each(|(name, value)| writeln!(out, "{QUIET}{name:<10}{QUIET:#}  {value}"))
}

/// A number with its noun.
pub(super) fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
