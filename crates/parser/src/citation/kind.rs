//! What a title tells about itself: the kind of text, the kind of periodical, whether it is a law.

use super::authority;
use chuchu_model::{ContainerKind, WorkKind};

/// Endings and what they tell. The longest that fits decides.
const ENDINGS: [(&str, WorkKind); 46] = [
    ("讲话", WorkKind::Speech),
    ("講話", WorkKind::Speech),
    ("演说", WorkKind::Speech),
    ("演讲", WorkKind::Speech),
    ("演講", WorkKind::Speech),
    ("演說", WorkKind::Speech),
    ("发言", WorkKind::Speech),
    ("致辞", WorkKind::Speech),
    ("致词", WorkKind::Speech),
    ("讲话提纲", WorkKind::Speech),
    ("讲话要点", WorkKind::Speech),
    ("发言提纲", WorkKind::Speech),
    ("的信", WorkKind::Letter),
    ("书信", WorkKind::Letter),
    ("贺信", WorkKind::Letter),
    ("复信", WorkKind::Letter),
    ("公开信", WorkKind::Letter),
    ("一封信", WorkKind::Letter),
    ("回信", WorkKind::Letter),
    ("函", WorkKind::Letter),
    ("贺电", WorkKind::Letter),
    ("的电报", WorkKind::Letter),
    ("报告", WorkKind::Report),
    ("報告", WorkKind::Report),
    ("总结", WorkKind::Report),
    ("决定", WorkKind::Decision),
    ("決定", WorkKind::Decision),
    ("决议", WorkKind::Decision),
    ("決議", WorkKind::Decision),
    ("通知", WorkKind::Decision),
    ("意见", WorkKind::Decision),
    ("办法", WorkKind::Decision),
    ("辦法", WorkKind::Decision),
    ("规定", WorkKind::Decision),
    ("规程", WorkKind::Decision),
    ("规则", WorkKind::Decision),
    ("章程", WorkKind::Decision),
    ("布告", WorkKind::Decision),
    ("公告", WorkKind::Decision),
    ("通告", WorkKind::Decision),
    ("训令", WorkKind::Decision),
    ("命令", WorkKind::Decision),
    ("指示", WorkKind::Decision),
    ("批复", WorkKind::Decision),
    ("判决书", WorkKind::Decision),
    ("裁定书", WorkKind::Decision),
];

/// What kind of text a title names, by its ending, else by 讲话 and 致 in it.
pub(crate) fn of_work(title: &str) -> WorkKind {
    // 报告（摘要）, 讲话（节选）: the note in brackets does not count
    let bare =
        title.rsplit_once(['（', '(']).filter(|(head, _)| !head.is_empty() && title.ends_with(['）', ')']));
    let bare = bare.map_or(title, |(head, _)| head);
    if is_law(bare) {
        return WorkKind::Other;
    }
    if bare.starts_with('致') || (bare.starts_with("给") && bare.ends_with('信')) {
        return WorkKind::Letter;
    }
    let wire = bare.ends_with(['电', '電', '信', '函']) && bare.contains(['致', '复', '復']);
    if wire {
        return WorkKind::Letter;
    }
    let ending = ENDINGS.iter().filter(|(word, _)| bare.ends_with(word)).max_by_key(|(word, _)| word.len());
    if let Some((_, kind)) = ending {
        return *kind;
    }
    if ["的讲话", "的演说", "的发言", "的致辞"].iter().any(|w| bare.contains(w)) {
        return WorkKind::Speech;
    }
    WorkKind::Article
}

/// Whether a title is that of a law, a constitution or a judicial interpretation.
pub(super) fn is_law(title: &str) -> bool {
    let state = title.starts_with("中华人民共和国")
        || title.starts_with("中華人民共和國")
        || title.starts_with("最高人民");
    let named = ["法", "宪法", "条例", "法典", "解释", "修正案", "通则", "总则", "实施细则"]
        .iter()
        .any(|e| title.ends_with(e));
    (state && named)
        || matches!(title, "宪法" | "民法典" | "刑法" | "民法总则" | "民法通则")
        || (title.ends_with("条例") || title.ends_with("实施细则") || title.ends_with("法典"))
}

