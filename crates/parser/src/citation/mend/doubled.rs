//! Marks, brackets and units that are printed twice.

use super::super::scan::{Scan, is_colon, is_comma, is_separator};
use super::{Edit, inside, titles};
use crate::code;

/// Every second copy, and the wrong one of two different separators.
pub(super) fn edits(scan: &Scan<'_>) -> Vec<Edit> {
    let repeats = |n: &usize| {
        scan.at(*n) == scan.before(*n) || is_separator(scan.at(*n)) && is_separator(scan.before(*n))
    };
    let pairs: Vec<usize> = (1..scan.len()).filter(repeats).collect();
    let words = words(scan);
    if pairs.is_empty() {
        return words;
    }
    let inside = inside(scan);
    let within = |n: usize| inside.get(n).copied().unwrap_or(false);
    let mut found = words;
    for n in pairs {
        match scan.at(n) {
            '《' | '》' => found.extend(title_mark(scan, n)),
            c if within(n) || within(n - 1) && c != scan.before(n) => {}
            '（' | '(' | '［' | '[' | '〔' | '）' | ')' | '］' | ']' | '〕' => {
                found.extend(bracket(scan, n));
            }
            '年' | '月' | '日' | '页' | '頁' | '期' | '版' | '卷' | '辑' | '册' | '第' => {
                found.extend(unit(scan, n));
            }
            c if is_separator(c) => found.extend(separator(scan, n)),
            _ => {}
        }
    }
    found
}

/// 《《江州史话》: one of two title marks, where one of them has no partner.
fn title_mark(scan: &Scan<'_>, n: usize) -> Option<Edit> {
    let (opens, closes) = titles::lone(scan);
    let lone = if scan.at(n) == '《' {
        opens.contains(&n) || opens.contains(&(n - 1))
    } else {
        closes.contains(&n)
    };
    lone.then(|| Edit::surplus(scan, n, code::DOUBLED_MARK))
}

/// （（下）: one of two brackets, where the brackets of this kind do not balance.
fn bracket(scan: &Scan<'_>, n: usize) -> Option<Edit> {
    let c = scan.at(n);
    let (open, close) = match c {
        '（' | '）' | '(' | ')' => (['（', '('], ['）', ')']),
        '〔' | '〕' => (['〔', '〔'], ['〕', '〕']),
        _ => (['［', '['], ['］', ']']),
    };
    let count = |kind: [char; 2]| (0..scan.len()).filter(|i| kind.contains(&scan.at(*i))).count();
    let (opens, closes) = (count(open), count(close));
    let surplus = if open.contains(&c) { opens > closes } else { closes > opens };
    surplus.then(|| Edit::surplus(scan, n, code::DOUBLED_MARK))
}

/// 1990年年版, 第第5页.
fn unit(scan: &Scan<'_>, n: usize) -> Option<Edit> {
    let counted = if scan.at(n) == '第' {
        scan.number(n + 1).is_some()
    } else {
        let before = scan.before(n - 1);
        before.is_ascii_digit()
            || chuchu_text::numeral::is_han_numeral(before)
            || (scan.at(n) == '版' && before == '年')
    };
    counted.then(|| Edit::surplus(scan, n, code::DOUBLED_MARK))
}

/// ，， and ，。: of two different marks the one goes that its neighbours do not ask for.
fn separator(scan: &Scan<'_>, n: usize) -> Option<Edit> {
    let (first, second) = (scan.before(n), scan.at(n));
    let rune = |c: char| {
        if is_comma(c) {
            '，'
        } else if is_colon(c) {
            '：'
        } else {
            c
        }
    };
    if is_separator(scan.before(n - 1)) || scan.gap(n).is_some() && first != second {
        return None;
    }
    if rune(first) == rune(second) {
        return Some(Edit::surplus(scan, n, code::DOUBLED_MARK));
    }
    let colon = scan.at(n + 1) == '《' && n >= 2 && !super::ends_field(scan, n - 2);
    let wanted = if n + 1 >= scan.len() {
        '。'
    } else if colon {
        '：'
    } else {
        '，'
    };
    let at = if rune(first) == wanted { n } else { n - 1 };
    Some(Edit::surplus(scan, at, code::DOUBLED_MARK))
}

/// The longest stretch that is looked for twice, in glyphs.
const LONGEST: usize = 14;

/// 出版社出版社, 《人民日报》《人民日报》, ，第5页，第5页: a whole field or the last word of a name twice.
fn words(scan: &Scan<'_>) -> Vec<Edit> {
    let mut found = Vec::new();
    let mut free = 0;
    for n in (4..=scan.len()).filter(|n| ends_word(scan, *n)) {
        let same = |length: &usize| (1..=*length).all(|k| scan.at(n - k) == scan.at(n - k - length));
        let length = (2..=LONGEST.min(n / 2)).filter(|length| n - 2 * length >= free).find(same);
        if let Some(length) = length {
            let range = n - length..n;
            let message = format!("{} is printed twice", scan.raw(range.clone()));
            found.push(Edit { range, put: String::new(), code: code::DOUBLED_MARK, message });
            free = n;
        }
    }
    found
}

/// Whether a word of which one is enough may end before glyph `n`.
fn ends_word(scan: &Scan<'_>, n: usize) -> bool {
    match scan.before(n) {
        '社' | '局' | '馆' => matches!(scan.at(n), '\0' | ',' | '，') || scan.at(n).is_ascii_digit(),
        '报' => scan.at(n) == '》',
        '》' => scan.before(n - 1) != '》' && !is_separator(scan.at(n)),
        '页' => matches!(scan.at(n), '\0' | '。' | '，'),
        _ => false,
    }
}
