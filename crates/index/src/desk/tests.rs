//! Checking manuscripts against the five documents of the starter corpus, and against small ones.

use super::*;
use crate::intake::read_file;
use chuchu_model::{Attribution, Coverage, HouseRule};
use std::path::{Path, PathBuf};

fn source(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/sources").join(name)
}

fn corpus_of(records: &[Record]) -> (tempfile::TempDir, Corpus) {
    let folder = tempfile::tempdir().unwrap();
    let corpus = Corpus::create(&folder.path().join("index")).unwrap();
    let mut writer = corpus.writer().unwrap();
    records.iter().for_each(|r| assert!(writer.add(r).is_ok()));
    writer.commit().unwrap();
    (folder, corpus)
}

fn five() -> Vec<Record> {
    (0..5).map(|n| read_file(&source(&format!("s00{n}.txt"))).unwrap()).collect()
}

fn text(id: &str, text: &str) -> Record {
    Record::of_text(DocumentId::new(id).unwrap(), text.to_owned())
}

fn checked(corpus: &Corpus, manuscript: &Record) -> CheckReport {
    corpus.check("manuscript", manuscript, &CheckOptions::default()).unwrap()
}

#[test]
fn quotations_of_an_article_are_traced_to_the_excerpts() {
    let records = five();
    let (_folder, corpus) = corpus_of(&records);
    let report = checked(&corpus, &records[3]);
    let exact: Vec<String> = report
        .items
        .iter()
        .filter(|i| i.trace.verdict == Verdict::Exact)
        .map(|i| i.trace.matches[0].passage.to_string())
        .collect();
    assert_eq!(exact, ["s000#e8", "s000#e4"]);
    for item in &report.items {
        assert!(item.trace.matches.iter().all(|m| m.doc.as_str() != "s003"), "its own source");
        assert_ne!(item.attribution, Attribution::Differs);
        assert!(item.citation_check.is_empty());
    }
    let best = &report.items.iter().find(|i| i.trace.verdict == Verdict::Exact).unwrap().trace.matches[0];
    assert!(best.citation.as_deref().is_some_and(|c| c.contains("坚持和运用好毛泽东思想活的灵魂")));
    assert_eq!(best.speaker.as_deref(), Some("习近平"));
}

#[test]
fn a_copy_under_another_name_is_no_source() {
    let mut records = five();
    let manuscript = records[3].clone();
    records[3].id = DocumentId::new("copy").unwrap();
    let (_folder, corpus) = corpus_of(&records);
    let report = checked(&corpus, &manuscript);
    assert!(report.items.iter().flat_map(|i| &i.trace.matches).all(|m| m.doc.as_str() != "copy"));
}

#[test]
fn a_later_text_is_a_parallel() {
    let words = "我们任何时候都必须把人民利益放在第一位，把实现好人民利益作为出发点";
    let mut later = text("later", &format!("讲话\n\n{words}。\n"));
    later.date = "2023-03-01".parse().ok();
    let (_folder, corpus) = corpus_of(&[later]);
    let mut manuscript = text("m", &format!("他指出：“{words}。”\n"));
    manuscript.date = "2021-12-28".parse().ok();
    let report = checked(&corpus, &manuscript);
    assert_eq!(report.items[0].trace.verdict, Verdict::NotFound);
    assert_eq!(report.items[0].parallels[0].doc.as_str(), "later");
    manuscript.date = None;
    assert_eq!(checked(&corpus, &manuscript).items[0].trace.verdict, Verdict::Exact);
}

#[track_caller]
fn check_citation(quoting: &str, expect: &[(&str, &str, &str)], coverage: Coverage) {
    let mut law = text("law", "# 口岸服务条例\n\n第一条　为了规范口岸开放，提高口岸通关效率，制定本条例。\n");
    law.title = Some("口岸服务条例".to_owned());
    law.date = "2020-05-14".parse().ok();
    let (_folder, corpus) = corpus_of(&[law]);
    let report = checked(&corpus, &text("m", quoting));
    let item = &report.items[0];
    let found: Vec<_> = item
        .citation_check
        .iter()
        .map(|f| (f.field.as_str(), f.printed.as_str(), f.expected.as_str()))
        .collect();
    assert_eq!(found, expect, "{:?}", report.citations);
    assert_eq!(item.coverage, coverage);
    assert!(item.citation_check.iter().all(|f| f.span.of(quoting).is_some_and(|s| s.contains(&f.printed))));
}

#[test]
fn a_wrong_year_is_told_and_a_right_one_is_not() {
    let quoted = "文件指出：“为了规范口岸开放，提高口岸通关效率”";
    check_citation(&format!("{quoted}（《口岸服务条例》，2020年）。"), &[], Coverage::Covered);
    check_citation(
        &format!("{quoted}（《口岸服务条例》，2019年）。"),
        &[("year", "2019年", "2020-05-14")],
        Coverage::Covered,
    );
    check_citation(
        &format!("{quoted}[1]。\n\n注释\n\n[1] 《口岸服务条例》，2021-05-14。\n"),
        &[("date", "2021-05-14", "2020-05-14")],
        Coverage::Covered,
    );
    check_citation(
        &format!("{quoted}[1]。\n\n注释\n\n[1] 《海关条例》，2021年。\n"),
        &[],
        Coverage::NotCovered,
    );
}

#[test]
fn rules_of_the_house_and_what_is_set_aside_come_with_the_report() {
    let words = "凡事要从最苦的人想起，这样才不会把路走偏";
    let (_folder, corpus) = corpus_of(&[text("c", &format!("他说过，{words}。"))]);
    let manuscript =
        text("m", "他说：「凡事要从最苦的人想起」。\n\n他说：“凡事要从最穷的人想起，这样才不会把路走偏”。\n");
    let house = HouseRules { rules: vec![HouseRule::RequireNote], marks: Some(MarkStyle::Curly) };
    let ignore = Ignore::new("凡事要从最穷…", "作者意引").into_iter().collect();
    let options = CheckOptions { house, ignore, ..CheckOptions::default() };
    let mut steps = Vec::new();
    let report =
        corpus.check_with("m", &manuscript, &options, &mut |done, all| steps.push((done, all))).unwrap();
    assert_eq!(steps, [(1, 2), (2, 2)]);
    assert_eq!((report.summary.get(&Verdict::Exact), report.summary.len(), report.ignored), (Some(&1), 1, 1));
    assert_eq!(report.items[0].house, [HouseRule::RequireNote, HouseRule::QuotationMarks]);
    assert_eq!(report.items[1].trace.verdict, Verdict::Altered);
    assert_eq!(report.items[1].ignored.as_ref().map(|i| i.reason.as_str()), Some("作者意引"));
    assert!(report.has_findings(&[]) && !report.items[1].is_finding(&[Verdict::Altered]));
}

#[test]
fn places_below_the_lowest_similarity_are_not_named() {
    let (_folder, corpus) = corpus_of(&[text("c", "他说过，凡事要从最苦的人想起，这样才不会把路走偏。")]);
    let manuscript = text("m", "他说：“凡事要从最穷的人想起，这样才不会把路走偏”。\n");
    let at = |lowest_similarity| {
        let options = CheckOptions { lowest_similarity, ..CheckOptions::default() };
        corpus.check("m", &manuscript, &options).unwrap().items[0].trace.verdict
    };
    assert_eq!((at(0.9), at(0.99)), (Verdict::Altered, Verdict::NotFound));
}
