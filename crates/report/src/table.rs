//! The report as rows of a table, one a quotation, and the table as CSV. Reported speech and borrowings without
//! marks have rows of their own, told apart by the last column.

use crate::positions::Positions;
use crate::{Checked, csv, labels, right_text};
use chuchu_model::{Borrowing, BorrowingKind, CheckItem, Place, Span, Trace};
use std::io::{self, Write};

/// The names of the columns.
pub const HEAD: &[&str] = &[
    "file",
    "place",
    "verdict",
    "finding",
    "ignored",
    "quotation",
    "right_text",
    "speaker",
    "passage",
    "source",
    "source_speaker",
    "source_date",
    "citation",
    "similarity",
    "differences",
    "context",
    "citation_check",
    "attribution",
    "coverage",
    "house",
    "kind",
];

/// Writes the table of all manuscripts; `bom` begins it with a byte-order mark. Cost: linear in the reports.
///
/// # Errors
/// What the stream says.
pub fn write(out: &mut dyn Write, files: &[Checked<'_>], bom: bool) -> io::Result<()> {
    csv::header(out, HEAD, bom)?;
    files.iter().flat_map(rows).try_for_each(|row| csv::row(out, &row))
}

/// The rows of a manuscript. Cost: linear in the report.
#[must_use]
pub fn rows(file: &Checked<'_>) -> Vec<Vec<String>> {
    let positions = Positions::of(file.text);
    let report = file.report;
    let mut rows: Vec<_> = report.items.iter().map(|item| row(file, item, &positions)).collect();
    let reported = report.reported.iter();
    rows.extend(
        reported.map(|r| beside(file, (r.reported.span, r.place.as_ref()), &r.trace, "reported", &positions)),
    );
    let kind = |one: &Borrowing| match one.kind {
        BorrowingKind::Source => "unmarked",
        BorrowingKind::Formula => "formula",
    };
    let unmarked = report.unmarked.iter();
    rows.extend(unmarked.map(|b| beside(file, (b.span, b.place.as_ref()), &b.trace, kind(b), &positions)));
    rows
}

/// Words that are not marked as a quotation: no finding, whatever their verdict.
fn beside(
    file: &Checked<'_>,
    (span, place): (Span, Option<&Place>),
    trace: &Trace,
    kind: &str,
    positions: &Positions<'_>,
) -> Vec<String> {
    let place = labels::place(place, positions.line(span)).en.into_owned();
    let mut row =
        vec![file.report.file.clone(), place, trace.verdict.to_string(), "0".to_owned(), String::new()];
    row.extend([trace.text.clone(), String::new(), String::new()]);
    row.extend(source(trace));
    row.resize(HEAD.len() - 1, String::new());
    row.push(kind.to_owned());
    row
}

/// The nearest place: passage, source, its speaker and date, citation, similarity, differences, context.
fn source(trace: &Trace) -> [String; 8] {
    let best = trace.matches.first();
    let of_best = |get: fn(&chuchu_model::Match) -> Option<String>| best.and_then(get).unwrap_or_default();
    let differences = best.map_or(&[][..], |found| &found.differences);
    let differences: Vec<String> = differences
        .iter()
        .map(|d| format!("{}: {} → {}", labels::difference_name(d.kind), d.query_text, d.source_text))
        .collect();
    [
        of_best(|m| Some(m.passage.to_string())),
        of_best(|m| m.work.clone().or_else(|| m.title.clone())),
        of_best(|m| m.speaker.clone()),
        of_best(|m| m.date.map(|date| date.to_string())),
        of_best(|m| m.citation.clone()),
        of_best(|m| Some(format!("{:.4}", m.similarity))),
        differences.join("; "),
        of_best(|m| m.context.clone()),
    ]
}

fn row(file: &Checked<'_>, item: &CheckItem, positions: &Positions<'_>) -> Vec<String> {
    let place = labels::place(item.place.as_ref(), positions.line(item.quotation.span));
    let checks: Vec<String> =
        item.citation_check.iter().map(|c| format!("{}: {} → {}", c.field, c.printed, c.expected)).collect();
    let house: Vec<&str> = item.house.iter().map(|rule| rule.as_str()).collect();
    let yes = if item.is_finding(file.fail_on) { "1" } else { "0" };
    let mut row = vec![
        file.report.file.clone(),
        place.en.into_owned(),
        item.trace.verdict.to_string(),
        yes.to_owned(),
        item.ignored.as_ref().map(|ignored| ignored.reason.clone()).unwrap_or_default(),
        item.quotation.text.clone(),
        right_text(item).unwrap_or_default(),
        item.quotation.speaker.as_ref().map(|speaker| speaker.name.clone()).unwrap_or_default(),
    ];
    row.extend(source(&item.trace));
    row.extend([checks.join("; "), word(&item.attribution), word(&item.coverage), house.join(" ")]);
    row.push("quotation".to_owned());
    row
}

/// A value of the model by its name in JSON.
fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;
    use chuchu_model::Verdict;

    #[test]
    fn a_row_has_a_field_for_every_column() {
        let report = samples::report("稿.txt", vec![samples::altered()]);
        let file =
            Checked { report: &report, text: samples::TEXT, surroundings: &[], fail_on: &[Verdict::Altered] };
        let rows = rows(&file);
        assert_eq!(rows[0].len(), HEAD.len());
        let field = |name: &str| &rows[0][HEAD.iter().position(|head| *head == name).unwrap()];
        assert_eq!(field("place"), "line 2");
        assert_eq!(field("finding"), "1");
        assert_eq!(field("right_text"), "群众路线是生命线");
        assert_eq!(field("differences"), "replaced: 命脉 → 生命线");
        assert_eq!(field("citation_check"), "year: 2012年 → 2013-06-18");
        assert_eq!(field("coverage"), "covered");
        assert_eq!(field("kind"), "quotation");
    }

    #[test]
    fn words_without_marks_have_rows_and_are_no_findings() {
        let mut report = samples::report("稿.txt", vec![samples::altered()]);
        let trace = report.items[0].trace.clone();
        let span = report.items[0].quotation.span;
        let kind = BorrowingKind::Source;
        report.unmarked.push(Borrowing { span, place: None, kind, documents: 1, trace });
        let file =
            Checked { report: &report, text: samples::TEXT, surroundings: &[], fail_on: &[Verdict::Altered] };
        let rows = rows(&file);
        assert!(rows.len() == 2 && rows.iter().all(|row| row.len() == HEAD.len()));
        let field = |name: &str| &rows[1][HEAD.iter().position(|head| *head == name).unwrap()];
        assert_eq!((field("kind").as_str(), field("finding").as_str()), ("unmarked", "0"));
        assert_eq!(field("passage"), &rows[0][HEAD.iter().position(|head| *head == "passage").unwrap()]);
    }
}
