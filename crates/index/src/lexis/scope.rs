//! [`Scope`]: which passages a statistic is about.

use crate::query::{Field, Plan, Query};
use crate::snapshot::Snapshot;
use crate::{Error, SearchRequest};
use chuchu_model::{DocumentId, PassageKind};
use tantivy::DocAddress;

/// Which passages are counted: of these documents, those that answer this request, paragraphs and excerpts
/// only. Noise never counts, nor does the citation below an excerpt; headings and titles do where asked for.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// Only these documents; all where none is named.
    pub documents: Vec<DocumentId>,
    /// Only passages that answer this; its query may be blank, its limit and order mean nothing here.
    pub filter: SearchRequest,
    /// Count headings, titles and other front matter as well.
    pub headings: bool,
}

impl Scope {
    /// Whether it leaves any text of the corpus out.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        !self.documents.is_empty()
            || !self.filter.query.trim().is_empty()
            || self.filter.filters().next().is_some()
    }

    /// What makes it narrower than the corpus, as a query.
    pub(crate) fn query(&self) -> Result<Option<Query>, Error> {
        let mut parts: Vec<Query> = if self.filter.query.trim().is_empty() {
            self.filter.filters().collect()
        } else {
            self.filter.read()?.query.into_iter().collect()
        };
        let mut documents: Vec<Query> =
            self.documents.iter().map(|id| Query::Field(Field::Doc(id.clone()))).collect();
        match documents.len() {
            0 => {}
            1 => parts.append(&mut documents),
            _ => parts.push(Query::Or(documents)),
        }
        Ok(match parts.len() {
            0 => None,
            1 => parts.pop(),
            _ => Some(Query::And(parts)),
        })
    }

    /// The passages, by segment and place: those of a document stand together.
    pub(crate) fn passages(&self, snapshot: &Snapshot) -> Result<Vec<DocAddress>, Error> {
        self.passages_with(snapshot, None)
    }

    /// Those of them that also answer `further`.
    pub(crate) fn passages_with(
        &self,
        snapshot: &Snapshot,
        further: Option<Query>,
    ) -> Result<Vec<DocAddress>, Error> {
        for id in &self.documents {
            if snapshot.entries_of(id)?.is_empty() {
                return Err(Error::NoDocument { id: id.clone() });
            }
        }
        let query = match (self.query()?, further) {
            (Some(own), Some(further)) => Some(Query::And(vec![further, own])),
            (own, further) => own.or(further),
        };
        let mut found = match query {
            None => snapshot.entries(crate::schema::Part::Passage)?,
            Some(query) => {
                let plan = Plan::on(snapshot);
                plan.addresses(plan.run(&query)?.as_ref())?
            }
        };
        found.retain(|at| self.counts(snapshot.kind(*at)));
        Ok(found)
    }

    fn counts(&self, kind: PassageKind) -> bool {
        match kind {
            PassageKind::Excerpt | PassageKind::Paragraph => true,
            PassageKind::Heading | PassageKind::Front => self.headings,
            PassageKind::Noise => false,
        }
    }
}
