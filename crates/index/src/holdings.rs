//! What the corpus holds: its documents, their texts, their passages with what stands around them.

use crate::entry::Head;
use crate::schema::Part;
use crate::snapshot::{Passage, Snapshot};
use crate::{Corpus, Error, lexis, stored, words};
use chuchu_model::{Document, DocumentId, DocumentKind, PartialDate, PassageId, Span};
use serde::Serialize;
use tantivy::DocAddress;

/// One line of `chuchu list`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DocumentSummary {
    /// Its id.
    pub id: DocumentId,
    /// Its title, given or parsed.
    pub title: Option<String>,
    /// What kind.
    pub kind: DocumentKind,
    /// When it was published, as far as is known.
    pub date: Option<PartialDate>,
    /// Number of passages.
    pub passages: usize,
    /// Length in characters.
    pub chars: u64,
}

impl DocumentSummary {
    /// Whether its id or title has this text in it, whatever the width, case and script.
    ///
    /// ```
    /// # use chuchu_index::DocumentSummary;
    /// # use chuchu_model::{DocumentId, DocumentKind};
    /// let title = Some("论群众路线".to_owned());
    /// let id = DocumentId::new("a7").unwrap();
    /// let summary = DocumentSummary { id, title, kind: DocumentKind::Article, date: None, passages: 1, chars: 5 };
    /// assert!(summary.is_named("羣眾") && summary.is_named("A7") && !summary.is_named("干部"));
    /// ```
    #[must_use]
    pub fn is_named(&self, text: &str) -> bool {
        let folded = |text: &str| chuchu_text::fold_to_string(text, chuchu_text::Folding::LETTERS);
        let wanted = folded(text);
        let names = [Some(self.id.as_str()), self.title.as_deref()];
        names.into_iter().flatten().any(|name| folded(name).contains(&wanted))
    }
}

/// A document with its text.
#[derive(Clone, Debug)]
pub struct StoredDocument {
    /// The document as parsed.
    pub document: Document,
    /// Its decoded text.
    pub text: String,
    /// Its title, given or parsed.
    pub title: Option<String>,
    /// When it was published, as far as is known.
    pub date: Option<PartialDate>,
    /// Who wrote it, as far as is known.
    pub author: Option<String>,
}

/// A passage with what stands around it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PassageView {
    /// Its id.
    pub id: PassageId,
    /// Its document.
    pub doc: DocumentId,
    /// The document's title.
    pub title: Option<String>,
    /// When it was said or published.
    pub date: Option<PartialDate>,
    /// Its place in the document, in bytes.
    pub span: Span,
    /// The passage.
    pub text: String,
    /// The citation as printed.
    pub citation: Option<String>,
    /// The passage before it in the document.
    pub before: Option<String>,
    /// The passage after it.
    pub after: Option<String>,
}

/// A passage beside another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Neighbour {
    /// Its id.
    pub id: PassageId,
    /// Its place in the document, in bytes.
    pub span: Span,
    /// The passage.
    pub text: String,
}

/// A passage among its neighbours.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PassageContext {
    /// The passage.
    #[serde(flatten)]
    pub passage: PassageView,
    /// Those before it, in the order of the text.
    pub preceding: Vec<Neighbour>,
    /// Those after it.
    pub following: Vec<Neighbour>,
}

impl PassageView {
    /// Its text without the citation below or above an excerpt, as word lists count it.
    #[must_use]
    pub fn body(&self) -> &str {
        self.text.get(lexis::kept(&self.text, self.citation.as_deref())).unwrap_or_default().trim()
    }
}

