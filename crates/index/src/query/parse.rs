//! Reading a query. Bounded in depth and length; every fault has a place.

use super::pattern::Step;
use super::{Fault, Field, Pattern, Query};
use chuchu_model::{DocumentId, DocumentKind, PartialDate, Span};
use chuchu_text::{Folding, fold_char, fold_to_string};

/// How deep brackets may be nested.
const MOST_DEPTH: usize = 64;

/// How many `?` and `*` one run may have: each `*` multiplies the work on a text made for it.
const MOST_GAPS: usize = 16;

/// The greatest distance of NEAR, in folded characters.
const MOST_APART: usize = 1_000;

/// The fields that can be asked for.
const FIELDS: [&str; 6] = ["title", "speaker", "kind", "doc", "work", "year"];

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    And,
    Or,
    Not,
    Near(usize),
    /// Text between `"`.
    Quoted(Span),
    /// Text without blanks.
    Run(Span),
    /// The name of a field, with its colon.
    Name(Span),
}

/// Reads a query; its length is checked by the caller.
pub(crate) fn parse(text: &str) -> Result<Query, Fault> {
    let tokens = tokens(text)?;
    if tokens.is_empty() {
        return Err(Fault::Empty);
    }
    let mut reader = Reader { text, tokens: &tokens, at: 0, depth: 0 };
    let query = reader.either()?;
    if let Some((_, span)) = reader.next() {
        return Err(fault(span, "a closing bracket without an opening one; take it away or open it with ("));
    }
    query.ok_or(Fault::Empty)
}

fn fault(span: Span, message: impl Into<String>) -> Fault {
    Fault::At { span, message: message.into() }
}

/// Cuts a query into tokens.
fn tokens(text: &str) -> Result<Vec<(Token, Span)>, Fault> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let first = rest.chars().next().unwrap_or(' ');
        let (token, length) = match first {
            '(' => (Token::Open, 1),
            ')' => (Token::Close, 1),
            '"' => quoted(rest, at)?,
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            _ => word(rest, at)?,
        };
        tokens.push((token, Span::from_range(at..at + length)));
        at += length;
    }
    Ok(tokens)
}

fn quoted(rest: &str, at: usize) -> Result<(Token, usize), Fault> {
    let end = rest.char_indices().skip(1).find(|(_, c)| *c == '"').map(|(end, _)| end);
    let Some(end) = end else {
        let span = Span::from_range(at..at + rest.len());
        return Err(fault(span, "a quotation mark is not closed; write \"…\" around the words"));
    };
    Ok((Token::Quoted(Span::from_range(at + 1..at + end)), end + 1))
}

fn word(rest: &str, at: usize) -> Result<(Token, usize), Fault> {
    let length = rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"')).unwrap_or(rest.len());
    let word = rest.get(..length).unwrap_or(rest);
    let span = Span::from_range(at..at + length);
    if let Some((name, _)) = word.split_once(':').filter(|(name, _)| FIELDS.contains(name)) {
        let length = name.len() + 1;
        return Ok((Token::Name(Span::from_range(at..at + length)), length));
    }
    let token = match word {
        "AND" => Token::And,
        "OR" => Token::Or,
        "NOT" => Token::Not,
        _ => match word.strip_prefix("NEAR/") {
            Some(distance) => Token::Near(apart(distance, span)?),
            None => Token::Run(span),
        },
    };
    Ok((token, length))
}

fn apart(distance: &str, span: Span) -> Result<usize, Fault> {
    let distance = distance.parse().ok().filter(|n| *n <= MOST_APART);
    distance.ok_or_else(|| {
        fault(span, format!("NEAR/ wants a number of characters up to {MOST_APART}, such as NEAR/10"))
    })
}

