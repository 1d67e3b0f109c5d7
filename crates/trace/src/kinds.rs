//! What kind of difference a cell is: punctuation, script, number, ellipsis, or words.

use crate::cells::{self, Cell, Printed, is_letter, printed};
use crate::number;
use crate::segments::ellipses;
use chuchu_model::{Difference, DifferenceKind, Span};
use chuchu_text::{Folding, fold_to_string, is_han};

/// Both texts, to make differences of cells.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Texts<'a> {
    /// The quotation.
    pub(crate) query: &'a str,
    /// The whole source.
    pub(crate) source: &'a str,
}

impl Texts<'_> {
    pub(crate) fn difference(self, kind: DifferenceKind, cell: Cell) -> Difference {
        Difference {
            kind,
            query: cell.query,
            query_text: cell.query.of(self.query).unwrap_or("").to_owned(),
            source: cell.source,
            source_text: cell.source.of(self.source).unwrap_or("").to_owned(),
        }
    }

    /// The differences of one cell, in order; none when only layout differs.
    pub(crate) fn of_cell(self, cell: Cell, found: &mut Vec<Difference>) {
        let Some(cell) = cells::trimmed(self.query, self.source, cell) else { return };
        let query = cell.query.of(self.query).unwrap_or("");
        let source = cell.source.of(self.source).unwrap_or("");
        let shift = cell.query.start();
        match ellipses(query).first().map(|e| e.shifted(shift)) {
            Some(ellipsis) => self.of_omission(cell, ellipsis, found),
            None => found.push(self.difference(kind(self, cell, query, source), cell)),
        }
    }

    /// A cell with an ellipsis: letters before and after it in the quotation are additions.
    fn of_omission(self, cell: Cell, ellipsis: Span, found: &mut Vec<Difference>) {
        let before = Span::new(cell.query.start(), ellipsis.start());
        let after = Span::new(ellipsis.end(), cell.query.end());
        let added = |span: Span| span.of(self.query).unwrap_or("").chars().any(is_letter);
        let mut marked = cell.query;
        if added(before) {
            marked = Span::new(ellipsis.start(), marked.end());
            let nothing = Span::empty(cell.source.start());
            found.push(self.difference(DifferenceKind::Added, Cell { query: before, source: nothing }));
        }
        if added(after) {
            marked = Span::new(marked.start(), ellipsis.end());
        }
        if let Some(rest) =
            cells::trimmed(self.query, self.source, Cell { query: marked, source: cell.source })
        {
            found.push(self.marked(rest));
        }
        if added(after) {
            let nothing = Span::empty(cell.source.end());
            found.push(self.difference(DifferenceKind::Added, Cell { query: after, source: nothing }));
        }
    }

    /// An ellipsis and what stands in its place.
    fn marked(self, cell: Cell) -> Difference {
        let marked = cell.query;
        let left_out = cell.source.of(self.source).unwrap_or("").chars().any(is_letter);
        let outer = marked.start() == 0 || marked.range().end == self.query.len();
        let kind = if left_out || outer { DifferenceKind::Ellipsis } else { DifferenceKind::Punctuation };
        self.difference(kind, cell)
    }
}

/// The kind of a trimmed cell without ellipsis. Letters that are the same but for their form come first: 萬 and
/// 万 are figures of one value, and one character.
fn kind(texts: Texts<'_>, cell: Cell, query: &str, source: &str) -> DifferenceKind {
    let letters = |text| fold_to_string(text, Folding::LETTERS);
    let (q, s) = (letters(query), letters(source));
    let form = (q == s)
        .then(|| same_letters(&printed(texts.query, cell.query), &printed(texts.source, cell.source)));
    match form {
        Some(kind) if !q.is_empty() && kind != DifferenceKind::Replaced => kind,
        _ if number::differs(texts, cell) => DifferenceKind::Number,
        None | Some(DifferenceKind::Replaced) => words(query, source, &q, &s),
        Some(kind) => kind,
    }
}

/// Missing, added or replaced: by letters, where there are any.
fn words(query: &str, source: &str, q: &str, s: &str) -> DifferenceKind {
    let (no_query, no_source) = if q.is_empty() && s.is_empty() {
        (query.is_empty(), source.is_empty())
    } else {
        (q.is_empty(), s.is_empty())
    };
    match (no_query, no_source) {
        (true, false) => DifferenceKind::Missing,
        (false, true) => DifferenceKind::Added,
        _ => DifferenceKind::Replaced,
    }
}

