//! Comments put into a Word file: which places of its main part a remark begins and ends at, and the few bytes that
//! go in there. What never lives here: the part that holds what comments say.

use super::comments::{self, Dialect};
use super::trace::{Atom, Outer};
use super::{Reading, read};
use crate::draft::{Line, Row};
use crate::sniff::{self, Kind};
use crate::{Format, IngestError, Options};
use chuchu_model::Span;
use std::collections::BTreeMap;

/// A remark about a stretch of the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Remark {
    /// Which stretch of [`SourceText::text`](crate::SourceText::text), as read with the usual options.
    pub span: Span,
    /// Who remarks.
    pub author: String,
    /// What; each line becomes a paragraph.
    pub text: String,
}

/// Hands a Word file back with a comment for each remark, anchored at its very characters.
///
/// Word allows no comments in notes and boxes: a remark about a note stands at its reference, one in a box at the
/// box. Comments that are there stay. Besides the main part, the comments and the two lists that name them, nothing
/// in the package changes.
///
/// Cost: reads the file, and copies the package.
///
/// ```
/// use chuchu_ingest::{Options, Remark, annotate_docx, ingest};
/// use chuchu_model::Span;
/// let bytes = std::fs::read("tests/files/libreoffice.docx")?;
/// let text = ingest("渡口.docx", &bytes, &Options::default())?.text;
/// let at = text.find("要等水").unwrap();
/// let span = Span::from_range(at..at + "要等水".len());
/// let annotated = annotate_docx(&bytes, &[Remark { span, author: "编辑".into(), text: "查".into() }])?;
/// let again = ingest("批.docx", &annotated, &Options::default())?;
/// assert_eq!((again.comments[0].anchor, &again.text), (Some(span), &text));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`ingest`](crate::ingest); [`IngestError::NotWord`],
/// [`IngestError::NoSuchPlace`] for a remark outside the text.
pub fn annotate_docx(bytes: &[u8], remarks: &[Remark]) -> Result<Vec<u8>, IngestError> {
    let options = Options::default();
    match sniff::kind("", bytes, options.limits) {
        Ok(Kind::Binary(Format::Docx)) => {}
        Ok(_) => return Err(IngestError::NotWord),
        Err(error) => return Err(error),
    }
    let reading = read(bytes, &options)?;
    if remarks.is_empty() {
        return Ok(bytes.to_vec());
    }
    let mut package = comments::Rewriting::open(bytes, &reading.part, options.limits)?;
    package.check_encoding(&reading.xml)?;
    let first = package.first_free(&reading.xml);
    let mut cuts = Cuts { reading: &reading, dialect: Dialect::of(&reading.xml), at: BTreeMap::new() };
    for (id, remark) in (first..).zip(remarks) {
        cuts.anchor(id, remark.span)?;
    }
    package.replace_main(cuts.apply());
    package.add_comments(first, remarks)?;
    package.finish()
}

/// What goes in at one place of the main part.
#[derive(Debug, Default)]
struct Cut {
    /// What closes here first, so that marks may stand: nothing, a run, or its text as well.
    closing: String,
    /// Comments that end here.
    ends: Vec<u32>,
    /// Comments that begin here.
    begins: Vec<u32>,
    /// What is opened again.
    opening: String,
    /// Something else that goes in here: the attribute that keeps blanks.
    attribute: &'static str,
}

/// Places of the main part where something goes in.
struct Cuts<'a> {
    reading: &'a Reading,
    dialect: Dialect,
    at: BTreeMap<usize, Cut>,
}

/// One end of an anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct End {
    raw: usize,
    manner: Manner,
}

/// How deep a place stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Manner {
    /// Beside runs.
    Beside,
    /// In a run, between its elements.
    InRun { outer: usize },
    /// In the text of a run.
    InText { outer: usize, element: usize },
}

