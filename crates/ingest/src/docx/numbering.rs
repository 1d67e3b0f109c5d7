//! Automatic numbers of lists: what stands before a paragraph in print and nowhere in its text.

use crate::IngestError;
use crate::xml::{Token, Xml};
use std::collections::BTreeMap;

/// How many levels a list has.
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    form: String,
    /// Its print, `%1` for the number of the first level.
    print: String,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 1, form: "decimal".to_owned(), print: String::new() }
    }
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    forms: BTreeMap<String, Vec<Level>>,
    /// A list, its form and where its levels start anew.
    lists: BTreeMap<String, (String, BTreeMap<usize, u32>)>,
    counted: BTreeMap<String, [Option<u32>; LEVELS]>,
    begun: Vec<String>,
}

/// What stands before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// Nothing, or a bullet.
    None,
    /// This.
    Printed(String),
    /// Something that is not drawn up here.
    Unknown,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(mut xml: Xml<'_>) -> Result<Self, IngestError> {
        let mut all = Self::default();
        let (mut form, mut list, mut level) = (String::new(), String::new(), 0);
        loop {
            let tag = match xml.next()? {
                Token::Open(tag) => tag,
                Token::End => return Ok(all),
                _ => continue,
            };
            let get = |name: &str| tag.attribute(name).unwrap_or_default();
            match tag.name() {
                "abstractNum" => {
                    form = get("abstractNumId");
                    list.clear();
                    all.forms.insert(form.clone(), vec![Level::default(); LEVELS]);
                }
                "num" => {
                    list = get("numId");
                    form.clear();
                }
                "abstractNumId" => drop(all.lists.insert(list.clone(), (get("val"), BTreeMap::new()))),
                "lvl" | "lvlOverride" => level = get("ilvl").parse().unwrap_or(0),
                "startOverride" => {
                    let (_, starts) = all.lists.entry(list.clone()).or_default();
                    starts.insert(level, get("val").parse().unwrap_or(1));
                }
                name => {
                    let levels = all.forms.get_mut(&form);
                    if let Some(level) = levels.and_then(|levels| levels.get_mut(level)) {
                        level.take(name, get("val"));
                    }
                }
            }
        }
    }

    /// Counts one paragraph of a list, and says what stands before it.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Label {
        if list == "0" {
            return Label::None;
        }
        let Some((form, starts)) = self.lists.get(list) else { return Label::Unknown };
        let (Some(levels), true) = (self.forms.get(form), level < LEVELS) else { return Label::Unknown };
        let counted = self.counted.entry(form.clone()).or_default();
        if !self.begun.iter().any(|begun| begun == list) {
            self.begun.push(list.to_owned());
            for (level, start) in starts {
                if let Some(count) = counted.get_mut(*level) {
                    *count = start.checked_sub(1).filter(|n| *n > 0);
                }
            }
        }
        for (at, count) in counted.iter_mut().enumerate() {
            let start = levels.get(at).map_or(1, |l| l.start);
            match at.cmp(&level) {
                std::cmp::Ordering::Less => *count = Some(count.unwrap_or(start)),
                std::cmp::Ordering::Equal => *count = Some(count.map_or(start, |n| n.saturating_add(1))),
                std::cmp::Ordering::Greater => *count = None,
            }
        }
        label(levels, level, counted)
    }
}

impl Level {
    fn take(&mut self, name: &str, value: String) {
        match name {
            "start" => self.start = value.parse().unwrap_or(1),
            "numFmt" => self.form = value,
            "lvlText" => self.print = value,
            _ => {}
        }
    }
}

fn label(levels: &[Level], at: usize, counted: &[Option<u32>]) -> Label {
    let Some(own) = levels.get(at) else { return Label::Unknown };
    if matches!(own.form.as_str(), "bullet" | "none") || own.print.is_empty() {
        return Label::None;
    }
    let mut print = String::new();
    let mut chars = own.print.chars().peekable();
    while let Some(c) = chars.next() {
        let level = (c == '%').then(|| chars.peek().and_then(|d| d.to_digit(10))).flatten();
        let Some(level) = level.and_then(|n| n.checked_sub(1)) else {
            print.push(c);
            continue;
        };
        chars.next();
        let level = level as usize;
        let Some((form, Some(count))) = levels.get(level).map(|l| l.form.as_str()).zip(counted.get(level))
        else {
            return Label::Unknown;
        };
        match numeral(*count, form) {
            Some(numeral) => print.push_str(&numeral),
            None => return Label::Unknown,
        }
    }
    if print.ends_with(|c: char| c.is_ascii()) {
        print.push(' ');
    }
    Label::Printed(print)
}

/// A number in one of the forms of Word (ECMA-376, 17.18.59); `None` for a form that is not drawn up.
fn numeral(n: u32, form: &str) -> Option<String> {
    let nth = |letters: &str| letters.chars().nth(n.checked_sub(1)? as usize).map(String::from);
    match form {
        "decimal" => Some(n.to_string()),
        "decimalZero" => Some(format!("{n:02}")),
        "decimalFullWidth" => Some(n.to_string().chars().filter_map(full_width).collect()),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => nth("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        "decimalEnclosedParen" => nth("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital"
        | "taiwaneseDigital" => chuchu_text::numeral::spelt(n.into()),
        "ideographTraditional" => nth("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => nth("子丑寅卯辰巳午未申酉戌亥"),
        "upperLetter" => nth("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "lowerLetter" => nth("abcdefghijklmnopqrstuvwxyz"),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).map(|r| r.to_lowercase()),
        _ => None,
    }
}

fn full_width(digit: char) -> Option<char> {
    char::from_u32(u32::from(digit) + 0xfee0)
}

fn roman(mut n: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while n >= value && out.len() < 20 {
            out.push_str(sign);
            n -= value;
        }
    }
    (n == 0 && !out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, Limits};

    #[test]
    fn numerals_are_those_of_print() {
        for (n, form, expect) in [
            (12, "chineseCounting", Some("十二")),
            (103, "chineseCountingThousand", Some("一百零三")),
            (110, "chineseCounting", Some("一百一十")),
            (3, "decimalEnclosedCircle", Some("③")),
            (1999, "upperRoman", Some("MCMXCIX")),
            (2, "decimalFullWidth", Some("２")),
            (27, "lowerLetter", None),
            (1, "hebrew1", None),
        ] {
            assert_eq!(numeral(n, form).as_deref(), expect, "{n} {form}");
        }
    }

    #[test]
    fn levels_count_below_each_other() {
        let xml = r#"<n><abstractNum abstractNumId="4"><lvl ilvl="0"><start val="1"/><numFmt val="chineseCounting"/>
            <lvlText val="%1、"/></lvl><lvl ilvl="1"><start val="1"/><numFmt val="decimal"/><lvlText val="(%2)"/></lvl>
            </abstractNum><num numId="1"><abstractNumId val="4"/></num><num numId="2"><abstractNumId val="4"/>
            <lvlOverride ilvl="0"><startOverride val="1"/></lvlOverride></num></n>"#;
        let mut numbering = Numbering::read(Xml::new(xml, "p", Format::Docx, Limits::default())).unwrap();
        let mut printed = Vec::new();
        for (list, level) in [("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1), ("2", 0)] {
            if let Label::Printed(print) = numbering.next(list, level) {
                printed.push(print);
            }
        }
        assert_eq!(printed, ["一、", "(1) ", "(2) ", "二、", "(1) ", "一、"]);
        assert_eq!((numbering.next("0", 0), numbering.next("7", 0)), (Label::None, Label::Unknown));
    }
}
