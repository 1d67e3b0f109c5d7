//! Files as editors have them to Chinese text: plain text, Markdown, Word, HTML, EPUB, PDF, `OpenDocument`.
//!
//! [`ingest`] tells by content what a file is and gives its text, one paragraph a line, with places that lead back
//! into the file; [`annotate_docx`] hands a Word file back with comments. What never lives here: interpretation. No
//! quotation, citation or title is looked for; a note is what the file says is one.

mod docx;
mod draft;
#[cfg(feature = "epub")]
mod epub;
mod error;
mod html;
mod markers;
mod odt;
mod options;
mod package;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod sniff;
mod source;
mod xml;

/// The examples of the README run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use docx::{Remark, annotate_docx};
pub use error::IngestError;
pub use options::{Limits, Options};
pub use source::{Comment, Format, Heading, Hints, LeftOut, Matter, SourceText};

use sniff::Kind;

/// The name of the thread in which a library reads what may make it panic. Its panics are caught and become errors;
/// a program with a panic hook of its own may pass over them.
pub const GUARDED_THREAD: &str = "chuchu-ingest";

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
    match sniff::kind(name, bytes, options.limits)? {
        Kind::Binary(format) => binary(format, bytes, options),
        Kind::Text(Format::Html) => {
            let decoded = html::decode(bytes, options)?;
            let draft = html::read(&decoded.text, options.limits)?;
            let source = draft.lay_out(Format::Html, options).source;
            Ok(SourceText { encoding: Some(decoded.encoding), ..source })
        }
        Kind::Text(format) => {
            let decoded = plain::decode(bytes, options)?;
            Ok(plain::read(decoded, format == Format::Markdown))
        }
    }
}

fn binary(format: Format, bytes: &[u8], options: &Options) -> Result<SourceText, IngestError> {
    let draft = match format {
        #[cfg(feature = "epub")]
        Format::Epub => epub::read(bytes, options)?,
        #[cfg(feature = "pdf")]
        Format::Pdf => pdf::read(bytes, options)?,
        #[cfg(not(feature = "epub"))]
        Format::Epub => return Err(left_out("an EPUB book")),
        #[cfg(not(feature = "pdf"))]
        Format::Pdf => return Err(left_out("a PDF file")),
        Format::Odt => odt::read(bytes, options)?,
        _ => return Ok(docx::read(bytes, options)?.layout.source),
    };
    Ok(draft.lay_out(format, options).source)
}

#[cfg(not(all(feature = "epub", feature = "pdf")))]
fn left_out(what: &'static str) -> IngestError {
    IngestError::Unsupported { what, remedy: "this program was built without that reader" }
}