impl Corpus {
    /// All documents, in order of id.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn list(&self) -> Result<Vec<DocumentSummary>, Error> {
        let snapshot = self.snapshot();
        let summary = |at: DocAddress| {
            let head = snapshot.head(at)?;
            Ok(DocumentSummary {
                id: snapshot.document_of(at)?,
                title: head.title,
                kind: head.kind,
                date: head.date,
                passages: head.passages,
                chars: head.chars,
            })
        };
        let heads = snapshot.entries(Part::Head)?;
        let mut list: Vec<_> = heads.into_iter().map(summary).collect::<Result<_, Error>>()?;
        list.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(list)
    }

    /// A document and its text. Cost: reads all its passages.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn document(&self, id: &DocumentId) -> Result<Option<StoredDocument>, Error> {
        stored_document(&self.snapshot(), id)
    }

    /// A passage and its neighbours.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn passage(&self, id: &PassageId) -> Result<Option<PassageView>, Error> {
        let snapshot = self.snapshot();
        let Some(at) = snapshot.find(id)? else {
            return Ok(None);
        };
        Ok(Some(view(&snapshot, at, snapshot.head_of(&id.document)?.as_ref())?))
    }

    /// A passage and up to so many neighbours on each side, within its document. Cost: reads each of them.
    ///
    /// ```
    /// use chuchu_index::{Corpus, Record};
    /// # use chuchu_model::DocumentId;
    /// # let folder = tempfile::tempdir()?;
    /// # let corpus = Corpus::create(folder.path())?;
    /// # let mut writer = corpus.writer()?;
    /// # writer.add(&Record::of_text(DocumentId::new("a")?, "水能载舟。\n\n亦能覆舟。\n\n道理在此。".to_owned()))?;
    /// # writer.commit()?;
    /// let all = corpus.passages(&DocumentId::new("a")?)?;
    /// let found = corpus.passage_among(&all[0].id, 1)?.expect("it is there");
    /// assert_eq!((found.preceding.len(), found.following.len()), (0, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn passage_among(&self, id: &PassageId, beside: usize) -> Result<Option<PassageContext>, Error> {
        let snapshot = self.snapshot();
        let Some(at) = snapshot.find(id)? else { return Ok(None) };
        let passage = view(&snapshot, at, snapshot.head_of(&id.document)?.as_ref())?;
        let walk = |step: &dyn Fn(DocAddress) -> Option<DocAddress>| {
            let places = std::iter::successors(step(at), |at| step(*at)).take(beside);
            places.map(|at| neighbour(&snapshot, at)).collect::<Result<Vec<_>, Error>>()
        };
        let mut preceding = walk(&|at| snapshot.before(at))?;
        preceding.reverse();
        let following = walk(&|at| snapshot.after(at))?;
        Ok(Some(PassageContext { passage, preceding, following }))
    }

    /// Where words and marks stand in a text, as the index cuts it, with the user's words: spans in bytes of `text`, in
    /// order; blanks are in none.
    ///
    /// Cost: linear; 0.3 s more at the first call of a process, when the dictionary is read.
    #[must_use]
    pub fn words_in(&self, text: &str) -> Vec<Span> {
        words::places(self.snapshot().lexicon().cutter(), text)
    }

    /// All passages of a document, in the order of its text; none when there is no such document. Cost:
    /// reads every passage.
    ///
    /// # Errors
    /// [`Error::Engine`].
    pub fn passages(&self, id: &DocumentId) -> Result<Vec<PassageView>, Error> {
        let snapshot = self.snapshot();
        let head = snapshot.head_of(id)?;
        let entries = snapshot.entries_of(id)?;
        let passages = entries.into_iter().filter(|at| snapshot.is_passage(*at));
        passages.map(|at| view(&snapshot, at, head.as_ref())).collect()
    }
}

/// A document and its text.
pub(crate) fn stored_document(snapshot: &Snapshot, id: &DocumentId) -> Result<Option<StoredDocument>, Error> {
    let mut text = String::new();
    let (mut head, mut record) = (None, None);
    for at in snapshot.entries_of(id)? {
        let stored = snapshot.stored(at)?;
        text.push_str(stored.text.as_deref().unwrap_or_default());
        record = record.or(stored.record);
        if head.is_none() {
            head = Some(snapshot.head(at)?);
        }
    }
    let Some(head) = head.filter(|head| head.plain || record.is_some()) else {
        return Ok(None);
    };
    let document = stored::of(id, &head, record.as_deref(), &text).map_err(|e| snapshot.damaged(e))?;
    Ok(Some(StoredDocument { document, text, title: head.title, date: head.date, author: head.author }))
}

/// A passage with its neighbours and what its document knows.
fn view(snapshot: &Snapshot, at: DocAddress, head: Option<&Head>) -> Result<PassageView, Error> {
    let id = snapshot.name(at)?;
    let passage = snapshot.passage(at)?;
    let beside = |at: Option<DocAddress>| {
        let beside = at.map(|at| snapshot.passage(at)).transpose()?;
        Ok(beside.map(|p: Passage| p.text().to_owned()))
    };
    Ok(PassageView {
        doc: id.document.clone(),
        title: head.and_then(|h| h.title.clone()),
        date: passage.facts.date.or_else(|| head?.date),
        span: passage.span(),
        text: passage.text().to_owned(),
        before: beside(snapshot.before(at))?,
        after: beside(snapshot.after(at))?,
        citation: passage.facts.citation,
        id,
    })
}

fn neighbour(snapshot: &Snapshot, at: DocAddress) -> Result<Neighbour, Error> {
    let passage = snapshot.passage(at)?;
    Ok(Neighbour { span: passage.span(), text: passage.text().to_owned(), id: passage.id })
}
