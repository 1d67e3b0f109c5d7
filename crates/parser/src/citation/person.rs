//! Names and what print says their bearers did: 著, 编, 译 and their like.

use super::place;
use super::scan::{Scan, closes_round, closes_square, is_colon, is_comma, opens_round, opens_square};
use chuchu_text::is_han;
use std::ops::Range;

/// What a person did for a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Author,
    Editor,
    Translator,
}

/// A name with its role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) role: Role,
    /// Whether print states the role.
    pub(super) stated: bool,
}

/// Words behind a name. Longer ones first. 编译 stands for translation behind a book or beside an author,
/// for a collection's editor before its title.
const ROLES: [(&str, Role); 112] = [
    ("副主编", Role::Editor),
    ("總策畫", Role::Editor),
    ("总策划", Role::Editor),
    ("策划", Role::Editor),
    ("總編輯", Role::Editor),
    ("总编辑", Role::Editor),
    ("總編", Role::Editor),
    ("编订", Role::Editor),
    ("编定", Role::Editor),
    ("校刻", Role::Editor),
    ("校阅", Role::Editor),
    ("校閱", Role::Editor),
    ("校订", Role::Editor),
    ("校訂", Role::Editor),
    ("審訂", Role::Editor),
    ("审校", Role::Editor),
    ("輯校", Role::Editor),
    ("輯註", Role::Editor),
    ("整理校点", Role::Editor),
    ("點校整理", Role::Editor),
    ("標點", Role::Editor),
    ("注釋", Role::Editor),
    ("箋注", Role::Editor),
    ("集釋", Role::Editor),
    ("校釋", Role::Editor),
    ("合譯", Role::Translator),
    ("编集", Role::Editor),
    ("选录", Role::Editor),
    ("摘编", Role::Editor),
    ("编校", Role::Editor),
    ("編校", Role::Editor),
    ("编注", Role::Editor),
    ("編注", Role::Editor),
    ("笺校", Role::Editor),
    ("箋校", Role::Editor),
    ("评注", Role::Editor),
    ("選注", Role::Editor),
    ("选注", Role::Editor),
    ("汇校", Role::Editor),
    ("彙校", Role::Editor),
    ("編輯", Role::Editor),
    ("编次", Role::Editor),
    ("编印", Role::Editor),
    ("編印", Role::Editor),
    ("修纂", Role::Editor),
    ("纂修", Role::Editor),
    ("编修", Role::Editor),
    ("修订", Role::Editor),
    ("注譯", Role::Editor),
    ("記錄", Role::Editor),
    ("总主编", Role::Editor),
    ("總主編", Role::Editor),
    ("主编", Role::Editor),
    ("主編", Role::Editor),
    ("编著", Role::Author),
    ("編著", Role::Author),
    ("编撰", Role::Author),
    ("合著", Role::Author),
    ("口述", Role::Author),
    ("编选", Role::Editor),
    ("選編", Role::Editor),
    ("选编", Role::Editor),
    ("编译", Role::Editor),
    ("編譯", Role::Editor),
    ("编纂", Role::Editor),
    ("编辑", Role::Editor),
    ("合编", Role::Editor),
    ("汇编", Role::Editor),
    ("选辑", Role::Editor),
    ("辑校", Role::Editor),
    ("辑录", Role::Editor),
    ("辑注", Role::Editor),
    ("校注", Role::Editor),
    ("校註", Role::Editor),
    ("校释", Role::Editor),
    ("校證", Role::Editor),
    ("校证", Role::Editor),
    ("校勘", Role::Editor),
    ("校点", Role::Editor),
    ("校點", Role::Editor),
    ("点校", Role::Editor),
    ("點校", Role::Editor),
    ("标点", Role::Editor),
    ("注释", Role::Editor),
    ("注解", Role::Editor),
    ("笺注", Role::Editor),
    ("集释", Role::Editor),
    ("集解", Role::Editor),
    ("集注", Role::Editor),
    ("疏证", Role::Editor),
    ("译注", Role::Editor),
    ("导读", Role::Editor),
    ("整理", Role::Editor),
    ("审定", Role::Editor),
    ("翻译", Role::Translator),
    ("翻譯", Role::Translator),
    ("合译", Role::Translator),
    ("选译", Role::Translator),
    ("节译", Role::Translator),
    ("译校", Role::Translator),
    ("校译", Role::Translator),
    ("著", Role::Author),
    ("撰", Role::Author),
    ("编", Role::Editor),
    ("編", Role::Editor),
    ("辑", Role::Editor),
    ("輯", Role::Editor),
    ("注", Role::Editor),
    ("译", Role::Translator),
    ("譯", Role::Translator),
    ("校", Role::Editor),
    ("疏", Role::Editor),
];

/// The role word at the end of a clause, and where it begins. A name of at least two glyphs must be left.
pub(super) fn role(scan: &Scan<'_>, clause: &Range<usize>) -> Option<(Role, usize, &'static str)> {
    if let Some(bracketed) = bracketed_role(scan, clause) {
        return Some(bracketed);
    }
    let (word, role) = ROLES.iter().find(|(word, _)| scan.ends(clause, word))?;
    let start = clause.end - word.chars().count();
    // 周琪，等译: the rest of the list is not named
    let others = scan.at(clause.start) == '等' && start == clause.start + 1;
    (others || start >= clause.start + 2).then_some((*role, start, *word))
}

