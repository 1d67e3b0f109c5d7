//! The concordance: every place of what is asked for, with the words on its left and on its right.

use crate::dates::Dates;
use crate::query::{Note, Plan, Query, Reader};
use crate::search::Asked;
use crate::snapshot::{Passage, Snapshot};
use crate::{Corpus, Error, SearchRequest};
use chuchu_model::{DocumentId, PartialDate, PassageId, Span};
use serde::{Deserialize, Serialize};
use std::collections::BinaryHeap;
use tantivy::DocAddress;

/// How many folded characters of the context lines are sorted by.
const KEY: usize = 16;

/// What lines are wanted.
#[derive(Clone, Debug, Default)]
pub struct ConcordanceRequest {
    /// The query and which passages count; `limit` and `offset` count lines. The rest does not matter here.
    pub search: SearchRequest,
    /// At most so many characters on each side.
    pub width: usize,
    /// In which order; else as they stand in the corpus.
    pub sort: Option<LineSort>,
}

/// The orders of a concordance. Of equal lines the one that stands first in the corpus comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineSort {
    /// By the sixteen letters before the place, read leftwards, in the order of Unicode.
    Left,
    /// By the sixteen letters after the place.
    Right,
    /// Oldest first, undated last.
    Date,
}

/// A place in its context. Left, hit and right joined are exactly what stands in the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConcordanceLine {
    /// The document.
    pub doc: DocumentId,
    /// The passage; the context ends where it ends.
    pub passage: PassageId,
    /// When it was said or published.
    pub date: Option<PartialDate>,
    /// The place of the hit in the document, in bytes.
    pub span: Span,
    /// What stands before it in the passage.
    pub left: String,
    /// What was found.
    pub hit: String,
    /// What stands after it.
    pub right: String,
}

/// What a concordance was made of.
#[derive(Clone, Debug, Default)]
pub struct ConcordanceSummary {
    /// The passages that answer the query, whatever the limit.
    pub passages: usize,
    /// The lines given.
    pub lines: usize,
    /// Whether lines were left out after the last one given.
    pub more: bool,
    /// The query as it was understood, where a lenient reading changed it.
    pub read_as: Option<String>,
    /// Remarks on the query.
    pub notes: Vec<Note>,
}

impl Corpus {
    /// Gives every line of a concordance to `each`, one after the other. A query that asks for several texts
    /// gives a line for every place of each of them; one of conditions alone gives none.
    ///
    /// Cost: in corpus order, each passage is read once and nothing is kept but eight bytes for each
    /// passage; sorted, some sixty bytes for each place (or for each line wanted, where they are fewer), and
    /// the passages of the lines wanted are read again.
    ///
    /// ```
    /// use chuchu_index::{ConcordanceRequest, Corpus, Error, Record, SearchRequest};
    /// # use chuchu_model::DocumentId;
    /// # let folder = tempfile::tempdir()?;
    /// # let corpus = Corpus::create(folder.path())?;
    /// # let mut writer = corpus.writer()?;
    /// # writer.add(&Record::of_text(DocumentId::new("a")?, "群众路线是生命线。\n要相信群众，依靠群众。".to_owned()))?;
    /// # writer.commit()?;
    /// let search = SearchRequest { query: "相信群众".to_owned(), ..SearchRequest::default() };
    /// let request = ConcordanceRequest { search, width: 3, sort: None };
    /// let mut lines = Vec::new();
    /// corpus.concordance(&request, |line| {
    ///     lines.push(format!("{}|{}|{}", line.left, line.hit, line.right));
    ///     Ok::<(), Error>(())
    /// })?;
    /// assert_eq!(lines, ["要|相信群众|，依靠"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Corpus::search`], and the first that `each` gives, which ends it.
    pub fn concordance<E: From<Error>>(
        &self,
        request: &ConcordanceRequest,
        each: impl FnMut(ConcordanceLine) -> Result<(), E>,
    ) -> Result<ConcordanceSummary, E> {
        let Asked { query, read_as, notes } = request.search.read()?;
        let summary = ConcordanceSummary { read_as, notes, ..ConcordanceSummary::default() };
        let Some(query) = query else { return Ok(summary) };
        let snapshot = self.snapshot();
        let plan = Plan::on(&snapshot);
        let found = plan.addresses(plan.run(&query)?.as_ref())?;
        let passages = snapshot.order()?.sorted(found);
        let dates = Dates::of(&snapshot)?;
        let lines = Lines { snapshot: &snapshot, query: &query, dates, request, passages: &passages };
        let (lines, more) = match request.sort {
            None => lines.as_they_stand(each)?,
            Some(sort) => lines.sorted(sort, each)?,
        };
        Ok(ConcordanceSummary { passages: passages.len(), lines, more, ..summary })
    }
}

