//! The kinds of damage, and how each is done to a sound citation at every place where print can suffer it.

use chuchu_model::{Citation, ContainerKind};
use std::ops::Range;

/// A damaged citation.
#[derive(Clone, Debug)]
pub(crate) struct Mutant {
    pub(crate) text: String,
    /// The damaged place, in bytes of `text`; empty where something is lost.
    pub(crate) place: Range<usize>,
}

/// One kind of damage.
#[derive(Debug)]
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// The codes that tell of it rightly.
    pub(crate) codes: &'static [&'static str],
    /// A variant form, not a misprint: nothing graver than information may be told.
    pub(crate) variant: bool,
    /// The least shares read, told and mended.
    pub(crate) floors: [f64; 3],
    pub(crate) make: fn(&str, &Citation) -> Vec<Mutant>,
}

const fn misprint(
    name: &'static str,
    codes: &'static [&'static str],
    floors: [f64; 3],
    make: fn(&str, &Citation) -> Vec<Mutant>,
) -> Kind {
    Kind { name, codes, variant: false, floors, make }
}

const fn variant(name: &'static str, make: fn(&str, &Citation) -> Vec<Mutant>) -> Kind {
    Kind { name, codes: &[], variant: true, floors: [0.99; 3], make }
}

/// All kinds, with the floors they have reached.
///
/// Not everything is determined. A press or periodical that lost a character may come from several names
/// (人出版社), and one with an arbitrary wrong character may be a name of its own (中某文史出版社): these are left
/// alone on purpose, and their floors say how often a reading is left. A lost digit is not tried: nothing tells
/// it. A lost colon behind a person is a style of its own, as are a lost 版 and a comma left out before pages.
pub(crate) const KINDS: &[Kind] = &[
    misprint("《 lost", &["C002"], [0.99, 0.99, 0.99], |t, _| lost(t, "《", top)),
    misprint("》 lost", &["C004"], [0.99, 0.99, 0.99], |t, _| lost(t, "》", top)),
    misprint("（ lost", &["C010"], [1.0; 3], |t, _| lost(t, "（", outside)),
    misprint("） lost", &["C010"], [1.0; 3], |t, _| lost(t, "）", outside)),
    misprint("[ ] lost", &["C010"], [1.0; 3], |t, _| lost(t, "[]［］〔〕", outside)),
    misprint("《 wrong", &["C001"], [0.99; 3], |t, _| {
        changed(t, top, |c| if c == '《' { "（〈》〔<" } else { "" })
    }),
    misprint("》 wrong", &["C003"], [0.98; 3], |t, _| {
        changed(t, top, |c| if c == '》' { "）〉《〕>" } else { "" })
    }),
    misprint("（ wrong", &["C010", "C005"], [0.98; 3], |t, _| {
        changed(t, outside, |c| if c == '（' { "〈《）[" } else { "" })
    }),
    misprint("） wrong", &["C010", "C005"], [0.98; 3], |t, _| {
        changed(t, outside, |c| if c == '）' { "〉》（]" } else { "" })
    }),
    misprint("bracket doubled", &["C016", "C010"], [1.0; 3], |t, _| doubled(t, "《》（）[]［］〔〕")),
    misprint("comma lost", &["C009", "C035"], [0.99, 0.94, 0.99], |t, _| lost(t, "，", outside)),
    variant("colon lost before 《", |t, _| colon_before_title(t)),
    misprint("mark doubled", &["C016"], [1.0; 3], |t, _| doubled(t, "，：、")),
    misprint("comma wrong", &["C008"], [0.98, 0.95, 0.98], |t, _| {
        changed(t, outside, |c| if c == '，' { "。：；、." } else { "" })
    }),
    misprint("colon wrong", &["C019", "C036", "C008"], [1.0, 0.92, 1.0], |t, _| {
        changed(t, outside, |c| if c == '：' { "，；。、" } else { "" })
    }),
    misprint("blank in number", &["C007"], [1.0, 0.95, 1.0], |t, _| blank_in_number(t)),
    misprint("blank in press", &["C007", "C011"], [0.97; 3], |t, c| within(t, &presses(c), blank)),
    misprint("unit lost", &["C006"], [0.98, 0.94, 0.98], |t, _| unit(t, |_| String::new(), "年版")),
    misprint("unit doubled", &["C016"], [1.0; 3], |t, _| unit(t, |c| format!("{c}{c}"), "")),
    misprint("letter for digit", &["C013"], [0.99; 3], |t, _| changed(t, outside, letters)),
    misprint("sign for 二, 一, 〇", &["C013"], [1.0; 3], |t, _| changed(t, outside, signs)),
    misprint("press: lost", &["C011"], [0.85; 3], |t, c| within(t, &presses(c), drop)),
    misprint("press: doubled", &["C011", "C016"], [0.97; 3], |t, c| within(t, &presses(c), twice)),
    misprint("press: swapped", &["C011"], [0.93; 3], |t, c| within(t, &presses(c), swap)),
    misprint("press: look-alike", &["C011"], [0.9; 3], |t, c| within(t, &presses(c), look_alike)),
    misprint("press: any other", &["C011"], [0.3; 3], |t, c| within(t, &presses(c), other)),
    misprint("periodical: lost", &["C012"], [0.55; 3], |t, c| within(t, &periodicals(c), drop)),
    misprint("periodical: doubled", &["C012"], [1.0; 3], |t, c| within(t, &periodicals(c), twice)),
    misprint("periodical: swapped", &["C012"], [0.85; 3], |t, c| within(t, &periodicals(c), swap)),
    misprint("periodical: look-alike", &["C012"], [0.9; 3], |t, c| within(t, &periodicals(c), look_alike)),
    variant("half width", |t, _| changed(t, outside, half)),
    variant("full width", |t, _| changed(t, outside, full)),
    variant("all half width", |t, _| all_half(t)),
];

