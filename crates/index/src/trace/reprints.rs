//! Places that are one text in several containers: a speech and the book that reprints it. Told by what stands around
//! the words, or by the work that print names; which place is the source stays a matter of their order.

use super::Finder;
use crate::titles;
use chuchu_model::{DocumentId, Match, Span, Verdict};
use chuchu_text::{Folding, fold_to_string};
use std::collections::HashMap;

/// What stands before and after each place met.
pub(super) type Around = HashMap<(DocumentId, Span), (String, String)>;

/// Bytes of text kept on each side: some fifty letters.
const KEPT: usize = 160;
/// Letters that must agree beyond the words, on both sides together.
const BEYOND: usize = 16;
/// And on a side where both texts go on.
const ON_A_SIDE: usize = 6;

impl Finder<'_> {
    /// Keeps what stands around a place, for [`Finder::mark_reprints`]. Cost: copies a few bytes.
    pub(super) fn remember(&mut self, document: &DocumentId, span: Span, text: &str, place: Span) {
        let (start, end) = (place.range().start, place.range().end);
        let from = text.floor_char_boundary(start.saturating_sub(KEPT));
        let to = text.ceil_char_boundary((end + KEPT).min(text.len()));
        let part = |from, to| text.get(from..to).unwrap_or_default().to_owned();
        self.around.insert((document.clone(), span), (part(from, start), part(end, to)));
    }

    /// Tells of each match of which earlier one it is a reprint. Matches are those found last, best first and oldest
    /// first, so that the first of several is the source. Cost: compares each with those before it.
    pub(crate) fn mark_reprints(&self, matches: &mut [Match]) {
        for at in 1..matches.len() {
            let (before, here) = matches.split_at_mut(at);
            let Some(place) = here.first_mut() else { continue };
            let first = before.iter().find(|first| first.reprint_of.is_none() && self.one_text(first, place));
            place.reprint_of = first.map(|first| first.passage.clone());
        }
    }

    fn one_text(&self, one: &Match, other: &Match) -> bool {
        let worded = one.verdict != Verdict::Partial && folded(&one.text) == folded(&other.text);
        worded
            && one.passage != other.passage
            && one_speaker(one, other)
            && (one_work(one, other) || (may_be_one(one, other) && self.surrounded_alike(one, other)))
    }

    fn surrounded_alike(&self, one: &Match, other: &Match) -> bool {
        let around = |m: &Match| self.around.get(&(m.doc.clone(), m.span));
        let Some((one, other)) = around(one).zip(around(other)) else { return false };
        let before = common(folded(&one.0).chars().rev(), folded(&other.0).chars().rev());
        let after = common(folded(&one.1).chars(), folded(&other.1).chars());
        let goes_on = |(alike, ended): (usize, bool)| ended || alike >= ON_A_SIDE;
        goes_on(before) && goes_on(after) && before.0 + after.0 >= BEYOND
    }
}

fn folded(text: &str) -> String {
    fold_to_string(text, Folding::LETTERS)
}

/// How many letters two texts begin with alike, and whether one of them ends there.
fn common(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> (usize, bool) {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    let mut alike = 0;
    while let Some((a, b)) = one.peek().copied().zip(other.peek().copied()) {
        if a != b {
            return (alike, false);
        }
        alike += 1;
        one.next();
        other.next();
    }
    (alike, true)
}

/// Whether nothing says that two persons speak.
fn one_speaker(one: &Match, other: &Match) -> bool {
    let Some((a, b)) = one.speaker.as_deref().zip(other.speaker.as_deref()) else { return true };
    let (a, b) = (folded(a), folded(b));
    a.contains(&b) || b.contains(&a)
}

/// Whether titles tell two works apart: laws take whole articles over from other laws. The words of one known speaker
/// may be printed under two titles.
fn may_be_one(one: &Match, other: &Match) -> bool {
    let titles = one.work.as_deref().zip(other.work.as_deref());
    let known = one.speaker.is_some() && other.speaker.is_some();
    known || titles.is_none_or(|(a, b)| titles::may_agree(a, b))
}

/// Whether print gives both the same title, and no two dates.
fn one_work(one: &Match, other: &Match) -> bool {
    let title = one.work.as_deref().zip(other.work.as_deref());
    let dates = one.date.zip(other.date);
    title.is_some_and(|(a, b)| titles::agree(a, b)) && dates.is_none_or(|(a, b)| a.agrees_with(b))
}

#[cfg(test)]
mod tests {
    use crate::{Corpus, Record, TraceOptions};
    use chuchu_model::DocumentId;

    /// The documents of the matches, a reprint with the passage that it reprints.
    fn check(texts: &[(&str, &str, &str)], words: &str, expect: &[(&str, Option<&str>)]) {
        let folder = tempfile::tempdir().unwrap();
        let corpus = Corpus::create(folder.path()).unwrap();
        let mut writer = corpus.writer().unwrap();
        for (id, date, text) in texts {
            let mut record = Record::of_text(DocumentId::new(*id).unwrap(), (*text).to_owned());
            record.date = date.parse().ok();
            writer.add(&record).unwrap();
        }
        writer.commit().unwrap();
        let trace = corpus.trace("q", words, &TraceOptions::default()).unwrap();
        let reprint = |m: &chuchu_model::Match| m.reprint_of.as_ref().map(|p| p.document.to_string());
        let found: Vec<_> = trace.matches.iter().map(|m| (m.doc.to_string(), reprint(m))).collect();
        let found: Vec<_> = found.iter().map(|(doc, of)| (doc.as_str(), of.as_deref())).collect();
        assert_eq!(found, expect);
    }

    const SPEECH: &str = "今天讲三个问题。凡事要从最苦的人想起，这样才不会把路走偏，工作也才有人心。";

    #[test]
    fn the_same_text_elsewhere_is_a_reprint_and_the_oldest_the_source() {
        let book = format!("第三章\n\n{SPEECH}以上是当时的讲话。");
        let other = "老人常说，凡事要从最苦的人想起，孙辈都记得。";
        let texts = [("book", "2015", book.as_str()), ("speech", "2012", SPEECH), ("tale", "2018", other)];
        let expect = [("speech", None), ("book", Some("speech")), ("tale", None)];
        check(&texts, "凡事要从最苦的人想起", &expect);
    }
}
