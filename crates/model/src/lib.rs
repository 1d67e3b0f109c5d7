//! The data model of chuchu（出处）: what a text says, where it says it, and how a quotation of it fares.
//!
//! Here live spans, identifiers, partial dates, documents and their parts, citations, quotations,
//! matches, verdicts, differences and diagnostics. Their serde form *is* the JSON that the command
//! line and the server print. What never lives here: reading files, parsing, any search engine.
//!
//! All positions are **byte** offsets into the decoded UTF-8 text of a document, half-open and on
//! character boundaries (see [`Span`]).

pub mod answer;
pub mod citation;
pub mod date;
pub mod diagnostic;
pub mod document;
pub mod id;
pub mod manuscript;
pub mod place;
pub mod quotation;
pub mod span;
pub mod trace;

pub use answer::{
    Attribution, CheckItem, CheckReport, Coverage, Explanation, FieldCheck, Hit, HouseRule, Ignored, Shelf,
    Surroundings, WordScore,
};
pub use citation::{Citation, CitedWork, Container, ContainerKind, PageRange, WorkKind};
pub use date::{DateItem, PartialDate};
pub use diagnostic::{Diagnostic, Parsed, Severity, Suggestion};
pub use document::{
    Article, Document, DocumentKind, Excerpt, Expansion, Meeting, Noise, NoiseKind, Paragraph, Publication,
    Section, SetPhrase, Source, Text, Work, WorkMentionKind,
};
pub use id::{DocumentId, DocumentIds, PassageId, PassageKind};
pub use manuscript::{Borrowing, BorrowingKind, ReportedSpeech};
pub use place::{NoteKind, NotePlace, Place, Places};
pub use quotation::{Quotation, QuotationKind, QuotedWork, Reported, Speaker, Term};
pub use span::Span;
pub use trace::{Difference, DifferenceKind, Match, Trace, Verdict};
