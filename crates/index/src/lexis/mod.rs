//! The scholar's statistics: word lists, n-grams, collocates, dispersion, keywords, set phrases, counted in the
//! passages of a [`Scope`].
//!
//! In reading order: `scope` says which passages count, `pass` reads them on all cores, `cutting` cuts them into
//! words, `tally` counts these (`sequence` without reading, where it can); each other file is one question. The measures themselves are plain functions in
//! [`crate::statistics`]. What never lives here: rendering.

mod collocates;
mod cutting;
mod frequency;
mod grams;
mod keywords;
mod listing;
mod pass;
mod phrases;
mod scope;
mod sequence;
mod spread;
mod tally;
mod vocabulary;

pub use collocates::{Collocate, CollocateOptions, Collocates, Measure};
pub use frequency::{Frequencies, Frequency, FrequencyOptions, Unit};
pub use grams::GramOptions;
pub use keywords::{Correction, Direction, Keyword, KeywordOptions, Keywords, Order};
pub use listing::{Listing, StopList};
pub(crate) use pass::kept;
pub use phrases::{Expansion, Mention, Phrase, PhraseOptions};
pub use scope::Scope;
pub use spread::{PartKind, Share, Spread, SpreadOptions};
