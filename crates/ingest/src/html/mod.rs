//! Pages of the web: which characters they are written in, which part of them is the text, and its walk into a draft.
//! EPUB reads its chapters through the same walk.

mod declared;
mod main_text;
mod notes;
mod scan;
mod tags;
mod walk;

pub(crate) use declared::decode;
#[cfg(feature = "epub")]
pub(crate) use scan::expand_empty_elements;

use crate::draft::Draft;
use crate::source::{Hints, Matter};
use crate::{IngestError, Limits};
use ego_tree::{NodeId, NodeRef};
use scraper::{Html, Node};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use walk::{Marks, Walk};

/// A page taken apart, not walked through yet.
pub(crate) struct Page {
    html: Html,
    /// Where it stands in its book; empty for a page by itself.
    path: String,
}

/// How to walk through a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Its main text: menus, banners and the like left out.
    MainText,
    /// All of it: a chapter of a book.
    #[cfg(feature = "epub")]
    Whole,
}

impl Page {
    /// Takes a page apart. Cost: linear for what people write; the depth is bounded.
    pub(crate) fn new(text: &str, path: &str, limits: Limits) -> Result<Self, IngestError> {
        scan::check_size(text, limits)?;
        Ok(Self { html: Html::parse_document(text), path: path.to_owned() })
    }

    fn nodes(&self) -> impl Iterator<Item = NodeRef<'_, Node>> {
        self.html.tree.root().descendants()
    }

    fn first(&self, name: &str) -> Option<NodeRef<'_, Node>> {
        self.nodes().find(|node| tags::name(*node) == name)
    }

    /// The notes that it refers to, by path and id.
    pub(crate) fn referred(&self) -> BTreeSet<String> {
        self.nodes().filter_map(|node| notes::target(node, &self.path)).collect()
    }

    /// The elements that are these notes.
    fn note_elements(&self, wanted: &BTreeSet<String>) -> BTreeMap<NodeId, String> {
        let named = self.nodes().filter_map(|node| {
            let key =
                format!("{}#{}", self.path, tags::attribute(node, "id").or(tags::attribute(node, "name"))?);
            wanted.contains(&key).then(|| notes::holder(node).map(|holder| (holder.id(), key)))?
        });
        named.collect()
    }

    /// Puts its lines into a draft. `part` is said in their places.
    pub(crate) fn write(
        &self,
        scope: Scope,
        wanted: &BTreeSet<String>,
        part: Option<String>,
        draft: &mut Draft,
    ) {
        let body = self.first("body").unwrap_or_else(|| self.html.tree.root());
        let root = if scope == Scope::MainText { main_text::root(body) } else { body };
        let mut menus = if scope == Scope::MainText { main_text::menus(body) } else { HashSet::new() };
        menus.remove(&root.id());
        if root.id() != body.id() {
            draft.leave_out(Matter::Navigation);
        }
        let marks = Marks { scope, path: &self.path, notes: self.note_elements(wanted), menus };
        Walk::new(draft, marks, part).all(root);
    }

    /// What it says about itself.
    pub(crate) fn hints(&self) -> Hints {
        let meta = |names: &[&str]| {
            let mut all = self.nodes().filter(|node| tags::name(*node) == "meta");
            let found = all.find(|node| {
                let name = tags::attribute(*node, "name").or(tags::attribute(*node, "property"));
                name.is_some_and(|name| names.iter().any(|n| n.eq_ignore_ascii_case(name)))
            })?;
            tags::attribute(found, "content")
                .map(|content| content.trim().to_owned())
                .filter(|c| !c.is_empty())
        };
        Hints {
            title: self.title(),
            author: meta(&["author", "article:author", "dc.creator"]),
            date: meta(&[
                "article:published_time",
                "publishdate",
                "pubdate",
                "date",
                "dc.date",
                "dc.date.issued",
            ]),
        }
    }

    fn title(&self) -> Option<String> {
        let title: String = self.first("title")?.descendants().filter_map(tags::text).collect();
        Some(title.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty())
    }

    /// Its first heading.
    #[cfg(feature = "epub")]
    pub(crate) fn heading(&self) -> Option<String> {
        let heading = self.nodes().find(|node| tags::heading(*node).is_some())?;
        let text: String = heading.descendants().filter_map(tags::text).collect();
        Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty())
    }
}

/// A page by itself.
pub(crate) fn read(text: &str, limits: Limits) -> Result<Draft, IngestError> {
    let page = Page::new(text, "", limits)?;
    let mut draft = Draft { hints: page.hints(), ..Draft::default() };
    page.write(Scope::MainText, &page.referred(), None, &mut draft);
    Ok(draft)
}
