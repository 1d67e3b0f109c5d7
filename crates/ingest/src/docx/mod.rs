//! Word files, Office Open XML in both dialects: body, notes and comments to a draft. Headers and footers are
//! running heads and are not read. What never lives here: how notes are laid out.

mod annotate;
mod comments;
mod numbering;
mod relations;
mod story;
mod styles;
mod trace;

pub use annotate::{Remark, annotate_docx};

use crate::draft::{Draft, Layout, NoteKey, Remark as Margin, Spot};
use crate::package::Package;
use crate::xml::{Token, Xml, text_of};
use crate::{Format, IngestError, Options};
use numbering::Numbering;
use relations::Relation;
use std::collections::BTreeMap;
use story::{Paragraph, Story, Walk};
use styles::Styles;
use trace::{Atom, Trace};

/// A Word file, read, with the way back into its main part.
pub(crate) struct Reading {
    pub(crate) layout: Layout,
    /// The name of the main part.
    part: String,
    /// The text of the main part, without a byte-order mark.
    xml: String,
    trace: Trace,
    /// The atoms of each line.
    atoms: Vec<Vec<Atom>>,
}

/// Reads a Word file. Cost: linear in its parts.
pub(crate) fn read(bytes: &[u8], options: &Options) -> Result<Reading, IngestError> {
    let mut package = Package::open(bytes, Format::Docx, options.limits)?;
    let mut parts = Parts::find(&mut package)?;
    let styles = match parts.text("styles")? {
        Some((name, text)) => Styles::read(Xml::new(&text, &name, Format::Docx, options.limits))?,
        None => Styles::default(),
    };
    let mut numbering = match parts.text("numbering")? {
        Some((name, text)) => Numbering::read(Xml::new(&text, &name, Format::Docx, options.limits))?,
        None => Numbering::default(),
    };
    let part = parts.main.clone();
    let xml = text_of(parts.package.needed(&part)?, &part, Format::Docx)?;
    let walk = Walk::new(Xml::new(&xml, &part, Format::Docx, options.limits), &styles, &mut numbering);
    let body = walk.all()?;
    let mut draft = Draft::default();
    for (kind, endnote) in [("footnotes", false), ("endnotes", true)] {
        let notes = parts.story(kind, &styles)?;
        add_notes(&mut draft, notes, endnote);
    }
    add_comments(&mut draft, parts.story("comments", &styles)?);
    properties(&mut parts, &mut draft)?;
    let (trace, atoms) = add_body(&mut draft, body);
    Ok(Reading { layout: draft.lay_out(Format::Docx, options), part, xml, trace, atoms })
}

/// The parts of a package around its main part.
struct Parts<'a, 'b> {
    package: &'a mut Package<'b>,
    main: String,
    top: Vec<Relation>,
    relations: Vec<Relation>,
}

impl<'a, 'b> Parts<'a, 'b> {
    fn find(package: &'a mut Package<'b>) -> Result<Self, IngestError> {
        let top = relations::of(package, "")?;
        let main = top.iter().find(|r| r.kind == "officeDocument").map(|r| r.target.clone());
        let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
        let relations = relations::of(package, &main)?;
        Ok(Self { package, main, top, relations })
    }

    /// The name and text of the part of a kind.
    fn text(&mut self, kind: &str) -> Result<Option<(String, String)>, IngestError> {
        let all = self.relations.iter().chain(&self.top);
        let Some(name) = all.into_iter().find(|r| r.kind == kind).map(|r| r.target.clone()) else {
            return Ok(None);
        };
        match self.package.part(&name)? {
            Some(bytes) => text_of(bytes, &name, Format::Docx).map(|text| Some((name, text))),
            None => Ok(None),
        }
    }

    fn story(&mut self, kind: &str, styles: &Styles) -> Result<Story, IngestError> {
        let Some((name, text)) = self.text(kind)? else { return Ok(Story::default()) };
        let xml = Xml::new(&text, &name, Format::Docx, self.package.limits());
        Walk::new(xml, styles, &mut Numbering::default()).all()
    }
}

fn add_body(draft: &mut Draft, body: Story) -> (Trace, Vec<Vec<Atom>>) {
    for (what, count) in body.left_out {
        *draft.left_out.entry(what).or_default() += count;
    }
    let mut atoms = Vec::with_capacity(body.paragraphs.len());
    let ids = draft.comments.iter().enumerate().map(|(number, comment)| (comment.id.clone(), number));
    let ids: BTreeMap<String, usize> = ids.collect();
    for (number, paragraph) in body.paragraphs.into_iter().enumerate() {
        mark_comments(draft, &ids, number, &paragraph);
        draft.lines.push(paragraph.line);
        atoms.push(paragraph.atoms);
    }
    (body.trace, atoms)
}

/// Where the comments of the draft, which `ids` finds, begin and end in a line.
fn mark_comments(draft: &mut Draft, ids: &BTreeMap<String, usize>, line: usize, paragraph: &Paragraph) {
    for (spot, id, begins) in &paragraph.comments {
        let spot = Spot { line, ..*spot };
        let Some(comment) = ids.get(id).and_then(|number| draft.comments.get_mut(*number)) else { continue };
        if *begins {
            comment.from.get_or_insert(spot);
        } else {
            comment.to.get_or_insert(spot);
        }
    }
}

/// The text of each owner of a story: its paragraphs in one line.
fn owned(story: Story) -> Vec<(story::Owner, String)> {
    let mut all: Vec<(story::Owner, String)> = Vec::new();
    for paragraph in story.paragraphs {
        let Some(owner) = paragraph.owner else { continue };
        let text = paragraph.line.text.replace('\n', " ");
        match all.last_mut() {
            Some((last, whole)) if *last == owner => {
                whole.push(' ');
                whole.push_str(text.trim());
            }
            _ => all.push((owner, text.trim().to_owned())),
        }
    }
    all
}

fn add_notes(draft: &mut Draft, story: Story, endnote: bool) {
    for (owner, text) in owned(story) {
        draft.notes.insert(NoteKey { endnote, id: owner.id }, text.trim().to_owned());
    }
}

fn add_comments(draft: &mut Draft, story: Story) {
    for (owner, text) in owned(story) {
        let comment = Margin { id: owner.id, author: owner.author, text, ..Margin::default() };
        draft.comments.push(comment);
    }
}

/// What the file says about itself.
fn properties(parts: &mut Parts<'_, '_>, draft: &mut Draft) -> Result<(), IngestError> {
    let Some((name, text)) = parts.text("core-properties")? else { return Ok(()) };
    let mut xml = Xml::new(&text, &name, Format::Docx, parts.package.limits());
    loop {
        match xml.next()? {
            Token::Open(tag) => {
                let slot = match tag.name() {
                    "title" => &mut draft.hints.title,
                    "creator" => &mut draft.hints.author,
                    "created" => &mut draft.hints.date,
                    _ => continue,
                };
                *slot = Some(xml.text()?).filter(|text| !text.is_empty());
            }
            Token::End => return Ok(()),
            _ => {}
        }
    }
}
