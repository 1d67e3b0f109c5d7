//! Frequency lists of n-grams, exact, in bounded memory.
//!
//! All words are held as one row of numbers. Sequences are counted in rounds: each round takes those whose
//! fingerprints fall to it into a table of places in the row, and keeps of them what is wanted. Two sequences
//! with the same fingerprint are compared word by word, so that counts are exact. A sequence never reaches
//! across a mark or the end of a passage.
//!
//! Memory: 4 bytes a word (or character) and at most 64 MB of table a thread, and what is kept.

use super::frequency::{Frequencies, Frequency, Unit, per_million};
use super::listing::{Listing, Stopped};
use super::pass::{self, Page};
use super::scope::Scope;
use super::vocabulary::Vocabulary;
use crate::{Corpus, Error};
use std::cmp::Ordering;
use std::thread;

/// What is asked of a list of n-grams.
#[derive(Clone, Debug)]
pub struct GramOptions {
    /// Which passages count.
    pub scope: Scope,
    /// Words or characters.
    pub unit: Unit,
    /// How many of them in a sequence, at least 1.
    pub length: usize,
    /// What of the list is shown; a sequence with a stop word in it is left out.
    pub listing: Listing,
}

/// Stands in the row where no sequence goes on.
const BREAK: u32 = u32::MAX;

/// Places counted in one round: tables stay below twice as many entries of 16 bytes, at two thirds full.
const ROUND: usize = 2 << 20;

/// Numbers of words, and where documents begin.
#[derive(Debug, Default)]
struct Row {
    vocabulary: Vocabulary,
    numbers: Vec<u32>,
    /// Where each document begins in `numbers`.
    documents: Vec<u32>,
    last: Option<u64>,
    passages: u64,
    total: u64,
}

impl Row {
    fn take(&mut self, page: &Page<'_, '_>, unit: Unit) -> Result<(), Error> {
        self.passages += 1;
        if self.last != Some(page.document) {
            self.last = Some(page.document);
            self.documents.push(place(self.numbers.len()));
        }
        match unit {
            Unit::Words => page.words(|word| self.push(word.text, word.after_mark))?,
            Unit::Chars => {
                let mut room = [0; 4];
                page.characters(|c, after_mark| self.push(c.encode_utf8(&mut room), after_mark));
            }
        }
        self.numbers.push(BREAK);
        Ok(())
    }

    fn push(&mut self, item: &str, after_mark: bool) {
        if after_mark && self.numbers.last().is_some_and(|last| *last != BREAK) {
            self.numbers.push(BREAK);
        }
        self.total += 1;
        let number = self.vocabulary.number(item);
        self.numbers.push(number);
    }

    /// Adds the documents of another row behind its own.
    fn join(&mut self, other: Self) {
        let offset = place(self.numbers.len());
        self.documents.extend(other.documents.iter().map(|at| at + offset));
        self.passages += other.passages;
        self.total += other.total;
        let words = other.vocabulary.into_words();
        let renumbered: Vec<u32> = words.iter().map(|word| self.vocabulary.number(word)).collect();
        let number = |n: u32| renumbered.get(n as usize).copied().unwrap_or(BREAK);
        self.numbers.extend(other.numbers.into_iter().map(number));
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A sequence and its counts.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    /// Where it stands first, plus one; 0 for no entry.
    at: u32,
    count: u32,
    documents: u32,
    last: u32,
}

/// Sequences of one length in a row.
struct Sequences<'a> {
    numbers: &'a [u32],
    documents: &'a [u32],
    length: usize,
}

/// The weight of a number in a fingerprint: odd, and large enough that neighbouring numbers do not meet.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

impl<'a> Sequences<'a> {
    fn at(&self, at: u32) -> &'a [u32] {
        self.numbers.get(at as usize..at as usize + self.length).unwrap_or_default()
    }

    /// Calls back with the fingerprint, place and document of every sequence, in the order of the row. The
    /// fingerprint rolls: each step takes one number in and one out (Karp and Rabin 1987).
    fn each(&self, mut see: impl FnMut(u64, u32, u32)) {
        let gone_weight = (0..self.length).fold(1_u64, |weight, _| weight.wrapping_mul(BASE));
        let (mut value, mut run, mut document) = (0_u64, 0, 0);
        for (i, number) in self.numbers.iter().enumerate() {
            while self.documents.get(document as usize + 1).is_some_and(|next| *next as usize <= i) {
                document += 1;
            }
            if *number == BREAK {
                (value, run) = (0, 0);
                continue;
            }
            value = value.wrapping_mul(BASE).wrapping_add(u64::from(*number) + 1);
            run += 1;
            if run > self.length {
                let gone = self.numbers.get(i - self.length).copied().unwrap_or(0);
                value = value.wrapping_sub((u64::from(gone) + 1).wrapping_mul(gone_weight));
            }
            if run >= self.length {
                let mixed = (value ^ (value >> 32)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                see(mixed ^ (mixed >> 29), place(i + 1 - self.length), document);
            }
        }
    }

    /// The counts of the sequences whose fingerprint leaves `round` when divided by `rounds`.
    fn count(&self, round: u64, rounds: u64) -> Vec<Entry> {
        let mut table = Table { entries: vec![Entry::default(); 1 << 12], used: 0 };
        self.each(|print, at, document| {
            if (print >> 32) % rounds == round {
                table.add(self, print, at, document);
            }
        });
        table.entries.retain(|entry| entry.at > 0);
        table.entries
    }
}

