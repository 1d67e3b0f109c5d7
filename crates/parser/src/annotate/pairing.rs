//! Which quotation mark belongs to which.
//!
//! By direction where print is sound; by sequence where it is not: software that swallowed one mark turned
//! every later mark of its paragraph round (”人民“). Pairs stay inside a block, but for a quotation that is
//! left open at the end of one block and goes on in the next.

use super::marks::{Damage, Face, Family, Mark};
use std::ops::Range;

/// Two marks that belong together. Kept small, as [`Mark`] is.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// The mark before, as an index into the marks.
    pub(crate) open: u32,
    /// The mark after.
    pub(crate) close: u32,
    /// 1, or more for a pair inside a pair.
    pub(crate) depth: u32,
    outside: (u32, u32),
    inside: (u32, u32),
}

impl Pair {
    /// What stands between, in the strand.
    pub(crate) fn inside(&self) -> Range<usize> {
        self.inside.0 as usize..self.inside.1 as usize
    }

    /// With its marks.
    pub(crate) fn outside(&self) -> Range<usize> {
        self.outside.0 as usize..self.outside.1 as usize
    }
}

/// All pairs of a text, in order of place, and the marks left without a partner.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    /// The pairs; an outer one before those inside it.
    pub(crate) pairs: Vec<Pair>,
    /// Marks without a partner, as indices into the marks.
    pub(crate) loose: Vec<u32>,
    /// Marks of pairs that face the wrong way or are damaged, and whether they open; in order.
    pub(crate) odd: Vec<(u32, bool)>,
}

/// How many blocks a quotation may run over.
const MOST_BLOCKS: usize = 12;

/// Most bytes between the marks of a quotation with unmarked paragraphs inside: some 2,000 characters.
const LONGEST: usize = 6000;

/// Pairs the marks of a text. Cost: linear in the marks (a sort apart).
pub(crate) fn pair(text: &str, marks: &[Mark]) -> Pairs {
    let ends = block_ends(text, marks);
    let mut found = Pairs { pairs: Vec::with_capacity(marks.len() / 2), ..Pairs::default() };
    let mut counts = [0usize; Family::ALL.len()];
    marks.iter().for_each(|m| counts.get_mut(m.family as usize).into_iter().for_each(|n| *n += 1));
    for (family, count) in Family::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
        pair_family(text, marks, &Blocks::of(family, count, marks, &ends), &mut found);
    }
    found.pairs.sort_unstable_by_key(|p| (p.outside.0, std::cmp::Reverse(p.outside.1)));
    found.loose.sort_unstable();
    found.odd.sort_unstable();
    nest(&mut found.pairs);
    found
}

/// Before which mark each block ends. Blocks without marks count, since they part what they divide; one stands
/// for any number of them.
fn block_ends(text: &str, marks: &[Mark]) -> Vec<u32> {
    let mut ends = Vec::new();
    let mut last = 0;
    for (i, mark) in (0u32..).zip(marks) {
        let at = mark.at();
        let gap = text.as_bytes().get(last..at.start).unwrap_or_default();
        let breaks = gap.iter().filter(|b| **b == b'\n').count();
        ends.extend(std::iter::repeat_n(i, breaks.min(2)));
        last = at.end;
    }
    ends.push(u32::try_from(marks.len()).unwrap_or(u32::MAX));
    ends
}

/// The marks of one family, block by block.
struct Blocks {
    marks: Vec<u32>,
    /// Where each block ends in `marks`.
    ends: Vec<u32>,
}

impl Blocks {
    /// Gathers the `count` marks of a family.
    fn of(family: Family, count: usize, all: &[Mark], ends: &[u32]) -> Self {
        let mut blocks = Self { marks: Vec::with_capacity(count), ends: Vec::with_capacity(ends.len()) };
        let mut from = 0;
        for end in ends {
            let block = all.get(from as usize..*end as usize).unwrap_or_default();
            let own = (from..).zip(block).filter(|(_, m)| m.family == family);
            blocks.marks.extend(own.map(|(i, _)| i));
            blocks.ends.push(u32::try_from(blocks.marks.len()).unwrap_or(u32::MAX));
            from = *end;
        }
        blocks
    }

    fn get(&self, block: usize) -> Option<&[u32]> {
        let end = *self.ends.get(block)? as usize;
        let before = block.checked_sub(1).and_then(|b| self.ends.get(b));
        self.marks.get(before.map_or(0, |b| *b as usize)..end)
    }
}

