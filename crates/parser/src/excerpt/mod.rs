//! Excerpt compilations（论述摘编, 语录, 集句）: which blocks are excerpts, and which citations belong to each.
//!
//! In reading order: `block` cuts lines into blocks, with `mark` (1. ★ [3]), `boundary` (where a text ends and
//! its citation begins) and `attribution` (sources that are no full citation); `manner` reads the custom of the
//! house off all blocks; `several` parts excerpts that share a paragraph or a source; `gather` joins blocks to excerpts, `notes` where citations are collected below them;
//! `source` reads citations, `ibidem` resolves 同上, `collate` compares the citations of one compilation. What
//! never lives here: the grammar of citations, headings, paragraphs.

mod attribution;
mod block;
mod boundary;
mod collate;
mod gather;
mod ibidem;
mod manner;
mod mark;
mod notes;
mod several;
mod source;

use crate::structure;
use block::{Block, Shape};
use chuchu_model::{Citation, DocumentId, Excerpt, PageRange, PassageId, PassageKind, Span};
pub(crate) use gather::Rest;
use gather::{Draft, Gathered};
use ibidem::Entry;
use std::collections::BTreeMap;

/// A line with ink on it, as far as excerpts need to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// From its first to its last inked character.
    pub(crate) span: Span,
    /// Whether an empty line stands before it.
    pub(crate) after_blank: bool,
    /// Whether it shows by an indent that it begins a paragraph.
    pub(crate) opens: bool,
    /// Whether it reaches the width at which lines are broken, in the middle of a paragraph.
    pub(crate) runs_on: bool,
}

/// What the blocks of a compilation are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compilation {
    /// The excerpts with their citations.
    pub(crate) excerpts: Vec<Excerpt>,
    /// Blocks that belong to no excerpt (headings, source lines, plain paragraphs), in order.
    pub(crate) rest: Vec<Rest>,
    /// Marks of lists, labels of notes, and further citations that stand apart from the first.
    pub(crate) noise: Vec<Span>,
}

impl Compilation {
    /// Whether `line` belongs to the first excerpt.
    pub(crate) fn begins_with(&self, line: Span) -> bool {
        let Some(excerpt) = self.excerpts.first() else { return false };
        let citation = excerpt.citation.as_ref().and_then(|c| c.span);
        excerpt.spans.iter().copied().chain(citation).any(|s| line.contains(s) || s.contains(line))
    }
}

/// Among fewer blocks than one cited in this many, no compilation is looked for.
const SPARSEST: usize = 6;

/// Reads `lines` (those after the front matter, in order) as a compilation; `None` when they are not one: too few
/// of them carry a citation.
///
/// Half of the texts must have a citation (a third, where there are five excerpts and more; fewer, where the
/// title says 摘编 or 语录): a few sources in brackets do not make a compilation of an article. One block alone
/// is an excerpt when a full citation without brackets stands behind its last sentence; in brackets it may as
/// well be the source line of a short article.
///
/// Asked for what [`promises`] to be one: each line that may end a citation is parsed.
pub(crate) fn read(id: &DocumentId, text: &str, lines: &[Line], title: Option<&str>) -> Option<Compilation> {
    let named = title.is_some_and(names_compilation);
    let mut blocks = block::read(text, lines);
    let manner = manner::settle(text, &mut blocks, named);
    let gathered = notes::gather(text, &blocks, named).or_else(|| {
        let gathered = gather::gather(&blocks, &manner);
        convincing(&gathered, &blocks, named).then_some(gathered)
    })?;
    Some(finish(gathered, id, text))
}

/// Whether an excerpt or its citation may begin with a line that stands where front matter does: a label, a dash, a
/// whole citation, a day or a name. Cheap for all other lines.
pub(crate) fn may_begin(text: &str, line: Span) -> bool {
    let words = line.of(text).unwrap_or("");
    attribution::may_open(words)
        || mark::leading(words).is_some()
        || attribution::is_day(words)
        || structure::is_person(words.trim_end_matches(['：', ':']))
        || boundary::find(text, line).is_some()
}

/// Whether so many of the `lines` may end a citation that they are worth to be read as a compilation. Looks at
/// their first and last characters alone.
pub(crate) fn promises(text: &str, lines: impl ExactSizeIterator<Item = Span>, title: Option<&str>) -> bool {
    let named = title.is_some_and(names_compilation);
    let all = lines.len();
    let may = |line: &Span| {
        let words = line.of(text).unwrap_or("");
        // a number alone on its line has neither text nor source
        (boundary::may_end_citation(words) || attribution::may_end(words))
            && mark::leading(words).is_none_or(|m| m.length() < words.len())
    };
    let promising = lines.filter(may).count();
    named && all > 0 || promising > 0 && promising * SPARSEST >= all
}

/// Endings of titles that say that a text is a compilation.
const GENRES: [&str; 36] = [
    "摘编",
    "摘編",
    "摘录",
    "摘錄",
    "摘抄",
    "选编",
    "選編",
    "语录",
    "語錄",
    "选摘",
    "選摘",
    "辑录",
    "輯錄",
    "节录",
    "集句",
    "名言",
    "名句",
    "警句",
    "箴言",
    "格言",
    "金句",
    "嘉言",
    "书摘",
    "書摘",
    "论述选",
    "论述汇编",
    "论述集",
    "选辑",
    "言论选",
    "言论集",
    "言论辑",
    "引文汇编",
    "引文",
    "论述摘登",
    "重要论述",
    "论述",
];

