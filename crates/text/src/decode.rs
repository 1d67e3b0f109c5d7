//! Bytes to text: which encoding, and a clear answer where that cannot be told.
//!
//! The order is: byte-order mark; strict UTF-8; UTF-16 by its zero bytes; then, from 1,024 bytes on, a
//! guess between GB18030 and Big5 (shorter texts are guessed wrong too often: eight bytes of GB18030
//! look like EUC-JP to the best detectors). Otherwise the caller must say.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use thiserror::Error;

/// The encodings that Chinese files come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with or without byte-order mark.
    Utf8,
    /// GB18030, which holds GBK and GB2312.
    Gb18030,
    /// Big5 with the Hong Kong characters.
    Big5,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

impl Encoding {
    /// The usual name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
        }
    }

    /// Reads a name such as `gbk` or `UTF-16`; `None` for an encoding that is not supported.
    ///
    /// ```
    /// use chuchu_text::Encoding;
    /// assert_eq!(Encoding::from_name("gbk"), Some(Encoding::Gb18030));
    /// assert_eq!(Encoding::from_name("koi8-r"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        Some(match plain.to_ascii_lowercase().as_str() {
            "utf8" => Self::Utf8,
            "gb18030" | "gbk" | "gb2312" | "cp936" => Self::Gb18030,
            "big5" | "big5hkscs" | "cp950" => Self::Big5,
            "utf16" | "utf16le" => Self::Utf16Le,
            "utf16be" => Self::Utf16Be,
            _ => return None,
        })
    }

    fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Gb18030 => encoding_rs::GB18030,
            Self::Big5 => encoding_rs::BIG5,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
        }
    }
}

/// Why bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// Neither UTF-8 nor a Chinese encoding that can be told with certainty.
    #[error(
        "not UTF-8 (first bad byte at offset {offset}), and the encoding cannot be told; name it (--encoding gb18030, big5, utf-16)"
    )]
    Unknown {
        /// Offset of the first byte that is not UTF-8.
        offset: usize,
    },
    /// The encoding is known but the bytes are damaged.
    #[error("damaged {encoding}: bytes that are no character")]
    Damaged {
        /// Name of the encoding.
        encoding: &'static str,
    },
    /// A zero byte: not a text file.
    #[error("not a text file: zero byte (NUL) at offset {offset}")]
    Binary {
        /// Offset of the zero byte in the decoded text, in bytes.
        offset: usize,
    },
    /// Longer than offsets can count.
    #[error("too large: {bytes} bytes; at most 4 GiB of text can be addressed")]
    TooLarge {
        /// Length of the file.
        bytes: usize,
    },
}

/// A decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text. A UTF-8 byte-order mark stays as its first character, so that offsets are those of the file.
    pub text: String,
    /// The encoding that was found or given.
    pub encoding: Encoding,
}

/// The least number of bytes from which GB18030 and Big5 are told apart by statistics.
const ENOUGH_TO_GUESS: usize = 1024;

/// Decodes a file, finding its encoding.
///
/// # Errors
/// [`DecodeError`], when the encoding cannot be told, the bytes are damaged, or it is no text.
///
/// ```
/// assert_eq!(chuchu_text::decode("党".as_bytes()).unwrap().text, "党");
/// assert!(chuchu_text::decode(&[0xb5, 0xb3]).is_err()); // 党 in GB18030: too short to be told
/// ```
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    decode_as(bytes, detect(bytes)?)
}

/// Decodes a file whose encoding is known.
///
/// # Errors
/// [`DecodeError`], when the bytes are damaged, or it is no text.
pub fn decode_as(bytes: &[u8], encoding: Encoding) -> Result<Decoded, DecodeError> {
    if u32::try_from(bytes.len().saturating_mul(3)).is_err() {
        return Err(DecodeError::TooLarge { bytes: bytes.len() });
    }
    let text = if encoding == Encoding::Utf8 {
        String::from_utf8(bytes.to_vec()).map_err(|_| DecodeError::Damaged { encoding: encoding.name() })?
    } else {
        let (text, damaged) = encoding.codec().decode_with_bom_removal(bytes);
        if damaged {
            return Err(DecodeError::Damaged { encoding: encoding.name() });
        }
        text.into_owned()
    };
    match text.find('\0') {
        Some(offset) => Err(DecodeError::Binary { offset }),
        None => Ok(Decoded { text, encoding }),
    }
}

