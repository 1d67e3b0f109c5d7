//! [`SearchRequest`]: what is asked, and how it is read. No answers.

use crate::Error;
use crate::query::{self, Fault, Field, Note, Query, Reading};
use chuchu_model::{DocumentId, DocumentKind, PartialDate, Span};
use serde::{Deserialize, Serialize};

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct SearchRequest {
    /// The query, in the language of the contract; at most 10,000 characters.
    pub query: String,
    /// Read it as a search box should: repair what is wrong with it instead of refusing it.
    pub lenient: bool,
    /// Only documents of this kind.
    pub kind: Option<DocumentKind>,
    /// Only passages of this speaker.
    pub speaker: Option<String>,
    /// Only passages that name or cite a work of such a title.
    pub work: Option<String>,
    /// Only this document.
    pub doc: Option<DocumentId>,
    /// Not before this date.
    pub from: Option<PartialDate>,
    /// Not after this date.
    pub to: Option<PartialDate>,
    /// In which order; else whole hits by relevance, and ids alone in corpus order.
    pub sort: Option<Sort>,
    /// At most so many hits; `None` for all.
    pub limit: Option<usize>,
    /// Leave out so many of the first.
    pub offset: usize,
    /// Only ids are wanted: no texts are read; unless sorted otherwise, no scores computed.
    pub ids_only: bool,
    /// What to count all hits by.
    pub facets: Vec<Facet>,
    /// Say of each hit why it stands where it does.
    pub explain: bool,
}

/// The orders of an answer. Of equal ones, the oldest comes first, then the order of documents decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The passage that a reader wants first.
    Relevance,
    /// Oldest first, undated last.
    Date,
    /// Newest first, undated last.
    DateDescending,
    /// By document, and as they stand there.
    Document,
}

/// What hits are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    /// The kind of document.
    Kind,
    /// Who speaks or wrote.
    Speaker,
    /// The work that an excerpt's citation names.
    Work,
    /// The year of the passage.
    Year,
    /// The document.
    Doc,
}

/// A query that was read.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// What is asked, filters included; `None` where nothing is left to look for.
    pub(crate) query: Option<Query>,
    /// The query as it was understood, where that is not as it was given.
    pub(crate) read_as: Option<String>,
    /// Remarks on it.
    pub(crate) notes: Vec<Note>,
}

impl SearchRequest {
    /// The query with the filters as further conditions.
    pub(crate) fn read(&self) -> Result<Asked, Error> {
        let mut asked = if self.lenient { self.read_leniently() } else { self.read_strictly()? };
        asked.query = asked.query.map(|query| self.filtered(query));
        Ok(asked)
    }

    fn read_strictly(&self) -> Result<Asked, Error> {
        let text = &self.query;
        let chars = text.chars().count();
        if chars > query::MOST_CHARS {
            return Err(Error::TooLong { what: "the query", found: chars, most: query::MOST_CHARS });
        }
        let query = query::parse(text).map_err(|fault| refusal(text, fault))?;
        let note = |(edit, message): (query::Edit, String)| Note { span: edit.span, message };
        let notes = query::habits(text).into_iter().map(note).collect();
        Ok(Asked { query: Some(query), read_as: None, notes })
    }

    fn read_leniently(&self) -> Asked {
        let end = self.query.char_indices().nth(query::MOST_CHARS).map_or(self.query.len(), |(at, _)| at);
        let Reading { query, text, mut notes } =
            query::parse_lenient(self.query.get(..end).unwrap_or_default());
        if end < self.query.len() {
            let message = format!("left out: a query has at most {} characters", query::MOST_CHARS);
            notes.push(Note { span: Span::from_range(end..self.query.len()), message });
        }
        if query.is_none() {
            let message = "nothing to look for: no letter, digit or character in it".to_owned();
            notes.push(Note { span: Span::from_range(0..self.query.len()), message });
        }
        let read_as = (text != self.query.trim()).then_some(text);
        Asked { query, read_as, notes }
    }

    fn filtered(&self, query: Query) -> Query {
        let mut parts = vec![query];
        parts.extend(self.filters());
        match parts.len() {
            1 => parts.remove(0),
            _ => Query::And(parts),
        }
    }

    /// The filters as conditions.
    pub(crate) fn filters(&self) -> impl Iterator<Item = Query> {
        let folded = |name: &String| chuchu_text::fold_to_string(name, chuchu_text::Folding::LETTERS);
        let days = (self.from.is_some() || self.to.is_some()).then(|| {
            let from = self.from.map_or(0, PartialDate::earliest);
            Field::Days(from, self.to.map_or(u32::MAX, PartialDate::latest))
        });
        let kind = self.kind.map(Field::Kind);
        let speaker = self.speaker.as_ref().map(|name| Field::Speaker(folded(name)));
        let work = self.work.as_ref().map(|title| Field::Work(folded(title).chars().collect()));
        let all = [kind, speaker, work, self.doc.clone().map(Field::Doc), days];
        all.into_iter().flatten().map(Query::Field)
    }

    /// The part of a sorted list that is wanted.
    pub(crate) fn page<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        let rest = all.get(self.offset..).unwrap_or(&[]);
        rest.get(..self.limit.unwrap_or(rest.len())).unwrap_or(rest)
    }

    /// How many of the first are to be put in order; `None` for all.
    pub(crate) fn first(&self) -> Option<usize> {
        self.limit.map(|limit| limit.saturating_add(self.offset))
    }
}

/// What is said of a query that cannot be read. What it may have meant is proposed only where it reads well.
fn refusal(text: &str, fault: Fault) -> Error {
    let Fault::At(trouble) = fault else { return Error::Empty };
    let repair = trouble.repaired(text).and_then(|repaired| match query::parse(&repaired) {
        Ok(_) => Some(repaired),
        Err(_) => {
            let reading = query::parse_lenient(&repaired);
            reading.query.map(|_| reading.text)
        }
    });
    Error::Query { query: text.to_owned(), span: trouble.span, message: trouble.message, repair }
}
