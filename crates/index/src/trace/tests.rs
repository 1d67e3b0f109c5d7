//! Tracing in a small corpus on disk.

use super::*;
use crate::Record;
use chuchu_model::DifferenceKind;

fn record(id: &str, date: Option<&str>, text: &str) -> Record {
    let mut record = Record::of_text(DocumentId::new(id).unwrap(), text.to_owned());
    record.date = date.map(|d| d.parse().unwrap());
    record
}

/// A corpus of texts with their dates.
fn corpus(texts: &[(&str, Option<&str>, &str)]) -> (tempfile::TempDir, Corpus) {
    let folder = tempfile::tempdir().unwrap();
    let corpus = Corpus::create(&folder.path().join("index")).unwrap();
    let mut writer = corpus.writer().unwrap();
    for (id, date, text) in texts {
        writer.add(&record(id, *date, text)).unwrap();
    }
    writer.commit().unwrap();
    (folder, corpus)
}

const SPEECH: &str = "关于群众路线的讲话\n\n不论过去、现在和将来，我们都要坚持一切为了群众，一切依靠群众，从群众中来，到群众中去。\n\n\
    任何单位不得向个人收取费用，但是法律另有规定的除外。\n\n第一条　为了加强作风建设，制定本规定。";

#[track_caller]
fn check(sentence: &str, verdict: Verdict, expect: &[(&str, &str)]) {
    let (_folder, corpus) = corpus(&[("a", Some("2013-12-26"), SPEECH)]);
    let trace = corpus.trace("q1", sentence, &TraceOptions::default()).unwrap();
    assert_eq!(trace.verdict, verdict, "{trace:?}");
    let found: Vec<_> = trace.matches.iter().map(|m| (m.doc.as_str(), m.text.as_str())).collect();
    assert_eq!(found, expect);
    for place in &trace.matches {
        assert_eq!(place.span.of(SPEECH), Some(place.text.as_str()));
        for d in &place.differences {
            assert_eq!(d.source.of(SPEECH), Some(d.source_text.as_str()));
            assert_eq!(d.query.of(sentence), Some(d.query_text.as_str()));
        }
    }
}

#[test]
fn every_verdict() {
    check("一切为了群众，一切依靠群众", Verdict::Exact, &[("a", "一切为了群众，一切依靠群众")]);
    check("一切为了群众、一切依靠群众", Verdict::Punctuation, &[("a", "一切为了群众，一切依靠群众")]);
    check("一切為了群衆，一切依靠群衆", Verdict::Script, &[("a", "一切为了群众，一切依靠群众")]);
    check(
        "一切为了群众……到群众中去",
        Verdict::Ellipsis,
        &[("a", "一切为了群众，一切依靠群众，从群众中来，到群众中去")],
    );
    check("一切为了人民，一切依靠群众", Verdict::Altered, &[("a", "一切为了群众，一切依靠群众")]);
    check(
        "我们都要坚持一切为了群众，在实践中取得更大的成就",
        Verdict::Partial,
        &[("a", "我们都要坚持一切为了群众")],
    );
    check("发展社会主义市场经济", Verdict::NotFound, &[]);
}

#[test]
fn a_sentence_may_run_over_two_paragraphs() {
    let across = "从群众中来，到群众中去。任何单位不得向个人收取费用";
    check(across, Verdict::Exact, &[("a", "从群众中来，到群众中去。\n\n任何单位不得向个人收取费用")]);
}

#[test]
fn a_turn_cut_off_is_told() {
    let (_folder, corpus) = corpus(&[("a", None, SPEECH)]);
    let trace = corpus.trace("q1", "向个人收取费用", &TraceOptions::default()).unwrap();
    let context = trace.matches[0].context.clone().unwrap();
    assert!(context.contains("不得") && context.contains("但是"), "{context}");
    assert_eq!(trace.matches[0].passage.to_string(), "a#p2");
}

#[test]
fn equal_places_come_oldest_first_and_exact_ones_before_others() {
    let texts = [
        ("a", None, "要坚持一切为了群众，一切依靠群众。"),
        ("b", Some("2016"), "要坚持一切为了群众，一切依靠群众。"),
        ("c", Some("2013-12-26"), "要坚持一切为了群众，一切依靠群众。"),
        ("d", Some("1990"), "要坚持一切为了群众、一切依靠群众。"),
    ];
    let (_folder, corpus) = corpus(&texts);
    let trace = corpus.trace("q1", "一切为了群众，一切依靠群众", &TraceOptions::default()).unwrap();
    let found: Vec<_> = trace.matches.iter().map(|m| (m.doc.as_str(), m.verdict)).collect();
    let (exact, marks) = (Verdict::Exact, Verdict::Punctuation);
    assert_eq!(found, [("c", exact), ("b", exact), ("a", exact), ("d", marks)]);
}

#[test]
fn a_phrase_of_many_documents_is_a_formula() {
    let ids: Vec<String> = (0..40).map(|n| format!("d{n:02}")).collect();
    let text = |n: usize| {
        if n < 12 { "本规定自公布之日起施行。".to_owned() } else { format!("其他内容{n}") }
    };
    let (_folder, corpus) = {
        let texts: Vec<String> = (0..40).map(text).collect();
        let all: Vec<_> = ids.iter().zip(&texts).map(|(id, t)| (id.as_str(), None, t.as_str())).collect();
        corpus(&all)
    };
    let trace = corpus.trace("q1", "自公布之日起施行", &TraceOptions { limit: 3 }).unwrap();
    assert_eq!((trace.verdict, trace.matches.len()), (Verdict::Formula, 3));
}

#[test]
fn what_cannot_be_traced_is_an_error() {
    let (_folder, corpus) = corpus(&[]);
    assert!(matches!(corpus.trace("q1", "，。", &TraceOptions::default()), Err(Error::Empty)));
    let long = "群".repeat(MOST_CHARS + 1);
    assert!(matches!(corpus.trace("q1", &long, &TraceOptions::default()), Err(Error::TooLong { .. })));
}

#[test]
fn a_number_written_another_way_is_named() {
    let (_folder, corpus) = corpus(&[("a", None, SPEECH)]);
    let trace = corpus.trace("q1", "第1条 为了加强作风建设", &TraceOptions::default()).unwrap();
    let kinds: Vec<_> = trace.matches[0].differences.iter().map(|d| d.kind).collect();
    assert_eq!(kinds, [DifferenceKind::Number, DifferenceKind::Punctuation]);
}
