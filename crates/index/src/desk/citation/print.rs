//! Where a citation prints what it says: the very stretch, so that an editor sees what to change. What cannot be
//! told finer is the whole citation.

use chuchu_model::{Citation, FieldCheck, PageRange, Span};
use chuchu_text::numeral;
use std::ops::Range;

/// A field that disagrees: its value, where it is printed, and what the corpus has.
pub(super) fn disagreement(
    note: &Citation,
    field: &str,
    at: Option<Range<usize>>,
    expected: String,
) -> FieldCheck {
    let whole = note.span.unwrap_or_default();
    let (printed, span) = match at.and_then(|at| Some((note.raw.get(at.clone())?, at))) {
        Some((words, at)) => (words.to_owned(), Span::from_range(at).shifted(whole.start())),
        None => (note.raw.clone(), whole),
    };
    FieldCheck { field: field.to_owned(), printed, expected, span }
}

/// Where words stand in the print of a citation.
pub(super) fn words(note: &Citation, wanted: &str) -> Option<Range<usize>> {
    let at = note.raw.find(wanted).filter(|_| !wanted.is_empty())?;
    Some(at..at + wanted.len())
}

/// Where a number is printed before one of some units, with both: 第20期, 第五卷.
pub(super) fn counted(note: &Citation, wanted: u32, units: &[&str]) -> Option<Range<usize>> {
    numbers(&note.raw).filter(|(value, _)| *value == u64::from(wanted)).find_map(|(_, at)| {
        let unit = units.iter().find(|unit| behind(&note.raw, at.end).starts_with(**unit))?;
        let unit = if unit.chars().all(char::is_alphabetic) { unit.len() } else { 0 };
        Some(with_ordinal(&note.raw, at.start)..at.end + unit)
    })
}

/// Where pages are printed: the last place of these numbers, as pages stand at the end.
pub(super) fn pages(note: &Citation, wanted: PageRange) -> Option<Range<usize>> {
    let raw = note.raw.as_str();
    let found = numbers(raw).filter(|(value, _)| *value == u64::from(wanted.from));
    let whole = found.filter_map(|(_, at)| {
        let end = if wanted.from == wanted.to { at.end } else { range_end(raw, at.end, wanted.to)? };
        let unit = ["页", "頁", "版"].iter().find(|unit| behind(raw, end).starts_with(**unit));
        Some(with_ordinal(raw, at.start)..end + unit.map_or(0, |unit| unit.len()))
    });
    whole.last()
}

/// The end of a range that goes on at `at` to `last`.
fn range_end(raw: &str, at: usize, last: u32) -> Option<usize> {
    let rest = behind(raw, at);
    let inner = rest.trim_start_matches(['-', '—', '–', '－', '―', '─', '～', '~', '至', '页', '第', ' ']);
    let (value, length) = numeral::leading(inner)?;
    (inner.len() < rest.len() && value == u64::from(last)).then(|| at + rest.len() - inner.len() + length)
}

/// Every number of a text with its place, never a part of a longer one.
fn numbers(raw: &str) -> impl Iterator<Item = (u64, Range<usize>)> {
    let mut free = 0;
    raw.char_indices().filter_map(move |(at, _)| {
        let (value, length) = numeral::leading(behind(raw, at)).filter(|_| at >= free)?;
        free = at + length;
        Some((value, at..at + length))
    })
}

fn behind(raw: &str, at: usize) -> &str {
    raw.get(at..).unwrap_or("")
}

fn with_ordinal(raw: &str, at: usize) -> usize {
    let before = raw.get(..at).unwrap_or("");
    at - if before.ends_with('第') { '第'.len_utf8() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_parser::parse_citation;

    #[test]
    fn the_very_print_is_found() {
        let note =
            parse_citation("毛泽东：《论持久战》，《毛泽东选集》第二卷，人民出版社1991年版，第439—441页");
        let print = |at: Option<Range<usize>>| at.and_then(|at| note.raw.get(at));
        assert_eq!(print(counted(&note, 2, &["卷"])), Some("第二卷"));
        assert_eq!(print(pages(&note, PageRange { from: 439, to: 441 })), Some("第439—441页"));
        assert_eq!(print(pages(&note, PageRange { from: 439, to: 440 })), None);
        assert_eq!(print(words(&note, "人民出版社")), Some("人民出版社"));
        assert_eq!(print(counted(&note, 1, &["卷"])), None, "a part of 1991");
    }

    #[test]
    fn an_issue_in_brackets_is_found_without_them() {
        let note = parse_citation("张三. 论调查研究[J]. 求是, 2012(20): 12-15.");
        let at = counted(&note, 20, &["期", ")", "）"]);
        assert_eq!(at.and_then(|at| note.raw.get(at)), Some("20"));
    }
}
