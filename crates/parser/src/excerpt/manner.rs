//! The custom of a compilation, read off all its blocks: what its marks count, whether a name alone is a source
//! there, whether citations stand before or behind their excerpts.
//!
//! A block by itself may be several things; the share of its like in the document decides. What is demoted here
//! stays text: a wrong guess costs a border, never words.

use super::block::{Block, Shape};
use super::mark::Form;
use super::{attribution, boundary};
use crate::structure;
use chuchu_model::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The custom of a compilation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manner {
    /// The forms of marks that count excerpts.
    pub(super) items: BTreeSet<Form>,
    /// Whether citations stand before their excerpts.
    pub(super) before: bool,
    /// Whether empty lines stand between excerpts and nowhere else.
    pub(super) spaced: bool,
}

impl Manner {
    /// Whether a block opens an excerpt with a mark.
    pub(super) fn opens(&self, block: &Block) -> bool {
        block.mark.is_some_and(|m| self.items.contains(&m.form))
    }
}

/// Settles the shapes of all blocks and finds the custom. `named`: the title says that this is a compilation.
pub(super) fn settle(text: &str, blocks: &mut [Block], named: bool) -> Manner {
    source_lines(text, blocks);
    page_heads(text, blocks);
    numbers_alone(blocks);
    prefaces(blocks);
    weak_sources(text, blocks, named);
    let items = items(text, blocks);
    marked_headings(blocks, &items);
    if named {
        speakers_and_days(text, blocks);
    }
    let before = stands_before(blocks);
    Manner { items, before, spaced: spaced(blocks) }
}

/// 来源：… once names where the whole was taken from. It cites an excerpt only where such lines recur.
fn source_lines(text: &str, blocks: &mut [Block]) {
    let is_source = |b: &Block| b.shape == Shape::Citation && boundary::names_source(b.text(text));
    if blocks.iter().filter(|b| is_source(b)).take(2).count() == 1 {
        blocks.iter_mut().filter(|b| is_source(b)).for_each(|b| b.shape = Shape::Heading);
    }
}

