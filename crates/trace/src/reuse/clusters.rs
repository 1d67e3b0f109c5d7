//! From pairs to clusters: all places of one passage together, and whether it is a formula.
//!
//! passim (Smith, Cordell, Dillon 2013) links what overlaps; two cares are taken here that one passage does not
//! flow into the next: stretches of one passage are the same place only where they nearly coincide, and
//! clusters are joined only where all places of the one have most of the words at the heart of the other and no
//! two places merely touch. The heart is the place that a cluster began with; as the shortest pairs are joined
//! first, that is the words which all have in common rather than the longest context of them.

use super::letters::Row;
use super::pairs::Pair;
use super::{Settings, overlap};
use std::collections::HashMap;
use std::ops::Range;

/// A place of a shared passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The passage, by number.
    pub(super) passage: u32,
    /// The letters of the row.
    pub(super) letters: Range<u32>,
}

/// Places that have the same words.
#[derive(Debug)]
pub(super) struct Group {
    /// The places, in the order of the row.
    pub(super) places: Vec<Place>,
    /// Pairs of which the later place is one of them, by number; or the earlier, where the later is in no cluster.
    pub(super) pairs: Vec<u32>,
    /// How many works they stand in.
    pub(super) works: usize,
    /// Whether they are too widespread to have a source.
    pub(super) formula: bool,
}

/// Two places of one passage are one if what they share is at least seven tenths of what they cover.
const SAME: (usize, usize) = (7, 10);
/// A place is at most twice as long as the heart, or half as long.
const SPREAD: usize = 2;

/// The share of the pairs of neighbouring letters of the shorter that the longer must have, of heart and place.
const HEART: (usize, usize) = (2, 3);

/// Puts pairs into clusters. Cost: linear in the pairs, with a logarithm for joining.
pub(super) fn cluster(row: &Row, pairs: &[Pair], settings: &Settings) -> Vec<Group> {
    let (places, sides) = places(pairs);
    let mut joined = Joined::new(row, &places);
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    let size = |at: &usize| pairs.get(*at).map_or(0, |p| p.shared.score);
    order.sort_by_key(|at| (size(at), *at));
    for at in order {
        if let Some(&(a, b)) = sides.get(at) {
            joined.join(a, b);
        }
    }
    joined.groups(&sides, settings)
}

/// The places of all pairs, and which two each pair has.
fn places(pairs: &[Pair]) -> (Vec<Place>, Vec<(u32, u32)>) {
    let mut ends: Vec<(Place, u32, bool)> = Vec::with_capacity(pairs.len() * 2);
    for (number, pair) in pairs.iter().enumerate() {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        ends.push((Place { passage: pair.passages.0, letters: pair.shared.a.clone() }, number, false));
        ends.push((Place { passage: pair.passages.1, letters: pair.shared.b.clone() }, number, true));
    }
    let key = |p: &Place| (p.passage, std::cmp::Reverse(p.letters.len()), p.letters.start);
    ends.sort_by(|x, y| key(&x.0).cmp(&key(&y.0)).then(x.1.cmp(&y.1)));
    let mut places: Vec<Place> = Vec::new();
    let mut sides = vec![(0, 0); pairs.len()];
    let mut first = 0;
    for (place, pair, later) in ends {
        if places.get(first).is_some_and(|p| p.passage != place.passage) {
            first = places.len();
        }
        let known = places.iter().skip(first).position(|p| same(&p.letters, &place.letters));
        let number = known.map_or(places.len(), |at| first + at);
        if known.is_none() {
            places.push(place);
        }
        if let Some(side) = sides.get_mut(pair as usize) {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            if later { side.1 = number } else { side.0 = number }
        }
    }
    (places, sides)
}

fn same(a: &Range<u32>, b: &Range<u32>) -> bool {
    let common = overlap(a, b);
    common * SAME.1 >= (a.len() + b.len() - common) * SAME.0
}

/// The stretch's pairs of neighbouring letters, sorted.
fn bigrams(row: &Row, letters: &Range<u32>) -> Vec<(u32, u32)> {
    let mut bigrams: Vec<_> =
        row.of(letters).windows(2).filter_map(|w| Some((w.first()?.code(), w.last()?.code()))).collect();
    bigrams.sort_unstable();
    bigrams
}

/// How many entries two sorted lists have in common.
fn in_common<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        let order = x.cmp(y);
        common += usize::from(order.is_eq());
        i += usize::from(order.is_le());
        j += usize::from(order.is_ge());
    }
    common
}

/// Whether two stretches, given as sorted pairs of letters, are of a size and have most words in common.
fn alike(one: &[(u32, u32)], other: &[(u32, u32)]) -> bool {
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    long <= short * SPREAD && in_common(one, other) * HEART.1 >= short * HEART.0
}

/// A set of places.
#[derive(Default)]
struct Set {
    members: Vec<u32>,
    /// The place around which it grew.
    heart: u32,
}

/// Disjoint sets of places, joined small to large.
struct Joined<'a> {
    row: &'a Row,
    places: &'a [Place],
    set_of: Vec<u32>,
    sets: Vec<Set>,
    /// For each set and passage in it, the places there.
    inside: HashMap<(u32, u32), Vec<u32>>,
}

