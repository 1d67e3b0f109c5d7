//! Unmarked borrowings: stretches of a manuscript outside quotation marks that stand in the corpus, letter by letter or
//! nearly. `open` tells which letters are looked at, `chains` finds what they share with a segment; here the stretches
//! are chosen, widened, and traced like quotations. Formulas are told from borrowings by their spread.

mod chains;
mod open;

use super::{Desk, microseconds};
use crate::Error;
use crate::trace::readable;
use chains::{Chain, GRAM};
use chuchu_model::{Borrowing, BorrowingKind, Citation, Document, Match, Span, Trace, Verdict};
use chuchu_text::{Folded, Folding};
use chuchu_trace::reuse::Settings;
use open::Open;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;
use std::time::Instant;
use tantivy::DocAddress;

/// A borrowing has so many letters in common with its source.
pub(super) const LEAST: usize = 20;
/// And at least so many of ten of its letters.
const ALIKE: usize = 7;

/// What a stretch of the manuscript shares with an entry of a segment.
struct Shared {
    segment: u32,
    entry: u32,
    chain: Chain,
}

impl Desk<'_> {
    /// The unmarked borrowings of the manuscript, in order of place.
    pub(super) fn unmarked(
        &mut self,
        document: &Document,
        citations: &[Citation],
    ) -> Result<Vec<Borrowing>, Error> {
        let open = Open::of(&self.manuscript.text, document, &self.apparatus, citations);
        let mut found = Vec::new();
        for run in &open.runs {
            let shared = self.shared(&open, run.clone())?;
            let mut taken: Vec<Range<usize>> = Vec::new();
            for at in best_first(&shared) {
                let Some(one) = shared.get(at) else { continue };
                let Some(stretch) = self.stretch(&open, run, one)?.and_then(|wide| free(wide, &taken)) else {
                    continue;
                };
                let places = shared.iter().filter(|other| covers(&other.chain, &stretch));
                let places = places.map(|other| DocAddress::new(other.segment, other.entry)).collect();
                if let Some(borrowing) = self.borrowing(open.span(stretch.clone()), places)? {
                    found.push(borrowing);
                    taken.push(stretch);
                }
            }
        }
        found.sort_by_key(|borrowing| borrowing.span);
        (1..).zip(&mut found).for_each(|(number, one): (usize, _)| one.trace.id = format!("u{number}"));
        Ok(found)
    }

    /// What a run of the manuscript shares with all entries, copies of the manuscript apart.
    fn shared(&self, open: &Open, run: Range<usize>) -> Result<Vec<Shared>, Error> {
        let mut shared = Vec::new();
        for (segment, _, characters) in self.snapshot.segments() {
            let chains = chains::of(characters, open.letters(), run.clone());
            for chain in chains.map_err(|damage| self.snapshot.fail(damage))? {
                let entry =
                    characters.entry_at(chain.first.1).map_err(|damage| self.snapshot.fail(damage))?;
                if self.snapshot.is_passage(DocAddress::new(segment, entry)) {
                    shared.push(Shared { segment, entry, chain });
                }
            }
        }
        Ok(shared)
    }

    /// The stretch of a chain, widened letter by letter at both ends; `None` where too little is alike.
    fn stretch(&self, open: &Open, run: &Range<usize>, one: &Shared) -> Result<Option<Range<usize>>, Error> {
        let characters = self.snapshot.characters_of(one.segment)?;
        let start = characters.start(one.entry).map_err(|damage| self.snapshot.fail(damage))?;
        let passage = self.snapshot.passage(DocAddress::new(one.segment, one.entry))?;
        let source = Folded::new(&passage.tile, Folding::LETTERS);
        let letters = open.letters();
        let inside = |place: u32| place.saturating_sub(start) as usize;
        let (from, source_from) = (one.chain.first.0, inside(one.chain.first.1));
        let (to, source_to) = (one.chain.last.0 + GRAM, inside(one.chain.last.1) + GRAM);
        let alike = |a: usize, b: usize| letters.get(a).is_some_and(|a| source.chars().get(b) == Some(a));
        let left = (1..=(from - run.start).min(source_from)).take_while(|n| alike(from - n, source_from - n));
        let right = (0..run.end - to).take_while(|n| alike(to + n, source_to + n));
        let (left, right) = (left.count(), right.count());
        let whole = from - left..to + right;
        let stretch = open.trimmed(whole.clone());
        let common = (one.chain.covered + left + right + stretch.len()).saturating_sub(whole.len());
        Ok((common >= LEAST && common * 10 >= stretch.len() * ALIKE).then_some(stretch))
    }

    /// A stretch traced; `None` where nothing earlier has it.
    fn borrowing(&mut self, span: Span, mut places: Vec<DocAddress>) -> Result<Option<Borrowing>, Error> {
        let clock = Instant::now();
        let words = span.of(&self.manuscript.text).unwrap_or_default().to_owned();
        let Ok(query) = readable(&words) else { return Ok(None) };
        let (corpus, copies) = (self.corpus, &self.copies);
        let is_copy = |doc: &chuchu_model::DocumentId, chars| copies.has(corpus, doc, chars);
        let literal = self.snapshot.occurrences(query.folded())?;
        let mut matches = if literal.is_empty() {
            self.finder.at(&query, places.clone(), Some(&is_copy))?
        } else {
            self.finder.find(&query, Some(&is_copy))?.matches
        };
        matches.retain(|place| place.verdict < Verdict::Partial && !self.is_later(place));
        let Some(best) = matches.first() else { return Ok(None) };
        let verdict = best.verdict;
        places.extend(literal);
        let documents = self.documents(&places);
        let spread = documents >= Settings::default().formula_works(query.letters());
        let kind =
            if spread && !one_speaker(&matches) { BorrowingKind::Formula } else { BorrowingKind::Source };
        matches.truncate(self.options.trace.limit);
        self.finder.mark_reprints(&mut matches);
        let place = self.manuscript.places.of(span).cloned();
        let trace = Trace { id: String::new(), text: words, verdict, took_us: microseconds(clock), matches };
        Ok(Some(Borrowing { span, place, kind, documents, trace }))
    }

    /// In how many documents passages stand.
    fn documents(&self, places: &[DocAddress]) -> usize {
        let of = |at: &DocAddress| {
            (at.segment_ord, self.snapshot.columns(at.segment_ord).doc.ords().first(at.doc_id))
        };
        places.iter().map(of).collect::<BTreeSet<_>>().len()
    }
}

