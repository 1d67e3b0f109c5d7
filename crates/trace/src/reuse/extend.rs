//! From a gram that two passages share to all that they share around it.
//!
//! As BLAST does (Altschul et al. 1990), a seed is extended both ways as long as it pays; as in aligners of
//! genomes, what stands between two shared runs costs by its size, and leaving out many letters in one place
//! costs little more than leaving out three. At each break the best place to go on is looked for in a box.

use super::letters::{Letter, Row};
use std::ops::Range;

/// Everything is counted in quarters of a letter.
pub(super) const LETTER: u32 = 4;
/// A letter in place of another.
const REPLACED: u32 = 5;
/// A letter without counterpart, for the first three.
const LEFT_OUT: u32 = 4;
/// Each further one.
const MORE_LEFT_OUT: u32 = 1;
/// Letters left out at the dear price.
const FEW: u32 = 3;
/// A run that ends where a clause does in both texts: words are quoted by the clause.
const CLAUSE: u32 = 8;
/// No break costs more: what lies beyond stands by itself, or is nothing.
const DEAREST: u32 = 6 * LETTER;
/// No break is wider in either text, in letters, as it would cost more than that.
const WIDEST: usize = 15;
/// A run counts no more than this when one place to go on is weighed against another.
const RUN: usize = 16;
/// So few letters past the end of a clause are chance.
const CHANCE: usize = 2;

/// A stretch that two passages share. `a` stands before `b` in the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Shared {
    /// The letters of the first.
    pub(super) a: Range<u32>,
    /// The letters of the second.
    pub(super) b: Range<u32>,
    /// How many letters are alike.
    pub(super) alike: u32,
    /// Letters alike less what the differences cost, in quarters of a letter.
    pub(super) score: u32,
    /// The least and the greatest distance between like letters.
    pub(super) shift: (u32, u32),
}

impl Shared {
    /// 0 to 1: the letters that are alike, of all letters of both.
    pub(super) fn similarity(&self) -> f64 {
        f64::from(2 * self.alike) / f64::from((self.a.len() + self.b.len()).try_into().unwrap_or(u32::MAX))
    }

    /// Whether a seed lies in it.
    pub(super) fn holds(&self, a: u32, b: u32) -> bool {
        let shift = b - a;
        self.a.contains(&a) && self.b.contains(&b) && self.shift.0 <= shift && shift <= self.shift.1
    }
}

/// One way out from a seed, in one passage.
#[derive(Clone, Copy)]
struct Arm<'a> {
    letters: &'a [Letter],
    from: usize,
    back: bool,
}

impl<'a> Arm<'a> {
    /// The letter after `steps` steps.
    fn get(self, steps: usize) -> Option<Letter> {
        let at = if self.back { self.from.checked_sub(steps + 1)? } else { self.from + steps };
        self.letters.get(at).copied()
    }

    /// Whether a clause ends after `steps` steps; the end of the passage is one.
    fn clause_ends(self, steps: usize) -> bool {
        let at = if self.back { self.from.checked_sub(steps) } else { Some(self.from + steps) };
        at.and_then(|at| self.letters.get(at)).is_none_or(|l| l.opens_clause())
    }
}

/// How far an extension has come.
#[derive(Clone, Copy, Debug, Default)]
struct Reach {
    a: usize,
    b: usize,
    alike: usize,
    cost: u32,
    /// The least and the greatest lead of `b` over `a`.
    lead: (i64, i64),
}

/// What passes over a break cost: the letters of both texts between two runs.
fn break_cost(a: usize, b: usize) -> u32 {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (replaced, left_out) = (count(a.min(b)), count(a.abs_diff(b)));
    replaced * REPLACED + left_out.min(FEW) * LEFT_OUT + left_out.saturating_sub(FEW) * MORE_LEFT_OUT
}

/// How many letters agree from there on, at most `most`.
fn run(a: Arm<'_>, b: Arm<'_>, at: (usize, usize), most: usize) -> usize {
    (0..most).take_while(|n| a.get(at.0 + n).zip(b.get(at.1 + n)).is_some_and(|(a, b)| a.is(b))).count()
}

