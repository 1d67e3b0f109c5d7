//! What letters share with a segment, told by the lists of pairs alone, without reading a text: grams of the
//! manuscript are looked up, and those that stand one after the other in an entry are strung together.

use crate::characters::Characters;
use crate::sections::Damage;
use std::collections::HashMap;
use std::ops::Range;

/// Letters of a gram. With [`STRIDE`] every run of 12 letters and more has one.
pub(super) const GRAM: usize = 9;
/// Every so manieth letter begins one.
const STRIDE: usize = 4;
/// Of a gram that stands at more places only so many are followed: what they belong to has rarer ones, or is a formula.
const CROWD: usize = 64;
/// No more letters of the manuscript lie between two grams of a chain.
const GAP: usize = 24;
/// So many letters may be put in or left out between two grams.
const SLIP: i64 = 6;
/// A chain has grams over so many letters, before it is widened.
const LEAST: usize = 12;

/// Grams that stand one after the other, in the manuscript and in an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chain {
    /// The first gram: its letter in the manuscript, its place in the segment.
    pub(super) first: (usize, u32),
    /// The last gram.
    pub(super) last: (usize, u32),
    /// How many letters the grams cover.
    pub(super) covered: usize,
    /// Where the entry ends in the segment.
    end: u32,
}

/// The chains of a run of letters. Cost: a literal search for every fourth letter.
pub(super) fn of(characters: &Characters, letters: &[char], run: Range<usize>) -> Result<Vec<Chain>, Damage> {
    let mut chains: Vec<Chain> = Vec::new();
    // The chain that was last met on each diagonal: the distance of a place in the segment from its letter.
    let mut on: HashMap<i64, usize> = HashMap::new();
    let Some(last) = run.end.checked_sub(GRAM) else { return Ok(chains) };
    for at in (run.start..last).step_by(STRIDE).chain([last]) {
        let places = characters.places(letters.get(at..at + GRAM).unwrap_or_default())?;
        for place in places.into_iter().take(CROWD) {
            let diagonal = i64::from(place) - i64::try_from(at).unwrap_or(0);
            let nearby = (0..=SLIP).flat_map(|slip| [diagonal - slip, diagonal + slip]);
            let open = nearby
                .filter_map(|d| on.get(&d))
                .copied()
                .find(|chain| chains.get(*chain).is_some_and(|chain| chain.goes_on(at, place)));
            let number = match open.and_then(|number| Some((number, chains.get_mut(number)?))) {
                Some((number, chain)) => {
                    chain.covered += (at - chain.last.0).min(GRAM);
                    chain.last = (at, place);
                    number
                }
                None => {
                    let end = characters.start(characters.entry_at(place)? + 1)?;
                    chains.push(Chain { first: (at, place), last: (at, place), covered: GRAM, end });
                    chains.len() - 1
                }
            };
            on.insert(diagonal, number);
        }
    }
    chains.retain(|chain| chain.covered >= LEAST);
    Ok(chains)
}

impl Chain {
    /// Whether a gram may follow.
    fn goes_on(&self, at: usize, place: u32) -> bool {
        at > self.last.0 && at - self.last.0 <= GRAM + GAP && place > self.last.1 && place < self.end
    }
}
