//! The notes of a manuscript ([`Apparatus`]): which lines are notes, where their markers stand, and the source reference
//! that is tied to a quotation: in brackets right after it, in the numbered note that a label right after it points
//! to, or behind a dash. A note that points back (同上) is read as the one it points to. Reading a reference itself is
//! the parser's.

mod back;
mod label;
mod list;
mod reference;

pub(super) use back::is_back;
pub(super) use label::Label;
pub(super) use list::Kind;
use reference::{is_reference, read};

use super::markers;
use chuchu_model::{Citation, Quotation, Span};
use chuchu_text::is_blank;

/// A line that begins with a label.
#[derive(Clone, Debug)]
pub(super) struct Note {
    /// The label, with its brackets.
    pub(super) label: Span,
    /// What follows it on its line.
    pub(super) span: Span,
    /// How its label is made.
    pub(super) style: char,
    /// The number of its label.
    pub(super) number: Option<u32>,
    /// Whether it stands in a list of notes or of works; else it may be a line of the text.
    pub(super) kind: Kind,
    /// What it cites, where it names a work itself.
    pub(super) citation: Option<Citation>,
}

/// A label in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// Where it stands.
    pub(super) span: Span,
    /// How it is made.
    pub(super) style: char,
    /// Its number.
    pub(super) number: Option<u32>,
}

/// All notes and markers of a manuscript.
#[derive(Debug)]
pub(super) struct Apparatus<'a> {
    /// The manuscript.
    pub(super) text: &'a str,
    /// Lines that begin with a label, in order.
    pub(super) notes: Vec<Note>,
    /// Labels in running text, in order.
    pub(super) markers: Vec<Marker>,
    /// Works listed without labels.
    pub(super) works: Vec<Citation>,
    /// References in brackets in running text, in order.
    pub(super) brackets: Vec<Citation>,
}

/// A reference tied to a quotation.
#[derive(Clone, Debug)]
pub(super) struct Tied {
    /// What it cites. Where it points back, the work that is meant, with the pages printed here and no date.
    pub(super) citation: Citation,
    /// The other works that the note names.
    pub(super) further: Vec<Citation>,
    /// Where it points back, and the place of what it points to.
    pub(super) back: Option<(Span, Span)>,
}

/// So many works of one note are read.
const MOST_WORKS: usize = 16;

/// The other works that a note names behind its first.
pub(super) fn further(text: &str, citation: &Citation) -> Vec<Citation> {
    let mut further: Vec<Citation> = Vec::new();
    while further.len() < MOST_WORKS {
        let Some(rest) = rest(further.last().unwrap_or(citation)) else { break };
        let Some(next) = read(text, rest) else { break };
        further.push(next);
    }
    further
}

/// Where further works stand, which are not read with the first.
pub(super) fn rest(citation: &Citation) -> Option<Span> {
    let told = citation.diagnostics.iter().find(|d| d.code == chuchu_parser::code::FURTHER_CITATION.id);
    told.map(|remark| remark.span)
}

impl Tied {
    /// A reference that names its works itself; `text` is the manuscript.
    fn direct(text: &str, citation: Citation) -> Self {
        let further = further(text, &citation);
        Self { citation, further, back: None }
    }

    /// Puts that one of the works first of which `holds` says that it has the words.
    pub(super) fn choose(&mut self, holds: impl Fn(&Citation) -> bool) {
        if holds(&self.citation) {
            return;
        }
        if let Some(other) = self.further.iter_mut().find(|other| holds(other)) {
            std::mem::swap(other, &mut self.citation);
        }
    }
}

impl<'a> Apparatus<'a> {
    /// Cost: a pass over the text, and a parse of each note; `markers` are those that the file itself told.
    pub(super) fn of(text: &'a str, markers: &[Span]) -> Self {
        let (notes, works) = list::read_list(text, markers);
        let running = running(text, &notes);
        let mut apparatus = Self { text, notes, markers: running, works, brackets: Vec::new() };
        apparatus.brackets = apparatus.in_brackets();
        apparatus
    }

    /// The reference tied to a quotation; `markers` are those of the manuscript.
    pub(super) fn tied(&self, quotation: &Quotation, markers: &[Span]) -> Option<Tied> {
        self.after(quotation).or_else(|| {
            let marker = markers::inside(quotation, markers).last()?;
            self.noted(marker.of(self.text)?, marker.end())
        })
    }

