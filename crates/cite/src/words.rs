//! Small pieces of print that several styles share: titles in marks, volumes, pages.

use chuchu_model::{Container, PageRange};
use chuchu_text::numeral;

/// Blanks and line breaks become one blank, ends are cut.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c.is_whitespace() || c.is_control() {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(c),
        }
    }
    line
}

/// A title in 《》; titles inside it take 〈〉 (GB/T 15834—2011, 4.15.3.5).
pub(crate) fn marked(title: &str) -> String {
    format!("《{}》", title.replace('《', "〈").replace('》', "〉"))
}

/// A title without marks: titles inside it take 《》 again.
pub(crate) fn unmarked(title: &str) -> String {
    title.replace('〈', "《").replace('〉', "》")
}

/// Which volume or part, as a note prints it: as it was printed, else 第三卷, 第43卷, （上）.
pub(crate) fn volume_in_note(container: &Container) -> String {
    if let Some(printed) = &container.volume_printed {
        return printed.clone();
    }
    let spelt = |n: u32| numeral::spelt(u64::from(n)).filter(|_| n <= 10).unwrap_or_else(|| n.to_string());
    let mut text = container.volume.map_or_else(String::new, |n| format!("第{}卷", spelt(n)));
    if let Some(part) = &container.part {
        text.push_str(&format!("（{part}）"));
    }
    text
}

/// Which volume or part, as GB/T 7714 prints it, with Arabic numbers: 第43卷, 第2集, 下册.
pub(crate) fn volume_in_reference(container: &Container) -> Option<String> {
    let Some(printed) = &container.volume_printed else {
        let volume = container.volume.map(|n| format!("第{n}卷"));
        let part = container.part.as_deref().unwrap_or_default();
        return Some(volume.unwrap_or_default() + part).filter(|text| !text.is_empty());
    };
    let bare = printed.trim_matches(|c| matches!(c, '（' | '）' | '(' | ')' | '[' | ']' | '［' | '］'));
    let counted = bare.strip_prefix('第').zip(container.volume).and_then(|(rest, volume)| {
        let unit = rest.trim_start_matches(|c| numeral::is_han_numeral(c) || c.is_ascii_digit());
        let one = rest.len() > unit.len() && !unit.starts_with(['至', '、', '—', '-', '～']);
        one.then(|| format!("第{volume}{unit}"))
    });
    Some(counted.unwrap_or_else(|| bare.to_owned()))
}

/// Pages, each range with `dash`, ranges with `comma` between them.
pub(crate) fn pages(pages: &[PageRange], dash: &str, comma: &str) -> Option<String> {
    let range = |page: &PageRange| match page.from == page.to {
        true => page.from.to_string(),
        false => format!("{}{dash}{}", page.from, page.to),
    };
    let list: Vec<String> = pages.iter().map(range).collect();
    (!list.is_empty()).then(|| list.join(comma))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::ContainerKind;

    #[track_caller]
    fn check(volume: Option<u32>, part: Option<&str>, printed: Option<&str>, note: &str, reference: &str) {
        let mut book = Container::new(ContainerKind::Book);
        book.volume = volume;
        book.part = part.map(str::to_owned);
        book.volume_printed = printed.map(str::to_owned);
        assert_eq!(volume_in_note(&book), note);
        assert_eq!(volume_in_reference(&book).unwrap_or_default(), reference);
    }

    #[test]
    fn a_volume_keeps_the_word_that_counts_it() {
        check(Some(2), None, Some("第二集"), "第二集", "第2集");
        check(Some(1), Some("下"), Some("第一辑下册"), "第一辑下册", "第1辑下册");
        check(None, Some("上"), Some("（上）"), "（上）", "上");
        check(None, Some("下"), Some("下卷"), "下卷", "下卷");
        check(Some(1), None, Some("第一至四卷"), "第一至四卷", "第一至四卷");
    }

    #[test]
    fn a_volume_of_which_only_the_number_is_known_is_a_卷() {
        check(Some(3), None, None, "第三卷", "第3卷");
        check(Some(43), None, None, "第43卷", "第43卷");
        check(None, Some("上"), None, "（上）", "上");
        check(None, None, None, "", "");
    }

    #[test]
    fn titles_inside_titles_change_their_marks() {
        assert_eq!(marked("读《资本论》"), "《读〈资本论〉》");
        assert_eq!(unmarked("〈黑格尔法哲学批判〉导言"), "《黑格尔法哲学批判》导言");
    }
}
