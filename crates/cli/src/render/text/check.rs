//! A checked manuscript in text: a summary, then each quotation with its verdict, its source and what disagrees.
//!
//! The wording accuses nobody: what is not found is not in this corpus, and no more.

use super::beside::beside;
use super::corpus::count;
use super::lines::Lines;
use super::trace::{self, source, style};
use super::{GOOD, LOOK, QUIET, STRONG, citation, labels, marks};
use crate::answer::{CheckedFile, Totals};
use chuchu_model::{
    Attribution, CheckItem, CheckReport, Coverage, Diagnostic, FieldCheck, Severity, Verdict,
};
use chuchu_report::labels::house_rule;
use std::io::{self, Write};

/// Characters shown of a quotation.
const SHOWN: usize = 80;
/// What is not judged.
const ASIDE: &str = "set aside 不计";
/// Places shown for a quotation; an editor needs the best, not every echo.
const PLACES: usize = 3;

pub(crate) fn check(out: &mut dyn Write, checked: &CheckedFile) -> io::Result<()> {
    let CheckedFile { report, text, places, .. } = checked;
    let lines = Lines::in_file(text, places);
    summary(out, report)?;
    report.items.iter().try_for_each(|item| quotation(out, item, &lines))?;
    beside(out, report, &lines)?;
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
    if report.ignored > 0 {
        writeln!(out, "{:>5}  {QUIET}{ASIDE}{QUIET:#}", report.ignored)?;
    }
    if report.summary.get(&Verdict::NotFound).is_some_and(|n| *n > 0) {
        writeln!(out, "       {QUIET}(not in this corpus says nothing about other texts){QUIET:#}")?;
    }
    Ok(())
}

fn quotation(out: &mut dyn Write, item: &CheckItem, lines: &Lines<'_>) -> io::Result<()> {
    let verdict = item.trace.verdict;
    let (style, label) = (style(verdict), labels::verdict(verdict));
    let place = place_in_file(item, lines);
    let words = format!("  “{}”{}", marks::beginning(&item.quotation.text, SHOWN), attributed(item));
    if let Some(ignored) = &item.ignored {
        let reason = marks::flat(&ignored.reason);
        writeln!(out, "\n{QUIET}{place}  {ASIDE} ({label}): {reason}{QUIET:#}")?;
        return writeln!(out, "{words}");
    }
    writeln!(out, "\n{QUIET}{place}{QUIET:#}  {style}{label}{style:#}")?;
    writeln!(out, "{words}")?;
    let left = trace::places(out, &item.trace, PLACES)?;
    if let Some(more) = Some(left).filter(|more| *more > 0) {
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
    item.citation_check.iter().try_for_each(|field| disagreement(out, field))?;
    item.house.iter().try_for_each(|rule| {
        let label = house_rule(*rule);
        writeln!(out, "     {LOOK}house rule 体例{LOOK:#} {} {}", label.en, label.zh)
    })
}

/// Where a quotation stands: the file's own place of it, else its line.
fn place_in_file(item: &CheckItem, lines: &Lines<'_>) -> String {
    let place = item.place.as_ref().map(ToString::to_string).filter(|place| !place.is_empty());
    place.map_or_else(|| format!("line {}", lines.number(item.quotation.span)), |place| marks::flat(&place))
}

/// The last line of a run: what there is to do.
pub(crate) fn totals(out: &mut dyn Write, totals: &Totals) -> io::Result<()> {
    let Totals { files, quotations, .. } = *totals;
    let files = if files == 1 { String::new() } else { format!("{}, ", count(files, "file")) };
    let all = count(quotations, "quotation");
    writeln!(out, "\n{STRONG}total 合计{STRONG:#}  {files}{all}: {}", to_do(totals))
}

/// One line on a manuscript that was checked again.
pub(crate) fn changed(out: &mut dyn Write, checked: &CheckedFile) -> io::Result<()> {
    let report = &checked.report;
    let mut totals = Totals::default();
    totals.add(checked);
    let file = marks::flat(&report.file);
    let verdicts: Vec<String> = report.summary.iter().map(|(verdict, n)| format!("{n} {verdict}")).collect();
    let verdicts = if verdicts.is_empty() { String::new() } else { format!(" ({})", verdicts.join(", ")) };
    let all = count(report.items.len(), "quotation");
    writeln!(out, "{STRONG}{file}{STRONG:#}: {all}{verdicts}: {}", to_do(&totals))
}

fn to_do(totals: &Totals) -> String {
    let Totals { findings, miscited, ignored, .. } = *totals;
    let style = if findings > 0 { LOOK } else { GOOD };
    let mut parts = vec![format!("{style}{findings} to look at 须看{style:#}")];
    if miscited > 0 {
        parts.push(format!("{LOOK}{miscited} whose citation disagrees 出处有出入{LOOK:#}"));
    }
    if ignored > 0 {
        parts.push(format!("{ignored} {ASIDE}"));
    }
    parts.join(", ")
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
    use chuchu_model::{HouseRule, Place, Places, Quotation, QuotationKind, Span, Speaker, Trace};

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
            trace,
            parallels: Vec::new(),
            attribution,
            coverage: Coverage::NotCovered,
            citation_check: vec![field],
            place: None,
            house: Vec::new(),
            ignored: None,
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
        let file = "稿.txt".into();
        let report = CheckReport { file, summary, items, citations, diagnostics, ..CheckReport::default() };
        let fail_on = vec![Verdict::Altered];
        CheckedFile {
            report,
            text: "他说\n“路线是命脉”".into(),
            places: Places::default(),
            surroundings: Vec::new(),
            fail_on,
        }
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
    fn a_place_of_the_file_comes_before_the_line_and_rules_are_told() {
        let mut item = item(altered(), Attribution::Agrees);
        item.place = Some(Place { page: Some(3), ..Place::default() });
        item.house = vec![HouseRule::RequireNote];
        let shown = plain(&file(vec![item]));
        for part in ["page 3  altered", "house rule 体例 a quotation must have a note"] {
            assert!(shown.contains(part), "{part} is missing in:\n{shown}");
        }
    }

    #[test]
    fn the_last_line_tells_what_there_is_to_do() {
        let mut sum = Totals::default();
        sum.add(&file(vec![item(altered(), Attribution::Differs)]));
        let mut out = Vec::new();
        totals(&mut out, &sum).unwrap();
        let shown = String::from_utf8(anstream::adapter::strip_bytes(&out).into_vec()).unwrap();
        let expect = "\ntotal 合计  1 quotation: 1 to look at 须看, 1 whose citation disagrees 出处有出入\n";
        assert_eq!(shown, expect);
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
