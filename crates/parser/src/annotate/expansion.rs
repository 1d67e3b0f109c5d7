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
    before(text, label.start, number)
        .or_else(|| after(text, label, number))
        .or_else(|| sentences_before(text, label, number))
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
    let window = reach::before(text, at);
    let mut head = reach::last_sentence(window);
    for joint in JOINTS {
        head = head.strip_suffix(joint).unwrap_or(head);
    }
    let end = at - (window.len() - offset_in(window, head) - head.len());
    let parts = split_before(head, number)?;
    let first = parts.first()?;
    let others: Vec<usize> = parts.iter().skip(1).map(|p| p.chars().count()).collect();
    let opened = open_first(first, &others, shared_head(parts.get(1..)?))?;
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

/// The two characters that all of `items` begin with: 全面.
fn shared_head<'a>(items: &[&'a str]) -> Option<&'a str> {
    let first = items.first()?;
    let (end, _) = first.char_indices().nth(2)?;
    let word = first.get(..end)?;
    (items.len() > 1 && items.iter().all(|i| i.starts_with(word))).then_some(word)
}

/// The first item without the words before it: from the word on that the others begin with; as long as the others, where those are of one length; else
/// after the last word that leads in.
fn open_first<'a>(first: &'a str, others: &[usize], shared: Option<&str>) -> Option<&'a str> {
    let length = *others.first()?;
    let chars = first.chars().count();
    if shared.is_none() && others.iter().all(|n| *n == length) && chars >= length && others.len() > 1 {
        let skip = first.char_indices().nth(chars - length).map_or(0, |(i, _)| i);
        return first.get(skip..);
    }
    let most = others.iter().copied().max()?;
    if let Some(from) = shared.and_then(|word| first.rfind(word)) {
        return first.get(from..);
    }
    let cuts = LEADS.iter().filter_map(|w| first.rfind(w).map(|i| i + w.len()));
    let cut = cuts.filter(|i| first.get(*i..).is_some_and(|r| r.chars().count() >= 2)).max().unwrap_or(0);
    first.get(cut..).filter(|r| r.chars().count() <= most * 2 + 4)
}

/// What opens a list right after its label.
const OPENERS: &[&str] = &[
    "，即",
    ",即",
    "：",
    ":",
    "（即",
    "（",
    "(",
    "——",
    "，包括",
    "，就是",
    "，也就是",
    "，指的是",
    "，是指",
    "即",
    "，分别是",
    "，分别为",
    "，具体是",
    "，主要是",
    "就是",
    "是指",
    "指的是",
    "包括",
    "分别是",
    "分别为",
    "是",
];

/// What opens a list some words after its label: “三严三实”专题教育，即….
const FAR_OPENERS: &[&str] = &["，即", ",即", "：", "（即", "，也就是", "，就是", "，包括", "，分别是", "（"];

/// How many characters may stand between a label and what opens its list.
const NOUN: usize = 8;

/// The list after a label: （甲、乙、丙）, ：甲、乙和丙, ，即甲、乙, ：一是甲；二是乙.
fn after(text: &str, label: &Range<usize>, number: usize) -> Option<Members> {
    let tail = reach::after(text, label.end);
    let rest = tail.trim_start_matches(['”', '’', '」', '“', '"']);
    let at = |part: &str| label.end + offset_in(tail, part);
    if let Some(opened) = OPENERS.iter().find_map(|o| rest.strip_prefix(o)).or_else(|| past_noun(rest)) {
        let found = by_ordinals(opened, at(opened), number)
            .or_else(|| same_heads(opened, at(opened), number))
            .or_else(|| by_commas(opened, at(opened), number));
        if found.is_some() {
            return found;
        }
    }
    let name = text.get(label.clone())?;
    let next = rest.split_once(['，', ','])?.1;
    echoing(next, at(next), name, number).or_else(|| led_clauses(rest, at(rest), name, number))
}