fn pair_family(text: &str, marks: &[Mark], blocks: &Blocks, found: &mut Pairs) {
    let mut b = 0;
    while let Some(block) = blocks.get(b) {
        b += 1;
        if block.is_empty() {
            continue;
        }
        if left_open(marks, block) == Some(0) {
            found.by_direction(marks, block);
        } else if block.len().is_multiple_of(2) {
            found.by_sequence(marks, block.iter().copied());
        } else if let Some(used) = found.over_blocks(text, marks, blocks, b - 1) {
            b += used;
        } else {
            let loose = least_reversed(marks, block);
            found.loose.push(loose);
            found.by_sequence(marks, block.iter().copied().filter(|i| *i != loose));
        }
    }
}

impl Pairs {
    fn take(&mut self, marks: &[Mark], open: u32, close: u32) {
        let (Some(a), Some(z)) = (mark(marks, open), mark(marks, close)) else { return };
        for (i, mark, opens) in [(open, a, true), (close, z, false)] {
            let wrong = if opens { Face::Closes } else { Face::Opens };
            if mark.face == wrong || mark.damage != Damage::None {
                self.odd.push((i, opens));
            }
        }
        let (outside, inside) = ((a.at().start, z.at().end), (a.at().end, z.at().start));
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let outside = (place(outside.0), place(outside.1));
        let inside = (place(inside.0), place(inside.1.max(inside.0)));
        self.pairs.push(Pair { open, close, depth: 1, outside, inside });
    }

    /// Pairs as print faces them; the mark that is left open in the end, if any is.
    fn by_direction(&mut self, marks: &[Mark], block: &[u32]) -> Option<u32> {
        let mut open = Vec::new();
        for i in block {
            match mark(marks, *i)?.face {
                Face::Opens => open.push(*i),
                Face::Neither if open.is_empty() => open.push(*i),
                Face::Closes | Face::Neither => {
                    let partner = open.pop()?;
                    self.take(marks, partner, *i);
                }
            }
        }
        open.pop()
    }

    /// Pairs in order of place, of an even number of marks.
    fn by_sequence(&mut self, marks: &[Mark], block: impl Iterator<Item = u32>) {
        let mut open = None;
        for i in block {
            match open.take() {
                None => open = Some(i),
                Some(partner) => self.take(marks, partner, i),
            }
        }
    }

    /// Pairs of a block whose last quotation goes on in the blocks after it; how many of those were used.
    fn over_blocks(&mut self, text: &str, marks: &[Mark], blocks: &Blocks, first: usize) -> Option<usize> {
        let (pairs, odd) = (self.pairs.len(), self.odd.len());
        let used = self.try_over_blocks(text, marks, blocks, first);
        if used.is_none() {
            self.pairs.truncate(pairs);
            self.odd.truncate(odd);
        }
        used
    }

    /// As `over_blocks`; leaves pairs behind where nothing comes of it. A paragraph of such a quotation may open
    /// with a mark again; that mark pairs with nothing.
    fn try_over_blocks(
        &mut self,
        text: &str,
        marks: &[Mark],
        blocks: &Blocks,
        first: usize,
    ) -> Option<usize> {
        let opening = blocks.get(first).filter(|b| left_open(marks, b) == Some(1))?;
        let left = self.by_direction(marks, opening)?;
        let mut chain = vec![left];
        for used in 1..MOST_BLOCKS {
            let block = blocks.get(first + used)?;
            if block.is_empty() {
                // paragraphs without any mark: only a closing mark after them shows that the words go on
                let next = blocks.get(first + used + 1)?.first().and_then(|i| mark(marks, *i))?;
                let near = next.at().start.saturating_sub(mark(marks, left)?.at().end) <= LONGEST;
                if next.face == Face::Closes && near {
                    continue;
                }
                return None;
            }
            let again = block.first().filter(|i| opens_its_block(text, marks, **i));
            let rest = if again.is_some() { block.get(1..)? } else { block };
            chain.extend(rest);
            let open = left_open(marks, &chain);
            if open == Some(0) {
                self.by_direction(marks, &chain);
                return Some(used);
            }
            if again.is_none() || !rest.is_empty() && open != Some(1) {
                return None;
            }
        }
        None
    }
}

/// A mark by its index.
fn mark(marks: &[Mark], i: u32) -> Option<&Mark> {
    marks.get(i as usize)
}

