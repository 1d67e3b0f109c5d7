//! Meetings named in a text. Full names are made from the numerals (党的十八大 → 中国共产党第十八次全国代表大会),
//! not looked up; what has no standard short form keeps its printed name.

use super::conferences::{BREAKS, anchored, named};
use super::landmarks::{Landmarks, Sight};
use super::reach;
use crate::words::Words;
use chuchu_text::numeral::{is_han_numeral, parse};
use std::ops::Range;

/// A meeting named at a place of the strand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Its place.
    pub(crate) at: Range<usize>,
    /// Its full name.
    pub(crate) name: String,
}

/// All meetings of a text, in order of place. Cost: linear; each 大 and 会 is looked round once.
pub(crate) fn find(landmarks: &Landmarks<'_>) -> Vec<Mention> {
    let text = landmarks.text();
    let mut mentions: Vec<Mention> = Vec::new();
    for (at, c) in landmarks.characters(Sight::Meeting) {
        let end = at + c.len_utf8();
        let found = match c {
            '大' => congress(text, at, end, mentions.last().map_or(0, |m| m.at.end)),
            '会' => {
                let plenums = plenums(text, end);
                if plenums.is_empty() { named(text, at).into_iter().collect() } else { plenums }
            }
            '上' | '时' => framed(text, at).into_iter().collect(),
            _ => continue,
        };
        for mention in found {
            while mentions
                .last()
                .is_some_and(|m| mention.at.start <= m.at.start && m.at.end <= mention.at.end)
            {
                mentions.pop();
            }
            if mentions.last().is_none_or(|m| m.at.end <= mention.at.start) {
                mentions.push(mention);
            }
        }
    }
    mentions
}

/// The Chinese numeral that ends `head`.
fn numeral_at_end(head: &str) -> &str {
    let bare = head.trim_end_matches(is_han_numeral);
    head.get(bare.len()..).unwrap_or("")
}

/// What may follow 十八大 when no 党的 stands before it. Without either, 十大 counts things.
const AFTER_CONGRESS: &[&str] = &[
    "报告", "精神", "以来", "以后", "以前", "之后", "之前", "上", "提出", "指出", "强调", "确定", "确立",
    "关于", "和", "及", "到", "至", "召开", "代表", "部署", "通过", "对", "把", "将", "作出", "党章", "闭幕",
    "开幕", "胜利", "期间", "要求", "修改", "的", "后", "前", "、", "，", "。", "》", "”", "；", "）",
];

/// What also follows 党的八大.
const AFTER_SMALL: [char; 14] =
    ['在', '是', '正', '就', '曾', '首', '选', '制', '规', '路', '政', '决', '所', '预'];

/// 党的十八大, 十九大精神. `last`: where the meeting before ends, for 党的十二大、十三大.
fn congress(text: &str, at: usize, end: usize, last: usize) -> Vec<Mention> {
    let head = reach::near(text, at);
    let numeral = numeral_at_end(head);
    let before = head.get(..head.len() - numeral.len()).unwrap_or("");
    let Some(number) = parse(numeral).filter(|n| (1..=60).contains(n)) else { return Vec::new() };
    let tail = reach::after(text, end);
    let prefix = ["中国共产党", "党的", "中共"].iter().find(|p| before.ends_with(**p)).copied();
    let follows = AFTER_CONGRESS.iter().any(|w| tail.starts_with(w)) || tail.is_empty();
    let next = last > 0 && at - numeral.len() == last + '、'.len_utf8();
    let listed = before.ends_with('、') && number > 1 && (follows || next);
    // 党的三大优良作风: a small number may count things even after 党的
    let small = number <= 10 && !follows && !listed && !tail.starts_with(AFTER_SMALL);
    let bare = number >= 11 && follows && !before.ends_with('第');
    if tail.starts_with(['会', '学', '家', '队']) || small || prefix.is_none() && !listed && !bare {
        return Vec::new();
    }
    let start = at - numeral.len() - prefix.map_or(0, str::len);
    vec![Mention { at: start..end, name: format!("中国共产党第{numeral}次全国代表大会") }]
}

