//! Excerpt compilations（论述摘编）: which blocks are excerpts, and which citation belongs to each.
//!
//! `boundary` finds where the text of a block ends and its citation begins; here blocks are joined to
//! excerpts; `notes` pairs excerpts with citations collected below them; `collate` compares the citations of one compilation with each other. What never lives here:
//! the grammar of citations, headings, paragraphs.

mod boundary;
mod collate;
mod notes;

use crate::citation;
use boundary::{Block, Shape};
use chuchu_model::{Citation, DocumentId, Excerpt, PassageId, PassageKind, Span};

/// What the blocks of a compilation are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compilation {
    /// The excerpts with their citations.
    pub(crate) excerpts: Vec<Excerpt>,
    /// Blocks that belong to no excerpt (headings, source lines, plain paragraphs), in order.
    pub(crate) rest: Vec<Span>,
}

/// Among fewer blocks than one cited in this many, no compilation is looked for.
const SPARSEST: usize = 6;

/// Reads `blocks` (the non-empty lines or paragraphs after the front matter, in order, without blanks at
/// their ends) as a compilation; `None` when they are not one: too few blocks carry a citation.
///
/// Half of the paragraphs must end an excerpt (a third, where there are five excerpts and more): a few
/// sources in brackets do not make a compilation of an article. One block alone is an excerpt when a full
/// citation without brackets stands behind its last sentence; in brackets it may as well be the source line
/// of a short article.
///
/// Cost: the last character of each block; only where enough of them may end a citation is anything parsed.
pub(crate) fn read(id: &DocumentId, text: &str, blocks: &[Span]) -> Option<Compilation> {
    let promising = blocks.iter().filter(|b| boundary::may_end_citation(b.of(text).unwrap_or(""))).count();
    if promising == 0 || promising * SPARSEST < blocks.len() {
        return None;
    }
    if let Some(mut gathered) = notes::gather(text, blocks) {
        gathered.rest.sort_unstable();
        return Some(gathered.finish(id, text));
    }
    let blocks: Vec<Block> = blocks.iter().map(|span| boundary::classify(text, *span)).collect();
    let blocks = settle_source_lines(text, blocks);
    let mut gathered =
        if cites_first(&blocks) { Gathered::cited_first(&blocks) } else { Gathered::cited_last(&blocks) };
    if !gathered.convincing(&blocks) {
        return None;
    }
    gathered.rest.sort_unstable();
    Some(gathered.finish(id, text))
}

/// 来源：… at the end of a file names where the whole was taken from. It cites an excerpt only where such lines recur.
fn settle_source_lines(text: &str, mut blocks: Vec<Block>) -> Vec<Block> {
    let is_source =
        |b: &Block| b.shape == Shape::Citation && boundary::names_source(b.span.of(text).unwrap_or(""));
    if blocks.iter().filter(|b| is_source(b)).count() == 1 {
        blocks.iter_mut().filter(|b| is_source(b)).for_each(|b| b.shape = Shape::Apart);
    }
    blocks
}

/// Whether citations stand before their excerpts: the first block that is no heading is one, and the last is text.
fn cites_first(blocks: &[Block]) -> bool {
    let mut body = blocks.iter().filter(|b| b.shape != Shape::Apart);
    let none_inside = !blocks.iter().any(|b| matches!(b.shape, Shape::Cited { .. }));
    none_inside
        && body.next().is_some_and(|b| b.shape == Shape::Citation)
        && body.next_back().is_some_and(|b| b.shape == Shape::Text)
}

/// An excerpt before its citation is parsed.
#[derive(Debug)]
struct Draft {
    spans: Vec<Span>,
    citation: Span,
}

#[derive(Debug, Default)]
struct Gathered {
    drafts: Vec<Draft>,
    rest: Vec<Span>,
}

impl Gathered {
    /// Text without a citation belongs to the next block that has one.
    fn cited_last(blocks: &[Block]) -> Self {
        let mut gathered = Self::default();
        let mut open: Vec<Span> = Vec::new();
        for block in blocks {
            match block.shape {
                Shape::Text => open.push(block.span),
                Shape::Apart => {
                    gathered.rest.append(&mut open);
                    gathered.rest.push(block.span);
                }
                Shape::Cited { text_end, citation_start } => {
                    open.push(Span::new(block.span.start(), text_end));
                    let citation = Span::new(citation_start, block.span.end());
                    gathered.drafts.push(Draft { spans: std::mem::take(&mut open), citation });
                }
                Shape::Citation if open.is_empty() => gathered.rest.push(block.span),
                Shape::Citation => {
                    gathered.drafts.push(Draft { spans: std::mem::take(&mut open), citation: block.span });
                }
            }
        }
        gathered.rest.append(&mut open);
        gathered
    }

    /// Text belongs to the citation before it.
    fn cited_first(blocks: &[Block]) -> Self {
        let mut gathered = Self::default();
        let mut open = false;
        for block in blocks {
            match block.shape {
                Shape::Citation => {
                    gathered.drafts.push(Draft { spans: Vec::new(), citation: block.span });
                    open = true;
                }
                Shape::Text if open => {
                    if let Some(draft) = gathered.drafts.last_mut() {
                        draft.spans.push(block.span);
                    }
                }
                _ => {
                    gathered.rest.push(block.span);
                    open = false;
                }
            }
        }
        let (full, empty) = gathered.drafts.drain(..).partition(|d| !d.spans.is_empty());
        gathered.drafts = full;
        let empty: Vec<Draft> = empty;
        gathered.rest.extend(empty.iter().map(|d| d.citation));
        gathered
    }

    fn convincing(&self, blocks: &[Block]) -> bool {
        let excerpts = self.drafts.len();
        let texts = blocks.iter().filter(|b| matches!(b.shape, Shape::Text | Shape::Cited { .. })).count();
        match excerpts {
            0 => false,
            1 => texts == 1 && blocks.iter().all(|b| b.full),
            2..=4 => excerpts * 2 >= texts,
            _ => excerpts * 3 >= texts,
        }
    }

    fn finish(self, id: &DocumentId, text: &str) -> Compilation {
        let mut excerpts: Vec<Excerpt> =
            (1..).zip(self.drafts).map(|(number, draft)| draft.finish(id, number, text)).collect();
        collate::back_references(&mut excerpts);
        collate::deviating_titles(text, &mut excerpts);
        collate::missing_stops(text, &mut excerpts);
        Compilation { excerpts, rest: self.rest }
    }
}

impl Draft {
    fn finish(self, id: &DocumentId, number: u32, text: &str) -> Excerpt {
        let citation: Citation = citation::parse_at(text, self.citation);
        let paragraphs: Vec<&str> = self.spans.iter().filter_map(|s| s.of(text)).collect();
        Excerpt {
            id: PassageId { document: id.clone(), article: None, kind: PassageKind::Excerpt, number },
            number,
            text: paragraphs.join("\n"),
            spans: self.spans,
            citation: Some(citation),
        }
    }
}

#[cfg(test)]
mod tests;
