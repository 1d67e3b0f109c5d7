//! `/api/v1/documents` and `/api/v1/passages`: what the corpus holds.

use crate::access::Access;
use crate::limits::DOCUMENTS;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use chuchu_index::{DocumentSummary, PassageView};
use chuchu_model::{Document, DocumentId, PartialDate, PassageId};
use serde::Serialize;

/// A part of the list of documents.
#[derive(Debug, Serialize)]
pub(crate) struct Documents {
    total: usize,
    offset: usize,
    limit: usize,
    documents: Vec<DocumentSummary>,
}

/// The record of the contract, and beside it the text that its spans point into.
#[derive(Debug, Serialize)]
pub(crate) struct DocumentView {
    #[serde(flatten)]
    document: Document,
    date: Option<PartialDate>,
    author: Option<String>,
    text: String,
}

type Id = Result<Path<String>, PathRejection>;

pub(crate) async fn list(
    State(access): State<Access>,
    parameters: Parameters,
) -> Result<Json<Documents>, Refusal> {
    let parameters = parameters.only(&["limit", "offset"])?;
    let (limit, offset) = (parameters.limit(DOCUMENTS)?, parameters.offset()?);
    let all = access.ask(|corpus| corpus.list()).await?;
    let total = all.len();
    let documents = all.into_iter().skip(offset).take(limit).collect();
    Ok(Json(Documents { total, offset, limit, documents }))
}

pub(crate) async fn document(State(access): State<Access>, id: Id) -> Result<Json<DocumentView>, Refusal> {
    let id = path(id)?;
    let known = DocumentId::new(id.as_str()).map_err(|error| Refusal::parameter("id", &error))?;
    let found = access.ask(move |corpus| corpus.document(&known)).await?;
    let stored = found.ok_or(Refusal::NotFound { what: "document", id })?;
    let (date, author) = (stored.date, stored.author);
    Ok(Json(DocumentView { document: stored.document, date, author, text: stored.text }))
}

pub(crate) async fn passage(State(access): State<Access>, id: Id) -> Result<Json<PassageView>, Refusal> {
    let id = path(id)?;
    let known: PassageId = id.parse().map_err(|error| Refusal::parameter("id", &error))?;
    let found = access.ask(move |corpus| corpus.passage(&known)).await?;
    found.map(Json).ok_or(Refusal::NotFound { what: "passage", id })
}

/// Ids hold slashes and `#`, so the rest of the path is one id; it is decoded after the route is found.
fn path(id: Id) -> Result<String, Refusal> {
    id.map(|Path(id)| id).map_err(|_| Refusal::Encoding)
}
