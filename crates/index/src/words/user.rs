//! [`UserDictionary`] and [`UserWords`]: the words that the owner of an index gives it. How their lines are
//! read; nothing is cut here.

use crate::lexis::StopList;
use chuchu_text::{Folding, fold_to_string, is_blank, is_han};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;
use thiserror::Error;

/// A word that is to be cut as one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserWord {
    /// The word, folded as texts are: simplified, lower case, half width.
    pub word: String,
    /// How often it occurs in a corpus of sixty million words, that of jieba; where it is `None`, as often as
    /// makes it one word rather than its parts.
    pub freq: Option<u32>,
    /// Its part of speech, in jieba's letters; nothing depends on it.
    pub tag: Option<String>,
}

impl fmt::Display for UserWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.word)?;
        self.freq.map_or(Ok(()), |freq| write!(f, " {freq}"))?;
        self.tag.as_ref().map_or(Ok(()), |tag| write!(f, " {tag}"))
    }
}

/// A line of a dictionary that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{found:?}: {reason}")]
pub struct BadWord {
    /// The number of the line, from 1.
    pub line: usize,
    /// What stands there, or the beginning of it.
    pub found: String,
    /// What is wrong, and what would be right.
    pub reason: &'static str,
}

/// Words that are to be cut as one, each once, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct UserDictionary(Vec<UserWord>);

/// The longest that a word may be, in characters.
const LONGEST: usize = 64;

impl UserDictionary {
    /// A word a line, in jieba's form `word [frequency] [tag]`. Words are folded as texts are; blank lines and
    /// those that begin with `#` do not count; of a word that is given twice the last line counts.
    ///
    /// ```
    /// use chuchu_index::UserDictionary;
    /// let words = UserDictionary::of_lines("# terms\n血肉聯繫\nＣ９１９ 20 nz\n").unwrap();
    /// let shown: Vec<String> = words.words().iter().map(ToString::to_string).collect();
    /// assert_eq!(shown, ["c919 20 nz", "血肉联系"]);
    /// assert_eq!(UserDictionary::of_lines("血肉·联系").unwrap_err().line, 1);
    /// ```
    ///
    /// # Errors
    /// [`BadWord`], for a word with marks or blanks in it, with letters that are never joined to a word
    /// (other than Chinese characters, a–z and digits), of more than 64 characters, and for what is no frequency.
    pub fn of_lines(lines: &str) -> Result<Self, BadWord> {
        let mut words = BTreeMap::new();
        for (number, line) in (1..).zip(lines.lines()) {
            let line = line.trim_matches(is_blank);
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let found = || line.chars().take(LONGEST).collect();
            let word = read(line).map_err(|reason| BadWord { line: number, found: found(), reason })?;
            words.insert(word.word.clone(), word);
        }
        Ok(Self(words.into_values().collect()))
    }

    /// The words.
    #[must_use]
    pub fn words(&self) -> &[UserWord] {
        &self.0
    }
}

/// As [`UserDictionary::of_lines`] reads it.
impl fmt::Display for UserDictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|word| writeln!(f, "{word}"))
    }
}

/// Reads a line with something on it.
fn read(line: &str) -> Result<UserWord, &'static str> {
    const FORM: &str =
        "a line is a word without blanks, then, if wanted, its frequency and its tag: 群众路线 5 n";
    let mut fields = line.split(is_blank).filter(|field| !field.is_empty()).peekable();
    let word = fold_to_string(fields.next().unwrap_or_default(), Folding::MARKS);
    let numeric = |field: &&str| field.starts_with(|c: char| c.is_ascii_digit());
    let freq = fields.next_if(numeric).map(frequency).transpose()?;
    let tag = fields.next().map(str::to_owned);
    let is_tag = |tag: &String| tag.chars().all(|c| c.is_ascii_alphanumeric());
    if fields.next().is_some() || !tag.iter().all(is_tag) {
        return Err(FORM);
    }
    if word.is_empty() || !word.chars().all(char::is_alphanumeric) {
        return Err("a word has no marks in it: texts are cut at marks");
    }
    // The cutter goes from one of these to the next, and takes everything else by itself.
    if !word.chars().all(|c| c.is_ascii_alphanumeric() || is_han(c) && c != '〇') {
        return Err("a word is of Chinese characters (without 〇), the letters a to z, and digits");
    }
    if word.chars().count() > LONGEST {
        return Err("a word has at most 64 characters");
    }
    Ok(UserWord { word, freq, tag })
}

/// The logarithm of a frequency is taken, and they are summed.
fn frequency(field: &str) -> Result<u32, &'static str> {
    const MOST: u32 = 1_000_000_000;
    let number = field.parse().ok().filter(|n| (1..=MOST).contains(n));
    number.ok_or("a frequency is a whole number from 1 to 1000000000")
}

/// The words that an index has of its owner's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct UserWords {
    /// Words that are cut as one.
    pub dictionary: UserDictionary,
    /// Words that are left out of lists.
    pub stop: StopList,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_text::fold_char;

    #[track_caller]
    fn check(lines: &str, expect: &[&str]) {
        let read = UserDictionary::of_lines(lines).unwrap();
        let shown = read.words().iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(shown, expect);
        assert_eq!(UserDictionary::of_lines(&read.to_string()), Ok(read));
    }

    #[test]
    fn words_are_folded_sorted_and_each_once() {
        check("血肉聯繫\n# 注\n\n　ＡＢＣ 7\n血肉联系 5 n\r\n", &["abc 7", "血肉联系 5 n"]);
        check("\u{feff}凯特琳 nz\n3 4", &["3 4", "凯特琳 nz"]);
        check("", &[]);
    }

    #[test]
    fn what_is_no_word_is_refused_with_its_line() {
        for (line, part) in [
            ("血肉 联系", "without blanks"),
            ("血肉　联系", "without blanks"),
            ("血肉联系 5 n x", "without blanks"),
            ("血肉，联系", "no marks"),
            ("c++", "no marks"),
            ("二〇一二年", "〇"),
            ("café", "a to z"),
            ("词 0", "frequency"),
            ("词 5x", "frequency"),
            ("词 99999999999999999999", "frequency"),
            (&"词".repeat(65), "64"),
        ] {
            let bad = UserDictionary::of_lines(&format!("好词\n\n{line}\n")).unwrap_err();
            assert!(bad.line == 3 && bad.reason.contains(part), "{bad:?}");
        }
    }

    #[test]
    fn folding_twice_is_folding_once() {
        for c in ('\0'..=char::MAX).filter(|c| c.is_alphanumeric()) {
            fold_char(c, Folding::MARKS, |once| {
                let twice = fold_to_string(once.encode_utf8(&mut [0; 4]), Folding::MARKS);
                let usable = once.is_ascii_alphanumeric() || is_han(once);
                assert!(!usable || twice.chars().eq([once]), "{c} {once} {twice}");
            });
        }
    }
}
