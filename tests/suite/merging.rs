//! An index that grew by many commits, with texts replaced and removed and its segments merged on the way,
//! answers like one made of the same documents at once: letters, words, and what is left of removed ones.

use crate::random::Random;
use chuchu_index::lexis::{FrequencyOptions, Listing};
use chuchu_index::{Corpus, Record, SearchAnswer, SearchRequest, WriterOptions};
use chuchu_model::DocumentId;
use chuchu_tests::TemporaryCorpus;
use std::num::NonZeroUsize;

/// Every inked line of the corpus as a document of its own, and some longer ones.
fn documents() -> Vec<Record> {
    let texts: Vec<String> = chuchu_tests::records().into_iter().map(|record| record.text).collect();
    let lines = texts.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty());
    let mut parts: Vec<String> = lines.map(str::to_owned).collect();
    parts.extend(texts.iter().map(|text| text.chars().take(3_000).collect()));
    let record =
        |(number, text)| Record::of_text(DocumentId::new(format!("d{number}")).expect("an id"), text);
    parts.into_iter().enumerate().map(record).collect()
}

fn change(corpus: &Corpus, add: &[Record], remove: &[&Record]) {
    let options = WriterOptions { threads: NonZeroUsize::MIN, ..WriterOptions::default() };
    let mut writer = corpus.writer_with(options).expect("the only writer");
    for record in add {
        writer.add(record).expect("adding a record");
    }
    for record in remove {
        assert!(writer.remove(&record.id).expect("removing a document"));
    }
    writer.commit().expect("the commit");
}

/// A corpus of the documents, made by detours: other texts first, texts that are removed again.
fn grown(documents: &[Record]) -> (tempfile::TempDir, Corpus) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let corpus = Corpus::create(&folder.path().join("index")).expect("an empty index");
    for batch in documents.chunks(documents.len() / 20) {
        let guest = |r: &Record| {
            Record::of_text(DocumentId::new(format!("x{}", r.id)).expect("an id"), r.text.clone())
        };
        let other = |r: &Record| Record::of_text(r.id.clone(), format!("量子纠缠。{}", r.text));
        let first: Vec<Record> = batch.iter().map(other).chain(batch.iter().map(guest)).collect();
        let guests: Vec<Record> = batch.iter().map(guest).collect();
        change(&corpus, &first, &[]);
        change(&corpus, batch, &guests.iter().collect::<Vec<_>>());
    }
    (folder, corpus)
}

fn search(corpus: &Corpus, query: &str) -> SearchAnswer {
    let request = SearchRequest { query: query.to_owned(), ids_only: true, ..SearchRequest::default() };
    corpus.search(&request).expect("an answer")
}

#[test]
fn a_corpus_that_grew_answers_like_one_made_at_once() {
    let documents = documents();
    let (folder, grown) = grown(&documents);
    let fresh = TemporaryCorpus::new(&documents);
    let mut random = Random::new(7);
    for round in 0..400 {
        let text = &random.pick(&documents).text;
        let cut: String = random.cut(text, 1, [1, 2, 5, 30][round % 4]);
        let query: String = cut.chars().filter(|c| chuchu_text::is_letter(*c)).collect();
        if !query.is_empty() {
            assert_eq!(search(&grown, &query).ids, search(&fresh.corpus, &query).ids, "{query}");
        }
    }
    assert_eq!(search(&grown, "量子纠缠").total, 0);
    let listing = Listing { limit: None, ..Listing::default() };
    let options = FrequencyOptions { listing, ..FrequencyOptions::default() };
    let words = |corpus: &Corpus| corpus.frequencies(&options).expect("a word list");
    assert_eq!(words(&grown), words(&fresh.corpus));
    let segments = std::fs::read_dir(folder.path().join("index")).expect("the folder").flatten();
    let files = segments.filter(|file| file.path().extension().is_some_and(|e| e == "chars")).count();
    assert!(files < 20, "{files} segments are left of 40 commits: nothing was merged");
    assert!(Corpus::verify(&folder.path().join("index")).expect("a verification").damage.is_empty());
}