/// How many marks of a block direction leaves open; `None` where one closes nothing.
fn left_open(marks: &[Mark], block: &[u32]) -> Option<usize> {
    let mut open = 0usize;
    for i in block {
        match mark(marks, *i)?.face {
            Face::Opens => open += 1,
            Face::Neither if open == 0 => open = 1,
            Face::Closes | Face::Neither => open = open.checked_sub(1)?,
        }
    }
    Some(open)
}

fn opens_its_block(text: &str, marks: &[Mark], i: u32) -> bool {
    mark(marks, i).is_some_and(|m| {
        m.face != Face::Closes && text.get(..m.at().start).is_some_and(|s| s.is_empty() || s.ends_with('\n'))
    })
}

/// The mark of an odd block whose removal leaves the fewest marks that face the wrong way.
fn least_reversed(marks: &[Mark], block: &[u32]) -> u32 {
    let wrong = |i: u32, opens: bool| {
        let face = mark(marks, i).map_or(Face::Neither, |m| m.face);
        usize::from(face == if opens { Face::Closes } else { Face::Opens })
    };
    // marks after the removed one change their turn
    let mut cost: usize = block.iter().skip(1).enumerate().map(|(n, i)| wrong(*i, n % 2 == 0)).sum();
    let mut best = (cost, 0);
    for (n, pair) in block.windows(2).enumerate() {
        let [now, next] = pair else { continue };
        cost = cost + wrong(*now, n % 2 == 0) - wrong(*next, n % 2 == 0);
        // of equal ones the one that leaves the shorter pair: of two opening marks the first, of two closing ones the last
        let closes = mark(marks, *next).is_some_and(|m| m.face == Face::Closes);
        if cost < best.0 || cost == best.0 && closes {
            best = (cost, n + 1);
        }
    }
    block.get(best.1).copied().unwrap_or(0)
}

/// Sets the depth of pairs that are in order of place, and drops nothing: a pair that crosses another
/// counts as beside it.
fn nest(pairs: &mut [Pair]) {
    let mut ends: Vec<u32> = Vec::new();
    for pair in pairs {
        while ends.last().is_some_and(|end| *end <= pair.outside.0) {
            ends.pop();
        }
        pair.depth = u32::try_from(ends.len()).unwrap_or(u32::MAX).saturating_add(1);
        ends.push(pair.outside.1);
    }
}

#[cfg(test)]
mod tests {
    use super::super::landmarks::Landmarks;
    use super::super::marks;
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str], loose: usize) {
        let marks = marks::find(&Landmarks::of(text));
        let found = pair(text, &marks);
        let inside: Vec<_> = found.pairs.iter().map(|p| text.get(p.inside()).unwrap()).collect();
        assert_eq!(inside, expect, "{text}");
        assert_eq!(found.loose.len(), loose, "{text}");
    }

    #[test]
    fn sound_marks_nest() {
        check("“外‘内’外”、「外『内』」", &["外‘内’外", "内", "外『内』", "内"], 0);
        check("“外“内”外”", &["外“内”外", "内"], 0);
    }

    #[test]
    fn reversed_marks_pair_by_sequence() {
        check("”人民“与”服务“", &["人民", "服务"], 0);
        check("显然?quot;人民”与“人民”", &["人民", "人民"], 0);
    }

    #[test]
    fn a_missing_mark_is_named_and_the_rest_pairs() {
        check("“甲“乙”丙“丁”", &["乙", "丁"], 1);
        check("“甲”乙”丙“丁”", &["甲", "丁"], 1);
    }

    #[test]
    fn a_quotation_runs_over_paragraphs() {
        check("说：“甲\n乙”。", &["甲\n乙"], 0);
        check("说：“甲\n“乙\n“丙”。", &["甲\n“乙\n“丙"], 0);
        check("说：“甲\n乙“丙”", &["丙"], 1);
        check("说：“甲\n乙\n丙\n丁”。", &["甲\n乙\n丙\n丁"], 0);
        check("说：“甲\n乙\n“丙”", &["丙"], 1);
    }

    proptest! {
        #[test]
        fn every_mark_is_in_one_pair_or_loose(text in "[“”‘’「」\"一，\n]{0,40}") {
            let marks = marks::find(&Landmarks::of(&text));
            let found = pair(&text, &marks);
            prop_assert!(found.pairs.len() * 2 + found.loose.len() <= marks.len());
            let mut seen: Vec<_> = found.pairs.iter().flat_map(|p| [p.open, p.close]).chain(found.loose).collect();
            let before = seen.len();
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), before);
        }
    }
}
