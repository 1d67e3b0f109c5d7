//! [`Pattern`]: literal stretches with gaps of a few characters between them.

use crate::characters::Stretched;
use std::ops::Range;

/// The most characters that `*` stands for.
const MOST_SKIPPED: usize = 8;

/// A step of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// This folded character.
    Char(char),
    /// `?`: any one character.
    One,
    /// `*`: up to eight characters.
    Some,
}

/// Literal stretches and gaps, in folded characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pattern {
    steps: Vec<Step>,
    stretches: Vec<Vec<char>>,
}

impl Pattern {
    /// A pattern of the given steps; `None` if there is no literal character in it.
    /// Gaps at its ends that may be empty are left out.
    pub(crate) fn new(mut steps: Vec<Step>) -> Option<Self> {
        let from = steps.iter().position(|s| *s != Step::Some)?;
        steps.drain(..from);
        while steps.last() == Some(&Step::Some) {
            steps.pop();
        }
        let mut stretches: Vec<Vec<char>> = vec![Vec::new()];
        for step in &steps {
            match (step, stretches.last_mut()) {
                (Step::Char(c), Some(stretch)) => stretch.push(*c),
                _ => stretches.push(Vec::new()),
            }
        }
        stretches.retain(|s| !s.is_empty());
        (!stretches.is_empty()).then_some(Self { steps, stretches })
    }

    /// Its literal stretches, in order; none is empty.
    pub(crate) fn literals(&self) -> impl Iterator<Item = &[char]> {
        self.stretches.iter().map(Vec::as_slice)
    }

    /// The same as texts with gaps between them.
    pub(crate) fn stretched(&self) -> Stretched<'_> {
        let mut gaps = vec![0..=0];
        let mut within = false;
        for step in &self.steps {
            let (least, most) = match step {
                Step::Char(_) if within => continue,
                Step::Char(_) => {
                    within = true;
                    gaps.push(0..=0);
                    continue;
                }
                Step::One => (1, 1),
                Step::Some => (0, u32::try_from(MOST_SKIPPED).unwrap_or(u32::MAX)),
            };
            within = false;
            if let Some(gap) = gaps.last_mut() {
                *gap = gap.start() + least..=gap.end() + most;
            }
        }
        // before the first text, between the texts, behind the last
        let after = gaps.pop().map_or(0, |gap| *gap.start());
        let before = if gaps.is_empty() { 0 } else { *gaps.remove(0).start() };
        Stretched { before, texts: self.literals().collect(), gaps, after }
    }

    /// How many gaps it has.
    pub(crate) fn gaps(&self) -> usize {
        self.steps.iter().filter(|s| !matches!(s, Step::Char(_))).count()
    }

    /// Where it matches in a folded text, the shortest match from each start.
    ///
    /// Cost: for each start, at most nine times the steps.
    pub(crate) fn find<'a>(&'a self, text: &'a [char]) -> impl Iterator<Item = Range<usize>> + 'a {
        (0..text.len()).filter_map(|from| self.end(text, from).map(|to| from..to))
    }

    /// The end of the shortest match that begins at `from`.
    fn end(&self, text: &[char], from: usize) -> Option<usize> {
        // The set of places reached after each step, ascending: a gap widens it, a character thins it out.
        let mut reached = vec![from];
        for step in &self.steps {
            let next = match step {
                Step::Char(c) => reached.iter().filter(|i| text.get(**i) == Some(c)).map(|i| i + 1).collect(),
                Step::One => reached.iter().filter(|i| **i < text.len()).map(|i| i + 1).collect(),
                Step::Some => widened(&reached, text.len()),
            };
            reached = next;
            if reached.is_empty() {
                return None;
            }
        }
        reached.first().copied()
    }
}

/// Every place up to [`MOST_SKIPPED`] characters after one of `places`.
fn widened(places: &[usize], end: usize) -> Vec<usize> {
    let mut wide: Vec<usize> = Vec::new();
    for place in places {
        let from = wide.last().map_or(*place, |last| (*place).max(last + 1));
        wide.extend(from..=(place + MOST_SKIPPED).min(end));
    }
    wide
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, text: &str, expect: &[&str]) {
        let step = |c| match c {
            '?' => Step::One,
            '*' => Step::Some,
            c => Step::Char(c),
        };
        let pattern = Pattern::new(pattern.chars().map(step).collect()).unwrap();
        let text: Vec<char> = text.chars().collect();
        let found: Vec<String> = pattern.find(&text).map(|r| text[r].iter().collect()).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn one_and_some() {
        check("四?风", "四种风四风", &["四种风"]);
        check("四*风", "四种风四风", &["四种风", "四风"]);
        check("群*路", "群一二三四五六七八路", &["群一二三四五六七八路"]);
        check("群*路", "群一二三四五六七八九路", &[]);
        check("?风", "风大风", &["大风"]);
        check("a**b", "a0123456789b", &["a0123456789b"]);
    }

    #[test]
    fn a_pattern_as_texts_and_gaps() {
        let step = |c| match c {
            '?' => Step::One,
            '*' => Step::Some,
            c => Step::Char(c),
        };
        let pattern = Pattern::new("?*甲乙?丙**丁??".chars().map(step).collect()).unwrap();
        let stretched = pattern.stretched();
        assert_eq!((stretched.before, stretched.after), (1, 2));
        assert_eq!(stretched.texts, [&['甲', '乙'][..], &['丙'], &['丁']]);
        assert_eq!(stretched.gaps, [1..=1, 0..=16]);
    }

    #[test]
    fn a_pattern_of_gaps_alone_is_none() {
        assert_eq!(Pattern::new(vec![Step::One, Step::Some]), None);
    }
}
