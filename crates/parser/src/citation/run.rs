//! Runs of plain words in a citation: places, publishers, titles without marks, web sites; other runs are read in `notice`.

use super::authority;
use super::code;
use super::dates;
use super::item::{Item, Mark};
use super::kind;
use super::lex::Lexer;
use super::marks;
use super::notice::{access, archive, copy, paper_number, reign, thesis, untold};
use super::number;
use super::person;
use super::place;
use super::scan::{Scan, closes_round, is_colon, is_comma, is_separator, opens_round, opens_square};
use chuchu_text::is_han;
use std::ops::Range;

/// No run of words is longer, in glyphs. It bounds the cost of looking for its end.
const LONGEST_RUN: usize = 200;

/// Endings of works that stand without marks.
const SPOKEN: [&str; 22] = [
    "讲话",
    "講話",
    "演说",
    "演講",
    "演讲",
    "发言",
    "致辞",
    "致词",
    "谈话",
    "祝词",
    "开幕词",
    "闭幕词",
    "讲话提纲",
    "讲话要点",
    "重要讲话",
    "总结讲话",
    "讲演",
    "报告",
    "批示",
    "指示",
    "公函",
    "的信",
];

/// Endings of presses that need no other proof.
const PRESSES: [&str; 26] = [
    "出版社",
    "出版公司",
    "出版集团",
    "出版中心",
    "出版总社",
    "出版部",
    "出版会",
    "书店",
    "書店",
    "书局",
    "書局",
    "书社",
    "書社",
    "印书馆",
    "印書館",
    "图书公司",
    "印刷公司",
    "印务局",
    "生活社",
    "學社",
    "学社",
    "出版社有限公司",
    "出版有限公司",
    "印书局",
    "国光社",
    "書館",
];

/// The title of a work that stands without marks at the beginning of a range, and the name before 在 in it.
///
/// A bracket, quotation or inner title belongs to it; it ends before a bracketed date, at a separator or at the end.
pub(super) fn bare_work(
    scan: &Scan<'_>,
    range: Range<usize>,
) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let start = range.start;
    let end = bare_end(scan, range.clone())?;
    let title = start..end;
    let spoken = SPOKEN.iter().any(|word| scan.ends(&title, word));
    let holds_title = title.clone().any(|n| scan.at(n) == '《');
    let placed = title.clone().take(16).find(|n| {
        // 恩格斯1890年9月21日致约·布洛赫的信
        scan.at(*n) == '在' || (scan.at(*n) == '致' && scan.before(*n) == '日')
    });
    let dated = opens_round(scan.at(end));
    match placed {
        Some(at) if spoken && at == start => Some((title, None)),
        Some(at) if spoken && at >= start + 2 && !holds_title => Some((at..end, Some(start..at))),
        _ if holds_title => None,
        _ if spoken && title.len() >= 4 => Some((title, None)),
        _ if dated && title.len() >= 4 && !later_title(scan, end..range.end) => Some((title, None)),
        _ => None,
    }
}

fn later_title(scan: &Scan<'_>, range: Range<usize>) -> bool {
    scan.find(range, |c| c == '《').is_some()
}

fn bare_end(scan: &Scan<'_>, range: Range<usize>) -> Option<usize> {
    let mut n = range.start;
    while n < range.end {
        let c = scan.at(n);
        if is_separator(c) && c != '、' {
            break;
        }
        let dated = |d: &dates::Dates| {
            closes_round(scan.at(d.end)) && d.items.iter().any(|i| i.first().get_day().is_some())
        };
        if n > range.start + 3 && dates::read(scan, n, false).is_some_and(|d| dated(&d)) {
            break; // the bracket before the date is lost
        }
        if opens_round(c)
            && (dates::read(scan, n + 1, true).is_some() || dates::bare_year(scan, n + 1).is_some())
        {
            break;
        }
        if opens_round(c) || opens_square(c) {
            n = scan
                .find(n..range.end.min(n + LONGEST_RUN), |c| closes_round(c) || matches!(c, ']' | '〕'))?
                + 1;
        } else if marks::closing(c).is_some() && c != '"' {
            n = marks::read(scan, n).map(|m| m.end)?;
        } else if c == '》' {
            return None;
        } else {
            n += 1;
        }
    }
    (n > range.start && is_han(scan.at(range.start))).then_some(n)
}

