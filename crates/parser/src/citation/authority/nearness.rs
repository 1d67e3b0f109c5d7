//! Which known name a misprinted one means: a character lost, doubled, exchanged with its neighbour, or
//! changed. `None` wherever the printed name may be a name of its own.
//!
//! Three guards stand before a correction. A known name is never corrected, so that two real names one
//! character apart (江西人民, 江苏人民) are safe. A name made up of whole words (社会 + 研究) is not corrected by
//! supplying a character. A changed character is corrected only where the two look or sound alike, or where
//! the rest of the name leaves nothing else: inside 出版社, 中国, 大学. And the known name must be the only one as near.

use super::alike;
use super::fold;
use std::collections::{HashMap, HashSet};

/// Words of which only the whole makes sense in a name, so that one wrong character in them is known for wrong.
const FIXED: [&str; 13] = [
    "中国",
    "人民",
    "中央",
    "大学",
    "社会科学",
    "科学技术",
    "少年儿童",
    "师范",
    "文献",
    "马克思主义",
    "出版社",
    "印书馆",
    "出版公司",
];

/// Words that stand first in names.
const PLACES: [&str; 46] = [
    "中国",
    "中央",
    "国家",
    "中共",
    "北京",
    "上海",
    "天津",
    "重庆",
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "广西",
    "海南",
    "四川",
    "贵州",
    "云南",
    "西藏",
    "陕西",
    "甘肃",
    "青海",
    "宁夏",
    "新疆",
    "内蒙古",
    "台湾",
    "香港",
    "南京",
    "武汉",
    "广州",
    "成都",
    "西安",
    "杭州",
    "华东",
    "华中",
    "西南",
];

/// Words of names besides those that the lists show.
const WORDS: [&str; 34] = [
    "教学", "哲学", "法学", "史学", "考古", "社科", "科技", "少儿", "文化", "艺术", "教育", "社会", "经济",
    "政治", "历史", "法律", "民族", "农业", "工业", "体育", "卫生", "医学", "文学", "文艺", "美术", "音乐",
    "古籍", "国际", "理论", "思想", "党史", "解放", "光明", "妇女",
];

/// No name is longer, in characters.
const LONGEST: usize = 24;

/// Known names, by what can become of them.
#[derive(Debug)]
pub(super) struct Names {
    /// Folded name to the name as listed.
    known: HashMap<String, &'static str>,
    /// Folded name with one character left out, to the folded names it may come from.
    shortened: HashMap<String, Vec<String>>,
    /// What names are made of: whole names without their last word, and those last words.
    words: HashSet<String>,
    /// Last words that tell nothing apart: 出版社, 研究.
    tails: Vec<String>,
}

