//! Whom a pronoun stands for: 他 is the one person before; where several are, it names nobody.

use super::mention::{Mention, Who, mentions};
use super::people::People;
use super::reach;
use super::speaker::{Sort, Voice};
use std::ops::Range;

impl<'t> People<'t> {
    /// The one person before a place whom print calls by `word`, in the same block.
    pub(super) fn described(&self, at: usize, word: &str) -> Option<String> {
        let head = reach::before(self.text(), at);
        let found = mentions(self.text(), &(at - head.len()..at));
        let called = |m: &&Mention| {
            let before = reach::near(self.text(), m.at.start);
            self.text().get(m.at.clone()).is_some_and(|t| t.ends_with(word)) || before.ends_with(word)
        };
        let mut all =
            found.iter().filter(|m| matches!(m.who, Who::Named(_) | Who::Surname(_))).filter(called);
        let last = all.next_back()?;
        let name = self.resolve(last, None)?;
        all.all(|m| self.resolve(m, None).as_ref() == Some(&name)).then_some(name)
    }

    /// The block before `at`, from the opening mark of the quotation that holds it on.
    pub(super) fn head(&self, at: usize) -> &'t str {
        let head = reach::before(self.text(), at);
        let outer = self.pairs.partition_point(|p| p.outside().start < at);
        let outer =
            self.pairs.get(..outer).unwrap_or(&[]).iter().rev().take(8).find(|p| p.outside().end > at);
        outer.map_or(head, |p| self.text().get(p.inside().start.max(at - head.len())..at).unwrap_or(head))
    }

    /// The person whom a pronoun stands for: who spoke last, if nobody else was named since; else the one
    /// person of the nearest sentence that names any.
    pub(super) fn antecedent(&self, at: usize, last: Option<&Voice>) -> Option<String> {
        let text = self.text();
        let mut head = self.head(at);
        let floor = at - head.len();
        let last = last.filter(|v| {
            v.sort != Sort::Body && v.at.start >= floor
                || floor == 0
                || text.as_bytes().get(floor - 1) == Some(&b'\n')
        });
        let mut first_start = None;
        let mut found = None;
        while found.is_none() && !head.is_empty() {
            let sentence = reach::last_sentence(head);
            let start = at_of(text, head) + head.len() - sentence.len();
            if self.searched.borrow().0 == start {
                found.clone_from(&self.searched.borrow().1);
                break;
            }
            first_start.get_or_insert(start);
            found = self.person_of(start..start + sentence.len(), at);
            if found.is_none() && last.is_some_and(|v| v.at.start >= start) {
                return last.map(|v| v.name.clone());
            }
            head = before_sentence(head, sentence);
        }
        if let Some(start) = first_start {
            *self.searched.borrow_mut() = (start, found.clone());
        }
        found.unwrap_or_else(|| last.map(|v| v.name.clone()))
    }

    /// The one person of a sentence, quoted words left out: `None` where it names nobody, `Some(None)` where it
    /// names several.
    fn person_of(&self, sentence: Range<usize>, until: usize) -> Option<Option<String>> {
        let found = mentions(self.text(), &sentence);
        let mut found = found.iter().filter(|m| m.who != Who::Pronoun && !self.is_quoted(m.at.start, until));
        let name = self.resolve(found.next()?, None);
        let same = found.all(|m| self.resolve(m, None) == name);
        Some(name.filter(|_| same))
    }

    /// Whether a place stands between marks that close before `until`.
    fn is_quoted(&self, at: usize, until: usize) -> bool {
        let next = self.pairs.partition_point(|p| p.outside().start <= at);
        let pair = next.checked_sub(1).and_then(|i| self.pairs.get(i));
        pair.is_some_and(|p| at < p.outside().end && p.outside().end <= until)
    }
}

/// What stands before the last sentence of `head`, the mark that parts them left out.
fn before_sentence<'t>(head: &'t str, sentence: &str) -> &'t str {
    let rest = head.get(..head.len() - sentence.len()).unwrap_or("");
    let mut chars = rest.chars();
    chars.next_back();
    chars.as_str()
}

/// Where a part of a text begins in it.
fn at_of(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}
