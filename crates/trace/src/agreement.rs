//! [`Agreement`]: how much of a quotation stands in a place, as a share, and as a similarity that allows for chance.

use crate::alignment::Pair;
use crate::cells::is_letter;
use crate::moved::is_whole;
use crate::{Query, number};
use chuchu_model::{Difference, DifferenceKind};
use chuchu_text::clause::ends_clause;

/// Words that stand in another place count half from so many letters on. Of fewer, shuffled text has some by chance.
const MOVED_CLAUSE: usize = 6;
/// Clauses that were left out take off less where the rest is right: so much of it agrees at least.
const OTHERWISE_RIGHT: f64 = 0.9;
/// What whole clauses that are left out take off at most, in letters, before a twentieth of their own length.
const CLAUSES: f64 = 2.5;
/// What they take off the similarity besides: of a dozen letters two sentences share as many, and one has a clause more.
const CLAUSES_BY_CHANCE: f64 = 1.0;
/// And each letter by which they are longer than the whole quotation: two that are so far apart are two quotations.
const FAR_APART: f64 = 0.1;
/// From this cohesion on (the mean, in bits), letters that a place has not got are words of another text and no slips.
///
/// Measured on 19 million characters of statutes, with three such letters or more: in the 104 places most like a quotation
/// that is *not* there (of 2,471) they have 3.2 bits in the middle and 0.5 or more in nineteen of twenty, in 479 places
/// where letters had been changed at random −2.0, and 1.0 or less in ninety-nine of a hundred.
const COHERENT: f64 = 1.0;
/// One letter says nothing of that.
const LEAST_COHERENT: usize = 2;
/// What each letter of such words counts besides.
const ANOTHER_TEXT: f64 = 0.5;
/// The one-sided 90 % point of the normal distribution.
const ONE_OF_TEN: f64 = 1.28;

/// How much of a quotation stands in a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Agreement {
    /// Letters of the quotation.
    letters: usize,
    /// The letters that agree; clauses in another place count half.
    agree: f64,
    /// All of the quotation, and what was left out silently.
    all: f64,
    /// Letters that speak besides for another text.
    doubt: f64,
}

impl Agreement {
    /// That of a quotation with a place of which these letters are paired and these are all differences.
    pub(crate) fn of(query: &Query, pairs: &[Pair], differences: &[Difference]) -> Self {
        let agreeing = agreeing(query, pairs, differences);
        let mut sum = Self {
            letters: query.letters(),
            agree: real(agreeing),
            all: real(query.letters()),
            doubt: ANOTHER_TEXT * real(coherent(query, pairs, differences)),
        };
        let moved = |d: &&Difference| d.kind == DifferenceKind::Moved;
        let clauses = differences.iter().filter(moved).map(|d| letters(&d.query_text));
        let clauses: usize = clauses.filter(|moved| *moved >= MOVED_CLAUSE).sum();
        sum.agree += real(clauses) / 2.0;
        let right = real(agreeing + clauses) >= OTHERWISE_RIGHT * real(query.letters());
        for d in differences {
            sum.add(query, d, right);
        }
        sum
    }

    fn add(&mut self, query: &Query, d: &Difference, right: bool) {
        let (here, there) = (letters(&d.query_text), letters(&d.source_text));
        match d.kind {
            DifferenceKind::Number if number::same_value(d) => {}
            DifferenceKind::Missing | DifferenceKind::Replaced | DifferenceKind::Number => {
                let missing = real(there.saturating_sub(here));
                if right && is_clauses(d) {
                    let lost = |most: f64| missing.min(most + missing / 20.0);
                    self.all += lost(CLAUSES);
                    self.doubt += lost(CLAUSES + CLAUSES_BY_CHANCE) - lost(CLAUSES);
                    self.doubt += FAR_APART * (missing - real(self.letters)).max(0.0);
                } else {
                    self.all += missing.min(6.0 + missing / 10.0);
                }
            }
            DifferenceKind::Moved if here < MOVED_CLAUSE && !is_whole(query.text(), d.query) => {
                self.doubt += real(here);
            }
            _ => {}
        }
    }

    /// The letters that agree, of all letters of the quotation and those left out silently. Numbers of the same value
    /// agree; clauses in another place count half; what an ellipsis says is left out does not count.
    pub(crate) fn share(&self) -> f64 {
        (self.agree / self.all.max(1.0)).clamp(0.0, 1.0)
    }

    /// How like a place is to the quotation, allowing for chance; 1 only where all letters agree.
    ///
    /// It is Dice's coefficient (twice the letters that agree, of those of both; Dice 1945) less 1.28 standard errors,
    /// √(d(1 − d)/letters): its lower bound at 90 % if each letter were drawn by chance (the Wald bound of a share).
    /// Two letters of three that agree say little of ten letters, and much of a hundred. What texts that are *not*
    /// there have in common with others all the same counts for less than in [`share`](Self::share): words shuffled
    /// about are missing where they should stand, and letters that the place has not got count half as much again
    /// where they read as words do (see [`Query::with_cohesion`]): a slip of the pen garbles, another sentence does not.
    pub(crate) fn similarity(&self) -> f64 {
        let share = (self.agree / (self.all + self.doubt).max(1.0)).clamp(0.0, 1.0);
        similarity(share, self.letters)
    }
}

