//! Reuse over the corpus: which passages its documents share, with their texts, dates and speakers.
//!
//! The finding is `chuchu-trace`'s; here passages are handed to it and its places read back as text. Excerpts,
//! paragraphs and headings are compared; noise and front matter are not.

use crate::entry::Head;
use crate::schema::Part;
use crate::snapshot::{Passage, Snapshot};
use crate::{Corpus, Error};
use chuchu_model::{DocumentId, PartialDate, PassageId, PassageKind, Span};
use chuchu_trace::reuse::{
    Cluster, ClusterKind, Findings, Likeness, Occurrence, Reuse, ReuseError, Settings, SharedPair,
    TextPassage,
};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use tantivy::DocAddress;

/// What is asked of reuse.
#[derive(Clone, Debug)]
pub struct ReuseOptions {
    /// Only what a passage of these documents has a part in; everything where none is named. They are compared
    /// with the whole corpus either way.
    pub documents: Vec<DocumentId>,
    /// The least number of characters that both places must have in common.
    pub min_chars: usize,
}

impl Default for ReuseOptions {
    fn default() -> Self {
        Self { documents: Vec::new(), min_chars: Settings::default().min_chars }
    }
}

/// A place of a shared passage.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReusePlace {
    /// Its document.
    pub doc: DocumentId,
    /// Its passage.
    pub passage: PassageId,
    /// Where in the document, in bytes.
    pub span: Span,
    /// What stands there.
    pub text: String,
    /// When it was said or published.
    pub date: Option<PartialDate>,
    /// Whose words the passage is, as far as is known: the author of the cited work, else of the document.
    pub speaker: Option<String>,
}

/// Two places with the same words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReusePair {
    /// The older; of two without dates the one whose passage comes first.
    pub a: ReusePlace,
    /// The other.
    pub b: ReusePlace,
    /// In what they differ: `exact` in nothing, `punctuation`, or `near`.
    #[serde(rename = "match")]
    pub likeness: &'static str,
    /// 0 to 1: the letters that are alike, of all letters of both.
    pub similarity: f64,
    /// Which is certainly older: `a`, or nothing where a date is missing or too vague.
    pub earlier: Option<&'static str>,
}

/// Whether a shared passage may have a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReuseKind {
    /// Few documents share it, or one known speaker says it again and again: the oldest place may be its source.
    Source,
    /// It is spread over many documents, and not the words of one known speaker: a stock phrase.
    Formula,
}

/// A shared passage with its places.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReuseCluster {
    /// Source or formula.
    pub kind: ReuseKind,
    /// In how many documents (or articles of an anthology) it stands.
    pub documents: usize,
    /// Whose words they are, as far as is known; of a formula, those of the places that are listed.
    pub speakers: Vec<String>,
    /// How many places it has.
    pub count: usize,
    /// The places, oldest first, undated ones last; of a formula the first dozen.
    pub places: Vec<ReusePlace>,
}

/// Places of a formula that are listed.
const LISTED: usize = 12;

/// What is kept of a document to read places back.
struct Source {
    author: Option<String>,
    /// Where each passage begins, and which entry it is.
    tiles: Vec<(u32, DocAddress)>,
}

/// What the corpus shares; texts are read when a pair or cluster is taken.
pub struct SharedPassages {
    snapshot: Arc<Snapshot>,
    findings: Findings,
    sources: HashMap<DocumentId, Source>,
    wanted: BTreeSet<DocumentId>,
}

impl std::fmt::Debug for SharedPassages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SharedPassages").field("findings", &self.findings).finish_non_exhaustive()
    }
}

