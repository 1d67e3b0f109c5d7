//! The tree of sections: levels from the forms of the numbers, extents from what follows.

use super::headings::{self, Heading};
use super::lines::Line;
use super::marks::Form;
use chuchu_model::{Section, Span, Text};

/// Builds the tree while blocks come in, in order.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    done: Vec<Section>,
    /// The sections that are not ended yet, outermost first, with their ranks.
    open: Vec<(u8, Section)>,
    /// End of the last block.
    end: u32,
    /// Rank of the first heading of this piece without an article number.
    top: Option<u8>,
    /// For each depth of Markdown the rank of the divisions printed at it.
    hashed: [Option<u8>; 7],
}

impl Tree {
    /// Makes room for so many sections in one piece: a list that grows touches its memory twice.
    pub(crate) fn reserve(&mut self, sections: usize) {
        self.done.reserve(sections);
    }

    /// Opens the section of a heading on `line`.
    pub(crate) fn heading(&mut self, line: &Line<'_>, heading: &Heading) {
        let words = line.words.get(heading.words.get()..heading.end.get()).unwrap_or("");
        let rank = self.rank(heading, words);
        self.end_down_to(rank);
        let level = u32::try_from(self.open.len()).map_or(u32::MAX, |depth| depth + 1);
        let (from, to) = (heading.number.get(), heading.end.get());
        let number = heading.mark.and_then(|m| line.words.get(from..from + m.length.get()));
        let span = line.part(from, to);
        self.end = self.end.max(span.end());
        let section = Section {
            level,
            heading: Text { text: line.words.get(from..to).unwrap_or("").to_owned(), span },
            number: number.map(str::to_owned),
            ordinal: heading.mark.map(|m| m.ordinal.into()),
            run_in: heading.run_in,
            span,
            children: Vec::new(),
        };
        self.open.push((rank, section));
    }

    /// The heading that came last goes on in `line`.
    pub(crate) fn heading_goes_on(&mut self, line: &Line<'_>) {
        let Some((_, section)) = self.open.last_mut() else { return };
        section.heading.text.push_str(line.words);
        section.heading.span = section.heading.span.hull(line.span);
        section.span = section.span.hull(line.span);
        self.end = self.end.max(line.span.end());
    }

    /// A block that belongs to the section that is open.
    pub(crate) fn block(&mut self, span: Span) {
        self.end = self.end.max(span.end());
    }

    /// A new article begins: nothing that is open goes on.
    pub(crate) fn piece(&mut self) {
        self.end_down_to(0);
        self.top = None;
    }

    /// The finished tree.
    pub(crate) fn finish(mut self) -> Vec<Section> {
        self.end_down_to(0);
        self.done
    }

    fn end_down_to(&mut self, rank: u8) {
        while let Some((_, mut section)) = self.open.pop_if(|(open, _)| *open >= rank) {
            section.span = section.span.hull(Span::empty(self.end));
            match self.open.last_mut() {
                Some((_, parent)) => parent.children.push(section),
                None => self.done.push(section),
            }
        }
    }

    /// The order of convention; a heading without a number is above 一、 where it comes first, else below
    /// all numbers. Hashes of Markdown decide for what is no division.
    fn rank(&mut self, heading: &Heading, words: &str) -> u8 {
        const ABOVE_HAN: u8 = 10;
        const BELOW_ALL: u8 = 40;
        let hashed = self.hashed.get_mut(usize::from(heading.hashes));
        let rank = match (heading.mark.map(|m| m.form), hashed) {
            (Some(form), Some(hashed)) if form.is_division() => {
                *hashed = Some(form_rank(form));
                form_rank(form)
            }
            (_, Some(hashed)) if heading.hashes > 0 => hashed.unwrap_or(ABOVE_HAN + heading.hashes),
            (Some(form), _) => form_rank(form),
            (None, _) if headings::is_fixed_word(words) => {
                let mut open = self.open.iter().map(|(rank, _)| *rank);
                open.find(|rank| *rank > form_rank(Form::Piece)).or(self.top).unwrap_or(ABOVE_HAN)
            }
            (None, _) => self.top.map_or(ABOVE_HAN, |top| if top == ABOVE_HAN { top } else { BELOW_ALL }),
        };
        if heading.mark.is_none_or(|m| m.form != Form::Piece) {
            self.top.get_or_insert(rank);
        }
        rank
    }
}

fn form_rank(form: Form) -> u8 {
    match form {
        Form::Piece => 1,
        Form::Part => 2,
        Form::Book => 3,
        Form::Chapter => 4,
        Form::Section => 5,
        Form::Roman => 19,
        Form::Han => 20,
        Form::HanBracketed => 21,
        Form::Letter => 22,
        Form::Arabic => 23,
        Form::Decimal(numbers) => 22 + numbers.min(4),
        Form::ArabicBracketed => 27,
        Form::Circled => 28,
        Form::Clause => 39,
    }
}
