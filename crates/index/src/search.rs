//! Search requests and answers: which passages, in which order.

use crate::entry::Head;
use crate::query::{self, Fault, Field, Plan, Query};
use crate::ranking::Bm25;
use crate::snapshot::Snapshot;
use crate::words::Cutter;
use crate::{Corpus, Error};
use chuchu_model::{DocumentId, DocumentKind, Hit, PartialDate, PassageId, PassageKind};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::time::Instant;
use tantivy::{DocAddress, Score};

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct SearchRequest {
    /// The query, in the language of the contract; at most 10,000 characters.
    pub query: String,
    /// Only documents of this kind.
    pub kind: Option<DocumentKind>,
    /// Only passages of this speaker.
    pub speaker: Option<String>,
    /// Only this document.
    pub doc: Option<DocumentId>,
    /// Not before this date.
    pub from: Option<PartialDate>,
    /// Not after this date.
    pub to: Option<PartialDate>,
    /// At most so many hits; `None` for all.
    pub limit: Option<usize>,
    /// Leave out so many of the first.
    pub offset: usize,
    /// Only ids are wanted: no texts are read, no scores computed, hits in corpus order.
    pub ids_only: bool,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct SearchAnswer {
    /// Number of passages that answer the query, whatever the limit.
    pub total: usize,
    /// Time taken, in microseconds.
    pub took_us: u64,
    /// The ids of the hits, best first.
    pub ids: Vec<PassageId>,
    /// The hits, best first; empty where only ids were asked for.
    pub hits: Vec<Hit>,
}

impl SearchRequest {
    /// The query with the filters as further conditions.
    pub(crate) fn read(&self) -> Result<Query, Error> {
        let chars = self.query.chars().count();
        if chars > query::MOST_CHARS {
            return Err(Error::TooLong { what: "the query", found: chars, most: query::MOST_CHARS });
        }
        let asked = query::parse(&self.query).map_err(|fault| match fault {
            Fault::Empty => Error::Empty,
            Fault::At { span, message } => Error::Query { span, message },
        })?;
        let mut parts = vec![asked];
        parts.extend(self.filters().map(Query::Field));
        Ok(match parts.len() {
            1 => parts.remove(0),
            _ => Query::And(parts),
        })
    }

    pub(crate) fn filters(&self) -> impl Iterator<Item = Field> {
        let folded = |name: &String| chuchu_text::fold_to_string(name, chuchu_text::Folding::LETTERS);
        let days = (self.from.is_some() || self.to.is_some()).then(|| {
            let from = self.from.map_or(0, PartialDate::earliest);
            Field::Days(from, self.to.map_or(u32::MAX, PartialDate::latest))
        });
        let kind = self.kind.map(Field::Kind);
        let speaker = self.speaker.as_ref().map(|name| Field::Speaker(folded(name)));
        [kind, speaker, self.doc.clone().map(Field::Doc), days].into_iter().flatten()
    }

    /// The part of a sorted list that is wanted.
    fn page<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        let rest = all.get(self.offset..).unwrap_or(&[]);
        rest.get(..self.limit.unwrap_or(rest.len())).unwrap_or(rest)
    }
}

impl Corpus {
    /// Searches. Every passage that answers the query is counted, and all of them are found; text stands
    /// before headings, and those before noise; then the order is by BM25 over words, then by date (oldest first, undated last), then by document and place.
    ///
    /// Cost: the postings of the query; reading and folding the text of every hit that is returned.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Empty`], [`Error::TooLong`], [`Error::Engine`].
    pub fn search(&self, request: &SearchRequest) -> Result<SearchAnswer, Error> {
        let clock = Instant::now();
        let query = request.read()?;
        let snapshot = self.snapshot();
        let mut answer = if request.ids_only {
            in_order(&snapshot, &query, request)?
        } else {
            ranked(&snapshot, &query, request)?
        };
        answer.took_us = u64::try_from(clock.elapsed().as_micros()).unwrap_or(u64::MAX);
        Ok(answer)
    }
}

/// The ids alone, in corpus order.
fn in_order(snapshot: &Snapshot, query: &Query, request: &SearchRequest) -> Result<SearchAnswer, Error> {
    let plan = Plan::on(snapshot);
    let addresses = plan.addresses(plan.run(query)?.as_ref())?;
    let order = snapshot.order()?;
    let sorted = order.sorted(addresses);
    let ids = request.page(&sorted).iter().filter_map(|at| snapshot.ordered_name(order, *at)).collect();
    Ok(SearchAnswer { total: sorted.len(), ids, ..SearchAnswer::default() })
}

/// A passage on its way into the order of an answer.
#[derive(Clone, Copy, Debug)]
struct Ranked {
    /// Text stands before headings and titles, and those before noise: BM25 alone puts the shortest first,
    /// and nobody looks for a heading that repeats the words of the text below it.
    shelf: u8,
    score: Score,
    day: u64,
    rank: u32,
    at: DocAddress,
}

