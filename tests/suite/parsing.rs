//! A text is parsed without losing a character, whatever it is; and the five documents are read right.

use crate::random::Random;
use chuchu_index::Record;
use chuchu_model::{Document, DocumentId, DocumentKind, Section, Span};
use chuchu_text::is_blank;
use std::path::Path;

/// Title, byline, headings, paragraphs, excerpts, citations, publication and noise cover every inked
/// character exactly once. Run-in headings, and noise inside a paragraph, lie within something else.
#[track_caller]
fn check_coverage(name: &str, document: &Document, text: &str) {
    let mut count = vec![0u8; text.len()];
    let mut cover = |span: Span| span.range().for_each(|i| count[i] += 1);
    let front = [&document.title, &document.subtitle].into_iter().flatten().chain(&document.bylines);
    let mut blocks: Vec<Span> = front.map(|t| t.span).collect();
    blocks.extend(document.articles.iter().flat_map(|a| &a.bylines).map(|t| t.span));
    blocks.extend(document.publication.iter().map(|p| p.span));
    blocks.extend(document.all_sections().into_iter().filter(|s| !s.run_in).map(heading_line));
    blocks.extend(document.paragraphs.iter().flat_map(|p| p.spans.clone()));
    blocks.extend(document.excerpts.iter().flat_map(|e| e.spans.clone()));
    blocks.extend(document.excerpts.iter().filter_map(|e| e.citation.as_ref()?.span));
    blocks.sort_unstable();
    blocks.dedup();
    blocks.iter().for_each(|span| cover(*span));
    let mut filled = count;
    let fill = document.noise.iter().map(|n| n.span).chain(document.articles.iter().map(|a| a.title.span));
    for span in fill {
        span.range().for_each(|i| filled[i] = filled[i].max(1));
    }
    for (at, c) in text.char_indices().filter(|(_, c)| !is_blank(*c)) {
        let near: Vec<char> = text.get(..at).unwrap_or_default().chars().rev().take(6).collect();
        assert_eq!(
            filled[at], 1,
            "{name}: {c:?} at byte {at}, after (read backwards) {near:?}, is covered {} times",
            filled[at]
        );
    }
}

/// Characters that mean something to the reader of structure.
const STRIKING: [char; 13] = ['“', '”', '《', '》', '（', '）', '\n', ' ', '一', '、', '#', '\r', '第'];

/// The heading with its number, as the sections' coverage counts it.
fn heading_line(section: &Section) -> Span {
    section.heading.span
}

fn read(record: &Record) -> Document {
    record.parse()
}

#[test]
fn every_inked_character_of_the_corpus_is_covered_once() {
    for record in chuchu_tests::records() {
        check_coverage(record.id.as_str(), &read(&record), &record.text);
    }
}

#[test]
fn every_inked_character_of_the_other_documents_is_covered_once() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("documents");
    let mut seen = 0;
    for record in chuchu_index::intake::read_all(&[folder]) {
        let record = record.expect("a readable document");
        check_coverage(record.id.as_str(), &read(&record), &record.text);
        seen += 1;
    }
    assert!(seen >= 10, "the documents are gone: only {seen}");
}

#[test]
fn damaged_documents_are_covered_as_well() {
    let mut random = Random::new(7);
    for record in chuchu_tests::records() {
        for round in 0..12 {
            let mut chars: Vec<char> = record.text.chars().collect();
            for _ in 0..chars.len() / 50 {
                let at = random.below(chars.len());
                match random.below(3) {
                    0 => drop(chars.remove(at)),
                    1 => chars[at] = *random.pick(&STRIKING),
                    _ => chars.insert(at, *random.pick(&['\n', '\u{3000}', '"', '：', '。', '1', '.'])),
                }
            }
            let text: String = chars.into_iter().collect();
            let damaged = Record::of_text(record.id.clone(), text);
            check_coverage(&format!("{} damaged, round {round}", record.id), &read(&damaged), &damaged.text);
        }
    }
}

#[test]
fn cut_documents_are_covered_as_well() {
    let mut random = Random::new(11);
    for record in chuchu_tests::records() {
        for _ in 0..40 {
            let part = random.cut(&record.text, 1, 2000);
            let id = DocumentId::new("part").expect("an id");
            let part = Record::of_text(id, part);
            check_coverage(&format!("a part of {}", record.id), &read(&part), &part.text);
        }
    }
}

#[test]
fn the_five_documents_are_what_a_reader_says_they_are() {
    let kinds: Vec<(String, DocumentKind)> =
        chuchu_tests::records().iter().map(|r| (r.id.to_string(), read(r).kind)).collect();
    let expect = [
        ("s000", DocumentKind::ExcerptCompilation),
        ("s001", DocumentKind::Article),
        ("s002", DocumentKind::NewspaperArticle),
        ("s003", DocumentKind::Article),
        ("s004", DocumentKind::Anthology),
    ];
    assert_eq!(kinds, expect.map(|(id, kind)| (id.to_owned(), kind)));
}

#[test]
fn a_compilation_gives_every_excerpt_its_citation() {
    let record =
        chuchu_tests::records().into_iter().find(|r| r.id.as_str() == "s000").expect("the compilation");
    let document = read(&record);
    assert_eq!(document.excerpts.len(), 31);
    assert!(document.excerpts.iter().all(|e| e.citation.is_some()));
    let third = document.excerpts[2].citation.as_ref().expect("a citation");
    assert_eq!(third.title(), Some("在河北省阜平县考察扶贫开发工作时的讲话"));
    assert_eq!(third.dates.len(), 2);
    assert!(!third.diagnostics.is_empty(), "excerpt 3 is misprinted, and that is reported");
}

#[test]
fn a_parse_reads_back_from_its_json() {
    for record in chuchu_tests::records() {
        let document = read(&record);
        let json = serde_json::to_string(&document).expect("JSON");
        assert_eq!(serde_json::from_str::<Document>(&json).expect("the same shape"), document);
    }
}
