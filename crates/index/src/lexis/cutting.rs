//! The words of a passage with their places: the one door through which every statistic sees words.
//!
//! They are those that were cut when the passage was added. What never lives here: counting.

use crate::Error;
use crate::snapshot::Snapshot;
use crate::words::{MARK, Words};
use std::ops::Range;
use tantivy::DocAddress;

/// A word of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
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

/// Calls back with each word of a passage, in order. Cost: some nanoseconds a word; no text is read.
pub(crate) fn words<'a>(
    snapshot: &'a Snapshot,
    at: DocAddress,
    mut each: impl FnMut(Word<'a>),
) -> Result<(), Error> {
    let words = segment(snapshot, at.segment_ord)?;
    let (mut end, mut after_mark) = (0, true);
    for number in words.entry(at.doc_id).map_err(|e| snapshot.fail(e))? {
        if number == MARK {
            after_mark = true;
            continue;
        }
        let text = words.text(number).map_err(|e| snapshot.fail(e))?;
        let start = end;
        end += text.chars().filter(|c| c.is_alphanumeric()).count();
        each(Word { text, letters: start..end, after_mark });
        after_mark = false;
    }
    Ok(())
}