impl Corpus {
    /// Compares all documents with each other.
    ///
    /// Cost: linear in the text but for a sort, on all cores; about 30 bytes of memory a character while it
    /// works. Texts are not kept.
    ///
    /// ```
    /// use chuchu_index::{Corpus, Record, ReuseOptions};
    /// # use chuchu_model::DocumentId;
    /// # let folder = tempfile::tempdir()?;
    /// # let corpus = Corpus::create(folder.path())?;
    /// # let mut writer = corpus.writer()?;
    /// # writer.add(&Record::of_text(DocumentId::new("c")?, "他说过，凡事要从最苦的人想起，这样才不会把路走偏。".to_owned()))?;
    /// # writer.add(&Record::of_text(DocumentId::new("d")?, "信里写道：凡事要从最苦的人想起，这样才不会把路走偏。".to_owned()))?;
    /// # writer.commit()?;
    /// let shared = corpus.reuse(&ReuseOptions::default())?;
    /// let pairs = shared.pairs().collect::<Result<Vec<_>, _>>()?;
    /// assert_eq!(pairs[0].likeness, "exact");
    /// assert!(pairs[0].a.text.contains("从最苦的人想起"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::NoDocument`], [`Error::TooLong`] (2^32 characters), [`Error::Damaged`], [`Error::Engine`].
    pub fn reuse(&self, options: &ReuseOptions) -> Result<SharedPassages, Error> {
        let snapshot = self.snapshot();
        for id in &options.documents {
            if snapshot.entries_of(id)?.is_empty() {
                return Err(Error::NoDocument { id: id.clone() });
            }
        }
        let settings = Settings { min_chars: options.min_chars, ..Settings::default() };
        let mut intake = Intake { reuse: Reuse::new(settings), sources: HashMap::new() };
        for head in snapshot.entries(Part::Head)? {
            let id = snapshot.document_of(head)?;
            intake.take(&snapshot, id, &snapshot.head(head)?)?;
        }
        let Intake { reuse, sources } = intake;
        let wanted = options.documents.iter().cloned().collect();
        Ok(SharedPassages { snapshot, findings: reuse.finish(), sources, wanted })
    }
}

struct Intake {
    reuse: Reuse,
    sources: HashMap<DocumentId, Source>,
}

impl Intake {
    fn take(&mut self, snapshot: &Snapshot, id: DocumentId, head: &Head) -> Result<(), Error> {
        let (mut text, mut compared, mut tiles) = (String::new(), Vec::new(), Vec::new());
        for at in snapshot.entries_of(&id)? {
            if !snapshot.is_passage(at) {
                continue;
            }
            let passage = snapshot.passage(at)?;
            text.push_str(&passage.tile);
            if is_compared(passage.id.kind) {
                let span = passage.span();
                tiles.push((passage.start, at));
                let date = passage.facts.date.or(head.date);
                compared.push(TextPassage { id: passage.id, span, date });
            }
        }
        self.reuse.add(&text, compared).map_err(|e| failed(snapshot, e))?;
        self.sources.insert(id, Source { author: head.author.clone(), tiles });
        Ok(())
    }
}

fn is_compared(kind: PassageKind) -> bool {
    matches!(kind, PassageKind::Excerpt | PassageKind::Paragraph | PassageKind::Heading)
}

fn failed(snapshot: &Snapshot, cause: ReuseError) -> Error {
    match cause {
        ReuseError::TooMuchText { letters } => {
            Error::TooLong { what: "the corpus", found: letters, most: u32::MAX as usize }
        }
        cause => snapshot.damaged(cause),
    }
}