/// Whether a place may be damaged: how many titles are open there, and the character.
type Where = fn(depth: usize, c: char) -> bool;

/// Outside all titles.
fn outside(depth: usize, _: char) -> bool {
    depth == 0
}

/// The outermost title marks: an opening one at depth 0, a closing one at depth 1.
fn top(depth: usize, c: char) -> bool {
    (c == '《' && depth == 0) || (c == '》' && depth == 1)
}

/// The characters with their bytes, and how many titles are open before each.
fn places(text: &str) -> Vec<(usize, char, usize)> {
    let mut depth = 0usize;
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        found.push((at, c, depth));
        match c {
            '《' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    found
}

fn mutant(text: &str, place: Range<usize>, put: &str) -> Mutant {
    let mut damaged = text.to_owned();
    damaged.replace_range(place.clone(), put);
    Mutant { text: damaged, place: place.start..place.start + put.len() }
}

fn lost(text: &str, marks: &str, allowed: Where) -> Vec<Mutant> {
    let found = places(text).into_iter().filter(|(_, c, depth)| marks.contains(*c) && allowed(*depth, *c));
    found.map(|(at, c, _)| mutant(text, at..at + c.len_utf8(), "")).collect()
}

fn doubled(text: &str, marks: &str) -> Vec<Mutant> {
    let found = places(text)
        .into_iter()
        .filter(|(_, c, depth)| marks.contains(*c) && (outside(*depth, *c) || top(*depth, *c)));
    found.map(|(at, c, _)| mutant(text, at..at + c.len_utf8(), &format!("{c}{c}"))).collect()
}

/// Without the colon between a person and a title.
fn colon_before_title(text: &str) -> Vec<Mutant> {
    let found =
        text.match_indices("：《").filter(|(at, _)| !text.get(..*at).unwrap_or_default().ends_with('》'));
    found.map(|(at, _)| mutant(text, at..at + '：'.len_utf8(), "")).collect()
}

fn changed(text: &str, allowed: Where, into: fn(char) -> &'static str) -> Vec<Mutant> {
    let found = places(text).into_iter().filter(|(_, c, depth)| allowed(*depth, *c));
    found
        .flat_map(|(at, c, _)| into(c).chars().map(move |other| (at..at + c.len_utf8(), other)))
        .map(|(place, other)| mutant(text, place, other.encode_utf8(&mut [0; 4])))
        .collect()
}

/// A blank before every digit or unit that stands behind a digit or 第.
fn blank_in_number(text: &str) -> Vec<Mutant> {
    let places = places(text);
    let counted = |c: char| c.is_ascii_digit() || "年月日第页期版卷辑册集".contains(c);
    places
        .iter()
        .zip(places.iter().skip(1))
        .filter(|((_, before, _), (_, c, depth))| {
            *depth == 0 && counted(*before) && counted(*c) && (before.is_ascii_digit() || c.is_ascii_digit())
        })
        .map(|(_, (at, _, _))| mutant(text, *at..*at, " "))
        .collect()
}

/// Every unit of a number outside titles, changed by `into`; not the last character of `except`.
fn unit(text: &str, into: fn(char) -> String, except: &str) -> Vec<Mutant> {
    let places = places(text);
    let numeral = |c: char| c.is_ascii_digit() || "〇一二三四五六七八九十百".contains(c);
    let mut found = Vec::new();
    for (n, (at, c, depth)) in places.iter().enumerate() {
        let before = n.checked_sub(1).and_then(|n| places.get(n)).map_or(' ', |p| p.1);
        let after = places.get(n + 1).map_or(' ', |p| p.1);
        let counts = match c {
            '年' | '月' | '日' | '页' | '期' | '卷' => numeral(before),
            '第' => numeral(after),
            '版' => before == '年' || numeral(before),
            _ => false,
        };
        let spared = !except.is_empty() && except.chars().eq([before, *c]);
        if *depth == 0 && counts && !spared {
            found.push(mutant(text, *at..at + c.len_utf8(), &into(*c)));
        }
    }
    found
}

fn letters(c: char) -> &'static str {
    match c {
        '0' => "OoＯ〇○",
        '1' => "lI|",
        '2' => "Z",
        '5' => "S",
        '8' => "B",
        _ => "",
    }
}

