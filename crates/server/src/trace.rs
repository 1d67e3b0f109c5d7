//! `/api/v1/trace`: one sentence, traced.

use crate::access::Access;
use crate::body;
use crate::limits::{MATCHES, SENTENCE_BYTES};
use crate::parameters::{Parameters, checked_limit};
use crate::refusal::Refusal;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::HeaderMap;
use chuchu_index::TraceOptions;
use chuchu_model::Trace;
use serde::Deserialize;

/// The id of a sentence that came without one.
const ID: &str = "q1";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    id: Option<String>,
    text: String,
    limit: Option<usize>,
}

pub(crate) async fn get(
    State(access): State<Access>,
    parameters: Parameters,
) -> Result<Json<Trace>, Refusal> {
    let parameters = parameters.only(&["q", "limit"])?;
    let text = parameters.required("q")?.to_owned();
    trace(&access, Sentence { id: None, text, limit: parameters.parsed("limit")? }).await
}

pub(crate) async fn post(
    State(access): State<Access>,
    headers: HeaderMap,
    sent: Result<Bytes, BytesRejection>,
) -> Result<Json<Trace>, Refusal> {
    let bytes = body::bytes(sent, SENTENCE_BYTES)?;
    if !body::is_json(&headers) {
        return Err(Refusal::MediaType { wanted: r#"application/json: {"text":"…","limit":10}"# });
    }
    trace(&access, body::json(&bytes)?).await
}

async fn trace(access: &Access, sentence: Sentence) -> Result<Json<Trace>, Refusal> {
    let options = TraceOptions { limit: checked_limit(sentence.limit, MATCHES)? };
    let Sentence { id, text, .. } = sentence;
    let id = id.unwrap_or_else(|| ID.to_owned());
    access.ask(move |corpus| corpus.trace(&id, &text, &options)).await.map(Json)
}
