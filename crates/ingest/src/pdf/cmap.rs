//! `ToUnicode` maps: from the codes of a font to characters (PDF 32000-1, 9.10.3).

use std::collections::BTreeMap;

/// The most codes that one range may name.
const LONGEST_RANGE: u32 = 0xffff;

/// A map from codes to characters.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    single: BTreeMap<u32, String>,
    /// First and last code, and the UTF-16 of the first.
    ranges: Vec<(u32, u32, Vec<u16>)>,
    /// Whether its codes have one byte.
    pub(super) one_byte: bool,
}

enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'a str),
}

impl ToUnicode {
    /// Reads a map; what cannot be read is passed over. Cost: linear.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut map = Self::default();
        let mut section = "";
        let mut held: Vec<Vec<u8>> = Vec::new();
        let mut list: Option<Vec<Vec<u8>>> = None;
        for token in tokens(&text) {
            match token {
                Token::Word(word) if word.starts_with("begin") => {
                    section = match word {
                        "beginbfchar" => "char",
                        "beginbfrange" => "range",
                        "begincodespacerange" => "space",
                        _ => "",
                    };
                    held.clear();
                }
                Token::Word(word) if word.starts_with("end") => section = "",
                Token::Word(_) => {}
                Token::Open => list = Some(Vec::new()),
                Token::Close => {
                    if let (Some(list), [low, _]) = (list.take(), held.as_slice()) {
                        map.add_list(code(low), &list);
                    }
                    held.clear();
                }
                Token::Hex(hex) => match &mut list {
                    Some(list) => list.push(hex),
                    None => {
                        held.push(hex);
                        map.take(section, &mut held);
                    }
                },
            }
        }
        map.ranges.sort();
        map
    }

    fn take(&mut self, section: &str, held: &mut Vec<Vec<u8>>) {
        match (section, held.as_slice()) {
            ("char", [from, to]) => drop(self.single.insert(code(from), utf16(&units(to)))),
            ("range", [low, high, to]) => self.ranges.push((code(low), code(high), units(to))),
            ("space", [low, _]) => self.one_byte |= low.len() == 1,
            ("range", [_, _]) | (_, [_]) => return,
            _ => {}
        }
        held.clear();
    }

    fn add_list(&mut self, low: u32, list: &[Vec<u8>]) {
        for (at, to) in (low..=low.saturating_add(LONGEST_RANGE)).zip(list) {
            self.single.insert(at, utf16(&units(to)));
        }
    }

    /// The characters of a code.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let after = self.ranges.partition_point(|(low, ..)| *low <= code);
        let (low, _, first) = self.ranges.get(after.checked_sub(1)?).filter(|(_, high, _)| code <= *high)?;
        let mut units = first.clone();
        let last = units.last_mut()?;
        *last = last.wrapping_add(u16::try_from(code - low).ok()?);
        Some(utf16(&units))
    }
}

fn code(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, b| code << 8 | u32::from(*b))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    match bytes {
        [one] => vec![u16::from(*one)],
        bytes => bytes
            .chunks_exact(2)
            .map(|pair| pair.iter().fold(0, |unit, b| unit << 8 | u16::from(*b)))
            .collect(),
    }
}

fn utf16(units: &[u16]) -> String {
    String::from_utf16_lossy(units)
}

fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let (token, length) = match first {
            '[' => (Token::Open, 1),
            ']' => (Token::Close, 1),
            '<' if !rest.starts_with("<<") => {
                let end = rest.find('>').unwrap_or(rest.len());
                let digits: Vec<u8> = rest
                    .get(1..end)?
                    .chars()
                    .filter_map(|c| c.to_digit(16))
                    .filter_map(|d| u8::try_from(d).ok())
                    .collect();
                let bytes =
                    digits.chunks(2).map(|pair| pair.first().unwrap_or(&0) << 4 | pair.get(1).unwrap_or(&0));
                (Token::Hex(bytes.collect()), (end + 1).min(rest.len()))
            }
            _ => {
                let skip = first.len_utf8();
                let end =
                    rest.get(skip..)?.find(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '<' | '>'));
                let end = skip + end.unwrap_or(rest.len() - skip);
                (Token::Word(rest.get(..end)?), end)
            }
        };
        rest = rest.get(length..)?;
        Some(token)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_lists() {
        let map = ToUnicode::read(b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar\n<0001> <515A>\n<0002> <D840DC0B> endbfchar 2 beginbfrange <0010> <0012> <4E00> <0020><0021>[<4E59> <4E01>] endbfrange");
        let get = |code| map.get(code).unwrap_or_default();
        assert_eq!(
            (get(1), get(2), get(0x11), get(0x21)),
            ("党".into(), "𠀋".into(), "丁".into(), "丁".into())
        );
        assert_eq!((map.get(0x13), map.get(0), map.one_byte), (None, None, false));
    }
}
