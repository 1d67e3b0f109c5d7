//! Citations out（出处著录）: a [`Citation`] printed in a style, or as a record that other programs read.
//!
//! - [`render`]: GB/T 7714—2015 and 2025, the style of excerpt compilations (论述摘编) and the notes of
//!   People's Publishing House;
//! - [`csl`], [`bibtex`], [`ris`]: CSL-JSON, BibTeX and RIS.
//!
//! Nothing is filled in from knowledge: what a style asks for and the citation does not say is listed as
//! [`Rendered::missing`], what the citation says and the style has no room for as [`Rendered::left_out`].
//! Here is no parsing; `chuchu-parser` reads citations.
//!
//! ```
//! use chuchu_cite::{Element, Style, render};
//! use chuchu_model::{Citation, Container, ContainerKind, PageRange};
//!
//! let mut book = Container::new(ContainerKind::Book);
//! book.title = Some("唐诗杂论".into());
//! book.publishers = vec!["中华书局".into()];
//! book.year = Some(2003);
//! book.pages = vec![PageRange { from: 18, to: 19 }];
//! let citation = Citation { author: vec!["闻一多".into()], containers: vec![book], ..Citation::empty() };
//! let note = render(&citation, Style::Renmin).unwrap();
//! assert_eq!(note.text, "闻一多：《唐诗杂论》，中华书局2003年版，第18—19页。");
//! let reference = render(&citation, Style::Gb2015).unwrap();
//! assert_eq!(reference.text, "闻一多. 唐诗杂论[M]. 中华书局, 2003: 18-19.");
//! assert_eq!(reference.missing, [Element::Place]);
//! ```

pub mod bibtex;
pub mod csl;
mod dates;
mod gbt;
mod notes;
mod reference;
pub mod ris;
mod style;
mod words;

use chuchu_model::Citation;
use reference::Reference;
use serde::Serialize;

pub use style::{Element, Style, UnknownStyle};

/// A citation in a style.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rendered {
    /// The style.
    pub style: Style,
    /// The citation, without line breaks.
    pub text: String,
    /// What the style asks for and the citation does not say.
    pub missing: Vec<Element>,
    /// What the citation says and the style has no place for.
    pub left_out: Vec<Element>,
}

/// Why a citation cannot be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// 同上, or nothing readable: there is no title.
    #[error("the citation names no work: what 同上 points to must be put in its place first")]
    NoTitle,
}

/// Prints a citation in a style. Cost: linear in the length of the citation.
///
/// Of several containers GB/T 7714 prints the first; the note styles print all.
///
/// # Errors
/// [`Error::NoTitle`] where neither the work nor its container has a title.
pub fn render(citation: &Citation, style: Style) -> Result<Rendered, Error> {
    let reference = Reference::of(citation).ok_or(Error::NoTitle)?;
    let text = match style {
        Style::Gb2015 | Style::Gb2025 => gbt::print(&reference, style),
        Style::Zhaibian | Style::Renmin => notes::print(&reference, style),
    };
    let (missing, left_out) = style::gaps(&reference, style);
    Ok(Rendered { style, text: words::one_line(&text), missing, left_out })
}

/// The examples of the README are tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

#[cfg(test)]
mod tests;
