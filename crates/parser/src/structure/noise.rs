//! Lines that do not belong to the text: a site's own words, source and date lines, the title once more.

use super::ending::{self, Ending};
use super::lines::Line;
use chuchu_model::NoiseKind;
use chuchu_text::{date, is_blank};

/// The longest line that is looked at, in characters; a site's own words are never a paragraph.
const LONGEST: usize = 120;

/// The kind of noise a whole line is. Inside a piece (not `at_edge`: among its first or last lines) only lines
/// that name a site are looked at: there a sentence may well begin with 来源.
pub(crate) fn kind(line: &Line<'_>, at_edge: bool) -> Option<NoiseKind> {
    if line.is_shorter_than(LONGEST_PAGE_NUMBER) && is_page_number(line.words) {
        return Some(NoiseKind::Other);
    }
    if !line.is_shorter_than(LONGEST) || !at_edge && !line.words.bytes().any(|b| b == b'.') {
        return None;
    }
    let bare = line
        .words
        .trim_start_matches(|c: char| is_blank(c) || matches!(c, '（' | '(' | '【' | '[' | '—' | '*'));
    if is_source(bare) || dates_source(bare) {
        return Some(NoiseKind::SourceLine);
    }
    is_boilerplate(bare).then_some(NoiseKind::Boilerplate)
}

/// 来源：…, 原载…, 选自…: where the text was taken from.
fn is_source(words: &str) -> bool {
    let label = [
        "来源",
        "來源",
        "稿源",
        "文章来源",
        "信息来源",
        "资料来源",
        "原文来源",
        "本文来源",
        "出处",
        "原载",
        "原文载于",
        "本文载于",
    ];
    let named = label.iter().filter_map(|l| words.strip_prefix(l)).any(|rest| {
        rest.trim_start_matches(is_blank).starts_with(['：', ':', '《', '｜', '|'])
            && ending::of(rest) != Ending::Clause
    });
    let taken = [
        "本文选自",
        "本文摘自",
        "选自《",
        "摘自《",
        "摘编自《",
        "节选自《",
        "本文原载",
        "载《",
        "刊于《",
        "载于《",
        "转自：",
    ];
    named || taken.iter().any(|t| words.starts_with(t)) && !words.contains('，')
}

/// - 3 -, 第3页, 第 3 页 共 5 页: at least one mark or 页 beside the figures.
fn is_page_number(words: &str) -> bool {
    let figures = words.chars().filter(char::is_ascii_digit).count();
    let beside =
        |c: char| is_blank(c) || matches!(c, '-' | '—' | '–' | '·' | '第' | '页' | '共' | '/' | '，');
    (1..=8).contains(&figures)
        && words.chars().all(|c| c.is_ascii_digit() || beside(c))
        && (words.contains('页')
            || words.starts_with(['-', '—', '–', '·']) && words.ends_with(['-', '—', '–', '·']))
}

/// 2021-12-28 08:15 来源：…
fn dates_source(words: &str) -> bool {
    words.contains("来源：")
        && words.starts_with(|c: char| c.is_ascii_digit())
        && date::leading(words, 0).is_some()
}

/// How lines of a site, an editor or a scanner begin.
const OPENINGS: [&str; 56] = [
    "责任编辑",
    "责编",
    "编辑：",
    "编辑:",
    "编 辑：",
    "校对：",
    "校对:",
    "审核：",
    "监制：",
    "版权所有",
    "版权声明",
    "免责声明",
    "声明：本",
    "转载请",
    "转载须",
    "未经授权",
    "未经许可",
    "上一篇：",
    "下一篇：",
    "上一页",
    "下一页",
    "返回首页",
    "返回顶部",
    "返回目录",
    "打印本页",
    "阅读原文",
    "相关阅读",
    "推荐阅读",
    "延伸阅读：",
    "扫描二维码",
    "扫一扫",
    "点击下载",
    "点击查看",
    "浏览次数",
    "阅读次数",
    "点击数",
    "字号：",
    "字体：",
    "分享到",
    "微信扫",
    "更多精彩",
    "温馨提示：",
    "欢迎下载",
    "附送：",
    "相关推荐：",
    "相关文章：",
    "更多相关",
    "更多热门",
    "本文来源：网",
    "本文地址",
    "本文链接",
    "TAG",
    "文章来源网",
    "分享：",
    "收藏本",
    "关键字搜索",
];

/// What sites say of what they offer.
const OFFERS: [&str; 39] = [
    "欢迎阅读",
    "欢迎下载",
    "欢迎访问",
    "欢迎关注",
    "仅供参考",
    "收集整理",
    "整理发布",
    "搜集整理",
    "整理提供",
    "站内查找",
    "请移步",
    "更多优质",
    "范文网",
    "本文档由",
    "本文由",
    "本文档来",
    "本文来自",
    "来源于",
    "转载请注明",
    "公众号",
    "版权归",
    "如有侵权",
    "更多内容",
    "请关注",
    "敬请关注",
    "请登录",
    "下载本文",
    "网友上传",
    "网络收集",
    "希望对大家有帮助",
    "小编",
    "相关推荐",
    "精选范文",
    "热门文章",
    "侵权",
    "联系删除",
    "最新范文",
    "免费下载",
    "文库",
];

/// A site's, an editor's or a scanner's own words.
fn is_boilerplate(words: &str) -> bool {
    let offered = || OFFERS.iter().filter(|o| words.contains(*o)).take(2).count();
    OPENINGS.iter().any(|o| words.starts_with(o)) || offered() == 2 || names_site(words) && offered() == 1
}

