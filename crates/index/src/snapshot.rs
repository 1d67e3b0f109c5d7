//! [`Snapshot`]: the corpus as of one commit. Entries by address, their names, neighbours, order.
//!
//! Addresses mean something only in the snapshot they come from. What never lives here: queries.

use crate::Error;
use crate::characters::Characters;
use crate::cohesion::LetterCounts;
use crate::entry::{Facts, Head, Stored};
use crate::schema::{FIELDS, Part, column};
use crate::words::{Lexicon, Words};
use chuchu_model::{DocumentId, DocumentIds, PassageId, PassageKind, Span};
use chuchu_text::is_blank;
use std::collections::HashMap;
use std::fmt;
use std::panic::resume_unwind;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::thread;
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, TERMINATED, TantivyError};

/// The columns of one segment.
pub(crate) struct Columns {
    /// Document ids, by ordinal.
    pub(crate) doc: StrColumn,
    /// Packed local names; [`NO_PASSAGE`] for other entries.
    local: Column<u64>,
    start: Column<u64>,
    from: Column<u64>,
    length: Column<u64>,
}

impl Columns {
    fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        let doc =
            fast.str(column::DOC)?.ok_or_else(|| TantivyError::FieldNotFound(column::DOC.to_owned()))?;
        let local = fast.u64(column::LOCAL)?;
        let (start, from) = (fast.u64(column::START)?, fast.u64(column::FROM)?);
        Ok(Self { doc, local, start, from, length: fast.u64(column::CHARS)? })
    }
}

/// The order of all documents by id.
#[derive(Debug)]
pub(crate) struct Order {
    /// The place in the order of an entry's document, by segment and by place in it.
    ranks: Vec<Vec<u32>>,
    /// The ids in order.
    pub(crate) ids: DocumentIds,
}

impl Order {
    /// The place of an entry's document.
    pub(crate) fn rank(&self, at: DocAddress) -> u32 {
        let segment = self.ranks.get(at.segment_ord as usize);
        segment.and_then(|ranks| ranks.get(at.doc_id as usize)).copied().unwrap_or(u32::MAX)
    }

    /// Puts addresses, which come by segment and place, into the order of their documents.
    ///
    /// Cost: linear where many documents are meant, else `n log n`.
    pub(crate) fn sorted(&self, mut addresses: Vec<DocAddress>) -> Vec<DocAddress> {
        if addresses.len() < self.ids.len() / 8 {
            // Most often a run for each segment, which a stable sort finds and joins.
            let mut ranked: Vec<(u32, DocAddress)> =
                addresses.iter().map(|at| (self.rank(*at), *at)).collect();
            ranked.sort();
            addresses.iter_mut().zip(ranked).for_each(|(at, (_, sorted))| *at = sorted);
            return addresses;
        }
        // The passages of a document stand together: where the first of them is tells where all are.
        let mut firsts = vec![usize::MAX; self.ids.len()];
        for (index, at) in addresses.iter().enumerate() {
            if let Some(first) = firsts.get_mut(self.rank(*at) as usize) {
                *first = index.min(*first);
            }
        }
        let mut sorted = Vec::with_capacity(addresses.len());
        for (rank, first) in (0u32..).zip(firsts) {
            let same = addresses.iter().skip(first).take_while(|at| self.rank(**at) == rank);
            sorted.extend(same.copied());
        }
        sorted
    }
}

/// A passage read from the store.
#[derive(Clone, Debug)]
pub(crate) struct Passage {
    /// Its name.
    pub(crate) id: PassageId,
    /// Where [`Passage::tile`] begins in the document, in bytes.
    pub(crate) start: u32,
    /// Its lines, with the blank ones that follow it; all tiles of a document joined are its text.
    pub(crate) tile: String,
    /// What print says of it.
    pub(crate) facts: Facts,
}

impl Passage {
    /// The place in the document of the passage without blanks at its ends.
    pub(crate) fn span(&self) -> Span {
        let kept = self.tile.trim_end_matches(is_blank);
        let end = kept.len();
        let start = end - kept.trim_start_matches(is_blank).len();
        Span::from_range(start..end).shifted(self.start)
    }

    /// The passage without blanks at its ends.
    pub(crate) fn text(&self) -> &str {
        self.tile.trim_matches(is_blank)
    }
}

fn kind_of(local: u64) -> PassageKind {
    KINDS.get((local & 7) as usize).copied().unwrap_or(PassageKind::Noise)
}

