//! The walk through a part with paragraphs: the body, footnotes, endnotes, comments. Changes are read as accepted.

use super::numbering::{Label, Numbering};
use super::styles::{Manner, Styles};
use super::trace::{Atom, Outer, Trace};
use crate::IngestError;
use crate::draft::{Line, NoteKey, Reference, Spot};
use crate::source::Matter;
use crate::xml::{Space, Tag, Token, Xml};
use chuchu_model::Place;
use std::collections::BTreeMap;
use std::ops::Range;

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) line: Line,
    pub(super) atoms: Vec<Atom>,
    /// Where comments begin and end: the place, the id, whether it begins. Lines are not counted yet.
    pub(super) comments: Vec<(Spot, String, bool)>,
    /// Paragraphs of boxes that hang on it.
    boxes: Vec<Paragraph>,
    /// The note or comment that it belongs to.
    pub(super) owner: Option<Owner>,
    /// Whether its mark is deleted, so that it goes on in the next.
    joined: bool,
}

/// A note or comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Owner {
    pub(super) id: String,
    pub(super) author: String,
}

/// What a part says.
#[derive(Debug, Default)]
pub(super) struct Story {
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) trace: Trace,
    pub(super) left_out: BTreeMap<Matter, usize>,
}

/// What to do when an element ends.
#[derive(Clone, Copy, Debug)]
enum Frame {
    Plain,
    Paragraph,
    /// A run; the outermost has its number.
    Run(Option<usize>),
    /// A formula, which is anchored as a whole.
    Formula(Option<usize>),
    /// `w:t`, with the number of its element.
    Text(usize),
    /// `mc:AlternateContent`, and whether an alternative was taken.
    Alternatives(bool),
    Owner,
}

/// Whether a field shows its result yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Instruction,
    Result,
}

/// A walk.
pub(super) struct Walk<'a, 'x> {
    xml: Xml<'x>,
    styles: &'a Styles,
    numbering: &'a mut Numbering,
    story: Story,
    frames: Vec<Frame>,
    open: Vec<Paragraph>,
    carried: Option<(usize, Paragraph)>,
    fields: Vec<Field>,
    /// For each open run whether it is hidden.
    runs: Vec<bool>,
    outer: Option<usize>,
    owner: Option<Owner>,
    /// Whether the form that is open shows its placeholder.
    placeholder: bool,
    counted: u32,
}

impl<'a, 'x> Walk<'a, 'x> {
    pub(super) fn new(xml: Xml<'x>, styles: &'a Styles, numbering: &'a mut Numbering) -> Self {
        Self {
            xml,
            styles,
            numbering,
            story: Story::default(),
            frames: Vec::new(),
            open: Vec::new(),
            carried: None,
            fields: Vec::new(),
            runs: Vec::new(),
            outer: None,
            owner: None,
            placeholder: false,
            counted: 0,
        }
    }

    /// Walks to the end. Cost: linear in the part.
    pub(super) fn all(mut self) -> Result<Story, IngestError> {
        loop {
            match self.xml.next()? {
                Token::Open(tag) => self.open(&tag)?,
                Token::Close(at) => self.close(&at),
                Token::Text { text, at, copied } => {
                    if let Some(Frame::Text(element)) = self.frames.last() {
                        self.add(&text, at, copied, *element);
                    }
                }
                Token::End => break,
            }
        }
        if let Some((_, paragraph)) = self.carried.take() {
            self.put(paragraph);
        }
        Ok(self.story)
    }

    fn leave_out(&mut self, what: Matter) {
        *self.story.left_out.entry(what).or_default() += 1;
    }

