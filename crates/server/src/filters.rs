//! The filters `kind speaker work doc from to`, wherever passages are chosen.

use crate::limits::ITEMS;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use chuchu_index::SearchRequest;
use chuchu_index::lexis::{Listing, Scope};
use chuchu_model::DocumentKind;
use serde::Deserialize as _;
use serde::de::IntoDeserializer;
use serde::de::value::Error as ValueError;

/// The filters, with no query.
pub(crate) fn filters(parameters: &Parameters) -> Result<SearchRequest, Refusal> {
    Ok(SearchRequest {
        kind: kind(parameters)?,
        speaker: parameters.get("speaker").map(str::to_owned),
        work: parameters.get("work").map(str::to_owned),
        doc: parameters.parsed("doc")?,
        from: parameters.parsed("from")?,
        to: parameters.parsed("to")?,
        ..SearchRequest::default()
    })
}

/// The query with its filters.
pub(crate) fn query(parameters: &Parameters) -> Result<SearchRequest, Refusal> {
    Ok(SearchRequest { query: parameters.required("q")?.to_owned(), ..filters(parameters)? })
}

/// The passages that are counted.
pub(crate) fn scope(parameters: &Parameters) -> Result<Scope, Refusal> {
    Ok(Scope { filter: filters(parameters)?, ..Scope::default() })
}

/// What of a table is wanted.
pub(crate) fn listing(parameters: &Parameters, min: usize) -> Result<Listing, Refusal> {
    let min = parameters.number("min", min, 1..=1_000_000)? as u64;
    Ok(Listing { min, limit: Some(parameters.limit(ITEMS)?), ..Listing::default() })
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
