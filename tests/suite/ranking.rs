//! The order of hits: pages join, every score is explained, counts are over all hits.

use chuchu_index::{Error, Facet, Record, SearchRequest, Sort};
use chuchu_model::{DocumentId, PassageId};
use chuchu_tests::TemporaryCorpus;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

fn corpus() -> TemporaryCorpus {
    TemporaryCorpus::new(&chuchu_tests::records())
}

fn asked(query: &str) -> SearchRequest {
    SearchRequest { query: query.to_owned(), ..SearchRequest::default() }
}

fn made(texts: &[(&str, &str, &str)]) -> TemporaryCorpus {
    let record = |(id, title, text): &(&str, &str, &str)| Record {
        title: Some((*title).to_owned()),
        ..Record::of_text(DocumentId::new(*id).expect("an id"), (*text).to_owned())
    };
    TemporaryCorpus::new(&texts.iter().map(record).collect::<Vec<_>>())
}

#[test]
fn pages_of_any_size_join_in_every_order() {
    let corpus = corpus();
    let queries = ["群众", "党", "作风 OR 路线", "群众 路线", "NOT 群众", "党*群众", "查无此文"];
    let sorts =
        [None, Some(Sort::Relevance), Some(Sort::Date), Some(Sort::DateDescending), Some(Sort::Document)];
    let mut runner = TestRunner::new(Config { cases: 60, ..Config::default() });
    let cases = (0..queries.len(), 0..sorts.len(), 1usize..40, any::<bool>());
    let joined = runner.run(&cases, |(query, sort, size, ids_only)| {
        let all = SearchRequest { sort: sorts[sort], ids_only, ..asked(queries[query]) };
        let whole = corpus.corpus.search(&all).expect("an answer");
        let mut pages: Vec<PassageId> = Vec::new();
        for offset in (0..=whole.total).step_by(size) {
            let page = SearchRequest { offset, limit: Some(size), ..all.clone() };
            let page = corpus.corpus.search(&page).expect("a page");
            prop_assert_eq!(page.total, whole.total);
            pages.extend(page.ids);
        }
        prop_assert_eq!(pages, whole.ids);
        Ok(())
    });
    joined.expect("pages that join");
}

#[test]
fn the_parts_of_a_score_are_the_score() {
    let corpus = corpus();
    for query in ["群众 路线", "血肉联系", "作风建设 OR 执政党", "民群"] {
        let answer =
            corpus.corpus.search(&SearchRequest { explain: true, ..asked(query) }).expect("an answer");
        assert!(answer.total > 0);
        for hit in answer.hits {
            let why = hit.explanation.expect("an explanation");
            let sum = why.words.iter().map(|w| w.score).sum::<f32>() + why.adjacent + why.title;
            assert!(
                (sum - hit.score).abs() < 1e-3 && (why.score - hit.score).abs() < 1e-3,
                "{query} {why:?}"
            );
        }
    }
}

#[test]
fn runs_side_by_side_and_titles_come_first() {
    let corpus = made(&[
        ("a", "题一", "群众很多，道路也很多，路线之外"),
        ("b", "题二", "群众路线很多，道路也很多，之外"),
        ("c", "群众路线", "路线之外，道路也很多，群众很多"),
    ]);
    let answer =
        corpus.corpus.search(&SearchRequest { explain: true, ..asked("群众 路线") }).expect("an answer");
    let ids: Vec<&str> = answer.hits.iter().map(|hit| hit.doc.as_str()).collect();
    assert_eq!(ids, ["b", "c", "a"]);
    let why: Vec<_> =
        answer.hits.iter().filter_map(|h| h.explanation.as_ref()).map(|w| (w.adjacent, w.title)).collect();
    assert_eq!(why, [(2.0, 0.0), (0.0, 1.0), (0.0, 0.0)]);
}

#[test]
fn dates_sort_both_ways_and_undated_passages_come_last() {
    let corpus = corpus();
    for (sort, newest_first) in [(Sort::Date, false), (Sort::DateDescending, true)] {
        let answer = corpus
            .corpus
            .search(&SearchRequest { sort: Some(sort), ..asked("群众 OR 党") })
            .expect("an answer");
        let days: Vec<Option<u32>> = answer.hits.iter().map(|hit| hit.date.map(|d| d.earliest())).collect();
        let dated: Vec<u32> = days.iter().copied().map_while(|day| day).collect();
        assert!(days[dated.len()..].iter().all(Option::is_none), "{days:?}");
        let mut expect = dated.clone();
        expect.sort_by_key(|day| if newest_first { u32::MAX - day } else { *day });
        assert!(dated.len() > 10 && dated == expect, "{days:?}");
    }
}

#[test]
fn facets_count_all_hits_as_filters_would() {
    let corpus = corpus();
    let facets = vec![Facet::Kind, Facet::Speaker, Facet::Work, Facet::Year, Facet::Doc];
    let request = SearchRequest { facets, limit: Some(1), ..asked("群众") };
    let answer = corpus.corpus.search(&request).expect("an answer");
    let total = |more: &str| corpus.corpus.search(&asked(&format!("群众 {more}"))).expect("an answer").total;
    for (facet, name) in
        [(Facet::Kind, "kind"), (Facet::Speaker, "speaker"), (Facet::Doc, "doc"), (Facet::Year, "year")]
    {
        let counts = &answer.facets[&facet];
        assert!(!counts.values.is_empty(), "{name}");
        for count in &counts.values {
            assert_eq!(count.passages, total(&format!("{name}:{}", count.value)), "{name}:{}", count.value);
        }
    }
    for facet in [Facet::Kind, Facet::Doc, Facet::Year, Facet::Work] {
        let counts = &answer.facets[&facet];
        let sum: usize = counts.values.iter().map(|count| count.passages).sum();
        assert_eq!(sum + counts.without, answer.total, "{facet:?}");
    }
    assert!(
        answer.facets[&Facet::Work]
            .values
            .iter()
            .all(|work| total(&format!("work:\"{}\"", work.value)) >= work.passages)
    );
}

#[test]
fn no_text_whatever_breaks_a_search() {
    let corpus = corpus();
    let mut runner = TestRunner::new(Config { cases: 400, ..Config::default() });
    let texts = prop_oneof![
        "[党群众路线 ()（）“”\"?*:：|!-ANDORTNEARand/5，年year.]{0,50}",
        "\\PC{0,40}",
        "(党|群众|路线|AND|OR|NOT|NEAR/3|\\(|\\)|\"|speaker:|year:2012|\\*|\\?| ){0,20}",
    ];
    let answered = runner.run(&texts, |query| {
        match corpus.corpus.search(&SearchRequest { limit: Some(3), ..asked(&query) }) {
            Ok(answer) => prop_assert!(answer.hits.len() <= 3),
            Err(Error::Empty) => {}
            Err(Error::Query { span, .. }) => prop_assert!(span.of(&query).is_some()),
            Err(other) => panic!("{query:?}: {other}"),
        }
        let lenient = SearchRequest { lenient: true, limit: Some(3), ..asked(&query) };
        let answer = corpus.corpus.search(&lenient).expect("a lenient reading never fails");
        prop_assert!(answer.notes.iter().all(|note| note.span.of(&query).is_some()));
        Ok(())
    });
    answered.expect("an answer to anything");
}
