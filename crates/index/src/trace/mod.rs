//! Tracing a sentence in the corpus: candidates from the postings, alignment by `chuchu-trace`, and what
//! print says of every place found. What never lives here: alignment itself, the checking of manuscripts.

mod region;
mod reprints;
mod source;
#[cfg(test)]
mod tests;

use crate::entry::Head;
use crate::query::MOST_CHARS;
use crate::snapshot::Snapshot;
use crate::{Corpus, Error};
use chuchu_model::{Difference, DifferenceKind, DocumentId, Match, Trace, Verdict};
use chuchu_trace::segments::ellipses;
use chuchu_trace::{Place, Query, Rewritten, Window, coverage, in_form, literal, nearest};
use region::Region;
use std::cmp::{Ordering, Reverse};
use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;
use std::time::Instant;
use tantivy::DocAddress;

/// How many passages are looked at when a sentence stands nowhere letter by letter. Measured on 35 million
/// characters, the source of an altered quotation is among the first 20 pairs-of-characters candidates in 97
/// to 100 of 100 cases, on 12 million among the first 100 always.
const MOST_CANDIDATES: usize = 64;
/// How many of them, those that share most pairs, are read and compared.
const MOST_COMPARED: usize = 24;
/// How many of these, those that share most letters, are aligned.
const MOST_ALIGNED: usize = 12;
/// And only those that share at least this part of the letters that the best of them shares: what is nearest may
/// share somewhat less, in better order.
const SHARED_TO_BE_ALIGNED: (usize, usize) = (2, 3);
/// How many passages that hold a sentence letter by letter are read, the oldest first.
const MOST_READ: usize = 100;
/// The same of a formula, which has no source among them.
const MOST_READ_OF_FORMULA: usize = 20;
/// Texts of so many letters are looked for but for one of them: shorter ones stand everywhere so, and of longer ones
/// the pairs of letters tell enough.
const BUT_ONE: RangeInclusive<usize> = 6..=40;
/// Where nothing may be called the source, at most so many of the nearest places are shown for comparison.
const MOST_NEAREST: usize = 3;
/// And none that is less like the sentence than this.
const LEAST_LIKE: f64 = 0.25;
/// At how many ends of sentences one that runs on into the next passage is looked for.
const MOST_CUTS: usize = 6;
/// Letters of the document on both sides of a candidate, besides the length of the sentence.
const AROUND: usize = 120;
/// The same where the sentence has an ellipsis: it may leave out whole paragraphs.
const AROUND_ELLIPSIS: usize = 2_000;
/// A set phrase stands in this share of all documents.
const FORMULA_SHARE: f64 = 0.03;
/// And in at least so many: in three of five documents a phrase is no formula, it is a quotation with three
/// places.
const FORMULA_DOCUMENTS: usize = 10;
/// And has at most so many letters: longer ones are boilerplate, which has an origin.
const FORMULA_LETTERS: usize = 30;

/// How to trace.
#[derive(Clone, Copy, Debug)]
pub struct TraceOptions {
    /// At most so many matches.
    pub limit: usize,
}

impl Default for TraceOptions {
    fn default() -> Self {
        Self { limit: 10 }
    }
}