/// The corpus as of one commit.
pub(crate) struct Snapshot {
    path: Arc<Path>,
    searcher: Searcher,
    columns: Vec<Columns>,
    characters: Arc<BySegment<Characters>>,
    words: Vec<Words>,
    lexicon: Arc<Lexicon>,
    order: OnceLock<Order>,
    extent: OnceLock<(u64, u64)>,
    letter_counts: OnceLock<LetterCounts>,
    state: OnceLock<String>,
}

/// Something of every segment, by its id.
pub(crate) type BySegment<T> = HashMap<SegmentId, T>;

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Snapshot").field("path", &self.path).finish_non_exhaustive()
    }
}

/// The local name of an entry that is no passage: a passage's number is never 0.
pub(crate) const NO_PASSAGE: u64 = 0;

const KINDS: [PassageKind; 5] = [
    PassageKind::Excerpt,
    PassageKind::Paragraph,
    PassageKind::Heading,
    PassageKind::Front,
    PassageKind::Noise,
];

/// A passage's name without its document, as a number: 3 bits kind, 32 bits number, the rest article.
pub(crate) fn packed(id: &PassageId) -> u64 {
    let kind = KINDS.iter().position(|k| *k == id.kind).unwrap_or(0) as u64;
    u64::from(id.article.unwrap_or(0)) << 35 | u64::from(id.number) << 3 | kind
}

/// The inverse of [`packed`].
pub(crate) fn unpacked(document: DocumentId, local: u64) -> PassageId {
    let low = |n: u64| u32::try_from(n & u64::from(u32::MAX)).unwrap_or(0);
    let article = low(local >> 35);
    let kind = kind_of(local);
    PassageId { document, article: (article > 0).then_some(article), kind, number: low(local >> 3) }
}

impl Snapshot {
    /// A view of what the searcher sees, with the user's words. Cost: opens columns, reads nothing.
    pub(crate) fn of(path: &Arc<Path>, searcher: Searcher, lexicon: Arc<Lexicon>) -> Result<Self, Error> {
        let fail = |e| Error::of_engine(path, e);
        let segments = searcher.segment_readers();
        let columns = segments.iter().map(Columns::of).collect::<tantivy::Result<_>>().map_err(fail)?;
        let characters = segments.iter().map(|s| Ok((s.segment_id(), Characters::of(s)?)));
        let characters = Arc::new(characters.collect::<tantivy::Result<_>>().map_err(fail)?);
        let words = segments.iter().map(Words::of).collect::<tantivy::Result<_>>().map_err(fail)?;
        Ok(Self {
            path: Arc::clone(path),
            searcher,
            columns,
            characters,
            words,
            lexicon,
            order: OnceLock::new(),
            extent: OnceLock::new(),
            letter_counts: OnceLock::new(),
            state: OnceLock::new(),
        })
    }

    /// The characters of all segments.
    pub(crate) fn characters(&self) -> &Arc<BySegment<Characters>> {
        &self.characters
    }

    /// The segments that have characters, with their ordinals.
    pub(crate) fn segments(&self) -> impl Iterator<Item = (u32, &SegmentReader, &Characters)> {
        let readers = (0u32..).zip(self.searcher.segment_readers());
        readers.filter_map(|(n, reader)| Some((n, reader, self.characters.get(&reader.segment_id())?)))
    }

    /// Does some work on each segment and gives its results in order; side by side where there is `much` of it, since
    /// a thread takes longer to start than most answers take.
    pub(crate) fn on_segments<T, E>(
        &self,
        much: bool,
        work: impl Fn(u32, &SegmentReader, &Characters) -> Result<T, E> + Sync,
    ) -> Result<Vec<T>, E>
    where
        T: Send,
        E: Send,
    {
        let mut segments = self.segments();
        let Some((first, reader, characters)) = segments.next() else { return Ok(Vec::new()) };
        if !much {
            let rest = segments.map(|(segment, reader, characters)| work(segment, reader, characters));
            return [work(first, reader, characters)].into_iter().chain(rest).collect();
        }
        let work = &work;
        thread::scope(|scope| {
            let others: Vec<_> = segments
                .map(|(segment, reader, characters)| scope.spawn(move || work(segment, reader, characters)))
                .collect();
            let mut results = vec![work(first, reader, characters)?];
            for other in others {
                results.push(other.join().unwrap_or_else(|panic| resume_unwind(panic))?);
            }
            Ok(results)
        })
    }

