//! Who signed: 作者：…, 本报记者 …, 姓名（单位）, 单位：姓名, …理论学习中心组.

use super::ending::{self, Ending};
use super::lines::Line;
use chuchu_text::{is_blank, is_han};

/// The longest byline, in characters.
const LONGEST: usize = 60;

/// Surnames of the census that make up all but a few names; a two-character word that begins with none
/// of them is no name.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁\
任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃\
武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮\
柯纪梅童凌毕季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤穆卓古吉缪简车项芦\
麦褚娄窦戚岑景宫费卜冷晏席柏宗瞿桂佟应臧闵苟邬卞姬师仇栾隋刁沙荣巫寇桑郎甄丛仲虞敖巩佘麻苑迟邝匡\
鞠惠荆乐冀郁胥南班储原栗燕楚习粟尧钮岩竺洪劳厉";

/// Surnames of two characters.
const DOUBLE_SURNAMES: [&str; 14] = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "端木", "南宫",
    "夏侯",
];

/// Bodies that sign articles.
const BODIES: [&str; 26] = [
    "中心组",
    "课题组",
    "编辑部",
    "评论员",
    "调研组",
    "调查组",
    "工作组",
    "编写组",
    "写作组",
    "研究中心",
    "研究院",
    "研究所",
    "研究室",
    "党组",
    "党委",
    "委员会",
    "办公室",
    "办公厅",
    "联合调查组",
    "观察员",
    "学习小组",
    "党校",
    "党史研究室",
    "宣传部",
    "组织部",
    "理论研究会",
];

/// Labels before a name; what follows is the name even without a mark between.
const LABELS: [&str; 17] = [
    "作者",
    "作 者",
    "文/",
    "文／",
    "文｜",
    "文|",
    "撰文",
    "撰稿",
    "执笔",
    "记者",
    "本报记者",
    "本刊记者",
    "新华社记者",
    "本报通讯员",
    "本报评论员",
    "本刊特约",
    "通讯员",
];

/// The name as printed, without 作者： in front, when the line is a byline.
pub(crate) fn name<'t>(line: &Line<'t>) -> Option<&'t str> {
    let words = line.words;
    if !line.is_shorter_than(LONGEST)
        || matches!(ending::of(words), Ending::Sentence | Ending::Clause | Ending::Colon)
    {
        return None;
    }
    let bare = words
        .trim_start_matches(['（', '(', '【', '□', '■', '○', '●', '◎', '—', '─', '>'])
        .trim_start_matches(is_blank);
    let bare = if bare.len() < words.len() { bare.trim_end_matches(['）', ')', '】']) } else { bare };
    let unlabelled =
        is_person(bare) || is_body(bare) || is_affiliated(bare) || is_form(bare) || is_edited(bare);
    let signed =
        bare.strip_suffix("/文").or_else(|| bare.strip_suffix("／文")).filter(|name| is_person(name));
    labelled(bare).or(signed).or_else(|| unlabelled.then_some(bare))
}

/// 某某研究室 编, 李明 主编: a body or a person and what they did.
fn is_edited(words: &str) -> bool {
    const DID: [&str; 8] = ["编", "编著", "主编", "选编", "编写", "辑", "著", "整理"];
    let Some((who, did)) = words.rsplit_once(is_blank) else { return false };
    let who = who.trim_end_matches(is_blank);
    DID.contains(&did) && (is_person(who) || is_body(who) || is_office(who))
}

/// 单位：走马街镇 姓名：张晨, as filled into a form.
fn is_form(words: &str) -> bool {
    ["单位：", "姓名："].iter().any(|label| words.starts_with(label))
}

