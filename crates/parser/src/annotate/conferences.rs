//! Meetings with a name of their own: 遵义会议, 中央经济工作会议, 第七十五届联合国大会. A name is a place of
//! history, or runs from the body that meets to 会议, 大会, 峰会 or 座谈会 with no word of a clause between.
//! Congresses, plenums and sessions by number are in `meetings`.

use super::meetings::{Mention, full_name, numeral_at_end_any};
use super::reach;
use crate::words::Words;

/// What makes a word that ends in a meeting another thing: 会议室, 大会堂, 遵义会议纪念馆, 国会议员.
const OTHER_THINGS: &[&str] = &[
    "室",
    "厅",
    "堂",
    "桌",
    "纪要",
    "记录",
    "纪念馆",
    "会址",
    "旧址",
    "员",
    "题",
    "案",
    "席",
    "政",
    "论",
    "中心",
    "通知",
    "主席团",
    "场",
    "大厦",
    "系统",
    "展",
    "费",
];

/// A meeting with a name of its own that ends in the 会 at `at`: 遵义会议, 中央经济工作会议, 联合国大会.
pub(crate) fn named(text: &str, at: usize) -> Option<Mention> {
    let near = reach::near(text, at);
    let tail = text.get(at + '会'.len_utf8()..)?;
    if near.ends_with("全国两") && !tail.starts_with(['议', '员']) {
        return Some(Mention {
            at: at - "全国两".len()..at + '会'.len_utf8(), name: "全国两会".to_owned()
        });
    }
    let end = if tail.starts_with('议')
        && !["议程", "议题", "议案", "议事"].iter().any(|w| tail.starts_with(w))
    {
        at + "会议".len()
    } else if near.ends_with(['大', '峰']) || near.ends_with("座谈") {
        at + '会'.len_utf8()
    } else {
        return None;
    };
    let rest = text.get(end..)?;
    let other = OTHER_THINGS.iter().any(|w| rest.starts_with(w));
    (!other).then(|| historic(text, end).or_else(|| anchored(text, end))).flatten()
}

/// Places and days after which meetings of history are called.
const HISTORIC: Words = Words::new(&[
    "遵义",
    "古田",
    "八七",
    "瓦窑堡",
    "洛川",
    "庐山",
    "北戴河",
    "武昌",
    "郑州",
    "南宁",
    "成都",
    "宁都",
    "黎平",
    "猴场",
    "会理",
    "扎西",
    "苟坝",
    "通道",
    "沙窝",
    "毛儿盖",
    "俄界",
    "哈达铺",
    "榜罗镇",
    "直罗镇",
    "赣南",
    "三湾",
    "文家市",
    "瑞金",
    "晋绥",
    "城南庄",
    "杨家沟",
    "枣林沟",
    "两河口",
    "巴西",
    "九月",
    "十二月",
    "万隆",
    "亚非",
    "雅尔塔",
    "波茨坦",
    "德黑兰",
    "开罗",
    "日内瓦",
    "慕尼黑",
    "巴黎",
    "布雷顿森林",
    "旧金山",
    "莫斯科",
    "维也纳",
    "华盛顿",
    "敦巴顿橡树园",
    "上海",
    "杭州",
    "广州",
    "青岛",
    "西楼",
    "七千人",
]);

/// What ends the names of towns and places in the hills: 木门寺会议, 杨家沟会议.
const PLACE_ENDS: [char; 14] =
    ['山', '河', '沟', '堡', '庄', '镇', '坝', '坡', '湾', '寨', '岭', '寺', '坪', '州'];

/// 遵义会议, 七千人大会, 木门寺会议: a place of history, or a short word with the form of a place.
fn historic(text: &str, end: usize) -> Option<Mention> {
    let head = reach::near(text, end);
    let head =
        head.strip_suffix("会议").or_else(|| head.strip_suffix("大会").filter(|h| h.ends_with("七千人")))?;
    let place = HISTORIC.ends(head).filter(|w| !w.ends_with('月') || !head.ends_with(&format!("年{w}")));
    let form = || {
        head.ends_with(PLACE_ENDS).then_some(())?;
        let apart = |c: char| !chuchu_text::is_han(c) || BREAKS.contains(c) || "党年月".contains(c);
        let word = head.rsplit(apart).next()?;
        let general = word.starts_with(['全', '本', '乡', '市', '县', '村']);
        ((2..=3).contains(&word.chars().count()) && !general).then_some(word)
    };
    let place = place.or_else(form)?;
    let kind = text.get(end - "会议".len()..end)?;
    let start = end - kind.len() - place.len();
    Some(Mention { at: start..end, name: text.get(start..end)?.to_owned() })
}

