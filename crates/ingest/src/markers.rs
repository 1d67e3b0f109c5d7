//! How the markers of notes look: brackets that the text itself does not use around numbers.

use std::fmt::Write;

/// The brackets that a list of notes may have, best first.
const BRACKETS: [(char, char); 4] = [('〔', '〕'), ('［', '］'), ('【', '】'), ('[', ']')];

/// How markers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Style {
    brackets: (char, char),
    /// Added to every number, where the text uses all brackets itself.
    above: usize,
}

impl Default for Style {
    fn default() -> Self {
        Self { brackets: BRACKETS[0], above: 0 }
    }
}

impl Style {
    /// Markers that these texts do not print themselves. Cost: one pass.
    pub(crate) fn unused<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut used = [None::<usize>; BRACKETS.len()];
        for (bracket, number) in texts.flat_map(printed) {
            if let Some(most) = used.get_mut(bracket) {
                *most = Some(most.map_or(number, |most| most.max(number)));
            }
        }
        match used.iter().position(Option::is_none).and_then(|free| BRACKETS.get(free)) {
            Some(brackets) => Self { brackets: *brackets, above: 0 },
            None => Self { brackets: BRACKETS[0], above: used[0].unwrap_or(0) },
        }
    }

    /// Appends the marker of a number.
    pub(crate) fn write(self, number: usize, to: &mut String) {
        let (open, close) = self.brackets;
        let _ = write!(to, "{open}{}{close}", number + self.above); // a String takes everything
    }
}

/// The numbers in brackets that a text prints, with which brackets.
fn printed(text: &str) -> impl Iterator<Item = (usize, usize)> {
    text.char_indices().filter_map(move |(at, c)| {
        let bracket = BRACKETS.iter().position(|(open, _)| *open == c)?;
        let inner = text.get(at + c.len_utf8()..)?;
        let digits = inner.get(..inner.find(|c: char| !c.is_ascii_digit())?)?;
        let closed = inner.get(digits.len()..)?.starts_with(BRACKETS.get(bracket)?.1);
        (closed && digits.len() <= 3).then(|| digits.parse().ok().map(|number| (bracket, number)))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[&str], expect: &str) {
        let mut found = String::new();
        Style::unused(texts.iter().copied()).write(1, &mut found);
        assert_eq!(found, expect);
    }

    #[test]
    fn brackets_around_numbers_count_and_nothing_else() {
        check(&["甲〔注〕〔2013〕7号"], "〔1〕");
        check(&["甲〔12〕", "乙［1］"], "【1】");
        check(&["〔12〕［1］【1】[3]"], "〔13〕");
    }
}
