//! The verdict on one place: from its differences, and from how much of the quotation stands there.

use crate::cells::is_letter;
use crate::number;
use chuchu_model::{Difference, DifferenceKind, Verdict};

/// From this similarity on a place is the quotation, altered.
pub const ALTERED: f64 = 0.7;
/// From this similarity on, and with a shared run of [`PARTIAL_RUN`] letters, a place has a part of it.
pub const PARTIAL: f64 = 0.3;
/// The least run of shared letters that is no accident.
pub const PARTIAL_RUN: usize = 8;

fn letters(text: &str) -> usize {
    text.chars().filter(|c| is_letter(*c)).count()
}

/// What a silent omission of letters in one place takes off, in letters: each of the first ones, then
/// ever less.
fn lost(letters: usize) -> f64 {
    let letters = f64::from(u32::try_from(letters).unwrap_or(u32::MAX));
    letters.min(2.5 + letters / 20.0)
}

/// How much of a quotation stands in a place: the letters that agree, of all letters of the quotation and
/// those left out silently. Numbers of the same value agree; words in another place count half; what an
/// ellipsis says is left out does not count.
pub(crate) fn similarity(total: usize, agreeing: usize, differences: &[Difference]) -> f64 {
    let mut agree = f64::from(u32::try_from(agreeing).unwrap_or(u32::MAX));
    let mut all = f64::from(u32::try_from(total).unwrap_or(u32::MAX));
    for d in differences {
        let (query, source) = (letters(&d.query_text), letters(&d.source_text));
        match d.kind {
            DifferenceKind::Number if number::same_value(d) => agree += 0.0,
            DifferenceKind::Moved => agree += f64::from(u32::try_from(query).unwrap_or(0)) / 2.0,
            DifferenceKind::Missing | DifferenceKind::Replaced | DifferenceKind::Number => {
                all += lost(source.saturating_sub(query));
            }
            _ => {}
        }
    }
    (agree / all.max(1.0)).clamp(0.0, 1.0)
}

/// The verdict on a place with these differences, where `run` is the longest stretch of letters shared.
pub(crate) fn of(differences: &[Difference], similarity: f64, run: usize) -> Verdict {
    let has = |kind| differences.iter().any(|d| d.kind == kind);
    let words = differences.iter().any(|d| {
        !matches!(d.kind, DifferenceKind::Punctuation | DifferenceKind::Script | DifferenceKind::Ellipsis)
    });
    if words {
        if similarity >= ALTERED {
            Verdict::Altered
        } else if similarity >= PARTIAL && run >= PARTIAL_RUN {
            Verdict::Partial
        } else {
            Verdict::NotFound
        }
    } else if has(DifferenceKind::Ellipsis) {
        Verdict::Ellipsis
    } else if has(DifferenceKind::Script) {
        Verdict::Script
    } else if has(DifferenceKind::Punctuation) {
        Verdict::Punctuation
    } else {
        Verdict::Exact
    }
}
