//! The promises of user dictionaries and stop lists: they are committed like documents, and cutting anew changes
//! words and nothing else.
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use chuchu_index::lexis::{FrequencyOptions, Scope, StopList};
use chuchu_index::{Added, Corpus, Error, Record, UserDictionary, WordsChange, WordsSet, WriterOptions};
use chuchu_model::DocumentId;
use tempfile::TempDir;

const WORD: &str = "血肉联系";

fn corpus() -> (TempDir, Corpus) {
    let folder = tempfile::tempdir().unwrap();
    let corpus = Corpus::create(folder.path()).unwrap();
    (folder, corpus)
}

fn record(name: &str, text: &str) -> Record {
    Record::of_text(DocumentId::new(name).unwrap(), text.to_owned())
}

fn add(corpus: &Corpus, records: &[Record]) {
    let mut writer = corpus.writer().unwrap();
    for record in records {
        writer.add(record).unwrap();
    }
    writer.commit().unwrap();
}

/// The lines of a frequency list, as `word:count`.
fn words(corpus: &Corpus) -> Vec<String> {
    let scope = Scope { headings: true, ..Scope::default() };
    let list = corpus.frequencies(&FrequencyOptions { scope, ..FrequencyOptions::default() }).unwrap();
    list.items.iter().map(|line| format!("{}:{}", line.item, line.count)).collect()
}

fn dictionary(lines: &str) -> WordsChange {
    WordsChange { dictionary: Some(UserDictionary::of_lines(lines).unwrap()), stop: None }
}

fn set(corpus: &Corpus, change: WordsChange) -> WordsSet {
    corpus.set_words(change, WriterOptions::default(), |_, _| {}).unwrap()
}

#[test]
fn cutting_anew_changes_words_and_nothing_else() {
    let (folder, corpus) = corpus();
    let given = Record {
        title: Some("题目".to_owned()),
        date: Some("2013-06".parse().unwrap()),
        author: Some("作者".to_owned()),
        ..record("given", "保持血肉联系。\n\n他说：“血肉联系是根本。”")
    };
    let bare = record("bare", "血肉联系");
    let records = [given, bare, record("blank", "\n")];
    add(&corpus, &records);
    let before = records.each_ref().map(|record| format!("{:?}", corpus.document(&record.id).unwrap()));
    let list = format!("{:?}", corpus.list().unwrap());
    let mut steps = Vec::new();
    let step = |done, all| steps.push((done, all));
    corpus.set_words(dictionary(WORD), WriterOptions::default(), step).unwrap();
    assert_eq!(steps, [(1, 3), (2, 3), (3, 3)]);
    assert!(words(&corpus).contains(&format!("{WORD}:3")), "{:?}", words(&corpus));
    for (record, before) in records.iter().zip(before) {
        assert_eq!(format!("{:?}", corpus.document(&record.id).unwrap()), before);
        assert_eq!(corpus.would_add(record).unwrap(), Added::Unchanged);
    }
    assert_eq!(format!("{:?}", corpus.list().unwrap()), list);
    assert_eq!(Corpus::verify(folder.path()).unwrap().damage, []);
}

#[test]
fn others_see_the_words_with_the_commit() {
    let (folder, corpus) = corpus();
    add(&corpus, &[record("a", WORD)]);
    let other = Corpus::open(folder.path()).unwrap();
    assert_eq!(set(&corpus, dictionary(WORD)), WordsSet { user_words: 1, stop_words: 0, recut: 1 });
    assert_eq!(words(&other), ["联系:1", "血肉:1"]);
    assert!(other.user_words().dictionary.words().is_empty());
    other.reload().unwrap();
    assert_eq!(words(&other), ["血肉联系:1"]);
    assert_eq!(other.user_words(), corpus.user_words());
    // A writer looks before it cuts, whatever its handle has seen.
    set(&corpus, dictionary("血肉联系\n四风问题"));
    add(&other, &[record("b", "四风问题")]);
    assert_eq!(words(&other), ["四风问题:1", "血肉联系:1"]);
}

#[test]
fn nobody_else_writes_meanwhile_and_a_stop_list_leaves_the_dictionary() {
    let (folder, corpus) = corpus();
    let writer = corpus.writer().unwrap();
    let locked =
        Corpus::open(folder.path()).unwrap().set_words(dictionary(WORD), WriterOptions::default(), |_, _| {});
    assert!(matches!(locked, Err(Error::Locked { .. })));
    drop(writer);
    set(&corpus, dictionary(WORD));
    add(&corpus, &[record("a", "血肉联系的")]);
    let stop = WordsChange { stop: Some(StopList::of_lines("的")), dictionary: None };
    assert_eq!(set(&corpus, stop), WordsSet { user_words: 1, stop_words: 1, recut: 0 });
    assert_eq!(words(&corpus), ["血肉联系:1"]);
}

#[test]
fn merged_segments_keep_the_words_they_were_cut_into() {
    let (_folder, corpus) = corpus();
    add(&corpus, &[record("first", WORD)]);
    set(&corpus, dictionary(WORD));
    for n in 0..20 {
        add(&corpus, &[record(&format!("d{n}"), WORD)]);
    }
    assert_eq!(words(&corpus), ["血肉联系:21"]);
    assert_eq!(set(&corpus, dictionary("")).recut, 21);
    assert_eq!(words(&corpus), ["联系:21", "血肉:21"]);
    assert_eq!(corpus.status().unwrap().documents, 21);
}
