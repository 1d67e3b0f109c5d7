//! What the elements of HTML are to a reader: blocks, headings, furniture.

use super::Scope;
use ego_tree::NodeRef;
use scraper::Node;

/// Elements that begin and end a line.
const BLOCKS: [&str; 43] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];

/// Elements that hold no text for readers.
const SILENT: [&str; 18] = [
    "script", "style", "noscript", "template", "head", "title", "iframe", "object", "svg", "canvas", "audio",
    "video", "select", "button", "textarea", "rp", "math", "input",
];

/// The name of an element; empty for anything else.
pub(super) fn name(node: NodeRef<'_, Node>) -> &str {
    node.value().as_element().map_or("", |element| element.name())
}

/// An attribute of an element.
pub(super) fn attribute<'a>(node: NodeRef<'a, Node>, name: &str) -> Option<&'a str> {
    node.value().as_element()?.attr(name)
}

/// The characters of a text.
pub(super) fn text(node: NodeRef<'_, Node>) -> Option<&str> {
    node.value().as_text().map(|text| &**text)
}

pub(super) fn is_block(node: NodeRef<'_, Node>) -> bool {
    BLOCKS.contains(&name(node))
}

/// The level of a heading.
pub(super) fn heading(node: NodeRef<'_, Node>) -> Option<u8> {
    match name(node).as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Whether an element is silent, or hidden by its own attributes.
pub(super) fn is_silent(node: NodeRef<'_, Node>) -> bool {
    let hidden = || {
        let style = attribute(node, "style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
        attribute(node, "hidden").is_some() || style.contains("display:none")
    };
    SILENT.contains(&name(node)) || !name(node).is_empty() && hidden()
}

/// Menus, banners, footers: what stands around the text of a page. The banner of the text itself, its title and
/// byline, is none; a book has but its list of contents.
pub(super) fn is_furniture(node: NodeRef<'_, Node>, scope: Scope) -> bool {
    let in_text = || node.ancestors().any(|above| matches!(name(above), "article" | "main"));
    match name(node) {
        "nav" => true,
        _ if scope != Scope::MainText => false,
        "footer" | "aside" => true,
        "header" => !in_text(),
        "" => false,
        _ => matches!(
            attribute(node, "role"),
            Some("navigation" | "banner" | "contentinfo" | "complementary" | "search" | "menu")
        ),
    }
}
