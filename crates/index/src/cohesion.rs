//! Cohesion: how well a letter follows the one before it in the corpus. Counts of letters and of pairs, nothing else.

use crate::Error;
use crate::snapshot::Snapshot;
use std::collections::HashMap;

/// How often letters stand in a corpus.
pub(crate) type LetterCounts = HashMap<char, usize>;

/// So much of what is expected of a letter comes from the pair, the rest from the letter alone: a pair that the corpus
/// has not got is no impossible one (linear interpolation; Jelinek and Mercer 1980).
const OF_THE_PAIR: f64 = 0.9;

impl Snapshot {
    /// How much more often each letter follows the one before it than it stands anywhere, in bits, at least
    /// log₂ 0.1 = −3.3; 0 for the first letter and for one that the corpus has not got.
    ///
    /// Cost: a look at each pair; the first time one at every pair of the corpus.
    pub(crate) fn cohesion(&self, letters: &[char]) -> Result<Vec<f64>, Error> {
        let counts = self.letter_counts()?;
        let standing = |letter: char| counts.get(&letter).copied().unwrap_or(0);
        let all = real(usize::try_from(self.extent()?.0).unwrap_or(usize::MAX));
        let mut bits = vec![0.0; letters.len()];
        for (two, bits) in letters.windows(2).zip(bits.iter_mut().skip(1)) {
            let &[before, letter] = two else { continue };
            let (first, second) = (standing(before), standing(letter));
            if second == 0 {
                continue;
            }
            let mut both = 0;
            for (_, _, characters) in self.segments() {
                both += characters.pair(before, letter).map_err(|e| self.fail(e))?.map_or(0, |at| at.count());
            }
            let by_chance = real(first) * real(second) / all.max(1.0);
            let more = if by_chance > 0.0 { real(both) / by_chance } else { 0.0 };
            *bits = (OF_THE_PAIR * more + (1.0 - OF_THE_PAIR)).log2();
        }
        Ok(bits)
    }
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use crate::{Corpus, Record};
    use chuchu_model::DocumentId;

    #[test]
    fn letters_that_follow_one_another_cohere() {
        let folder = tempfile::tempdir().unwrap();
        let corpus = Corpus::create(folder.path()).unwrap();
        let mut writer = corpus.writer().unwrap();
        for (id, text) in [("a", "甲乙甲乙丙丁"), ("b", "甲丙丙丙丙丁")] {
            writer.add(&Record::of_text(DocumentId::new(id).unwrap(), text.to_owned())).unwrap();
        }
        writer.commit().unwrap();
        let bits = corpus.snapshot().cohesion(&['甲', '乙', '甲', '丁', '戊', '甲']).unwrap();
        // 甲 3, 乙 2, 丙 5, 丁 2 of 12; 甲乙 2, 乙甲 1, 甲丁 none
        let expect = |more: f64| (0.9 * more + 0.1).log2();
        let found: Vec<f64> = [0.0, expect(4.0), expect(2.0), expect(0.0), 0.0, expect(0.0)].into();
        assert!(bits.iter().zip(&found).all(|(a, b)| (a - b).abs() < 1e-9), "{bits:?} {found:?}");
    }
}
