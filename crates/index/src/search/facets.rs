//! Counting all hits by what is known of them: [`FacetCounts`].

use super::Facet;
use crate::Error;
use crate::schema::FIELDS;
use crate::snapshot::{Order, Snapshot};
use chuchu_model::PassageKind;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet as _, TERMINATED, TantivyError};

/// The most values of a facet that are given.
const MOST_VALUES: usize = 50;

/// How often a value occurs among the hits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FacetCount {
    /// The value; names of speakers as they are compared, in simplified characters.
    pub value: String,
    /// The hits that have it.
    pub passages: usize,
}

/// The values of one facet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FacetCounts {
    /// The most frequent values, at most fifty, the greatest first; years in their order, all of them.
    pub values: Vec<FacetCount>,
    /// How many values are left out.
    pub left_out: usize,
    /// Hits that have no value.
    pub without: usize,
}

/// All facets asked for.
pub type Facets = BTreeMap<Facet, FacetCounts>;

/// Counts hits, which come by segment and place.
///
/// Cost: for kind and speaker, the postings of that field; for year and document, a look into a column for
/// each hit; for work, reading each excerpt among the hits.
pub(super) fn count(snapshot: &Snapshot, facets: &[Facet], hits: &[DocAddress]) -> Result<Facets, Error> {
    let order = snapshot.order()?;
    let mut counted = Facets::new();
    for facet in facets {
        let counts = match facet {
            Facet::Kind => by_term(snapshot, FIELDS.kind, hits)?,
            Facet::Speaker => by_term(snapshot, FIELDS.speaker, hits)?,
            Facet::Work => by_work(snapshot, hits)?,
            Facet::Year => by_year(snapshot, hits),
            Facet::Doc => by_document(order, hits),
        };
        counted.insert(*facet, counts);
    }
    Ok(counted)
}

impl FacetCounts {
    /// The most frequent of some values.
    fn most_frequent(values: impl IntoIterator<Item = (String, usize)>, without: usize) -> Self {
        let counts = values.into_iter().filter(|(_, passages)| *passages > 0);
        let mut values: Vec<FacetCount> =
            counts.map(|(value, passages)| FacetCount { value, passages }).collect();
        values.sort_by(|a, b| b.passages.cmp(&a.passages).then_with(|| a.value.cmp(&b.value)));
        let left_out = values.len().saturating_sub(MOST_VALUES);
        values.truncate(MOST_VALUES);
        Self { values, left_out, without }
    }
}

/// By the terms of a field that holds whole values. A passage may have several.
fn by_term(snapshot: &Snapshot, field: Field, hits: &[DocAddress]) -> Result<FacetCounts, Error> {
    let fail = |e: TantivyError| snapshot.fail(e);
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut with = 0;
    for (segment, reader) in (0u32..).zip(snapshot.searcher().segment_readers()) {
        let mut here = vec![false; reader.max_doc() as usize];
        let of_segment = hits.iter().filter(|at| at.segment_ord == segment);
        of_segment.for_each(|at| here[at.doc_id as usize] = true);
        let mut has = vec![false; here.len()];
        let index = reader.inverted_index(field).map_err(fail)?;
        let mut terms = index.terms().stream().map_err(|e| fail(e.into()))?;
        while terms.advance() {
            let mut postings = index
                .read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)
                .map_err(|e| fail(e.into()))?;
            let mut passages = 0;
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if here.get(doc as usize) == Some(&true) {
                    passages += 1;
                    has[doc as usize] = true;
                }
                doc = postings.advance();
            }
            let value = String::from_utf8_lossy(terms.key());
            *counts.entry(value.trim_matches('"').to_owned()).or_default() += passages;
        }
        with += has.into_iter().filter(|has| *has).count();
    }
    Ok(FacetCounts::most_frequent(counts, hits.len() - with))
}

fn by_work(snapshot: &Snapshot, hits: &[DocAddress]) -> Result<FacetCounts, Error> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut with = 0;
    // Excerpts alone have a citation of their own.
    for at in hits.iter().filter(|at| snapshot.kind(**at) == PassageKind::Excerpt) {
        if let Some(work) = snapshot.passage(*at)?.facts.work {
            *counts.entry(work).or_default() += 1;
            with += 1;
        }
    }
    Ok(FacetCounts::most_frequent(counts, hits.len() - with))
}

fn by_year(snapshot: &Snapshot, hits: &[DocAddress]) -> FacetCounts {
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    let mut without = 0;
    for at in hits {
        match snapshot.first_day(*at) {
            Some(day) => *counts.entry(day / 10_000).or_default() += 1,
            None => without += 1,
        }
    }
    let value = |(year, passages)| FacetCount { value: format!("{year:04}"), passages };
    FacetCounts { values: counts.into_iter().map(value).collect(), left_out: 0, without }
}

fn by_document(order: &Order, hits: &[DocAddress]) -> FacetCounts {
    let mut counts = vec![0; order.ids.len()];
    for at in hits {
        if let Some(count) = counts.get_mut(order.rank(*at) as usize) {
            *count += 1;
        }
    }
    let with = counts.iter().sum::<usize>();
    let found = order.ids.iter().zip(counts).filter(|(_, passages)| *passages > 0);
    FacetCounts::most_frequent(found.map(|(id, passages)| (id.to_string(), passages)), hits.len() - with)
}
