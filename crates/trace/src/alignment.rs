//! Alignment: which letter of the quotation is which letter of the source, at the least cost.
//!
//! Costs are those of an edit distance with one addition: leaving out many letters of the source in one
//! place costs little more than leaving out three (a gap of two slopes, as in the alignment of genomes:
//! Li 2018, minimap2), and almost nothing where the quotation has an ellipsis. Long shared runs of the
//! chain are kept; only what lies between them is aligned letter by letter.

use crate::query::Figure;
use crate::seeds::Run;
use crate::{Query, chain, seeds};
use std::ops::Range;

/// What differences cost, in twentieths of a letter.
pub(crate) mod cost {
    /// A letter of the quotation that has no counterpart.
    pub(crate) const ADDED: u32 = 20;
    /// A letter of the source left out: a little cheaper, so that 深刻 quoted as 刻 at the end of a quotation
    /// is a letter left out, not one put in the place of another.
    pub(crate) const SKIPPED: u32 = 18;
    /// A letter in place of another: dearer than an added one, so that no replaced letter ends a match,
    /// cheaper than one added and one left out.
    pub(crate) const REPLACED: u32 = 30;
    /// A digit in place of a Chinese numeral, or the other way round.
    pub(crate) const FIGURE: u32 = 10;
    /// Beginning or ending a long omission inside a clause.
    pub(crate) const INSIDE: u32 = 25;
    /// The same where a clause begins: whole clauses are what is left out.
    pub(crate) const AT_CLAUSE: u32 = 10;
    /// A letter of a long omission.
    pub(crate) const EXTEND: u32 = 1;

    /// What leaving out letters of the source in one place costs at most.
    pub(crate) fn left_out(letters: usize, marked: bool) -> u32 {
        let letters = u32::try_from(letters.min(1_000_000)).unwrap_or(u32::MAX);
        if marked { 0 } else { (letters * SKIPPED).min(2 * INSIDE + letters * EXTEND) }
    }

    /// What beginning or ending a long omission costs.
    pub(crate) fn bound(at_clause: bool) -> u32 {
        if at_clause { AT_CLAUSE } else { INSIDE }
    }
}

/// A letter of the quotation and its counterpart in the source; both in letters, both increasing.
pub(crate) type Pair = (usize, usize);

/// Runs of this length and more are kept as they are.
const ANCHOR: usize = 6;
/// No block of more cells than this is aligned letter by letter (4 MB of traceback).
const MOST_CELLS: usize = 4_000_000;
/// How far beyond the run next to it a first or last piece is looked for, in letters.
const REACH: usize = 300;
/// The same where an ellipsis stands between.
const MARKED_REACH: usize = 3_000;

/// Letters and where clauses begin.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Source<'a> {
    /// The letters, renumbered by the quotation.
    pub(crate) ids: &'a [u16],
    /// Which of them begin a clause; one entry more.
    pub(crate) clauses: &'a [bool],
}

/// Which letters are alike, and how far the alignment reaches in both texts: a figure that replaces another
/// belongs to it without being alike.
#[derive(Clone, Debug, Default)]
pub(crate) struct Alignment {
    /// Like letters, in order.
    pub(crate) pairs: Vec<Pair>,
    /// The aligned letters of the quotation.
    pub(crate) query: Range<usize>,
    /// The aligned letters of the source.
    pub(crate) source: Range<usize>,
}

impl Alignment {
    /// The alignment that has these like letters and reaches no further.
    pub(crate) fn of_pairs(pairs: Vec<Pair>) -> Self {
        let (first, last) = (pairs.first().copied(), pairs.last().copied());
        let range = |from: Option<usize>, to: Option<usize>| from.unwrap_or(0)..to.map_or(0, |n| n + 1);
        Self {
            query: range(first.map(|p| p.0), last.map(|p| p.0)),
            source: range(first.map(|p| p.1), last.map(|p| p.1)),
            pairs,
        }
    }

    fn reach(&mut self, pair: Pair) {
        let wider = |range: &Range<usize>, at: usize| {
            if range.is_empty() { at..at + 1 } else { range.start.min(at)..range.end.max(at + 1) }
        };
        self.query = wider(&self.query, pair.0);
        self.source = wider(&self.source, pair.1);
    }
}

/// The best alignments of the quotation with some stretch of `source`, one for each of the likeliest places.
/// None when they share no two letters in a row.
pub(crate) fn align(query: &Query, source: Source<'_>) -> impl Iterator<Item = Alignment> {
    let chains = chain::best(query, seeds::runs(query, source.ids)).into_iter();
    chains.map(move |chain| {
        let aligned = with_anchors(query, source, &chain, ANCHOR);
        aligned
            .or_else(|| with_anchors(query, source, &chain, 2))
            .unwrap_or_else(|| Alignment::of_pairs(chain.iter().flat_map(|r| letters_of(*r)).collect()))
    })
}