impl Ranked {
    fn better(&self, other: &Self) -> Ordering {
        let by_score = self.shelf.cmp(&other.shelf).then(other.score.total_cmp(&self.score));
        by_score.then_with(|| (self.day, self.rank, self.at).cmp(&(other.day, other.rank, other.at)))
    }
}

/// Whole hits, best first.
fn ranked(snapshot: &Snapshot, query: &Query, request: &SearchRequest) -> Result<SearchAnswer, Error> {
    let mut all = scored(snapshot, query)?;
    let wanted = request.limit.map_or(all.len(), |l| l.saturating_add(request.offset));
    if wanted < all.len() && wanted > 0 {
        all.select_nth_unstable_by(wanted - 1, Ranked::better);
        all.get_mut(..wanted).unwrap_or_default().sort_unstable_by(Ranked::better);
    } else {
        all.sort_unstable_by(Ranked::better);
    }
    let mut heads = HashMap::new();
    let mut hits = Vec::new();
    for ranked in request.page(&all) {
        hits.push(hit(snapshot, query, *ranked, &mut heads)?);
    }
    let ids = hits.iter().map(|h| h.id.clone()).collect();
    Ok(SearchAnswer { total: all.len(), ids, hits, ..SearchAnswer::default() })
}

/// Every passage that answers the query with its score, in no order.
fn scored(snapshot: &Snapshot, query: &Query) -> Result<Vec<Ranked>, Error> {
    let plan = Plan::on(snapshot);
    let addresses = plan.addresses(plan.run(query)?.as_ref())?;
    let scores = scores(snapshot, &addresses, &words(query))?;
    let order = snapshot.order()?;
    let ranked = |(at, score): (DocAddress, Score)| Ranked {
        shelf: shelf(snapshot.kind(at)),
        score,
        day: snapshot.first_day(at).unwrap_or(u64::MAX),
        rank: order.rank(at),
        at,
    };
    Ok(addresses.into_iter().zip(scores).map(ranked).collect())
}

/// BM25 over words of passages, which come by segment and place.
fn scores(snapshot: &Snapshot, passages: &[DocAddress], words: &[String]) -> Result<Vec<Score>, Error> {
    let bm25 = Bm25::on(snapshot)?;
    let mut scores = vec![0.0; passages.len()];
    for word in words {
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphanumeric()).collect();
        let mut all = Vec::new();
        for (segment, _, characters) in snapshot.segments() {
            all.push((segment, characters, characters.holders(&letters).map_err(|e| snapshot.fail(e))?));
        }
        let weight = bm25.weight(all.iter().map(|(_, _, holders)| holders.entries.len()).sum());
        for (segment, characters, holders) in all {
            let from = passages.partition_point(|at| at.segment_ord < segment);
            let mut held = holders.entries.into_iter().zip(holders.counts).peekable();
            let here =
                passages.iter().zip(&mut scores).skip(from).take_while(|(at, _)| at.segment_ord == segment);
            for (at, score) in here {
                while held.next_if(|(entry, _)| *entry < at.doc_id).is_some() {}
                if let Some((entry, count)) = held.next_if(|(entry, _)| *entry == at.doc_id) {
                    let letters = characters.letters(entry).map_err(|e| snapshot.fail(e))?;
                    *score += weight * bm25.frequency(count, letters);
                }
            }
        }
    }
    Ok(scores)
}

fn shelf(kind: PassageKind) -> u8 {
    match kind {
        PassageKind::Excerpt | PassageKind::Paragraph => 0,
        PassageKind::Heading | PassageKind::Front => 1,
        PassageKind::Noise => 2,
    }
}

/// The words of what is looked for, each once.
fn words(query: &Query) -> Vec<String> {
    let mut words = Vec::new();
    for letters in query.literals() {
        let text: String = letters.iter().collect();
        Cutter::default().cut(&text, |word| words.push(word.to_owned()));
    }
    words.sort();
    words.dedup();
    words
}

fn hit(
    snapshot: &Snapshot,
    query: &Query,
    ranked: Ranked,
    heads: &mut HashMap<DocumentId, Option<Head>>,
) -> Result<Hit, Error> {
    let passage = snapshot.passage(ranked.at)?;
    let doc = passage.id.document.clone();
    if !heads.contains_key(&doc) {
        heads.insert(doc.clone(), snapshot.head_of(&doc)?);
    }
    let head = heads.get(&doc).and_then(Option::as_ref);
    Ok(Hit {
        title: head.and_then(|h| h.title.clone()),
        date: passage.facts.date.or_else(|| head?.date),
        score: ranked.score,
        span: passage.span(),
        text: passage.text().to_owned(),
        hits: query::places(query, &passage.tile, passage.start),
        citation: passage.facts.citation,
        id: passage.id,
        doc,
    })
}
