//! What a commit says beside its segments: the versions it was written with, and the user's words. The engine
//! replaces it together with the list of segments, so that both are of one commit.

use crate::intake::digest;
use crate::lexis::StopList;
use crate::schema::{FIELDS, Versions};
use crate::words::{UserDictionary, UserWords};
use crate::{Corpus, Error};
use serde::{Deserialize, Serialize};
use std::path::Path;
use tantivy::Index;

/// The most that the user's words may take, in bytes: the list of segments is read with them by every command.
const MOST: usize = 1 << 20;

/// What is written.
#[derive(Serialize)]
struct Payload {
    #[serde(flatten)]
    versions: Versions,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<Lines>,
}

/// The part that is read when the versions agree.
#[derive(Deserialize)]
struct Rest {
    words: Option<Lines>,
}

/// The user's words, as in the files that they are given in.
#[derive(Serialize, Deserialize)]
struct Lines {
    dictionary: String,
    stop: String,
    /// Over both: nothing else would tell of a damaged character.
    sha256: String,
}

impl Lines {
    fn of(words: &UserWords) -> Self {
        let (dictionary, stop) = (words.dictionary.to_string(), words.stop.to_string());
        let sha256 = Self::sum(&dictionary, &stop);
        Self { dictionary, stop, sha256 }
    }

    fn sum(dictionary: &str, stop: &str) -> String {
        digest(format!("{dictionary}\0{stop}").as_bytes())
    }

    /// `None` where they are not what was written.
    fn words(&self) -> Option<UserWords> {
        if Self::sum(&self.dictionary, &self.stop) != self.sha256 {
            return None;
        }
        let dictionary = UserDictionary::of_lines(&self.dictionary).ok()?;
        Some(UserWords { dictionary, stop: StopList::of_lines(&self.stop) })
    }
}

/// What a commit with these words says.
pub(crate) fn written(words: &UserWords) -> Result<String, serde_json::Error> {
    let words = (*words != UserWords::default()).then(|| Lines::of(words));
    serde_json::to_string(&Payload { versions: Versions::current(), words })
}

/// Refuses words that take too much room.
pub(crate) fn check_size(words: &UserWords) -> Result<(), Error> {
    let lines = Lines::of(words);
    let found = lines.dictionary.len() + lines.stop.len();
    if found > MOST { Err(Error::TooManyWords { found, most: MOST }) } else { Ok(()) }
}

/// The user's words of the last commit. Refuses an index that was written under other rules.
///
/// Cost: reads the list of segments and, of a large dictionary, a megabyte at most.
pub(crate) fn read(path: &Path, index: &Index) -> Result<UserWords, Error> {
    let damaged = |cause: &str| Error::Damaged { path: path.to_path_buf(), cause: cause.to_owned() };
    let metas = index.load_metas().map_err(|e| Error::of_engine(path, e))?;
    let payload = metas.payload.ok_or_else(|| damaged("it does not say which version wrote it"))?;
    let found: Versions =
        serde_json::from_str(&payload).map_err(|_| damaged("it does not say which version wrote it"))?;
    let ours = Versions::current();
    let differs = [
        ("format", found.format.to_string(), ours.format.to_string()),
        ("folding", found.folding.to_string(), ours.folding.to_string()),
        ("dictionary", found.dictionary, ours.dictionary),
    ];
    for (what, found, expected) in differs {
        if found != expected {
            return Err(Error::Version { path: path.to_path_buf(), what, found, expected });
        }
    }
    if index.schema() != FIELDS.schema {
        return Err(damaged("its fields are not those of its format"));
    }
    let not_written = || damaged("its user dictionary or stop list is not what was written");
    let rest: Rest = serde_json::from_str(&payload).map_err(|_| not_written())?;
    rest.words.map_or(Ok(UserWords::default()), |lines| lines.words().ok_or_else(not_written))
}

impl Corpus {
    /// The user dictionary and the stop list of the index.
    #[must_use]
    pub fn user_words(&self) -> UserWords {
        self.snapshot().lexicon().words().clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_they_were_written() {
        let words = UserWords {
            dictionary: UserDictionary::of_lines("血肉联系 5 n\n四风问题").unwrap(),
            stop: StopList::of_lines("的\n和"),
        };
        let rest: Rest = serde_json::from_str(&written(&words).unwrap()).unwrap();
        let mut lines = rest.words.unwrap();
        assert_eq!(lines.words(), Some(words));
        lines.stop = lines.stop.replace('和', "知");
        assert_eq!(lines.words(), None);
    }

    #[test]
    fn without_words_nothing_but_the_versions_is_said() {
        let versions = serde_json::to_string(&Versions::current()).unwrap();
        assert_eq!(written(&UserWords::default()).unwrap(), versions);
    }

    #[test]
    fn a_megabyte_of_words_is_the_most() {
        let of = |n: usize| {
            let lines = (0..n).map(|i| format!("词{i:06}\n")).collect::<String>();
            UserWords { dictionary: UserDictionary::of_lines(&lines).unwrap(), ..UserWords::default() }
        };
        assert!(check_size(&of(MOST / 10)).is_ok());
        assert!(matches!(check_size(&of(MOST / 10 + 1)), Err(Error::TooManyWords { most: MOST, .. })));
    }
}
