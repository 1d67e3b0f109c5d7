//! [`Strand`]: the text as it is read, block after block, and the way back to its places in print.
//!
//! A block is a line without the blanks at its ends; a citation that follows its excerpt on the same line is
//! a block of its own; lines that the structure rejoined are one block. Blocks are parted by one line feed.
//! Nothing here knows what stands in a block.

use crate::breaks;
use chuchu_model::{Document, Span};
use chuchu_text::is_blank;
use std::ops::Range;

/// A stretch of the strand and where it begins in print.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// First byte in the strand.
    at: usize,
    /// First byte in the original.
    from: usize,
    /// Length in bytes, alike in both.
    len: usize,
}

/// The text as it is read. Offsets into it are local; [`Strand::span`] gives the place in print.
#[derive(Debug, Default)]
pub(crate) struct Strand {
    text: String,
    /// The same in the script of print, where that has other than simplified characters.
    print: Option<String>,
    pieces: Vec<Piece>,
}

impl Strand {
    /// Reads a document whose simplified text is not at hand.
    #[cfg(test)]
    pub(crate) fn new(document: &Document, text: &str) -> Self {
        Self::read(document, text, &chuchu_text::simplified_in_place(text))
    }

    /// Reads a document's text; `simple` is the same in simplified script, so that one list of words serves
    /// both, and byte for byte as long, so that offsets hold for both. Cost: linear, one copy of the text.
    pub(crate) fn read(document: &Document, text: &str, simple: &str) -> Self {
        let joins = joins(document);
        let cuts = cuts(document);
        let mut strand = Self { text: String::with_capacity(text.len()), ..Self::default() };
        let separators = breaks::has_separators(simple);
        let mut last = 0;
        let mut offset = 0;
        while offset < simple.len() {
            let range = offset..line_end(simple, offset, separators);
            offset = range.end;
            for part in parts(range, &cuts) {
                let Some(ink) = inked(simple, part) else { continue };
                let gap = joins.get(joins.partition_point(|gap| gap.end < ink.start));
                let joined = gap.is_some_and(|gap| gap.start <= last);
                last = ink.end;
                strand.push(simple, ink, joined);
            }
        }
        if simple != text {
            strand.print = Some(strand.in_print(text));
        }
        strand
    }

    /// A text that is no document.
    #[cfg(test)]
    pub(crate) fn of(text: &str) -> Self {
        let id = chuchu_model::DocumentId::new("x").expect("a sound id");
        Self::new(&Document::empty(id, chuchu_model::Source::default()), text)
    }

    fn push(&mut self, text: &str, ink: Range<usize>, joined: bool) {
        if !joined && !self.text.is_empty() {
            self.text.push('\n');
        }
        self.pieces.push(Piece { at: self.text.len(), from: ink.start, len: ink.len() });
        self.text.push_str(text.get(ink).unwrap_or(""));
    }

    /// What was read, in the script of print.
    fn in_print(&self, text: &str) -> String {
        let mut print = String::with_capacity(self.text.len());
        for piece in &self.pieces {
            if print.len() < piece.at {
                print.push('\n');
            }
            print.push_str(text.get(piece.from..piece.from + piece.len).unwrap_or(""));
        }
        print
    }

    /// The words at a local range, as printed.
    pub(crate) fn printed(&self, range: &Range<usize>) -> &str {
        self.print.as_ref().unwrap_or(&self.text).get(range.clone()).unwrap_or("")
    }

    /// What is read, in simplified script.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The piece that holds a local offset; the first one for an offset between two.
    fn piece(&self, at: usize) -> Option<Piece> {
        let next = self.pieces.partition_point(|p| p.at <= at);
        next.checked_sub(1).and_then(|i| self.pieces.get(i)).copied()
    }

    /// Where a local offset stands in print.
    fn place(&self, at: usize) -> usize {
        self.piece(at).map_or(0, |p| p.from + (at - p.at).min(p.len))
    }

