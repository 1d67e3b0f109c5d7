//! The corpus of chuchu on disk: adding and removing documents, searching them, tracing a sentence in
//! them, checking a manuscript against them.
//!
//! Everything lies in one tantivy index: document records, texts and postings become visible together
//! with one commit. What never lives here: rendering, HTTP, arguments.

mod corpus;
mod desk;
mod error;
pub mod intake;
mod search;
mod trace;

pub use corpus::{Added, Corpus, DocumentSummary, PassageView, Status, StoredDocument, Writer};
pub use desk::CheckOptions;
pub use error::Error;
pub use intake::{Failure, Record};
pub use search::{SearchAnswer, SearchRequest};
pub use trace::TraceOptions;
