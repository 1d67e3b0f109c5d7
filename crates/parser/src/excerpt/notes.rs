//! Excerpts whose citations are collected as notes: below each section or at the end of the document, found by a
//! marker at the end of the text, [1] ① 〔1〕 （21）, or by the number of the excerpt itself.
//!
//! A scholarly article has such markers inside its sentences; a compilation has them at the ends of excerpts.
//! That is what tells the two apart. Marker and note label may be of different forms; only their numbers count.

use super::attribution;
use super::block::{Block, Shape};
use super::gather::{Draft, Gathered, Place, Rest};
use super::mark::{self, Closing, Form, Mark};
use chuchu_model::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A collected note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Note {
    number: u32,
    /// The block that it is.
    block: usize,
    /// Counts up where the numbers begin anew.
    zone: usize,
}

/// Blocks taken apart into notes and the rest.
struct Collected {
    notes: Vec<Note>,
    zones: usize,
    is_note: Vec<bool>,
}

/// Pairs excerpts with collected notes; `None` when the blocks are not of this manner. `named`: the title says
/// that this is a compilation. Cost: linear, beside the parses that the blocks have had.
pub(super) fn gather(text: &str, blocks: &[Block], named: bool) -> Option<Gathered> {
    let collected = collect(text, blocks);
    if collected.notes.len() < 2 {
        return None;
    }
    let closings: Vec<Option<Closing>> = blocks
        .iter()
        .zip(&collected.is_note)
        .map(|(b, note)| if *note { None } else { closing(text, b) })
        .collect();
    let pairing = Pairing::new(text, blocks, &collected, &closings)?;
    pairing.gather(named)
}

fn closing(text: &str, block: &Block) -> Option<Closing> {
    let body = block.text(text);
    mark::closing(body).filter(|c| c.start > 0)
}

/// Which blocks are notes. A note has a number and is a citation; below 注释 or another note a title or name
/// alone, or an explanation, is one too.
fn collect(text: &str, blocks: &[Block]) -> Collected {
    let mut collected = Collected { notes: Vec::new(), zones: 0, is_note: vec![false; blocks.len()] };
    let mut zone: Option<(Option<Form>, u32)> = None;
    for (at, block) in blocks.iter().enumerate() {
        if block.shape == Shape::NotesHead {
            zone = Some((None, 0));
            continue;
        }
        let mark = block.mark.filter(|m| {
            m.number > 0 && !matches!(m.form, Form::Han | Form::HanRound | Form::HanSquare | Form::Clause)
        });
        let Some(mark) =
            mark.filter(|m| is_note(text, block, zone.is_some_and(|(f, _)| f.is_none_or(|f| f == m.form))))
        else {
            zone = zone.filter(|_| block.shape == Shape::PageHead);
            continue;
        };
        let restarts = zone.is_none_or(|(form, last)| form.is_none() || mark.number <= last);
        collected.zones += usize::from(restarts);
        zone = Some((Some(mark.form), mark.number));
        collected.notes.push(Note {
            number: mark.number,
            block: at,
            zone: collected.zones.saturating_sub(1),
        });
        if let Some(slot) = collected.is_note.get_mut(at) {
            *slot = true;
        }
    }
    collected
}

fn is_note(text: &str, block: &Block, in_zone: bool) -> bool {
    let body = block.body(text);
    block.shape == Shape::Citation
        || in_zone
            && (attribution::names_source(attribution::unframe(body).words)
                || mark::closing(block.text(text)).is_none())
}

/// Counts the sections of the texts, where the notes of all stand at the end.
#[derive(Clone, Copy, Debug)]
struct Sections {
    interleaved: bool,
    section: usize,
    last: u32,
}

impl Sections {
    /// The section in which a text with these markers stands: numbers begin anew in each.
    fn of(&mut self, numbers: &[u32], zones: usize) -> usize {
        let anew = numbers.first().is_some_and(|n| *n == 1 && self.last >= 1);
        self.section += usize::from(anew && self.section + 1 < zones);
        self.last = numbers.last().copied().unwrap_or(self.last);
        self.section
    }
}

struct Pairing<'a> {
    text: &'a str,
    blocks: &'a [Block],
    collected: &'a Collected,
    closings: &'a [Option<Closing>],
    /// Notes by zone and number.
    by_number: BTreeMap<(usize, u32), usize>,
    /// Whether the notes are named by markers; else by the numbers of the excerpts.
    marked: bool,
    /// The forms of marks that count excerpts.
    items: BTreeSet<Form>,
    used: BTreeSet<usize>,
}

