//! `/api/v1/trace`: one sentence, or many, traced.

use crate::access::Access;
use crate::answer::{Line, Sentence};
use crate::body;
use crate::limits::{BATCH_BYTES, MATCHES, SENTENCE_BYTES};
use crate::operation::{TRACE, TRACE_BATCH, TRACE_POST};
use crate::parameters::{Parameters, checked_limit};
use crate::refusal::Refusal;
use crate::stream::Lines;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::HeaderMap;
use axum::response::Response;
use chuchu_index::{Corpus, TraceOptions};
use chuchu_model::Trace;

/// The id of a sentence that came without one.
const ID: &str = "q1";

pub(crate) async fn get(
    State(access): State<Access>,
    parameters: Parameters,
) -> Result<Json<Trace>, Refusal> {
    let parameters = parameters.of(&TRACE)?;
    let text = parameters.required("q")?.to_owned();
    trace(&access, Sentence { id: None, text, limit: parameters.parsed("limit")? }).await
}

pub(crate) async fn post(
    State(access): State<Access>,
    parameters: Parameters,
    headers: HeaderMap,
    sent: Result<Bytes, BytesRejection>,
) -> Result<Json<Trace>, Refusal> {
    parameters.of(&TRACE_POST)?;
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

/// All lines are read before the first is traced: a bad one is told by its number while nothing is answered yet.
pub(crate) async fn batch(
    State(access): State<Access>,
    parameters: Parameters,
    sent: Result<Bytes, BytesRejection>,
) -> Result<Response, Refusal> {
    let parameters = parameters.of(&TRACE_BATCH)?;
    let options = TraceOptions { limit: parameters.limit(MATCHES)? };
    let sentences: Vec<Line> = body::lines(&body::bytes(sent, BATCH_BYTES)?)?;
    let turn = access.stream_turn().await?;
    let write = move |corpus: &Corpus, lines: &mut Lines| {
        sentences.iter().try_for_each(|line| lines.push(&corpus.trace(&line.id, &line.text, &options)?))
    };
    access.stream(turn, write).await
}
