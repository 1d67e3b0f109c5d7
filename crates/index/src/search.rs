//! Search requests and answers.

use chuchu_model::{DocumentId, DocumentKind, Hit, PartialDate, PassageId};

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct SearchRequest {
    /// The query, in the language of the contract.
    pub query: String,
    /// Only documents of this kind.
    pub kind: Option<DocumentKind>,
    /// Only passages of this speaker.
    pub speaker: Option<String>,
    /// Only this document.
    pub doc: Option<DocumentId>,
    /// Not before this date.
    pub from: Option<PartialDate>,
    /// Not after this date.
    pub to: Option<PartialDate>,
    /// At most so many hits; `None` for all.
    pub limit: Option<usize>,
    /// Leave out so many of the first.
    pub offset: usize,
    /// Only ids are wanted: no texts are read, no scores computed, hits in corpus order.
    pub ids_only: bool,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct SearchAnswer {
    /// Number of passages that answer the query, whatever the limit.
    pub total: usize,
    /// Time taken, in microseconds.
    pub took_us: u64,
    /// The ids of the hits, best first.
    pub ids: Vec<PassageId>,
    /// The hits, best first; empty where only ids were asked for.
    pub hits: Vec<Hit>,
}
