//! The numbers of a text written another way, so that it can be looked for letter by letter. Whether numbers that differ
//! are the same is told in `number`.

use crate::number::{arabic, is_separator};
use chuchu_text::numeral;
use std::ops::Range;

/// Words that follow a counted or ordinal number, so that one Chinese figure before them is a number.
const UNITS: &str = "年月日条項项款章届次号節节編编卷期页頁个個名元%％‰倍天周人户岁歲份";
/// What follows the number of a date.
const DATES: &str = "年月日号";
/// Of so many numbers each is written this way and that; of more only all of a kind.
const MOST_FREE: usize = 3;
/// At most so many forms are given.
const MOST_FORMS: usize = 12;
/// Larger numbers are printed in units of it.
const WAN: u64 = 10_000;

/// A number in a text.
struct Number {
    /// Where it stands.
    range: Range<usize>,
    /// How else it may be written, the likeliest first.
    others: Vec<String>,
    /// Whether it is written in digits.
    digits: bool,
    /// Whether it is part of a date.
    dates: bool,
}

/// Other ways to write a text, and what they have in common with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rewritten {
    /// The text with its numbers written another way; the likeliest forms first.
    pub forms: Vec<String>,
    /// The longest stretch between numbers: where it does not stand, no form does.
    pub kept: String,
}

/// A text with its numbers written another way: digits as Chinese numerals and the other way round. A Chinese figure
/// by itself is a number before a unit or after 第. First all numbers of a kind are rewritten, then some of them, up to
/// twelve forms; none without numbers.
///
/// ```
/// use chuchu_trace::rewritten;
/// assert_eq!(rewritten("第8条").forms, ["第八条"]);
/// assert_eq!(rewritten("二〇一二年，一切").forms, ["2012年，一切"]);
/// assert_eq!(rewritten("处二万元罚款").forms, ["处2万元罚款", "处20000元罚款"]);
/// assert_eq!(rewritten("处二万元罚款").kept, "元罚款");
/// let forms = rewritten("2012年第十二期").forms;
/// assert_eq!(forms, ["二〇一二年第十二期", "2012年第12期", "二〇一二年第12期"]);
/// assert!(rewritten("一切为了群众").forms.is_empty());
/// ```
#[must_use]
pub fn rewritten(text: &str) -> Rewritten {
    let numbers = numbers(text);
    let mut forms = Vec::new();
    for rewrite in [
        |number: &Number| number.digits,
        |number: &Number| !number.digits,
        |number: &Number| number.dates,
        |number: &Number| !number.dates,
    ] {
        push(&mut forms, text, written(text, &numbers, |i| usize::from(rewrite(&numbers[i]))));
    }
    if numbers.len() <= MOST_FREE {
        let ways = numbers.iter().map(|number| number.others.len() + 1);
        for form in 1..ways.product::<usize>() {
            let way = |i: usize| {
                let before: usize = numbers.iter().take(i).map(|number| number.others.len() + 1).product();
                form / before % (numbers[i].others.len() + 1)
            };
            push(&mut forms, text, written(text, &numbers, way));
        }
    }
    let ends = numbers.iter().map(|number| number.range.end);
    let starts = numbers.iter().map(|number| number.range.start).chain([text.len()]);
    let between = std::iter::once(0).chain(ends).zip(starts).filter_map(|(from, to)| text.get(from..to));
    let kept = between.max_by_key(|stretch| stretch.len()).unwrap_or("").to_owned();
    Rewritten { forms, kept }
}

fn push(forms: &mut Vec<String>, text: &str, form: String) {
    if form != text && forms.len() < MOST_FORMS && !forms.contains(&form) {
        forms.push(form);
    }
}

/// The text with each number as it stands (way 0) or in one of its other ways.
fn written(text: &str, numbers: &[Number], way: impl Fn(usize) -> usize) -> String {
    let (mut form, mut at) = (String::with_capacity(text.len()), 0);
    for (i, number) in numbers.iter().enumerate() {
        let other = way(i).checked_sub(1).and_then(|other| number.others.get(other));
        form.push_str(text.get(at..number.range.start).unwrap_or(""));
        form.push_str(other.map_or_else(|| text.get(number.range.clone()).unwrap_or(""), String::as_str));
        at = number.range.end;
    }
    form.push_str(text.get(at..).unwrap_or(""));
    form
}

