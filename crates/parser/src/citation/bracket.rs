//! Brackets in a citation: dates of the work, 上中下, editions, imprints, and notes that no field holds.

use super::code;
use super::dates;
use super::edition;
use super::item::{Item, Mark, Placed};
use super::lex::Lexer;
use super::number;
use super::person;
use super::scan::{Scan, closes_round, closes_square, is_comma, opens_round, opens_square};

/// How far the words behind a bracketed date may reach, in glyphs: 教育部公布, 之间, 通过.
const LONGEST_TAIL: usize = 24;

/// How long a bracket inside a citation may be, in glyphs. It bounds the cost of looking for its end.
const LONGEST: usize = 300;

/// Reads the bracket at the lexer's place. Always moves on.
pub(super) fn read(lexer: &mut Lexer<'_, '_>) -> bool {
    dated(lexer)
        || adopted(lexer)
        || part_or_edition(lexer)
        || origin(lexer)
        || enclosed(lexer)
        || unclosed(lexer)
}

/// （2012年12月29日、30日）, （民国二十二年三月十八日教育部公布）.
fn dated(lexer: &mut Lexer<'_, '_>) -> bool {
    let (scan, at) = (lexer.scan, lexer.at);
    let Some(dates) = dates::read(scan, at + 1, true) else { return false };
    let reach = if passed(scan, dates.end) { 2 * LONGEST_TAIL } else { LONGEST_TAIL };
    let close = (dates.end..scan.len().min(dates.end + reach))
        .take_while(|n| !opens_round(scan.at(*n)) && !matches!(scan.at(*n), '《' | '》'))
        .find(|n| closes_round(scan.at(*n)) || closes_square(scan.at(*n)));
    let tail = close.is_some_and(|c| {
        !passed(scan, dates.end) && (dates.end..c).any(|n| is_comma(scan.at(n)) || scan.at(n) == '第')
    });
    if tail {
        return false; // （2020年，第5页）: an imprint
    }
    let end = close.map_or(dates.end, |c| c + 1);
    lexer.sweep(at..end);
    lexer.remarks.extend(dates.remarks);
    if close.is_none() {
        lexer.remarks.push(code::UNBALANCED_BRACKET.repair(scan.after(dates.end), "） is missing", "）"));
    }
    lexer.push(Item::Dates { items: dates.items, bracketed: true }, end.min(lexer.end));
    true
}

/// （国务院第12次常务会议1990年5月3日通过）: who passed a paper, before its day. No field holds the body.
fn adopted(lexer: &mut Lexer<'_, '_>) -> bool {
    let (scan, at) = (lexer.scan, lexer.at);
    let Some(close) = close(scan, at, lexer.end.min(at + 3 * LONGEST_TAIL)).filter(|_| lexer.titled()) else {
        return false;
    };
    if scan.find(at + 1..close, |c| is_comma(c) || matches!(c, '《' | '：' | ':')).is_some() {
        return false;
    }
    // the day is the last number of the bracket: 第12次, 十一届 stand before it
    let starts = (at + 1..close).filter(|n| scan.at(*n) == '年');
    let years =
        starts.flat_map(|n| [4usize, 2].map(|width| n.checked_sub(width))).flatten().filter(|n| *n > at);
    let dated =
        years.filter_map(|n| dates::read(scan, n, true)).find(|d| d.end <= close && passed(scan, d.end));
    let Some(dates) = dated else { return false };
    lexer.sweep(at..close + 1);
    lexer.remarks.extend(dates.remarks);
    lexer.push(Item::Dates { items: dates.items, bracketed: true }, (close + 1).min(lexer.end));
    true
}

/// （2022年1月20日中国共产党…第六次全体会议通过）: who passed a paper, behind its day.
fn passed(scan: &Scan<'_>, i: usize) -> bool {
    let close = (i..scan.len().min(i + 2 * LONGEST_TAIL))
        .find(|n| closes_round(scan.at(*n)) || is_comma(scan.at(*n)));
    let words = ["通过", "公布", "发布", "印发", "修订", "修正", "施行", "颁布", "批准"];
    close.is_some_and(|c| closes_round(scan.at(c)) && words.iter().any(|w| scan.ends(&(i..c), w)))
}