/// Plenary meetings and numbered sessions that end in 会 or 会议.
fn plenums(text: &str, end: usize) -> Vec<Mention> {
    let head = reach::near(text, end);
    if head.ends_with("中全会") {
        return short_plenums(reach::before(text, end), end);
    }
    let tail = text.get(end..).unwrap_or("");
    let session = tail.starts_with('议');
    let end = if session { end + '议'.len_utf8() } else { end };
    let ends = if session {
        head.ends_with("次会") || head.ends_with("届全体会") || head.ends_with("次全体会")
    } else {
        ["次全会", "次全委会", "次大会", "代表大会"].iter().any(|w| head.ends_with(w))
    };
    if !ends {
        return Vec::new();
    }
    numbered(text, end).or_else(|| national_congress(text, end)).into_iter().collect()
}

/// 中国共产党第十八次全国代表大会 in full; without a body before it the Party is meant.
fn national_congress(text: &str, end: usize) -> Option<Mention> {
    let head = reach::before(text, end).strip_suffix("次全国代表大会")?;
    let numeral = numeral_at_end(head);
    parse(numeral)?;
    let before = head.get(..head.len() - numeral.len())?.strip_suffix('第')?;
    let rest = ["中国共产党", "党的", "中共"].iter().find_map(|p| before.strip_suffix(p));
    let bare = !before.ends_with(|c: char| chuchu_text::is_han(c) && !BREAKS.contains(c));
    let start = end - (reach::before(text, end).len() - rest.unwrap_or(before).len());
    if rest.is_some() || bare {
        return Some(Mention {
            at: start..end, name: format!("中国共产党第{numeral}次全国代表大会")
        });
    }
    anchored(text, end)
}

/// 十八届三中、四中、五中全会: one mention each.
fn short_plenums(head: &str, end: usize) -> Vec<Mention> {
    let body = head.strip_suffix("全会").unwrap_or(head);
    let Some(term_end) = body.rfind('届') else { return Vec::new() };
    let sessions = body.get(term_end + '届'.len_utf8()..).unwrap_or("");
    let before = body.get(..term_end).unwrap_or("");
    let term = numeral_at_end(before);
    let each: Vec<&str> = sessions.split(['、', '和']).collect();
    if parse(term).is_none() || !each.iter().all(|s| session(s).is_some()) {
        return Vec::new();
    }
    let rest = before.get(..before.len() - term.len()).unwrap_or("");
    let rest = rest.strip_suffix('第').unwrap_or(rest);
    let rest = ["中国共产党", "党的", "中共"].iter().find_map(|p| rest.strip_suffix(p)).unwrap_or(rest);
    let mut start = end - (head.len() - rest.len());
    let mut mentions = Vec::new();
    let mut at = end - (head.len() - term_end - '届'.len_utf8());
    for (i, part) in each.iter().enumerate() {
        let stop = if i + 1 == each.len() { end } else { at + part.len() };
        let number = session(part).unwrap_or("");
        mentions.push(Mention {
            at: start..stop,
            name: format!("中国共产党第{term}届中央委员会第{number}次全体会议"),
        });
        at += part.len() + '、'.len_utf8();
        start = at;
    }
    mentions
}

/// The number in 三中.
fn session(part: &str) -> Option<&str> {
    part.strip_suffix('中').filter(|n| parse(n).is_some())
}

/// 第十八届中央纪律检查委员会第二次全体会议, 市委三届八次全委会, 十八届中央纪委二次全会.
fn numbered(text: &str, end: usize) -> Option<Mention> {
    let head = reach::before(text, end);
    let part = |c: char| !chuchu_text::is_han(c) && !c.is_ascii_digit() && !('０'..='９').contains(&c);
    let run =
        head.rfind(part).map_or(head, |i| head.get(i..).map_or("", |rest| rest.trim_start_matches(part)));
    let term = run.rfind('届')?;
    let numeral = numeral_at_end_any(run.get(..term)?);
    let before = run.get(..term - numeral.len())?;
    parse(numeral)?;
    let before = before.strip_suffix('第').unwrap_or(before);
    let body = body_before(before);
    let start = end - (run.len() - (before.len() - body.len()));
    let printed = text.get(start..end)?;
    Some(Mention { at: start..end, name: full_name(printed) })
}