/// 哈贝马斯（著）, 曹卫东等（译）, 王大明(编): the role word in brackets.
fn bracketed_role(scan: &Scan<'_>, clause: &Range<usize>) -> Option<(Role, usize, &'static str)> {
    if !closes_round(scan.before(clause.end)) {
        return None;
    }
    let open = (clause.start + 2..clause.end).rev().take(5).find(|n| opens_round(scan.at(*n)))?;
    let inside = open + 1..clause.end - 1;
    let (word, role) = ROLES
        .iter()
        .find(|(word, _)| scan.has(inside.start, word) && inside.len() == word.chars().count())?;
    Some((*role, open, *word))
}

/// （Benedict Anderson）, （Prasenjit Duara，1950—）: where the bracket ends that holds a name in its own letters.
pub(super) fn original_name(scan: &Scan<'_>, i: usize) -> Option<usize> {
    let first = scan.at(i + 1);
    if !opens_round(scan.at(i)) || !first.is_alphabetic() || is_han(first) {
        return None;
    }
    let close = (i + 2..i + 60).find(|n| closes_round(scan.at(*n)) || is_han(scan.at(*n)))?;
    closes_round(scan.at(close)).then_some(close + 1)
}

/// Where the bracketed country or dynasty before a name ends: [德], （宋）, 〔苏〕.
pub(super) fn origin(scan: &Scan<'_>, i: usize) -> Option<usize> {
    if !opens_round(scan.at(i)) && !opens_square(scan.at(i)) {
        return None;
    }
    let close = (i + 1..i + 8).find(|n| closes_round(scan.at(*n)) || closes_square(scan.at(*n)))?;
    let words = (i + 1..close).all(|n| is_han(scan.at(n)) || scan.at(n) == '·');
    (words && close > i + 1).then_some(close + 1)
}

/// The clauses of a range: cut at commas outside brackets, a closing colon left out.
fn clauses(scan: &Scan<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    for n in range.clone() {
        let ended = matches!(scan.at(n), '、' | '；' | ';') && ends_with_role(scan, start..n);
        if is_comma(scan.at(n)) || is_colon(scan.at(n)) || ended {
            found.push(start..n);
            start = n + 1;
        }
    }
    found.push(start..range.end);
    found.retain(|clause| !clause.is_empty());
    found
}

/// 霍布斯鲍姆著、郑明萱译; 亚当·斯密著；郭大力译: a role word before 、 or ； ends its clause.
fn ends_with_role(scan: &Scan<'_>, range: Range<usize>) -> bool {
    let words = ["著", "撰", "主编", "主編", "编著", "編著", "译", "譯", "编", "編"];
    range.len() > 2 && words.iter().any(|w| scan.ends(&range, w))
}

/// 拉普拉斯, Pierre-Simon著，张三译: a Latin name behind the first Chinese one is part of it, where other commas
/// part the persons or there is none.
fn joined(scan: &Scan<'_>, clauses: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let (Some(first), Some(second)) = (clauses.first(), clauses.get(1)) else { return clauses };
    let given = scan.at(first.end) == ','
        && first.clone().all(|n| is_han(scan.at(n)))
        && scan.at(second.start).is_ascii_uppercase();
    let parted = clauses.get(2).is_none_or(|_| scan.at(second.end) == '，');
    if !given || !parted {
        return clauses;
    }
    let whole = first.start..second.end;
    std::iter::once(whole).chain(clauses.iter().skip(2).cloned()).collect()
}

/// The persons named in a range such as 〔德〕黑格尔著，王造时译：. A clause without a role shares that of the
/// editors behind it (许厚泽，赵其国主编); anything else without a role is an author.
pub(super) fn read(scan: &Scan<'_>, range: Range<usize>) -> Vec<Person> {
    let clauses = joined(scan, clauses(scan, range));
    let several = clauses.len() > 1;
    let mut people: Vec<Person> = Vec::new();
    let mut shared = None;
    let stated = clauses.iter().position(|c| role(scan, c).is_some());
    for (index, clause) in clauses.iter().enumerate().rev() {
        let (role, end) = match role(scan, clause) {
            Some((_, start, "编译" | "編譯")) if several => (Some(Role::Translator), start),
            Some((role, start, _)) => (Some(role), start),
            None => (None, clause.end),
        };
        let effective = role.or(shared).unwrap_or(Role::Author);
        // 亚当·斯密著，郭大力，王亚南译: between two stated roles a name shares the second
        let unnamed = end <= clause.start + 1; // 周琪，等译
        let shares = |r: &Role| *r == Role::Editor || unnamed || stated.is_some_and(|first| first < index);
        shared = role.filter(shares).or(if role.is_none() { shared } else { None });
        let mut named = names(scan, clause.start..end, effective, role.is_some());
        named.append(&mut people);
        people = named;
    }
    people
}