/// Reads tokens by the grammar. Each rule gives `None` for what folds to nothing: 群众 ， 路线.
struct Reader<'a> {
    text: &'a str,
    tokens: &'a [(Token, Span)],
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn next(&mut self) -> Option<(Token, Span)> {
        let next = self.tokens.get(self.at).cloned();
        self.at += usize::from(next.is_some());
        next
    }

    /// The place of the last token read, or the start.
    fn here(&self) -> Span {
        self.at.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(Span::empty(0), |(_, span)| *span)
    }

    fn either(&mut self) -> Result<Option<Query>, Fault> {
        let mut parts = vec![self.all()?];
        while self.peek() == Some(&Token::Or) {
            self.at += 1;
            parts.push(self.all()?);
        }
        let mut parts: Vec<Query> = parts.into_iter().flatten().collect();
        Ok(if parts.len() > 1 { Some(Query::Or(parts)) } else { parts.pop() })
    }

    fn all(&mut self) -> Result<Option<Query>, Fault> {
        let mut parts = vec![self.not()?];
        loop {
            match self.peek() {
                Some(Token::And) => self.at += 1,
                None | Some(Token::Or | Token::Close) => break,
                _ => {}
            }
            parts.push(self.not()?);
        }
        let mut parts: Vec<Query> = parts.into_iter().flatten().collect();
        Ok(if parts.len() > 1 { Some(Query::And(parts)) } else { parts.pop() })
    }

    fn not(&mut self) -> Result<Option<Query>, Fault> {
        let mut negated = false;
        while self.peek() == Some(&Token::Not) {
            self.at += 1;
            negated = !negated;
        }
        let query = self.near()?;
        Ok(if negated { query.map(|q| Query::Not(Box::new(q))) } else { query })
    }

    fn near(&mut self) -> Result<Option<Query>, Fault> {
        let mut left = self.atom()?;
        let mut place = self.here();
        while let Some(Token::Near(apart)) = self.peek() {
            let apart = *apart;
            self.at += 1;
            let right = self.atom()?;
            let both = place.hull(self.here());
            left = match (left, right) {
                (Some(a), Some(b)) if stands_somewhere(&a) && stands_somewhere(&b) => {
                    Some(Query::Near(Box::new(a), Box::new(b), apart))
                }
                (Some(_), Some(_)) => {
                    return Err(fault(
                        both,
                        "NEAR stands between two texts, such as 群众 NEAR/10 路线; for a third one write (a NEAR/n b) AND (b NEAR/n c)",
                    ));
                }
                (left, right) => left.or(right),
            };
            place = self.here();
        }
        Ok(left)
    }

    fn atom(&mut self) -> Result<Option<Query>, Fault> {
        let before = self.here();
        match self.next() {
            Some((Token::Open, span)) => self.group(span),
            Some((Token::Quoted(span), _)) => Ok(quotation(span.of(self.text).unwrap_or(""))),
            Some((Token::Run(span), _)) => run(span.of(self.text).unwrap_or(""), span),
            Some((Token::Name(span), _)) => self.field(span),
            Some((token, span)) => Err(fault(span, wanted(&token))),
            None => Err(fault(before, "something to look for must follow here")),
        }
    }

    fn group(&mut self, open: Span) -> Result<Option<Query>, Fault> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(fault(open, format!("brackets are nested deeper than {MOST_DEPTH}; take some away")));
        }
        let query = self.either()?;
        self.depth -= 1;
        match self.next() {
            Some((Token::Close, _)) => Ok(query),
            _ => Err(fault(open, "this bracket is not closed; add )")),
        }
    }

    fn field(&mut self, name: Span) -> Result<Option<Query>, Fault> {
        let (Some(Token::Run(value) | Token::Quoted(value)), Some((_, place))) =
            (self.peek().cloned(), self.next())
        else {
            return Err(fault(
                name,
                "a value must follow the colon, such as speaker:习近平 or year:2012..2014",
            ));
        };
        if place.start() != name.end() {
            return Err(fault(name, "the value must follow the colon without a blank, such as kind:speech"));
        }
        let name = name.of(self.text).unwrap_or("").trim_end_matches(':');
        condition(name, value.of(self.text).unwrap_or(""), value).map(|f| f.map(Query::Field))
    }
}

/// What should have stood in the place of an operator.
fn wanted(token: &Token) -> &'static str {
    match token {
        Token::Close => "something to look for must stand before the closing bracket",
        Token::Near(_) => "NEAR stands between two texts, such as 群众 NEAR/10 路线",
        _ => "AND and OR stand between two things to look for; to look for the word itself write \"AND\"",
    }
}

fn stands_somewhere(query: &Query) -> bool {
    matches!(query, Query::Literal(_) | Query::Quoted { .. } | Query::Pattern(_))
}

fn letters(text: &str) -> Vec<char> {
    fold_to_string(text, Folding::LETTERS).chars().collect()
}

fn quotation(text: &str) -> Option<Query> {
    let letters = letters(text);
    let marks = fold_to_string(text, Folding::MARKS).chars().collect();
    (!letters.is_empty()).then_some(Query::Quoted { letters, marks })
}

fn run(text: &str, span: Span) -> Result<Option<Query>, Fault> {
    let mut steps = Vec::new();
    let mut gaps = false;
    for c in text.chars() {
        match c {
            '?' => steps.push(Step::One),
            '*' => steps.push(Step::Some),
            _ => fold_char(c, Folding::LETTERS, |f| steps.push(Step::Char(f))),
        }
        gaps |= matches!(c, '?' | '*');
    }
    if !gaps {
        let letters = letters(text);
        return Ok((!letters.is_empty()).then_some(Query::Literal(letters)));
    }
    match Pattern::new(steps) {
        Some(pattern) if pattern.gaps() > MOST_GAPS => Err(fault(
            span,
            format!("there are more than {MOST_GAPS} ? and * in one run; cut it into several"),
        )),
        Some(pattern) => Ok(Some(Query::Pattern(pattern))),
        None => Err(fault(span, "? and * need a character beside them, such as 群众?路线")),
    }
}