fn detect(bytes: &[u8]) -> Result<Encoding, DecodeError> {
    if let Some((codec, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return Ok(if codec == encoding_rs::UTF_16LE {
            Encoding::Utf16Le
        } else if codec == encoding_rs::UTF_16BE {
            Encoding::Utf16Be
        } else {
            Encoding::Utf8
        });
    }
    let Err(not_utf8) = std::str::from_utf8(bytes) else {
        return Ok(Encoding::Utf8);
    };
    let offset = not_utf8.valid_up_to();
    if let Some(zero) = bytes.iter().position(|b| *b == 0) {
        return utf16_by_zeros(bytes).ok_or(DecodeError::Binary { offset: zero });
    }
    if bytes.len() < ENOUGH_TO_GUESS {
        return Err(DecodeError::Unknown { offset });
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    [Encoding::Gb18030, Encoding::Big5]
        .into_iter()
        .find(|e| e.codec() == guess || (*e == Encoding::Gb18030 && guess == encoding_rs::GBK))
        .ok_or(DecodeError::Unknown { offset })
}

/// UTF-16 without a mark shows itself by zero bytes at every other place (ASCII digits, line ends).
fn utf16_by_zeros(bytes: &[u8]) -> Option<Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    match (zeros(0), zeros(1)) {
        (0, _) => Some(Encoding::Utf16Le),
        (_, 0) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn long(text: &str) -> String {
        text.repeat(1 + 2 * ENOUGH_TO_GUESS / text.len())
    }

    #[test]
    fn gb18030_and_big5_are_told_apart_when_long_enough() {
        let simplified = long("群众路线是党的生命线和根本工作路线，是我们党永葆青春活力的重要传家宝。");
        let (bytes, ..) = encoding_rs::GB18030.encode(&simplified);
        assert_eq!(decode(&bytes).unwrap(), Decoded { text: simplified, encoding: Encoding::Gb18030 });
        let traditional = long("群眾路線是黨的生命線和根本工作路線，是我們黨永葆青春活力的重要傳家寶。");
        let (bytes, ..) = encoding_rs::BIG5.encode(&traditional);
        assert_eq!(decode(&bytes).unwrap(), Decoded { text: traditional, encoding: Encoding::Big5 });
    }

    #[test]
    fn a_short_text_in_an_unknown_encoding_is_asked_about() {
        let (bytes, ..) = encoding_rs::GB18030.encode("群众");
        assert!(matches!(decode(&bytes), Err(DecodeError::Unknown { .. })));
        assert_eq!(decode_as(&bytes, Encoding::Gb18030).unwrap().text, "群众");
    }

    #[test]
    fn marks_tell_the_encoding() {
        assert_eq!(decode("\u{feff}党".as_bytes()).unwrap().text, "\u{feff}党");
        assert_eq!(decode([0xff, 0xfe, 0x5a, 0x51]).unwrap().text, "党");
        assert_eq!(decode([0xfe, 0xff, 0x51, 0x5a]).unwrap().text, "党");
    }

    #[test]
    fn zero_bytes_are_no_text() {
        assert_eq!(decode(b"a\0b"), Err(DecodeError::Binary { offset: 1 }));
        assert_eq!(decode([0x80, 0, 0, 0x81, 7]), Err(DecodeError::Binary { offset: 1 }));
    }

    #[test]
    fn damaged_text_is_refused() {
        assert_eq!(decode_as(&[0xe5, 0x85], Encoding::Utf8), Err(DecodeError::Damaged { encoding: "UTF-8" }));
        assert!(decode("").is_ok_and(|d| d.text.is_empty()));
    }

    fn decode(bytes: impl AsRef<[u8]>) -> Result<Decoded, DecodeError> {
        super::decode(bytes.as_ref())
    }

    proptest! {
        #[test]
        fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let _ = decode(&bytes);
        }
    }
}
