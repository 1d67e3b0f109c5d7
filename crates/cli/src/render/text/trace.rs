//! A traced sentence in text: the verdict, then every place with its source and what differs there.

use super::corpus::count;
use super::{GOOD, LOOK, QUIET, STRONG, labels, marks};
use anstyle::Style;
use chuchu_model::{Difference, DifferenceKind, Match, Span, Trace, Verdict};
use std::io::{self, Write};

/// Characters of the sentence that head its answer.
const HEAD: usize = 80;
/// Reprints listed of a place.
const REPRINTS: usize = 6;

pub(crate) fn trace(out: &mut dyn Write, trace: &Trace) -> io::Result<()> {
    writeln!(out, "{STRONG}“{}”{STRONG:#}", marks::beginning(&trace.text, HEAD))?;
    writeln!(out, "{}", verdict(trace))?;
    places(out, trace, usize::MAX).map(|_| ())
}

/// The first so many places, each with its reprints below it; how many are left.
pub(super) fn places(out: &mut dyn Write, trace: &Trace, most: usize) -> io::Result<usize> {
    let sources: Vec<&Match> = trace.matches.iter().filter(|found| found.reprint_of.is_none()).collect();
    for (n, found) in sources.iter().take(most).enumerate() {
        place(out, n + 1, found, &trace.text)?;
        let of = |other: &&Match| other.reprint_of.as_ref() == Some(&found.passage);
        for other in trace.matches.iter().filter(of).take(REPRINTS) {
            writeln!(out, "     {QUIET}reprint 重刊{QUIET:#} {}", source(other))?;
        }
    }
    Ok(sources.len().saturating_sub(most))
}

/// The verdict and how many places it rests on.
fn verdict(trace: &Trace) -> String {
    let style = style(trace.verdict);
    let label = labels::verdict(trace.verdict);
    let rest = match (trace.verdict, trace.matches.len()) {
        (Verdict::NotFound, 0) => ", which says nothing about other texts".to_owned(),
        (Verdict::NotFound, _) => {
            ", which says nothing about other texts; the nearest for comparison 最相近:".to_owned()
        }
        (_, 0) => String::new(),
        (_, places) => format!(", {}", count(places, "place")),
    };
    format!("{style}{label}{style:#}{rest}")
}

/// The colour of a verdict.
pub(super) fn style(verdict: Verdict) -> Style {
    if verdict.wants_attention() { LOOK } else { GOOD }
}

/// One place: its source, and where its words differ from the sentence.
fn place(out: &mut dyn Write, number: usize, found: &Match, sentence: &str) -> io::Result<()> {
    writeln!(out, "{number:>3}  {}", source(found))?;
    if let Some(citation) = &found.citation {
        writeln!(out, "     {QUIET}出处{QUIET:#} {}", marks::flat(citation))?;
    }
    if !found.differences.is_empty() {
        comparison(out, found, sentence)?;
    }
    match &found.context {
        Some(context) => writeln!(out, "     {LOOK}context 上下文{LOOK:#} {}", marks::flat(context)),
        None => Ok(()),
    }
}

/// Passage, date, speaker, work; the verdict on this place where it is not exact.
pub(super) fn source(found: &Match) -> String {
    let mut parts = vec![format!("{STRONG}{}{STRONG:#}", found.passage)];
    parts.extend(found.date.map(|date| date.to_string()));
    parts.extend(found.speaker.as_deref().map(marks::flat));
    parts.extend(found.work.as_deref().map(marks::title));
    if found.verdict != Verdict::Exact {
        let style = style(found.verdict);
        let label = labels::verdict(found.verdict);
        parts.push(format!("{style}{label}{style:#}{}", percent(found)));
    }
    parts.join("  ")
}

/// How much of the words stands there, where not all of them do; rounded down, so that it is never 100 %.
fn percent(found: &Match) -> String {
    if !found.verdict.wants_attention() {
        return String::new();
    }
    format!(" {:.0} %", (found.similarity.clamp(0.0, 1.0) * 100.0).floor())
}

