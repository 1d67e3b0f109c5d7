//! The passages of a document: its blocks, stretched so that they tile the text. No fields, no engine.
//!
//! Every line with ink on it belongs to exactly one passage, and a passage consists of whole lines. Blocks
//! that share a line become one passage, of the kind that ranks first (excerpt, paragraph, heading, front
//! matter, noise); lines that no block covers go to the passage before them (the first ones to the passage
//! after them). Where the parser names no block at all every line with ink is a paragraph. The texts of the
//! passages, joined, are the text of the document.

use chuchu_model::{Document, DocumentId, PassageId, PassageKind, Span};
use chuchu_text::is_blank;
use std::collections::{BTreeMap, HashSet};

/// One passage and its part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tile {
    /// Its name.
    pub(crate) id: PassageId,
    /// From its first line up to the first line of the next passage, in bytes.
    pub(crate) span: Span,
    /// Which excerpt of the document it is, by index.
    pub(crate) excerpt: Option<usize>,
}

/// A block of the document before lines are looked at.
#[derive(Clone, Debug)]
struct Block {
    span: Span,
    kind: PassageKind,
    /// The id given by the parser.
    id: Option<PassageId>,
    excerpt: Option<usize>,
}

/// Blocks that share lines, with the first and last of these.
#[derive(Clone, Debug)]
struct Group {
    first: usize,
    last: usize,
    chief: Block,
}

/// The starts of the lines of a text, in bytes.
struct Lines(Vec<u32>);

impl Lines {
    fn of(text: &str) -> Self {
        let after_breaks = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(after_breaks);
        Self(starts.map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect())
    }

    fn at(&self, offset: u32) -> usize {
        self.0.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    fn start(&self, line: usize) -> u32 {
        self.0.get(line).copied().unwrap_or(0)
    }
}

/// The passages of a document, in order; none for an empty text.
///
/// Cost: linear in the text, and `n log n` in the blocks.
pub(crate) fn tiles(document: &Document, text: &str) -> Vec<Tile> {
    if text.is_empty() {
        return Vec::new();
    }
    let lines = Lines::of(text);
    let mut groups = groups(blocks(document, text), &lines);
    if groups.is_empty() {
        groups = lines_alone(text, &lines);
    }
    let mut names = Names::of(document);
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let starts: Vec<u32> = groups.iter().skip(1).map(|g| lines.start(g.first)).chain([end]).collect();
    let mut from = 0;
    let mut tiles = Vec::with_capacity(groups.len());
    for (group, to) in groups.into_iter().zip(starts) {
        tiles.push(Tile {
            id: names.name(&group.chief),
            span: Span::new(from, to),
            excerpt: group.chief.excerpt,
        });
        from = to;
    }
    tiles
}

/// All blocks that have ink, in no order.
fn blocks(document: &Document, text: &str) -> Vec<Block> {
    use PassageKind::{Excerpt, Front, Heading, Noise, Paragraph};
    let mut blocks = Vec::new();
    for (index, excerpt) in document.excerpts.iter().enumerate() {
        let citation = excerpt.citation.as_ref().and_then(|c| c.span);
        let parts = excerpt.spans.iter().copied().chain(citation);
        if let Some(span) = parts.reduce(Span::hull) {
            let id = Some(excerpt.id.clone());
            blocks.push(Block { span, kind: Excerpt, id, excerpt: Some(index) });
        }
    }
    let mut add = |span, kind, id| blocks.push(Block { span, kind, id, excerpt: None });
    document.paragraphs.iter().for_each(|p| add(p.span, Paragraph, Some(p.id.clone())));
    let headings = document.all_sections().into_iter().filter(|s| !s.run_in);
    headings.for_each(|s| add(s.heading.span, Heading, None));
    let own = document.title.iter().chain(&document.subtitle).chain(&document.bylines);
    let articles = document.articles.iter().flat_map(|a| std::iter::once(&a.title).chain(&a.bylines));
    own.chain(articles).for_each(|t| add(t.span, Front, None));
    document.publication.iter().for_each(|p| add(p.span, Front, None));
    document.noise.iter().for_each(|n| add(n.span, Noise, None));
    blocks.retain(|b| b.span.of(text).is_some_and(has_ink));
    blocks
}

fn has_ink(text: &str) -> bool {
    text.chars().any(|c| !is_blank(c))
}

/// Joins the blocks that share lines.
fn groups(blocks: Vec<Block>, lines: &Lines) -> Vec<Group> {
    let alone = |chief: Block| {
        let last = lines.at(chief.span.end().saturating_sub(1));
        Group { first: lines.at(chief.span.start()), last, chief }
    };
    let mut alone: Vec<Group> = blocks.into_iter().map(alone).collect();
    alone.sort_by_key(|g| (g.first, g.last, g.chief.span));
    let mut groups: Vec<Group> = Vec::with_capacity(alone.len());
    for next in alone {
        match groups.last_mut() {
            Some(group) if next.first <= group.last => {
                group.last = group.last.max(next.last);
                if next.chief.kind < group.chief.kind {
                    group.chief = next.chief;
                }
            }
            _ => groups.push(next),
        }
    }
    groups
}

/// A paragraph a line, for a text of which the parser says nothing; a text without ink is one noise passage.
fn lines_alone(text: &str, lines: &Lines) -> Vec<Group> {
    let block = |span, kind| Block { span, kind, id: None, excerpt: None };
    let mut groups = Vec::new();
    for (line, words) in text.split('\n').enumerate() {
        if has_ink(words) {
            let span = Span::empty(lines.start(line));
            groups.push(Group { first: line, last: line, chief: block(span, PassageKind::Paragraph) });
        }
    }
    if groups.is_empty() {
        groups.push(Group { first: 0, last: 0, chief: block(Span::empty(0), PassageKind::Noise) });
    }
    groups
}

/// Gives out names: the parser's where it gave one, else the next number of the kind in the article.
struct Names<'a> {
    document: &'a DocumentId,
    articles: Vec<Span>,
    given: HashSet<PassageId>,
    next: BTreeMap<(Option<u32>, PassageKind), u32>,
}

