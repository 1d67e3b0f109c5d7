//! Marks between fields that are lost, or printed for a comma or a colon. Only in notes with 《》.

use super::super::authority;
use super::super::dates;
use super::super::number;
use super::super::person;
use super::super::scan::{Scan, closes_round, is_colon, is_comma, is_separator, opens_round};
use super::{Edit, ends_field, inside};
use crate::code;
use chuchu_text::is_han;
use std::ops::Range;

/// How far a field may reach, in glyphs.
const LONGEST: usize = 40;

/// Words that lead from a work to what it stands in.
const CONNECTORS: [&str; 9] = ["载于", "载", "载入", "收入", "收于", "收录于", "见", "转引自", "引自"];

/// Endings of presses.
const PRESSES: [&str; 9] =
    ["出版社", "书局", "书店", "书社", "印书馆", "出版公司", "出版集团", "出版中心", "书馆"];

/// Places of publication.
const PLACES: [&str; 44] = [
    "北京",
    "上海",
    "天津",
    "重庆",
    "南京",
    "武汉",
    "广州",
    "成都",
    "西安",
    "沈阳",
    "杭州",
    "长沙",
    "济南",
    "郑州",
    "合肥",
    "福州",
    "南昌",
    "太原",
    "石家庄",
    "长春",
    "哈尔滨",
    "昆明",
    "贵阳",
    "南宁",
    "海口",
    "兰州",
    "银川",
    "西宁",
    "乌鲁木齐",
    "呼和浩特",
    "拉萨",
    "桂林",
    "大连",
    "青岛",
    "厦门",
    "苏州",
    "台北",
    "臺北",
    "香港",
    "澳门",
    "延吉",
    "保定",
    "开封",
    "深圳",
];

/// Every such mark outside titles.
pub(super) fn edits(scan: &Scan<'_>) -> Vec<Edit> {
    let inside = inside(scan);
    if !inside.iter().any(|within| *within) {
        return Vec::new();
    }
    let styled = author_and_year(scan);
    let mut found = Vec::new();
    for n in (1..scan.len()).filter(|n| !inside.get(*n).copied().unwrap_or(true) || scan.at(*n) == '《') {
        let c = scan.at(n);
        let mark = is_separator(c)
            || (c == '.' && !scan.before(n).is_ascii() && !scan.at(n + 1).is_ascii_alphabetic());
        if mark && styled && matches!(c, '.' | '．' | '。') {
            continue;
        }
        if mark && n + 1 < scan.len() {
            found.extend(misprinted(scan, n, &inside));
        } else if !is_separator(scan.before(n)) && !is_separator(c) {
            found.extend(omitted(scan, n));
        }
    }
    found
}

/// 费孝通. 2006. 《乡土中国》. 上海: 费孝通（2006）：《乡土中国》。上海: the author–date manner, whose fields are parted by stops.
fn author_and_year(scan: &Scan<'_>) -> bool {
    let head = scan.find(0..scan.len(), |c| c == '《').unwrap_or(0);
    let year = |n: usize| {
        let before = scan.before(n);
        let parted = is_separator(before) || before == '.' || opens_round(before);
        parted && dates::bare_year(scan, n).is_some_and(|(_, end)| scan.at(end) != '年')
    };
    (2..head).any(year)
}

/// The mark that belongs where another stands.
fn misprinted(scan: &Scan<'_>, n: usize, inside: &[bool]) -> Option<Edit> {
    let c = scan.at(n);
    if !is_comma(c) && wants_comma(scan, n) {
        return Some(Edit::wrong(scan, n..n + 1, "，", code::COLON_FOR_COMMA));
    }
    if is_colon(c) || matches!(c, '.' | '．') || !wants_colon(scan, n, inside) {
        return None;
    }
    let code = if is_comma(c) { code::COMMA_FOR_COLON } else { code::MARK_FOR_COLON };
    Some(Edit::wrong(scan, n..n + 1, "：", code))
}

