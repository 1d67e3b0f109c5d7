//! Grams: every run of a few letters, by fingerprint, and where else the same run stands.
//!
//! All grams are kept, sampled by nothing: a passage of two dozen letters with a change in its middle has only a
//! few grams left that are alike, and a sample (winnowing: Schleimer, Wilkerson, Aiken 2003) loses them.
//! A sorted array of fingerprints takes the place of a hash map: twelve bytes a letter while it is made.

use super::letters::Row;
use std::ops::Range;
use std::thread;

/// A gram that stands at one place only.
const ALONE: u32 = u32::MAX;
/// Below this many grams a second thread does not pay.
const SMALL: usize = 100_000;

/// Where a gram stands more than once.
#[derive(Clone, Copy, Debug)]
struct Group {
    start: u32,
    length: u32,
    crowded: bool,
}

/// All grams that stand at several places.
#[derive(Debug)]
pub(super) struct Grams {
    /// Letters of a gram.
    pub(super) length: u32,
    /// Places, group after group, each in order.
    members: Vec<u32>,
    groups: Vec<Group>,
    /// The group of the gram that begins at each letter.
    group_of: Vec<u32>,
}

/// How grams are made and which of their places are remembered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sieve {
    /// Letters of a gram.
    pub(super) length: u32,
    /// A gram that stands at more places than this is crowded.
    pub(super) crowd: usize,
    /// How many places of a crowded gram are remembered: the oldest, each in another work.
    pub(super) oldest: usize,
}

impl Grams {
    /// Finds all grams. Cost: a sort of as many numbers as there are letters, on `threads` threads.
    pub(super) fn new(row: &Row, sieve: Sieve, threads: usize) -> Self {
        let mut prints = fingerprints(row, sieve.length);
        sort(&mut prints, threads);
        let mut grams = Self {
            length: sieve.length,
            members: Vec::new(),
            groups: Vec::new(),
            group_of: vec![ALONE; row.letters.len()],
        };
        for group in prints.chunk_by(|a, b| a >> 32 == b >> 32).filter(|group| group.len() > 1) {
            grams.push(row, group, sieve);
        }
        grams
    }

    fn push(&mut self, row: &Row, prints: &[u64], sieve: Sieve) {
        let number = u32::try_from(self.groups.len()).unwrap_or(ALONE);
        let start = self.members.len();
        let crowded = prints.len() > sieve.crowd;
        for place in prints.iter().map(|p| place_of(*p)) {
            if let Some(of) = self.group_of.get_mut(place as usize) {
                *of = number;
            }
        }
        if crowded {
            self.members.extend(oldest(row, prints, sieve.oldest));
        } else {
            self.members.extend(prints.iter().map(|p| place_of(*p)));
        }
        let length = u32::try_from(self.members.len() - start).unwrap_or(0);
        self.groups.push(Group { start: u32::try_from(start).unwrap_or(ALONE), length, crowded });
    }

    /// The remembered places of the gram that begins at a letter, in order, that one included; nothing when
    /// it stands nowhere else.
    pub(super) fn places(&self, letter: u32) -> &[u32] {
        self.group(letter).map_or(&[], |g| {
            let members = g.start as usize..(g.start + g.length) as usize;
            self.members.get(members).unwrap_or(&[])
        })
    }

    /// Whether the gram at `letter` is remembered to stand at `other` too.
    pub(super) fn joins(&self, letter: u32, other: u32) -> bool {
        match self.group(letter) {
            None => false,
            Some(g) if g.crowded => self.places(letter).contains(&other),
            Some(_) => self.group_of.get(other as usize) == self.group_of.get(letter as usize),
        }
    }

    fn group(&self, letter: u32) -> Option<Group> {
        let number = self.group_of.get(letter as usize)?;
        self.groups.get(*number as usize).copied()
    }
}

fn place_of(print: u64) -> u32 {
    u32::try_from(print & u64::from(u32::MAX)).unwrap_or(0)
}

/// The first places, each in another work.
fn oldest(row: &Row, prints: &[u64], most: usize) -> Vec<u32> {
    let mut works: Vec<u32> = Vec::with_capacity(most);
    let mut places = Vec::with_capacity(most);
    for place in prints.iter().map(|p| place_of(*p)) {
        if works.len() == most {
            break;
        }
        let Some(passage) = row.passages.get(row.passage_at(place)) else { continue };
        if !works.contains(&passage.work) {
            works.push(passage.work);
            places.push(place);
        }
    }
    places
}

/// A fingerprint of 32 bits above the place for every gram, at least half of which are Chinese characters.
fn fingerprints(row: &Row, length: u32) -> Vec<u64> {
    let mut prints = Vec::with_capacity(row.letters.len());
    for passage in &row.passages {
        let letters = row.of(&passage.letters);
        let mut rolling = Rolling::new(length);
        for (i, letter) in letters.iter().enumerate() {
            let gone = i.checked_sub(length as usize).and_then(|i| letters.get(i));
            rolling.step(letter.code(), letter.is_han(), gone.map(|l| (l.code(), l.is_han())));
            if i + 1 >= length as usize && rolling.han * 2 >= length {
                let at = passage.letters.start + u32::try_from(i).unwrap_or(0) + 1 - length;
                prints.push((rolling.print() << 32) | u64::from(at));
            }
        }
    }
    prints
}

/// A rolling polynomial fingerprint (Karp and Rabin 1987), modulo 2^64.
struct Rolling {
    value: u64,
    han: u32,
    /// The weight of the letter that leaves.
    last: u64,
}

/// Odd, and large enough that neighbouring codes do not meet.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

impl Rolling {
    fn new(length: u32) -> Self {
        Self { value: 0, han: 0, last: BASE.wrapping_pow(length) }
    }

    fn step(&mut self, code: u32, han: bool, gone: Option<(u32, bool)>) {
        self.value = self.value.wrapping_mul(BASE).wrapping_add(u64::from(code) + 1);
        self.han += u32::from(han);
        if let Some((code, han)) = gone {
            self.value = self.value.wrapping_sub((u64::from(code) + 1).wrapping_mul(self.last));
            self.han -= u32::from(han);
        }
    }

    /// The best 32 bits: the high ones, after a mix.
    fn print(&self) -> u64 {
        (self.value ^ (self.value >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32
    }
}

/// Sorts on several threads: the halves around the median, each by itself.
fn sort(prints: &mut [u64], threads: usize) {
    if threads < 2 || prints.len() < SMALL {
        prints.sort_unstable();
        return;
    }
    let middle = prints.len() / 2;
    let (below, _, above) = prints.select_nth_unstable(middle);
    thread::scope(|scope| {
        scope.spawn(|| sort(below, threads / 2));
        sort(above, threads - threads / 2);
    });
}

/// Cuts `count` things into pieces of about the same size.
pub(super) fn pieces(count: usize, size: usize) -> impl Iterator<Item = Range<usize>> {
    (0..count).step_by(size.max(1)).map(move |from| from..(from + size.max(1)).min(count))
}
