//! Copies of the manuscript in the corpus: it is never its own source.

use crate::{Corpus, Error, Record, StoredDocument};
use chuchu_model::DocumentId;
use chuchu_text::{Folding, fold_to_string};
use std::cell::RefCell;
use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

/// Letters of the stretches by which versions of a text are compared.
const STRETCH: usize = 12;
/// Versions of one text share at least half of their stretches.
const SAME_TEXT: f64 = 0.5;
/// Copies differ in length by blanks and boilerplate at most: by a tenth, and a few characters.
const SLACK: u64 = 10;

/// What is known of documents as copies of one manuscript.
#[derive(Debug)]
pub(super) struct Copies {
    id: DocumentId,
    sha256: String,
    chars: u64,
    folded: String,
    known: RefCell<HashMap<DocumentId, bool>>,
}

impl Copies {
    /// For a manuscript.
    pub(super) fn of(manuscript: &Record) -> Self {
        Self {
            id: manuscript.id.clone(),
            sha256: manuscript.sha256.clone(),
            chars: manuscript.text.chars().count() as u64,
            folded: fold_to_string(&manuscript.text, Folding::LETTERS),
            known: RefCell::default(),
        }
    }

    /// Whether a document of the corpus, whose length in characters is given, is the manuscript: the same
    /// file, the same letters, or another version of it under the same id. Cost: reads the document when
    /// asked first, if its length is near enough.
    pub(super) fn has(&self, corpus: &Corpus, doc: &DocumentId, chars: u64) -> Result<bool, Error> {
        if let Some(known) = self.known.borrow().get(doc) {
            return Ok(*known);
        }
        let near = self.chars.abs_diff(chars) <= self.chars / 10 + SLACK;
        let stored = if near || *doc == self.id { corpus.document(doc)? } else { None };
        let copy = stored.is_some_and(|stored| self.is_copy(doc, &stored));
        self.known.borrow_mut().insert(doc.clone(), copy);
        Ok(copy)
    }

    fn is_copy(&self, doc: &DocumentId, stored: &StoredDocument) -> bool {
        if stored.document.source.sha256 == self.sha256 {
            return true;
        }
        let folded = fold_to_string(&stored.text, Folding::LETTERS);
        folded == self.folded || (*doc == self.id && shared(&self.folded, &folded) >= SAME_TEXT)
    }
}

/// The share of the stretches of one text that stand in the other.
fn shared(one: &str, other: &str) -> f64 {
    let (one, other) = (stretches(one), stretches(other));
    let share = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    share(one.intersection(&other).count()) / share(one.len()).max(1.0)
}

fn stretches(text: &str) -> HashSet<u64> {
    let letters: Vec<char> = text.chars().collect();
    let digest = |stretch: &[char]| {
        let mut hasher = DefaultHasher::new();
        stretch.hash(&mut hasher);
        hasher.finish()
    };
    letters.windows(STRETCH).map(digest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_share_most_of_their_stretches() {
        let one = "密切联系群众是党的性质和宗旨的体现是中国共产党区别于其他政党的显著标志";
        let other = "密切联系群众是党的性质和宗旨的体现也是中国共产党区别于其他政党的显著标志";
        assert!(shared(one, other) > SAME_TEXT);
        assert!(shared(one, "加强干部作风建设最重要的是要抓住保持同人民群众的血肉联系这个核心问题") < 0.1);
    }
}
