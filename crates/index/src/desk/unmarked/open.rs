//! The letters of a manuscript that nothing marks as somebody else's: paragraphs without quotations, reported speech,
//! notes, references and titles of works.

use super::LEAST;
use crate::desk::notes::{Apparatus, Kind};
use chuchu_model::{Citation, Document, Span};
use chuchu_text::{Folded, Folding};
use std::ops::Range;

/// So few letters before the first break of a stretch, or after the last, are chance.
const CHANCE: usize = 2;

/// The letters to be looked at.
pub(super) struct Open {
    folded: Folded,
    /// Stretches of letters, each within a paragraph and long enough for a borrowing.
    pub(super) runs: Vec<Range<usize>>,
}

impl Open {
    /// Cost: linear.
    pub(super) fn of(
        text: &str,
        document: &Document,
        apparatus: &Apparatus<'_>,
        citations: &[Citation],
    ) -> Self {
        let folded = Folded::new(text, Folding::LETTERS);
        let mut closed = vec![false; folded.len()];
        let quoted = document.quotations.iter().map(|q| q.marks.unwrap_or(q.span).hull(q.span));
        let reported = document.reported.iter().map(|r| r.span);
        let titles = document.works.iter().flat_map(|w| w.mentions.iter().copied());
        let notes = apparatus.notes.iter().filter(|n| n.kind != Kind::Line).map(|n| n.label.hull(n.span));
        let cited = citations.iter().filter_map(|c| c.span);
        let markers = apparatus.markers.iter().map(|m| m.span);
        for span in quoted.chain(reported).chain(titles).chain(notes).chain(cited).chain(markers) {
            let letters = range(&folded, span);
            closed.get_mut(letters).unwrap_or_default().fill(true);
        }
        let mut runs = Vec::new();
        for paragraph in &document.paragraphs {
            let letters = range(&folded, paragraph.span);
            let mut from = letters.start;
            for at in letters.clone() {
                if closed.get(at).copied().unwrap_or(true) {
                    runs.push(from..at);
                    from = at + 1;
                }
            }
            runs.push(from..letters.end.max(from));
        }
        runs.retain(|run| run.len() >= LEAST);
        Self { folded, runs }
    }

    /// All letters of the manuscript.
    pub(super) fn letters(&self) -> &[char] {
        self.folded.chars()
    }

    /// A stretch without the one or two letters at an end that belong to a clause of which nothing else is shared.
    pub(super) fn trimmed(&self, stretch: Range<usize>) -> Range<usize> {
        let Range { start, end } = stretch;
        let head = (1..=CHANCE).find(|n| self.breaks(start + n)).filter(|_| !self.breaks(start));
        let tail = (1..=CHANCE).find(|n| self.breaks(end.saturating_sub(*n))).filter(|_| !self.breaks(end));
        start + head.unwrap_or(0)..end - tail.unwrap_or(0)
    }

    /// Whether something that is no letter stands before a letter, or nothing.
    fn breaks(&self, at: usize) -> bool {
        let end = at.checked_sub(1).and_then(|before| self.folded.place(before)).map(Span::end);
        let start = self.folded.place(at).map(Span::start);
        end.zip(start).is_none_or(|(end, start)| end < start)
    }

    /// Where letters stand in the manuscript.
    pub(super) fn span(&self, letters: Range<usize>) -> Span {
        self.folded.span(letters)
    }
}

fn range(folded: &Folded, span: Span) -> Range<usize> {
    folded.index_at(span.start())..folded.index_at(span.end())
}
