//! The desk: checking every quotation of a manuscript against the corpus. What never lives here: finding
//! places (that is `trace`), reading citations (that is the parser's), rendering.
//!
//! Nobody is accused without ground: words that are not in the corpus are `not_found`, a work that is not in
//! it is `not_covered`, and a later text, or a like saying of somebody else, is a parallel, never a source.

mod attribution;
mod citation;
mod citations;
pub mod code;
mod consistency;
mod copies;
mod coverage;
mod dates;
mod house;
mod markers;
mod notes;
mod reported;
mod surroundings;
#[cfg(test)]
mod tests;
mod unmarked;

use crate::snapshot::Snapshot;
use crate::trace::{Finder, TraceOptions, readable};
use crate::{Corpus, Error, Record};
use chuchu_model::{
    CheckItem, CheckReport, Citation, Coverage, Diagnostic, Document, DocumentId, FieldCheck, Match,
    PartialDate, Quotation, Span, Trace, Verdict,
};
use consistency::Paged;
use copies::Copies;
pub use house::{HouseRules, Ignore, MarkStyle};
use notes::{Apparatus, Tied};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::time::Instant;

/// How to check.
#[derive(Clone, Debug, Default)]
pub struct CheckOptions {
    /// How to trace each quotation.
    pub trace: TraceOptions,
    /// From this similarity on (0 to 1), a place where the words are altered or stand in part is named. The
    /// tracer's own thresholds come first, so that values below them change nothing.
    pub lowest_similarity: f64,
    /// The rules of the house.
    pub house: HouseRules,
    /// Quotations to be set aside.
    pub ignore: Vec<Ignore>,
    /// Whether words outside quotation marks that stand in the corpus are looked for as well.
    pub unmarked: bool,
}

impl Corpus {
    /// Checks a manuscript: where every quotation of it stands, whether its speaker and its citation agree with
    /// that place. `file` is only repeated in the report.
    ///
    /// The manuscript is never its own source: copies of it in the corpus are passed over. Places that are
    /// certainly later than the manuscript are parallels, and so are places that are only like the quotation
    /// and give the words to somebody else. The manuscript's date is the one given with it,
    /// that of its publication line, or that of a date standing alone on its last line.
    ///
    /// Reported speech without marks is traced as well, and listed apart; unmarked borrowings where
    /// [`CheckOptions::unmarked`] asks for them.
    ///
    /// Cost: parses the text, and traces every quotation and report; for unmarked borrowings a look into the lists of
    /// pairs for every fourth letter, and a trace for each that is found.
    ///
    /// ```
    /// use chuchu_index::{CheckOptions, Corpus, Record};
    /// # use chuchu_model::DocumentId;
    /// # let folder = tempfile::tempdir()?;
    /// # let corpus = Corpus::create(folder.path())?;
    /// # let mut writer = corpus.writer()?;
    /// # writer.add(&Record::of_text(DocumentId::new("c")?, "他说过，凡事要从最苦的人想起，这样才不会把路走偏。".to_owned()))?;
    /// # writer.commit()?;
    /// let text = "老人说：“凡事要从最苦的人想起，这样才不会把路走偏。”众人点头。";
    /// let manuscript = Record::of_text(DocumentId::new("essay")?, text.to_owned());
    /// let report = corpus.check("essay.txt", &manuscript, &CheckOptions::default())?;
    /// assert_eq!(report.items[0].trace.verdict, chuchu_model::Verdict::Exact);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Damaged`].
    pub fn check(
        &self,
        file: &str,
        manuscript: &Record,
        options: &CheckOptions,
    ) -> Result<CheckReport, Error> {
        self.check_with(file, manuscript, options, &mut |_, _| ControlFlow::Continue(()))
    }

