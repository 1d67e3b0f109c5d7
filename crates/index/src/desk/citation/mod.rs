//! Whether the citation that a manuscript ties to a quotation agrees with the source that was found: here, which
//! place it is compared with; `dates`, `fields` compare, `print` finds where the manuscript prints it.
//!
//! A difference is reported only where the corpus knows the field for the very source found: another edition has
//! other pages, another work another date.

pub(super) mod dates;
pub(super) mod fields;
mod print;

use super::coverage::{cited_titles, is_of};
use crate::titles;
use chuchu_model::{Citation, Coverage, FieldCheck, Match, Verdict};

/// The fields of a citation that disagree with the place found: that one of the best places which agrees
/// most. A place in another work says nothing about the date or page of the one that is cited, and of a note that names
/// `several` works nobody can tell which is cited for the words.
pub(super) fn check(
    (note, several): (&Citation, bool),
    verdict: Verdict,
    matches: &[Match],
    coverage: Coverage,
) -> Vec<FieldCheck> {
    if matches!(verdict, Verdict::NotFound | Verdict::Partial | Verdict::Formula) {
        return Vec::new();
    }
    let cited = cited_titles(note);
    let of_work = |m: &&Match| cited.iter().any(|title| is_of(m, title));
    let same: Vec<Vec<FieldCheck>> = matches.iter().filter(of_work).map(|m| disagreements(note, m)).collect();
    let faithful = matches!(verdict, Verdict::Exact | Verdict::Punctuation | Verdict::Script);
    if same.is_empty() && coverage == Coverage::Covered && faithful && !several {
        return matches.first().and_then(|m| other_work(note, m)).into_iter().collect();
    }
    same.into_iter().min_by_key(Vec::len).unwrap_or_default()
}

/// The cited work is in the corpus and has not got the words; another has.
fn other_work(note: &Citation, place: &Match) -> Option<FieldCheck> {
    let printed = note.title()?;
    let named = |other: &str| cited_titles(note).into_iter().any(|title| titles::may_agree(title, other));
    if place.work.iter().chain(&place.title).any(|other| named(other)) {
        return None;
    }
    let span = note.work.as_ref().and_then(|w| w.span).or(note.span)?;
    let expected = place.work.clone()?;
    Some(FieldCheck { field: "title".to_owned(), printed: printed.to_owned(), expected, span })
}

fn disagreements(note: &Citation, place: &Match) -> Vec<FieldCheck> {
    let source = place.citation.as_deref().map(chuchu_parser::parse_citation);
    let mut found: Vec<FieldCheck> = dates::of_work(note, place, source.as_ref()).into_iter().collect();
    found.extend(fields::author(note, place, source.as_ref()));
    if let Some(source) = &source {
        found.extend(fields::all(note, source));
    }
    found
}
