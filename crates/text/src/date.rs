//! Dates in running Chinese text: 2012年12月29日, 二〇一二年十二月, 民国二十二年三月, lists and ranges.
//! Reads dates as they should be printed; repairs of misprints belong to the parser.

use crate::numeral;
use chuchu_model::{DateItem, PartialDate, Span};

/// A date, list of dates or range found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDate {
    /// Where it stands, in bytes.
    pub span: Span,
    /// What it says; a list has several entries.
    pub items: Vec<DateItem>,
}

impl FoundDate {
    /// The first date named.
    #[must_use]
    pub fn first(&self) -> Option<PartialDate> {
        self.items.first().map(|item| item.first())
    }
}

/// The years of Republican reckoning begin after 1911 (民国元年 = 1912).
const REPUBLIC_BEGINS: u64 = 1911;

/// All dates in a text, from left to right. A date has at least a four-figure or Republican year with 年,
/// or the form 2012-12-29 / 2012.12.29 / 2012/12/29.
///
/// ```
/// let found = chuchu_text::date::find_all("（2012年12月29日、30日），中央文献出版社2022年版");
/// assert_eq!(found.len(), 2);
/// assert_eq!(found[0].items.len(), 2);
/// assert_eq!(found[1].first().unwrap().to_string(), "2022");
/// ```
#[must_use]
pub fn find_all(text: &str) -> Vec<FoundDate> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut after_numeral = false;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let may_begin =
            !after_numeral && (numeral::leading(c.encode_utf8(&mut [0; 4])).is_some() || c == '民');
        if let Some(date) = may_begin.then(|| leading(text, at)).flatten() {
            at = date.span.range().end;
            found.push(date);
            after_numeral = false;
        } else {
            after_numeral = numeral::arabic_digit(c).is_some() || numeral::is_han_numeral(c);
            at += c.len_utf8();
        }
    }
    found
}