/// The numeral in characters or figures that ends `head`.
pub(crate) fn numeral_at_end_any(head: &str) -> &str {
    let digit = |c: char| is_han_numeral(c) || c.is_ascii_digit() || ('０'..='９').contains(&c);
    head.get(head.trim_end_matches(digit).len()..).unwrap_or("")
}

/// The body that meets, where it stands before 第N届: 市委, 上海市, 党的.
fn body_before(head: &str) -> &str {
    const ENDS: [&str; 16] = [
        "全国政协",
        "全国人大",
        "中国人民政治协商会议",
        "政协",
        "省委",
        "市委",
        "区委",
        "县委",
        "自治区",
        "自治州",
        "省",
        "市",
        "区",
        "县",
        "中国共产党",
        "党的",
    ];
    let Some(word) = ENDS.iter().find(|w| head.ends_with(**w)) else { return "" };
    if word.chars().count() > 1 {
        return head.get(head.len() - word.len()..).unwrap_or("");
    }
    // a place name of two to four characters before its rank
    let chars: Vec<(usize, char)> = head.char_indices().rev().take(5).collect();
    let stop =
        chars.iter().skip(1).position(|(_, c)| "日月年经由在于和与、是的".contains(*c)).unwrap_or(4).min(4);
    let from = chars.get(stop).map_or(0, |(offset, _)| *offset);
    head.get(from..).unwrap_or("")
}

/// Names with a standard full form: 十八届中央纪委二次全会.
pub(crate) fn full_name(printed: &str) -> String {
    let bare = ["党的", "中共", "中国共产党"].iter().find_map(|p| printed.strip_prefix(p)).unwrap_or(printed);
    let Some((term, rest)) = bare.split_once('届') else { return printed.to_owned() };
    let term = term.trim_start_matches('第');
    let bodies = [
        ("中央纪委", "全会", "中国共产党第", "中央纪律检查委员会"),
        ("全国人大常委会", "会议", "第", "全国人民代表大会常务委员会"),
        ("全国人大", "会议", "第", "全国人民代表大会"),
        ("全国政协", "会议", "中国人民政治协商会议第", "全国委员会"),
    ];
    for (short, end, before, full) in bodies {
        // 全国政协十三届一次会议: the body may stand first
        let (term, rest) = match term.strip_prefix(short) {
            Some(term) => (term.trim_start_matches('第'), Some(rest)),
            None => (term, rest.strip_prefix(short)),
        };
        let session = rest.and_then(|r| r.strip_suffix(end));
        let number = session.map(|s| s.trim_start_matches('第').trim_end_matches(['次', '全', '体']));
        if let Some(number) = number.filter(|n| parse(n).is_some()) {
            let kind = if short == "中央纪委" { "全体会议" } else { "会议" };
            return format!("{before}{term}届{full}第{number}次{kind}");
        }
    }
    if let Some(number) = rest.strip_prefix("中央委员会第").and_then(|r| r.strip_suffix("次全体会议"))
    {
        return format!("中国共产党第{term}届中央委员会第{number}次全体会议");
    }
    match printed.strip_prefix("政协第") {
        Some(rest) if rest.contains("届全国委员会") => format!("中国人民政治协商会议第{rest}"),
        _ => printed.to_owned(),
    }
}

/// Words in which the name of a meeting ends.
const ENDS: Words = Words::new(&[
    "会议",
    "大会",
    "全会",
    "全委会",
    "座谈会",
    "集体学习",
    "民主生活会",
    "开班式",
    "论坛",
    "峰会",
    "研讨会",
    "动员会",
    "总结会",
    "报告会",
    "茶话会",
    "推进会",
    "工作会",
    "学习会",
    "启动仪式",
    "开幕式",
    "闭幕式",
    "代表会",
    "现场会",
    "专题会",
    "恳谈会",
    "招待会",
    "追悼会",
    "生活会",
    "发布会",
]);

/// What a preposition and 上 or 时 frame: 在庆祝中国共产党成立一百周年大会上.
fn framed(text: &str, at: usize) -> Option<Mention> {
    ENDS.ends(reach::near(text, at))?;
    let head = reach::before(text, at);
    let clause = last_frame(head);
    let start = clause.find('在')? + '在'.len_utf8();
    let name = clause.get(start..)?;
    let quoted = name.matches('“').count() == name.matches('”').count();
    let specific = (8..=60).contains(&reach::han_count(name)) && quoted && !name.contains('《');
    let plain =
        ["这次", "此次", "有关", "一次", "这个", "各种", "许多", "多次"].iter().all(|w| !name.starts_with(w));
    let known = name.contains('届') && name.ends_with("中全会");
    (specific && plain && !known).then(|| Mention { at: at - name.len()..at, name: full_name(name) })
}

