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
fn it_may_stand_in_one_paragraph_here_and_in_two_there() {
    let texts = [
        ("a", Some("2020"), "不得擅自占用绿地。因建设需要临时占用的，应当申请。"),
        ("b", Some("2010"), "不得擅自占用绿地。\n\n因建设需要临时占用的，应当申请。"),
    ];
    let (_folder, corpus) = corpus(&texts);
    let sentence = "不得擅自占用绿地。因建设需要临时占用";
    let trace = corpus.trace("q1", sentence, &TraceOptions::default()).unwrap();
    let found: Vec<_> = trace.matches.iter().map(|m| (m.doc.as_str(), m.verdict)).collect();
    assert_eq!(found, [("b", Verdict::Exact), ("a", Verdict::Exact)]);
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

/// Many passages share most pairs with the sentence; the source alone has all of its letters but one.
#[test]
fn all_letters_but_one_tell_the_source_among_many() {
    let common = "建设单位应当进行整改，建设单位应当进行检查，建设单位应当进行评价。";
    let mut texts: Vec<(String, Option<&str>, &str)> =
        (0..80).map(|n| (format!("d{n:02}"), Some("1999-01-01"), common)).collect();
    texts.push(("source".to_owned(), Some("2013-12-26"), "依法可以由建设单位应当进行简易核查的，从其规定。"));
    let texts: Vec<_> = texts.iter().map(|(id, date, text)| (id.as_str(), *date, *text)).collect();
    let (_folder, corpus) = corpus(&texts);
    for (sentence, printed) in [
        ("建设单位应当进行予易核查", "建设单位应当进行简易核查"),
        ("建设单位应当进行予易", "建设单位应当进行简易"),
        ("建设单位应当进行简单易核查", "建设单位应当进行简易核查"),
        ("建设单位应当进行简核查", "建设单位应当进行简易核查"),
    ] {
        let trace = corpus.trace("q1", sentence, &TraceOptions::default()).unwrap();
        let best = trace.matches.first().unwrap();
        assert_eq!((best.doc.as_str(), best.text.as_str()), ("source", printed), "{sentence}");
        assert_eq!(trace.verdict, Verdict::Altered);
    }
}

/// Both clauses stand in order in other sentences too; the source has them side by side.
#[test]
fn exchanged_clauses_are_found_where_they_stand_together() {
    let sentence = "处理机构违反有关规定排放，污染物交由处理机构处置";
    let source = "污染物交由处理机构处置，处理机构违反有关规定排放";
    let other = "处理机构利用设施违反有关规定排放废水的；以低价将污染物交由处理机构处置。";
    let whole = format!("{source}的，由其负责。");
    let (_folder, corpus) = corpus(&[("a", Some("1999-01-01"), other), ("b", Some("2013-12-26"), &whole)]);
    let trace = corpus.trace("q1", sentence, &TraceOptions::default()).unwrap();
    let [place] = trace.matches.as_slice() else { panic!("one place: {trace:?}") };
    assert_eq!((place.doc.as_str(), place.text.as_str()), ("b", source));
    assert!(place.differences.iter().any(|d| d.kind == DifferenceKind::Moved));
}

/// The number stands in the passage before as well, but for one figure.
#[test]
fn a_number_written_another_way_is_found_at_its_own_place() {
    let text = "第五百六十八条 当事人互负债务，可以抵销。\n\n第五百六十九条 当事人互负债务，经协商可以抵销。";
    let (_folder, corpus) = corpus(&[("a", None, text)]);
    let trace = corpus.trace("q1", "第569条 当事人互负债务", &TraceOptions::default()).unwrap();
    let texts: Vec<&str> = trace.matches.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(texts, ["第五百六十九条 当事人互负债务"]);
}

/// What is most like a sentence that is not there is shown with the verdict that it is not its source; a manuscript is
/// not compared with it.
#[test]
fn the_nearest_places_of_what_is_not_there_are_no_source() {
    let (_folder, corpus) = corpus(&[("a", None, SPEECH)]);
    let sentence = "任何单位可得由个体收付费款";
    let trace = corpus.trace("q1", sentence, &TraceOptions::default()).unwrap();
    assert_eq!(trace.verdict, Verdict::NotFound, "{trace:?}");
    assert!((1..=MOST_NEAREST).contains(&trace.matches.len()), "{trace:?}");
    assert!(trace.matches.iter().all(|m| m.verdict == Verdict::NotFound && m.similarity >= LEAST_LIKE));
    let snapshot = corpus.snapshot();
    let found = Finder::on(&snapshot).find(&readable(sentence).unwrap(), None).unwrap();
    assert!(found.matches.is_empty(), "{found:?}");
}

/// Of places that fit an ellipsis the one without a further difference comes first, then the one that leaves out much
/// less, then the oldest.
#[test]
fn of_places_of_an_ellipsis_the_likeliest_comes_first() {
    let sentence = "损坏城市古树名木标牌的，……损坏保护设施的";
    let (_folder, corpus) = corpus(&[
        (
            "long",
            Some("1990-01-01"),
            "损坏城市古树名木标牌的，由主管部门责令改正，拒不改正的，处五十元以上二百元以下罚款；造成损失的，依法赔偿；损坏保护设施的。",
        ),
        ("mark", Some("1991-01-01"), "损坏城市、古树名木标牌的，处以罚款，损坏保护设施的。"),
        ("later", Some("2020-01-01"), "损坏城市古树名木标牌的，处罚款；损坏保护设施的。"),
        ("older", Some("2019-01-01"), "损坏城市古树名木标牌的，处以罚款，损坏保护设施的。"),
    ]);
    let trace = corpus.trace("q1", sentence, &TraceOptions::default()).unwrap();
    assert_eq!(trace.verdict, Verdict::Ellipsis);
    let order: Vec<&str> = trace.matches.iter().map(|m| m.doc.as_str()).collect();
    assert_eq!(order, ["older", "later", "long", "mark"]);
}

/// A date in words and an ordinal as it is printed: some numbers are written another way, others not.
#[test]
fn of_several_numbers_some_are_written_another_way() {
    let text = "宁江市办法\n\n（2005年5月31日 宁江市第十二届人民代表大会常务委员会第二十次会议通过）\n\n\
        （1995年5月31日 宁江市第十届人民代表大会常务委员会第八次会议通过）";
    let (_folder, corpus) = corpus(&[("a", None, text)]);
    let sentence = "二〇〇五年五月三十一日 宁江市第十二届人民代表大会常务委员会";
    let trace = corpus.trace("q1", sentence, &TraceOptions::default()).unwrap();
    let [place] = trace.matches.as_slice() else { panic!("one place: {trace:?}") };
    assert_eq!(place.text, "2005年5月31日 宁江市第十二届人民代表大会常务委员会");
    assert!((place.similarity - 1.0).abs() < 1e-9, "{place:?}");
}

/// A list begins behind a colon, in a passage of its own.
#[test]
fn a_sentence_may_run_on_into_a_list() {
    let text = "任何单位不得有下列行为：\n\n（一）违法批准建设；\n\n（二）破坏防火设施。";
    let (_folder, corpus) = corpus(&[("a", None, text)]);
    let trace = corpus.trace("q1", "不得有下列行为：（一）违法批准建设", &TraceOptions::default()).unwrap();
    assert_eq!(trace.verdict, Verdict::Exact, "{trace:?}");
    assert_eq!(trace.matches[0].text, "不得有下列行为：\n\n（一）违法批准建设");
}

/// As many letters differ; those that the corpus has one behind the other make another sentence.
#[test]
fn a_place_with_other_words_is_less_like_than_one_with_slips() {
    let many: Vec<String> = (0..30).map(|n| format!("依法变更登记{n}，申请撤销裁定{n}。")).collect();
    let ids: Vec<String> = (0..30).map(|n| format!("d{n:02}")).collect();
    let mut texts: Vec<_> = ids.iter().zip(&many).map(|(id, t)| (id.as_str(), None, t.as_str())).collect();
    texts.push(("source", None, "村民委员会作出的决定侵害村民权益的，村民可以申请撤销原判。"));
    let (_folder, corpus) = corpus(&texts);
    let like = |sentence: &str| {
        let trace = corpus.trace("q1", sentence, &TraceOptions::default()).unwrap();
        let best = trace.matches.first().unwrap();
        assert_eq!((best.doc.as_str(), trace.verdict), ("source", Verdict::Altered), "{trace:?}");
        best.similarity
    };
    let words = like("村民委员会变更登记的决定侵害村民权益的，村民可以裁定撤销");
    let slips = like("村民委员会更登变记的决定侵害村民权益的，村民可以定裁撤销");
    assert!(words + 0.02 < slips, "{words} {slips}");
}
