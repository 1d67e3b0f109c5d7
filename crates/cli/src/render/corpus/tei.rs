//! TEI P5: a `teiCorpus` of documents with their titles, sections, paragraphs and excerpts, and inside them
//! quotations, terms and named works. What the parser took for noise is kept as `<ab type="noise">`.

use crate::render::xml::escaped as xml;
use chuchu_cite::Style;
use chuchu_index::StoredDocument;
use chuchu_model::{Document, Excerpt, Section, Span};
use std::io::{self, Write};

pub(super) const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <teiCorpus xmlns=\"http://www.tei-c.org/ns/1.0\">\n\
    <teiHeader><fileDesc><titleStmt><title>chuchu 出处</title></titleStmt>\
    <publicationStmt><p>Exported by chuchu.</p></publicationStmt>\
    <sourceDesc><p>Texts as received; each document names its own source.</p></sourceDesc></fileDesc></teiHeader>\n";

pub(super) const END: &str = "</teiCorpus>\n";

/// A `<TEI>` element.
pub(super) fn document(out: &mut dyn Write, stored: &StoredDocument) -> io::Result<()> {
    writeln!(out, "<TEI n=\"{}\">", xml(stored.document.id.as_str()))?;
    header(out, stored)?;
    out.write_all(b"<text><body>\n")?;
    let document = &stored.document;
    let mut body = Body { out, text: &stored.text, inline: inline(document), open: Vec::new() };
    let mut sections = divisions(document).into_iter().peekable();
    for block in blocks(document) {
        while let Some(section) = sections.next_if(|section| section.span.start() <= block.at()) {
            body.begin(&section)?;
        }
        body.close_before(block.at())?;
        body.block(&block)?;
    }
    body.close_before(u32::MAX)?;
    out.write_all(b"</body></text>\n</TEI>\n")
}

fn header(out: &mut dyn Write, stored: &StoredDocument) -> io::Result<()> {
    let title = stored.title.as_deref().unwrap_or(stored.document.id.as_str());
    write!(out, "<teiHeader><fileDesc><titleStmt><title>{}</title>", xml(title))?;
    if let Some(author) = &stored.author {
        write!(out, "<author>{}</author>", xml(author))?;
    }
    let date = stored.date.map(|date| format!("<date when=\"{date}\">{date}</date>")).unwrap_or_default();
    write!(out, "</titleStmt><publicationStmt><p>{date}</p></publicationStmt><sourceDesc>")?;
    match chuchu_cite::render(&stored.citation(), Style::Gb2025) {
        Ok(printed) => write!(out, "<bibl>{}</bibl>", xml(&printed.text))?,
        Err(_) => write!(out, "<p>{}</p>", xml(&stored.document.source.name))?,
    }
    writeln!(out, "</sourceDesc></fileDesc></teiHeader>")
}

/// What stands by itself, in the order of the text.
enum Block<'a> {
    /// An element with these pieces of the text.
    Element(&'static str, Option<String>, Vec<Span>),
    Excerpt(&'a Excerpt),
}

impl Block<'_> {
    fn spans(&self) -> &[Span] {
        match self {
            Self::Element(_, _, spans) => spans,
            Self::Excerpt(excerpt) => &excerpt.spans,
        }
    }

    fn at(&self) -> u32 {
        self.spans().first().map_or(0, |span| span.start())
    }

    fn end(&self) -> u32 {
        self.spans().last().map_or(0, |span| span.end())
    }
}

fn blocks(document: &Document) -> Vec<Block<'_>> {
    let d = document;
    let element = |name, span: Span| Block::Element(name, None, vec![span]);
    let mut blocks: Vec<Block<'_>> = Vec::new();
    blocks.extend(d.title.iter().map(|title| element("head", title.span)));
    blocks.extend(d.subtitle.iter().map(|title| element("head type=\"sub\"", title.span)));
    blocks.extend(d.bylines.iter().map(|byline| element("byline", byline.span)));
    blocks.extend(d.publication.iter().map(|publication| element("bibl", publication.span)));
    for article in &d.articles {
        blocks.push(element("head", article.title.span));
        blocks.extend(article.bylines.iter().map(|byline| element("byline", byline.span)));
    }
    let headed = d.all_sections().into_iter().filter(|section| !section.run_in);
    blocks.extend(headed.map(|section| element("head", section.heading.span)));
    let paragraphs = d.paragraphs.iter();
    blocks.extend(paragraphs.map(|p| Block::Element("p", Some(p.id.to_string()), p.spans.clone())));
    blocks.extend(d.excerpts.iter().map(Block::Excerpt));
    blocks.extend(d.noise.iter().map(|noise| element("ab type=\"noise\"", noise.span)));
    blocks.sort_by_key(|block| (block.at(), std::cmp::Reverse(block.end())));
    // the title of an article stands in a heading, damaged characters in a paragraph
    let mut covered = 0;
    blocks.retain(|block| {
        let apart = block.end() > covered;
        covered = covered.max(block.end());
        apart
    });
    blocks
}

/// A stretch that a `<div>` holds.
struct Division {
    span: Span,
    kind: &'static str,
    n: Option<String>,
}

