//! Packages for the tests, put together from parts written here.
#![allow(dead_code, reason = "each test uses some of them")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub(crate) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(crate) const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// A package of these parts.
pub(crate) fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(name.to_string(), SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A part of a package.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The names of all parts, in order.
pub(crate) fn names(bytes: &[u8]) -> Vec<String> {
    let archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive.file_names().map(|name| name.unwrap().into_owned()).collect()
}

/// A Word file with this body and these further parts (`footnotes`, `endnotes`, `comments`, `styles`, `numbering`),
/// each without its outermost element.
pub(crate) fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    docx_in(W, body, parts)
}

/// The same in a namespace.
pub(crate) fn docx_in(namespace: &str, body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let spaces = format!(
        r#"xmlns:w="{namespace}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math""#
    );
    let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let mut all = vec![
        (
            "[Content_Types].xml".to_owned(),
            format!(
                r#"<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#
            ),
        ),
        (
            "_rels/.rels".to_owned(),
            format!(
                r#"<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{base}/officeDocument" Target="word/document.xml"/></Relationships>"#
            ),
        ),
        (
            "word/document.xml".to_owned(),
            format!(
                r#"<?xml version="1.0" encoding="UTF-8"?><w:document {spaces}><w:body>{body}</w:body></w:document>"#
            ),
        ),
    ];
    let mut relations = String::new();
    for (number, (name, text)) in parts.iter().enumerate() {
        relations += &format!(r#"<Relationship Id="rId{number}" Type="{base}/{name}" Target="{name}.xml"/>"#);
        all.push((format!("word/{name}.xml"), format!("<w:{name} {spaces}>{text}</w:{name}>")));
    }
    all.push((
        "word/_rels/document.xml.rels".to_owned(),
        format!(r#"<Relationships xmlns="{package}/relationships">{relations}</Relationships>"#),
    ));
    let all: Vec<(&str, &str)> = all.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    zip(&all)
}

/// A paragraph of one run.
pub(crate) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A run that refers to a footnote.
pub(crate) fn footnote(id: u32) -> String {
    format!(r#"<w:r><w:footnoteReference w:id="{id}"/></w:r>"#)
}
