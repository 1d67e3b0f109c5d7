//! What stands directly around a match and turns its sense: a negation before it, a 但是 after it.

use crate::cells::is_letter;
use chuchu_model::Span;
use chuchu_text::is_blank;

/// Words that, directly before a quotation, deny what it says.
const NEGATIONS: [&str; 26] = [
    "不得", "不能", "不是", "没有", "沒有", "禁止", "严禁", "嚴禁", "不可", "绝不", "決不", "决不", "并非",
    "並非", "不应", "不许", "不准", "切忌", "不会", "不要", "防止", "反对", "难以", "未", "非", "不",
];

/// Words that, directly after a quotation, restrict or turn it.
const TURNS: [&str; 20] = [
    "但",
    "不过",
    "不過",
    "然而",
    "可是",
    "却",
    "卻",
    "除外",
    "的除外",
    "除非",
    "法律另有规定",
    "另有规定的",
    "只是",
    "当然",
    "反之",
    "否则",
    "除",
    "尽管",
    "虽然",
    "前提是",
];

/// How much of the source a warning shows, in characters.
const SHOWN: usize = 16;

/// A warning where the source has such a word directly before or after `span`; in bytes of `text`.
///
/// ```
/// use chuchu_trace::context::warning;
/// use chuchu_model::Span;
/// let text = "任何组织不得收取费用，但法律另有规定的除外。";
/// let at = |part: &str| { let i = text.find(part).unwrap(); Span::from_range(i..i + part.len()) };
/// assert_eq!(warning(text, at("不得收取费用")).unwrap(), "the source goes on: ，但法律另有规定的除外。");
/// assert_eq!(warning(text, at("收取费用，但法律另有规定的除外")).unwrap(), "the source has before it: 任何组织不得");
/// assert_eq!(warning(text, at("任何组织不得收取费用，但法律另有规定的除外")), None);
/// ```
#[must_use]
pub fn warning(text: &str, span: Span) -> Option<String> {
    let before = text.get(..span.range().start).unwrap_or("");
    let after = text.get(span.range().end..).unwrap_or("");
    let cut = after_cut_negation(before, span.of(text).unwrap_or(""));
    let denied = (cut || denied(before)).then(|| format!("the source has before it: {}", tail(before)));
    let turned = turned(after).then(|| format!("the source goes on: {}", head(after)));
    match (denied, turned) {
        (Some(a), Some(b)) => Some(format!("{a}; {b}")),
        (a, b) => a.or(b),
    }
}

/// A quotation that begins inside 不断 or 不同 has lost its 不 as well.
fn denied(before: &str) -> bool {
    let before = before.trim_end_matches(|c| is_opening(c) || is_blank(c));
    NEGATIONS.iter().any(|word| before.ends_with(word))
}

/// A quotation that begins inside 没有: 没|有权力.
fn after_cut_negation(before: &str, quoted: &str) -> bool {
    before.ends_with(['没', '沒']) && quoted.starts_with('有')
}

/// A warning where what an ellipsis hides denies something: 任何人……有权 may stand for 没有权.
///
/// ```
/// assert!(chuchu_trace::context::hidden("只有义务，没有").is_some());
/// assert!(chuchu_trace::context::hidden("从群众中来，").is_none());
/// ```
#[must_use]
pub fn hidden(omitted: &str) -> Option<String> {
    let end = omitted.trim_end_matches(|c| !is_letter(c));
    let denies = denied(end) || end.ends_with(['没', '沒', '无', '無']);
    denies.then(|| format!("the ellipsis leaves out a negation: {}", tail(omitted)))
}

/// Marks that may stand between a negation and what it denies.
fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '《' | '（' | '"')
}

fn turned(after: &str) -> bool {
    let rest = after.trim_start_matches(|c: char| !is_letter(c) && c != '\n');
    TURNS.iter().any(|word| rest.starts_with(word))
}

fn head(text: &str) -> String {
    text.chars().take_while(|c| *c != '\n').take(SHOWN).collect()
}

fn tail(text: &str) -> String {
    let mut shown: Vec<char> = text.chars().rev().take_while(|c| *c != '\n').take(SHOWN).collect();
    shown.reverse();
    shown.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, quoted: &str, expect: bool) {
        let at = text.find(quoted).unwrap();
        assert_eq!(warning(text, Span::from_range(at..at + quoted.len())).is_some(), expect, "{text}");
    }

    #[test]
    fn a_negation_cut_off_is_told() {
        check("这绝不是小事", "是小事", true);
        check("并非“一切为了群众”", "一切为了群众", true);
        check("我们不断提高本领", "断提高本领", true);
        check("我们要提高本领", "提高本领", false);
        check("没有当官做老爷的权力", "有当官做老爷的权力", true);
        check("我们有当官做老爷的权力", "有当官做老爷的权力", false);
    }

    #[test]
    fn a_turn_cut_off_is_told() {
        check("成绩很大。但是问题不少", "成绩很大", true);
        check("应当公开，国家秘密除外", "应当公开，国家秘密", true);
        check("应当公开。\n但是", "应当公开", false);
        check("成绩很大，问题不少", "成绩很大", false);
    }
}
