//! The tokenizer of titles and works: single folded characters and pairs of them. Positions count folded
//! characters.
//!
//! It folds with `chuchu-text`, so that index and query cannot differ. What never lives here: what is asked
//! of the tokens; the characters and words of passages.

use crate::schema::tokenizer;
use chuchu_text::{Folding, fold_char};
use tantivy::tokenizer::TokenizerManager;
use tantivy_tokenizer_api::{Token, TokenStream, Tokenizer};

/// Makes every tokenizer of the schema known to an index.
pub(crate) fn register(manager: &TokenizerManager) {
    manager.register(tokenizer::NAMES, Runs::of(1..=2));
}

/// Runs of one or two folded characters.
///
/// A pair covers two positions: the gap that the engine leaves between two values of a field then keeps the
/// end of one from meeting the beginning of the next.
#[derive(Clone, Debug)]
struct Runs {
    shortest: usize,
    longest: usize,
    folded: Vec<char>,
}

impl Runs {
    fn of(lengths: std::ops::RangeInclusive<usize>) -> Self {
        Self { shortest: *lengths.start(), longest: *lengths.end(), folded: Vec::new() }
    }
}

impl Tokenizer for Runs {
    type TokenStream<'a> = RunStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> RunStream<'a> {
        self.folded.clear();
        text.chars().for_each(|c| fold_char(c, Folding::LETTERS, |f| self.folded.push(f)));
        RunStream { runs: self, at: 0, length: self.shortest, token: Token::default() }
    }
}

/// The runs of one text.
#[derive(Debug)]
struct RunStream<'a> {
    runs: &'a Runs,
    at: usize,
    length: usize,
    token: Token,
}

impl TokenStream for RunStream<'_> {
    fn advance(&mut self) -> bool {
        if self.length > self.runs.longest {
            self.length = self.runs.shortest;
            self.at += 1;
        }
        let Some(run) = self.runs.folded.get(self.at..self.at + self.length) else {
            return false;
        };
        self.token.text.clear();
        self.token.text.extend(run);
        self.token.position = self.at;
        self.token.position_length = self.length;
        // At the last character only the single one is left.
        let more = self.at + self.length < self.runs.folded.len();
        self.length = if more { self.length + 1 } else { self.runs.longest + 1 };
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lengths: std::ops::RangeInclusive<usize>, text: &str, expect: &[(&str, usize)]) {
        let mut found = Vec::new();
        Runs::of(lengths).token_stream(text).process(&mut |t| found.push((t.text.clone(), t.position)));
        assert_eq!(found, expect.iter().map(|(s, p)| ((*s).to_owned(), *p)).collect::<Vec<_>>());
    }

    #[test]
    fn pairs_reach_over_punctuation_and_blanks() {
        check(2..=2, "群眾， 路線", &[("群众", 0), ("众路", 1), ("路线", 2)]);
        check(2..=2, "党", &[]);
    }

    #[test]
    fn titles_have_both() {
        check(1..=2, "党的", &[("党", 0), ("党的", 0), ("的", 1)]);
        check(1..=2, "", &[]);
    }
}
