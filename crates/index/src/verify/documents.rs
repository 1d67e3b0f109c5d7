//! The documents of a commit against what their records state, and the documents that a segment holds.

use super::{Damage, Verification};
use crate::entry::Head;
use crate::schema::{Part, column};
use crate::snapshot::Snapshot;
use crate::writer::fingerprint;
use crate::{Corpus, Error, Record, stored};
use chuchu_model::{Document, DocumentId};
use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use tantivy::index::SegmentMeta;
use tantivy::{DocAddress, Index, SegmentReader};

/// Compares every document with its record. Cost: reads all texts, a document at a time.
pub(super) fn verify(corpus: &Corpus, found: &mut Verification) -> Result<(), Error> {
    let snapshot = corpus.snapshot();
    verify_segments(&snapshot, found)?;
    let mut seen = HashSet::new();
    let mut entries = 0;
    for at in snapshot.entries(Part::Head)? {
        let id = snapshot.document_of(at)?;
        if seen.contains(&id) {
            found.damage.push(Damage::new("a document stands there twice", vec![id]));
            continue;
        }
        let mut reading = Reading { snapshot: &snapshot, id: id.clone(), entries: 0, passages: 0 };
        match reading.fault(corpus.path()) {
            Ok(None) => {}
            Ok(Some(cause)) => found.damage.push(Damage::new(&cause, vec![id.clone()])),
            Err(Error::Damaged { cause, .. } | Error::Engine { cause, .. }) => {
                found.damage.push(Damage::new(&cause, vec![id.clone()]));
            }
            Err(other) => return Err(other),
        }
        entries += reading.entries;
        found.passages += reading.passages;
        seen.insert(id);
    }
    found.documents = seen.len();
    let living = snapshot.searcher().num_docs();
    if living != entries {
        let cause = format!("{living} entries, of which {entries} belong to documents");
        found.damage.push(Damage::new(&cause, Vec::new()));
    }
    Ok(())
}

/// The list of segments states how many entries each has; their columns must agree.
fn verify_segments(snapshot: &Snapshot, found: &mut Verification) -> Result<(), Error> {
    for reader in snapshot.searcher().segment_readers() {
        let parts = reader.fast_fields().u64(column::LOCAL).map_err(|e| snapshot.fail(e))?;
        let alive = reader
            .alive_bitset()
            .map_or(reader.max_doc(), |alive| u32::try_from(alive.num_alive_docs()).unwrap_or(0));
        if parts.num_docs() != reader.max_doc() || alive != reader.num_docs() {
            let cause =
                format!("meta.json states other numbers of entries than segment {}", reader.segment_id());
            found.damage.push(Damage::new(&cause, Vec::new()));
        }
    }
    Ok(())
}

/// One document being read.
struct Reading<'a> {
    snapshot: &'a Snapshot,
    id: DocumentId,
    /// Entries of it so far.
    entries: u64,
    passages: usize,
}

impl Reading<'_> {
    /// What is wrong with it, if anything.
    fn fault(&mut self, path: &Path) -> Result<Option<String>, Error> {
        let (mut text, mut head, mut record) = (String::new(), None, None);
        let mut names = HashSet::new();
        for at in self.snapshot.entries_of(&self.id)? {
            self.entries += 1;
            let stored = self.snapshot.stored(at)?;
            record = record.or(stored.record);
            if head.is_none() {
                head = Some((self.snapshot.head(at)?, self.print(at)?));
            }
            if self.snapshot.is_passage(at) {
                self.passages += 1;
                let passage = self.snapshot.passage(at)?;
                if passage.start as usize != text.len() {
                    return Ok(Some(format!(
                        "passage {} does not begin where the one before ends",
                        passage.id
                    )));
                }
                text.push_str(&passage.tile);
                if !names.insert(passage.id.clone()) {
                    return Ok(Some(format!("passage {} stands there twice", passage.id)));
                }
            }
        }
        let Some((head, print)) = head.filter(|(head, _)| head.plain || record.is_some()) else {
            return Ok(Some("its record is missing".to_owned()));
        };
        if self.passages != head.passages {
            return Ok(Some(format!("{} passages instead of {}", self.passages, head.passages)));
        }
        let document = stored::of(&self.id, &head, record.as_deref(), &text)
            .map_err(|e| Error::Damaged { path: path.to_path_buf(), cause: format!("its record: {e}") })?;
        Ok(text_fault(&document, &head, &text, print).map(str::to_owned))
    }

    fn print(&self, at: DocAddress) -> Result<u64, Error> {
        let segment = self.snapshot.searcher().segment_reader(at.segment_ord);
        let prints = segment.fast_fields().u64(column::PRINT).map_err(|e| self.snapshot.fail(e))?;
        Ok(prints.first(at.doc_id).unwrap_or(0))
    }
}

/// Compares the joined passages with length and fingerprint.
fn text_fault(document: &Document, head: &Head, text: &str, print: u64) -> Option<&'static str> {
    if text.chars().count() as u64 != head.chars {
        return Some("its passages do not join to a text of the length it states");
    }
    (!prints(document, head).any(|candidate| candidate == print))
        .then_some("its passages do not join to the text whose fingerprint it states")
}

/// The fingerprints that the record may have been added with. A head does not tell whether its title, date
/// and author were given beside the text or read from it; only what was given is in the fingerprint.
fn prints(document: &Document, head: &Head) -> impl Iterator<Item = u64> {
    (0..8).map(|given: u8| {
        let given = |bit: u8| given & bit != 0;
        fingerprint(&Record {
            sha256: document.source.sha256.clone(),
            name: document.source.name.clone(),
            title: head.title.clone().filter(|_| given(1)),
            date: head.date.filter(|_| given(2)),
            author: head.author.clone().filter(|_| given(4)),
            ..Record::of_text(document.id.clone(), String::new())
        })
    })
}

/// The documents in a segment of which files are damaged; none where the list of ids is itself in one of
/// them. Cost: reads the ids.
pub(super) fn of_segment(index: &Index, segment: &SegmentMeta, damage: &[Damage]) -> Vec<DocumentId> {
    let damaged =
        |extension: &str| damage.iter().any(|d| d.file.as_ref().is_some_and(|f| f.ends_with(extension)));
    if damaged(".fast") {
        return Vec::new();
    }
    // Opening looks into the other files, of which one is damaged: whatever comes of it is no matter.
    let ids = catch_unwind(AssertUnwindSafe(|| ids(index, segment)));
    ids.ok().flatten().unwrap_or_default()
}

fn ids(index: &Index, segment: &SegmentMeta) -> Option<Vec<DocumentId>> {
    let reader = SegmentReader::open(&index.segment(segment.clone())).ok()?;
    let column = reader.fast_fields().str(column::DOC).ok()??;
    let (mut ids, mut last, mut text) = (Vec::new(), None, String::new());
    for entry in reader.doc_ids_alive() {
        let ordinal = column.ords().first(entry);
        if ordinal != last {
            last = ordinal;
            text.clear();
            if column.ord_to_str(ordinal?, &mut text).ok()? {
                ids.push(DocumentId::new(text.as_str()).ok()?);
            }
        }
    }
    ids.sort();
    ids.dedup();
    Some(ids)
}
