//! Round and square brackets that are lost, or printed for each other: （下, 宋）朱熹, [2013年8月19日）, M].

use super::super::dates;
use super::super::edition;
use super::super::scan::{
    Scan, closes_round, closes_square, is_comma, is_separator, opens_round, opens_square,
};
use super::{Edit, inside};
use crate::code;
use chuchu_text::is_han;
use std::ops::Range;

/// How far the inside of a bracket may reach, in glyphs.
const LONGEST: usize = 40;

/// Countries and dynasties that stand in brackets before a name.
const ORIGINS: [&str; 48] = [
    "古希腊",
    "古罗马",
    "澳大利亚",
    "意大利",
    "西班牙",
    "俄罗斯",
    "加拿大",
    "阿根廷",
    "哥伦比亚",
    "奥地利",
    "匈牙利",
    "北齐",
    "北魏",
    "南朝",
    "南宋",
    "北宋",
    "西汉",
    "东汉",
    "西晋",
    "东晋",
    "三国",
    "民国",
    "战国",
    "春秋",
    "美国",
    "英国",
    "法国",
    "德国",
    "苏联",
    "日本",
    "印度",
    "瑞士",
    "瑞典",
    "德",
    "英",
    "法",
    "美",
    "俄",
    "苏",
    "日",
    "意",
    "宋",
    "明",
    "清",
    "唐",
    "元",
    "汉",
    "晋",
];

/// The letters of GB/T 7714.
const TAGS: [&str; 14] = ["M", "C", "N", "J", "D", "R", "S", "P", "G", "A", "Z", "DB/OL", "EB/OL", "J/OL"];

fn opens(c: char) -> bool {
    opens_round(c) || opens_square(c) || c == '〈'
}

fn closes_any(c: char) -> bool {
    closes_round(c) || closes_square(c) || c == '〉'
}

fn pair(open: char, close: char) -> bool {
    (opens_round(open) && closes_round(close))
        || (opens_square(open) && closes_square(close))
        || (open == '〈' && close == '〉')
}

/// All brackets outside titles that lack a partner or have a wrong one.
pub(super) fn edits(scan: &Scan<'_>) -> Vec<Edit> {
    if !(0..scan.len()).any(|n| opens(scan.at(n)) || closes_any(scan.at(n))) {
        return Vec::new();
    }
    let inside = inside(scan);
    let (mut found, mut open, mut lone) = (Vec::new(), Vec::<usize>::new(), None);
    for n in (0..scan.len()).filter(|n| !inside.get(*n).copied().unwrap_or(false)) {
        let c = scan.at(n);
        if opens(c) {
            open.push(n);
        } else if closes_any(c) {
            match open.pop() {
                Some(o) if pair(scan.at(o), c) => {}
                Some(o) => found.extend(mismatched(scan, o, n)),
                None => {
                    found.extend(unopened(scan, n, lone));
                    lone = Some(n);
                }
            }
        }
    }
    let mut skip = None;
    for (k, o) in open.iter().enumerate() {
        if skip != Some(*o) {
            let next = open.get(k + 1).copied();
            let edit = unclosed(scan, *o, next);
            skip = edit.as_ref().filter(|e| Some(e.range.start) == next).and(next);
            found.extend(edit);
        }
    }
    found
}

/// Where the round or square bracket closes that opened before `from`, if nothing else opens first.
pub(super) fn closes(scan: &Scan<'_>, from: usize) -> Option<usize> {
    (from..scan.len().min(from + LONGEST))
        .take_while(|n| !opens(scan.at(*n)) && !matches!(scan.at(*n), '《' | '》'))
        .find(|n| closes_any(scan.at(*n)))
}

/// Whether a range is what stands in round brackets: a date, 上中下, an edition, a dynasty, an imprint.
pub(super) fn holds(scan: &Scan<'_>, range: Range<usize>) -> bool {
    !range.is_empty() && (dated(scan, &range) || short(scan, &range) || imprint(scan, &range))
}

fn dated(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    dates::read(scan, range.start, true).is_some_and(|d| d.end == range.end)
}

fn short(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    part(scan, range)
        || edition::read(scan, range.start).is_some_and(|e| e.end == range.end)
        || origin(scan, range)
}

fn part(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let unit = range.len() == 1 || (range.len() == 2 && "册卷编部集篇冊".contains(scan.at(range.start + 1)));
    unit && matches!(scan.at(range.start), '上' | '中' | '下')
}

fn origin(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    ORIGINS.iter().any(|o| scan.has(range.start, o) && range.len() == o.chars().count())
}

/// 北京：中华书局，1990年.
fn imprint(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let end = range.end - usize::from(scan.at(range.end - 1) == '年');
    let year = end >= range.start + 6 && dates::bare_year(scan, end - 4).is_some();
    year && range.clone().any(|n| is_comma(scan.at(n))) && is_han(scan.at(range.start))
}