/// What follows an opener that stands behind the noun of a label.
fn past_noun(rest: &str) -> Option<&str> {
    let (end, _) = rest.char_indices().take(NOUN + 1).find(|(_, c)| !chuchu_text::is_han(*c))?;
    let direct = rest.get(end..)?;
    let opened = FAR_OPENERS.iter().find_map(|o| direct.strip_prefix(o)).or_else(|| {
        let (_, list) = rest.get(..end)?.split_once("就是")?;
        rest.get(offset_in(rest, list)..)
    })?;
    let clause = opened.split(['，', ',', '。']).next()?;
    (clause.contains('、') || clause.starts_with(['一', '既', '第', '其'])).then_some(opened)
}

/// 一是…，…；二是…: the clause after each number, without what explains it.
fn by_ordinals(list: &str, from: usize, number: usize) -> Option<Members> {
    const NUMERALS: &str = "一二三四五六七八九十";
    const HEADS: [(&str, &str); 7] =
        [("", "是"), ("第", "，"), ("其", "，"), ("第", "是"), ("其", "是"), ("", "要"), ("（", "）")];
    let mut each = Vec::new();
    let mut at = 0;
    for (i, numeral) in NUMERALS.chars().take(number).enumerate() {
        let rest = list.get(at..)?;
        let headed = |place: usize| {
            let heads = HEADS.iter().filter_map(|(before, after)| {
                let start = place.checked_sub(before.len())?;
                let tail = rest.get(start..)?.strip_prefix(before)?.strip_prefix(numeral)?;
                tail.starts_with(after).then(|| (start, before.len() + numeral.len_utf8() + after.len()))
            });
            heads.min()
        };
        let mut places = rest.match_indices(numeral).map(|(place, _)| place);
        // the first number opens the list; of the later ones the first that has a head
        let (place, head) = match i {
            0 => places.take_while(|place| *place <= 3).filter_map(headed).find(|(start, _)| *start == 0)?,
            _ => places.find_map(headed)?,
        };
        let start = at + place + head;
        let member = list.get(start..)?.split(['，', '；', '。', ',', ';']).next()?;
        each.push(from + start..from + start + member.len());
        at = start + member.len();
    }
    (each.len() == number).then(|| members(each)).flatten()
}

/// Parts that all begin with the same word: 坚决维护…，坚决维护…. Parted by ；, or else by ，.
fn same_heads(list: &str, from: usize, number: usize) -> Option<Members> {
    let end = list.find(['。', '）', ')', '\n']).unwrap_or(list.len());
    let list = list.get(..end)?;
    let parts: Vec<&str> = list.split(['；', ';']).collect();
    let parts = if parts.len() == number { parts } else { list.split(['，', ',']).collect() };
    let (same, others) = parts.split_at_checked(number)?;
    let (first, rest) = same.split_first()?;
    let head = first.get(..first.char_indices().nth(2)?.0)?;
    let sound = rest.iter().all(|p| p.starts_with(head)) && !others.iter().any(|p| p.starts_with(head));
    sound.then(|| places(list, from, same)).flatten()
}

/// 甲、乙和丙, up to a mark that ends the list.
fn by_commas(list: &str, from: usize, number: usize) -> Option<Members> {
    let end = list.find(['。', '）', ')', '；', '\n', '！', '—', '？']).unwrap_or(list.len());
    let clauses: Vec<&str> = list.get(..end)?.split(['，', ',']).collect();
    let clauses = without_links(&clauses);
    let mut all = of_clauses(&clauses, number)?;
    if let Some((first, others)) = all.split_first() {
        let first = led_first(first, others);
        all.splice(..1, [first]);
    }
    places(list, from, &all)
}

/// Clauses without the words that link them: 既要…，又要….
fn without_links<'a>(clauses: &[&'a str]) -> Vec<&'a str> {
    const LINKS: [&str; 8] = ["还要", "又要", "也要", "更要", "又", "也", "还", "更"];
    let first = clauses.first().copied().unwrap_or("").trim_start();
    let Some(opened) = first.strip_prefix("既要").or_else(|| first.strip_prefix('既')) else {
        return clauses.to_vec();
    };
    let rest = clauses.iter().skip(1).map(|c| LINKS.iter().find_map(|l| c.strip_prefix(l)).unwrap_or(c));
    std::iter::once(opened).chain(rest).collect()
}

