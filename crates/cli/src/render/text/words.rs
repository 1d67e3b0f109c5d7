//! The words of the index in text.

use super::QUIET;
use super::corpus::count;
use chuchu_index::{UserWords, WordsSet};
use std::io::{self, Write};

/// What a change has done.
pub(crate) fn words_set(out: &mut dyn Write, set: &WordsSet) -> io::Result<()> {
    let WordsSet { user_words, stop_words, recut } = *set;
    let recut = if recut > 0 { format!("; {} cut anew", count(recut, "document")) } else { String::new() };
    writeln!(out, "{}, {}{recut}", count(user_words, "user word"), count(stop_words, "stop word"))
}

/// A line a word, as the files have it that they are set from.
pub(crate) fn user_words(out: &mut dyn Write, words: &UserWords) -> io::Result<()> {
    let (dictionary, stop) = (words.dictionary.words(), &words.stop);
    writeln!(out, "{QUIET}# dictionary: {}{QUIET:#}", count(dictionary.len(), "word"))?;
    dictionary.iter().try_for_each(|word| writeln!(out, "{word}"))?;
    writeln!(out, "{QUIET}# stop list: {}{QUIET:#}", count(stop.len(), "word"))?;
    stop.words().try_for_each(|word| writeln!(out, "{word}"))
}
