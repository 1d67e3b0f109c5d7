//! The lexer of note-style citations: from glyphs to fields, left to right, longest field first.
//!
//! What a field means (title of the work or of the book, date of the work or of the issue) is not decided
//! here but in `assemble`. Misprints that show inside one field or between two are reported here.

use super::bracket;
use super::code;
use super::dates;
use super::item::{Item, Mark, Placed};
use super::kind;
use super::marks::{self, Marked};
use super::number::{self, Read};
use super::person;
use super::run;
use super::scan::{
    Scan, closes_round, closes_square, is_colon, is_comma, is_separator, opens_round, opens_square,
};
use chuchu_model::{ContainerKind, Diagnostic};
use chuchu_text::{is_han, numeral};
use std::ops::Range;

/// Words that lead from a work to what it stands in, or to a citation at second hand.
const CONNECTORS: [&str; 34] = [
    "转引自",
    "轉引自",
    "收录于",
    "收錄於",
    "收入于",
    "原载于",
    "原载",
    "原刊",
    "载于",
    "載於",
    "刊于",
    "见于",
    "参见",
    "參見",
    "又见",
    "详见",
    "另见",
    "引自",
    "选自",
    "摘自",
    "出自",
    "收入",
    "收于",
    "参看",
    "参阅",
    "載",
    "载",
    "见",
    "見",
    "刊",
    "引",
    "又",
    "参",
    "自",
];

/// Asides after a date or a title that no field holds.
const ASIDES: [&str; 30] = [
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
];

/// Reads the fields of one stretch of glyphs.
#[derive(Debug)]
pub(super) struct Lexer<'s, 't> {
    pub(super) scan: &'s Scan<'t>,
    pub(super) items: Vec<Placed>,
    pub(super) remarks: Vec<Diagnostic>,
    pub(super) at: usize,
    pub(super) end: usize,
    /// Whether this is the inside of a bracket.
    pub(super) nested: bool,
}

impl<'s, 't> Lexer<'s, 't> {
    pub(super) fn new(scan: &'s Scan<'t>, range: Range<usize>) -> Self {
        Self { scan, items: Vec::new(), remarks: Vec::new(), at: range.start, end: range.end, nested: false }
    }

    /// Reads everything.
    pub(super) fn read(mut self) -> (Vec<Placed>, Vec<Diagnostic>) {
        while self.at < self.end {
            let before = self.at;
            self.step();
            // Every step moves on; a recogniser that does not would be a bug, not a fault of the text.
            self.at = self.at.max(before + 1);
        }
        (self.items, self.remarks)
    }

    fn step(&mut self) {
        if is_separator(self.scan.at(self.at)) || matches!(self.scan.at(self.at), '.' | '·') {
            self.separator();
        } else if !self.heading() && !self.marked() && !self.bracket() && !self.numbered() && !self.dated() {
            run::read(self);
        }
    }

    /// Adds a field that stands on `at..end` and moves behind it.
    pub(super) fn push(&mut self, item: Item, end: usize) {
        let range = self.at..end;
        self.push_inner(item, range.clone(), range);
    }

    pub(super) fn push_inner(&mut self, item: Item, range: Range<usize>, inner: Range<usize>) {
        self.at = range.end;
        self.items.push(Placed { item, range, inner });
    }

    fn push_read<T>(&mut self, read: Read<T>, item: impl Fn(T) -> Item) -> bool {
        self.sweep(self.at..read.end);
        self.remarks.extend(read.remarks);
        self.push(item(read.value), read.end);
        true
    }

    /// Whether any title was read.
    pub(super) fn titled(&self) -> bool {
        self.items.iter().any(|p| matches!(p.item, Item::Title(_)))
    }

    /// Whether the last field touches this glyph, with no mark between.
    pub(super) fn touches_last(&self) -> Option<&Item> {
        self.items.last().filter(|p| p.range.end == self.at).map(|p| &p.item)
    }

