//! Lines that do not belong to the text: a site's own words, source and date lines, the title once more.

use super::ending::{self, Ending};
use super::lines::Line;
use super::{contents, marks, site};
use chuchu_model::NoiseKind;
use chuchu_text::{date, is_blank, numeral};

/// The longest line that is looked at, in characters; a site's own words are never a paragraph.
const LONGEST: usize = 120;

/// The kind of noise a whole line is. Inside a piece (not `at_edge`: among its first or last lines) only lines
/// that name a site are looked at: there a sentence may well begin with 来源.
pub(crate) fn kind(line: &Line<'_>, at_edge: bool) -> Option<NoiseKind> {
    if !line.is_shorter_than(LONGEST) {
        return None;
    }
    if is_rule(line.words) || contents::is_entry(line.words) {
        return Some(NoiseKind::Other);
    }
    if is_lost(line.words) {
        return Some(NoiseKind::Mojibake);
    }
    if !at_edge && !line.words.bytes().any(|b| b == b'.') {
        return None;
    }
    let bare = line.words.trim_start_matches(|c: char| {
        is_blank(c) || matches!(c, '（' | '(' | '【' | '[' | '［' | '〔' | '—' | '*' | '■' | '●')
    });
    if marks::leading(bare).is_some_and(|m| m.form == marks::Form::Clause) {
        return None;
    }
    if is_source(bare) || dates_source(bare) || is_page_of_newspaper(bare) || is_bare_dispatch(bare) {
        return Some(NoiseKind::SourceLine);
    }
    site::is_furniture(bare).then_some(NoiseKind::Boilerplate)
}

/// `----`, `* * *`, `=====`: a rule or an ornament, no words.
fn is_rule(words: &str) -> bool {
    let rules = |c: char| "-=*_~—─━#·+|:`＊★☆◇◆○●※＝■□▲△…～".contains(c);
    words.starts_with(rules)
        && words.chars().all(|c| rules(c) || is_blank(c))
        && words.chars().nth(2).is_some()
}

/// Whether nothing but what was lost in decoding stands on a line.
fn is_lost(words: &str) -> bool {
    let lost = |c: char| matches!(c, '\u{fffd}' | '锟' | '斤' | '拷' | '烫' | '屯');
    words.starts_with(lost) && words.chars().filter(|c| lost(*c)).count() * 2 > words.chars().count()
}

/// 第04版：要闻, A3版: which page of a newspaper.
fn is_page_of_newspaper(words: &str) -> bool {
    const LONGEST: usize = 20;
    let number = words.trim_start_matches('第').trim_start_matches(is_blank);
    let behind = number.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let page = behind.trim_start_matches(is_blank).strip_prefix('版');
    behind.len() < number.len()
        && words.chars().nth(LONGEST).is_none()
        && page.is_some_and(|rest| rest.is_empty() || rest.starts_with(['：', ':', ' ', '\u{3000}']))
}

