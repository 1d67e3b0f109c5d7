//! What of a list is shown: [`Listing`] and [`StopList`].

use crate::snapshot::Snapshot;
use chuchu_text::{Folding, fold_to_string};
use serde::Serialize;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;

/// What of a list is wanted.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// Only what was counted so often; 0 and 1 mean everything.
    pub min: u64,
    /// At most so many; `None` for all.
    pub limit: Option<usize>,
    /// Words that are left out of the list. They are counted all the same: the size of the corpus, shares and
    /// places of other words do not change.
    pub stop: StopList,
    /// Also list the words of the index's own stop list, which are left out as well otherwise.
    pub ignore_own_stop: bool,
}

impl Listing {
    /// Whether a count is great enough.
    pub(crate) fn takes(&self, count: u64) -> bool {
        count >= self.min
    }

    /// All words that are left out, those of the index among them.
    pub(crate) fn stopped<'a>(&'a self, snapshot: &'a Snapshot) -> Stopped<'a> {
        let own = (!self.ignore_own_stop).then(|| &snapshot.lexicon().words().stop);
        Stopped { given: &self.stop, own }
    }

    /// The first so many in this order, sorted.
    pub(crate) fn first<T>(&self, all: &mut Vec<T>, mut order: impl FnMut(&T, &T) -> Ordering) {
        let limit = self.limit.unwrap_or(all.len());
        if limit < all.len() {
            if limit > 0 {
                all.select_nth_unstable_by(limit - 1, &mut order);
            }
            all.truncate(limit);
        }
        all.sort_unstable_by(order);
    }
}

/// Two stop lists as one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopped<'a> {
    given: &'a StopList,
    own: Option<&'a StopList>,
}

impl Stopped<'_> {
    /// Whether a folded word is in one of them.
    pub(crate) fn contains(self, word: &str) -> bool {
        self.given.contains(word) || self.own.is_some_and(|own| own.contains(word))
    }
}

/// Words that are left out of lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct StopList(BTreeSet<Box<str>>);

/// As [`StopList::of_lines`] reads it.
impl fmt::Display for StopList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.words().try_for_each(|word| writeln!(f, "{word}"))
    }
}

impl StopList {
    /// A word a line; width, case and script do not count, nor do blank lines and those that begin with `#`.
    ///
    /// ```
    /// use chuchu_index::lexis::StopList;
    /// let stop = StopList::of_lines("# particles\n的\n嗎\n");
    /// assert!(stop.contains("的") && stop.contains("吗") && !stop.contains("群众"));
    /// ```
    #[must_use]
    pub fn of_lines(lines: &str) -> Self {
        let lines = lines.lines().map(str::trim).filter(|line| !line.starts_with('#'));
        let words = lines.map(|line| fold_to_string(line, Folding::LETTERS).into_boxed_str());
        Self(words.filter(|word| !word.is_empty()).collect())
    }

    /// The words, folded and sorted.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|word| &**word)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a folded word is in it.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_sorted_whatever_the_limit() {
        for (limit, expect) in [(None, vec![1, 2, 3, 5]), (Some(2), vec![1, 2]), (Some(0), vec![])] {
            let mut all = vec![5, 2, 3, 1];
            Listing { limit, ..Listing::default() }.first(&mut all, Ord::cmp);
            assert_eq!(all, expect);
        }
    }
}
