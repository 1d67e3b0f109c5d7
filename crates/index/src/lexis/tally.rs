//! [`Tally`]: how often every word (or character) of some passages occurs, and in how many documents.

use super::frequency::Unit;
use super::pass::{self, Page};
use super::sequence;
use super::vocabulary::Vocabulary;
use crate::Error;
use crate::snapshot::Snapshot;
use chuchu_model::PassageKind;
use tantivy::DocAddress;

/// Passages of documents with excerpts, whose citations do not count; and those of the others.
fn parted(snapshot: &Snapshot, passages: &[DocAddress]) -> (Vec<DocAddress>, Vec<DocAddress>) {
    let (mut cited, mut plain) = (Vec::new(), Vec::new());
    let same = |a: &DocAddress, b: &DocAddress| pass::document(snapshot, *a) == pass::document(snapshot, *b);
    for document in passages.chunk_by(same) {
        let has_excerpt = document.iter().any(|at| snapshot.kind(*at) == PassageKind::Excerpt);
        if has_excerpt { &mut cited } else { &mut plain }.extend_from_slice(document);
    }
    (cited, plain)
}

/// The counts of one item.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// How often it occurs.
    pub(crate) tokens: u64,
    /// In how many documents.
    pub(crate) documents: u64,
}

/// The counts of all items. Memory: by the number of different items, not by that of the text.
#[derive(Debug)]
pub(crate) struct Tally {
    unit: Unit,
    vocabulary: Vocabulary,
    counts: Vec<Count>,
    /// The document in which an item was last seen.
    last: Vec<u64>,
    document: Option<u64>,
    /// All items together.
    pub(crate) tokens: u64,
    /// How many documents have a passage among those counted.
    pub(crate) documents: u64,
    /// How many passages were counted.
    pub(crate) passages: u64,
}

impl Tally {
    fn new(unit: Unit) -> Self {
        Self {
            unit,
            vocabulary: Vocabulary::default(),
            counts: Vec::new(),
            last: Vec::new(),
            document: None,
            tokens: 0,
            documents: 0,
            passages: 0,
        }
    }

    /// Without any word yet.
    pub(crate) fn words() -> Self {
        Self::new(Unit::Words)
    }

    /// Counts passages. Cost: words are counted from the sequences of the index; characters, and compilations of
    /// excerpts, in one pass over their texts.
    pub(crate) fn of(snapshot: &Snapshot, passages: &[DocAddress], unit: Unit) -> Result<Self, Error> {
        if unit == Unit::Chars {
            return Self::read(snapshot, passages, unit);
        }
        let (cited, plain) = parted(snapshot, passages);
        let mut tally = Self::read(snapshot, &cited, unit)?;
        sequence::count(snapshot, &plain, &mut tally)?;
        Ok(tally)
    }

    /// Counts passages by reading them. Cost: one pass over their texts.
    fn read(snapshot: &Snapshot, passages: &[DocAddress], unit: Unit) -> Result<Self, Error> {
        let mut parts = pass::over(snapshot, passages, || Self::new(unit), Self::take)?.into_iter();
        let mut whole = parts.next().unwrap_or_else(|| Self::new(unit));
        parts.for_each(|part| whole.join(part));
        Ok(whole)
    }

    fn take(&mut self, page: &Page<'_, '_>) -> Result<(), Error> {
        self.passages += 1;
        if self.document != Some(page.document) {
            self.document = Some(page.document);
            self.documents += 1;
        }
        match self.unit {
            Unit::Words => page.words(|word| self.count(word.text, page.document))?,
            Unit::Chars => {
                let mut room = [0; 4];
                page.characters(|c, _| self.count(c.encode_utf8(&mut room), page.document));
            }
        }
        Ok(())
    }

    fn count(&mut self, item: &str, document: u64) {
        self.tokens += 1;
        let number = self.vocabulary.number(item) as usize;
        if number == self.counts.len() {
            self.counts.push(Count::default());
            self.last.push(u64::MAX);
        }
        if let (Some(count), Some(last)) = (self.counts.get_mut(number), self.last.get_mut(number)) {
            count.tokens += 1;
            count.documents += u64::from(*last != document);
            *last = document;
        }
    }

    /// Adds the counts of other documents, or of other words.
    pub(crate) fn join(&mut self, other: Self) {
        self.documents += other.documents;
        self.passages += other.passages;
        let words = other.vocabulary.into_words().into_iter().zip(other.counts);
        words.for_each(|(word, count)| self.add(&word, count));
    }

    /// Adds the counts of one word in other documents.
    pub(crate) fn add(&mut self, word: &str, count: Count) {
        self.tokens += count.tokens;
        let number = self.vocabulary.number(word) as usize;
        if number == self.counts.len() {
            self.counts.push(Count::default());
            self.last.push(u64::MAX);
        }
        if let Some(own) = self.counts.get_mut(number) {
            own.tokens += count.tokens;
            own.documents += count.documents;
        }
    }

    /// The counts of one item; nothing for one that does not occur.
    pub(crate) fn get(&self, item: &str) -> Count {
        let number = self.vocabulary.find(item);
        number.and_then(|n| self.counts.get(n as usize)).copied().unwrap_or_default()
    }

    /// How many different items there are.
    pub(crate) fn different(&self) -> usize {
        self.counts.len()
    }

    /// Every item with its counts, in no order that means anything.
    pub(crate) fn into_items(self) -> impl Iterator<Item = (Box<str>, Count)> {
        self.vocabulary.into_words().into_iter().zip(self.counts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexis::Scope;
    use crate::{Corpus, intake};
    use std::collections::BTreeMap;
    use std::path::Path;

    #[test]
    fn sequences_and_passages_give_the_same_counts() {
        let folder = tempfile::tempdir().unwrap();
        let corpus = Corpus::create(&folder.path().join("index")).unwrap();
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/sources");
        let mut writer = corpus.writer().unwrap();
        for record in intake::read_all(&[sources]) {
            writer.add(&record.unwrap()).unwrap();
        }
        writer.commit().unwrap();
        let snapshot = corpus.snapshot();
        for headings in [false, true] {
            let scope = Scope { headings, ..Scope::default() };
            let passages = scope.passages(&snapshot).unwrap();
            let (cited, plain) = parted(&snapshot, &passages);
            assert!(!cited.is_empty() && !plain.is_empty());
            let read = Tally::read(&snapshot, &passages, Unit::Words).unwrap();
            let counted = Tally::of(&snapshot, &passages, Unit::Words).unwrap();
            let sizes = |t: &Tally| (t.tokens, t.documents, t.passages);
            assert_eq!(sizes(&read), sizes(&counted));
            let items = |t: Tally| t.into_items().collect::<BTreeMap<_, _>>();
            assert_eq!(items(read), items(counted));
        }
    }
}
