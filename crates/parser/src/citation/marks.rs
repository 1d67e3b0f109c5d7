//! The marks round titles: 《》 with 〈〉 inside, 〈〉 “” 「」 『』 where a style has them, and what is left of
//! a pair when one of the two is lost or misprinted.

use super::code;
use super::dates;
use super::edition;
use super::number;
use super::person;
use super::scan::{Scan, closes_round, is_colon, is_comma, is_separator, opens_round};
use chuchu_model::Diagnostic;
use std::ops::Range;

/// A title in marks: the glyphs inside, and where it ends with its closing mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marked {
    pub(super) inner: Range<usize>,
    pub(super) end: usize,
    pub(super) remarks: Vec<Diagnostic>,
}

/// Words after a 《…》 that make it part of the name of a body: 《环球科学》杂志社编.
const BODIES: [&str; 29] = [
    "杂志编辑部",
    "雜誌編輯部",
    "杂志评论员",
    "编辑组",
    "编写委员会",
    "编审委员会",
    "编纂组",
    "注释组",
    "撰写组",
    "写作组",
    "报社",
    "报道组",
    "本报评论员",
    "评论员文章",
    "杂志社",
    "雜誌社",
    "编辑部",
    "编委会",
    "编写组",
    "编纂委员会",
    "编辑委员会",
    "课题组",
    "研究组",
    "丛书",
    "社论",
    "评论员",
    "特约评论员",
    "记者",
    "编者按",
];

/// How far a title without its opening mark may reach, in glyphs.
const LONGEST_BARE: usize = 80;

/// The closing mark that belongs to an opening mark of titles.
pub(super) fn closing(open: char) -> Option<char> {
    Some(match open {
        '《' => '》',
        '〈' => '〉',
        '“' => '”',
        '「' => '」',
        '『' => '』',
        '"' => '"',
        _ => return None,
    })
}

/// The title in marks that begins at glyph `i`.
pub(super) fn read(scan: &Scan<'_>, i: usize) -> Option<Marked> {
    let open = scan.at(i);
    let close = closing(open)?;
    if open != '《' {
        let end = balanced(scan, i, open, close)?;
        return Some(Marked { inner: i + 1..end, end: end + 1, remarks: Vec::new() });
    }
    let next_open = scan.find(i + 1..scan.len(), |c| c == '《');
    let next_close = scan.find(i + 1..scan.len(), |c| c == '》');
    let plain = next_close.filter(|c| next_open.is_none_or(|o| *c < o));
    match plain.or_else(|| balanced(scan, i, '《', '》')) {
        Some(end) => Some(Marked { inner: i + 1..end, end: end + 1, remarks: Vec::new() }),
        None => Some(unclosed(scan, i, next_open.unwrap_or(scan.len()))),
    }
}

/// Where the mark that closes the one at `i` stands.
fn balanced(scan: &Scan<'_>, i: usize, open: char, close: char) -> Option<usize> {
    let mut depth = 0usize;
    for n in i..scan.len() {
        let c = scan.at(n);
        if c == open && (open != close || n == i) {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some(n);
            }
        }
    }
    None
}

/// A 《 that nothing closes before `limit`: another mark stands for 》, or it is lost before the next field.
fn unclosed(scan: &Scan<'_>, i: usize, limit: usize) -> Marked {
    let wrong = (i + 1..limit).find(|n| matches!(scan.at(*n), '〉' | '>' | '＞') && !opened(scan, i + 1..*n));
    if let Some(end) = wrong {
        let printed = scan.raw(end..end + 1);
        let remark = code::WRONG_CLOSING_MARK.repair(
            scan.span(end..end + 1),
            format!("{printed} closes a title opened by 《"),
            "》",
        );
        return Marked { inner: i + 1..end, end: end + 1, remarks: vec![remark] };
    }
    // a title may hold a comma: a date in brackets tells better where it ends
    let dated = |n: &usize| opens_round(scan.at(*n)) && dates::read(scan, n + 1, true).is_some();
    let cut =
        (i + 2..limit).find(dated).or_else(|| (i + 2..limit).find(|n| ends_title(scan, *n))).unwrap_or(limit);
    let remark = code::MISSING_CLOSING_MARK.repair(scan.after(cut), "》 is missing", "》");
    Marked { inner: i + 1..cut, end: cut, remarks: vec![remark] }
}

