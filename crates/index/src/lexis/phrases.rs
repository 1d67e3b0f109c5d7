//! Set phrases such as 四大考验: which the corpus has, how often and since when, and what their members are.
//!
//! The parser finds set phrases document by document; here they are put together, and every phrase that one
//! document names is looked for in all of them.

use super::collocates::places;
use super::listing::Listing;
use super::pass::{self, Page};
use super::scope::Scope;
use crate::query::Query;
use crate::snapshot::Snapshot;
use crate::{Corpus, Error};
use chuchu_model::{DocumentId, PartialDate, PassageId, SetPhrase, Span};
use serde::Serialize;
use std::collections::BTreeMap;
use tantivy::DocAddress;

/// What is asked of set phrases.
#[derive(Clone, Debug, Default)]
pub struct PhraseOptions {
    /// Which passages count.
    pub scope: Scope,
    /// What of the list is shown; `min` is of mentions.
    pub listing: Listing,
}

/// A set phrase of the corpus.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Phrase {
    /// The phrase, folded.
    pub phrase: String,
    /// How often it occurs.
    pub mentions: u64,
    /// In how many documents.
    pub documents: u64,
    /// The date of the oldest dated mention.
    pub date: Option<PartialDate>,
    /// The oldest mention; one without a date where none has one.
    pub first: Option<Mention>,
    /// What its members are, each reading once, the oldest first.
    pub expansions: Vec<Expansion>,
}

/// A passage that has a phrase.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mention {
    /// The passage.
    pub passage: PassageId,
    /// When it was said or published.
    pub date: Option<PartialDate>,
    /// The title of its document.
    pub title: Option<String>,
    /// The citation of the passage as printed.
    pub citation: Option<String>,
}

/// The members of a phrase, as some passage names them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Expansion {
    /// The members, as printed in the source.
    pub members: Vec<String>,
    /// How many passages name these members in this order.
    pub passages: u64,
    /// The oldest of them.
    pub source: Mention,
}

/// An expansion where it was found.
struct Found {
    members: Vec<String>,
    /// The first day of its date, then its address: the order of age.
    age: (u64, DocAddress),
}

/// What a phrase has in the documents: its expansions.
type Phrases = BTreeMap<Vec<char>, Vec<Found>>;

impl Corpus {
    /// The set phrases of the corpus, the most frequent first.
    ///
    /// Cost: reads the record of every document of the scope, then looks for each phrase as a search does.
    ///
    /// # Errors
    /// [`Error::Query`], [`Error::NoDocument`], [`Error::Damaged`], [`Error::Engine`].
    pub fn phrases(&self, options: &PhraseOptions) -> Result<Vec<Phrase>, Error> {
        let snapshot = self.snapshot();
        let passages = options.scope.passages(&snapshot)?;
        let mut phrases = Phrases::new();
        for id in documents(&snapshot, &passages)? {
            let Some(stored) = self.document(&id)? else { continue };
            gather(&snapshot, &id, &stored.document.set_phrases, &passages, &mut phrases)?;
        }
        let mut all = Vec::with_capacity(phrases.len());
        for (letters, found) in phrases {
            let phrase = phrase(&snapshot, options, letters, found)?;
            if phrase.mentions > 0 && options.listing.takes(phrase.mentions) {
                all.push(phrase);
            }
        }
        let stopped = options.listing.stopped(&snapshot);
        all.retain(|phrase| !stopped.contains(&phrase.phrase));
        let order = |a: &Phrase, b: &Phrase| {
            let by_count = b.mentions.cmp(&a.mentions).then(b.documents.cmp(&a.documents));
            by_count.then_with(|| a.phrase.cmp(&b.phrase))
        };
        options.listing.first(&mut all, order);
        Ok(all)
    }
}

/// The documents of passages.
fn documents(snapshot: &Snapshot, passages: &[DocAddress]) -> Result<Vec<DocumentId>, Error> {
    let mut ids: Vec<DocumentId> = Vec::new();
    let mut last = None;
    for at in passages {
        let document = pass::document(snapshot, *at);
        if last.replace(document) != Some(document) {
            ids.push(snapshot.document_of(*at)?);
        }
    }
    Ok(ids)
}