    /// How many letters all passages have, deleted ones that still lie there included, and how many passages
    /// have any.
    pub(crate) fn extent(&self) -> Result<(u64, u64), Error> {
        if let Some(extent) = self.extent.get() {
            return Ok(*extent);
        }
        let (mut letters, mut passages) = (0, 0);
        #[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
        for characters in self.characters.values() {
            let (more, inked) = characters.extent().map_err(|e| self.fail(e))?;
            (letters, passages) = (letters + more, passages + inked);
        }
        Ok(*self.extent.get_or_init(|| (letters, passages)))
    }

    /// How often every letter stands, in deleted passages that still lie there too. Cost: a look at every pair when asked
    /// first.
    pub(crate) fn letter_counts(&self) -> Result<&LetterCounts, Error> {
        if let Some(counts) = self.letter_counts.get() {
            return Ok(counts);
        }
        let mut counts = LetterCounts::new();
        for (_, _, characters) in self.segments() {
            let add = |letter, count| *counts.entry(letter).or_default() += count;
            characters.each_letter(add).map_err(|e| self.fail(e))?;
        }
        Ok(self.letter_counts.get_or_init(|| counts))
    }

    /// A short name of all that answers depend on: segments, what is deleted in them, the user's words.
    pub(crate) fn state(&self) -> &str {
        self.state.get_or_init(|| {
            let segments = self.searcher.segment_readers().iter();
            let part = |s: &SegmentReader| format!("{} {}", s.segment_id().uuid_string(), s.num_docs());
            let mut parts: Vec<String> = segments.map(part).collect();
            parts.sort();
            parts.push(format!("{:?}", self.lexicon.words()));
            crate::intake::digest(parts.join("\n").as_bytes()).chars().take(16).collect()
        })
    }

    /// The user's words, and what cuts by them.
    pub(crate) fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    /// The words of a segment.
    pub(crate) fn words(&self, segment: u32) -> Option<&Words> {
        self.words.get(segment as usize)
    }

    /// The engine's view.
    pub(crate) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The columns of a segment.
    pub(crate) fn columns(&self, segment: u32) -> &Columns {
        &self.columns[segment as usize]
    }

    /// An error of the engine as one of ours.
    pub(crate) fn fail(&self, cause: impl Into<TantivyError>) -> Error {
        Error::of_engine(&self.path, cause.into())
    }

    /// The files say what cannot be.
    pub(crate) fn damaged(&self, cause: impl fmt::Display) -> Error {
        Error::Damaged { path: self.path.to_path_buf(), cause: cause.to_string() }
    }

    /// The order of the documents. Cost: reads every document id when asked first.
    pub(crate) fn order(&self) -> Result<&Order, Error> {
        if let Some(order) = self.order.get() {
            return Ok(order);
        }
        let order = self.read_order()?;
        Ok(self.order.get_or_init(|| order))
    }

    fn read_order(&self) -> Result<Order, Error> {
        let mut all = Vec::new();
        for (segment, columns) in self.columns.iter().enumerate() {
            let mut stream = columns.doc.dictionary().stream().map_err(|e| self.fail(e))?;
            let mut ordinal = 0;
            while stream.advance() {
                let id = String::from_utf8_lossy(stream.key()).into_owned();
                all.push((self.document_id(id)?, segment, ordinal));
                ordinal += 1;
            }
        }
        all.sort(); // stable: each segment's ids come sorted
        let mut by_ordinal: Vec<Vec<u32>> =
            self.columns.iter().map(|c| vec![u32::MAX; c.doc.dictionary().num_terms()]).collect();
        let mut ids = Vec::with_capacity(all.len());
        for (rank, (id, segment, ordinal)) in (0u32..).zip(all) {
            by_ordinal[segment][ordinal] = rank;
            ids.push(id);
        }
        let ids: DocumentIds = ids.iter().collect();
        let of_segment = |(segment, ranks): (u32, Vec<u32>)| {
            let ordinals = self.columns(segment).doc.ords();
            let entries = 0..self.searcher.segment_reader(segment).max_doc();
            let rank = |o: u64| ranks.get(usize::try_from(o).ok()?).copied();
            entries.map(|e| ordinals.first(e).and_then(rank).unwrap_or(u32::MAX)).collect()
        };
        Ok(Order { ranks: (0u32..).zip(by_ordinal).map(of_segment).collect(), ids })
    }

