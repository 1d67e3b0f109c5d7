//! Whether two printed titles name the same work.

use chuchu_text::numeral::is_han_numeral;
use chuchu_text::{Folding, fold_to_string};

/// From this length on, in letters, a title that begins another is the same, cut short.
const TELLING: usize = 12;
/// From this length on, titles that differ in one letter are taken for one title and its misprint.
const KIN: usize = 8;

/// Whether two titles name the same work: equal letters, the state's name left out or not, or a long one cut
/// short.
///
/// ```text
/// 《刑法》 = 《中华人民共和国刑法》, 《论联合政府》 ≠ 《读〈论联合政府〉》
/// ```
pub(crate) fn agree(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    short == long || (short.chars().count() >= TELLING && long.starts_with(short.as_str()))
}

/// Whether two titles may name the same work: they agree, or all letters of one stand in the other, in order, as in a
/// short form. Who is to be told of a wrong title must not be told of a short one.
///
/// ```text
/// 《反不正当竞争法》 ~ 《中华人民共和国反不正当竞争法（2019年修正）》
/// ```
pub(crate) fn may_agree(one: &str, other: &str) -> bool {
    let (a, b) = (plain(one), plain(other));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let mut rest = long.chars();
    agree(one, other) || (!short.is_empty() && short.chars().all(|c| rest.any(|other| other == c)))
}

/// Whether two titles are the same but for one letter, as by a misprint; numbers tell works apart.
pub(crate) fn kin(one: Option<&str>, other: Option<&str>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let (one, other): (Vec<char>, Vec<char>) = (plain(one).chars().collect(), plain(other).chars().collect());
    let long = one.len().min(other.len()) >= KIN;
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let most = one.len().min(other.len()) - head;
    let tail = one.iter().rev().zip(other.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let left = |letters: &[char]| letters.get(head..letters.len() - tail).unwrap_or_default().to_vec();
    let (one, other) = (left(&one), left(&other));
    let counts = |c: &char| c.is_ascii_digit() || is_han_numeral(*c) || matches!(c, '上' | '中' | '下');
    long && one.len() <= 1
        && other.len() <= 1
        && one.len() + other.len() > 0
        && !one.iter().chain(&other).any(counts)
}

fn plain(title: &str) -> String {
    let folded = fold_to_string(title, Folding::LETTERS);
    folded.strip_prefix("中华人民共和国").map(str::to_owned).unwrap_or(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expect: bool) {
        assert_eq!(agree(one, other), expect, "{one} / {other}");
    }

    #[test]
    fn the_same_work_is_told() {
        check("刑法", "中华人民共和国刑法", true);
        check("《论“三农”工作》", "论三农工作", true);
        check("论联合政府", "读《论联合政府》", false);
        check("刑法", "刑法修正案", false);
        check("在河北省阜平县考察扶贫开发工作时", "在河北省阜平县考察扶贫开发工作时的讲话", true);
        check("", "刑法", false);
    }

    #[test]
    fn a_short_form_is_no_other_title() {
        assert!(may_agree("反不正当竞争法", "中华人民共和国反不正当竞争法（2019年修正）"));
        assert!(may_agree("党的十八大报告", "在党的第十八次全国代表大会上的报告"));
        assert!(!may_agree("矛盾论", "论联合政府"));
    }

    #[test]
    fn a_misprint_is_told_from_another_number() {
        let check = |one, other| kin(Some(one), Some(other));
        assert!(check("在全国组织工作会议上的讲话", "在全国组织工怍会议上的讲话"));
        assert!(check("在全国组织工作会议上的讲话", "在全国组织工作会上的讲话"));
        assert!(!check("在第十八届中央委员会第二次会议上的讲话", "在第十八届中央委员会第三次会议上的讲话"));
        assert!(!check("矛盾论", "实践论"));
        assert!(!check("在全国组织工作会议上的讲话", "在全国组织工作会议上的讲话"));
    }
}