impl Names {
    pub(super) fn new(list: impl Iterator<Item = &'static str>, tails: &[&str]) -> Self {
        let list: Vec<(String, &'static str)> = list.map(|name| (fold(name), name)).collect();
        let mut shortened: HashMap<String, Vec<String>> = HashMap::new();
        let mut words: HashSet<String> =
            WORDS.iter().chain(&FIXED).chain(&PLACES).chain(tails).map(|w| fold(w)).collect();
        for (name, _) in &list {
            for short in without_one(name) {
                shortened.entry(short).or_default().push(name.clone());
            }
            let stem = tails.iter().find_map(|tail| name.strip_suffix(fold(tail).as_str()));
            let placed = stem.and_then(|stem| PLACES.iter().find_map(|place| stem.strip_prefix(place)));
            let parts = stem.into_iter().chain(placed);
            words.extend(parts.filter(|s| s.chars().count() >= 2).map(str::to_owned));
        }
        let tails = tails.iter().map(|tail| fold(tail)).collect();
        Self { known: list.into_iter().collect(), shortened, words, tails }
    }

    pub(super) fn knows(&self, name: &str) -> bool {
        self.known.contains_key(&fold(name))
    }

    /// The one listed name that `printed` misprints.
    pub(super) fn meant(&self, printed: &str) -> Option<&'static str> {
        let folded = fold(printed);
        let length = folded.chars().count();
        // the lists are in simplified characters: a name in others would be changed in more than its misprint
        let other_script =
            printed.chars().any(|c| chuchu_text::is_han(c) && !fold(c.encode_utf8(&mut [0; 4])).contains(c));
        if !(2..=LONGEST).contains(&length) || other_script || self.known.contains_key(&folded) {
            return None;
        }
        let mut found: Vec<&'static str> = Vec::new();
        let chars: Vec<char> = folded.chars().collect();
        self.doubled(&chars, &mut found);
        if found.is_empty() && length >= 3 {
            self.lost(&folded, &mut found);
            self.exchanged(&chars, &mut found);
            self.changed(&chars, &mut found);
        }
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [name] => Some(name),
            _ => None,
        }
    }

    fn doubled(&self, chars: &[char], found: &mut Vec<&'static str>) {
        let twice = (1..chars.len()).filter(|n| chars.get(*n) == chars.get(n - 1));
        found.extend(twice.filter_map(|n| self.known.get(&left_out(chars, n)).copied()));
    }

    /// A lost character, where what is left is not made up of whole words.
    fn lost(&self, folded: &str, found: &mut Vec<&'static str>) {
        if let Some(names) = self.shortened.get(folded).filter(|_| !self.well_formed(folded)) {
            found.extend(names.iter().filter_map(|name| self.known.get(name).copied()));
        }
    }

    /// Two neighbours exchanged; the two characters that alone tell a name from others may be another name
    /// (文明书局, 明文书局).
    fn exchanged(&self, chars: &[char], found: &mut Vec<&'static str>) {
        let whole: String = chars.iter().collect();
        let stem = self.stem(&whole).chars().count();
        let fixed = chars
            .get(..2)
            .is_some_and(|pair| FIXED.iter().chain(&WORDS).any(|w| w.chars().rev().eq(pair.iter().copied())));
        let first = if stem == 2 && !fixed { 2 } else { 1 };
        for n in first..chars.len() {
            let mut other = chars.to_vec();
            other.swap(n - 1, n);
            found.extend(self.known.get(&other.iter().collect::<String>()).copied());
        }
    }

    fn changed(&self, chars: &[char], found: &mut Vec<&'static str>) {
        for n in 0..chars.len() {
            let short = left_out(chars, n);
            for name in self.shortened.get(&short).into_iter().flatten() {
                let meant: Vec<char> = name.chars().collect();
                let same = meant.len() == chars.len() && left_out(&meant, n) == short;
                if same && (alike_at(chars, &meant, n) || self.leaves_nothing_else(chars, &meant, n)) {
                    found.extend(self.known.get(name).copied());
                }
            }
        }
    }

    /// Whether character `n` stands in a fixed word of `meant` that print breaks, beside enough of the name.
    fn leaves_nothing_else(&self, printed: &[char], meant: &[char], n: usize) -> bool {
        FIXED.iter().any(|word| {
            let word: Vec<char> = fold(word).chars().collect();
            let starts = (n + 1).saturating_sub(word.len())..=n;
            starts.into_iter().any(|at| {
                let here = meant.get(at..at + word.len()) == Some(word.as_slice());
                let broken: String = printed.get(at..at + word.len()).unwrap_or_default().iter().collect();
                here && !self.words.contains(&broken) && self.rest_is_enough(meant, at, word.len())
            })
        })
    }

    /// Whether a name says enough without one of its words: two characters that are not 出版社 or the like.
    fn rest_is_enough(&self, meant: &[char], at: usize, length: usize) -> bool {
        let rest: String = meant.iter().take(at).chain(meant.iter().skip(at + length)).collect();
        self.stem(&rest).chars().count() >= 2
    }

    /// A name without the last word that tells nothing.
    fn stem<'n>(&self, name: &'n str) -> &'n str {
        self.tails.iter().find_map(|tail| name.strip_suffix(tail.as_str())).unwrap_or(name)
    }

    /// Whether a name can be cut into known words.
    fn well_formed(&self, name: &str) -> bool {
        let chars: Vec<char> = name.chars().collect();
        let mut reached = vec![false; chars.len() + 1];
        reached.iter_mut().take(1).for_each(|r| *r = true);
        for end in 1..=chars.len() {
            let whole = (0..end).any(|start| {
                let word = || chars.get(start..end).unwrap_or_default().iter().collect::<String>();
                reached.get(start) == Some(&true) && self.words.contains(&word())
            });
            reached.iter_mut().skip(end).take(1).for_each(|r| *r = whole);
        }
        reached.last() == Some(&true)
    }
}

fn alike_at(printed: &[char], meant: &[char], n: usize) -> bool {
    match (printed.get(n), meant.get(n)) {
        (Some(a), Some(b)) => alike::alike(*a, *b),
        _ => false,
    }
}

fn left_out(chars: &[char], at: usize) -> String {
    chars.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, c)| c).collect()
}

fn without_one(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut short: Vec<String> = (0..chars.len()).map(|n| left_out(&chars, n)).collect();
    short.dedup(); // of a doubled character either copy may go
    short
}
