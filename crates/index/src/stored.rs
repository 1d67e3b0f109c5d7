//! The document record as it is stored: JSON without what can be told from the text or is empty.

use crate::intake::digest;
use chuchu_model::document::DOCUMENT_SCHEMA;
use chuchu_model::{
    Article, Diagnostic, Document, DocumentId, DocumentKind, Excerpt, Meeting, Noise, Paragraph, PartialDate,
    Publication, Quotation, Reported, Section, SetPhrase, Source, Term, Text, Work,
};
use chuchu_text::Encoding;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A list that is left out when it is empty.
type List<'a, T> = Cow<'a, [T]>;

/// [`Document`], field by field. A corpus may hold a million short records: what is empty takes no room.
#[derive(Serialize, Deserialize)]
struct Written<'a> {
    /// Left out where it is the id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<Cow<'a, str>>,
    /// Left out where it is UTF-8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    encoding: Option<Cow<'a, str>>,
    /// Left out where it is the length of the stored text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    /// Left out where it is the digest of the stored text: a UTF-8 file as it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sha256: Option<Cow<'a, str>>,
    kind: DocumentKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<Cow<'a, Text>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subtitle: Option<Cow<'a, Text>>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    bylines: List<'a, Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    publication: Option<Cow<'a, Publication>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    sections: List<'a, Section>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    paragraphs: List<'a, Paragraph>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    articles: List<'a, Article>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    excerpts: List<'a, Excerpt>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    quotations: List<'a, Quotation>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    terms: List<'a, Term>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    reported: List<'a, Reported>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    works: List<'a, Work>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    meetings: List<'a, Meeting>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    set_phrases: List<'a, SetPhrase>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    noise: List<'a, Noise>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    diagnostics: List<'a, Diagnostic>,
}

/// A document as JSON.
pub(crate) fn written(document: &Document, text: &str) -> Result<String, serde_json::Error> {
    let d = document;
    let source = &d.source;
    serde_json::to_string(&Written {
        name: (source.name != d.id.as_str()).then_some(Cow::Borrowed(&source.name)),
        encoding: (source.encoding != Encoding::Utf8.name()).then_some(Cow::Borrowed(&source.encoding)),
        bytes: (source.bytes != text.len() as u64).then_some(source.bytes),
        sha256: (source.sha256 != digest(text.as_bytes())).then_some(Cow::Borrowed(&source.sha256)),
        kind: d.kind,
        title: d.title.as_ref().map(Cow::Borrowed),
        subtitle: d.subtitle.as_ref().map(Cow::Borrowed),
        bylines: Cow::Borrowed(&d.bylines),
        publication: d.publication.as_ref().map(Cow::Borrowed),
        date: d.date,
        sections: Cow::Borrowed(&d.sections),
        paragraphs: Cow::Borrowed(&d.paragraphs),
        articles: Cow::Borrowed(&d.articles),
        excerpts: Cow::Borrowed(&d.excerpts),
        quotations: Cow::Borrowed(&d.quotations),
        terms: Cow::Borrowed(&d.terms),
        reported: Cow::Borrowed(&d.reported),
        works: Cow::Borrowed(&d.works),
        meetings: Cow::Borrowed(&d.meetings),
        set_phrases: Cow::Borrowed(&d.set_phrases),
        noise: Cow::Borrowed(&d.noise),
        diagnostics: Cow::Borrowed(&d.diagnostics),
    })
}

/// The document that was written, given its id and text.
pub(crate) fn read(id: DocumentId, json: &str, text: &str) -> Result<Document, serde_json::Error> {
    let w: Written<'_> = serde_json::from_str(json)?;
    let source = Source {
        name: w.name.map_or_else(|| id.as_str().to_owned(), Cow::into_owned),
        encoding: w.encoding.map_or_else(|| Encoding::Utf8.name().to_owned(), Cow::into_owned),
        bytes: w.bytes.unwrap_or(text.len() as u64),
        chars: text.chars().count() as u64,
        sha256: w.sha256.map_or_else(|| digest(text.as_bytes()), Cow::into_owned),
    };
    Ok(Document {
        schema: DOCUMENT_SCHEMA.to_owned(),
        id,
        source,
        kind: w.kind,
        title: w.title.map(Cow::into_owned),
        subtitle: w.subtitle.map(Cow::into_owned),
        bylines: w.bylines.into_owned(),
        publication: w.publication.map(Cow::into_owned),
        date: w.date,
        sections: w.sections.into_owned(),
        paragraphs: w.paragraphs.into_owned(),
        articles: w.articles.into_owned(),
        excerpts: w.excerpts.into_owned(),
        quotations: w.quotations.into_owned(),
        terms: w.terms.into_owned(),
        reported: w.reported.into_owned(),
        works: w.works.into_owned(),
        meetings: w.meetings.into_owned(),
        set_phrases: w.set_phrases.into_owned(),
        noise: w.noise.into_owned(),
        diagnostics: w.diagnostics.into_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_document_of_the_corpus_is_read_as_it_was_written() {
        for name in ["s000", "s001", "s002", "s003", "s004"] {
            let path = format!("{}/../../corpus/sources/{name}.txt", env!("CARGO_MANIFEST_DIR"));
            let text = std::fs::read_to_string(path).unwrap();
            for sha256 in [digest(text.as_bytes()), "other".to_owned()] {
                let source = Source {
                    name: format!("{name}.txt"),
                    encoding: "UTF-8".to_owned(),
                    bytes: text.len() as u64,
                    chars: text.chars().count() as u64,
                    sha256,
                };
                let document = chuchu_parser::parse(&DocumentId::new(name).unwrap(), source, &text);
                let json = written(&document, &text).unwrap();
                assert_eq!(read(document.id.clone(), &json, &text).unwrap(), document);
            }
        }
    }
}
