//! Dates in citations: single days, lists and ranges, Chinese numerals and the reckoning of the Republic,
//! with the misprints that occur (a bracket for 年, a lost 日). Sound dates in running text are `chuchu_text::date`.

use super::code;
use super::scan::{Number, Scan, closes_round, closes_square, is_comma, is_dash, opens_round, opens_square};
use chuchu_model::{DateItem, Diagnostic, PartialDate};

/// A date, list of dates or range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dates {
    pub(super) items: Vec<DateItem>,
    pub(super) end: usize,
    pub(super) remarks: Vec<Diagnostic>,
}

/// 民国元年 = 1912.
const REPUBLIC_BEGINS: u64 = 1911;

/// Reign titles after which a year is not one of the common era; 光绪七年 is read over, not converted.
const REIGNS: [&str; 38] = [
    "顺治", "康熙", "雍正", "乾隆", "嘉庆", "道光", "咸丰", "同治", "光绪", "宣统", "万历", "嘉靖", "崇祯",
    "永乐", "順治", "嘉慶", "咸豐", "光緒", "宣統", "萬曆", "永樂", "洪武", "宣德", "正统", "景泰", "成化",
    "弘治", "正德", "隆庆", "天启", "至正", "绍兴", "淳熙", "贞观", "开元", "元丰", "元祐", "乾道",
];

/// The first characters of [`REIGNS`]: anything else is told at one glance.
const REIGN_HEADS: &str = "顺康雍乾嘉道咸同光宣万崇永順萬洪正景成弘隆天至绍淳贞开元";

/// The date, list or range at glyph `i`. `bracketed` allows commas between the days of a list.
pub(super) fn read(scan: &Scan<'_>, i: usize, bracketed: bool) -> Option<Dates> {
    let mut cursor = Cursor { scan, at: i, bracketed, remarks: Vec::new() };
    let first = cursor.full()?;
    let mut items = vec![DateItem::On { date: first }];
    let mut last = first;
    while let Some((next, range)) = cursor.next_item(last) {
        if range && next < last {
            let message = format!("{next} before {last}");
            cursor.remarks.push(code::REVERSED_RANGE.at(scan.span(i..cursor.at), message));
        }
        last = next;
        match items.last_mut() {
            Some(item @ DateItem::On { .. }) if range && item.first() <= next => {
                *item = DateItem::Range { from: item.first(), to: next };
            }
            _ => items.push(DateItem::On { date: next }),
        }
    }
    Some(Dates { items, end: cursor.at, remarks: cursor.remarks })
}

/// Where a year of a reign (光绪七年) ends that begins at glyph `i`.
pub(super) fn reign_year(scan: &Scan<'_>, i: usize) -> Option<usize> {
    if !REIGN_HEADS.contains(scan.at(i)) {
        return None;
    }
    let after = REIGNS.iter().find(|r| scan.has(i, r)).map(|_| i + 2)?;
    let end = if scan.at(after) == '元' { after + 1 } else { scan.number(after)?.end };
    (scan.at(end) == '年').then(|| lunar_day(scan, end + 1))
}

/// 四月初五日, 閏六月, 十月乙卯, 十二月上: where a month and day of the old calendar end; they are read over.
pub(super) fn lunar_day(scan: &Scan<'_>, i: usize) -> usize {
    let leap = i + usize::from(matches!(scan.at(i), '闰' | '閏'));
    let first = (scan.at(leap) == '正').then_some(leap + 1);
    let month = first.or_else(|| scan.number(leap).map(|n| n.end)).filter(|end| scan.at(*end) == '月');
    let Some(month) = month else { return i };
    let at = month + 1 + usize::from(scan.at(month + 1) == '初');
    if let Some(day) = scan.number(at) {
        return day.end + usize::from(matches!(scan.at(day.end), '日' | '号'));
    }
    let cycle =
        "甲乙丙丁戊己庚辛壬癸".contains(scan.at(at)) && "子丑寅卯辰巳午未申酉戌亥".contains(scan.at(at + 1));
    match scan.at(at) {
        _ if cycle => at + 2 + usize::from(scan.at(at + 2) == '日'),
        '上' | '中' | '下' | '朔' | '望' | '晦' => at + 1,
        _ => at,
    }
}

/// Whether glyphs are the title of a reign and nothing else: 万历《广东通志》.
pub(super) fn is_reign(scan: &Scan<'_>, range: &std::ops::Range<usize>) -> bool {
    let range = range.start..range.end - usize::from(range.len() == 3 && scan.before(range.end) == '朝');
    range.len() == 2 && REIGNS.iter().any(|r| scan.has(range.start, r))
}

