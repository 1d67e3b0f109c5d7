//! The addresses of documents and passages as resources: `chuchu://document/s000`, `chuchu://passage/s000%23e4`.

use std::fmt::Write as _;

const DOCUMENT: &str = "chuchu://document/";
const PASSAGE: &str = "chuchu://passage/";

/// What a resource is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Named {
    Document(String),
    Passage(String),
}

pub(super) fn document(id: &str) -> String {
    format!("{DOCUMENT}{}", encoded(id))
}

/// Reads an address.
pub(super) fn read(uri: &str) -> Option<Named> {
    let document = uri.strip_prefix(DOCUMENT).map(|id| decoded(id).map(Named::Document));
    document.or_else(|| uri.strip_prefix(PASSAGE).map(|id| decoded(id).map(Named::Passage)))?
}

fn encoded(id: &str) -> String {
    let mut encoded = String::new();
    for byte in id.bytes() {
        match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            byte => {
                let _ = write!(encoded, "%{byte:02X}"); // a String takes everything
            }
        }
    }
    encoded
}

fn decoded(id: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(id.len());
    let mut rest = id.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                let (high, low) = (digit(rest.next())?, digit(rest.next())?);
                u8::try_from(high * 16 + low).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok().filter(|id| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_back_to_ids() {
        for id in ["s000", "文集/甲 乙", "a%b+c"] {
            assert_eq!(read(&document(id)), Some(Named::Document(id.to_owned())));
        }
        assert_eq!(read("chuchu://passage/s000%23e4"), Some(Named::Passage("s000#e4".to_owned())));
        for wrong in
            ["", "file:///etc/passwd", "chuchu://document/", "chuchu://document/%", "chuchu://document/%FF"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