/// Whether an address of the web is named.
fn names_site(words: &str) -> bool {
    let ends = [".com", ".net", ".cn", ".org", ".cc", ".vip", "www.", "http:", "https:"];
    ends.iter().any(|e| words.contains(e))
}

/// The longest page number, in characters.
const LONGEST_PAGE_NUMBER: usize = 12;

/// What may stand before the date in a date line.
const DATE_LABELS: [&str; 7] = ["发布时间", "发布日期", "发表时间", "更新时间", "时间", "日期", "根据"];

/// How a law came into force: 第…次会议通过, …公布, …令第N号.
const ADOPTIONS: [&str; 9] = ["通过", "公布", "发布", "修正", "修订", "批准", "施行", "颁布", "印发"];

/// The longest history of a law on one line, in characters.
const LONGEST_HISTORY: usize = 600;

/// A line that is nothing but a date, with brackets, a label or a time; or the adoption of a law.
pub(crate) fn is_dateline(line: &Line<'_>) -> bool {
    if !line.is_shorter_than(LONGEST_HISTORY) {
        return false;
    }
    let bare =
        line.words.trim_matches(|c: char| is_blank(c) || matches!(c, '（' | '）' | '(' | ')' | '【' | '】'));
    let bare = DATE_LABELS.iter().find_map(|l| bare.strip_prefix(l)).unwrap_or(bare);
    let bare = bare.trim_start_matches(|c: char| is_blank(c) || matches!(c, '：' | ':'));
    let Some(found) = date::leading(bare, 0) else { return false };
    let rest = bare.get(found.span.range().end..).unwrap_or("");
    rest.chars().all(|c| !c.is_alphanumeric() || c.is_ascii_digit()) || is_adoption(rest)
}

fn is_adoption(words: &str) -> bool {
    let bare = words.trim_end_matches(|c: char| is_blank(c) || matches!(c, '）' | ')' | '，' | '；' | ','));
    let bare = bare.strip_suffix("根据").unwrap_or(bare).trim_end_matches(is_blank);
    let enacted = ADOPTIONS.iter().any(|v| bare.ends_with(v)) || bare.ends_with('号') && bare.contains('令');
    enacted && !bare.contains('。')
}

/// The letters and figures of a text.
pub(crate) fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// A line without 文章标题： and the like in front.
pub(crate) fn without_title_label(words: &str) -> &str {
    let label = ["文章标题", "标题", "题目", "原标题", "篇名"];
    let bare = words.trim_start_matches(['（', '(', '【']);
    let behind = label
        .iter()
        .find_map(|l| bare.strip_prefix(l)?.trim_start_matches(is_blank).strip_prefix(['：', ':']));
    behind.unwrap_or(words)
}

/// How many bytes of the beginning of `words` repeat `title`, blanks behind it included; the title must be
/// set off by a blank, and words must follow it.
pub(crate) fn title_in_front(words: &str, title: &str) -> Option<usize> {
    let mut wanted = letters(title).peekable();
    wanted.peek()?;
    let mut end = 0;
    for (at, c) in words.char_indices() {
        if c.is_alphanumeric() {
            let Some(next) = wanted.next() else { break };
            if next != c {
                return None;
            }
        }
        end = at + c.len_utf8();
        if wanted.peek().is_none() {
            break;
        }
    }
    let rest = words.get(end..)?;
    let behind = rest.trim_start_matches(is_blank);
    (wanted.next().is_none() && behind.len() < rest.len() && !behind.is_empty())
        .then(|| words.len() - behind.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::split;

    #[track_caller]
    fn check(words: &str, expect: Option<NoiseKind>) {
        assert_eq!(split(words).first().and_then(|l| kind(l, true)), expect, "{words}");
    }

    #[test]
    fn source_lines_are_told() {
        check("来源：《习近平关于加强党的作风建设论述摘编》", Some(NoiseKind::SourceLine));
        check("（来源：新华网）", Some(NoiseKind::SourceLine));
        check("来源于人民，植根于人民，服务于人民。", None);
        check("2021年12月28日08:15 来源：人民网", Some(NoiseKind::SourceLine));
        check("原载《红旗》杂志1980年第10期", Some(NoiseKind::SourceLine));
    }

    #[test]
    fn the_words_of_a_site_are_told() {
        check(
            "本文档由站牛网zhann.net收集整理，更多优质范文文档请移步zhann.net站内查找",
            Some(NoiseKind::Boilerplate),
        );
        check("《如何保持血肉联系》来源于feisuxs，欢迎阅读如何保持血肉联系。", Some(NoiseKind::Boilerplate));
        check("责任编辑：王某", Some(NoiseKind::Boilerplate));
        check("权力来源于人民，必须服务人民。", None);
    }

    #[test]
    fn page_numbers_are_told() {
        check("- 3 -", Some(NoiseKind::Other));
        check("第 3 页 共 5 页", Some(NoiseKind::Other));
        check("3", None);
        check("第3条", None);
    }

    #[test]
    fn dates_alone_on_a_line_are_told() {
        let check =
            |words, expect| assert_eq!(split(words).first().map(is_dateline), Some(expect), "{words}");
        check("（2012年11月17日）", true);
        check("2021-12-28 08:15", true);
        check("2012年9月27日 山东省第十一届人民代表大会常务委员会第三十三次会议通过", true);
        check("2012年11月，党的十八大召开。", false);
    }

    #[test]
    fn a_title_before_the_first_sentence_is_told() {
        assert_eq!(title_in_front("讲座心得体会  5月29日上午", "讲座心得体会"), Some("讲座心得体会  ".len()));
        assert_eq!(title_in_front("讲座心得体会，很多", "讲座心得体会"), None);
        assert_eq!(title_in_front("讲座心得体会", "讲座心得体会"), None);
    }
}
