//! What was typed after `words`, and the lists of words that `init` takes as well.

use super::{Reading, ValueForm, Writing};
use clap::{ArgGroup, Args as ClapArgs, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum Words {
    /// Set or clear the user dictionary, the stop list or both, in one commit
    #[command(long_about = SET_ABOUT)]
    Set(Set),
    /// Show the user dictionary and the stop list
    Show(Show),
}

const SET_ABOUT: &str = "\
Set or clear the user dictionary, the stop list or both, in one commit

Words are cut when a document is added. A new dictionary therefore cuts every document of the index anew, about as
long as adding them all takes, and needs room on the disk for old and new together; all of it is done or nothing.
A new stop list cuts nothing: it only leaves words out of lists.";

/// Files of words.
#[derive(Debug, ClapArgs)]
pub(crate) struct Lists {
    /// A file of words that are to be cut as one, each on a line: `word frequency tag` (the last two may be left out) 用户词典
    #[arg(long, value_name = "FILE")]
    pub(crate) dictionary: Option<PathBuf>,
    /// A file of words, one a line, that freq and the like leave out of their lists 停用词
    #[arg(long, value_name = "FILE")]
    pub(crate) stop: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
#[command(group = ArgGroup::new("change").required(true).multiple(true))]
pub(crate) struct Set {
    /// A file of words that are to be cut as one, each on a line: `word frequency tag` (the last two may be left out); in place of those before
    #[arg(long, value_name = "FILE", group = "change")]
    pub(crate) dictionary: Option<PathBuf>,
    /// A file of words, one a line, that freq and the like leave out of their lists; in place of those before
    #[arg(long, value_name = "FILE", group = "change")]
    pub(crate) stop: Option<PathBuf>,
    /// No user dictionary any more
    #[arg(long, group = "change", conflicts_with = "dictionary")]
    pub(crate) clear_dictionary: bool,
    /// No stop list any more
    #[arg(long, group = "change", conflicts_with = "stop")]
    pub(crate) clear_stop: bool,
    #[command(flatten)]
    pub(crate) writing: Writing,
    #[command(flatten)]
    pub(crate) reading: Reading,
    #[command(flatten)]
    pub(crate) form: ValueForm,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Show {
    #[command(flatten)]
    pub(crate) form: ValueForm,
}
