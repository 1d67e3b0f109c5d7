//! Cohesion: how well a letter follows the one before it in the corpus. Counts of letters and of pairs, nothing else.

use crate::Error;
use crate::snapshot::Snapshot;
use std::collections::HashMap;

/// How often letters stand in a corpus.
pub(crate) type LetterCounts = HashMap<char, usize>;

/// So much of what is expected of a letter comes from the pair, the rest from the letter alone: a pair that the corpus
/// has not got is no impossible one (linear interpolation; Jelinek and Mercer 1980).
const OF_THE_PAIR: f64 = 0.9;

/// How often two letters would stand together by chance.
pub(crate) struct ByChance<'a> {
    counts: &'a LetterCounts,
    /// How many letters there are.
    all: f64,
}

impl ByChance<'_> {
    /// How often the corpus would have these two letters one after the other if its letters stood in no order.
    fn of(&self, letters: [char; 2]) -> f64 {
        letters.iter().map(|letter| self.standing(*letter)).product::<f64>() / self.all.max(1.0)
    }

    fn standing(&self, letter: char) -> f64 {
        real(self.counts.get(&letter).copied().unwrap_or(0))
    }

    /// Whether two letters would stand together more often than they do.
    pub(crate) fn exceeds(&self, letters: [char; 2], standing: usize) -> bool {
        self.of(letters) > real(standing)
    }

    /// How much more often the second of two letters, which stand together so often, follows the first than it stands
    /// anywhere, in bits, at least log₂ 0.1 = −3.3; 0 for one that the corpus has not got.
    pub(crate) fn cohesion(&self, letters: [char; 2], standing: usize) -> f64 {
        let [_, letter] = letters;
        if self.standing(letter) == 0.0 {
            return 0.0;
        }
        let expected = self.of(letters);
        let more = if expected > 0.0 { real(standing) / expected } else { 0.0 };
        (OF_THE_PAIR * more + (1.0 - OF_THE_PAIR)).log2()
    }
}

impl Snapshot {
    /// How often letters would stand together by chance. Cost: see [`Snapshot::letter_counts`].
    pub(crate) fn by_chance(&self) -> Result<ByChance<'_>, Error> {
        let all = usize::try_from(self.extent()?.0).unwrap_or(usize::MAX);
        Ok(ByChance { counts: self.letter_counts()?, all: real(all) })
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
        let found = corpus.snapshot().candidates(&['甲', '乙', '甲', '丁', '戊', '甲'], 1).unwrap().cohesion;
        // 甲 3, 乙 2, 丙 5, 丁 2 of 12; 甲乙 2, 乙甲 1, 甲丁 none
        let bits = |more: f64| (0.9 * more + 0.1).log2();
        let expect = [0.0, bits(4.0), bits(2.0), bits(0.0), 0.0, bits(0.0)];
        assert_eq!(found.len(), expect.len());
        assert!(found.iter().zip(expect).all(|(a, b)| (a - b).abs() < 1e-9), "{found:?}");
    }
}
