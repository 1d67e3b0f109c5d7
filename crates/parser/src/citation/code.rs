//! The codes of everything a citation reader remarks on, with one line of explanation each. The wording
//! of a single remark stands where it is made.

use chuchu_model::{Diagnostic, Severity, Span};

/// A kind of remark about a citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// `C001` …: stable, never used again for something else.
    pub id: &'static str,
    /// How grave such a remark is.
    pub severity: Severity,
    /// What it means, in one line.
    pub explanation: &'static str,
}

impl Code {
    /// A remark of this kind at a place.
    pub(crate) fn at(self, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.id, self.severity, span, message)
    }

    /// A remark of this kind that proposes `replacement` for what stands at `span`.
    pub(crate) fn repair(
        self,
        span: Span,
        message: impl Into<String>,
        replacement: impl Into<String>,
    ) -> Diagnostic {
        self.at(span, message).suggesting(span, replacement)
    }
}

macro_rules! codes {
    ($($name:ident $id:literal $severity:ident $explanation:literal)*) => {
        $(#[doc = $explanation] pub const $name: Code = Code { id: $id, severity: Severity::$severity, explanation: $explanation };)*
        /// Every code, in order.
        pub const ALL: &[Code] = &[$($name),*];
    };
}

codes! {
    WRONG_OPENING_MARK "C001" Warning "A title is closed by 》 but opened by another mark, such as （: the opening mark is read as 《."
    MISSING_OPENING_MARK "C002" Warning "A title is closed by 》 but nothing opens it: 《 is supplied where the title begins."
    WRONG_CLOSING_MARK "C003" Warning "A title is opened by 《 but closed by another mark, such as 〉: the closing mark is read as 》."
    MISSING_CLOSING_MARK "C004" Warning "A title is opened by 《 but nothing closes it: 》 is supplied where the next field begins."
    WRONG_MARK_IN_DATE "C005" Warning "Another mark stands where 年, 月 or 日 belongs in a date."
    MISSING_UNIT "C006" Warning "A number stands without its unit (年, 月, 日, 第, 页 or 期), which is supplied."
    BLANK_IN_FIELD "C007" Warning "A blank stands inside a date, a number with its unit, or between publisher and year."
    COLON_FOR_COMMA "C008" Warning "A colon or full stop stands before the pages where a comma belongs."
    MISSING_COMMA "C009" Warning "Two fields touch without the comma between them."
    UNBALANCED_BRACKET "C010" Warning "A bracket is opened but not closed, or closed but not opened."
    PUBLISHER_MISPRINT "C011" Warning "A publisher is one character off a known name and is read as that name."
    PERIODICAL_MISPRINT "C012" Warning "A journal or newspaper is one character off a known name and is read as that name."
    LETTER_FOR_DIGIT "C013" Warning "A letter or sign stands where a digit belongs (O for 0, l for 1, = for 二)."
    TITLE_DEVIATES "C014" Warning "A title differs by one character from the same work cited elsewhere in the text; the reading of the majority is taken."
    MISSING_FULL_STOP "C015" Warning "The excerpt ends without a mark directly before its citation."
    DOUBLED_MARK "C016" Warning "A mark between two fields is printed twice."
    IMPOSSIBLE_DATE "C017" Warning "The day or month printed does not exist; the date is kept as far as it is possible."
    REVERSED_RANGE "C018" Warning "The second page of a range is smaller than the first."
    BARE_TITLE "C030" Info "The title of the cited text stands without 《》."
    WHOLE_IN_BRACKETS "C031" Info "The whole citation stands in brackets."
    HALF_WIDTH_MARK "C032" Info "A half-width mark stands among full-width ones."
    IBIDEM "C033" Info "The citation refers back to another one (同上, 同前, 前引)."
    FURTHER_CITATION "C034" Info "A further citation follows in the same note; only the first is read."
    NOT_READ "C050" Error "This part of the citation could not be read and is kept as printed."
}

/// The code with an identifier such as `C012`, in either case; `None` when there is none.
///
/// ```
/// let code = chuchu_parser::citation::code::find("c012").unwrap();
/// assert!(code.explanation.contains("journal"));
/// ```
#[must_use]
pub fn find(id: &str) -> Option<Code> {
    ALL.iter().copied().find(|code| code.id.eq_ignore_ascii_case(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_in_order_and_none_stands_twice() {
        assert!(ALL.is_sorted_by(|a, b| a.id < b.id));
    }
}