/// Characters that no name of a meeting holds between its body and 会议, but where they stand in [`KEPT`].
pub(crate) const BREAKS: &str = "在是了这该此每有从到对把向于并各些的开举行由及与为曾被次届";

/// Words of names that hold such characters.
const KEPT: &[&str] = &[
    "党的",
    "行政",
    "对外",
    "对台",
    "对口",
    "行业",
    "开放",
    "开发",
    "有色",
    "银行",
    "国有",
    "所有",
    "自由",
    "卫生与健康",
];

/// Words that no name of a meeting holds.
const NOT_IN_NAMES: &[&str] = &[
    "召开",
    "参加",
    "出席",
    "主持",
    "决定",
    "要求",
    "有关",
    "相关",
    "重要",
    "一系列",
    "多次",
    "学习",
    "传达",
    "会议",
    "座谈会",
    "部署",
    "落实",
    "强调",
    "指出",
    "提出",
    "通过",
    "组织召开",
    "上",
    "专门",
    "本次",
    "历次",
    "历届",
    "性会",
];

/// Bodies that hold meetings, and words that begin names of meetings.
const ANCHORS: &[&str] = &[
    "中央",
    "全国",
    "国务院",
    "全军",
    "省委",
    "市委",
    "区委",
    "军委",
    "县委",
    "联合国",
    "二十国集团",
    "G20",
    "亚太经合组织",
    "APEC",
    "金砖国家",
    "上海合作组织",
    "上合组织",
    "中非合作论坛",
    "不结盟",
    "世界",
    "庆祝",
    "纪念",
    "党的",
    "延安文艺",
    "文艺",
    "中国",
];

/// A meeting that begins with the body that holds it: 全国宣传思想工作会议, 第八次全国教育会议.
pub(crate) fn anchored(text: &str, end: usize) -> Option<Mention> {
    let head = reach::before(text, end);
    let part = |c: char| !chuchu_text::is_han(c) && !c.is_ascii_alphanumeric() && !('０'..='９').contains(&c);
    let run = head.rfind(part).map_or(head, |i| head.get(i..).map_or("", |r| r.trim_start_matches(part)));
    let far = run.char_indices().rev().nth(35).map_or(0, |(i, _)| i);
    let run = run.get(far..)?;
    let begins = ANCHORS.iter().filter_map(|a| run.rfind(a).map(|i| (i, *a)));
    // the widest name that holds no word of a clause; 庆祝中国… begins before 中国
    let (start, _) = begins.filter(|(i, a)| run.get(i + a.len()..).is_some_and(|b| fits(a, b))).min()?;
    let start = ordinal_before(run, start);
    let name = run.get(start..)?;
    Some(Mention { at: end - name.len()..end, name: full_name(name) })
}

/// Where 第八次 before 全国教育会议 begins.
fn ordinal_before(run: &str, start: usize) -> usize {
    let head = run.get(..start).unwrap_or("");
    let number = head.strip_suffix(['次', '届']);
    let bare = number.map(|n| n.get(..n.len() - numeral_at_end_any(n).len()).unwrap_or(""));
    bare.and_then(|b| b.strip_suffix('第')).map_or(start, str::len)
}

/// How the meetings of central bodies are called.
const KINDS: &[&str] = &[
    "工作会议",
    "政治局会议",
    "扩大会议",
    "经济会议",
    "教育会议",
    "委员会会议",
    "常委会会议",
    "书记处会议",
    "常务会议",
    "小组会议",
    "全体会议",
    "专题会议",
    "电话会议",
    "视频会议",
    "代表会议",
    "表彰会议",
    "科学会议",
    "财经会议",
    "军委会议",
    "卫生会议",
    "座谈会",
    "大会",
];

/// Whether `body`, which ends in 会议, 大会 or 座谈会, makes a name after `anchor`.
fn fits(anchor: &str, body: &str) -> bool {
    let count = body.chars().count();
    let ends = |words: &[&str]| words.iter().any(|w| body.ends_with(w));
    let kind = match anchor {
        "庆祝" | "纪念" => body.contains("周年") || body.contains("胜利"),
        "党的" => ends(&["总结大会", "动员大会", "表彰大会"]),
        "文艺" | "延安文艺" => ["座谈会", "工作座谈会"].contains(&body),
        "世界" | "中国" => ends(&["大会", "峰会"]) && count > 3,
        "联合国" => count >= 2,
        "中央" | "全国" | "国务院" | "全军" => count > 3 && (ends(KINDS) || numbered_session(body)),
        "G20" | "APEC" | "金砖国家" | "二十国集团" => count >= 2,
        _ => {
            ends(&["工作会议", "全体会议", "扩大会议", "常委会会议", "工作座谈会", "首脑会议", "峰会"])
                || numbered_session(body)
        }
    };
    // 全国人民代表大会 is a body, not a meeting of it
    let organ = body.ends_with("代表大会") && !body.contains('第');
    kind && !organ && count <= 30 && plain(body)
}

