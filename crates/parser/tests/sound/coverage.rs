//! Nothing is lost and nothing stands twice: the blocks of a document part its text among them.

use chuchu_model::{Document, NoiseKind, Span};

/// The blocks that part a text among them.
fn blocks(document: &Document) -> Vec<Span> {
    let mut blocks: Vec<Span> = document.title.iter().chain(&document.subtitle).map(|t| t.span).collect();
    blocks.extend(document.publication.iter().map(|p| p.span));
    blocks.extend(document.bylines.iter().map(|b| b.span));
    blocks.extend(document.articles.iter().flat_map(|a| &a.bylines).map(|b| b.span));
    blocks.extend(document.all_sections().iter().filter(|s| !s.run_in).map(|s| s.heading.span));
    blocks.extend(document.paragraphs.iter().flat_map(|p| &p.spans));
    for excerpt in &document.excerpts {
        blocks.extend(&excerpt.spans);
        blocks.extend(excerpt.citation.iter().filter_map(|c| c.span));
    }
    let beside = [NoiseKind::Boilerplate, NoiseKind::SourceLine, NoiseKind::OwnTitleRepeat];
    blocks.extend(document.noise.iter().filter(|n| beside.contains(&n.kind)).map(|n| n.span));
    blocks
}

/// Every character that takes ink is in exactly one block, or in noise beside them.
#[track_caller]
pub(crate) fn covered_once(document: &Document, text: &str) {
    let mut count = vec![0u32; text.len()];
    for block in blocks(document) {
        assert!(block.of(text).is_some(), "{block} cuts a character of {text:?}");
        count[block.range()].iter_mut().for_each(|n| *n += 1);
    }
    let titles = document.articles.iter().map(|a| a.title.span).chain(document.noise.iter().map(|n| n.span));
    for span in titles {
        count[span.range()].iter_mut().for_each(|n| *n = (*n).max(1));
    }
    for (at, c) in text.char_indices().filter(|(_, c)| !chuchu_text::is_blank(*c)) {
        assert_eq!(count[at], 1, "{c:?} at {at} is in so many blocks of {text:?}");
    }
}
