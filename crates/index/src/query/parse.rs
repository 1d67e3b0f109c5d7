//! Reading a query by its grammar. Bounded in depth; every fault has a place and, where one is known, a repair.

use super::condition::condition;
use super::fault::{Edit, Fault, Trouble};
use super::lex::{Placed, Token, tokens};
use super::pattern::Step;
use super::{Chain, Pattern, Query};
use chuchu_model::Span;
use chuchu_text::{Folding, fold_char, fold_to_string};

/// How deep brackets may be nested.
const MOST_DEPTH: usize = 64;

/// How many `?` and `*` one run may have: each `*` multiplies the work on a text made for it.
const MOST_GAPS: usize = 16;

/// Reads a query; its length is checked by the caller.
pub(crate) fn parse(text: &str) -> Result<Query, Fault> {
    let tokens = tokens(text)?;
    if tokens.is_empty() {
        return Err(Fault::Empty);
    }
    let mut reader = Reader { text, tokens: &tokens, at: 0, depth: 0 };
    let query = reader.either()?;
    if let Some((_, span)) = reader.next() {
        let message = "a closing bracket without an opening one; take it away or open it with (";
        return Err(Trouble::at(span, message).mended(Edit::removal(span)).into());
    }
    query.ok_or(Fault::Empty)
}

/// What a rule gives: `None` for what folds to nothing, as the comma in 群众 ， 路线.
type Part = Result<Option<Query>, Fault>;

/// Reads tokens by the grammar.
struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Placed],
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn next(&mut self) -> Option<Placed> {
        let next = self.tokens.get(self.at).cloned();
        self.at += usize::from(next.is_some());
        next
    }

    /// The last token read.
    fn last(&self) -> Option<&Placed> {
        self.at.checked_sub(1).and_then(|i| self.tokens.get(i))
    }

    /// The place of the last token read, or the start.
    fn here(&self) -> Span {
        self.last().map_or(Span::empty(0), |(_, span)| *span)
    }

    fn either(&mut self) -> Part {
        let mut parts = vec![self.all()?];
        while self.peek() == Some(&Token::Or) {
            self.at += 1;
            parts.push(self.all()?);
        }
        let mut parts: Vec<Query> = parts.into_iter().flatten().collect();
        Ok(if parts.len() > 1 { Some(Query::Or(parts)) } else { parts.pop() })
    }

    fn all(&mut self) -> Part {
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

    fn not(&mut self) -> Part {
        let mut negated = false;
        while self.peek() == Some(&Token::Not) {
            self.at += 1;
            negated = !negated;
        }
        let query = self.near()?;
        Ok(if negated { query.map(|q| Query::Not(Box::new(q))) } else { query })
    }

    fn near(&mut self) -> Part {
        let mut chain = Chain { texts: Vec::new(), apart: Vec::new() };
        let mut place = self.here();
        let first = self.atom()?;
        if !matches!(self.peek(), Some(Token::Near(_))) {
            return Ok(first);
        }
        let mut next = first;
        loop {
            let ahead = self.tokens.get(self.at).cloned();
            match next {
                Some(text) if stands_somewhere(&text) => chain.texts.push(text),
                None => {}
                Some(_) => {
                    let near = if let Some((Token::Near(_), near)) = &ahead { *near } else { place };
                    let message =
                        "NEAR stands between texts, such as 群众 NEAR/10 路线; join conditions with AND";
                    return Err(Trouble::at(near, message).mended(Edit::new(near, "AND")).into());
                }
            }
            let Some((Token::Near(apart), span)) = ahead else { break };
            (self.at, place) = (self.at + 1, span);
            next = self.atom()?;
            // What folds to nothing is no link: 群众 NEAR/5 ， is 群众.
            if next.is_some() && !chain.texts.is_empty() {
                chain.apart.push(apart);
            }
        }
        Ok(if chain.texts.len() > 1 { Some(Query::Near(chain)) } else { chain.texts.pop() })
    }

    fn atom(&mut self) -> Part {
        let before = self.last().cloned();
        match self.next() {
            Some((Token::Open, span)) => self.group(span),
            Some((Token::Quoted(span), _)) => Ok(quotation(self.of(span))),
            Some((Token::Phrase(span), _)) => Ok(literal(self.of(span))),
            Some((Token::Run(span), _)) => run(self.of(span), span),
            Some((Token::Name(name), span)) => self.field(name, span),
            Some((token, span)) => Err(misplaced(&token, span, before).into()),
            None => {
                let span = before.map_or(Span::empty(0), |(_, span)| span);
                let trouble = Trouble::at(span, "something to look for must follow here");
                Err(trouble.mended(Edit::removal(span)).into())
            }
        }
    }

    fn of(&self, span: Span) -> &str {
        span.of(self.text).unwrap_or_default()
    }

    fn group(&mut self, open: Span) -> Part {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            let message = format!("brackets are nested deeper than {MOST_DEPTH}; take some away");
            return Err(Trouble::at(open, message).into());
        }
        let query = self.either()?;
        self.depth -= 1;
        match self.next() {
            Some((Token::Close, _)) => Ok(query),
            _ => {
                let end = Span::from_range(self.text.trim_end().len()..self.text.len());
                let trouble = Trouble::at(open, "this bracket is not closed; add )");
                Err(trouble.mended(Edit::new(end, ")")).into())
            }
        }
    }

    fn field(&mut self, name: &str, place: Span) -> Part {
        let Some((Token::Run(value) | Token::Quoted(value) | Token::Phrase(value), whole)) =
            self.tokens.get(self.at).cloned()
        else {
            let message = "a value must follow the colon, such as speaker:习近平 or year:2012..2014";
            return Err(Trouble::at(place, message).mended(Edit::removal(place)).into());
        };
        self.at += 1;
        if whole.start() != place.end() {
            let message = "the value must follow the colon without a blank, such as kind:speech";
            let gap = Span::new(place.end(), whole.start());
            return Err(Trouble::at(place, message).mended(Edit::removal(gap)).into());
        }
        let field = condition(name, self.of(value), value).map_err(|t| t.within(place.hull(whole)))?;
        Ok(Some(Query::Field(field)))
    }
}

