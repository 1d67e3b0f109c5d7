//! [`Document`]: a text taken apart, with every part's place. No parsing, no rules about language.

use crate::{Citation, Diagnostic, DocumentId, PartialDate, PassageId, Quotation, Reported, Span, Term};
use serde::{Deserialize, Serialize};

/// The name and version of the JSON shape of [`Document`].
pub const DOCUMENT_SCHEMA: &str = "chuchu.document/1";

/// Where a text came from, before decoding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// File name without its folder, or the id of a record.
    pub name: String,
    /// The encoding it was decoded from.
    pub encoding: String,
    /// Length of the file in bytes.
    pub bytes: u64,
    /// Length of the decoded text in characters.
    pub chars: u64,
    /// Digest of the file, hexadecimal.
    pub sha256: String,
}

/// What kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 论述摘编: excerpts, a citation after each.
    ExcerptCompilation,
    /// An article.
    Article,
    /// An article with the newspaper, day and page it appeared in.
    NewspaperArticle,
    /// Several articles in one file.
    Anthology,
    /// The text of a speech.
    Speech,
    /// An interview.
    Interview,
    /// A report.
    Report,
    /// A law or regulation.
    Law,
    /// None of these.
    Other,
}

/// A piece of text and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Text {
    /// The words.
    pub text: String,
    /// Their place.
    pub span: Span,
}

/// Where a newspaper article appeared.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Publication {
    /// The newspaper.
    pub name: String,
    /// Its day.
    pub date: Option<PartialDate>,
    /// Its page, without leading zeros.
    pub page: Option<String>,
    /// The whole publication line.
    pub span: Span,
}

/// A section: its heading and everything up to the next heading of the same or a higher level.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Section {
    /// 1 for the highest level of the document.
    pub level: u32,
    /// The heading as printed, its number included: text and span say the same.
    pub heading: Text,
    /// The number as printed: `一、`, `（二）`, `3.`.
    pub number: Option<String>,
    /// The number read.
    pub ordinal: Option<u32>,
    /// Whether the heading opens a paragraph instead of standing alone.
    pub run_in: bool,
    /// From the heading to the end of the last block, child sections included.
    pub span: Span,
    /// Sections inside.
    pub children: Vec<Section>,
}

/// A body paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Paragraph {
    /// `s003#p7`.
    pub id: PassageId,
    /// From its first to its last character.
    pub span: Span,
    /// Its stretches; more than one where a hard line break inside a sentence was rejoined.
    pub spans: Vec<Span>,
}

/// An article of an anthology.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Article {
    /// `s004#a2`.
    pub id: String,
    /// The number as printed: 第二篇.
    pub number: Option<String>,
    /// Its title.
    pub title: Text,
    /// Its authors.
    pub bylines: Vec<Text>,
    /// Its abstract.
    #[serde(rename = "abstract")]
    pub abstract_: Option<Span>,
    /// From its heading to its last block.
    pub span: Span,
}

/// An excerpt of a compilation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Excerpt {
    /// `s000#e1`.
    pub id: PassageId,
    /// Its place in the printed order, counted from 1.
    pub number: u32,
    /// Its paragraphs, without the citation.
    pub spans: Vec<Span>,
    /// Its text, paragraphs joined by a newline.
    pub text: String,
    /// The citation that follows or precedes it. Where several stand together, its span and words are those
    /// of all; its fields are those of the first.
    pub citation: Option<Citation>,
    /// The other citations of the same excerpt: reprints, sources at second hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_citations: Vec<Citation>,
}

/// What kind of thing a work named in a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum WorkMentionKind {
    /// A book.
    Book,
    /// A journal.
    Journal,
    /// A newspaper.
    Newspaper,
    /// A speech.
    Speech,
    /// A resolution, decision, report of a party body.
    PartyDocument,
    /// A law or regulation.
    Law,
    /// An article.
    Article,
    /// Anything else.
    Other,
}

