//! What an editor's office lays down for its manuscripts: rules beyond the wording ([`HouseRules`]), and quotations
//! that it has looked at and sets aside ([`Ignore`]). Reading them from a file is the caller's.

use chuchu_model::{CheckItem, HouseRule, Ignored, QuotationKind, Span, Verdict};
use chuchu_text::{Folding, fold_to_string};

/// The rules that hold in a house; none as a default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HouseRules {
    /// Those that hold. [`HouseRule::QuotationMarks`] among them says nothing without `marks`.
    pub rules: Vec<HouseRule>,
    /// The marks in which quotations stand.
    pub marks: Option<MarkStyle>,
}

/// Styles of quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkStyle {
    /// “ ” and ‘ ’ (GB/T 15834, horizontal print).
    Curly,
    /// 「 」 and 『 』.
    Corner,
}

impl HouseRules {
    /// The rules that a quotation breaks, in order. `noted` tells whether a note is tied to it; `text` is the
    /// manuscript.
    pub(super) fn broken_by(&self, item: &CheckItem, noted: bool, text: &str) -> Vec<HouseRule> {
        let breaks = |rule: &HouseRule| match rule {
            HouseRule::Punctuation => item.trace.verdict == Verdict::Punctuation,
            HouseRule::Script => item.trace.verdict == Verdict::Script,
            HouseRule::Citations => item.is_miscited(),
            HouseRule::Context => item.trace.matches.first().is_some_and(|m| m.context.is_some()),
            HouseRule::RequireNote => !noted && wants_note(item),
            HouseRule::QuotationMarks => self.has_other_marks(item.quotation.marks, text),
        };
        HouseRule::ALL.into_iter().filter(|rule| self.holds(*rule) && breaks(rule)).collect()
    }

    fn holds(&self, rule: HouseRule) -> bool {
        self.rules.contains(&rule) || (rule == HouseRule::QuotationMarks && self.marks.is_some())
    }

    fn has_other_marks(&self, marks: Option<Span>, text: &str) -> bool {
        let Some(open) = marks.and_then(|span| span.of(text)).and_then(|quoted| quoted.chars().next()) else {
            return false;
        };
        match self.marks {
            Some(MarkStyle::Curly) => !matches!(open, '“' | '‘'),
            Some(MarkStyle::Corner) => !matches!(open, '「' | '『'),
            None => false,
        }
    }
}

/// Sayings that everybody knows need no note, and what stands inside a quotation is covered by that one's.
fn wants_note(item: &CheckItem) -> bool {
    let known = matches!(item.quotation.kind, QuotationKind::ClassicalAllusion | QuotationKind::Proverb);
    !known && item.quotation.depth == 1
}

/// A quotation to be set aside, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ignore {
    text: String,
    reason: String,
    /// What stands between the wildcards, folded to letters.
    parts: Vec<String>,
}

impl Ignore {
    /// The quotation that reads like `text`, whatever its punctuation, width and script. `*` and `…` stand for any
    /// words, or none; so `一切为了群众…` names every quotation that begins so. `None` where no letter is left, or
    /// no reason is given.
    ///
    /// ```
    /// use chuchu_index::Ignore;
    /// let entry = Ignore::new("凡事预则立…", "古语，已据《礼记》核对").ok_or("no entry")?;
    /// assert!(entry.names("凡事豫则立，不豫则废") == false);
    /// assert!(entry.names("凡事預則立，不預則廢"));
    /// assert!(Ignore::new("凡事预则立", " ").is_none());
    /// # Ok::<(), &str>(())
    /// ```
    #[must_use]
    pub fn new(text: &str, reason: &str) -> Option<Self> {
        let folded = |part: &str| fold_to_string(part, Folding::LETTERS);
        let parts: Vec<String> = text.split(['*', '…']).map(folded).collect();
        let told = !reason.trim().is_empty() && parts.iter().any(|part| !part.is_empty());
        told.then(|| Self { text: text.to_owned(), reason: reason.trim().to_owned(), parts })
    }

    /// The entry as given.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it names a quotation of these words. Cost: folds them.
    #[must_use]
    pub fn names(&self, quotation: &str) -> bool {
        let folded = fold_to_string(quotation, Folding::LETTERS);
        let Some((first, others)) = self.parts.split_first() else { return false };
        let Some(mut rest) = folded.strip_prefix(first.as_str()) else { return false };
        let Some((last, between)) = others.split_last() else { return rest.is_empty() };
        for part in between {
            match rest.split_once(part.as_str()) {
                Some((_, after)) => rest = after,
                None => return false,
            }
        }
        rest.ends_with(last.as_str())
    }
}

/// The first entry that names a quotation.
pub(super) fn ignored(entries: &[Ignore], quotation: &str) -> Option<Ignored> {
    let entry = entries.iter().find(|entry| entry.names(quotation))?;
    Some(Ignored { entry: entry.text.clone(), reason: entry.reason.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(entry: &str, quotation: &str, expect: bool) {
        let entry = Ignore::new(entry, "已核").unwrap();
        assert_eq!(entry.names(quotation), expect, "{entry:?} {quotation}");
    }

    #[test]
    fn an_entry_names_the_whole_quotation_unless_it_ends_open() {
        check("一切为了群众", "一切为了群众。", true);
        check("一切為了羣眾", "一切为了群众", true);
        check("一切为了群众", "一切为了群众，一切依靠群众", false);
        check("一切为了群众…", "一切为了群众，一切依靠群众", true);
        check("一切为了群众*", "一切为了群众", true);
        check("…依靠群众", "一切为了群众，一切依靠群众", true);
        check("一切*依靠*众", "一切为了群众，一切依靠群众", true);
        check("一切*没有*众", "一切为了群众，一切依靠群众", false);
    }

    #[test]
    fn an_entry_without_letters_names_nothing() {
        assert!(Ignore::new("…", "已核").is_none());
        assert!(Ignore::new("", "已核").is_none());
    }
}
