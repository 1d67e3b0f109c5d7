//! [`Region`]: a stretch of a document, joined from neighbouring passages.

use crate::Error;
use crate::entry::Facts;
use crate::snapshot::{Passage, Snapshot};
use chuchu_model::{PassageId, PassageKind};
use tantivy::DocAddress;

/// A letter of Chinese text takes three bytes; with marks and blanks four are enough.
const BYTES_A_LETTER: usize = 4;

/// Neighbouring passages of one document, joined: a part of its text.
#[derive(Debug)]
pub(super) struct Region {
    /// Where the part begins in the document, in bytes.
    base: u32,
    text: String,
    /// Where each passage begins in the document, what it is and what print says of it, in order.
    passages: Vec<(u32, PassageId, Facts)>,
}

impl Region {
    /// One passage.
    pub(super) fn of(snapshot: &Snapshot, at: DocAddress) -> Result<Self, Error> {
        let Passage { id, start, tile, facts } = snapshot.passage(at)?;
        Ok(Self { base: start, text: tile, passages: vec![(start, id, facts)] })
    }

    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where it begins in the document, in bytes.
    pub(super) fn base(&self) -> u32 {
        self.base
    }

    /// The passage in which a byte of the document lies.
    pub(super) fn passage_at(&self, offset: u32) -> Option<(&PassageId, &Facts)> {
        let after = self.passages.partition_point(|(start, _, _)| *start <= offset);
        self.passages.get(after.saturating_sub(1)).map(|(_, id, facts)| (id, facts))
    }

    /// Adds what stands before and after, about so many letters on each side; `within` one work it stops at
    /// the border of the excerpt or article.
    pub(super) fn widen(
        &mut self,
        snapshot: &Snapshot,
        at: DocAddress,
        letters: usize,
        within: bool,
    ) -> Result<(), Error> {
        let wanted = letters.saturating_mul(BYTES_A_LETTER);
        let Some((_, own, _)) = self.passages.first().cloned() else { return Ok(()) };
        let (mut bytes, mut beside) = (0, snapshot.before(at));
        while let Some(before) = beside.filter(|_| bytes < wanted) {
            let Passage { id, start, tile, facts } = snapshot.passage_of(own.document.clone(), before)?;
            if within && !one_work(&own, &id) {
                break;
            }
            let cut = tile.ceil_char_boundary(tile.len().saturating_sub(wanted - bytes));
            let (_, kept) = tile.split_at(cut);
            self.base = start + u32::try_from(cut).unwrap_or(0);
            self.text.insert_str(0, kept);
            self.passages.insert(0, (start, id, facts));
            bytes += tile.len();
            beside = snapshot.before(before);
        }
        (bytes, beside) = (0, snapshot.after(at));
        while let Some(after) = beside.filter(|_| bytes < wanted) {
            let Passage { id, start, tile, facts } = snapshot.passage_of(own.document.clone(), after)?;
            if within && !one_work(&own, &id) {
                break;
            }
            let (kept, _) = tile.split_at(tile.floor_char_boundary(wanted - bytes));
            self.text.push_str(kept);
            self.passages.push((start, id, facts));
            bytes += tile.len();
            beside = snapshot.after(after);
        }
        Ok(())
    }
}

/// Whether two passages of a document belong to one work: each excerpt of a compilation comes from a work of
/// its own, and so does each article of an anthology.
fn one_work(one: &PassageId, other: &PassageId) -> bool {
    let excerpt = |id: &PassageId| id.kind == PassageKind::Excerpt;
    !excerpt(one) && !excerpt(other) && one.article == other.article
}
