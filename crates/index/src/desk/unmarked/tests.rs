//! What is found outside marks, and what is not.

use crate::{CheckOptions, Corpus, Record};
use chuchu_model::{Borrowing, BorrowingKind, DocumentId, Verdict};

const WORDS: &str = "调查研究要沉到一线去，听得见群众的抱怨，看得见账本上没有的数字，问得出会议室里不说的话";

fn borrowings(sources: &[String], text: &str, date: Option<&str>) -> Vec<Borrowing> {
    let folder = tempfile::tempdir().unwrap();
    let corpus = Corpus::create(folder.path()).unwrap();
    let mut writer = corpus.writer().unwrap();
    for (n, source) in sources.iter().enumerate() {
        let mut record = Record::of_text(DocumentId::new(format!("d{n}")).unwrap(), source.clone());
        record.date = "2015-03-01".parse().ok();
        writer.add(&record).unwrap();
    }
    writer.commit().unwrap();
    let mut manuscript = Record::of_text(DocumentId::new("m").unwrap(), text.to_owned());
    manuscript.date = date.and_then(|date| date.parse().ok());
    let options = CheckOptions { unmarked: true, ..CheckOptions::default() };
    corpus.check("m", &manuscript, &options).unwrap().unmarked
}

fn source() -> Vec<String> {
    vec![format!("他在会上讲了三点。{WORDS}。最后布置了工作。")]
}

#[test]
fn words_without_marks_are_found_in_full_and_not_beyond() {
    let text = format!("开头一段另有所说。\n\n我们都应当记得，{WORDS}，这才叫走访。\n");
    let found = borrowings(&source(), &text, None);
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(one.span.of(&text), Some(WORDS));
    assert_eq!((one.kind, one.documents, one.trace.verdict), (BorrowingKind::Source, 1, Verdict::Exact));
    assert_eq!((one.trace.id.as_str(), one.trace.matches[0].doc.as_str()), ("u1", "d0"));
}

#[test]
fn a_chance_letter_of_another_clause_is_none() {
    let text = format!("我们都应当记得，这就是点。{WORDS}，这才叫走访。\n");
    let found = borrowings(&source(), &text, None);
    assert_eq!(found.iter().map(|one| one.span.of(&text)).collect::<Vec<_>>(), [Some(WORDS)]);
}

#[test]
fn words_changed_here_and_there_are_found_with_their_differences() {
    let text = format!("记得：{}，这才叫走访。\n", WORDS.replace("账本上", "报表上"));
    let found = borrowings(&source(), &text, None);
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(one.trace.verdict, Verdict::Altered);
    assert_eq!(one.trace.matches[0].differences[0].source_text, "账本");
}

#[test]
fn what_is_marked_as_anothers_is_no_unmarked_borrowing() {
    for text in [
        format!("他说：“{WORDS}。”众人点头。\n"),
        "我们都应当记得调查研究要沉到一线去。\n".to_owned(),
        format!("正文。\n\n注释\n[1] 《{WORDS}》，2015年。\n"),
    ] {
        assert_eq!(borrowings(&source(), &text, None), [], "{text}");
    }
    let later = format!("我们都应当记得，{WORDS}，这才叫走访。\n");
    assert_eq!(borrowings(&source(), &later, Some("2014-01-01")), [], "the manuscript is older");
    assert_eq!(borrowings(std::slice::from_ref(&later), &later, None), [], "a copy of the manuscript");
}

#[test]
fn what_many_documents_have_is_a_formula() {
    let sources: Vec<String> = (0..12).map(|n| format!("第{n}号文件。{WORDS}。此{n}。")).collect();
    let found = borrowings(&sources, &format!("我们都应当记得，{WORDS}。\n"), None);
    let [one] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((one.kind, one.documents), (BorrowingKind::Formula, 12));
}
