//! Searching: which passages, in which order, and what is counted of them.

mod facets;
mod order;
mod rank;
mod request;

pub use facets::{FacetCount, FacetCounts, Facets};
pub(crate) use order::shelf;
pub(crate) use request::Asked;
pub use request::{Facet, SearchRequest, Sort};

use crate::entry::Head;
use crate::query::{Note, Plan, Query, places};
use crate::snapshot::Snapshot;
use crate::{Corpus, Error};
use chuchu_model::{DocumentId, Hit, PassageId};
use order::Best;
use rank::Scoring;
use std::collections::HashMap;
use std::time::Instant;
use tantivy::DocAddress;

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct SearchAnswer {
    /// Number of passages that answer the query, whatever the limit.
    pub total: usize,
    /// Time taken, in microseconds.
    pub took_us: u64,
    /// The ids of the hits, in order.
    pub ids: Vec<PassageId>,
    /// The hits, in order; empty where only ids were asked for.
    pub hits: Vec<Hit>,
    /// All hits counted by what was asked.
    pub facets: Facets,
    /// The query as it was understood, where a lenient reading changed it.
    pub read_as: Option<String>,
    /// Remarks on the query.
    pub notes: Vec<Note>,
}

impl Corpus {
    /// Searches. Every passage that answers the query is counted, and all of them are found. By relevance,
    /// text stands before headings, and those before noise; then the order is by score (`docs/query.md` has
    /// the formula), then by date (oldest first, undated last), then by document and place. The order is the
    /// same in every run, so that pages join.
    ///
    /// Cost: the postings of the query; by relevance, those of its words; reading and folding the text of
    /// every hit that is returned. Ids in corpus order read no text, score nothing.
    ///
    /// ```
    /// use chuchu_index::{Corpus, Record, SearchRequest};
    /// # use chuchu_model::DocumentId;
    /// # let folder = tempfile::tempdir()?;
    /// # let corpus = Corpus::create(folder.path())?;
    /// # let mut writer = corpus.writer()?;
    /// # writer.add(&Record::of_text(DocumentId::new("a")?, "群众路线是生命线。\n要相信群众，依靠群众。".to_owned()))?;
    /// # writer.add(&Record::of_text(DocumentId::new("b")?, "干部要走进群众，听取意见。".to_owned()))?;
    /// # writer.commit()?;
    /// let request = SearchRequest { query: "群众 NOT 干部".to_owned(), ..SearchRequest::default() };
    /// let answer = corpus.search(&request)?;
    /// assert_eq!(answer.total, answer.hits.len());
    /// assert!(answer.hits.iter().all(|hit| hit.doc.as_str() == "a" && hit.text.contains("群众")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::Empty`], [`Error::TooLong`] (a lenient request gets none of them);
    /// [`Error::Engine`].
    pub fn search(&self, request: &SearchRequest) -> Result<SearchAnswer, Error> {
        let clock = Instant::now();
        let Asked { query, read_as, notes } = request.read()?;
        let snapshot = self.snapshot();
        let mut answer = match &query {
            Some(query) => found(&snapshot, query, request)?,
            None => SearchAnswer::default(),
        };
        answer.took_us = u64::try_from(clock.elapsed().as_micros()).unwrap_or(u64::MAX);
        Ok(SearchAnswer { read_as, notes, ..answer })
    }
}

fn found(snapshot: &Snapshot, query: &Query, request: &SearchRequest) -> Result<SearchAnswer, Error> {
    let plan = Plan::of(snapshot, query)?;
    let all = plan.addresses(plan.run(query)?.as_ref())?;
    let facets = match request.facets.as_slice() {
        [] => Facets::default(),
        wanted => facets::count(snapshot, wanted, &all)?,
    };
    let usual = if request.ids_only { Sort::Document } else { Sort::Relevance };
    let answer = match request.sort.unwrap_or(usual) {
        Sort::Document if request.ids_only => in_order(snapshot, all, request)?,
        sort => sorted(&plan, snapshot, query, &all, sort, request)?,
    };
    Ok(SearchAnswer { facets, ..answer })
}

/// The ids alone, in corpus order.
fn in_order(
    snapshot: &Snapshot,
    all: Vec<DocAddress>,
    request: &SearchRequest,
) -> Result<SearchAnswer, Error> {
    let order = snapshot.order()?;
    let sorted = order.sorted(all);
    let ids = request.page(&sorted).iter().filter_map(|at| snapshot.ordered_name(order, *at)).collect();
    Ok(SearchAnswer { total: sorted.len(), ids, ..SearchAnswer::default() })
}

/// Hits or ids in any order.
fn sorted(
    plan: &Plan<'_>,
    snapshot: &Snapshot,
    query: &Query,
    all: &[DocAddress],
    sort: Sort,
    request: &SearchRequest,
) -> Result<SearchAnswer, Error> {
    let order = snapshot.order()?;
    let scoring = Scoring::of(snapshot, plan, query)?;
    let mut best = Best::new(snapshot, order, sort, request.first());
    if sort == Sort::Relevance {
        let scores = scoring.scores(all)?;
        all.iter().zip(scores).for_each(|(at, score)| best.offer(*at, score));
    } else {
        all.iter().for_each(|at| best.offer(*at, 0.0));
    }
    let ranked = best.sorted();
    let mut answer = SearchAnswer { total: all.len(), ..SearchAnswer::default() };
    let page = request.page(&ranked);
    if request.ids_only {
        answer.ids = page.iter().filter_map(|r| snapshot.ordered_name(order, r.at)).collect();
        return Ok(answer);
    }
    let mut heads = Heads::default();
    for ranked in page {
        let mut hit = Hit { score: ranked.score, ..hit(snapshot, query, ranked.at, &mut heads)? };
        if request.explain {
            hit.explanation = Some(scoring.explain(ranked.at)?);
        }
        answer.ids.push(hit.id.clone());
        answer.hits.push(hit);
    }
    Ok(answer)
}

/// Heads kept at a time: an answer may come from a million documents.
const MOST_HEADS: usize = 4_096;

/// Heads of documents that were read before.
#[derive(Debug, Default)]
pub(crate) struct Heads {
    read: HashMap<DocumentId, Option<Head>>,
}

impl Heads {
    /// The head of a document. Cost: reads it when asked first.
    pub(crate) fn of(&mut self, snapshot: &Snapshot, document: &DocumentId) -> Result<Option<&Head>, Error> {
        if !self.read.contains_key(document) {
            if self.read.len() >= MOST_HEADS {
                self.read.clear();
            }
            self.read.insert(document.clone(), snapshot.head_of(document)?);
        }
        Ok(self.read.get(document).and_then(Option::as_ref))
    }
}

/// A passage as a hit, with no score.
pub(crate) fn hit(
    snapshot: &Snapshot,
    query: &Query,
    at: DocAddress,
    heads: &mut Heads,
) -> Result<Hit, Error> {
    let passage = snapshot.passage(at)?;
    let doc = passage.id.document.clone();
    let head = heads.of(snapshot, &doc)?;
    Ok(Hit {
        title: head.and_then(|h| h.title.clone()),
        date: passage.facts.date.or_else(|| head?.date),
        score: 0.0,
        span: passage.span(),
        text: passage.text().to_owned(),
        hits: places(query, &passage.tile, passage.start),
        citation: passage.facts.citation,
        explanation: None,
        id: passage.id,
        doc,
    })
}
