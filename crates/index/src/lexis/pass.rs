//! One pass over the passages of a scope, on several threads, each with a stretch of whole documents.

use super::cutting::{Reader, Word};
use crate::Error;
use crate::snapshot::{Passage, Snapshot};
use chuchu_text::{Folding, fold_char, is_blank};
use std::cell::RefCell;
use std::num::NonZero;
use std::ops::Range;
use std::thread;
use tantivy::DocAddress;

/// How many threads a pass uses.
pub(crate) fn threads() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// A passage of a pass.
pub(crate) struct Page<'p, 'a> {
    reader: &'p RefCell<Reader<'a>>,
    /// Where it is.
    pub(crate) at: DocAddress,
    /// A number that the passages of one document have in common, and no others.
    pub(crate) document: u64,
    /// What is stored of it.
    pub(crate) passage: Passage,
    /// Its text without the citation below or above an excerpt, in bytes of the tile.
    kept: Range<usize>,
}

impl<'p, 'a> Page<'p, 'a> {
    /// Reads a passage.
    pub(crate) fn read(
        snapshot: &Snapshot,
        reader: &'p RefCell<Reader<'a>>,
        at: DocAddress,
    ) -> Result<Self, Error> {
        let passage = snapshot.passage(at)?;
        let kept = kept(&passage.tile, passage.facts.citation.as_deref());
        Ok(Self { reader, at, document: document(snapshot, at), passage, kept })
    }

    /// The text that counts.
    pub(crate) fn text(&self) -> &str {
        self.passage.tile.get(self.kept.clone()).unwrap_or_default()
    }

    /// Calls back with each word of the text, its place counted in letters of [`Page::text`].
    pub(crate) fn words(&self, mut each: impl FnMut(Word<'a>)) -> Result<(), Error> {
        if self.kept == (0..self.passage.tile.len()) {
            return self.reader.borrow_mut().words(self.at, each);
        }
        let count = |range| letters(self.passage.tile.get(range).unwrap_or_default()).len();
        let (before, inside) = (count(0..self.kept.start), count(self.kept.clone()));
        self.reader.borrow_mut().words(self.at, |word| {
            if before <= word.letters.start && word.letters.end <= before + inside {
                let place = word.letters.start - before..word.letters.end - before;
                let after_mark = word.after_mark || place.start == 0;
                each(Word { letters: place, after_mark, ..word });
            }
        })
    }

    /// The letters of the text.
    pub(crate) fn letters(&self) -> Vec<char> {
        letters(self.text())
    }

    /// Calls back with each letter of the text, and whether a mark (or the beginning) stands before it.
    pub(crate) fn characters(&self, each: impl FnMut(char, bool)) {
        characters(self.text(), each);
    }
}

/// Calls back with each folded letter of a text, and whether a mark (or the beginning) stands before it.
pub(crate) fn characters(text: &str, mut each: impl FnMut(char, bool)) {
    let mut after_mark = true;
    for c in text.chars() {
        fold_char(c, Folding::MARKS, |c| {
            if c.is_alphanumeric() {
                each(c, after_mark);
            }
            after_mark = !c.is_alphanumeric();
        });
    }
}

/// The folded letters of a text.
pub(crate) fn letters(text: &str) -> Vec<char> {
    let mut letters = Vec::with_capacity(text.len() / 3);
    text.chars().for_each(|c| fold_char(c, Folding::LETTERS, |c| letters.push(c)));
    letters
}

/// What is left of a tile without the citation at its end or beginning.
pub(crate) fn kept(tile: &str, citation: Option<&str>) -> Range<usize> {
    let whole = 0..tile.len();
    let Some(citation) = citation.map(str::trim).filter(|c| !c.is_empty()) else { return whole };
    let Some(at) = tile.rfind(citation) else { return whole };
    let inked = |range: Range<usize>| {
        tile.get(range).is_some_and(|rest| rest.chars().any(|c| !is_blank(c) && c.is_alphanumeric()))
    };
    let end = at + citation.len();
    if !inked(end..tile.len()) {
        0..at
    } else if !inked(0..at) {
        end..tile.len()
    } else {
        whole
    }
}

/// The number of a passage's document.
pub(crate) fn document(snapshot: &Snapshot, at: DocAddress) -> u64 {
    let ordinal = snapshot.columns(at.segment_ord).doc.ords().first(at.doc_id).unwrap_or(u64::MAX >> 32);
    u64::from(at.segment_ord) << 32 | ordinal
}

/// Reads every passage once and shows it to `each`, together with what its thread has gathered so far. The
/// gatherings come back in the order of the passages, those of one document all in one of them.
///
/// Cost: reads all texts; as many threads as the machine has cores.
pub(crate) fn over<T: Send>(
    snapshot: &Snapshot,
    passages: &[DocAddress],
    make: impl Fn() -> T + Sync,
    each: impl Fn(&mut T, &Page<'_, '_>) -> Result<(), Error> + Sync,
) -> Result<Vec<T>, Error> {
    shared(snapshot, passages, |stretch| {
        let mut gathered = make();
        let reader = RefCell::new(Reader::on(snapshot));
        for at in stretch {
            each(&mut gathered, &Page::read(snapshot, &reader, *at)?)?;
        }
        Ok(gathered)
    })
}

/// Gives each thread a stretch of whole documents. What they make of them comes back in order.
pub(crate) fn shared<T: Send>(
    snapshot: &Snapshot,
    passages: &[DocAddress],
    gather: impl Fn(&[DocAddress]) -> Result<T, Error> + Sync,
) -> Result<Vec<T>, Error> {
    let stretches = stretches(snapshot, passages, threads());
    if let [one] = stretches.as_slice() {
        return Ok(vec![gather(one)?]);
    }
    thread::scope(|scope| {
        let gather = &gather;
        let workers: Vec<_> = stretches.iter().map(|stretch| scope.spawn(move || gather(stretch))).collect();
        let join = |worker: thread::ScopedJoinHandle<'_, _>| {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        workers.into_iter().map(join).collect()
    })
}

/// Passages too few to be worth a thread.
const FEW: usize = 64;

/// Cuts the passages into stretches of whole documents and about the same number of passages.
fn stretches<'a>(
    snapshot: &Snapshot,
    mut passages: &'a [DocAddress],
    threads: usize,
) -> Vec<&'a [DocAddress]> {
    let size = passages.len().div_ceil(threads.max(1)).max(FEW);
    let mut stretches = Vec::with_capacity(threads);
    while passages.len() > size {
        let same = |pair: &[DocAddress]| document(snapshot, pair[0]) == document(snapshot, pair[1]);
        let more = passages[size - 1..].windows(2).take_while(|pair| same(pair)).count();
        let (stretch, rest) = passages.split_at(size + more);
        stretches.push(stretch);
        passages = rest;
    }
    stretches.push(passages);
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_at_either_end_does_not_count() {
        let check = |tile: &str, citation: Option<&str>, expect: &str| {
            assert_eq!(tile.get(kept(tile, citation)), Some(expect));
        };
        check("正文。\n（《书》，第1页）\n", Some("（《书》，第1页）"), "正文。\n");
        check("《书》第1页：\n正文。", Some("《书》第1页"), "：\n正文。");
        check("前（《书》）后", Some("（《书》）"), "前（《书》）后");
        check("前后", Some("《书》"), "前后");
        check("前后", None, "前后");
    }
}
