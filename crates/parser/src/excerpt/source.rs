//! Sources as a compilation prints them, to citations: what the grammar reads, in the frames and short forms
//! that only compilations have (【出处】, a name alone, a title with 同上书), and several sources in one note.

use super::attribution;
use crate::{citation, code, structure};
use chuchu_model::{
    Citation, CitedWork, Container, ContainerKind, DateItem, Diagnostic, PartialDate, Span, WorkKind,
};
use chuchu_text::is_blank;

/// Reads one source.
pub(super) fn read(text: &str, span: Span) -> Citation {
    let words = span.of(text).unwrap_or("");
    let inner = inner(words);
    let place = part(span, words, inner);
    let mut found = with_back_reference(text, place, inner)
        .or_else(|| title_and_book(text, place, inner))
        .unwrap_or_else(|| citation::parse_at(text, place));
    names_alone(&mut found, inner);
    speaker_before(text, &mut found);
    month_of_work(&mut found, inner);
    if inner.len() < words.len() && attribution::whole_in_round(words) == Some(inner) {
        found
            .diagnostics
            .insert(0, code::WHOLE_IN_BRACKETS.at(span, "the whole citation stands in brackets"));
    }
    if words.contains(['\n', '\r']) {
        join_lines(&mut found);
        let broken = |d: &Diagnostic| d.span.of(text).is_some_and(|w| w.contains(['\n', '\r']));
        found.diagnostics.retain(|d| d.code != code::BLANK_IN_FIELD.id || !broken(d));
    }
    found.span = Some(span);
    words.clone_into(&mut found.raw);
    found
}

/// A name that goes over a line break is printed without one elsewhere.
fn join_lines(citation: &mut Citation) {
    let joined = |words: &mut String| {
        *words = words.split(['\n', '\r']).map(|line| line.trim_matches(is_blank)).collect();
    };
    citation.author.iter_mut().for_each(joined);
    citation.work.iter_mut().filter_map(|w| w.title.as_mut()).for_each(joined);
    for container in &mut citation.containers {
        let people =
            container.author.iter_mut().chain(&mut container.editor).chain(&mut container.translator);
        people.chain(&mut container.title).chain(&mut container.publishers).for_each(joined);
    }
}

/// Reads all sources of one note. The first one's span and words are those of the whole note; the others lie
/// inside it and are named there by a remark.
pub(super) fn read_all(text: &str, span: Span) -> (Citation, Vec<Citation>) {
    let words = span.of(text).unwrap_or("");
    let bracketed = attribution::whole_in_round(words);
    let inside = bracketed.unwrap_or(words);
    let parts = parts(inside);
    let [first, others @ ..] = parts.as_slice() else { return (read(text, span), Vec::new()) };
    let further: Vec<Citation> = others.iter().map(|p| read(text, part(span, words, p))).collect();
    if further.is_empty() || further.iter().any(|c| !tells(c)) {
        return (read(text, span), Vec::new());
    }
    let mut chief = read(text, part(span, words, first));
    chief.diagnostics.retain(|d| d.code != code::FURTHER_CITATION.id);
    if bracketed.is_some() {
        chief.diagnostics.push(code::WHOLE_IN_BRACKETS.at(span, "the whole citation stands in brackets"));
    }
    let remark = |c: &Citation| Some(code::FURTHER_CITATION.at(c.span?, "a further citation follows"));
    chief.diagnostics.extend(further.iter().filter_map(remark));
    chief.span = Some(span);
    words.clone_into(&mut chief.raw);
    (chief, further)
}

/// Whether anything was read in a citation.
fn tells(citation: &Citation) -> bool {
    let refers = citation.diagnostics.iter().any(|d| d.code == code::IBIDEM.id);
    refers || citation.title().is_some() || !citation.author.is_empty()
}

/// The place of `inner`, a part of `words`, which stand at `span`.
fn part(span: Span, words: &str, inner: &str) -> Span {
    // both borrow from one text, so the distance of their addresses is the offset
    let from = (inner.as_ptr() as usize).saturating_sub(words.as_ptr() as usize).min(words.len());
    let to = (from + inner.len()).min(words.len());
    Span::from_range(from..to).shifted(span.start())
}