/// An operator or a closing bracket where something to look for should stand. What makes it wrong is the
/// operator before it, or itself where nothing is before it.
fn misplaced(token: &Token, span: Span, before: Option<Placed>) -> Trouble {
    let message = match token {
        Token::Close => "something to look for must stand before the closing bracket",
        Token::Near(_) => "NEAR stands between two texts, such as 群众 NEAR/10 路线",
        _ => "AND and OR stand between two things to look for; to look for the word itself write \"AND\"",
    };
    let wrong = match (token, before) {
        (Token::Close, Some((Token::Open, open))) => open.hull(span),
        (Token::Close, Some((_, operator))) => operator,
        _ => span,
    };
    Trouble::at(span, message).mended(Edit::removal(wrong)).within(wrong)
}

/// Whether a part of a query has places in a text.
fn stands_somewhere(query: &Query) -> bool {
    match query {
        Query::Literal(_) | Query::Quoted { .. } | Query::Pattern(_) | Query::Near(_) => true,
        Query::Or(parts) => parts.iter().all(stands_somewhere),
        Query::Field(_) | Query::And(_) | Query::Not(_) => false,
    }
}

fn letters(text: &str) -> Vec<char> {
    fold_to_string(text, Folding::LETTERS).chars().collect()
}

/// A text to be looked for letter by letter, whatever stands in it.
pub(super) fn literal(text: &str) -> Option<Query> {
    Some(letters(text)).filter(|letters| !letters.is_empty()).map(Query::Literal)
}

fn quotation(text: &str) -> Option<Query> {
    let letters = letters(text);
    let marks = fold_to_string(text, Folding::MARKS).chars().collect();
    (!letters.is_empty()).then_some(Query::Quoted { letters, marks })
}

