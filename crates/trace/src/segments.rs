//! Ellipses of a quotation: where it says that something was left out. No matching.
//!
//! GB/T 15834—2011 (4.11) prints an ellipsis as six dots ……; print and typing also give …, ..., 。。。, ⋯⋯,
//! and editors write 〔略〕 or （略）, mostly with a mark before or after it.

use chuchu_model::Span;

/// Words in brackets that stand for omitted text.
const LEFT_OUT: [&str; 8] = ["〔略〕", "（略）", "(略)", "[略]", "［略］", "【略】", "[…]", "〔…〕"];

/// The ellipses of a text, from left to right, in bytes.
///
/// ```
/// use chuchu_trace::segments::ellipses;
/// let text = "一切为了群众，……从群众中来";
/// let found: Vec<_> = ellipses(text).into_iter().filter_map(|s| s.of(text)).collect();
/// assert_eq!(found, ["……"]);
/// assert!(ellipses("三点。。两点.").is_empty());
/// ```
#[must_use]
pub fn ellipses(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let length = leading(rest);
        match found.last_mut() {
            Some(last) if length > 0 && last.range().end == at => {
                *last = last.hull(Span::from_range(at..at + length));
            }
            _ if length > 0 => found.push(Span::from_range(at..at + length)),
            _ => {}
        }
        at += if length > 0 { length } else { rest.chars().next().map_or(1, char::len_utf8) };
    }
    found
}

/// The length in bytes of the ellipsis that begins a text; 0 where none does.
fn leading(rest: &str) -> usize {
    if let Some(word) = LEFT_OUT.iter().find(|word| rest.starts_with(**word)) {
        return word.len();
    }
    let Some(first) = rest.chars().next() else { return 0 };
    let count = rest.chars().take_while(|c| *c == first).count();
    let enough = match first {
        '…' | '⋯' | '‥' => 1,
        '.' | '。' | '·' | '・' | '．' => 3,
        _ => return 0,
    };
    if count >= enough { count * first.len_utf8() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<_> = ellipses(text).into_iter().map(|s| s.of(text).unwrap()).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn the_forms_of_print_are_found() {
        check("一……二…三", &["……", "…"]);
        check("一...二。。。三······四", &["...", "。。。", "······"]);
        check("一〔略〕二（略）三", &["〔略〕", "（略）"]);
        check("一…〔略〕…二", &["…〔略〕…"]);
    }

    #[test]
    fn one_point_or_two_are_none() {
        check("3.5。。毛泽东·选集", &[]);
        check("省略", &[]);
    }
}
