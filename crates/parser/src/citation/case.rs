//! Judgments: 江苏省高级人民法院（2014）苏环公民终字第00001号民事判决书. The court is the author, the kind of paper the title.

use super::assemble::Fields;
use super::kind;
use super::scan::{Scan, closes_round, closes_square, opens_round, opens_square};
use chuchu_model::{CitedWork, WorkKind};
use std::ops::Range;

/// Reads a judgment; `None` when the form is another.
pub(super) fn read(scan: &Scan<'_>, range: Range<usize>) -> Option<Fields> {
    let open = range.clone().find(|n| opens_round(scan.at(*n)) || opens_square(scan.at(*n)))?;
    let court = range.start..open;
    let year = scan.number(open + 1).filter(|n| (1949..=2999).contains(&n.value))?;
    let closed = closes_round(scan.at(year.end)) || closes_square(scan.at(year.end));
    if !scan.ends(&court, "法院") || !closed {
        return None;
    }
    let number = (year.end..range.end).find(|n| scan.at(*n) == '号')?;
    let title = number + 1..range.end;
    if !["书", "书。", "令"].iter().any(|w| scan.ends(&title, w)) {
        return None;
    }
    let printed = scan.raw(title.clone()).trim_end_matches('。').to_owned();
    let kind = match kind::of_work(&printed) {
        WorkKind::Article => WorkKind::Decision,
        told => told,
    };
    let work = CitedWork { title: Some(printed), kind, span: Some(scan.span(title)) };
    Some(Fields { author: vec![scan.raw(court).to_owned()], work: Some(work), ..Fields::default() })
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
    }
}
