//! When a manuscript was written, as far as it tells.

use crate::Record;
use chuchu_model::{Document, PartialDate};
use chuchu_text::{date, is_blank};

/// The date given beside the text, else the one that it bears, else that of a date that stands alone on its
/// last line. Dates in the running text say nothing of its own.
pub(super) fn of_manuscript(manuscript: &Record, document: &Document) -> Option<PartialDate> {
    manuscript.date.or(document.date).or_else(|| signed(&manuscript.text))
}

/// A date alone on the last line: （二〇一四年九月三日）.
fn signed(text: &str) -> Option<PartialDate> {
    let line = text.trim_end_matches(is_blank).lines().next_back()?;
    let bare = line.trim_matches(|c| is_blank(c) || matches!(c, '（' | '）' | '(' | ')' | '。'));
    let found = date::leading(bare, 0)?;
    (found.span.range().end == bare.len()).then(|| found.first())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(signed(text).map(|d| d.to_string()).as_deref(), expect, "{text}");
    }

    #[test]
    fn a_date_alone_on_the_last_line_is_its_own() {
        check("一切为了群众。\n（二〇一四年九月三日）\n", Some("2014-09-03"));
        check("一切为了群众。\n2014年9月", Some("2014-09"));
        check("2012年11月，一切为了群众。", None);
        check("", None);
    }
}