/// Takes the phrases of one document, and of their expansions those that stand in the passages.
fn gather(
    snapshot: &Snapshot,
    id: &DocumentId,
    phrases: &[SetPhrase],
    passages: &[DocAddress],
    into: &mut Phrases,
) -> Result<(), Error> {
    let mut tiles = Vec::new();
    if phrases.iter().any(|phrase| !phrase.expansions.is_empty()) {
        for at in snapshot.entries_of(id)? {
            if snapshot.is_passage(at) && passages.binary_search(&at).is_ok() {
                tiles.push((snapshot.passage(at)?.span(), at));
            }
        }
    }
    for phrase in phrases {
        let found = into.entry(pass::letters(&phrase.phrase)).or_default();
        for expansion in &phrase.expansions {
            let Some(at) = tile(&tiles, expansion.span) else { continue };
            let members = expansion.members.iter().map(|member| member.text.clone()).collect();
            found.push(Found { members, age: age(snapshot, at) });
        }
    }
    Ok(())
}

/// The passage in which a span begins.
fn tile(tiles: &[(Span, DocAddress)], span: Span) -> Option<DocAddress> {
    let holds = |tile: &Span| tile.start() <= span.start() && span.start() < tile.end();
    tiles.iter().find(|(tile, _)| holds(tile)).map(|(_, at)| *at)
}

fn age(snapshot: &Snapshot, at: DocAddress) -> (u64, DocAddress) {
    (snapshot.first_day(at).unwrap_or(u64::MAX), at)
}

/// What a thread knows of a phrase.
#[derive(Default)]
struct Seen {
    mentions: u64,
    documents: u64,
    last: Option<u64>,
    oldest: Option<(u64, DocAddress)>,
}

/// How often a phrase stands in a passage. Behind another numeral (十三农场) or 第 it is a number's end, no phrase.
fn mentions(text: &str, phrase: &[char]) -> u64 {
    let (mut letters, mut free) = (Vec::new(), Vec::new());
    pass::characters(text, |c, after_mark| {
        free.push(after_mark || !letters.last().is_some_and(|before| counts(*before)));
        letters.push(c);
    });
    let starts = places(&letters, phrase).into_iter().map(|place| place.start);
    starts.filter(|start| free.get(*start) == Some(&true)).count() as u64
}

/// Whether a number may go on behind it.
fn counts(c: char) -> bool {
    c.is_numeric() || "第〇零一二三四五六七八九十百千万亿两几数".contains(c)
}

fn phrase(
    snapshot: &Snapshot,
    options: &PhraseOptions,
    letters: Vec<char>,
    found: Vec<Found>,
) -> Result<Phrase, Error> {
    let holding = options.scope.passages_with(snapshot, Some(Query::Literal(letters.clone())))?;
    let see = |seen: &mut Seen, page: &Page<'_, '_>| {
        let here = mentions(page.text(), &letters);
        if here == 0 {
            return Ok(());
        }
        seen.mentions += here;
        seen.documents += u64::from(seen.last.replace(page.document) != Some(page.document));
        let age = age(snapshot, page.at);
        seen.oldest = Some(seen.oldest.map_or(age, |oldest| oldest.min(age)));
        Ok(())
    };
    let parts = pass::over(snapshot, &holding, Seen::default, see)?;
    let oldest = parts.iter().filter_map(|part| part.oldest).min();
    let first = oldest.map(|(_, at)| mention(snapshot, at)).transpose()?;
    Ok(Phrase {
        phrase: letters.into_iter().collect(),
        mentions: parts.iter().map(|part| part.mentions).sum(),
        documents: parts.iter().map(|part| part.documents).sum(),
        date: first.as_ref().and_then(|first| first.date),
        first,
        expansions: expansions(snapshot, found)?,
    })
}

/// Each list of members once, with the oldest passage that has it.
fn expansions(snapshot: &Snapshot, mut found: Vec<Found>) -> Result<Vec<Expansion>, Error> {
    found.sort_by_key(|found| found.age);
    let mut expansions: Vec<Expansion> = Vec::new();
    for Found { members, age: (_, at) } in found {
        match expansions.iter_mut().find(|known| known.members == members) {
            Some(known) => known.passages += 1,
            None => expansions.push(Expansion { members, passages: 1, source: mention(snapshot, at)? }),
        }
    }
    Ok(expansions)
}

fn mention(snapshot: &Snapshot, at: DocAddress) -> Result<Mention, Error> {
    let passage = snapshot.passage(at)?;
    let head = snapshot.head_of(&passage.id.document)?;
    Ok(Mention {
        date: passage.facts.date.or_else(|| head.as_ref()?.date),
        title: head.and_then(|head| head.title),
        citation: passage.facts.citation,
        passage: passage.id,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_number_is_no_phrase() {
        let check = |text: &str, phrase: &str, expect: u64| {
            let letters: Vec<char> = phrase.chars().collect();
            assert_eq!(mentions(text, &letters), expect, "{text}");
        };
        check("“三农”工作，重视三农。", "三农", 2);
        check("第三农场和十三农场", "三农", 0);
        check("一、三农工作", "三农", 1);
    }
}
