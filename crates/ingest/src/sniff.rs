//! What a file is, told by its content first and its name second.

use crate::package::Package;
use crate::{Format, IngestError, Limits};

/// What a file was found to be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A package or PDF.
    Binary(Format),
    /// Text of this kind, still in bytes.
    Text(Format),
}

/// Formats known by their first bytes that are not read: what they are and what helps.
const REFUSED: [(&[u8], &str, &str); 9] = [
    (b"{\\rtf", "a rich text file (RTF)", "save it as .docx"),
    (b"\x89PNG", "a picture (PNG)", "run text recognition (OCR) first"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "run text recognition (OCR) first"),
    (b"GIF8", "a picture (GIF)", "run text recognition (OCR) first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"AT&TFORM", "a DjVu file", "convert it to PDF"),
    (b"MIME-Version:", "a web archive (MHTML)", "save the page as .html"),
];

/// The first bytes of a compound file: old Word, or a container around an encrypted new one.
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// So much of a file is looked at.
const HEAD: usize = 1024;

/// Tells what a file is. Cost: its first kilobyte, the directory of a package, all of a compound file.
pub(crate) fn kind(name: &str, bytes: &[u8], limits: Limits) -> Result<Kind, IngestError> {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or(bytes);
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package(bytes, limits).map(Kind::Binary);
    }
    if bytes.starts_with(&COMPOUND) {
        return Err(compound(bytes));
    }
    if head.starts_with(b"%PDF-") || head.windows(5).any(|w| w == b"%PDF-") && head.contains(&0) {
        return Ok(Kind::Binary(Format::Pdf));
    }
    if let Some((_, what, remedy)) = REFUSED.iter().find(|(first, ..)| bytes.starts_with(first)) {
        return Err(IngestError::Unsupported { what, remedy });
    }
    text(name, head).map(Kind::Text)
}

fn package(bytes: &[u8], limits: Limits) -> Result<Format, IngestError> {
    let unpack = "unpack it and give the files in it";
    let office = "export it as .docx or as plain text";
    let mut package = Package::open(bytes, Format::Docx, limits)?;
    if let Some(kind) = package.part("mimetype")? {
        return match kind.trim_ascii() {
            b"application/epub+zip" => Ok(Format::Epub),
            b"application/vnd.oasis.opendocument.text"
            | b"application/vnd.oasis.opendocument.text-template" => Ok(Format::Odt),
            _ => {
                Err(IngestError::Unsupported { what: "an OpenDocument file that is no text", remedy: office })
            }
        };
    }
    if package.has("META-INF/container.xml") {
        return Ok(Format::Epub);
    }
    if !package.has("[Content_Types].xml") {
        return Err(IngestError::Unsupported { what: "a ZIP archive", remedy: unpack });
    }
    let refused = [("xl/workbook.xml", "a workbook (.xlsx)"), ("ppt/presentation.xml", "slides (.pptx)")];
    match refused.iter().find(|(part, _)| package.has(part)) {
        Some((_, what)) => Err(IngestError::Unsupported { what, remedy: office }),
        None => Ok(Format::Docx),
    }
}

/// What is in a compound file: its names are UTF-16.
fn compound(bytes: &[u8]) -> IngestError {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    if holds("EncryptedPackage") {
        return IngestError::Encrypted { what: "Office document" };
    }
    let what =
        if holds("WordDocument") { "a Word 97–2003 document (.doc)" } else { "an old Office document" };
    IngestError::Unsupported { what, remedy: "open it and save it as .docx" }
}

fn text(name: &str, head: &[u8]) -> Result<Format, IngestError> {
    let letters: Vec<u8> = head.iter().copied().filter(|b| b.is_ascii() && *b != 0).collect();
    let shown = String::from_utf8_lossy(&letters).to_ascii_lowercase();
    if shown.contains("progid=\"word.document\"") {
        return Err(IngestError::Unsupported {
            what: "a Word 2003 XML document",
            remedy: "save it as .docx",
        });
    }
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let start = shown.trim_start();
    let opens = ["<!doctype html", "<html", "<head", "<body", "<meta "].iter().any(|t| start.starts_with(t))
        || start.starts_with("<?xml") && start.contains("<html");
    let named = ["html", "htm", "xhtml", "shtml"].contains(&extension.as_str());
    Ok(match extension.as_str() {
        _ if opens || named && shown.contains('<') => Format::Html,
        "md" | "markdown" => Format::Markdown,
        _ => Format::Plain,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, bytes: &[u8], expect: &Result<Kind, &str>) {
        let found = kind(name, bytes, Limits::default()).map_err(|e| e.to_string());
        match (&found, expect) {
            (Err(found), Err(part)) => assert!(found.contains(part), "{found}"),
            (Ok(found), Ok(expect)) => assert_eq!(found, expect),
            _ => panic!("{name}: {found:?}"),
        }
    }

    #[test]
    fn content_overrules_the_name() {
        check("a.txt", b"<!DOCTYPE html><p>", &Ok(Kind::Text(Format::Html)));
        check("a.doc", b"\xef\xbb\xbf <html>", &Ok(Kind::Text(Format::Html)));
        check("a.html", "党".as_bytes(), &Ok(Kind::Text(Format::Plain)));
        check("a.MD", b"x", &Ok(Kind::Text(Format::Markdown)));
        check("a.txt", b"%PDF-1.7\n", &Ok(Kind::Binary(Format::Pdf)));
        check("a.txt", b"\xff\xfe<\0h\0t\0m\0l\0>\0", &Ok(Kind::Text(Format::Html)));
    }

    #[test]
    fn what_is_not_read_is_named_with_a_remedy() {
        let compound = |name: &str| {
            let wide = name.encode_utf16().flat_map(u16::to_le_bytes);
            COMPOUND.iter().copied().chain([0; 90]).chain(wide).collect::<Vec<u8>>()
        };
        check("a.docx", &compound("WordDocument"), &Err("save it as .docx"));
        check("a.docx", &compound("EncryptedPackage"), &Err("password"));
        check("a.doc", b"{\\rtf1 x}", &Err("RTF"));
        check("a.jpg", b"\xff\xd8\xff\xe0", &Err("OCR"));
        check("a.zip", b"PK\x03\x04", &Err("ZIP package"));
    }
}
