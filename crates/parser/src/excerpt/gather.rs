//! Blocks joined to excerpts, once the custom of the compilation is known.

use super::block::{Block, Shape};
use super::manner::Manner;
use chuchu_model::Span;

/// A source of an excerpt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) span: Span,
    /// Whether another excerpt has it already: then its place is not given again.
    pub(super) shared: bool,
    /// The number of its note.
    pub(super) note: Option<u32>,
    /// The pages printed behind the marker of the note.
    pub(super) pages: Option<(u32, u32)>,
}

impl Place {
    pub(super) fn own(span: Span) -> Self {
        Self { span, shared: false, note: None, pages: None }
    }
}

/// An excerpt before its citation is parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    /// Its paragraphs; each is one stretch or more, where a line was broken or a marker stands inside.
    pub(super) paragraphs: Vec<Vec<Span>>,
    pub(super) sources: Vec<Place>,
}

/// A block that is part of no excerpt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Rest {
    /// Its place.
    pub(crate) span: Span,
    /// Whether it is a heading.
    pub(crate) heading: bool,
}

/// What the blocks of a compilation are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Gathered {
    pub(super) drafts: Vec<Draft>,
    pub(super) rest: Vec<Rest>,
    /// Marks of lists, labels of notes, heads of pages.
    pub(super) labels: Vec<Span>,
}

/// Joins blocks to excerpts.
pub(super) fn gather(blocks: &[Block], manner: &Manner) -> Gathered {
    let mut gatherer =
        Gatherer { manner, done: Gathered::default(), open: Vec::new(), current: None, orphan: None };
    for (at, block) in blocks.iter().enumerate() {
        gatherer.take(block, blocks.get(at + 1));
    }
    gatherer.flush();
    gatherer.done.rest.sort_unstable();
    gatherer.done
}

struct Gatherer<'m> {
    manner: &'m Manner,
    done: Gathered,
    /// Paragraphs that wait for their citation, with whether a mark opened them.
    open: Vec<(Block, bool)>,
    /// The draft (by its number) to which a further text or citation on the next line belongs.
    current: Option<usize>,
    /// A citation without a text yet, where citations stand before.
    orphan: Option<Draft>,
}

