//! Names of presses and periodicals that are known, and names that are one character off a known one.
//!
//! The lists (`data/publishers.txt`, `data/periodicals.txt`) are our own compilation of well-known names. A
//! press that is not listed is no fault: only a name that can be nothing else than a listed one is repaired.

use chuchu_model::ContainerKind;
use chuchu_text::{Folding, fold_to_string};
use std::collections::HashMap;
use std::sync::OnceLock;

static PUBLISHERS: &str = include_str!("../../data/publishers.txt");
static PERIODICALS: &str = include_str!("../../data/periodicals.txt");

/// Endings that a broken 出版社 takes when one of its characters is lost, doubled or changed.
const BROKEN_PRESS: [&str; 12] = [
    "出社",
    "版社",
    "出版",
    "出版杜",
    "出扳社",
    "岀版社",
    "出板社",
    "出饭社",
    "出版出版社",
    "出出版社",
    "出版版社",
    "出版社社",
];

struct Names {
    /// Folded name to the name as listed.
    known: HashMap<String, &'static str>,
    /// Folded name with one character left out, to the names it may come from.
    shortened: HashMap<String, Vec<&'static str>>,
}

impl Names {
    fn new(lines: impl Iterator<Item = &'static str>) -> Self {
        let mut names = Self { known: HashMap::new(), shortened: HashMap::new() };
        for name in lines {
            let folded = fold(name);
            for short in shortened(&folded) {
                let list = names.shortened.entry(short).or_default();
                if !list.contains(&name) {
                    list.push(name);
                }
            }
            names.known.insert(folded, name);
        }
        names
    }

    fn knows(&self, name: &str) -> bool {
        self.known.contains_key(&fold(name))
    }

    /// The one listed name that `printed` misprints: a character lost, a character doubled, or a character
    /// changed into one that looks or sounds like it. `None` when none or several could be meant.
    fn meant(&self, printed: &str) -> Option<&'static str> {
        let folded = fold(printed);
        if self.known.contains_key(&folded) || folded.chars().count() < 4 {
            return None;
        }
        let lost = self.shortened.get(&folded).cloned().unwrap_or_default();
        if !lost.is_empty() {
            return single(&lost);
        }
        let doubled: Vec<&'static str> =
            undoubled(&folded).iter().filter_map(|name| self.known.get(name).copied()).collect();
        single(&doubled).or_else(|| self.changed(&folded))
    }

    /// A changed character: only inside a name of six characters or more, never its first two, where the
    /// names of places stand that tell one press from another (江西人民 and 广西人民).
    fn changed(&self, folded: &str) -> Option<&'static str> {
        let count = folded.chars().count();
        if count < 6 {
            return None;
        }
        let mut found: Vec<&'static str> = Vec::new();
        for at in 2..count {
            let short = without(folded, at);
            for name in self.shortened.get(&short).into_iter().flatten() {
                let listed = fold(name);
                if listed.chars().count() == count && without(&listed, at) == short && !found.contains(name) {
                    found.push(name);
                }
            }
        }
        single(&found)
    }
}

fn single(names: &[&'static str]) -> Option<&'static str> {
    match names {
        [name] => Some(name),
        _ => None,
    }
}

fn fold(name: &str) -> String {
    fold_to_string(name, Folding::LETTERS)
}

fn without(name: &str, at: usize) -> String {
    name.chars().enumerate().filter(|(n, _)| *n != at).map(|(_, c)| c).collect()
}

fn shortened(name: &str) -> Vec<String> {
    let mut list: Vec<String> = (0..name.chars().count()).map(|at| without(name, at)).collect();
    list.dedup();
    list
}

/// The name with one character of each doubled pair left out.
fn undoubled(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    (1..chars.len()).filter(|n| chars.get(*n) == chars.get(n - 1)).map(|n| without(name, n)).collect()
}

fn publishers() -> &'static Names {
    static NAMES: OnceLock<Names> = OnceLock::new();
    NAMES.get_or_init(|| Names::new(lines(PUBLISHERS)))
}

fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

struct Periodicals {
    names: Names,
    kinds: HashMap<String, ContainerKind>,
}

fn periodicals() -> &'static Periodicals {
    static LIST: OnceLock<Periodicals> = OnceLock::new();
    LIST.get_or_init(|| {
        let entries: Vec<(&'static str, ContainerKind)> = lines(PERIODICALS)
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(kind, name)| match kind {
                "newspaper" => Some((name, ContainerKind::Newspaper)),
                "journal" => Some((name, ContainerKind::Journal)),
                _ => None,
            })
            .collect();
        Periodicals {
            names: Names::new(entries.iter().map(|(name, _)| *name)),
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
    if let Some(name) = publishers().meant(printed) {
        return Some(name.to_owned());
    }
    let broken = BROKEN_PRESS.iter().filter(|e| printed.ends_with(*e)).max_by_key(|e| e.len())?;
    let stem = printed.strip_suffix(broken)?;
    (stem.chars().count() >= 2 && !printed.ends_with("出版社")).then(|| format!("{stem}出版社"))
}

/// The periodical that a misprinted name means.
pub(super) fn periodical_meant(printed: &str) -> Option<&'static str> {
    periodicals().names.meant(printed)
}

/// Whether a listed periodical is a newspaper or a journal.
pub(super) fn periodical_kind(name: &str) -> Option<ContainerKind> {
    periodicals().kinds.get(&fold(name)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(printed: &str, meant: Option<&str>) {
        assert_eq!(publisher_meant(printed).as_deref(), meant, "{printed}");
    }

    #[test]
    fn one_character_off_a_known_press_is_read_as_it() {
        check("中央文出版社", Some("中央文献出版社"));
        check("教育科学出社", Some("教育科学出版社"));
        check("人民文字出版社", Some("人民文学出版社"));
        check("中央文献献出版社", Some("中央文献出版社"));
        check("江州人民出版杜", Some("江州人民出版社"));
    }

    #[test]
    fn what_is_known_or_may_be_a_press_of_its_own_is_left() {
        check("人民出版社", None);
        check("江州人民出版社", None);
        check("广西人民出版社", None);
        check("江州大学出版社", None);
        check("钟山书局", None);
    }

    #[test]
    fn a_periodical_is_found_by_name() {
        assert_eq!(periodical_kind("人民日报"), Some(ContainerKind::Newspaper));
        assert_eq!(periodical_meant("人民日扳"), None); // four characters: too short to be sure
        assert_eq!(periodical_meant("解放军日报"), None);
    }
}
