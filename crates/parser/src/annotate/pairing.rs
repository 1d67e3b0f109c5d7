//! Which quotation mark belongs to which.
//!
//! By direction where print is sound; by sequence where it is not: software that swallowed one mark turned
//! every later mark of its paragraph round (”人民“). Pairs stay inside a block, but for a quotation that is
//! left open at the end of one block and goes on in the next.

use super::marks::{Face, Family, Mark};
use std::ops::Range;

/// Two marks that belong together, as indices into the marks.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    /// The mark before.
    pub(crate) open: usize,
    /// The mark after.
    pub(crate) close: usize,
    /// What stands between, in the strand.
    pub(crate) inside: Range<usize>,
    /// With its marks.
    pub(crate) outside: Range<usize>,
    /// 1, or more for a pair inside a pair.
    pub(crate) depth: u32,
}

/// All pairs of a text, in order of place, and the marks left without a partner.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    /// The pairs; an outer one before those inside it.
    pub(crate) pairs: Vec<Pair>,
    /// Marks without a partner, as indices into the marks.
    pub(crate) loose: Vec<usize>,
}

/// How many blocks a quotation may run over.
const MOST_BLOCKS: usize = 12;

/// Most bytes between the marks of a quotation with unmarked paragraphs inside: some 2,000 characters.
const LONGEST: usize = 6000;

/// Pairs the marks of a text. Cost: linear in the marks (a sort apart).
pub(crate) fn pair(text: &str, marks: &[Mark]) -> Pairs {
    let blocks = by_block(text, marks);
    let mut found = Pairs::default();
    for family in Family::ALL {
        let lists: Vec<Vec<usize>> = blocks
            .iter()
            .map(|b| {
                b.iter().copied().filter(|i| marks.get(*i).is_some_and(|m| m.family == family)).collect()
            })
            .collect();
        pair_family(text, marks, &lists, &mut found);
    }
    found.pairs.sort_by_key(|p| (p.outside.start, std::cmp::Reverse(p.outside.end)));
    found.loose.sort_unstable();
    nest(&mut found.pairs);
    found
}

/// The indices of the marks, block by block; blocks without marks count, since they part what they divide.
fn by_block(text: &str, marks: &[Mark]) -> Vec<Vec<usize>> {
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    let mut last = 0;
    for (i, mark) in marks.iter().enumerate() {
        let breaks = text.get(last..mark.at.start).map_or(0, |s| s.bytes().filter(|b| *b == b'\n').count());
        if blocks.is_empty() || breaks > 0 {
            // one empty block stands for any number of blocks without marks
            if breaks > 1 {
                blocks.push(Vec::new());
            }
            blocks.push(Vec::new());
        }
        last = mark.at.end;
        blocks.last_mut().expect("a block was pushed").push(i);
    }
    blocks
}

fn pair_family(text: &str, marks: &[Mark], blocks: &[Vec<usize>], found: &mut Pairs) {
    let mut b = 0;
    while let Some(block) = blocks.get(b) {
        b += 1;
        if block.is_empty() {
            continue;
        }
        if let Some(pairs) = by_direction(marks, block).or_else(|| by_sequence(block)) {
            found.take(marks, &pairs);
        } else if let Some((used, pairs)) = over_blocks(text, marks, blocks, b - 1) {
            found.take(marks, &pairs);
            b += used;
        } else {
            let loose = least_reversed(marks, block);
            let rest: Vec<usize> = block.iter().copied().filter(|i| *i != loose).collect();
            found.loose.push(loose);
            found.take(marks, &by_sequence(&rest).unwrap_or_default());
        }
    }
}

impl Pairs {
    fn take(&mut self, marks: &[Mark], pairs: &[(usize, usize)]) {
        for (open, close) in pairs {
            let (Some(a), Some(z)) = (marks.get(*open), marks.get(*close)) else { continue };
            self.pairs.push(Pair {
                open: *open,
                close: *close,
                inside: a.at.end..z.at.start.max(a.at.end),
                outside: a.at.start..z.at.end,
                depth: 1,
            });
        }
    }
}

/// Pairs as print faces them; `None` when they do not come out even.
fn by_direction(marks: &[Mark], block: &[usize]) -> Option<Vec<(usize, usize)>> {
    let mut open = Vec::new();
    let mut pairs = Vec::with_capacity(block.len() / 2);
    for i in block {
        match marks.get(*i)?.face {
            Face::Opens => open.push(*i),
            Face::Neither if open.is_empty() => open.push(*i),
            Face::Closes | Face::Neither => pairs.push((open.pop()?, *i)),
        }
    }
    open.is_empty().then_some(pairs)
}

