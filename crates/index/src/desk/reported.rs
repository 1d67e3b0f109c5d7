//! Reported speech: attributed words without marks (总书记指出，…), with their nearest place. Nobody claims that they are
//! verbatim, so that no verdict on them is a finding.

use super::{Desk, markers, microseconds};
use crate::Error;
use crate::trace::readable;
use chuchu_model::{Document, Match, Reported, ReportedSpeech, Trace, Verdict};

/// Fewer letters are no words to be traced.
const LEAST: usize = 8;

impl Desk<'_> {
    /// The reported speech of a manuscript that stands somewhere, those parts left out that quotations cover.
    /// Cost: a trace for each.
    pub(super) fn reported(&mut self, document: &Document) -> Result<Vec<ReportedSpeech>, Error> {
        let mut all = Vec::new();
        let quoted = |r: &&Reported| document.quotations.iter().any(|q| q.span.overlaps(r.span));
        for (number, reported) in (1..).zip(document.reported.iter().filter(|r| !quoted(r))) {
            all.extend(self.report(number, reported)?);
        }
        Ok(all)
    }

    fn report(&mut self, number: usize, reported: &Reported) -> Result<Option<ReportedSpeech>, Error> {
        let clock = std::time::Instant::now();
        let words = markers::out_of(reported.span, &self.manuscript.text, &self.markers);
        let query = match readable(&words) {
            Ok(query) if query.letters() >= LEAST => query,
            Ok(_) | Err(Error::Empty | Error::TooLong { .. }) => return Ok(None),
            Err(error) => return Err(error),
        };
        let (corpus, copies) = (self.corpus, &self.copies);
        let found = self.finder.find(&query, Some(&|doc, chars| copies.has(corpus, doc, chars)))?;
        let mut matches = found.matches;
        matches.retain(|place: &Match| !self.is_later(place));
        let Some(best) = matches.first().map(|place| place.verdict) else { return Ok(None) };
        let verdict = if found.verdict == Verdict::Formula { Verdict::Formula } else { best };
        matches.truncate(self.options.trace.limit);
        self.finder.mark_reprints(&mut matches);
        let trace =
            Trace { id: format!("r{number}"), text: words, verdict, took_us: microseconds(clock), matches };
        let place = self.manuscript.places.of(reported.span).cloned();
        Ok(Some(ReportedSpeech { reported: reported.clone(), place, trace }))
    }
}