/// 来源：…, 原载…, 选自…: where the text was taken from.
fn is_source(words: &str) -> bool {
    let label = [
        "来源",
        "原标题",
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

/// 2021-12-28 08:15 来源：…, 发布时间：2021-12-28 浏览：35: a date and what a site prints beside it.
fn dates_source(words: &str) -> bool {
    const BESIDE: [&str; 8] = ["来源：", "来源:", "作者：", "编辑：", "浏览", "字体：", "字号", "点击"];
    let bare = without_date_label(words);
    bare.starts_with(|c: char| c.is_ascii_digit())
        && BESIDE.iter().any(|beside| bare.contains(beside))
        && date::leading(bare, 0).is_some()
}

/// Words without 发布时间： and the like before a date.
fn without_date_label(words: &str) -> &str {
    let rest = DATE_LABELS.iter().find_map(|l| words.strip_prefix(l)).unwrap_or(words);
    rest.trim_start_matches(|c: char| is_blank(c) || matches!(c, '：' | ':'))
}

/// What may stand before the date in a date line.
const DATE_LABELS: [&str; 7] = ["发布时间", "发布日期", "发表时间", "更新时间", "时间", "日期", "根据"];

/// How a law came into force: 第…次会议通过, …公布, …令第N号.
const ADOPTIONS: [&str; 9] = ["通过", "公布", "发布", "修正", "修订", "批准", "施行", "颁布", "印发"];

/// The longest history of a law on one line, in characters.
const LONGEST_HISTORY: usize = 600;

/// The longest date with blanks in it （2019 年 4 月）, in characters.
const LONGEST_SPACED: usize = 24;

/// A line that is nothing but a date, with brackets, a label or a time; or the adoption of a law.
pub(crate) fn is_dateline(line: &Line<'_>) -> bool {
    if !line.is_shorter_than(LONGEST_HISTORY) {
        return false;
    }
    let squeezed: String;
    let mut bare = bare_date(line.words);
    if line.is_shorter_than(LONGEST_SPACED)
        && bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.contains(" 年")
    {
        squeezed = bare.chars().filter(|c| !is_blank(*c)).collect();
        bare = &squeezed;
    }
    let Some(found) = date::leading(bare, 0) else { return false };
    let rest = bare.get(found.span.range().end..).unwrap_or("");
    let rest = without_weekday(rest);
    let bracketed = || line.words.starts_with(['（', '(']) && line.words.ends_with(['）', ')']);
    rest.chars().all(|c| !c.is_alphanumeric() || c.is_ascii_digit())
        || is_adoption(rest)
        || bracketed() && is_occasion(rest)
}

/// A date line without brackets and without 发布时间： and the like.
pub(crate) fn bare_date(words: &str) -> &str {
    let bare =
        words.trim_matches(|c: char| is_blank(c) || matches!(c, '（' | '）' | '(' | ')' | '【' | '】'));
    without_date_label(bare)
}

/// 星期三, which newspapers print behind the date.
fn without_weekday(words: &str) -> &str {
    let bare = words.trim_start_matches(is_blank);
    let day = ["星期", "周"].iter().find_map(|week| bare.strip_prefix(week));
    day.and_then(|day| day.strip_prefix(['一', '二', '三', '四', '五', '六', '日', '天'])).unwrap_or(words)
}

/// （1945年4月24日 在第七次全国代表大会上）: the meeting at which something was said.
fn is_occasion(words: &str) -> bool {
    const LONGEST: usize = 60;
    let bare = words.trim_end_matches(['上', '）', ')']);
    words.chars().nth(LONGEST).is_none()
        && ["会议", "大会", "全会", "会"].iter().any(|e| bare.ends_with(e))
        && !words.contains(['，', '。', '：'])
}

/// …第三十次会议通过, 令第5号公布: how something came into force.
pub(crate) fn is_adoption(words: &str) -> bool {
    let bare = words.trim_end_matches(|c: char| is_blank(c) || matches!(c, '）' | ')' | '，' | '；' | ','));
    let bare = bare.strip_suffix("根据").unwrap_or(bare).trim_end_matches(is_blank);
    let enacted = ADOPTIONS.iter().any(|v| bare.ends_with(v)) || bare.ends_with('号') && bare.contains('令');
    enacted && !bare.contains('。')
}

/// 国办发〔2014〕5号, 法释〔2022〕8号, 第７００号: the number of an official document.
pub(crate) fn is_document_number(line: &Line<'_>) -> bool {
    const LONGEST: usize = 30;
    let year = || {
        line.words.contains(['〔', '［', '[', '(', '（']) && line.words.contains(['〕', '］', ']', ')', '）'])
    };
    line.is_shorter_than(LONGEST)
        && line.words.ends_with('号')
        && (line.words.starts_with('第') || year())
        && line.words.contains(|c: char| numeral::arabic_digit(c).is_some() || numeral::is_han_numeral(c))
}

/// How far the place and the day of a dispatch reach, in bytes.
const DISPATCH: usize = 120;

/// 新华社北京10月16日电, 本报讯: whether a text opens as news agencies and papers do.
pub(crate) fn is_dispatch(words: &str) -> bool {
    let bare = words.trim_start_matches(['（', '(']);
    let far = bare.char_indices().map(|(at, _)| at).take_while(|at| *at <= DISPATCH).last().unwrap_or(0);
    let head = bare.get(..far).unwrap_or("");
    let Some((agency, rest)) =
        ["社", "报", "网", "讯"].iter().filter_map(|end| head.split_once(end)).min_by_key(|(a, _)| a.len())
    else {
        return false;
    };
    agency.chars().count() <= 4
        && (rest.find("日电").or_else(|| rest.find("日讯")).is_some_and(|at| at <= 60)
            || bare.starts_with("本报讯"))
}

/// （新华社北京10月16日电）: a dispatch line without any text.
fn is_bare_dispatch(words: &str) -> bool {
    const LONGEST: usize = 40;
    let bare = words.trim_end_matches(['）', ')']);
    words.chars().nth(LONGEST).is_none()
        && (bare.ends_with("日电") || bare.ends_with("日讯"))
        && is_dispatch(words)
}

/// The letters and figures of a text.
pub(crate) fn letters(text: &str) -> impl Iterator<Item = char> + Clone + '_ {
    text.chars().filter(|c| c.is_alphanumeric())
}

/// A line without 文章标题： and the like in front.
pub(crate) fn without_title_label(words: &str) -> &str {
    let label = ["文章标题", "标题", "题目", "原标题", "篇名", "主题", "正题"];
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
        check("发布时间：2014-05-06 10:20 来源：某部 浏览次数：35", Some(NoiseKind::SourceLine));
        check("第04版：要闻", Some(NoiseKind::SourceLine));
        check("原标题：抓作风要常抓不懈", Some(NoiseKind::SourceLine));
    }

    #[test]
    fn dispatches_and_numbers_of_documents_are_told() {
        assert!(is_dispatch("新华社北京10月16日电（记者 李明）党中央"));
        assert!(is_dispatch("光明日报北京3月4日电 记者"));
        assert!(!is_dispatch("社会主义制度是根本制度，3月4日电"));
        check("（新华社北京10月16日电）", Some(NoiseKind::SourceLine));
        let number = |words| split(words).first().is_some_and(is_document_number);
        assert!(number("国办发〔2014〕5号") && number("第７００号") && !number("长征一号"));
    }

    #[test]
    fn the_words_of_a_site_are_told() {
        check(
            "本文档由站牛网zhann.net收集整理，更多优质范文文档请移步zhann.net站内查找",
            Some(NoiseKind::Boilerplate),
        );
        check("《如何保持血肉联系》来源于feisuxs，欢迎阅读如何保持血肉联系。", Some(NoiseKind::Boilerplate));
        check("责任编辑：王某", Some(NoiseKind::Boilerplate));
        check("———— ————", Some(NoiseKind::Other));
        check("第一章　总论……………3", Some(NoiseKind::Other));
        check("权力来源于人民，必须服务人民。", None);
    }

    #[test]
    fn dates_alone_on_a_line_are_told() {
        let check =
            |words, expect| assert_eq!(split(words).first().map(is_dateline), Some(expect), "{words}");
        check("（2012年11月17日）", true);
        check("2021-12-28 08:15", true);
        check("2014年03月05日 星期三", true);
        check("2019 年 4 月", true);
        check("（二〇二一年三月五日　第十三届全国人民代表大会第四次会议）", true);
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
