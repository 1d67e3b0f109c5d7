//! `/api/v1/check`: one manuscript, checked.

use crate::access::Access;
use crate::body;
use crate::limits::MANUSCRIPT_BYTES;
use crate::refusal::Refusal;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::HeaderMap;
use chuchu_index::{CheckOptions, Record};
use chuchu_model::{CheckReport, DocumentId};
use serde::Deserialize;
use std::path::Path;

/// The name of a manuscript that came without one.
const NAME: &str = "manuscript";

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manuscript {
    name: Option<String>,
    text: String,
}

pub(crate) async fn check(
    State(access): State<Access>,
    headers: HeaderMap,
    sent: Result<Bytes, BytesRejection>,
) -> Result<Json<CheckReport>, Refusal> {
    let bytes = body::bytes(sent, MANUSCRIPT_BYTES)?;
    let manuscript = read(&bytes, &headers)?;
    let name = manuscript.name.unwrap_or_else(|| NAME.to_owned());
    let id = id_of(&name)?;
    let report = access.ask(move |corpus| {
        let record = Record::of_text(id, manuscript.text);
        corpus.check(&name, &record, &CheckOptions::default())
    });
    report.await.map(Json)
}

fn read(bytes: &[u8], headers: &HeaderMap) -> Result<Manuscript, Refusal> {
    if body::is_json(headers) {
        return body::json(bytes);
    }
    Ok(Manuscript { name: None, text: body::text(bytes, headers)? })
}

/// A manuscript is named as a file would be: by its stem, so that one which is itself in the corpus is
/// known as such.
fn id_of(name: &str) -> Result<DocumentId, Refusal> {
    let stem = Path::new(name).file_stem().and_then(|stem| stem.to_str()).unwrap_or(name);
    DocumentId::new(stem).map_err(|error| Refusal::Body { reason: format!("name: {error}") })
}
