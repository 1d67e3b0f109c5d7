//! Fonts as far as text needs them: which bytes are a code, which characters it stands for, how wide it is. Glyphs
//! themselves are never looked at.

use super::cmap::ToUnicode;
use super::glyph::steps;
use encoding_rs::{BIG5, GB18030, UTF_16BE, WINDOWS_1252};
use lopdf::{Dictionary, Document, Object};
use std::collections::BTreeMap;

/// How the bytes of a string are codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Codes {
    /// One byte each.
    Single,
    /// Two bytes each.
    Double,
    /// Two bytes each that are UTF-16.
    Utf16,
    /// One or two bytes of GBK.
    Gbk,
    /// One or two bytes of Big5.
    Big5,
}

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    unicode: Option<ToUnicode>,
    /// Characters of codes that the font names itself.
    named: BTreeMap<u32, char>,
    widths: BTreeMap<u32, f64>,
    usual_width: f64,
}

/// A code in a string.
#[derive(Debug)]
pub(super) struct Code {
    /// Its characters; U+FFFD where nobody knows.
    pub(super) text: String,
    /// Its width as a share of the size.
    pub(super) width: f64,
    /// Whether it is the blank that word spacing widens.
    pub(super) blank: bool,
}

impl Font {
    /// Reads a font; `stream` unpacks a stream. Cost: its map and widths.
    pub(super) fn read(
        document: &Document,
        dict: &Dictionary,
        stream: &mut dyn FnMut(&Object) -> Option<Vec<u8>>,
    ) -> Self {
        let get = |dict: &Dictionary, key: &[u8]| {
            dict.get(key).and_then(|value| document.dereference(value)).map(|(_, value)| value.clone()).ok()
        };
        let unicode = get(dict, b"ToUnicode").and_then(|map| stream(&map)).map(|map| ToUnicode::read(&map));
        let encoding = get(dict, b"Encoding");
        let name = encoding.as_ref().and_then(|e| e.as_name().ok()).unwrap_or_default().to_vec();
        let composite = matches!(dict.get(b"Subtype").and_then(Object::as_name), Ok(b"Type0"));
        let mut font = Self {
            codes: codes(composite, &name, unicode.as_ref()),
            unicode,
            named: BTreeMap::new(),
            widths: BTreeMap::new(),
            usual_width: if composite { 1.0 } else { 0.5 },
        };
        if composite {
            let below = get(dict, b"DescendantFonts").and_then(|fonts| {
                let first = fonts.as_array().ok()?.first()?.clone();
                document.dereference(&first).ok()?.1.as_dict().ok().cloned()
            });
            if let Some(below) = below {
                font.usual_width = get(&below, b"DW").and_then(|w| w.as_float().ok()).map_or(1.0, per_mille);
                let list = get(&below, b"W").and_then(|w| w.as_array().ok().cloned()).unwrap_or_default();
                font.cid_widths(document, &list);
            }
        } else {
            let first =
                get(dict, b"FirstChar").and_then(|n| n.as_i64().ok()).and_then(|n| u32::try_from(n).ok());
            let list = get(dict, b"Widths").and_then(|w| w.as_array().ok().cloned()).unwrap_or_default();
            let widths = list.iter().map(|w| number(document, w).map_or(0.5, per_mille));
            font.widths = (first.unwrap_or(0)..).zip(widths.take(256)).collect();
            let differences =
                encoding.as_ref().and_then(|e| e.as_dict().ok()).and_then(|e| get(e, b"Differences"));
            font.name_codes(differences.and_then(|d| d.as_array().ok().cloned()).unwrap_or_default());
        }
        font
    }

    /// `c [w1 w2 …]` and `first last w` (9.7.4.3).
    fn cid_widths(&mut self, document: &Document, list: &[Object]) {
        let value = |object: &Object| number(document, object);
        let code = |n: f32| u32::try_from(steps(f64::from(n))).unwrap_or(0);
        let mut at = 0;
        while let (Some(first), Some(next)) = (list.get(at).and_then(value), list.get(at + 1)) {
            let next = document.dereference(next).map_or(next, |(_, next)| next);
            if let Ok(widths) = next.as_array() {
                self.widths.extend((code(first)..).zip(widths.iter().filter_map(value).map(per_mille)));
                at += 2;
            } else if let (Some(last), Some(width)) = (value(next), list.get(at + 2).and_then(value)) {
                let last = code(last).min(code(first).saturating_add(0xffff));
                self.widths.extend((code(first)..=last).map(|code| (code, per_mille(width))));
                at += 3;
            } else {
                return;
            }
        }
    }

