//! What tracing asks of the postings: passages that may hold an altered text, and those that hold a text
//! letter by letter. No alignment, no verdict.

use crate::Error;
use crate::query::{Plan, literal};
use crate::schema::FIELDS;
use crate::snapshot::Snapshot;
use std::collections::BTreeSet;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, TermQuery};
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{DocAddress, Score};

/// The most pairs of characters that candidates are looked for with: the rarest ones of a long text tell
/// its source, the others only cost time.
const MOST_PAIRS: usize = 48;

impl Snapshot {
    /// The passages that share most with a text of folded characters, best first: BM25 over pairs of
    /// characters, the rarest pairs of the text alone where it is long.
    pub(crate) fn candidates(
        &self,
        letters: &[char],
        most: usize,
    ) -> Result<Vec<(Score, DocAddress)>, Error> {
        let pairs: BTreeSet<String> = letters.windows(2).map(|pair| pair.iter().collect()).collect();
        let mut terms = Vec::with_capacity(pairs.len());
        for pair in &pairs {
            let term = Term::from_field_text(FIELDS.grams, pair);
            let passages = self.searcher().doc_freq(&term).map_err(|e| self.fail(e))?;
            if passages > 0 {
                terms.push((passages, term));
            }
        }
        terms.sort_unstable();
        terms.truncate(MOST_PAIRS);
        if terms.is_empty() || most == 0 {
            return Ok(Vec::new());
        }
        let query = |(_, term)| Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as _;
        let any = BooleanQuery::union(terms.into_iter().map(query).collect());
        let best = TopDocs::with_limit(most).order_by_score();
        self.searcher().search(&any, &best).map_err(|e| self.fail(e))
    }

    /// All passages that contain folded characters one after the other, by segment and place. Cost: their
    /// postings.
    pub(crate) fn occurrences(&self, letters: &[char]) -> Result<Vec<DocAddress>, Error> {
        Plan::on(self).addresses(literal(letters).as_ref())
    }
}
