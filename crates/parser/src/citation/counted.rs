//! Counted and dated fields between marks: pages, volumes, issues, editions, days and years of publication.

use super::code;
use super::dates;
use super::edition;
use super::item::{Item, Mark};
use super::kind;
use super::lex::Lexer;
use super::number::{self, Read};
use super::run;
use super::scan::{
    Words, closes_round, closes_square, is_comma, is_dash, is_separator, opens_round, opens_square,
};
use chuchu_model::ContainerKind;

/// Asides after a date or a title that no field holds.
static ASIDES: Words = Words::new(&[
    "点校本",
    "點校本",
    "标点本",
    "影印本",
    "影印版",
    "整理本",
    "刻本",
    "刊本",
    "抄本",
    "铅印本",
    "石印本",
    "排印本",
    "油印本",
    "线装本",
    "重印本",
    "年版",
    "出版",
    "初版",
    "再版",
    "重印",
    "印行",
    "印",
    "刊",
    "版",
    "发布",
    "公布",
    "通过",
    "藏",
    "内部资料",
    "未刊稿",
]);

/// Words behind a date that tell it less exactly.
static SEASONS: Words = Words::new(&[
    "之间",
    "前后",
    "左右",
    "以前",
    "以后",
    "春季号",
    "夏季号",
    "秋季号",
    "冬季号",
    "春",
    "夏",
    "秋",
    "冬",
    "上半年",
    "下半年",
]);

/// Parts of a book whose pages are numbered apart.
static NUMBERED_APART: Words =
    Words::new(&["总序", "序言", "序", "前言", "导言", "附录", "正文", "总", "绪论", "图版", "目录"]);

impl Lexer<'_, '_> {
    /// Everything that is counted: pages, volumes, parts, issues, articles of law.
    pub(super) fn numbered(&mut self) -> bool {
        let (scan, at) = (self.scan, self.at);
        if let Some(read) = number::pages(scan, self.page_start()) {
            self.push_read(read, Item::Pages);
            if let Some(end) = number::place_on_page(scan, self.at) {
                self.at = end.min(self.end);
            }
            return true;
        }
        if let Some(end) = number::law_article(scan, at) {
            self.sweep(at..end);
            self.push(Item::LawArticle, end);
            return true;
        }
        if let Some(read) = number::volume(scan, at) {
            return self.push_read(read, Item::Volume);
        }
        if let Some(end) = number::scroll(scan, at) {
            let ordinal = usize::from(scan.at(at + 1) == '第');
            self.push(Item::Scroll(scan.ink(at + 1 + ordinal..end)), end);
            return true;
        }
        if self.periodical_numbers() {
            return true;
        }
        if let Some(read) = number::issue(scan, at).filter(|_| self.titled() || self.nested) {
            // inside a bracket it is the number of a paper: 江办字〔1963〕第17号
            let nested = self.nested;
            return self.push_read(read, |n| if nested { Item::Aside } else { Item::Issue(n) });
        }
        if let Some(read) = edition::before_volume(scan, at).filter(|_| self.titled()) {
            return self.push_read(read, Item::Edition);
        }
        if let Some(read) = number::newspaper_page(scan, at).filter(|_| self.daily()) {
            return self.push_read(read, Item::NewspaperPage);
        }
        if let Some(read) = edition::read(scan, at) {
            return self.push_read(read, Item::Edition);
        }
        if self.edition_behind_title() {
            return true;
        }
        if let Some(read) = self.newspaper_page_with_letter() {
            return self.push_read(read, Item::NewspaperPage);
        }
        if let Some(end) = number::smaller_part(scan, at) {
            self.push(Item::Aside, end);
            return true;
        }
        match number::part(scan, at).filter(|_| self.titled() || self.nested) {
            Some(read) => self.push_read(read, Item::Part),
            None => false,
        }
    }