    fn open(&mut self, tag: &Tag<'_>) -> Result<(), IngestError> {
        let frame = match (tag.space, tag.name()) {
            (Space::Word, name) => return self.open_word(tag, name),
            (Space::Math, "t") => self.open_text(tag),
            (Space::Math, "oMath" | "oMathPara") => Frame::Formula(self.open_outer(tag, false)),
            (Space::Compat, "AlternateContent") => Frame::Alternatives(false),
            (Space::Compat, "Choice" | "Fallback") => {
                if let Some(Frame::Alternatives(taken)) = self.frames.last_mut()
                    && std::mem::replace(taken, true)
                {
                    return self.xml.skip().map(drop);
                }
                Frame::Plain
            }
            (Space::Other, "pic" | "imagedata" | "chart" | "relIds") => {
                self.leave_out(Matter::Picture);
                Frame::Plain
            }
            _ => Frame::Plain,
        };
        self.frames.push(frame);
        Ok(())
    }

    fn open_word(&mut self, tag: &Tag<'_>, name: &str) -> Result<(), IngestError> {
        let frame = match name {
            "p" => {
                self.begin_paragraph();
                Frame::Paragraph
            }
            "r" => {
                self.runs.push(false);
                Frame::Run(self.open_outer(tag, true))
            }
            "t" => self.open_text(tag),
            "pPr" => return self.paragraph_properties(),
            "rPr" => return self.run_properties(tag),
            "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" | "sym" => return self.sign(tag, name),
            "footnoteReference" | "endnoteReference" => return self.refer(tag, name == "endnoteReference"),
            "fldChar" => return self.field(tag),
            "commentRangeStart" | "commentRangeEnd" | "commentReference" => {
                self.mark_comment(tag, name);
                Frame::Plain
            }
            "footnote" | "endnote" | "comment" => return self.own(tag),
            "del" | "moveFrom" => return self.skip_as(Matter::Deletion),
            "rt" => return self.skip_as(Matter::Reading),
            "altChunk" => {
                self.leave_out(Matter::Embedded);
                Frame::Plain
            }
            "sdtPr" => return self.form_properties(),
            "sdtContent" if std::mem::take(&mut self.placeholder) => {
                return self.skip_as(Matter::Placeholder);
            }
            _ if is_property(name) => return self.xml.skip().map(drop),
            _ => Frame::Plain,
        };
        self.frames.push(frame);
        Ok(())
    }

    fn close(&mut self, at: &Range<usize>) {
        match self.frames.pop() {
            Some(Frame::Paragraph) => self.end_paragraph(),
            Some(Frame::Run(outer)) => {
                self.runs.pop();
                self.close_outer(outer, at.end);
            }
            Some(Frame::Formula(outer)) => self.close_outer(outer, at.end),
            Some(Frame::Text(element)) => self.end_element(element, at.end),
            Some(Frame::Owner) => self.owner = None,
            Some(Frame::Plain | Frame::Alternatives(_)) | None => {}
        }
    }

    fn skip_as(&mut self, what: Matter) -> Result<(), IngestError> {
        if self.xml.skip()? {
            self.leave_out(what);
        }
        Ok(())
    }

    fn open_text(&mut self, tag: &Tag<'_>) -> Frame {
        Frame::Text(self.begin_element(tag.at.start))
    }

    fn begin_element(&mut self, start: usize) -> usize {
        self.story.trace.elements.push(start..start);
        self.story.trace.elements.len() - 1
    }

    fn end_element(&mut self, element: usize, end: usize) {
        if let Some(range) = self.story.trace.elements.get_mut(element) {
            range.end = end;
        }
    }

    /// Begins what is anchored as one; `None` inside another.
    fn open_outer(&mut self, tag: &Tag<'_>, run: bool) -> Option<usize> {
        if self.outer.is_some() {
            return None;
        }
        let raw = tag.at.start..tag.at.start;
        self.story.trace.outers.push(Outer { raw, properties: None, tag: tag.at.clone(), run });
        self.outer = Some(self.story.trace.outers.len() - 1);
        self.outer
    }

    fn close_outer(&mut self, outer: Option<usize>, end: usize) {
        let Some(number) = outer else { return };
        self.outer = None;
        if let Some(outer) = self.story.trace.outers.get_mut(number) {
            outer.raw.end = end;
        }
    }

