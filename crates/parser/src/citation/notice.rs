//! Runs of words beside titles, persons and presses: what a thesis calls itself, when a page was visited, where a
//! paper is kept, the number of a decree, and words that no field holds (手稿, 内部资料, 出版时间不详).

use super::dates;
use super::edition;
use super::item::Item;
use super::lex::Lexer;
use super::number;
use super::person;
use super::scan::{Scan, closes_round, closes_square, is_colon, opens_round, opens_square};
use chuchu_model::PageRange;
use std::ops::Range;

/// What is not known, and supplements without a number.
const UNKNOWN: [&str; 10] = [
    "出版时间不详",
    "出版地不详",
    "出版者不详",
    "版本不详",
    "出版年不详",
    "出版日期不详",
    "增刊",
    "特刊",
    "专刊",
    "内部",
];

/// Words that say what a paper is or which part of a book is meant.
const STATES: [&str; 36] = [
    "内部发行",
    "内部印行",
    "内部资料",
    "内部材料",
    "手稿",
    "未刊稿",
    "未刊本",
    "打印稿",
    "电报",
    "抄件",
    "原件",
    "缩微胶卷",
    "访谈记录",
    "口述记录",
    "氏著",
    "自序",
    "序",
    "序言",
    "前言",
    "导言",
    "导论",
    "绪论",
    "後記",
    "后记",
    "跋",
    "目录",
    "附录",
    "凡例",
    "插页",
    "扉页",
    "封底",
    "题记",
    "引言",
    "序论",
    "译者序",
    "代序",
];

/// 法发〔1993〕36号: the number of a paper.
pub(super) fn paper_number(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) -> bool {
    let scan = lexer.scan;
    let year = (opens_square(scan.at(run.end)) || opens_round(scan.at(run.end)))
        .then(|| dates::bare_year(scan, run.end + 1))
        .flatten()
        .filter(|(_, end)| closes_round(scan.at(*end)) || closes_square(scan.at(*end)));
    let Some((_, close)) = year.filter(|_| lexer.titled()) else { return false };
    let at = close + 1 + usize::from(scan.at(close + 1) == '第');
    let Some(number) = scan.number(at).filter(|n| matches!(scan.at(n.end), '号' | '號')) else {
        return false;
    };
    lexer.sweep(run.end..number.end + 1);
    lexer.push(Item::Aside, number.end + 1);
    true
}

/// What print says is not known, and supplements without a number.
pub(super) fn untold(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) -> bool {
    let scan = lexer.scan;
    let exact = STATES.iter().any(|w| run.len() == w.chars().count() && scan.has(run.start, w));
    let digit = scan.before(run.end).is_ascii_digit();
    let figure = digit
        && ["表", "图", "圖", "附表", "附图", "目录", "目錄", "卷号", "件号"]
            .iter()
            .any(|w| scan.has(run.start, w));
    let original = ["实际出版于", "原著出版于"].iter().any(|w| scan.has(run.start, w));
    let unknown = UNKNOWN.iter().any(|w| scan.has(run.start, w) || scan.ends(run, w));
    // 1252a: the pages of Aristotle and Plato
    let classical = run.len() <= 8
        && scan.at(run.start).is_ascii_digit()
        && scan.before(run.end).is_ascii_lowercase()
        && run.clone().all(|n| scan.at(n).is_ascii_alphanumeric());
    // ，1949年9月29日政协第一届全体会议通过
    let acts = ["通过", "公布", "发布", "印发", "修订", "修正", "施行", "颁布", "批准", "签署"];
    let act = lexer.titled() && acts.iter().any(|w| scan.ends(run, w)) && run.clone().all(|n| lexer.han(n));
    let object = lexer.titled()
        && scan.number(run.start).is_some_and(|n| n.end + 1 == run.end)
        && scan.ends(run, "号");
    if let Some(pages) = front_pages(scan, run).filter(|_| lexer.titled()) {
        lexer.push(Item::Pages(pages), run.end);
        return true;
    }
    let signed = lexer.titled() && signed(scan, run);
    let told = exact
        || signed
        || act
        || object
        || (lexer.titled() && classical)
        || unknown
        || (lexer.titled() && (figure || original));
    if told {
        lexer.push(Item::Aside, run.end);
    }
    told
}

/// 影印本, 南宋鄂州覆北宋刊龍爪本.
pub(super) fn copy(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) -> bool {
    let counted = number::volume(lexer.scan, run.end).map(|v| v.end);
    let series =
        counted.map(|end| run.start..end).filter(|r| lexer.nested && lexer.scan.at(r.end - 1) == '集');
    let whole = series.unwrap_or(run.clone());
    let copy = (lexer.titled() || lexer.nested) && edition::is_copy(lexer.scan, &whole);
    if copy {
        lexer.push(Item::Edition(lexer.scan.ink(whole.clone())), whole.end);
    }
    copy
}

/// 序2-3, 前言5: pages numbered apart.
fn front_pages(scan: &Scan<'_>, run: &Range<usize>) -> Option<Vec<PageRange>> {
    let (_, at) = scan.any(run.start, &["总序", "序言", "序", "前言", "导言", "导论", "附录", "绪论"])?;
    number::page_list(scan, at).filter(|p| p.end == run.end).map(|p| p.value)
}

