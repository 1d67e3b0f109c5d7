//! Paragraph styles: what of them says that a paragraph is a heading or an item of a list.

use crate::IngestError;
use crate::xml::{Space, Token, Xml};
use std::collections::BTreeMap;

/// The longest chain of styles based on each other.
const LONGEST_CHAIN: usize = 16;

/// What a style or a paragraph says for itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Manner {
    /// The style it is based on.
    pub(super) style: Option<String>,
    /// The level of outline, 0 for the highest, 9 for body text.
    pub(super) outline: Option<u8>,
    /// The list.
    pub(super) list: Option<String>,
    /// The level in the list.
    pub(super) level: Option<usize>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    known: BTreeMap<String, Manner>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(mut xml: Xml<'_>) -> Result<Self, IngestError> {
        let mut styles = Self::default();
        let mut open: Option<(String, Manner)> = None;
        loop {
            let token = xml.next()?;
            let Token::Open(tag) = token else {
                if matches!(token, Token::End) {
                    styles.known.extend(open);
                    return Ok(styles);
                }
                continue;
            };
            let value = || tag.attribute("val").unwrap_or_default();
            match (tag.name(), &mut open) {
                ("style", open) if tag.space == Space::Word => {
                    let id = tag.attribute("styleId").unwrap_or_default();
                    styles.known.extend(open.replace((id, Manner::default())));
                }
                ("basedOn", Some((_, manner))) => manner.style = Some(value()),
                ("name", Some((_, manner))) if value() == "Title" => manner.outline = Some(0),
                (name, Some((_, manner))) => manner.take(name, &value()),
                _ => {}
            }
        }
    }

    /// What holds for a paragraph: what it says itself, else what its style says, and so on.
    pub(super) fn complete(&self, own: &Manner) -> Manner {
        let mut whole = own.clone();
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = whole.style.take().and_then(|id| self.known.get(&id)) else { break };
            whole.outline = whole.outline.or(style.outline);
            whole.list = whole.list.or_else(|| style.list.clone());
            whole.level = whole.level.or(style.level);
            whole.style.clone_from(&style.style);
        }
        whole
    }
}

impl Manner {
    /// Takes a property of a paragraph.
    pub(super) fn take(&mut self, name: &str, value: &str) {
        match name {
            "outlineLvl" => self.outline = value.parse().ok(),
            "numId" => self.list = Some(value.to_owned()),
            "ilvl" => self.level = value.parse().ok(),
            _ => {}
        }
    }

    /// The level of heading, from 1.
    pub(super) fn heading(&self) -> Option<u8> {
        self.outline.filter(|level| *level < 9).map(|level| level + 1)
    }
}
