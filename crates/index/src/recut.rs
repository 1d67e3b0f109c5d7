//! Changing the user's words of an index. A new dictionary means that every document is cut anew; a new stop
//! list means nothing of the sort. What never lives here: cutting, and what a commit is.

use crate::holdings::stored_document;
use crate::lexis::StopList;
use crate::schema::Part;
use crate::snapshot::Snapshot;
use crate::words::{UserDictionary, UserWords};
use crate::{Corpus, Error, Record, StoredDocument, Writer, WriterOptions, payload};
use chuchu_model::{Document, DocumentId};
use serde::Serialize;

/// What is to become of the user's words; `None` leaves things as they are, an empty list clears.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordsChange {
    /// The new user dictionary.
    pub dictionary: Option<UserDictionary>,
    /// The new stop list.
    pub stop: Option<StopList>,
}

/// What a change has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct WordsSet {
    /// How many words the user dictionary has now.
    pub user_words: usize,
    /// How many words the stop list has now.
    pub stop_words: usize,
    /// How many documents were cut anew.
    pub recut: usize,
}

impl Corpus {
    /// Changes the user dictionary, the stop list or both, in one commit: all of it or nothing. Where the
    /// dictionary changes, every document is taken from the index and added again, as it was parsed, so that
    /// its words are cut by the new dictionary; `step` hears how many of how many are done.
    ///
    /// Cost: of a stop list, a commit. Of a dictionary, about that of adding all texts without parsing them;
    /// old and new version lie on disk together until the commit.
    ///
    /// # Errors
    /// [`Error::TooManyWords`]; [`Error::Locked`] while another process writes; as of [`Writer::commit`]. What
    /// was committed before stays.
    pub fn set_words(
        &self,
        change: WordsChange,
        options: WriterOptions,
        step: impl FnMut(usize, usize),
    ) -> Result<WordsSet, Error> {
        let mut writer = self.writer_with(options)?;
        let old = writer.before().lexicon().words().clone();
        let new = UserWords {
            dictionary: change.dictionary.unwrap_or_else(|| old.dictionary.clone()),
            stop: change.stop.unwrap_or_else(|| old.stop.clone()),
        };
        payload::check_size(&new)?;
        let (user_words, stop_words) = (new.dictionary.words().len(), new.stop.len());
        let mut recut = 0;
        if new != old {
            let cut_anew = new.dictionary != old.dictionary;
            writer.cut_by(new);
            recut = if cut_anew { add_all_again(&mut writer, step)? } else { 0 };
            writer.commit()?;
        }
        Ok(WordsSet { user_words, stop_words, recut })
    }
}

/// Removes every document and adds it again.
fn add_all_again(writer: &mut Writer, mut step: impl FnMut(usize, usize)) -> Result<usize, Error> {
    let snapshot = writer.before().clone();
    let heads = snapshot.entries(Part::Head)?;
    writer.remove_all()?;
    for (done, head) in (1..).zip(&heads) {
        let (record, document) = parted(read(&snapshot, &snapshot.document_of(*head)?)?);
        writer.add_again(record, document)?;
        step(done, heads.len());
    }
    Ok(heads.len())
}

fn read(snapshot: &Snapshot, id: &DocumentId) -> Result<StoredDocument, Error> {
    stored_document(snapshot, id)?.ok_or_else(|| snapshot.damaged(format!("{id} has no record")))
}

/// A document and a record that give the same entries: what the head has was given beside the text or stands in it.
fn parted(stored: StoredDocument) -> (Record, Document) {
    let StoredDocument { document, text, title, date, author } = stored;
    let source = document.source.clone();
    let record = Record {
        name: source.name,
        encoding: source.encoding,
        bytes: source.bytes,
        sha256: source.sha256,
        title,
        date,
        author,
        ..Record::of_text(document.id.clone(), text)
    };
    (record, document)
}