/// A51/B75, 04-01-35-0399-039, 浙法民上字7号, 民事判决书, 一部, 第增刊1期: signs and numbers that no field holds.
fn signed(scan: &Scan<'_>, run: &Range<usize>) -> bool {
    let digit = |n: usize| scan.at(n).is_ascii_digit();
    let sign = |n: usize| scan.at(n).is_ascii_alphanumeric() || matches!(scan.at(n), '-' | '—' | '–' | '/');
    let marks = run.clone().filter(|n| matches!(scan.at(*n), '-' | '—' | '–' | '/')).count();
    let letters = run.clone().any(|n| scan.at(n).is_ascii_uppercase());
    let code = run.clone().all(sign) && run.clone().any(digit) && (marks >= 2 || (marks == 1 && letters));
    let paper = ["判决书", "裁定书", "决定书", "调解书"].iter().any(|w| scan.ends(run, w));
    let case = scan.ends(run, "号") && scan.find_word(run.clone(), "字").is_some();
    let set = run.len() == 2 && scan.ends(run, "部") && scan.number(run.start).is_some();
    code || paper || case || set || scan.find_word(run.clone(), "增刊").is_some()
}

/// 唐太宗贞观元年: a year that is not one of the common era.
pub(super) fn reign(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) -> bool {
    let year = run.clone().skip(2).take(12).find(|n| matches!(lexer.scan.at(*n), '年'));
    let numbered = |n: usize| lexer.scan.number(n - 1).is_some() || lexer.scan.at(n - 1) == '元';
    let end = run.end - usize::from(lexer.scan.ends(run, "条") || lexer.scan.ends(run, "條"));
    let lunar = year.is_some_and(|n| numbered(n) && dates::lunar_day(lexer.scan, n + 1) >= end);
    let old = lexer.titled() && lunar && run.clone().all(|n| lexer.han(n));
    if old {
        lexer.push(Item::Aside, run.end);
    }
    old
}

/// 博士学位论文, 武汉大学博士学位论文: the school is the publisher.
pub(super) fn thesis(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) -> bool {
    let words = [
        "博士學位論文",
        "碩士學位論文",
        "博士論文",
        "碩士論文",
        "學位論文",
        "博士学位论文",
        "硕士学位论文",
        "学士学位论文",
        "博士论文",
        "硕士论文",
        "学位论文",
        "博士后研究报告",
    ];
    let Some(at) = words.iter().find_map(|w| lexer.scan.find_word(run.clone(), w)) else {
        return paper_of_meeting(lexer, run);
    };
    if at > run.start {
        let school = run.start..at;
        lexer.push(Item::Publishers(vec![lexer.scan.raw(school.clone()).to_owned()]), school.end);
    }
    let genre = words.iter().find(|w| lexer.scan.has(at, w)).copied().unwrap_or_default();
    lexer.push(Item::Thesis(genre.to_owned()), run.end);
    true
}

/// 2022年1月3日访问, 最后访问时间：2023年9月10日.
pub(super) fn access(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) -> bool {
    let words = ["最后访问", "访问", "上网时间", "访问日期", "访问时间", "登录", "浏览", "下载"];
    if !words.iter().any(|w| lexer.scan.find_word(run.clone(), w).is_some()) {
        return false;
    }
    // 2022年1月3日访问: the date before the word is that of the visit
    if let Some(last) =
        lexer.items.last_mut().filter(|p| p.range.end == run.start && matches!(p.item, Item::Dates { .. }))
    {
        let day =
            if let Item::Dates { items, .. } = &last.item { items.first().map(|d| d.first()) } else { None };
        last.item = day.map_or(Item::Aside, Item::Accessed);
    }
    lexer.push(Item::Aside, run.end);
    let told =
        is_colon(lexer.scan.at(run.end)).then(|| dates::read(lexer.scan, run.end + 1, false)).flatten();
    if let Some(dates) = told {
        lexer.sweep(run.end + 1..dates.end);
        let day = dates.items.first().map(|d| d.first());
        lexer.at = run.end + 1;
        lexer.push(day.map_or(Item::Aside, Item::Accessed), dates.end);
    }
    true
}

/// 江州市档案馆藏, 全宗号23, 案卷号1456, 12-3-08.
pub(super) fn archive(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) -> bool {
    let named = ["档案", "檔案", "全宗", "案卷", "卷宗"]
        .iter()
        .any(|w| lexer.scan.find_word(run.clone(), w).is_some());
    let known = lexer.items.iter().any(|p| matches!(p.item, Item::Archive));
    let number = known
        && run.clone().all(|n| lexer.scan.at(n).is_ascii_alphanumeric() || "-—–/".contains(lexer.scan.at(n)));
    let kept = (run.len() > 3
        && ["馆藏", "館藏", "室藏", "所藏", "院藏", "藏"].iter().any(|w| lexer.scan.ends(run, w)))
        && run.clone().all(|n| lexer.han(n));
    let edited = person::role(lexer.scan, run).is_some_and(|(_, _, word)| word.contains(['编', '編']));
    if !lexer.titled() || edited || (!named && !number && !kept) || lexer.scan.ends(run, "出版社") {
        return false;
    }
    lexer.push(Item::Archive, run.end);
    true
}

/// 全球化与亚太区域化国际研讨会论文: a paper read at a meeting, with its name.
fn paper_of_meeting(lexer: &mut Lexer<'_, '_>, run: &Range<usize>) -> bool {
    let paper = is_meeting(lexer.scan, run)
        && lexer.titled()
        && (lexer.scan.ends(run, "论文") || dates::year(lexer.scan, run.end).is_some());
    if paper {
        lexer.push(Item::Thesis(lexer.scan.raw(run.clone()).to_owned()), run.end);
    }
    paper
}

/// Whether words name a meeting, or a paper for one.
pub(super) fn is_meeting(scan: &Scan<'_>, run: &Range<usize>) -> bool {
    let words = ["会论文", "會論文", "论坛论文", "会议论文", "年会", "研讨会", "论坛", "座谈会", "研討會"];
    run.len() >= 4 && words.iter().any(|w| scan.ends(run, w))
}