fn part_or_edition(lexer: &mut Lexer<'_, '_>) -> bool {
    if let Some(read) = number::issue_total(lexer.scan, lexer.at) {
        lexer.sweep(lexer.at..read.end);
        lexer.push(Item::IssueTotal(read.value), read.end);
        return true;
    }
    if let Some(read) = leaf(lexer) {
        lexer.push(Item::NewspaperPage(read.value.to_string()), read.end);
        return true;
    }
    if let Some(read) = number::bracketed_volume(lexer.scan, lexer.at).filter(|r| is_volume(lexer, r.end)) {
        lexer.push(Item::Volume(read.value), read.end);
        return true;
    }
    if let Some(read) = number::part(lexer.scan, lexer.at).filter(|_| lexer.titled()) {
        lexer.sweep(lexer.at..read.end);
        lexer.push(Item::Part(read.value), read.end);
        return true;
    }
    if let Some(read) = edition::read(lexer.scan, lexer.at).filter(|_| lexer.titled()) {
        lexer.sweep(lexer.at..read.end);
        lexer.push(Item::Edition(read.value), read.end);
        return true;
    }
    false
}

/// 《光明日报》2020年5月6日(4): the page of a newspaper behind its day.
fn leaf(lexer: &Lexer<'_, '_>) -> Option<number::Read<u32>> {
    let daily = matches!(lexer.touches_last(), Some(Item::Dates { items, bracketed: false })
        if items.iter().any(|d| d.first().get_day().is_some()));
    number::bracketed_volume(lexer.scan, lexer.at).filter(|_| daily && lexer.titled())
}

/// 《戊戌变法》（二），上海人民出版社: a number touching the last title counts volumes.
fn is_volume(lexer: &Lexer<'_, '_>, end: usize) -> bool {
    let touches = matches!(lexer.touches_last(), Some(Item::Title(Mark::Book)));
    touches && lexer.scan.find(end..lexer.end, |c| c == '《').is_none()
}

/// （清）《江州府志》: a dynasty without a name.
fn origin(lexer: &mut Lexer<'_, '_>) -> bool {
    let Some(end) = person::origin(lexer.scan, lexer.at) else { return false };
    if lexer.scan.at(end) != '《' && lexer.titled() {
        return false;
    }
    lexer.push(Item::Aside, end);
    true
}

/// Where the bracket at `i` closes, before `limit`.
pub(super) fn close(scan: &Scan<'_>, i: usize, limit: usize) -> Option<usize> {
    let mut depth = 0usize;
    for n in i..limit.min(scan.len()) {
        let c = scan.at(n);
        if opens_round(c) || opens_square(c) {
            depth += 1;
        } else if closes_round(c) || closes_square(c) {
            depth = depth.checked_sub(1)?;
            if depth == 0 {
                return Some(n);
            }
        }
    }
    None
}

/// （臺北：臺灣商務印書館，1966）, （法释〔2015〕1号）: the inside is read as fields; a note that holds none is left.
fn enclosed(lexer: &mut Lexer<'_, '_>) -> bool {
    let (scan, at) = (lexer.scan, lexer.at);
    let Some(close) = close(scan, at, lexer.end.min(at + LONGEST)) else { return false };
    if !lexer.nested {
        let mut inside = Lexer::new(scan, at + 1..close);
        inside.nested = true;
        let (items, remarks) = inside.read();
        let known = |p: &&Placed| !matches!(p.item, Item::Aside | Item::Persons(_) | Item::In);
        if items.iter().any(|p| known(&p)) {
            lexer.items.extend(items);
            lexer.remarks.extend(remarks.into_iter().filter(|r| r.code != code::NOT_READ.id));
        } else {
            blanks_in_number(lexer, at + 1..close);
            lexer.sweep_digits(at + 1..close);
        }
    }
    lexer.push(Item::Aside, close + 1);
    true
}

/// （江办字〔1963〕第 17号）: a blank inside the number of a paper.
fn blanks_in_number(lexer: &mut Lexer<'_, '_>, range: std::ops::Range<usize>) {
    for n in range {
        if let Some(read) = number::issue(lexer.scan, n).filter(|_| lexer.scan.at(n) == '第') {
            lexer.sweep(n..read.end);
        }
    }
}

fn unclosed(lexer: &mut Lexer<'_, '_>) -> bool {
    let span = lexer.scan.span(lexer.at..lexer.at + 1);
    let mark = lexer.scan.at(lexer.at);
    lexer.remarks.push(code::UNBALANCED_BRACKET.repair(span, format!("{mark} is never closed"), ""));
    lexer.at += 1;
    true
}
