//! The characters that a page says it is written in, where it says so: byte-order mark, then its own declaration.

use crate::{IngestError, Options};
use chuchu_text::{Decoded, Encoding};

/// A declaration stands within so many bytes (HTML asks for 1,024; pages have been seen to need more).
const HEAD: usize = 4096;

/// Decodes a page: as told, by its mark, as it declares, or as found.
///
/// A page that declares another encoding than it has is read as UTF-8 where it is that without a fault.
pub(crate) fn decode(bytes: &[u8], options: &Options) -> Result<Decoded, IngestError> {
    let marked = bytes.starts_with(&[0xef, 0xbb, 0xbf])
        || bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff]);
    let declared = declared(bytes).filter(|_| !marked && std::str::from_utf8(bytes).is_err());
    let encoding = options.encoding.or(declared);
    Ok(match encoding {
        Some(encoding) => chuchu_text::decode_as(bytes, encoding)?,
        None => chuchu_text::decode(bytes)?,
    })
}

/// What the first `charset=` or `encoding=` of a page names.
fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..HEAD.min(bytes.len()))?;
    let head: String = head.iter().map(|b| if b.is_ascii() { char::from(*b) } else { ' ' }).collect();
    let head = head.to_ascii_lowercase();
    ["charset", "encoding"].iter().find_map(|word| {
        head.split(word).skip(1).find_map(|rest| {
            let value = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
            let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'));
            Encoding::from_name(value.get(..end.unwrap_or(value.len()))?)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &[u8], expect: Encoding) {
        let decoded = decode(page, &Options::default()).unwrap();
        assert_eq!(decoded.encoding, expect);
        assert!(decoded.text.contains(['党', '黨']), "{}", decoded.text);
    }

    #[test]
    fn a_short_page_is_read_as_it_declares() {
        check(b"<meta charset=gb2312><p>\xb5\xb3", Encoding::Gb18030);
        check(b"<meta http-equiv='Content-Type' content='text/html; charset=BIG5'>\xc4\xd2", Encoding::Big5);
        check("<meta charset='gbk'>党".as_bytes(), Encoding::Utf8);
        check("\u{feff}<meta charset='gbk'>党".as_bytes(), Encoding::Utf8);
    }
}
