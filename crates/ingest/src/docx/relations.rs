//! Relationships of a package of Office Open XML: which part is what for which.

use crate::package::{self, Package};
use crate::xml::{Token, Xml, text_of};
use crate::{Format, IngestError};

/// One relationship of a part.
#[derive(Debug)]
pub(super) struct Relation {
    pub(super) id: String,
    /// The last word of its type: `officeDocument`, `footnotes`, `comments`.
    pub(super) kind: String,
    /// The part it points to, from the root of the package.
    pub(super) target: String,
}

/// Where the relationships of a part are stored: `word/document.xml` → `word/_rels/document.xml.rels`.
pub(super) fn part_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The relationships of a part; those of the package for the empty name.
pub(super) fn of(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, IngestError> {
    let name = part_of(part);
    let Some(bytes) = package.part(&name)? else { return Ok(Vec::new()) };
    let text = text_of(bytes, &name, Format::Docx)?;
    let mut xml = Xml::new(&text, &name, Format::Docx, package.limits());
    let mut found = Vec::new();
    loop {
        match xml.next()? {
            Token::Open(tag) if tag.name() == "Relationship" => {
                let get = |name: &str| tag.attribute(name).unwrap_or_default();
                if get("TargetMode") != "External" {
                    let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
                    found.push(Relation { id: get("Id"), kind, target: resolve(part, &get("Target")) });
                }
            }
            Token::End => return Ok(found),
            _ => {}
        }
    }
}

/// A target as seen from a part, from the root of the package.
fn resolve(part: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    package::plain_path(&format!("{folder}/{target}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_resolved_from_the_folder_of_the_part() {
        assert_eq!(resolve("word/document.xml", "notes/../footnotes.xml"), "word/footnotes.xml");
        assert_eq!(resolve("word/document.xml", "/docProps/core.xml"), "docProps/core.xml");
        assert_eq!(resolve("", "word/document.xml"), "word/document.xml");
        assert_eq!(
            (part_of("word/a.xml").as_str(), part_of("").as_str()),
            ("word/_rels/a.xml.rels", "_rels/.rels")
        );
    }
}
