//! The structure of a document: title, bylines, sections, paragraphs, articles, excerpts, noise.
//!
//! In reading order: `lines` cuts the text, `page` takes out what print sets on every page, `habits` counts how
//! the text is set, `anthology` finds where articles begin, `front` reads what stands above the text, `piece`
//! classes every other line with the help of `headings`, `marks`, `contents`, `byline`, `publication`, `noise`,
//! `journal`, `turns` and `site`; `wraps` joins broken lines; `sections` builds the tree; `kind` names the whole and `dated` its date. All of it reads
//! simplified characters; `script` puts names and headings back as printed. What stands inside the blocks is
//! read elsewhere (`annotate`, `citation`).

mod anthology;
mod byline;
mod contents;
mod dated;
mod ending;
mod front;
mod habits;
mod headings;
mod journal;
mod kind;
mod lines;
mod marks;
mod noise;
mod page;
mod piece;
mod publication;
mod script;
mod sections;
mod site;
mod turns;
mod wraps;

use crate::code;
use crate::excerpt::{self, Compilation};
use anthology::Head;
pub(crate) use byline::is_person;
use chuchu_model::{
    Article, Document, DocumentId, Excerpt, Noise, NoiseKind, Paragraph, PassageId, PassageKind, Publication,
    Source, Span, Text,
};
use ending::Ending;
use front::Front;
use habits::Habits;
use headings::Heading;
use lines::Line;
use marks::Offset;
use piece::Role;
use std::cell::OnceCell;
use std::slice;

/// Reads the structure; everything but what stands inside the blocks. Linear in the length of the text.
/// `simple` is the text in simplified characters.
pub(crate) fn read(id: &DocumentId, source: Source, text: &str, simple: &str) -> Document {
    let mut lines = lines::split(simple);
    let mut reader = Reader::new(Document::empty(id.clone(), source));
    reader.leading_blanks(&lines);
    reader.noise(NoiseKind::Other, lines::unprinted(simple, &lines));
    reader.noise(NoiseKind::Other, page::part(&mut lines));
    reader.habits = Habits::of(&lines);
    let heads = anthology::heads(&lines);
    let first = heads.first().map_or(lines.len(), |h| h.line);
    reader.document_piece(text, lines.get(..first).unwrap_or_default(), heads.is_empty());
    for (head, next) in heads.iter().zip(heads.iter().skip(1).map(|h| h.line).chain([lines.len()])) {
        reader.article(head, lines.get(head.line..next).unwrap_or_default());
    }
    let mut document = reader.finish(&lines);
    document.date = dated::of(&document, simple);
    if simple != text {
        script::restore(&mut document, text, simple);
    }
    document
}

/// Fills a document block by block.
struct Reader {
    document: Document,
    habits: Habits,
    tree: sections::Tree,
    /// The article that is being read.
    article: Option<u32>,
    /// Paragraphs of this article (or document) so far.
    paragraphs: u32,
}

impl Reader {
    fn new(document: Document) -> Self {
        let (habits, tree) = (Habits::default(), sections::Tree::default());
        Self { document, habits, tree, article: None, paragraphs: 0 }
    }