    /// Reports blanks and misread digits inside a numbered field.
    pub(super) fn sweep(&mut self, range: Range<usize>) {
        for n in range.start + 1..range.end {
            let mixed = matches!(self.scan.before(n), ',' | ':' | '.' | ';' | '(');
            if let Some(gap) = self.scan.gap(n).filter(|_| !mixed) {
                self.remarks.push(code::BLANK_IN_FIELD.repair(gap, "a blank inside this field", ""));
            }
        }
        for (n, digit) in self.scan.misread_digits(range) {
            let printed = self.scan.at(n);
            let remark = code::LETTER_FOR_DIGIT.repair(
                self.scan.span(n..n + 1),
                format!("{printed} stands where the digit {digit} belongs"),
                digit,
            );
            self.remarks.push(remark);
        }
    }

    fn separator(&mut self) {
        let mark = self.scan.at(self.at);
        let next = self.at + 1;
        let doubled = self.scan.at(next) == mark && mark != '.' && next < self.end;
        if doubled {
            let span = self.scan.span(next..next + 1);
            self.remarks.push(code::DOUBLED_MARK.repair(span, format!("{mark} is printed twice"), ""));
        }
        if is_comma(mark) && mark == ',' && self.among_full_width() {
            let span = self.scan.span(self.at..next);
            self.remarks.push(code::HALF_WIDTH_MARK.repair(
                span,
                "a half-width comma among full-width marks",
                "，",
            ));
        }
        self.colon_before_pages(mark, next);
        self.at = next + usize::from(doubled);
    }

    /// 2023年版：第211页 (s000 excerpt 8).
    fn colon_before_pages(&mut self, mark: char, next: usize) {
        let wrong = is_colon(mark) || matches!(mark, '。' | '；' | '、');
        let dated = matches!(
            self.items.last().map(|p| &p.item),
            Some(
                Item::Dates { .. }
                    | Item::Year(_)
                    | Item::Edition(_)
                    | Item::Publishers(_)
                    | Item::Aside
                    | Item::Issue(_)
            )
        );
        if wrong && dated && self.scan.at(next) == '第' && number::pages(self.scan, next).is_some() {
            let span = self.scan.span(self.at..next);
            self.remarks.push(code::COLON_FOR_COMMA.repair(
                span,
                format!("{mark} stands where ， belongs"),
                "，",
            ));
        }
    }

    fn among_full_width(&self) -> bool {
        matches!(self.scan.before(self.at), '》' | '版' | '年' | '社' | '）')
    }

    /// What may stand at the beginning of a clause: connectors, back references, persons before a title.
    fn heading(&mut self) -> bool {
        if self.touches_last().is_some_and(|item| !matches!(item, Item::In)) {
            return self.persons_of_container();
        }
        self.ibidem() || self.connector() || self.bare_work() || self.persons()
    }

    /// 《…》（…）习近平《…》: persons that touch a bracket, because the comma is lost.
    fn persons_of_container(&mut self) -> bool {
        let after_bracket = closes_round(self.scan.before(self.at)) && self.titled();
        if !after_bracket || opens_round(self.scan.at(self.at)) || self.scan.at(self.at) == '《' {
            return false;
        }
        let place = self.scan.after(self.at);
        let read = self.persons();
        if read {
            self.remarks.push(code::MISSING_COMMA.repair(place, "， is missing", "，"));
        }
        read
    }

