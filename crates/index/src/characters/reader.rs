//! [`Characters`]: the file of a segment, read where it lies.

use super::lists::List;
use super::{END, EXTENSION, MAGIC, SINGLE, STRIDE};
use crate::sections::{self, Damage, Section};
use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};
use tantivy::SegmentReader;

/// Where a pair stands.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Standing<'a> {
    /// At one place only.
    Once(u32),
    /// At these.
    List(List<'a>),
}

impl Standing<'_> {
    /// At how many places.
    pub(crate) fn count(&self) -> usize {
        match self {
            Self::Once(_) => 1,
            Self::List(list) => list.count(),
        }
    }

    /// Appends the places.
    pub(super) fn unpack(&self, places: &mut Vec<u32>) -> Result<(), Damage> {
        match self {
            Self::Once(place) => places.push(*place),
            Self::List(list) => list.unpack(places)?,
        }
        Ok(())
    }
}

/// How many files this process has opened.
static OPENED: AtomicU64 = AtomicU64::new(0);

/// The characters of one segment. Cheap to clone: the bytes stay on disk, mapped.
#[derive(Clone)]
pub(crate) struct Characters {
    /// Which file it is, among all that this process has opened.
    id: u64,
    starts: Section,
    hints: Section,
    alphabet: Section,
    lists: Section,
    offsets: Section,
    firsts: Section,
    seconds: Section,
}

impl std::fmt::Debug for Characters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Characters").field("entries", &self.entries()).finish_non_exhaustive()
    }
}

impl Characters {
    /// Those of a segment. Cost: reads the table of the file.
    pub(crate) fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let [starts, hints, alphabet, lists, offsets, firsts, seconds]: [Section; 7] =
            sections::open(segment, EXTENSION, MAGIC)?;
        let id = OPENED.fetch_add(1, Ordering::Relaxed) + 1;
        let all = Self { id, starts, hints, alphabet, lists, offsets, firsts, seconds };
        let entries = usize::try_from(segment.max_doc()).map_err(|_| Damage)?;
        if all.starts.len() != entries + 1 || all.firsts.len() != all.alphabet.len() + 1 {
            return Err(Damage.into());
        }
        Ok(all)
    }

    /// Number of entries, those without letters included.
    pub(crate) fn entries(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Where an entry begins in the stream.
    pub(crate) fn start(&self, entry: u32) -> Result<u32, Damage> {
        self.starts.get(entry as usize).ok_or(Damage)
    }

    /// How many letters an entry has.
    pub(crate) fn letters(&self, entry: u32) -> Result<u32, Damage> {
        Ok(self.width(entry)?.saturating_sub(1))
    }

    /// How many places an entry takes: its letters and the end mark.
    pub(super) fn width(&self, entry: u32) -> Result<u32, Damage> {
        let end = self.starts.get(entry as usize + 1).ok_or(Damage)?;
        end.checked_sub(self.start(entry)?).ok_or(Damage)
    }

    /// How many letters all entries have, and how many entries have any.
    pub(crate) fn extent(&self) -> Result<(u64, u64), Damage> {
        let places = self.starts.get(self.entries()).ok_or(Damage)?;
        let mut before = 0;
        let mut inked = 0;
        for start in self.starts.iter().skip(1) {
            inked += u64::from(start > before);
            before = start;
        }
        Ok((u64::from(places).saturating_sub(inked), inked))
    }

    /// The entry that holds a place. Cost: constant.
    pub(crate) fn entry_at(&self, place: u32) -> Result<u32, Damage> {
        let mut entry = self.hints.get(place as usize / STRIDE).ok_or(Damage)?;
        // A stride holds some entries, now more, now fewer: the next four are compared without asking after each.
        let next = self.starts.bytes().get((entry as usize + 1) * 4..).and_then(<[u8]>::first_chunk::<16>);
        if let Some((four, _)) = next.map(|next| next.as_chunks::<4>()) {
            let passed = four.iter().map(|next| u32::from(u32::from_le_bytes(*next) <= place)).sum::<u32>();
            entry += passed;
            if passed < 4 {
                return Ok(entry);
            }
        }
        loop {
            match self.starts.get(entry as usize + 1) {
                Some(next) if next <= place => entry += 1,
                Some(_) => return Ok(entry),
                None => return Err(Damage),
            }
        }
    }

    /// The code points of the alphabet, ascending.
    pub(super) fn alphabet(&self) -> &Section {
        &self.alphabet
    }

    /// The number of a letter in the alphabet.
    pub(super) fn number(&self, letter: char) -> Option<usize> {
        self.alphabet.search(letter.into())
    }

    /// The numbers of the pairs that begin with a letter.
    pub(super) fn beginning(&self, first: usize) -> Result<std::ops::Range<usize>, Damage> {
        let bound = |index| self.firsts.get(index).map(|n| n as usize).ok_or(Damage);
        let (from, to) = (bound(first)?, bound(first + 1)?);
        if from <= to && to <= self.offsets.len() { Ok(from..to) } else { Err(Damage) }
    }

    /// The second letter of a pair.
    pub(super) fn second(&self, pair: usize) -> Result<u32, Damage> {
        if self.alphabet.len() > usize::from(u16::MAX) {
            return self.seconds.get(pair).ok_or(Damage);
        }
        let two = self.seconds.bytes().get(pair * 2..pair * 2 + 2).ok_or(Damage)?;
        two.try_into().map(|two| u16::from_le_bytes(two).into()).map_err(|_| Damage)
    }

    /// Where a pair stands.
    pub(super) fn standing(&self, pair: usize) -> Result<Standing<'_>, Damage> {
        let begin = self.offsets.get(pair).ok_or(Damage)?;
        if begin & SINGLE != 0 {
            return Ok(Standing::Once(begin ^ SINGLE));
        }
        List::open(self.lists.bytes().get(begin as usize..).ok_or(Damage)?).map(Standing::List)
    }

    /// Tells of every letter how often it stands. Cost: a look at every pair.
    pub(crate) fn each_letter(&self, mut see: impl FnMut(char, usize)) -> Result<(), Damage> {
        for (first, letter) in self.alphabet.iter().enumerate() {
            let mut count = 0;
            for pair in self.beginning(first)? {
                count += self.standing(pair)?.count();
            }
            if let Some(letter) = char::from_u32(letter).filter(|_| letter != END) {
                see(letter, count);
            }
        }
        Ok(())
    }

    /// Where two neighbouring letters stand; `None` where they never do.
    ///
    /// Cost: a search in two tables; nothing if the same thread has asked of late.
    pub(crate) fn pair(&self, first: char, second: char) -> Result<Option<Standing<'_>>, Damage> {
        let slot = LATELY.with_borrow(|lately| lately.get(place_of(self.id, first, second)).copied());
        let number = match slot {
            Some(asked) if (asked.of, asked.first, asked.second) == (self.id, first, second) => asked.number,
            _ => {
                let number = self.pair_number(first, second)?;
                LATELY.with_borrow_mut(|lately| {
                    if lately.is_empty() {
                        lately.resize(MOST_LATELY, Asked { of: 0, first, second, number });
                    }
                    if let Some(slot) = lately.get_mut(place_of(self.id, first, second)) {
                        *slot = Asked { of: self.id, first, second, number };
                    }
                });
                number
            }
        };
        number.map(|pair| self.standing(pair as usize)).transpose()
    }

    fn pair_number(&self, first: char, second: char) -> Result<Option<u32>, Damage> {
        let (Some(first), Some(second)) = (self.number(first), self.number(second)) else {
            return Ok(None);
        };
        let mut range = self.beginning(first)?;
        while !range.is_empty() {
            let middle = range.start.midpoint(range.end);
            match (self.second(middle)? as usize).cmp(&second) {
                std::cmp::Ordering::Equal => return u32::try_from(middle).map(Some).map_err(|_| Damage),
                std::cmp::Ordering::Less => range.start = middle + 1,
                std::cmp::Ordering::Greater => range.end = middle,
            }
        }
        Ok(None)
    }
}