    fn finish(mut self, lines: &[Line<'_>]) -> Document {
        self.document.sections = self.tree.finish();
        self.document.noise.sort_by_key(|n| n.span);
        self.document.kind = kind::of(&self.document, lines);
        self.document
    }

    /// Blanks before the first line, and a single narrow blank before another: accidents of copying.
    fn leading_blanks(&mut self, lines: &[Line<'_>]) {
        let Some(first) = lines.first() else { return };
        let above = Span::new(0, first.span.start());
        let stray = lines.iter().skip(1).filter_map(Line::stray_blank);
        let found = [above].into_iter().filter(|s| !s.is_empty()).chain(stray);
        self.document.noise.extend(found.map(|span| Noise { kind: NoiseKind::LeadingWhitespace, span }));
    }

    /// The document itself, or what stands before the first article of an anthology.
    fn document_piece(&mut self, text: &str, lines: &[Line<'_>], whole: bool) {
        let (front, compilation) = self.front_and_excerpts(text, lines, whole);
        let below = lines.get(front.lines..).unwrap_or_default();
        let title = front.title.as_ref().map(|t| t.text.clone());
        self.document.title = front.title;
        self.document.subtitle = front.subtitle;
        self.document.bylines = front.bylines;
        self.document.publication = front.publication;
        self.document.noise.extend(front.noise);
        match compilation {
            None => self.body(below, title.as_deref()),
            Some(compilation) => {
                self.document.excerpts = compilation.excerpts;
                self.noise(NoiseKind::Other, compilation.noise);
                self.beside_excerpts(below, &compilation.rest, title.as_deref(), text);
            }
        }
    }

    /// The front matter, and what below it is a compilation. What looks like front matter (出处：…, a dash, a day)
    /// may be the citation of the first excerpt.
    fn front_and_excerpts(
        &self,
        text: &str,
        lines: &[Line<'_>],
        whole: bool,
    ) -> (Front, Option<Compilation>) {
        let front = front::read(lines, &self.habits, None);
        let named = front.title.as_ref().is_some_and(|t| excerpt::names_compilation(&t.text));
        if !whole || is_statute(lines) && !named {
            return (front, None);
        }
        let blocks = OnceCell::new();
        let read_from = |at: usize, title: Option<&Text>| {
            let below = lines.get(at..).unwrap_or_default();
            let title = title.map(|t| t.text.as_str());
            let spans = below.iter().map(|l| l.span);
            let blocks = excerpt::promises(text, spans, title).then(|| {
                let all: &Vec<_> = blocks.get_or_init(|| self.excerpt_lines(lines));
                all.get(at..).unwrap_or_default()
            })?;
            excerpt::read(&self.document.id, text, blocks, title)
        };
        let begins = |at: &usize| lines.get(*at).is_some_and(|l| excerpt::may_begin(text, l.span));
        for at in (0..front.lines).filter(begins).take(2) {
            let shorter = front::read_up_to(at, lines, &self.habits, None);
            let first = lines.get(at).map(|l| l.span);
            let found = read_from(at, shorter.title.as_ref())
                .filter(|c| shorter.lines == at && first.is_some_and(|first| c.begins_with(first)));
            if found.is_some() {
                return (shorter, found);
            }
        }
        let found = read_from(front.lines, front.title.as_ref());
        (front, found)
    }

    /// The lines as the reader of excerpts wants them.
    fn excerpt_lines(&self, lines: &[Line<'_>]) -> Vec<excerpt::Line> {
        let habits = &self.habits;
        let paragraphs_show = habits.indented || habits.spaced;
        let of = |line: &Line<'_>| excerpt::Line {
            span: line.span,
            after_blank: line.after_blank,
            opens: habits.indented && habits::is_indented(line),
            runs_on: habits.fills(line)
                && (paragraphs_show || !matches!(ending::of(line.words), Ending::Sentence | Ending::Colon)),
        };
        lines.iter().map(of).collect()
    }

    /// The lines of a compilation that belong to no excerpt, each by itself; the excerpts belong to the
    /// sections between whose headings they stand.
    fn beside_excerpts(
        &mut self,
        lines: &[Line<'_>],
        rest: &[excerpt::Rest],
        title: Option<&str>,
        text: &str,
    ) {
        let roles = piece::roles(lines, &self.habits, title);
        let ends: Vec<Span> = self.document.excerpts.iter().filter_map(extent).collect();
        let mut excerpts = ends.iter().peekable();
        for excerpt::Rest { span, heading } in rest {
            while let Some(before) = excerpts.next_if(|e| e.start() < span.start()) {
                self.tree.block(*before);
            }
            let whole = lines.binary_search_by_key(span, |l| l.span).ok();
            match whole.and_then(|at| Some((lines.get(at)?, roles.get(at)?))) {
                Some((line, Role::Body { .. })) if *heading => self.tree.heading(line, &Heading::whole(line)),
                Some((line, role @ Role::Body { .. })) => {
                    self.paragraph(slice::from_ref(line), slice::from_ref(role));
                }
                Some((line, role)) => _ = self.aside(line, role),
                None if span.of(text).is_some() => self.push_paragraph(vec![*span]),
                None => {}
            }
        }
        excerpts.for_each(|e| self.tree.block(*e));
    }

    /// An article of an anthology; the first of `lines` is its head.
    fn article(&mut self, head: &Head, lines: &[Line<'_>]) {
        let (Some(first), below) = (lines.first(), lines.get(1..).unwrap_or_default()) else { return };
        self.article = Some(head.mark.ordinal.into());
        self.paragraphs = 0;
        self.tree.piece();
        let words = head.number + head.mark.words.get();
        let heading = Heading {
            mark: Some(head.mark),
            hashes: 0,
            number: Offset::new(head.number),
            words: Offset::new(words),
            end: Offset::new(first.words.len()),
            run_in: false,
        };
        self.tree.heading(first, &heading);
        let printed = first.words.get(words..).unwrap_or("");
        let front = front::read(below, &self.habits, Some(printed).filter(|t| !t.is_empty()));
        let text = below.get(front.lines..).unwrap_or_default();
        let title = Text { text: printed.to_owned(), span: first.part(words, first.words.len()) };
        let title = front.title.clone().unwrap_or(title);
        self.open_article(head, lines, title, &front);
        self.below_head(front);
        self.abstract_of_article(text);
        let title = self.document.articles.last().map(|a| a.title.text.clone());
        self.body(text, title.as_deref());
    }

    /// What stands below the head of an article and has no field of its own there.
    fn below_head(&mut self, front: Front) {
        self.document.noise.extend(front.noise);
        self.noise(NoiseKind::SourceLine, front.publication.map(|p| p.span));
        if let Some(subtitle) = front.subtitle {
            self.push_paragraph(vec![subtitle.span]);
        }
    }

    fn open_article(&mut self, head: &Head, lines: &[Line<'_>], title: Text, front: &Front) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let number = first.words.get(head.number..head.number + head.mark.length.get()).unwrap_or("");
        let number = number.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        self.document.articles.push(Article {
            id: format!("{}#a{}", self.document.id, head.mark.ordinal),
            number: Some(number).filter(|n| !n.is_empty()),
            title,
            bylines: front.bylines.clone(),
            abstract_: None,
            span: first.span.hull(last.span),
        });
    }

    /// 内容摘要：… at the head of an article, with the lines in which it goes on.
    fn abstract_of_article(&mut self, lines: &[Line<'_>]) {
        let labels = ["内容摘要", "内容提要", "摘要", "摘 要", "提要", "内容简介", "【摘", "【内容"];
        let Some(first) = lines.first().filter(|l| {
            let bare = l.words.trim_start_matches(['【', '[', '［', '〔', '（']);
            labels.iter().any(|label| bare.starts_with(label))
        }) else {
            return;
        };
        let mut last = 0;
        while wraps::goes_on(lines, last, &self.habits) {
            last += 1;
        }
        let end = lines.get(last).map_or(first.span, |l| l.span);
        if let Some(article) = self.document.articles.last_mut() {
            article.abstract_ = Some(first.span.hull(end));
        }
    }

    /// Everything below the front matter.
    fn body(&mut self, lines: &[Line<'_>], title: Option<&str>) {
        let roles = piece::roles(lines, &self.habits, title);
        // Reserved in one piece: a list that grows touches its memory twice.
        self.document.paragraphs.reserve(roles.iter().filter(|r| matches!(r, Role::Body { .. })).count());
        self.tree.reserve(outermost(&roles));
        let mut at = 0;
        while let (Some(line), Some(role)) = (lines.get(at), roles.get(at)) {
            let rest = at..lines.len();
            let (below, next) = (lines.get(rest.clone()).unwrap_or_default(), roles.get(at + 1));
            at += match (role, below.get(1), next) {
                (Role::Body { .. }, ..) => self.paragraph(below, roles.get(rest).unwrap_or_default()),
                (Role::Heading(_), Some(second), Some(Role::Body { .. }))
                    if wraps::heading_goes_on(line, second, &self.habits) =>
                {
                    self.aside(line, role);
                    self.tree.heading_goes_on(second);
                    self.noise(NoiseKind::BrokenWrap, [Span::new(line.span.end(), second.span.start())]);
                    2
                }
                _ => self.aside(line, role),
            };
        }
    }

    /// A line that is no text; always one line.
    fn aside(&mut self, line: &Line<'_>, role: &Role<'_>) -> usize {
        match role {
            Role::Heading(heading) => {
                self.tree.heading(line, heading);
                self.noise(NoiseKind::Other, line.around(line.part(heading.number.get(), heading.end.get())));
            }
            Role::Noise(kind) => self.noise(*kind, [line.span]),
            Role::Publication(found) => self.publication(found),
            Role::Byline(names) => {
                let (found, gaps) = front::bylines(line, names);
                self.noise(NoiseKind::Other, gaps);
                match self.document.articles.last_mut().filter(|_| self.article.is_some()) {
                    Some(article) => article.bylines.extend(found),
                    None => self.document.bylines.extend(found),
                }
            }
            Role::Body { .. } => {}
        }
        1
    }

    /// A document appeared once; what else looks like it, and that of an article, says where a text is from.
    fn publication(&mut self, found: &Publication) {
        let known = self.document.publication.take_if(|p| p.page.is_none() && found.page.is_some());
        if self.article.is_none() && self.document.publication.is_none() {
            self.document.publication = Some(found.clone());
            self.noise(NoiseKind::SourceLine, known.map(|p| p.span));
        } else {
            self.noise(NoiseKind::SourceLine, [found.span]);
        }
    }

    fn noise(&mut self, kind: NoiseKind, spans: impl IntoIterator<Item = Span>) {
        self.document.noise.extend(spans.into_iter().map(|span| Noise { kind, span }));
    }

    /// The paragraph that begins with the first of `lines`, with those in which it goes on; how many those are.
    fn paragraph(&mut self, lines: &[Line<'_>], roles: &[Role<'_>]) -> usize {
        let (Some(first), Some(Role::Body { repeated, run_in, .. })) = (lines.first(), roles.first()) else {
            return 1;
        };
        let last = last_line(lines, roles, &self.habits);
        let repeated = repeated.get();
        if repeated > 0 {
            self.noise(NoiseKind::OwnTitleRepeat, [first.part(0, repeated)]);
        }
        if let Some(heading) = run_in {
            self.tree.heading(first, heading);
        }
        let text = first.part(repeated, first.words.len());
        let mut spans = Vec::with_capacity(last + 1);
        spans.push(text);
        spans.extend(lines.iter().take(last + 1).skip(1).map(|l| l.span));
        if let Some(Role::Body { publication: Some(found), .. }) = roles.get(last) {
            self.publication(found);
            let end = found.span.start();
            spans.iter_mut().filter(|s| s.end() > end).for_each(|s| *s = Span::new(s.start(), end));
        }
        self.push_paragraph(spans);
        last + 1
    }

    fn push_paragraph(&mut self, spans: Vec<Span>) {
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return };
        let span = first.hull(*last);
        let gaps = spans.iter().zip(spans.iter().skip(1)).map(|(a, b)| Span::new(a.end(), b.start()));
        let gaps: Vec<Span> = gaps.collect();
        if self.habits.width.is_none() {
            let message = "a line break stands inside a sentence";
            let remark = |gap: &Span| code::BROKEN_LINE.repair(*gap, message, "");
            self.document.diagnostics.extend(gaps.iter().map(remark));
        }
        self.noise(NoiseKind::BrokenWrap, gaps);
        self.paragraphs += 1;
        self.tree.block(span);
        let document = self.document.id.clone();
        let id = PassageId {
            document,
            article: self.article,
            kind: PassageKind::Paragraph,
            number: self.paragraphs,
        };
        self.document.paragraphs.push(Paragraph { id, span, spans });
    }
}

/// Whether a quarter of the lines open a clause（第N条）: a law, whose dates and brackets cite nothing.
fn is_statute(lines: &[Line<'_>]) -> bool {
    let clauses = lines.iter().filter(|l| headings::is_clause(l)).count();
    clauses >= 3 && clauses * 4 >= lines.len()
}

/// How many headings are of the form of the first, and so most likely of its level.
fn outermost(roles: &[Role<'_>]) -> usize {
    let form = |role: &Role<'_>| match role {
        Role::Heading(heading) => Some((heading.mark.map(|m| m.form), heading.hashes)),
        _ => None,
    };
    let Some(first) = roles.iter().find_map(form) else { return 0 };
    roles.iter().filter(|role| form(role) == Some(first)).count()
}

/// How many lines the paragraph that begins with the first of `lines` has beside it.
fn last_line(lines: &[Line<'_>], roles: &[Role<'_>], habits: &Habits) -> usize {
    let mut last = 0;
    loop {
        let plain = |role: &&Role<'_>| matches!(role, Role::Body { repeated, run_in: None, .. } if repeated.get() == 0);
        let ahead = roles.iter().skip(last + 1).take(wraps::LOOK_AHEAD).take_while(plain).count();
        let window = lines.get(..=last + ahead).unwrap_or_default();
        if !wraps::goes_on(window, last, habits) {
            return last;
        }
        last += 1;
    }
}

/// From the beginning of an excerpt to its end, citation included.
fn extent(excerpt: &Excerpt) -> Option<Span> {
    let text = excerpt.spans.first()?.hull(*excerpt.spans.last()?);
    Some(excerpt.citation.as_ref().and_then(|c| c.span).map_or(text, |citation| text.hull(citation)))
}
