//! Editions: 第2版, 修订本, 2020版, and what old books and reprints call themselves (影印本, 光绪三年…活字本).

use super::number::{self, Read};
use super::scan::{Scan, Words, closes_round, closes_square, opens_round, opens_square};
use chuchu_text::is_han;
use std::ops::Range;

static REVISIONS: Words = Words::new(&[
    "合订本",
    "甲种本",
    "乙种本",
    "單行本",
    "影印本",
    "标点本",
    "刻本",
    "普及本",
    "普及版",
    "注释本",
    "典藏本",
    "珍藏版",
    "珍藏本",
    "纪念版",
    "简体版",
    "精装本",
    "平装本",
    "缩印本",
    "重印本",
    "修订本",
    "修订版",
    "增订本",
    "增订版",
    "增补本",
    "增补版",
    "校订本",
    "校订版",
    "订正本",
    "重订本",
    "新编本",
    "新版",
    "全本",
    "修訂版",
    "修訂本",
    "增訂本",
    "增訂版",
    "增補本",
    "增補版",
    "最新版",
    "典藏版",
    "试用本",
]);

/// What tells that words ending in 本 name a copy of an old book (GB/T 7714—2015, 8.3: 写本, 抄本, 刻本, 活字本).
const MADE: [char; 18] = [
    '刻', '刊', '抄', '钞', '鈔', '写', '寫', '印', '稿', '字', '拓', '校', '珍', '善', '衲', '丛', '叢',
    '辑',
];

/// No edition is named at greater length, in glyphs.
const LONGEST: usize = 24;

/// 第2版, 修订本, （修订版）, 第3版修订本: the edition as printed.
pub(super) fn read(scan: &Scan<'_>, i: usize) -> Option<Read<String>> {
    let bracketed = opens_round(scan.at(i)) || opens_square(scan.at(i));
    let at = i + usize::from(bracketed);
    if bracketed && let Some(end) = enclosed(scan, at) {
        return Some(Read::clean(scan.ink(at..end), end + 1));
    }
    let end = revision(scan, at).or_else(|| numbered(scan, at))?;
    if bracketed {
        let closes = closes_round(scan.at(end)) || closes_square(scan.at(end));
        return closes.then(|| Read::clean(scan.ink(at..end), end + 1));
    }
    Some(Read::clean(scan.ink(at..end), end))
}

/// （节选本）, （补订本）, （插图珍藏版）: a short bracket that ends in 本 or 版.
fn enclosed(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let close = (at + 2..at + 8).find(|n| !is_han(scan.at(*n)))?;
    let named = closes_round(scan.at(close)) && matches!(scan.at(close - 1), '本' | '版');
    let other = scan.any(at, &["海外版", "网络版", "电子版", "自然科学版"]).is_some()
        || scan.ends(&(at..close), "科学版");
    (named && !other).then_some(close)
}

/// 第3版修订版第4卷, 第2版，人民出版社: 第N版 before a volume is an edition wherever it stands.
pub(super) fn before_volume(scan: &Scan<'_>, i: usize) -> Option<Read<String>> {
    let end = numbered(scan, i).filter(|_| matches!(scan.at(i), '第' | '中'))?;
    let revised = scan.before(end) == '本' || scan.has(end - 3, "修订版") || scan.has(end - 3, "增订版");
    (revised || number::volume(scan, end).is_some()).then(|| Read::clean(scan.ink(i..end), end))
}

fn revision(scan: &Scan<'_>, i: usize) -> Option<usize> {
    scan.one_of(i, &REVISIONS).map(|(_, end)| end)
}

fn numbered(scan: &Scan<'_>, i: usize) -> Option<usize> {
    if !matches!(scan.at(i), '中' | '增' | '修' | '第' | '新') {
        return None;
    }
    let language = scan.any(i, &["中文版", "中文"]).map_or(i, |(_, end)| end);
    let word = scan.any(language, &["增订第", "修订第", "增订", "修订", "第", "新"]).map(|(_, end)| end);
    let at = word.or((language > i).then_some(language))?;
    let number = scan.number(at).filter(|n| scan.at(n.end) == '版')?;
    let end = number.end + 1;
    Some(revision(scan, end).unwrap_or(end))
}

/// 2020版 where no press stands before it: the edition of that year.
pub(super) fn of_year(scan: &Scan<'_>, i: usize) -> Option<usize> {
    let number = scan.number(i).filter(|n| n.end == i + 4 && (1900..=2999).contains(&n.value))?;
    (scan.at(number.end) == '版').then_some(number.end + 1)
}

/// Whether the words of `range` name a copy: 光绪三年苏州文学山房活字本, 四庫全書珍本第四集.
pub(super) fn is_copy(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    if range.len() > LONGEST || range.len() < 2 {
        return false;
    }
    let series = range.clone().rev().take(8).find(|n| scan.at(*n) == '第');
    let end =
        series.filter(|n| number::volume(scan, *n).is_some_and(|v| v.end == range.end)).unwrap_or(range.end);
    let made = (range.start..end).any(|n| MADE.contains(&scan.at(n)));
    made && end > range.start + 1 && scan.at(end - 1) == '本'
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::Span;

    fn scan(text: &str) -> Scan<'_> {
        Scan::new(text, Span::from_range(0..text.len()))
    }

    #[test]
    fn editions_by_number_and_by_name() {
        assert_eq!(read(&scan("（修订本）"), 0).unwrap().value, "修订本");
        assert_eq!(read(&scan("第3版修订本，"), 0).unwrap().value, "第3版修订本");
        assert_eq!(read(&scan("（第二版）"), 0).unwrap().value, "第二版");
        assert_eq!(read(&scan("中文第2版第55卷"), 0).unwrap().value, "中文第2版");
        assert_eq!(read(&scan("增订5版，"), 0).unwrap().value, "增订5版");
        assert_eq!(of_year(&scan("2020版，"), 0), Some(5));
        assert_eq!(of_year(&scan("12版"), 0), None);
    }

    #[test]
    fn copies_of_old_books() {
        for (text, copy) in [
            ("光绪三年苏州文学山房活字本", true),
            ("明万历十二年刻本", true),
            ("四庫全書珍本第四集", true),
            ("乾隆武英殿刊本", true),
            ("手抄本", true),
            ("语文课本", false),
            ("日本", false),
            ("中国印刷史", false),
        ] {
            let scan = scan(text);
            assert_eq!(is_copy(&scan, &(0..scan.len())), copy, "{text}");
        }
    }
}
