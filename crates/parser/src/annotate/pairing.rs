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
    start: u32,
    end: u32,
    depth: u16,
    /// The lengths of the marks.
    lengths: (u8, u8),
}

impl Pair {
    /// What stands between, in the strand.
    pub(crate) fn inside(&self) -> Range<usize> {
        let Range { start, end } = self.outside();
        let start = start + usize::from(self.lengths.0);
        start..(end - usize::from(self.lengths.1)).max(start)
    }

    /// With its marks.
    pub(crate) fn outside(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// 1, or more for a pair inside a pair; no more than some ten thousand are counted.
    pub(crate) fn depth(&self) -> u32 {
        self.depth.into()
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
    /// Whether a pair was added that stands before the one added last.
    mixed: bool,
}

/// How many blocks a quotation may run over.
const MOST_BLOCKS: usize = 12;

/// Most bytes between the marks of a quotation with unmarked paragraphs inside: some 2,000 characters.
const LONGEST: usize = 6000;

/// Pairs the marks of a text. Cost: linear in the marks (a sort apart).
pub(crate) fn pair(text: &str, marks: &[Mark]) -> Pairs {
    let mut found = Pairs { pairs: Vec::with_capacity(marks.len() / 2), ..Pairs::default() };
    for blocks in by_family(text, marks).iter().filter(|b| !b.marks.is_empty()) {
        pair_family(text, marks, blocks, &mut found);
    }
    if found.mixed {
        found.pairs.sort_unstable_by_key(|p| (p.start, std::cmp::Reverse(p.end)));
    }
    found.loose.sort_unstable();
    found.odd.sort_unstable();
    nest(&mut found.pairs);
    found
}

/// The marks of one family, block by block. Blocks without marks count, since they part what they divide; one
/// stands for any number of them.
#[derive(Default)]
struct Blocks {
    marks: Vec<u32>,
    /// Where each block ends in `marks`, and how many of its marks direction leaves open; `None` where one closes
    /// nothing.
    ends: Vec<(u32, Option<u32>)>,
    left: Left,
}

/// Counts the marks that direction leaves open.
#[derive(Clone, Copy)]
struct Left(Option<u32>);

impl Default for Left {
    fn default() -> Self {
        Self(Some(0))
    }
}

impl Left {
    fn take(&mut self, face: Face) {
        self.0 = self.0.and_then(|open| match face {
            Face::Opens => open.checked_add(1),
            Face::Neither if open == 0 => Some(1),
            Face::Closes | Face::Neither => open.checked_sub(1),
        });
    }
}

/// Parts the marks by family and block. One pass: what is read again and again of a text that consists of marks
/// is what its reading costs.
fn by_family(text: &str, marks: &[Mark]) -> [Blocks; Family::ALL.len()] {
    let mut families: [Blocks; Family::ALL.len()] = Default::default();
    let mut last = 0;
    for (i, mark) in (0u32..).zip(marks) {
        let at = mark.at();
        let gap = text.as_bytes().get(last..at.start).unwrap_or_default();
        let breaks = gap.iter().filter(|b| **b == b'\n').count();
        for _ in 0..breaks.min(2) {
            families.iter_mut().for_each(Blocks::end);
        }
        last = at.end;
        if let Some(family) = families.get_mut(mark.family as usize) {
            if family.marks.is_empty() {
                // In one piece, for most texts have one family: a list that grows touches its memory twice.
                family.marks.reserve_exact(marks.len() - i as usize);
            }
            family.marks.push(i);
            family.left.take(mark.face);
        }
    }
    families.iter_mut().for_each(Blocks::end);
    families
}

impl Blocks {
    fn end(&mut self) {
        let end = u32::try_from(self.marks.len()).unwrap_or(u32::MAX);
        self.ends.push((end, std::mem::take(&mut self.left).0));
    }

    fn get(&self, block: usize) -> Option<&[u32]> {
        let (end, _) = self.ends.get(block)?;
        let before = block.checked_sub(1).and_then(|b| self.ends.get(b));
        self.marks.get(before.map_or(0, |(end, _)| *end as usize)..*end as usize)
    }

    /// How many marks of a block direction leaves open.
    fn left_open(&self, block: usize) -> Option<u32> {
        self.ends.get(block)?.1
    }
}

fn pair_family(text: &str, marks: &[Mark], blocks: &Blocks, found: &mut Pairs) {
    let mut b = 0;
    while let Some(block) = blocks.get(b) {
        b += 1;
        if block.is_empty() {
            continue;
        }
        if blocks.left_open(b - 1) == Some(0) {
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
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let (start, end) = (place(a.at().start), place(z.at().end));
        self.mixed |= self.pairs.last().is_some_and(|last| start < last.start);
        self.pairs.push(Pair { open, close, start, end, depth: 1, lengths: (a.length, z.length) });
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
        let opening = blocks.get(first).filter(|_| blocks.left_open(first) == Some(1))?;
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

/// How many marks direction leaves open; `None` where one closes nothing.
fn left_open(marks: &[Mark], chain: &[u32]) -> Option<u32> {
    let mut left = Left::default();
    chain.iter().filter_map(|i| mark(marks, *i)).for_each(|m| left.take(m.face));
    left.0
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
        while ends.last().is_some_and(|end| *end <= pair.start) {
            ends.pop();
        }
        pair.depth = u16::try_from(ends.len()).unwrap_or(u16::MAX).saturating_add(1);
        ends.push(pair.end);
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
