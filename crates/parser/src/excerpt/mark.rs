//! The marks that print puts before excerpts, before collected notes and behind noted texts: 1. （2） ③ ★ 注4
//! [5]. Reads the mark alone; whether it counts excerpts, headings or notes is said elsewhere.

use chuchu_text::{is_blank, is_han, numeral};

/// The form of a mark. Marks of one form count one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Form {
    /// 一、
    Han,
    /// （一）
    HanRound,
    /// 1. 1、
    Arabic,
    /// （1） 1）
    Round,
    /// [1] 〔1〕 【1】
    Square,
    /// 【一】 〔一〕
    HanSquare,
    /// ① ⑴ ⒈: one character.
    Single,
    /// 注1
    Noted,
    /// 第一条, 第1则
    Clause,
    /// 1 with a blank behind.
    Bare,
    /// ★ ● ■ –
    Sign(char),
}

/// A mark at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) form: Form,
    /// Its number; 0 for a sign.
    pub(super) number: u32,
    /// How many bytes it takes, the blanks behind it not included.
    pub(super) length: u8,
}

impl Mark {
    /// A mark of `length` bytes; `None` where that is more than a mark can have.
    fn new(form: Form, number: u32, length: usize) -> Option<Self> {
        Some(Self { form, number, length: u8::try_from(length).ok()? })
    }

    /// How many bytes it takes.
    pub(super) fn length(self) -> usize {
        usize::from(self.length)
    }
}

/// No excerpt or note has a greater number.
const LARGEST: u32 = 1999;

/// The longest mark, in bytes.
const LONGEST: usize = 40;

/// Signs that print puts before the entries of a list.
const SIGNS: &str = "★☆●○■□◆◇▲△►▶•※＊*◎⊙➢✧✦❖→·–-▪◼♦";

/// The value of a number that is one character: ① ⑴ ⒈ ❶ ㉑.
pub(super) fn single(c: char) -> Option<u32> {
    let (first, value) = match c {
        '①'..='⑳' => ('①', 1),
        '⑴'..='⒇' => ('⑴', 1),
        '⒈'..='⒛' => ('⒈', 1),
        '❶'..='❿' => ('❶', 1),
        '㉑'..='㉟' => ('㉑', 21),
        '㊱'..='㊿' => ('㊱', 36),
        _ => return None,
    };
    Some(u32::from(c) - u32::from(first) + value)
}

fn closing_of(open: char) -> Option<char> {
    Some(match open {
        '[' => ']',
        '［' => '］',
        '〔' => '〕',
        '【' => '】',
        '（' => '）',
        '(' => ')',
        _ => return None,
    })
}

/// The mark with which a text begins. Constant time.
pub(super) fn leading(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    let head = head(text);
    match first {
        '第' => clause(head),
        '注' | '註' => noted(head),
        '(' | '（' | '[' | '［' | '〔' | '【' => bracketed(head),
        _ if single(first).is_some() => {
            let length = first.len_utf8();
            let stop = behind(head, length, &['、', '．', '.']);
            Mark::new(Form::Single, single(first)?, length + stop)
        }
        _ if SIGNS.contains(first) => sign(head, first),
        _ => counted(head),
    }
}