fn labelled(words: &str) -> Option<&str> {
    let rest = LABELS.iter().find_map(|l| Some((l, words.strip_prefix(l)?)));
    let (label, rest) = rest?;
    let rest_bare =
        rest.trim_start_matches(|c: char| is_blank(c) || matches!(c, '：' | ':' | '/' | '｜' | '|'));
    let parted = rest_bare.len() < rest.len() || label.ends_with(['/', '／', '｜', '|']);
    if label.starts_with('作')
        || label.starts_with("文")
        || label.starts_with("撰")
        || label.starts_with("执")
    {
        return (parted && !rest_bare.is_empty()).then_some(rest_bare);
    }
    (rest.is_empty() || parted || is_person(rest)).then_some(words)
}

/// The names of a byline that is nothing but names, each by itself, without the figures that point to notes;
/// any other byline whole.
pub(crate) fn persons(byline: &str) -> Vec<&str> {
    let mark = |c: char| matches!(c, '、' | ',' | '，' | '；' | ';');
    let unnoted = |name: &'_ str| name.trim_matches(|c: char| is_blank(c) || is_note(c)).len();
    if !is_person(byline) || byline.contains(['（', '(']) {
        return vec![byline];
    }
    let apart = |group: &str| {
        group.split(is_blank).all(|name| name.is_empty() || is_name(name.trim_end_matches(is_note)))
    };
    let groups = byline.split(mark).flat_map(|group| {
        let whole = !apart(group) || is_name(&group.chars().filter(|c| !is_blank(*c)).collect::<String>());
        group.split(move |c| is_blank(c) && !whole)
    });
    groups
        .filter(|name| unnoted(name) > 0)
        .map(|name| name.trim_matches(|c: char| is_blank(c) || is_note(c)))
        .collect()
}

/// One or more names: 张晨, 张三 李四, 习 近 平, 张晨（中央党校教授）.
pub(crate) fn is_person(words: &str) -> bool {
    let names = match words.split_once(['（', '(']) {
        Some((name, affiliation))
            if affiliation.ends_with(['）', ')']) && affiliation.chars().count() <= 40 =>
        {
            name
        }
        Some(_) => return false,
        None => words,
    };
    let mut groups = names.split(['、', ',', '，', '；', ';']).map(str::trim).peekable();
    groups.peek().is_some_and(|g| !g.is_empty()) && groups.all(|g| g.is_empty() || is_group(g))
}

/// Names parted by blanks, or one with blanks between its characters; figures behind names point to notes.
fn is_group(words: &str) -> bool {
    let parts = || words.split(is_blank).map(|p| p.trim_end_matches(is_note)).filter(|p| !p.is_empty());
    is_name(&parts().collect::<String>()) || parts().all(is_name)
}

fn is_note(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '*' | '＊' | '①'..='⑳' | '¹' | '²' | '³')
}

/// Two or three Chinese characters that begin with a surname, or four with a double one; a word that ends as
/// abstract nouns do is none.
pub(crate) fn is_name(word: &str) -> bool {
    let length = word.chars().count();
    let double = DOUBLE_SURNAMES.iter().any(|s| word.starts_with(s));
    let named = double && (3..=4).contains(&length)
        || (2..=3).contains(&length) && word.starts_with(|c| SURNAMES.contains(c));
    named
        && word.chars().all(is_han)
        && !word.ends_with([
            '的', '是', '了', '言', '语', '论', '则', '性', '度', '化', '线', '法', '业', '题', '策', '制',
            '面', '律', '书', '会', '众', '记', '省', '市', '县', '区', '镇', '乡', '村',
        ])
}

fn is_body(words: &str) -> bool {
    BODIES.iter().any(|b| words.ends_with(b)) && !words.contains(['，', '。', '、', '》', ' '])
}

/// 走马街镇：张晨; 国务院总理 李克强; 本报记者 张三 李四 通讯员 王五; 张三 某大学教授: names among bodies or
/// offices.
fn is_affiliated(words: &str) -> bool {
    if words.contains(['，', '。', '、', '“']) {
        return false;
    }
    let parts = || words.split(|c: char| is_blank(c) || matches!(c, '：' | ':')).filter(|p| !p.is_empty());
    let (names, offices) = (parts().filter(|p| is_name(p)).count(), parts().filter(|p| is_office(p)).count());
    let few = (2..=8).contains(&parts().count());
    let named_last = parts().next_back().is_some_and(is_name) && parts().next().is_some_and(is_office);
    few && names > 0
        && (named_last && names + 1 >= offices || offices > 0)
        && names + offices == parts().count()
}