/// Whether what follows a title begins at glyph `n`: a comma, a date in brackets, 第一卷, （下）, 上册, 卷三, 1915年第.
pub(super) fn ends_title(scan: &Scan<'_>, n: usize) -> bool {
    let c = scan.at(n);
    if opens_round(c) {
        return dates::read(scan, n + 1, true).is_some()
            || number::part(scan, n).is_some()
            || edition::read(scan, n).is_some();
    }
    let year =
        || dates::year(scan, n).is_some_and(|(_, end)| scan.at(end) == '第' || scan.number(end).is_some());
    let magazine = || scan.any(n, &["杂志", "雜誌"]).is_some_and(|(_, end)| dates::year(scan, end).is_some());
    is_comma(c)
        || magazine()
        || number::volume(scan, n).is_some()
        || (c == '第' && number::issue(scan, n).is_some())
        || number::scroll(scan, n).is_some()
        || number::part(scan, n).is_some_and(|part| part.end > n + 1)
        || (c.is_ascii_digit() && !scan.before(n).is_ascii_digit() && year())
}

fn opened(scan: &Scan<'_>, range: Range<usize>) -> bool {
    let count = |c: char| range.clone().filter(|n| scan.at(*n) == c).count();
    count('〈') > count('〉')
}

/// A title whose opening mark is lost or misprinted: there is a 》 ahead of `i` and no 《 before it.
/// s000 excerpt 3 prints （在河北省…讲话》.
pub(super) fn unopened(scan: &Scan<'_>, i: usize) -> Option<Marked> {
    let close = (i..scan.len().min(i + LONGEST_BARE)).find(|n| matches!(scan.at(*n), '《' | '》'))?;
    // ，（2013年8月19日），…》: the title begins behind the date
    let dated = opens_round(scan.at(i))
        && dates::read(scan, i + 1, true).is_some_and(|d| closes_round(scan.at(d.end)));
    if scan.at(close) != '》' || close == i || person::origin(scan, i).is_some() || dated {
        return None;
    }
    let wrong = is_wrong_opening(scan.at(i)) && !closed_before(scan, i, close);
    if wrong {
        let printed = scan.raw(i..i + 1);
        let remark = code::WRONG_OPENING_MARK.repair(
            scan.span(i..i + 1),
            format!("{printed} opens a title closed by 》"),
            "《",
        );
        return Some(Marked { inner: i + 1..close, end: close + 1, remarks: vec![remark] });
    }
    let start = (i..close).rev().find(|n| is_colon(scan.at(*n))).map_or(i, |n| n + 1);
    if start != i {
        return None; // the name before the colon comes first; the title begins behind it
    }
    let remark = code::MISSING_OPENING_MARK.repair(scan.after(start), "《 is missing", "《");
    Some(Marked { inner: start..close, end: close + 1, remarks: vec![remark] })
}

/// Whether the bracket at `i` closes before `limit`.
pub(super) fn closed_before(scan: &Scan<'_>, i: usize, limit: usize) -> bool {
    let mut depth = 0i32;
    for n in i..limit {
        match scan.at(n) {
            '（' | '(' | '[' | '［' | '〔' | '【' | '〈' | '<' | '＜' | '“' | '‘' | '「' | '{' => {
                depth += 1;
            }
            '）' | ')' | ']' | '］' | '〕' | '】' | '〉' | '>' | '＞' | '”' | '’' | '」' | '}' => {
                depth -= 1;
            }
            _ => {}
        }
        if depth == 0 && n > i {
            return true;
        }
    }
    false
}

/// Whether the 《…》 that ends at glyph `end` is part of the name of a body, not a title of its own.
pub(super) fn names_a_body(scan: &Scan<'_>, end: usize) -> bool {
    let quoted = scan.before(end) == '”' && chuchu_text::is_han(scan.at(end));
    BODIES.iter().any(|b| scan.has(end, b)) || (quoted && institute(scan, end))
}

