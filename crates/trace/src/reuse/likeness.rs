//! [`Likeness`]: in what two stretches of text differ, at a glance.

use chuchu_text::{Folding, fold_to_string, is_blank};
use std::fmt;

/// In what two stretches of text with the same words differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Likeness {
    /// In nothing but blanks and line breaks.
    Exact,
    /// Only in punctuation, blanks and width.
    Punctuation,
    /// In script, or in some words.
    Near,
}

impl Likeness {
    /// Compares two stretches. Cost: linear.
    ///
    /// ```
    /// use chuchu_trace::reuse::Likeness;
    /// assert_eq!(Likeness::of("江山就是人民，\n人民就是江山", "江山就是人民，人民就是江山"), Likeness::Exact);
    /// assert_eq!(Likeness::of("江山就是人民，人民就是江山", "江山就是人民、人民就是江山"), Likeness::Punctuation);
    /// assert_eq!(Likeness::of("羣众路线", "群众路线"), Likeness::Near);
    /// ```
    #[must_use]
    pub fn of(a: &str, b: &str) -> Self {
        let inked = |text: &'_ str| text.chars().filter(|c| !is_blank(*c)).collect::<String>();
        let letters = |text| fold_to_string(text, Folding::LETTERS_IN_SCRIPT);
        if inked(a) == inked(b) {
            Self::Exact
        } else if letters(a) == letters(b) {
            Self::Punctuation
        } else {
            Self::Near
        }
    }

    /// The name in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Punctuation => "punctuation",
            Self::Near => "near",
        }
    }
}

impl fmt::Display for Likeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
