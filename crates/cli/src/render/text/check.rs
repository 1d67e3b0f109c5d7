//! A checked manuscript in text: a summary, then each quotation with its verdict, its source and what disagrees.
//!
//! The wording accuses nobody: what is not found is not in this corpus, and no more.

use super::corpus::count;
use super::lines::Lines;
use super::trace::{place, source, style};
use super::{LOOK, QUIET, STRONG, citation, labels, marks};
use crate::answer::CheckedFile;
use chuchu_model::{
    Attribution, CheckItem, CheckReport, Coverage, Diagnostic, FieldCheck, Severity, Verdict,
};
use std::io::{self, Write};

/// Characters shown of a quotation.
const SHOWN: usize = 80;
/// Places shown for a quotation; an editor needs the best, not every echo.
const PLACES: usize = 3;

pub(crate) fn check(out: &mut dyn Write, checked: &CheckedFile) -> io::Result<()> {
    let CheckedFile { report, text, places } = checked;
    let lines = Lines::in_file(text, places);
    summary(out, report)?;
    report.items.iter().try_for_each(|item| quotation(out, item, &lines))?;
    let cited = report.citations.iter().flat_map(|citation| &citation.diagnostics);
    remarks(out, report.diagnostics.iter().chain(cited), &lines)
}

fn summary(out: &mut dyn Write, report: &CheckReport) -> io::Result<()> {
    let file = marks::flat(&report.file);
    writeln!(out, "{STRONG}{file}{STRONG:#}: {}", count(report.items.len(), "quotation"))?;
    let verdicts = report.summary.iter().filter(|(_, n)| **n > 0);
    verdicts
        .map(|(verdict, n)| (style(*verdict), labels::verdict(*verdict), n))
        .try_for_each(|(style, label, n)| writeln!(out, "{n:>5}  {style}{label}{style:#}"))?;
    if report.summary.get(&Verdict::NotFound).is_some_and(|n| *n > 0) {
        writeln!(out, "       {QUIET}(not in this corpus says nothing about other texts){QUIET:#}")?;
    }
    Ok(())
}

fn quotation(out: &mut dyn Write, item: &CheckItem, lines: &Lines<'_>) -> io::Result<()> {
    let verdict = item.trace.verdict;
    let style = style(verdict);
    let place_in_file = lines.place(item.quotation.span);
    writeln!(out, "\n{QUIET}{place_in_file}{QUIET:#}  {style}{}{style:#}", labels::verdict(verdict))?;
    writeln!(out, "  “{}”{}", marks::beginning(&item.quotation.text, SHOWN), attributed(item))?;
    for (n, found) in item.trace.matches.iter().take(PLACES).enumerate() {
        place(out, n + 1, found, &item.trace.text)?;
    }
    if let Some(more) = item.trace.matches.len().checked_sub(PLACES).filter(|more| *more > 0) {
        writeln!(out, "     {QUIET}and {} more: chuchu trace shows them{QUIET:#}", count(more, "place"))?;
    }
    parallels(out, item)?;
    disagreements(out, item)
}

/// To whom and to what the manuscript gives the words.
fn attributed(item: &CheckItem) -> String {
    let speaker = item.quotation.speaker.as_ref().map(|speaker| marks::flat(&speaker.name));
    let work = item.quotation.work.as_ref().map(|work| marks::title(&work.title));
    let given: Vec<String> = speaker.into_iter().chain(work).collect();
    if given.is_empty() { String::new() } else { format!("  {QUIET}—— {}{QUIET:#}", given.join(" ")) }
}

/// Later texts with the same words, and like words of somebody else.
fn parallels(out: &mut dyn Write, item: &CheckItem) -> io::Result<()> {
    for found in item.parallels.iter().take(PLACES) {
        writeln!(
            out,
            "     {QUIET}like words, but no source 另见（后出或他人之语）:{QUIET:#} {}",
            source(found)
        )?;
    }
    Ok(())
}

fn disagreements(out: &mut dyn Write, item: &CheckItem) -> io::Result<()> {
    let named = item.citation_check.iter().any(|check| check.field == "speaker");
    if item.attribution == Attribution::Differs && !named {
        let stated = item.quotation.speaker.as_ref().map_or("nobody", |speaker| speaker.name.as_str());
        let stated = marks::flat(stated);
        writeln!(out, "     {LOOK}speaker{LOOK:#} the manuscript names {stated}, the place found another")?;
    }
    if item.coverage == Coverage::NotCovered {
        writeln!(
            out,
            "     {QUIET}the work it cites is not in this corpus, so it cannot be compared{QUIET:#}"
        )?;
    }
    item.citation_check.iter().try_for_each(|field| disagreement(out, field))
}