/// What the grammar is given: without 【出处】, square brackets round the whole, 并见, and 曰 behind.
fn inner(words: &str) -> &str {
    let mut inner =
        attribution::whole_in_round(words).filter(|w| BACK.iter().any(|b| w.contains(b))).unwrap_or(words);
    let stopped = inner.trim_end_matches(['。', '．']);
    for (open, close) in [('[', ']'), ('［', '］'), ('〔', '〕'), ('【', '】')] {
        let inside = stopped.strip_prefix(open).and_then(|w| w.strip_suffix(close));
        inner = inside.filter(|w| !w.contains([open, close]) && w.contains('《')).unwrap_or(inner);
    }
    if inner.starts_with(['【', '[', '［', '〔'])
        || starts_with_any(inner, &["并见", "並見", "亦见", "亦見", "也见", "另载", "并载", "又载"])
    {
        inner = attribution::unframe(inner).words;
    }
    let bare = inner.trim_end_matches(['：', ':']);
    let said = ["曰", "有云", "中云", "云", "有言"]
        .iter()
        .find_map(|v| bare.strip_suffix(v))
        .filter(|w| w.ends_with('》') || attribution::is_name(w));
    said.unwrap_or(if bare.is_empty() { inner } else { bare })
}

fn starts_with_any(words: &str, openings: &[&str]) -> bool {
    openings.iter().any(|o| words.starts_with(o))
}

/// Back references that may stand behind a title.
const BACK: [&str; 10] =
    ["同上书", "同上書", "同前书", "同前書", "同上", "同前", "前引书", "前揭书", "同书", "同書"];

/// 《…》（1941年3月、4月），同上书，第790页: a new text in the book of the note before.
fn with_back_reference(text: &str, span: Span, words: &str) -> Option<Citation> {
    if let Some(found) = named_before(text, span, words) {
        return Some(found);
    }
    let title = words.find('》')?;
    let at = BACK.iter().filter_map(|b| words.get(title..)?.find(b).map(|at| title + at)).min()?;
    let head = words.get(..at)?;
    let joined = head.ends_with(['，', ',', '；', '：', '见', '載', '载', '）', '》', '。', ' ', '　']);
    if !joined || head.matches('《').count() != head.matches('》').count() {
        return None;
    }
    let head = head.trim_end_matches(|c| {
        is_blank(c) || matches!(c, '，' | ',' | '；' | '：' | '见' | '载' | '載' | '。')
    });
    let mut found = citation::parse_at(text, part(span, words, head));
    let back = citation::parse_at(text, part(span, words, words.get(at..)?));
    to_work(&mut found);
    found.containers = back.containers;
    found.diagnostics.retain(|d| d.code != code::NOT_READ.id);
    found.diagnostics.extend(back.diagnostics);
    Some(found)
}

/// 陈望之，前引书，第40页: a name with a back reference.
fn named_before(text: &str, span: Span, words: &str) -> Option<Citation> {
    let (name, rest) = words.split_once(['，', ',', '：', ':'])?;
    let rest = rest.trim_start_matches(is_blank);
    let back = starts_with_any(rest, &BACK) || starts_with_any(rest, &["前引", "前揭", "上引", "上揭"]);
    if !back || !structure::is_person(name) {
        return None;
    }
    let mut found = citation::parse_at(text, part(span, words, rest));
    found.author = vec![name.to_owned()];
    Some(found)
}

/// 《…》。《…》第1卷。…: a work and its book, parted by a full stop.
fn title_and_book(text: &str, span: Span, words: &str) -> Option<Citation> {
    let at = words.find("》。《").filter(|_| words.starts_with('《'))? + '》'.len_utf8();
    let (title, book) = (words.get(..at)?, words.get(at + '。'.len_utf8()..)?);
    let mut found = citation::parse_at(text, part(span, words, title));
    let book = citation::parse_at(text, part(span, words, book));
    to_work(&mut found);
    let plain = book.work.is_none() && !book.containers.is_empty() && found.work.is_some();
    found.containers = book.containers;
    found.diagnostics.extend(book.diagnostics);
    plain.then_some(found)
}

/// What was read as a book alone is the text cited: its book is named by the back reference.
fn to_work(citation: &mut Citation) {
    if citation.work.is_some() {
        return;
    }
    let Some(container) = citation.containers.pop() else { return };
    if citation.dates.is_empty() {
        citation.dates.extend(day_of(&container).map(|date| DateItem::On { date }));
    }
    citation.work =
        container.title.map(|title| CitedWork { title: Some(title), kind: WorkKind::Article, span: None });
}