/// A four-figure year at glyph `i` without regard to what follows, and where it ends.
pub(super) fn bare_year(scan: &Scan<'_>, i: usize) -> Option<(u16, usize)> {
    let number = scan.number(i)?;
    let value = if number.end > i + 4 && scan.gap(i + 4).is_some() {
        scan.ink(i..i + 4).parse().ok()? // 2012 12月: the blank ends the year
    } else {
        (number.end == i + 4).then_some(number.value)?
    };
    let year = u16::try_from(value).ok().filter(|y| (1000..=2999).contains(y))?;
    Some((year, i + 4))
}

/// The year at glyph `i` with its 年, in either reckoning, and where it ends.
pub(super) fn year(scan: &Scan<'_>, i: usize) -> Option<(u16, usize)> {
    let republic = matches!(scan.at(i), '中' | '民');
    if let Some((_, after)) =
        republic.then(|| scan.any(i, &["中华民国", "中華民國", "民国", "民國"])).flatten()
    {
        let (value, end) = if scan.at(after) == '元' {
            (1, after + 1)
        } else {
            scan.number(after).map(|n| (n.value, n.end))?
        };
        let year = u16::try_from(value.checked_add(REPUBLIC_BEGINS)?).ok()?;
        return (scan.at(end) == '年').then_some((year, end + 1));
    }
    let (year, end) = bare_year(scan, i)?;
    (scan.at(end) == '年').then_some((year, end + 1))
}

struct Cursor<'s, 't> {
    scan: &'s Scan<'t>,
    at: usize,
    bracketed: bool,
    remarks: Vec<Diagnostic>,
}

impl Cursor<'_, '_> {
    fn full(&mut self) -> Option<PartialDate> {
        if let Some((date, end)) = numeric(self.scan, self.at) {
            self.at = end;
            return Some(date);
        }
        let (year, end) = year(self.scan, self.at).or_else(|| self.year_with_wrong_mark())?;
        self.at = end;
        self.skip_stray_bracket();
        self.month_and_day(year).or_else(|| self.lost_month(year)).or_else(|| PartialDate::year(year))
    }

    /// 2012（12月29日: a mark where 年 belongs, because a month follows it. s000 excerpt 3 prints this.
    fn year_with_wrong_mark(&mut self) -> Option<(u16, usize)> {
        let (year, end) = bare_year(self.scan, self.at)?;
        let mark = self.scan.at(end);
        let wrong = opens_round(mark)
            || closes_round(mark)
            || is_comma(mark)
            || matches!(mark, '、' | '。' | '牟' | '午');
        let after = if wrong { end + 1 } else { end };
        let month = self.scan.number(after).filter(|m| m.value <= 12 && self.scan.at(m.end) == '月')?;
        // 201212月 could be cut anywhere; only a blank or a mark tells where the year ends.
        if !wrong && self.scan.gap(end).is_none() {
            return None;
        }
        let _ = month;
        let span = self.scan.span(end..after);
        let remark = if wrong {
            let printed = self.scan.raw(end..after);
            code::WRONG_MARK_IN_DATE.repair(span, format!("{printed} stands where 年 belongs"), "年")
        } else {
            code::MISSING_UNIT.repair(span, "年 is missing", "年")
        };
        self.remarks.push(remark);
        Some((year, after))
    }

    /// 1963年（5月6日: a bracket that parts the year from its month, which it cannot.
    fn skip_stray_bracket(&mut self) {
        let after = self.at + 1;
        let month = self.scan.number(after).filter(|m| m.value <= 12 && self.scan.at(m.end) == '月');
        if opens_round(self.scan.at(self.at)) && month.is_some() {
            let span = self.scan.span(self.at..after);
            self.remarks.push(code::UNBALANCED_BRACKET.repair(span, "a bracket stands inside the date", ""));
            self.at = after;
        }
    }

    fn month_and_day(&mut self, year: u16) -> Option<PartialDate> {
        let number = self.scan.number(self.at).filter(|n| n.value <= 9999)?;
        // 1844年9—11月: the unit stands once, after the last month
        let first = self.month_goes_on(number.end) && (1..=12).contains(&number.value);
        if first {
            self.at = number.end;
            return PartialDate::month(year, u8::try_from(number.value).ok()?);
        }
        if self.scan.at(number.end) != '月' {
            return None;
        }
        let start = self.at;
        self.at = number.end + 1;
        let month = u8::try_from(number.value).unwrap_or(0);
        let Some(date) = PartialDate::month(year, month) else {
            self.impossible(start);
            self.skip_day();
            return PartialDate::year(year);
        };
        Some(self.day_of(date).unwrap_or(date))
    }