/// The beginning of a text, as long as a mark may be.
fn head(text: &str) -> &str {
    let end = text.char_indices().map(|(at, _)| at).find(|at| *at >= LONGEST).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

/// The bytes of one of `marks` at `at`.
fn behind(text: &str, at: usize, marks: &[char]) -> usize {
    text.get(at..)
        .and_then(|rest| rest.chars().next())
        .filter(|c| marks.contains(c))
        .map_or(0, char::len_utf8)
}

fn number(text: &str) -> Option<(u32, usize)> {
    let (value, length) = numeral::leading(text)?;
    let number = u32::try_from(value).ok().filter(|n| (1..=LARGEST).contains(n))?;
    Some((number, length))
}

fn is_arabic(text: &str) -> bool {
    text.starts_with(|c| numeral::arabic_digit(c).is_some())
}

/// （1） （一） [1] 〔1〕, with blanks inside.
fn bracketed(text: &str) -> Option<Mark> {
    let open = text.chars().next()?;
    let close = closing_of(open)?;
    let inside = text.get(open.len_utf8()..)?;
    let trimmed = inside.trim_start_matches(is_blank);
    let (number, digits) = number(trimmed).filter(|(n, _)| *n < 1000)?;
    let rest = trimmed.get(digits..)?.trim_start_matches(is_blank);
    let length = text.len() - rest.strip_prefix(close)?.len();
    let length = length + behind(text, length, &['、', '．']);
    let form = match (is_arabic(trimmed), matches!(open, '（' | '(')) {
        (true, true) => Form::Round,
        (true, false) => Form::Square,
        (false, true) => Form::HanRound,
        (false, false) => Form::HanSquare,
    };
    Mark::new(form, number, length)
}

/// 1. 1、 1） 一、; 1 and a blank. Not 3.5, 2012年 and 三、四线.
fn counted(text: &str) -> Option<Mark> {
    let (number, digits) = number(text)?;
    let rest = text.get(digits..)?;
    let stop = rest.chars().next()?;
    let next = rest.get(stop.len_utf8()..)?.chars().next();
    let arabic = is_arabic(text);
    let counts_on = next.is_some_and(|c| {
        if arabic { numeral::arabic_digit(c).is_some() } else { numeral::han_digit(c).is_some() }
    });
    let form = match stop {
        '.' | '．' | '、' if arabic && !counts_on => Form::Arabic,
        '）' | ')' if arabic => Form::Round,
        '、' | '．' | '.' if !counts_on && number < 100 => Form::Han,
        _ => return bare(text, number, digits),
    };
    Mark::new(form, number, digits + stop.len_utf8())
}

/// 12 《…》: a number parted from the words by a blank.
fn bare(text: &str, number: u32, digits: usize) -> Option<Mark> {
    let rest = text.get(digits..)?;
    let words = rest.trim_start_matches(is_blank);
    let parted = words.len() < rest.len() && is_arabic(text) && number < 1000;
    let unit = words.starts_with(['年', '月', '日', '页', '期', '号', '卷', '版']);
    let next = words.chars().next()?;
    let opens = parted && !unit && (is_han(next) || "《“「〈[〔（".contains(next));
    Mark::new(Form::Bare, number, digits).filter(|_| opens)
}

/// 注1, 注①, 注[1], with ：or 、 behind.
fn noted(text: &str) -> Option<Mark> {
    let word = ["注释", "註釋", "注", "註"].iter().find(|w| text.starts_with(**w))?.len();
    let rest = text.get(word..)?;
    let first = rest.chars().next()?;
    let (number, length) = match single(first) {
        Some(value) => (value, first.len_utf8()),
        None => bracketed(rest).map(|m| (m.number, m.length())).or_else(|| number(rest))?,
    };
    let length = word + length;
    Mark::new(Form::Noted, number, length + behind(text, length, &['：', ':', '、', '．', '.']))
}

/// 第一条, 第3则. A blank or mark may stand behind.
fn clause(text: &str) -> Option<Mark> {
    let inside = text.strip_prefix('第')?.trim_start_matches(is_blank);
    let (number, digits) = number(inside)?;
    let rest = inside.get(digits..)?.trim_start_matches(is_blank);
    let unit = rest.chars().next().filter(|c| matches!(c, '条' | '條' | '则' | '則'))?;
    let length = text.len() - rest.len() + unit.len_utf8();
    let length = length + behind(text, length, &['：', ':', '、', '．', '.']);
    Mark::new(Form::Clause, number, length)
}

/// ★ and its like; a dash or dot only where a blank or a word stands behind it, and no second dash.
fn sign(text: &str, first: char) -> Option<Mark> {
    let length = first.len_utf8();
    let next = text.get(length..)?.chars().next()?;
    let plain = !"·–-*＊".contains(first) || is_blank(next) || is_han(next);
    Mark::new(Form::Sign(first), 0, length).filter(|_| next != first && plain)
}

/// The note markers with which a text ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Closing {
    /// Their numbers, in order.
    pub(super) numbers: Vec<u32>,
    /// Where the first begins and the last ends, in bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The pages behind a marker: [1]559.
    pub(super) pages: Option<(u32, u32)>,
}

/// Marks that may stand behind a marker: it was set before the full stop.
const MARKS_BEHIND: &str = "。！？；”’」』）.，";

/// The note markers at the end of a text, before or behind its last marks: …学习。[1] …学习②。 …学习③④”。
pub(super) fn closing(text: &str) -> Option<Closing> {
    let whole = text.trim_end_matches(is_blank);
    let mut end = whole.len();
    let mut moved = 0;
    let mut found = trailing(whole).or_else(|| before_pages(whole));
    while found.is_none() && moved < 3 {
        let last = whole.get(..end)?.chars().next_back().filter(|c| MARKS_BEHIND.contains(*c))?;
        end -= last.len_utf8();
        moved += 1;
        let rest = whole.get(..end)?;
        found = trailing(rest).or_else(|| before_pages(rest));
    }
    let mut closing = found?;
    while let Some(before) = whole.get(..closing.start).and_then(|w| trailing(w.trim_end_matches(is_blank))) {
        closing.numbers.splice(0..0, before.numbers);
        closing.start = before.start;
    }
    Some(closing)
}

/// [1]559, [2]559-560: a marker with the pages behind it, as journals of GB/T 7714 set it.
fn before_pages(text: &str) -> Option<Closing> {
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '—' | '–'));
    let figures = text.get(head.len()..).filter(|f| !f.is_empty() && f.len() <= 12)?;
    if !head.ends_with([']', '］', '〕']) {
        return None;
    }
    let mut ends = figures.split(['-', '—', '–']).filter(|f| !f.is_empty()).map(str::parse::<u32>);
    let from = ends.next()?.ok()?;
    let to = ends.next().and_then(Result::ok).unwrap_or(from);
    Some(Closing { end: text.len(), pages: Some((from, to)), ..trailing(head)? })
}

