//! All pairs of shared stretches: each passage against those before it in the row.

use super::Settings;
use super::extend::{LETTER, Shared, Two};
use super::grams::{Grams, pieces};
use super::letters::{Letter, Row};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How often the letters of two passages are gone over at most: a text that repeats itself over and over would
/// otherwise be compared with itself at every distance.
const EFFORT: usize = 16;
/// Passages that a thread takes at a time.
const PIECE: usize = 256;

/// Two stretches of two passages; `a` stands in the older one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// The passages, by number.
    pub(super) passages: (u32, u32),
    /// What they share.
    pub(super) shared: Shared,
}

/// A gram that stands in this passage and in an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Seed {
    passage: u32,
    here: u32,
    there: u32,
}

/// Finds all pairs. Cost: each gram is compared with at most [`Settings::crowd`] others.
pub(super) fn find(row: &Row, grams: &Grams, settings: &Settings) -> Vec<Pair> {
    let work: Vec<_> = pieces(row.passages.len(), PIECE).collect();
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let finder = Finder { row, grams, settings };
    thread::scope(|scope| {
        for _ in 0..settings.threads.max(1) {
            scope.spawn(|| {
                while let Some(piece) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let mut pairs = Vec::new();
                    piece.clone().for_each(|passage| finder.of_passage(passage, &mut pairs));
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((piece.start, pairs));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(start, _)| *start);
    done.into_iter().flat_map(|(_, pairs)| pairs).collect()
}

#[derive(Clone, Copy)]
struct Finder<'a> {
    row: &'a Row,
    grams: &'a Grams,
    settings: &'a Settings,
}

impl Finder<'_> {
    fn of_passage(self, number: usize, pairs: &mut Vec<Pair>) {
        let mut seeds = self.seeds(number);
        seeds.sort_unstable();
        for seeds in seeds.chunk_by(|a, b| a.passage == b.passage) {
            self.of_two(number, seeds, pairs);
        }
    }

    /// The grams shared with earlier passages of other works, of each run of them only the first.
    fn seeds(self, number: usize) -> Vec<Seed> {
        let mut seeds = Vec::new();
        let Some(passage) = self.row.passages.get(number) else { return seeds };
        for here in passage.letters.clone() {
            for there in self.grams.places(here).iter().copied().take_while(|at| *at < passage.letters.start)
            {
                let other = self.row.passage_at(there);
                let Some(earlier) = self.row.passages.get(other).filter(|p| p.work != passage.work) else {
                    continue;
                };
                let first = here == passage.letters.start || there == earlier.letters.start;
                if first || !self.continues(here, there) {
                    seeds.push(Seed { passage: u32::try_from(other).unwrap_or(u32::MAX), here, there });
                }
            }
        }
        seeds
    }

    /// Whether the gram one letter before is shared as well, and known to be.
    fn continues(self, here: u32, there: u32) -> bool {
        let letter = |at: u32| self.row.letters.get(at.wrapping_sub(1) as usize);
        letter(here).zip(letter(there)).is_some_and(|(a, b)| a.is(*b))
            && self.grams.joins(here - 1, there - 1)
    }

    fn of_two(self, number: usize, seeds: &[Seed], pairs: &mut Vec<Pair>) {
        let (Some(later), Some(other)) = (self.row.passages.get(number), seeds.first().map(|s| s.passage))
        else {
            return;
        };
        let Some(earlier) = self.row.passages.get(other as usize) else { return };
        let two = Two::new(self.row, &earlier.letters, &later.letters);
        let mut found: Vec<Shared> = Vec::new();
        let mut left = EFFORT * (earlier.letters.len() + later.letters.len());
        for seed in seeds {
            if left == 0 {
                break;
            }
            if found.iter().any(|f| f.holds(seed.there, seed.here)) {
                continue;
            }
            if let Some(shared) = two.around((seed.there, seed.here), self.grams.length) {
                left = left.saturating_sub(shared.a.len() + shared.b.len());
                found.push(shared);
            }
        }
        let passages = (other, u32::try_from(number).unwrap_or(u32::MAX));
        found.retain(|shared| self.counts(shared));
        best(found).into_iter().for_each(|shared| pairs.push(Pair { passages, shared }));
    }

    /// Whether a stretch is long enough and alike enough to be a finding. What the differences cost is taken off
    /// the length, but for one letter: twelve like letters around a break are less than twelve in a row.
    fn counts(self, shared: &Shared) -> bool {
        let (letters, least) = (self.row.of(&shared.a), self.settings.min_chars);
        let long = shared.alike as usize >= least && shared.score as usize / LETTER as usize + 1 >= least;
        long && shared.similarity() >= self.settings.least_similarity && weight(letters) >= least
    }
}

/// Length in Chinese characters, for which three other letters or digits count one.
fn weight(letters: &[Letter]) -> usize {
    let han = letters.iter().filter(|l| l.is_han()).count();
    han + (letters.len() - han) / 3
}

/// Of stretches that mostly overlap on both sides, the best one.
fn best(mut found: Vec<Shared>) -> Vec<Shared> {
    found.sort_by_key(|s| (std::cmp::Reverse(s.score), s.b.start, s.a.start));
    let mut kept: Vec<Shared> = Vec::with_capacity(found.len());
    for shared in found {
        let same = |k: &Shared| {
            super::overlap(&k.a, &shared.a) * 2 > shared.a.len()
                && super::overlap(&k.b, &shared.b) * 2 > shared.b.len()
        };
        if !kept.iter().any(same) {
            kept.push(shared);
        }
    }
    kept.sort_by_key(|s| (s.b.start, s.a.start));
    kept
}
