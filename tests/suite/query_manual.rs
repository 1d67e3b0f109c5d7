//! The examples of `docs/query.md` do what stands beside them.

use chuchu_index::{Error, SearchRequest};
use chuchu_tests::TemporaryCorpus;
use std::path::Path;

/// The examples of one sort: what is asked, and what stands after `=>`.
fn examples(sort: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/query.md");
    let manual = std::fs::read_to_string(path).expect("the manual");
    let fence = format!("```{sort}\n");
    let blocks = manual.split(fence.as_str()).skip(1).filter_map(|rest| rest.split("```").next());
    let lines = blocks.flat_map(str::lines);
    lines
        .map(|line| line.split_once("=>").unwrap_or_else(|| panic!("no => in {line:?}")))
        .map(|(query, expect)| (query.trim_end().to_owned(), expect.trim().to_owned()))
        .collect()
}

fn asked(query: &str, lenient: bool) -> SearchRequest {
    SearchRequest { query: query.to_owned(), lenient, ids_only: true, ..SearchRequest::default() }
}

#[test]
fn every_query_finds_as_many_passages_as_the_manual_says() {
    let corpus = TemporaryCorpus::new(&chuchu_tests::records());
    let examples = examples("query");
    assert!(examples.len() > 30);
    let found = |query: &str| corpus.corpus.search(&asked(query, false)).map(|a| a.total.to_string());
    let wrong: Vec<String> = examples
        .iter()
        .map(|(query, expect)| (query, expect, found(query).unwrap_or_else(|e| e.to_string())))
        .filter(|(_, expect, found)| found != *expect)
        .map(|(query, expect, found)| format!("{query} => {found}, not {expect}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_refusal_proposes_what_the_manual_says() {
    let corpus = TemporaryCorpus::new(&[]);
    for (query, expect) in examples("refused") {
        match corpus.corpus.search(&asked(&query, false)) {
            Err(Error::Query { repair, span, .. }) => {
                assert_eq!(repair.as_deref(), Some(expect.as_str()), "{query}");
                assert!(span.of(&query).is_some(), "{query}");
            }
            other => panic!("{query}: {other:?}"),
        }
        assert!(corpus.corpus.search(&asked(&expect, false)).is_ok(), "{expect}");
    }
}

#[test]
fn a_lenient_reading_is_what_the_manual_says() {
    let corpus = TemporaryCorpus::new(&[]);
    for (query, expect) in examples("lenient") {
        let answer = corpus.corpus.search(&asked(&query, true)).expect("an answer");
        assert_eq!(answer.read_as.as_deref(), Some(expect.as_str()), "{query}");
        assert!(!answer.notes.is_empty(), "{query}");
    }
}
