//! The structure of a document: title, bylines, sections, paragraphs, articles, excerpts, noise.

mod lines;

use chuchu_model::{Document, DocumentId, Paragraph, PassageId, PassageKind, Source};

/// Reads the structure; everything but what stands inside the blocks.
pub(crate) fn read(id: &DocumentId, source: Source, text: &str) -> Document {
    let mut document = Document::empty(id.clone(), source);
    for (line, number) in lines::split(text).iter().zip(1..) {
        let id = PassageId { document: id.clone(), article: None, kind: PassageKind::Paragraph, number };
        document.paragraphs.push(Paragraph { id, span: line.span, spans: vec![line.span] });
    }
    document
}