/// Both wordings, differing stretches bracketed, and each difference by name.
fn comparison(out: &mut dyn Write, found: &Match, sentence: &str) -> io::Result<()> {
    let sides = |side: fn(&Difference) -> Span| found.differences.iter().map(side).collect::<Vec<_>>();
    let quoted = marks::marked(sentence, 0, &sides(|d| d.query), LOOK);
    let printed = marks::marked(&found.text, found.span.start(), &sides(|d| d.source), GOOD);
    writeln!(out, "     {QUIET}引文{QUIET:#} {quoted}")?;
    writeln!(out, "     {QUIET}原文{QUIET:#} {printed}")?;
    let mut kinds: Vec<DifferenceKind> = found.differences.iter().map(|d| d.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.iter().try_for_each(|kind| differences(out, *kind, &found.differences))
}

/// All differences of one kind on a line, each pair of wordings once.
fn differences(out: &mut dyn Write, kind: DifferenceKind, all: &[Difference]) -> io::Result<()> {
    let mut pairs: Vec<String> = Vec::new();
    for d in all.iter().filter(|d| d.kind == kind) {
        let pair = format!("{} → {}", words(&d.query_text), words(&d.source_text));
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    writeln!(out, "     {QUIET}{}{QUIET:#}  {}", labels::difference(kind), pairs.join("  "))
}

/// Some words as printed; a sign where there are none.
fn words(text: &str) -> String {
    if text.is_empty() { "∅".to_owned() } else { format!("“{}”", marks::beginning(text, HEAD)) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn altered() -> Trace {
        let difference = Difference {
            kind: DifferenceKind::Replaced,
            query: Span::new(9, 15),
            query_text: "命脉".into(),
            source: Span::new(39, 48),
            source_text: "生命线".into(),
        };
        let found = Match {
            passage: "x1#p2".parse().unwrap(),
            doc: "x1".parse().unwrap(),
            title: None,
            span: Span::new(30, 48),
            text: "路线是生命线".into(),
            similarity: 0.999,
            verdict: Verdict::Altered,
            date: "2013-06-18".parse().ok(),
            work: Some("讲话".into()),
            speaker: Some("某人".into()),
            citation: Some("某人：《讲话》".into()),
            context: None,
            differences: vec![difference],
            reprint_of: None,
        };
        let (id, text) = ("q1".into(), "路线是命脉".into());
        Trace { id, text, verdict: Verdict::Altered, took_us: 1, matches: vec![found] }
    }

    fn check(value: &Trace, expect: &[&str]) {
        let mut out = Vec::new();
        trace(&mut out, value).unwrap();
        let plain = anstream::adapter::strip_bytes(&out).into_vec();
        let plain = String::from_utf8(plain).unwrap();
        for part in expect {
            assert!(plain.contains(part), "{part} is missing in:\n{plain}");
        }
    }

    #[test]
    fn differences_are_marked_in_both_wordings() {
        check(&altered(), &["引文 路线是【命脉】", "原文 路线是【生命线】", "“命脉” → “生命线”", "99 %"]);
    }

    #[test]
    fn reprints_stand_below_their_source() {
        let mut value = altered();
        let mut book = value.matches[0].clone();
        book.reprint_of = Some(book.passage.clone());
        book.passage = "x9#p1".parse().unwrap();
        value.matches.push(book);
        check(&value, &["  1  x1#p2", "     reprint 重刊 x9#p1"]);
    }

    #[test]
    fn what_is_not_found_is_not_called_false() {
        let none = Trace { verdict: Verdict::NotFound, matches: Vec::new(), ..altered() };
        check(&none, &["本库未见", "says nothing about other texts"]);
        let mut near = Trace { verdict: Verdict::NotFound, ..altered() };
        near.matches[0].verdict = Verdict::NotFound;
        check(&near, &["本库未见", "says nothing about other texts; the nearest for comparison", "x1#p2"]);
    }
}
