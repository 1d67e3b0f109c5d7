//! What stands above the text: title, subtitle, bylines, date and source lines, the title once more.

use super::ending::{self, Ending};
use super::habits::Habits;
use super::lines::Line;
use super::{byline, contents, headings, journal, marks, noise, publication, turns};
use chuchu_model::{Noise, NoiseKind, Publication, Span, Text};
use chuchu_text::is_blank;

/// The front matter of a document or of an article.
#[derive(Debug, Default)]
pub(crate) struct Front {
    /// The title, where one is printed.
    pub(crate) title: Option<Text>,
    /// The subtitle.
    pub(crate) subtitle: Option<Text>,
    /// Who signed.
    pub(crate) bylines: Vec<Text>,
    /// Where it appeared.
    pub(crate) publication: Option<Publication>,
    /// Date and source lines, repeated titles.
    pub(crate) noise: Vec<Noise>,
    /// How many lines it takes.
    pub(crate) lines: usize,
}

/// No front matter is longer.
const MOST_LINES: usize = 24;
/// The longest title, in characters.
const LONGEST_TITLE: usize = 60;
/// A title is not repeated over more lines.
const MOST_TITLE_LINES: usize = 4;
/// The longest subtitle, in characters.
const LONGEST_SUBTITLE: usize = 80;

