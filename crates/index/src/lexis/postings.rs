//! Words counted without reading a text: the postings say how often each word stands in each passage.
//!
//! They speak of whole passages, with the citation of an excerpt; such passages are read instead.

use super::pass;
use super::tally::{Count, Tally};
use crate::Error;
use crate::schema::FIELDS;
use crate::snapshot::Snapshot;
use std::thread;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, SegmentReader, TERMINATED};

/// Of each entry of a segment the number of its document, plus one; 0 where it does not count.
type Marks = Vec<u32>;

/// Adds the words of passages. Cost: the postings of all words, on all cores, and 4 bytes an entry.
pub(crate) fn count(snapshot: &Snapshot, passages: &[DocAddress], tally: &mut Tally) -> Result<(), Error> {
    let segments: Vec<Marks> = (0_u32..)
        .zip(snapshot.searcher().segment_readers())
        .map(|(segment, reader)| marks(snapshot, segment, reader, passages))
        .collect();
    let threads = pass::threads();
    let share = |first: usize| {
        let mut part = Tally::words();
        for (reader, marks) in snapshot.searcher().segment_readers().iter().zip(&segments) {
            if marks.iter().any(|mark| *mark > 0) {
                segment(reader, marks, (first, threads), &mut part).map_err(|e| snapshot.fail(e))?;
            }
        }
        Ok(part)
    };
    let parts: Vec<Result<Tally, Error>> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|first| scope.spawn(move || share(first))).collect();
        let join = |worker: thread::ScopedJoinHandle<'_, _>| {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        workers.into_iter().map(join).collect()
    });
    for part in parts {
        tally.join(part?);
    }
    let mut last = None;
    for at in passages {
        let document = pass::document(snapshot, *at);
        tally.documents += u64::from(last.replace(document) != Some(document));
    }
    tally.passages += passages.len() as u64;
    Ok(())
}

fn marks(snapshot: &Snapshot, segment: u32, reader: &SegmentReader, passages: &[DocAddress]) -> Marks {
    let mut marks = vec![0; reader.max_doc() as usize];
    let from = passages.partition_point(|at| at.segment_ord < segment);
    for at in passages.iter().skip(from).take_while(|at| at.segment_ord == segment) {
        if let Some(mark) = marks.get_mut(at.doc_id as usize) {
            *mark = u32::try_from(pass::document(snapshot, *at) & u64::from(u32::MAX)).unwrap_or(0) + 1;
        }
    }
    marks
}

/// Counts every `threads`th word of a segment, from the `first` on.
fn segment(
    reader: &SegmentReader,
    marks: &Marks,
    (first, threads): (usize, usize),
    tally: &mut Tally,
) -> tantivy::Result<()> {
    let index = reader.inverted_index(FIELDS.words)?;
    let mut terms = index.terms().stream()?;
    let mut number = 0;
    while terms.advance() {
        number += 1;
        if number % threads != first {
            continue;
        }
        let mut postings = index.read_postings_from_terminfo(terms.value(), IndexRecordOption::WithFreqs)?;
        let (mut count, mut last, mut entry) = (Count::default(), 0, postings.doc());
        while entry != TERMINATED {
            let mark = marks.get(entry as usize).copied().unwrap_or(0);
            if mark > 0 {
                count.tokens += u64::from(postings.term_freq());
                count.documents += u64::from(mark != last);
                last = mark;
            }
            entry = postings.advance();
        }
        if count.tokens > 0 {
            tally.add(&String::from_utf8_lossy(terms.key()), count);
        }
    }
    Ok(())
}
