//! Habits from other search engines: what reads as text here but was probably meant as grammar.
//!
//! The strict reading takes them as text, because a stretch copied from a document must be found as it
//! stands, and remarks on them; the lenient reading puts them right. No faults, which are `fault`'s.

use super::fault::Edit;
use super::lex::{Placed, Token, narrow, tokens};
use chuchu_model::Span;
use chuchu_text::is_han;

/// What the fields are called in Chinese.
const NAMES: [(&str, &str); 7] = [
    ("作者", "speaker"),
    ("讲话人", "speaker"),
    ("标题", "title"),
    ("题目", "title"),
    ("著作", "work"),
    ("年份", "year"),
    ("体裁", "kind"),
];

/// The habits of a query: what would have to be written, and why. In order; none overlap. Of a query that
/// cannot be cut into tokens nothing is said.
pub(crate) fn habits(text: &str) -> Vec<(Edit, String)> {
    let Ok(tokens) = tokens(text) else { return Vec::new() };
    let around = |i: usize| Around {
        text,
        before: i.checked_sub(1).and_then(|i| tokens.get(i)),
        after: tokens.get(i + 1),
    };
    let runs = tokens.iter().enumerate().filter(|(_, (token, _))| matches!(token, Token::Run(_)));
    runs.filter_map(|(i, (_, span))| habit(span.of(text)?, *span, &around(i))).collect()
}

/// What stands on both sides of a run.
struct Around<'a> {
    text: &'a str,
    before: Option<&'a Placed>,
    after: Option<&'a Placed>,
}

impl Around<'_> {
    /// Whether a token is something to look for in Chinese: `rock and roll` is text.
    fn is_chinese(&self, side: Option<&Placed>) -> bool {
        side.is_some_and(|(token, span)| match token {
            Token::Run(_) | Token::Quoted(_) | Token::Phrase(_) => {
                span.of(self.text).is_some_and(|text| text.chars().any(is_han))
            }
            Token::Open | Token::Close | Token::Name(_) => true,
            _ => false,
        })
    }

    fn between(&self) -> bool {
        self.is_chinese(self.before) && self.is_chinese(self.after)
    }
}

fn habit(run: &str, span: Span, around: &Around<'_>) -> Option<(Edit, String)> {
    let written = |with: String, why: &str| Some((Edit::new(span, with.clone()), format!("{why} {with}")));
    let word = narrow(run);
    match word.to_ascii_uppercase().as_str() {
        name @ ("AND" | "OR") if around.between() => {
            written(name.to_owned(), "this is looked for as a word; the operator is written")
        }
        "NOT" if around.is_chinese(around.after) => {
            written("NOT".to_owned(), "this is looked for as a word; the operator is written")
        }
        "NEAR" if around.between() => {
            written("NEAR/10".to_owned(), "this is looked for as a word; the operator is written")
        }
        "&&" | "&" if around.between() => {
            written("AND".to_owned(), "marks join nothing; the operator is written")
        }
        "||" | "|" if around.between() => {
            written("OR".to_owned(), "marks join nothing; the operator is written")
        }
        _ => inside(&word, run, span),
    }
}

/// Habits within a run: 群众|路线, -作风, 作者:习近平.
fn inside(word: &str, run: &str, span: Span) -> Option<(Edit, String)> {
    let parts: Vec<&str> = word.split('|').filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 && parts.iter().all(|part| part.chars().any(is_han)) {
        let with = format!("({})", parts.join(" OR "));
        let why = format!("| is no operator; write {with}");
        return Some((Edit::new(span, with), why));
    }
    if let Some(rest) = run.strip_prefix(['-', '!']).filter(|rest| rest.starts_with(is_han)) {
        let why = format!("a mark leaves nothing out; write NOT {rest}");
        return Some((Edit::new(span, format!("NOT {rest}")), why));
    }
    let (name, value) = run.split_once([':', '：'])?;
    let (_, field) = NAMES.iter().find(|(chinese, _)| *chinese == name)?;
    let with = format!("{field}:{value}");
    let why = format!("the field is called {field}; write {with}");
    (!value.is_empty()).then(|| (Edit::new(span, with), why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let mut meant = text.to_owned();
        for (edit, _) in habits(text).iter().rev() {
            meant = edit.applied(&meant).unwrap();
        }
        assert_eq!(meant, expect);
    }

    #[test]
    fn habits_are_known() {
        check("群众 and 路线 or 作风", "群众 AND 路线 OR 作风");
        check("群众 not 路线", "群众 NOT 路线");
        check("群众 && 路线 || 作风", "群众 AND 路线 OR 作风");
        check("群众|路线 -作风", "(群众 OR 路线) NOT 作风");
        check("群众 NEAR 路线", "群众 NEAR/10 路线");
        check("作者:习近平 年份：2012", "speaker:习近平 year:2012");
    }

    #[test]
    fn text_is_left_alone() {
        for text in
            ["rock and roll", "群众 AND 路线", "——习近平", "a-b", "时间:2012", "\"群众 and 路线", "and"]
        {
            check(text, text);
        }
    }
}
