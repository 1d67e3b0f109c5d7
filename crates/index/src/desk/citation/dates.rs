//! The date that a citation gives its work, and the one that the prose before a quotation gives the words, against
//! the date that the corpus knows. The year of an edition is never compared with the date of a speech.

use super::print;
use crate::desk::coverage;
use chuchu_model::{
    Attribution, Citation, Container, DateItem, FieldCheck, Match, PartialDate, Quotation, Span, Verdict,
};
use chuchu_text::{Folding, date, fold_to_string};
use std::ops::Range;

/// The dates of a citation that can be compared with that of a text: those of the work; those of a
/// newspaper or of a title that stands alone; never the year of an edition.
pub(in crate::desk) fn comparable(citation: &Citation) -> Vec<DateItem> {
    if !citation.dates.is_empty() {
        return citation.dates.clone();
    }
    let year = |c: &Container| c.year.and_then(PartialDate::year).filter(|_| c.publishers.is_empty());
    let on = |c: &Container| c.date.or_else(|| year(c)).map(|date| DateItem::On { date });
    citation.containers.iter().filter_map(on).collect()
}

/// Whether two dates may mean a day in common.
fn meet(one: DateItem, other: DateItem) -> bool {
    let before = |a: DateItem, b: DateItem| a.first().earliest() <= b.last().latest();
    before(one, other) && before(other, one)
}

/// Whether two lists of dates may be the same: a day in common; and where both run over several days, both ends.
pub(in crate::desk) fn agree(one: &[DateItem], other: &[DateItem]) -> bool {
    let common = one.iter().any(|a| other.iter().any(|b| meet(*a, *b)));
    let ends = match (hull(one), hull(other)) {
        (Some(a), Some(b)) => a.0.agrees_with(b.0) && a.1.agrees_with(b.1),
        _ => true,
    };
    common && ends
}

/// The first and the last day of dates that run over several days of known number.
fn hull(dates: &[DateItem]) -> Option<(PartialDate, PartialDate)> {
    let first = dates.iter().map(|item| item.first()).min()?;
    let last = dates.iter().map(|item| item.last()).max()?;
    (first != last && first.get_day().is_some() && last.get_day().is_some()).then_some((first, last))
}

/// Dates for people: 2012-12-29—2012-12-30.
pub(in crate::desk) fn shown(dates: &[DateItem]) -> String {
    let one = |item: &DateItem| match item {
        DateItem::On { date } => date.to_string(),
        DateItem::Range { from, to } => format!("{from}—{to}"),
    };
    dates.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// The date of the cited work.
pub(super) fn of_work(note: &Citation, place: &Match, source: Option<&Citation>) -> Option<FieldCheck> {
    let printed = comparable(note);
    let first = printed.first()?.first();
    let mut expected = source.map(comparable).unwrap_or_default();
    let known = expected.clone();
    expected.extend(place.date.map(|date| DateItem::On { date }));
    let same_ends = known.is_empty() || agree(&printed, &known);
    let meets = printed.iter().any(|p| expected.iter().any(|e| meet(*p, *e)));
    // A document of another date than its citation's agrees with either.
    let by_document = place.date.is_some_and(|date| agree(&printed, &[DateItem::On { date }]));
    if expected.is_empty() || (meets && (same_ends || (by_document && hull(&known).is_none()))) {
        return None;
    }
    let field = if first.get_month().is_some() { "date" } else { "year" };
    let shown = shown(if known.is_empty() { &expected } else { &known });
    Some(print::disagreement(note, field, printed_at(&note.raw, first), shown))
}

/// Where a text prints a date.
fn printed_at(raw: &str, wanted: PartialDate) -> Option<Range<usize>> {
    let found = date::find_all(raw);
    found.into_iter().rev().find(|d| d.items.iter().any(|i| i.first() == wanted)).map(|d| d.span.range())
}

/// How far before a quotation the prose may name its date, in bytes.
const BEFORE: usize = 300;
/// From so many letters on, words that the same person says are the same saying.
const SAID_ONCE: usize = 24;

/// The date that the prose gives the words: 2012年11月，他指出：“…”. Compared only where a citation dates the
/// place found, and where the work is named, or the words are too long to be said twice.
pub(in crate::desk) fn in_prose(
    text: &str,
    quotation: &Quotation,
    attribution: Attribution,
    verdict: Verdict,
    matches: &[Match],
) -> Option<FieldCheck> {
    let stated = quotation.date.filter(|_| verdict < Verdict::Altered)?;
    let best: Vec<&Match> = matches.iter().filter(|m| m.verdict == verdict).collect();
    let named = |m: &&Match| quotation.work.as_ref().is_some_and(|w| coverage::is_of(m, &w.title));
    let letters = fold_to_string(&quotation.text, Folding::LETTERS).chars().count();
    let told = best.iter().any(named) || (attribution == Attribution::Agrees && letters >= SAID_ONCE);
    let mut known = Vec::new();
    for place in &best {
        let dates = place.citation.as_deref().map(|c| chuchu_parser::parse_citation(c).dates)?;
        known.push((!dates.is_empty()).then_some(dates)?);
    }
    let on = [DateItem::On { date: stated }];
    if !told || known.iter().any(|dates| agree(&on, dates)) {
        return None;
    }
    let to = quotation.marks.unwrap_or(quotation.span).range().start;
    let from = text.ceil_char_boundary(to.saturating_sub(BEFORE));
    let at = printed_at(text.get(from..to)?, stated)?;
    let span = Span::from_range(from + at.start..from + at.end);
    let field = if stated.get_month().is_some() { "date" } else { "year" };
    let printed = span.of(text)?.to_owned();
    Some(FieldCheck { field: field.to_owned(), printed, expected: shown(known.first()?), span })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_parser::parse_citation;

    #[track_caller]
    fn check(one: &str, other: &str, expect: bool) {
        let dates = |print: &str| parse_citation(&format!("《讲话》（{print}）")).dates;
        assert_eq!(agree(&dates(one), &dates(other)), expect, "{one} / {other}");
    }

    #[test]
    fn ranges_agree_at_both_ends() {
        check("2012年12月29日", "2012年12月", true);
        check("2012年12月30日", "2012年12月29日、30日", true);
        check("2012年12月29日、30日", "2012年12月29日—30日", true);
        check("2012年12月7日—11日", "2012年12月7日—12日", false);
        check("2012年12月9日", "2012年12月7日—12日", true);
        check("2013年", "2012年12月", false);
    }
}