impl SharedPassages {
    /// The pairs of all shared passages that may have a source, in order of their oldest place; those of
    /// formulas are left out. Cost: reads two passages a pair.
    pub fn pairs(&self) -> impl Iterator<Item = Result<ReusePair, Error>> + '_ {
        let clusters = self.findings.clusters().flat_map(|cluster| {
            let (kind, pairs) = match self.kind(&cluster) {
                Ok(kind) => (Ok(kind), cluster.pairs),
                Err(error) => (Err(error), Vec::new()),
            };
            let wanted: Vec<_> = match kind {
                Err(error) => vec![Err(error)],
                Ok(ReuseKind::Formula) => Vec::new(),
                Ok(ReuseKind::Source) => pairs.into_iter().map(Ok).collect(),
            };
            wanted
        });
        clusters
            .filter(|pair| pair.as_ref().map_or(true, |p| self.wants(&p.a) || self.wants(&p.b)))
            .map(|pair| self.pair(&pair?))
    }

    /// The shared passages, in order of their oldest place. Cost: reads every place that is listed.
    pub fn clusters(&self) -> impl Iterator<Item = Result<ReuseCluster, Error>> + '_ {
        let wanted = |cluster: &Cluster| cluster.occurrences.iter().any(|place| self.wants(place));
        self.findings.clusters().filter(wanted).map(|cluster| self.cluster(&cluster))
    }

    fn wants(&self, place: &Occurrence) -> bool {
        self.wanted.is_empty() || self.wanted.contains(&place.passage.document)
    }

    fn pair(&self, pair: &SharedPair) -> Result<ReusePair, Error> {
        let (a, b) = (self.place(&pair.a)?, self.place(&pair.b)?);
        Ok(ReusePair {
            likeness: Likeness::of(&a.text, &b.text).as_str(),
            similarity: pair.similarity,
            earlier: pair.is_earlier().then_some("a"),
            a,
            b,
        })
    }

    fn cluster(&self, cluster: &Cluster) -> Result<ReuseCluster, Error> {
        let kind = self.kind(cluster)?;
        let most = if kind == ReuseKind::Formula { LISTED } else { usize::MAX };
        let places = cluster.occurrences.iter().take(most).map(|place| self.place(place));
        let places = places.collect::<Result<Vec<_>, Error>>()?;
        let speakers: BTreeSet<_> = places.iter().filter_map(|place| place.speaker.clone()).collect();
        Ok(ReuseCluster {
            kind,
            documents: cluster.works,
            speakers: speakers.into_iter().collect(),
            count: cluster.occurrences.len(),
            places,
        })
    }

    /// The spread over documents tells a formula, unless one known speaker has said all of it.
    fn kind(&self, cluster: &Cluster) -> Result<ReuseKind, Error> {
        if cluster.kind == ClusterKind::Passage {
            return Ok(ReuseKind::Source);
        }
        let mut one: Option<String> = None;
        for place in &cluster.occurrences {
            let Some(speaker) = self.speaker(&self.passage(place)?) else { return Ok(ReuseKind::Formula) };
            if one.get_or_insert_with(|| speaker.clone()) != &speaker {
                return Ok(ReuseKind::Formula);
            }
        }
        Ok(ReuseKind::Source)
    }

    fn passage(&self, place: &Occurrence) -> Result<Passage, Error> {
        let tiles = self.sources.get(&place.passage.document).map_or(&[][..], |source| &source.tiles);
        let after = tiles.partition_point(|(start, _)| *start <= place.span.start());
        match after.checked_sub(1).and_then(|index| tiles.get(index)) {
            Some((_, at)) => self.snapshot.passage(*at),
            None => Err(self.snapshot.damaged(format!("passage {} is missing", place.passage))),
        }
    }

    fn speaker(&self, passage: &Passage) -> Option<String> {
        let author = || self.sources.get(&passage.id.document)?.author.clone();
        passage.facts.speaker.clone().or_else(author)
    }

    fn place(&self, place: &Occurrence) -> Result<ReusePlace, Error> {
        let passage = self.passage(place)?;
        let speaker = self.speaker(&passage);
        let range = place.span.range();
        let inside = range
            .start
            .checked_sub(passage.start as usize)
            .zip(range.end.checked_sub(passage.start as usize));
        let text = inside.and_then(|(from, to)| passage.tile.get(from..to)).unwrap_or_default().to_owned();
        Ok(ReusePlace {
            doc: place.passage.document.clone(),
            passage: place.passage.clone(),
            span: place.span,
            text,
            date: place.date,
            speaker,
        })
    }
}