    /// The name of a passage, without a look at its document's own column.
    pub(crate) fn ordered_name(&self, order: &Order, at: DocAddress) -> Option<PassageId> {
        Some(unpacked(order.ids.get(order.rank(at) as usize)?, self.local(at)?))
    }

    /// The local name of a passage; `None` for other entries.
    fn local(&self, at: DocAddress) -> Option<u64> {
        self.columns(at.segment_ord).local.first(at.doc_id).filter(|local| *local != NO_PASSAGE)
    }

    fn document_id(&self, id: String) -> Result<DocumentId, Error> {
        DocumentId::new(id).map_err(|e| self.damaged(e))
    }

    /// The document of an entry.
    pub(crate) fn document_of(&self, at: DocAddress) -> Result<DocumentId, Error> {
        let doc = &self.columns(at.segment_ord).doc;
        let mut id = String::new();
        let ordinal = doc.ords().first(at.doc_id).unwrap_or(u64::MAX);
        doc.ord_to_str(ordinal, &mut id).map_err(|e| self.fail(e))?;
        self.document_id(id)
    }

    /// The name of a passage; an error for any other entry.
    pub(crate) fn name(&self, at: DocAddress) -> Result<PassageId, Error> {
        self.name_in(self.document_of(at)?, at)
    }

    fn name_in(&self, document: DocumentId, at: DocAddress) -> Result<PassageId, Error> {
        let local = self.local(at);
        let local = local.ok_or_else(|| self.damaged("an entry that should be a passage is none"))?;
        Ok(unpacked(document, local))
    }

    /// What kind of block a passage is.
    pub(crate) fn kind(&self, at: DocAddress) -> PassageKind {
        kind_of(self.columns(at.segment_ord).local.first(at.doc_id).unwrap_or(u64::MAX))
    }

    /// The first day a passage's date may mean, as `yyyymmdd`.
    pub(crate) fn first_day(&self, at: DocAddress) -> Option<u64> {
        self.columns(at.segment_ord).from.first(at.doc_id)
    }

    /// What is stored of an entry.
    pub(crate) fn stored(&self, at: DocAddress) -> Result<Stored, Error> {
        self.searcher.doc(at).map_err(|e| self.fail(e))
    }

    /// A passage with its text. Cost: decompresses a block of the store, unless it was read just before.
    pub(crate) fn passage(&self, at: DocAddress) -> Result<Passage, Error> {
        self.passage_of(self.document_of(at)?, at)
    }

    /// The same for a passage whose document is known. Cost: a document's id need not be looked up.
    pub(crate) fn passage_of(&self, document: DocumentId, at: DocAddress) -> Result<Passage, Error> {
        let id = self.name_in(document, at)?;
        let stored = self.stored(at)?;
        let start = self.columns(at.segment_ord).start.first(at.doc_id).unwrap_or(0);
        let facts = match stored.facts {
            Some(json) => serde_json::from_str(&json).map_err(|e| self.damaged(e))?,
            None => Facts::default(),
        };
        let tile = stored.text.unwrap_or_default();
        Ok(Passage { id, start: u32::try_from(start).unwrap_or(0), tile, facts })
    }

    /// The entries of a document in the order they were added: head, record, passages.
    pub(crate) fn entries_of(&self, document: &DocumentId) -> Result<Vec<DocAddress>, Error> {
        self.entries_with(&Term::from_field_text(FIELDS.doc, document.as_str()))
    }

