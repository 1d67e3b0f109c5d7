//! `/api/v1/search`: parameters to a request of the library, its answer to JSON.

use crate::access::Access;
use crate::filters;
use crate::limits::HITS;
use crate::operation::SEARCH;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use chuchu_index::{Facet, FacetCounts, Note, SearchRequest, Sort};
use chuchu_model::Hit;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The answer: the record of the contract, and which part of the hits it holds.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Found {
    query: String,
    total: usize,
    took_us: u64,
    offset: usize,
    limit: usize,
    hits: Vec<Hit>,
    /// All hits counted by what was asked for, the most frequent values first.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    facets: BTreeMap<Facet, Vec<Count>>,
    /// The query as it was understood, where that is not as it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    read_as: Option<String>,
    /// Remarks on the query.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    notes: Vec<Note>,
}

/// How often a value occurs among the hits.
#[derive(Debug, Serialize, JsonSchema)]
struct Count {
    value: String,
    count: usize,
}

const SORTS: [(&str, Sort); 4] = [
    ("relevance", Sort::Relevance),
    ("date", Sort::Date),
    ("date-desc", Sort::DateDescending),
    ("doc", Sort::Document),
];

const FACETS: [(&str, Facet); 5] = [
    ("kind", Facet::Kind),
    ("speaker", Facet::Speaker),
    ("year", Facet::Year),
    ("work", Facet::Work),
    ("doc", Facet::Doc),
];

pub(crate) async fn search(
    State(access): State<Access>,
    parameters: Parameters,
) -> Result<Json<Found>, Refusal> {
    let parameters = parameters.of(&SEARCH)?;
    let limit = parameters.limit(HITS)?;
    let request = request(&parameters, limit)?;
    let (query, offset) = (request.query.clone(), request.offset);
    let answer = access.ask(move |corpus| corpus.search(&request)).await?;
    let facets = answer.facets.into_iter().map(|(facet, counts)| (facet, counted(counts))).collect();
    let (total, took_us, hits) = (answer.total, answer.took_us, answer.hits);
    let (read_as, notes) = (answer.read_as, answer.notes);
    Ok(Json(Found { query, total, took_us, offset, limit, hits, facets, read_as, notes }))
}

fn counted(counts: FacetCounts) -> Vec<Count> {
    counts.values.into_iter().map(|value| Count { value: value.value, count: value.passages }).collect()
}

fn request(parameters: &Parameters, limit: usize) -> Result<SearchRequest, Refusal> {
    Ok(SearchRequest {
        limit: Some(limit),
        offset: parameters.offset()?,
        sort: parameters.choice("sort", &SORTS)?,
        facets: parameters.choices("facets", &FACETS)?,
        lenient: parameters.flag("lenient")?,
        explain: parameters.flag("explain")?,
        ..filters::query(parameters)?
    })
}
