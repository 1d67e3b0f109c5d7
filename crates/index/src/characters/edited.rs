//! Literal search but for one letter: which entries hold a text in which one letter is another, is missing, or is one
//! too many.

use super::find::{Covering, meet};
use super::reader::{Characters, Standing};
use crate::sections::Damage;
use std::collections::VecDeque;

/// Where so many places would have to be read for one edit, the text is too common to be told by it.
const MOST_PLACES: usize = 40_000;

/// A letter that stands oftener is not looked up by itself.
const MOST_OF_ONE: usize = 60_000;

/// What one edit leaves of a text: its letters before and behind, and how far those behind have moved.
#[derive(Clone, Copy, Debug)]
struct Edit {
    before: usize,
    behind: usize,
    moved: isize,
}

impl Edit {
    /// Another letter in the place of one inside a text, and a letter missing before one.
    fn all(letters: usize) -> impl Iterator<Item = Self> {
        let other = (1..letters.saturating_sub(1)).map(|at| Self { before: at, behind: at + 1, moved: 0 });
        let missing = (1..letters).map(|at| Self { before: at, behind: at, moved: 1 });
        other.chain(missing)
    }

    /// Where a letter stands in the source, if it stands there.
    fn place(self, letter: usize) -> Option<usize> {
        if letter < self.before {
            Some(letter)
        } else {
            letter.checked_add_signed(self.moved).filter(|_| letter >= self.behind)
        }
    }

    /// Where a pair of neighbouring letters stands in the source, if both still are neighbours.
    fn place_of_pair(self, first: usize) -> Option<usize> {
        self.place(first).filter(|at| self.place(first + 1) == Some(at + 1))
    }
}

impl Characters {
    /// The entries that hold letters but for one edit, ascending: one letter is another one, is missing, or is one too
    /// many. Those that hold all letters are not meant, though they may be among them; a very frequent letter that the
    /// edit leaves alone at an end is not looked at.
    ///
    /// Cost: for each edit that leaves pairs that all stand in the segment, the list of the rarest of them and looks
    /// into others. Where the edit has made a pair that stands nowhere, few edits are left.
    pub(crate) fn holders_but_one(&self, letters: &[char]) -> Result<Vec<u32>, Damage> {
        let mut pairs = Vec::with_capacity(letters.len());
        for two in letters.windows(2) {
            let &[first, second] = two else { continue };
            pairs.push(self.pair(first, second)?);
        }
        let mut entries = Vec::new();
        for edit in Edit::all(letters.len()) {
            let places = self.places_of_edit(letters, &pairs, edit)?;
            let last = letters.len().saturating_add_signed(edit.moved).saturating_sub(1);
            self.collect(&places, last, &mut entries)?;
        }
        for at in 0..letters.len() {
            let (head, tail) = letters.split_at(at);
            let shorter = [head, tail.get(1..).unwrap_or_default()].concat();
            if self.at_most(&shorter)? <= MOST_PLACES {
                self.collect(&self.places(&shorter)?, shorter.len().saturating_sub(1), &mut entries)?;
            }
        }
        entries.sort_unstable();
        entries.dedup();
        Ok(entries)
    }