fn letters_of(run: Run) -> impl Iterator<Item = Pair> {
    (0..run.length).map(move |i| (run.query + i, run.source + i))
}

/// Keeps the runs of at least `least` letters and aligns the blocks between; `None` when one is too large.
fn with_anchors(query: &Query, source: Source<'_>, chain: &[Run], least: usize) -> Option<Alignment> {
    let Some((first, last)) = chain.first().zip(chain.last()) else { return Some(Alignment::default()) };
    let anchors: Vec<Run> = chain.iter().copied().filter(|r| r.length >= least).collect();
    let (head, tail) = match anchors.first().zip(anchors.last()) {
        Some((a, b)) => (
            reach_back(query, 0..a.query, a.source),
            reach_on(query, b.query_end()..query.letters(), b.source_end(), source.ids.len()),
        ),
        None => (
            reach_back(query, 0..query.letters(), first.source),
            reach_on(query, 0..query.letters(), last.source_end(), source.ids.len()),
        ),
    };
    let ends = (first, last);
    let mut steps = Vec::with_capacity(query.letters());
    let mut block = Block { query, source, at: (0, head), open: true };
    for (number, anchor) in anchors.iter().enumerate() {
        block.to((anchor.query, anchor.source), false, &mut steps)?;
        if number == 0
            && stands_after(query, source, ends, anchor.query)
            && few(query, source, &steps, anchor.query)
        {
            // The head of the quotation follows its end in the source: not to be looked for before it.
            steps.clear();
        }
        steps.extend(letters_of(*anchor));
        block.at = (anchor.query_end(), anchor.source_end());
        block.open = false;
    }
    let (before, left) = (steps.len(), query.letters() - block.at.0);
    block.to((query.letters(), tail), true, &mut steps)?;
    let tail = steps.get(before..).unwrap_or_default();
    if stands_before(query, source, ends, block.at.0) && few(query, source, tail, left) {
        steps.truncate(before);
    }
    Some(of_steps(query, source, &steps))
}

/// The least part of a quotation that may have changed places with the rest, in letters.
const MOVED: usize = 4;
/// How far beyond the rest it may stand, in letters.
const BESIDE: usize = 24;

/// Whether the first letters of the quotation stand right after the end of the chain.
fn stands_after(query: &Query, source: Source<'_>, ends: (&Run, &Run), letters: usize) -> bool {
    let from = ends.1.source_end();
    let to = (from + letters + BESIDE).min(source.ids.len());
    contains(source.ids.get(from..to), query.ids.get(..letters))
}

/// Whether the letters of the quotation from `from` on stand right before the beginning of the chain.
fn stands_before(query: &Query, source: Source<'_>, ends: (&Run, &Run), from: usize) -> bool {
    let to = ends.0.source;
    let start = to.saturating_sub(query.letters().saturating_sub(from) + BESIDE);
    contains(source.ids.get(start..to), query.ids.get(from..))
}

/// Whether less than half of so many letters are aligned with like ones.
fn few(query: &Query, source: Source<'_>, steps: &[Pair], letters: usize) -> bool {
    steps.iter().filter(|(i, j)| query.ids[*i] == source.ids[*j]).count() * 2 < letters
}

fn contains(there: Option<&[u16]>, part: Option<&[u16]>) -> bool {
    let (Some(there), Some(part)) = (there, part) else { return false };
    part.len() >= MOVED && there.windows(part.len()).any(|w| w == part)
}

/// Pairs of like letters and of figures as an alignment.
fn of_steps(query: &Query, source: Source<'_>, steps: &[Pair]) -> Alignment {
    let like = |(i, j): &Pair| query.ids[*i] == source.ids[*j];
    let mut aligned = Alignment::of_pairs(steps.iter().copied().filter(like).collect());
    let figures = |(i, j): &Pair| query.figure(query.ids[*i]).replaces(query.figure(source.ids[*j]));
    if !aligned.pairs.is_empty() {
        steps.iter().filter(|step| figures(step)).for_each(|step| aligned.reach(*step));
    }
    aligned
}

/// Where the search for the letters before a run begins.
fn reach_back(query: &Query, letters: Range<usize>, from: usize) -> usize {
    from.saturating_sub(reach(query, letters))
}

