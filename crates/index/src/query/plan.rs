//! A [`Query`] as the engine runs it.

use super::days::Days;
use super::literal::{Found, Literal};
use super::placed::Placed;
use super::verify::Verified;
use super::{Field, Query};
use crate::Error;
use crate::schema::{FIELDS, Part, kind_name};
use crate::snapshot::Snapshot;
use std::sync::Arc;
use tantivy::query::{BooleanQuery, EmptyQuery, EnableScoring, Occur, PhraseQuery, TermQuery, TermSetQuery};
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{DocAddress, schema};

type Runnable = Box<dyn tantivy::query::Query>;

fn term(term: Term) -> Runnable {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

fn text(letters: &[char]) -> String {
    letters.iter().collect()
}

/// Entries whose titles contain folded characters one after the other, in a field of single ones and pairs.
fn named(field: schema::Field, letters: &[char]) -> Runnable {
    match letters {
        [] => Box::new(EmptyQuery),
        [one] => term(Term::from_field_text(field, &text(&[*one]))),
        _ => pairs(field, letters),
    }
}

fn pairs(field: schema::Field, letters: &[char]) -> Runnable {
    let last = letters.len().saturating_sub(2);
    let places = (0..last).step_by(2).chain([last]);
    let mut terms: Vec<(usize, Term)> = places
        .filter_map(|at| Some((at, Term::from_field_text(field, &text(letters.get(at..at + 2)?)))))
        .collect();
    match terms.len() {
        1 => terms.pop().map_or_else(|| Box::new(EmptyQuery) as Runnable, |(_, t)| term(t)),
        _ => Box::new(PhraseQuery::new_with_offset(terms)),
    }
}

/// All passages.
fn everything() -> Runnable {
    term(Term::from_field_u64(FIELDS.part, Part::Passage.number()))
}

/// Makes queries runnable on one snapshot, for one request.
#[derive(Debug)]
pub(crate) struct Plan<'a> {
    snapshot: &'a Snapshot,
    found: Arc<Found>,
    /// Whether very much is to be found.
    much: bool,
}

/// From so many places on, segments are worked on side by side.
const MUCH: usize = 30_000;

/// Only texts of so few letters stand at so many places.
const SHORT: usize = 4;

impl<'a> Plan<'a> {
    /// For this snapshot.
    pub(crate) fn on(snapshot: &'a Snapshot) -> Self {
        Self { snapshot, found: Arc::default(), much: false }
    }

    /// For one query, which may have very many answers. Cost: a look at the lists of its short texts.
    pub(crate) fn of(snapshot: &'a Snapshot, query: &Query) -> Result<Self, Error> {
        let mut much = false;
        for text in query.literals().into_iter().filter(|text| text.len() <= SHORT) {
            let mut most = 0usize;
            for (_, _, characters) in snapshot.segments() {
                most = most.saturating_add(characters.at_most(text).map_err(|e| snapshot.fail(e))?);
            }
            much |= most >= MUCH;
        }
        Ok(Self { much, ..Self::on(snapshot) })
    }

    /// Whether segments are worth working on side by side.
    pub(crate) fn has_much(&self) -> bool {
        self.much
    }

    /// What has been looked up for it.
    pub(crate) fn found(&self) -> &Found {
        &self.found
    }

    /// The passages that answer a query. Cost: conditions on titles are looked up here.
    pub(crate) fn run(&self, query: &Query) -> Result<Runnable, Error> {
        Ok(match query {
            Query::Literal(letters) => self.literal(letters),
            Query::Quoted { letters, .. } => Box::new(Verified::new(self.literal(letters), query)),
            Query::Pattern(pattern) => Box::new(Placed::matching(pattern, self.snapshot.characters())),
            Query::Near(chain) => match Placed::chained(chain, self.snapshot.characters()) {
                Some(placed) => Box::new(placed),
                None => {
                    let all: Result<_, Error> =
                        chain.texts.iter().map(|t| Ok((Occur::Must, self.run(t)?))).collect();
                    Box::new(Verified::new(Box::new(BooleanQuery::new(all?)), query))
                }
            },
            Query::Field(field) => self.condition(field)?,
            Query::And(parts) => self.all(parts)?,
            Query::Or(parts) => {
                let parts: Result<_, Error> =
                    parts.iter().map(|p| Ok((Occur::Should, self.run(p)?))).collect();
                Box::new(BooleanQuery::new(parts?))
            }
            Query::Not(_) => self.all(std::slice::from_ref(query))?,
        })
    }

