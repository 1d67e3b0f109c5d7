//! Words that stand in the source, but in another place: swapped clauses and swapped characters.

use crate::cells::{Cell, is_letter};
use crate::kinds::Texts;
use crate::{Query, Window};
use chuchu_model::{Difference, DifferenceKind, Span};
use chuchu_text::clause::ends_clause;
use chuchu_text::{Folded, Folding, fold_to_string};

/// Fewer letters than this count as moved only over a short way: the same two letters stand everywhere.
pub(crate) const CLAUSE: usize = 4;
/// How far a word shorter than a clause may move, in letters.
const SHORT_WAY: usize = 6;
/// The same where marks stand around it in both texts: 贷款、 is a member of its series wherever that is.
const LONG_WAY: usize = 60;

/// Makes one moved difference of an addition and an omission of the same letters.
pub(crate) fn join(texts: Texts<'_>, differences: &mut Vec<Difference>) {
    let mut at = 0;
    while let Some(added) = differences.get(at) {
        match counterpart(texts, differences, added, at).filter(|_| is_clean(added)) {
            Some(other) => {
                let cell = Cell { query: added.query, source: differences[other].source };
                differences[at] = texts.difference(DifferenceKind::Moved, cell);
                differences.remove(other);
                at = if other < at { at } else { at + 1 };
            }
            None => at += 1,
        }
    }
}

/// Whether nothing of the source, not even a mark, stands in the place of an addition.
fn is_clean(d: &Difference) -> bool {
    d.kind == DifferenceKind::Added && d.source.is_empty()
}

/// Two replacements that replace each other's words are words that changed places.
pub(crate) fn exchange(texts: Texts<'_>, differences: &mut [Difference]) {
    let letters = |text: &str| fold_to_string(text, Folding::LETTERS);
    for i in 0..differences.len() {
        let first = &differences[i];
        let crossed = |d: &Difference| {
            let (q, s) = (letters(&first.query_text), letters(&first.source_text));
            let same = q == letters(&d.source_text) && s == letters(&d.query_text);
            d.kind == DifferenceKind::Replaced && same && q != s && !q.is_empty() && !s.is_empty()
        };
        if first.kind != DifferenceKind::Replaced {
            continue;
        }
        if let Some(j) = (i + 1..differences.len()).find(|j| crossed(&differences[*j])) {
            let (a, b) = (differences[i].clone(), differences[j].clone());
            let moved = |query, source| texts.difference(DifferenceKind::Moved, Cell { query, source });
            differences[i] = moved(a.query, b.source);
            differences[j] = moved(b.query, a.source);
        }
    }
}

/// Whether words of a text stand between marks, or between one and an end of the text: they are a clause.
pub(crate) fn is_whole(text: &str, words: Span) -> bool {
    let (Some(before), Some(inside), Some(after)) =
        (text.get(..words.range().start), words.of(text), text.get(words.range().end..))
    else {
        return false;
    };
    let bound = |outside: Option<char>, inside: Option<char>| {
        outside.is_none_or(ends_clause) || inside.is_some_and(ends_clause)
    };
    bound(before.chars().next_back(), inside.chars().next())
        && bound(after.chars().next(), inside.chars().next_back())
}

fn counterpart(texts: Texts<'_>, all: &[Difference], added: &Difference, at: usize) -> Option<usize> {
    let letters = |text: &str| fold_to_string(text, Folding::LETTERS);
    let wanted = letters(&added.query_text);
    let length = wanted.chars().count();
    let near = |d: &Difference| {
        let way =
            Span::new(added.source.start().min(d.source.end()), d.source.start().max(added.source.end()));
        let between = way.of(texts.source).unwrap_or("");
        let whole = is_whole(texts.query, added.query) && is_whole(texts.source, d.source);
        let most = if whole { LONG_WAY } else { SHORT_WAY };
        length >= CLAUSE || between.chars().filter(|c| is_letter(*c)).count() <= most
    };
    let same = |d: &Difference| {
        d.kind == DifferenceKind::Missing
            && d.query.is_empty()
            && letters(&d.source_text) == wanted
            && near(d)
    };
    let by_distance = |i: &usize| at.abs_diff(*i);
    all.iter().enumerate().filter(|(_, d)| same(d)).map(|(i, _)| i).min_by_key(by_distance)
}

