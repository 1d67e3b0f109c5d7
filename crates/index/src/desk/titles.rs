//! Whether two printed titles name the same work.

use chuchu_text::{Folding, fold_to_string};

/// From this length on, in letters, a title that begins another is the same, cut short.
const TELLING: usize = 12;

/// Whether two titles name the same work: equal letters, the state's name left out or not, or a long one cut
/// short.
///
/// ```text
/// 《刑法》 = 《中华人民共和国刑法》, 《论联合政府》 ≠ 《读〈论联合政府〉》
/// ```
pub(super) fn agree(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    if one.is_empty() || other.is_empty() {
        return false;
    }
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    short == long || (short.chars().count() >= TELLING && long.starts_with(short.as_str()))
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
}