    /// Where the letters stand that an edit leaves.
    fn places_of_edit(
        &self,
        letters: &[char],
        pairs: &[Option<Standing<'_>>],
        edit: Edit,
    ) -> Result<Vec<u32>, Damage> {
        let mut left: Vec<(usize, usize, Standing<'_>)> = Vec::with_capacity(pairs.len());
        for (first, pair) in pairs.iter().enumerate() {
            if edit.place_of_pair(first).is_some() {
                let Some(pair) = pair else { return Ok(Vec::new()) };
                left.push((pair.count(), first, *pair));
            }
        }
        left.sort_unstable_by_key(|(count, first, _)| (*count, *first));
        if left.first().is_none_or(|(count, ..)| *count > MOST_PLACES) {
            return Ok(Vec::new());
        }
        let mut covered = vec![false; letters.len()];
        let mut lists: VecDeque<Covering<'_>> = VecDeque::new();
        for (count, first, pair) in left {
            let both = covered.get_mut(first..first + 2).unwrap_or_default();
            if let Some(at) = edit.place_of_pair(first).filter(|_| both.contains(&false)) {
                both.fill(true);
                lists.push_back((count, u32::try_from(at).map_err(|_| Damage)?, pair));
            }
        }
        let mut places = meet(lists)?;
        for (i, letter) in letters.iter().enumerate() {
            if let Some(at) = edit.place(i).filter(|_| covered.get(i) == Some(&false)) {
                self.keep_with_letter(*letter, u32::try_from(at).map_err(|_| Damage)?, &mut places)?;
            }
        }
        Ok(places)
    }

    /// Keeps the places so far behind which a letter stands; all, where it stands very often.
    fn keep_with_letter(&self, letter: char, distance: u32, places: &mut Vec<u32>) -> Result<(), Damage> {
        if places.is_empty() {
            return Ok(());
        }
        let (mut often, mut here, mut with) = (0, Vec::new(), Vec::new());
        self.each_beginning(letter, |list| {
            often += list.count();
            if often <= MOST_OF_ONE {
                here.clear();
                list.unpack(&mut here)?;
                let before = |at: &u32| at.checked_sub(distance).filter(|p| places.binary_search(p).is_ok());
                with.extend(here.iter().filter_map(before));
            }
            Ok(())
        })?;
        if often <= MOST_OF_ONE {
            with.sort_unstable();
            *places = with;
        }
        Ok(())
    }

    /// Adds the entries in which a text that ends so far behind its place lies whole.
    fn collect(&self, places: &[u32], last: usize, entries: &mut Vec<u32>) -> Result<(), Damage> {
        let last = u32::try_from(last).map_err(|_| Damage)?;
        for place in places {
            let entry = self.entry_at(*place)?;
            if place.saturating_add(last) < self.start(entry + 1)? {
                entries.push(entry);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::{Corpus, Record};
    use chuchu_model::DocumentId;

    /// Whether a text holds letters but for one, by trying everything.
    fn holds_but_one(text: &[char], letters: &[char]) -> bool {
        let whole = |part: &[char]| text.windows(part.len()).any(|there| there == part);
        let without = |at: usize| {
            let (head, tail) = letters.split_at(at);
            whole(&[head, tail.get(1..).unwrap_or_default()].concat())
        };
        let parted = |from: usize, to: usize| {
            let (head, tail) = (&letters[..from], &letters[to..]);
            text.windows(head.len() + 1 + tail.len())
                .any(|there| there.starts_with(head) && there.ends_with(tail))
        };
        (0..letters.len()).any(without)
            || (1..letters.len() - 1).any(|at| parted(at, at + 1))
            || (1..letters.len()).any(|at| parted(at, at))
    }

    #[test]
    fn entries_that_hold_all_but_one_are_those_of_trying_everything() {
        let folder = tempfile::tempdir().unwrap();
        let corpus = Corpus::create(folder.path()).unwrap();
        let mut writer = corpus.writer().unwrap();
        let units = ["甲", "乙", "丙", "丁甲", "乙丙", "戊"];
        let mut texts: Vec<Vec<char>> = Vec::new();
        for n in 0..120usize {
            let text: String = (0..5 + n % 9)
                .filter_map(|i| units.get((n * 5 + i * i * n + i) % units.len()))
                .copied()
                .collect();
            texts.push(text.chars().collect());
            writer.add(&Record::of_text(DocumentId::new(format!("d{n}")).unwrap(), text)).unwrap();
        }
        writer.commit().unwrap();
        let snapshot = corpus.snapshot();
        let mut found_any = 0;
        for text in ["甲乙丙丁甲", "乙丙乙丙甲乙", "戊甲丙丙乙丁", "丁甲乙戊丙甲", "丁丁丁丁丁"]
        {
            let letters: Vec<char> = text.chars().collect();
            let expect = texts.iter().filter(|text| holds_but_one(text, &letters)).count();
            let mut found = 0;
            for (_, _, characters) in snapshot.segments() {
                found += characters.holders_but_one(&letters).unwrap().len();
            }
            assert_eq!(found, expect, "{text}");
            found_any += found;
        }
        assert!(found_any > 20, "{found_any}");
    }
}