    /// Names of glyphs that say their character: `A`, `uni515A`.
    fn name_codes(&mut self, differences: Vec<Object>) {
        let mut code = 0u32;
        for entry in differences {
            if let Ok(number) = entry.as_i64() {
                code = u32::try_from(number).unwrap_or(0);
            } else if let Ok(name) = entry.as_name() {
                let name = String::from_utf8_lossy(name);
                let hex =
                    name.strip_prefix("uni").and_then(|hex| u32::from_str_radix(hex.get(..4)?, 16).ok());
                let letter = || name.chars().next().filter(|_| name.chars().count() == 1);
                self.named.extend(hex.and_then(char::from_u32).or_else(letter).map(|c| (code, c)));
                code = code.saturating_add(1);
            }
        }
    }

    /// The codes of a string.
    pub(super) fn codes(&self, string: &[u8]) -> Vec<Code> {
        let mut found = Vec::with_capacity(string.len() / 2 + 1);
        let mut rest = string;
        while let Some(first) = rest.first() {
            let two = match self.codes {
                Codes::Single => false,
                Codes::Double | Codes::Utf16 => true,
                Codes::Gbk | Codes::Big5 => *first >= 0x80,
            };
            let length = if two { 2.min(rest.len()) } else { 1 };
            let (bytes, after) = rest.split_at(length);
            rest = after;
            let code = bytes.iter().fold(0u32, |code, b| code << 8 | u32::from(*b));
            found.push(Code {
                text: self.text(code, bytes),
                width: self.width(code, length),
                blank: bytes == b" ",
            });
        }
        found
    }

    fn width(&self, code: u32, length: usize) -> f64 {
        let narrow = matches!(self.codes, Codes::Gbk | Codes::Big5) && length == 1;
        let usual = if narrow { 0.5 } else { self.usual_width };
        let known =
            if matches!(self.codes, Codes::Single | Codes::Double) { self.widths.get(&code) } else { None };
        known.copied().unwrap_or(usual)
    }

    fn text(&self, code: u32, bytes: &[u8]) -> String {
        if let Some(text) = self.unicode.as_ref().and_then(|map| map.get(code)) {
            return text;
        }
        let codec = match self.codes {
            Codes::Double => return "\u{fffd}".to_owned(),
            Codes::Single => match self.named.get(&code) {
                Some(c) => return c.to_string(),
                None => WINDOWS_1252,
            },
            Codes::Utf16 => UTF_16BE,
            Codes::Gbk => GB18030,
            Codes::Big5 => BIG5,
        };
        codec.decode_without_bom_handling(bytes).0.into_owned()
    }
}

/// Predefined maps say what their codes are (9.7.5.2).
fn codes(composite: bool, name: &[u8], unicode: Option<&ToUnicode>) -> Codes {
    if !composite {
        return Codes::Single;
    }
    let name = String::from_utf8_lossy(name);
    match name.as_ref() {
        name if name.starts_with("Uni") => Codes::Utf16,
        name if name.starts_with("GBK") || name.starts_with("GB-EUC") => Codes::Gbk,
        name if name.contains("-B5") || name.starts_with("B5") => Codes::Big5,
        name if !name.starts_with("Identity") && unicode.is_some_and(|map| map.one_byte) => Codes::Single,
        _ => Codes::Double,
    }
}

fn number(document: &Document, object: &Object) -> Option<f32> {
    document.dereference(object).ok()?.1.as_float().ok()
}

fn per_mille(width: f32) -> f64 {
    f64::from(width) / 1000.0
}

/// A string for people: UTF-16 with a mark, else Latin letters.
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(wide) => UTF_16BE.decode_without_bom_handling(wide).0.into_owned(),
        None => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}