/// An open table of sequences, by fingerprint.
struct Table {
    entries: Vec<Entry>,
    used: usize,
}

impl Table {
    fn add(&mut self, sequences: &Sequences<'_>, print: u64, at: u32, document: u32) {
        if self.used * 3 > self.entries.len() * 2 {
            self.grow(sequences);
        }
        let wanted = sequences.at(at);
        let slot = self.slot(print, |entry| sequences.at(entry.at - 1) == wanted);
        let Some(entry) = self.entries.get_mut(slot) else { return };
        if entry.at == 0 {
            self.used += 1;
            *entry = Entry { at: at + 1, count: 0, documents: 1, last: document };
        }
        entry.count += 1;
        entry.documents += u32::from(entry.last != document);
        entry.last = document;
    }

    /// The first slot from that of the fingerprint on that is empty or `is` the one.
    fn slot(&self, print: u64, is: impl Fn(&Entry) -> bool) -> usize {
        let mask = self.entries.len() - 1;
        let mut slot = usize::try_from(print & 0xffff_ffff).unwrap_or(0) & mask;
        while self.entries.get(slot).is_some_and(|entry| entry.at > 0 && !is(entry)) {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self, sequences: &Sequences<'_>) {
        let larger = vec![Entry::default(); self.entries.len() * 2];
        let old = std::mem::replace(&mut self.entries, larger);
        for entry in old.into_iter().filter(|entry| entry.at > 0) {
            let alone = Sequences { numbers: sequences.at(entry.at - 1), documents: &[], ..*sequences };
            alone.each(|print, _, _| {
                let slot = self.slot(print, |_| false);
                if let Some(place) = self.entries.get_mut(slot) {
                    *place = entry;
                }
            });
        }
    }
}

/// What is wanted of the counts.
struct Selection<'a> {
    sequences: &'a Sequences<'a>,
    words: &'a [Box<str>],
    listing: &'a Listing,
    stopped: &'a [bool],
}

impl Selection<'_> {
    fn takes(&self, entry: &Entry) -> bool {
        let stopped = |n: &u32| self.stopped.get(*n as usize).copied().unwrap_or(false);
        self.listing.takes(entry.count.into()) && !self.sequences.at(entry.at - 1).iter().any(stopped)
    }

    fn words<'b>(&'b self, entry: &Entry) -> impl Iterator<Item = &'b str> {
        let word = |n: &u32| self.words.get(*n as usize).map_or("", |w| &**w);
        self.sequences.at(entry.at - 1).iter().map(word)
    }

    fn order(&self, a: &Entry, b: &Entry) -> Ordering {
        b.count.cmp(&a.count).then_with(|| self.words(a).cmp(self.words(b)))
    }

    /// Counts in rounds, on as many threads as the machine has cores: the wanted entries, and how many
    /// different sequences there are.
    fn run(&self) -> (Vec<Entry>, u64) {
        let rounds = self.sequences.numbers.len().div_ceil(ROUND).max(1) as u64;
        let threads = pass::threads().min(usize::try_from(rounds).unwrap_or(1)) as u64;
        let share = |first: u64| {
            let (mut kept, mut different) = (Vec::new(), 0);
            for round in (first..rounds).step_by(usize::try_from(threads).unwrap_or(1)) {
                let counted = self.sequences.count(round, rounds);
                different += counted.len() as u64;
                kept.extend(counted.into_iter().filter(|entry| self.takes(entry)));
                self.listing.first(&mut kept, |a, b| self.order(a, b));
            }
            (kept, different)
        };
        let (mut kept, mut different) = (Vec::new(), 0);
        thread::scope(|scope| {
            let workers: Vec<_> = (0..threads).map(|first| scope.spawn(move || share(first))).collect();
            for worker in workers {
                let (part, count) = worker.join().unwrap_or_else(|e| std::panic::resume_unwind(e));
                kept.extend(part);
                different += count;
            }
        });
        self.listing.first(&mut kept, |a, b| self.order(a, b));
        (kept, different)
    }
}