    /// The same, telling after every quotation how many of how many are done; whoever is told may break it off.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Damaged`], [`Error::BrokenOff`].
    pub fn check_with(
        &self,
        file: &str,
        manuscript: &Record,
        options: &CheckOptions,
        progress: &mut dyn FnMut(usize, usize) -> ControlFlow<()>,
    ) -> Result<CheckReport, Error> {
        let snapshot = self.snapshot();
        let document = manuscript.parse();
        let apparatus = Apparatus::of(&manuscript.text, &manuscript.markers);
        let mut desk = Desk {
            corpus: self,
            snapshot: &snapshot,
            finder: Finder::on(&snapshot),
            date: dates::of_manuscript(manuscript, &document),
            copies: Copies::of(manuscript),
            manuscript,
            options,
            markers: markers::all(&manuscript.text, &manuscript.markers, &apparatus, &document.quotations),
            apparatus,
            diagnostics: document.diagnostics.clone(),
        };
        let mut items = Vec::with_capacity(document.quotations.len());
        let mut tied = Vec::with_capacity(document.quotations.len());
        for (number, quotation) in (1..).zip(&document.quotations) {
            let mut note = desk.apparatus.tied(quotation, &desk.markers);
            items.push(desk.item(number, quotation, note.as_mut())?);
            tied.push(note);
            if progress(number, document.quotations.len()).is_break() {
                return Err(Error::BrokenOff);
            }
        }
        let (summary, ignored) = counted(&items);
        let citations = desk.citations(&document, &items, &tied);
        let reported = desk.reported(&document)?;
        let unmarked = if options.unmarked { desk.unmarked(&document, &citations)? } else { Vec::new() };
        let (file, diagnostics) = (file.to_owned(), desk.diagnostics);
        Ok(CheckReport { file, summary, ignored, items, citations, diagnostics, reported, unmarked })
    }
}

/// How many quotations got which verdict, and how many are set aside.
fn counted(items: &[CheckItem]) -> (BTreeMap<Verdict, usize>, usize) {
    let mut summary = BTreeMap::new();
    let judged = items.iter().filter(|item| item.ignored.is_none());
    judged.for_each(|item| *summary.entry(item.trace.verdict).or_insert(0) += 1);
    (summary, items.iter().filter(|item| item.ignored.is_some()).count())
}

fn microseconds(clock: Instant) -> u64 {
    u64::try_from(clock.elapsed().as_micros()).unwrap_or(u64::MAX)
}

/// One manuscript under examination.
struct Desk<'a> {
    corpus: &'a Corpus,
    snapshot: &'a Snapshot,
    finder: Finder<'a>,
    manuscript: &'a Record,
    options: &'a CheckOptions,
    date: Option<PartialDate>,
    copies: Copies,
    apparatus: Apparatus<'a>,
    markers: Vec<Span>,
    diagnostics: Vec<Diagnostic>,
}

/// The places of one quotation.
#[derive(Debug)]
struct Places {
    verdict: Verdict,
    matches: Vec<Match>,
    parallels: Vec<Match>,
}

