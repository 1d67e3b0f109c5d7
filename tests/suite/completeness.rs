//! Search misses nothing and adds nothing: against a scan of the folded text of every passage.

use crate::random::Random;
use chuchu_index::{Corpus, SearchRequest};
use chuchu_model::{PassageId, PassageKind};
use chuchu_tests::TemporaryCorpus;
use chuchu_text::{Folding, fold_to_string};
use std::collections::BTreeSet;

struct Truth {
    corpus: TemporaryCorpus,
    passages: Vec<(PassageId, String)>,
    texts: Vec<String>,
}

fn truth() -> Truth {
    let records = chuchu_tests::records();
    let corpus = TemporaryCorpus::new(&records);
    let passages =
        records.iter().flat_map(|r| corpus.corpus.passages(&r.id).expect("the passages")).collect::<Vec<_>>();
    let passages = passages.into_iter().map(|p| (p.id, fold_to_string(&p.text, Folding::LETTERS))).collect();
    Truth { corpus, passages, texts: records.into_iter().map(|r| r.text).collect() }
}

impl Truth {
    fn holding(&self, query: &str) -> BTreeSet<PassageId> {
        let folded = fold_to_string(query, Folding::LETTERS);
        self.passages.iter().filter(|(_, text)| text.contains(&folded)).map(|(id, _)| id.clone()).collect()
    }

    #[track_caller]
    fn check(&self, cut: &str) {
        let query = plain(cut);
        if fold_to_string(&query, Folding::LETTERS).is_empty() {
            return;
        }
        let found: BTreeSet<PassageId> = ids(&self.corpus.corpus, &query).into_iter().collect();
        assert_eq!(found, self.holding(&query), "{query:?}");
    }
}

/// A cut as one run of a query: blanks part runs, and ASCII signs are the query's grammar, so they go.
fn plain(cut: &str) -> String {
    let run: String =
        cut.chars().filter(|c| !chuchu_text::is_blank(*c) && !c.is_ascii_punctuation()).collect();
    run.trim_matches(|c| matches!(c, '？' | '＊' | '“' | '”' | '（' | '）' | '：')).to_owned()
}

fn ids(corpus: &Corpus, query: &str) -> Vec<PassageId> {
    let request = SearchRequest { query: query.to_owned(), ids_only: true, ..SearchRequest::default() };
    let answer = corpus.search(&request).unwrap_or_else(|e| panic!("{query:?}: {e}"));
    assert_eq!(answer.total, answer.ids.len(), "{query:?}");
    answer.ids
}

#[test]
fn a_cut_of_any_document_finds_exactly_the_passages_that_hold_it() {
    let truth = truth();
    let mut random = Random::new(1);
    for round in 0..3000 {
        let most = [2, 4, 12, 60][round % 4];
        let text = random.pick(&truth.texts).clone();
        let line =
            random.pick(&text.lines().filter(|l| !l.trim().is_empty()).collect::<Vec<_>>()).to_string();
        truth.check(&random.cut(&line, 1, most));
    }
}

#[test]
fn a_cut_in_traditional_characters_finds_the_same() {
    let truth = truth();
    let mut random = Random::new(2);
    let traditional = [
        ('群', '羣'),
        ('众', '眾'),
        ('党', '黨'),
        ('联', '聯'),
        ('关', '關'),
        ('为', '為'),
        ('业', '業'),
        ('导', '導'),
    ];
    let mut converted = 0;
    for _ in 0..1000 {
        let text = random.pick(&truth.texts).clone();
        let line =
            random.pick(&text.lines().filter(|l| !l.trim().is_empty()).collect::<Vec<_>>()).to_string();
        let cut = random.cut(&line, 2, 30);
        let swap =
            |c: char| traditional.iter().find(|(simple, _)| *simple == c).map_or(c, |(_, other)| *other);
        let other: String = cut.chars().map(swap).collect();
        converted += usize::from(other != cut);
        truth.check(&other);
    }
    assert!(converted > 300, "only {converted} cuts had a character to convert");
}

#[test]
fn a_run_over_the_border_of_two_words_is_found() {
    let truth = truth();
    for query in ["民群", "众路", "党", "疾", "系问"] {
        assert!(!truth.holding(query).is_empty());
        truth.check(query);
    }
}

#[test]
fn what_stands_nowhere_is_not_found() {
    let truth = truth();
    assert!(ids(&truth.corpus.corpus, "量子纠缠态的拓扑保护").is_empty());
}

#[test]
fn text_is_ranked_before_headings_and_those_before_noise() {
    let truth = truth();
    let request = SearchRequest { query: "血肉联系".to_owned(), ..SearchRequest::default() };
    let answer = truth.corpus.corpus.search(&request).expect("an answer");
    let shelf = |id: &PassageId| match id.kind {
        PassageKind::Excerpt | PassageKind::Paragraph => 0,
        PassageKind::Heading | PassageKind::Front => 1,
        PassageKind::Noise => 2,
    };
    let shelves: Vec<u8> = answer.ids.iter().map(shelf).collect();
    assert!(shelves.is_sorted() && shelves.contains(&2), "{shelves:?}");
}

#[test]
fn and_or_and_not_are_those_of_the_scan() {
    let truth = truth();
    let (a, b) = (truth.holding("群众"), truth.holding("作风"));
    let found = |query: &str| ids(&truth.corpus.corpus, query).into_iter().collect::<BTreeSet<_>>();
    assert_eq!(found("群众 作风"), a.intersection(&b).cloned().collect());
    assert_eq!(found("群众 AND 作风"), a.intersection(&b).cloned().collect());
    assert_eq!(found("群众 OR 作风"), a.union(&b).cloned().collect());
    assert_eq!(found("群众 NOT 作风"), a.difference(&b).cloned().collect());
}

#[test]
fn the_passages_of_a_document_tile_its_inked_text() {
    let truth = truth();
    for record in chuchu_tests::records() {
        let passages = truth.corpus.corpus.passages(&record.id).expect("the passages");
        let joined: String = passages.iter().map(|p| fold_to_string(&p.text, Folding::MARKS)).collect();
        assert_eq!(joined, fold_to_string(&record.text, Folding::MARKS), "{}", record.id);
    }
}
