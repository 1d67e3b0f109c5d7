//! Who held an office on a given day: for texts that print only 总书记 but tell their own date.
//!
//! The terms are data, `tenures.tsv`, with the public record behind each. A date that leaves open who held the
//! office names nobody: a year in which it changed hands, or a year alone where the day is needed.

use super::landmarks::{Landmarks, Sight};
use super::reach;
use crate::words::Words;
use chuchu_model::PartialDate;
use chuchu_text::numeral;

/// Lines of office, holder, first and last day, source.
const TENURES: &str = include_str!("tenures.tsv");

/// The only holder of an office at a date. Cost: one reading of the data, some forty lines.
pub(super) fn holder(office: &str, date: PartialDate) -> Option<&'static str> {
    TENURES.lines().filter(|line| line.starts_with(office)).find_map(|line| {
        let mut fields = line.split('\t');
        let (of, name, from, until) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        let day =
            |text: &str| text.bytes().filter(u8::is_ascii_digit).fold(0, |n, b| n * 10 + u32::from(b - b'0'));
        let last = if until == "-" { u32::MAX } else { day(until) };
        (of == office && day(from) <= date.earliest() && date.latest() < last).then_some(name)
    })
}

/// All who ever held an office that is printed so, as far as the data go: 主席 is of the state or of another body.
pub(super) fn holders(office: &str) -> impl Iterator<Item = &'static str> + '_ {
    let fields = TENURES.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t'));
    fields.filter_map(move |mut fields| {
        fields.next().filter(|of| of.ends_with(office)).and_then(|_| fields.next())
    })
}

/// Events from which print counts years up to its own day.
pub(super) static EVENTS: Words = Words::new(&["建国", "新中国成立", "建党", "党成立"]);

/// The year in which a text was written, as far as it counts years from a founding (建国62年); `None` where
/// it does not, or where its counts disagree, as in a history.
pub(super) fn year_of(landmarks: &Landmarks<'_>) -> Option<u16> {
    let text = landmarks.text();
    let mut found: Option<u16> = None;
    for (at, event) in landmarks.words(Sight::Event, &EVENTS) {
        let Some(year) = year_counted(text.get(at + event.len()..)?, event) else { continue };
        if found.is_some_and(|known| known != year) {
            return None;
        }
        found = Some(year);
    }
    found
}

fn year_counted(rest: &str, event: &str) -> Option<u16> {
    let (years, length) = numeral::leading(reach::after(rest, 0))?;
    let unit = rest.get(length..)?;
    let begins: u16 = if event.ends_with("建国") || event.starts_with("新中国") { 1949 } else { 1921 };
    let counts = unit.starts_with('年') && !unit.starts_with("年代") || unit.starts_with("周年");
    let years = u16::try_from(years).ok().filter(|n| counts && *n > 0 && *n < 200)?;
    Some(begins + years)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_counts_its_years_tells_its_year() {
        let year_of = |text| year_of(&Landmarks::of(text));
        assert_eq!(year_of("建国62年的实践证明，建党90年来"), Some(2011));
        assert_eq!(year_of("新中国成立七十周年"), Some(2019));
        assert_eq!(year_of("建国30年时，建国62年后"), None);
        assert_eq!(year_of("建国以来"), None);
    }

    #[test]
    fn dates_that_leave_it_open_name_nobody() {
        let year = |y| PartialDate::year(y).unwrap();
        assert_eq!(holder("总书记", year(2011)), Some("胡锦涛"));
        assert_eq!(holder("总书记", year(2012)), None);
        assert_eq!(holder("总书记", PartialDate::day(2012, 12, 29).unwrap()), Some("习近平"));
        assert_eq!(holder("总书记", PartialDate::month(2012, 11).unwrap()), None);
        assert_eq!(holder("国家主席", year(2010)), Some("胡锦涛"));
        assert_eq!(holder("部长", year(2011)), None);
    }

    #[test]
    fn the_data_are_sound() {
        for line in TENURES.lines().filter(|l| !l.starts_with('#')) {
            let fields: Vec<_> = line.split('\t').collect();
            let [_, _, from, until, source] = fields.as_slice() else { panic!("five fields: {line}") };
            assert!(*until == "-" || from < until, "{line}");
            assert!(["HB", "NPC", "CMC", "UN"].contains(source), "{line}");
        }
    }
}
