//! Lists that spell out a set phrase: A、B、C和D这“四风”; 三个方面：甲、乙、丙; 两条标准：一是…二是….
//! A list counts only when it has exactly as many members as the label says.

use super::reach;
use std::ops::Range;

/// A list and its members, in the strand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Members {
    /// From the first to the last member.
    pub(crate) range: Range<usize>,
    /// The members.
    pub(crate) each: Vec<Range<usize>>,
}

/// The list of `number` members right before or right after a label.
pub(crate) fn beside(text: &str, label: &Range<usize>, number: usize) -> Option<Members> {
    if !(2..=24).contains(&number) {
        return None;
    }
    before(text, label.start, number).or_else(|| after(text, label.end, number))
}

fn members(each: Vec<Range<usize>>) -> Option<Members> {
    let range = each.first()?.start..each.last()?.end;
    Some(Members { range, each })
}

/// Words between a list and the label after it.
const JOINTS: &[&str] = &["等这", "这", "等", "的", "共", "为内容的", "为主要内容的", "——", " "];

/// Words after which the first member begins.
const LEADS: &[&str] = &[
    "表现在",
    "表现为",
    "经得起",
    "经受住",
    "经受",
    "包括",
    "倡导",
    "即",
    "坚持",
    "反对",
    "树立",
    "落实",
    "抓好",
    "推进",
    "增强",
    "坚定",
    "做到",
    "在于",
    "是",
    "的",
    "为",
    "对",
    "把",
    "以",
    "在",
    "从",
    "将",
    "加强",
    "解决",
    "克服",
    "防止",
    "形成",
    "围绕",
    "提出",
    "处理好",
    "强调",
    "实现",
];

/// The list before a label.
fn before(text: &str, at: usize, number: usize) -> Option<Members> {
    let mut head = reach::last_sentence(reach::before(text, at));
    for joint in JOINTS {
        head = head.strip_suffix(joint).unwrap_or(head);
    }
    let end = at - (reach::before(text, at).len() - head_end(text, at, head));
    let parts = split_before(head, number)?;
    let first = parts.first()?;
    let others: Vec<usize> = parts.iter().skip(1).map(|p| p.chars().count()).collect();
    let opened = open_first(first, &others)?;
    let mut from = end - parts.iter().map(|p| p.len()).sum::<usize>() - separators(head, &parts);
    from += first.len() - opened.len();
    let mut each = Vec::with_capacity(number);
    for (i, part) in parts.iter().enumerate() {
        let part = if i == 0 { opened } else { part };
        let start = if i == 0 { from } else { end - (head.len() - offset_in(head, part)) };
        each.push(start..start + part.len());
    }
    each.iter().all(|r| !r.is_empty() && r.len() <= 120).then_some(())?;
    members(each)
}

/// Where `head` ends inside the window before `at`.
fn head_end(text: &str, at: usize, head: &str) -> usize {
    let window = reach::before(text, at);
    offset_in(window, head) + head.len()
}

/// Where a part of a text begins in it.
fn offset_in(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}

fn separators(head: &str, parts: &[&str]) -> usize {
    let Some(first) = parts.first() else { return 0 };
    head.len() - offset_in(head, first) - parts.iter().map(|p| p.len()).sum::<usize>()
}

/// The last `number` items of `head`; the first may have words before it. By ， where items hold 、, else by 、
/// with 和 or 与 before the last.
fn split_before(head: &str, number: usize) -> Option<Vec<&str>> {
    let by_comma: Vec<&str> = head.rsplitn(number + 1, ['，', ',']).take(number).collect();
    let paired = by_comma.len() == number && by_comma.iter().all(|p| p.matches('、').count() == 1);
    if paired {
        return Some(by_comma.into_iter().rev().collect());
    }
    let clause = head.rsplit(['，', ',', '：', ':', '（', '(', '。']).next()?;
    let items: Vec<&str> = clause.split('、').collect();
    let last = items.last()?;
    let joined = ["以及", "和", "与", "及"]
        .iter()
        .find_map(|j| last.split_once(j))
        .filter(|(a, b)| !a.is_empty() && !b.is_empty());
    let mut all: Vec<&str> = items.iter().take(items.len() - 1).copied().collect();
    match joined {
        Some((a, b)) if all.len() + 2 == number => all.extend([a, b]),
        _ => all.push(last),
    }
    (all.len() == number && all.iter().all(|i| !i.is_empty())).then_some(all)
}

