//! Set phrases and reuse over the five documents: every record can be checked in the texts.

use chuchu_index::ReuseOptions;
use chuchu_index::lexis::{PhraseOptions, Scope};
use chuchu_model::{DocumentId, PassageKind};
use chuchu_tests::{TemporaryCorpus, text_of};
use chuchu_text::{Folding, fold_to_string};

#[test]
fn set_phrases_are_counted_in_every_document_and_expanded() {
    let corpus = TemporaryCorpus::new(&chuchu_tests::records());
    let options =
        PhraseOptions { scope: Scope { headings: true, ..Scope::default() }, ..PhraseOptions::default() };
    let found = corpus.corpus.phrases(&options).expect("the phrases");
    assert!(found.iter().map(|p| u64::MAX - p.mentions).is_sorted());
    let tests = found.iter().find(|p| p.phrase == "四风").expect("a phrase of the corpus");
    let mut mentions = 0;
    for record in chuchu_tests::records() {
        for passage in corpus.corpus.passages(&record.id).expect("the passages") {
            if passage.id.kind != PassageKind::Noise {
                mentions += fold_to_string(&passage.text, Folding::LETTERS).matches("四风").count() as u64;
            }
        }
    }
    assert_eq!(tests.mentions, mentions);
    let first = tests.first.as_ref().expect("a first mention");
    let passage = corpus.corpus.passage(&first.passage).expect("a look").expect("a passage");
    assert!(fold_to_string(&passage.text, Folding::LETTERS).contains("四风"));
    assert_eq!((first.date, tests.date), (passage.date, passage.date));
    let expanded: Vec<_> = found.iter().filter(|p| !p.expansions.is_empty()).collect();
    assert!(!expanded.is_empty());
    for expansion in expanded.iter().flat_map(|p| &p.expansions) {
        let source = corpus.corpus.passage(&expansion.source.passage).expect("a look").expect("a passage");
        assert!(expansion.members.iter().all(|m| source.text.contains(m)), "{expansion:?}");
    }
}

#[test]
fn shared_passages_stand_where_they_are_said_to() {
    let corpus = TemporaryCorpus::new(&chuchu_tests::records());
    let shared = corpus.corpus.reuse(&ReuseOptions::default()).expect("reuse");
    let pairs: Vec<_> = shared.pairs().collect::<Result<_, _>>().expect("the pairs");
    assert!(pairs.len() > 20);
    for pair in &pairs {
        for place in [&pair.a, &pair.b] {
            assert_eq!(place.span.of(&text_of(place.doc.as_str())), Some(place.text.as_str()));
            assert_eq!(place.passage.document, place.doc);
            let view = corpus.corpus.passage(&place.passage).expect("a look").expect("a passage");
            assert!(view.text.contains(&place.text) && view.date == place.date, "{place:?}");
        }
        let certain = pair.a.date.zip(pair.b.date).is_some_and(|(a, b)| b.is_after(a));
        assert_eq!(pair.earlier, certain.then_some("a"));
        assert!((0.0..=1.0).contains(&pair.similarity));
    }
    let one = DocumentId::new("s003").expect("an id");
    let options = ReuseOptions { documents: vec![one.clone()], ..ReuseOptions::default() };
    let narrow = corpus.corpus.reuse(&options).expect("reuse");
    let narrow: Vec<_> = narrow.pairs().collect::<Result<_, _>>().expect("the pairs");
    let expect: Vec<_> = pairs.into_iter().filter(|p| p.a.doc == one || p.b.doc == one).collect();
    assert!(!narrow.is_empty() && narrow == expect);
}

#[test]
fn clusters_have_their_places_oldest_first() {
    let corpus = TemporaryCorpus::new(&chuchu_tests::records());
    let shared = corpus.corpus.reuse(&ReuseOptions::default()).expect("reuse");
    let clusters: Vec<_> = shared.clusters().collect::<Result<_, _>>().expect("the clusters");
    for cluster in &clusters {
        assert!(cluster.places.len() > 1 && cluster.count >= cluster.places.len() && cluster.documents > 1);
        let days = cluster.places.iter().map(|p| p.date.map_or(u32::MAX, |d| d.earliest()));
        assert!(days.is_sorted(), "{cluster:?}");
    }
}
