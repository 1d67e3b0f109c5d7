//! What journals print around an article: labelled matter (摘要, 关键词, 中图分类号 …), the head of an issue
//! (第12卷第3期, Vol.12 No.3, the journal's name), the houses of the authors.

use super::byline;
use super::lines::Line;
use chuchu_text::{is_blank, numeral};

/// Labels of matter that is no running text, without blanks between their characters (GB/T 7713.2 and the
/// usage of journals).
const LABELS: [&str; 24] = [
    "摘要",
    "内容提要",
    "内容摘要",
    "提要",
    "关键词",
    "关键字",
    "主题词",
    "中图分类号",
    "文献标识码",
    "文章编号",
    "收稿日期",
    "修回日期",
    "基金项目",
    "项目基金",
    "作者简介",
    "作者单位",
    "通讯作者",
    "通信作者",
    "引用格式",
    "DOI",
    "doi",
    "Abstract",
    "Keywords",
    "Keyword",
];

/// Whether a line opens with such a label: 摘要：, 〔关键词〕, 关 键 词　.
pub(crate) fn is_labelled(words: &str) -> bool {
    let bare = words.trim_start_matches(['【', '[', '［', '〔', '*', '＊']);
    let first = bare.chars().next();
    first.is_some_and(|c| LABELS.iter().any(|label| label.starts_with(c)))
        && LABELS.iter().any(|label| behind(bare, label).is_some_and(|rest| rest.starts_with(parts)))
}

fn parts(c: char) -> bool {
    is_blank(c) || matches!(c, '：' | ':' | '】' | '］' | ']' | '〕')
}

/// What follows a label, whatever blanks stand between its characters.
fn behind<'t>(words: &'t str, label: &str) -> Option<&'t str> {
    let mut rest = words;
    for (at, c) in label.chars().enumerate() {
        let unblanked = if at == 0 { rest } else { rest.trim_start_matches(is_blank) };
        rest = unblanked.strip_prefix(c)?;
    }
    Some(rest)
}

/// 第12卷第3期, 2010年第6期（总第120期）, Vol.12 No.3, Jun. 2010: which issue it is.
pub(crate) fn is_issue(line: &Line<'_>) -> bool {
    line.is_shorter_than(40)
        && !line.words.contains(['，', '。', '《', '：'])
        && (names_issue(line.words) || is_english_date(line.words))
}

fn names_issue(words: &str) -> bool {
    let numbered = |(at, _): (usize, &str)| {
        let rest = words.get(at + '第'.len_utf8()..).unwrap_or("").trim_start_matches(is_blank);
        let counted = numeral::leading(rest).and_then(|(_, length)| rest.get(length..));
        counted.is_some_and(|rest| rest.trim_start_matches(is_blank).starts_with(['卷', '期']))
    };
    let latin = || words.starts_with("Vol") && words.contains(|c: char| c.is_ascii_digit());
    words.match_indices('第').any(numbered) || latin()
}

/// Jun. 2010, December 2012
fn is_english_date(words: &str) -> bool {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    words.len() <= 20
        && MONTHS.iter().any(|month| words.starts_with(month))
        && words
            .get(words.len().saturating_sub(4)..)
            .is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()))
}

/// 江州大学学报（哲学社会科学版）, 江州研究杂志: the journal itself.
pub(crate) fn is_periodical(line: &Line<'_>) -> bool {
    let bare = line.words.trim_end_matches(['）', ')']);
    let name =
        if bare.len() < line.words.len() { bare.split(['（', '(']).next().unwrap_or("") } else { bare };
    line.words.starts_with("Journal of ")
        || line.is_shorter_than(30)
            && ["学报", "学刊", "杂志", "月刊"]
                .iter()
                .any(|end| name.trim_end_matches(is_blank).ends_with(end))
}

/// Whether a line names nothing but universities and institutes: 某大学　马克思主义学院.
pub(crate) fn is_house(line: &Line<'_>) -> bool {
    const HOUSES: [&str; 9] =
        ["大学", "学院", "研究院", "研究所", "党校", "研究中心", "教研室", "教研部", "系"];
    let mut parts =
        line.words.split(|c: char| is_blank(c) || matches!(c, '，' | '、')).filter(|p| !p.is_empty());
    line.is_shorter_than(40) && parts.all(|part| HOUSES.iter().any(|house| part.ends_with(house)))
}

/// （1.某大学 某学院，北京 100091）; 作者系某大学教授; 作者单位：…
pub(crate) fn is_affiliation(words: &str) -> bool {
    const HOUSES: [&str; 8] = ["大学", "学院", "研究院", "研究所", "党校", "研究中心", "出版社", "研究会"];
    const ABOUT: [&str; 5] = ["作者系", "作者为", "作者是", "作者单位", "作者分别"];
    const LONGEST: usize = 120;
    let bare = words.trim_start_matches(['（', '(', '*', '＊']);
    let postcode = || words.as_bytes().windows(6).any(|w| w.iter().all(u8::is_ascii_digit));
    let bracketed = words.starts_with(['（', '(']) && words.ends_with(['）', ')']);
    words.chars().nth(LONGEST).is_none()
        && (ABOUT.iter().any(|a| bare.starts_with(a))
            || bare.strip_prefix("作者：").is_some_and(is_post)
            || bracketed && postcode() && HOUSES.iter().any(|h| words.contains(h)))
}

/// An office without a name: 某大学教授.
fn is_post(words: &str) -> bool {
    let bare = words.trim_end_matches(['）', ')']);
    byline::is_office(bare) && !bare.contains(['（', '(']) && !bare.split(is_blank).any(byline::is_name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::split;

    #[test]
    fn labelled_matter_is_told() {
        for words in [
            "摘要：本文",
            "〔关键词〕群众",
            "关 键 词　治理",
            "摘　要 本文",
            "中图分类号：D2",
            "Key words: a",
            "［基金项目］国家",
        ] {
            assert!(is_labelled(words), "{words}");
        }
        for words in ["摘要写作的方法", "关键在党", "提要求", "收稿"] {
            assert!(!is_labelled(words), "{words}");
        }
    }

    #[test]
    fn the_head_of_an_issue_is_told() {
        let check = |words: &str, expect| {
            let found = split(words).first().is_some_and(|l| is_issue(l) || is_periodical(l));
            assert_eq!(found, expect, "{words}");
        };
        for words in [
            "第12卷第3期",
            "2010年第6期（总第120期）",
            "Vol.12 No.3",
            "Jun. 2010",
            "江州大学学报（社会科学版）",
        ] {
            check(words, true);
        }
        for words in ["一学期", "论某学报的成就", "第三条"] {
            check(words, false);
        }
    }

    #[test]
    fn where_authors_work_is_told() {
        assert!(is_affiliation("（作者：江州大学马克思主义学院教授）") && !is_affiliation("（作者：李清）"));
        assert!(!is_affiliation("作者：李清（某大学教授）"));
        assert!(is_affiliation("（1.某大学 历史学院，北京 100091）") && is_affiliation("作者系中央党校教授"));
        assert!(!is_affiliation("（2012年11月17日）") && !is_affiliation("作者认为很好"));
    }
}