    fn begin_paragraph(&mut self) {
        self.counted += 1;
        let depth = self.open.len();
        let carried = match self.carried.take() {
            Some((level, paragraph)) if level == depth => Some(paragraph),
            Some((_, paragraph)) => {
                self.put(paragraph);
                None
            }
            None => None,
        };
        let paragraph = carried.unwrap_or_else(|| {
            let place = Place { paragraph: Some(self.counted), ..Place::default() };
            let owner = self.owner.clone();
            Paragraph { line: Line { place, ..Line::default() }, owner, ..Paragraph::default() }
        });
        self.open.push(Paragraph { joined: false, ..paragraph });
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        if paragraph.joined {
            self.carried = Some((self.open.len(), paragraph));
        } else {
            self.put(paragraph);
        }
    }

    /// Puts a paragraph where it belongs: on the one that its box hangs on, or into the story.
    fn put(&mut self, mut paragraph: Paragraph) {
        let boxes = std::mem::take(&mut paragraph.boxes);
        let to = match self.open.last_mut() {
            Some(host) => &mut host.boxes,
            None => &mut self.story.paragraphs,
        };
        to.push(paragraph);
        to.extend(boxes);
    }

    /// Adds characters to the paragraph that is open.
    fn add(&mut self, text: &str, raw: Range<usize>, copied: bool, element: usize) {
        if self.fields.contains(&Field::Instruction) {
            return;
        }
        if self.runs.contains(&true) {
            return self.leave_out(Matter::Hidden);
        }
        let nested = self.runs.len() != 1;
        let copied = copied && !nested && text.len() == raw.len();
        let (Some(paragraph), Some(outer)) = (self.open.last_mut(), self.outer) else { return };
        let start = paragraph.line.text.len();
        paragraph.line.text.push_str(text);
        let at = start..paragraph.line.text.len();
        paragraph.atoms.push(Atom { at, raw, copied, nested, element, outer });
    }

    /// A tab, a break, a hyphen, a sign of a font.
    fn sign(&mut self, tag: &Tag<'_>, name: &str) -> Result<(), IngestError> {
        let page = matches!(tag.attribute("type").as_deref(), Some("page" | "column"));
        let text = match name {
            "tab" | "ptab" => "\t".to_owned(),
            "br" if page => String::new(),
            "br" | "cr" => "\n".to_owned(),
            "noBreakHyphen" => "-".to_owned(),
            _ => self.symbol(tag),
        };
        let element = self.begin_element(tag.at.start);
        self.xml.skip()?;
        let end = tag.at.end;
        self.end_element(element, end);
        if !text.is_empty() && !self.runs.is_empty() {
            self.add(&text, tag.at.clone(), false, element);
        }
        Ok(())
    }

    /// A sign of a font, where its number is one of Unicode.
    fn symbol(&mut self, tag: &Tag<'_>) -> String {
        let number = tag.attribute("char").and_then(|c| u32::from_str_radix(&c, 16).ok());
        let sign = number.filter(|n| !(0xe000..=0xf8ff).contains(n)).and_then(char::from_u32);
        match sign.filter(|c| !c.is_control()) {
            Some(c) => c.to_string(),
            None => {
                self.leave_out(Matter::Symbol);
                String::new()
            }
        }
    }

    fn refer(&mut self, tag: &Tag<'_>, endnote: bool) -> Result<(), IngestError> {
        let id = tag.attribute("id").unwrap_or_default();
        if let (Some(paragraph), Some(source)) = (self.open.last_mut(), self.outer) {
            let at = paragraph.line.text.len();
            paragraph.line.references.push(Reference { at, note: NoteKey { endnote, id }, source });
        }
        self.xml.skip().map(drop)
    }