impl Desk<'_> {
    fn item(
        &mut self,
        number: usize,
        quotation: &Quotation,
        mut tied: Option<&mut Tied>,
    ) -> Result<CheckItem, Error> {
        let clock = Instant::now();
        let words = markers::without(quotation, &self.manuscript.text, &self.markers);
        let mut places = self.places(quotation, &words)?;
        if let Some(tied) = &mut tied {
            tied.choose(|citation| coverage::holds(citation, &places.matches));
        }
        let tied = tied.as_deref();
        let note = tied.map(|tied| &tied.citation);
        let several = tied.is_some_and(|tied| !tied.further.is_empty());
        let coverage = coverage::of(self.snapshot, quotation, note, &places.matches)?;
        let attribution = attribution::of(self.corpus, quotation, places.verdict, &places.matches)?;
        let mut citation_check = match note {
            Some(note) => citation::check((note, several), places.verdict, &places.matches, coverage),
            None => Vec::new(),
        };
        let (text, found) = (&self.manuscript.text, &places.matches);
        citation_check.extend(citation::dates::in_prose(text, quotation, attribution, places.verdict, found));
        self.points_back(tied, &citation_check);
        places.matches.truncate(self.options.trace.limit);
        self.finder.mark_reprints(&mut places.matches);
        places.parallels.truncate(self.options.trace.limit);
        let trace = Trace {
            id: format!("q{number}"),
            text: words.into_owned(),
            verdict: places.verdict,
            took_us: microseconds(clock),
            matches: places.matches,
        };
        let place = self.manuscript.places.of(quotation.marks.unwrap_or(quotation.span)).cloned();
        let mut item = CheckItem {
            quotation: quotation.clone(),
            place,
            trace,
            parallels: places.parallels,
            attribution,
            coverage,
            citation_check,
            house: Vec::new(),
            ignored: house::ignored(&self.options.ignore, &quotation.text),
        };
        item.house = self.options.house.broken_by(&item, note.is_some(), &self.manuscript.text);
        Ok(item)
    }

    /// Where the words of a quotation stand, copies of the manuscript apart.
    fn places(&mut self, quotation: &Quotation, words: &str) -> Result<Places, Error> {
        let mut places = Places { verdict: Verdict::NotFound, matches: Vec::new(), parallels: Vec::new() };
        let query = match readable(words) {
            Ok(query) => query,
            Err(Error::Empty) => return Ok(places),
            Err(error @ Error::TooLong { .. }) => {
                let message = format!("a quotation was not traced: {error}");
                self.diagnostics.push(code::TOO_LONG.at(quotation.span, message));
                return Ok(places);
            }
            Err(error) => return Err(error),
        };
        let is_copy = |doc: &DocumentId, chars| self.copies.has(self.corpus, doc, chars);
        let found = self.finder.find(&query, Some(&is_copy))?;
        let named = |place: &Match| {
            !matches!(place.verdict, Verdict::Altered | Verdict::Partial)
                || place.similarity >= self.options.lowest_similarity
        };
        for place in found.matches.into_iter().filter(named) {
            let parallel =
                self.is_later(&place) || attribution::is_of_another(self.corpus, quotation, &place)?;
            if parallel { places.parallels.push(place) } else { places.matches.push(place) }
        }
        let best = places.matches.first().map_or(Verdict::NotFound, |m| m.verdict);
        let formula = found.verdict == Verdict::Formula && !places.matches.is_empty();
        places.verdict = if formula { Verdict::Formula } else { best };
        Ok(places)
    }

    /// Whether a place is certainly later than the manuscript.
    fn is_later(&self, place: &Match) -> bool {
        self.date.zip(place.date).is_some_and(|(own, other)| other.is_after(own))
    }

    /// Remarks on a note that points back to a work which has not got the words.
    fn points_back(&mut self, tied: Option<&Tied>, disagreements: &[FieldCheck]) {
        let Some((here, there)) = tied.and_then(|tied| tied.back) else { return };
        if let Some(title) = disagreements.iter().find(|check| check.field == "title") {
            let meant = there.of(&self.manuscript.text).unwrap_or_default().trim();
            let message =
                format!("the note points back to {meant}; the words stand in 《{}》", title.expected);
            self.diagnostics.push(code::WRONG_TARGET.at(here, message));
        }
    }

    /// Every citation of the manuscript; on the way, what it contradicts itself in is remarked on.
    fn citations(
        &mut self,
        document: &Document,
        items: &[CheckItem],
        tied: &[Option<Tied>],
    ) -> Vec<Citation> {
        let direct = tied.iter().flatten().filter(|tied| tied.back.is_none());
        let direct = direct.flat_map(|tied| std::iter::once(&tied.citation).chain(&tied.further));
        let direct = direct.cloned().collect();
        let all = citations::all(document, &self.apparatus, direct);
        let noted = items.iter().zip(tied).filter_map(|(item, tied)| Some((item, &tied.as_ref()?.citation)));
        let paged = noted.map(|(item, note)| {
            let found = item.trace.verdict <= Verdict::Altered && item.coverage == Coverage::Covered;
            Paged { quotation: &item.quotation, note, confirmed: found && item.citation_check.is_empty() }
        });
        let paged: Vec<Paged<'_>> = paged.collect();
        let text = &self.manuscript.text;
        self.diagnostics.extend(consistency::check(text, &self.apparatus, &all, &paged));
        all
    }
}
