//! Words by which persons are known: surnames, offices and forms of address, pronouns, and names that cannot
//! be told by their shape (transliterated names, ancient thinkers, leaders who are quoted without a title).
//!
//! Surnames after 百家姓, the common ones; offices and forms of address as used in newspapers.

use super::words::Words;

/// Single surnames. Those that are chiefly common words (是 有 党 和 于 …) are left out.
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦\
马苗凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐傅卞齐康伍余元卜顾孟黄穆萧尹姚邵湛汪祁毛禹狄米贝臧计伏成戴\
谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房解应宗丁宣\
邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀甄曲封储靳段焦巴牧车侯宓蓬全郗班仰秋仲伊宫宁仇栾甘厉武符刘景詹束龙叶幸司韶黎薄\
白怀蒲从鄂索赖卓蔺屠蒙池乔阴郁胥苍双闻莘翟谭贡劳姬申扶冉郦雍桑桂濮牛寿边扈燕冀尚农温别庄晏柴瞿阎连习艾鱼容向古易慎戈\
廖庾终居衡步都耿满弘匡国文寇广欧利越师巩聂晁勾敖融冷辛简饶曾沙丰关查游权盖益桓公";

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
pub(super) const SINGULAR: Words =
    Words::new(&["总书记", "主席", "总理", "总统", "首相", "总司令", "委员长"]);

/// Pronouns for a person named before.
pub(super) const PRONOUNS: Words = Words::new(&["他", "她"]);

/// Whether a character is a surname.
pub(super) fn is_surname(c: char) -> bool {
    SURNAMES.contains(c)
}

/// Characters that stand in no given name of the kind met in prose, or seldom enough.
fn is_function_char(c: char) -> bool {
    "的了在是和与及对把被将为以从向到于这那其之不也都就还又再已曾并而但或所有个们会说讲中上下时者党国省市县区委部".contains(c)
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