impl Corpus {
    /// Traces a sentence of at most 10,000 characters: all passages that hold it letter by letter (up to
    /// punctuation, blanks, width and script), else the places nearest to it. Matches are ordered by
    /// verdict, then by similarity, then oldest first (undated last), then by document and place; one index
    /// always gives the same answer. Of a sentence that is [`Verdict::NotFound`] the nearest places are shown, up to
    /// three and with that verdict: for comparison, not as its source.
    ///
    /// Cost: for a sentence that stands there, its postings, those of its parts where a paragraph may end in it, and the
    /// passages read; otherwise the postings of
    /// its rarest pairs of characters, 24 passages read and 12 aligned.
    ///
    /// ```
    /// use chuchu_index::{Corpus, Record, TraceOptions};
    /// # use chuchu_model::DocumentId;
    /// # let folder = tempfile::tempdir()?;
    /// # let corpus = Corpus::create(folder.path())?;
    /// # let mut writer = corpus.writer()?;
    /// # writer.add(&Record::of_text(DocumentId::new("c")?, "他说过，凡事要从最苦的人想起，这样才不会把路走偏。".to_owned()))?;
    /// # writer.commit()?;
    /// let trace = corpus.trace("q1", "凡事要从最穷的人想起，这样才不会把路走偏", &TraceOptions::default())?;
    /// assert_eq!(trace.verdict, chuchu_model::Verdict::Altered);
    /// let difference = &trace.matches[0].differences[0];
    /// assert_eq!((difference.query_text.as_str(), difference.source_text.as_str()), ("穷", "苦"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Empty`], [`Error::TooLong`], [`Error::Engine`].
    pub fn trace(&self, id: &str, text: &str, options: &TraceOptions) -> Result<Trace, Error> {
        let clock = Instant::now();
        let query = readable(text)?;
        let snapshot = self.snapshot();
        let mut finder = Finder::on(&snapshot);
        let mut found = finder.look(&query, None)?;
        found.matches.truncate(options.limit);
        finder.mark_reprints(&mut found.matches);
        Ok(Trace {
            id: id.to_owned(),
            text: text.to_owned(),
            verdict: found.verdict,
            took_us: u64::try_from(clock.elapsed().as_micros()).unwrap_or(u64::MAX),
            matches: found.matches,
        })
    }
}

/// A sentence made ready.
pub(crate) fn readable(text: &str) -> Result<Query, Error> {
    let chars = text.chars().count();
    if chars > MOST_CHARS {
        return Err(Error::TooLong { what: "the sentence", found: chars, most: MOST_CHARS });
    }
    let query = Query::new(text);
    if query.is_empty() { Err(Error::Empty) } else { Ok(query) }
}

/// What was found of one sentence.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    /// The verdict of the best match, or that it is a formula.
    pub(crate) verdict: Verdict,
    /// All matches, best first.
    pub(crate) matches: Vec<Match>,
}

/// Tells, by id and length in characters, whether a document is to be passed over.
pub(crate) type PassedOver<'a> = Option<&'a dyn Fn(&DocumentId, u64) -> Result<bool, Error>>;

/// Finds sentences in one snapshot; remembers the heads of the documents it has met.
#[derive(Debug)]
pub(crate) struct Finder<'a> {
    snapshot: &'a Snapshot,
    heads: HashMap<DocumentId, Option<Head>>,
    around: reprints::Around,
}

impl<'a> Finder<'a> {
    /// For this snapshot.
    pub(crate) fn on(snapshot: &'a Snapshot) -> Self {
        Self { snapshot, heads: HashMap::new(), around: HashMap::new() }
    }

    /// All places of a sentence, those in documents to be passed over excepted.
    pub(crate) fn find(&mut self, query: &Query, passed_over: PassedOver<'_>) -> Result<Found, Error> {
        let mut found = self.look(query, passed_over)?;
        found.matches.retain(|place| place.verdict != Verdict::NotFound);
        Ok(found)
    }

    /// All places of a sentence; where there are none, the nearest ones.
    fn look(&mut self, query: &Query, passed_over: PassedOver<'_>) -> Result<Found, Error> {
        self.around.clear();
        let addresses = self.snapshot.occurrences(query.folded())?;
        let formula = self.is_formula(query, &addresses)?;
        let most = if formula { MOST_READ_OF_FORMULA } else { MOST_READ };
        let mut matches = self.read(query, addresses, most, passed_over)?;
        if !formula {
            for found in self.across(query, passed_over)? {
                if !matches.iter().any(|m| m.doc == found.doc && m.span.overlaps(found.span)) {
                    matches.push(found);
                }
            }
        }
        for find in [Self::rewritten, Self::reordered, Self::abridged, Self::but_one, Self::near] {
            if matches.is_empty() {
                matches = find(self, query, passed_over)?;
            }
        }
        matches.sort_by(better);
        let best = matches.first().map_or(Verdict::NotFound, |m| m.verdict);
        matches.retain(|found| (found.verdict == Verdict::NotFound) == (best == Verdict::NotFound));
        if best == Verdict::NotFound {
            matches.truncate(MOST_NEAREST);
        }
        Ok(Found { verdict: if formula { Verdict::Formula } else { best }, matches })
    }