/// A pair of letters that was asked for, and what its number was.
#[derive(Clone, Copy)]
struct Asked {
    of: u64,
    first: char,
    second: char,
    number: Option<u32>,
}

/// So many pairs are remembered: those of one sentence in some segments, which tracing asks for in many forms of it.
const MOST_LATELY: usize = 1 << 10;

thread_local! {
    static LATELY: RefCell<Vec<Asked>> = const { RefCell::new(Vec::new()) };
}

/// Where a pair of a file is remembered: a later one takes the place of an earlier.
fn place_of(file: u64, first: char, second: char) -> usize {
    let pair = u64::from(u32::from(first)) << 32 | u64::from(u32::from(second));
    let mixed = (pair ^ file << 53).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(mixed >> (u64::BITS - MOST_LATELY.trailing_zeros())).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use crate::{Corpus, Record};
    use chuchu_model::DocumentId;

    /// The same pair has another number in another file, or none; asked in turn, each file answers for itself.
    #[test]
    fn what_is_remembered_of_one_file_is_not_said_of_another() {
        let corpora = ["甲乙甲乙", "丙丁甲丙甲乙", "乙甲"].map(|text| {
            let folder = tempfile::tempdir().unwrap();
            let corpus = Corpus::create(folder.path()).unwrap();
            let mut writer = corpus.writer().unwrap();
            writer.add(&Record::of_text(DocumentId::new("a").unwrap(), text.to_owned())).unwrap();
            writer.commit().unwrap();
            (folder, corpus)
        });
        for _ in 0..3 {
            let standing = corpora.each_ref().map(|(_, corpus)| {
                let snapshot = corpus.snapshot();
                let (_, _, characters) = snapshot.segments().next().unwrap();
                characters.pair('甲', '乙').unwrap().map_or(0, |standing| standing.count())
            });
            assert_eq!(standing, [2, 1, 0]);
        }
    }
}