    fn field(&mut self, tag: &Tag<'_>) -> Result<(), IngestError> {
        match tag.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::Instruction),
            Some("separate") => self.fields.last_mut().into_iter().for_each(|field| *field = Field::Result),
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
        self.xml.skip().map(drop)
    }

    fn mark_comment(&mut self, tag: &Tag<'_>, name: &str) {
        let Some(paragraph) = self.open.last_mut() else { return };
        let id = tag.attribute("id").unwrap_or_default();
        let line = &paragraph.line;
        let at = Spot { line: 0, at: line.text.len(), references: line.references.len() };
        match name {
            "commentRangeStart" => paragraph.comments.push((at, id, true)),
            "commentRangeEnd" => paragraph.comments.push((at, id, false)),
            _ => paragraph.comments.extend([(at, id.clone(), true), (at, id, false)]),
        }
    }

    /// A note or a comment begins; those that are lines and blanks for the printer are passed over.
    fn own(&mut self, tag: &Tag<'_>) -> Result<(), IngestError> {
        if !matches!(tag.attribute("type").as_deref(), None | Some("normal")) {
            return self.xml.skip().map(drop);
        }
        let get = |name: &str| tag.attribute(name).unwrap_or_default();
        self.owner = Some(Owner { id: get("id"), author: get("author") });
        self.frames.push(Frame::Owner);
        Ok(())
    }

    fn run_properties(&mut self, tag: &Tag<'_>) -> Result<(), IngestError> {
        let inside = self.xml.depth();
        let mut end = tag.at.end;
        let mut hidden = false;
        while self.xml.depth() >= inside {
            match self.xml.next()? {
                Token::Open(tag) if tag.name() == "rPrChange" => drop(self.xml.skip()?),
                Token::Open(tag) => hidden |= tag.name() == "vanish" && tag.is_on(),
                Token::Close(at) => end = at.end,
                Token::Text { .. } => {}
                Token::End => break,
            }
        }
        if let (1, Some(outer)) = (self.runs.len(), self.outer)
            && let Some(outer) = self.story.trace.outers.get_mut(outer)
        {
            outer.properties.get_or_insert(tag.at.start..end);
        }
        if let Some(run) = self.runs.last_mut() {
            *run |= hidden;
        }
        Ok(())
    }

    /// Those of a form that is filled in: a control of content.
    fn form_properties(&mut self) -> Result<(), IngestError> {
        let inside = self.xml.depth();
        self.placeholder = false;
        while self.xml.depth() >= inside {
            match self.xml.next()? {
                Token::Open(tag) => self.placeholder |= tag.name() == "showingPlcHdr" && tag.is_on(),
                Token::End => break,
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph_properties(&mut self) -> Result<(), IngestError> {
        let inside = self.xml.depth();
        let (mut own, mut joined) = (Manner::default(), false);
        while self.xml.depth() >= inside {
            let tag = match self.xml.next()? {
                Token::Open(tag) => tag,
                Token::End => break,
                _ => continue,
            };
            match tag.name() {
                name if name.ends_with("Change") => drop(self.xml.skip()?),
                "del" | "moveFrom" => joined = true,
                "pStyle" => own.style = tag.attribute("val"),
                name => own.take(name, &tag.attribute("val").unwrap_or_default()),
            }
        }
        let whole = self.styles.complete(&own);
        let label = match &whole.list {
            Some(list) => self.numbering.next(list, whole.level.unwrap_or(0)),
            None => Label::None,
        };
        if label == Label::Unknown {
            self.leave_out(Matter::Number);
        }
        let Some(paragraph) = self.open.last_mut() else { return Ok(()) };
        paragraph.line.heading = whole.heading();
        paragraph.joined = joined;
        if let (Label::Printed(label), true) = (label, paragraph.line.text.is_empty()) {
            paragraph.line.text.push_str(&label);
        }
        Ok(())
    }
}

/// Elements that hold no text of the document.
fn is_property(name: &str) -> bool {
    matches!(
        name,
        "delText"
            | "instrText"
            | "delInstrText"
            | "sectPr"
            | "tblPr"
            | "tblPrEx"
            | "tcPr"
            | "trPr"
            | "tblGrid"
            | "sdtEndPr"
            | "rubyPr"
            | "fldData"
            | "background"
            | "softHyphen"
            | "numPr"
    )
}