/// The break that it pays most to pass over; `None` when none pays.
fn best_break(a: Arm<'_>, b: Arm<'_>, at: (usize, usize)) -> Option<(usize, usize)> {
    let most = u32::try_from(RUN).unwrap_or(0) * LETTER + CLAUSE;
    let mut best: Option<((usize, usize), u32)> = None;
    for i in 0..=WIDEST {
        let Some(letter) = a.get(at.0 + i) else { break };
        for j in 0..=WIDEST {
            let Some(other) = b.get(at.1 + j) else { break };
            if !letter.is(other) {
                continue;
            }
            let cost = break_cost(i, j);
            let least = best.map_or(0, |(_, gain)| gain);
            if cost > DEAREST || cost + least >= most {
                continue;
            }
            let length = run(a, b, (at.0 + i, at.1 + j), RUN);
            let to = (at.0 + i + length, at.1 + j + length);
            let clause = a.clause_ends(to.0) && b.clause_ends(to.1);
            let worth = u32::try_from(length).unwrap_or(0) * LETTER + if clause { CLAUSE } else { 0 };
            if length > 1 && worth > cost + least {
                best = Some(((i, j), worth - cost));
            }
        }
    }
    best.map(|(at, _)| at)
}

/// Goes on as long as it pays.
fn extend(a: Arm<'_>, b: Arm<'_>) -> Reach {
    let mut reach = Reach::default();
    loop {
        let alike = run(a, b, (reach.a, reach.b), usize::MAX);
        (reach.a, reach.b, reach.alike) = (reach.a + alike, reach.b + alike, reach.alike + alike);
        let Some((i, j)) = best_break(a, b, (reach.a, reach.b)) else { break };
        (reach.a, reach.b) = (reach.a + i, reach.b + j);
        reach.cost += break_cost(i, j);
        let lead = i64::try_from(reach.b).unwrap_or(0) - i64::try_from(reach.a).unwrap_or(0);
        reach.lead = (reach.lead.0.min(lead), reach.lead.1.max(lead));
    }
    reach
}

/// How many letters at an end are chance: one or two past the end of a clause, where the next clause happens
/// to begin alike. The arms point inwards from the end.
fn chance(a: Arm<'_>, b: Arm<'_>) -> usize {
    if a.clause_ends(0) && b.clause_ends(0) {
        return 0;
    }
    let ends = |n: &usize| a.clause_ends(*n) || b.clause_ends(*n);
    (1..=CHANCE).find(ends).filter(|n| run(a, b, (0, 0), n + 1) > *n).unwrap_or(0)
}

/// Two passages of the row, to extend seeds in.
#[derive(Clone, Copy)]
pub(super) struct Two<'a> {
    a: &'a [Letter],
    b: &'a [Letter],
    starts: (u32, u32),
}

impl<'a> Two<'a> {
    pub(super) fn new(row: &'a Row, a: &Range<u32>, b: &Range<u32>) -> Self {
        Self { a: row.of(a), b: row.of(b), starts: (a.start, b.start) }
    }

    /// All that is shared around a gram of `length` letters; `None` where the letters only have the same
    /// fingerprint.
    pub(super) fn around(self, seed: (u32, u32), length: u32) -> Option<Shared> {
        let at = ((seed.0 - self.starts.0) as usize, (seed.1 - self.starts.1) as usize);
        let length = length as usize;
        let arms = |steps: usize, back: bool| {
            let arm = |letters, from| Arm { letters, from, back };
            (arm(self.a, at.0 + steps), arm(self.b, at.1 + steps))
        };
        let (a, b) = arms(0, false);
        if run(a, b, (0, 0), length) < length {
            return None;
        }
        let (a, b) = arms(length, false);
        let right = extend(a, b);
        let (a, b) = arms(0, true);
        let left = extend(a, b);
        Some(self.trimmed(&self.between(at, length, left, right)))
    }

    fn between(self, at: (usize, usize), length: usize, left: Reach, right: Reach) -> Shared {
        let letter = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let stretch = |start: u32, from: usize, to: usize| start + letter(from)..start + letter(to);
        let a = stretch(self.starts.0, at.0 - left.a, at.0 + length + right.a);
        let b = stretch(self.starts.1, at.1 - left.b, at.1 + length + right.b);
        let alike = letter(length + left.alike + right.alike);
        let seed = i64::from(b.start) + i64::try_from(left.b).unwrap_or(0)
            - i64::try_from(left.a).unwrap_or(0)
            - i64::from(a.start);
        let shift = |lead: i64| u32::try_from(seed + lead).unwrap_or(0);
        Shared {
            a,
            b,
            alike,
            score: (alike * LETTER).saturating_sub(left.cost + right.cost),
            shift: (shift(right.lead.0.min(-left.lead.1)), shift(right.lead.1.max(-left.lead.0))),
        }
    }