/// The first item without the words before it: as long as the others, where those are of one length; else
/// after the last word that leads in.
fn open_first<'a>(first: &'a str, others: &[usize]) -> Option<&'a str> {
    let length = *others.first()?;
    let chars = first.chars().count();
    if others.iter().all(|n| *n == length) && chars >= length && others.len() > 1 {
        let skip = first.char_indices().nth(chars - length).map_or(0, |(i, _)| i);
        return first.get(skip..);
    }
    let most = others.iter().copied().max()?;
    let cuts = LEADS.iter().filter_map(|w| first.rfind(w).map(|i| i + w.len()));
    let cut = cuts.filter(|i| first.get(*i..).is_some_and(|r| r.chars().count() >= 2)).max().unwrap_or(0);
    first.get(cut..).filter(|r| r.chars().count() <= most * 2 + 4)
}

/// The list after a label: （甲、乙、丙）, ：甲、乙和丙, ，即甲、乙, ：一是甲；二是乙.
fn after(text: &str, at: usize, number: usize) -> Option<Members> {
    let tail = reach::after(text, at);
    let rest = tail.trim_start_matches(['”', '’', '」', '“', '"']);
    let opened = ["，即", "：", ":", "（即", "（", "(", "——", "，包括", "，就是", "即", "，分别是", "是指"]
        .iter()
        .find_map(|o| rest.strip_prefix(o))?;
    let from = at + tail.len() - opened.len();
    by_ordinals(opened, from, number).or_else(|| by_commas(opened, from, number))
}

/// 一是…，…；二是…: the clause after each number, without what explains it.
fn by_ordinals(list: &str, from: usize, number: usize) -> Option<Members> {
    const NUMERALS: &str = "一二三四五六七八九十";
    let mut each = Vec::new();
    let mut at = 0;
    for (i, numeral) in NUMERALS.chars().take(number).enumerate() {
        let heads = [
            format!("{numeral}是"),
            format!("第{numeral}，"),
            format!("其{numeral}，"),
            format!("第{numeral}是"),
        ];
        let rest = list.get(at..)?;
        let (place, head) = heads.iter().filter_map(|h| rest.find(h.as_str()).map(|p| (p, h))).min()?;
        (i > 0 || place == 0).then_some(())?;
        let start = at + place + head.len();
        let member = list.get(start..)?.split(['，', '；', '。', ',', ';']).next()?;
        each.push(from + start..from + start + member.len());
        at = start + member.len();
    }
    (each.len() == number).then(|| members(each)).flatten()
}

/// 甲、乙和丙, up to a mark that ends the list.
fn by_commas(list: &str, from: usize, number: usize) -> Option<Members> {
    let by = |marks: &'static [char]| -> Vec<&str> {
        let end = list.find(['。', '）', ')', '；', '\n', '！']).unwrap_or(list.len());
        list.get(..end).unwrap_or("").split(marks).collect()
    };
    let long = by(&['，', ',']);
    let all = if long.len() == number && long.iter().all(|p| p.contains('、')) {
        long
    } else {
        last_joined(by(&['、', '，', ',']).as_slice(), number)?
    };
    let each: Vec<_> = all
        .iter()
        .map(|p| p.trim())
        .map(|p| from + offset_in(list, p)..from + offset_in(list, p) + p.len())
        .collect();
    (each.len() == number && each.iter().all(|r| !r.is_empty() && r.len() <= 120))
        .then(|| members(each))
        .flatten()
}

/// The items, with 和 or 与 in the last one parted where the number asks for it.
fn last_joined<'a>(items: &[&'a str], number: usize) -> Option<Vec<&'a str>> {
    let mut all: Vec<&str> = items.to_vec();
    if all.len() + 1 == number {
        let last = all.pop()?;
        let (a, b) = ["以及", "和", "与", "及"].iter().find_map(|j| last.split_once(j))?;
        all.extend([a, b]);
    }
    (all.len() == number).then_some(all)
}