/// A work named in a text, with all places that name it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Work {
    /// Its title.
    pub title: String,
    /// What kind.
    pub kind: WorkMentionKind,
    /// Every mention, without marks.
    pub mentions: Vec<Span>,
}

/// A meeting named in a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Meeting {
    /// Its full name.
    pub name: String,
    /// Every mention.
    pub mentions: Vec<Span>,
}

/// One place where a set phrase is spelt out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Expansion {
    /// The whole list.
    pub span: Span,
    /// Its members.
    pub members: Vec<Text>,
}

/// A numeric set phrase such as 四大考验.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetPhrase {
    /// The phrase.
    pub phrase: String,
    /// Every mention.
    pub mentions: Vec<Span>,
    /// Where its members are named.
    pub expansions: Vec<Expansion>,
}

/// What kind of matter does not belong to the text proper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum NoiseKind {
    /// A site's own words.
    Boilerplate,
    /// 来源：….
    SourceLine,
    /// The document's own title once more.
    OwnTitleRepeat,
    /// `?quot;` and the like.
    Mojibake,
    /// A line break inside a sentence.
    BrokenWrap,
    /// Blanks before the first line.
    LeadingWhitespace,
    /// Anything else.
    Other,
}

/// Something in the file that does not belong to the text proper.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Noise {
    /// What kind.
    pub kind: NoiseKind,
    /// Where.
    pub span: Span,
}

/// A text taken apart. Title, subtitle, bylines, headings, paragraphs, excerpts, citations, publication
/// and noise together cover every non-blank character exactly once (run-in headings lie inside their
/// paragraph, and so does noise such as `?quot;`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// [`DOCUMENT_SCHEMA`].
    pub schema: String,
    /// Its id.
    pub id: DocumentId,
    /// Where it came from.
    pub source: Source,
    /// What kind.
    pub kind: DocumentKind,
    /// Its title.
    pub title: Option<Text>,
    /// Its subtitle.
    pub subtitle: Option<Text>,
    /// Who signed it.
    pub bylines: Vec<Text>,
    /// Where it appeared.
    pub publication: Option<Publication>,
    /// The day it was given, adopted or signed, as printed above or below the text; else that of its
    /// publication.
    #[serde(default)]
    pub date: Option<PartialDate>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// Its body paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
    /// The articles of an anthology.
    pub articles: Vec<Article>,
    /// The excerpts of a compilation.
    pub excerpts: Vec<Excerpt>,
    /// Its quotations.
    pub quotations: Vec<Quotation>,
    /// Its terms in quotation marks.
    pub terms: Vec<Term>,
    /// Reported speech.
    pub reported: Vec<Reported>,
    /// Works named.
    pub works: Vec<Work>,
    /// Meetings named.
    pub meetings: Vec<Meeting>,
    /// Numeric set phrases.
    pub set_phrases: Vec<SetPhrase>,
    /// What does not belong to the text.
    pub noise: Vec<Noise>,
    /// What was noticed. Those of a citation stand with the citation.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// A document of which nothing is known yet.
    #[must_use]
    pub fn empty(id: DocumentId, source: Source) -> Self {
        Self {
            schema: DOCUMENT_SCHEMA.to_owned(),
            id,
            source,
            kind: DocumentKind::Other,
            title: None,
            subtitle: None,
            bylines: Vec::new(),
            publication: None,
            date: None,
            sections: Vec::new(),
            paragraphs: Vec::new(),
            articles: Vec::new(),
            excerpts: Vec::new(),
            quotations: Vec::new(),
            terms: Vec::new(),
            reported: Vec::new(),
            works: Vec::new(),
            meetings: Vec::new(),
            set_phrases: Vec::new(),
            noise: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// All sections, parents before children, in order of place.
    #[must_use]
    pub fn all_sections(&self) -> Vec<&Section> {
        let mut found = Vec::new();
        let mut open: Vec<&Section> = self.sections.iter().rev().collect();
        while let Some(section) = open.pop() {
            found.push(section);
            open.extend(section.children.iter().rev());
        }
        found
    }
}