/// Whether a name ends in a number and 次会议 or 届会议.
fn numbered_session(body: &str) -> bool {
    let head = body.strip_suffix("会议").and_then(|b| b.strip_suffix(['次', '届']));
    head.is_some_and(|h| !numeral_at_end_any(h).is_empty())
}

/// Whether no word of a clause stands in the name of a meeting.
fn plain(body: &str) -> bool {
    let inner = ["会议", "座谈会", "大会", "峰会"].iter().find_map(|w| body.strip_suffix(w)).unwrap_or(body);
    if NOT_IN_NAMES.iter().any(|w| inner.contains(w)) {
        return false;
    }
    let mut rest = inner;
    while let Some(c) = rest.chars().next() {
        if let Some(word) = KEPT.iter().find(|w| rest.starts_with(**w)) {
            rest = rest.get(word.len()..).unwrap_or("");
            continue;
        }
        let before = inner.get(..inner.len() - rest.len()).unwrap_or("");
        let counts = matches!(c, '次' | '届') && !numeral_at_end_any(before).is_empty();
        if BREAKS.contains(c) && !counts {
            return false;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::landmarks::Landmarks;
    use super::super::meetings::find;

    /// Checks meetings, which all keep their printed name.
    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found = find(&Landmarks::of(text));
        assert!(found.iter().all(|m| text.get(m.at.clone()) == Some(m.name.as_str())), "{found:?}");
        assert_eq!(found.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(), expect, "{text}");
    }

    #[test]
    fn meetings_of_history() {
        check("1935年的遵义会议挽救了党，古田会议决议、八七会议", &["遵义会议", "古田会议", "八七会议"]);
        check("出席武昌会议。在杨家岭会议上，七千人大会后", &["武昌会议", "杨家岭会议", "七千人大会"]);
        check("重返万隆会议旧址，参观遵义会议纪念馆，在郑州会议室开会，召开全镇会议", &[]);
    }

    #[test]
    fn meetings_of_central_bodies() {
        check("中央经济工作会议每年召开。中共中央政治局会议审议", &["中央经济工作会议", "中央政治局会议"]);
        check(
            "全国组织工作会议和全国宣传思想工作会议提出，第八次全国教育会议",
            &["全国组织工作会议", "全国宣传思想工作会议", "第八次全国教育会议"],
        );
        check(
            "习近平出席中央民族工作座谈会并讲话。党中央召开中央城市工作会议",
            &["中央民族工作座谈会", "中央城市工作会议"],
        );
        check("延安文艺座谈会以来，又召开文艺工作座谈会", &["延安文艺座谈会", "文艺工作座谈会"]);
        check(
            "国务院常务会议指出，军委扩大会议，全国国有企业党的建设工作会议",
            &["国务院常务会议", "军委扩大会议", "全国国有企业党的建设工作会议"],
        );
        check("中央全面深化改革委员会第十次会议审议", &["中央全面深化改革委员会第十次会议"]);
        check("党的群众路线教育实践活动总结大会在京举行", &["党的群众路线教育实践活动总结大会"]);
        check("庆祝中国共产党成立100周年大会隆重举行", &["庆祝中国共产党成立100周年大会"]);
    }

    #[test]
    fn international_meetings() {
        check("万隆会议和雅尔塔会议，G20杭州峰会", &["万隆会议", "雅尔塔会议", "G20杭州峰会"]);
        check(
            "在第七十五届联合国大会上，联合国大会第七十五届会议",
            &["第七十五届联合国大会", "联合国大会第七十五届会议"],
        );
        check(
            "出席二十国集团领导人第十一次峰会，世界互联网大会",
            &["二十国集团领导人第十一次峰会", "世界互联网大会"],
        );
    }

    #[test]
    fn what_is_no_meeting_with_a_name() {
        check("会议指出，开会，在会议室里，会议强调，这次会议，工作会议，重要会议，专题座谈会", &[]);
        check("中央召开会议，全国各地举行座谈会，党中央有关会议，中央领导出席了会议", &[]);
        check(
            "《全国法院涉外审判工作会议纪要》，人民大会堂，全国人民代表大会制度，国会议员，全国代表大会",
            &[],
        );
        check("全国性会议，世界各国召开大会，中国人民代表大会制度，联合国会议室", &[]);
    }
}
