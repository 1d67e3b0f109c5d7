//! Files as editors have them to Chinese text: plain text, Markdown, Word, HTML, EPUB, PDF, `OpenDocument`.
//!
//! [`ingest`] tells by content what a file is and gives its text, one paragraph a line, with places that lead back
//! into the file; [`annotate_docx`] hands a Word file back with comments. What never lives here: interpretation. No
//! quotation, citation or title is looked for; a note is what the file says is one.

mod docx;
mod draft;
mod error;
mod markers;
mod options;
mod package;
mod plain;
mod sniff;
mod source;
mod xml;

pub use docx::{Remark, annotate_docx};
pub use error::IngestError;
pub use options::{Limits, Options};
pub use source::{Comment, Format, Heading, Hints, LeftOut, Matter, SourceText};

use sniff::Kind;

/// Reads a file. `name` helps only where the content does not tell what it is (Markdown, a page without tags at its
/// head).
///
/// Cost: linear in the file and in what it unpacks to; the limits bound both.
///
/// ```
/// use chuchu_ingest::{Format, Options, ingest};
/// let page = "<html><body><p>他说：“民为<b>贵</b>。”</p></body></html>";
/// let source = ingest("page.txt", page.as_bytes(), &Options::default())?;
/// assert_eq!((source.format, source.text.as_str()), (Format::Html, "他说：“民为贵。”\n"));
/// # Ok::<(), chuchu_ingest::IngestError>(())
/// ```
///
/// # Errors
/// [`IngestError`], when it is no text, damaged, encrypted, of a kind that is not read, or beyond the limits.
pub fn ingest(name: &str, bytes: &[u8], options: &Options) -> Result<SourceText, IngestError> {
    let source = match sniff::kind(name, bytes, options.limits)? {
        Kind::Binary(Format::Docx) => docx::read(bytes, options)?.layout.source,
        Kind::Binary(_) => unreachable!(),
        Kind::Text(format) => {
            let decoded = plain::decode(bytes, options)?;
            plain::read(decoded, format == Format::Markdown)
        }
    };
    Ok(source)
}
