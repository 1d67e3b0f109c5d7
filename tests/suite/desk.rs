//! Checking a manuscript: the article with eight quotations of which two stand in the compilation.

use chuchu_index::{CheckOptions, Record};
use chuchu_model::{CheckReport, DocumentId, Verdict};
use chuchu_tests::TemporaryCorpus;

fn check(record: &Record) -> CheckReport {
    let corpus = TemporaryCorpus::new(&chuchu_tests::records());
    corpus.corpus.check("manuscript.txt", record, &CheckOptions::default()).expect("a report")
}

fn record(id: &str) -> Record {
    chuchu_tests::records().into_iter().find(|r| r.id.as_str() == id).expect("a document of the corpus")
}

#[test]
fn the_two_quotations_of_the_compilation_are_named_with_their_citations() {
    let report = check(&record("s003"));
    let exact: Vec<_> = report.items.iter().filter(|i| i.trace.verdict == Verdict::Exact).collect();
    let sources: Vec<String> = exact.iter().map(|i| i.trace.matches[0].passage.to_string()).collect();
    assert_eq!(sources, ["s000#e8", "s000#e4"]);
    let citations: Vec<&str> = exact.iter().filter_map(|i| i.trace.matches[0].citation.as_deref()).collect();
    assert!(citations[0].contains("坚持和运用好毛泽东思想活的灵魂"), "{citations:?}");
    assert!(citations[1].contains("在第十八届中央纪律检查委员会第二次全体会议上的讲话"), "{citations:?}");
    assert!(exact.iter().all(|i| i.citation_check.is_empty()));
}

#[test]
fn the_other_quotations_are_accused_of_nothing() {
    let report = check(&record("s003"));
    assert_eq!(report.items.len(), 6, "six quotations stand in marks");
    assert_eq!(report.summary.values().sum::<usize>(), report.items.len());
    for item in report.items.iter().filter(|i| i.trace.verdict != Verdict::Exact) {
        assert_ne!(item.attribution, chuchu_model::Attribution::Differs, "{}", item.quotation.text);
        assert!(item.citation_check.is_empty(), "{}", item.quotation.text);
    }
}

#[test]
fn like_words_of_another_speaker_are_a_parallel() {
    let report = check(&record("s003"));
    let first = &report.items[0];
    assert_eq!(first.trace.verdict, Verdict::NotFound, "{:?}", first.trace.matches);
    assert!(first.parallels.iter().any(|m| m.doc.as_str() == "s004"), "{:?}", first.parallels);
}

#[test]
fn a_text_altered_in_one_character_is_found_whoever_is_said_to_have_said_it() {
    let words = "工作作风上的问题绝对不是大事，如果不坚决纠正不良风气，任其发展下去，就会像一座无形的墙";
    let id = DocumentId::new("misattributed").expect("an id");
    let report = check(&Record::of_text(id, format!("论作风\n\n毛泽东同志指出：“{words}”，这是很对的。\n")));
    let item = &report.items[0];
    assert_eq!(item.trace.verdict, Verdict::Altered);
    assert_eq!(item.trace.matches[0].passage.to_string(), "s000#e4");
}

#[test]
fn a_file_of_the_corpus_is_not_matched_with_itself_under_any_name() {
    let mut copy = record("s003");
    copy.id = DocumentId::new("my-manuscript").expect("an id");
    for report in [check(&record("s003")), check(&copy)] {
        let matches = report.items.iter().flat_map(|i| i.trace.matches.iter().chain(&i.parallels));
        assert!(matches.into_iter().all(|m| m.doc.as_str() != "s003"));
    }
}

/// Words of the compilation, and the work that it cites for them.
const WORDS: &str = "如果不坚决纠正不良风气，任其发展下去，就会像一座无形的墙";
const WORK: &str = "在第十八届中央纪律检查委员会第二次全体会议上的讲话";

fn manuscript(text: &str) -> Record {
    Record::of_text(DocumentId::new("manuscript").expect("an id"), text.to_owned())
}

#[test]
fn a_wrong_day_is_told_with_its_print_and_a_right_one_is_not() {
    let text = |day: &str| {
        format!("论作风\n\n习近平指出：“{WORDS}”[1]。\n\n注释\n\n[1] 习近平：《{WORK}》（{day}）。\n")
    };
    assert!(check(&manuscript(&text("2013年1月22日"))).items[0].citation_check.is_empty());
    let text = text("2013年1月21日");
    let report = check(&manuscript(&text));
    let [field] = report.items[0].citation_check.as_slice() else { panic!("one field: {report:?}") };
    assert_eq!((field.field.as_str(), field.expected.as_str()), ("date", "2013-01-22"));
    assert_eq!((field.span.of(&text), field.printed.as_str()), (Some("2013年1月21日"), "2013年1月21日"));
}

#[test]
fn every_citation_is_listed_once_and_in_order() {
    let text = "论作风\n\n他说：“凡事要从最苦的人想起”（《甲论》，2001年）。又参见有关研究（《乙论》，2002年），另有说明[1]。\n\n\
                注释\n\n[1] 《丙论》，2003年。\n\n参考文献\n\n某人：《丁论》，人民出版社2004年版。\n";
    let citations = check(&manuscript(text)).citations;
    let titles: Vec<_> = citations.iter().filter_map(chuchu_model::Citation::title).collect();
    assert_eq!(titles, ["甲论", "乙论", "丙论", "丁论"]);
    assert!(citations.iter().all(|c| c.span.and_then(|span| span.of(text)) == Some(c.raw.as_str())));
}

#[test]
fn a_manuscript_that_contradicts_itself_is_told_where() {
    let text = "论作风\n\n甲[1]，乙[2]，丙[4]。\n\n注释\n\n[1] 《关于农村调查的体会》，人民出版社1991年版，第3页。\n\
                [2] 《关于农村调查的体会》，人民出版社1990年版，第3页。\n[3] 同上。\n";
    let codes: Vec<_> = check(&manuscript(text)).diagnostics.into_iter().map(|d| d.code).collect();
    assert_eq!(codes, ["K005", "K009", "K006"]);
}

#[test]
fn words_without_marks_are_looked_for_on_request_alone() {
    let text = format!("论作风\n\n大家都要记得，{WORDS}，这一点要紧。\n");
    assert!(check(&manuscript(&text)).unmarked.is_empty());
    let corpus = TemporaryCorpus::new(&chuchu_tests::records());
    let options = CheckOptions { unmarked: true, ..CheckOptions::default() };
    let report = corpus.corpus.check("m.txt", &manuscript(&text), &options).expect("a report");
    let [one] = report.unmarked.as_slice() else { panic!("one: {:?}", report.unmarked) };
    assert_eq!(one.span.of(&text), Some(WORDS));
    assert_eq!(one.trace.matches[0].passage.to_string(), "s000#e4");
    assert!(report.items.is_empty() && report.summary.is_empty(), "it counts under no verdict");
}

#[test]
fn a_manuscript_of_no_quotation_gets_an_empty_report() {
    let id = DocumentId::new("plain").expect("an id");
    let report = check(&Record::of_text(id, "这里没有引文。\n".to_owned()));
    assert!(report.items.is_empty() && report.summary.is_empty());
}
