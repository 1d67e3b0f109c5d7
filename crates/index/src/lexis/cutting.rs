//! The words of a passage with their places: the one door through which every statistic sees words.
//!
//! They are those that were cut when the passage was added. What never lives here: counting.

use crate::Error;
use crate::snapshot::Snapshot;
use crate::words::{MARK, Reading, Words};
use std::ops::Range;
use tantivy::DocAddress;

/// A word of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// Its number in the segment.
    pub(crate) number: u32,
    /// The word: simplified, lower case.
    pub(crate) text: &'a str,
    /// Where it stands, counted in letters of the passage ([`chuchu_text::Folding::LETTERS`]).
    pub(crate) letters: Range<usize>,
    /// Whether a mark, or the beginning, stands before it.
    pub(crate) after_mark: bool,
}

/// The words of a segment.
pub(crate) fn segment(snapshot: &Snapshot, segment: u32) -> Result<&Words, Error> {
    snapshot.words(segment).ok_or_else(|| snapshot.damaged("a segment without words"))
}

/// Reads the words of passages; quickest where they come by segment and place.
pub(crate) struct Reader<'a> {
    snapshot: &'a Snapshot,
    open: Option<Open<'a>>,
}

/// The segment that is being read.
struct Open<'a> {
    segment: u32,
    words: &'a Words,
    reading: Reading<'a>,
    /// How many letters each word has, by its number; 0 where nobody has asked.
    lengths: Vec<usize>,
}

impl<'a> Reader<'a> {
    /// On a snapshot.
    pub(crate) fn on(snapshot: &'a Snapshot) -> Self {
        Self { snapshot, open: None }
    }

    /// Calls back with each word of a passage, in order. Cost: some nanoseconds a word; no text is read.
    pub(crate) fn words(&mut self, at: DocAddress, mut each: impl FnMut(Word<'a>)) -> Result<(), Error> {
        if self.open.as_ref().is_none_or(|open| open.segment != at.segment_ord) {
            let words = segment(self.snapshot, at.segment_ord)?;
            let lengths = vec![0; words.len() + 1];
            self.open = Some(Open { segment: at.segment_ord, words, reading: words.reading(), lengths });
        }
        let Some(Open { words, reading, lengths, .. }) = &mut self.open else { return Ok(()) };
        let (mut end, mut after_mark) = (0, true);
        for number in reading.entry(at.doc_id).map_err(|e| self.snapshot.fail(e))? {
            if number == MARK {
                after_mark = true;
                continue;
            }
            let text = words.text(number).map_err(|e| self.snapshot.fail(e))?;
            let start = end;
            end += match lengths.get_mut(number as usize) {
                Some(length @ 0) => {
                    *length = text.chars().filter(|c| c.is_alphanumeric()).count();
                    *length
                }
                length => length.map_or(0, |length| *length),
            };
            each(Word { number, text, letters: start..end, after_mark });
            after_mark = false;
        }
        Ok(())
    }
}
