//! PDF: the text layer, page by page, its lines joined to paragraphs again; running heads and page numbers are left
//! out and counted. What never lives here: pictures of text, vertical writing.

mod cmap;
mod content;
mod font;
mod furniture;
mod glyph;
mod lines;
mod paragraphs;

use crate::draft::Draft;
use crate::source::{Hints, Matter};
use crate::{Format, GUARDED_THREAD, IngestError, Limits, Options};
use content::Interpreter;
use lines::Page;
use lopdf::{Document, Error, LoadOptions, Object};

/// The stack of the reading thread: what a library may need for what people write.
const STACK: usize = 32 << 20;
/// What a stream of objects may have in any case.
const LEAST_SHARE: u64 = 1 << 20;

/// Reads a PDF. It is read in a thread of its own, so that a panic on damaged input becomes an error.
///
/// Cost: linear in what is unpacked.
pub(crate) fn read(bytes: &[u8], options: &Options) -> Result<Draft, IngestError> {
    let limits = options.limits;
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().name(GUARDED_THREAD.to_owned()).stack_size(STACK);
        let reader = builder.spawn_scoped(scope, || pages(bytes, limits));
        let reader = reader.map_err(|e| damaged(&format!("no thread to read it in: {e}")))?;
        reader.join().unwrap_or_else(|_| Err(damaged("it cannot be read")))
    })
}

/// Objects are unpacked when a document is opened, each stream of them for itself: what one may have after
/// decompression, so that all together keep to the limit.
fn share(bytes: &[u8], limits: Limits) -> usize {
    const MARK: &[u8] = b"/ObjStm";
    let streams = bytes.windows(MARK.len()).filter(|window| *window == MARK).count() as u64;
    let share = (limits.bytes / streams.max(1)).max(LEAST_SHARE.min(limits.bytes));
    usize::try_from(share).unwrap_or(usize::MAX)
}

fn damaged(cause: &str) -> IngestError {
    IngestError::damaged(Format::Pdf, "the document", cause)
}

fn pages(bytes: &[u8], limits: Limits) -> Result<Draft, IngestError> {
    let load = LoadOptions { max_decompressed_size: Some(share(bytes, limits)), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, load).map_err(|error| match error {
        Error::Decryption(_) | Error::InvalidPassword => IngestError::Encrypted { what: "PDF file" },
        error => damaged(&error.to_string()),
    })?;
    if document.is_encrypted() {
        return Err(IngestError::Encrypted { what: "PDF file" });
    }
    let all = document.get_pages();
    if all.len() > limits.parts {
        return Err(IngestError::TooLarge { what: "pages", limit: limits.parts as u64 });
    }
    let mut interpreter = Interpreter::new(&document, limits);
    let (mut pages, mut draft) = (Vec::new(), Draft { hints: hints(&document), ..Draft::default() });
    for (number, id) in &all {
        let page = Page::of(*number, &interpreter.page(*id)?);
        if page.lines.is_empty() {
            draft.leave_out(Matter::Page);
        }
        pages.push(page);
    }
    if pages.iter().all(|page| page.lines.is_empty()) {
        return Err(IngestError::OnlyPictures { format: Format::Pdf, pages: pages.len() });
    }
    for (what, count) in furniture::remove(&mut pages) {
        *draft.left_out.entry(what).or_default() += count;
    }
    paragraphs::join(&pages, &mut draft);
    Ok(draft)
}

/// What the document says about itself.
fn hints(document: &Document) -> Hints {
    let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info));
    let Some(info) = info.ok().and_then(|(_, info)| info.as_dict().ok()) else { return Hints::default() };
    let text = |key: &[u8]| {
        let (_, value) = document.dereference(info.get(key).ok()?).ok()?;
        let Object::String(bytes, _) = value else { return None };
        Some(font::text_string(bytes).trim().to_owned()).filter(|text| !text.is_empty())
    };
    Hints { title: text(b"Title"), author: text(b"Author"), date: text(b"CreationDate") }
}