    /// Where a local range stands in print, from its first to its last character.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        let start = self.place(range.start);
        // The line feed between two blocks has no place of its own: what ends with it ends with the block.
        let last = range.end.checked_sub(1).filter(|_| !range.is_empty()).and_then(|at| self.piece(at));
        let end = last.map_or(start, |p| p.from + (range.end - p.at).min(p.len));
        Span::from_range(start..end.max(start))
    }

    /// The stretches of print that make up a local range: more than one where it crosses a line break.
    pub(crate) fn spans(&self, range: &Range<usize>) -> Vec<Span> {
        let first = self.pieces.partition_point(|p| p.at + p.len <= range.start);
        let inside = self.pieces.iter().skip(first).take_while(|p| p.at < range.end);
        inside
            .map(|p| range.start.max(p.at)..range.end.min(p.at + p.len))
            .filter(|r| !r.is_empty())
            .map(|r| self.span(&r))
            .collect()
    }

    /// The local range of a stretch of print; `None` where nothing of it is read.
    pub(crate) fn local(&self, span: Span) -> Option<Range<usize>> {
        let first = self.pieces.partition_point(|p| p.from + p.len <= span.range().start);
        let last = self.pieces.partition_point(|p| p.from < span.range().end).checked_sub(1)?;
        let (first, last) = (self.pieces.get(first)?, self.pieces.get(last)?);
        let start = first.at + span.range().start.saturating_sub(first.from);
        let end = last.at + (span.range().end - last.from).min(last.len);
        (start < end).then_some(start..end)
    }
}

/// The gaps that the structure closed: from the end of one stretch of a paragraph to the start of the next.
fn joins(document: &Document) -> Vec<Range<usize>> {
    let pairs = document.paragraphs.iter().flat_map(|p| p.spans.windows(2));
    let mut joins: Vec<_> = pairs
        .filter_map(|pair| match pair {
            [a, b] => Some(a.range().end..b.range().start),
            _ => None,
        })
        .collect();
    joins.sort_unstable_by_key(|gap| gap.end);
    joins
}

/// Where blocks begin inside a line: at both ends of citations.
fn cuts(document: &Document) -> Vec<usize> {
    let citations = document.excerpts.iter().filter_map(|e| e.citation.as_ref()?.span);
    let mut cuts: Vec<usize> = citations.flat_map(|s| [s.range().start, s.range().end]).collect();
    cuts.sort_unstable();
    cuts
}

/// Where the line ends that begins at `from`, its line feed included; U+2028 and U+2029 end lines too, where the
/// text has any.
fn line_end(text: &str, from: usize, separators: bool) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let end = breaks::first(rest).map_or(text.len(), |at| from + at + 1);
    let line = text.get(from..end).filter(|_| separators);
    let found = line.and_then(|l| l.find(['\u{2028}', '\u{2029}']));
    found.map_or(end, |at| from + at + '\u{2028}'.len_utf8())
}

/// A line, cut at the given places.
fn parts(line: Range<usize>, cuts: &[usize]) -> impl Iterator<Item = Range<usize>> + '_ {
    let first = cuts.partition_point(|c| *c <= line.start);
    let inside = cuts.iter().skip(first).copied().take_while(move |c| *c < line.end);
    let mut from = line.start;
    inside.chain([line.end]).map(move |to| std::mem::replace(&mut from, to)..to)
}

/// A range without the blanks at its ends; `None` when nothing is left.
fn inked(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let head = part.trim_start_matches(is_blank);
    let ink = head.trim_end_matches(is_blank);
    let start = range.end - head.len();
    (!ink.is_empty()).then_some(start..start + ink.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::{DocumentId, Paragraph, PassageId, PassageKind, Source};

    fn document() -> Document {
        Document::empty(DocumentId::new("x").unwrap(), Source::default())
    }

    #[test]
    fn lines_are_blocks_and_places_lead_back() {
        let text = "　一段 \n\n 二段";
        let strand = Strand::new(&document(), text);
        assert_eq!(strand.text(), "一段\n二段");
        let at = strand.text().find('二').unwrap();
        assert_eq!(strand.span(&(at..at + 6)).of(text), Some("二段"));
        let span = Span::from_range(text.find('二').unwrap()..text.len());
        assert_eq!(strand.local(span), Some(at..at + 6));
    }

    #[test]
    fn traditional_text_is_read_in_simplified_script() {
        let strand = Strand::new(&document(), "群眾路線");
        assert_eq!((strand.text(), strand.printed(&(0..12))), ("群众路线", "群眾路線"));
    }

    #[test]
    fn a_rejoined_line_break_is_not_read() {
        let text = "群\n众路线";
        let mut document = document();
        let id = PassageId {
            document: document.id.clone(),
            article: None,
            kind: PassageKind::Paragraph,
            number: 1,
        };
        let spans = vec![Span::from_range(0..3), Span::from_range(4..text.len())];
        document.paragraphs.push(Paragraph {
            id,
            span: Span::from_range(0..text.len()),
            spans: spans.clone(),
        });
        let strand = Strand::new(&document, text);
        assert_eq!(strand.text(), "群众路线");
        assert_eq!(strand.spans(&(0..12)), spans);
        assert_eq!(strand.span(&(0..12)).of(text), Some(text));
    }
}
