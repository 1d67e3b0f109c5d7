//! Text for people: plain lines that read well in a pipe, with colour on a terminal.
//!
//! Differences and hits are bracketed 【…】 inside the text itself, so that nothing depends on colour.

mod bars;
mod beside;
mod check;
mod citation;
pub(in crate::render) mod columns;
mod concordance;
mod corpus;
mod counting;
mod document;
mod explain;
mod facets;
mod hit;
mod labels;
mod lines;
mod marks;
mod query;
mod reuse;
mod timeline;
mod trace;
mod words;

pub(crate) use check::{changed, check, totals};
pub(crate) use citation::{citation, rendered};
pub(crate) use concordance::{Kwic, tail as kwic_tail};
pub(crate) use corpus::{add_report, counted, list_line, made, remove_report, status, verified};
pub(crate) use counting::{collocates, frequencies, keywords, phrases, spreads};
pub(crate) use document::{article, parsed, passage, shown};
pub(crate) use explain::{code_line, explained};
pub(crate) use hit::{found, line, tail, total};
pub(crate) use query::{note, place};
pub(crate) use reuse::{reuse_cluster, reuse_pair};
pub(crate) use timeline::{noise, timeline, undated};
pub(crate) use trace::trace;
pub(crate) use words::{user_words, words_set};

use anstyle::{AnsiColor, Style};

/// Verdict and title lines.
const STRONG: Style = Style::new().bold();
/// What stands beside the matter: ids, labels, places.
const QUIET: Style = Style::new().dimmed();
/// What agrees.
const GOOD: Style = AnsiColor::Green.on_default();
/// What an editor should look at.
const LOOK: Style = AnsiColor::Yellow.on_default();
