//! Notes of a page as its marks say them: EPUB's semantics, DPUB roles, and the forms that Word, `LibreOffice` and
//! Chinese reading programs write.

use super::tags::{attribute, is_block, name, text};
use ego_tree::NodeRef;
use scraper::Node;

/// The note that a link refers to, as path and id; `None` for what is no reference to a note.
pub(super) fn target(node: NodeRef<'_, Node>, path: &str) -> Option<String> {
    if name(node) != "a" {
        return None;
    }
    let (file, id) = attribute(node, "href")?.split_once('#')?;
    let says = |attribute_name: &str, words: &[&str]| {
        let value = attribute(node, attribute_name).unwrap_or_default();
        value.split_whitespace().any(|word| words.contains(&word))
    };
    let is_reference = says("epub:type", &["noteref"])
        || says("role", &["doc-noteref"])
        || says("class", &["noteref", "duokan-footnote", "sdfootnoteanc", "sdendnoteanc", "footnote-ref"])
        || ["_ftn", "_edn"].iter().any(|lead| id.strip_prefix(lead).is_some_and(is_number));
    is_reference.then(|| format!("{}#{id}", resolve(path, file)))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A file as seen from another of the same book.
pub(super) fn resolve(path: &str, file: &str) -> String {
    if file.is_empty() {
        return path.to_owned();
    }
    let mut way: Vec<&str> = path.split('/').collect();
    way.pop();
    for step in file.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(way.pop()),
            step => way.push(step),
        }
    }
    way.join("/")
}

/// The block that is the note whose name a node bears.
pub(super) fn holder(node: NodeRef<'_, Node>) -> Option<NodeRef<'_, Node>> {
    let block = std::iter::once(node).chain(node.ancestors()).find(|node| is_block(*node))?;
    (!matches!(name(block), "body" | "html" | "main" | "article" | "section")).then_some(block)
}

/// Whether a link in a note only leads back to where it is referred to: 1, [1], ↩.
pub(super) fn leads_back(node: NodeRef<'_, Node>) -> bool {
    let words: String = node.descendants().filter_map(text).collect();
    let sign = |c: char| c.is_ascii_digit() || !chuchu_text::is_letter(c);
    name(node) == "a"
        && attribute(node, "href").is_some_and(|href| href.contains('#'))
        && words.chars().all(sign)
}
