//! `/api/v1/parse` and `/api/v1/cite`: reading what is sent, without the corpus.

use crate::access::Access;
use crate::operation::{CITE, PARSE};
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::upload::Upload;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::HeaderMap;
use chuchu_index::Error;
use chuchu_model::{Citation, Document};

pub(crate) async fn parse(
    State(access): State<Access>,
    parameters: Parameters,
    headers: HeaderMap,
    sent: Result<Bytes, BytesRejection>,
) -> Result<Json<Document>, Refusal> {
    let upload = Upload::read(&parameters.of(&PARSE)?, &headers, sent)?;
    access.ask(move |_| upload.record().map(|record| record.parse())).await.map(Json)
}

pub(crate) async fn cite(
    State(access): State<Access>,
    parameters: Parameters,
) -> Result<Json<Citation>, Refusal> {
    let parameters = parameters.of(&CITE)?;
    let text = parameters.required("text")?.to_owned();
    if text.trim().is_empty() {
        return Err(Error::Empty.into());
    }
    access.ask(move |_| Ok::<_, Refusal>(chuchu_parser::parse_citation(&text))).await.map(Json)
}