    /// 9—11月, 3、4月.
    fn month_goes_on(&self, end: usize) -> bool {
        let mark = self.scan.at(end);
        let joins = mark == '、' || is_dash(mark);
        let after =
            (end..end + 3).find(|n| !is_dash(self.scan.at(*n)) && self.scan.at(*n) != '、').unwrap_or(end);
        let next = self.scan.number(after).filter(|n| joins && n.value <= 12);
        next.is_some_and(|n| self.scan.at(n.end) == '月')
    }

    /// 1918年820日: 月 is lost where the digits can be cut in one way only.
    fn lost_month(&mut self, year: u16) -> Option<PartialDate> {
        let number = self.scan.number(self.at).filter(|n| self.scan.at(n.end) == '日')?;
        let digits = number.end - self.at;
        let cuts: Vec<(usize, PartialDate)> = (1..digits)
            .filter(|cut| digits <= 4 && *cut <= 2 && digits - cut <= 2)
            .filter_map(|cut| {
                let month = self.scan.ink(self.at..self.at + cut).parse().ok()?;
                let day: u8 = self.scan.ink(self.at + cut..number.end).parse().ok()?;
                let padded = self.scan.at(self.at + cut) == '0' && digits - cut == 1;
                (!padded).then_some((self.at + cut, PartialDate::day(year, month, day)?))
            })
            .collect();
        let [(cut, date)] = cuts.as_slice() else {
            if digits == 3 {
                let span = self.scan.span(self.at..number.end + 1);
                self.remarks
                    .push(code::MISSING_UNIT.at(span, "月 is missing, and it could stand in two places"));
                self.at = number.end + 1;
            }
            return None;
        };
        self.remarks.push(code::MISSING_UNIT.repair(self.scan.after(*cut), "月 is missing", "月"));
        self.at = number.end + 1;
        Some(*date)
    }

    fn impossible(&mut self, start: usize) {
        let span = self.scan.span(start..self.at);
        let printed = self.scan.raw(start..self.at);
        self.remarks.push(code::IMPOSSIBLE_DATE.at(span, format!("{printed} does not exist")));
    }

    fn skip_day(&mut self) {
        if let Some(day) = self.scan.number(self.at).filter(|n| self.scan.at(n.end) == '日') {
            self.at = day.end + 1;
        }
    }

    fn day_of(&mut self, month: PartialDate) -> Option<PartialDate> {
        let number = self.scan.number(self.at).filter(|n| n.value <= 99)?;
        // 1890年9月21［—22］日: the editors of the works of Marx print such ranges
        let closed =
            usize::from(closes_square(self.scan.at(number.end)) && self.scan.at(number.end + 1) == '日');
        let number = Number { end: number.end + closed, ..number };
        let unit = matches!(self.scan.at(number.end), '日' | '号' | '號');
        if !unit && !self.day_goes_on(number.end) && !self.day_lost_its_unit(number.end) {
            return None;
        }
        let start = self.at;
        if !unit && !self.day_goes_on(number.end) {
            let place = self.scan.after(number.end);
            self.remarks.push(code::MISSING_UNIT.repair(place, "日 is missing", "日"));
        }
        self.at = number.end + usize::from(unit);
        let day = u8::try_from(number.value).ok()?;
        let date = PartialDate::day(month.get_year(), month.get_month()?, day);
        if date.is_none() {
            self.impossible(start);
        }
        date
    }

    /// 29、30日 and 29—30日: the unit stands once, after the last day.
    fn day_goes_on(&self, end: usize) -> bool {
        let end = end + usize::from(opens_square(self.scan.at(end)) && is_dash(self.scan.at(end + 1)));
        let mark = self.scan.at(end);
        if mark != '、' && !is_dash(mark) {
            return false;
        }
        let after =
            (end..end + 3).find(|n| self.scan.at(*n) != '、' && !is_dash(self.scan.at(*n))).unwrap_or(end);
        self.scan.number(after).is_some_and(|n| {
            matches!(self.scan.at(n.end), '日' | '号' | '、') || closes_square(self.scan.at(n.end))
        })
    }

    fn day_lost_its_unit(&self, end: usize) -> bool {
        self.bracketed && closes_round(self.scan.at(end))
    }

