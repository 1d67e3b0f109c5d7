//! The query language, asked of a small corpus.
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use chuchu_index::{Corpus, Error, Record, SearchRequest};
use chuchu_model::{DocumentId, DocumentKind};
use std::collections::BTreeSet;

/// Three documents of plain lines.
fn corpus() -> (tempfile::TempDir, Corpus) {
    let folder = tempfile::tempdir().unwrap();
    let corpus = Corpus::create(folder.path()).unwrap();
    let mut writer = corpus.writer().unwrap();
    let documents = [
        ("a", "论群众路线", Some("2012-12-29"), "群众路线是生命线\n是，不是\n四种作风"),
        ("b", "论作风", Some("2014"), "群众、路线不同\n是不是\n四风"),
        ("c", "杂", None, "路线之外另有群众\nABC group 123"),
    ];
    for (id, title, date, text) in documents {
        let record = Record::of_text(DocumentId::new(id).unwrap(), text.to_owned());
        let date = date.map(|d| d.parse().unwrap());
        writer.add(&Record { title: Some(title.to_owned()), date, ..record }).unwrap();
    }
    writer.commit().unwrap();
    (folder, corpus)
}

/// Asks twice, for ids in corpus order and for ranked hits, and compares the texts that are found.
#[track_caller]
fn check(query: &str, expect: &[&str]) {
    let (_folder, corpus) = corpus();
    let request = SearchRequest { query: query.to_owned(), ..SearchRequest::default() };
    let ids = corpus.search(&SearchRequest { ids_only: true, ..request.clone() }).unwrap().ids;
    let text = |id| corpus.passage(id).unwrap().unwrap().text;
    assert_eq!(ids.iter().map(text).collect::<Vec<_>>(), expect, "{query}");
    let hits = corpus.search(&request).unwrap().hits;
    let ranked: BTreeSet<_> = hits.iter().map(|h| &h.id).collect();
    assert_eq!(ranked, ids.iter().collect(), "{query}");
}

#[test]
fn runs_are_literal_up_to_folding() {
    check("群眾路線", &["群众路线是生命线", "群众、路线不同"]);
    check("群，众 路线", &["群众路线是生命线", "群众、路线不同", "路线之外另有群众"]);
    check("ａｂｃ", &["ABC group 123"]);
    check("线", &["群众路线是生命线", "群众、路线不同", "路线之外另有群众"]);
    check("查无", &[]);
}

#[test]
fn operators_combine() {
    check("群众 NOT 生命", &["群众、路线不同", "路线之外另有群众"]);
    check("生命 OR 四风", &["群众路线是生命线", "四风"]);
    check("NOT (群众 OR 是)", &["四种作风", "四风", "ABC group 123"]);
    check("(生命 OR 之外) AND 群众", &["群众路线是生命线", "路线之外另有群众"]);
    check(
        "群众 OR NOT 群众",
        &[
            "群众路线是生命线",
            "是，不是",
            "四种作风",
            "群众、路线不同",
            "是不是",
            "四风",
            "路线之外另有群众",
            "ABC group 123",
        ],
    );
}

#[test]
fn quotes_make_marks_count() {
    check("\"是，不是\"", &["是，不是"]);
    check("\"是不是\"", &["是不是"]);
    check("是不是", &["是，不是", "是不是"]);
}

#[test]
fn gaps_are_counted() {
    check("四?风", &[]);
    check("四??风", &["四种作风"]);
    check("四*风", &["四种作风", "四风"]);
    check("群*线", &["群众路线是生命线", "群众、路线不同"]);
}

#[test]
fn near_goes_both_ways() {
    check("群众 NEAR/4 路线", &["群众路线是生命线", "群众、路线不同", "路线之外另有群众"]);
    check("群众 NEAR/3 路线", &["群众路线是生命线", "群众、路线不同"]);
    check("生命 NEAR/2 群众 ", &[]);
}

#[test]
fn fields_and_filters_narrow() {
    check("群众 title:群众", &["群众路线是生命线"]);
    check("群众 title:论", &["群众路线是生命线", "群众、路线不同"]);
    check("群众 doc:c", &["路线之外另有群众"]);
    check("群众 year:2012..2013", &["群众路线是生命线"]);
    check("群众 year:2014-05", &["群众、路线不同"]);
    check("year:2011", &[]);
    let (_folder, corpus) = corpus();
    let request = SearchRequest { query: "群众".to_owned(), ..SearchRequest::default() };
    let total = |request: SearchRequest| corpus.search(&request).unwrap().total;
    assert_eq!(total(SearchRequest { from: "2013".parse().ok(), ..request.clone() }), 1);
    assert_eq!(total(SearchRequest { to: "2012-12-29".parse().ok(), ..request.clone() }), 1);
    assert_eq!(total(SearchRequest { doc: DocumentId::new("b").ok(), ..request.clone() }), 1);
    assert_eq!(total(SearchRequest { kind: Some(DocumentKind::Speech), ..request }), 0);
}

#[test]
fn pages_are_parts_of_the_whole() {
    let (_folder, corpus) = corpus();
    let all = SearchRequest { query: "是 OR 群众 OR 风".to_owned(), ..SearchRequest::default() };
    for ids_only in [false, true] {
        let whole = corpus.search(&SearchRequest { ids_only, ..all.clone() }).unwrap();
        let mut pages = Vec::new();
        for offset in (0..whole.total + 3).step_by(3) {
            let page = SearchRequest { ids_only, offset, limit: Some(3), ..all.clone() };
            let answer = corpus.search(&page).unwrap();
            assert_eq!(answer.total, whole.total);
            pages.extend(answer.ids);
        }
        assert_eq!(pages, whole.ids);
    }
    let none = corpus.search(&SearchRequest { limit: Some(0), ..all }).unwrap();
    assert!(none.total > 0 && none.hits.is_empty());
}

#[test]
fn more_of_the_words_stand_first() {
    let (_folder, corpus) = corpus();
    let request = SearchRequest { query: "生命线 OR 群众".to_owned(), ..SearchRequest::default() };
    let hits = corpus.search(&request).unwrap().hits;
    assert_eq!(hits[0].text, "群众路线是生命线");
    assert!(hits.is_sorted_by(|a, b| a.score >= b.score));
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let (_folder, corpus) = corpus();
    let ask = |query: &str| {
        let request = SearchRequest { query: query.to_owned(), ..SearchRequest::default() };
        corpus.search(&request).map(|a| a.total)
    };
    assert!(matches!(ask("，。！"), Err(Error::Empty)));
    assert!(matches!(ask(""), Err(Error::Empty)));
    assert!(matches!(ask(&"长".repeat(100_000)), Err(Error::TooLong { found: 100_000, .. })));
    assert!(matches!(ask("群众 AND"), Err(Error::Query { .. })));
    assert_eq!(ask(&"长".repeat(10_000)).unwrap(), 0);
}
