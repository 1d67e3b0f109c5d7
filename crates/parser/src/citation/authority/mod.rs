//! Names of presses and periodicals that are known, and names that are one character off a known one.
//!
//! The lists stand in `corpus/authority/` of the project, where their sources are named; `data/` holds the
//! copy that is built in. `nearness` decides what a misprinted name means, `alike` which characters are
//! printed for each other. A name that is not listed is no fault.

mod alike;
mod nearness;

use chuchu_model::ContainerKind;
use chuchu_text::{Folding, fold_to_string};
use nearness::Names;
use std::collections::HashMap;
use std::sync::OnceLock;

static PUBLISHERS: &str = include_str!("../../../data/publishers.txt");
static PERIODICALS: &str = include_str!("../../../data/periodicals.txt");

/// What presses are called at the end of their names.
pub(super) const PRESS_TAILS: [&str; 15] = [
    "出版社",
    "出版公司",
    "出版集团",
    "出版中心",
    "出版总社",
    "书局",
    "书店",
    "书社",
    "印书馆",
    "書局",
    "書店",
    "書社",
    "印書館",
    "图书公司",
    "出版有限公司",
];

/// What periodicals are called at the end of their names.
const PERIODICAL_TAILS: [&str; 21] = [
    "研究", "学报", "學報", "日报", "晚报", "早报", "时报", "周报", "评论", "学刊", "月刊", "季刊", "杂志",
    "论坛", "导刊", "教育", "科学", "文摘", "通讯", "周刊", "报",
];

fn fold(name: &str) -> String {
    fold_to_string(name, Folding::LETTERS)
}

/// The entries of a list: lines that are neither blank nor remarks, cut at tabs.
fn lines(data: &'static str) -> impl Iterator<Item = std::str::Split<'static, char>> {
    data.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t'))
}

fn publishers() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| Names::new(lines(PUBLISHERS).filter_map(|mut l| l.next()), &PRESS_TAILS))
}

struct Periodicals {
    names: Names,
    kinds: HashMap<String, ContainerKind>,
}

fn periodicals() -> &'static Periodicals {
    static LIST: OnceLock<Periodicals> = OnceLock::new();
    LIST.get_or_init(|| {
        let entry = |mut line: std::str::Split<'static, char>| match (line.next()?, line.next()?) {
            ("newspaper", name) => Some((name, ContainerKind::Newspaper)),
            ("journal", name) => Some((name, ContainerKind::Journal)),
            _ => None,
        };
        let entries: Vec<(&'static str, ContainerKind)> = lines(PERIODICALS).filter_map(entry).collect();
        Periodicals {
            names: Names::new(entries.iter().map(|(name, _)| *name), &PERIODICAL_TAILS),
            kinds: entries.iter().map(|(name, kind)| (fold(name), *kind)).collect(),
        }
    })
}

/// Whether a press is listed.
pub(super) fn knows_publisher(name: &str) -> bool {
    publishers().knows(name)
}

/// The press that a misprinted name means; `None` when the name is sound, unknown or ambiguous.
pub(super) fn publisher_meant(printed: &str) -> Option<String> {
    if publishers().knows(printed) {
        return None;
    }
    let meant = publishers().meant(printed).filter(|meant| !is_whole_tail(printed, meant));
    meant.map(str::to_owned).or_else(|| broken_tail(printed))
}

/// 世纪出版社 beside 新世纪出版社: two characters that end the name of another press are a name of their own.
fn is_whole_tail(printed: &str, meant: &str) -> bool {
    let stem = PRESS_TAILS.iter().find_map(|tail| printed.strip_suffix(tail));
    meant.ends_with(printed) && stem.is_some_and(|stem| stem.chars().count() == 2)
}

/// An unknown press whose 出版社 has lost, doubled, swapped or changed a character.
fn broken_tail(printed: &str) -> Option<String> {
    const BROKEN: [&str; 16] = [
        "出版出版社",
        "出出版社",
        "出版版社",
        "出版社社",
        "出社版",
        "版出社",
        "出版杜",
        "出扳社",
        "岀版社",
        "出板社",
        "出饭社",
        "出版舍",
        "山版社",
        "出社",
        "版社",
        "出版",
    ];
    let twice = printed.ends_with("出版出版社") || printed.ends_with("出出版社");
    if printed.ends_with("出版社") && !twice {
        return None;
    }
    let (stem, broken) = BROKEN.iter().find_map(|b| Some((printed.strip_suffix(*b)?, *b)))?;
    // 麦田出版 is the whole name of a press
    let least = if broken == "出版" { 4 } else { 2 };
    (stem.chars().count() >= least).then(|| format!("{stem}出版社"))
}

/// The periodical that a misprinted name means.
pub(super) fn periodical_meant(printed: &str) -> Option<String> {
    if periodicals().names.knows(printed) {
        return None;
    }
    periodicals().names.meant(printed).map(str::to_owned).or_else(|| broken_word(printed))
}

/// An unknown periodical whose last word, such as 学报, has a changed character.
fn broken_word(printed: &str) -> Option<String> {
    const BROKEN: [(&str, &str); 11] = [
        ("学板", "学报"),
        ("学扳", "学报"),
        ("学抱", "学报"),
        ("日板", "日报"),
        ("日扳", "日报"),
        ("曰报", "日报"),
        ("日抱", "日报"),
        ("硏究", "研究"),
        ("妍究", "研究"),
        ("研宄", "研究"),
        ("研穷", "研究"),
    ];
    let (stem, word) =
        BROKEN.iter().find_map(|(broken, word)| Some((printed.strip_suffix(*broken)?, word)))?;
    (stem.chars().count() >= 2).then(|| format!("{stem}{word}"))
}

/// Whether a listed periodical is a newspaper or a journal.
pub(super) fn periodical_kind(name: &str) -> Option<ContainerKind> {
    periodicals().kinds.get(&fold(name)).copied()
}

#[cfg(test)]
mod tests;