impl<'a> Joined<'a> {
    fn new(row: &'a Row, places: &'a [Place]) -> Self {
        let numbers = 0..u32::try_from(places.len()).unwrap_or(u32::MAX);
        Self {
            row,
            places,
            set_of: numbers.clone().collect(),
            sets: numbers.clone().map(|heart| Set { members: vec![heart], heart }).collect(),
            inside: numbers.zip(places).map(|(n, p)| ((n, p.passage), vec![n])).collect(),
        }
    }

    fn set_of(&self, place: u32) -> u32 {
        self.set_of.get(place as usize).copied().unwrap_or(place)
    }

    /// Puts the sets of two places together, unless one passage would flow into another.
    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.set_of(a), self.set_of(b));
        let size = |set: u32| self.sets.get(set as usize).map_or(0, |s| s.members.len());
        let (large, small) = if size(a) >= size(b) { (a, b) } else { (b, a) };
        let both_alone = size(large) == 1;
        if large == small {
            return;
        }
        if !both_alone && (!self.of_one_heart(large, small) || self.clash(large, small)) {
            return;
        }
        let moved = self.sets.get_mut(small as usize).map(std::mem::take).unwrap_or_default().members;
        for place in &moved {
            if let Some(set) = self.set_of.get_mut(*place as usize) {
                *set = large;
            }
            if let Some(at) = self.places.get(*place as usize) {
                self.inside.remove(&(small, at.passage));
                self.inside.entry((large, at.passage)).or_default().push(*place);
            }
        }
        if let Some(set) = self.sets.get_mut(large as usize) {
            set.members.extend(moved);
        }
    }

    /// Whether every place of `small` is of a size with the heart of `large` and has most of its words. The
    /// first that has not is put in front, to be asked first the next time.
    fn of_one_heart(&mut self, large: u32, small: u32) -> bool {
        let letters = |n: u32| self.places.get(n as usize).map_or(0..0, |p| p.letters.clone());
        let Some(heart) = self.sets.get(large as usize).map(|s| bigrams(self.row, &letters(s.heart))) else {
            return false;
        };
        let strange = |n: &u32| !alike(&heart, &bigrams(self.row, &letters(*n)));
        let Some(set) = self.sets.get_mut(small as usize) else { return false };
        let strange = set.members.iter().position(strange);
        strange.inspect(|at| set.members.swap(0, *at)).is_none()
    }

    /// Whether both hold places that overlap, neither of which is most of the other. The first of `small` that
    /// does is put in front, as above.
    fn clash(&mut self, large: u32, small: u32) -> bool {
        let letters = |n: &u32| self.places.get(*n as usize).map_or(0..0, |p| p.letters.clone());
        let touch = |a: &Range<u32>, b: &Range<u32>| {
            let common = overlap(a, b);
            common > 0 && common * SAME.1 < a.len().min(b.len()) * SAME.0
        };
        let clashes = |n: &u32| {
            let Some(passage) = self.places.get(*n as usize).map(|p| p.passage) else { return false };
            let there = self.inside.get(&(large, passage));
            there.is_some_and(|there| there.iter().any(|m| touch(&letters(m), &letters(n))))
        };
        let Some(set) = self.sets.get_mut(small as usize) else { return false };
        let clashing = set.members.iter().position(clashes);
        clashing.inspect(|at| set.members.swap(0, *at)).is_some()
    }

    fn groups(self, sides: &[(u32, u32)], settings: &Settings) -> Vec<Group> {
        let mut pairs_of: Vec<Vec<u32>> = vec![Vec::new(); self.sets.len()];
        for (number, side) in sides.iter().enumerate() {
            let (earlier, later) = (self.set_of(side.0), self.set_of(side.1));
            let alone = self.sets.get(later as usize).is_some_and(|s| s.members.len() == 1);
            if let Some(pairs) = pairs_of.get_mut(if alone { earlier } else { later } as usize) {
                pairs.push(u32::try_from(number).unwrap_or(u32::MAX));
            }
        }
        let mut groups = Vec::new();
        for (set, pairs) in self.sets.into_iter().zip(pairs_of) {
            let places = set.members.iter().filter_map(|n| self.places.get(*n as usize).cloned());
            let places = apart(places.collect());
            if places.len() > 1 {
                groups.push(group(self.row, places, pairs, settings));
            }
        }
        groups.sort_by_key(|g| g.places.first().map(|p| (p.letters.start, p.letters.end)));
        groups
    }
}

/// Of places that overlap the longest, in order.
fn apart(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_by_key(|p| (p.letters.start, p.letters.end));
    let mut kept: Vec<Place> = Vec::with_capacity(places.len());
    for place in places {
        match kept.last_mut().filter(|last| overlap(&last.letters, &place.letters) > 0) {
            Some(last) if last.letters.len() < place.letters.len() => *last = place,
            Some(_) => {}
            None => kept.push(place),
        }
    }
    kept
}

fn group(row: &Row, places: Vec<Place>, pairs: Vec<u32>, settings: &Settings) -> Group {
    let work = |p: &Place| row.passages.get(p.passage as usize).map(|p| p.work);
    let mut works: Vec<_> = places.iter().filter_map(work).collect();
    works.sort_unstable();
    works.dedup();
    let longest = places.iter().map(|p| p.letters.len()).max().unwrap_or(0);
    Group { formula: works.len() >= settings.formula_works(longest), works: works.len(), places, pairs }
}
