//! Judgments: 江苏省高级人民法院（2014）苏环公民终字第00001号民事判决书. The court is the author, the kind of paper the title.

use super::assemble::Fields;
use super::code;
use super::dates;
use super::kind;
use super::scan::{Scan, closes_round, closes_square, is_comma, opens_round, opens_square};
use chuchu_model::{CitedWork, Diagnostic, WorkKind};
use std::ops::Range;

/// Reads a judgment; `None` when the form is another.
pub(super) fn read(scan: &Scan<'_>, range: Range<usize>) -> Option<Fields> {
    let open = range.clone().find(|n| opens_round(scan.at(*n)) || opens_square(scan.at(*n)))?;
    let court = range.start..open;
    let year = scan.number(open + 1).filter(|n| (1949..=2999).contains(&n.value))?;
    let closed = closes_round(scan.at(year.end)) || closes_square(scan.at(year.end));
    if !(scan.ends(&court, "法院") || court.is_empty()) || !closed {
        return None;
    }
    let number = (year.end..range.end.min(year.end + 40)).find(|n| matches!(scan.at(*n), '号' | '號'))?;
    let end =
        (number..range.end).find(|n| is_comma(scan.at(*n)) || opens_round(scan.at(*n))).unwrap_or(range.end);
    let title = number + 1..end;
    if !["书", "書", "令", "决定", "通知"].iter().any(|w| scan.ends(&title, w)) {
        return None;
    }
    let day = dates::read(scan, end + 1, true).filter(|_| end < range.end);
    let rest = day.as_ref().map_or(end, |d| d.end);
    let read = (rest..range.end).all(|n| !scan.at(n).is_alphanumeric());
    let printed = scan.raw(title.clone()).trim_end_matches('。').to_owned();
    let kind = match kind::of_work(&printed) {
        WorkKind::Article => WorkKind::Decision,
        told => told,
    };
    let work = CitedWork { title: Some(printed), kind, span: Some(scan.span(title)) };
    let author = if court.is_empty() { Vec::new() } else { vec![scan.raw(court).to_owned()] };
    let remarks = if read { Vec::new() } else { vec![unread(scan, rest..range.end)] };
    Some(Fields {
        author,
        work: Some(work),
        dates: day.map(|d| d.items).unwrap_or_default(),
        remarks,
        ..Fields::default()
    })
}

fn unread(scan: &Scan<'_>, range: Range<usize>) -> Diagnostic {
    let printed = scan.raw(range.clone());
    code::NOT_READ.at(scan.span(range), format!("{printed} is not read"))
}

#[cfg(test)]
mod tests {
    use crate::citation::parse;

    #[test]
    fn a_court_its_number_and_its_paper() {
        let citation = parse("江苏省高级人民法院（2014）苏环公民终字第00001号民事判决书。");
        assert_eq!(
            (citation.author[0].as_str(), citation.title()),
            ("江苏省高级人民法院", Some("民事判决书"))
        );
        assert!(citation.containers.is_empty() && citation.diagnostics.is_empty());
        let dated = parse("最高人民法院（2019）最高法民再123号民事判决书，2019年6月3日。");
        assert_eq!((dated.author.len(), dated.dates.len(), dated.title()), (1, 1, Some("民事判决书")));
        let alone = parse("（2020）最高法民终1号判决书。");
        assert_eq!((alone.author.len(), alone.title()), (0, Some("判决书")));
    }
}
