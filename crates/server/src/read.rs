//! `/api/v1/parse` and `/api/v1/cite`: reading what is sent, and citing what the corpus has.

use crate::access::Access;
use crate::answer::{CitationRecord, Cited, PrintedCitation};
use crate::operation::{CITE, PARSE};
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use crate::upload::Upload;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::HeaderMap;
use chuchu_cite::{Style, bibtex, csl, ris};
use chuchu_index::{Corpus, Error};
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
) -> Result<Json<Cited>, Refusal> {
    let parameters = parameters.of(&CITE)?;
    let style = parameters.parsed::<Style>("style")?;
    let format = parameters.choice("format", &FORMATS)?;
    access.ask(move |corpus| cited(source(corpus, &parameters)?, style, format)).await.map(Json)
}

/// A name of a format, and what writes it.
type Writer = (&'static str, fn(&str, &Citation) -> Option<String>);

const FORMATS: [(&str, Writer); 3] = [
    ("csl-json", ("csl-json", |id, citation| Some(csl::item(id, citation)?.to_string()))),
    ("bibtex", ("bibtex", bibtex::entry)),
    ("ris", ("ris", ris::record)),
];

/// The citation that is meant, and a name for it.
fn source(corpus: &Corpus, parameters: &Parameters) -> Result<(String, Citation), Refusal> {
    match (parameters.get("text"), parameters.get("id")) {
        (Some(_), Some(_)) => Err(Refusal::parameter("id", "not beside text")),
        (Some(text), None) if text.trim().is_empty() => Err(Error::Empty.into()),
        (Some(text), None) => Ok(("citation".to_owned(), chuchu_parser::parse_citation(text))),
        (None, Some(id)) => match corpus.citation_of(id)? {
            Some(citation) => Ok((id.to_owned(), citation)),
            None => Err(Refusal::NotFound { what: "document, article or passage", id: id.to_owned() }),
        },
        (None, None) => Err(Refusal::parameter("text", "is missing")),
    }
}

fn cited(
    (id, citation): (String, Citation),
    style: Option<Style>,
    format: Option<Writer>,
) -> Result<Cited, Refusal> {
    let nothing = || Refusal::Unprocessable { what: "the citation", reason: "it names no work".to_owned() };
    Ok(match (style, format) {
        (Some(_), Some(_)) => return Err(Refusal::parameter("format", "not beside style")),
        (Some(style), None) => {
            let rendered = chuchu_cite::render(&citation, style).map_err(|_| nothing())?;
            Cited::Printed(PrintedCitation { rendered, citation })
        }
        (None, Some((format, write))) => {
            let text = write(&id, &citation).ok_or_else(nothing)?;
            Cited::Record(CitationRecord { format, text, citation })
        }
        (None, None) => Cited::Fields(citation),
    })
}
