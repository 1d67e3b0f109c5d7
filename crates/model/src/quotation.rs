//! Quotations, terms in quotation marks, and reported speech, with who is said to have said it.

use crate::{PartialDate, Span};
use serde::{Deserialize, Serialize};

/// What kind of words are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum QuotationKind {
    /// Words somebody said.
    Speech,
    /// Words of a book or article.
    WrittenWork,
    /// A verse or an old saying, given as known.
    ClassicalAllusion,
    /// A proverb or popular rhyme.
    Proverb,
    /// Words of a document, law or resolution.
    Document,
}

/// Who is said to have spoken.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Speaker {
    /// The name, resolved where the text itself tells it.
    pub name: String,
    /// The words printed.
    pub printed: String,
    /// Where they stand.
    pub span: Span,
}

/// The work that the text gives as the source of a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuotedWork {
    /// Its title without marks.
    pub title: String,
    /// Where it is named.
    pub span: Span,
}

/// A quotation: wording given as somebody's or some text's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quotation {
    /// From the first to the last quoted character, without the marks.
    pub span: Span,
    /// The stretches of quoted text; two when it runs over two paragraphs or a broken line.
    pub spans: Vec<Span>,
    /// The quoted words, hard line breaks rejoined.
    pub text: String,
    /// With its marks; `null` for a block quotation.
    pub marks: Option<Span>,
    /// What kind.
    pub kind: QuotationKind,
    /// Who is said to have said it.
    pub speaker: Option<Speaker>,
    /// The words that introduce it: 总书记指出.
    pub cue: Option<Span>,
    /// The work named as its source.
    pub work: Option<QuotedWork>,
    /// The date named for it.
    pub date: Option<PartialDate>,
    /// 1, or 2 for a quotation inside a quotation.
    pub depth: u32,
}

/// Words in quotation marks that name something: “四风”.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Term {
    /// Without the marks.
    pub span: Span,
    /// The words.
    pub text: String,
    /// With the marks.
    pub marks: Span,
}

/// Attributed words without quotation marks: 总书记强调，….
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Reported {
    /// The reported words.
    pub span: Span,
    /// Who is said to have said them.
    pub speaker: Option<Speaker>,
    /// The words that introduce them.
    pub cue: Option<Span>,
}