/// Whether two fields meet at `n` between which only a comma can stand.
fn wants_comma(scan: &Scan<'_>, n: usize) -> bool {
    let (c, left, next) = (scan.at(n), scan.before(n), n + 1);
    let role = || "著编译校注撰".contains(left);
    if !ends_field(scan, n - 1) && !role() {
        return false;
    }
    if scan.at(next) == '第' {
        return left != '页' && c != '、' && scan.number(next + 1).is_some() || c == '、' && left == '版';
    }
    if scan.at(next) == '《' {
        return two_titles(scan, n);
    }
    let dated = dates::year(scan, next).is_some()
        || dates::bare_year(scan, next).is_some_and(|(_, e)| !scan.at(e).is_ascii_digit());
    if dated && !(c == '、' && matches!(left, '年' | '月' | '日')) {
        return !is_colon(c) || !"》".contains(left) || c == '：';
    }
    let clause = clause(scan, next);
    if role() {
        // 黑格尔著：王造时译：《
        return person::role(scan, &clause).is_some()
            && clause.len() < 12
            && (is_colon(c) || c == '。' || c == '；' || c == '.')
            || (left == '译' && imprint(scan, &clause));
    }
    let connects = c != '；' && connects(scan, next);
    let person = left == '》'
        && person::role(scan, &clause).is_some()
        && clause.len() < 12
        && is_comma(scan.at(clause.end));
    connects || person || (c != '、' || !"社局馆店".contains(left)) && imprint(scan, &clause)
}

/// （2012年12月29日）。《人民日报》: a work and what it stands in. Two citations stand side by side where the
/// first has a press or pages of its own, or the second has none.
fn two_titles(scan: &Scan<'_>, n: usize) -> bool {
    let (c, left) = (scan.at(n), scan.before(n));
    let start = (0..n).rev().find(|k| matches!(scan.at(*k), '。' | '；')).map_or(0, |k| k + 1);
    let own = (start..n).any(|k| matches!(scan.at(k), '页' | '版' | '期' | '卷' | '册'));
    let close = (n + 2..scan.len().min(n + LONGEST)).find(|k| scan.at(*k) == '》');
    let Some(close) = close.filter(|_| !own && (left == '》' || closes_round(left))) else { return false };
    if !(start..n).any(|k| scan.at(k) == '》') {
        return false; // 李周（1999）：《中国的奇迹》
    }
    let published = dates::year(scan, close + 1).is_some()
        || scan.has(close + 1, "杂志")
        || (close + 1..scan.len().min(close + LONGEST))
            .take_while(|k| scan.at(*k) != '《')
            .any(|k| PRESSES.iter().any(|p| scan.has(k, p)));
    published
        && !(c == '、'
            && left == '》'
            && !scan.has(close + 1, "杂志")
            && dates::year(scan, close + 1).is_none())
}

/// The words from `from` to the next mark, title, bracket or number.
fn clause(scan: &Scan<'_>, from: usize) -> Range<usize> {
    let stops = |n: usize| {
        let c = scan.at(n);
        (is_separator(c) && c != '、')
            || opens_round(c)
            || closes_round(c)
            || c == '《'
            || c == '.'
            || c.is_ascii_digit()
    };
    let end =
        (from..scan.len().min(from + LONGEST)).find(|n| stops(*n)).unwrap_or(scan.len().min(from + LONGEST));
    from..end
}

/// Whether a clause is a press, or a place with a colon behind it.
fn imprint(scan: &Scan<'_>, clause: &Range<usize>) -> bool {
    let press = clause.len() >= 3 && PRESSES.iter().any(|p| scan.ends(clause, p));
    press || (is_colon(scan.at(clause.end)) && place(scan, clause))
}

fn place(scan: &Scan<'_>, clause: &Range<usize>) -> bool {
    PLACES.iter().any(|p| scan.has(clause.start, p) && clause.len() == p.chars().count())
}

