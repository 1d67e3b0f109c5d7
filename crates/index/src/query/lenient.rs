//! The lenient reading, for a search box: it never fails, and says what it repaired or left out.
//!
//! It is the strict reading with its own repairs carried out, one after the other, until it can be read.

use super::fault::{Edit, Fault};
use super::lex::narrow;
use super::parse::literal;
use super::{Query, habits, parse};
use chuchu_model::Span;
use serde::Serialize;

/// After so many repairs the rest is read as plain words.
const MOST_REPAIRS: usize = 40;

/// The most words that are looked for when nothing else is understood.
const MOST_WORDS: usize = 64;

/// A remark on a query: what was repaired or left out, or reads otherwise than it was probably meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// Where, in bytes of the query as it was given.
    pub span: Span,
    /// What is remarked.
    pub message: String,
}

/// A query as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// What is asked; `None` where nothing is left to look for.
    pub(crate) query: Option<Query>,
    /// The query in words of the language.
    pub(crate) text: String,
    /// What was done to it.
    pub(crate) notes: Vec<Note>,
}

/// Reads any text; its length is checked by the caller.
pub(crate) fn parse_lenient(text: &str) -> Reading {
    let mut draft = Draft::of(text);
    draft.correct_habits();
    for _ in 0..MOST_REPAIRS {
        match parse(&draft.text) {
            Ok(query) => return draft.read(Some(query)),
            Err(Fault::Empty) => return draft.read(None),
            Err(Fault::At(trouble)) => {
                let known = trouble.repair.is_some();
                let edit = trouble.repair.unwrap_or_else(|| Edit::removal(trouble.whole));
                let done = if known { "repaired" } else { "left out" };
                draft.change(&edit, trouble.span, format!("{done}: {}", trouble.message));
            }
        }
    }
    draft.read_as_words()
}

/// A query that is being put right.
struct Draft<'a> {
    given: &'a str,
    text: String,
    /// What was done, so that a place can be told in the query as it was given.
    done: Vec<Edit>,
    notes: Vec<Note>,
}

impl<'a> Draft<'a> {
    fn of(given: &'a str) -> Self {
        Self { given, text: given.to_owned(), done: Vec::new(), notes: Vec::new() }
    }

    fn correct_habits(&mut self) {
        let habits = habits(&self.text);
        let last_first = habits.into_iter().rev();
        last_first.for_each(|(edit, why)| self.change(&edit, edit.span, format!("repaired: {why}")));
        self.notes.reverse();
    }

    fn change(&mut self, edit: &Edit, place: Span, message: String) {
        let place = self.given_place(place);
        // The plain change, so that places can be told; blanks that meet harm nothing.
        let range = edit.span.range();
        if self.text.is_char_boundary(range.start) && self.text.is_char_boundary(range.end) {
            self.text.replace_range(range, &edit.replacement);
            self.done.push(edit.clone());
            self.notes.push(Note { span: place, message });
        }
    }

    /// A place of the present text in the query as it was given.
    fn given_place(&self, span: Span) -> Span {
        let back = |at: u32, is_end: bool| {
            let given = self.done.iter().rev().fold(at as usize, |at, edit| before(edit, at, is_end));
            u32::try_from(given.min(self.given.len())).unwrap_or(u32::MAX)
        };
        let (start, end) = (back(span.start(), false), back(span.end(), true));
        Span::new(start.min(end), start.max(end))
    }

    fn read(self, query: Option<Query>) -> Reading {
        Reading { query, text: self.text.trim().to_owned(), notes: self.notes }
    }

    /// Every stretch without blanks, letter by letter.
    fn read_as_words(mut self) -> Reading {
        let message = "too much of it cannot be read; its words are looked for";
        self.notes.push(Note { span: Span::from_range(0..self.given.len()), message: message.to_owned() });
        let words = self.given.split(|c: char| c.is_whitespace() || "()\"＂?*".contains(c));
        let words = words.filter(|word| !matches!(narrow(word).as_str(), "AND" | "OR" | "NOT"));
        let found: Vec<(&str, Query)> =
            words.filter_map(|w| Some((w, literal(w)?))).take(MOST_WORDS).collect();
        self.text = found.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" ");
        let mut parts: Vec<Query> = found.into_iter().map(|(_, query)| query).collect();
        let query = if parts.len() > 1 { Some(Query::And(parts)) } else { parts.pop() };
        self.read(query)
    }
}

/// Where a place was before an edit; within what came in, the nearer end of what went.
fn before(edit: &Edit, at: usize, is_end: bool) -> usize {
    let (from, to) = (edit.span.start() as usize, edit.span.end() as usize);
    let now = from + edit.replacement.len();
    match at {
        at if at <= from && !(is_end && at == from && now > from) => at.min(from),
        at if at >= now => at - now + to,
        _ if is_end => to,
        _ => from,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The query as it was understood, and the places of the remarks.
    #[track_caller]
    fn check(text: &str, expect: &str, places: &[&str]) {
        let reading = parse_lenient(text);
        assert_eq!(reading.text, expect);
        assert_eq!(reading.query, parse(expect).ok(), "{expect}");
        let found: Vec<_> = reading.notes.iter().map(|note| note.span.of(text).unwrap()).collect();
        assert_eq!(found, places, "{:?}", reading.notes);
    }

    #[test]
    fn what_is_right_is_left_alone() {
        check("(群众 OR 路线) NOT 作风", "(群众 OR 路线) NOT 作风", &[]);
        check("rock and roll", "rock and roll", &[]);
    }

    #[test]
    fn what_is_wrong_is_repaired_and_told() {
        check("群众 AND", "群众", &["AND"]);
        check("(群众 (路线", "(群众 (路线))", &["(", "("]);
        check("\"群众", "\"群众\"", &["\"群众"]);
        check("群众 kind:poem", "群众", &["poem"]);
        check("群众 *** 路线", "群众  路线", &["***"]);
        check("群众|路线 and 作风)", "(群众 OR 路线) AND 作风", &["群众|路线", "and", ")"]);
        check("year:2014..2012 群众 )", "year:2012..2014 群众", &["2014..2012", ")"]);
    }

    #[test]
    fn what_is_beyond_repair_is_read_as_words() {
        let reading = parse_lenient(&format!("{}群众 路线", "(".repeat(100)));
        assert_eq!((reading.text.as_str(), reading.query), ("群众 路线", parse("群众 路线").ok()));
        assert_eq!(parse_lenient("， AND 。").query, None);
        assert_eq!(parse_lenient("").query, None);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[一二 ()（）“”\"＂?*:：|!-ANDORTandor/5，年year.]{0,60}") {
            let reading = parse_lenient(&text);
            for note in &reading.notes {
                prop_assert!(note.span.of(&text).is_some());
            }
            if let Some(query) = reading.query {
                prop_assert_eq!(parse(&reading.text), Ok(query));
            }
        }

        #[test]
        fn any_characters_are_read(text in "\\PC{0,60}") {
            let _ = (parse(&text), parse_lenient(&text));
        }
    }
}