impl Corpus {
    /// How often every sequence of so many words or characters occurs. Items are written with blanks between
    /// words. `per_million` is of words (or characters), as everywhere.
    ///
    /// Cost: one pass over the texts of the scope, then one over the row for each two million words. Memory:
    /// see [`GramOptions`]: 4 bytes a word or character, 64 MB of table a thread, and the lines that are shown.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::NoDocument`], [`Error::TooLong`] (2^32 words), [`Error::Engine`].
    pub fn grams(&self, options: &GramOptions) -> Result<Frequencies, Error> {
        let snapshot = self.snapshot();
        let passages = options.scope.passages(&snapshot)?;
        let unit = options.unit;
        let mut parts = pass::over(&snapshot, &passages, Row::default, |row, page| row.take(page, unit))?;
        let most = u32::MAX as usize - 1;
        let found = parts.iter().map(|part| part.numbers.len()).sum::<usize>();
        if found > most {
            return Err(Error::TooLong { what: "the text to be counted", found, most });
        }
        let mut parts = parts.drain(..);
        let mut row = parts.next().unwrap_or_default();
        row.numbers.reserve_exact(found - row.numbers.len());
        parts.for_each(|part| row.join(part));
        Ok(listed(row, options, options.listing.stopped(&snapshot)))
    }
}

fn listed(row: Row, options: &GramOptions, stop: Stopped<'_>) -> Frequencies {
    let Row { vocabulary, numbers, documents, passages, total, .. } = row;
    let words = vocabulary.into_words();
    let sequences = Sequences { numbers: &numbers, documents: &documents, length: options.length.max(1) };
    let stopped: Vec<bool> = words.iter().map(|word| stop.contains(word)).collect();
    let selection =
        Selection { sequences: &sequences, words: &words, listing: &options.listing, stopped: &stopped };
    let (kept, different) = selection.run();
    let between = if options.unit == Unit::Words { " " } else { "" };
    let line = |entry: &Entry| Frequency {
        item: selection.words(entry).collect::<Vec<_>>().join(between),
        count: entry.count.into(),
        documents: entry.documents.into(),
        per_million: per_million(entry.count.into(), total),
    };
    let items = kept.iter().map(line).collect();
    Frequencies { total, different, documents: documents.len() as u64, passages, items }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    /// A row of documents; a blank ends a passage.
    fn row(documents: &[String]) -> Row {
        let mut row = Row::default();
        for document in documents {
            row.documents.push(place(row.numbers.len()));
            for passage in document.split(' ') {
                passage.chars().for_each(|c| row.push(&c.to_string(), false));
                row.numbers.push(BREAK);
            }
        }
        row
    }

    fn naive(documents: &[String], length: usize) -> BTreeMap<String, (u32, u32)> {
        let mut counts: BTreeMap<String, (u32, BTreeSet<usize>)> = BTreeMap::new();
        for (number, document) in documents.iter().enumerate() {
            for passage in document.split(' ') {
                let chars: Vec<char> = passage.chars().collect();
                for gram in chars.windows(length) {
                    let entry = counts.entry(gram.iter().collect()).or_default();
                    entry.0 += 1;
                    entry.1.insert(number);
                }
            }
        }
        let count = |(gram, (n, seen)): (String, (u32, BTreeSet<usize>))| {
            (gram, (n, u32::try_from(seen.len()).unwrap()))
        };
        counts.into_iter().map(count).collect()
    }

    proptest! {
        #[test]
        fn counts_are_exact_in_any_number_of_rounds(
            documents in proptest::collection::vec("[甲乙丙 ]{0,40}", 1..6),
            length in 1_usize..5,
            rounds in 1_u64..7,
        ) {
            let row = row(&documents);
            let words = row.vocabulary.clone().into_words();
            let sequences = Sequences { numbers: &row.numbers, documents: &row.documents, length };
            let mut found = BTreeMap::new();
            for round in 0..rounds {
                for entry in sequences.count(round, rounds) {
                    let gram: String =
                        sequences.at(entry.at - 1).iter().map(|n| &*words[*n as usize]).collect();
                    prop_assert!(found.insert(gram, (entry.count, entry.documents)).is_none());
                }
            }
            prop_assert_eq!(found, naive(&documents, length));
        }
    }

    #[test]
    fn a_table_grows_without_losing_any() {
        let text: String = (0..20_000_u32).filter_map(|n| char::from_u32(0x4e00 + n)).collect();
        let twice = [text.clone(), text];
        let row = row(&twice);
        let sequences = Sequences { numbers: &row.numbers, documents: &row.documents, length: 1 };
        let counted = sequences.count(0, 1);
        assert_eq!(counted.len(), 20_000);
        assert!(counted.iter().all(|entry| (entry.count, entry.documents) == (2, 2)));
    }
}