    /// The places of a sentence in some passages and what stands around them, best first.
    pub(crate) fn at(
        &mut self,
        query: &Query,
        mut addresses: Vec<DocAddress>,
        passed_over: PassedOver<'_>,
    ) -> Result<Vec<Match>, Error> {
        self.around.clear();
        self.sift(&mut addresses, passed_over)?;
        let mut matches = self.aligned(query, addresses, places)?;
        matches.sort_by(better);
        Ok(matches)
    }

    /// Takes out the passages of documents to be passed over.
    fn sift(&mut self, addresses: &mut Vec<DocAddress>, passed_over: PassedOver<'_>) -> Result<(), Error> {
        let Some(passed_over) = passed_over else { return Ok(()) };
        let mut kept = Vec::with_capacity(addresses.len());
        for at in addresses.iter().copied() {
            let document = self.snapshot.document_of(at)?;
            let chars = self.head(&document)?.map_or(0, |head| head.chars);
            if !passed_over(&document, chars)? {
                kept.push(at);
            }
        }
        *addresses = kept;
        Ok(())
    }

    /// Whether a sentence stands in so many documents that none of them is its source.
    fn is_formula(&self, query: &Query, addresses: &[DocAddress]) -> Result<bool, Error> {
        if query.letters() > FORMULA_LETTERS || addresses.len() < FORMULA_DOCUMENTS {
            return Ok(false);
        }
        let document = |at: &DocAddress| {
            (at.segment_ord, self.snapshot.columns(at.segment_ord).doc.ords().first(at.doc_id))
        };
        let here = addresses.iter().map(document).collect::<HashSet<_>>().len();
        let all = self.snapshot.order()?.ids.len();
        let share = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        Ok(here >= FORMULA_DOCUMENTS && share(here) >= FORMULA_SHARE * share(all))
    }

    /// The places in passages that hold the sentence letter by letter.
    fn read(
        &mut self,
        query: &Query,
        addresses: Vec<DocAddress>,
        most: usize,
        passed_over: PassedOver<'_>,
    ) -> Result<Vec<Match>, Error> {
        let addresses = self.oldest_sources(addresses, most, passed_over)?;
        self.within(query, addresses, literal)
    }

    /// The places where a sentence runs on from one passage into the next.
    fn across(&mut self, query: &Query, passed_over: PassedOver<'_>) -> Result<Vec<Match>, Error> {
        let mut addresses = Vec::new();
        for cut in query.sentence_starts().take(MOST_CUTS) {
            let (head, tail) = query.folded().split_at(cut);
            if head.len() < 2 || tail.len() < 2 {
                continue;
            }
            addresses.extend(self.snapshot.behind(head, tail)?);
        }
        addresses.sort_unstable();
        addresses.dedup();
        let addresses = self.oldest_sources(addresses, MOST_READ, passed_over)?;
        self.aligned(query, addresses, literal)
    }

    /// The places where a sentence stands but for the way its numbers are written.
    fn rewritten(&mut self, query: &Query, passed_over: PassedOver<'_>) -> Result<Vec<Match>, Error> {
        let Rewritten { forms, kept } = chuchu_trace::rewritten(query.text());
        let kept = Query::letters_of(&kept);
        if forms.is_empty() || (kept.len() >= 2 && self.snapshot.occurrences(&kept)?.is_empty()) {
            return Ok(Vec::new());
        }
        self.in_forms(query, forms.iter().map(|form| Query::letters_of(form)), passed_over)
    }

    /// The places of a sentence two of whose clauses stand the other way round.
    fn reordered(&mut self, query: &Query, passed_over: PassedOver<'_>) -> Result<Vec<Match>, Error> {
        self.in_forms(query, chuchu_trace::reordered(query), passed_over)
    }