/// Reads the front matter from the first of `lines`. An article of an anthology brings its title with it
/// (`given`); a document has it in its first line, if at all.
pub(crate) fn read(lines: &[Line<'_>], habits: &Habits, given: Option<&str>) -> Front {
    read_up_to(MOST_LINES, lines, habits, given)
}

/// Reads front matter of no more than `most` lines.
pub(crate) fn read_up_to(most: usize, lines: &[Line<'_>], habits: &Habits, given: Option<&str>) -> Front {
    let mut front = Front::default();
    while front.lines < lines.len().min(most) {
        let rest = lines.get(front.lines..).unwrap_or_default();
        let title = front.title.as_ref().map(|t| t.text.clone()).or(given.map(str::to_owned));
        let taken = match title {
            None => front.before_title(rest, habits),
            Some(title) => front.below_title(rest, &title),
        };
        if taken == 0 {
            break;
        }
        front.lines += taken;
    }
    front
}

impl Front {
    /// Takes the title, or a line that stands above it; how many lines that were.
    fn before_title(&mut self, lines: &[Line<'_>], habits: &Habits) -> usize {
        let Some(line) = lines.first() else { return 0 };
        if lines.len() > 1 && self.provenance(line) {
            return 1;
        }
        if is_head(lines) {
            self.noise.push(Noise { kind: NoiseKind::SourceLine, span: line.span });
            return 1;
        }
        if lines.get(1..).is_some_and(|below| is_kicker(line) && is_title(below, habits)) {
            self.noise.push(Noise { kind: NoiseKind::Other, span: line.span });
            return 1;
        }
        if let Some(order) = order(lines) {
            self.noise.extend(
                lines.iter().take(order).map(|l| Noise { kind: NoiseKind::SourceLine, span: l.span }),
            );
            return order;
        }
        if !is_title(lines, habits) {
            return 0;
        }
        let (hashes, behind) = marks::hashes(line.words);
        let words = noise::without_title_label(line.words.get(behind..).unwrap_or(""));
        let broken = lines.get(1).filter(|next| hashes == 0 && continues_title(words, next));
        let second = broken.or_else(|| lines.get(1).filter(|_| hashes == 0 && has_second_line(lines)));
        let between = if broken.is_some() { "" } else { " " };
        let mut title = self.text(line, words);
        if let Some(next) = second {
            title =
                Text { text: format!("{words}{between}{}", next.words), span: title.span.hull(next.span) };
        }
        self.title = Some(title);
        1 + usize::from(second.is_some())
    }

    /// Takes a line of the front matter below the title; how many lines that were.
    fn below_title(&mut self, lines: &[Line<'_>], title: &str) -> usize {
        let Some(line) = lines.first() else { return 0 };
        let repeated = repeats(lines, title);
        if repeated > 0 {
            let spans = lines.iter().take(repeated).map(|l| l.span);
            self.noise.extend(spans.map(|span| Noise { kind: NoiseKind::OwnTitleRepeat, span }));
            return repeated;
        }
        if self.provenance(line) {
            return 1;
        }
        if self.subtitle.is_none()
            && let Some(words) = subtitle(line)
        {
            self.subtitle = Some(self.text(line, words));
            return 1;
        }
        if journal::is_affiliation(line.words) || !self.bylines.is_empty() && journal::is_house(line) {
            self.noise.push(Noise { kind: NoiseKind::Other, span: line.span });
            return 1;
        }
        if let Some(name) = byline::name(line) {
            let more = name.contains(['|', '｜', '：']) || name.contains(|c: char| c.is_ascii_digit());
            let alone = if more { author_beside(line.words) } else { None };
            self.signed(line, alone.unwrap_or(name), NoiseKind::Other);
            return 1;
        }
        0
    }

    /// Takes the names of a byline; what stands around and between them is noise.
    fn signed(&mut self, line: &Line<'_>, names: &str, beside: NoiseKind) {
        let (found, gaps) = bylines(line, names);
        self.noise.extend(gaps.into_iter().map(|span| Noise { kind: beside, span }));
        self.bylines.extend(found);
    }

    /// A part of a line as a text; what stands around it (a label, a dash, Markdown's hashes) is noise.
    fn text(&mut self, line: &Line<'_>, words: &str) -> Text {
        let span = line.place(words);
        self.noise.extend(line.around(span).map(|span| Noise { kind: NoiseKind::Other, span }));
        Text { text: words.to_owned(), span }
    }

    /// Takes a line that says when and where the text appeared.
    fn provenance(&mut self, line: &Line<'_>) -> bool {
        if self.publication.is_none()
            && let Some(found) = publication::of(line)
        {
            self.publication = Some(found);
            return true;
        }
        let dated = || noise::is_dateline(line) || noise::is_document_number(line);
        let kind = noise::kind(line, true).or_else(|| dated().then_some(NoiseKind::SourceLine));
        if kind == Some(NoiseKind::SourceLine)
            && let Some(author) = author_beside(line.words)
        {
            self.signed(line, author, NoiseKind::SourceLine);
            return true;
        }
        self.noise.extend(kind.map(|kind| Noise { kind, span: line.span }));
        kind.is_some()
    }
}

/// The names of a byline in a line, and what of the line is none.
pub(crate) fn bylines(line: &Line<'_>, names: &str) -> (Vec<Text>, Vec<Span>) {
    let found: Vec<Text> = byline::persons(names)
        .into_iter()
        .map(|name| Text { text: name.to_owned(), span: line.place(name) })
        .collect();
    let starts = found.iter().map(|t| t.span.start()).chain([line.span.end()]);
    let ends = [line.span.start()].into_iter().chain(found.iter().map(|t| t.span.end()));
    let gaps = ends.zip(starts).filter(|(end, start)| end < start).map(|(end, start)| Span::new(end, start));
    let gaps = gaps.collect();
    (found, gaps)
}

/// The name behind 作者： in a line that says more.
fn author_beside(words: &str) -> Option<&str> {
    let behind =
        words.split_once("作者：").or_else(|| words.split_once("作者:"))?.1.trim_start_matches(is_blank);
    let name = behind.split(|c| is_blank(c) || matches!(c, '|' | '｜' | '；')).next()?;
    byline::is_name(name).then_some(name)
}

/// What stands above the title of an article in a journal, or of an official document: which issue, the
/// journal, …文件 above its number.
fn is_head(lines: &[Line<'_>]) -> bool {
    let (Some(line), Some(next)) = (lines.first(), lines.get(1)) else { return false };
    let issue_near = || lines.iter().take(4).any(journal::is_issue);
    let masthead = || {
        line.is_shorter_than(9)
            && line.words.ends_with('报')
            && lines.iter().skip(1).take(5).filter_map(publication::of).any(|p| p.name == line.words)
    };
    journal::is_issue(line)
        || masthead()
        || ["DOI", "doi", "ISSN"].iter().any(|label| line.words.starts_with(label))
        || journal::is_periodical(line) && issue_near()
        || line.is_shorter_than(30) && line.words.ends_with("文件") && noise::is_document_number(next)
}

/// 【学习贯彻全会精神】, 引题：…: what newspapers print above a title.
fn is_kicker(line: &Line<'_>) -> bool {
    const LABELS: [&str; 4] = ["引题：", "眉题：", "肩题：", "栏目："];
    let whole =
        line.words.starts_with('【') && line.words.find('】') == Some(line.words.len() - '】'.len_utf8());
    line.is_shorter_than(LONGEST_TITLE) && (whole || LABELS.iter().any(|label| line.words.starts_with(label)))
}

/// How many lines the order takes that puts a law into force（…令, 第N号, its text, who signed, the date）and
/// stands above the law's own title; only where the law follows.
fn order(lines: &[Line<'_>]) -> Option<usize> {
    const LONGEST_ORDER: usize = 16;
    let first = lines.first().filter(|l| l.is_shorter_than(30) && l.words.ends_with('令'))?;
    let begins =
        |l: &Line<'_>| noise::is_dateline(l) || contents::heads(l) || l.mark.is_some_and(|m| m.opens_law());
    let law = lines.windows(2).take(LONGEST_ORDER).skip(1).position(|pair| {
        matches!(pair, [title, next] if headings::titles(title) && begins(next)
            && super::kind::names_norm(title.words) && title.words != first.words)
    });
    law.map(|at| at + 1)
}

/// Whether the first line is a title: short, no sentence, no number of a heading, and text follows.
fn is_title(lines: &[Line<'_>], habits: &Habits) -> bool {
    let Some(line) = lines.first() else { return false };
    let (hashes, behind) = marks::hashes(line.words);
    let words = line.words.get(behind..).unwrap_or("");
    let numbered = marks::leading(words).is_some();
    let spoken =
        turns::label(line).is_some() && lines.get(1).is_some_and(|next| turns::label(next).is_some());
    if spoken
        || contents::heads(line)
        || headings::is_fixed(line) && lines.iter().skip(1).any(headings::is_fixed)
    {
        return false;
    }
    if hashes > 0 {
        return hashes == 1 && !numbered;
    }
    let whole = match ending::of(words) {
        Ending::Open => true,
        Ending::Sentence => {
            words.ends_with(['！', '？', '?', '!', '…', '”', '’', '》']) && !words.contains('。')
        }
        Ending::Colon | Ending::Clause => false,
    };
    let broken = lines
        .get(1)
        .is_some_and(|next| !next.after_blank && headings::goes_on(words) && !continues_title(words, next));
    whole
        && !numbered
        && !broken
        && !habits.fills(line)
        && line.is_shorter_than(LONGEST_TITLE)
        && !words.contains(['。', '；'])
        && !words.starts_with(['（', '('])
        && (words.chars().filter(|c| c.is_alphabetic()).count() >= 2
            || words.chars().all(chuchu_text::is_han)
                && lines.get(1).is_some_and(|next| byline::name(next).is_some()))
        && !(lines.len() > 1 && byline::name(line).is_some())
}

/// Whether a title runs on in the next line: 在…大会上 / 的讲话.
fn continues_title(title: &str, next: &Line<'_>) -> bool {
    let opened = |open: char, close: char| title.matches(open).count() > title.matches(close).count();
    next.is_shorter_than(LONGEST_TITLE)
        && ending::of(next.words) == Ending::Open
        && (next.words.starts_with('的')
            || title.ends_with(['暨', '、', '和', '与'])
            || opened('《', '》')
            || opened('“', '”'))
}

/// Whether the second line belongs to the title: it looks like one, is none of what stands below a title,
/// and such a line follows it.
fn has_second_line(lines: &[Line<'_>]) -> bool {
    let [_, second, third, ..] = lines else { return false };
    !second.after_blank
        && headings::titles(second)
        && second.mark.is_none()
        && !stands_below(second)
        && !contents::heads(second)
        && stands_below(third)
        && !third.words.ends_with(['：', ':'])
}

/// Whether a line can only stand below a title: subtitle, byline, date, source.
fn stands_below(line: &Line<'_>) -> bool {
    subtitle(line).is_some()
        || byline::name(line).is_some()
        || noise::is_dateline(line)
        || noise::kind(line, true).is_some()
        || publication::of(line).is_some()
        || noise::is_dispatch(line.words)
}

/// How many lines from the first on repeat the title, together or alone.
pub(crate) fn repeats(lines: &[Line<'_>], title: &str) -> usize {
    let mut wanted = noise::letters(title).peekable();
    for (at, line) in lines.iter().take(MOST_TITLE_LINES).enumerate() {
        if !line.is_shorter_than(2 * LONGEST_TITLE) {
            return 0;
        }
        let words = if at == 0 { noise::without_title_label(line.words) } else { line.words };
        let words = words.get(marks::hashes(words).1..).unwrap_or("");
        if !noise::letters(words).all(|c| wanted.next() == Some(c)) {
            return 0;
        }
        if wanted.peek().is_none() {
            return at + 1;
        }
    }
    0
}

/// The words of a subtitle: behind a dash, or 在…上的讲话 below the title.
fn subtitle<'t>(line: &Line<'t>) -> Option<&'t str> {
    if !line.is_shorter_than(LONGEST_SUBTITLE)
        || matches!(ending::of(line.words), Ending::Sentence | Ending::Clause)
    {
        return None;
    }
    let dash = |c: char| matches!(c, '—' | '―' | '─' | '-' | '－' | '–');
    let labelled = ["副题：", "副标题："].iter().find_map(|label| line.words.strip_prefix(label));
    let words = labelled.unwrap_or_else(|| line.words.trim_start_matches(dash));
    let words = words.trim_start_matches(is_blank);
    let dashed = words.len() < line.words.len() && !words.is_empty();
    let speech = line.words.starts_with('在') && super::kind::is_speech_title(line.words);
    (dashed || speech).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::structure::lines::split;

    /// Title, subtitle, bylines and the number of front lines.
    #[track_caller]
    fn check(text: &str, title: Option<&str>, subtitle: Option<&str>, bylines: &[&str], lines: usize) {
        let split = split(text);
        let front = read(&split, &Habits::of(&split), None);
        let words = |t: &Option<Text>| t.as_ref().map(|t| t.text.clone());
        let names: Vec<_> = front.bylines.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(words(&front.title).as_deref(), title, "{text}");
        assert_eq!(words(&front.subtitle).as_deref(), subtitle, "{text}");
        assert_eq!((names.as_slice(), front.lines), (bylines, lines), "{text}");
    }

    #[test]
    fn title_subtitle_and_byline_are_read() {
        let text = "  新形势下的根本指南\n——学习贯彻重要论述\n\n机关工委理论学习中心组\n\n党的十八大以来，取得成就。";
        check(text, Some("新形势下的根本指南"), Some("学习贯彻重要论述"), &["机关工委理论学习中心组"], 3);
    }

    #[test]
    fn a_speech_has_its_date_and_speaker_below_the_title() {
        let text = "全面贯彻党的十八大精神\n在第一次集体学习时的讲话\n（2012年11月17日）\n习近平\n同志们：\n今天我们学习。";
        check(text, Some("全面贯彻党的十八大精神"), Some("在第一次集体学习时的讲话"), &["习近平"], 4);
    }

    #[test]
    fn a_title_may_take_two_lines() {
        check("在庆祝大会上\n的讲话\n\n同志们：", Some("在庆祝大会上的讲话"), None, &[], 2);
        let text = "紧紧围绕坚持和发展\n学习宣传贯彻精神\n——在集体学习时的讲话\n（2012年11月17日）\n这次学习，很好。";
        check(text, Some("紧紧围绕坚持和发展 学习宣传贯彻精神"), Some("在集体学习时的讲话"), &[], 4);
    }

    #[test]
    fn a_text_may_have_no_title() {
        check(
            "　　开展教育实践活动，是一项重大部署。\n\n　　一、核心问题\n\n　　我们党。",
            None,
            None,
            &[],
            0,
        );
        check("一、核心问题\n我们党是伟大的党。", None, None, &[], 0);
    }

    #[test]
    fn a_title_may_be_repeated_over_several_lines() {
        let check =
            |text, lines| assert_eq!(repeats(&split(text), "关于审理专利纠纷案件的规定"), lines, "{text}");
        check("关于审理专利纠纷\n案件的\n规定\n文", 3);
        check("题目：《关于审理专利纠纷案件的规定》", 1);
        check("关于审理专利纠纷\n文", 0);
        check("——", 0);
    }

    #[test]
    fn what_stands_above_a_title_is_no_title() {
        check(
            "首页 >> 理论 >> 党建\n抓作风要常抓不懈\n李明\n　　作风建设。",
            Some("抓作风要常抓不懈"),
            None,
            &["李明"],
            3,
        );
        check(
            "【学习贯彻】\n引题：新时代\n抓作风\n副题：来自某县\n文字，很多。",
            Some("抓作风"),
            Some("来自某县"),
            &[],
            4,
        );
        let text = "某国国务院令\n第７００号\n《某条例》已经通过，现予公布。\n总理　李某\n2018年7月31日\n某条例\n第一章　总则\n第一条";
        check(text, Some("某条例"), None, &[], 6);
    }

    #[test]
    fn journals_and_offices_have_heads_above_the_title() {
        let text = "第12卷第3期\n江州大学学报（社会科学版）\nVol.12 No.3\n2010年6月\n论治水\n王大明1，李 清2\n（1. 江州大学 历史系，江州 430000）\n治水，很重要。";
        check(text, Some("论治水"), None, &["王大明", "李 清"], 7);
        let text = "江州市人民政府文件\n江政发〔2010〕18号\n关于治水的通知\n各单位：\n现通知如下。";
        check(text, Some("关于治水的通知"), None, &[], 3);
        let text = "论治水\n2010-06-03 08:00 来源：江州网 作者：赵敏\n治水，很重要。";
        check(text, Some("论治水"), None, &["赵敏"], 2);
    }

    #[test]
    fn mastheads_and_single_characters() {
        check(
            "江州日报\n为政贵在实\n周 敏\n江州日报 2015年03月09日 05版\n为政之道，贵在务实。",
            Some("为政贵在实"),
            None,
            &["周 敏"],
            4,
        );
        check("春\n朱小明\n春天的脚步，近了。", Some("春"), None, &["朱小明"], 2);
    }

    #[test]
    fn houses_and_occasions_stand_below_a_title() {
        let text = "论群众路线\n李明\n某大学　马克思主义学院\n（二〇二一年三月五日　第四次会议）\n国办发〔2014〕5号\n文字，很多。";
        check(text, Some("论群众路线"), None, &["李明"], 5);
    }

    #[test]
    fn a_law_has_its_adoption_below_the_title() {
        let text = "# 口岸条例\n\n2011年11月17日 人民代表大会常务委员会第三十次会议通过\n\n## 第一章  总则\n\n第一条 为了。";
        check(text, Some("口岸条例"), None, &[], 2);
    }
}
