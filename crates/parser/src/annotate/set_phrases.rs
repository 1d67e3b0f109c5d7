//! Numeric set phrases: “四风”, 四大考验, “两个一百年”, 八项规定, and the lists that spell them out.
//!
//! In quotation marks any short label that begins with a numeral counts. Without marks a label counts when its
//! form is one of names (N大…, N项规定), or when a list of exactly N members stands beside it.

use super::expansion::{self, Members};
use super::landmarks::{Landmarks, Sight};
use super::pairing::Pair;
use super::reach;
use std::ops::Range;

/// A set phrase at a place of the strand, with the list beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The label without marks.
    pub(crate) at: Range<usize>,
    /// Its members, where a list of exactly as many stands beside it.
    pub(crate) members: Option<Members>,
}

/// The value of a numeral that may count the members of a set; 双 and 两 are two.
fn count(c: char) -> Option<usize> {
    Some(match c {
        '一' => 1,
        '二' | '两' | '双' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

/// All set phrases of a text, in order of place. Cost: linear.
/// `quoted`: what stands in marks and quotes, where no label is looked for.
pub(crate) fn find(landmarks: &Landmarks<'_>, pairs: &[Pair], quoted: &[Range<usize>]) -> Vec<Mention> {
    let text = landmarks.text();
    let mut mentions = Vec::new();
    for pair in pairs {
        let next = quoted.partition_point(|q| q.start < pair.inside().start);
        if quoted.get(next).is_some_and(|q| *q == pair.inside()) {
            continue;
        }
        let label = text.get(pair.inside()).unwrap_or("");
        if label.len() <= 45
            && let Some(number) = label_number(label)
        {
            let members = expansion::beside(text, &pair.outside(), number);
            mentions.push(Mention { at: pair.inside(), members });
        }
    }
    let mut end = 0;
    for (at, c) in landmarks.characters(Sight::Numeral) {
        if at < end {
            continue;
        }
        if let Some(mention) = count(c).and_then(|n| unmarked(text, at, c, n)) {
            end = mention.at.end;
            mentions.push(mention);
        }
    }
    mentions.sort_by_key(|m| m.at.start);
    mentions.dedup_by(|b, a| b.at.start < a.at.end);
    mentions
}

/// How many members a label in marks counts: 三严三实 six, 八个坚持、八个反对 sixteen, 三地一中心 four.
fn label_number(label: &str) -> Option<usize> {
    let first = count(label.chars().next()?)?;
    let chars: Vec<char> = label.chars().collect();
    let han = |c: &char| chuchu_text::is_han(*c) || *c == '、';
    if !(2..=15).contains(&chars.len()) || !chars.iter().all(han) {
        return None;
    }
    let numerals: Vec<usize> = chars.iter().filter_map(|c| count(*c)).collect();
    if label.starts_with('双') && chars.len() > 2 {
        return None; // 双刃剑; 双拥 and 双碳 are sets
    }
    let dated =
        chars.get(1).is_some_and(|c| count(*c).is_some() || matches!(c, '月' | '年' | '日' | '零' | '〇'));
    if dated || SPOKEN.iter().any(|w| label.ends_with(w)) || NOT_SETS.iter().any(|w| label.starts_with(w)) {
        return None;
    }
    // 两个一百年, 五位一体: the second numeral belongs to the noun
    let hundreds = label.contains("一百") || label.contains("千") || label.contains("位一体");
    let sum = if hundreds { first } else { numerals.iter().sum() };
    (first > 1 || numerals.len() > 1).then_some(sum)
}

/// What makes a numbered label a text or a speech: 七一讲话.
const SPOKEN: &[&str] = &["讲话", "谈话", "运动", "事件", "事变", "起义", "周年", "世纪"];

/// Words that begin with a numeral and count nothing.
const NOT_SETS: &[&str] = &[
    "一个都",
    "一把手",
    "万",
    "一刀切",
    "两弹",
    "三八",
    "五四",
    "七一",
    "八一",
    "十一",
    "一线",
    "一窝蜂",
    "一言堂",
    "一阵风",
    "十年",
    "二战",
];

/// A label without marks that begins at `at`.
fn unmarked(text: &str, at: usize, c: char, number: usize) -> Option<Mention> {
    let head = reach::near(text, at);
    let part_of_number = |c: char| {
        chuchu_text::numeral::is_han_numeral(c)
            || matches!(c, '第' | '“' | '‘' | '「' | '"' | '百' | '千' | '万' | '亿' | '年' | '月')
    };
    if head.ends_with(part_of_number) {
        return None;
    }
    let tail = reach::after(text, at + c.len_utf8());
    let length = named_label(tail);
    if let Some(length) = length {
        let at = at..at + c.len_utf8() + length;
        let number = number + second_number(text.get(at.clone()).unwrap_or(""));
        let members = expansion::beside(text, &at, number);
        return Some(Mention { at, members });
    }
    let length = enumerating_label(tail)?;
    let at = at..at + c.len_utf8() + length;
    let members = expansion::beside(text, &at, number)?;
    Some(Mention { at, members: Some(members) })
}

/// The other numeral of a double label: 四大纪律八项规定.
fn second_number(label: &str) -> usize {
    label.chars().skip(1).filter_map(count).sum()
}

/// Nouns that 大 counts in names rather than in passing.
const GREAT_NOUNS: &[&str] = &[
    "考验",
    "危险",
    "作风",
    "优良作风",
    "纪律",
    "战役",
    "发展理念",
    "攻坚战",
    "成就",
    "任务",
    "法宝",
    "差别",
    "改造",
    "战略",
    "规律",
    "传统",
    "优势",
    "体系",
    "目标",
    "观点",
    "原则",
    "工程",
    "关系",
    "使命",
    "课题",
    "标志",
    "革命",
    "变化",
    "支柱",
    "建设",
    "转变",
];

/// Nouns that 项, 个, 条 count in names.
const ITEM_NOUNS: &[(&str, &[&str])] = &[
    ("项", &["规定", "纪律", "注意", "基本原则", "原则", "改革", "要求", "任务"]),
    ("种", &["危险", "形态", "能力", "人才"]),
    ("个", &["意识", "自信", "维护", "务必", "代表", "有利于", "确立", "全面", "专项", "坚持", "明确"]),
    ("条", &["底线", "禁令", "主线", "红线"]),
];

/// The length of the rest of a label whose form alone makes it a name; `tail` follows its numeral.
fn named_label(tail: &str) -> Option<usize> {
    let length = if let Some(rest) = tail.strip_prefix('大') {
        let noun = longest(rest, GREAT_NOUNS)?;
        '大'.len_utf8() + noun
    } else {
        let (measure, nouns) = ITEM_NOUNS.iter().find(|(m, _)| tail.starts_with(m))?;
        let firm = measure == &"项";
        let noun = longest(tail.get(measure.len()..)?, nouns)?;
        let label = measure.len() + noun;
        let rest = tail.get(label..)?;
        let ends = rest
            .chars()
            .next()
            .is_none_or(|c| !chuchu_text::is_han(c) || "的和与及是之等为以在作而落精".contains(c));
        let named = if firm { tail.starts_with("项规定") } else { *measure != "条" };
        if !ends || !named {
            return None;
        }
        label
    };
    let rest = tail.get(length..)?;
    Some(length + double(rest))
}

/// A second label right after the first: 四大纪律|八项规定.
fn double(rest: &str) -> usize {
    let mut chars = rest.chars();
    let Some(c) = chars.next().filter(|c| count(*c).is_some_and(|n| n > 1)) else { return 0 };
    let tail = chars.as_str();
    let items = ITEM_NOUNS.iter().find(|(m, _)| tail.starts_with(m));
    let noun = items.and_then(|(m, nouns)| Some(m.len() + longest(tail.get(m.len()..)?, nouns)?));
    noun.map_or(0, |n| c.len_utf8() + n)
}

fn longest(rest: &str, nouns: &[&str]) -> Option<usize> {
    let adjective = ["优良", "基本", "重大", "主要", "根本", "历史性"]
        .iter()
        .find(|a| rest.starts_with(**a))
        .map_or(0, |a| a.len());
    let direct = nouns.iter().filter(|n| rest.starts_with(**n)).map(|n| n.len()).max();
    let after = rest.get(adjective..)?;
    direct.or_else(|| nouns.iter().filter(|n| after.starts_with(**n)).map(|n| adjective + n.len()).max())
}

/// The length of a label that counts only beside its list: 个方面的内容, 条基本的标准.
fn enumerating_label(tail: &str) -> Option<usize> {
    const MEASURES: [&str; 10] = ["个方面", "方面", "个", "条", "种", "项", "类", "点", "大", "位"];
    let measure = MEASURES.iter().find(|m| tail.starts_with(**m))?;
    let rest = tail.get(measure.len()..)?;
    let stop = |c: char| {
        !chuchu_text::is_han(c) || "是也在为有要都就和与及等这那上中下之以而把被对将从，".contains(c)
    };
    let noun = rest.split(stop).next()?;
    let length = noun.chars().count();
    let bound = *measure == "个方面" && length == 0;
    (bound || (2..=8).contains(&length)).then_some(measure.len() + noun.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, usize)]) {
        let marks = super::super::marks::find(&Landmarks::of(text));
        let pairs = super::super::pairing::pair(text, &marks).pairs;
        let found = find(&Landmarks::of(text), &pairs, &[]);
        let found: Vec<_> = found
            .iter()
            .map(|m| (text.get(m.at.clone()).unwrap(), m.members.as_ref().map_or(0, |m| m.each.len())))
            .collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn labels_in_marks() {
        check(
            "“四风”“两个一百年”“三严三实”“八个坚持、八个反对”",
            &[("四风", 0), ("两个一百年", 0), ("三严三实", 0), ("八个坚持、八个反对", 0)],
        );
        check("“七一讲话”“一个都不能少”“十四五”“人民”", &[]);
    }

    #[test]
    fn labels_by_their_form() {
        check("党的三大优良作风。贯彻八项规定的情况，第八项规定", &[("三大优良作风", 0), ("八项规定", 0)]);
        check("执行四大纪律八项规定，", &[("四大纪律八项规定", 0)]);
        check("有三个问题，分两个阶段", &[]);
    }

    #[test]
    fn lists_beside_their_label() {
        check("表现在形式主义、官僚主义、享乐主义和奢靡之风这“四风”上", &[("四风", 4)]);
        check("经得起执政、改革开放和发展市场经济三大考验，", &[("三大考验", 3)]);
        check("党的思想建设、学风建设、作风建设三个方面的内容", &[("三个方面的内容", 3)]);
        check("“三位一体”格局（经济建设、政治建设、文化建设）", &[("三位一体", 3)]);
        check("“两个务必”要牢记，三个人开会，两会议室已满", &[("两个务必", 0)]);
        check("有两条基本的标准：一是质的标准，即甲。二是量的标准，即乙。", &[("两条基本的标准", 2)]);
    }
}
