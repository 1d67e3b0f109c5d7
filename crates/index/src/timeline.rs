//! The timeline: how often something is said, year by year or month by month, and where it is said first.

use crate::characters::Holders;
use crate::dates::{self, Dates};
use crate::query::{Note, Plan, Query, places};
use crate::search::{self, Asked, Heads};
use crate::snapshot::Snapshot;
use crate::{Corpus, Error, SearchRequest};
use chuchu_model::{Hit, PartialDate, PassageKind, Shelf};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tantivy::DocAddress;

/// What is to be counted, and how finely.
#[derive(Clone, Debug, Default)]
pub struct TimelineRequest {
    /// The query and which passages count. The rest does not matter here.
    pub search: SearchRequest,
    /// The length of a period.
    pub by: Step,
}

/// The length of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// A year.
    #[default]
    Year,
    /// A month.
    Month,
}

/// What was found in one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Period {
    /// `2012` or `2012-12`; `None` for passages whose date is not known so exactly.
    pub period: Option<PartialDate>,
    /// The passages that answer the query.
    pub passages: usize,
    /// The places in them.
    pub hits: usize,
    /// The characters (letters, digits and Chinese ones, without marks and blanks) of all passages of the
    /// period that the filters let through, found or not.
    pub chars: u64,
    /// Places for each million of these characters.
    pub per_million: f64,
}

/// A timeline.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timeline {
    /// Every period from the first to the last with a hit (or those of the dates asked for), empty ones too.
    pub periods: Vec<Period>,
    /// What has no date, or none so exact as the periods are.
    pub undated: Option<Period>,
    /// The earliest dated passage, its places and its citation.
    pub first: Option<Hit>,
    /// Passages that answer the query but are noise, not text; they count nowhere above.
    pub noise: usize,
    /// The query as it was understood, where a lenient reading changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_as: Option<String>,
    /// Remarks on the query.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
}

impl Corpus {
    /// Counts what is found by period. Filters, and conditions that the query as a whole sets (`群众
    /// kind:speech`), also choose the passages whose characters are counted.
    ///
    /// Cost: the dates and lengths of all passages let through; reads the texts found, but for a query of one
    /// run of text, whose places the index knows.
    ///
    /// ```
    /// use chuchu_index::{Corpus, Record, SearchRequest, Step, TimelineRequest};
    /// # use chuchu_model::DocumentId;
    /// # let folder = tempfile::tempdir()?;
    /// # let corpus = Corpus::create(folder.path())?;
    /// # let mut writer = corpus.writer()?;
    /// # writer.add(&Record { date: Some("2013-06-18".parse()?), ..Record::of_text(DocumentId::new("a")?, "群众路线是生命线。\n要相信群众，依靠群众。".to_owned()) })?;
    /// # writer.add(&Record { date: Some("2015".parse()?), ..Record::of_text(DocumentId::new("b")?, "干部要走进群众，听取意见。".to_owned()) })?;
    /// # writer.commit()?;
    /// let search = SearchRequest { query: "群众".to_owned(), ..SearchRequest::default() };
    /// let timeline = corpus.timeline(&TimelineRequest { search, by: Step::Year })?;
    /// let hits: Vec<usize> = timeline.periods.iter().map(|period| period.hits).collect();
    /// assert_eq!(hits, [3, 0, 1], "2013, 2014, 2015");
    /// assert_eq!(timeline.first.unwrap().doc.as_str(), "a");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Corpus::search`].
    pub fn timeline(&self, request: &TimelineRequest) -> Result<Timeline, Error> {
        let Asked { query, read_as, notes } = request.search.read()?;
        let timeline = Timeline { read_as, notes, ..Timeline::default() };
        let Some(query) = query else { return Ok(timeline) };
        let snapshot = self.snapshot();
        let mut count =
            Count { dates: Dates::of(&snapshot)?, snapshot: &snapshot, request, rows: BTreeMap::new() };
        let (first, noise) = count.hits(&query)?;
        count.characters(&population(&query))?;
        let first = first.map(|at| search::hit(&snapshot, &query, at, &mut Heads::default())).transpose()?;
        let undated = count.rows.remove(&None).map(|tally| tally.period(None)).filter(|p| p.passages > 0);
        Ok(Timeline { periods: count.periods(), undated, first, noise, ..timeline })
    }
}

/// The conditions that a query as a whole sets.
fn population(query: &Query) -> Query {
    let is_condition = |part: &&Query| match part {
        Query::Not(part) => matches!(**part, Query::Field(_)),
        part => matches!(part, Query::Field(_)),
    };
    let parts = match query {
        Query::And(parts) => flattened(parts),
        other => vec![other],
    };
    Query::And(parts.into_iter().filter(is_condition).cloned().collect())
}

/// The parts of nested conjunctions: filters stand around the query.
fn flattened(parts: &[Query]) -> Vec<&Query> {
    let parts = parts.iter().flat_map(|part| match part {
        Query::And(parts) => flattened(parts),
        part => vec![part],
    });
    parts.collect()
}

/// The one run of text that a query looks for, besides conditions.
fn only_run(query: &Query) -> Option<&[char]> {
    let parts = match query {
        Query::And(parts) => flattened(parts),
        other => vec![other],
    };
    let mut runs = parts.into_iter().filter(|part| !matches!(part, Query::Field(_)));
    match (runs.next(), runs.next()) {
        (Some(Query::Literal(letters)), None) => Some(letters),
        _ => None,
    }
}

