//! Chinese text without knowledge of documents: bytes to text, folding with an offset map, clauses and
//! sentences, numerals and dates.
//!
//! The parser, the tracer and the index all read through this one crate, so that there is one folding,
//! with one version number ([`FOLDING_VERSION`]). What never lives here: titles, citations, quotations,
//! or anything else that makes a text a document.
//!
//! ```
//! use chuchu_text::{Folded, Folding};
//! let source = "群衆路線，是黨的生命線。";
//! let folded = Folded::new(source, Folding::LETTERS);
//! let query = Folded::new("群众路线 是党的", Folding::LETTERS);
//! let at = folded.find(query.chars()).next().unwrap();
//! assert_eq!(folded.span(at..at + query.len()).of(source), Some("群衆路線，是黨的"));
//! ```

pub mod clause;
pub mod date;
pub mod decode;
pub mod fold;
mod misread;
pub mod numeral;
mod script;

pub use decode::{DecodeError, Decoded, Encoding, decode, decode_as};
pub use fold::{FOLDING_VERSION, Folded, Folding, fold_char, fold_to_string, is_blank, is_han, is_letter};
pub use misread::{Misread, misread};
pub use script::{simplified, simplified_in_place};
