//! The characters of a segment: for every pair of neighbouring folded characters, where it stands.
//!
//! The letters of all entries of a segment (folded, [`chuchu_text::Folding::LETTERS`]), one entry after the
//! other with an end mark after each, make one stream; a place is an index into it. For each pair of
//! neighbours the file holds the ascending list of its places. A text of two letters or more stands where
//! the pairs that cover it stand at the right distances, a single letter where any pair begins with it.
//!
//! This is a plugin of the engine: its file is written, merged, deleted and committed with the rest of a
//! segment. It takes the place of a field of pairs with positions: one list instead of three, sorted by
//! counting instead of hashing, and no second list for single letters. What never lives here: queries.

mod apart;
mod build;
mod edited;
mod find;
mod gaps;
mod lists;
mod merge;
mod plugin;
mod reader;

pub(crate) use apart::Stretched;
pub(crate) use find::Holders;
pub(crate) use plugin::CharactersPlugin;
pub(crate) use reader::{Characters, Standing};

use crate::sections::Magic;

/// The extension of the file.
const EXTENSION: &str = "chars";

/// The sort and version of the file.
const MAGIC: Magic = *b"chr1";

/// The mark after the last letter of an entry; no text has it.
const END: u32 = 0;

/// Marks the place of a pair that stands nowhere else, which is kept where others have the offset of their
/// list. A segment has fewer letters, and fewer bytes of lists, than this.
const SINGLE: u32 = 1 << 31;

/// For each so many places the file names the entry that holds the first of them.
const STRIDE: usize = 128;