/// Books of old whose parts are cited as 《汉书·食货志》.
static CLASSICS: &[&str] = &[
    "论语",
    "論語",
    "孟子",
    "大学",
    "大學",
    "中庸",
    "诗经",
    "詩經",
    "诗",
    "尚书",
    "尚書",
    "礼记",
    "禮記",
    "周礼",
    "周禮",
    "仪礼",
    "儀禮",
    "周易",
    "易经",
    "易",
    "易传",
    "春秋",
    "左传",
    "左傳",
    "公羊传",
    "谷梁传",
    "孝经",
    "尔雅",
    "老子",
    "道德经",
    "庄子",
    "莊子",
    "列子",
    "荀子",
    "墨子",
    "管子",
    "韩非子",
    "韓非子",
    "孙子兵法",
    "孙子",
    "商君书",
    "吕氏春秋",
    "呂氏春秋",
    "淮南子",
    "国语",
    "國語",
    "战国策",
    "戰國策",
    "史记",
    "史記",
    "汉书",
    "漢書",
    "后汉书",
    "後漢書",
    "三国志",
    "三國志",
    "晋书",
    "晉書",
    "宋书",
    "南齐书",
    "梁书",
    "陈书",
    "魏书",
    "北齐书",
    "周书",
    "隋书",
    "南史",
    "北史",
    "旧唐书",
    "舊唐書",
    "新唐书",
    "新唐書",
    "旧五代史",
    "新五代史",
    "宋史",
    "辽史",
    "金史",
    "元史",
    "明史",
    "清史稿",
    "资治通鉴",
    "資治通鑑",
    "说苑",
    "新书",
    "新語",
    "新语",
    "论衡",
    "潜夫论",
    "盐铁论",
    "贞观政要",
    "文心雕龙",
    "世说新语",
    "颜氏家训",
    "朱子语类",
    "传习录",
    "日知录",
    "楚辞",
    "文选",
    "古文观止",
];

/// Whether a title is that of a classic.
pub(super) fn is_classic(title: &str) -> bool {
    CLASSICS.contains(&title)
}

/// Whether a periodical is a newspaper or a journal, by its name.
pub(super) fn of_periodical(title: &str) -> Option<ContainerKind> {
    if let Some(kind) = authority::periodical_kind(title) {
        return Some(kind);
    }
    let head = title.split(['·', '（', '(']).next().unwrap_or(title);
    let journal = [
        "学报",
        "學報",
        "公报",
        "公報",
        "通报",
        "通報",
        "画报",
        "情报",
        "杂志",
        "月刊",
        "季刊",
        "双月刊",
        "周刊",
        "学刊",
        "丛刊",
        "集刊",
        "研究",
        "评论",
    ];
    if journal.iter().any(|e| head.ends_with(e)) {
        return Some(ContainerKind::Journal);
    }
    if ["简报", "预报", "海报", "汇报", "战报", "捷报", "通电"].iter().any(|e| head.ends_with(e))
    {
        return None;
    }
    (head.ends_with('报') || head.ends_with('報')).then_some(ContainerKind::Newspaper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_tells_the_kind() {
        for (title, kind) in [
            ("在中央党校开班式上的讲话", WorkKind::Speech),
            ("关于学习贯彻重要讲话精神的通知", WorkKind::Decision),
            ("致许寿裳", WorkKind::Letter),
            ("傅良佐致国务院电", WorkKind::Letter),
            ("给阿·马·高尔基的信", WorkKind::Letter),
            ("1959年夏豫西调查“夏墟”的初步报告", WorkKind::Report),
            ("决胜全面建成小康社会", WorkKind::Article),
            ("中华人民共和国刑法", WorkKind::Other),
            ("方法", WorkKind::Article),
        ] {
            assert_eq!(of_work(title), kind, "{title}");
        }
    }

    #[test]
    fn the_name_tells_newspapers_from_journals() {
        for (title, kind) in [
            ("江州日报", Some(ContainerKind::Newspaper)),
            ("心理学报", Some(ContainerKind::Journal)),
            ("大公报", Some(ContainerKind::Newspaper)),
            ("时报·世界教育新思潮", Some(ContainerKind::Newspaper)),
            ("求是", Some(ContainerKind::Journal)),
            ("文心", None),
        ] {
            assert_eq!(of_periodical(title), kind, "{title}");
        }
    }
}
