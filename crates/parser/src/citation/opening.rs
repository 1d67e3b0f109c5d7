//! What may open a clause of a note: 参见, 载, 同上, persons before a title, a work without marks.

use super::code;
use super::dates;
use super::item::{Item, Mark};
use super::lex::Lexer;
use super::marks;
use super::person;
use super::run;
use super::scan::{Words, closes_round, is_colon, is_comma, opens_round, opens_square};
use std::ops::Range;

/// Words that lead from a work to what it stands in, or to a citation at second hand.
static CONNECTORS: Words = Words::new(&[
    "收於",
    "輯入",
    "编入",
    "辑入",
    "另参见",
    "并见",
    "並見",
    "亦见",
    "刊載於",
    "刊载于",
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
]);

/// Words that refer to a note before.
static BACK: Words = Words::new(&[
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
    "参见前注",
    "见前注",
    "前注",
]);

impl Lexer<'_, '_> {
    /// What may stand at the beginning of a clause: connectors, back references, persons before a title.
    pub(super) fn heading(&mut self) -> bool {
        if self.touches_last().is_some_and(|item| !matches!(item, Item::In)) {
            if self.quoted_within() {
                return true;
            }
            return self.persons_of_container();
        }
        self.ibidem()
            || self.connector()
            || self.person_alone()
            || self.persons_and_year()
            || self.bare_work()
            || self.persons()
    }

    /// 《太平御览》卷690《服章部七》引《魏台访议》: the text that the cited one quotes.
    fn quoted_within(&mut self) -> bool {
        let inner = self.scan.at(self.at) == '引' && self.scan.at(self.at + 1) == '《' && self.titled();
        let Some(marked) = inner.then(|| marks::read(self.scan, self.at + 1)).flatten() else { return false };
        self.push(Item::Aside, marked.end.min(self.end));
        true
    }

    /// ［苏］高尔基: nothing but a name.
    fn person_alone(&mut self) -> bool {
        let range = self.at..self.end;
        let name = person::origin(self.scan, self.at).map(|end| end..self.end);
        let Some(name) =
            name.filter(|name| self.items.is_empty() && !self.nested && (2..=12).contains(&name.len()))
        else {
            return false;
        };
        if !name.clone().all(|n| self.han(n) || self.scan.at(n) == '·') {
            return false;
        }
        let people = person::read(self.scan, range.clone());
        self.push(Item::Persons(people), range.end);
        true
    }

    /// 费孝通，2006，《乡土中国》; 林毅夫、蔡昉（1999）：《…》; 马克思，1995年：《…》: the author–date manner.
    fn persons_and_year(&mut self) -> bool {
        let first = self.items.iter().all(|p| matches!(p.item, Item::In));
        if !first || self.nested || self.scan.at(self.at) == '《' {
            return false;
        }
        let reach = self.at + 2..self.end.min(self.at + 120);
        let found = reach.into_iter().find(|n| self.scan.at(*n).is_ascii_digit() || self.scan.at(*n) == '《');
        let Some((year, at, after)) = found.and_then(|n| self.year_before_title(n)) else { return false };
        // 参见费孝通，2006，《乡土中国》
        let led = self
            .scan
            .one_of(self.at, &CONNECTORS)
            .filter(|(word, _)| word.chars().count() > 1 || matches!(*word, "见" | "見"));
        let names = led.map_or(self.at, |(_, end)| end)..at - 1;
        if names.len() < 2 || !person::plausible(self.scan, names.clone()) {
            return false;
        }
        let people = person::read(self.scan, names.clone());
        self.push_inner(Item::Persons(people), names.clone(), names);
        self.push_inner(Item::Year(year), at..after, at..after);
        true
    }