fn divisions(document: &Document) -> Vec<Division> {
    let article =
        |a: &chuchu_model::Article| Division { span: a.span, kind: "article", n: Some(a.id.clone()) };
    let section = |s: &Section| Division { span: s.span, kind: "section", n: s.number.clone() };
    let mut divisions: Vec<Division> = document.articles.iter().map(article).collect();
    divisions.extend(document.all_sections().into_iter().map(section));
    divisions.sort_by_key(|division| (division.span.start(), std::cmp::Reverse(division.span.end())));
    divisions
}

/// An element inside a block.
struct Inline {
    span: Span,
    name: &'static str,
    attributes: String,
}

fn inline(document: &Document) -> Vec<Inline> {
    let d = document;
    let mut all: Vec<Inline> = Vec::new();
    for quotation in &d.quotations {
        let speaker = quotation.speaker.as_ref().map(|speaker| xml(&speaker.name));
        let attributes = speaker.map(|name| format!(" who=\"{name}\"")).unwrap_or_default();
        let mut spans = quotation.spans.clone();
        if let ([_], Some(marks)) = (spans.as_slice(), quotation.marks) {
            spans = vec![marks];
        }
        all.extend(spans.into_iter().map(|span| Inline { span, name: "q", attributes: attributes.clone() }));
    }
    let plain = |span: Span, name| Inline { span, name, attributes: String::new() };
    all.extend(d.terms.iter().map(|term| plain(term.marks, "term")));
    all.extend(d.works.iter().flat_map(|work| work.mentions.iter().map(|span| plain(*span, "title"))));
    let run_in = d.all_sections().into_iter().filter(|section| section.run_in);
    all.extend(run_in.map(|section| plain(section.heading.span, "label")));
    all.sort_by_key(|inline| (inline.span.start(), std::cmp::Reverse(inline.span.end())));
    all
}

struct Body<'a> {
    out: &'a mut dyn Write,
    text: &'a str,
    inline: Vec<Inline>,
    /// Where the open divisions end.
    open: Vec<u32>,
}

impl Body<'_> {
    fn begin(&mut self, division: &Division) -> io::Result<()> {
        self.close_before(division.span.start())?;
        // one that does not lie in the open one ends with it
        let end = self.open.last().map_or(division.span.end(), |end| division.span.end().min(*end));
        self.open.push(end);
        write!(self.out, "<div type=\"{}\"", division.kind)?;
        if let Some(n) = &division.n {
            write!(self.out, " n=\"{}\"", xml(n))?;
        }
        self.out.write_all(b">\n")
    }

    /// Ends the divisions that end before a place.
    fn close_before(&mut self, at: u32) -> io::Result<()> {
        while self.open.pop_if(|end| *end <= at).is_some() {
            self.out.write_all(b"</div>\n")?;
        }
        Ok(())
    }

    fn block(&mut self, block: &Block<'_>) -> io::Result<()> {
        match block {
            Block::Element(name, n, spans) => {
                let n = n.as_ref().map(|n| format!(" n=\"{}\"", xml(n))).unwrap_or_default();
                write!(self.out, "<{name}{n}>")?;
                self.pieces(spans)?;
                writeln!(self.out, "</{}>", name.split(' ').next().unwrap_or(name))
            }
            Block::Excerpt(excerpt) => self.excerpt(excerpt),
        }
    }

    fn excerpt(&mut self, excerpt: &Excerpt) -> io::Result<()> {
        write!(self.out, "<cit n=\"{}\"><quote>", xml(&excerpt.id.to_string()))?;
        for span in &excerpt.spans {
            self.out.write_all(b"<p>")?;
            self.pieces(std::slice::from_ref(span))?;
            self.out.write_all(b"</p>")?;
        }
        self.out.write_all(b"</quote>")?;
        for citation in excerpt.citation.iter().chain(&excerpt.further_citations) {
            write!(self.out, "<bibl>{}</bibl>", xml(&citation.raw))?;
        }
        self.out.write_all(b"</cit>\n")
    }

    /// Pieces of the text, with the elements inside them; an element that leaves its piece is left out.
    fn pieces(&mut self, spans: &[Span]) -> io::Result<()> {
        for span in spans {
            let first = self.inline.partition_point(|inline| inline.span.start() < span.start());
            let mut at = span.start();
            let mut open: Vec<(u32, &str)> = Vec::new();
            for inline in self.inline.iter().skip(first).take_while(|i| i.span.start() < span.end()) {
                let (start, end) = (inline.span.start(), inline.span.end());
                while let Some((end, name)) = open.pop_if(|(end, _)| *end <= start) {
                    write!(self.out, "{}</{name}>", part(self.text, at, end))?;
                    at = end;
                }
                if end > open.last().map_or(span.end(), |(end, _)| *end) || end == start {
                    continue;
                }
                let (name, attributes) = (inline.name, &inline.attributes);
                write!(self.out, "{}<{name}{attributes}>", part(self.text, at, start))?;
                at = start;
                open.push((end, name));
            }
            while let Some((end, name)) = open.pop() {
                write!(self.out, "{}</{name}>", part(self.text, at, end))?;
                at = end;
            }
            self.out.write_all(part(self.text, at, span.end()).as_bytes())?;
        }
        Ok(())
    }
}

fn part(text: &str, from: u32, to: u32) -> String {
    xml(text.get(from as usize..to as usize).unwrap_or_default())
}