/// Pairs in order of place; `None` when the number is odd.
fn by_sequence(block: &[usize]) -> Option<Vec<(usize, usize)>> {
    let pairs = block.chunks_exact(2);
    pairs.remainder().is_empty().then(|| pairs.filter_map(|p| Some((*p.first()?, *p.last()?))).collect())
}

/// Pairs of a block whose last quotation goes on in the blocks after it, and how many of those were used.
/// A paragraph of such a quotation may open with a mark again; that mark pairs with nothing.
fn over_blocks(
    text: &str,
    marks: &[Mark],
    blocks: &[Vec<usize>],
    first: usize,
) -> Option<(usize, Vec<(usize, usize)>)> {
    let (left, mut pairs) = left_open(marks, blocks.get(first)?)?;
    let mut chain = vec![left];
    for used in 1..MOST_BLOCKS {
        let block = blocks.get(first + used)?;
        if block.is_empty() {
            // paragraphs without any mark: only a closing mark after them shows that the words go on
            let next = blocks.get(first + used + 1)?.first().and_then(|i| marks.get(*i))?;
            let near = next.at.start.saturating_sub(marks.get(left)?.at.end) <= LONGEST;
            if next.face == Face::Closes && near {
                continue;
            }
            return None;
        }
        let again = block.first().filter(|i| opens_its_block(text, marks, **i));
        let rest = if again.is_some() { block.get(1..)? } else { block };
        chain.extend(rest);
        if let Some(more) = by_direction(marks, &chain) {
            pairs.extend(more);
            return Some((used, pairs));
        }
        if again.is_none() || !rest.is_empty() && left_open(marks, &chain).is_none() {
            return None;
        }
    }
    None
}

/// The mark that direction leaves open in a block, alone, and the pairs beside it.
fn left_open(marks: &[Mark], block: &[usize]) -> Option<(usize, Vec<(usize, usize)>)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for i in block {
        match marks.get(*i)?.face {
            Face::Opens => open.push(*i),
            Face::Neither if open.is_empty() => open.push(*i),
            Face::Closes | Face::Neither => pairs.push((open.pop()?, *i)),
        }
    }
    match open.as_slice() {
        [one] => Some((*one, pairs)),
        _ => None,
    }
}

fn opens_its_block(text: &str, marks: &[Mark], i: usize) -> bool {
    marks.get(i).is_some_and(|m| {
        m.face != Face::Closes && text.get(..m.at.start).is_some_and(|s| s.is_empty() || s.ends_with('\n'))
    })
}

/// The mark of an odd block whose removal leaves the fewest marks that face the wrong way.
fn least_reversed(marks: &[Mark], block: &[usize]) -> usize {
    let wrong = |i: usize, opens: bool| {
        let face = marks.get(i).map_or(Face::Neither, |m| m.face);
        usize::from(face == if opens { Face::Closes } else { Face::Opens })
    };
    // marks after the removed one change their turn
    let mut cost: usize = block.iter().skip(1).enumerate().map(|(n, i)| wrong(*i, n % 2 == 0)).sum();
    let mut best = (cost, 0);
    for (n, pair) in block.windows(2).enumerate() {
        let [now, next] = pair else { continue };
        cost = cost + wrong(*now, n % 2 == 0) - wrong(*next, n % 2 == 0);
        // of equal ones the one that leaves the shorter pair: of two opening marks the first, of two closing ones the last
        let closes = marks.get(*next).is_some_and(|m| m.face == Face::Closes);
        if cost < best.0 || cost == best.0 && closes {
            best = (cost, n + 1);
        }
    }
    block.get(best.1).copied().unwrap_or(0)
}

/// Sets the depth of pairs that are in order of place, and drops nothing: a pair that crosses another
/// counts as beside it.
fn nest(pairs: &mut [Pair]) {
    let mut ends: Vec<usize> = Vec::new();
    for pair in pairs {
        while ends.last().is_some_and(|end| *end <= pair.outside.start) {
            ends.pop();
        }
        pair.depth = u32::try_from(ends.len()).unwrap_or(u32::MAX).saturating_add(1);
        ends.push(pair.outside.end);
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
        let inside: Vec<_> = found.pairs.iter().map(|p| text.get(p.inside.clone()).unwrap()).collect();
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
