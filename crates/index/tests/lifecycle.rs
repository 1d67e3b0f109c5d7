//! The promises of storage: one commit is one truth, versions are refused with the remedy, one writer at a
//! time, readers undisturbed.
#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

use chuchu_index::{Added, Corpus, Error, Record, SearchRequest};
use chuchu_model::DocumentId;
use std::fs;
use std::path::Path;

fn id(name: &str) -> DocumentId {
    DocumentId::new(name).unwrap()
}

fn record(name: &str, text: &str) -> Record {
    Record::of_text(id(name), text.to_owned())
}

/// Adds texts in one commit.
fn add(corpus: &Corpus, texts: &[(&str, &str)]) -> Vec<Added> {
    let mut writer = corpus.writer().unwrap();
    let added = texts.iter().map(|(name, text)| writer.add(&record(name, text)).unwrap()).collect();
    writer.commit().unwrap();
    added
}

/// The documents of the passages found, in corpus order.
fn found(corpus: &Corpus, query: &str) -> Vec<String> {
    let request = SearchRequest { query: query.to_owned(), ids_only: true, ..SearchRequest::default() };
    corpus.search(&request).unwrap().ids.iter().map(|id| id.document.to_string()).collect()
}

fn empty() -> (tempfile::TempDir, Corpus) {
    let folder = tempfile::tempdir().unwrap();
    let corpus = Corpus::create(folder.path()).unwrap();
    (folder, corpus)
}

#[test]
fn an_index_is_made_in_an_empty_folder_alone() {
    let (folder, corpus) = empty();
    assert!(Corpus::exists(folder.path()));
    assert_eq!(corpus.status().unwrap().documents, 0);
    assert!(matches!(Corpus::create(folder.path()), Err(Error::Occupied { .. })));
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    assert!(matches!(Corpus::create(&file), Err(Error::Occupied { .. })));
    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join("letter.txt"), "x").unwrap();
    assert!(matches!(Corpus::create(other.path()), Err(Error::Occupied { .. })));
    assert!(matches!(Corpus::open(other.path()), Err(Error::Missing { .. })));
    assert!(matches!(Corpus::open(&other.path().join("none")), Err(Error::Missing { .. })));
}

#[test]
fn records_are_added_replaced_and_left_alone() {
    let (_folder, corpus) = empty();
    assert_eq!(add(&corpus, &[("b", "群众路线"), ("a", "群众\n路线")]), [Added::Added, Added::Added]);
    assert_eq!(found(&corpus, "群众"), ["a", "b"]);
    assert_eq!(add(&corpus, &[("b", "群众路线"), ("a", "人民")]), [Added::Unchanged, Added::Replaced]);
    assert_eq!(found(&corpus, "群众"), ["b"]);
    assert_eq!(found(&corpus, "人民"), ["a"]);
    let twice = add(&corpus, &[("c", "一次"), ("c", "两次"), ("c", "两次")]);
    assert_eq!(twice, [Added::Added, Added::Replaced, Added::Unchanged]);
    assert_eq!((found(&corpus, "一次"), found(&corpus, "两次")), (vec![], vec!["c".to_owned()]));
    assert_eq!(corpus.list().unwrap().len(), 3);
}

#[test]
fn a_new_title_is_a_new_version() {
    let (_folder, corpus) = empty();
    add(&corpus, &[("a", "群众路线")]);
    let mut writer = corpus.writer().unwrap();
    let titled = Record { title: Some("论群众".to_owned()), ..record("a", "群众路线") };
    assert_eq!(writer.add(&titled).unwrap(), Added::Replaced);
    writer.commit().unwrap();
    assert_eq!(corpus.list().unwrap()[0].title.as_deref(), Some("论群众"));
}

#[test]
fn what_is_removed_is_gone_after_the_commit() {
    let (_folder, corpus) = empty();
    add(&corpus, &[("a", "群众"), ("b", "群众")]);
    let mut writer = corpus.writer().unwrap();
    assert!(writer.remove(&id("a")).unwrap());
    assert!(!writer.remove(&id("a")).unwrap());
    assert!(!writer.remove(&id("none")).unwrap());
    assert_eq!(found(&corpus, "群众").len(), 2);
    writer.commit().unwrap();
    assert_eq!(found(&corpus, "群众"), ["b"]);
    assert!(corpus.document(&id("a")).unwrap().is_none());
}

#[test]
fn a_writer_that_is_dropped_leaves_nothing() {
    let (folder, corpus) = empty();
    add(&corpus, &[("a", "群众")]);
    let mut writer = corpus.writer().unwrap();
    writer.add(&record("b", "群众")).unwrap();
    writer.remove(&id("a")).unwrap();
    drop(writer);
    assert_eq!(found(&Corpus::open(folder.path()).unwrap(), "群众"), ["a"]);
}

#[test]
fn a_second_writer_is_told_to_wait() {
    let (folder, corpus) = empty();
    let first = corpus.writer().unwrap();
    let second = Corpus::open(folder.path()).unwrap();
    assert!(matches!(second.writer(), Err(Error::Locked { .. })));
    drop(first);
    assert!(second.writer().is_ok());
}

