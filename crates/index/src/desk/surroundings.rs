//! What stands around a match, for those who show it.

use crate::{Corpus, Error};
use chuchu_model::{CheckReport, Match, Surroundings};

impl Corpus {
    /// What stands before and after a match in the passage in which it begins, at most `chars` characters each;
    /// nothing after a match that runs on into the next passage. Cost: reads one passage.
    ///
    /// ```
    /// use chuchu_index::{Corpus, Record, TraceOptions};
    /// # use chuchu_model::DocumentId;
    /// # let folder = tempfile::tempdir()?;
    /// # let corpus = Corpus::create(folder.path())?;
    /// # let mut writer = corpus.writer()?;
    /// # writer.add(&Record::of_text(DocumentId::new("c")?, "他说过，凡事要从最苦的人想起，这样才不会把路走偏。".to_owned()))?;
    /// # writer.commit()?;
    /// let trace = corpus.trace("q1", "凡事要从最苦的人想起", &TraceOptions::default())?;
    /// let around = corpus.surroundings(&trace.matches[0], 4)?;
    /// assert_eq!((around.before.as_str(), around.after.as_str()), ("他说过，", "，这样才"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Damaged`].
    pub fn surroundings(&self, found: &Match, chars: usize) -> Result<Surroundings, Error> {
        let Some(passage) = self.passage(&found.passage)? else { return Ok(Surroundings::default()) };
        let start = passage.span.start() as usize;
        let (from, to) = (found.span.start() as usize, found.span.end() as usize);
        let before = from.checked_sub(start).and_then(|end| passage.text.get(..end)).unwrap_or("");
        let after = to.checked_sub(start).and_then(|begin| passage.text.get(begin..)).unwrap_or("");
        let mut tail: Vec<char> = before.chars().rev().take(chars).collect();
        tail.reverse();
        Ok(Surroundings { before: tail.into_iter().collect(), after: after.chars().take(chars).collect() })
    }

    /// What stands around every match of a report: for each quotation in order, for its matches in order. Cost: reads
    /// a passage for every match.
    ///
    /// # Errors
    /// [`Error::Engine`], [`Error::Damaged`].
    pub fn all_surroundings(
        &self,
        report: &CheckReport,
        chars: usize,
    ) -> Result<Vec<Vec<Surroundings>>, Error> {
        let around = |found| self.surroundings(found, chars);
        report.items.iter().map(|item| item.trace.matches.iter().map(around).collect()).collect()
    }
}