    /// The places where other forms of a sentence stand letter by letter.
    fn in_forms(
        &mut self,
        query: &Query,
        forms: impl IntoIterator<Item = Vec<char>>,
        passed_over: PassedOver<'_>,
    ) -> Result<Vec<Match>, Error> {
        let mut matches = Vec::new();
        for form in forms {
            let found = self.snapshot.occurrences(&form)?;
            let addresses = self.oldest_sources(found, MOST_READ, passed_over)?;
            matches.extend(self.within(query, addresses, |query, window| in_form(query, &form, window))?);
        }
        matches.retain(|found| found.verdict != Verdict::NotFound);
        Ok(matches)
    }

    /// The places of a sentence with an ellipsis whose parts all stand in one passage letter by letter.
    fn abridged(&mut self, query: &Query, passed_over: PassedOver<'_>) -> Result<Vec<Match>, Error> {
        if !query.has_ellipsis() || query.pieces().any(|piece| piece.len() < 2) {
            return Ok(Vec::new());
        }
        let found = self.snapshot.occurrences_of_all(query.pieces())?;
        let addresses = self.oldest_sources(found, MOST_READ, passed_over)?;
        let mut matches = self.within(query, addresses, places)?;
        matches.retain(|found| found.verdict == Verdict::Ellipsis);
        Ok(matches)
    }

    /// The places of a sentence that stands in a passage letter by letter but for one letter.
    fn but_one(&mut self, query: &Query, passed_over: PassedOver<'_>) -> Result<Vec<Match>, Error> {
        if query.has_ellipsis() || !BUT_ONE.contains(&query.letters()) {
            return Ok(Vec::new());
        }
        let found = self.snapshot.occurrences_but_one(query.folded())?;
        let mut addresses = self.oldest_sources(found, MOST_READ, passed_over)?;
        self.oldest(&mut addresses, MOST_COMPARED);
        self.within(query, addresses, places)
    }

    /// The oldest passages, so many at most, without those of documents to be passed over.
    fn oldest_sources(
        &mut self,
        mut addresses: Vec<DocAddress>,
        most: usize,
        passed_over: PassedOver<'_>,
    ) -> Result<Vec<DocAddress>, Error> {
        self.oldest(&mut addresses, most);
        self.sift(&mut addresses, passed_over)?;
        Ok(addresses)
    }

    /// Keeps so many passages at most, the oldest of them.
    fn oldest(&self, addresses: &mut Vec<DocAddress>, most: usize) {
        if addresses.len() > most {
            addresses.sort_by_key(|at| (self.snapshot.first_day(*at).unwrap_or(u64::MAX), *at));
            addresses.truncate(most);
        }
    }

