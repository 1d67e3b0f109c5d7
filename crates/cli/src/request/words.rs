//! What the files of words mean: they are read and refused here, before an index is touched.

use super::{Format, Request, writer};
use crate::args;
use crate::args::words as typed;
use anyhow::anyhow;
use chuchu_index::lexis::StopList;
use chuchu_index::{UserDictionary, WordsChange, intake};
use chuchu_text::Encoding;
use std::path::Path;

/// What is wanted of the words of an index.
pub(super) fn words(typed: typed::Words) -> anyhow::Result<Request> {
    Ok(match typed {
        typed::Words::Show(a) => Request::WordsShow { format: a.form.format.into() },
        typed::Words::Set(a) => {
            let (options, format) = (writer(a.writing), Format::from(a.form.format));
            let lists = typed::Lists { dictionary: a.dictionary, stop: a.stop };
            let mut change = change(&lists, &a.reading)?;
            if a.clear_dictionary {
                change.dictionary = Some(UserDictionary::default());
            }
            if a.clear_stop {
                change.stop = Some(StopList::default());
            }
            Request::WordsSet { change, options, format }
        }
    })
}

/// The lists that are given.
pub(super) fn change(lists: &typed::Lists, reading: &args::Reading) -> anyhow::Result<WordsChange> {
    let encoding = reading.encoding;
    Ok(WordsChange {
        dictionary: lists.dictionary.as_deref().map(|path| dictionary(path, encoding)).transpose()?,
        stop: lists.stop.as_deref().map(|path| stop(path, encoding)).transpose()?,
    })
}

fn dictionary(path: &Path, encoding: Option<Encoding>) -> anyhow::Result<UserDictionary> {
    let text = text("--dictionary", path, encoding)?;
    let read = UserDictionary::of_lines(&text);
    read.map_err(|bad| anyhow!("--dictionary: {}:{}: {bad}", path.display(), bad.line))
}

/// A stop list in a file.
pub(super) fn stop(path: &Path, encoding: Option<Encoding>) -> anyhow::Result<StopList> {
    Ok(StopList::of_lines(&text("--stop", path, encoding)?))
}

fn text(option: &str, path: &Path, encoding: Option<Encoding>) -> anyhow::Result<String> {
    let read = intake::read_file_as(path, encoding);
    Ok(read.map_err(|failure| anyhow!("{option}: {}: {}", failure.path, failure.error))?.text)
}