    /// 1卷1号, 第8年第19期, and 第2卷5号 whose issue needs no 第.
    fn periodical_numbers(&mut self) -> bool {
        let (scan, at) = (self.scan, self.at);
        if let Some(read) = number::year_of_run(scan, at) {
            return self.push_read(read, Item::Volume);
        }
        if let Some((volume, issue, end)) = number::volume_and_issue(scan, at).filter(|_| self.titled()) {
            self.push_inner(Item::Volume(volume), at..end, at..end);
            self.push_inner(Item::Issue(issue), at..end, at..end);
            return true;
        }
        let behind = matches!(self.touches_last(), Some(Item::Volume(_)));
        let issue = number::issue(scan, at).filter(|_| behind && scan.at(at) != '第');
        let Some(mut read) = issue else { return false };
        read.remarks.clear();
        self.push_read(read, Item::Issue)
    }

    /// 《药典》2020版, （2020版，一部）, and 《侵权责任法》4，, where a style prints the number of the edition bare.
    fn edition_behind_title(&mut self) -> bool {
        let (scan, at) = (self.scan, self.at);
        let touches = matches!(self.touches_last(), Some(Item::Title(Mark::Book)));
        let dated = self.items.iter().any(|p| matches!(p.item, Item::Year(_) | Item::Dates { .. }));
        if !scan.at(at).is_ascii_digit() || !(touches || (self.nested && (dated || self.items.is_empty()))) {
            return false;
        }
        if let Some(end) = edition::of_year(scan, at) {
            self.push(Item::Edition(scan.ink(at..end)), end);
            return true;
        }
        let Some(number) = scan.number(at).filter(|n| touches && (1..50).contains(&n.value)) else {
            return false;
        };
        let goes_on = is_comma(scan.at(number.end)) && run::press_behind(self, number.end + 1)
            || number::volume(scan, number.end).is_some()
            || run::press_at(self, number.end);
        if goes_on {
            let place = scan.after(number.end);
            self.remarks.push(code::MISSING_UNIT.repair(place, "版 is missing behind the edition", "版"));
            self.push(Item::Edition(scan.ink(at..number.end)), number.end);
        }
        goes_on
    }

    /// 光绪三年苏州文学山房活字本: the copy, not only its year; 光绪七年刻本 only dates the book.
    fn copy_of_reign(&mut self, behind: usize) -> bool {
        let end = run::end_of(self, self.at);
        let plain = self.scan.one_of(behind, &ASIDES).is_some_and(|(_, e)| e >= end);
        let copy = !plain && edition::is_copy(self.scan, &(self.at..end));
        if copy {
            self.push(Item::Edition(self.scan.ink(self.at..end)), end);
        }
        copy
    }

    /// 总序第1—11页, 附录第3页: what the pages are numbered within.
    fn page_start(&self) -> usize {
        self.scan
            .one_of(self.at, &NUMBERED_APART)
            .map(|(_, end)| end)
            .filter(|end| self.scan.at(*end) == '第')
            .unwrap_or(self.at)
    }

    fn newspaper_page_with_letter(&self) -> Option<Read<String>> {
        let letter = self.scan.at(self.at + usize::from(self.scan.at(self.at) == '第')).is_ascii_uppercase();
        letter.then(|| number::newspaper_page(self.scan, self.at)).flatten()
    }

    /// Whether 第N版 means a page: a day was printed, or no publisher with its year.
    fn daily(&self) -> bool {
        let dated = self.items.iter().rev().find_map(|p| match &p.item {
            Item::Dates { items, .. } => Some(items.iter().any(|d| d.first().get_day().is_some())),
            Item::Year(_) => Some(false),
            _ => None,
        });
        let press = self.items.iter().any(|p| matches!(p.item, Item::Publishers(_)));
        !press && (dated == Some(true) || (dated.is_none() && self.titled()) || self.in_newspaper())
    }

