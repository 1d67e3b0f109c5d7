//! The document record as it is stored: JSON without what can be told from the text or is empty.

use crate::entry::Head;
use crate::intake::digest;
use chuchu_model::document::DOCUMENT_SCHEMA;
use chuchu_model::{
    Article, Diagnostic, Document, DocumentId, DocumentKind, Excerpt, Meeting, Noise, Paragraph, PartialDate,
    PassageId, PassageKind, Publication, Quotation, Reported, Section, SetPhrase, Source, Span, Term, Text,
    Work,
};
use chuchu_text::{Encoding, is_blank};
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    paragraphs: Vec<Kept<'a>>,
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

/// A paragraph: most are told by their place alone.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Kept<'a> {
    /// One stretch, numbered one after the paragraph before it: bytes after that one's end, and its length.
    Plain(u32, u32),
    /// Any other.
    Whole(Cow<'a, Paragraph>),
}

/// The paragraphs of a document, as short as can be.
fn kept(document: &Document) -> Vec<Kept<'_>> {
    let (mut number, mut end) = (0, 0);
    let mut all = Vec::with_capacity(document.paragraphs.len());
    for paragraph in &document.paragraphs {
        let span = paragraph.span;
        let plain = paragraph.id == numbered(&document.id, number + 1) && paragraph.spans == [span];
        all.push(match span.start().checked_sub(end).filter(|_| plain) {
            Some(skipped) => Kept::Plain(skipped, span.len()),
            None => Kept::Whole(Cow::Borrowed(paragraph)),
        });
        (number, end) = (paragraph.id.number, span.end());
    }
    all
}

/// The inverse of [`kept`].
fn paragraphs(document: &DocumentId, kept: Vec<Kept<'_>>) -> Vec<Paragraph> {
    let (mut number, mut end) = (0u32, 0u32);
    let mut all = Vec::with_capacity(kept.len());
    for kept in kept {
        let paragraph = match kept {
            Kept::Plain(skipped, length) => {
                let start = end.saturating_add(skipped);
                let span = Span::new(start, start.saturating_add(length));
                Paragraph { id: numbered(document, number.saturating_add(1)), span, spans: vec![span] }
            }
            Kept::Whole(paragraph) => paragraph.into_owned(),
        };
        (number, end) = (paragraph.id.number, paragraph.span.end());
        all.push(paragraph);
    }
    all
}

fn numbered(document: &DocumentId, number: u32) -> PassageId {
    PassageId { document: document.clone(), article: None, kind: PassageKind::Paragraph, number }
}

/// What [`written`] gives for a document of one paragraph of which nothing else is to be told.
pub(crate) fn plain(kind: DocumentKind, text: &str) -> Result<String, serde_json::Error> {
    let kept = text.trim_end_matches(is_blank);
    let start = kept.len() - kept.trim_start_matches(is_blank).len();
    let kind = serde_json::to_string(&kind)?;
    Ok(format!("{{\"kind\":{kind},\"paragraphs\":[[{start},{}]]}}", kept.len() - start))
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
        paragraphs: kept(d),
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

/// The document of a head and, unless it is plain, a record.
pub(crate) fn of(
    id: &DocumentId,
    head: &Head,
    record: Option<&str>,
    text: &str,
) -> Result<Document, serde_json::Error> {
    match record.filter(|_| !head.plain) {
        Some(record) => read(id.clone(), record, text),
        None => read(id.clone(), &plain(head.kind, text)?, text),
    }
}

/// The document that was written, given its id and text.
fn read(id: DocumentId, json: &str, text: &str) -> Result<Document, serde_json::Error> {
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
        paragraphs: paragraphs(&id, w.paragraphs),
        id,
        source,
        kind: w.kind,
        title: w.title.map(Cow::into_owned),
        subtitle: w.subtitle.map(Cow::into_owned),
        bylines: w.bylines.into_owned(),
        publication: w.publication.map(Cow::into_owned),
        date: w.date,
        sections: w.sections.into_owned(),
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
    fn a_plain_document_is_told_by_its_text() {
        let check = |text: &str, expect: bool| {
            let source = Source {
                name: "d".to_owned(),
                encoding: "UTF-8".to_owned(),
                bytes: text.len() as u64,
                chars: text.chars().count() as u64,
                sha256: digest(text.as_bytes()),
            };
            let document = chuchu_parser::parse(&DocumentId::new("d").unwrap(), source, text);
            let json = written(&document, text).unwrap();
            assert_eq!(json == plain(document.kind, text).unwrap(), expect, "{json}");
            assert_eq!(read(document.id.clone(), &json, text).unwrap(), document);
        };
        check("（四）擅自在公园内举办各种展览以及其他活动的；", true);
        check("他说得很对，大家都同意这个看法。\n", true);
        check("他读了《论语》，很有心得。", false);
    }

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
