//! What stands in a checked manuscript beside its quotations, in text: reported speech and unmarked borrowings, each
//! with its first place. Neither is judged: nobody claims that the words are verbatim.

use super::corpus::count;
use super::lines::Lines;
use super::trace::{source, style};
use super::{QUIET, STRONG, labels, marks};
use chuchu_model::{Borrowing, BorrowingKind, CheckReport, ReportedSpeech, Trace};
use std::io::{self, Write};

/// Characters shown of the words.
const SHOWN: usize = 80;

pub(super) fn beside(out: &mut dyn Write, report: &CheckReport, lines: &Lines<'_>) -> io::Result<()> {
    if !report.reported.is_empty() {
        writeln!(
            out,
            "\n{STRONG}reported speech 转述{STRONG:#}  {QUIET}not claimed to be verbatim{QUIET:#}"
        )?;
        report.reported.iter().try_for_each(|one| reported(out, one, lines))?;
    }
    let (formulas, sources): (Vec<&Borrowing>, Vec<&Borrowing>) =
        report.unmarked.iter().partition(|one| one.kind == BorrowingKind::Formula);
    if report.unmarked.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{STRONG}outside quotation marks 未加引号{STRONG:#}")?;
    sources.into_iter().try_for_each(|one| borrowing(out, one, lines))?;
    if !formulas.is_empty() {
        let all = count(formulas.len(), "formula");
        writeln!(
            out,
            "  {QUIET}and {all} 套语, spread over many documents: --format json has them{QUIET:#}"
        )?;
    }
    Ok(())
}

fn reported(out: &mut dyn Write, one: &ReportedSpeech, lines: &Lines<'_>) -> io::Result<()> {
    let speaker = one.reported.speaker.as_ref().map(|speaker| marks::flat(&speaker.name));
    let speaker = speaker.map(|name| format!("  {QUIET}—— {name}{QUIET:#}")).unwrap_or_default();
    words(out, &lines.place(one.reported.span), &one.trace, &speaker)
}

fn borrowing(out: &mut dyn Write, one: &Borrowing, lines: &Lines<'_>) -> io::Result<()> {
    let more = one.documents.saturating_sub(1);
    let more = if more == 0 { String::new() } else { format!("  {QUIET}and in {more} more{QUIET:#}") };
    words(out, &lines.place(one.span), &one.trace, &more)
}

fn words(out: &mut dyn Write, place: &str, trace: &Trace, behind: &str) -> io::Result<()> {
    let (style, label) = (style(trace.verdict), labels::verdict(trace.verdict));
    writeln!(out, "  {QUIET}{place}{QUIET:#}  {style}{label}{style:#}")?;
    writeln!(out, "    {}{behind}", marks::beginning(&trace.text, SHOWN))?;
    match trace.matches.first() {
        Some(found) => writeln!(out, "    {}", source(found)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::trace::tests::altered;
    use super::*;
    use chuchu_model::Span;

    #[test]
    fn borrowings_have_their_line_and_source_and_formulas_are_counted() {
        let one =
            |kind| Borrowing { span: Span::new(7, 22), place: None, kind, documents: 3, trace: altered() };
        let unmarked = vec![one(BorrowingKind::Source), one(BorrowingKind::Formula)];
        let report = CheckReport { unmarked, ..CheckReport::default() };
        let mut out = Vec::new();
        beside(&mut out, &report, &Lines::of("他说\n路线是命脉")).unwrap();
        let shown = String::from_utf8(anstream::adapter::strip_bytes(&out).into_vec()).unwrap();
        for part in ["未加引号", "line 2  altered", "x1#p2", "and in 2 more", "and 1 formula 套语"] {
            assert!(shown.contains(part), "{part} is missing in:\n{shown}");
        }
    }
}
