//! Letters and signs that stand for digits: 2O03, 第2l页, Z004年, 第＝卷, 二O一二.

use super::super::scan::{Scan, is_dash, is_separator};
use super::{Edit, inside};
use crate::code;
use chuchu_text::{is_han, numeral};
use std::ops::Range;

/// No number is longer, in glyphs.
const LONGEST: usize = 11;

/// The Arabic digit that a glyph looks like.
fn arabic(c: char) -> Option<char> {
    Some(match c {
        'O' | 'o' | '〇' | '○' | '◯' => '0',
        'l' | 'I' | '|' | '丨' | '｜' => '1',
        'Z' | 'z' => '2',
        'S' | 's' => '5',
        'B' => '8',
        _ => return None,
    })
}

/// The Chinese digit that a glyph looks like.
fn chinese(c: char) -> Option<char> {
    Some(match c {
        '=' | '＝' | 'ニ' => '二',
        'O' | 'o' | '0' => '〇',
        'ー' => '一',
        _ => return None,
    })
}

/// Every such letter outside titles.
pub(super) fn edits(scan: &Scan<'_>) -> Vec<Edit> {
    let suspect = |n: usize| {
        let c = scan.at(n);
        arabic(c).is_some() || chinese(c).is_some() || (c == '一' && scan.before(n).is_ascii_digit())
    };
    let mut found = blanks(scan);
    if !(0..scan.len()).any(suspect) {
        return found;
    }
    let inside = inside(scan);
    let mut n = 0;
    while n < scan.len() {
        let starts = (scan.at(n).is_ascii_digit() || suspect(n) || numeral::is_han_numeral(scan.at(n)))
            && !inside.get(n).copied().unwrap_or(false);
        let end = if starts { run(scan, n) } else { n };
        if end == n {
            n += 1;
            continue;
        }
        found.extend(misread(scan, n..end));
        n = end;
    }
    found
}

/// 20 19, 2 5-27: a blank inside a number of a GB/T reference; in notes the fields themselves are looked at.
fn blanks(scan: &Scan<'_>) -> Vec<Edit> {
    let digit = |n: usize| scan.at(n).is_ascii_digit();
    let split = |n: &usize| scan.gap(*n).is_some() && digit(*n) && digit(*n - 1);
    let mut gaps = (1..scan.len()).filter(split).peekable();
    if gaps.peek().is_none() || !tagged(scan) {
        return Vec::new();
    }
    gaps.map(|n| Edit::blank(n, code::BLANK_IN_FIELD)).collect()
}

/// Whether a letter of GB/T 7714 stands in brackets behind Chinese characters.
fn tagged(scan: &Scan<'_>) -> bool {
    let tag = |n: usize| scan.at(n) == '[' && scan.at(n + 2) == ']' && scan.at(n + 1).is_ascii_uppercase();
    (1..scan.len()).any(|n| tag(n) && is_han(scan.before(n)))
}

/// Where the run of digits, Chinese or Arabic, and of what looks like them ends.
fn run(scan: &Scan<'_>, from: usize) -> usize {
    let part = |n: usize| {
        let c = scan.at(n);
        c.is_ascii_digit() || arabic(c).is_some() || chinese(c).is_some() || numeral::is_han_numeral(c)
    };
    (from..scan.len()).find(|n| !part(*n)).unwrap_or(scan.len())
}

