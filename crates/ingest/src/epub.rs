//! Electronic books: their chapters in reading order, each read as a page, their notes collected for the whole book.

use crate::draft::Draft;
use crate::html::{Page, Scope, expand_empty_elements};
use crate::package::{self, Package};
use crate::source::{Hints, Matter};
use crate::xml::{Token, Xml, text_of};
use crate::{Format, IngestError, Options};
use std::collections::{BTreeMap, BTreeSet};

const CONTAINER: &str = "META-INF/container.xml";
const ENCRYPTION: &str = "META-INF/encryption.xml";

/// What the package document of a book says.
#[derive(Debug, Default)]
struct Book {
    hints: Hints,
    /// The files in reading order.
    chapters: Vec<String>,
}

/// Reads a book. Cost: linear in its chapters.
pub(crate) fn read(bytes: &[u8], options: &Options) -> Result<Draft, IngestError> {
    let mut package = Package::open(bytes, Format::Epub, options.limits)?;
    let locked = locked(&mut package)?;
    let root = root_file(&mut package)?;
    let book = book(&mut package, &root)?;
    if !book.chapters.is_empty() && book.chapters.iter().all(|chapter| locked.contains(chapter)) {
        return Err(IngestError::Encrypted { what: "book (DRM)" });
    }
    let mut draft = Draft { hints: book.hints, ..Draft::default() };
    let (mut pages, mut wanted) = (Vec::new(), BTreeSet::new());
    for chapter in &book.chapters {
        let Some(bytes) = package.part(chapter)?.filter(|_| !locked.contains(chapter)) else {
            draft.leave_out(Matter::Chapter);
            continue;
        };
        let Ok(text) = text_of(bytes, chapter, Format::Epub) else {
            draft.leave_out(Matter::Chapter);
            continue;
        };
        let page = Page::new(&expand_empty_elements(&text), chapter, options.limits)?;
        wanted.extend(page.referred());
        pages.push(page);
    }
    for (number, page) in (1..).zip(&pages) {
        let part = page.heading().unwrap_or_else(|| format!("chapter {number}"));
        page.write(Scope::Whole, &wanted, Some(part), &mut draft);
    }
    Ok(draft)
}

/// The files that are encrypted; fonts often are, which does no harm.
fn locked(package: &mut Package<'_>) -> Result<BTreeSet<String>, IngestError> {
    let Some(bytes) = package.part(ENCRYPTION)? else { return Ok(BTreeSet::new()) };
    let text = text_of(bytes, ENCRYPTION, Format::Epub)?;
    let mut xml = Xml::new(&text, ENCRYPTION, Format::Epub, package.limits());
    let mut found = BTreeSet::new();
    loop {
        match xml.next()? {
            Token::Open(tag) if tag.name() == "CipherReference" => {
                found.extend(tag.attribute("URI").map(|uri| plain(&uri)));
            }
            Token::End => return Ok(found),
            _ => {}
        }
    }
}

/// The package document that the container names.
fn root_file(package: &mut Package<'_>) -> Result<String, IngestError> {
    let text = text_of(package.needed(CONTAINER)?, CONTAINER, Format::Epub)?;
    let mut xml = Xml::new(&text, CONTAINER, Format::Epub, package.limits());
    loop {
        match xml.next()? {
            Token::Open(tag) if tag.name() == "rootfile" => {
                if let Some(path) = tag.attribute("full-path") {
                    return Ok(path);
                }
            }
            Token::End => {
                return Err(IngestError::damaged(Format::Epub, CONTAINER, "it names no package document"));
            }
            _ => {}
        }
    }
}

fn book(package: &mut Package<'_>, root: &str) -> Result<Book, IngestError> {
    let text = text_of(package.needed(root)?, root, Format::Epub)?;
    let mut xml = Xml::new(&text, root, Format::Epub, package.limits());
    let folder = root.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    let (mut book, mut files, mut spine) = (Book::default(), BTreeMap::new(), Vec::new());
    loop {
        let tag = match xml.next()? {
            Token::Open(tag) => tag,
            Token::End => break,
            _ => continue,
        };
        let get = |name: &str| tag.attribute(name).unwrap_or_default();
        let hint = match tag.name() {
            "item" => {
                let contents = get("properties").split_whitespace().any(|word| word == "nav");
                let path = plain(&format!("{folder}{}", get("href")));
                files.insert(get("id"), (path, contents));
                continue;
            }
            "itemref" => {
                spine.push(get("idref"));
                continue;
            }
            "title" => &mut book.hints.title,
            "creator" => &mut book.hints.author,
            "date" => &mut book.hints.date,
            _ => continue,
        };
        let text = xml.text()?;
        if hint.is_none() && !text.is_empty() {
            *hint = Some(text);
        }
    }
    let chapters = spine.iter().filter_map(|id| files.get(id)).filter(|(_, contents)| !contents);
    book.chapters = chapters.map(|(path, _)| path.clone()).collect();
    if book.chapters.is_empty() {
        return Err(IngestError::damaged(Format::Epub, root, "it names no chapters"));
    }
    Ok(book)
}

/// A reference as the name of a file: escapes resolved, steps taken.
fn plain(reference: &str) -> String {
    let mut bytes = Vec::with_capacity(reference.len());
    let mut rest = reference.bytes();
    while let Some(b) = rest.next() {
        let mut ahead = rest.clone();
        let hex = || Some((char::from(ahead.next()?).to_digit(16)?, char::from(ahead.next()?).to_digit(16)?));
        let escaped =
            (b == b'%').then(hex).flatten().and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        if escaped.is_some() {
            rest.nth(1);
        }
        bytes.push(escaped.unwrap_or(b));
    }
    package::plain_path(&String::from_utf8_lossy(&bytes))
}

#[cfg(test)]
mod tests {
    #[test]
    fn references_are_names_of_files() {
        assert_eq!(super::plain("OEBPS/../a/%E7%AB%A0%20b.xhtml"), "a/章 b.xhtml");
        assert_eq!(super::plain("a%zz%4"), "a%zz%4");
    }
}