/// Reads the run of words at the lexer's place. Always moves on.
pub(super) fn read(lexer: &mut Lexer<'_, '_>) {
    if url(lexer) {
        return;
    }
    let run = lexer.at..end_of(lexer, lexer.at);
    let recognisers = [
        paper_number,
        untold,
        copy,
        reign,
        thesis,
        access,
        archive,
        place_of_newspaper,
        people,
        glued_translator,
        press_behind_year,
    ];
    if recognisers.iter().any(|recognise| recognise(lexer, &run)) {
        return;
    }
    if is_colon(lexer.scan.at(run.end)) && run.end + 1 < lexer.end {
        return before_colon(lexer, &run);
    }
    if !lexer.titled() && !lexer.nested {
        return title(lexer, &run);
    }
    if lexer.scan.ends(&run, "网") || lexer.scan.ends(&run, "網") || lexer.scan.ends(&run, "网站") {
        // 载人民网2004年1月10日
        let lead = usize::from(matches!(lexer.scan.at(run.start), '载' | '載') && run.len() > 3);
        let name = lexer.scan.raw(run.start + lead..run.end).to_owned();
        return lexer.push(Item::Site(name), run.end);
    }
    if bare_periodical(lexer, &run) {
        return;
    }
    if lexer.scan.ends(&run, "论文集") && lexer.titled() && !lexer.nested {
        return title(lexer, &run);
    }
    if publisher_like(lexer, &run) {
        return publishers(lexer, &run);
    }
    unread(lexer, &run);
}

/// Where a run ends: at a separator (、 joins publishers), a bracket, a title, or the next dated or counted field.
pub(super) fn end_of(lexer: &Lexer<'_, '_>, at: usize) -> usize {
    let scan = lexer.scan;
    // 《环球科学》杂志社主编: the title in the name of a body
    let body = (scan.at(at) == '《').then(|| marks::read(scan, at)).flatten().map(|m| m.end);
    let from = body.filter(|end| marks::names_a_body(scan, *end)).unwrap_or(at + 1);
    let stops = |n: usize| {
        let c = scan.at(n);
        (is_separator(c) && c != '、')
            || opens_round(c)
            || closes_round(c)
            || matches!(c, '《' | '》' | '[' | '［' | '〔')
            || lexer.field_starts(n)
    };
    let last = lexer.end.min(at + LONGEST_RUN).max(from);
    (from..last).find(|n| stops(*n)).unwrap_or(last)
}

/// Whether a press stands at glyph `at`, by its ending.
pub(super) fn press_at(lexer: &Lexer<'_, '_>, at: usize) -> bool {
    let run = at..end_of(lexer, at);
    lexer.han(at) && PRESSES.iter().any(|p| lexer.scan.ends(&run, p))
}

/// Whether a press or a place with its press stands behind a comma.
pub(super) fn press_behind(lexer: &Lexer<'_, '_>, at: usize) -> bool {
    let end = end_of(lexer, at);
    press_at(lexer, at) || (lexer.han(at) && is_colon(lexer.scan.at(end)) && press_at(lexer, end + 1))
}

fn url(lexer: &mut Lexer<'_, '_>) -> bool {
    let scheme = ["http://", "https://", "www.", "ftp://"].iter().any(|s| lexer.scan.has(lexer.at, s));
    if !scheme {
        return false;
    }
    let part = |c: char| c.is_ascii_graphic() && !matches!(c, '[' | ']');
    // …/2.html,1998年10月4日
    let dated = |n: usize| {
        matches!(lexer.scan.at(n), ',' | '(')
            && (lexer.han(n + 1)
                || dates::year(lexer.scan, n + 1).is_some()
                || dates::numeric(lexer.scan, n + 1).is_some())
    };
    let stop = |n: &usize| {
        !part(lexer.scan.at(*n)) || (*n > lexer.at && (lexer.scan.gap(*n).is_some() || dated(*n)))
    };
    let mut end = (lexer.at..lexer.end).find(stop).unwrap_or(lexer.end);
    while matches!(lexer.scan.before(end), '.' | ',' | ';' | ')') {
        end -= 1;
    }
    lexer.push(Item::Url(lexer.scan.ink(lexer.at..end)), end);
    true
}

/// 《民国日报》（上海）, and 天津，2000年 where no press is named.
fn place_of_newspaper(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) -> bool {
    let city = (lexer.titled() || lexer.nested) && place::is_city(&lexer.scan.ink(run.clone()));
    let placed = lexer.items.iter().any(|p| matches!(p.item, Item::Place(_)));
    let open = is_colon(lexer.scan.at(run.end));
    if city && !placed && !open {
        lexer.push(Item::Place(vec![lexer.scan.raw(run.clone()).to_owned()]), run.end);
    }
    city && !placed && !open
}

/// ，宋俊岭、倪文彦译，: persons behind a title.
fn people(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) -> bool {
    if !lexer.titled() || lexer.nested {
        return false;
    }
    let Some((role, start, word)) = person::role(lexer.scan, run) else { return false };
    let known =
        authority::knows_publisher(lexer.scan.raw(run.clone())) || run.len() > 40 || start < run.start + 2;
    if known {
        return false;
    }
    let mut people = person::read(lexer.scan, run.clone());
    if matches!(word, "编译" | "編譯") {
        people.iter_mut().for_each(|p| p.role = person::Role::Translator);
    }
    let _ = role;
    lexer.push(Item::Persons(people), run.end);
    true
}