/// Chains in the order in which they are tried: those that share most first, then in order of place.
fn best_first(shared: &[Shared]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..shared.len()).collect();
    let key = |at: &usize| shared.get(*at).map(|s| (Reverse(s.chain.covered), s.chain.first, s.segment));
    order.sort_by_key(key);
    order
}

/// What of a stretch is not taken yet, if that is enough.
fn free(mut stretch: Range<usize>, taken: &[Range<usize>]) -> Option<Range<usize>> {
    for other in taken {
        if other.start <= stretch.start && stretch.start < other.end {
            stretch.start = other.end;
        }
        if other.start < stretch.end && stretch.end <= other.end {
            stretch.end = other.start;
        }
        if stretch.start < other.start && other.end < stretch.end {
            return None;
        }
    }
    (stretch.start + LEAST <= stretch.end).then_some(stretch)
}

/// Whether a chain has most of a stretch.
fn covers(chain: &Chain, stretch: &Range<usize>) -> bool {
    let common = (chain.last.0 + GRAM).min(stretch.end).saturating_sub(chain.first.0.max(stretch.start));
    common * 10 >= stretch.len() * ALIKE
}

/// Whether all places are the words of one known speaker, who may say them again and again.
fn one_speaker(matches: &[Match]) -> bool {
    let first = matches.first().and_then(|place| place.speaker.as_deref());
    first.is_some() && matches.iter().all(|place| place.speaker.as_deref() == first)
}

#[cfg(test)]
mod tests;