    /// Whether the last title names a newspaper.
    fn in_newspaper(&self) -> bool {
        let title = self.items.iter().rev().find(|p| matches!(p.item, Item::Title(_)));
        let name = title.map_or("", |p| self.scan.raw(p.inner.clone()));
        kind::of_periodical(name) == Some(ContainerKind::Newspaper)
    }

    /// A date or year outside brackets.
    pub(super) fn dated(&mut self) -> bool {
        if let Some(end) = dates::reign_year(self.scan, self.at) {
            if self.copy_of_reign(end) {
                return true;
            }
            self.push(Item::Aside, end);
            self.aside();
            return true;
        }
        if let Some((_, end)) = dates::year(self.scan, self.at).filter(|(_, end)| self.year_of_set(*end)) {
            self.push(Item::Aside, end + 1);
            return true;
        }
        if let Some(dates) = dates::read(self.scan, self.at, false) {
            self.blank_before_year();
            self.sweep(self.at..dates.end);
            self.remarks.extend(dates.remarks);
            self.push(Item::Dates { items: dates.items, bracketed: self.nested }, dates.end);
            self.season();
            self.aside();
            return true;
        }
        self.lone_year()
    }

    /// 2011年卷: a volume named by its year.
    fn year_of_set(&self, end: usize) -> bool {
        let behind = end + 1;
        self.scan.at(end) == '卷' && self.scan.number(behind).is_none() && self.scan.at(behind) != '第'
    }

    /// 1957—1990年版, 1957—[1990年]: where the range of years ends that began before `at`.
    pub(super) fn last_year_of_range(&self, at: usize) -> Option<usize> {
        let open = usize::from(opens_square(self.scan.at(at + 1)));
        let (_, end) = dates::bare_year(self.scan, at + 1 + open).filter(|_| is_dash(self.scan.at(at)))?;
        let end = end + usize::from(self.scan.at(end) == '年');
        let closed = open == 0 || closes_square(self.scan.at(end));
        (closed && (self.scan.before(end) == '年' || open == 1)).then_some(end + open)
    }

    /// 1985版, ，1966）: a year without 年.
    fn lone_year(&mut self) -> bool {
        let Some((year, end)) = dates::bare_year(self.scan, self.at) else { return false };
        if let Some(last) = self.last_year_of_range(end) {
            self.push(Item::Year(year), last);
            self.aside();
            return true;
        }
        let next = self.scan.at(end);
        let printed = self.scan.any(end, &["版", "出版", "初版", "再版"]).is_some();
        let closed =
            end >= self.end || is_separator(next) || closes_round(next) || opens_round(next) || next == '.';
        if !printed && !closed {
            return false;
        }
        self.blank_before_year();
        self.sweep(self.at..end);
        self.push(Item::Year(year), end);
        if printed {
            self.remarks.push(code::MISSING_UNIT.repair(self.scan.after(end), "年 is missing", "年"));
            self.aside();
        }
        true
    }

    /// 人民出版社 2023年版 (s000 excerpt 16).
    fn blank_before_year(&mut self) {
        let touches = matches!(self.touches_last(), Some(Item::Publishers(_)));
        if let Some(gap) = self.scan.gap(self.at).filter(|_| touches) {
            self.remarks.push(code::BLANK_IN_FIELD.repair(gap, "a blank between publisher and year", ""));
        }
    }

    fn season(&mut self) {
        if let Some((_, end)) = self.scan.one_of(self.at, &SEASONS) {
            self.at = end;
        }
    }

    /// Moves over words behind a date that carry no field: 版, 出版, 1974年点校本. Behind 版 such a word names the
    /// edition: 1992年版影印本; 影印本 always does.
    pub(super) fn aside(&mut self) {
        let mut edition = false;
        while let Some((word, end)) = self.scan.one_of(self.at, &ASIDES) {
            let named = (edition && word.ends_with('本')) || word == "影印本";
            self.push(if named { Item::Edition(word.to_owned()) } else { Item::Aside }, end);
            edition = word.ends_with('版');
        }
    }
}
