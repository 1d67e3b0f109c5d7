//! The words of a segment: each entry's words in order, as numbers of a dictionary of the segment.
//!
//! Word lists, n-grams, collocates and keywords read this sequence instead of cutting texts anew. The most
//! frequent word is number 0, so that numbers take one or two bytes. Words come from
//! [`Cutter`]; the letters of an entry's words, joined, are its letters, so that a place in
//! [`crate::characters`] tells the word that stands there. What never lives here: what is counted.

mod build;
mod cut;
mod merge;
mod plugin;
mod reader;

pub(crate) use cut::Cutter;
pub(crate) use plugin::WordsPlugin;
pub(crate) use reader::Words;

use crate::sections::Magic;

/// The extension of the file.
const EXTENSION: &str = "words";

/// The sort and version of the file.
const MAGIC: Magic = *b"wrd1";
