//! Documents and passages as resources.

use super::uri::{self, Named};
use crate::access::Access;
use crate::refusal::Refusal;
use chuchu_index::{Corpus, DocumentSummary};
use rmcp::ErrorData;
use rmcp::model::{ListResourcesResult, ReadResourceResult, Resource, ResourceContents, ResourceTemplate};

/// Documents of one page of the list.
const PAGE: usize = 100;

pub(super) async fn list(access: &Access, cursor: Option<String>) -> Result<ListResourcesResult, ErrorData> {
    let from = cursor.map_or(Ok(0), |cursor| cursor.parse::<usize>());
    let from = from.map_err(|_| ErrorData::invalid_params("the cursor is none of this server's", None))?;
    let documents = access.ask(Corpus::list).await.map_err(|refusal| failed(&refusal))?;
    let page: Vec<Resource> = documents.iter().skip(from).take(PAGE).map(resource).collect();
    let next = from.saturating_add(PAGE);
    let more = (next < documents.len()).then(|| next.to_string());
    Ok(ListResourcesResult { next_cursor: more, ..ListResourcesResult::with_all_items(page) })
}

fn resource(document: &DocumentSummary) -> Resource {
    let DocumentSummary { id, title, date, passages, .. } = document;
    let date = date.map_or_else(|| "undated".to_owned(), |date| date.to_string());
    let resource = Resource::new(uri::document(id.as_str()), id.as_str())
        .with_description(format!("{date}, {passages} passages"))
        .with_mime_type("text/plain");
    match title {
        Some(title) => resource.with_title(title.clone()),
        None => resource,
    }
}

pub(super) fn templates() -> Vec<ResourceTemplate> {
    let template = |uri: &str, name: &str, about: &str| {
        ResourceTemplate::new(uri, name).with_description(about).with_mime_type("text/plain")
    };
    vec![
        template("chuchu://document/{id}", "document", "The text of a document, by its id"),
        template("chuchu://passage/{id}", "passage", "One passage; write its # as %23"),
    ]
}

pub(super) async fn read(access: &Access, address: &str) -> Result<ReadResourceResult, ErrorData> {
    let missing = || ErrorData::resource_not_found(format!("nothing is at {address} in this corpus"), None);
    let named = uri::read(address).ok_or_else(missing)?;
    let text = access.ask(move |corpus| text(corpus, named)).await.map_err(|refusal| failed(&refusal))?;
    Ok(ReadResourceResult::new(vec![ResourceContents::text(text.ok_or_else(missing)?, address)]))
}

fn text(corpus: &Corpus, named: Named) -> Result<Option<String>, Refusal> {
    match named {
        Named::Document(id) => {
            let Ok(id) = id.parse() else { return Ok(None) };
            Ok(corpus.document(&id)?.map(|document| document.text))
        }
        Named::Passage(id) => {
            let Ok(id) = id.parse() else { return Ok(None) };
            Ok(corpus.passage(&id)?.map(|passage| passage.text))
        }
    }
}

fn failed(refusal: &Refusal) -> ErrorData {
    ErrorData::internal_error(refusal.message(), None)
}
