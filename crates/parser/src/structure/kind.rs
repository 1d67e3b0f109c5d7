//! What kind of document it is, from its title and its form.

use super::lines::Line;
use super::{headings, noise, turns};
use chuchu_model::{Document, DocumentKind, Text};
use chuchu_text::{Folding, fold_to_string, is_blank};

/// The kind; the other parts must have been read.
pub(crate) fn of(document: &Document, lines: &[Line<'_>]) -> DocumentKind {
    // in simplified characters, so that 講話 tells what 讲话 tells
    let simplified =
        |t: &Option<Text>| t.as_ref().map(|t| fold_to_string(&t.text, Folding::MARKS)).unwrap_or_default();
    let (title, subtitle) = (simplified(&document.title), simplified(&document.subtitle));
    let (title, subtitle) = (bare_title(&title), bare_title(&subtitle));
    if !document.excerpts.is_empty() {
        DocumentKind::ExcerptCompilation
    } else if !document.articles.is_empty() {
        DocumentKind::Anthology
    } else if is_law(title, lines) {
        DocumentKind::Law
    } else if is_interview(title, lines) {
        DocumentKind::Interview
    } else if is_report(title) || subtitle.starts_with('在') && subtitle.ends_with("报告") {
        DocumentKind::Report
    } else if is_paper(title) {
        DocumentKind::Other
    } else if is_speech_title(title) || is_speech_title(subtitle) || is_addressed(lines) {
        DocumentKind::Speech
    } else if document.publication.is_some() || lines.iter().take(8).any(|l| noise::is_dispatch(l.words)) {
        DocumentKind::NewspaperArticle
    } else if is_prose(document, lines) {
        DocumentKind::Article
    } else {
        DocumentKind::Other
    }
}

/// A title without （全文）, （试行） and the like behind it.
fn bare_title(title: &str) -> &str {
    let mut bare = title.trim_end_matches(is_blank);
    while let Some(open) =
        bare.ends_with(['）', ')', '］', ']']).then(|| bare.rfind(['（', '(', '［', '['])).flatten()
    {
        bare = bare.get(..open).unwrap_or("").trim_end_matches(is_blank);
    }
    bare.strip_suffix("全文").unwrap_or(bare).trim_end_matches(['》', '〉'])
}

/// Whether a title names a speech; 学习…讲话 names what is written about one.
pub(crate) fn is_speech_title(title: &str) -> bool {
    let speeches = [
        "讲话",
        "演讲",
        "致辞",
        "致词",
        "发言",
        "谈话",
        "贺词",
        "演说",
        "开幕词",
        "闭幕词",
        "祝酒词",
        "献词",
        "讲话稿",
        "发言稿",
        "演讲稿",
        "讲稿",
        "开幕辞",
        "闭幕辞",
        "贺辞",
        "答谢词",
        "悼词",
        "讲话要点",
        "讲话摘要",
        "讲话节选",
        "的说明",
    ];
    let title = bare_title(title);
    speeches.iter().any(|s| title.ends_with(s)) && !is_about(title)
}

/// Whether a title speaks of a speech or a report instead of naming it.
fn is_about(title: &str) -> bool {
    const ABOUT: [&str; 18] = [
        "学习", "贯彻", "落实", "深入", "认真", "解读", "论", "读", "评", "怎样", "如何", "怎么", "浅谈",
        "谈", "一次", "一场", "一篇", "听",
    ];
    ABOUT.iter().any(|a| title.starts_with(a))
}

fn is_report(title: &str) -> bool {
    let reports = [
        "报告",
        "汇报",
        "工作总结",
        "白皮书",
        "蓝皮书",
        "纪实报告",
        "总结报告",
        "情况通报",
        "统计公报",
        "状况公报",
    ];
    reports.iter().any(|r| title.ends_with(r)) && !is_about(title)
}

/// Whether a title ends as those of norms do.
pub(crate) fn names_norm(title: &str) -> bool {
    const NORMS: [&str; 22] = [
        "法",
        "条例",
        "规定",
        "办法",
        "细则",
        "规则",
        "章程",
        "准则",
        "宪法",
        "法典",
        "修正案",
        "规范",
        "规程",
        "通则",
        "决定",
        "决议",
        "解释",
        "批复",
        "意见",
        "通知",
        "命令",
        "编",
    ];
    let title = bare_title(title);
    NORMS.iter().any(|n| title.ends_with(n))
}

/// A law has clauses in order from the first, the title of one, or a line that says how it came into force.
fn is_law(title: &str, lines: &[Line<'_>]) -> bool {
    let named = names_norm(title);
    let clauses = lines.iter().filter(|l| headings::is_clause(l)).take(3).count();
    // a law that lost its line ends
    let unbroken = || match lines {
        [only] | [_, only] => ["第一条", "第二条", "第三条"].iter().all(|clause| only.words.contains(clause)),
        _ => false,
    };
    let bodies = ["人民代表大会", "人大常委会", "人民法院", "人民检察院", "国务院", "人民政府"];
    let strong =
        ["条例", "修正案", "实施细则", "实施办法", "人民共和国宪法"].iter().any(|n| title.ends_with(n))
            || title.ends_with('法') && title.contains("共和国");
    if clauses >= 3 || unbroken() || named && clauses >= 1 {
        return true;
    }
    if is_paper(title) {
        return legislates(title) || lines.iter().take(8).any(|l| legislates(l.words) && is_head(l));
    }
    let enacted = named && bodies.iter().any(|b| title.contains(b));
    let adopted = || {
        let mut adoptions = lines.iter().take(6).filter(|l| is_head(l));
        adoptions
            .any(|l| named || bodies.iter().any(|b| l.words.contains(b)) || l.words.contains("常务委员会"))
    };
    strong || enacted || !is_report(title) && adopted()
}

/// Whether a line tells how a text came into force.
fn is_head(line: &Line<'_>) -> bool {
    noise::is_dateline(line) && noise::is_adoption(line.words)
}

/// Whether a title is that of a decision, resolution or notice, which any body of party or state may issue:
/// such a text is a law only where a legislature or an order of the State Council makes it one.
fn is_paper(title: &str) -> bool {
    let papers = ["决定", "决议", "意见", "通知", "通告", "公报"].iter().any(|p| title.ends_with(p));
    // 中办印发《关于…的意见》 is what a paper tells of it
    let told = title.contains('《') && ["意见", "决定", "决议"].iter().any(|p| title.ends_with(p));
    let own = title.contains("关于") || ["公报", "会议决议"].iter().any(|p| title.ends_with(p));
    papers && own && !told && !is_about(title)
}

/// Whether words name a legislature of the state, an order of the State Council or a judicial interpretation.
fn legislates(words: &str) -> bool {
    const LEGISLATORS: [&str; 5] = ["人民代表大会", "人大常委会", "全国人大", "国务院令", "法释"];
    let order = words.contains("国务院") && words.contains("号令");
    order || LEGISLATORS.iter().any(|l| words.contains(l))
}

/// Questions and answers, or a title that says so.
fn is_interview(title: &str, lines: &[Line<'_>]) -> bool {
    let titled = ["专访", "访谈", "答记者问", "访谈录", "对话录", "对话", "问答", "记者问"]
        .iter()
        .any(|t| title.ends_with(t));
    titled || title.starts_with("专访") || title.contains("答记者问") || turns::alternate(lines)
}

/// Whether one of the first lines greets an audience: 同志们：, 各位代表：.
fn is_addressed(lines: &[Line<'_>]) -> bool {
    let audience = [
        "同志们",
        "同志們",
        "女士們",
        "朋友們",
        "同學們",
        "各位",
        "女士们",
        "先生们",
        "朋友们",
        "同学们",
        "老师们",
        "同胞们",
        "乡亲们",
        "尊敬的",
        "代表们",
        "委员们",
        "战友们",
    ];
    lines.iter().take(12).any(|l| {
        l.is_shorter_than(60)
            && l.words.ends_with(['：', ':', '，', '！', '!'])
            && audience.iter().any(|a| l.words.contains(a))
            && !l.words.contains(['“', '。'])
    })
}

/// Running text: a title with text below it, or at least two paragraphs that are sentences.
fn is_prose(document: &Document, lines: &[Line<'_>]) -> bool {
    let sentences = lines.iter().filter(|l| l.words.contains(['。', '！', '？', '.'])).take(2).count();
    sentences >= 2 || sentences == 1 && document.title.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: DocumentKind) {
        let id = chuchu_model::DocumentId::new("d").unwrap();
        let document = crate::parse(&id, chuchu_model::Source::default(), text);
        assert_eq!(document.kind, expect, "{text}");
    }

    #[test]
    fn a_decision_is_a_law_where_a_legislature_makes_it() {
        let body = "\n\n为了做好这项工作，现作如下部署。\n\n一、提高认识。各地要切实负起责任。\n";
        let of = |head: &str, expect| check(&format!("{head}{body}"), expect);
        of("中共中央关于加强农村工作若干问题的决定", DocumentKind::Other);
        of("国务院关于加强水库安全工作的通知", DocumentKind::Other);
        of("江州市人民政府关于促进旅游业发展的意见", DocumentKind::Other);
        of("中国共产党第十三届中央委员会第二次全体会议公报", DocumentKind::Other);
        of("江州市2012年国民经济统计公报", DocumentKind::Report);
        of("全国人民代表大会常务委员会关于设立植树节的决定", DocumentKind::Law);
        of(
            "关于设立植树节的决定\n（1979年2月23日第五届全国人民代表大会常务委员会第六次会议通过）",
            DocumentKind::Law,
        );
        of("国务院关于修改部分行政法规的决定\n（2016年2月6日国务院令第666号公布）", DocumentKind::Law);
        of("江州市渡口管理办法\n（2001年3月1日江州市人民政府发布）", DocumentKind::Law);
        of(
            "中共中央关于职工守则的决定\n\n第一条　守时。\n\n第二条　守信。\n\n第三条　互助。",
            DocumentKind::Law,
        );
    }

    #[test]
    fn titles_tell_speeches() {
        assert!(is_speech_title("在庆祝中国共产党成立95周年大会上的讲话（2016年7月1日）"));
        assert!(is_speech_title("国家主席新年贺词（全文）"));
        assert!(!is_speech_title("学习习近平总书记重要讲话"));
        assert!(!is_speech_title("讲座心得体会"));
        assert!(!is_speech_title("一次难忘的谈话") && !is_report("怎样写调查报告"));
    }
}