/// The glyphs of a run that should be digits; none where letters belong to a word or a number of another kind.
fn misread(scan: &Scan<'_>, range: Range<usize>) -> Vec<Edit> {
    if range.len() > LONGEST || !stands_free(scan, &range) {
        return Vec::new();
    }
    if let Some(dash) = dash(scan, &range) {
        return vec![Edit::wrong(scan, dash..dash + 1, "—", code::WRONG_DASH)];
    }
    let count = |test: fn(char) -> bool| range.clone().filter(|n| test(scan.at(*n))).count();
    let digits = count(|c| c.is_ascii_digit());
    let han = count(|c| numeral::is_han_numeral(c) && !matches!(c, '〇' | '○' | '零'));
    let letters = count(|c| c.is_ascii_alphabetic());
    let reading: fn(char) -> Option<char> = if digits > 0 && han == 0 {
        arabic
    } else if han > 0 && digits.max(letters) <= han {
        chinese
    } else if digits == 0 && han == 0 && counted(scan, &range) {
        if letters > 0 || scan.at(range.start) == '|' { arabic } else { chinese }
    } else {
        return Vec::new();
    };
    let all = range.clone().all(|n| {
        scan.at(n).is_ascii_digit() || numeral::is_han_numeral(scan.at(n)) || reading(scan.at(n)).is_some()
    });
    if !all
        || (digits > 0 && leads_with_letter(scan, &range))
        || (digits > 0 && letters > 2 && range.len() != 4)
    {
        return Vec::new();
    }
    range
        .filter(|n| !(scan.at(*n).is_ascii_digit() && digits > 0 && han == 0))
        .filter_map(|n| Some((n, reading(scan.at(n))?)))
        .map(|(n, digit)| Edit::wrong(scan, n..n + 1, digit.encode_utf8(&mut [0; 4]), code::LETTER_FOR_DIGIT))
        .collect()
}

/// 第138一139页: 一 between Arabic digits is a dash.
fn dash(scan: &Scan<'_>, range: &Range<usize>) -> Option<usize> {
    let at = range.clone().find(|n| matches!(scan.at(*n), '一' | 'ー'))?;
    let arabic = range.clone().all(|n| n == at || scan.at(n).is_ascii_digit());
    (arabic && at > range.start && at + 1 < range.end).then_some(at)
}

/// Whether no letter or sign of an address, a call number or a word touches the run.
fn stands_free(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let touches = |c: char| (c.is_alphabetic() && !is_han(c)) || "/_%&#?=@+\\".contains(c);
    let before = scan.before(range.start);
    let joined = matches!(before, '.' | '-' | ':')
        && scan.before(range.start.saturating_sub(1)).is_ascii_alphanumeric();
    let spaced = scan.gap(range.start).is_some();
    let shown =
        |c: char| c == '\0' || is_han(c) || is_separator(c) || is_dash(c) || "（(）)》[]〔〕.,".contains(c);
    (!touches(before) || spaced) && (!joined || spaced || is_number(scan, range)) && shown(scan.at(range.end))
}

/// 2019-O4-30, 1: l23: the run is one of several numbers.
fn is_number(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let digits = range.clone().filter(|n| scan.at(*n).is_ascii_digit()).count();
    digits > 0 && scan.before(range.start.saturating_sub(1)).is_ascii_digit()
}

/// 第l期, 3月l日: a run without any digit counts only between 第 or a unit and a unit.
fn counted(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let (before, next) = (scan.before(range.start), scan.at(range.end));
    let roman = scan.at(range.start) == 'I' && "卷辑册编部集".contains(next);
    let ordinal = before == '第' && ("期页頁卷版号册辑集".contains(next) || (is_dash(next) && !roman));
    let dated = matches!((before, next), ('年', '月') | ('月' | '、', '日'));
    range.len() <= 2 && !roman && (ordinal || dated)
}

/// B02版, S1期: a letter before the number belongs to it; but no year of four places begins with one.
fn leads_with_letter(scan: &Scan<'_>, range: &Range<usize>) -> bool {
    let (first, before, next) = (scan.at(range.start), scan.before(range.start), scan.at(range.end));
    let year = range.len() == 4 && matches!(first, 'l' | 'I' | '|' | 'Z' | 'z');
    let round = matches!(first, 'O' | 'o' | 'l' | 'I' | '|' | '〇' | '○');
    let paged = before == '第' && (next == '页' || is_dash(next)) && range.len() > 1;
    let listed = (is_dash(before) || matches!(before, '年' | '月' | '、'))
        && matches!(next, '月' | '日' | '页' | '、');
    // 第12B版 is a page of a newspaper too
    let leaf = scan.at(range.end) == '版' && scan.at(range.end - 1).is_ascii_uppercase();
    leaf || (first.is_ascii_alphabetic() && !year && !round && !paged && !listed)
}