/// “中研院”历史语言研究所: whether the words behind a name in quotation marks are those of a body.
fn institute(scan: &Scan<'_>, start: usize) -> bool {
    let end = (start..start + 16).find(|n| !chuchu_text::is_han(scan.at(*n))).unwrap_or(start);
    ["研究所", "研究院", "出版社", "委员会", "委員會", "学会", "图书馆"]
        .iter()
        .any(|w| scan.ends(&(start..end), w))
}

/// Where the next title mark stands in `range`: 《, or another opening mark at the beginning of a clause.
pub(super) fn next(scan: &Scan<'_>, range: Range<usize>) -> Option<usize> {
    let mut n = range.start;
    while n < range.end {
        let c = scan.at(n);
        if c == '《' || (closing(c).is_some() && starts_clause(scan, n, range.start)) {
            let marked = read(scan, n)?;
            if !names_a_body(scan, marked.end) {
                return Some(n);
            }
            n = marked.end;
        } else {
            n += 1;
        }
    }
    None
}

/// Where the next title begins in `range`, also when its opening mark is lost or misprinted: 载（中国教育报》.
pub(super) fn upcoming(scan: &Scan<'_>, range: Range<usize>) -> Option<usize> {
    let sound = next(scan, range.clone());
    let close = scan.find(range.start..sound.unwrap_or(range.end), |c| c == '》');
    let lost = close.filter(|close| !(range.start..*close).any(|n| scan.at(n) == '《'));
    let Some(close) = lost else { return sound };
    let wrong =
        (range.start..close).find(|n| is_wrong_opening(scan.at(*n)) && !closed_before(scan, *n, close));
    let colon = (range.start..close).rev().find(|n| is_colon(scan.at(*n)));
    Some(wrong.or(colon.map(|n| n + 1)).unwrap_or(range.start))
}

fn is_wrong_opening(c: char) -> bool {
    matches!(c, '（' | '(' | '〈' | '<' | '＜' | '“' | '[')
}

/// Whether a mark other than 《 may open a title here: at the beginning or after a separator, and 『 anywhere.
fn starts_clause(scan: &Scan<'_>, n: usize, start: usize) -> bool {
    n == start || n == 0 || is_separator(scan.before(n)) || closes_round(scan.before(n)) || scan.at(n) == '『'
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::Span;

    #[track_caller]
    fn check(text: &str, title: &str, codes: &[&str]) {
        let scan = Scan::new(text, Span::from_range(0..text.len()));
        let marked = read(&scan, 0).or_else(|| unopened(&scan, 0)).unwrap();
        assert_eq!(scan.raw(marked.inner), title);
        assert_eq!(marked.remarks.iter().map(|r| r.code.as_str()).collect::<Vec<_>>(), codes);
    }

    #[test]
    fn titles_in_sound_marks() {
        check("《〈黑格尔法哲学批判〉导言》，《全集》", "〈黑格尔法哲学批判〉导言", &[]);
        check("《《庄子》读不懂？》，2022年", "《庄子》读不懂？", &[]);
        check("“‘好好干’”，2025年", "‘好好干’", &[]);
        check("『中国古代帝国の形成と構造』東京", "中国古代帝国の形成と構造", &[]);
    }

    #[test]
    fn a_lost_or_wrong_mark_is_supplied() {
        check("（在河北省的讲话》（2012年）", "在河北省的讲话", &["C001"]);
        check("在毕业典礼上的讲话》（1962年7月3日）", "在毕业典礼上的讲话", &["C002"]);
        check("《城乡规划法〉第9条", "城乡规划法", &["C003"]);
        check("《城乡规划法〉，《人民日报》2016年", "城乡规划法", &["C003"]);
        check("《在会议上的讲话（2012年5月1日），《求是》2013年", "在会议上的讲话", &["C004"]);
        check("《坚持人民至上，《求是》2022年", "坚持人民至上", &["C004"]);
        check(
            "《树立“四个意识”，维护权威（2016年12月26日），《选读》",
            "树立“四个意识”，维护权威",
            &["C004"],
        );
        check("《后汉书卷七十六《循吏列传》", "后汉书", &["C004"]);
        check("《列宁全集第55卷，人民出版社", "列宁全集", &["C004"]);
        check("《重要文献选编（下），人民出版社", "重要文献选编", &["C004"]);
    }
}