    /// Passages that contain folded characters one after the other.
    pub(crate) fn literal(&self, letters: &[char]) -> Runnable {
        self.literals([letters])
    }

    /// Passages that contain each of some texts.
    pub(crate) fn literals<'t>(&self, texts: impl IntoIterator<Item = &'t [char]>) -> Runnable {
        Box::new(Literal::new(texts, self.snapshot.characters(), &self.found))
    }

    fn all(&self, parts: &[Query]) -> Result<Runnable, Error> {
        let mut clauses = Vec::with_capacity(parts.len() + 1);
        let texts: Vec<&[char]> = parts.iter().filter_map(Query::as_literal).collect();
        if !texts.is_empty() {
            clauses.push((Occur::Must, self.literals(texts)));
        }
        for part in parts.iter().filter(|part| part.as_literal().is_none()) {
            clauses.push(match part {
                Query::Not(part) => (Occur::MustNot, self.run(part)?),
                part => (Occur::Must, self.run(part)?),
            });
        }
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, everything()));
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    fn condition(&self, field: &Field) -> Result<Runnable, Error> {
        Ok(match field {
            Field::Title(letters) => self.titled(letters)?,
            Field::Work(letters) => named(FIELDS.work, letters),
            Field::Speaker(name) => term(Term::from_field_text(FIELDS.speaker, name)),
            Field::Kind(kind) => term(Term::from_field_text(FIELDS.kind, &kind_name(*kind))),
            Field::Doc(id) => {
                let doc = term(Term::from_field_text(FIELDS.doc, id.as_str()));
                Box::new(BooleanQuery::new(vec![(Occur::Must, doc), (Occur::Must, everything())]))
            }
            Field::Days(from, to) => Box::new(Days(u64::from(*from)..=u64::from(*to))),
        })
    }

    /// The heads of documents whose titles contain folded characters one after the other.
    pub(crate) fn heads_titled(&self, letters: &[char]) -> Runnable {
        named(FIELDS.title, letters)
    }

    /// Titles are indexed once a document, on its head: the heads are found first, then their passages.
    fn titled(&self, letters: &[char]) -> Result<Runnable, Error> {
        let mut documents = Vec::new();
        for at in self.addresses(self.heads_titled(letters).as_ref())? {
            let id = self.snapshot.document_of(at)?;
            documents.push(Term::from_field_text(FIELDS.doc, id.as_str()));
        }
        let documents: Runnable = Box::new(TermSetQuery::new(documents));
        Ok(Box::new(BooleanQuery::new(vec![(Occur::Must, documents), (Occur::Must, everything())])))
    }

    /// The living entries that answer a runnable query, by segment and place.
    pub(crate) fn addresses(&self, query: &dyn tantivy::query::Query) -> Result<Vec<DocAddress>, Error> {
        let searcher = self.snapshot.searcher();
        let fail = |e: tantivy::TantivyError| self.snapshot.fail(e);
        let weight = query.weight(EnableScoring::disabled_from_searcher(searcher)).map_err(fail)?;
        let found = self.snapshot.on_segments(self.much, |segment, reader, _| {
            let alive = reader.alive_bitset();
            let mut found = Vec::new();
            let mut collect = |docs: &[u32]| {
                let living = docs.iter().filter(|doc| alive.is_none_or(|a| a.is_alive(**doc)));
                found.extend(living.map(|doc| DocAddress::new(segment, *doc)));
            };
            weight.for_each_no_score(reader, &mut collect).map(|()| found)
        });
        let mut found = found.map_err(fail)?;
        Ok(if found.len() == 1 { found.pop().unwrap_or_default() } else { found.concat() })
    }
}