impl<'a> Pairing<'a> {
    fn new(
        text: &'a str,
        blocks: &'a [Block],
        collected: &'a Collected,
        closings: &'a [Option<Closing>],
    ) -> Option<Self> {
        let marked = closings.iter().flatten().count();
        let mut by_number = BTreeMap::new();
        for (at, note) in collected.notes.iter().enumerate() {
            by_number.entry((note.zone, note.number)).or_insert(at);
        }
        let pairing = Self {
            text,
            blocks,
            collected,
            closings,
            by_number,
            marked: marked >= 2,
            items: BTreeSet::new(),
            used: BTreeSet::new(),
        };
        let items = pairing.items();
        (pairing.marked || !items.is_empty()).then_some(Self { items, ..pairing })
    }

    fn texts(&self) -> impl Iterator<Item = (usize, &'a Block)> {
        let body = |(at, block): &(usize, &Block)| {
            !self.collected.is_note.get(*at).copied().unwrap_or(false)
                && (block.bears_text()
                    || block.shape == Shape::Citation
                    || self.closings.get(*at).is_some_and(Option::is_some))
        };
        self.blocks.iter().enumerate().filter(body)
    }

    /// Forms of marks with which most of the noted texts begin.
    fn items(&self) -> BTreeSet<Form> {
        let mut counts: BTreeMap<Form, usize> = BTreeMap::new();
        let mut all = 0usize;
        for (at, block) in self.texts() {
            let noted = self.closings.get(at).is_some_and(Option::is_some) || !self.marked;
            all += usize::from(noted);
            if let Some(mark) = block.mark.filter(|_| noted) {
                *counts.entry(mark.form).or_default() += 1;
            }
        }
        let numbered = |form: Form| self.marked || !matches!(form, Form::Sign(_));
        counts
            .into_iter()
            .filter(|(form, n)| *n >= 2 && *n * 2 >= all && numbered(*form))
            .map(|(form, _)| form)
            .collect()
    }

    fn gather(mut self, named: bool) -> Option<Gathered> {
        let mut gathered = Gathered::default();
        let mut sections = Sections { interleaved: self.interleaved(), section: 0, last: 0 };
        let mut open: Vec<&Block> = Vec::new();
        for (at, block) in self.blocks.iter().enumerate() {
            if self.collected.is_note.get(at).copied().unwrap_or(false) {
                continue;
            }
            let closing = self.closings.get(at).and_then(Option::as_ref).filter(|_| self.marked);
            if block.shape == Shape::PageHead {
                gathered.labels.push(block.span);
                continue;
            }
            let beside = closing.is_none() && !block.bears_text() && block.shape != Shape::Citation;
            if beside || self.item(block).is_some() {
                self.settle(&mut open, &mut sections, at, &mut gathered);
            }
            if beside {
                match block.shape {
                    Shape::NotesHead | Shape::Number => gathered.labels.push(block.span),
                    shape => gathered.rest.push(Rest { span: block.span, heading: shape != Shape::Apart }),
                }
                continue;
            }
            open.push(block);
            if let Some(closing) = closing {
                let mut sources = self.sources(&closing.numbers, &mut sections, at, &mut gathered);
                sources.iter_mut().for_each(|s| s.pages = closing.pages);
                let draft = self.draft(&mut open, Some(closing), sources, &mut gathered);
                gathered.drafts.push(draft);
            }
        }
        self.settle(&mut open, &mut sections, self.blocks.len(), &mut gathered);
        self.unused(&mut gathered);
        gathered.rest.sort_unstable();
        self.convincing(&gathered, named).then_some(gathered)
    }

    /// The mark of a block that counts excerpts.
    fn item(&self, block: &Block) -> Option<Mark> {
        block.mark.filter(|m| self.items.contains(&m.form))
    }

    /// The notes of these numbers, for a text that ends before block `at`.
    fn sources(
        &mut self,
        numbers: &[u32],
        sections: &mut Sections,
        at: usize,
        gathered: &mut Gathered,
    ) -> Vec<Place> {
        let zone = if sections.interleaved {
            self.zone_behind(at)
        } else {
            sections.of(numbers, self.collected.zones)
        };
        numbers.iter().filter_map(|n| self.place(*n, zone, gathered)).collect()
    }

    /// Whether texts stand between the notes of different zones.
    fn interleaved(&self) -> bool {
        let first = self.collected.notes.first().map_or(usize::MAX, |n| n.block);
        let last = self.texts().filter(|(at, _)| self.closings.get(*at).is_some_and(Option::is_some)).last();
        last.is_some_and(|(at, _)| at > first)
    }

    /// The first zone that begins behind a block.
    fn zone_behind(&self, at: usize) -> usize {
        let notes = &self.collected.notes;
        notes.get(notes.partition_point(|n| n.block < at)).or(notes.last()).map_or(0, |n| n.zone)
    }