fn day_of(container: &Container) -> Option<PartialDate> {
    container.date.or_else(|| {
        let year = container.year?;
        container.month.and_then(|m| PartialDate::month(year, m)).or_else(|| PartialDate::year(year))
    })
}

/// 《论党》，1945年7月: no book is dated by its month; the date is that of the text.
fn month_of_work(citation: &mut Citation, words: &str) {
    let [container] = citation.containers.as_slice() else { return };
    let dated =
        container.kind == ContainerKind::Book && container.month.is_some() && container.date.is_none();
    let bare = container.publishers.is_empty()
        && container.pages.is_empty()
        && container.issue.is_none()
        && container.volume.is_none();
    if citation.work.is_none() && dated && bare && container.place.is_empty() && !words.contains('版') {
        to_work(citation);
    }
}

/// 王大明同江州一中教师的谈话: the speaker before a speech whose title stands without marks.
fn speaker_before(text: &str, citation: &mut Citation) {
    let Some(work) = citation.work.as_mut().filter(|_| citation.author.is_empty()) else { return };
    let (Some(title), Some(span)) = (work.title.clone(), work.span) else { return };
    let joins = ['同', '与', '和', '对', '给', '致', '答', '接', '会'];
    let Some(at) = title.find(joins).filter(|_| span.of(text) == Some(title.as_str())) else { return };
    let (name, rest) = title.split_at_checked(at).unwrap_or_default();
    let bare = citation.diagnostics.iter().any(|d| d.code == code::BARE_TITLE.id);
    if bare
        && (2..=4).contains(&name.chars().count())
        && structure::is_person(name)
        && attribution::names_speech(rest)
    {
        citation.author.push(name.to_owned());
        work.span = Some(Span::new(span.start() + u32::try_from(at).unwrap_or(0), span.end()));
        work.title = Some(rest.to_owned());
    }
}

/// Words that stand where a name does and are none.
const NO_NAMES: [&str; 16] = [
    "谚语",
    "民谚",
    "古语",
    "俗语",
    "格言",
    "佚名",
    "无名氏",
    "中国古语",
    "中国谚语",
    "古训",
    "民歌",
    "成语",
    "諺語",
    "古語",
    "俗語",
    "歇后语",
];

/// Books that are named without marks.
const CLASSICS: [&str; 24] = [
    "论语",
    "大学",
    "中庸",
    "诗经",
    "尚书",
    "礼记",
    "周易",
    "易经",
    "左传",
    "史记",
    "汉书",
    "后汉书",
    "三国志",
    "资治通鉴",
    "道德经",
    "战国策",
    "国语",
    "说苑",
    "論語",
    "詩經",
    "尚書",
    "禮記",
    "史記",
    "漢書",
];

/// ——鲁迅, （[苏]高尔基）: what the grammar must take for a title without marks is a person.
fn names_alone(citation: &mut Citation, words: &str) {
    let bare = citation.diagnostics.iter().any(|d| d.code == code::BARE_TITLE.id);
    let plain = citation.dates.is_empty() && citation.containers.is_empty() && citation.author.is_empty();
    let framed = attribution::unframe(words).words;
    if !bare || !plain || framed.contains('《') || !attribution::is_name(framed) {
        return;
    }
    let name = without_origin(framed);
    if CLASSICS.iter().any(|c| name == *c || name.strip_prefix(c).is_some_and(|r| r.starts_with('·')))
        || attribution::names_speech(name)
    {
        return;
    }
    citation.diagnostics.retain(|d| d.code != code::BARE_TITLE.id);
    citation.work = None;
    if !NO_NAMES.contains(&name) {
        citation.author = name.split('、').map(|n| n.trim_matches(is_blank).to_owned()).collect();
    }
}

/// A name without the country or dynasty in brackets before or behind it.
fn without_origin(name: &str) -> &str {
    let behind = name
        .starts_with(['[', '［', '〔', '（', '(', '【'])
        .then(|| name.find([']', '］', '〕', '）', ')', '】']))
        .flatten();
    let name = behind
        .and_then(|at| name.get(at..))
        .map_or(name, |rest| rest.trim_start_matches([']', '］', '〕', '）', ')', '】']));
    let open = name.find(['（', '(', '[', '〔']).filter(|at| *at > 0);
    open.and_then(|at| name.get(..at)).unwrap_or(name).trim_matches(is_blank)
}