    fn ibidem(&mut self) -> bool {
        let words = [
            "同上",
            "同前",
            "同注",
            "同本页注",
            "同本注",
            "前揭",
            "前引",
            "上引",
            "上揭",
            "出处同上",
            "见前注",
            "前注",
        ];
        let Some((_, mut end)) = self.scan.any(self.at, &words) else { return false };
        if !self.items.iter().all(|p| matches!(p.item, Item::In)) {
            return false;
        }
        let start = end;
        while end < self.end
            && !is_comma(self.scan.at(end))
            && !matches!(self.scan.at(end), '。' | '第' | '．' | '《')
        {
            end += 1;
        }
        let mut name = start..end;
        while let Some(word) = ["书", "書", "文", "注", "著"].iter().find(|w| self.scan.ends(&name, w)) {
            name.end -= word.chars().count();
        }
        let named = self.scan.has(self.at, "前揭")
            || self.scan.has(self.at, "前引")
            || self.scan.has(self.at, "上引");
        let people = if named && name.len() >= 2 { person::read(self.scan, name) } else { Vec::new() };
        let span = self.scan.span(self.at..end);
        self.remarks.push(code::IBIDEM.at(span, format!("{} refers back", self.scan.raw(self.at..end))));
        let range = self.at..end;
        self.push(Item::Ibidem, end);
        if !people.is_empty() {
            self.push_inner(Item::Persons(people), range.clone(), range);
        }
        true
    }

    fn connector(&mut self) -> bool {
        let Some((word, end)) = self.scan.any(self.at, &CONNECTORS) else { return false };
        let lone = matches!(word, "引" | "又" | "参" | "自" | "刊" | "见" | "見");
        let next = self.scan.at(end);
        let opens = marks::closing(next).is_some() || is_colon(next);
        let title = marks::next(self.scan, end..self.end.min(end + 40));
        if (lone && !opens && !title.is_some_and(|t| self.name_like(end..t)))
            || (!opens && title.is_none() && !self.nested)
        {
            return false;
        }
        self.push(Item::In, end + usize::from(is_colon(next)));
        true
    }

    /// Persons before the next title: 列宁：《, [德]黑格尔著，王造时译：《, 习近平《, 梁啟超，《.
    fn persons(&mut self) -> bool {
        let Some(title) = marks::next(self.scan, self.at..self.end.min(self.at + 90)) else { return false };
        if title == self.at || !self.name_like(self.at..title) {
            return false;
        }
        let people = person::read(self.scan, self.at..title);
        if people.is_empty() {
            return false;
        }
        self.push(Item::Persons(people), title);
        true
    }

    /// Whether a stretch before a title can be a list of persons.
    fn name_like(&self, range: Range<usize>) -> bool {
        let last = self.scan.before(range.end);
        let closed = is_colon(last) || (is_comma(last) && !self.titled());
        let body = range.start..range.end - usize::from(is_colon(last) || is_comma(last));
        let stated = person::role(self.scan, &body).is_some();
        if is_comma(last) && self.titled() && !stated {
            return false;
        }
        let longest = self.longest_name(body.clone());
        // 梁啟超，《…》: before a comma only what is short or a body can be a name
        let unlikely = is_comma(last) && !stated && longest > 8 && !self.names_body(&body);
        if body.len() < 2
            || (!closed && !stated && longest > 16)
            || unlikely
            || self.scan.ends(&body, "出版社")
        {
            return false;
        }
        let mut n = body.start;
        while n < body.end {
            if let Some(end) = person::origin(self.scan, n) {
                n = end;
                continue;
            }
            let c = self.scan.at(n);
            if c == '《' {
                n = marks::read(self.scan, n).map_or(n + 1, |m| m.end);
                continue;
            }
            if let Some(end) = self.enclosed_name(n..body.end) {
                n = end;
                continue;
            }
            if c.is_ascii_digit()
                || opens_round(c)
                || closes_round(c)
                || "》。？！；“”".contains(c)
                || self.field_starts(n)
            {
                return false;
            }
            n += 1;
        }
        true
    }

    /// The length of the longest name in a list joined by 、 or commas.
    fn longest_name(&self, range: Range<usize>) -> usize {
        let mut longest = 0;
        let mut length = 0;
        for n in range {
            let c = self.scan.at(n);
            length = if c == '、' || is_comma(c) { 0 } else { length + 1 };
            longest = longest.max(length);
        }
        longest
    }

    fn names_body(&self, range: &Range<usize>) -> bool {
        [
            "会", "會", "院", "部", "局", "社", "组", "室", "所", "厅", "府", "处", "党", "校", "中心",
            "大学", "公司", "委",
        ]
        .iter()
        .any(|e| self.scan.ends(range, e))
    }