/// A body or an office: what stands before or behind a name.
pub(crate) fn is_office(words: &str) -> bool {
    let offices = [
        "镇",
        "乡",
        "村",
        "县",
        "区",
        "市",
        "省",
        "局",
        "部",
        "院",
        "校",
        "系",
        "社",
        "会",
        "所",
        "委",
        "办",
        "厅",
        "处",
        "科",
        "中心",
        "公司",
        "总理",
        "主席",
        "书记",
        "部长",
        "主任",
        "院长",
        "检察长",
        "市长",
        "省长",
        "县长",
        "教授",
        "研究员",
        "校长",
        "记者",
        "通讯员",
        "主持人",
        "嘉宾",
        "委员长",
        "大学",
        "学院",
        "评论员",
        "站",
        "队",
        "厂",
        "学校",
        "中学",
        "小学",
    ];
    offices.iter().any(|o| words.ends_with(o)) && words.chars().count() <= 30
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::split;

    #[track_caller]
    fn check(words: &str, expect: Option<&str>) {
        assert_eq!(split(words).first().and_then(name), expect, "{words}");
    }

    #[test]
    fn persons_and_bodies_sign() {
        check("作者：张晨", Some("张晨"));
        check("本报记者 王某某", Some("本报记者 王某某"));
        check("欧阳小明", Some("欧阳小明"));
        check("李明/文", Some("李明"));
        check("单位：走马街镇 姓名：张晨", Some("单位：走马街镇 姓名：张晨"));
        check("本报评论员", Some("本报评论员"));
        check("走马街镇：张晨", Some("走马街镇：张晨"));
        check("中共某市委文献研究室 编", Some("中共某市委文献研究室 编"));
        check("《江州教育》记者 周敏", Some("《江州教育》记者 周敏"));
        check("江州省林业厅调查组", Some("江州省林业厅调查组"));
        check("光明日报记者 张胜 王斯敏", Some("光明日报记者 张胜 王斯敏"));
        check("本报记者 张三 通讯员 李四", Some("本报记者 张三 通讯员 李四"));
        check("嘉宾：张三 某大学教授", Some("嘉宾：张三 某大学教授"));
        check("习近平", Some("习近平"));
        check("习 近 平", Some("习 近 平"));
        check("张三　李四", Some("张三　李四"));
        check("张 三1，李 四2", Some("张 三1，李 四2"));
        check("国务院总理 李克强", Some("国务院总理 李克强"));
        check("王某某（中央党校教授）", Some("王某某（中央党校教授）"));
        check("中央直属机关工委理论学习中心组", Some("中央直属机关工委理论学习中心组"));
        check("（作者：张晨，系中央党校教授）", Some("张晨，系中央党校教授"));
    }

    #[test]
    fn names_of_one_line_are_told_apart() {
        for (line, expect) in [
            ("张三、李四", vec!["张三", "李四"]),
            ("张三　李四", vec!["张三", "李四"]),
            ("张 三1，李 四2", vec!["张 三", "李 四"]),
            ("习 近 平", vec!["习 近 平"]),
            ("本报记者 张三 李四", vec!["本报记者 张三 李四"]),
            ("王某某（中央党校教授）", vec!["王某某（中央党校教授）"]),
        ] {
            assert_eq!(persons(line), expect, "{line}");
        }
    }

    #[test]
    fn headings_and_sentences_do_not_sign() {
        for words in [
            "群众路线",
            "同志们：",
            "加强和改进党的作风建设",
            "记者从会上获悉，成绩很大",
            "人民至上",
            "习近平指出：",
            "结语",
        ] {
            check(words, None);
        }
    }
}