/// A short line that recurs with other figures in it is the head of a page: 论述选编 12.
fn page_heads(text: &str, blocks: &mut [Block]) {
    let key = |b: &Block| -> Option<String> {
        let words = b.text(text);
        let figured = words.starts_with(|c: char| c.is_ascii_digit())
            || words.ends_with(|c: char| c.is_ascii_digit() || c == '·');
        let plain =
            |c: &char| !c.is_ascii_digit() && !chuchu_text::is_blank(*c) && !matches!(c, '·' | '-' | '—');
        (b.shape == Shape::Heading && figured).then(|| words.chars().filter(plain).collect())
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    blocks.iter().filter_map(key).for_each(|k| *counts.entry(k).or_default() += 1);
    for block in blocks.iter_mut() {
        if key(block).is_some_and(|k| counts.get(&k).is_some_and(|n| *n >= 2)) {
            block.shape = Shape::PageHead;
        }
    }
}

/// （一）, 1. alone on its line counts excerpts where nearly every citation has one before it.
fn numbers_alone(blocks: &mut [Block]) {
    let alone = |b: &Block| b.mark.is_some_and(|m| m.number > 0) && b.words >= b.span.end();
    let cited = |b: &Block| matches!(b.shape, Shape::Citation | Shape::Cited { .. } | Shape::Led { .. });
    let numbers = blocks.iter().filter(|b| alone(b)).count();
    if numbers >= 2 && numbers * 5 >= blocks.iter().filter(|b| cited(b)).count() * 4 {
        blocks.iter_mut().filter(|b| alone(b)).for_each(|b| b.shape = Shape::Number);
    }
}

/// The text below 出版说明 or 后记 is no excerpt, up to the next heading or the first mark or citation.
fn prefaces(blocks: &mut [Block]) {
    let mut inside = false;
    for block in blocks.iter_mut() {
        match block.shape {
            Shape::Preface => inside = true,
            Shape::Text if inside && block.mark.is_none() => block.shape = Shape::Apart,
            Shape::Apart | Shape::PageHead => {}
            _ => inside = false,
        }
    }
}

/// Names and titles alone are sources where enough texts have them.
fn weak_sources(text: &str, blocks: &mut [Block], named: bool) {
    if !blocks.iter().any(|b| b.weak) {
        return;
    }
    sure_sources(text, blocks, named);
    let texts = blocks.iter().filter(|b| b.bears_text()).count();
    let strong = |b: &Block| !b.weak && matches!(b.shape, Shape::Cited { .. } | Shape::Citation);
    let strong = blocks.iter().filter(|b| strong(b)).count();
    let preceded = |at: usize| {
        at.checked_sub(1)
            .and_then(|i| blocks.get(i))
            .is_some_and(|b| b.bears_text() || b.shape == Shape::Heading && b.mark.is_none())
    };
    let weak = |b: &Block, own_line: bool| b.weak && (b.shape == Shape::Citation) == own_line;
    let alone = blocks.iter().enumerate().filter(|(at, b)| weak(b, true) && preceded(*at)).count();
    let alone = alone.max(
        blocks.iter().zip(blocks.iter().skip(1)).filter(|(a, b)| weak(a, true) && b.bears_text()).count(),
    );
    let tails = blocks.iter().filter(|b| weak(b, false)).count();
    let enough = |count: usize| {
        count >= 3 && (count + strong) * 2 >= texts
            || named && count >= 1 && (count + strong) * 3 >= texts
            || strong >= 2 && strong * 3 >= texts
    };
    // without the help of the title the last text must have its source: an article goes on after a motto
    let ends = named
        || strong >= 2
        || blocks
            .iter()
            .rev()
            .find(|b| b.bears_text() || b.shape == Shape::Citation)
            .is_some_and(|b| b.shape != Shape::Text);
    let leads = blocks
        .iter()
        .find(|b| b.bears_text() || b.shape == Shape::Citation)
        .is_some_and(|b| b.shape == Shape::Citation);
    let (alone, tails) = (enough(alone) && (ends || leads), enough(tails) && ends);
    for block in blocks.iter_mut().filter(|b| b.weak) {
        let kept = if block.shape == Shape::Citation { alone } else { tails };
        if !kept {
            block.shape = Shape::Text;
        }
    }
}

/// Takes back what is a source in some documents only: a speaker before a colon where the title does not name a
/// compilation, a day in brackets where there are full citations, names that may be any words.
fn sure_sources(text: &str, blocks: &mut [Block], named: bool) {
    let strong = blocks.iter().any(|b| !b.weak && matches!(b.shape, Shape::Cited { .. } | Shape::Citation));
    let source = |b: &Block| {
        let start = match b.shape {
            Shape::Cited { citation_start, .. } => citation_start,
            _ => b.words,
        };
        attribution::unframe(Span::new(start, b.span.end()).of(text).unwrap_or("")).words
    };
    let names: Vec<bool> = blocks
        .iter()
        .filter(|b| b.weak && !matches!(b.shape, Shape::Led { .. }))
        .map(|b| attribution::is_certain(source(b)))
        .collect();
    let sure = named || names.iter().filter(|c| **c).count() * 2 >= names.len();
    for block in blocks.iter_mut().filter(|b| b.weak) {
        let kept = match block.shape {
            Shape::Led { .. } => named || block.body(text).starts_with('《'),
            Shape::Cited { .. } => {
                !(strong && attribution::is_day(source(block)))
                    && (sure || attribution::is_certain(source(block)))
            }
            _ => sure || attribution::is_certain(source(block)),
        };
        if !kept {
            block.shape = if block.shape == Shape::Citation && boundary::heading_like(block.body(text)) {
                Shape::Heading
            } else {
                Shape::Text
            };
            block.weak = false;
        }
    }
}

/// The forms that count excerpts: most marks of the form open a text, and most of those texts have a citation
/// of their own, or their numbers run on through the document.
fn items(text: &str, blocks: &[Block]) -> BTreeSet<Form> {
    let mut tallies: BTreeMap<Form, Tally> = BTreeMap::new();
    let mut open: Option<Form> = None;
    let mut level = 0usize;
    let mut colon = false;
    for block in blocks {
        let led = std::mem::replace(
            &mut colon,
            block.shape == Shape::Text && block.text(text).ends_with(['：', ':']),
        );
        if let Some(mark) = block.mark.filter(|_| block.shape != Shape::Citation) {
            let tally = tallies.entry(mark.form).or_default();
            let heading = block.shape == Shape::Heading
                || block.mark.is_some()
                    && block.shape == Shape::Text
                    && boundary::heading_like(block.body(text));
            tally.headings += usize::from(heading);
            tally.inside |= led;
            tally.texts += usize::from(!heading);
            if !heading {
                tally.runs_on += usize::from(mark.number > 0 && mark.number == tally.last + 1);
                open = Some(mark.form);
            }
            tally.last = mark.number;
        }
        level +=
            usize::from(matches!(block.shape, Shape::Citation | Shape::Cited { .. } | Shape::Led { .. }));
        if matches!(block.shape, Shape::Citation | Shape::Cited { .. } | Shape::Led { .. })
            && let Some(tally) = open.take().and_then(|form| tallies.get_mut(&form))
        {
            tally.cited += 1;
        }
    }
    tallies.into_iter().filter(|(form, t)| t.counts_excerpts(*form, level)).map(|(form, _)| form).collect()
}

/// How the marks of one form are used.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    headings: usize,
    texts: usize,
    /// Texts with a citation before the next mark.
    cited: usize,
    /// Texts whose number follows that of the mark before.
    runs_on: usize,
    last: u32,
    /// Whether a text that ends with a colon leads to them: they count parts of an excerpt.
    inside: bool,
}