/// Whether a person and a title, or a place and a press, meet at `n`.
fn wants_colon(scan: &Scan<'_>, n: usize, inside: &[bool]) -> bool {
    let least = n.saturating_sub(LONGEST);
    let start = (least..n)
        .rev()
        .find(|k| {
            is_separator(scan.at(*k)) && scan.at(*k) != '、'
                || inside.get(*k).copied().unwrap_or(false)
                || opens_round(scan.at(*k))
        })
        .map_or(least, |k| k + 1);
    let left = start..n;
    if place(scan, &left) {
        let press = clause(scan, n + 1);
        return press.len() >= 3 && PRESSES.iter().any(|p| scan.ends(&press, p)) && !is_comma(scan.at(n))
            || (is_comma(scan.at(n)) && opens_round(scan.before(start)));
    }
    let worded = left
        .clone()
        .all(|k| is_han(scan.at(k)) || "·、".contains(scan.at(k)) || "〔〕[］]［）)".contains(scan.at(k)));
    let named = worded
        && left.len() >= 2
        && !ends_field(scan, n - 1)
        && !left.clone().any(|k| dates::year(scan, k).is_some());
    if scan.at(n + 1) != '《' || !named {
        return false;
    }
    if is_comma(scan.at(n)) {
        return states_editor(scan, &left) || (start == 0 && left.len() <= 8 && mainland(scan, n));
    }
    true
}

fn states_editor(scan: &Scan<'_>, left: &Range<usize>) -> bool {
    ["主编", "编", "选编", "编著"].iter().any(|w| scan.ends(left, w)) && left.len() > 2
}

/// Whether what follows is printed as presses of the mainland do, with 年版 or 年第N期: there a colon follows the author.
fn mainland(scan: &Scan<'_>, from: usize) -> bool {
    (from..scan.len())
        .any(|n| scan.has(n, "年版") || (scan.has(n, "年第") && number::issue(scan, n + 1).is_some()))
}

/// The comma that is lost before glyph `n`.
fn omitted(scan: &Scan<'_>, n: usize) -> Option<Edit> {
    let left = scan.before(n);
    let comma = |code| Some(Edit::lost(n, "，", code));
    if scan.at(n) == '第' && "版年期）)".contains(left) && paged(scan, n) {
        return comma(if closes_round(left) { code::MISSING_COMMA } else { code::OMITTED_COMMA });
    }
    if left == '》' && is_han(scan.at(n)) {
        let clause = clause(scan, n);
        let leads = connects(scan, n) && clause.len() > 2 && !matches!(scan.at(clause.end), '》' | ']');
        let named = translated(scan, n) && is_comma(scan.at(clause.end));
        if leads || named {
            return comma(code::MISSING_COMMA);
        }
        let placed = is_colon(scan.at(clause.end)) && place(scan, &clause);
        return placed.then(|| comma(code::OMITTED_COMMA)).flatten();
    }
    let lost = match left {
        '译' => {
            let press = clause(scan, n);
            let known = press.len() >= 4 && authority::knows_publisher(&scan.ink(press));
            known || (connects(scan, n) && !is_separator(scan.at(n + 1)))
        }
        '著' | '撰' => translated(scan, n) && is_colon(scan.at(clause(scan, n).end)),
        '）' | ')' => press(scan, n),
        _ => false,
    };
    lost.then(|| comma(code::MISSING_COMMA)).flatten()
}

/// Whether 载 or the like stands at `n`, and a title not far behind it.
fn connects(scan: &Scan<'_>, n: usize) -> bool {
    let titled = || (n..scan.len().min(n + LONGEST)).any(|k| scan.at(k) == '《');
    CONNECTORS.iter().any(|w| scan.has(n, w)) && titled()
}

/// Whether the clause at `n` names a translator.
fn translated(scan: &Scan<'_>, n: usize) -> bool {
    let clause = clause(scan, n);
    (3..12).contains(&clause.len()) && scan.ends(&clause, "译")
}

/// Whether the clause at `n` is a press with its year.
fn press(scan: &Scan<'_>, n: usize) -> bool {
    let clause = clause(scan, n);
    let dated = dates::bare_year(scan, clause.end + usize::from(is_comma(scan.at(clause.end)))).is_some();
    dated && clause.len() >= 4 && authority::knows_publisher(&scan.ink(clause))
}

/// Whether 第 at `n` begins pages: 第5页, 第45—67页.
fn paged(scan: &Scan<'_>, n: usize) -> bool {
    number::pages(scan, n).is_some_and(|p| p.end > n && scan.at(p.end - 1) == '页')
}