    /// The next date of a list or the other end of a range, and which of the two.
    fn next_item(&mut self, last: PartialDate) -> Option<(PartialDate, bool)> {
        let before = self.at;
        // 1901年秋—1902年2月
        let season = matches!(self.scan.at(self.at), '春' | '夏' | '秋' | '冬' | '初' | '底' | '末');
        self.at += usize::from(season && is_dash(self.scan.at(self.at + 1)));
        self.at += usize::from(opens_square(self.scan.at(self.at)) && is_dash(self.scan.at(self.at + 1)));
        let mark = self.scan.at(self.at);
        let range = is_dash(mark) || self.scan.has(self.at, "到");
        let list = matches!(mark, '、' | '和' | '及' | '或' | '与') || (self.bracketed && is_comma(mark));
        if range || list {
            self.at += 1;
            while is_dash(self.scan.at(self.at)) && range {
                self.at += 1;
            }
            if let Some(date) = self.continued(last) {
                return Some((date, range));
            }
        }
        self.at = before;
        None
    }

    fn continued(&mut self, last: PartialDate) -> Option<PartialDate> {
        let before = self.at;
        if let Some(date) = self.full() {
            return Some(date);
        }
        self.at = before;
        if let Some(date) = self.month_and_day(last.get_year()) {
            return Some(date);
        }
        self.at = before;
        last.get_day()?;
        self.day_of(PartialDate::month(last.get_year(), last.get_month()?)?)
    }
}

/// 2012-12-29, 2012.12.29, 2012/12/29 and 2012-12.
pub(super) fn numeric(scan: &Scan<'_>, i: usize) -> Option<(PartialDate, usize)> {
    let (year, end) = bare_year(scan, i)?;
    let mark = scan.at(end);
    if !matches!(mark, '-' | '.' | '/' | '－') {
        return None;
    }
    let month = scan.number(end + 1).filter(|n| n.end <= end + 3)?;
    if scan.at(month.end) != mark {
        return None;
    }
    let day = scan.number(month.end + 1).filter(|n| n.end <= month.end + 3)?;
    let date = PartialDate::day(year, u8::try_from(month.value).ok()?, u8::try_from(day.value).ok()?)?;
    Some((date, day.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::Span;

    #[track_caller]
    fn check(text: &str, expect: &str, codes: &[&str]) {
        let scan = Scan::new(text, Span::from_range(0..text.len()));
        let dates = read(&scan, 0, true).map(|d| (show(&d), d.remarks));
        let (shown, remarks) = dates.unwrap_or_default();
        assert_eq!(shown, expect, "{text}");
        assert_eq!(remarks.iter().map(|r| r.code.as_str()).collect::<Vec<_>>(), codes, "{text}");
    }

    fn show(dates: &Dates) -> String {
        let one = |item: &DateItem| match item {
            DateItem::On { date } => date.to_string(),
            DateItem::Range { from, to } => format!("{from}/{to}"),
        };
        dates.items.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn lists_ranges_and_reckonings() {
        check("2012年12月29日、30日", "2012-12-29 2012-12-30", &[]);
        check("2012年12月7日—11日", "2012-12-07/2012-12-11", &[]);
        check("2010年11月30日至12月2日", "2010-11-30/2010-12-02", &[]);
        check("1913年11月13日或14日", "1913-11-13 1913-11-14", &[]);
        check("7月11、12日", "", &[]);
        check("2013年7月11、12日", "2013-07-11 2013-07-12", &[]);
        check("民国廿六年四月五日", "1937-04-05", &[]);
        check("民国=十年", "1931", &[]);
        check("一九五九年十月 一日", "1959-10-01", &[]);
        check("2008-04-23", "2008-04-23", &[]);
        check("1844年9—11月", "1844-09/1844-11", &[]);
        check("1936年3、4月", "1936-03 1936-04", &[]);
        check("1934年11月30日—12月2日", "1934-11-30/1934-12-02", &[]);
        check("1901年秋—1902年2月", "1901/1902-02", &[]);
        check("1921年7月23日至8月2日", "1921-07-23/1921-08-02", &[]);
        check("1950年12月30日—1951年1月3日", "1950-12-30/1951-01-03", &[]);
        check("1890年9月21［—22］日", "1890-09-21/1890-09-22", &[]);
        check("民国三年五月六日", "1914-05-06", &[]);
        check("二〇一二年十二月二十九日", "2012-12-29", &[]);
        check("2O03年11月5日", "2003-11-05", &[]);
    }

    #[test]
    fn misprints_in_dates_are_read_and_reported() {
        check("1963年（5月6日、7日）", "1963-05-06 1963-05-07", &["C010"]);
        check("2012（12月29日、30日", "2012-12-29 2012-12-30", &["C005"]);
        check("2012 12月29日", "2012-12-29", &["C006"]);
        check("2012年12月29）", "2012-12-29", &["C006"]);
        check("2013年2月30日", "2013-02", &["C017"]);
        check("1918年820日", "1918-08-20", &["C006"]);
        check("1918年112日", "1918", &["C006"]); // 1月12日 or 11月2日
    }
}