/// Words before a colon: persons where no title was read, a place otherwise.
fn before_colon(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) {
    let digits = run.clone().all(|n| lexer.scan.at(n).is_ascii_digit());
    let pages = number::page_list(lexer.scan, run.end + 1).filter(|p| p.end >= lexer.end);
    if let (Some(pages), Some(issue)) =
        (pages.filter(|_| digits && lexer.titled()), lexer.scan.number(run.start))
    {
        // 《社会学研究》6: 1-21
        lexer.push(Item::Issue(u32::try_from(issue.value).unwrap_or_default()), run.end);
        lexer.at += 1;
        return lexer.push(Item::Pages(pages.value), pages.end);
    }
    let labels = [
        "访谈人",
        "采访人",
        "受访人",
        "被采访人",
        "访谈时间",
        "采访时间",
        "地点",
        "访谈地点",
        "采访地点",
        "记录人",
        "整理人",
        "记录",
        "时间",
        "责任编辑",
        "网址",
        "链接",
    ];
    if labels.iter().any(|w| run.len() == w.chars().count() && lexer.scan.has(run.start, w)) {
        let at = run.end + 1;
        let clause = lexer.scan.find(at..lexer.end, |c| is_comma(c) || matches!(c, '；' | ';' | '。'));
        let address = ["http", "www"].iter().any(|w| lexer.scan.has(at, w));
        return lexer.push(Item::Aside, if address { at } else { clause.unwrap_or(lexer.end) });
    }
    if lexer.titled() || lexer.nested {
        let places = split(lexer.scan, run.clone(), &['、', '，', ',', '/']);
        return lexer.push(Item::Place(places), run.end);
    }
    if run.clone().any(|n| lexer.scan.at(n).is_ascii_digit()) {
        // 指导案例24号：荣某诉王某案
        let numbered = lexer.scan.ends(run, "号") || lexer.scan.ends(run, "號");
        return if numbered { lexer.push(Item::Aside, run.end) } else { unread(lexer, run) };
    }
    let people = person::read(lexer.scan, run.clone());
    lexer.push(Item::Persons(people), run.end);
}

/// A title without marks, because no other title was read: 江州女子师范学校学生名册.
fn title(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) {
    let title = run.clone();
    let span = lexer.scan.span(title.clone());
    let printed = lexer.scan.raw(title.clone());
    lexer.remarks.push(code::BARE_TITLE.repair(
        span,
        "the title stands without 《》",
        format!("《{printed}》"),
    ));
    lexer.push_inner(Item::Title(Mark::Bare), title.clone(), title);
}

/// ，人民日报2018年5月5日, 载《…》 without its marks: a known periodical, or a newspaper before its day.
fn bare_periodical(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) -> bool {
    let scan = lexer.scan;
    let start = run.start + usize::from(matches!(scan.at(run.start), '载' | '載' | '刊'));
    let name = start..run.end;
    let printed = scan.ink(name.clone());
    let after = run.end + usize::from(is_comma(scan.at(run.end)));
    let dated = dates::year(scan, after).is_some() || dates::numeric(scan, after).is_some();
    let alone = lexer.items.iter().filter(|p| matches!(p.item, Item::Title(_))).count() == 1;
    let known = authority::periodical_kind(&printed).is_some()
        || (kind::of_periodical(&printed).is_some() && printed.chars().all(is_han));
    let press = lexer.items.iter().any(|p| matches!(p.item, Item::Publishers(_)));
    if !lexer.titled() || !alone || press || !dated || !known {
        return false;
    }
    let message = "the periodical stands without 《》";
    lexer.remarks.push(code::BARE_TITLE.repair(scan.span(name.clone()), message, format!("《{printed}》")));
    lexer.push_inner(Item::Title(Mark::Bare), run.clone(), name);
    true
}

/// 郑戈译商务印书馆2005年版: the comma behind a translator is lost.
fn glued_translator(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) -> bool {
    let scan = lexer.scan;
    let Some(at) = run.clone().skip(2).take(20).find(|n| matches!(scan.at(*n), '译' | '譯')) else {
        return false;
    };
    let press = at + 1..run.end;
    let known = lexer.titled() && authority::knows_publisher(&scan.ink(press));
    if known && person::plausible(scan, run.start..at) {
        lexer.remarks.push(code::MISSING_COMMA.repair(scan.after(at + 1), "， is missing", "，"));
        lexer.push(Item::Persons(person::read(scan, run.start..at + 1)), at + 1);
        return true;
    }
    false
}

