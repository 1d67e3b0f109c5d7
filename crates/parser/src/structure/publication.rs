//! The line that says in which newspaper, on which day and page a text appeared: 《人民日报》（2021年12月28日
//! 第09版）, 光明日报，2020年1月2日，第3版. Citations inside a text are read by `citation`.

use super::ending;
use super::lines::Line;
use chuchu_model::{PartialDate, Publication, Span};
use chuchu_text::{date, is_blank, numeral};

/// The longest publication line, in characters.
const LONGEST: usize = 60;

/// How the names of newspapers end.
const NAMES: [&str; 4] = ["报", "報", "报海外版", "消息"];

/// The publication that a whole line names: at least a newspaper and a date, and nothing beside them but
/// a page and words such as 原载.
pub(crate) fn of(line: &Line<'_>) -> Option<Publication> {
    if !line.is_shorter_than(LONGEST) {
        return None;
    }
    read(line.words, line.span)
}

/// The publication with which a paragraph ends, behind its last sentence, and where it begins in the line.
pub(crate) fn behind_text(line: &Line<'_>) -> Option<(usize, Publication)> {
    let words = line.words;
    let far = words.char_indices().rev().nth(LONGEST).map_or(0, |(at, _)| at);
    let ends =
        words.get(far..)?.char_indices().filter(|(_, c)| ending::ends_sentence(*c) || ending::is_closing(*c));
    ends.map(|(at, c)| far + at + c.len_utf8()).find_map(|at| {
        let tail = words.get(at..)?.trim_start_matches(is_blank);
        let at = words.len() - tail.len();
        Some((at, read(tail, line.part(at, words.len()))?))
    })
}

fn read(words: &str, span: Span) -> Option<Publication> {
    if !words.contains(['报', '報']) {
        return None;
    }
    let squeezed: String = words.chars().filter(|c| !is_blank(*c)).map(narrow).collect();
    let (before, day, after) = dated(&squeezed)?;
    let rest = format!("{before}\u{1f}{after}");
    let (rest, page) = paged(&rest);
    let name = named(&rest)?;
    day.get_month()?;
    Some(Publication { name, date: Some(day), page, span })
}

/// Half-width figures and marks; everything else as it is.
fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        '（' => '(',
        '）' => ')',
        _ => c,
    }
}

/// The one date in a text, with what stands before and behind it.
fn dated(text: &str) -> Option<(&str, PartialDate, &str)> {
    let found = date::find_all(text);
    let [only] = found.as_slice() else { return None };
    let range = only.span.range();
    Some((text.get(..range.start)?, only.first()?, text.get(range.end..)?))
}

/// A text without 第09版, 09版, A3版 or (09), and that page without leading zeros.
fn paged(text: &str) -> (String, Option<String>) {
    let figures = |s: &str| s.bytes().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
    if let Some((before, after)) = text.split_once('版').filter(|(b, _)| figures(b) > 0) {
        let (rest, page) = before.split_at(before.len() - figures(before));
        let rest = rest.strip_suffix('第').unwrap_or(rest);
        return (format!("{rest}\u{1f}{after}"), Some(page.trim_start_matches('0').to_owned()));
    }
    if let Some((before, after)) = text.split_once('第')
        && let Some((value, length)) = numeral::leading(after)
        && let Some(behind) = after.get(length..).and_then(|t| t.strip_prefix('版'))
    {
        return (format!("{before}\u{1f}{behind}"), Some(value.to_string()));
    }
    (text.to_owned(), None)
}

/// The newspaper in what is left of the line, when nothing else is left but words that go with it.
fn named(rest: &str) -> Option<String> {
    const WORDS: [&str; 12] = [
        "原文刊载于",
        "原载于",
        "原载",
        "刊载于",
        "刊于",
        "发表于",
        "来源",
        "转自",
        "摘自",
        "载",
        "刊",
        "责编",
    ];
    let marks = |c: char| !c.is_alphanumeric();
    let mut pieces = rest.split(marks).filter(|p| !p.is_empty()).filter_map(|piece| {
        let bare = WORDS.iter().find_map(|w| piece.strip_prefix(w)).unwrap_or(piece);
        (!bare.is_empty()).then_some(bare)
    });
    let name = pieces.next()?;
    // the page's own name may follow (要闻, 理论); a news agency's 电 tells a dispatch
    let section =
        pieces.next().is_none_or(|p| p.chars().count() <= 4 && p != "电") && pieces.next().is_none();
    let is_newspaper = NAMES.iter().any(|n| name.ends_with(n)) && (3..=12).contains(&name.chars().count());
    (section && is_newspaper && !name.chars().any(|c| c.is_ascii_digit())).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::split;

    #[track_caller]
    fn check(words: &str, expect: Option<(&str, &str, Option<&str>)>) {
        let found = split(words).first().and_then(of);
        let found = found.as_ref().map(|p| (p.name.as_str(), p.date.unwrap().to_string(), p.page.as_deref()));
        assert_eq!(found, expect.map(|(n, d, p)| (n, d.to_owned(), p)), "{words}");
    }

    #[test]
    fn the_forms_of_publication_lines_are_read() {
        check("《 人民日报 》( 2021年12月28日 第 09 版)", Some(("人民日报", "2021-12-28", Some("9"))));
        check("《人民日报》（2021年12月28日 第09版）", Some(("人民日报", "2021-12-28", Some("9"))));
        check("人民日报 2021年12月28日 09版", Some(("人民日报", "2021-12-28", Some("9"))));
        check("光明日报，2020年1月2日，第3版", Some(("光明日报", "2020-01-02", Some("3"))));
        check("（原载《学习时报》2019年3月4日第A1版）", Some(("学习时报", "2019-03-04", Some("A1"))));
        check("来源：人民日报 2021-12-28", Some(("人民日报", "2021-12-28", None)));
        check("2021年12月28日 《经济日报》 第十二版", Some(("经济日报", "2021-12-28", Some("12"))));
        check("《人民日报》（2021年12月28日 09 版 理论）", Some(("人民日报", "2021-12-28", Some("9"))));
    }

    #[test]
    fn a_publication_may_stand_behind_the_last_sentence() {
        let text = "从小事做起。（《人民日报》2014年3月5日第4版）";
        let found = split(text).first().and_then(behind_text).map(|(at, p)| (at, p.name));
        assert_eq!(found, Some(("从小事做起。".len(), "人民日报".to_owned())));
    }

    #[test]
    fn what_names_no_day_of_a_newspaper_is_none() {
        check("来源：人民日报", None);
        check("《求是》杂志2022年第20期", None);
        check("2021年12月28日，人民日报发表评论员文章，指出这一点", None);
        check("人民日报2021年合订本", None);
    }
}