/// Changes the versions that an index says it was written with.
fn rewrite(folder: &Path, from: &str, to: &str) {
    let meta = folder.join("meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(meta, text.replace(from, to)).unwrap();
}

#[test]
fn another_version_is_refused_with_the_remedy() {
    let versions = [
        ("\\\"format\\\":2", "\\\"format\\\":9", "format"),
        ("\\\"folding\\\":1", "\\\"folding\\\":9", "folding"),
        ("jieba-rs 0.11.0", "jieba-rs 0.12.0", "dictionary"),
    ];
    for (from, to, named) in versions {
        let (folder, corpus) = empty();
        add(&corpus, &[("a", "群众")]);
        rewrite(folder.path(), from, to);
        match Corpus::open(folder.path()) {
            Err(error @ Error::Version { what, .. }) => {
                assert_eq!(what, named);
                assert!(error.to_string().contains("chuchu init"));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn damage_is_told_from_absence() {
    let (folder, corpus) = empty();
    add(&corpus, &[("a", "群众路线")]);
    drop(corpus);
    let files: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|f| f.unwrap().path()).collect();
    let segment = files.iter().filter(|f| f.extension().is_some_and(|e| e != "json" && e != "lock"));
    for file in segment.clone() {
        let whole = fs::read(file).unwrap();
        for damaged in [&whole[..whole.len() / 2], &[]] {
            fs::write(file, damaged).unwrap();
            let opened = Corpus::open(folder.path());
            assert!(matches!(opened, Err(Error::Damaged { .. })), "{file:?} {opened:?}");
        }
        fs::write(file, whole).unwrap();
    }
    assert!(segment.count() >= 5);
    fs::write(folder.path().join("meta.json"), "{").unwrap();
    assert!(matches!(Corpus::open(folder.path()), Err(Error::Damaged { .. })));
}

#[test]
fn readers_go_on_while_a_writer_commits() {
    let (folder, corpus) = empty();
    let reader = Corpus::open(folder.path()).unwrap();
    std::thread::scope(|scope| {
        let readers: Vec<_> = (0..3)
            .map(|_| {
                let reader = reader.clone();
                scope.spawn(move || {
                    let mut seen = 0;
                    while seen < 40 {
                        reader.reload().unwrap();
                        let now = found(&reader, "群众");
                        assert_eq!(now.len() % 4, 0, "half a commit was seen");
                        assert!(now.len() >= seen && now.is_sorted());
                        seen = now.len();
                    }
                })
            })
            .collect();
        for round in 0..10 {
            let names: Vec<String> = (0..4).map(|n| format!("d{round}-{n}")).collect();
            add(&corpus, &names.iter().map(|n| (n.as_str(), "群众路线")).collect::<Vec<_>>());
        }
        readers.into_iter().for_each(|r| r.join().unwrap());
    });
    assert_eq!(corpus.status().unwrap().documents, 40);
}

#[test]
fn texts_without_ink_are_documents_too() {
    let (_folder, corpus) = empty();
    add(&corpus, &[("empty", ""), ("blank", " \n\u{3000}\n"), ("a", "\u{feff}群众\r\n")]);
    assert_eq!(corpus.document(&id("empty")).unwrap().unwrap().text, "");
    assert_eq!(corpus.document(&id("blank")).unwrap().unwrap().text, " \n\u{3000}\n");
    let status = corpus.status().unwrap();
    assert_eq!((status.documents, status.passages, status.chars), (3, 2, 9));
    let passages = corpus.passages(&id("a")).unwrap();
    assert_eq!((passages[0].text.as_str(), passages[0].span.start()), ("群众", 3));
}

#[test]
fn a_passage_knows_its_neighbours() {
    let (_folder, corpus) = empty();
    add(&corpus, &[("x", "甲一\n乙二\n丙三"), ("y", "丁")]);
    let passages = corpus.passages(&id("x")).unwrap();
    let around: Vec<_> = passages.iter().map(|p| (p.before.as_deref(), p.after.as_deref())).collect();
    assert_eq!(around, [(None, Some("乙二")), (Some("甲一"), Some("丙三")), (Some("乙二"), None)]);
    assert_eq!(corpus.passage(&passages[1].id).unwrap().unwrap().text, "乙二");
    assert!(corpus.passage(&"x#p9".parse().unwrap()).unwrap().is_none());
}

#[test]
fn one_line_of_three_megabytes_is_a_passage() {
    let (_folder, corpus) = empty();
    add(&corpus, &[("long", &"群众路线是党的生命线，".repeat(100_000))]);
    assert_eq!(found(&corpus, "生命线群众路线"), ["long"]);
    assert_eq!(found(&corpus, "路线群众").len(), 0);
}

/// The engine passes over keys that it does not know: one flipped bit brought a removed document back.
#[test]
fn a_flipped_key_in_the_list_of_segments_is_damage() {
    let (folder, corpus) = empty();
    add(&corpus, &[("a", "群众"), ("b", "群众"), ("c", "群众")]);
    let mut writer = corpus.writer().unwrap();
    assert!(writer.remove(&id("b")).unwrap());
    writer.commit().unwrap();
    assert_eq!(found(&Corpus::open(folder.path()).unwrap(), "群众"), ["a", "c"]);
    rewrite(folder.path(), "\"deletes\": {", "\"dEletes\": {");
    assert!(matches!(Corpus::open(folder.path()), Err(Error::Damaged { .. })));
    assert!(!Corpus::verify(folder.path()).unwrap().damage.is_empty());
}