/// Where the search for the letters after a run ends.
fn reach_on(query: &Query, letters: Range<usize>, from: usize, end: usize) -> usize {
    (from + reach(query, letters)).min(end)
}

/// A gap pays only while it costs less than the letters it wins, which bounds how far to look.
fn reach(query: &Query, letters: Range<usize>) -> usize {
    let count = letters.len();
    let marked = query.breaks.get(letters.start..=letters.end).is_some_and(|b| b.contains(&true));
    let pays = (count * cost::ADDED as usize).saturating_sub(2 * cost::AT_CLAUSE as usize);
    2 * count + if marked && count > 0 { MARKED_REACH } else { pays.min(REACH) }
}

/// A stretch of both texts still to be aligned.
struct Block<'a> {
    query: &'a Query,
    source: Source<'a>,
    /// Where it begins in both.
    at: Pair,
    /// Whether letters of the source may be passed over freely at its beginning.
    open: bool,
}

impl Block<'_> {
    fn to(&self, end: Pair, open_end: bool, steps: &mut Vec<Pair>) -> Option<()> {
        let (q, s) = (self.at.0..end.0, self.at.1..end.1);
        if q.is_empty() || s.is_empty() {
            return Some(());
        }
        if (q.len() + 1).checked_mul(s.len() + 1)? > MOST_CELLS {
            return None;
        }
        let mut table = Table::new(self.query, q.clone(), self.source, s.clone(), self.open)?;
        table.fill();
        steps.extend(table.trace(open_end).into_iter().map(|(i, j)| (q.start + i, s.start + j)));
        Some(())
    }
}

/// From where a cell was reached.
const DIAGONAL: u8 = 0;
const ADDED: u8 = 1;
const SKIPPED: u8 = 2;
const GAP: u8 = 3;
/// Set where a long omission is continued, not begun.
const CONTINUED: u8 = 4;

/// The table of one block: rows are letters of the quotation, columns letters of the source.
struct Table<'a> {
    whole: &'a Query,
    query: &'a [u16],
    source: &'a [u16],
    /// Before which letters of the quotation an ellipsis stands.
    breaks: &'a [bool],
    /// Before which letters of the source a clause begins.
    clauses: &'a [bool],
    /// Whether the letters of the source before the first one aligned cost nothing.
    open: bool,
    /// How each cell was reached, row by row.
    steps: Vec<u8>,
    /// The costs of the last row.
    row: Vec<u32>,
    /// What kind of figure each letter of the source is.
    figures: Vec<Figure>,
}

impl<'a> Table<'a> {
    fn new(
        whole: &'a Query,
        q: Range<usize>,
        source: Source<'a>,
        s: Range<usize>,
        open: bool,
    ) -> Option<Self> {
        let width = s.len() + 1;
        let ids = source.ids.get(s.clone())?;
        Some(Self {
            whole,
            query: whole.ids.get(q.clone())?,
            source: ids,
            breaks: whole.breaks.get(q.start..=q.end)?,
            clauses: source.clauses.get(s.start..=s.end)?,
            open,
            steps: vec![0; (q.len() + 1) * width],
            row: vec![0; width],
            figures: ids.iter().map(|id| whole.figure(*id)).collect(),
        })
    }

    fn fill(&mut self) {
        self.first_row();
        for i in 0..self.query.len() {
            self.next_row(i);
        }
    }

    fn first_row(&mut self) {
        if self.open {
            return;
        }
        let mut gap = Gap::new(self.breaks[0]);
        for j in 1..=self.source.len() {
            let (long, continued) = gap.step(self.row[j - 1], self.clauses[j - 1], self.clauses[j]);
            let short = self.row[j - 1] + cost::SKIPPED;
            self.row[j] = short.min(long);
            self.steps[j] = (if long < short { GAP } else { SKIPPED }) | continued;
        }
    }

    fn next_row(&mut self, i: usize) {
        let width = self.source.len() + 1;
        let steps = &mut self.steps[(i + 1) * width..(i + 2) * width];
        let mut gap = Gap::new(self.breaks[i + 1]);
        let (letter, figure) = (self.query[i], self.whole.figure(self.query[i]));
        let mut diagonal = self.row[0];
        self.row[0] += cost::ADDED;
        steps[0] = ADDED;
        let mut left = self.row[0];
        for (j, s) in self.source.iter().enumerate() {
            let above = self.row[j + 1];
            let (long, continued) = gap.step(left, self.clauses[j], self.clauses[j + 1]);
            let replaced = if figure.replaces(self.figures[j]) { cost::FIGURE } else { cost::REPLACED };
            let mut best = diagonal + if letter == *s { 0 } else { replaced };
            let mut step = DIAGONAL;
            for (reached, by) in [(above + cost::ADDED, ADDED), (left + cost::SKIPPED, SKIPPED), (long, GAP)]
            {
                if reached < best {
                    (best, step) = (reached, by);
                }
            }
            steps[j + 1] = step | continued;
            diagonal = above;
            self.row[j + 1] = best;
            left = best;
        }
    }