/// The items of a list in one clause, in clauses of as many items each, or in all clauses of the sentence.
fn of_clauses<'a>(clauses: &[&'a str], number: usize) -> Option<Vec<&'a str>> {
    if clauses.len() == number && clauses.iter().all(|c| c.contains('、')) {
        return Some(clauses.to_vec());
    }
    let first: Vec<&str> = clauses.first()?.split('、').collect();
    if first.len() > 1
        && let Some(all) = last_joined(&first, number)
    {
        return Some(all);
    }
    let mut all: Vec<&str> = Vec::new();
    for (i, clause) in clauses.iter().enumerate() {
        let items = clause.split('、').count();
        if first.len() > 1 && items == 1 {
            return None; // 甲、乙，这是…: what follows the list is no member
        }
        all.extend(clause.split('、'));
        let last = i + 1 == clauses.len();
        let even = first.len() > 1 && items == first.len();
        if all.len() == number && (last || even && all.len() == items * (i + 1)) {
            return Some(all);
        }
    }
    (clauses.len() == 1).then(|| last_joined(&all, number)).flatten()
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

/// The first item without its verb, where the others are of one length and have none: 增强|政治意识、大局意识.
fn led_first<'a>(first: &'a str, others: &[&str]) -> &'a str {
    let chars = |s: &str| s.trim().chars().count();
    let Some(length) = others.first().map(|o| chars(o)) else { return first };
    let lead =
        first.char_indices().rev().nth(length.saturating_sub(1)).and_then(|(i, _)| first.split_at_checked(i));
    match lead {
        Some((lead, rest)) if others.len() > 1 && others.iter().all(|o| chars(o) == length) => {
            if LEADS.iter().any(|w| lead.ends_with(w)) { rest } else { first }
        }
        _ => first,
    }
}

/// The places of items in `list`, which begins at `from`, without blanks and marks round them.
fn places(list: &str, from: usize, items: &[&str]) -> Option<Members> {
    let bare = |c: char| c.is_whitespace() || matches!(c, '“' | '”' | '‘' | '’');
    let whole = |i: &&str| i.matches('“').count() == i.matches('”').count();
    let trimmed = items.iter().map(|i| if whole(i) { i.trim() } else { i.trim_matches(bare) });
    let each: Vec<_> =
        trimmed.map(|i| from + offset_in(list, i)..from + offset_in(list, i) + i.len()).collect();
    each.iter().all(|r| !r.is_empty() && r.len() <= 120).then_some(())?;
    members(each)
}

/// The last characters of a label, which its members may echo: 意识 of “四个意识”.
fn noun(label: &str, length: usize) -> Option<&str> {
    let label = label.trim_matches(['“', '”', '‘', '’', '「', '」', '"']);
    let (at, _) = label.char_indices().rev().nth(length - 1)?;
    (label.chars().count() > length).then(|| label.get(at..)).flatten()
}

/// A list in the next clause whose members all begin or end as the label ends: “四个意识”，增强政治意识、….
fn echoing(list: &str, from: usize, label: &str, number: usize) -> Option<Members> {
    let word = noun(label, 2).or_else(|| noun(label, 1))?;
    if list.starts_with(word)
        && let Some(found) = same_heads(list, from, number)
    {
        return Some(found);
    }
    let clause = list.split(['，', ',', '。', '；', '）', ')', '”']).next()?;
    let mut all = last_joined(&clause.split('、').collect::<Vec<_>>(), number).filter(|_| number > 2)?;
    let (first, others) = all.split_first()?;
    let first = match first.find(word) {
        Some(at) if others.iter().all(|o| o.starts_with(word)) => first.get(at..)?,
        _ => led_first(first, others),
    };
    all.splice(..1, [first]);
    let echo = all.iter().all(|i| i.ends_with(word)) || all.iter().all(|i| i.starts_with(word));
    echo.then(|| places(list, from, &all)).flatten()
}