/// A marker that ends right at the end of a text: ① or [1] or 〔1、2〕.
fn trailing(text: &str) -> Option<Closing> {
    let last = text.chars().next_back()?;
    let end = text.len();
    if let Some(number) = single(last) {
        return Some(Closing { numbers: vec![number], start: end - last.len_utf8(), end, pages: None });
    }
    let open = match last {
        ']' => '[',
        '］' => '［',
        '〕' => '〔',
        '】' => '【',
        '）' => '（',
        ')' => '(',
        _ => return None,
    };
    let from = text.char_indices().rev().take(14).find(|(_, c)| *c == open).map(|(at, _)| at)?;
    let inside = text.get(from + open.len_utf8()..end - last.len_utf8())?;
    Some(Closing { numbers: listed(inside)?, start: from, end, pages: None })
}

/// 3, 注3, ③, 3、4 and 3—5.
fn listed(inside: &str) -> Option<Vec<u32>> {
    let words = inside.trim_matches(is_blank);
    let words = words.strip_prefix(['注', '註']).unwrap_or(words);
    if let Some(number) = words.chars().next().and_then(single) {
        return (words.chars().count() == 1).then(|| vec![number]);
    }
    let range = ['-', '—', '–', '－'];
    let mut numbers = Vec::new();
    for part in words.split(['、', '，', ',']) {
        let ends: Vec<u32> =
            part.split(range).map(|p| figure(p.trim_matches(is_blank))).collect::<Option<_>>()?;
        match ends.as_slice() {
            [one] => numbers.push(*one),
            [from, to] if from < to && to - from < 20 => numbers.extend(*from..=*to),
            _ => return None,
        }
    }
    Some(numbers)
}

fn figure(word: &str) -> Option<u32> {
    let plain = !word.is_empty()
        && word.chars().count() <= 3
        && word.chars().all(|c| numeral::arabic_digit(c).is_some());
    numeral::parse(word).filter(|_| plain).and_then(|n| u32::try_from(n).ok())
}

/// How many markers stand in a text: ① or [1], anywhere.
pub(super) fn count(text: &str) -> usize {
    let bracket = |at: usize, c: char| {
        let rest = text.get(at..).unwrap_or("");
        matches!(c, '[' | '［' | '〔') && bracketed(head(rest)).is_some_and(|m| m.form == Form::Square)
    };
    text.char_indices().filter(|(at, c)| single(*c).is_some() || bracket(*at, *c)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_every_form_are_read() {
        let check = |text: &str, expect: Option<(Form, u32, &str)>| {
            let found = leading(text).map(|m| (m.form, m.number, text.get(m.length()..).unwrap()));
            assert_eq!(found, expect, "{text}");
        };
        check("1. 江山", Some((Form::Arabic, 1, " 江山")));
        check("12、江山", Some((Form::Arabic, 12, "江山")));
        check("（3）江山", Some((Form::Round, 3, "江山")));
        check("（三）江山", Some((Form::HanRound, 3, "江山")));
        check("一、江山", Some((Form::Han, 1, "江山")));
        check("〔4〕《怎么办？》", Some((Form::Square, 4, "《怎么办？》")));
        check("⑤江山", Some((Form::Single, 5, "江山")));
        check("㉑江山", Some((Form::Single, 21, "江山")));
        check("注6：《怎么办？》", Some((Form::Noted, 6, "《怎么办？》")));
        check("注⑦ 《怎么办？》", Some((Form::Noted, 7, " 《怎么办？》")));
        check("第八条 江山", Some((Form::Clause, 8, " 江山")));
        check("9 《怎么办？》", Some((Form::Bare, 9, " 《怎么办？》")));
        check("★江山", Some((Form::Sign('★'), 0, "江山")));
        check("– 江山", Some((Form::Sign('–'), 0, " 江山")));
    }

    #[test]
    fn quantities_names_and_dashes_are_no_marks() {
        for text in [
            "三、四线城市",
            "3.5%",
            "2012年",
            "[德]黑格尔",
            "——鲁迅",
            "--鲁迅",
            "注意方法",
            "第一，要",
            "12 月",
            "★",
            "",
        ] {
            assert_eq!(leading(text), None, "{text}");
        }
    }

    #[test]
    fn markers_at_the_end_of_a_text_are_read() {
        let check = |text: &str, numbers: &[u32], body: &str, rest: &str| {
            let found = closing(text).unwrap();
            assert_eq!(found.numbers, numbers, "{text}");
            assert_eq!((text.get(..found.start).unwrap(), text.get(found.end..).unwrap()), (body, rest));
        };
        check("学习。[1]", &[1], "学习。", "");
        check("学习②。", &[2], "学习", "。");
        check("学习。③④", &[3, 4], "学习。", "");
        check("“学习。”（21）", &[21], "“学习。”", "");
        check("学习〔3、5〕。”", &[3, 5], "学习", "。”");
        check("学习。[注6]", &[6], "学习。", "");
        check("学习。[1]559-560", &[1], "学习。", "");
        assert_eq!(closing("学习。[1]559").unwrap().pages, Some((559, 559)));
        for text in ["学习。", "学习（2012）", "学习（三）", "", "①学习。"] {
            assert_eq!(closing(text), None, "{text}");
        }
    }
}