    /// The places of a sentence in passages, each by itself.
    fn within(
        &mut self,
        query: &Query,
        addresses: Vec<DocAddress>,
        find: impl Fn(&Query, &Window<'_>) -> Vec<Place>,
    ) -> Result<Vec<Match>, Error> {
        let mut matches = Vec::with_capacity(addresses.len());
        for at in addresses {
            let region = Region::of(self.snapshot, at)?;
            for place in find(query, &Window::new(region.text())) {
                matches.push(self.named(&region, place)?);
            }
        }
        Ok(matches)
    }

    /// The places of a sentence in passages and what stands around them, each once.
    fn aligned(
        &mut self,
        query: &Query,
        addresses: Vec<DocAddress>,
        find: impl Fn(&Query, &Window<'_>) -> Vec<Place>,
    ) -> Result<Vec<Match>, Error> {
        let mut matches: Vec<Match> = Vec::new();
        for at in addresses {
            let mut region = Region::of(self.snapshot, at)?;
            // What an ellipsis leaves out stands in the same work: two speeches make no quotation.
            region.widen(self.snapshot, at, around(query), query.has_ellipsis())?;
            for place in find(query, &Window::new(region.text())) {
                let found = self.named(&region, place)?;
                if !matches.iter().any(|m| m.doc == found.doc && m.span.overlaps(found.span)) {
                    matches.push(found);
                }
            }
        }
        Ok(matches)
    }

    /// The places nearest to a sentence that stands in no single passage letter by letter.
    fn near(&mut self, query: &Query, passed_over: PassedOver<'_>) -> Result<Vec<Match>, Error> {
        let found = self.snapshot.candidates(query.folded(), MOST_CANDIDATES)?;
        let mut likely = found.best;
        likely.sort_by_key(|candidate| Reverse(candidate.shared));
        let mut compared = Vec::with_capacity(MOST_COMPARED);
        let mut most = 0;
        for candidate in likely {
            let at_most = query.letters() * found.reach * candidate.shared as usize / found.pairs.max(1);
            if compared.len() >= MOST_COMPARED || at_most < most {
                break;
            }
            let mut addresses = vec![candidate.at];
            self.sift(&mut addresses, passed_over)?;
            for at in addresses {
                let region = Region::of(self.snapshot, at)?;
                let shared = coverage(query, &Window::new(region.text()));
                most = most.max(shared);
                compared.push((Reverse(shared), self.snapshot.first_day(at).unwrap_or(u64::MAX), at));
            }
        }
        compared.sort_unstable();
        let (part, whole) = SHARED_TO_BE_ALIGNED;
        let query = &query.clone().with_cohesion(found.cohesion);
        let near = compared.into_iter().take_while(|(shared, ..)| shared.0 * whole >= most * part);
        self.aligned(query, near.take(MOST_ALIGNED).map(|(_, _, at)| at).collect(), alike)
    }
}

/// How far around a candidate its source may reach, in letters.
fn around(query: &Query) -> usize {
    query.letters() + if query.has_ellipsis() { AROUND_ELLIPSIS } else { AROUND }
}

/// The places of a stretch of a document: literal ones, where the sentence runs over two passages, else the
/// nearest one.
fn places(query: &Query, window: &Window<'_>) -> Vec<Place> {
    let mut found = alike(query, window);
    found.retain(|place| place.verdict != Verdict::NotFound);
    found
}

/// The places of a stretch of a document, or what there is most like the sentence.
fn alike(query: &Query, window: &Window<'_>) -> Vec<Place> {
    let found = literal(query, window);
    if found.is_empty() {
        let like = |p: &Place| p.verdict != Verdict::NotFound || p.similarity >= LEAST_LIKE;
        nearest(query, window).into_iter().filter(like).collect()
    } else {
        found
    }
}

/// How much an ellipsis leaves out, by the power of two of its bytes: of two places the one that leaves out much less
/// is the likelier; a word more or less says nothing.
fn left_out(place: &Match) -> u32 {
    let ellipses = place.differences.iter().filter(|d| d.kind == DifferenceKind::Ellipsis);
    u32::BITS - ellipses.map(|d| d.source.len()).sum::<u32>().leading_zeros()
}

/// How many differences a place has besides what an ellipsis leaves out. One in whose place a mark of the sentence would
/// go too is one more.
fn beside_ellipsis(place: &Match) -> usize {
    let is_bare = |d: &Difference| {
        d.kind == DifferenceKind::Ellipsis && ellipses(&d.query_text).iter().any(|e| e.len() == d.query.len())
    };
    place.differences.iter().filter(|d| !is_bare(d)).count()
}

/// Of two places of a sentence with an ellipsis the one that is more like it first.
fn marked_alike(a: &Match, b: &Match) -> Ordering {
    if a.verdict != Verdict::Ellipsis {
        return Ordering::Equal;
    }
    (beside_ellipsis(a), left_out(a)).cmp(&(beside_ellipsis(b), left_out(b)))
}

/// Better matches first.
fn better(a: &Match, b: &Match) -> Ordering {
    let undated_last = |m: &Match| (m.date.is_none(), m.date);
    (a.verdict.cmp(&b.verdict))
        .then_with(|| b.similarity.total_cmp(&a.similarity))
        .then_with(|| marked_alike(a, b))
        .then_with(|| undated_last(a).cmp(&undated_last(b)))
        .then_with(|| (&a.doc, a.span).cmp(&(&b.doc, b.span)))
}