    /// Without chance letters at the ends.
    fn trimmed(self, shared: &Shared) -> Shared {
        let inwards = |at: (u32, u32), back: bool| {
            let arm = |letters, from: u32, start: u32| Arm { letters, from: (from - start) as usize, back };
            (arm(self.a, at.0, self.starts.0), arm(self.b, at.1, self.starts.1))
        };
        let (a, b) = inwards((shared.a.start, shared.b.start), false);
        let head = u32::try_from(chance(a, b)).unwrap_or(0);
        let (a, b) = inwards((shared.a.end, shared.b.end), true);
        let tail = u32::try_from(chance(a, b)).unwrap_or(0);
        Shared {
            a: shared.a.start + head..shared.a.end - tail,
            b: shared.b.start + head..shared.b.end - tail,
            alike: shared.alike - head - tail,
            score: shared.score.saturating_sub((head + tail) * LETTER),
            shift: shared.shift,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::TextPassage;
    use super::super::letters::Gathering;
    use super::*;
    use chuchu_model::Span;

    /// The stretches shared around the gram of four letters that the texts have first in common.
    #[track_caller]
    fn check(a: &str, b: &str, expect: (&str, &str, u32)) {
        let mut gathering = Gathering::default();
        for (id, text) in [("a#p1", a), ("b#p1", b)] {
            let passage =
                TextPassage { id: id.parse().unwrap(), span: Span::from_range(0..text.len()), date: None };
            gathering.add(text, vec![passage]).unwrap();
        }
        let row = gathering.in_order();
        let (one, other) = (&row.passages[0].letters, &row.passages[1].letters);
        let same =
            |i: u32, j: u32| row.of(&(i..i + 4)).iter().zip(row.of(&(j..j + 4))).all(|(x, y)| x.is(*y));
        let seeds = (one.start..one.end - 3).flat_map(|i| (other.start..other.end - 3).map(move |j| (i, j)));
        let seed = seeds.into_iter().find(|(i, j)| same(*i, *j)).unwrap();
        let shared = Two::new(&row, one, other).around(seed, 4).unwrap();
        let texts = (row.span(&shared.a).of(a).unwrap(), row.span(&shared.b).of(b).unwrap());
        assert_eq!((texts.0, texts.1, shared.alike), expect);
        assert!(shared.holds(seed.0, seed.1));
    }

    #[test]
    fn a_change_in_the_middle_is_passed_over() {
        check(
            "甲乙，水能载舟，亦可覆舟，丙丁",
            "戊己。水能载舟，也能够覆舟。庚",
            ("水能载舟，亦可覆舟", "水能载舟，也能够覆舟", 6),
        );
    }

    #[test]
    fn words_left_out_are_passed_over() {
        check(
            "始终代表人民的根本利益，与人民休戚与共、生死相依，没有任何自己特殊的利益。",
            "始终代表人民的根本利益,没有任何自己特殊的利益。",
            (
                "始终代表人民的根本利益，与人民休戚与共、生死相依，没有任何自己特殊的利益",
                "始终代表人民的根本利益,没有任何自己特殊的利益",
                22,
            ),
        );
    }

    #[test]
    fn what_lies_beyond_a_wide_break_stands_by_itself() {
        check(
            "群众路线是我们党的根本工作路线，是永葆青春活力和战斗力的传家宝。不论过去现在和将来都要坚持",
            "群众路线是我们党的根本工作路线。总书记指出，“不论过去现在和将来都要坚持”",
            ("群众路线是我们党的根本工作路线", "群众路线是我们党的根本工作路线", 15),
        );
    }

    #[test]
    fn a_chance_letter_of_the_next_clause_is_none() {
        check(
            "血肉联系是根本。为了人民",
            "血肉联系是根本。为何如此",
            ("血肉联系是根本", "血肉联系是根本", 7),
        );
    }

    #[test]
    fn script_and_marks_do_not_count() {
        check("水能載舟，亦能覆舟", "“水能载舟亦能覆舟”", ("水能載舟，亦能覆舟", "水能载舟亦能覆舟", 8));
    }
}