    /// Walks back from the end and gives the letters that stand for each other, in order.
    fn trace(&self, open_end: bool) -> Vec<Pair> {
        let width = self.source.len() + 1;
        let cheapest = (0..width).min_by_key(|j| self.row[*j]).unwrap_or(0);
        let mut at = (self.query.len(), if open_end { cheapest } else { width - 1 });
        let mut pairs = Vec::new();
        let mut in_gap = false;
        while at.0 > 0 || (at.1 > 0 && !self.open) {
            let step = self.steps[at.0 * width + at.1];
            if in_gap || step & 3 == GAP {
                in_gap = step & CONTINUED != 0;
                at.1 -= 1;
            } else if step & 3 == SKIPPED {
                at.1 -= 1;
            } else if step & 3 == ADDED {
                at.0 -= 1;
            } else {
                at = (at.0 - 1, at.1 - 1);
                pairs.push(at);
            }
        }
        pairs.reverse();
        pairs
    }
}

/// The cost of ending a row's step in a long omission.
struct Gap {
    marked: bool,
    long: u32,
}

impl Gap {
    fn new(marked: bool) -> Self {
        Self { marked, long: u32::MAX / 2 }
    }

    /// Moves one letter on in the source; gives the cost of ending the omission there, and whether it was
    /// begun before. The flags tell whether a clause begins before the letter and after it.
    fn step(&mut self, left: u32, before: bool, after: bool) -> (u32, u8) {
        let (extend, open) = if self.marked { (0, 0) } else { (cost::EXTEND, cost::bound(before)) };
        let begun = left + open + extend;
        let gone_on = self.long + extend;
        self.long = begun.min(gone_on);
        let close = if self.marked { 0 } else { cost::bound(after) };
        (self.long + close, if gone_on < begun { CONTINUED } else { 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Window;

    /// The source with the letters that found a counterpart in brackets.
    #[track_caller]
    fn check(query: &str, source: &str, expect: &str) {
        let query = Query::new(query);
        let window = Window::new(source);
        let (ids, clauses) = (window.ids(&query), window.clause_starts());
        let pairs = align(&query, Source { ids: &ids, clauses: &clauses }).next().unwrap_or_default().pairs;
        let mut shown = String::new();
        for (j, c) in window.folded.chars().iter().enumerate() {
            let like = pairs.iter().any(|p| p.1 == j);
            shown.push(if like { *c } else { '_' });
        }
        assert_eq!(shown.trim_matches('_'), expect);
    }

    #[test]
    fn a_replaced_letter_is_passed() {
        check(
            "始终保持党同人民群众的血肉关系不变",
            "始终保持党同人民群众的血肉联系不变",
            "始终保持党同人民群众的血肉_系不变",
        );
    }

    #[test]
    fn a_dropped_clause_is_one_gap() {
        check(
            "一切为了群众从群众中来",
            "坚持一切为了群众，一切依靠群众，从群众中来，到群众中去",
            "一切为了群众______从群众中来",
        );
    }

    #[test]
    fn an_ellipsis_spans_a_long_way() {
        check(
            "生于忧患……不远了",
            "生于忧患，死于安乐。没有危机感和紧迫感，看不到问题和症结所在，那危险就不远了。",
            "生于忧患___________________________不远了",
        );
    }

    #[test]
    fn a_tail_that_stands_before_the_rest_too_is_looked_for_behind_it() {
        check(
            "人民政府应当鼓励单位和个人依法合理利用可移动文物",
            "不可移动文物保护。人民政府应当鼓励单位和个人依法合理利用不可移动文物",
            "人民政府应当鼓励单位和个人依法合理利用_可移动文物",
        );
        check(
            "科研开发、生产和示范基地建设的单位依法享受政府扶持",
            "科研开发、推广、生产和示范基地建设的单位依法享受政府扶持，用于科研开发",
            "科研开发__生产和示范基地建设的单位依法享受政府扶持",
        );
    }

    #[test]
    fn an_added_tail_has_no_counterpart() {
        check("人民是国家的主人经济", "人民是国家的主人，干部是人民的公仆", "人民是国家的主人");
    }
}