impl Gatherer<'_> {
    fn take(&mut self, block: &Block, next: Option<&Block>) {
        match block.shape {
            Shape::Text => self.text(block),
            Shape::Heading if self.is_unended(block, next) => self.text(block),
            Shape::Cited { text_end, citation_start } => {
                self.wait(block);
                let source = Place::own(Span::new(citation_start, block.span.end()));
                self.close(Some(text_end), source, block.sums);
            }
            Shape::Led { citation_end, text_start } => self.led(block, citation_end, text_start),
            Shape::Citation if self.manner.before => self.lead(block),
            Shape::Citation => self.cite(block),
            Shape::PageHead => self.done.labels.push(block.span),
            Shape::Number => {
                self.flush();
                self.done.labels.push(block.span);
            }
            Shape::Heading | Shape::NotesHead | Shape::Preface | Shape::Apart => {
                self.flush();
                self.rest(block.span, block.shape != Shape::Apart);
                self.current = None;
            }
        }
    }

    /// A line without a last mark that directly precedes its citation, or follows it, is text.
    fn is_unended(&self, block: &Block, next: Option<&Block>) -> bool {
        let cited = next.is_some_and(|n| n.shape == Shape::Citation && (!n.after_blank || block.after_blank));
        let no_number = block.mark.is_none() || self.manner.opens(block);
        if self.manner.before {
            return no_number && self.orphan.is_some() && !block.after_blank;
        }
        no_number && cited && self.open.is_empty()
    }

    fn rest(&mut self, span: Span, heading: bool) {
        self.done.rest.push(Rest { span, heading });
    }

    fn text(&mut self, block: &Block) {
        if !self.manner.before {
            return self.wait(block);
        }
        let marked = self.manner.opens(block);
        let paragraph = self.paragraph(block, marked, block.span.end());
        if let Some(mut draft) = self.orphan.take() {
            draft.paragraphs.push(paragraph);
            self.current = Some(self.done.drafts.len());
            self.done.drafts.push(draft);
        } else if let Some(draft) = self.current.and_then(|at| self.done.drafts.get_mut(at)) {
            if marked {
                let sources = draft.sources.iter().map(|p| Place { shared: true, ..*p }).collect();
                self.current = Some(self.done.drafts.len());
                self.done.drafts.push(Draft { paragraphs: vec![paragraph], sources });
            } else {
                draft.paragraphs.push(paragraph);
            }
        } else if marked {
            self.done.drafts.push(Draft { paragraphs: vec![paragraph], sources: Vec::new() });
        } else {
            self.rest(block.span, false);
        }
    }

    /// A text whose citation is still to come.
    fn wait(&mut self, block: &Block) {
        let marked = self.manner.opens(block);
        let parted = self.manner.spaced && block.after_blank;
        if marked || parted {
            self.flush();
        }
        self.current = None;
        self.open.push((block.clone(), marked));
    }

    /// The stretches of a block up to `end`, without its mark where that is none of the text.
    fn paragraph(&mut self, block: &Block, marked: bool, end: u32) -> Vec<Span> {
        let mut start = block.span.start();
        if marked && let Some(mark) = block.mark {
            let length = u32::from(mark.length);
            self.done.labels.push(Span::new(start, start + length));
            start = block.words;
        }
        block.stretch(start, end.max(start))
    }

    /// The waiting texts have their citation; the last of them ends at `text_end`.
    fn close(&mut self, text_end: Option<u32>, source: Place, sums: bool) {
        if sums {
            return self.close_all(text_end, source);
        }
        let open = std::mem::take(&mut self.open);
        let last = open.len().saturating_sub(1);
        let mut paragraphs = Vec::with_capacity(open.len());
        for (at, (block, marked)) in open.iter().enumerate() {
            let end = text_end.filter(|_| at == last).unwrap_or(block.span.end());
            paragraphs.push(self.paragraph(block, *marked, end));
        }
        self.current = Some(self.done.drafts.len());
        self.done.drafts.push(Draft { paragraphs, sources: vec![source] });
    }

    /// The waiting texts, each an excerpt of its own, and those before them without a citation have this one.
    fn close_all(&mut self, text_end: Option<u32>, source: Place) {
        let open = std::mem::take(&mut self.open);
        let shared = Place { shared: true, ..source };
        let bare = self.done.drafts.iter_mut().rev().take_while(|d| d.sources.is_empty());
        bare.for_each(|draft| draft.sources.push(shared));
        let last = open.len().saturating_sub(1);
        for (at, (block, marked)) in open.iter().enumerate() {
            let end = text_end.filter(|_| at == last).unwrap_or(block.span.end());
            let paragraphs = vec![self.paragraph(block, *marked, end)];
            let place = if at == last { source } else { shared };
            self.done.drafts.push(Draft { paragraphs, sources: vec![place] });
        }
        if open.is_empty() {
            self.done.labels.push(source.span);
        }
        self.current = None;
    }

    /// A citation on its own line behind its text.
    fn cite(&mut self, block: &Block) {
        let span = Span::new(block.span.start(), block.span.end());
        if !self.open.is_empty() || block.sums {
            return self.close(None, Place::own(span), block.sums);
        }
        match self.current.and_then(|at| self.done.drafts.get_mut(at)) {
            Some(draft) => draft.sources.push(Place::own(span)),
            None => self.rest(span, false),
        }
    }

    /// A citation before its text.
    fn lead(&mut self, block: &Block) {
        let start = self.label(block);
        let source = Place::own(Span::new(start, block.span.end()));
        self.current = None;
        match &mut self.orphan {
            Some(draft) => draft.sources.push(source),
            None => self.orphan = Some(Draft { paragraphs: Vec::new(), sources: vec![source] }),
        }
    }

    /// Takes the mark off a citation that stands first; where its words begin.
    fn label(&mut self, block: &Block) -> u32 {
        if block.words > block.span.start() && self.manner.before {
            let length = block.mark.map_or(0, |m| u32::from(m.length));
            self.done.labels.push(Span::new(block.span.start(), block.span.start() + length));
        }
        block.words
    }

    fn led(&mut self, block: &Block, citation_end: u32, text_start: u32) {
        self.flush();
        let start = if self.manner.opens(block) {
            _ = self.paragraph(block, true, block.words);
            block.words
        } else {
            block.span.start()
        };
        let source = Place::own(Span::new(start, citation_end));
        self.current = Some(self.done.drafts.len());
        let paragraphs = vec![block.stretch(text_start, block.span.end())];
        self.done.drafts.push(Draft { paragraphs, sources: vec![source] });
    }

    /// No citation will come for the texts that wait: an excerpt without one where a mark or an empty line says
    /// that it is an excerpt, else plain paragraphs.
    fn flush(&mut self) {
        if let Some(draft) = self.orphan.take() {
            draft.sources.iter().for_each(|p| self.done.rest.push(Rest { span: p.span, heading: false }));
        }
        let open = std::mem::take(&mut self.open);
        let parted = |block: &Block| self.manner.spaced && block.after_blank && !self.done.drafts.is_empty();
        let excerpt = open.first().is_some_and(|(block, marked)| *marked || parted(block));
        if excerpt {
            let paragraphs =
                open.iter().map(|(block, marked)| self.paragraph(block, *marked, block.span.end())).collect();
            self.done.drafts.push(Draft { paragraphs, sources: Vec::new() });
        } else {
            let spans = open.iter().flat_map(|(block, _)| block.lines());
            self.done.rest.extend(spans.map(|span| Rest { span, heading: false }));
        }
        self.current = None;
    }
}
