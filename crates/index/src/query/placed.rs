//! [`Placed`]: passages in which texts stand at given distances, as a query of the engine. The places of letters
//! decide it; no text is read.

use super::listed::Listed;
use super::{Chain, Pattern, Query};
use crate::characters::Characters;
use crate::sections::Damage;
use crate::snapshot::BySegment;
use std::sync::Arc;
use tantivy::query::{EnableScoring, Explanation, Scorer, Weight};
use tantivy::{DocId, Score, SegmentReader};

/// What must stand where.
#[derive(Clone, Debug)]
enum Distances {
    Pattern(Pattern),
    Near(Vec<Arc<[char]>>, Vec<usize>),
}

impl Distances {
    fn entries(&self, characters: &Characters) -> Result<Vec<u32>, Damage> {
        match self {
            Self::Pattern(pattern) => characters.holders_stretched(&pattern.stretched()),
            Self::Near(texts, apart) => {
                let texts: Vec<&[char]> = texts.iter().map(AsRef::as_ref).collect();
                characters.holders_near(&texts, apart)
            }
        }
    }
}

/// Passages that hold texts at distances.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    distances: Arc<Distances>,
    characters: Arc<BySegment<Characters>>,
}

impl Placed {
    /// Those that a pattern matches.
    pub(super) fn matching(pattern: &Pattern, characters: &Arc<BySegment<Characters>>) -> Self {
        Self { distances: Arc::new(Distances::Pattern(pattern.clone())), characters: Arc::clone(characters) }
    }

    /// Those in which the texts of a chain are near each other; `None` where not letters alone make it up.
    pub(super) fn chained(chain: &Chain, characters: &Arc<BySegment<Characters>>) -> Option<Self> {
        let letters = |text: &Query| text.as_literal().filter(|l| !l.is_empty()).map(Arc::from);
        let texts: Option<Vec<Arc<[char]>>> = chain.texts.iter().map(letters).collect();
        let distances = Arc::new(Distances::Near(texts?, chain.apart.clone()));
        Some(Self { distances, characters: Arc::clone(characters) })
    }

    fn held(&self, reader: &SegmentReader) -> tantivy::Result<Listed> {
        let entries = match self.characters.get(&reader.segment_id()) {
            Some(characters) => self.distances.entries(characters)?,
            None => self.distances.entries(&Characters::of(reader)?)?,
        };
        Ok(Listed::new(entries))
    }
}

impl tantivy::query::Query for Placed {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Placed {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(self.held(reader)?))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.held(reader)?.explain(doc)
    }
}

#[cfg(test)]
mod tests {
    use crate::query::{Plan, parse, places};
    use crate::schema::Part;
    use crate::{Corpus, Record};
    use chuchu_model::DocumentId;
    use proptest::prelude::*;

    fn corpus(texts: &[String]) -> (tempfile::TempDir, Corpus) {
        let folder = tempfile::tempdir().unwrap();
        let corpus = Corpus::create(folder.path()).unwrap();
        let mut writer = corpus.writer().unwrap();
        for (n, text) in texts.iter().enumerate() {
            writer.add(&Record::of_text(DocumentId::new(format!("d{n}")).unwrap(), text.clone())).unwrap();
        }
        writer.commit().unwrap();
        (folder, corpus)
    }

    /// The places of letters find exactly the passages in whose text the query has a place.
    fn agrees(corpus: &Corpus, query: &str) -> Result<(), TestCaseError> {
        let snapshot = corpus.snapshot();
        let asked = parse(query).unwrap();
        let plan = Plan::on(&snapshot);
        let found = plan.addresses(plan.run(&asked).unwrap().as_ref()).unwrap();
        let mut expect = snapshot.entries(Part::Passage).unwrap();
        expect.retain(|at| !places(&asked, snapshot.passage(*at).unwrap().text(), 0).is_empty());
        expect.sort();
        prop_assert_eq!(found, expect, "{}", query);
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn places_decide_what_texts_say(
            texts in prop::collection::vec("[甲乙丙丁，]{0,14}(\n[甲乙丙丁，]{1,9})?", 1..12),
            patterns in prop::collection::vec("[?*]{0,2}[甲乙丙丁]{1,2}([?*]{1,3}[甲乙丙丁]{1,3}){0,2}[?*]{0,2}", 8),
            chains in prop::collection::vec("[甲乙丙丁]{1,2}( NEAR/[0-4] [甲乙丙丁]{1,3}){1,2}", 8),
        ) {
            let (_folder, corpus) = corpus(&texts);
            for query in patterns.iter().chain(&chains) {
                agrees(&corpus, query)?;
            }
        }
    }
}
