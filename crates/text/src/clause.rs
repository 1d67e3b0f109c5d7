//! Cutting a text at sentence ends and at clause ends. Knows marks, not grammar.

use crate::is_blank;
use chuchu_model::Span;

/// Where to cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// After 。！？!? and ；, after …… and — only where a sentence mark follows, and at line ends.
    Sentence,
    /// Also after ，,：: and 、.
    Clause,
}

/// Whether a mark ends a sentence: 。！？；and their half-width forms (a half-width full stop does not:
/// it stands in numbers and abbreviations).
#[must_use]
pub fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '．' | '\n')
}

/// Whether a mark ends a clause: a sentence end, or ，、：and their half-width forms.
#[must_use]
pub fn ends_clause(c: char) -> bool {
    ends_sentence(c) || matches!(c, '，' | '、' | '：' | ',' | ':' | '､')
}

/// Closing marks that still belong to the sentence whose end they follow.
fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '〉' | '】' | '"' | '\'')
}

/// Cuts a text into pieces, marks included, blanks at the ends left out. Every non-blank character is in
/// exactly one piece. Spans are in bytes of `text`.
///
/// ```
/// use chuchu_text::clause::{cut, Cut};
/// let text = "来自人民，服务人民。“永远！”";
/// let pieces: Vec<_> = cut(text, Cut::Sentence).into_iter().filter_map(|s| s.of(text)).collect();
/// assert_eq!(pieces, ["来自人民，服务人民。", "“永远！”"]);
/// assert_eq!(cut(text, Cut::Clause).len(), 3);
/// ```
#[must_use]
pub fn cut(text: &str, at: Cut) -> Vec<Span> {
    let ends = |c| if at == Cut::Sentence { ends_sentence(c) } else { ends_clause(c) };
    let mut pieces = Vec::new();
    let mut start = None;
    let mut last_ink = 0;
    let mut ended = false;
    for (offset, c) in text.char_indices() {
        let ink = !is_blank(c);
        let starts_new = ended && ink && !ends(c) && !closes(c);
        if let Some(from) = start.filter(|_| starts_new || c == '\n') {
            pieces.push(Span::from_range(from..last_ink));
            start = None;
            ended = false;
        }
        if ink {
            start.get_or_insert(offset);
            last_ink = offset + c.len_utf8();
        }
        ended |= start.is_some() && ends(c);
    }
    if let Some(from) = start {
        pieces.push(Span::from_range(from..last_ink));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, at: Cut, expect: &[&str]) {
        let pieces: Vec<_> = cut(text, at).into_iter().map(|s| s.of(text).unwrap()).collect();
        assert_eq!(pieces, expect);
    }

    #[test]
    fn a_closing_mark_belongs_to_its_sentence() {
        check("他说：“好！”走了。", Cut::Sentence, &["他说：“好！”", "走了。"]);
    }

    #[test]
    fn lines_end_sentences_and_blanks_are_left_out() {
        check("　一段\r\n\n 二段 ", Cut::Sentence, &["一段", "二段"]);
    }

    #[test]
    fn marks_in_a_row_stay_together() {
        check("什么？！不是。", Cut::Sentence, &["什么？！", "不是。"]);
        check("一、二，三", Cut::Clause, &["一、", "二，", "三"]);
    }

    proptest! {
        #[test]
        fn every_inked_character_is_in_one_piece(text in "[一二，。”\\n 　a！]{0,40}") {
            for at in [Cut::Sentence, Cut::Clause] {
                let pieces = cut(&text, at);
                for (offset, c) in text.char_indices() {
                    let inside = pieces.iter().filter(|p| p.covers(u32::try_from(offset).unwrap())).count();
                    prop_assert!(inside <= 1);
                    prop_assert!(is_blank(c) || inside == 1);
                }
            }
        }
    }
}