/// Whether a title says that a text is a compilation. 学习…重要论述 is what is written about one.
pub(crate) fn names_compilation(title: &str) -> bool {
    let bare = title
        .trim_end_matches(|c: char| !c.is_alphabetic() || "（）()一二三四五六七八九十上中下".contains(c));
    let about = ["学习", "贯彻", "落实", "深入", "深刻", "认真", "牢记", "感悟", "读《", "评《", "论《"];
    let core = bare.trim_end_matches(['集', '选', '選', '辑']);
    GENRES.iter().any(|g| bare.ends_with(g) || core.ends_with(g))
        && !about.iter().any(|a| bare.starts_with(a))
}

/// Whether enough texts have a citation.
fn convincing(gathered: &Gathered, blocks: &[Block], named: bool) -> bool {
    let cited = gathered.drafts.iter().filter(|d| !d.sources.is_empty()).count();
    let texts = blocks.iter().filter(|b| b.bears_text()).count();
    if named && texts > 1 {
        return cited * SPARSEST >= texts && cited > 0;
    }
    match cited {
        0 => false,
        1 => texts == 1 && blocks.iter().all(|b| b.full && b.shape != Shape::Citation),
        2..=4 => cited * 2 >= texts,
        _ => cited * 3 >= texts,
    }
}

/// Parses the citations and makes the record of each excerpt.
fn finish(gathered: Gathered, id: &DocumentId, text: &str) -> Compilation {
    let Gathered { drafts, rest, labels } = gathered;
    let mut entries: BTreeMap<Span, Entry> = BTreeMap::new();
    for place in drafts.iter().flat_map(|d| &d.sources) {
        entries.entry(place.span).or_insert_with(|| {
            let (chief, further) = source::read_all(text, place.span);
            Entry { note: place.note, chief, further }
        });
    }
    let spans: Vec<Span> = entries.keys().copied().collect();
    let mut entries: Vec<Entry> = entries.into_values().collect();
    ibidem::resolve(text, &mut entries);
    let above = rest.iter().take_while(|r| spans.first().is_some_and(|first| r.span.end() <= first.start()));
    let announced = above.map(|r| r.span).find(|s| s.of(text).is_some_and(several::announces));
    if let Some(span) = announced {
        ibidem::pages_of_book(&source::read(text, span), &mut entries);
    }
    let mut finisher = Finisher { text, spans, entries, noise: labels };
    let mut excerpts: Vec<Excerpt> =
        (1..).zip(drafts).map(|(n, draft)| finisher.excerpt(id, n, draft)).collect();
    collate::deviating_titles(text, &mut excerpts);
    collate::missing_stops(text, &mut excerpts);
    finisher.noise.sort_unstable();
    Compilation { excerpts, rest, noise: finisher.noise }
}

struct Finisher<'t> {
    text: &'t str,
    spans: Vec<Span>,
    entries: Vec<Entry>,
    noise: Vec<Span>,
}

impl Finisher<'_> {
    fn excerpt(&mut self, id: &DocumentId, number: u32, draft: Draft) -> Excerpt {
        let (citation, further_citations) = self.citations(&draft);
        let words =
            |stretches: &Vec<Span>| stretches.iter().filter_map(|s| s.of(self.text)).collect::<String>();
        let paragraphs: Vec<String> = draft.paragraphs.iter().map(words).collect();
        Excerpt {
            id: PassageId { document: id.clone(), article: None, kind: PassageKind::Excerpt, number },
            number,
            text: paragraphs.join("\n"),
            spans: draft.paragraphs.into_iter().flatten().collect(),
            citation,
            further_citations,
        }
    }

    /// The first citation and the others. Those that follow it on the next line lie inside its span.
    fn citations(&mut self, draft: &Draft) -> (Option<Citation>, Vec<Citation>) {
        let mut found: Option<Citation> = None;
        let mut others = Vec::new();
        for place in &draft.sources {
            let Ok(at) = self.spans.binary_search(&place.span) else { continue };
            let Some(entry) = self.entries.get(at) else { continue };
            let (mut chief, mut further) = (entry.chief.clone(), entry.further.clone());
            if let Some((from, to)) = place.pages
                && let Some(container) = chief.containers.first_mut().filter(|c| c.pages.is_empty())
            {
                container.pages.push(PageRange { from, to });
            }
            if place.shared {
                chief.span = None;
                further.iter_mut().for_each(|c| c.span = None);
            }
            match &mut found {
                None => found = Some(chief),
                Some(first) => {
                    if !place.shared && !widen(self.text, first, place.span) {
                        self.noise.push(place.span);
                    }
                    others.push(chief);
                }
            }
            others.extend(further);
        }
        (found, others)
    }
}

/// Takes a citation that directly follows into the span of the first; false where it stands apart.
fn widen(text: &str, first: &mut Citation, next: Span) -> bool {
    let Some(span) = first.span.filter(|s| s.end() <= next.start()) else { return false };
    let between = Span::new(span.end(), next.start()).of(text).unwrap_or("-");
    let adjacent = between.chars().all(chuchu_text::is_blank);
    if let Some(raw) = span.hull(next).of(text).filter(|_| adjacent) {
        raw.clone_into(&mut first.raw);
        first.span = Some(span.hull(next));
    }
    adjacent
}

#[cfg(test)]
mod tests;