impl Cuts<'_> {
    fn anchor(&mut self, id: u32, span: Span) -> Result<(), IngestError> {
        let (from, to) = self.ends(span).ok_or(IngestError::NoSuchPlace { span })?;
        self.cut(from).begins.push(id);
        self.cut(to).ends.push(id);
        Ok(())
    }

    /// Both ends of the anchor of a span.
    fn ends(&self, span: Span) -> Option<(End, End)> {
        let layout = &self.reading.layout;
        span.of(&layout.source.text)?;
        let note = layout.notes.iter().find(|(note, _)| note.overlaps(span) || note.covers(span.start()));
        if let Some((_, (line, reference))) = note {
            let reference = layout.lines.get(*line)?.references.get(*reference)?;
            return self.whole(reference.source);
        }
        let range = span.range();
        let first = layout.rows.partition_point(|row| row.end < range.start);
        let rows = layout.rows.iter().enumerate().skip(first);
        let rows = rows.take_while(|(_, row)| row.start < range.end.max(range.start + 1));
        let pieces: Vec<(End, End)> = rows.flat_map(|(number, row)| self.pieces(number, row, span)).collect();
        let from = pieces.iter().map(|(from, _)| *from).min();
        let to = pieces.iter().map(|(_, to)| *to).max();
        from.zip(to).or_else(|| self.nearest(first))
    }

    /// The anchors of what a span has in one line.
    fn pieces(&self, number: usize, row: &Row, span: Span) -> Vec<(End, End)> {
        let layout = &self.reading.layout;
        let (Some(line), Some(atoms)) = (layout.lines.get(number), self.reading.atoms.get(number)) else {
            return Vec::new();
        };
        let wanted = span.range();
        let mut found = Vec::new();
        for (at, atom) in atoms.iter().enumerate() {
            let start = row.start + atom.at.start + before(line, row, atom.at.start);
            let from = wanted.start.max(start);
            let to = wanted.end.min(start + atom.at.len());
            if from < to {
                found.extend(self.piece(atoms, at, from - start, to - start));
            }
        }
        for (reference, marker) in line.references.iter().zip(&row.markers) {
            if marker.overlaps(span) {
                found.extend(self.whole(reference.source));
            }
        }
        found
    }

    /// The anchor of a part of an atom.
    fn piece(&self, atoms: &[Atom], at: usize, from: usize, to: usize) -> Option<(End, End)> {
        let atom = atoms.get(at)?;
        let (outer, element) = (atom.outer, atom.element);
        let whole = self.whole(outer)?;
        if atom.nested || !self.outer(outer)?.run {
            return Some(whole);
        }
        let same =
            |other: Option<&Atom>| other.filter(|other| other.outer == outer && !other.nested).cloned();
        let earlier = same(at.checked_sub(1).and_then(|at| atoms.get(at)));
        let later = same(atoms.get(at + 1));
        let holder = self.reading.trace.elements.get(element)?;
        let in_text = |raw| End { raw, manner: Manner::InText { outer, element } };
        let in_run = |raw| End { raw, manner: Manner::InRun { outer } };
        let begin = match earlier {
            _ if from > 0 && atom.copied => in_text(atom.raw.start + from),
            None => whole.0,
            Some(earlier) if earlier.element == element => in_text(atom.raw.start),
            Some(_) => in_run(holder.start),
        };
        let end = match later {
            _ if to < atom.at.len() && atom.copied => in_text(atom.raw.start + to),
            None => whole.1,
            Some(later) if later.element == element => in_text(atom.raw.end),
            Some(_) => in_run(holder.end),
        };
        Some((begin, end))
    }

    /// A whole run as an anchor.
    fn whole(&self, outer: usize) -> Option<(End, End)> {
        let raw = &self.outer(outer)?.raw;
        let beside = |raw| End { raw, manner: Manner::Beside };
        Some((beside(raw.start), beside(raw.end)))
    }

    /// The run nearest to a line without characters of its own, such as an automatic number.
    fn nearest(&self, line: usize) -> Option<(End, End)> {
        let atoms = &self.reading.atoms;
        let after = atoms.iter().skip(line).flatten().next();
        let before = || atoms.iter().take(line).flatten().last();
        self.whole(after.or_else(before)?.outer)
    }

    fn outer(&self, number: usize) -> Option<&Outer> {
        self.reading.trace.outers.get(number)
    }

    fn raw(&self, range: std::ops::Range<usize>) -> &str {
        self.reading.xml.get(range).unwrap_or_default()
    }

    /// The cut at one end of an anchor, made where there is none yet.
    fn cut(&mut self, end: End) -> &mut Cut {
        let (closing, opening) = match end.manner {
            Manner::Beside => (String::new(), String::new()),
            Manner::InRun { outer } => self.run_around(outer),
            Manner::InText { outer, element } => self.text_around(outer, element),
        };
        let cut = self.at.entry(end.raw).or_default();
        (cut.closing, cut.opening) = (closing, opening);
        cut
    }

    /// What closes a run and opens the like of it again.
    fn run_around(&self, outer: usize) -> (String, String) {
        let Some(outer) = self.outer(outer) else { return Default::default() };
        let tag = self.raw(outer.tag.clone());
        let properties = outer.properties.clone().map(|range| self.raw(range)).unwrap_or_default();
        (format!("</{}>", name(tag)), format!("{tag}{properties}"))
    }

    /// The same for the text in a run, whose blanks must be kept on both sides.
    fn text_around(&mut self, outer: usize, element: usize) -> (String, String) {
        let range = self.reading.trace.elements.get(element).cloned().unwrap_or_default();
        let start = range.start;
        let tag = self.raw(range).split_inclusive('>').next().unwrap_or_default().to_owned();
        let name = name(&tag);
        if !tag.contains("xml:space") {
            self.at.entry(start + 1 + name.len()).or_default().attribute = " xml:space=\"preserve\"";
        }
        let (closing, opening) = self.run_around(outer);
        (format!("</{name}>{closing}"), format!("{opening}<{name} xml:space=\"preserve\">"))
    }

    /// The main part with everything put in.
    fn apply(&self) -> String {
        let xml = &self.reading.xml;
        let mut out = String::with_capacity(xml.len() + 200 * self.at.len());
        let mut done = 0;
        for (at, cut) in &self.at {
            out.push_str(self.raw(done..*at));
            done = *at;
            out.push_str(cut.attribute);
            out.push_str(&cut.closing);
            cut.ends.iter().for_each(|id| self.dialect.end_range(*id, &mut out));
            cut.begins.iter().for_each(|id| self.dialect.begin_range(*id, &mut out));
            out.push_str(&cut.opening);
        }
        out.push_str(self.raw(done..xml.len()));
        out
    }
}

/// How many bytes of markers stand before an offset of a line.
fn before(line: &Line, row: &Row, at: usize) -> usize {
    let markers = line.references.iter().zip(&row.markers).take_while(|(reference, _)| reference.at <= at);
    markers.map(|(_, marker)| marker.len() as usize).sum()
}

/// The name in an opening tag.
fn name(tag: &str) -> &str {
    let bare = tag.trim_start_matches('<');
    bare.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next().unwrap_or_default()
}
