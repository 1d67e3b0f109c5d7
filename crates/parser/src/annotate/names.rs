//! Words by which persons are known: surnames, offices and forms of address, pronouns, and names that cannot
//! be told by their shape (transliterated names, ancient thinkers, leaders who are quoted without a title).
//!
//! Surnames after 百家姓, the common ones; offices and forms of address as used in newspapers.

use super::words::Words;

/// Single surnames. Those that are chiefly common words (是 有 党 和 于 …) are left out.
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦马苗\
凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常傅卞齐康伍余元卜顾孟黄穆萧尹姚邵湛汪祁毛禹狄米贝臧\
戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞柯管卢莫房宗\
丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀甄曲封储靳段焦巴车侯宓蓬郗班仰秋仲伊宫宁仇栾甘厉武符刘景詹\
束龙叶幸司韶黎薄白怀蒲鄂索赖卓蔺屠蒙池乔阴郁胥苍双闻莘翟谭贡劳姬申扶冉郦雍桑桂濮牛边扈燕冀尚温别庄晏\
柴瞿阎习鱼容易慎戈廖庾衡耿满弘匡文寇欧巩聂晁勾敖融冷辛简饶曾沙丰关游盖桓";

/// Compound surnames.
const DOUBLE_SURNAMES: &[&str] =
    &["欧阳", "司马", "上官", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "端木"];

/// Names that their shape does not tell, or that print gives without any title.
pub(super) const KNOWN: Words = Words::new(&[
    "马克思",
    "恩格斯",
    "列宁",
    "斯大林",
    "黑格尔",
    "费尔巴哈",
    "康德",
    "卢梭",
    "伏尔泰",
    "亚里士多德",
    "柏拉图",
    "苏格拉底",
    "爱因斯坦",
    "达尔文",
    "牛顿",
    "高尔基",
    "歌德",
    "莎士比亚",
    "托尔斯泰",
    "普列汉诺夫",
    "斯诺",
    "毛泽东",
    "周恩来",
    "刘少奇",
    "朱德",
    "邓小平",
    "陈云",
    "任弼时",
    "江泽民",
    "胡锦涛",
    "习近平",
    "孙中山",
    "李大钊",
    "陈独秀",
    "瞿秋白",
    "鲁迅",
    "孔子",
    "孟子",
    "老子",
    "庄子",
    "荀子",
    "韩非子",
    "墨子",
    "管子",
    "孙子",
    "司马迁",
    "诸葛亮",
    "魏征",
    "唐太宗",
    "范仲淹",
    "欧阳修",
    "王安石",
    "苏轼",
    "朱熹",
    "王阳明",
    "顾炎武",
    "黄宗羲",
    "林则徐",
    "李白",
    "杜甫",
    "白居易",
    "陆游",
    "郑板桥",
]);

/// Other ways to call a known person.
pub(super) const ALIASES: Words = Words::new(&[
    "毛主席",
    "周总理",
    "朱总司令",
    "小平同志",
    "少奇同志",
    "恩来同志",
    "泽民同志",
    "锦涛同志",
    "近平同志",
    "孔夫子",
]);

/// The name behind another way to call somebody; a name as it is.
pub(super) fn canonical(name: &str) -> &str {
    match name {
        "毛主席" => "毛泽东",
        "周总理" => "周恩来",
        "朱总司令" => "朱德",
        "小平同志" => "邓小平",
        "少奇同志" => "刘少奇",
        "恩来同志" => "周恩来",
        "泽民同志" => "江泽民",
        "锦涛同志" => "胡锦涛",
        "近平同志" => "习近平",
        "孔夫子" => "孔子",
        _ => name,
    }
}

/// Offices and forms of address that follow a name; the longer of two that begin alike comes first.
pub(super) const OFFICES: Words = Words::new(&[
    "同志",
    "总书记",
    "总司令",
    "总理",
    "总统",
    "主席",
    "主任",
    "书记",
    "副总理",
    "副主席",
    "副书记",
    "副主任",
    "副部长",
    "部长",
    "省长",
    "市长",
    "县长",
    "区长",
    "州长",
    "校长",
    "院长",
    "院士",
    "会长",
    "所长",
    "局长",
    "厅长",
    "处长",
    "社长",
    "首相",
    "议长",
    "委员长",
    "委员",
    "代表",
    "先生",
    "女士",
    "教授",
    "研究员",
    "博士",
    "将军",
    "元帅",
    "老师",
    "大夫",
    "律师",
    "记者",
    "老人",
    "首席",
    "秘书长",
    "发言人",
]);

/// Offices of which a text has one holder at a time, so that the bare title names a person.
pub(super) static SINGULAR: Words =
    Words::new(&["总书记", "主席", "总理", "总统", "首相", "总司令", "委员长"]);

/// What stands right before a name: callings without the name of an office.
pub(super) const CALLINGS: Words = Words::new(&[
    "支书",
    "村民",
    "学者",
    "作家",
    "诗人",
    "专家",
    "负责人",
    "农民",
    "工人",
    "干部",
    "员工",
    "战士",
    "医生",
    "教师",
    "学生",
    "志愿者",
    "居民",
    "党员",
    "学家",
    "思想家",
    "政治家",
    "革命家",
    "企业家",
    "领袖",
    "经理",
    "队长",
    "司令",
    "导师",
    "烈士",
    "英雄",
    "模范",
    "伟人",
    "皇帝",
    "宰相",
    "大臣",
    "僧人",
    "市民",
    "游客",
    "网友",
    "同学",
    "编辑",
    "主编",
    "馆长",
    "台长",
    "站长",
    "组长",
    "班长",
]);

/// Pronouns for a person named before.
pub(super) const PRONOUNS: Words = Words::new(&["他", "她"]);

/// Whether a character is a surname.
pub(super) fn is_surname(c: char) -> bool {
    SURNAMES.contains(c)
}

/// Characters that stand in no given name of the kind met in prose, or seldom enough.
fn is_function_char(c: char) -> bool {
    "的了在是和与及对把被将为以从向到于这那其之不也都就还又再已曾并而但或所有个们会说讲中上下时者党省市县区委部人员众告诉刻确".contains(c)
}

/// The personal name at the end of `head`: known, or a surname with one or two characters. Length in bytes.
pub(super) fn name_at_end(head: &str) -> Option<&str> {
    if let Some(known) = KNOWN.ends(head) {
        return Some(known);
    }
    let tail: Vec<(usize, char)> = head.char_indices().rev().take(4).collect();
    let given = |n: usize| tail.iter().take(n).all(|(_, c)| chuchu_text::is_han(*c) && !is_function_char(*c));
    for double in DOUBLE_SURNAMES {
        for n in [2usize, 1] {
            let start = tail.get(n + 1).map(|(o, _)| *o).and_then(|o| head.get(o..));
            if given(n) && start.is_some_and(|s| s.starts_with(double)) {
                return start;
            }
        }
    }
    [2usize, 1].into_iter().find_map(|n| {
        let (offset, surname) = *tail.get(n)?;
        (given(n) && is_surname(surname)).then(|| head.get(offset..)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_before_its_title() {
        assert_eq!(name_at_end("国家主席刘少奇"), Some("刘少奇"));
        assert_eq!(name_at_end("记者王小明"), Some("王小明"));
        assert_eq!(name_at_end("学者诸葛大力"), Some("诸葛大力"));
        assert_eq!(name_at_end("担任"), None);
        assert_eq!(name_at_end("我们的"), None);
    }
}
