//! The lexer of note-style citations: from glyphs to fields, left to right, longest field first.
//!
//! What a field means (title of the work or of the book, date of the work or of the issue) is not decided
//! here but in `assemble`; `opening` and `counted` hold the recognisers of their kinds of field. Misprints that show inside one field or between two are reported here.

use super::bracket;
use super::code;
use super::dates;
use super::item::{Item, Mark, Placed};
use super::marks::{self, Marked};
use super::notice;
use super::number::{self, Read};
use super::run;
use super::scan::{
    Scan, closes_round, closes_square, is_colon, is_comma, is_dash, is_separator, opens_round, opens_square,
};
use chuchu_model::Diagnostic;
use chuchu_text::{is_han, numeral};
use std::ops::Range;

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

    pub(super) fn push_read<T>(&mut self, read: Read<T>, item: impl Fn(T) -> Item) -> bool {
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
        self.sweep_digits(range);
    }

    /// Reports letters that stand for digits.
    pub(super) fn sweep_digits(&mut self, range: Range<usize>) {
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
        let named = mark == Mark::Part && self.han(end) && end < self.end && self.titled();
        let meeting = end..if named { run::end_of(self, end) } else { end };
        // “…国际研讨会”论文
        let paper = named && notice::is_meeting(self.scan, &inner) && self.scan.has(end, "论文");
        if paper || notice::is_meeting(self.scan, &meeting) {
            let name = self.scan.raw(self.at..meeting.end).to_owned();
            self.push(Item::Thesis(name), meeting.end);
            return true;
        }
        if mark == Mark::Part && self.is_locator() {
            // “estoppel”条
            let end =
                self.scan.any(end, &["词条", "条", "一节", "节", "部分", "一章"]).map_or(end, |(_, end)| end);
            self.push(Item::Aside, end.min(self.end));
            return true;
        }
        self.comma_before_title();
        self.remarks.extend(remarks);
        let end = end.min(self.end);
        let inner = inner.start.min(end)..inner.end.min(end);
        self.push_inner(Item::Title(mark), self.at..end, inner);
        self.after_title();
        true
    }

    /// 北京大学出版社1997年版，“自序”第2页, 第二章“英美判例法”: words in marks behind the imprint name no title.
    fn is_locator(&self) -> bool {
        let quoted = matches!(self.scan.at(self.at), '“' | '"' | '「');
        let behind = self.items.iter().rev().take_while(|p| !matches!(p.item, Item::Title(_)));
        let mut behind = behind.map(|p| &p.item);
        // 第5辑第1编“政治”
        let part = matches!(self.touches_last(), Some(Item::Volume(_) | Item::Part(_)));
        quoted
            && self.titled()
            && (part
                || behind.any(|item| {
                    matches!(item, Item::Publishers(_) | Item::Year(_) | Item::Dates { bracketed: false, .. })
                }))
    }

    fn lost_opening(&self) -> Option<Marked> {
        let fresh = self
            .touches_last()
            .is_none_or(|item| matches!(item, Item::In | Item::Persons(_) | Item::Scroll(_) | Item::Aside));
        fresh.then(|| marks::unopened(self.scan, self.at)).flatten()
    }

    /// （2022年10月27日）《求是》 (s000 excerpt 29): a comma is lost.
    fn comma_before_title(&mut self) {
        let touched =
            matches!(self.touches_last(), Some(Item::Dates { .. } | Item::Title(Mark::Book | Mark::Part)));
        let lost = touched && self.titled();
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
        if closes_round(c) && self.bracketed_from_date() {
            return true;
        }
        if closes_round(c) || closes_square(c) {
            let span = self.scan.span(self.at..self.at + 1);
            self.remarks.push(code::UNBALANCED_BRACKET.repair(span, format!("{c} closes no bracket"), ""));
            self.at += 1;
            return true;
        }
        false
    }

    /// 《…的讲话》2012年12月29日）: the bracket before the date is lost.
    fn bracketed_from_date(&mut self) -> bool {
        let at = self.at;
        let Some(last) = self.items.last_mut().filter(|p| p.range.end == at) else { return false };
        let Item::Dates { bracketed: bracketed @ false, .. } = &mut last.item else { return false };
        *bracketed = true;
        last.range.end += 1;
        let place = self.scan.after(last.range.start);
        self.remarks.push(code::UNBALANCED_BRACKET.repair(place, "（ is missing", "（"));
        self.at += 1;
        true
    }

    /// Whether a dated or counted field begins at glyph `n`: there a run of words ends.
    pub(super) fn field_starts(&self, n: usize) -> bool {
        let c = self.scan.at(n);
        let numeral = |c: char| c.is_ascii_digit() || numeral::is_han_numeral(c);
        if c == '第' {
            return self.ordinal(n);
        }
        let misread = matches!(c, 'l' | 'I' | 'O') && self.scan.at(n + 1).is_ascii_digit();
        if (numeral(c) || misread) && !numeral(self.scan.before(n)) {
            let printed = |end: usize| self.scan.any(end, &["版", "出版"]).is_some();
            return self.year_of_print(n)
                || dates::year(self.scan, n).is_some()
                || dates::numeric(self.scan, n).is_some()
                || dates::bare_year(self.scan, n)
                    .is_some_and(|(_, end)| printed(end) || self.last_year_of_range(end).is_some());
        }
        (c == '民' || c == '中') && dates::year(self.scan, n).is_some()
            || dates::reign_year(self.scan, n).is_some()
            || (matches!(c, '页' | '頁') && self.scan.at(n + 1).is_ascii_digit())
    }

    /// 人民出版社91年版, 人民出版社19991年版: the press ends where its year begins, were it misprinted.
    fn year_of_print(&self, n: usize) -> bool {
        matches!(self.scan.before(n), '社' | '局' | '馆' | '店')
            && self.scan.at(n).is_ascii_digit()
            && self.scan.number(n).is_some_and(|number| self.scan.has(number.end, "年版"))
    }

    /// 第N with a unit that is counted in citations; 第二历史档案馆 and 第三次会议 are words.
    fn ordinal(&self, n: usize) -> bool {
        let at = n + 1 + usize::from(self.scan.at(n + 1).is_ascii_uppercase());
        let at = at + usize::from(opens_round(self.scan.at(at)));
        let Some(mut number) = self.scan.number(at) else { return false };
        number.end +=
            usize::from(opens_round(self.scan.before(at)) && closes_round(self.scan.at(number.end)));
        let unit = self.scan.at(number.end);
        "卷辑輯集册冊期号號版页頁条條款项項本编編、，".contains(unit)
            || is_dash(unit)
            || number.end >= self.end
    }

    /// Whether a glyph is a Chinese character.
    pub(super) fn han(&self, n: usize) -> bool {
        is_han(self.scan.at(n))
    }
}