/// Whether a range can be a list of names: no word of grammar in it, and no name longer than names are.
pub(super) fn plausible(scan: &Scan<'_>, range: Range<usize>) -> bool {
    let mut length = 0;
    range.clone().all(|n| {
        let c = scan.at(n);
        length = if matches!(c, '、' | '·' | '•' | '‧') || is_comma(c) || !is_han(c) {
            0
        } else {
            length + 1
        };
        length <= 8 && !matches!(c, '的' | '与' | '及' | '《' | '。')
    })
}

/// The names of one clause, cut at 、.
fn names(scan: &Scan<'_>, range: Range<usize>, role: Role, stated: bool) -> Vec<Person> {
    let mut people = Vec::new();
    let mut start = range.start;
    for n in range.start..=range.end {
        if n == range.end || matches!(scan.at(n), '、' | '､' | ';' | '；') {
            let name = one_name(scan, start..n);
            if let Some(body) = glued_body(scan, start..n).filter(|_| stated && role == Role::Editor) {
                people.push(Person { name: one_name(scan, start..body), role: Role::Author, stated: false });
                people.push(Person { name: one_name(scan, body..n), role, stated });
            } else if !name.is_empty() && name != "等" {
                people.push(Person { name, role, stated });
            }
            start = n + 1;
        }
    }
    people
}

/// 柯平中国图书馆学会主编: where the body begins that touches a person's name. Some styles drop the mark between the
/// author of a paper and the editor of its book.
fn glued_body(scan: &Scan<'_>, range: Range<usize>) -> Option<usize> {
    let bodies = ["会", "室", "院", "所", "部", "局", "中心", "大学"];
    let words = ["中国", "国家", "全国", "中华", "中共"];
    let start = range.start;
    let at = (start + 2..=start + 3).find(|n| scan.any(*n, &words).is_some() && n + 4 < range.end)?;
    let person = (start..at).all(|n| is_han(scan.at(n))) && !place::is_city(&scan.ink(start..at));
    let other = scan.any(start, &["中国", "国家", "全国", "中华", "中共", "新"]).is_some();
    (person && !other && bodies.iter().any(|b| scan.ends(&range, b))).then_some(at)
}

/// A name without country, 等 and blanks at its ends.
pub(super) fn one_name(scan: &Scan<'_>, range: Range<usize>) -> String {
    let mut range = range;
    while let Some(end) = origin(scan, range.start).filter(|end| *end <= range.end) {
        range.start = end;
    }
    for word in ["等人", "等合", "等", "同志"] {
        if range.len() > word.chars().count() && scan.ends(&range, word) {
            range.end -= word.chars().count();
        }
    }
    let bracket = range.clone().find(|n| opens_round(scan.at(*n)));
    if let Some(open) = bracket.filter(|n| *n > range.start && original_name(scan, *n) == Some(range.end)) {
        range.end = open;
    }
    scan.raw(range).trim_matches(|c: char| c.is_whitespace() || c == '：' || c == ':').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::Span;

    #[track_caller]
    fn check(text: &str, expect: &str) {
        let scan = Scan::new(text, Span::from_range(0..text.len()));
        let shown: Vec<String> =
            read(&scan, 0..scan.len()).iter().map(|p| format!("{:?} {}", p.role, p.name)).collect();
        assert_eq!(shown.join("; "), expect);
    }

    #[test]
    fn names_and_roles() {
        check("列宁：", "Author 列宁");
        check("叶圣陶、夏丏尊", "Author 叶圣陶; Author 夏丏尊");
        check("[德]黑格尔著，王造时译：", "Author 黑格尔; Translator 王造时");
        check("阿扬，姜海伦译：", "Author 阿扬; Translator 姜海伦");
        check("许厚泽，赵其国主编：", "Editor 许厚泽; Editor 赵其国");
        check("于潇，刘义，柴跃廷等：", "Author 于潇; Author 刘义; Author 柴跃廷");
        check("（宋）朱熹", "Author 朱熹");
        check("［明］宋应星著，钟广言注释", "Author 宋应星; Editor 钟广言");
        check("《环球科学》杂志社主编", "Editor 《环球科学》杂志社");
        check("杜殿坤编译", "Editor 杜殿坤");
        check("柯平中国图书馆学会主编", "Author 柯平; Editor 中国图书馆学会");
        check("上海中国学会主编", "Editor 上海中国学会");
        check("霍布斯鲍姆著、郑明萱译：", "Author 霍布斯鲍姆; Translator 郑明萱");
        check("亚当·斯密著；郭大力，王亚南译", "Author 亚当·斯密; Translator 郭大力; Translator 王亚南");
        check("尤尔根·哈贝马斯（著），曹卫东等（译）", "Author 尤尔根·哈贝马斯; Translator 曹卫东");
        check("本尼迪克特·安德森（Benedict Anderson）：", "Author 本尼迪克特·安德森");
        check(
            "拉普拉斯, Pierre-Simon著，张三、李四译",
            "Author 拉普拉斯, Pierre-Simon; Translator 张三; Translator 李四",
        );
        check("周琪，等译", "Translator 周琪");
    }
}