    /// The living entries with a term, by segment and place.
    pub(crate) fn entries_with(&self, term: &Term) -> Result<Vec<DocAddress>, Error> {
        let mut found = Vec::new();
        for (segment, reader) in (0u32..).zip(self.searcher.segment_readers()) {
            let index = reader.inverted_index(term.field()).map_err(|e| self.fail(e))?;
            let postings = index.read_postings(term, IndexRecordOption::Basic).map_err(|e| self.fail(e))?;
            let Some(mut postings) = postings else { continue };
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if !reader.is_deleted(doc) {
                    found.push(DocAddress::new(segment, doc));
                }
                doc = postings.advance();
            }
        }
        Ok(found)
    }

    /// All entries of one sort.
    pub(crate) fn entries(&self, part: Part) -> Result<Vec<DocAddress>, Error> {
        self.entries_with(&Term::from_field_u64(FIELDS.part, part.number()))
    }

    /// Whether an entry is a passage.
    pub(crate) fn is_passage(&self, at: DocAddress) -> bool {
        self.local(at).is_some()
    }

    /// Reads a head.
    pub(crate) fn head(&self, at: DocAddress) -> Result<Head, Error> {
        let json = self.stored(at)?.head.unwrap_or_default();
        let head: Head = serde_json::from_str(&json).map_err(|e| self.damaged(e))?;
        let chars = self.columns(at.segment_ord).length.first(at.doc_id).unwrap_or(0);
        Ok(Head { chars, ..head })
    }

    /// The head of a document; `None` where there is no such document.
    pub(crate) fn head_of(&self, document: &DocumentId) -> Result<Option<Head>, Error> {
        self.entries_of(document)?.first().map(|at| self.head(*at)).transpose()
    }

    /// Where a passage is; `None` where there is none of that name. Cost: the passages of its document.
    pub(crate) fn find(&self, id: &PassageId) -> Result<Option<DocAddress>, Error> {
        let local = packed(id);
        let entries = self.entries_of(&id.document)?;
        let is_it = |at: &DocAddress| self.local(*at) == Some(local);
        Ok(entries.into_iter().find(is_it))
    }

    /// The passage before in the same document.
    pub(crate) fn before(&self, at: DocAddress) -> Option<DocAddress> {
        self.neighbour(at, at.doc_id.checked_sub(1)?)
    }

    /// The passage after in the same document.
    pub(crate) fn after(&self, at: DocAddress) -> Option<DocAddress> {
        self.neighbour(at, at.doc_id.checked_add(1)?)
    }

    /// The entry beside, if it is a passage of the same document. Passages are added together and stay
    /// together when segments are merged; the columns tell where a document ends.
    fn neighbour(&self, at: DocAddress, doc_id: DocId) -> Option<DocAddress> {
        let segment = self.searcher.segment_reader(at.segment_ord);
        let beside = DocAddress { doc_id, ..at };
        let columns = self.columns(at.segment_ord);
        let same = doc_id < segment.max_doc()
            && columns.doc.ords().first(doc_id) == columns.doc.ords().first(at.doc_id);
        (same && !segment.is_deleted(doc_id) && self.is_passage(beside)).then_some(beside)
    }

    /// How many letters a passage has ([`chuchu_text::Folding::LETTERS`]). Cost: constant.
    pub(crate) fn letters(&self, at: DocAddress) -> Result<u64, Error> {
        let letters = self.characters_of(at.segment_ord)?.letters(at.doc_id);
        letters.map(u64::from).map_err(|e| self.fail(e))
    }

    /// The characters of a segment.
    pub(crate) fn characters_of(&self, segment: u32) -> Result<&Characters, Error> {
        let reader = self.searcher.segment_readers().get(segment as usize);
        let characters = reader.and_then(|reader| self.characters.get(&reader.segment_id()));
        characters.ok_or_else(|| self.damaged("a segment without characters"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_on_segments_gives_the_same_side_by_side() {
        use crate::{Corpus, Record};
        let folder = tempfile::tempdir().unwrap();
        let corpus = Corpus::create(folder.path()).unwrap();
        for (id, text) in [("a", "群众路线"), ("b", "要相信群众，依靠群众"), ("c", "作风")] {
            let mut writer = corpus.writer().unwrap();
            writer.add(&Record::of_text(DocumentId::new(id).unwrap(), text.to_owned())).unwrap();
            writer.commit().unwrap();
        }
        let snapshot = corpus.snapshot();
        assert!(snapshot.segments().count() > 1);
        let count = |segment: u32, _: &SegmentReader, characters: &Characters| {
            Ok::<_, crate::sections::Damage>((segment, characters.at_most(&['群', '众'])?))
        };
        let (alone, beside) = (snapshot.on_segments(false, count), snapshot.on_segments(true, count));
        assert_eq!(alone.unwrap(), beside.unwrap());
        let last = snapshot.segments().count() - 1;
        let fails = |segment: u32, _: &SegmentReader, _: &Characters| {
            if segment as usize == last { Err("damaged") } else { Ok(()) }
        };
        assert_eq!(snapshot.on_segments(true, fails), Err("damaged"));
    }

    #[test]
    fn a_name_survives_packing() {
        for name in ["s000#e12", "s004#a2p5", "x#h4294967295", "x#t1", "x#n7"] {
            let id: PassageId = name.parse().unwrap();
            assert_eq!(unpacked(id.document.clone(), packed(&id)), id);
        }
    }
}