/// Verbs that lead the clauses of a list.
const VERBS: &[&str] = &[
    "纠治", "整治", "反对", "克服", "解决", "防止", "纠正", "抵制", "破除", "摒弃", "遏制", "防范", "应对",
    "经受", "增强", "坚定", "树立", "坚持", "推进", "落实", "抓好", "加强", "力戒", "力除", "狠刹", "查处",
];

/// A list over two clauses, each with its verb, in this sentence or the next: 纠治甲、乙，整治丙和丁. Its
/// members are of one length, and the last one ends as the label does.
fn led_clauses(rest: &str, from: usize, label: &str, number: usize) -> Option<Members> {
    (number > 3).then_some(())?;
    let word = noun(label, 1)?;
    let sentences =
        rest.match_indices(['。', '；']).nth(1).map_or(rest, |(i, _)| rest.get(..i).unwrap_or(rest));
    let clauses: Vec<&str> = sentences.split(['，', ',', '。', '；']).collect();
    clauses.windows(2).find_map(|pair| {
        let mut all: Vec<&str> = Vec::with_capacity(number);
        for clause in pair {
            let cut = VERBS.iter().filter_map(|v| clause.find(v).map(|i| i + v.len())).min()?;
            all.extend(clause.get(cut..)?.split('、').flat_map(parted));
        }
        let length = all.first()?.chars().count();
        let even = length > 2 && all.len() == number && all.iter().all(|i| i.chars().count() == length);
        (even && all.last()?.ends_with(word)).then(|| places(rest, from, &all)).flatten()
    })
}

/// An item, parted at its 和.
fn parted(item: &str) -> impl Iterator<Item = &str> {
    let (a, b) = item.split_once('和').map_or((item, None), |(a, b)| (a, Some(b)));
    std::iter::once(a).chain(b)
}

/// As many clauses or sentences with the same head as the label counts, right before its sentence:
/// 党领导人民完成了…；党领导人民进行了…。这是“两件大事”.
fn sentences_before(text: &str, label: &Range<usize>, number: usize) -> Option<Members> {
    let window = reach::before(text, label.start);
    let sentence = reach::last_sentence(window);
    let name = text.get(label.clone())?.trim_start_matches(['“', '‘', '「']);
    let same = name.chars().next().map(|c| ['“', c].iter().collect::<String>())?;
    let list = window.get(..offset_in(window, sentence))?.trim_end_matches(['。', '；', '！']);
    (number > 2 && !list.is_empty() && !sentence.contains(&same)).then_some(())?;
    let mut parts: Vec<&str> = list.rsplitn(number + 1, ['；', '。', '！']).take(number).collect();
    parts.reverse();
    let first = *parts.get(1)?;
    let head = parts.iter().skip(1).map(|p| shared(first, p)).min()?;
    let shared_head = first.get(..head)?;
    (parts.len() == number && shared_head.chars().count() >= 4).then_some(())?;
    let all: Option<Vec<&str>> =
        parts.iter().map(|p| p.find(shared_head).and_then(|i| p.get(i + head..))).collect();
    let all = all?;
    let sound = parts.iter().skip(1).all(|p| p.starts_with(shared_head));
    sound.then(|| places(window, label.start - window.len(), &all)).flatten()
}

