//! A look over the tags of a page before it is taken apart: how deep they stand, and tags of XHTML that close
//! themselves, which HTML does not know.

use crate::{IngestError, Limits};

/// Elements without content in HTML.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Elements that another of their kind closes.
const CLOSED_BY_NEXT: [&str; 12] =
    ["p", "li", "dt", "dd", "tr", "td", "th", "option", "tbody", "thead", "rt", "rp"];

/// Pages leave tags open by mistake; so many times the limit of depth is borne.
const SLACK: usize = 10;

/// A tag as it stands in a page.
struct Tag<'a> {
    name: &'a str,
    /// The whole of it, from `<` to `>`.
    whole: &'a str,
    #[cfg_attr(not(feature = "epub"), allow(dead_code, reason = "only the chapters of books are rewritten"))]
    end: usize,
}

/// Refuses what no page is: thousands of elements inside each other, which take a parser quadratic time, and more of
/// them than there is room for.
pub(crate) fn check_size(text: &str, limits: Limits) -> Result<(), IngestError> {
    if text.len() as u64 > limits.page() {
        return Err(IngestError::TooLarge { what: "bytes of a page", limit: limits.page() });
    }
    let (mut open, limit) = (0usize, limits.depth.saturating_mul(SLACK));
    let mut left = limits.elements();
    for tag in tags(text) {
        let limit_of_all = limits.elements();
        left = left.checked_sub(1).ok_or(IngestError::TooLarge { what: "elements", limit: limit_of_all })?;
        let name = tag.name.to_ascii_lowercase();
        if tag.whole.starts_with("</") {
            open = open.saturating_sub(1);
        } else if !VOID.contains(&name.as_str()) && !CLOSED_BY_NEXT.contains(&name.as_str()) {
            open += 1;
        }
        if open > limit {
            return Err(IngestError::TooLarge { what: "elements inside each other", limit: limit as u64 });
        }
    }
    Ok(())
}

/// XHTML with `<a id="x"/>` written `<a id="x"></a>`, as a reader of HTML understands it.
#[cfg(feature = "epub")]
pub(crate) fn expand_empty_elements(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for tag in tags(text) {
        let bare = tag.whole.strip_suffix("/>").filter(|_| !VOID.contains(&tag.name));
        if let Some(bare) = bare {
            let start = tag.end - tag.whole.len();
            out.push_str(text.get(done..start).unwrap_or_default());
            out.push_str(bare);
            out.push_str("></");
            out.push_str(tag.name);
            out.push('>');
            done = tag.end;
        }
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

/// The tags of a page; comments are passed over.
fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find('<')?;
            let rest = text.get(start..)?;
            if rest.starts_with("<!--") {
                at = start + rest.find("-->").map_or(rest.len(), |end| end + 3);
                continue;
            }
            let name = rest.trim_start_matches('<').trim_start_matches('/');
            let named = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !rest.starts_with("<<");
            if !named {
                at = start + 1;
                continue;
            }
            let length =
                name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(name.len());
            let end = start + close(rest);
            at = end;
            return Some(Tag { name: name.get(..length)?, whole: text.get(start..end)?, end });
        }
    })
}

/// Where a tag ends: its `>` outside of quotation marks.
fn close(tag: &str) -> usize {
    let mut quote = None;
    for (at, b) in tag.bytes().enumerate() {
        match (quote, b) {
            (None, b'"' | b'\'') => quote = Some(b),
            (Some(open), b) if open == b => quote = None,
            (None, b'>') => return at + 1,
            _ => {}
        }
    }
    tag.find('>').map_or(tag.len(), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_bounded_and_ordinary_faults_are_borne() {
        let limits = Limits { depth: 10, ..Limits::default() };
        assert!(check_size(&"<div>".repeat(101), limits).is_err());
        assert!(check_size(&"<p>甲<li>乙<br>".repeat(1000), limits).is_ok());
        assert!(check_size(&"<b>甲</b>".repeat(1000), limits).is_ok());
    }

    #[cfg(feature = "epub")]
    #[test]
    fn tags_that_close_themselves_are_written_out() {
        let page = r#"<title/><!-- <a/> --><a id="x>"/>甲<br/>5 < 6 />"#;
        assert_eq!(
            expand_empty_elements(page),
            r#"<title></title><!-- <a/> --><a id="x>"></a>甲<br/>5 < 6 />"#
        );
    }
}