    /// The year at glyph `n`, parted from a name before it and with a title behind it.
    fn year_before_title(&self, n: usize) -> Option<(u16, usize, usize)> {
        let scan = self.scan;
        let (year, end) = dates::bare_year(scan, n)?;
        let end = end + usize::from(scan.at(end).is_ascii_lowercase() || scan.at(end) == '年');
        let open = opens_round(scan.before(n));
        let end = end + usize::from(open && closes_round(scan.at(end)));
        let mark = is_colon(scan.at(end)) || is_comma(scan.at(end)) || matches!(scan.at(end), '.' | '。');
        let title = marks::closing(scan.at(end + usize::from(mark))).is_some();
        let parted = is_comma(scan.before(n)) || scan.before(n) == '.';
        (title && (if open { closes_round(scan.before(end)) } else { parted && mark }))
            .then_some((year, n, end))
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
        let numbered = matches!(self.scan.at(self.at + 1), '①'..='⑳' | '[' | '〔' | '［');
        let lone = (self.scan.at(self.at) == '同' && numbered).then_some(("", self.at + 1));
        let Some((_, mut end)) = self.scan.one_of(self.at, &BACK).or(lone) else { return false };
        let behind_work = self.titled() && self.touches_last().is_none();
        if !behind_work && !self.items.iter().all(|p| matches!(p.item, Item::In)) {
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
        let numbered =
            name.clone().any(|n| self.scan.at(n).is_ascii_digit() || opens_square(self.scan.at(n)));
        let people =
            if named && name.len() >= 2 && !numbered { person::read(self.scan, name) } else { Vec::new() };
        let span = self.scan.span(self.at..end);
        self.remarks.push(code::IBIDEM.at(span, format!("{} refers back", self.scan.raw(self.at..end))));
        let range = self.at..end;
        self.push(Item::Ibidem, end);
        if !people.is_empty() {
            self.push_inner(Item::Persons(people), range.clone(), range);
        }
        self.person_of_note();
        true
    }

    /// 前注〔3〕，季卫东文，第85页: whose paper or book the note held.
    fn person_of_note(&mut self) {
        let scan = self.scan;
        let from = self.at + usize::from(is_comma(scan.at(self.at)));
        let end = (from..self.end.min(from + 20)).find(|n| is_comma(scan.at(*n)) || scan.at(*n) == '第');
        let name = from..end.unwrap_or(self.end);
        let word = ["文", "书", "書", "著"].iter().any(|w| scan.ends(&name, w));
        let name = name.start..name.end.saturating_sub(1);
        if word
            && (2..=12).contains(&name.len())
            && name.clone().all(|n| self.han(n) || "·、".contains(scan.at(n)))
        {
            let people = person::read(scan, name.clone());
            let range = name.start..name.end + 1;
            self.push_inner(Item::Persons(people), range.clone(), range);
        }
    }

    fn connector(&mut self) -> bool {
        let Some((word, end)) = self.scan.one_of(self.at, &CONNECTORS) else { return false };
        // 《…章程》，载2021年4月21日，http://…
        let dated = matches!(word, "载" | "載" | "刊") && dates::year(self.scan, end).is_some();
        if dated && self.titled() {
            self.push(Item::Aside, end);
            return true;
        }
        let lone = matches!(word, "引" | "又" | "参" | "自" | "刊" | "见" | "見");
        let next = self.scan.at(end);
        let opens = marks::closing(next).is_some() || is_colon(next);
        let title = marks::upcoming(self.scan, end..self.end.min(end + 90));
        if (lone && !opens && !title.is_some_and(|t| self.name_like(end..t)))
            || (!opens && title.is_none() && !self.nested)
        {
            return false;
        }
        self.push(Item::In, end + usize::from(is_colon(next)));
        true
    }

    /// Persons before the next title: 列宁：《, [德]黑格尔著，王造时译：《, 习近平《, 梁啟超，《.
    pub(super) fn persons(&mut self) -> bool {
        // a list of fifty names may open a citation; persons behind it are few
        let reach = if self.items.is_empty() { 300 } else { 90 };
        let Some(title) = marks::upcoming(self.scan, self.at..self.end.min(self.at + reach)) else {
            return false;
        };
        let own = self.scan.has(self.at, "氏著") && title <= self.at + 3; // 载氏著：《…》
        if own || dates::is_reign(self.scan, &(self.at..title)) {
            self.push(Item::Aside, title);
            return true;
        }
        if title == self.at || !self.name_like(self.at..title) {
            return false;
        }
        let end = self.connector_behind_comma(self.at..title).unwrap_or(title);
        let people = person::read(self.scan, self.at..end);
        if people.is_empty() {
            return false;
        }
        self.push(Item::Persons(people), end);
        true
    }

    /// 谢鹏程译，载高道蕴主编：《…》: the comma before the connector, where persons of another book begin.
    fn connector_behind_comma(&self, mut range: Range<usize>) -> Option<usize> {
        let joins = |n: usize| {
            self.scan.any(n, &["载", "載", "收入", "收于", "收录于", "收錄於", "见", "見"]).is_some()
        };
        range.find(|n| is_comma(self.scan.at(*n)) && joins(n + 1))
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
            || (!closed && !stated && longest > 16 && !self.names_body(&self.without_bracket(&body)))
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
            // a Latin name is longer than a Chinese one
            length = if c == '、' || is_comma(c) { 0 } else { length + usize::from(!c.is_ascii()) };
            longest = longest.max(length);
        }
        longest
    }

    /// 数据中心（西北农林科技大学）: the range up to the bracket that ends it.
    fn without_bracket(&self, range: &Range<usize>) -> Range<usize> {
        let open = range.clone().rev().find(|n| opens_round(self.scan.at(*n)));
        let closed = closes_round(self.scan.before(range.end));
        range.start..open.filter(|_| closed).unwrap_or(range.end)
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
        if let Some(end) = person::original_name(self.scan, range.start) {
            return Some(end);
        }
        let close = range.clone().find(|n| closes_round(self.scan.at(*n)))?;
        let whole = range.start.saturating_sub(2)..close + 1;
        if person::role(self.scan, &whole).is_some() && close < range.start + 5 {
            return Some(close + 1); // 曹卫东等（译）
        }
        let inside = range.start + 1..close;
        let words = opens_round(self.scan.at(range.start)) && inside.clone().all(|n| self.han(n));
        (words && inside.len() >= 4).then_some(close + 1)
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
            self.name_and_day(name);
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

    /// 习近平2013年3月1日在…: the name, and the day where one stands behind it.
    fn name_and_day(&mut self, name: Range<usize>) {
        let digit = name.clone().find(|n| self.scan.at(*n).is_ascii_digit() || self.scan.has(*n, "一九"));
        let day = digit
            .and_then(|n| Some((n, dates::read(self.scan, n, false)?)))
            .filter(|(_, d)| d.end == name.end);
        let only = name.start..day.as_ref().map_or(name.end, |(n, _)| *n);
        let people = person::read(self.scan, only.clone());
        self.push_inner(Item::Persons(people), only.clone(), only);
        if let Some((at, dates)) = day {
            self.push_inner(Item::Dates { items: dates.items, bracketed: true }, at..name.end, at..name.end);
        }
    }

    fn fresh(&self) -> bool {
        self.items.iter().all(|p| matches!(p.item, Item::Persons(_) | Item::In | Item::Dates { .. }))
    }
}