struct Lines<'a> {
    snapshot: &'a Snapshot,
    query: &'a Query,
    dates: Dates,
    request: &'a ConcordanceRequest,
    /// In corpus order.
    passages: &'a [DocAddress],
}

/// A line before it is written: what it is sorted by, and where it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    day: u64,
    context: Box<str>,
    passage: usize,
    span: Span,
}

impl Lines<'_> {
    /// How many lines were given, and whether there are more.
    fn as_they_stand<E: From<Error>>(
        &self,
        mut each: impl FnMut(ConcordanceLine) -> Result<(), E>,
    ) -> Result<(usize, bool), E> {
        let (mut seen, mut given) = (0, 0);
        for at in self.passages {
            let passage = self.snapshot.passage(*at)?;
            for span in Reader::of(&passage.tile, passage.start).places(self.query) {
                if self.request.search.limit.is_some_and(|limit| given >= limit) {
                    return Ok((given, true));
                }
                seen += 1;
                if seen > self.request.search.offset {
                    given += 1;
                    each(self.line(&passage, *at, span))?;
                }
            }
        }
        Ok((given, false))
    }

    fn sorted<E: From<Error>>(
        &self,
        sort: LineSort,
        mut each: impl FnMut(ConcordanceLine) -> Result<(), E>,
    ) -> Result<(usize, bool), E> {
        let (keys, seen) = self.keys(sort)?;
        let page = self.request.search.page(&keys);
        let mut read: Option<(usize, Passage)> = None;
        for key in page {
            let at = self.passages[key.passage];
            let passage = match read.take() {
                Some((number, passage)) if number == key.passage => passage,
                _ => self.snapshot.passage(at)?,
            };
            each(self.line(&passage, at, key.span))?;
            read = Some((key.passage, passage));
        }
        Ok((page.len(), self.request.search.offset.saturating_add(page.len()) < seen))
    }

    /// The keys of the first lines in order, and how many lines there are.
    fn keys(&self, sort: LineSort) -> Result<(Vec<Key>, usize), Error> {
        let most = self.request.search.first();
        let mut kept = BinaryHeap::new();
        let mut seen = 0;
        for (number, at) in self.passages.iter().enumerate() {
            let passage = self.snapshot.passage(*at)?;
            let reader = Reader::of(&passage.tile, passage.start);
            let day = if sort == LineSort::Date { self.dates.days(*at).map_or(u64::MAX, |d| d.0) } else { 0 };
            for span in reader.places(self.query) {
                seen += 1;
                let key = Key { day, context: context(&reader, span, sort), passage: number, span };
                if most.is_none_or(|most| kept.len() < most) {
                    kept.push(key);
                } else if let Some(mut worst) = kept.peek_mut()
                    && key < *worst
                {
                    *worst = key;
                }
            }
        }
        Ok((kept.into_sorted_vec(), seen))
    }

    fn line(&self, passage: &Passage, at: DocAddress, span: Span) -> ConcordanceLine {
        let whole = passage.span();
        let text = |from: u32, to: u32| {
            let range =
                from.saturating_sub(passage.start) as usize..to.saturating_sub(passage.start) as usize;
            passage.tile.get(range).unwrap_or_default()
        };
        let (left, right) = (text(whole.start(), span.start()), text(span.end(), whole.end()));
        let width = self.request.width;
        let from = left.char_indices().rev().take(width).last().map_or(left.len(), |(at, _)| at);
        let to = right.char_indices().nth(width).map_or(right.len(), |(at, _)| at);
        ConcordanceLine {
            doc: passage.id.document.clone(),
            passage: passage.id.clone(),
            date: self.dates.date(at),
            span,
            left: left.get(from..).unwrap_or_default().to_owned(),
            hit: text(span.start(), span.end()).to_owned(),
            right: right.get(..to).unwrap_or_default().to_owned(),
        }
    }
}

/// The letters that a line is sorted by.
fn context(reader: &Reader<'_>, span: Span, sort: LineSort) -> Box<str> {
    let letters = reader.letters();
    let chars = letters.chars();
    let beside: String = match sort {
        LineSort::Left => {
            chars.get(..letters.index_at(span.start())).unwrap_or(&[]).iter().rev().take(KEY).collect()
        }
        LineSort::Right => {
            chars.get(letters.index_at(span.end())..).unwrap_or(&[]).iter().take(KEY).collect()
        }
        LineSort::Date => String::new(),
    };
    beside.into_boxed_str()
}
