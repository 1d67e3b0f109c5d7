//! Cutting a query into tokens. Which marks are grammar and which are text is decided here, nowhere else.
//!
//! ASCII brackets and quotation marks are always grammar. Their full-width forms, which Chinese texts are
//! full of, are grammar only where they cannot be part of a run: an opening one at the beginning of a run
//! whose closing one ends a run. So a stretch copied out of a text keeps its meaning: `（一）坚持` is text.

use super::fault::{Edit, Fault, Trouble};
use chuchu_model::Span;
use std::collections::BTreeMap;

/// The greatest distance of NEAR, in folded characters.
pub(crate) const MOST_APART: usize = 1_000;

/// The distance that a repair proposes.
pub(crate) const USUAL_APART: usize = 10;

/// How far the end of a phrase in “…” is looked for, in characters.
const LONGEST_PHRASE: usize = 2_000;

/// The fields that can be asked for.
pub(crate) const FIELDS: [&str; 6] = ["title", "speaker", "kind", "doc", "work", "year"];

/// A part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// `(`
    Open,
    /// `)`
    Close,
    /// AND
    And,
    /// OR
    Or,
    /// NOT
    Not,
    /// NEAR/n
    Near(usize),
    /// Text between `"`: its marks count.
    Quoted(Span),
    /// Text between “ and ” or 「 and 」: held together, marks do not count.
    Phrase(Span),
    /// Text without blanks.
    Run(Span),
    /// The name of a field, with its colon.
    Name(&'static str),
}

/// A token and its place.
pub(crate) type Placed = (Token, Span);

/// Cuts a query into tokens.
pub(crate) fn tokens(text: &str) -> Result<Vec<Placed>, Fault> {
    let brackets = brackets(text);
    let mut tokens: Vec<Placed> = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let first = rest.chars().next().unwrap_or(' ');
        let (token, length) = match first {
            c if brackets.contains_key(&at) => (brackets[&at].clone(), c.len_utf8()),
            '"' | '＂' => quoted(text, at)?,
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            _ => match phrase(rest, at) {
                Some(phrase) => phrase,
                None => word(rest, at, &brackets)?,
            },
        };
        tokens.push((token, Span::from_range(at..at + length)));
        at += length;
    }
    Ok(tokens)
}

/// Where the brackets that are grammar stand.
fn brackets(text: &str) -> BTreeMap<usize, Token> {
    let signs = signs(text);
    let mut found = BTreeMap::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    for (index, (at, c)) in signs.iter().enumerate() {
        match c {
            '(' => open.push((*at, *c)),
            '（' if begins(&signs, index) => open.push((*at, *c)),
            ')' => {
                found.insert(*at, Token::Close);
                open.pop().map(|(at, _)| found.insert(at, Token::Open));
            }
            '）' if ends(&signs, index) && !open.is_empty() => {
                found.insert(*at, Token::Close);
                open.pop().map(|(at, _)| found.insert(at, Token::Open));
            }
            _ => {}
        }
    }
    // One that is not closed is a fault in ASCII, and text in its full-width form.
    found.extend(open.into_iter().filter(|(_, c)| *c == '(').map(|(at, _)| (at, Token::Open)));
    found
}

/// The characters outside `"…"` with their places.
fn signs(text: &str) -> Vec<(usize, char)> {
    let mut quoted = false;
    let outside = text.char_indices().filter(|(_, c)| {
        let mark = matches!(c, '"' | '＂');
        quoted ^= mark;
        !quoted && !mark
    });
    outside.collect()
}

/// Whether a run would begin at a full-width bracket.
fn begins(signs: &[(usize, char)], index: usize) -> bool {
    let before = signs.get(..index).unwrap_or_default();
    match before.iter().rev().find(|(_, c)| *c != '（') {
        Some((_, c)) => c.is_whitespace() || matches!(c, '(' | ')'),
        None => true,
    }
}

