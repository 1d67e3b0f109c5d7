//! What holds for every document and citation, whatever the text: shared by the property tests and the fuzz
//! target. Each function panics where it does not hold.

mod coverage;

use chuchu_model::{Citation, Document, DocumentId, Source, Span};
use serde_json::Value;

/// Parses a text as a document and checks it.
pub(crate) fn document(text: &str) {
    let read = || chuchu_parser::parse(&DocumentId::new("x").expect("a sound id"), Source::default(), text);
    let document = read();
    let json = serde_json::to_value(&document).expect("a document is JSON");
    spans(&json, text);
    coverage::covered_once(&document, text);
    slices(&document, text);
    let again = serde_json::to_value(read()).expect("a document is JSON");
    assert_eq!(json, again, "read twice: {text:?}");
    let back: Document = serde_json::from_value(json).expect("a document from its own JSON");
    assert_eq!(back, document, "through JSON: {text:?}");
}

/// Parses a text as a citation and checks it, alone and inside a longer text.
pub(crate) fn citation(text: &str) {
    let citation = chuchu_parser::parse_citation(text);
    let json = serde_json::to_value(&citation).expect("a citation is JSON");
    spans(&json, text);
    assert_eq!(citation.raw, text);
    let longer = format!("他说：{text}\n又说");
    let start = "他说：".len();
    let inside = chuchu_parser::citation::parse_at(&longer, Span::from_range(start..start + text.len()));
    spans(&serde_json::to_value(&inside).expect("a citation is JSON"), &longer);
    let bare = |c: &Citation| (c.author.clone(), c.dates.clone(), c.containers.clone(), c.diagnostics.len());
    assert_eq!(bare(&citation), bare(&inside), "alone and inside: {text:?}");
}

/// Every span lies in the text and cuts no character: those of suggestions and citations too.
fn spans(json: &Value, text: &str) {
    match json {
        Value::Array(values) => values.iter().for_each(|v| spans(v, text)),
        Value::Object(fields) => {
            let offset = |name: &str| fields.get(name)?.as_u64().and_then(|n| usize::try_from(n).ok());
            if let (2, Some(start), Some(end)) = (fields.len(), offset("start"), offset("end")) {
                assert!(text.get(start..end).is_some(), "{start}..{end} in {text:?}");
            }
            fields.values().for_each(|v| spans(v, text));
        }
        _ => {}
    }
}

/// Texts of the record are the slices of their spans, line ends apart.
fn slices(document: &Document, text: &str) {
    let ink = |words: &str| words.chars().filter(|c| !chuchu_text::is_blank(*c)).collect::<String>();
    let of = |spans: &[Span]| ink(&spans.iter().filter_map(|s| s.of(text)).collect::<String>());
    for excerpt in &document.excerpts {
        assert_eq!(ink(&excerpt.text), of(&excerpt.spans), "an excerpt of {text:?}");
    }
    for quotation in &document.quotations {
        assert_eq!(ink(&quotation.text), of(&quotation.spans), "a quotation of {text:?}");
    }
    for term in &document.terms {
        assert!(term.marks.contains(term.span), "a term of {text:?}");
    }
    for paragraph in &document.paragraphs {
        assert!(paragraph.spans.iter().all(|s| paragraph.span.contains(*s)), "a paragraph of {text:?}");
    }
}