fn disagreement(out: &mut dyn Write, check: &FieldCheck) -> io::Result<()> {
    let FieldCheck { field, printed, expected, .. } = check;
    let (printed, expected) = (marks::flat(printed), marks::flat(expected));
    writeln!(out, "     {LOOK}{field}{LOOK:#} the manuscript prints {printed}, the source has {expected}")
}

/// What was noticed about a text, by line.
pub(super) fn remarks<'a>(
    out: &mut dyn Write,
    diagnostics: impl Iterator<Item = &'a Diagnostic>,
    lines: &Lines<'_>,
) -> io::Result<()> {
    let mut diagnostics: Vec<&Diagnostic> = diagnostics.collect();
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    if !diagnostics.is_empty() {
        writeln!(out, "\n{STRONG}remarks on the text 校勘{STRONG:#}")?;
    }
    diagnostics.into_iter().try_for_each(|diagnostic| remark(out, diagnostic, lines))
}

fn remark(out: &mut dyn Write, diagnostic: &Diagnostic, lines: &Lines<'_>) -> io::Result<()> {
    let Diagnostic { code, severity, message, span, .. } = diagnostic;
    let (place, message) = (lines.place(*span), marks::flat(message));
    let reading = citation::reading(diagnostic);
    let style = if *severity == Severity::Info { QUIET } else { LOOK };
    writeln!(out, "  {place}  {style}{severity} {code}{style:#}  {message}{reading}")
}

#[cfg(test)]
mod tests {
    use super::super::trace::tests::altered;
    use super::*;
    use chuchu_model::{Places, Quotation, QuotationKind, Span, Speaker, Trace};

    fn item(trace: Trace, attribution: Attribution) -> CheckItem {
        let span = Span::new(7, 22);
        let speaker = Speaker { name: "某人".into(), printed: "他".into(), span: Span::new(0, 3) };
        let quotation = Quotation {
            span,
            spans: vec![span],
            text: trace.text.clone(),
            marks: None,
            kind: QuotationKind::Speech,
            speaker: Some(speaker),
            cue: None,
            work: None,
            date: None,
            depth: 1,
        };
        let field =
            FieldCheck { field: "date".into(), printed: "2012".into(), expected: "2013".into(), span };
        CheckItem {
            quotation,
            place: None,
            trace,
            parallels: Vec::new(),
            attribution,
            coverage: Coverage::NotCovered,
            citation_check: vec![field],
        }
    }

    fn plain(checked: &CheckedFile) -> String {
        let mut out = Vec::new();
        check(&mut out, checked).unwrap();
        String::from_utf8(anstream::adapter::strip_bytes(&out).into_vec()).unwrap()
    }

    fn file(items: Vec<CheckItem>) -> CheckedFile {
        let mut summary = std::collections::BTreeMap::new();
        for item in &items {
            *summary.entry(item.trace.verdict).or_insert(0) += 1;
        }
        let (citations, diagnostics) = (Vec::new(), Vec::new());
        let report = CheckReport { file: "稿.txt".into(), summary, items, citations, diagnostics };
        CheckedFile { report, text: "他说\n“路线是命脉”".into(), places: Places::default() }
    }

    #[test]
    fn a_quotation_has_its_line_its_source_and_what_disagrees() {
        let shown = plain(&file(vec![item(altered(), Attribution::Differs)]));
        for part in [
            "稿.txt: 1 quotation\n",
            "line 2  altered",
            "x1#p2",
            "prints 2012, the source has 2013",
            "names 某人",
        ] {
            assert!(shown.contains(part), "{part} is missing in:\n{shown}");
        }
    }

    #[test]
    fn what_is_not_found_accuses_nobody() {
        let trace = Trace { verdict: Verdict::NotFound, matches: Vec::new(), ..altered() };
        let shown = plain(&file(vec![item(trace, Attribution::Unknown)]));
        assert!(shown.contains("says nothing about other texts"), "{shown}");
        for word in ["false", "wrong", "error", "fake"] {
            assert!(!shown.contains(word), "{word}: {shown}");
        }
    }
}