/// Whether a run would end at a full-width bracket.
fn ends(signs: &[(usize, char)], index: usize) -> bool {
    let after = signs.get(index + 1..).unwrap_or_default();
    match after.iter().find(|(_, c)| *c != '）') {
        Some((_, c)) => c.is_whitespace() || matches!(c, '(' | ')'),
        None => true,
    }
}

fn quoted(text: &str, at: usize) -> Result<(Token, usize), Fault> {
    let rest = text.get(at..).unwrap_or("");
    let mut marks = rest.char_indices().filter(|(_, c)| matches!(c, '"' | '＂'));
    let open = marks.next().map_or(1, |(_, c)| c.len_utf8());
    let Some((end, close)) = marks.next() else {
        let end = text.trim_end().len().max(at + open);
        let message = "a quotation mark is not closed; write \"…\" around the words";
        let trouble = Trouble::at(Span::from_range(at..at + rest.len()), message);
        return Err(trouble.mended(Edit::new(Span::from_range(end..text.len()), "\"")).into());
    };
    Ok((Token::Quoted(Span::from_range(at + open..at + end)), end + close.len_utf8()))
}

/// The phrase in “…” or 「…」 that begins a rest; `None` where the marks are part of a run.
fn phrase(rest: &str, at: usize) -> Option<(Token, usize)> {
    let mut chars = rest.char_indices().take(LONGEST_PHRASE);
    let (_, open) = chars.next()?;
    let close = match open {
        '“' => '”',
        '「' => '」',
        '『' => '』',
        _ => return None,
    };
    let mut depth = 1;
    let (end, _) = chars.find(|(_, c)| {
        depth += i32::from(*c == open) - i32::from(*c == close);
        depth == 0
    })?;
    let length = end + close.len_utf8();
    let next = rest.get(length..)?.chars().next();
    let ends = next.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')' | '）' | '"' | '＂'));
    let inside = Span::from_range(at + open.len_utf8()..at + end);
    ends.then_some((Token::Phrase(inside), length))
}

/// ASCII for its full-width forms, which Chinese keyboards write.
pub(crate) fn narrow(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    text.chars().map(narrow).collect()
}

fn word(rest: &str, at: usize, brackets: &BTreeMap<usize, Token>) -> Result<(Token, usize), Fault> {
    let stops = |(i, c): &(usize, char)| {
        c.is_whitespace() || matches!(c, '"' | '＂') || brackets.contains_key(&(at + i))
    };
    let length = rest.char_indices().find(stops).map_or(rest.len(), |(end, _)| end);
    let word = rest.get(..length).unwrap_or(rest);
    let span = Span::from_range(at..at + length);
    if let Some((name, length)) = field(word) {
        return Ok((Token::Name(name), length));
    }
    let token = match narrow(word).as_str() {
        "AND" => Token::And,
        "OR" => Token::Or,
        "NOT" => Token::Not,
        word => match word.to_ascii_uppercase().strip_prefix("NEAR/") {
            Some(distance) => Token::Near(apart(distance, span)?),
            None => Token::Run(span),
        },
    };
    Ok((token, length))
}

/// The field that a word begins with, and the bytes of its name and colon.
fn field(word: &str) -> Option<(&'static str, usize)> {
    let (colon, c) = word.char_indices().find(|(_, c)| matches!(c, ':' | '：'))?;
    let name = narrow(word.get(..colon)?).to_ascii_lowercase();
    let name = FIELDS.into_iter().find(|known| *known == name)?;
    Some((name, colon + c.len_utf8()))
}

fn apart(distance: &str, span: Span) -> Result<usize, Trouble> {
    let number: Option<usize> = distance.parse().ok();
    number.filter(|n| *n <= MOST_APART).ok_or_else(|| {
        let digits = !distance.is_empty() && distance.bytes().all(|b| b.is_ascii_digit());
        let proposed = if digits { MOST_APART } else { USUAL_APART };
        let message =
            format!("NEAR/ wants a number of characters up to {MOST_APART}, such as NEAR/{USUAL_APART}");
        Trouble::at(span, message).mended(Edit::new(span, format!("NEAR/{proposed}")))
    })
}
