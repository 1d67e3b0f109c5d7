//! Dates as print gives them: a year, a month of a year, or a day. No calendar arithmetic, no clock.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A date of known precision, written as in EDTF level 0: `2012`, `2012-12` or `2012-12-29`.
///
/// Months and days count from 1. Dates order by what is known: `2012` < `2012-12` < `2012-12-29`.
///
/// ```
/// use chuchu_model::PartialDate;
/// let day: PartialDate = "2012-12-29".parse().unwrap();
/// assert_eq!(day, PartialDate::day(2012, 12, 29).unwrap());
/// assert!(PartialDate::month(2012, 13).is_none());
/// assert!(day.is_after(PartialDate::year(2011).unwrap()));
/// assert!(!day.is_after(PartialDate::year(2012).unwrap())); // not known to be later
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(into = "String", try_from = "String")]
pub struct PartialDate {
    year: u16,
    month: u8,
    day: u8,
}

impl PartialDate {
    /// A year from 1 to 9999.
    #[must_use]
    pub fn year(year: u16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self { year, month: 0, day: 0 })
    }

    /// A month, counted from 1.
    #[must_use]
    pub fn month(year: u16, month: u8) -> Option<Self> {
        Self::year(year).filter(|_| (1..=12).contains(&month)).map(|d| Self { month, ..d })
    }

    /// A day that exists in the Gregorian calendar.
    #[must_use]
    pub fn day(year: u16, month: u8, day: u8) -> Option<Self> {
        Self::month(year, month)
            .filter(|_| (1..=days_in_month(year, month)).contains(&day))
            .map(|d| Self { day, ..d })
    }

    /// The year.
    #[must_use]
    pub fn get_year(self) -> u16 {
        self.year
    }

    /// The month, where known.
    #[must_use]
    pub fn get_month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day of the month, where known.
    #[must_use]
    pub fn get_day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// The first day this date may mean, as `yyyymmdd`.
    #[must_use]
    pub fn earliest(self) -> u32 {
        u32::from(self.year) * 10_000 + u32::from(self.month.max(1)) * 100 + u32::from(self.day.max(1))
    }

    /// The last day this date may mean, as `yyyymmdd`.
    #[must_use]
    pub fn latest(self) -> u32 {
        let month = if self.month == 0 { 12 } else { self.month };
        let day = if self.day == 0 { days_in_month(self.year, month) } else { self.day };
        u32::from(self.year) * 10_000 + u32::from(month) * 100 + u32::from(day)
    }

    /// Whether this date is certainly later than `other`, whatever their missing parts are.
    #[must_use]
    pub fn is_after(self, other: Self) -> bool {
        self.earliest() > other.latest()
    }

    /// Whether both may mean the same day.
    #[must_use]
    pub fn agrees_with(self, other: Self) -> bool {
        self.earliest() <= other.latest() && other.earliest() <= self.latest()
    }
}

/// Days in a month of the Gregorian calendar; 31 for a month that does not exist.
#[must_use]
pub fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.year, self.month, self.day).cmp(&(other.year, other.month, other.day))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text was not `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or names no day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidDate {
    /// What was found.
    pub found: String,
}

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a date of the form YYYY, YYYY-MM or YYYY-MM-DD: {}", self.found)
    }
}

impl std::error::Error for InvalidDate {}

impl FromStr for PartialDate {
    type Err = InvalidDate;

    /// Reads the form that [`fmt::Display`] writes. Dates in running Chinese text are read by `chuchu-text`.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidDate { found: s.to_owned() };
        let mut parts = s.split('-');
        let mut number = |width: usize| -> Result<Option<u16>, InvalidDate> {
            let Some(part) = parts.next() else { return Ok(None) };
            if part.len() != width || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(invalid());
            }
            part.parse().map(Some).map_err(|_| invalid())
        };
        let year = number(4)?.ok_or_else(invalid)?;
        let month = number(2)?;
        let day = number(2)?;
        if parts.next().is_some() {
            return Err(invalid());
        }
        let small = |n: u16| u8::try_from(n).map_err(|_| invalid());
        match (month, day) {
            (None, _) => Self::year(year),
            (Some(m), None) => Self::month(year, small(m)?),
            (Some(m), Some(d)) => Self::day(year, small(m)?, small(d)?),
        }
        .ok_or_else(invalid)
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

impl TryFrom<String> for PartialDate {
    type Error = InvalidDate;

    fn try_from(s: String) -> Result<Self, Self::Error> {
        s.parse()
    }
}

/// One entry of a printed list of dates: a day (month, year), or a printed range.
///
/// `12月29日、30日` are two [`DateItem::On`]; `12月7日—11日` is one [`DateItem::Range`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum DateItem {
    /// One date.
    On {
        /// The date.
        date: PartialDate,
    },
    /// A printed range, both ends included.
    Range {
        /// First date.
        from: PartialDate,
        /// Last date.
        to: PartialDate,
    },
}

impl DateItem {
    /// The date, or the first of a range.
    #[must_use]
    pub fn first(self) -> PartialDate {
        match self {
            Self::On { date } => date,
            Self::Range { from, .. } => from,
        }
    }

    /// The date, or the last of a range.
    #[must_use]
    pub fn last(self) -> PartialDate {
        match self {
            Self::On { date } => date,
            Self::Range { to, .. } => to,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(s: &str) -> PartialDate {
        s.parse().unwrap()
    }

    #[test]
    fn a_date_reads_what_it_writes() {
        for s in ["0220", "1949", "1949-10", "1949-10-01", "2024-02-29"] {
            assert_eq!(date(s).to_string(), s);
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for s in [
            "2023-02-29",
            "2012-13",
            "2012-00",
            "2012-1",
            "12-01-01",
            "2012-01-01-01",
            "0000",
            "",
            "二〇一二",
        ] {
            assert!(s.parse::<PartialDate>().is_err(), "{s}");
        }
    }

    #[test]
    fn later_means_certainly_later() {
        assert!(date("2023-12-21").is_after(date("2021-12-28")));
        assert!(!date("2021").is_after(date("2021-12-28")));
        assert!(date("2022").is_after(date("2021-12")));
        assert!(date("2012-12").agrees_with(date("2012-12-29")));
    }

    #[test]
    fn the_json_of_a_list_tells_days_from_ranges() {
        let items = [
            DateItem::On { date: date("2012-12-29") },
            DateItem::Range { from: date("2012-12-07"), to: date("2012-12-11") },
        ];
        let json = serde_json::to_string(&items).unwrap();
        assert_eq!(json, r#"[{"date":"2012-12-29"},{"from":"2012-12-07","to":"2012-12-11"}]"#);
        assert_eq!(serde_json::from_str::<Vec<DateItem>>(&json).unwrap(), items);
    }
}
