//! The command that says what a code means. The codes stand beside what makes them, in the libraries.

use crate::answer::Explained;
use crate::output::{Outcome, answer};
use crate::render::{Records, text};
use crate::request::Format;
use anyhow::Context as _;
use chuchu_parser::code::Code;

/// Explains codes, or lists every code where none is named. An unknown one fails before anything is printed.
pub(super) fn explain(ids: &[String], format: Format) -> anyhow::Result<Outcome> {
    let named: Vec<Code> = ids.iter().map(|id| find(id)).collect::<anyhow::Result<_>>()?;
    let mut out = answer(format);
    let (codes, mut records) = if named.is_empty() {
        (all().collect(), Records::list(&mut *out, format, text::code_line))
    } else {
        (named, Records::new(&mut *out, format, text::explained))
    };
    codes.into_iter().try_for_each(|code| records.print(&Explained::from(code)))?;
    records.finish()?;
    Ok(Outcome::Done)
}

fn all() -> impl Iterator<Item = Code> {
    chuchu_parser::code::ALL.iter().chain(chuchu_index::code::ALL).copied()
}

fn find(id: &str) -> anyhow::Result<Code> {
    let known = all().find(|code| code.id.eq_ignore_ascii_case(id.trim()));
    known.with_context(|| format!("there is no code {id:?}; `chuchu explain` lists them all"))
}