/// 1957年人民出版社版: the year before the press, as print had it in the fifties.
fn press_behind_year(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) -> bool {
    let dated = matches!(lexer.touches_last(), Some(Item::Dates { .. } | Item::Year(_)));
    let press = run.start..run.end.saturating_sub(1);
    let named = lexer.scan.before(run.end) == '版' && PRESSES.iter().any(|p| lexer.scan.ends(&press, p));
    if dated && named {
        publishers(lexer, &press);
        lexer.at = run.end;
    }
    dated && named
}

/// A publisher: by its ending, or by its place before a year or behind a place.
fn publisher_like(lexer: &Lexer<'_, '_>, run: &Range<usize>) -> bool {
    let scan = lexer.scan;
    if PRESSES.iter().any(|p| scan.ends(run, p))
        || authority::publisher_meant(scan.raw(run.clone())).is_some()
    {
        return true;
    }
    let after = run.end + usize::from(is_comma(scan.at(run.end)));
    let dated = dates::year(scan, after).is_some()
        || dates::bare_year(scan, after).is_some()
        || dates::reign_year(scan, after).is_some();
    let placed = matches!(lexer.items.last().map(|p| &p.item), Some(Item::Place(_)));
    let named = (scan.at(run.start).is_alphabetic() || (placed && scan.at(run.start) == '“'))
        && scan.at(run.start) != '第'
        && !scan.has(run.start, "实际");
    run.len() >= 2 && named && (dated || placed || holds_data(lexer, run))
}

/// ，2023年9月10日，国家基础学科公共科学数据中心: a body behind the date, where no press was named.
fn holds_data(lexer: &Lexer<'_, '_>, run: &Range<usize>) -> bool {
    let bodies = [
        "中心",
        "平台",
        "研究所",
        "实验室",
        "学会",
        "委员会",
        "公司",
        "研究院",
        "DataBank",
        "Xiv",
        "Repository",
    ];
    let press = lexer.items.iter().any(|p| matches!(p.item, Item::Publishers(_)));
    let dated = lexer.items.iter().any(|p| matches!(p.item, Item::Dates { bracketed: false, .. }));
    !press && dated && run.end >= lexer.end && bodies.iter().any(|b| lexer.scan.ends(run, b))
}

fn publishers(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) {
    comma_before(lexer);
    let scan = lexer.scan;
    let whole = scan.raw(run.clone());
    let joined = ["生活、读书、新知三联书店", "生活·读书·新知三联书店", "生活．读书．新知三联书店"];
    let parts = if joined.contains(&whole) {
        vec![run.clone()]
    } else {
        pieces(scan, run.clone(), &['、', '/', '；'])
    };
    let mut names = Vec::new();
    for part in parts {
        names.push(publisher(lexer, part));
    }
    lexer.push(Item::Publishers(names), run.end);
}

/// One press, repaired where it can only mean another name.
fn publisher(lexer: &mut Lexer<'_, '_>, range: Range<usize>) -> String {
    let printed = lexer.scan.raw(range.clone()).trim().to_owned();
    let Some(meant) = authority::publisher_meant(&lexer.scan.ink(range.clone())) else { return printed };
    let span = lexer.scan.span(range);
    lexer.remarks.push(code::PUBLISHER_MISPRINT.repair(
        span,
        format!("{printed} is read as {meant}"),
        meant.clone(),
    ));
    meant
}

/// 《中国制度史》上海教育出版社: a comma is lost.
fn comma_before(lexer: &mut Lexer<'_, '_>) {
    let touched = matches!(
        lexer.touches_last(),
        Some(Item::Title(Mark::Book) | Item::Dates { bracketed: true, .. } | Item::Part(_) | Item::Volume(_))
    );
    if touched && lexer.han(lexer.at) && lexer.scan.before(lexer.at) != '』' {
        let place = lexer.scan.after(lexer.at);
        lexer.remarks.push(code::MISSING_COMMA.repair(place, "， is missing", "，"));
    }
}

fn pieces(scan: &Scan<'_>, range: Range<usize>, at: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    for n in range.clone() {
        if at.contains(&scan.at(n)) {
            found.push(start..n);
            start = n + 1;
        }
    }
    found.push(start..range.end);
    found.retain(|piece| !piece.is_empty());
    found
}

fn split(scan: &Scan<'_>, range: Range<usize>, at: &[char]) -> Vec<String> {
    pieces(scan, range, at).into_iter().map(|piece| scan.raw(piece).trim().to_owned()).collect()
}

fn unread(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) {
    let span = lexer.scan.span(run.clone());
    let printed = lexer.scan.raw(run.clone());
    lexer.remarks.push(code::NOT_READ.at(span, format!("{printed} is not read")));
    lexer.push(Item::Aside, run.end);
}
