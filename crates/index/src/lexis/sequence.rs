//! Words counted without reading a text, from the sequences of the index.
//!
//! They are those of whole passages, with the citation of an excerpt; such passages are read instead.

use super::tally::{Count, Tally};
use super::{cutting, pass};
use crate::Error;
use crate::snapshot::Snapshot;
use crate::words::MARK;
use tantivy::DocAddress;

/// Adds the words of passages. Cost: some nanoseconds a word, on all cores; 20 bytes of memory a thread for
/// each different word.
pub(crate) fn count(snapshot: &Snapshot, passages: &[DocAddress], tally: &mut Tally) -> Result<(), Error> {
    for part in pass::shared(snapshot, passages, |stretch| stretch_of(snapshot, stretch))? {
        tally.join(part);
    }
    Ok(())
}

fn stretch_of(snapshot: &Snapshot, stretch: &[DocAddress]) -> Result<Tally, Error> {
    let mut tally = Tally::words();
    for passages in stretch.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        segment(snapshot, passages, &mut tally)?;
    }
    Ok(tally)
}

/// Counts passages of one segment.
fn segment(snapshot: &Snapshot, passages: &[DocAddress], tally: &mut Tally) -> Result<(), Error> {
    let Some(first) = passages.first() else { return Ok(()) };
    let words = cutting::segment(snapshot, first.segment_ord)?;
    let mut counts = vec![Count::default(); words.len() + MARK as usize + 1];
    let mut last = vec![0; counts.len()];
    let mut reading = words.reading();
    let (mut document, mut before) = (0_u32, None);
    for at in passages {
        let here = pass::document(snapshot, *at);
        if before.replace(here) != Some(here) {
            document += 1;
        }
        for number in reading.entry(at.doc_id).map_err(|e| snapshot.fail(e))? {
            let number = number as usize;
            if let (Some(count), Some(last)) = (counts.get_mut(number), last.get_mut(number)) {
                count.tokens += 1;
                count.documents += u64::from(*last != document);
                *last = document;
            }
        }
    }
    tally.documents += u64::from(document);
    tally.passages += passages.len() as u64;
    for (number, count) in (0_u32..).zip(counts).skip(MARK as usize + 1).filter(|(_, c)| c.tokens > 0) {
        tally.add(words.text(number).map_err(|e| snapshot.fail(e))?, count);
    }
    Ok(())
}