/// Words added that stand directly before or after the match: two parts of the quotation changed places.
/// Gives the match made longer.
pub(crate) fn beyond(query: &Query, window: &Window<'_>, span: Span, differences: &mut [Difference]) -> Span {
    let texts = Texts { query: &query.text, source: window.whole() };
    let mut whole = span;
    for d in differences.iter_mut().filter(|d| is_clean(d)) {
        let place = [true, false].into_iter().find_map(|after| directly(window, whole, &d.query_text, after));
        if let Some(place) = place {
            let after = place.start() >= whole.end();
            let source = if after {
                Span::new(whole.end(), place.end())
            } else {
                Span::new(place.start(), whole.start())
            };
            *d = texts.difference(DifferenceKind::Moved, Cell { query: d.query, source });
            whole = whole.hull(source);
        }
    }
    whole
}

/// Where the letters stand directly after (or before) the match, marks between them apart. A single letter
/// is no sign of anything.
fn directly(window: &Window<'_>, span: Span, words: &str, after: bool) -> Option<Span> {
    let wanted = Folded::new(words, Folding::LETTERS);
    let length = wanted.len();
    if length < 2 {
        return None;
    }
    let from = if after {
        window.folded.index_at(span.end())
    } else {
        window.folded.index_at(span.start()).checked_sub(length)?
    };
    let there = window.folded.chars().get(from..from + length)?;
    (there == wanted.chars()).then(|| window.folded.span(from..from + length))
}

#[cfg(test)]
mod tests {
    use crate::trace;
    use chuchu_model::DifferenceKind;

    #[track_caller]
    fn check(query: &str, source: &str, expect: &[(&str, &str)]) {
        let places = trace(query, source);
        let moved: Vec<_> = places[0]
            .differences
            .iter()
            .filter(|d| d.kind == DifferenceKind::Moved)
            .map(|d| (d.query_text.as_str(), d.source_text.as_str()))
            .collect();
        assert_eq!(moved, expect, "{:?}", places[0].differences);
    }

    #[test]
    fn words_between_marks_are_whole() {
        assert!(super::is_whole("甲乙，丙丁", chuchu_model::Span::from_range(0..6)));
        assert!(super::is_whole("甲乙，丙丁", chuchu_model::Span::from_range(6..15)));
        assert!(!super::is_whole("甲乙，丙丁", chuchu_model::Span::from_range(3..15)));
        assert!(!super::is_whole("甲乙丙丁", chuchu_model::Span::from_range(0..6)));
    }

    #[test]
    fn a_member_of_a_series_moves_further_than_a_word() {
        check(
            "本法第三章的规定，贷款、随时对商业银行的存款、结算、呆账等情况进行检查",
            "本法第三章的规定，随时对商业银行的存款、贷款、结算、呆账等情况进行检查",
            &[("贷款、", "贷款、")],
        );
        check(
            "本法第三章的规定对贷款商业银行的存款和结算及呆账等情况进行检查",
            "本法第三章的规定对商业银行的存款和结算及呆账等情况进行贷款检查",
            &[],
        );
    }

    #[test]
    fn swapped_characters_are_moved() {
        check("密切联系群众是党的质性和宗旨的体现", "密切联系群众，是党的性质和宗旨的体现", &[("性", "性")]);
    }

    #[test]
    fn swapped_clauses_are_moved() {
        check(
            "不论过去、现在和将来，一切依靠群众，一切为了群众，从群众中来，到群众中去",
            "不论过去、现在和将来，一切为了群众，一切依靠群众，从群众中来，到群众中去",
            &[("依靠", "依靠"), ("为了", "为了")],
        );
    }

    #[test]
    fn a_long_part_before_a_longer_one() {
        check(
            "承接和查验行为应当接受县（市，物业的承接和查验可以委托第三方机构进行",
            "建设单位应当整改，查验。物业的承接和查验可以委托第三方机构进行。承接和查验行为应当接受县（市、区）的指导",
            &[("承接和查验行为应当接受县（市，", "。承接和查验行为应当接受县（市")],
        );
    }

    #[test]
    fn two_halves_changed() {
        check(
            "马克思主义政党执政后的最大危险是脱离群众，作风问题核心是党同人民的关系",
            "作风问题核心是党同人民的关系，马克思主义政党执政后的最大危险是脱离群众。",
            &[("，作风问题核心是党同人民的关系", "作风问题核心是党同人民的关系，")],
        );
    }
}
