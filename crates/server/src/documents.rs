//! `/api/v1/documents` and `/api/v1/passages`: what the corpus holds.

use crate::access::Access;
use crate::limits::{CONTEXT, DOCUMENTS};
use crate::operation::{DOCUMENT, LIST, PASSAGE};
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use chuchu_index::{Corpus, DocumentSummary, Error, PassageContext, PassageView, StoredDocument};
use chuchu_model::{Document, DocumentId, PartialDate, PassageId, Span};
use schemars::JsonSchema;
use serde::Serialize;

/// A part of the list of documents.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Documents {
    total: usize,
    offset: usize,
    limit: usize,
    documents: Vec<DocumentSummary>,
}

/// The record of the contract, and beside it the text that its spans point into.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct DocumentView {
    #[serde(flatten)]
    document: Document,
    date: Option<PartialDate>,
    author: Option<String>,
    text: String,
    /// All passages, in the order of the text.
    passages: Vec<PassageLine>,
}

/// A passage of a document.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PassageLine {
    id: PassageId,
    date: Option<PartialDate>,
    /// Where it stands in the text of the document.
    span: Span,
    citation: Option<String>,
}

impl From<PassageView> for PassageLine {
    fn from(PassageView { id, date, span, citation, .. }: PassageView) -> Self {
        Self { id, date, span, citation }
    }
}

type Id = Result<Path<String>, PathRejection>;

pub(crate) async fn list(
    State(access): State<Access>,
    parameters: Parameters,
) -> Result<Json<Documents>, Refusal> {
    let parameters = parameters.of(&LIST)?;
    let (limit, offset) = (parameters.limit(DOCUMENTS)?, parameters.offset()?);
    let mut all = access.ask(Corpus::list).await?;
    if let Some(name) = parameters.get("q") {
        all.retain(|document| document.is_named(name));
    }
    let total = all.len();
    let documents = all.into_iter().skip(offset).take(limit).collect();
    Ok(Json(Documents { total, offset, limit, documents }))
}

pub(crate) async fn document(
    State(access): State<Access>,
    parameters: Parameters,
    id: Id,
) -> Result<Response, Refusal> {
    parameters.of(&DOCUMENT)?;
    let id = path(id)?;
    access.ask(move |corpus| answer(corpus, &id)).await
}

/// Ids hold slashes: what ends in `/record` or `/text` may be an id as a whole, and then is.
fn answer(corpus: &Corpus, id: &str) -> Result<Response, Refusal> {
    if let Some(stored) = stored(corpus, id)? {
        return Ok(Json(view(corpus, stored)?).into_response());
    }
    let missing = || Refusal::NotFound { what: "document", id: id.to_owned() };
    if let Some(id) = id.strip_suffix("/record") {
        let StoredDocument { document, text, .. } = stored(corpus, id)?.ok_or_else(missing)?;
        return Ok(Json(chuchu_parser::parse(&document.id, document.source, &text)).into_response());
    }
    let id = id.strip_suffix("/text").ok_or_else(missing)?;
    let text = stored(corpus, id)?.ok_or_else(missing)?.text;
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

fn stored(corpus: &Corpus, id: &str) -> Result<Option<StoredDocument>, Refusal> {
    let id = DocumentId::new(id).map_err(|error| Refusal::parameter("id", &error))?;
    Ok(corpus.document(&id)?)
}

fn view(corpus: &Corpus, stored: StoredDocument) -> Result<DocumentView, Error> {
    let StoredDocument { document, text, date, author, .. } = stored;
    let passages = corpus.passages(&document.id)?.into_iter().map(PassageLine::from).collect();
    Ok(DocumentView { document, date, author, text, passages })
}

pub(crate) async fn passage(
    State(access): State<Access>,
    parameters: Parameters,
    id: Id,
) -> Result<Json<PassageContext>, Refusal> {
    let parameters = parameters.of(&PASSAGE)?;
    let beside = parameters.number("context", 0, 0..=CONTEXT)?;
    let id = path(id)?;
    let known: PassageId = id.parse().map_err(|error| Refusal::parameter("id", &error))?;
    let found = access.ask(move |corpus| corpus.passage_among(&known, beside)).await?;
    found.map(Json).ok_or(Refusal::NotFound { what: "passage", id })
}

/// Ids hold slashes and `#`, so the rest of the path is one id; it is decoded after the route is found.
pub(crate) fn path(id: Id) -> Result<String, Refusal> {
    id.map(|Path(id)| id).map_err(|_| Refusal::Encoding)
}
