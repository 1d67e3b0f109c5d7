//! The shape of quoted words: how long, whether a sentence, a verse, a list. Nothing round them is looked at.

use super::reach;
use crate::words::Words;

/// What quoted words look like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    /// Chinese characters.
    pub(crate) han: usize,
    /// The last character ends a sentence.
    pub(crate) ends_sentence: bool,
    /// A sentence ends somewhere inside.
    pub(crate) has_sentence: bool,
    /// A comma stands inside.
    pub(crate) has_comma: bool,
    /// Short items parted by 、 alone, or by 、 and ，: 为民、务实、清廉.
    pub(crate) is_list: bool,
    /// Lines of equal length, of five or seven characters.
    pub(crate) is_verse: bool,
    /// Lines of equal length, three to eight characters.
    pub(crate) is_parallel: bool,
    /// Words of the classical language.
    pub(crate) is_classical: bool,
    /// Ends in a noun of systems and theories, without a comma: 以人民为中心的发展思想.
    pub(crate) is_name: bool,
}

/// Nouns that end the names of doctrines, systems and campaigns.
const NAME_NOUNS: Words = Words::new(&[
    "思想",
    "理论",
    "制度",
    "战略",
    "工程",
    "体系",
    "道路",
    "精神",
    "原则",
    "方针",
    "路线",
    "活动",
    "工作",
    "建设",
    "机制",
    "标准",
    "格局",
    "布局",
    "行动",
    "计划",
    "规划",
    "政策",
    "理念",
    "模式",
    "主义",
    "倡议",
    "公司",
    "中心",
    "委员会",
    "办法",
    "条例",
    "规定",
    "基地",
    "平台",
    "项目",
    "经济",
    "社会",
    "文化",
    "文明",
    "共同体",
]);

/// Words that stand in no verse of the classical language.
const MODERN: Words = Words::new(&[
    "只要", "宁愿", "就", "这", "那些", "没", "干部", "群众", "人民", "我们", "社会", "什么", "怎么",
]);

/// Looks at quoted words. Cost: linear, but no more than the first 2,000 bytes are measured for verse and lists.
pub(crate) fn of(inside: &str) -> Shape {
    let words = inside.trim_matches(reach::blank);
    let han = reach::han_count(words);
    let last = words.chars().next_back().unwrap_or(' ');
    let has_comma = words.contains(['，', ',']);
    let body = words.trim_end_matches(|c| reach::ends_sentence(c) || c == '，' || c == '…');
    let mut shape = Shape {
        han,
        ends_sentence: reach::ends_sentence(last) && last != '；' && last != ';' || last == '…',
        has_sentence: words.contains(['。', '！', '？', '；']),
        has_comma,
        is_name: !has_comma && NAME_NOUNS.ends(body).is_some(),
        ..Shape::default()
    };
    if words.len() <= 2000 {
        measure(body, &mut shape);
    }
    shape
}

fn measure(body: &str, shape: &mut Shape) {
    let listed = body.contains('、');
    let most = |items: std::str::Split<'_, [char; 3]>| items.map(|i| i.chars().count()).max().unwrap_or(0);
    shape.is_list =
        listed && most(body.split(['、', '，', ','])) <= 6 && !body.contains('是') && !body.starts_with('要');
    let mut lines = body.split(reach::ends_clause).map(|l| l.trim().chars().count());
    let first = lines.next().unwrap_or(0);
    let (mut count, mut same) = (1, true);
    lines.for_each(|n| (count, same) = (count + 1, same && n == first));
    let equal = same && !listed;
    // 老百姓是天，老百姓是地
    shape.is_parallel = equal && count > 1 && (3..=8).contains(&first);
    shape.is_classical = shape.han <= 60 && is_classical(body);
    if !shape.is_parallel || !matches!(first, 5 | 7) {
        return;
    }
    let states = body.matches('是').count() >= count;
    let modern = states || MODERN.within(body) || body.contains(['们', '了']);
    shape.is_verse = !modern;
}

/// Particles of the classical language against those of the modern one.
fn is_classical(body: &str) -> bool {
    let old = body.chars().filter(|c| "之者也矣焉乎其则而乃亦兮勿莫若哉夫".contains(*c)).count();
    let new = || body.contains(['的', '了', '们', '这', '是', '就']);
    old > 0 && !new() && old * 12 >= body.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verses_lists_and_names() {
        assert!(of("衙斋卧听萧萧竹，疑是民间疾苦声").is_verse);
        assert!(of("水能载舟，亦能覆舟").is_parallel);
        assert!(of("亲民者，民必近之").is_classical);
        assert!(of("学党史、悟思想、办实事、开新局").is_list);
        assert!(!of("只要不出事，宁愿不做事").is_verse);
        assert!(!of("老百姓是天，老百姓是地").is_verse);
        assert!(!of("江山就是人民、人民就是江山").is_list);
        assert!(of("以人民为中心的发展思想").is_name);
        assert!(of("群众是真正的英雄。").ends_sentence);
        assert!(!of("群众是真正的英雄").is_classical);
    }
}
