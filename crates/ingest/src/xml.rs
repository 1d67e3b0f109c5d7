//! XML parts as a stream of tokens with namespaces, limits and places in the part. Entities that a document type
//! declares are not expanded: there is no way here for one to grow.

use crate::{Format, IngestError, Limits};
use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use std::ops::Range;

/// What a namespace is, whatever its prefix; strict and transitional Office Open XML are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Space {
    /// `WordprocessingML`.
    Word,
    /// Formulas of Office.
    Math,
    /// Alternatives of Office.
    Compat,
    /// Text of `OpenDocument`.
    Text,
    /// `OpenDocument` otherwise.
    Office,
    /// Anything else.
    Other,
}

impl Space {
    fn of(resolved: &ResolveResult<'_>) -> Self {
        let ResolveResult::Bound(namespace) = resolved else { return Self::Other };
        match namespace.0 {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compat,
            "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Self::Text,
            uri if uri.starts_with("urn:oasis:names:tc:opendocument:") => Self::Office,
            _ => Self::Other,
        }
    }
}

/// An opening tag.
#[derive(Debug)]
pub(crate) struct Tag<'a> {
    pub(crate) space: Space,
    start: BytesStart<'a>,
    /// Where the tag stands in the part.
    pub(crate) at: Range<usize>,
}

impl Tag<'_> {
    /// The name without its prefix.
    pub(crate) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The value of an attribute, its name compared without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut all = self.start.attributes();
        let found = all.with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == name)?;
        Some(match found.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => value.into_owned(),
            Err(_) => found.value.into_owned(),
        })
    }

    /// An attribute that says yes or no; there without a value it says yes.
    pub(crate) fn is_on(&self) -> bool {
        !matches!(self.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// A piece of a part.
#[derive(Debug)]
pub(crate) enum Token<'a> {
    /// An element begins.
    Open(Tag<'a>),
    /// The element that was opened last ends; the range is that of its closing tag.
    Close(Range<usize>),
    /// Text; `copied`: its bytes are those of the part.
    Text { text: String, at: Range<usize>, copied: bool },
    /// The part ends.
    End,
}

/// A part being read.
pub(crate) struct Xml<'a> {
    reader: NsReader<&'a [u8]>,
    part: &'a str,
    format: Format,
    depth: usize,
    most: usize,
    /// Elements that may still come.
    left: u64,
    limits: Limits,
}

impl<'a> Xml<'a> {
    /// Reads a part from its text (see [`text_of`]).
    pub(crate) fn new(text: &'a str, part: &'a str, format: Format, limits: Limits) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, part, format, depth: 0, most: limits.depth, left: limits.elements(), limits }
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// The next token. Cost: its length.
    pub(crate) fn next(&mut self) -> Result<Token<'a>, IngestError> {
        loop {
            let from = self.position();
            let (space, event) = match self.reader.read_resolved_event() {
                Ok((resolved, event)) => (Space::of(&resolved), event),
                Err(error) => return Err(self.damaged(error)),
            };
            let at = from..self.position();
            match event {
                Event::Start(start) | Event::Empty(start) => {
                    let limit = self.limits.elements();
                    self.left =
                        self.left.checked_sub(1).ok_or(IngestError::TooLarge { what: "elements", limit })?;
                    self.depth += 1;
                    if self.depth > self.most {
                        let limit = self.most as u64;
                        return Err(IngestError::TooLarge { what: "elements inside each other", limit });
                    }
                    return Ok(Token::Open(Tag { space, start, at }));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Token::Close(at));
                }
                Event::Text(text) => {
                    let text = text.into_inner().replace(['\r', '\n', '\t', '\0'], " ");
                    return Ok(Token::Text { text, at, copied: true });
                }
                Event::CData(text) => {
                    let text = text.into_inner().replace(['\r', '\n', '\t', '\0'], " ");
                    return Ok(Token::Text { text, at, copied: false });
                }
                Event::GeneralRef(entity) => {
                    let text = match entity.resolve_char_ref() {
                        Ok(Some(c)) => String::from(if c.is_control() { ' ' } else { c }),
                        _ => resolve_predefined_entity(&entity).unwrap_or("\u{fffd}").to_owned(),
                    };
                    return Ok(Token::Text { text, at, copied: false });
                }
                Event::DocType(_) => {
                    return Err(self.damaged("a document type declaration, which such files never have"));
                }
                Event::Eof if self.depth > 0 => return Err(self.damaged("it ends inside an element")),
                Event::Eof => return Ok(Token::End),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
    }

    /// Reads over the rest of the element that was opened last; whether there was text in it.
    pub(crate) fn skip(&mut self) -> Result<bool, IngestError> {
        let inside = self.depth;
        let mut inked = false;
        while self.depth >= inside {
            match self.next()? {
                Token::Text { text, .. } => inked |= !text.trim().is_empty(),
                Token::End => break,
                Token::Open(_) | Token::Close(_) => {}
            }
        }
        Ok(inked)
    }

    /// The text of the element that was opened last, to its end.
    pub(crate) fn text(&mut self) -> Result<String, IngestError> {
        let inside = self.depth;
        let mut all = String::new();
        while self.depth >= inside {
            match self.next()? {
                Token::Text { text, .. } => all.push_str(&text),
                Token::End => break,
                Token::Open(_) | Token::Close(_) => {}
            }
        }
        Ok(all.trim().to_owned())
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn damaged(&self, cause: impl ToString) -> IngestError {
        IngestError::damaged(self.format, self.part, cause)
    }
}

/// The characters of a part: UTF-8 or UTF-16, its byte-order mark taken off.
pub(crate) fn text_of(bytes: Vec<u8>, part: &str, format: Format) -> Result<String, IngestError> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        let decoded = chuchu_text::decode(&bytes).map_err(|e| IngestError::damaged(format, part, e))?;
        return Ok(decoded.text);
    }
    let text = String::from_utf8(bytes).map_err(|e| IngestError::damaged(format, part, e.utf8_error()))?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(bare) => bare.to_owned(),
        None => text,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Result<String, IngestError> {
        let mut xml = Xml::new(text, "part", Format::Docx, Limits { depth: 8, ..Limits::default() });
        let mut shown = String::new();
        loop {
            match xml.next()? {
                Token::Open(tag) => shown += &format!("<{}>", tag.name()),
                Token::Close(_) => shown.push_str("</>"),
                Token::Text { text, .. } => shown += &text,
                Token::End => return Ok(shown),
            }
        }
    }

    #[test]
    fn entities_are_characters_and_a_declared_one_is_refused() {
        assert_eq!(all("<a>甲&amp;&#x4e59;<b/></a>").unwrap(), "<a>甲&乙<b></></>");
        let laughs = "<!DOCTYPE a [<!ENTITY x \"ha\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>";
        assert!(matches!(all(laughs), Err(IngestError::Damaged { .. })));
    }

    #[test]
    fn depth_and_early_ends_are_errors() {
        assert!(matches!(all(&"<a>".repeat(9)), Err(IngestError::TooLarge { .. })));
        assert!(matches!(all("<a><b>"), Err(IngestError::Damaged { .. })));
        assert!(matches!(all("<a></b>"), Err(IngestError::Damaged { .. })));
    }
}
