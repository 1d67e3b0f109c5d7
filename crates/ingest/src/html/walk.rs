//! The walk through the elements of a page: blocks become lines, blanks are collapsed as a browser does, notes are
//! set apart.

use super::{Scope, notes, tags};
use crate::draft::{Draft, Line, NoteKey, Reference};
use crate::source::Matter;
use chuchu_model::Place;
use ego_tree::iter::Edge;
use ego_tree::{NodeId, NodeRef};
use scraper::Node;
use std::collections::{BTreeMap, HashSet};

/// Blanks read and not written yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Blank {
    None,
    Space,
    /// With a line break among them.
    Break,
}

/// What is known of a page before the walk.
pub(super) struct Marks<'a> {
    pub(super) scope: Scope,
    pub(super) path: &'a str,
    /// The elements that are notes.
    pub(super) notes: BTreeMap<NodeId, String>,
    /// The elements that are menus.
    pub(super) menus: HashSet<NodeId>,
}

/// A walk.
pub(super) struct Walk<'a> {
    draft: &'a mut Draft,
    marks: Marks<'a>,
    part: Option<String>,
    line: Line,
    blank: Blank,
    heading: Option<u8>,
    /// How many `pre` are open.
    kept: usize,
    /// The note that is open, and its element.
    note: Option<(NodeId, String)>,
    counted: u32,
}

impl<'a> Walk<'a> {
    pub(super) fn new(draft: &'a mut Draft, marks: Marks<'a>, part: Option<String>) -> Self {
        Self {
            draft,
            marks,
            part,
            line: Line::default(),
            blank: Blank::None,
            heading: None,
            kept: 0,
            note: None,
            counted: 0,
        }
    }

    /// Walks through an element; no call nests, however deep the page.
    pub(super) fn all(mut self, root: NodeRef<'_, Node>) {
        let mut skipped: Option<NodeId> = None;
        for edge in root.traverse() {
            match (edge, skipped) {
                (Edge::Open(node), None) => {
                    if self.passes_over(node) {
                        skipped = Some(node.id());
                    } else {
                        self.open(node);
                    }
                }
                (Edge::Close(node), Some(id)) if node.id() == id => skipped = None,
                (Edge::Close(node), None) => self.close(node),
                _ => {}
            }
        }
        self.end_line();
    }

    /// Whether an element with all that is in it is no text; references to notes leave their mark.
    fn passes_over(&mut self, node: NodeRef<'_, Node>) -> bool {
        if tags::name(node).is_empty() {
            return false;
        }
        if let Some(id) = notes::target(node, self.marks.path) {
            let at = self.line.text.len();
            self.blank = Blank::None;
            self.line.references.push(Reference { at, note: NoteKey { endnote: false, id }, source: 0 });
            return true;
        }
        if self.note.is_some() && notes::leads_back(node) || tags::is_silent(node) {
            return true;
        }
        let noted = self.note.is_some() || self.marks.notes.contains_key(&node.id());
        let holds_note = || node.descendants().any(|n| self.marks.notes.contains_key(&n.id()));
        let furniture = tags::is_furniture(node, self.marks.scope) || self.marks.menus.contains(&node.id());
        if !noted && furniture && !holds_note() {
            self.draft.leave_out(Matter::Navigation);
            return true;
        }
        if tags::name(node) == "rt" {
            self.draft.leave_out(Matter::Reading);
            return true;
        }
        false
    }

    fn open(&mut self, node: NodeRef<'_, Node>) {
        if let Some(text) = tags::text(node) {
            return self.add(text);
        }
        match tags::name(node) {
            "br" => self.break_line(),
            "img" | "picture" | "image" => self.draft.leave_out(Matter::Picture),
            "pre" => self.kept += 1,
            _ => {}
        }
        if !tags::is_block(node) {
            return;
        }
        self.end_line();
        self.heading = tags::heading(node).or(self.heading);
        let ordered = tags::name(node) == "li" && node.parent().is_some_and(|list| tags::name(list) == "ol");
        if let Some(key) = self.marks.notes.get(&node.id()) {
            self.note.get_or_insert((node.id(), key.clone()));
        } else if ordered && self.note.is_none() {
            self.draft.leave_out(Matter::Number);
        }
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        if !tags::is_block(node) {
            return;
        }
        self.end_line();
        if tags::heading(node).is_some() {
            self.heading = None;
        }
        if tags::name(node) == "pre" {
            self.kept -= 1;
        }
        if self.note.as_ref().is_some_and(|(id, _)| *id == node.id()) {
            self.note = None;
        }
    }

    fn add(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\r' => {}
                c if self.kept > 0 && (c == '\n' || !c.is_control()) => self.line.text.push(c),
                '\n' => self.blank = Blank::Break,
                ' ' | '\t' | '\u{c}' if self.blank == Blank::None => self.blank = Blank::Space,
                ' ' | '\t' | '\u{c}' | '\0' | '\u{ad}' | '\u{200b}' | '\u{feff}' => {}
                c => {
                    self.write_blank(c);
                    self.line.text.push(c);
                }
            }
        }
    }

    /// A break in the source of a page is no blank between characters that are written without blanks.
    fn write_blank(&mut self, next: char) {
        let blank = std::mem::replace(&mut self.blank, Blank::None);
        let Some(last) = self.line.text.chars().next_back().filter(|c| *c != '\n') else { return };
        let wide = |c: char| {
            chuchu_text::is_han(c)
                || matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}' | '“' | '”' | '‘' | '’' | '—' | '…')
        };
        if blank == Blank::Space || blank == Blank::Break && !(wide(last) && wide(next)) {
            self.line.text.push(' ');
        }
    }

    fn break_line(&mut self) {
        self.blank = Blank::None;
        if !self.line.text.is_empty() {
            self.line.text.push('\n');
        }
    }

    fn end_line(&mut self) {
        self.blank = Blank::None;
        let mut line = std::mem::take(&mut self.line);
        let inked = line.text.trim_end_matches(|c| c == '\n' || chuchu_text::is_blank(c)).len();
        line.text.truncate(inked);
        line.references.iter_mut().for_each(|reference| reference.at = reference.at.min(inked));
        if line.text.is_empty() && line.references.is_empty() {
            return;
        }
        if let Some((_, key)) = &self.note {
            let key = NoteKey { endnote: false, id: key.clone() };
            let text = self.draft.notes.entry(key).or_default();
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&line.text.replace('\n', " "));
            return;
        }
        self.counted += 1;
        line.heading = self.heading;
        line.place = Place { part: self.part.clone(), paragraph: Some(self.counted), ..Place::default() };
        self.draft.lines.push(line);
    }
}
