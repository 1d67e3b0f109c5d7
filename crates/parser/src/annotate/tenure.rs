//! Who held an office in a given year: data for texts that print only 总书记 but tell their own year.
//!
//! The dates are those of the public record (communiqués of the plenary meetings and congresses that elected
//! the holders). A year in which the office changed hands names nobody.

use super::landmarks::{Landmarks, Sight};
use super::reach;
use super::words::Words;
use chuchu_text::numeral;

/// An office, its holder, the year of election and the year in which the next was elected.
const TENURES: &[(&str, &str, u16, u16)] = &[
    ("总书记", "胡耀邦", 1982, 1987),
    ("总书记", "江泽民", 1989, 2002),
    ("总书记", "胡锦涛", 2002, 2012),
    ("总书记", "习近平", 2012, u16::MAX),
    ("总理", "周恩来", 1949, 1976),
    ("总理", "朱镕基", 1998, 2003),
    ("总理", "温家宝", 2003, 2013),
    ("总理", "李克强", 2013, 2023),
];

/// The only holder of an office in a year; years of change name nobody.
pub(super) fn holder(office: &str, year: u16) -> Option<&'static str> {
    let holds = |(o, _, from, to): &&(&str, &str, u16, u16)| *o == office && *from < year && year < *to;
    TENURES.iter().find(holds).map(|(_, name, ..)| *name)
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
    fn years_of_change_name_nobody() {
        assert_eq!(holder("总书记", 2011), Some("胡锦涛"));
        assert_eq!(holder("总书记", 2012), None);
        assert_eq!(holder("部长", 2011), None);
    }
}
