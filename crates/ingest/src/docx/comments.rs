//! The comments part of a Word file and the lists that name it, and the package written anew around them.

use super::{Remark, relations};
use crate::package::Package;
use crate::xml::text_of;
use crate::{Format, IngestError, Limits};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const TYPES: &str = "[Content_Types].xml";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";

/// The namespace of a document and the prefix that it has there.
#[derive(Clone, Debug)]
pub(super) struct Dialect {
    namespace: &'static str,
    prefix: String,
    /// The declaration that our elements need, where the document uses no prefix.
    declaration: String,
}

impl Dialect {
    /// That of a part, from its first element.
    pub(super) fn of(xml: &str) -> Self {
        let strict = xml.contains(STRICT);
        let namespace = if strict { STRICT } else { TRANSITIONAL };
        let bound = format!("=\"{namespace}\"");
        let single = bound.replace('"', "'");
        let declared = xml.find(&bound).or_else(|| xml.find(&single));
        let head = declared.and_then(|at| xml.get(..at)).unwrap_or_default();
        let prefix = head.rsplit(char::is_whitespace).next().and_then(|word| word.strip_prefix("xmlns:"));
        match prefix {
            Some(prefix) => Self { namespace, prefix: prefix.to_owned(), declaration: String::new() },
            None => {
                Self { namespace, prefix: "w".to_owned(), declaration: format!(" xmlns:w=\"{namespace}\"") }
            }
        }
    }

    /// The same namespace in a part of our own.
    fn for_new_part(self) -> Self {
        Self { prefix: "w".to_owned(), declaration: String::new(), ..self }
    }

    /// The mark where a comment begins.
    pub(super) fn begin_range(&self, id: u32, out: &mut String) {
        let Self { prefix: w, declaration, .. } = self;
        let _ = write!(out, "<{w}:commentRangeStart{declaration} {w}:id=\"{id}\"/>");
    }

    /// The mark where it ends, and the run that refers to it.
    pub(super) fn end_range(&self, id: u32, out: &mut String) {
        let Self { prefix: w, declaration, .. } = self;
        let _ = write!(
            out,
            "<{w}:commentRangeEnd{declaration} {w}:id=\"{id}\"/><{w}:r{declaration}><{w}:commentReference {w}:id=\"{id}\"/></{w}:r>"
        );
    }

    fn comment(&self, id: u32, remark: &Remark) -> String {
        let Self { prefix: w, declaration, .. } = self;
        let author = escaped(&remark.author);
        let initial = escaped(&remark.author.chars().take(1).collect::<String>());
        let mut out = format!(
            "<{w}:comment{declaration} {w}:id=\"{id}\" {w}:author=\"{author}\" {w}:initials=\"{initial}\">"
        );
        for line in remark.text.split('\n') {
            let line = escaped(line);
            let _ = write!(out, "<{w}:p><{w}:r><{w}:t xml:space=\"preserve\">{line}</{w}:t></{w}:r></{w}:p>");
        }
        let _ = write!(out, "</{w}:comment>");
        out
    }
}

/// A text as XML holds it; what XML cannot hold is left out.
fn escaped(text: &str) -> String {
    let held = text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}'));
    let mut out = String::with_capacity(text.len());
    for c in held {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// A package that is written anew, most of it copied as it is.
pub(super) struct Rewriting<'a> {
    bytes: &'a [u8],
    package: Package<'a>,
    main: String,
    /// The name of the comments part and its text, where it is there.
    comments: (String, Option<String>),
    replaced: BTreeMap<String, Vec<u8>>,
}

impl<'a> Rewriting<'a> {
    pub(super) fn open(bytes: &'a [u8], main: &str, limits: Limits) -> Result<Self, IngestError> {
        let mut package = Package::open(bytes, Format::Docx, limits)?;
        let known = relations::of(&mut package, main)?.into_iter().find(|r| r.kind == "comments");
        let comments = match known {
            Some(relation) => {
                let bytes = package.needed(&relation.target)?;
                let text = text_of(bytes, &relation.target, Format::Docx)?;
                (relation.target, Some(text))
            }
            None => (free_name(&package, main), None),
        };
        Ok(Self { bytes, package, main: main.to_owned(), comments, replaced: BTreeMap::new() })
    }