    /// The place of a note, its label put aside.
    fn place(&mut self, number: u32, zone: usize, gathered: &mut Gathered) -> Option<Place> {
        let zones = 0..self.collected.zones.max(1);
        let here = self.by_number.get(&(zone, number)).copied();
        let found = here.or_else(|| {
            let others: Vec<usize> =
                zones.filter_map(|z| self.by_number.get(&(z, number)).copied()).collect();
            others.iter().find(|n| !self.used.contains(n)).or(others.first()).copied()
        })?;
        let block = self.blocks.get(self.collected.notes.get(found)?.block)?;
        let shared = !self.used.insert(found);
        // an explanation may stand before the citation
        let start = match block.shape {
            Shape::Cited { citation_start, .. } => citation_start,
            _ => block.words,
        };
        if !shared {
            gathered.labels.push(Span::new(block.span.start(), start));
        }
        Some(Place { span: Span::new(start, block.span.end()), shared, note: Some(number), pages: None })
    }

    /// The open texts as one excerpt, without its mark and its markers.
    fn draft(
        &self,
        open: &mut Vec<&Block>,
        closing: Option<&Closing>,
        sources: Vec<Place>,
        gathered: &mut Gathered,
    ) -> Draft {
        let open = std::mem::take(open);
        let last = open.len().saturating_sub(1);
        let mut paragraphs = Vec::with_capacity(open.len());
        for (at, block) in open.iter().enumerate() {
            let start = self.beginning(block, gathered);
            match closing.filter(|_| at == last) {
                Some(closing) => {
                    let place = |offset: usize| block.span.start() + u32::try_from(offset).unwrap_or(0);
                    gathered.labels.push(Span::new(place(closing.start), place(closing.end)));
                    let head = block.text(self.text).get(..closing.start).unwrap_or("");
                    let head = place(head.trim_end_matches(chuchu_text::is_blank).len()).max(start);
                    let mut stretches = block.stretch(start, head);
                    stretches.extend(block.stretch(place(closing.end), block.span.end()));
                    paragraphs.push(stretches);
                }
                None => paragraphs.push(block.stretch(start, block.span.end())),
            }
        }
        Draft { paragraphs, sources }
    }

    /// Where the words of a block begin, its mark put aside where it counts excerpts.
    fn beginning(&self, block: &Block, gathered: &mut Gathered) -> u32 {
        match self.item(block) {
            None => block.span.start(),
            Some(_) => {
                gathered.labels.push(Span::new(block.span.start(), block.words));
                block.words
            }
        }
    }

    /// Texts for which no marker came: an excerpt where a number counts it, with the note of its number where
    /// there are no markers.
    fn settle(
        &mut self,
        open: &mut Vec<&Block>,
        sections: &mut Sections,
        at: usize,
        gathered: &mut Gathered,
    ) {
        let Some(item) = open.first().and_then(|b| self.item(b)) else {
            let spans = open.drain(..).flat_map(Block::lines);
            gathered.rest.extend(spans.map(|span| Rest { span, heading: false }));
            return;
        };
        let sources = if self.marked {
            Vec::new()
        } else {
            self.sources(&[item.number], sections, at.saturating_sub(1), gathered)
        };
        let draft = self.draft(open, None, sources, gathered);
        gathered.drafts.push(draft);
    }

    /// Notes that nothing refers to.
    fn unused(&self, gathered: &mut Gathered) {
        let unused = self.collected.notes.iter().enumerate().filter(|(at, _)| !self.used.contains(at));
        let blocks = unused.filter_map(|(_, note)| self.blocks.get(note.block));
        gathered.rest.extend(blocks.map(|b| Rest { span: b.span, heading: false }));
    }

    /// Most notes are used, most texts end in a marker, and few have one inside.
    fn convincing(&self, gathered: &Gathered, named: bool) -> bool {
        let cited = gathered.drafts.iter().filter(|d| !d.sources.is_empty()).count();
        let texts = self.texts().count();
        let inside = |(at, block): &(usize, &Block)| {
            let own = self.closings.get(*at).and_then(Option::as_ref).map_or(0, |c| c.numbers.len());
            let opens =
                usize::from(block.mark.is_some_and(|m| matches!(m.form, Form::Single | Form::Square)));
            mark::count(block.text(self.text)) > own + opens
        };
        let inner = self.texts().filter(inside).count();
        let used = self.used.len() * 4 >= self.collected.notes.len() * 3;
        // an article goes on after its last note
        let last = self
            .texts()
            .last()
            .is_some_and(|(at, _)| !self.marked || self.closings.get(at).is_some_and(Option::is_some));
        let share = if named { cited * 4 >= texts } else { cited * 2 >= texts && last };
        cited >= 2 && used && inner * 4 <= cited && share
    }
}
