//! [`Findings`]: what [`super::Reuse::finish`] gives. Kept small; a [`Cluster`] is made when it is asked for.

use super::clusters::Group;
use super::letters::Row;
use super::pairs::Pair;
use chuchu_model::{PartialDate, PassageId, Span};
use std::ops::Range;

/// Whether a shared passage may have a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClusterKind {
    /// A passage that few works share: the oldest may be the source.
    Passage,
    /// A stock phrase: it stands in so many works that no single source can be named.
    Formula,
}

/// A place of a shared passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The passage in which it stands.
    pub passage: PassageId,
    /// Where in its document, in bytes.
    pub span: Span,
    /// When it was said or published, as far as known.
    pub date: Option<PartialDate>,
}

/// Two places that share a stretch.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedPair {
    /// The older place; of two without dates the one whose passage comes first.
    pub a: Occurrence,
    /// The other.
    pub b: Occurrence,
    /// 0 to 1: the letters that are alike, of all letters of both.
    pub similarity: f64,
}

impl SharedPair {
    /// Whether `a` is certainly older than `b`.
    #[must_use]
    pub fn is_earlier(&self) -> bool {
        self.a.date.zip(self.b.date).is_some_and(|(a, b)| b.is_after(a))
    }
}

/// All places of a shared passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Source or formula.
    pub kind: ClusterKind,
    /// In how many works it stands: documents, or articles of an anthology.
    pub works: usize,
    /// All places, oldest first; undated ones last.
    pub occurrences: Vec<Occurrence>,
    /// What any two of them share, which may be more than what all share. A pair may have a place that is none
    /// of the occurrences: one too unlike the others.
    pub pairs: Vec<SharedPair>,
}

/// What texts share.
#[derive(Debug)]
pub struct Findings {
    row: Row,
    pairs: Vec<Pair>,
    groups: Vec<Group>,
}

impl Findings {
    pub(super) fn new(row: Row, pairs: Vec<Pair>, groups: Vec<Group>) -> Self {
        Self { row, pairs, groups }
    }

    /// All clusters, in order of their oldest place. Cost: linear in what is taken.
    pub fn clusters(&self) -> impl Iterator<Item = Cluster> + '_ {
        self.groups.iter().map(|group| Cluster {
            kind: if group.formula { ClusterKind::Formula } else { ClusterKind::Passage },
            works: group.works,
            occurrences: group.places.iter().filter_map(|p| self.occurrence(p.passage, &p.letters)).collect(),
            pairs: group.pairs.iter().filter_map(|n| self.pair(self.pairs.get(*n as usize)?)).collect(),
        })
    }

    fn pair(&self, pair: &Pair) -> Option<SharedPair> {
        Some(SharedPair {
            a: self.occurrence(pair.passages.0, &pair.shared.a)?,
            b: self.occurrence(pair.passages.1, &pair.shared.b)?,
            similarity: pair.shared.similarity(),
        })
    }

    fn occurrence(&self, passage: u32, letters: &Range<u32>) -> Option<Occurrence> {
        let passage = self.row.passages.get(passage as usize)?;
        Some(Occurrence { passage: passage.id.clone(), span: self.row.span(letters), date: passage.date })
    }
}
