//! Alignment: which letter of the quotation is which letter of the source, at the least cost.
//!
//! Costs are those of an edit distance with one addition: leaving out many letters of the source in one
//! place costs little more than leaving out three (a gap of two slopes, as in the alignment of genomes:
//! Li 2018, minimap2), and almost nothing where the quotation has an ellipsis. Long shared runs of the
//! chain are kept; only what lies between them is aligned letter by letter.

use crate::seeds::Run;
use crate::{Query, chain, seeds};
use std::ops::Range;

/// What differences cost, in twentieths of a letter.
pub(crate) mod cost {
    /// A letter of the quotation that has no counterpart, or a letter of the source left out.
    pub(crate) const LETTER: u32 = 20;
    /// A letter in place of another: dearer than an added one, so that no replaced letter ends a match,
    /// cheaper than one added and one left out.
    pub(crate) const REPLACED: u32 = 30;
    /// Beginning a long omission.
    pub(crate) const OPEN: u32 = 50;
    /// A letter of a long omission.
    pub(crate) const EXTEND: u32 = 1;

    /// What leaving out letters of the source in one place costs.
    pub(crate) fn left_out(letters: usize, marked: bool) -> u32 {
        let letters = u32::try_from(letters.min(1_000_000)).unwrap_or(u32::MAX);
        if marked { 0 } else { (letters * LETTER).min(OPEN + letters * EXTEND) }
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

/// The best alignment of the quotation with some stretch of `source` (renumbered by the query).
/// Empty when they share no two letters in a row.
pub(crate) fn align(query: &Query, source: &[u16]) -> Vec<Pair> {
    let chain = chain::best(query, seeds::runs(query, source));
    let mut pairs = with_anchors(query, source, &chain, ANCHOR);
    if pairs.is_none() {
        pairs = with_anchors(query, source, &chain, 2);
    }
    pairs.unwrap_or_else(|| chain.iter().flat_map(|r| letters_of(*r)).collect())
}

fn letters_of(run: Run) -> impl Iterator<Item = Pair> {
    (0..run.length).map(move |i| (run.query + i, run.source + i))
}

/// Keeps the runs of at least `least` letters and aligns the blocks between; `None` when one is too large.
fn with_anchors(query: &Query, source: &[u16], chain: &[Run], least: usize) -> Option<Vec<Pair>> {
    let Some((first, last)) = chain.first().zip(chain.last()) else { return Some(Vec::new()) };
    let anchors: Vec<Run> = chain.iter().copied().filter(|r| r.length >= least).collect();
    let (head, tail) = match anchors.first().zip(anchors.last()) {
        Some((a, b)) => (
            reach_back(query, 0..a.query, a.source),
            reach_on(query, b.query_end()..query.letters(), b.source_end(), source.len()),
        ),
        None => (
            reach_back(query, 0..query.letters(), first.source),
            reach_on(query, 0..query.letters(), last.source_end(), source.len()),
        ),
    };
    let mut pairs = Vec::with_capacity(query.letters());
    let mut block = Block { query, source, at: (0, head), open: true };
    for anchor in &anchors {
        block.to((anchor.query, anchor.source), false, &mut pairs)?;
        pairs.extend(letters_of(*anchor));
        block.at = (anchor.query_end(), anchor.source_end());
        block.open = false;
    }
    block.to((query.letters(), tail), true, &mut pairs)?;
    Some(pairs)
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
    let pays = (count * cost::LETTER as usize).saturating_sub(cost::OPEN as usize);
    count + if marked && count > 0 { MARKED_REACH } else { pays.min(REACH) }
}

/// A stretch of both texts still to be aligned.
struct Block<'a> {
    query: &'a Query,
    source: &'a [u16],
    /// Where it begins in both.
    at: Pair,
    /// Whether letters of the source may be passed over freely at its beginning.
    open: bool,
}

impl Block<'_> {
    fn to(&self, end: Pair, open_end: bool, pairs: &mut Vec<Pair>) -> Option<()> {
        let (q, s) = (self.at.0..end.0, self.at.1..end.1);
        if q.is_empty() || s.is_empty() {
            return Some(());
        }
        if (q.len() + 1).checked_mul(s.len() + 1)? > MOST_CELLS {
            return None;
        }
        let breaks = self.query.breaks.get(q.start..=q.end)?;
        let mut table = Table::new(&self.query.ids[q.clone()], &self.source[s.clone()], breaks, self.open);
        table.fill();
        pairs.extend(table.trace(open_end).into_iter().map(|(i, j)| (q.start + i, s.start + j)));
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
    query: &'a [u16],
    source: &'a [u16],
    breaks: &'a [bool],
    open: bool,
    /// How each cell was reached, row by row.
    steps: Vec<u8>,
    /// The costs of the last row.
    row: Vec<u32>,
}

impl<'a> Table<'a> {
    fn new(query: &'a [u16], source: &'a [u16], breaks: &'a [bool], open: bool) -> Self {
        let width = source.len() + 1;
        Self { query, source, breaks, open, steps: vec![0; (query.len() + 1) * width], row: vec![0; width] }
    }

    fn fill(&mut self) {
        self.first_row();
        for i in 0..self.query.len() {
            self.next_row(i);
        }
    }

    fn first_row(&mut self) {
        let mut gap = Gap::new(self.breaks[0]);
        for j in 1..=self.source.len() {
            let (long, continued) = gap.step(self.row[j - 1]);
            if self.open {
                self.row[j] = 0;
                self.steps[j] = SKIPPED;
            } else {
                let short = self.row[j - 1] + cost::LETTER;
                self.row[j] = short.min(long);
                self.steps[j] = (if long < short { GAP } else { SKIPPED }) | continued;
            }
        }
    }

    fn next_row(&mut self, i: usize) {
        let width = self.source.len() + 1;
        let steps = &mut self.steps[(i + 1) * width..(i + 2) * width];
        let mut gap = Gap::new(self.breaks[i + 1]);
        let mut diagonal = self.row[0];
        self.row[0] += cost::LETTER;
        steps[0] = ADDED;
        let mut left = self.row[0];
        for (j, s) in self.source.iter().enumerate() {
            let above = self.row[j + 1];
            let (long, continued) = gap.step(left);
            let mut best = diagonal + if self.query[i] == *s { 0 } else { cost::REPLACED };
            let mut step = DIAGONAL;
            for (reached, by) in [(above + cost::LETTER, ADDED), (left + cost::LETTER, SKIPPED), (long, GAP)]
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

    /// Walks back from the end and gives the like letters, in order.
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
                if self.query[at.0] == self.source[at.1] {
                    pairs.push(at);
                }
            }
        }
        pairs.reverse();
        pairs
    }
}

/// The cost of ending a row's step in a long omission.
struct Gap {
    open: u32,
    extend: u32,
    long: u32,
}

impl Gap {
    fn new(marked: bool) -> Self {
        let (open, extend) = if marked { (0, 0) } else { (cost::OPEN, cost::EXTEND) };
        Self { open, extend, long: u32::MAX / 2 }
    }

    /// Moves one letter on in the source; gives the cost and whether the omission goes on from before.
    fn step(&mut self, left: u32) -> (u32, u8) {
        let begun = left + self.open + self.extend;
        let gone_on = self.long + self.extend;
        self.long = begun.min(gone_on);
        (self.long, if gone_on < begun { CONTINUED } else { 0 })
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
        let pairs = align(&query, &window.ids(&query));
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
    fn an_added_tail_has_no_counterpart() {
        check("人民是国家的主人经济", "人民是国家的主人，干部是人民的公仆", "人民是国家的主人");
    }
}
