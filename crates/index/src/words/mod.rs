//! The words of a segment: each entry's words in order, as numbers of a dictionary of the segment.
//!
//! Word lists, n-grams, collocates and keywords read this sequence instead of cutting texts anew. Marks between
//! words are number 0 ([`MARK`]); the most frequent word is number 1, so that numbers take one or two bytes. Words come from
//! the [`Cutter`] of the [`Lexicon`] that the index had when the passage was added; the letters of an entry's words, joined, are its letters, so that a place in
//! [`crate::characters`] tells the word that stands there. What never lives here: what is counted.

mod build;
mod cut;
mod lexicon;
mod merge;
mod plugin;
mod reader;
mod user;

pub(crate) use cut::{Cutter, places};
pub(crate) use lexicon::Lexicon;
pub(crate) use plugin::WordsPlugin;
pub(crate) use reader::{Reading, Words};
pub use user::{BadWord, UserDictionary, UserWord, UserWords};

use crate::sections::Magic;

/// What stands in a sequence for marks between words, however many.
pub(crate) const MARK: u32 = 0;

/// The extension of the file.
const EXTENSION: &str = "words";

/// The sort and version of the file.
const MAGIC: Magic = *b"wrd1";
