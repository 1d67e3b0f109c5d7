//! Words that stand beside names: offices and forms of address after them, callings before them, and words
//! after which a name may begin. Offices and forms of address as used in newspapers.

use crate::words::Words;

/// Offices and forms of address that follow a name; the longer of two that begin alike comes first.
static OFFICES: Words = Words::new(&[
    "同志",
    "总书记",
    "总司令",
    "总理",
    "总统",
    "总经理",
    "总工程师",
    "总裁",
    "总编辑",
    "总编",
    "主席",
    "主任",
    "主编",
    "书记",
    "副总理",
    "副总统",
    "副主席",
    "副书记",
    "副主任",
    "副部长",
    "副省长",
    "副市长",
    "副县长",
    "副校长",
    "副院长",
    "副教授",
    "副研究员",
    "部长",
    "省长",
    "市长",
    "县长",
    "区长",
    "州长",
    "镇长",
    "乡长",
    "村长",
    "校长",
    "院长",
    "院士",
    "会长",
    "所长",
    "局长",
    "厅长",
    "处长",
    "科长",
    "司长",
    "社长",
    "站长",
    "馆长",
    "台长",
    "队长",
    "班长",
    "排长",
    "连长",
    "营长",
    "团长",
    "师长",
    "军长",
    "司令员",
    "司令",
    "政委",
    "支书",
    "董事长",
    "理事长",
    "经理",
    "首相",
    "议长",
    "议员",
    "大使",
    "委员长",
    "委员",
    "代表",
    "先生",
    "女士",
    "小姐",
    "夫人",
    "教授",
    "讲师",
    "研究员",
    "工程师",
    "博士",
    "将军",
    "元帅",
    "老师",
    "师傅",
    "大夫",
    "医生",
    "护士",
    "律师",
    "法官",
    "检察官",
    "警官",
    "导演",
    "教练",
    "记者",
    "老人",
    "大爷",
    "大妈",
    "大娘",
    "大叔",
    "阿姨",
    "奶奶",
    "爷爷",
    "首席",
    "秘书长",
    "发言人",
]);

/// Offices of which a text has one holder at a time, so that the bare title names a person.
pub(super) static SINGULAR: Words =
    Words::new(&["总书记", "主席", "总理", "总统", "首相", "总司令", "委员长", "秘书长"]);

/// Callings without the name of an office, right before a name.
static CALLINGS: Words = Words::new(&[
    "支书",
    "负责人",
    "学家",
    "领袖",
    "经理",
    "司令",
    "导师",
    "烈士",
    "英雄",
    "模范",
    "皇帝",
    "宰相",
    "大臣",
    "网友",
    "同学",
    "同事",
    "朋友",
    "编辑",
    "主编",
    "编剧",
    "导演",
    "演员",
    "村医",
    "护士",
    "战士",
    "院士",
    "博士",
    "女士",
    "邻居",
    "丈夫",
    "妻子",
    "儿子",
    "女儿",
    "孙子",
    "孙女",
    "父亲",
    "母亲",
    "祖父",
    "祖母",
    "老伴",
    "姐姐",
    "妹妹",
    "哥哥",
    "弟弟",
    "嫂子",
    "学子",
    "得主",
    "冠军",
    "状元",
    "秀才",
    "将领",
    "名将",
    "老将",
    "后卫",
    "前锋",
    "门将",
    "主教练",
    "教练",
    "翻译",
    "会计",
    "出纳",
    "保安",
    "保姆",
    "司机",
    "船长",
    "机长",
    "院长",
    "村妇",
    "少年",
    "青年",
    "姑娘",
    "小伙",
    "小伙子",
    "老汉",
    "大伯",
    "其中",
]);

/// Last characters of words for callings: 研究生, 设计师, 打工者.
const PERSON_ENDS: &str = "员师长家者手人生工民兵商星匠总";

/// Whether the end of `head` calls somebody, so that a name may follow.
pub(super) fn calls(head: &str) -> bool {
    if CALLINGS.ends(head).is_some() || OFFICES.ends(head).is_some() {
        return true;
    }
    let mut chars = head.chars().rev();
    let last = chars.next();
    last.is_some_and(|c| PERSON_ENDS.contains(c)) && chars.next().is_some_and(chuchu_text::is_han)
}

/// The office or form of address that `text` begins with.
pub(super) fn office_at_start(text: &str) -> Option<&'static str> {
    OFFICES.starts(text)
}

/// Every office and form of address in a text, with its place.
pub(super) fn offices(text: &str) -> impl Iterator<Item = (usize, &'static str)> + '_ {
    OFFICES.find(text)
}

/// Whether `text` begins with a word for a calling or an office: what follows 这位.
pub(super) fn calling_at_start(text: &str) -> Option<&'static str> {
    OFFICES.starts(text).or_else(|| CALLINGS.starts(text))
}

/// What may stand right before a name, a calling aside.
static BEFORE_NAMES: Words = Words::new(&[
    "记得",
    "忘不了",
    "想起",
    "引用",
    "借用",
    "和",
    "与",
    "及",
    "据",
    "由",
    "的",
    "如",
    "像",
    "而",
    "但",
    "因",
    "为",
    "请",
    "让",
    "当",
    "随",
    "是",
    "正如",
    "就像",
    "诚如",
    "时任",
    "现任",
    "前任",
    "任",
    "我国",
    "美国",
    "英国",
    "法国",
    "德国",
    "俄国",
    "苏联",
    "日本",
    "印度",
    "中国",
]);

/// Whether a name may begin after `head`: at the start of a word, as far as print shows it.
pub(super) fn may_begin(head: &str) -> bool {
    head.chars().next_back().is_none_or(|c| !chuchu_text::is_han(c))
        || calls(head)
        || BEFORE_NAMES.ends(head).is_some()
}

/// Last characters of places and bodies, after which a person with an office is named: 清华大学|王建国教授.
const BODY_ENDS: &str = "学校院部局厅委社区省市县国司团会所中心室组厂店台站报协军队到";

/// Whether a name with its office may begin after `head`.
pub(super) fn may_begin_titled(head: &str) -> bool {
    may_begin(head) || head.chars().next_back().is_some_and(|c| BODY_ENDS.contains(c))
}

/// What stands right before a bare office of another state or party, of somebody unnamed, or of the past: 德国总理.
static NOT_OURS: Words = Words::new(&[
    "副",
    "前",
    "原",
    "位",
    "任",
    "名",
    "个",
    "该",
    "某",
    "国",
    "越共",
    "日共",
    "法共",
    "古共",
    "老挝",
    "越南",
    "日本",
    "印度",
    "朝鲜",
    "古巴",
    "意大利",
    "以色列",
    "加拿大",
    "俄罗斯",
    "联邦",
    "对方",
    "两",
    "各",
    "候任",
    "历届",
    "历任",
    "议会",
]);

/// Whether a bare office after `head` is that of the text's own state or party.
pub(super) fn is_ours(head: &str) -> bool {
    const OURS: [&str; 4] = ["我国", "中国", "全国", "联合国"];
    NOT_OURS.ends(head).is_none() || OURS.iter().any(|w| head.ends_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callings_and_offices_let_a_name_follow() {
        for head in ["研究生", "桥梁专家", "县委书记", "来自甘肃的打工者", "", "他说，", "姐姐和"]
        {
            assert!(may_begin(head), "{head}");
        }
        for head in ["深入", "清华大学", "好"] {
            assert!(!may_begin(head), "{head}");
        }
        assert!(may_begin_titled("清华大学"));
        assert!(is_ours("国务院") && is_ours("我国") && !is_ours("德国") && !is_ours("一位"));
    }
}