/// The numbers that can be written another way, in order.
fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let is_figure = |c: char| arabic(c) || numeral::is_han_numeral(c);
        let Some(from) = rest.find(is_figure).map(|from| at + from) else { break };
        let run = text.get(from..).unwrap_or("");
        let digits = run.starts_with(arabic);
        let figure = |c: char| if digits { arabic(c) } else { numeral::is_han_numeral(c) };
        let range = from..from + run.find(|c| !figure(c)).unwrap_or(run.len());
        at = range.end;
        let before = text.get(..from).and_then(|text| text.chars().next_back());
        let after = text.get(at..).and_then(|text| text.chars().next());
        let run = text.get(range.clone()).unwrap_or("");
        let others = if digits { in_words(run, before, after) } else { in_digits(run, before, after) };
        if !others.is_empty() {
            let dates = after.is_some_and(|c| DATES.contains(c));
            found.push(Number { range, others, digits, dates });
        }
    }
    found
}

/// Digits as words: 20 as 二十, 2012年 as 二〇一二年, 20000 as 二万.
fn in_words(run: &str, before: Option<char>, after: Option<char>) -> Vec<String> {
    let large = |c: char| matches!(c, '万' | '萬' | '亿' | '億');
    let joined = |c: char| (numeral::is_han_numeral(c) && !large(c)) || is_separator(c);
    if before.is_some_and(|c| joined(c) || large(c)) || after.is_some_and(joined) {
        return Vec::new();
    }
    let Some(value) = numeral::parse(run) else { return Vec::new() };
    if run.chars().count() == 4 && after == Some('年') {
        return vec![numeral::digit_by_digit(value)];
    }
    if value >= WAN && value % WAN == 0 && !after.is_some_and(large) {
        let words = numeral::spelt(value / WAN).map(|words| format!("{words}万"));
        return words.into_iter().chain([format!("{}万", value / WAN)]).collect();
    }
    numeral::spelt(value).into_iter().collect()
}

/// Words as digits: 二十 as 20, 二万 as 2万 and 20000.
fn in_digits(run: &str, before: Option<char>, after: Option<char>) -> Vec<String> {
    let unit = |c: char| matches!(c, '十' | '百' | '千' | '廿' | '卅' | '卌' | '万' | '萬');
    let spelt = run.chars().count() > 1 && run.chars().any(unit);
    // At the end of a quotation the unit may be cut off.
    let counted = spelt || before == Some('第') || after.is_none_or(|c| UNITS.contains(c));
    if !counted || before.into_iter().chain(after).any(arabic) {
        return Vec::new();
    }
    let Some(value) = numeral::parse(run) else { return Vec::new() };
    let in_wan = (value >= WAN && value % WAN == 0).then(|| format!("{}万", value / WAN));
    in_wan.into_iter().chain([value.to_string()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let forms = rewritten(text).forms;
        assert!(forms.iter().any(|form| form == expect), "{text}: {forms:?}");
    }

    #[test]
    fn numbers_are_written_the_other_way() {
        check("经二十%以上的业主", "经20%以上的业主");
        check("上三十倍以下罚款", "上30倍以下罚款");
        check("处二万元以上十万元以", "处2万元以上10万元以");
        check("处2万元以上10万元以", "处二万元以上十万元以");
        check("处20000元以上", "处二万元以上");
        check("年龄不足十", "年龄不足10");
    }

    #[test]
    fn some_numbers_are_written_the_other_way_and_others_not() {
        check("二〇〇五年五月三十一日第十二届", "2005年5月31日第十二届");
        check("九月十四日第十二届会议", "9月14日第十二届会议");
        check("2000元以上五百", "2000元以上500");
    }

    #[test]
    fn what_is_no_number_stays() {
        for text in ["一切为了群众", "十分重要", "第一百零9条", "3.5分", "万众一心向前", ""]
        {
            assert_eq!(rewritten(text).forms, Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn there_are_no_more_forms_than_can_be_looked_for() {
        let text = "第一条、第二条、第三条、第四条、第五条、第6条";
        assert_eq!(rewritten(text).forms.len(), 3);
        assert!(rewritten("二万元三万元四万元").forms.len() <= MOST_FORMS);
    }
}
