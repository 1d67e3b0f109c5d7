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
    let reports = ["报告", "汇报", "工作总结", "白皮书", "蓝皮书", "纪实报告", "总结报告", "情况通报"];
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
    let enacted = named && bodies.iter().any(|b| title.contains(b));
    let adopted = || {
        let mut adoptions =
            lines.iter().take(6).filter(|l| noise::is_dateline(l) && noise::is_adoption(l.words));
        adoptions
            .any(|l| named || bodies.iter().any(|b| l.words.contains(b)) || l.words.contains("常务委员会"))
    };
    clauses >= 3 || unbroken() || named && clauses >= 1 || strong || enacted || !is_report(title) && adopted()
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

    #[test]
    fn titles_tell_speeches() {
        assert!(is_speech_title("在庆祝中国共产党成立95周年大会上的讲话（2016年7月1日）"));
        assert!(is_speech_title("国家主席新年贺词（全文）"));
        assert!(!is_speech_title("学习习近平总书记重要讲话"));
        assert!(!is_speech_title("讲座心得体会"));
        assert!(!is_speech_title("一次难忘的谈话") && !is_report("怎样写调查报告"));
    }
}
