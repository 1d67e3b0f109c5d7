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
    let report = corpus
        .check_with("m", &manuscript, &options, &mut |done, all| {
            steps.push((done, all));
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(steps, [(1, 2), (2, 2)]);
    let broken_off = corpus.check_with("m", &manuscript, &options, &mut |_, _| ControlFlow::Break(()));
    assert!(matches!(broken_off, Err(Error::BrokenOff)), "{broken_off:?}");
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

const SPEECH: &str = "调查研究要沉到一线去，听得见群众的抱怨，看得见账本上没有的数字，问得出会议室里不说的话";

/// A compilation of one excerpt, said on a day and printed in a book.
fn compilation() -> Record {
    let other = "修桥的人先要量水，量水的人先要等一个枯水的冬天，急不得也慢不得";
    let cited =
        "《在农村工作座谈会上的讲话》（2013年5月8日），《农村工作文选》第二卷，人民出版社2016年版，第35—36页";
    let next =
        "《在水利建设现场会上的讲话》（2014年1月9日），《农村工作文选》第二卷，人民出版社2016年版，第70页";
    text("c", &format!("张一民论农村工作摘编\n\n{SPEECH}。\n{cited}\n\n{other}。\n{next}\n"))
}

/// A name, and what the manuscript prints there.
type Printed = (String, String);

/// The fields that disagree, and the codes of the desk's remarks, each with its print.
fn checked_fields(manuscript: &str) -> (Vec<Printed>, Vec<Printed>) {
    let (_folder, corpus) = corpus_of(&[compilation()]);
    let report = checked(&corpus, &text("m", manuscript));
    let fields = report.items.iter().flat_map(|i| &i.citation_check);
    let remarks = report.diagnostics.iter().filter(|d| d.code.starts_with('K'));
    let print = |span: Span| span.of(manuscript).unwrap().trim().to_owned();
    (
        fields.map(|f| (f.field.clone(), print(f.span))).collect(),
        remarks.map(|d| (d.code.clone(), print(d.span))).collect(),
    )
}

#[track_caller]
fn check_fields(manuscript: &str, fields: &[(&str, &str)], codes: &[(&str, &str)]) {
    let (found, remarks) = checked_fields(manuscript);
    let expect = |all: &[(&str, &str)]| all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let (fields, codes): (Vec<_>, Vec<_>) = (expect(fields), expect(codes));
    assert_eq!((found, remarks), (fields, codes), "{manuscript}");
}

const NOTE: &str = "张一民：《在农村工作座谈会上的讲话》（2013年5月8日），《农村工作文选》第二卷，人民出版社2016年版，第35页。";

#[test]
fn each_field_of_a_note_is_compared_and_a_right_one_is_not_accused() {
    let manuscript = |note: &str| format!("张一民指出：“{SPEECH}”[1]。\n\n注释\n\n[1] {note}\n");
    check_fields(&manuscript(NOTE), &[], &[]);
    for (right, wrong, field, print) in [
        ("第二卷", "第一卷", "volume", "第一卷"),
        ("第35页", "第53页", "pages", "第53页"),
        ("人民出版社", "中央文献出版社", "publisher", "中央文献出版社"),
        ("2013年5月8日", "2013年8月5日", "date", "2013年8月5日"),
        ("2016年版", "2006年版", "year", "2006年"),
    ] {
        check_fields(&manuscript(&NOTE.replace(right, wrong)), &[(field, print)], &[]);
    }
}

#[test]
fn of_a_note_with_several_works_the_one_with_the_words_is_compared() {
    let other = "孙某：《江州水利史》，江州人民出版社1993年版，第411页";
    let manuscript = |note: &str| format!("张一民指出：“{SPEECH}”[1]。\n\n注释\n\n[1] {note}\n");
    let both = format!("{other}；{NOTE}");
    check_fields(&manuscript(&both), &[], &[]);
    check_fields(&manuscript(&format!("{NOTE}；{other}。")), &[], &[]);
    let wrong = both.replace("第35页", "第53页");
    check_fields(&manuscript(&wrong), &[("pages", "第53页")], &[]);
    let (_folder, corpus) = corpus_of(&[compilation()]);
    let report = checked(&corpus, &text("m", &manuscript(&both)));
    let titles: Vec<Option<&str>> = report.citations.iter().map(Citation::title).collect();
    assert_eq!(titles.len(), 2, "{titles:?}");
    assert_eq!(titles[0], Some("江州水利史"));
    assert_eq!(report.items[0].coverage, Coverage::Covered);
}

#[test]
fn a_date_in_prose_is_compared_with_the_day_of_the_words() {
    check_fields(&format!("2013年5月，张一民指出：“{SPEECH}。”\n"), &[], &[]);
    check_fields(&format!("2011年5月，张一民指出：“{SPEECH}。”\n"), &[("date", "2011年5月")], &[]);
}

#[test]
fn a_note_that_points_back_to_another_work_is_told() {
    let other = "修桥的人先要量水，量水的人先要等一个枯水的冬天";
    let manuscript = format!(
        "张一民指出：“{SPEECH}”[1]。又指出：“{other}”[2]。\n\n注释\n\n[1] 《在农村工作座谈会上的讲话》，2013年5月8日。\n\
         [2] 同上。\n"
    );
    let (_folder, corpus) = corpus_of(&[compilation(), {
        let mut whole = text("w", &format!("{SPEECH}。\n"));
        whole.title = Some("在农村工作座谈会上的讲话".to_owned());
        whole
    }]);
    let report = checked(&corpus, &text("m", &manuscript));
    let codes: Vec<&str> = report.diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(codes, ["K008"], "{:?}", report.items[1].citation_check);
}

#[test]
fn a_marker_inside_a_quotation_is_none_of_its_words() {
    let manuscript = format!("张一民指出：“{SPEECH}[1]。”\n\n注释\n\n[1] {NOTE}\n");
    let (_folder, corpus) = corpus_of(&[compilation()]);
    let item = &checked(&corpus, &text("m", &manuscript)).items[0];
    assert_eq!((item.trace.verdict, item.coverage), (Verdict::Exact, Coverage::Covered));
}

#[test]
fn block_quotations_are_items_and_reported_speech_is_listed_apart() {
    let manuscript =
        format!("张一民在会上指出：\n\n{SPEECH}。\n\n这话不错。张一民强调，{SPEECH}，大家都点头。\n");
    let (_folder, corpus) = corpus_of(&[compilation()]);
    let report = checked(&corpus, &text("m", &manuscript));
    assert_eq!(report.items.len(), 1, "{:?}", report.items);
    assert!(report.items[0].quotation.marks.is_none());
    assert_eq!(report.items[0].trace.verdict, Verdict::Exact);
    assert_eq!(report.summary.values().sum::<usize>(), 1);
    let reported: Vec<_> = report.reported.iter().map(|r| r.trace.matches[0].doc.as_str()).collect();
    assert_eq!(reported, ["c"]);
}