fn condition(name: &str, value: &str, span: Span) -> Result<Option<Field>, Fault> {
    let text = letters(value);
    if text.is_empty() {
        return Err(fault(span, format!("{name}: wants a value with a letter, digit or character in it")));
    }
    Ok(Some(match name {
        "title" => Field::Title(text),
        "work" => Field::Work(text),
        "speaker" => Field::Speaker(text.into_iter().collect()),
        "kind" => Field::Kind(kind(value, span)?),
        "doc" => Field::Doc(DocumentId::new(value).map_err(|e| fault(span, e.to_string()))?),
        _ => years(value, span)?,
    }))
}

fn kind(value: &str, span: Span) -> Result<DocumentKind, Fault> {
    serde_json::from_value(serde_json::Value::from(value)).map_err(|_| {
        fault(span, "kind: is one of excerpt_compilation, article, newspaper_article, anthology, speech, interview, report, law, other")
    })
}

/// `2012`, `2012-12..2014`, `2012..`, `..2014`.
fn years(value: &str, span: Span) -> Result<Field, Fault> {
    let wrong =
        || fault(span, "year: wants a year or a range of years, such as year:2012 or year:2012..2014");
    let date = |s: &str| s.parse::<PartialDate>().map_err(|_| wrong());
    let (from, to) = value.split_once("..").unwrap_or((value, value));
    let from = if from.is_empty() { 0 } else { date(from)?.earliest() };
    let to = if to.is_empty() { u32::MAX } else { date(to)?.latest() };
    if from > to { Err(wrong()) } else { Ok(Field::Days(from, to)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A short form of what was read.
    fn shown(query: &Query) -> String {
        let text = |letters: &[char]| letters.iter().collect::<String>();
        let list = |parts: &[Query]| parts.iter().map(shown).collect::<Vec<_>>().join(" ");
        match query {
            Query::Literal(letters) => text(letters),
            Query::Quoted { marks, .. } => format!("\"{}\"", text(marks)),
            Query::Pattern(p) => p.literals().map(text).collect::<Vec<_>>().join("~"),
            Query::Near(a, b, n) => format!("[{} {n} {}]", shown(a), shown(b)),
            Query::Field(field) => format!("{field:?}"),
            Query::And(parts) => format!("(and {})", list(parts)),
            Query::Or(parts) => format!("(or {})", list(parts)),
            Query::Not(part) => format!("(not {})", shown(part)),
        }
    }

    #[track_caller]
    fn check(text: &str, expect: &str) {
        assert_eq!(shown(&parse(text).unwrap()), expect);
    }

    #[track_caller]
    fn refused(text: &str, at: &str, message: &str) {
        match parse(text) {
            Err(Fault::At { span, message: found }) => {
                assert_eq!(span.of(text), Some(at));
                assert!(found.contains(message), "{found}");
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_run_is_literal_and_blanks_mean_and() {
        check("群眾，路線", "群众路线");
        check("群众 路线", "(and 群众 路线)");
        check("群众　路线", "(and 群众 路线)");
        check("群众 ， 路线", "(and 群众 路线)");
    }

    #[test]
    fn operators_bind_not_before_and_before_or() {
        check("一 AND 二 OR 三 NOT 四", "(or (and 一 二) (and 三 (not 四)))");
        check("(一 OR 二) 三", "(and (or 一 二) 三)");
        check("一 AND NOT NOT 二", "(and 一 二)");
        check("群众 and 路线", "(and 群众 and 路线)");
    }

    #[test]
    fn quotes_keep_marks_and_gaps_make_patterns() {
        check("\"是， 不是\" 好", "(and \"是,不是\" 好)");
        check("群?路 工*", "(and 群~路 工)");
        check("一 NEAR/5 二", "[一 5 二]");
    }

    #[test]
    fn fields_have_values() {
        check("speaker:習近平", "Speaker(\"习近平\")");
        check("year:2012..2014", "Days(20120101, 20141231)");
        check("year:2012-12", "Days(20121201, 20121231)");
        check("kind:law 群众", "(and Kind(Law) 群众)");
        check("title:\"论 自我\"", "Title(['论', '自', '我'])");
        check("时间:2012", "时间2012");
    }

    #[test]
    fn faults_have_places() {
        refused("一 AND", "AND", "must follow");
        refused("OR 一", "OR", "between");
        refused("(一 二", "(", "not closed");
        refused("一 )二", ")", "without an opening");
        refused("一 \"二", "\"二", "not closed");
        refused("kind:poem", "poem", "one of");
        refused("year:20x", "20x", "range of years");
        refused("speaker: 习", "speaker:", "without a blank");
        refused("一 NEAR/x 二", "NEAR/x", "number");
        refused("***", "***", "beside");
        refused(&"(".repeat(100), "(", "deeper");
    }

    #[test]
    fn nothing_to_look_for_is_empty() {
        for text in ["", "  ", "，。", "\"……\"", "， AND 。", "NOT ，"] {
            assert_eq!(parse(text), Err(Fault::Empty), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gets_an_answer(text in "[一二 ()\"?*:ANDORT/5，年year.]{0,40}") {
            let _ = parse(&text);
        }
    }
}
