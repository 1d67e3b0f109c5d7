//! [`Place`]: a stretch of a source that a quotation may come from, with everything that differs.

use crate::agreement::Agreement;
use crate::alignment::{Alignment, Pair};
use crate::kinds::Texts;
use crate::verdict::Evidence;
use crate::{Query, Window, cells, context, moved, number, slide, verdict};
use chuchu_model::{Difference, DifferenceKind, Span, Verdict};

/// A place in a source that a quotation may come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Where, in bytes of the whole source.
    pub span: Span,
    /// 0 to 1: how like it is to the quotation, allowing for chance; 1 only where all letters agree.
    pub similarity: f64,
    /// How the place fares.
    pub verdict: Verdict,
    /// A warning where words directly before or after turn the sense.
    pub context: Option<String>,
    /// Every difference, in order of place in the quotation; line breaks and the blanks around them are
    /// layout, not differences.
    pub differences: Vec<Difference>,
    /// The longest stretch of letters shared, in letters.
    pub longest_run: usize,
}

impl Place {
    /// The place that an alignment describes; `None` for an empty one.
    pub(crate) fn of(query: &Query, window: &Window<'_>, aligned: &Alignment) -> Option<Self> {
        let (cells, span) = cells::cells(query, window, aligned)?;
        let texts = Texts { query: &query.text, source: window.whole() };
        let mut differences = Vec::new();
        for cell in cells {
            texts.of_cell(cell, &mut differences);
        }
        let span = if differences.is_empty() { span } else { refine(query, window, span, &mut differences) };
        let run = longest_run(&aligned.pairs);
        let agreement = Agreement::of(query, &aligned.pairs, &differences);
        let similarity = agreement.similarity();
        let evidence = Evidence { letters: query.letters(), share: agreement.share(), run };
        let verdict = verdict::of(&differences, evidence);
        let context = warning(window.whole(), span, &differences);
        differences.iter_mut().for_each(|d| d.query = d.query.shifted(query.lead));
        Some(Self { span, similarity, verdict, context, differences, longest_run: run })
    }
}

/// What around the place, or hidden by an ellipsis in it, turns the sense.
fn warning(source: &str, span: Span, differences: &[Difference]) -> Option<String> {
    let omitted = differences.iter().filter(|d| d.kind == DifferenceKind::Ellipsis);
    let hidden = omitted.filter_map(|d| context::hidden(&d.source_text));
    let all: Vec<String> = context::warning(source, span).into_iter().chain(hidden).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// Joins, widens and names differences, once all are known.
fn refine(query: &Query, window: &Window<'_>, span: Span, differences: &mut Vec<Difference>) -> Span {
    let texts = Texts { query: &query.text, source: window.whole() };
    merge(texts, differences);
    slide::to_marks(texts, differences);
    moved::join(texts, differences);
    moved::exchange(texts, differences);
    let span = moved::beyond(query, window, span, differences);
    number::widen(texts, differences);
    differences.sort_by_key(|d| (d.query.start(), d.source.start()));
    span
}

/// Neighbouring differences of one kind become one.
fn merge(texts: Texts<'_>, differences: &mut Vec<Difference>) {
    let mut merged: Vec<Difference> = Vec::with_capacity(differences.len());
    for d in differences.drain(..) {
        match merged.last_mut() {
            Some(last)
                if last.kind == d.kind
                    && d.kind != DifferenceKind::Ellipsis
                    && last.query.end() == d.query.start()
                    && last.source.end() == d.source.start() =>
            {
                let cell =
                    cells::Cell { query: last.query.hull(d.query), source: last.source.hull(d.source) };
                *last = texts.difference(d.kind, cell);
            }
            _ => merged.push(d),
        }
    }
    *differences = merged;
}

fn longest_run(pairs: &[Pair]) -> usize {
    let mut longest = 0;
    let mut run = 0;
    let mut next = None;
    for (i, j) in pairs {
        run = if next == Some((*i, *j)) { run + 1 } else { 1 };
        longest = longest.max(run);
        next = Some((i + 1, j + 1));
    }
    longest
}
