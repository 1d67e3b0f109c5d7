//! Bodies that speak: 国务院指出, 教育部强调. Which texts speak for themselves is told in `cue_words`.

use super::names;
use crate::words::Words;
use chuchu_text::is_han;
use std::ops::Range;

/// Bodies by their names.
static NAMED: Words = Words::new(&[
    "国务院",
    "党中央",
    "中共中央",
    "中央军委",
    "中央纪委",
    "全国人大常委会",
    "全国人大",
    "全国政协",
    "最高人民法院",
    "最高人民检察院",
    "最高法",
    "最高检",
    "中央政治局常委会",
    "中央政治局",
    "新华社",
    "人民日报社",
    "联合国",
    "安理会",
    "世界卫生组织",
    "世卫组织",
    "国际货币基金组织",
    "世界银行",
    "欧盟委员会",
    "欧洲央行",
    "美联储",
    "白宫",
    "五角大楼",
    "克里姆林宫",
    "外交部",
    "教育部",
    "财政部",
    "国防部",
    "公安部",
    "民政部",
    "司法部",
    "商务部",
    "文化部",
    "卫生部",
    "国家发展改革委",
    "国家发改委",
    "发改委",
    "中国科学院",
    "中科院",
]);

/// Last words of the names of bodies.
static ENDS: Words = Words::new(&[
    "省委",
    "市委",
    "县委",
    "区委",
    "党委",
    "部",
    "总局",
    "管理局",
    "检察院",
    "法院",
    "研究院",
    "政府",
    "委员会",
    "办公厅",
    "办公室",
    "协会",
    "联合会",
    "学会",
    "研究所",
    "大学",
    "公司",
    "集团",
    "银行",
    "总工会",
    "联盟",
    "基金会",
    "通讯社",
]);

/// Words that make a name of a body a mere word: 有关部门, 该公司, 我们大学.
static COMMON: Words = Words::new(&[
    "有关", "各", "该", "我", "你", "他", "本", "这", "那", "全", "几", "多", "某", "一", "两", "上级",
    "下级", "当地", "地方", "国家", "外国", "干", "内", "外部", "全部", "在", "从", "对", "向", "经", "据",
    "由", "为", "把", "因", "于", "和", "与", "老", "大", "小", "新", "旧",
]);

/// The body that is the subject of a clause: at its start and right before the verb.
pub(super) fn of_clause(clause: &str) -> Option<Range<usize>> {
    let next = |end: usize| clause.get(end..).is_some_and(names::speaking_follows);
    if let Some(named) = NAMED.starts(clause).filter(|n| next(n.len())) {
        return Some(0..named.len());
    }
    let han = clause.find(|c| !is_han(c)).unwrap_or(clause.len());
    let mut ends =
        clause.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= han.min(60));
    let end = ends.find(|end| {
        let body = clause.get(..*end).unwrap_or("");
        body.len() >= 9 && ENDS.ends(body).is_some() && next(*end)
    })?;
    COMMON.starts(clause).is_none().then_some(0..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_subjects() {
        let check = |clause: &str, body: Option<&str>| {
            assert_eq!(of_clause(clause).map(|r| clause.get(r).unwrap()), body, "{clause}");
        };
        check("国务院指出", Some("国务院"));
        check("浙江省人民政府明确要求", Some("浙江省人民政府"));
        check("外交部发言人表示", None);
        check("有关部门表示", None);
        check("会议指出", None);
    }
}