fn run(text: &str, span: Span) -> Part {
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
        return Ok(literal(text));
    }
    match Pattern::new(steps) {
        Some(pattern) if pattern.gaps() > MOST_GAPS => {
            let message = format!("there are more than {MOST_GAPS} ? and * in one run; cut it into several");
            Err(Trouble::at(span, message).into())
        }
        Some(pattern) => Ok(Some(Query::Pattern(pattern))),
        None => Err(Trouble::at(span, "? and * need a character beside them, such as 群众?路线").into()),
    }
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
            Query::Near(chain) => format!("[{} {:?}]", list(&chain.texts), chain.apart),
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

    /// The place, a part of the message, and the repaired query, which must be good.
    #[track_caller]
    fn refused(text: &str, at: &str, message: &str, repair: &str) {
        match parse(text) {
            Err(Fault::At(trouble)) => {
                assert_eq!(trouble.span.of(text), Some(at));
                assert!(trouble.message.contains(message), "{trouble:?}");
                let repaired = trouble.repaired(text).unwrap_or_default();
                assert_eq!(repaired, repair, "{text}");
                assert!(repair.is_empty() || parse(repair).is_ok(), "{repair}");
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
        check("一 NEAR/5 二", "[一 二 [5]]");
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
    fn full_width_forms_are_those_of_a_chinese_keyboard() {
        check("一　ＡＮＤ　二", "(and 一 二)");
        check("一 ＮＥＡＲ／５ 二", "[一 二 [5]]");
        check("（一 OR 二） 三", "(and (or 一 二) 三)");
        check("NOT （一 OR （二））", "(not (or 一 二))");
        check("(一 OR 二） 三", "(and (or 一 二) 三)");
        check("Speaker：习近平", "Speaker(\"习近平\")");
        check("＂是，不是＂", "\"是,不是\"");
        check("ｙｅａｒ：２０１２", "Days(20120101, 20121231)");
    }

    #[test]
    fn marks_inside_a_run_are_text() {
        check("（一）坚持", "一坚持");
        check("习近平（总书记）说 好", "(and 习近平总书记说 好)");
        check("说（一 二） 好", "(and 说一 二 好)");
        check("“四风”问题", "四风问题");
        check("“四风 问题", "(and 四风 问题)");
        check("是什么？", "是什么");
    }

    #[test]
    fn chinese_quotation_marks_hold_a_phrase_together() {
        check("“群众 路线”", "群众路线");
        check("「是 AND 不是」 好", "(and 是and不是 好)");
        check("“四风” “什么?”", "(and 四风 什么)");
        check("title:“群众 路线”", "Title(['群', '众', '路', '线'])");
        check("(“四风” OR 二)", "(or 四风 二)");
    }

    #[test]
    fn near_goes_on_in_a_chain() {
        check("一 NEAR/5 二 near/3 三", "[一 二 三 [5, 3]]");
        check("(一 OR 二) NEAR/5 三", "[(or 一 二) 三 [5]]");
        check("一 NEAR/5 ，", "一");
        check("， NEAR/5 一 NEAR/2 二", "[一 二 [2]]");
        check("一 NEAR/5 ， NEAR/2 二", "[一 二 [2]]");
    }

    #[test]
    fn faults_have_places_and_repairs() {
        refused("一 AND", "AND", "must follow", "一");
        refused("OR 一", "OR", "between", "一");
        refused("一 AND OR 二", "OR", "between", "一 AND 二");
        refused("(一 二", "(", "not closed", "(一 二)");
        refused("一 )二", ")", "without an opening", "一 二");
        refused("一 ()", ")", "before the closing", "一");
        refused("(一 OR ) 二", ")", "before the closing", "(一 ) 二");
        refused("一 \"二 ", "\"二 ", "not closed", "一 \"二\"");
        refused("kind:poem", "poem", "one of", "");
        refused("一 kind:讲话", "讲话", "one of", "一 kind:speech");
        refused("year:20x", "20x", "range of years", "");
        refused("year:\"2014..2012\" 一", "2014..2012", "range of years", "year:\"2012..2014\" 一");
        refused("speaker: 习", "speaker:", "without a blank", "speaker:习");
        refused("一 title:", "title:", "must follow", "一");
        refused("一 NEAR/x 二", "NEAR/x", "number", "一 NEAR/10 二");
        refused("一 NEAR/5000 二", "NEAR/5000", "number", "一 NEAR/1000 二");
        refused("一 NEAR/5 year:2012", "NEAR/5", "between texts", "一 AND year:2012");
        refused("year:2012 NEAR/5 一", "NEAR/5", "between texts", "year:2012 AND 一");
        refused("NEAR/5 一", "NEAR/5", "between two", "一");
        refused("***", "***", "beside", "");
        refused(&"(".repeat(100), "(", "deeper", "");
    }

    #[test]
    fn nothing_to_look_for_is_empty() {
        for text in ["", "  ", "，。", "\"……\"", "， AND 。", "NOT ，"] {
            assert_eq!(parse(text), Err(Fault::Empty), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gets_an_answer(text in "[一二 ()（）“”\"＂?*:：ANDORTＡＮＤ/5，年year.]{0,40}") {
            let _ = parse(&text);
        }
    }
}
