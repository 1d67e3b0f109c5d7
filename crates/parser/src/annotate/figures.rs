//! Letters in the numbers of running text: 2O00名, l990年. Numbers of citations are mended by `citation`.
//!
//! A number with a letter in it may be a name (H2O, 5I, A1O): it counts as misprinted only where nothing but figures
//! and such letters stands, most of it figures, and what follows is counted or dated.

use super::brackets::within;
use super::damage::MOST;
use super::landmarks::{Landmarks, Sight};
use super::strand::Strand;
use crate::code;
use crate::words::Words;
use chuchu_model::Diagnostic;
use std::ops::Range;

/// Letters that look like figures.
pub(super) const LETTERS: &str = "OoIl";

/// What is counted or dated by a number right before it.
static COUNTED: Words = Words::new(&[
    "年", "月", "日", "时", "点", "分钟", "小时", "天", "周", "岁", "名", "人", "个", "位", "户", "家", "所",
    "座", "条", "项", "次", "期", "页", "卷", "号", "万", "亿", "千", "百", "多", "余", "元", "亩", "公里",
    "公斤", "公顷", "平方", "立方", "吨", "米", "斤", "件", "台", "辆", "场", "届", "省", "县", "乡", "村",
    "倍", "度", "级", "类", "种", "层", "间", "部", "篇", "字",
]);

/// A remark on each number with a letter in it. Cost: the letters that look like figures.
pub(super) fn misprinted(
    strand: &Strand,
    landmarks: &Landmarks<'_>,
    cited: &[Range<usize>],
) -> Vec<Diagnostic> {
    let text = landmarks.text();
    let mut found = Vec::new();
    let mut end = 0;
    for at in landmarks.places(Sight::Figure) {
        if at < end || found.len() >= MOST {
            continue;
        }
        let run = run(text, at);
        end = run.end;
        if let Some(reading) = reading(text, &run).filter(|_| !within(cited, at)) {
            let message = format!("letters stand in the number {reading}");
            found.push(code::LETTER_IN_NUMBER.repair(strand.span(&run), message, reading));
        }
    }
    found
}

/// The figures and letters without a gap round a place, no more of them than any number has.
fn run(text: &str, at: usize) -> Range<usize> {
    const LONGEST: usize = 12;
    let figure = |b: &&u8| b.is_ascii_alphanumeric();
    let bytes = text.as_bytes();
    let before = bytes.get(..at).unwrap_or_default().iter().rev().take(LONGEST).take_while(figure).count();
    let behind = bytes.get(at..).unwrap_or_default().iter().take(LONGEST).take_while(figure).count();
    at - before..at + behind
}

/// The number that was meant, where a run is a number with letters in it.
fn reading(text: &str, run: &Range<usize>) -> Option<String> {
    let words = text.get(run.clone())?;
    let letters = words.bytes().filter(|b| LETTERS.as_bytes().contains(b)).count();
    let figures = words.bytes().filter(u8::is_ascii_digit).count();
    let head = text.get(..run.start)?;
    let joined =
        head.ends_with(|c: char| c.is_alphanumeric() && !chuchu_text::is_han(c) || "-./_#@".contains(c));
    let counted = COUNTED.starts(text.get(run.end..)?).is_some();
    let number = letters + figures == words.len() && letters > 0 && figures >= 2.max(letters);
    // 1O月, 3O日: two characters are enough before the unit of a date
    let dated = words.len() == 2 && letters == 1 && text.get(run.end..)?.starts_with(['月', '日']);
    let read = |c: char| match c {
        'O' | 'o' => '0',
        'I' | 'l' => '1',
        other => other,
    };
    (!joined && counted && (number || dated)).then(|| words.chars().map(read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str)]) {
        let strand = Strand::of(text);
        let found = misprinted(&strand, &Landmarks::of(strand.text()), &[]);
        let read: Vec<_> = found
            .iter()
            .map(|d| (d.span.of(text).unwrap(), d.suggestion.as_ref().map_or("", |s| s.replacement.as_str())))
            .collect();
        assert_eq!(read, expect, "{text}");
    }

    #[test]
    fn numbers_with_letters_are_read() {
        check("收了2O00名学生，l990年建校", &[("2O00", "2000"), ("l990", "1990")]);
        check("1O月1日，有35I户人家", &[("1O", "10"), ("35I", "351")]);
    }

    #[test]
    fn names_with_figures_are_left_alone() {
        check("H2O、CO2和Al2O3，5l水，10l水，A1O2号车，No1人，2020年，IO口，Oo年，iPhone 5年", &[]);
    }
}
