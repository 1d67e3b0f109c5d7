//! The corpus of chuchu on disk: adding and removing documents, searching them, tracing a sentence in
//! them, checking a manuscript against them.
//!
//! Everything lies in one tantivy index: document records, texts and postings become visible together
//! with one commit. What never lives here: rendering, HTTP, arguments.

mod candidates;
mod characters;
mod cohesion;
mod concordance;
mod corpus;
mod dates;
mod desk;
mod entries;
mod entry;
mod error;
mod holdings;
pub mod intake;
mod leftovers;
pub mod lexis;
mod merging;
mod payload;
mod provenance;
mod query;
mod ranking;
mod recut;
mod reuse;
mod schema;
mod search;
mod sections;
mod snapshot;
pub mod statistics;
mod stored;
mod tiling;
mod timeline;
mod titles;
mod tokens;
mod trace;
mod verify;
mod words;
mod workers;
mod writer;

pub use concordance::{ConcordanceLine, ConcordanceRequest, ConcordanceSummary, LineSort};
pub use corpus::{Corpus, Status};
pub use desk::{CheckOptions, HouseRules, Ignore, MarkStyle, code};
pub use error::Error;
pub use holdings::{DocumentSummary, Neighbour, PassageContext, PassageView, StoredDocument};
pub use intake::{Failure, Record};
pub use query::Note;
pub use recut::{WordsChange, WordsSet};
pub use reuse::{ReuseCluster, ReuseKind, ReuseOptions, ReusePair, ReusePlace, SharedPassages};
pub use search::{Facet, FacetCount, FacetCounts, Facets, SearchAnswer, SearchRequest, Sort};
pub use timeline::{Period, Step, Timeline, TimelineRequest};
pub use trace::TraceOptions;
pub use verify::{Damage, Verification};
pub use words::{BadWord, UserDictionary, UserWord, UserWords};
pub use writer::{Added, Writer, WriterOptions};

/// The example of the README is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
