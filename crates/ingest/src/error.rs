//! [`IngestError`]: why a file gives no text, in words that name what it is and what to do.

use crate::source::Format;
use chuchu_model::Span;
use chuchu_text::DecodeError;
use thiserror::Error;

/// Why a file could not be read, or could not be handed back with comments.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum IngestError {
    /// The bytes of a plain text, of Markdown or of a page are no text.
    #[error(transparent)]
    NotText(#[from] DecodeError),
    /// It cannot be opened without its password.
    #[error("encrypted {what}: a password is needed to open it; save it without one")]
    Encrypted {
        /// What is locked.
        what: &'static str,
    },
    /// A part of it is not what its format asks for.
    #[error("damaged {format} file: {part}: {cause}")]
    Damaged {
        /// The format that it claims to be.
        format: Format,
        /// The part inside the file, such as `word/document.xml`.
        part: String,
        /// What is wrong there.
        cause: String,
    },
    /// More than the limits allow: a bomb, or a file beyond all measure.
    #[error("too large: {what}; at most {limit} allowed")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// The limit that was set.
        limit: u64,
    },
    /// A kind of file that is not read.
    #[error("this is {what}, which is not read; {remedy}")]
    Unsupported {
        /// What it is.
        what: &'static str,
        /// What the owner can do.
        remedy: &'static str,
    },
    /// A file without a text layer.
    #[error(
        "no text in this {format} file ({pages} pages): only pictures of pages; run text recognition (OCR) first"
    )]
    OnlyPictures {
        /// Its format.
        format: Format,
        /// How many pages it has.
        pages: usize,
    },
    /// Comments can be put into Word files only.
    #[error("comments can be put into a Word file (.docx) only, and this is none; save it as .docx first")]
    NotWord,
    /// A remark points outside the text of the file.
    #[error("a remark stands at {span}, where the text of the file has no characters")]
    NoSuchPlace {
        /// Where it should have stood.
        span: Span,
    },
}

impl IngestError {
    /// A part is damaged.
    #[allow(clippy::needless_pass_by_value, reason = "errors and plain words are handed over alike")]
    pub(crate) fn damaged(format: Format, part: &str, cause: impl ToString) -> Self {
        Self::Damaged { format, part: part.to_owned(), cause: cause.to_string() }
    }
}