/// The clause in which the frame stands, or the title, where it stands in 《.
fn last_frame(head: &str) -> &str {
    let clause = reach::last_clause(head);
    let inside = clause.rfind('《').and_then(|i| clause.get(i + '《'.len_utf8()..));
    inside.filter(|title| !title.contains('》')).unwrap_or(clause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[(&str, &str)]) {
        let found = find(&Landmarks::of(text));
        let found: Vec<_> =
            found.iter().map(|m| (text.get(m.at.clone()).unwrap(), m.name.as_str())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn congresses_and_plenums() {
        check("党的十八大以来", &[("党的十八大", "中国共产党第十八次全国代表大会")]);
        check("学习十七大精神", &[("十七大", "中国共产党第十七次全国代表大会")]);
        check("经受住四大考验，十二大产业，党的三大优良作风", &[]);
        check(
            "党的十九届六中全会通过",
            &[("党的十九届六中全会", "中国共产党第十九届中央委员会第六次全体会议")],
        );
        check(
            "十八届三中、四中全会",
            &[
                ("十八届三中", "中国共产党第十八届中央委员会第三次全体会议"),
                ("四中全会", "中国共产党第十八届中央委员会第四次全体会议"),
            ],
        );
    }

    #[test]
    fn sessions_keep_or_gain_their_full_name() {
        let ccdi = "第十八届中央纪律检查委员会第二次全体会议";
        check(&format!("《在{ccdi}上的讲话》"), &[(ccdi, ccdi)]);
        check("市委三届八次全委会和", &[("市委三届八次全委会", "市委三届八次全委会")]);
        check(
            "十八届中央纪委二次全会",
            &[("十八届中央纪委二次全会", "中国共产党第十八届中央纪律检查委员会第二次全体会议")],
        );
    }

    /// Checks meetings that keep their printed name.
    #[track_caller]
    fn printed(text: &str, expect: &[&str]) {
        check(text, &expect.iter().map(|n| (*n, *n)).collect::<Vec<_>>());
    }

    #[test]
    fn congresses_in_full_and_in_lists() {
        let full = |n: &str| format!("中国共产党第{n}次全国代表大会");
        check("中国共产党第一次全国代表大会在上海召开", &[(&full("一"), &full("一"))]);
        check("1945年，中共七大召开，党的八大。", &[("中共七大", &full("七")), ("党的八大", &full("八"))]);
        check(
            "党的十二大、十三大、十四大继续推进",
            &[("党的十二大", &full("十二")), ("十三大", &full("十三")), ("十四大", &full("十四"))],
        );
        printed("中国国民党第一次全国代表大会通过", &["中国国民党第一次全国代表大会"]);
    }

    #[test]
    fn sessions_of_the_people_s_bodies() {
        let npc = "第十三届全国人民代表大会第一次会议";
        check(&format!("{npc}通过，十三届全国人大一次会议"), &[(npc, npc), ("十三届全国人大一次会议", npc)]);
        let cppcc = "中国人民政治协商会议第十三届全国委员会第一次会议";
        check(
            "全国政协十三届一次会议开幕，政协第十三届全国委员会第一次会议",
            &[("全国政协十三届一次会议", cppcc), ("政协第十三届全国委员会第一次会议", cppcc)],
        );
        check(cppcc, &[(cppcc, cppcc)]);
        printed("中国人民政治协商会议第一届全体会议召开", &["中国人民政治协商会议第一届全体会议"]);
        printed("全国两会期间，两会议室", &["全国两会"]);
    }

    #[test]
    fn framed_meetings() {
        let name = "庆祝中国共产党成立一百周年大会";
        check(&format!("总书记在{name}上的讲话"), &[(name, name)]);
        let study = "十八届中央政治局第十六次集体学习";
        check(&format!("《在{study}时的讲话》"), &[(study, study)]);
        check("他在会议上说", &[]);
    }
}