/// The date, list or range that begins at byte `at` of `text`, if one does.
#[must_use]
pub fn leading(text: &str, at: usize) -> Option<FoundDate> {
    let mut scan = Scan { text, at };
    let first = scan.full_date()?;
    let mut items = vec![DateItem::On { date: first }];
    let mut last = first;
    loop {
        let before = scan.at;
        let range = scan.one_of(&["——", "—", "–", "～", "~", "至", "-", "－", "―", "─"]);
        let list = !range && scan.one_of(&["、", "，", ",", "和", "及"]);
        let Some(next) = (range || list).then(|| scan.continued(last)).flatten() else {
            scan.at = before;
            break;
        };
        last = next;
        match items.last_mut() {
            Some(item @ DateItem::On { .. }) if range => {
                *item = DateItem::Range { from: item.first(), to: next }
            }
            _ => items.push(DateItem::On { date: next }),
        }
    }
    Some(FoundDate { span: Span::from_range(at..scan.at), items })
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn one_of(&mut self, words: &[&str]) -> bool {
        let found = words.iter().find(|word| self.rest().starts_with(**word)).map(|word| word.len());
        self.at += found.unwrap_or(0);
        found.is_some()
    }

    fn number(&mut self, most: u64) -> Option<u64> {
        let (value, length) = numeral::leading(self.rest()).filter(|(value, _)| *value <= most)?;
        self.at += length;
        Some(value)
    }

    /// A number with its unit behind it; nothing is consumed unless both are there.
    fn counted(&mut self, most: u64, units: &[&str]) -> Option<u64> {
        let before = self.at;
        let value = self.number(most);
        if value.is_some() && self.one_of(units) {
            return value;
        }
        self.at = before;
        None
    }

    fn year(&mut self) -> Option<u16> {
        let before = self.at;
        let republican = self.one_of(&["民国", "民國"]);
        let year = if republican && self.one_of(&["元年"]) {
            Some(REPUBLIC_BEGINS + 1)
        } else {
            let start = self.at;
            let year = self.counted(9999, &["年"]);
            let figures = self.text.get(start..self.at).map_or(0, |s| s.chars().count().saturating_sub(1));
            let figured = self.text.get(start..).and_then(|s| s.chars().next()) != Some('十');
            if republican {
                year.map(|y| y + REPUBLIC_BEGINS)
            } else {
                year.filter(|_| figures == 4 && figured)
            }
        };
        if year.is_none() {
            self.at = before;
        }
        year.and_then(|y| u16::try_from(y).ok())
    }

    fn full_date(&mut self) -> Option<PartialDate> {
        if let Some(date) = self.numeric() {
            return Some(date);
        }
        let year = self.year()?;
        self.month_and_day(year).or_else(|| PartialDate::year(year))
    }

    fn month_and_day(&mut self, year: u16) -> Option<PartialDate> {
        let before = self.at;
        let month = self.counted(12, &["月"]).and_then(|m| PartialDate::month(year, u8::try_from(m).ok()?));
        if month.is_none() {
            self.at = before;
        }
        let month = month?;
        Some(self.day_of(month).unwrap_or(month))
    }

    fn day_of(&mut self, month: PartialDate) -> Option<PartialDate> {
        let before = self.at;
        let day = self.counted(31, &["日", "号", "號"]);
        let date =
            day.and_then(|d| PartialDate::day(month.get_year(), month.get_month()?, u8::try_from(d).ok()?));
        if date.is_none() {
            self.at = before;
        }
        date
    }

    /// What may follow in a list or range: a whole date, a month with a day, or a day alone.
    fn continued(&mut self, last: PartialDate) -> Option<PartialDate> {
        let before = self.at;
        if let Some(date) = self.full_date() {
            return Some(date);
        }
        self.at = before;
        if let Some(date) = self.month_and_day(last.get_year()) {
            return Some(date);
        }
        self.at = before;
        let month = last.get_day().and_then(|_| PartialDate::month(last.get_year(), last.get_month()?))?;
        self.day_of(month)
    }

    /// 2012-12-29, 2012.12.29, 2012/12/29, with the same mark twice.
    fn numeric(&mut self) -> Option<PartialDate> {
        let rest = self.rest();
        let figures = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
        let year = rest.get(..4).filter(|y| figures(y) == 4)?;
        let mark = rest.get(4..)?.chars().next().filter(|c| matches!(c, '-' | '.' | '/'))?;
        let rest = rest.get(5..)?;
        let (month, tail) = rest.split_at_checked(figures(rest).clamp(1, 2))?;
        let tail = tail.strip_prefix(mark)?;
        let day = tail.get(..figures(tail)).filter(|d| (1..=2).contains(&d.len()))?;
        let date = PartialDate::day(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
        self.at += 4 + 1 + month.len() + 1 + day.len();
        Some(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let show = |item: &DateItem| match item {
            DateItem::On { date } => date.to_string(),
            DateItem::Range { from, to } => format!("{from}/{to}"),
        };
        let found: Vec<String> =
            find_all(text).iter().map(|d| d.items.iter().map(show).collect::<Vec<_>>().join(" ")).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn days_months_and_years_are_read() {
        check("2012年11月17日", &["2012-11-17"]);
        check("二〇二一年春季", &["2021"]);
        check("一九四九年十月一日", &["1949-10-01"]);
        check("1940年1月出版", &["1940-01"]);
        check("民国二十二年三月十八日", &["1933-03-18"]);
        check("民国元年", &["1912"]);
        check("2012-12-29、2013.1.5", &["2012-12-29 2013-01-05"]);
    }

    #[test]
    fn lists_and_ranges_keep_what_is_not_repeated() {
        check("2012年12月29日、30日", &["2012-12-29 2012-12-30"]);
        check("2012年12月7日—11日", &["2012-12-07/2012-12-11"]);
        check("1945年4月23日至6月11日", &["1945-04-23/1945-06-11"]);
        check("2016年12月30日－2017年1月2日", &["2016-12-30/2017-01-02"]);
    }

    #[test]
    fn what_is_no_date_is_left_alone() {
        check("62年来，90年代，五年计划，十二月，第123页，十年", &[]);
        check("2013年2月30日", &["2013-02"]);
        check("120123年", &[]);
    }

    proptest! {
        #[test]
        fn found_dates_are_in_order_and_on_boundaries(text in "[0-9二〇一十年月日、—-民国元，]{0,40}") {
            let mut end = 0;
            for date in find_all(&text) {
                prop_assert!(date.span.of(&text).is_some() && date.span.start() >= end && !date.span.is_empty());
                end = date.span.end();
            }
        }
    }
}