/// The length of the head that two texts share.
fn shared(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the members beside the label in 【】, which are taken out first.
    #[track_caller]
    fn check(text: &str, number: usize, expect: &str) {
        let start = text.find('【').unwrap();
        let end = text.find('】').unwrap() - '【'.len_utf8();
        let text = text.replace(['【', '】'], "");
        let found = beside(&text, &(start..end), number);
        let found: Vec<_> = found.iter().flat_map(|m| &m.each).filter_map(|r| text.get(r.clone())).collect();
        assert_eq!(found.join("|"), expect, "{text}");
    }

    #[test]
    fn lists_after_their_label() {
        let four = "政治意识|大局意识|核心意识|看齐意识";
        check("【“四个意识”】就是政治意识、大局意识、核心意识、看齐意识。", 4, four);
        check("牢固树立【“四个意识”】，增强政治意识、大局意识、核心意识、看齐意识，做到", 4, four);
        check("【“四个意识”】（增强政治意识、大局意识、核心意识、看齐意识）", 4, four);
        check("【“四个意识”】——政治意识、大局意识、核心意识和看齐意识——是一个整体", 4, four);
        check("【“四个意识”】是政治意识、大局意识、核心意识、看齐意识，缺一不可。", 4, four);
        check("坚定【“四个自信”】，推进政治建设、经济建设、文化建设、社会建设", 4, "");
        check("【“三大作风”】，即甲子、乙丑，这是好的", 3, "");
    }

    #[test]
    fn lists_over_two_clauses() {
        check(
            "开展【“三严三实”】专题教育，即严以修身、严以用权、严以律己，谋事要实、创业要实、做人要实。",
            6,
            "严以修身|严以用权|严以律己|谋事要实|创业要实|做人要实",
        );
        check(
            "【“三严三实”】：既严以修身、严以用权、严以律己，又谋事要实、创业要实、做人要实，不走过场。",
            6,
            "严以修身|严以用权|严以律己|谋事要实|创业要实|做人要实",
        );
        check(
            "【“四风”】问题树倒根存。要坚决反对形式主义、官僚主义，着力整治享乐主义、奢靡之风，一抓到底。",
            4,
            "形式主义|官僚主义|享乐主义|奢靡之风",
        );
        check("【“四风”】问题仍在。要反对形式主义、官僚主义，加强作风建设、队伍建设。", 4, "");
        check("【“三个代表”】重要思想告诉我们：人民是基础，人民用智慧和力量创造历史。", 3, "");
        check(
            "做到【“两个维护”】，即坚决维护核心、领袖的地位，坚决维护集中统一。",
            2,
            "坚决维护核心、领袖的地位|坚决维护集中统一",
        );
        check(
            "坚持【“三个务必”】，务必不忘初心，务必谦虚谨慎，务必敢于斗争。",
            3,
            "务必不忘初心|务必谦虚谨慎|务必敢于斗争",
        );
        check(
            "【“三个必须”】：必须学习，常学常新；必须实践；必须总结。",
            3,
            "必须学习，常学常新|必须实践|必须总结",
        );
        check("他提出【“三不”】，不怕苦、不怕累、不怕死。", 3, "不怕苦|不怕累|不怕死");
        check("坚持【“三个务必”】，务必不忘初心，坚持谦虚谨慎，务必敢于斗争。", 3, "");
        check("坚持【“两手抓”】：既要抓经济建设，又要抓精神文明。", 2, "抓经济建设|抓精神文明");
        check("【“三个一”】工程：一要建档，逐户入册；二要走访；三要销号。", 3, "建档|走访|销号");
    }

    #[test]
    fn lists_before_their_label() {
        check(
            "全面建成小康社会、全面深化改革、全面依法治国、全面从严治党【“四个全面”】相辅相成。",
            4,
            "全面建成小康社会|全面深化改革|全面依法治国|全面从严治党",
        );
        check(
            "协调推进全面建设现代化国家、全面深化改革、全面依法治国、全面从严治党这【“四个全面”】。",
            4,
            "全面建设现代化国家|全面深化改革|全面依法治国|全面从严治党",
        );
        check(
            "工会带领职工办起了夜校；工会带领职工修好了食堂。工会带领职工建成了医院。这就是【“三件实事”】。",
            3,
            "办起了夜校|修好了食堂|建成了医院",
        );
        check("天气很好。工会办起了夜校。工会修好了食堂。这就是【“三件实事”】。", 3, "");
    }
}