/// The kind of a difference between texts whose folded letters are the same.
fn same_letters(query: &[Printed], source: &[Printed]) -> DifferenceKind {
    let symbols = |chars: &[Printed]| -> Vec<char> {
        chars.iter().map(|(_, c)| narrow(*c)).filter(|c| is_symbol(*c)).collect()
    };
    let letters = |chars: &[Printed]| -> Vec<char> {
        chars.iter().map(|(_, c)| *c).filter(|c| is_letter(*c)).collect()
    };
    let (q, s) = (letters(query), letters(source));
    if symbols(query) != symbols(source) || q.len() != s.len() {
        return DifferenceKind::Replaced;
    }
    let mut kind = DifferenceKind::Punctuation;
    for (a, b) in q.into_iter().zip(s) {
        if narrow(a) != narrow(b) {
            if !(is_han(a) && is_han(b)) {
                return DifferenceKind::Replaced;
            }
            kind = DifferenceKind::Script;
        }
    }
    kind
}

/// The ASCII character of a full-width form; every other character as it is.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// Signs that are no letters to the folding and yet no punctuation: without them a text says something else.
fn is_symbol(c: char) -> bool {
    matches!(
        c,
        '%' | '‰'
            | '°'
            | '′'
            | '″'
            | '+'
            | '±'
            | '×'
            | '÷'
            | '='
            | '≠'
            | '≤'
            | '≥'
            | '≈'
            | '−'
            | '√'
            | '$'
            | '¥'
            | '￥'
            | '€'
            | '£'
            | '№'
            | '§'
            | '&'
            | '@'
            | '○'
            | '●'
            | '△'
            | '□'
            | '■'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(query: &str, source: &str, expect: &[(DifferenceKind, &str, &str)]) {
        let mut found = Vec::new();
        let cell =
            Cell { query: Span::from_range(0..query.len()), source: Span::from_range(0..source.len()) };
        Texts { query, source }.of_cell(cell, &mut found);
        let found: Vec<_> =
            found.iter().map(|d| (d.kind, d.query_text.as_str(), d.source_text.as_str())).collect();
        assert_eq!(found, expect, "{query} / {source}");
    }

    #[test]
    fn marks_blanks_and_width_are_punctuation() {
        check("，", "。", &[(DifferenceKind::Punctuation, "，", "。")]);
        check("Ａ", "A", &[(DifferenceKind::Punctuation, "Ａ", "A")]);
        check("", " ", &[(DifferenceKind::Punctuation, "", " ")]);
    }

    #[test]
    fn forms_of_one_character_are_script() {
        check("眾", "众", &[(DifferenceKind::Script, "眾", "众")]);
        check("群衆", "羣众", &[(DifferenceKind::Script, "群衆", "羣众")]);
        // A figure too: 1萬元 in a statute of the mainland.
        check("1萬", "1万", &[(DifferenceKind::Script, "萬", "万")]);
        check("１", "1", &[(DifferenceKind::Punctuation, "１", "1")]);
    }

    #[test]
    fn case_and_signs_are_no_punctuation() {
        check("a", "A", &[(DifferenceKind::Replaced, "a", "A")]);
        check("", "%", &[(DifferenceKind::Missing, "", "%")]);
        check("②", "2", &[(DifferenceKind::Replaced, "②", "2")]);
    }

    #[test]
    fn words_are_missing_added_or_replaced() {
        check("", "一切", &[(DifferenceKind::Missing, "", "一切")]);
        check("一切", "", &[(DifferenceKind::Added, "一切", "")]);
        check("关系", "联系", &[(DifferenceKind::Replaced, "关", "联")]);
    }

    #[test]
    fn an_ellipsis_says_that_words_are_left_out() {
        check("，……", "，一切依靠群众，", &[(DifferenceKind::Ellipsis, "……", "一切依靠群众，")]);
        check(
            "……而且",
            "一切",
            &[(DifferenceKind::Ellipsis, "……", "一切"), (DifferenceKind::Added, "而且", "")],
        );
    }
}
