//! `OpenDocument` texts: body, notes, comments, to a draft. Deletions that are tracked stand apart in such files, so
//! that the body reads as accepted.

use crate::draft::{Draft, Line, NoteKey, Reference, Remark, Spot};
use crate::package::Package;
use crate::source::Matter;
use crate::xml::{Space, Tag, Token, Xml, text_of};
use crate::{Format, IngestError, Options};
use chuchu_model::Place;

const CONTENT: &str = "content.xml";
const MANIFEST: &str = "META-INF/manifest.xml";
const META: &str = "meta.xml";

/// Blanks that one element may stand for.
const MOST_BLANKS: usize = 1000;

/// Reads a text. Cost: linear.
pub(crate) fn read(bytes: &[u8], options: &Options) -> Result<Draft, IngestError> {
    let mut package = Package::open(bytes, Format::Odt, options.limits)?;
    if let Some(manifest) = package.part(MANIFEST)?
        && text_of(manifest, MANIFEST, Format::Odt)?.contains("encryption-data")
    {
        return Err(IngestError::Encrypted { what: "OpenDocument text" });
    }
    let content = text_of(package.needed(CONTENT)?, CONTENT, Format::Odt)?;
    let mut walk = Walk::new(Xml::new(&content, CONTENT, Format::Odt, options.limits));
    walk.all()?;
    let mut draft = walk.draft;
    if let Some(meta) = package.part(META)? {
        let text = text_of(meta, META, Format::Odt)?;
        hints(Xml::new(&text, META, Format::Odt, options.limits), &mut draft)?;
    }
    Ok(draft)
}

fn hints(mut xml: Xml<'_>, draft: &mut Draft) -> Result<(), IngestError> {
    loop {
        let tag = match xml.next()? {
            Token::Open(tag) => tag,
            Token::End => return Ok(()),
            _ => continue,
        };
        let slot = match tag.name() {
            "title" => &mut draft.hints.title,
            "initial-creator" => &mut draft.hints.author,
            "creation-date" => &mut draft.hints.date,
            _ => continue,
        };
        *slot = Some(xml.text()?).filter(|text| !text.is_empty());
    }
}

/// Whose paragraphs are being read.
#[derive(Clone, Debug)]
enum Owner {
    Body,
    Note(NoteKey),
    Comment(usize),
}

/// What to do when an element ends.
#[derive(Clone, Copy, Debug)]
enum Frame {
    Plain,
    Paragraph,
    Owner,
}

struct Walk<'x> {
    xml: Xml<'x>,
    draft: Draft,
    frames: Vec<Frame>,
    open: Vec<Line>,
    owners: Vec<Owner>,
    /// Paragraphs of boxes, which follow the one that they hang on.
    boxes: Vec<Line>,
    counted: u32,
}

impl<'x> Walk<'x> {
    fn new(xml: Xml<'x>) -> Self {
        Self {
            xml,
            draft: Draft::default(),
            frames: Vec::new(),
            open: Vec::new(),
            owners: vec![Owner::Body],
            boxes: Vec::new(),
            counted: 0,
        }
    }