/// How often passages hold a run of text.
struct Counts(Vec<Holders>);

impl Counts {
    fn of(snapshot: &Snapshot, letters: &[char]) -> Result<Self, Error> {
        let all = snapshot.segments().map(|(_, _, characters)| characters.holders(letters));
        all.collect::<Result<_, _>>().map(Self).map_err(|e| snapshot.fail(e))
    }

    fn count(&self, at: DocAddress) -> usize {
        let Some(holders) = self.0.get(at.segment_ord as usize) else { return 0 };
        let found = holders.entries.binary_search(&at.doc_id).ok();
        found.and_then(|index| holders.counts.get(index)).map_or(0, |count| *count as usize)
    }
}

/// A period on the way: its number is the year, or the year times 12 and the month from 0.
type Number = Option<u64>;

#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    passages: usize,
    hits: usize,
    chars: u64,
}

impl Tally {
    fn period(self, period: Option<PartialDate>) -> Period {
        let Self { passages, hits, chars } = self;
        #[expect(clippy::cast_precision_loss, reason = "a rate; counts are far below 2^52")]
        let per_million = if chars == 0 { 0.0 } else { hits as f64 * 1e6 / chars as f64 };
        Period { period, passages, hits, chars, per_million }
    }
}

struct Count<'a> {
    snapshot: &'a Snapshot,
    dates: Dates,
    request: &'a TimelineRequest,
    rows: BTreeMap<Number, Tally>,
}

impl Count<'_> {
    fn living(&self, query: &Query) -> Result<Vec<DocAddress>, Error> {
        let plan = Plan::on(self.snapshot);
        plan.addresses(plan.run(query)?.as_ref())
    }

    fn is_noise(&self, at: DocAddress) -> bool {
        self.snapshot.kind(at) == PassageKind::Noise
    }

    /// The period of a passage.
    fn number(&self, at: DocAddress) -> Number {
        let (from, to) = self.dates.days(at)?;
        match self.request.by {
            Step::Year => (from / 10_000 == to / 10_000).then_some(from / 10_000),
            Step::Month => (from / 100 == to / 100).then(|| month(from / 10_000, from / 100 % 100)),
        }
    }

    /// Counts passages and places; gives the earliest passage, and the number of those that are noise.
    fn hits(&mut self, query: &Query) -> Result<(Option<DocAddress>, usize), Error> {
        let order = self.snapshot.order()?;
        let (mut first, mut noise) = (None, 0);
        let known = only_run(query).map(|letters| Counts::of(self.snapshot, letters)).transpose()?;
        for at in self.living(query)? {
            if self.is_noise(at) {
                noise += 1;
                continue;
            }
            let hits = match &known {
                Some(known) => known.count(at),
                None => {
                    let passage = self.snapshot.passage(at)?;
                    places(query, &passage.tile, passage.start).len()
                }
            };
            let row = self.rows.entry(self.number(at)).or_default();
            row.passages += 1;
            row.hits += hits;
            if let Some(days) = self.dates.days(at) {
                // Of dates that may begin on the same day, the more exact one; text before headings.
                let heading = search::shelf(self.snapshot.kind(at)) != Shelf::Text;
                let key = (days, heading, order.rank(at), at);
                first = Some(
                    first.map_or(key, |earliest: ((u64, u64), bool, u32, DocAddress)| earliest.min(key)),
                );
            }
        }
        Ok((first.map(|key| key.3), noise))
    }

    /// Counts the characters of all passages that a query lets through.
    fn characters(&mut self, population: &Query) -> Result<(), Error> {
        for at in self.living(population)? {
            if !self.is_noise(at) {
                let chars = self.snapshot.letters(at)?;
                self.rows.entry(self.number(at)).or_default().chars += chars;
            }
        }
        Ok(())
    }

    /// Every period of the range, in order.
    fn periods(&self) -> Vec<Period> {
        let mut found = self.rows.iter().filter(|(_, tally)| tally.passages > 0).filter_map(|(n, _)| *n);
        let Some(first) = found.next() else { return Vec::new() };
        let last = found.next_back().unwrap_or(first);
        // Where dates are asked for, the text there is between them counts, found or not.
        let mut there = self.rows.keys().filter_map(|n| *n);
        let search = &self.request.search;
        let first = if search.from.is_some() { there.next().unwrap_or(first) } else { first };
        let last = if search.to.is_some() { there.next_back().unwrap_or(last) } else { last };
        let tally = |n: u64| self.rows.get(&Some(n)).copied().unwrap_or_default();
        (first..=last).map(|n| tally(n).period(self.date(n))).collect()
    }

    fn date(&self, number: u64) -> Option<PartialDate> {
        match self.request.by {
            Step::Year => dates::date(number * 10_000 + 101, number * 10_000 + 1231),
            Step::Month => {
                let day = number / 12 * 10_000 + (number % 12 + 1) * 100 + 1;
                dates::date(day, day + 1)
            }
        }
    }
}

fn month(year: u64, month: u64) -> u64 {
    year * 12 + month.saturating_sub(1)
}
