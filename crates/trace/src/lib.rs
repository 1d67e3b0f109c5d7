//! Finding a quotation, possibly altered, in given texts: where it stands, how it fares, what differs.
//!
//! [`trace`] does it in one call; [`Query`], [`Window`], [`literal`] and [`nearest`] are its parts, for those who
//! bring candidates of their own. In reading order: `segments` finds the ellipses of a quotation, `query`
//! and `window` fold both texts, `seeds` finds what they share, `chain` puts that in order, `alignment`
//! pairs the letters, `cells` cuts out what does not agree, `kinds` (with `number`, `moved`, `slide`)
//! names it, `agreement` measures, `verdict` judges, `context` looks around. [`reuse`] stands by itself: what many texts share.
//! What never lives here: files, indexes, documents.
//!
//! ```
//! use chuchu_trace::trace;
//! use chuchu_model::{DifferenceKind, Verdict};
//! let source = "密切联系群众，是党的性质和宗旨的体现，是中国共产党区别于其他政党的显著标志。";
//! let places = trace("密切联系群众，是党的性质和宗旨的体现", source);
//! assert_eq!(places[0].verdict, Verdict::Exact);
//! let places = trace("密切联系群众，是党的本质和宗旨的体现", source);
//! assert_eq!(places[0].verdict, Verdict::Altered);
//! let difference = &places[0].differences[0];
//! assert_eq!(difference.kind, DifferenceKind::Replaced);
//! assert_eq!((difference.query_text.as_str(), difference.source_text.as_str()), ("本", "性"));
//! ```

/// The examples of the README run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod agreement;
mod alignment;
mod cells;
mod chain;
pub mod context;
mod find;
mod forms;
mod kinds;
mod moved;
mod number;
mod place;
#[cfg(test)]
mod properties;
mod query;
pub mod reuse;
mod rewritten;
mod seeds;
pub mod segments;
mod slide;
pub mod verdict;
mod window;

pub use find::{coverage, literal, nearest, places, trace};
pub use forms::{in_form, reordered};
pub use place::Place;
pub use query::Query;
pub use rewritten::{Rewritten, rewritten};
pub use window::Window;
