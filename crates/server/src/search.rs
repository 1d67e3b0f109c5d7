//! `/api/v1/search`: parameters to a request of the library, its answer to JSON.

use crate::access::Access;
use crate::limits::HITS;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use chuchu_index::SearchRequest;
use chuchu_model::{DocumentKind, Hit};
use serde::de::IntoDeserializer;
use serde::de::value::Error as ValueError;
use serde::{Deserialize, Serialize};

const KNOWN: [&str; 8] = ["q", "limit", "offset", "kind", "speaker", "doc", "from", "to"];

/// The answer: the record of the contract, and which part of the hits it holds.
#[derive(Debug, Serialize)]
pub(crate) struct Found {
    query: String,
    total: usize,
    took_us: u64,
    offset: usize,
    limit: usize,
    hits: Vec<Hit>,
}

pub(crate) async fn search(
    State(access): State<Access>,
    parameters: Parameters,
) -> Result<Json<Found>, Refusal> {
    let parameters = parameters.only(&KNOWN)?;
    let limit = parameters.limit(HITS)?;
    let request = request(&parameters, limit)?;
    let (query, offset) = (request.query.clone(), request.offset);
    let answer = access.ask(move |corpus| corpus.search(&request)).await?;
    let (total, took_us, hits) = (answer.total, answer.took_us, answer.hits);
    Ok(Json(Found { query, total, took_us, offset, limit, hits }))
}

fn request(parameters: &Parameters, limit: usize) -> Result<SearchRequest, Refusal> {
    Ok(SearchRequest {
        query: parameters.required("q")?.to_owned(),
        kind: kind(parameters)?,
        speaker: parameters.get("speaker").map(str::to_owned),
        doc: parameters.parsed("doc")?,
        from: parameters.parsed("from")?,
        to: parameters.parsed("to")?,
        limit: Some(limit),
        offset: parameters.offset()?,
        ids_only: false,
        ..SearchRequest::default()
    })
}

/// A kind by its name in JSON.
fn kind(parameters: &Parameters) -> Result<Option<DocumentKind>, Refusal> {
    let read = |name: &str| DocumentKind::deserialize(name.into_deserializer());
    parameters
        .get("kind")
        .map(read)
        .transpose()
        .map_err(|error: ValueError| Refusal::parameter("kind", &error))
}