    fn after(&self, quotation: &Quotation) -> Option<Tied> {
        let after = quotation.marks.unwrap_or(quotation.span).range().end;
        let rest = self.text.get(after..)?;
        let inner = rest.trim_start_matches(['。', '，', '；', ',', ';', ' ', '\u{3000}', '”', '’']);
        let at = after + rest.len() - inner.len();
        if let Some(label) = label::leading(inner) {
            return self.noted(label.print, u32::try_from(at + label.print.len()).ok()?);
        }
        let direct = |citation| Tied::direct(self.text, citation);
        if let Some(span) = reference::bracket(self.text, at) {
            return read(self.text, span).map(direct).or_else(|| self.back_in_brackets(span));
        }
        reference::behind_dash(self.text, after).map(direct)
    }

    /// The note of a label that stands before `from`: the first line behind it with the same label.
    fn noted(&self, print: &str, from: u32) -> Option<Tied> {
        let first = self.notes.partition_point(|note| note.label.start() < from);
        let same = |note: &&Note| note.label.of(self.text) == Some(print);
        let at = first + self.notes.get(first..)?.iter().position(|note| same(&note))?;
        let note = self.notes.get(at)?;
        match &note.citation {
            Some(citation) => Some(Tied::direct(self.text, citation.clone())),
            None => {
                let target = self.notes.get(self.pointed(at)?)?;
                let meant = self.meant(target)?;
                let citation = back::resolved(self.text, note.span, &meant);
                Some(Tied { citation, further: Vec::new(), back: Some((note.span, target.span)) })
            }
        }
    }

    /// What a note cites, wherever it points back to.
    fn meant(&self, note: &Note) -> Option<Citation> {
        let mut note = note;
        // Each step leads to an earlier note.
        while note.citation.is_none() {
            let at = self.notes.partition_point(|n| n.label.start() < note.label.start());
            note = self.notes.get(self.pointed(at)?)?;
        }
        note.citation.clone()
    }

    /// The note that note number `at` of the list points back to: the one before it in its list, or the one that it
    /// names.
    pub(super) fn pointed(&self, at: usize) -> Option<usize> {
        let note = self.notes.get(at)?;
        let back = back::read(note.span.of(self.text)?)?;
        let before = self.notes.get(..at)?;
        match back.number {
            Some(number) => before.iter().rposition(|n| n.style == note.style && n.number == Some(number)),
            None => at.checked_sub(1).filter(|_| note.number != Some(1)),
        }
    }

    /// （同上，第7页）: the reference in brackets before it.
    fn back_in_brackets(&self, span: Span) -> Option<Tied> {
        back::read(span.of(self.text)?.trim_matches(['（', '）', '(', ')']))?;
        let before = self.brackets.iter().rev().find(|c| c.span.is_some_and(|s| s.end() <= span.start()))?;
        let citation = back::resolved(self.text, span, before);
        Some(Tied { citation, further: Vec::new(), back: Some((span, before.span?)) })
    }

    fn in_brackets(&self) -> Vec<Citation> {
        let opens = self.text.match_indices(['（', '(']);
        let outside = |at: &usize| u32::try_from(*at).is_ok_and(|at| !self.is_noted(at));
        let spans =
            opens.map(|(at, _)| at).filter(outside).filter_map(|at| reference::bracket(self.text, at));
        spans.filter(|span| is_reference(self.text, *span)).filter_map(|span| read(self.text, span)).collect()
    }

    /// Whether a place lies in a note.
    pub(super) fn is_noted(&self, at: u32) -> bool {
        let after = self.notes.partition_point(|note| note.label.start() <= at);
        let note = after.checked_sub(1).and_then(|at| self.notes.get(at));
        note.is_some_and(|note| note.kind != Kind::Line && at < note.span.end())
    }
}

/// Labels that stand in a line, not at its head.
fn running(text: &str, notes: &[Note]) -> Vec<Marker> {
    let mut found = Vec::new();
    let mut heads = notes.iter().map(|note| note.label.range().start).peekable();
    for (at, _) in text.char_indices().filter(|(_, c)| label::may_begin(*c)) {
        while heads.next_if(|head| *head < at).is_some() {}
        if heads.peek() == Some(&at) {
            continue;
        }
        if let Some(Label { print, style, number }) = text.get(at..).and_then(label::leading) {
            found.push(Marker { span: Span::from_range(at..at + print.len()), style, number });
        }
    }
    found
}

/// Lines without blanks around them, with their places in bytes.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let inked = line.trim_start_matches(is_blank);
        let start = at + line.len() - inked.len();
        at += line.len();
        (start, inked.trim_end_matches(is_blank))
    })
}

#[cfg(test)]
mod tests;
