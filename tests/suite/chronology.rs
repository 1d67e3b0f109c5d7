//! A later text is never named as the source of an earlier one.

use chuchu_index::{CheckOptions, Record};
use chuchu_model::{DocumentId, Verdict};
use chuchu_tests::TemporaryCorpus;

const WORDS: &str =
    "党的最大政治优势是密切联系群众，党执政后的最大危险是脱离群众，要始终把人民放在心中最高位置";

fn manuscript(date: Option<&str>) -> Record {
    let id = DocumentId::new("manuscript").expect("an id");
    let mut record =
        Record::of_text(id, format!("论群众路线\n\n习近平总书记指出：“{WORDS}”，这是一条重要经验。\n"));
    record.date = date.map(|d| d.parse().expect("a date"));
    record
}

#[test]
fn a_source_later_than_the_manuscript_is_a_parallel() {
    let corpus = TemporaryCorpus::new(&chuchu_tests::records());
    let report = corpus
        .corpus
        .check("m", &manuscript(Some("2021-12-28")), &CheckOptions::default())
        .expect("a report");
    let item = &report.items[0];
    assert!(item.trace.matches.iter().all(|m| m.passage.to_string() != "s000#e30"), "excerpt 30 is of 2023");
    assert!(item.parallels.iter().any(|m| m.passage.to_string() == "s000#e30"));
    assert_ne!(item.trace.verdict, Verdict::Exact);
}

#[test]
fn the_same_source_is_named_to_a_later_manuscript() {
    let corpus = TemporaryCorpus::new(&chuchu_tests::records());
    for date in [Some("2024-05-01"), None] {
        let report = corpus.corpus.check("m", &manuscript(date), &CheckOptions::default()).expect("a report");
        let item = &report.items[0];
        assert_eq!(item.trace.verdict, Verdict::Exact);
        assert_eq!(item.trace.matches[0].passage.to_string(), "s000#e30");
    }
}

#[test]
fn no_quotation_of_the_newspaper_article_gets_a_later_source() {
    let records = chuchu_tests::records();
    let corpus = TemporaryCorpus::new(&records);
    let article = records.iter().find(|r| r.id.as_str() == "s002").expect("the newspaper article");
    let report = corpus.corpus.check("s002.txt", article, &CheckOptions::default()).expect("a report");
    let printed = "2021-12-28".parse().expect("a date");
    for found in report.items.iter().flat_map(|i| &i.trace.matches) {
        assert!(
            !found.date.is_some_and(|d: chuchu_model::PartialDate| d.is_after(printed)),
            "{}",
            found.passage
        );
    }
}