fn similarity(share: f64, letters: usize) -> f64 {
    let dice = 2.0 * share / (1.0 + share);
    (dice - ONE_OF_TEN * (dice * (1.0 - dice) / real(letters.max(1))).sqrt()).clamp(0.0, 1.0)
}

fn real(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| is_letter(*c)).count()
}

/// Whether an omission is one of clauses: it begins or ends with a mark.
fn is_clauses(d: &Difference) -> bool {
    let mark = |c: Option<char>| c.is_some_and(ends_clause);
    d.kind == DifferenceKind::Missing
        && (mark(d.source_text.chars().next()) || mark(d.source_text.chars().next_back()))
}

/// Letters with a counterpart, and those of numbers that are only written another way.
fn agreeing(query: &Query, pairs: &[Pair], differences: &[Difference]) -> usize {
    let inside = |d: &Difference| {
        let range = query.folded.index_at(d.query.start())..query.folded.index_at(d.query.end());
        let paired = pairs.iter().filter(|(i, _)| range.contains(i)).count();
        range.len().saturating_sub(paired)
    };
    let rewritten = |d: &&Difference| d.kind == DifferenceKind::Number && number::same_value(d);
    pairs.len() + differences.iter().filter(rewritten).map(inside).sum::<usize>()
}

/// The letters that the place has not got, if these read as words do; else none.
fn coherent(query: &Query, pairs: &[Pair], differences: &[Difference]) -> usize {
    let mut paired = vec![false; query.letters()];
    for (i, _) in pairs {
        if let Some(paired) = paired.get_mut(*i) {
            *paired = true;
        }
    }
    let (mut count, mut sum) = (0, 0.0);
    let words = |d: &&Difference| matches!(d.kind, DifferenceKind::Added | DifferenceKind::Replaced);
    for d in differences.iter().filter(words) {
        let range = query.folded.index_at(d.query.start())..query.folded.index_at(d.query.end());
        for i in range.filter(|i| !paired.get(*i).copied().unwrap_or(true)) {
            count += 1;
            sum += query.cohesion.get(i).copied().unwrap_or(0.0);
        }
    }
    if count >= LEAST_COHERENT && sum >= COHERENT * real(count) { count } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Window, nearest};

    fn like(query: &Query, source: &str) -> f64 {
        nearest(query, &Window::new(source)).unwrap().similarity
    }

    #[test]
    fn similarity_grows_with_length_and_is_whole_only_where_all_agrees() {
        assert!((similarity(1.0, 7) - 1.0).abs() < 1e-9);
        assert!((similarity(0.0, 7)).abs() < 1e-9);
        let rising =
            [(0.7, 10), (0.7, 20), (0.7, 100), (0.8, 100), (0.99, 100)].map(|(s, n)| similarity(s, n));
        assert!(rising.is_sorted(), "{rising:?}");
        // d = 14/17, its standard error in 100 letters 0.0381
        assert!((similarity(0.7, 100) - (14.0 / 17.0 - 1.28 * 0.038_123)).abs() < 1e-4);
    }

    #[test]
    fn words_that_read_on_are_less_like_than_slips() {
        let text = "农村土地承包经营权的流转应当依法办理登记手续";
        let source = "农村土地承包经营权的转让应当依法办理备案手续";
        let query = Query::new(text);
        let cohesion = |bits: f64| Query::new(text).with_cohesion(vec![bits; query.letters()]);
        assert!((like(&query, source) - like(&cohesion(0.9), source)).abs() < 1e-9);
        assert!(like(&query, source) > like(&cohesion(3.0), source) + 0.03);
        // Nothing is taken off a single letter, nor off what stands there.
        let one = "农村土地承包经营权的流转应当依法办理登记首续";
        assert!((like(&cohesion(3.0), text) - 1.0).abs() < 1e-9);
        assert!((like(&query, one) - like(&cohesion(3.0), one)).abs() < 1e-9);
    }

    #[test]
    fn shuffled_words_are_less_like_than_swapped_clauses() {
        let source = "乡镇应当依法，逐级，上报有关的灾情";
        let clauses = like(&Query::new("乡镇应当逐级，依法，上报有关的灾情"), source);
        let words = like(&Query::new("乡镇应当依法，逐级，有关上报的灾情"), source);
        assert!(words < 0.8, "{clauses} {words}");
    }

    #[test]
    fn a_clause_left_out_says_more_of_a_short_quotation() {
        let short = like(&Query::new("按照因地制宜、切实可行"), "按照因地制宜、科学布局、切实可行");
        assert!(short < 0.7, "{short}");
        let long = "按照因地制宜、切实可行的原则制定规划，并由县级人民政府公布";
        let whole = long.replace("切实", "科学布局、切实");
        assert!(like(&Query::new(long), &whole) > 0.85);
    }
}
