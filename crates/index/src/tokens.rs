//! The tokenizers: pairs of folded characters, single ones, and words. Positions count folded characters.
//!
//! All of them fold with `chuchu-text`, so that index and query cannot differ. What never lives here: what
//! is asked of the tokens.

use crate::schema::tokenizer;
use chuchu_text::{Folding, fold_char, is_blank};
use jieba_rs::Jieba;
use std::sync::{Arc, OnceLock};
use tantivy::tokenizer::TokenizerManager;
use tantivy_tokenizer_api::{Token, TokenStream, Tokenizer};

/// The dictionary, loaded once a process when the first word is cut.
pub(crate) fn dictionary() -> &'static Arc<Jieba> {
    static DICTIONARY: OnceLock<Arc<Jieba>> = OnceLock::new();
    DICTIONARY.get_or_init(|| Arc::new(Jieba::new()))
}

/// Makes every tokenizer of the schema known to an index.
pub(crate) fn register(manager: &TokenizerManager) {
    manager.register(tokenizer::GRAMS, Runs::of(2..=2));
    manager.register(tokenizer::CHARS, Singles::default());
    manager.register(tokenizer::NAMES, Runs::of(1..=2));
    manager.register(tokenizer::WORDS, Words::default());
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

/// The different folded characters of a text, in order of their number; all at one position.
///
/// A field that tells only which passages have a character needs each of them once.
#[derive(Clone, Debug, Default)]
struct Singles {
    folded: Vec<char>,
}

impl Tokenizer for Singles {
    type TokenStream<'a> = SingleStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> SingleStream<'a> {
        self.folded.clear();
        text.chars().for_each(|c| fold_char(c, Folding::LETTERS, |f| self.folded.push(f)));
        self.folded.sort_unstable();
        self.folded.dedup();
        SingleStream { left: self.folded.iter(), token: Token { position: 0, ..Token::default() } }
    }
}

/// The characters of one text.
#[derive(Debug)]
struct SingleStream<'a> {
    left: std::slice::Iter<'a, char>,
    token: Token,
}

impl TokenStream for SingleStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(next) = self.left.next() else {
            return false;
        };
        self.token.text.clear();
        self.token.text.push(*next);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Words of the dictionary, folded; new words are not guessed (no HMM: it joins 党同).
#[derive(Clone, Debug, Default)]
struct Words {
    words: Vec<String>,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordStream<'a> {
        self.words.clear();
        cut_words(text, |word| self.words.push(word.to_owned()));
        WordStream { words: &self.words, next: 0, token: Token::default() }
    }
}

/// The words of one text.
#[derive(Debug)]
struct WordStream<'a> {
    words: &'a [String],
    next: usize,
    token: Token,
}

impl TokenStream for WordStream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.get(self.next) else {
            return false;
        };
        self.token.text.clear();
        self.token.text.push_str(word);
        self.token.position = self.next;
        self.next += 1;
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// The length in bytes from which a text is cut into words piece by piece, to bound memory.
const PIECE: usize = 1 << 14;

/// Cuts a text into words: simplified, lower case, without punctuation.
///
/// ```text
/// 密切聯繫群眾，反對“四風” → 密切联系 群众 反对 四 风
/// ```
pub(crate) fn cut_words(text: &str, mut emit: impl FnMut(&str)) {
    let mut piece = String::with_capacity(text.len().min(PIECE + 64));
    let mut flush = |piece: &mut String| {
        for token in dictionary().cut(piece, false) {
            if token.word.chars().all(char::is_alphanumeric) {
                emit(token.word);
            }
        }
        piece.clear();
    };
    for c in text.chars() {
        if is_blank(c) {
            piece.push(' ');
        } else {
            fold_char(c, Folding::MARKS, |f| piece.push(f));
        }
        if piece.len() > PIECE && !c.is_alphanumeric() || piece.len() > 2 * PIECE {
            flush(&mut piece);
        }
    }
    flush(&mut piece);
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
    fn singles_come_once() {
        let mut found = String::new();
        Singles::default().token_stream("党黨。的党").process(&mut |t| found.push_str(&t.text));
        assert_eq!(found, "党的");
    }

    #[test]
    fn titles_have_both() {
        check(1..=2, "党的", &[("党", 0), ("党的", 0), ("的", 1)]);
        check(1..=2, "", &[]);
    }

    #[test]
    fn words_are_simplified_and_without_marks() {
        let mut words = Vec::new();
        cut_words("密切聯繫群眾，反對“四風” ABC", |w| words.push(w.to_owned()));
        assert_eq!(words.join(" "), "密切联系 群众 反对 四 风 abc");
    }
}