    /// 数据中心（西北农林科技大学）: a bracket inside the name of a body.
    fn enclosed_name(&self, range: Range<usize>) -> Option<usize> {
        let close = range.clone().find(|n| closes_round(self.scan.at(*n)))?;
        let inside = range.start + 1..close;
        let words = opens_round(self.scan.at(range.start)) && inside.clone().all(|n| self.han(n));
        (words && inside.len() >= 4).then_some(close + 1)
    }

    /// A title in marks, or what is left of one.
    fn marked(&mut self) -> bool {
        let quote = marks::closing(self.scan.at(self.at)).is_some();
        let found = if quote { marks::read(self.scan, self.at) } else { None };
        let found = found.or_else(|| self.lost_opening());
        let Some(Marked { inner, end, remarks }) = found else { return false };
        if marks::names_a_body(self.scan, end) && quote {
            return false;
        }
        let mark = if quote && self.scan.at(self.at) != '《' && self.scan.at(self.at) != '『' {
            Mark::Part
        } else {
            Mark::Book
        };
        self.comma_before_title();
        self.remarks.extend(remarks);
        let end = end.min(self.end);
        let inner = inner.start.min(end)..inner.end.min(end);
        self.push_inner(Item::Title(mark), self.at..end, inner);
        self.after_title();
        true
    }

    fn lost_opening(&self) -> Option<Marked> {
        let fresh = self.touches_last().is_none_or(|item| matches!(item, Item::In | Item::Persons(_)));
        fresh.then(|| marks::unopened(self.scan, self.at)).flatten()
    }

    /// （2022年10月27日）《求是》 (s000 excerpt 29): a comma is lost.
    fn comma_before_title(&mut self) {
        let lost = matches!(self.touches_last(), Some(Item::Dates { .. })) && self.titled();
        if lost {
            self.remarks.push(code::MISSING_COMMA.repair(self.scan.after(self.at), "， is missing", "，"));
        }
    }

    /// 《求是》杂志2022年: the word belongs to neither the title nor a press.
    fn after_title(&mut self) {
        if let Some((_, end)) = self.scan.any(self.at, &["杂志", "雜誌", "一书", "一文", "期刊", "周刊"])
        {
            self.at = end;
        }
    }

    /// A bracket: dates, part, edition, imprint, or a note of another kind.
    fn bracket(&mut self) -> bool {
        let c = self.scan.at(self.at);
        if opens_round(c) || opens_square(c) {
            return bracket::read(self);
        }
        if closes_round(c) || closes_square(c) {
            let span = self.scan.span(self.at..self.at + 1);
            self.remarks.push(code::UNBALANCED_BRACKET.repair(span, format!("{c} closes no bracket"), ""));
            self.at += 1;
            return true;
        }
        false
    }

    /// Everything that is counted: pages, volumes, parts, issues, articles of law.
    fn numbered(&mut self) -> bool {
        let (scan, at) = (self.scan, self.at);
        if let Some(read) = number::pages(scan, self.page_start()) {
            return self.push_read(read, Item::Pages);
        }
        if let Some(end) = number::law_article(scan, at) {
            self.push(Item::LawArticle, end);
            return true;
        }
        if let Some(read) = number::volume(scan, at) {
            return self.push_read(read, Item::Volume);
        }
        if let Some(read) = number::modern_volume(scan, at) {
            return self.push_read(read, Item::Volume);
        }
        if let Some(end) = number::scroll(scan, at) {
            self.push(Item::Scroll(scan.ink(at + 1..end)), end);
            return true;
        }
        if let Some(read) = number::issue(scan, at).filter(|_| self.titled() || self.nested) {
            // inside a bracket it is the number of a paper: 江办字〔1963〕第17号
            let nested = self.nested;
            return self.push_read(read, |n| if nested { Item::Aside } else { Item::Issue(n) });
        }
        if let Some(read) = self.daily().then(|| number::newspaper_page(scan, at)).flatten() {
            return self.push_read(read, Item::NewspaperPage);
        }
        if let Some(read) = number::edition(scan, at) {
            return self.push_read(read, Item::Edition);
        }
        if let Some(read) = self.newspaper_page_with_letter() {
            return self.push_read(read, Item::NewspaperPage);
        }
        if let Some(end) = number::smaller_part(scan, at) {
            self.push(Item::Aside, end);
            return true;
        }
        match number::part(scan, at).filter(|_| self.titled()) {
            Some(read) => self.push_read(read, Item::Part),
            None => false,
        }
    }

