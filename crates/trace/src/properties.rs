//! What must hold for every quotation and every source, tried on random ones.

use crate::{Place, Query, Window, places, trace};
use chuchu_model::{Span, Verdict};
use chuchu_text::{Folding, fold_to_string, is_blank};
use proptest::prelude::*;

/// A text and a cut of it: characters from..to.
#[derive(Clone, Debug)]
struct Cut {
    source: String,
    from: usize,
    to: usize,
}

impl Cut {
    fn chars(&self) -> Vec<char> {
        self.source.chars().skip(self.from).take(self.to - self.from).collect()
    }
}

/// Texts of few characters, so that everything stands in several places, with all that can go wrong: marks,
/// breaks, ellipses, forms of one character, numbers, symbols that fold to letters.
const LETTERS: &str = "[一二人民群众衆眾路线線党的是不为了在中国發发十百19Aａ℃㎡]{1,4}";
const MARKS: &str = "(，|。|、|；|“|”|……|\\n|　|\\n　　| |%|\\.|-|){1}";

fn source() -> impl Strategy<Value = String> {
    proptest::collection::vec((LETTERS, MARKS), 4..24)
        .prop_map(|pieces| pieces.into_iter().map(|(a, b)| a + &b).collect())
}

fn cut() -> impl Strategy<Value = Cut> {
    (source(), any::<prop::sample::Index>(), any::<prop::sample::Index>())
        .prop_map(|(source, a, b)| {
            let length = source.chars().count();
            let (a, b) = (a.index(length), b.index(length));
            Cut { source, from: a.min(b), to: a.max(b) + 1 }
        })
        .prop_filter("two letters at least", |cut| {
            let text: String = cut.chars().into_iter().collect();
            fold_to_string(&text, Folding::LETTERS).chars().count() >= 2
        })
}

/// A text without the given stretches and without blanks.
fn without(text: &str, within: Span, mut stretches: Vec<Span>) -> String {
    stretches.sort();
    let mut rest = String::new();
    let mut at = within.start();
    for stretch in stretches {
        rest.push_str(Span::new(at, stretch.start()).of(text).unwrap());
        at = at.max(stretch.end());
    }
    rest.push_str(Span::new(at, within.end()).of(text).unwrap());
    rest.chars().filter(|c| !is_blank(*c)).collect()
}

/// What holds for every place: spans on boundaries, texts as at their spans, nothing named twice in the
/// quotation, and the same rest on both sides: the source, with every difference applied, is the quotation.
fn sound(query: &str, source: &str, place: &Place) {
    assert!(place.span.of(source).is_some());
    let mut end = 0;
    for d in &place.differences {
        assert_eq!(d.query.of(query), Some(d.query_text.as_str()));
        assert_eq!(d.source.of(source), Some(d.source_text.as_str()));
        assert!(d.query.start() >= end, "{:?}", place.differences);
        assert!(d.query_text != d.source_text || d.kind == chuchu_model::DifferenceKind::Moved);
        end = d.query.end();
    }
    let trimmed = query.trim_matches(is_blank);
    let lead = query.len() - query.trim_start_matches(is_blank).len();
    let whole = Span::from_range(lead..lead + trimmed.len());
    let of_query = without(query, whole, place.differences.iter().map(|d| d.query).collect());
    let of_source = without(source, place.span, place.differences.iter().map(|d| d.source).collect());
    assert_eq!(of_query, of_source, "{query} / {source}: {place:?}");
    assert!((0.0..=1.0).contains(&place.similarity));
}

fn is_faithful(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Exact | Verdict::Punctuation | Verdict::Script | Verdict::Ellipsis)
}

/// Checks a quotation whose letters stand nowhere in the source: it must not be called faithful.
fn altered(query: &str, source: &str) {
    let folded = |text: &str| fold_to_string(text, Folding::LETTERS);
    if folded(source).contains(&folded(query)) {
        return;
    }
    for place in places(&Query::new(query), &Window::new(source)) {
        sound(query, source, &place);
        assert!(!is_faithful(place.verdict), "{query} / {source}: {place:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_untouched_cut_is_exact(cut in cut()) {
        let query: String = cut.chars().into_iter().collect();
        let found = trace(&query, &cut.source);
        prop_assert_eq!(found[0].verdict, Verdict::Exact, "{} / {}: {:?}", query, cut.source, found);
        for place in &found {
            sound(&query, &cut.source, place);
        }
    }

    #[test]
    fn a_letter_put_in_is_never_overlooked(cut in cut(), at in any::<prop::sample::Index>(), c in "[不没无一党五7Z]") {
        let mut chars = cut.chars();
        let i = at.index(chars.len() + 1);
        chars.splice(i..i, c.chars());
        altered(&chars.into_iter().collect::<String>(), &cut.source);
    }

    #[test]
    fn a_letter_taken_out_is_never_overlooked(cut in cut(), at in any::<prop::sample::Index>()) {
        let mut chars = cut.chars();
        let i = at.index(chars.len());
        // What follows an ellipsis may be left out: that is what it says.
        prop_assume!(!chars.contains(&'…'));
        chars.remove(i);
        altered(&chars.into_iter().collect::<String>(), &cut.source);
    }

    #[test]
    fn a_letter_replaced_is_never_overlooked(cut in cut(), at in any::<prop::sample::Index>(), c in "[不没无一党五7Z]") {
        let mut chars = cut.chars();
        let i = at.index(chars.len());
        chars.splice(i..=i, c.chars());
        altered(&chars.into_iter().collect::<String>(), &cut.source);
    }

    #[test]
    fn whatever_differs_is_named(query in source(), source in source()) {
        for place in places(&Query::new(&query), &Window::new(&source)) {
            sound(&query, &source, &place);
        }
    }

    #[test]
    fn nothing_panics(query in "\\PC{0,40}", source in "\\PC{0,80}") {
        for place in places(&Query::new(&query), &Window::new(&source)) {
            sound(&query, &source, &place);
        }
    }
}