    fn all(&mut self) -> Result<(), IngestError> {
        loop {
            match self.xml.next()? {
                Token::Open(tag) => self.open(&tag)?,
                Token::Close(_) => self.close(),
                Token::Text { text, .. } => self.add(&text),
                Token::End => return Ok(()),
            }
        }
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<(), IngestError> {
        let frame = match (tag.space, tag.name()) {
            (Space::Text, "p" | "h") => self.begin_paragraph(tag),
            (Space::Text, "note") => self.note(tag),
            (Space::Office, "annotation") => self.annotation(),
            (Space::Office, "annotation-end") => {
                self.end_annotation();
                Frame::Plain
            }
            (Space::Text, "s") => {
                let count = tag.attribute("c").and_then(|c| c.parse().ok()).unwrap_or(1);
                self.put(&" ".repeat(MOST_BLANKS.min(count)));
                Frame::Plain
            }
            (Space::Text, "tab") => {
                self.put("\t");
                Frame::Plain
            }
            (Space::Text, "line-break") => {
                self.put("\n");
                Frame::Plain
            }
            (Space::Office, "image") => {
                self.draft.leave_out(Matter::Picture);
                Frame::Plain
            }
            (Space::Text, "list-item") => {
                self.draft.leave_out(Matter::Number);
                Frame::Plain
            }
            (Space::Text, "ruby-text") => return self.skip_as(Matter::Reading),
            (Space::Text, "tracked-changes") => return self.skip_as(Matter::Deletion),
            (Space::Text, "hidden-text") => return self.skip_as(Matter::Hidden),
            (Space::Office, "object" | "object-ole") => return self.skip_as(Matter::Embedded),
            (Space::Text, "note-citation")
            | (Space::Office, "title" | "desc" | "forms" | "styles" | "automatic-styles") => {
                return self.xml.skip().map(drop);
            }
            (Space::Text, name) if name.ends_with("-source") || name.ends_with("-decls") => {
                return self.xml.skip().map(drop);
            }
            (Space::Other, "creator") => return self.author(),
            (Space::Other, "date" | "title") => return self.xml.skip().map(drop),
            _ => Frame::Plain,
        };
        self.frames.push(frame);
        Ok(())
    }

    fn close(&mut self) {
        match self.frames.pop() {
            Some(Frame::Paragraph) => self.end_paragraph(),
            Some(Frame::Owner) => drop(self.owners.pop()),
            Some(Frame::Plain) | None => {}
        }
    }

    fn skip_as(&mut self, what: Matter) -> Result<(), IngestError> {
        if self.xml.skip()? {
            self.draft.leave_out(what);
        }
        Ok(())
    }

    fn begin_paragraph(&mut self, tag: &Tag<'_>) -> Frame {
        let mut line = Line::default();
        if matches!(self.owners.last(), Some(Owner::Body)) {
            self.counted += 1;
            line.place = Place { paragraph: Some(self.counted), ..Place::default() };
        }
        if tag.name() == "h" {
            line.heading = tag.attribute("outline-level").and_then(|level| level.parse().ok()).or(Some(1));
        }
        self.open.push(line);
        Frame::Paragraph
    }

    fn end_paragraph(&mut self) {
        let Some(mut line) = self.open.pop() else { return };
        let inked = line.text.trim_end_matches(' ').len();
        line.text.truncate(inked);
        line.references.iter_mut().for_each(|reference| reference.at = reference.at.min(inked));
        let slot = match self.owners.last() {
            Some(Owner::Note(key)) => self.draft.notes.entry(key.clone()).or_default(),
            Some(Owner::Comment(number)) => match self.draft.comments.get_mut(*number) {
                Some(comment) => &mut comment.text,
                None => return,
            },
            _ if self.open.is_empty() => {
                self.draft.lines.push(line);
                return self.draft.lines.append(&mut self.boxes);
            }
            _ => return self.boxes.push(line),
        };
        if !slot.is_empty() {
            slot.push(' ');
        }
        slot.push_str(&line.text.replace('\n', " "));
    }

    fn note(&mut self, tag: &Tag<'_>) -> Frame {
        let endnote = tag.attribute("note-class").as_deref() == Some("endnote");
        let id = tag.attribute("id").unwrap_or_else(|| format!("at {}", tag.at.start));
        let note = NoteKey { endnote, id };
        if let Some(line) = self.open.last_mut() {
            line.references.push(Reference { at: line.text.len(), note: note.clone(), source: 0 });
        }
        self.draft.notes.entry(note.clone()).or_default();
        self.owners.push(Owner::Note(note));
        Frame::Owner
    }

    /// Where in the draft the walk is, while a paragraph of the body is open.
    fn spot(&self) -> Option<Spot> {
        let line = self.open.first().filter(|_| self.open.len() == 1)?;
        Some(Spot { line: self.draft.lines.len(), at: line.text.len(), references: line.references.len() })
    }

    fn annotation(&mut self) -> Frame {
        let at = self.spot();
        self.owners.push(Owner::Comment(self.draft.comments.len()));
        self.draft.comments.push(Remark { from: at, to: at, ..Remark::default() });
        Frame::Owner
    }

    /// The last comment reaches to here.
    fn end_annotation(&mut self) {
        let at = self.spot();
        if let (Some(comment), Some(at)) = (self.draft.comments.last_mut(), at) {
            comment.to = Some(at);
        }
    }

    fn author(&mut self) -> Result<(), IngestError> {
        let author = self.xml.text()?;
        if let Some(Owner::Comment(number)) = self.owners.last()
            && let Some(comment) = self.draft.comments.get_mut(*number)
        {
            comment.author = author;
        }
        Ok(())
    }

    /// Adds text as it stands.
    fn put(&mut self, text: &str) {
        if let Some(line) = self.open.last_mut() {
            line.text.push_str(text);
        }
    }

    /// Adds text of the file, in which many blanks are one and those at the start none.
    fn add(&mut self, text: &str) {
        let Some(line) = self.open.last_mut() else { return };
        for c in text.chars() {
            let blank = c == ' ';
            if !(blank && (line.text.is_empty() || line.text.ends_with(' '))) {
                line.text.push(c);
            }
        }
    }
}