fn signs(c: char) -> &'static str {
    match c {
        '二' => "＝=",
        '〇' => "O0",
        _ => "",
    }
}

fn half(c: char) -> &'static str {
    match c {
        '，' => ",",
        '：' => ":",
        '（' => "(",
        '）' => ")",
        '—' => "-",
        '。' => ".",
        _ => "",
    }
}

fn full(c: char) -> &'static str {
    match c {
        '0' => "０",
        '1' => "１",
        '2' => "２",
        '9' => "９",
        '(' => "（",
        ')' => "）",
        '[' => "［",
        ']' => "］",
        _ => "",
    }
}

fn all_half(text: &str) -> Vec<Mutant> {
    let text: String = places(text)
        .into_iter()
        .map(|(_, c, depth)| if depth == 0 { half(c).chars().next().unwrap_or(c) } else { c })
        .collect();
    vec![Mutant { place: 0..text.len(), text }]
}

fn presses(citation: &Citation) -> Vec<String> {
    citation.containers.iter().flat_map(|c| c.publishers.clone()).collect()
}

fn periodicals(citation: &Citation) -> Vec<String> {
    let periodical = |kind| matches!(kind, ContainerKind::Journal | ContainerKind::Newspaper);
    citation.containers.iter().filter(|c| periodical(c.kind)).filter_map(|c| c.title.clone()).collect()
}

/// What can happen to one character of a name.
type Edit = fn(&[char], usize) -> Option<String>;

/// Does `edit` to every character of each name where it last stands in the text.
fn within(text: &str, names: &[String], edit: Edit) -> Vec<Mutant> {
    let mut found = Vec::new();
    for name in names {
        let Some(at) = text.rfind(name.as_str()) else { continue };
        let chars: Vec<char> = name.chars().collect();
        for n in 0..chars.len() {
            if let Some(put) = edit(&chars, n).filter(|put| put != name) {
                found.push(mutant(text, at..at + name.len(), &put));
            }
        }
    }
    found
}

fn joined(parts: &[&[char]]) -> Option<String> {
    Some(parts.iter().flat_map(|p| p.iter()).collect())
}

fn drop(chars: &[char], n: usize) -> Option<String> {
    joined(&[&chars[..n], &chars[n + 1..]])
}

fn twice(chars: &[char], n: usize) -> Option<String> {
    joined(&[&chars[..=n], &chars[n..]])
}

fn swap(chars: &[char], n: usize) -> Option<String> {
    let mut chars = chars.to_vec();
    (n + 1 < chars.len()).then(|| chars.swap(n, n + 1))?;
    joined(&[&chars])
}

fn blank(chars: &[char], n: usize) -> Option<String> {
    (n > 0).then(|| joined(&[&chars[..n], &[' '], &chars[n..]]))?
}

/// A character printed for one that looks or sounds like it.
fn look_alike(chars: &[char], n: usize) -> Option<String> {
    let other = match chars[n] {
        '人' => '入',
        '民' => '氏',
        '版' => '板',
        '出' => '岀',
        '社' => '杜',
        '日' => '曰',
        '书' => '收',
        '学' => '字',
        '献' => '现',
        '究' => '穷',
        '央' => '夹',
        '育' => '肓',
        '济' => '挤',
        '史' => '吏',
        '印' => '卬',
        '馆' => '管',
        '局' => '居',
        '科' => '料',
        '报' => '抱',
        '经' => '轻',
        _ => return None,
    };
    joined(&[&chars[..n], &[other], &chars[n + 1..]])
}

/// A character that has nothing to do with the right one.
fn other(chars: &[char], n: usize) -> Option<String> {
    joined(&[&chars[..n], &['某'], &chars[n + 1..]])
}