impl<'a> Names<'a> {
    fn of(document: &'a Document) -> Self {
        let articles = document.articles.iter().map(|a| a.span).collect();
        Self { document: &document.id, articles, given: HashSet::new(), next: BTreeMap::new() }
    }

    fn article(&self, offset: u32) -> Option<u32> {
        let index = self.articles.iter().position(|span| span.covers(offset))?;
        u32::try_from(index + 1).ok()
    }

    fn name(&mut self, block: &Block) -> PassageId {
        let parsed = block.id.as_ref().map(|id| PassageId { document: self.document.clone(), ..id.clone() });
        if let Some(id) = parsed.filter(|id| self.given.insert(id.clone())) {
            return id;
        }
        let article = self.article(block.span.start());
        loop {
            let number = self.next.entry((article, block.kind)).or_insert(0);
            *number += 1;
            let id =
                PassageId { document: self.document.clone(), article, kind: block.kind, number: *number };
            if self.given.insert(id.clone()) {
                return id;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::{Excerpt, Noise, NoiseKind, Paragraph, Source, Text};
    use proptest::prelude::*;

    fn document() -> Document {
        Document::empty(DocumentId::new("d").unwrap(), Source::default())
    }

    fn span(text: &str, part: &str) -> Span {
        let at = text.find(part).unwrap();
        Span::from_range(at..at + part.len())
    }

    fn paragraph(number: u32, span: Span) -> Paragraph {
        let id = format!("d#p{number}").parse().unwrap();
        Paragraph { id, span, spans: vec![span] }
    }

    #[track_caller]
    fn check(document: &Document, text: &str, expect: &[(&str, &str)]) {
        let found: Vec<_> = tiles(document, text)
            .iter()
            .map(|t| (t.id.to_string(), t.span.of(text).unwrap().to_owned()))
            .collect();
        let expect: Vec<_> = expect.iter().map(|(i, t)| ((*i).to_owned(), (*t).to_owned())).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn without_blocks_every_inked_line_is_a_paragraph() {
        check(&document(), "\n 一\n\n二\r\n", &[("d#p1", "\n 一\n\n"), ("d#p2", "二\r\n")]);
        check(&document(), " \n ", &[("d#n1", " \n ")]);
        check(&document(), "", &[]);
    }

    #[test]
    fn an_excerpt_and_its_citation_are_one_passage() {
        let text = "题\n甲。\n乙。\n（书，第1页）\n丙\n";
        let mut d = document();
        d.title = Some(Text { text: "题".to_owned(), span: span(text, "题") });
        let spans = vec![span(text, "甲。"), span(text, "乙。")];
        let mut citation = chuchu_parser::parse_citation("（书，第1页）");
        citation.span = Some(span(text, "（书，第1页）"));
        let id = "d#e1".parse().unwrap();
        d.excerpts.push(Excerpt {
            id,
            number: 1,
            spans,
            text: String::new(),
            citation: Some(citation),
            further_citations: Vec::new(),
        });
        d.noise.push(Noise { kind: NoiseKind::Other, span: span(text, "丙") });
        check(&d, text, &[("d#t1", "题\n"), ("d#e1", "甲。\n乙。\n（书，第1页）\n"), ("d#n1", "丙\n")]);
    }

    #[test]
    fn blocks_on_one_line_are_one_passage_and_bare_lines_go_to_the_one_before() {
        let text = "头\n题 （来源）\n段\n\n漏\n";
        let mut d = document();
        d.title = Some(Text { text: "题".to_owned(), span: span(text, "题") });
        d.noise.push(Noise { kind: NoiseKind::SourceLine, span: span(text, "（来源）") });
        d.paragraphs.push(paragraph(1, span(text, "段")));
        check(&d, text, &[("d#t1", "头\n题 （来源）\n"), ("d#p1", "段\n\n漏\n")]);
    }

    #[test]
    fn a_number_given_twice_is_given_anew() {
        let text = "甲\n乙\n";
        let mut d = document();
        d.paragraphs = vec![paragraph(1, span(text, "甲")), paragraph(1, span(text, "乙"))];
        check(&d, text, &[("d#p1", "甲\n"), ("d#p2", "乙\n")]);
    }

    proptest! {
        #[test]
        fn tiles_are_whole_lines_and_make_up_the_text(
            text in "[一二 \\n\\r　a]{0,40}",
            cuts in proptest::collection::vec((0u32..140, 0u32..20, 0u8..4), 0..8),
        ) {
            let mut d = document();
            for (n, (at, length, kind)) in (1u32..).zip(cuts) {
                let span = Span::new(at, at + length);
                match kind {
                    0 => d.paragraphs.push(paragraph(n, span)),
                    1 => d.noise.push(Noise { kind: NoiseKind::Other, span }),
                    2 => d.bylines.push(Text { text: String::new(), span }),
                    _ => {
                        let id = format!("d#e{n}").parse().unwrap();
                        d.excerpts.push(Excerpt { id, number: n, spans: vec![span], text: String::new(), citation: None, further_citations: Vec::new() });
                    }
                }
            }
            let tiles = tiles(&d, &text);
            let joined: String = tiles.iter().map(|t| t.span.of(&text).unwrap()).collect();
            prop_assert_eq!(&joined, &text);
            let ids: HashSet<_> = tiles.iter().map(|t| t.id.to_string()).collect();
            prop_assert_eq!(ids.len(), tiles.len());
            for tile in &tiles {
                let before = tile.span.start() as usize;
                prop_assert!(before == 0 || text.as_bytes()[before - 1] == b'\n');
                prop_assert!(has_ink(tile.span.of(&text).unwrap()) || tiles.len() == 1);
            }
        }
    }
}