impl Tally {
    fn counts_excerpts(self, form: Form, citations: usize) -> bool {
        let signed = matches!(form, Form::Sign(_));
        let texty = self.texts > self.headings;
        let own = self.cited * 2 >= self.texts;
        let running = !signed
            && self.texts >= 3
            && self.runs_on * 4 >= self.texts * 3
            && self.cited == citations
            && (self.cited * 4 >= self.texts || citations == 0);
        texty
            && self.texts > 0
            && !self.inside
            && (own || running || signed && self.cited == citations && self.texts >= 3)
    }
}

/// A mark that counts headings elsewhere opens a heading here too, and one that counts excerpts a text.
fn marked_headings(blocks: &mut [Block], items: &BTreeSet<Form>) {
    let next_cites: Vec<bool> =
        blocks.iter().skip(1).map(|b| b.shape == Shape::Citation).chain([false]).collect();
    for (block, cites) in blocks.iter_mut().zip(next_cites) {
        let item = block.mark.is_some_and(|m| items.contains(&m.form));
        if item
            && block.shape == Shape::Heading
            && (cites || !matches!(block.mark.map(|m| m.form), Some(Form::Han | Form::HanRound)))
        {
            block.shape = Shape::Text;
        }
    }
}

/// Lines with nothing but a speaker or a day head the texts below them where nothing else is cited.
fn speakers_and_days(text: &str, blocks: &mut [Block]) {
    if blocks.iter().any(|b| matches!(b.shape, Shape::Cited { .. } | Shape::Citation | Shape::Led { .. })) {
        return;
    }
    let source = |b: &Block| {
        let words = b.text(text).trim_end_matches(['：', ':']);
        matches!(b.shape, Shape::Heading | Shape::Text)
            && b.mark.is_none()
            && (attribution::is_day(words) || structure::is_person(words))
    };
    let found: Vec<bool> = blocks.iter().map(source).collect();
    let heads =
        found.iter().zip(blocks.iter().skip(1)).filter(|(f, next)| **f && next.shape == Shape::Text).count();
    if heads < 2 {
        return;
    }
    for (block, found) in blocks.iter_mut().zip(found).filter(|(_, found)| *found) {
        block.shape = Shape::Citation;
        block.weak = found;
    }
}

/// Whether citations stand before their excerpts, by what stands round those on lines of their own.
fn stands_before(blocks: &[Block]) -> bool {
    let inside = blocks.iter().filter(|b| matches!(b.shape, Shape::Cited { .. })).count();
    let (mut after, mut before, mut own) = (0usize, 0usize, 0usize);
    for (at, block) in blocks.iter().enumerate().filter(|(_, b)| b.shape == Shape::Citation) {
        own += 1;
        let text = |b: Option<&Block>| b.is_some_and(|b| b.shape == Shape::Text);
        let (above, below) = (at.checked_sub(1).and_then(|i| blocks.get(i)), blocks.get(at + 1));
        let set_off = below.is_some_and(|b| b.after_blank);
        after +=
            usize::from(text(above)) + usize::from(!block.after_blank && set_off) + usize::from(block.dashed);
        before += usize::from(text(below)) + usize::from(block.after_blank && below.is_some() && !set_off);
    }
    let mut body = blocks.iter().filter(|b| b.bears_text() || b.shape == Shape::Citation);
    let last_text = body.next_back().is_some_and(|b| b.shape == Shape::Text);
    own > inside && (before > after || before == after && last_text)
}

/// Whether empty lines part the excerpts: one stands before nearly every block behind a citation, none before
/// most others.
fn spaced(blocks: &[Block]) -> bool {
    let (mut behind, mut behind_blank, mut inner, mut inner_blank) = (0usize, 0usize, 0usize, 0usize);
    for pair in blocks.windows(2) {
        let [first, second] = pair else { continue };
        if matches!(first.shape, Shape::Cited { .. } | Shape::Citation) {
            behind += 1;
            behind_blank += usize::from(second.after_blank);
        } else if first.shape == Shape::Text && second.shape == Shape::Citation {
            inner += 1;
            inner_blank += usize::from(second.after_blank);
        }
    }
    behind >= 2 && inner >= 2 && behind_blank * 5 >= behind * 4 && inner_blank * 5 <= inner
}
