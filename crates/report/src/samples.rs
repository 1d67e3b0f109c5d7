//! Small reports for the tests of this crate.

use chuchu_model::{
    Attribution, CheckItem, CheckReport, Coverage, Difference, DifferenceKind, FieldCheck, Match, Quotation,
    QuotationKind, Span, Speaker, Trace, Verdict,
};

/// The manuscript that [`altered`] stands in.
pub(crate) const TEXT: &str = "他说：\n“群众路线是命脉”（《讲话》，2012年）。\n";

/// A quotation with one difference.
pub(crate) fn altered() -> CheckItem {
    let difference = Difference {
        kind: DifferenceKind::Replaced,
        query: Span::new(15, 21),
        query_text: "命脉".into(),
        source: Span::new(45, 54),
        source_text: "生命线".into(),
    };
    let found = Match {
        passage: "x1#p2".parse().unwrap(),
        doc: "x1".parse().unwrap(),
        title: None,
        span: Span::new(30, 54),
        text: "群众路线是生命线".into(),
        similarity: 0.9,
        verdict: Verdict::Altered,
        date: "2013-06-18".parse().ok(),
        work: Some("讲话".into()),
        speaker: Some("某人".into()),
        citation: Some("某人：《讲话》（2013年6月18日）".into()),
        context: Some("the source goes on: ，但是".into()),
        differences: vec![difference],
        reprint_of: None,
    };
    let span = Span::new(13, 34);
    let quotation = Quotation {
        span,
        spans: vec![span],
        text: "群众路线是命脉".into(),
        marks: Some(Span::new(10, 37)),
        kind: QuotationKind::Speech,
        speaker: Some(Speaker { name: "某人".into(), printed: "他".into(), span: Span::new(0, 3) }),
        cue: None,
        work: None,
        date: None,
        depth: 1,
    };
    let (id, text) = ("q1".into(), quotation.text.clone());
    let trace = Trace { id, text, verdict: Verdict::Altered, took_us: 1, matches: vec![found] };
    let printed = FieldCheck {
        field: "year".into(),
        printed: "2012年".into(),
        expected: "2013-06-18".into(),
        span: Span::new(55, 62),
    };
    CheckItem {
        quotation,
        place: None,
        trace,
        parallels: Vec::new(),
        attribution: Attribution::Agrees,
        coverage: Coverage::Covered,
        citation_check: vec![printed],
        house: Vec::new(),
        ignored: None,
    }
}

/// A report on these quotations.
pub(crate) fn report(file: &str, items: Vec<CheckItem>) -> CheckReport {
    let mut report = CheckReport { file: file.into(), ..CheckReport::default() };
    for item in &items {
        if item.ignored.is_some() {
            report.ignored += 1;
        } else {
            *report.summary.entry(item.trace.verdict).or_insert(0) += 1;
        }
    }
    report.items = items;
    report
}
