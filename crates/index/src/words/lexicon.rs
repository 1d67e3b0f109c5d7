//! [`Lexicon`]: the user's words of one commit, and the cutter that knows them.

use super::{Cutter, UserWords};
use std::fmt;
use std::sync::OnceLock;

/// The words of a commit. The cutter is made when something is cut, so that opening an index costs nothing.
#[derive(Default)]
pub(crate) struct Lexicon {
    words: UserWords,
    cutter: OnceLock<Cutter>,
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lexicon").field("words", &self.words).finish_non_exhaustive()
    }
}

impl Lexicon {
    /// Of these words.
    pub(crate) fn new(words: UserWords) -> Self {
        Self { words, cutter: OnceLock::new() }
    }

    /// The words.
    pub(crate) fn words(&self) -> &UserWords {
        &self.words
    }

    /// The cutter. Cost, when asked first: that of [`Cutter::with`].
    pub(crate) fn cutter(&self) -> &Cutter {
        self.cutter.get_or_init(|| Cutter::with(&self.words.dictionary))
    }
}