    /// Only UTF-8 parts are written anew.
    pub(super) fn check_encoding(&mut self, xml: &str) -> Result<(), IngestError> {
        let stored = self.package.needed(&self.main.clone())?;
        if stored.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&stored) == xml.as_bytes() {
            return Ok(());
        }
        Err(IngestError::Unsupported {
            what: "a Word file with parts in UTF-16",
            remedy: "open it and save it again",
        })
    }

    /// A number that no comment of the file has, nor any above it.
    pub(super) fn first_free(&self, main: &str) -> u32 {
        let texts = [main, self.comments.1.as_deref().unwrap_or_default()];
        let used = texts.iter().flat_map(|text| ids(text)).max();
        used.map_or(0, |most| most.saturating_add(1))
    }

    pub(super) fn replace_main(&mut self, xml: String) {
        self.replaced.insert(self.main.clone(), xml.into_bytes());
    }

    /// Adds the comments, numbered from `first`.
    pub(super) fn add_comments(&mut self, first: u32, remarks: &[Remark]) -> Result<(), IngestError> {
        let (name, there) = self.comments.clone();
        let main = self.replaced.get(&self.main).map(Vec::as_slice).unwrap_or_default();
        let dialect = match &there {
            Some(text) => Dialect::of(text),
            None => Dialect::of(&String::from_utf8_lossy(main)).for_new_part(),
        };
        let all: String = (first..).zip(remarks).map(|(id, remark)| dialect.comment(id, remark)).collect();
        if let Some(text) = there {
            let text = before_end(&text, &all).ok_or_else(|| damaged(&name))?;
            self.replaced.insert(name, text.into_bytes());
            return Ok(());
        }
        let namespace = dialect.namespace;
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{namespace}\">{all}</w:comments>"
        );
        self.replaced.insert(name.clone(), text.into_bytes());
        self.name_comments(&name, namespace == STRICT)
    }

    /// Names a new comments part in the list of types and in the relationships of the main part.
    fn name_comments(&mut self, name: &str, strict: bool) -> Result<(), IngestError> {
        let types = text_of(self.package.needed(TYPES)?, TYPES, Format::Docx)?;
        let entry = format!("<Override PartName=\"/{name}\" ContentType=\"{TYPE}\"/>");
        let types = before_end(&types, &entry).ok_or_else(|| damaged(TYPES))?;
        self.replaced.insert(TYPES.to_owned(), types.into_bytes());
        let list = relations::part_of(&self.main);
        let known = relations::of(&mut self.package, &self.main)?;
        let free = (1..).map(|n| format!("rIdChuchu{n}")).find(|id| known.iter().all(|r| r.id != *id));
        let kind = if strict {
            "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
        } else {
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        };
        let id = free.unwrap_or_default();
        let entry = format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{name}\"/>");
        let text = match self.package.part(&list)? {
            Some(bytes) => {
                let text = text_of(bytes, &list, Format::Docx)?;
                before_end(&text, &entry).ok_or_else(|| damaged(&list))?
            }
            None => format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{entry}</Relationships>"
            ),
        };
        self.replaced.insert(list, text.into_bytes());
        Ok(())
    }

    /// The package: parts that did not change are copied as they are, compressed.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, IngestError> {
        let broken =
            |error: zip::result::ZipError| IngestError::damaged(Format::Docx, "the ZIP package", error);
        let mut old = ZipArchive::new(Cursor::new(self.bytes)).map_err(broken)?;
        let mut new = ZipWriter::new(Cursor::new(Vec::with_capacity(self.bytes.len())));
        for index in 0..old.len() {
            let file = old.by_index_raw(index).map_err(broken)?;
            let name = file.name().map_err(broken)?.into_owned();
            let plain = name.replace('\\', "/");
            let ours = self.replaced.keys().find(|part| part.eq_ignore_ascii_case(&plain)).cloned();
            match ours.and_then(|part| self.replaced.remove(&part)) {
                Some(bytes) => write(&mut new, &name, &bytes)?,
                None => new.raw_copy_file(file).map_err(broken)?,
            }
        }
        for (name, bytes) in std::mem::take(&mut self.replaced) {
            write(&mut new, &name, &bytes)?;
        }
        new.finish().map(Cursor::into_inner).map_err(broken)
    }
}

fn write(new: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) -> Result<(), IngestError> {
    let written = new.start_file(name.to_owned(), SimpleFileOptions::default());
    let written =
        written.map_err(|e| e.to_string()).and_then(|()| new.write_all(bytes).map_err(|e| e.to_string()));
    written.map_err(|cause| IngestError::damaged(Format::Docx, name, cause))
}

fn damaged(part: &str) -> IngestError {
    IngestError::damaged(Format::Docx, part, "its last element is not closed")
}

/// A name for a new part beside the main part.
fn free_name(package: &Package<'_>, main: &str) -> String {
    let folder = main.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    let names = std::iter::once(format!("{folder}comments.xml"));
    let names = names.chain((1..).map(|n| format!("{folder}comments{n}.xml")));
    names.into_iter().find(|name| !package.has(name)).unwrap_or_default()
}

/// A part with something put in before the end of its outermost element.
fn before_end(text: &str, inner: &str) -> Option<String> {
    let close = text.rfind('<')?;
    let (head, tail) = text.split_at_checked(close)?;
    if tail.starts_with("</") {
        return Some(format!("{head}{inner}{tail}"));
    }
    let bare = tail.trim_end().strip_suffix("/>")?;
    let name = bare.get(1..)?.split(char::is_whitespace).next()?;
    Some(format!("{head}{bare}>{inner}</{name}>"))
}

/// The numbers of comments that a part names.
fn ids(text: &str) -> impl Iterator<Item = u32> {
    let tags = text.split('<').filter(|tag| {
        let name = tag.split([' ', '>', '/', '\n', '\r', '\t']).next().unwrap_or_default();
        name.rsplit(':').next().is_some_and(|name| name.starts_with("comment"))
    });
    tags.filter_map(|tag| {
        let value = tag.split_once("id=")?.1.trim_start_matches(['"', '\'']);
        value.split(['"', '\'']).next()?.parse().ok()
    })
}
