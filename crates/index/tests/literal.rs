//! The promise of literal search: a query cut from the documents finds exactly the passages that a scan
//! over their folded texts finds.
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use chuchu_index::{Corpus, SearchRequest, intake};
use chuchu_model::PassageId;
use chuchu_text::{Folding, fold_to_string};
use proptest::test_runner::{Config, TestRunner};
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

fn sources() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/sources"))
}

/// A corpus of the five documents in a temporary folder.
fn corpus() -> (tempfile::TempDir, Corpus) {
    let folder = tempfile::tempdir().unwrap();
    let corpus = Corpus::create(folder.path()).unwrap();
    let mut writer = corpus.writer().unwrap();
    for record in intake::read_all(&[sources()]) {
        writer.add(&record.unwrap()).unwrap();
    }
    writer.commit().unwrap();
    (folder, corpus)
}

/// Every passage with its text, read one after the other from each document.
fn passages(corpus: &Corpus) -> Vec<(PassageId, String)> {
    let every = SearchRequest { query: "NOT 查无此文".to_owned(), ..SearchRequest::default() };
    corpus.search(&every).unwrap().hits.into_iter().map(|hit| (hit.id, hit.text)).collect()
}

fn found(corpus: &Corpus, query: &str) -> BTreeSet<PassageId> {
    let request = SearchRequest { query: query.to_owned(), ids_only: true, ..SearchRequest::default() };
    let answer = corpus.search(&request).unwrap();
    let ids: BTreeSet<PassageId> = answer.ids.into_iter().collect();
    assert_eq!(answer.total, ids.len(), "{query}");
    ids
}

/// Simplified characters to a traditional one, where the folding knows exactly one.
fn traditional() -> HashMap<char, char> {
    let mut all: HashMap<char, Vec<char>> = HashMap::new();
    for c in '\u{4e00}'..='\u{9fff}' {
        let folded = fold_to_string(&c.to_string(), Folding::LETTERS).chars().next().unwrap();
        if folded != c {
            all.entry(folded).or_default().push(c);
        }
    }
    all.into_iter().filter(|(_, forms)| forms.len() == 1).map(|(simple, forms)| (simple, forms[0])).collect()
}

/// What the query language reads as more than letters.
fn is_syntax(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '"' | '?' | '*' | ':')
}

#[test]
fn a_cut_of_the_text_is_found_exactly_where_it_stands() {
    let (_folder, corpus) = corpus();
    let passages = passages(&corpus);
    let folded: Vec<(PassageId, String, String)> = passages
        .iter()
        .map(|(id, t)| (id.clone(), fold_to_string(t, Folding::LETTERS), fold_to_string(t, Folding::MARKS)))
        .collect();
    let old = traditional();
    let texts: Vec<Vec<char>> = passages.iter().map(|(_, text)| text.chars().collect()).collect();
    let mut runner = TestRunner::new(Config { cases: 4000, ..Config::default() });
    let cuts = (0..texts.len(), 0usize..100_000, 1usize..=60, 0u8..4);
    let checked = runner.run(&cuts, |(passage, from, length, how)| {
        let text = &texts[passage];
        let from = from % text.len();
        let mut cut: String = text[from..(from + length).min(text.len())].iter().collect();
        if how == 1 {
            cut = cut.chars().map(|c| old.get(&c).copied().unwrap_or(c)).collect();
        }
        let (query, wanted, quoted) = if how == 2 && !cut.contains('"') {
            (format!("\"{cut}\""), fold_to_string(&cut, Folding::MARKS), true)
        } else {
            cut.retain(|c| !is_syntax(c));
            (cut.clone(), fold_to_string(&cut, Folding::LETTERS), false)
        };
        if fold_to_string(&cut, Folding::LETTERS).is_empty() {
            return Ok(());
        }
        let scan: BTreeSet<PassageId> = folded
            .iter()
            .filter(|(_, letters, marks)| if quoted { marks } else { letters }.contains(&wanted))
            .map(|(id, ..)| id.clone())
            .collect();
        assert_eq!(found(&corpus, &query), scan, "{query}");
        Ok(())
    });
    checked.unwrap();
}

#[test]
fn hits_point_at_the_words() {
    let (_folder, corpus) = corpus();
    for query in ["群眾路線", "\"作风问题\"", "血肉?系", "党*群众"] {
        let answer = corpus.search(&SearchRequest { query: query.to_owned(), ..SearchRequest::default() });
        for hit in answer.unwrap().hits {
            let text = corpus.document(&hit.doc).unwrap().unwrap().text;
            assert!(!hit.hits.is_empty(), "{query}");
            for span in &hit.hits {
                let words = fold_to_string(span.of(&text).unwrap(), Folding::LETTERS);
                assert!(words.starts_with(['群', '作', '血', '党']), "{query}: {words}");
            }
        }
    }
}

#[test]
fn the_text_of_every_document_is_kept() {
    let (_folder, corpus) = corpus();
    for summary in corpus.list().unwrap() {
        let stored = corpus.document(&summary.id).unwrap().unwrap();
        let text = std::fs::read_to_string(sources().join(format!("{}.txt", summary.id))).unwrap();
        assert_eq!(stored.text, text);
        assert_eq!(stored.document.source.bytes, text.len() as u64);
    }
}