/// Words with which a further source is joined.
const JOINING: [&str; 18] = [
    "又见",
    "并见",
    "亦见",
    "另见",
    "也见",
    "参见",
    "转引自",
    "又载",
    "并载",
    "另载",
    "又見",
    "並見",
    "亦見",
    "參見",
    "轉引自",
    "原载",
    "见",
    "載",
];

/// The sources of a note, cut where one ends and the next begins.
fn parts(words: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut depth, mut from) = (0usize, 0);
    for (at, c) in words.char_indices() {
        match c {
            '《' | '（' | '(' | '“' | '〈' | '[' => depth += 1,
            '》' | '）' | ')' | '”' | '〉' | ']' => depth = depth.saturating_sub(1),
            '；' | ';' | '。' | '，' | ',' | ' ' | '　' | '\n' if depth == 0 => {
                let behind = at + c.len_utf8();
                let (head, rest) = (words.get(from..at).unwrap_or(""), words.get(behind..).unwrap_or(""));
                // 《…》。《…》第1卷。第5页。: a full stop behind a title alone parts it from its book
                let ended = c != '。' || !head.ends_with('》');
                if head.contains('《') && ended && begins_source(c, rest) {
                    found.push(head.trim_matches(is_blank));
                    from = behind;
                }
            }
            _ => {}
        }
    }
    found.push(words.get(from..).unwrap_or("").trim_matches(is_blank));
    found
}

/// Whether a further source begins behind the mark `c`.
fn begins_source(c: char, rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_blank);
    let joined = JOINING.iter().any(|j| rest.starts_with(j));
    match c {
        '；' | ';' | '。' => {
            let near = rest.char_indices().nth(30).map_or(rest, |(end, _)| rest.get(..end).unwrap_or(rest));
            joined
                || starts_with_any(rest, &BACK)
                || near.starts_with('《')
                || c != '。' && near.contains('《')
        }
        // 载 and 见 behind a comma lead from a work to its book
        _ => joined && !starts_with_any(rest, &["见", "載", "参见", "參見", "转引自", "轉引自", "原载"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> (Citation, Vec<Citation>) {
        read_all(text, Span::from_range(0..text.len()))
    }

    #[test]
    fn a_name_alone_is_an_author() {
        for (text, author) in [
            ("——鲁迅", "鲁迅"),
            ("（鲁迅）", "鲁迅"),
            ("——[苏]高尔基", "高尔基"),
            ("——高尔基（苏联）", "高尔基"),
            ("出处：鲁迅", "鲁迅"),
        ] {
            let (found, _) = all(text);
            assert_eq!(
                (found.author.as_slice(), found.work),
                ([author.to_owned()].as_slice(), None),
                "{text}"
            );
        }
        assert_eq!(all("——谚语").0.author, Vec::<String>::new());
    }

    #[test]
    fn a_title_with_a_back_reference_is_a_work() {
        for text in [
            "《〈农村调查〉的序言和跋》（1941年3月、4月），同上书，第790页",
            "《论联合政府》，同上书，第790页",
        ] {
            let (found, _) = all(text);
            assert!(found.work.is_some_and(|w| w.title.is_some()), "{text}");
            assert_eq!(found.containers[0].pages[0].from, 790);
            assert_eq!(found.diagnostics.iter().filter(|d| d.code == "C033").count(), 1);
        }
    }

    #[test]
    fn all_sources_of_a_note_are_kept() {
        let first = "《邓小平文选》第3卷，人民出版社1993年版，第369页";
        for joint in ["；又见", "，并见", "；", "。又见", "，亦见"] {
            for (open, close) in [("", ""), ("（", "）")] {
                let text = format!(
                    "{open}{first}{joint}《邓小平年谱》下卷，中央文献出版社2004年版，第1340页{close}"
                );
                let (chief, further) = all(&text);
                assert_eq!(chief.containers[0].title.as_deref(), Some("邓小平文选"), "{text}");
                assert_eq!(chief.raw, text);
                assert_eq!(further.len(), 1, "{text}");
                assert_eq!(further[0].containers[0].title.as_deref(), Some("邓小平年谱"), "{text}");
                assert!(chief.diagnostics.iter().any(|d| d.code == "C034"));
            }
        }
        let single = "列宁：《怎么办？》，载《列宁全集》第6卷，人民出版社1986年版，第23页";
        assert!(all(single).1.is_empty());
    }
}