/// （…］: the brackets of dates and parts are round; otherwise the second follows the first.
fn mismatched(scan: &Scan<'_>, open: usize, close: usize) -> Option<Edit> {
    let inner = open + 1..close;
    let round = holds(scan, inner.clone()) && !origin(scan, &inner);
    if !round && !origin(scan, &inner) && inner.len() > 4 {
        return None;
    }
    let follows = scan.at(open) != '〈' && (scan.at(close) == '〉' || !round || opens_round(scan.at(open)));
    if follows {
        let put = closing(scan.at(open));
        return Some(Edit::wrong(scan, close..close + 1, put, code::UNBALANCED_BRACKET));
    }
    let put = match scan.at(close) {
        ')' => "(",
        ']' => "[",
        '］' => "［",
        '〕' => "〔",
        _ => "（",
    };
    Some(Edit::wrong(scan, open..open + 1, put, code::UNBALANCED_BRACKET))
}

/// What opens a bracket that only closes: an earlier one that faces the wrong way, or one that is lost.
fn unopened(scan: &Scan<'_>, close: usize, lone: Option<usize>) -> Option<Edit> {
    if let Some(first) = lone.filter(|first| holds(scan, first + 1..close)) {
        return Some(Edit::wrong(scan, first..first + 1, "（", code::UNBALANCED_BRACKET));
    }
    let tag = TAGS
        .iter()
        .map(|t| t.chars().count())
        .find(|l| *l < close && TAGS.iter().any(|t| t.chars().count() == *l && scan.has(close - l, t)));
    if let Some(length) = tag.filter(|_| closes_square(scan.at(close))) {
        let free = !scan.before(close - length).is_ascii_alphanumeric();
        let put = if scan.at(close) == ']' { "[" } else { "［" };
        return free.then(|| Edit::lost(close - length, put, code::UNBALANCED_BRACKET));
    }
    let put = match scan.at(close) {
        ')' => "(",
        ']' => "[",
        '］' => "［",
        '〕' => "〔",
        _ => "（",
    };
    let least = close.saturating_sub(LONGEST);
    let bound = |n: &usize| {
        matches!(scan.before(*n), '》' | '\0')
            || is_separator(scan.before(*n))
            || opens(scan.before(*n))
            || closes_any(scan.before(*n))
    };
    let fits = |n: &usize| {
        if is_separator(scan.before(*n)) { origin(scan, &(*n..close)) } else { holds(scan, *n..close) }
    };
    (least..close)
        .rev()
        .take_while(|n| scan.at(*n) != '》')
        .filter(bound)
        .find(fits)
        .map(|n| Edit::lost(n, put, code::UNBALANCED_BRACKET))
}

/// The bracket that closes `open`, of the same width.
fn closing(open: char) -> &'static str {
    match open {
        '(' => ")",
        '[' => "]",
        '［' => "］",
        '〔' => "〕",
        _ => "）",
    }
}

/// What closes a bracket that only opens: a later one that faces the wrong way, or one that is lost.
fn unclosed(scan: &Scan<'_>, open: usize, next: Option<usize>) -> Option<Edit> {
    if let Some(second) = next.filter(|next| holds(scan, open + 1..*next)) {
        return Some(Edit::wrong(scan, second..second + 1, "）", code::UNBALANCED_BRACKET));
    }
    let put = closing(scan.at(open));
    if let Some(tag) = TAGS.iter().filter(|_| opens_square(scan.at(open))).find(|t| scan.has(open + 1, t)) {
        let end = open + 1 + tag.chars().count();
        return (!scan.at(end).is_ascii_alphanumeric())
            .then(|| Edit::lost(end, put, code::UNBALANCED_BRACKET));
    }
    let number = scan.number(open + 1).filter(|n| n.value < 1000 && matches!(scan.at(n.end), ':' | '：'));
    if let Some(number) = number.filter(|_| scan.before(open).is_ascii_digit() || is_comma(scan.before(open)))
    {
        return Some(Edit::lost(number.end, put, code::UNBALANCED_BRACKET)); // 2008(6: 1-21
    }
    if let Some(end) = dates::read(scan, open + 1, true).map(|d| d.end) {
        let free = is_separator(scan.at(end)) || end >= scan.len() || matches!(scan.at(end), '《' | '.');
        return free.then(|| Edit::lost(end, put, code::UNBALANCED_BRACKET));
    }
    let clause =
        (open + 1..scan.len().min(open + LONGEST)).find(|n| is_separator(scan.at(*n)) || scan.at(*n) == '《');
    if let Some(end) = clause.filter(|end| !origin(scan, &(open + 1..*end)) && short(scan, &(open + 1..*end)))
    {
        return Some(Edit::lost(end, put, code::UNBALANCED_BRACKET));
    }
    if let Some(origin) = ORIGINS.iter().find(|o| scan.has(open + 1, o)) {
        let end = open + 1 + origin.chars().count();
        let named = is_han(scan.at(end)) && is_han(scan.at(end + 1));
        return named.then(|| Edit::lost(end, put, code::UNBALANCED_BRACKET));
    }
    let ends =
        |n: &usize| is_separator(scan.at(*n)) && scan.at(n + 1) == '第' && imprint(scan, &(open + 1..*n));
    (open + 1..scan.len().min(open + LONGEST))
        .find(ends)
        .map(|n| Edit::lost(n, put, code::UNBALANCED_BRACKET))
}