    /// 总序第1—11页, 附录第3页: what the pages are numbered within.
    fn page_start(&self) -> usize {
        let words = ["总序", "序言", "序", "前言", "导言", "附录", "正文", "绪论", "图版", "目录"];
        self.scan
            .any(self.at, &words)
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
    fn dated(&mut self) -> bool {
        if let Some(end) = dates::reign_year(self.scan, self.at) {
            self.push(Item::Aside, end);
            self.aside();
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

    /// 1985版, ，1966）: a year without 年.
    fn lone_year(&mut self) -> bool {
        let Some((year, end)) = dates::bare_year(self.scan, self.at) else { return false };
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
        let words = [
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
        ];
        if let Some((_, end)) = self.scan.any(self.at, &words) {
            self.at = end;
        }
    }

    /// Moves over words behind a date that carry no field: 版, 出版, 点校本.
    pub(super) fn aside(&mut self) {
        while let Some((_, end)) = self.scan.any(self.at, &ASIDES) {
            let range = self.at..end;
            self.push_inner(Item::Aside, range.clone(), range);
        }
    }

    /// Whether a dated or counted field begins at glyph `n`: there a run of words ends.
    pub(super) fn field_starts(&self, n: usize) -> bool {
        let c = self.scan.at(n);
        let numeral = |c: char| c.is_ascii_digit() || numeral::is_han_numeral(c);
        if c == '第' {
            let next = self.scan.at(n + 1);
            return numeral(next)
                || (next.is_ascii_uppercase() && self.scan.number(n + 2).is_some())
                || next == 'l';
        }
        if numeral(c) && !numeral(self.scan.before(n)) {
            let printed = |end: usize| self.scan.any(end, &["版", "出版"]).is_some();
            return dates::year(self.scan, n).is_some()
                || dates::numeric(self.scan, n).is_some()
                || dates::bare_year(self.scan, n).is_some_and(|(_, end)| printed(end));
        }
        (c == '民' || c == '中') && dates::year(self.scan, n).is_some()
            || dates::reign_year(self.scan, n).is_some()
            || (matches!(c, '页' | '頁') && self.scan.at(n + 1).is_ascii_digit())
    }

    /// A work without marks at the beginning of a citation: 在…的讲话（…）.
    fn bare_work(&mut self) -> bool {
        if self.titled()
            || self.nested
            || self.items.iter().any(|p| matches!(p.item, Item::Persons(_) | Item::Ibidem)) && !self.fresh()
        {
            return false;
        }
        let Some((title, name)) = run::bare_work(self.scan, self.at..self.end) else { return false };
        if let Some(name) = name {
            let people = person::read(self.scan, name.clone());
            self.push_inner(Item::Persons(people), name.clone(), name);
        }
        let span = self.scan.span(title.clone());
        let printed = self.scan.raw(title.clone());
        self.remarks.push(code::BARE_TITLE.repair(
            span,
            "the title stands without 《》",
            format!("《{printed}》"),
        ));
        self.push_inner(Item::Title(Mark::Bare), title.clone(), title);
        true
    }

    fn fresh(&self) -> bool {
        self.items.iter().all(|p| matches!(p.item, Item::Persons(_) | Item::In | Item::Dates { .. }))
    }

    /// Whether a glyph is a Chinese character.
    pub(super) fn han(&self, n: usize) -> bool {
        is_han(self.scan.at(n))
    }
}
