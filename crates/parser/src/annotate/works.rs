//! Works named in a text: 《…》, short forms (以下简称《决议》), nicknames (“七一讲话”), and unmarked ones
//! (党的十七大报告, 在…大会上的讲话). What a citation names is read by the citation grammar and taken over.

use super::kinds;
use super::landmarks::{Landmarks, Sight};
use super::pairing::Pair;
use super::reach;
use super::strand::Strand;
use chuchu_model::{ContainerKind, Document, NoiseKind, Span, Work, WorkKind, WorkMentionKind};
use chuchu_text::{Folding, fold_to_string};
use std::collections::HashMap;
use std::ops::Range;

/// A work named at a place of the strand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The title, without marks.
    pub(crate) at: Range<usize>,
    /// With its marks.
    pub(crate) outside: Range<usize>,
    /// The title, a short form resolved.
    pub(crate) title: String,
    /// Whether it stands in 《》.
    pub(crate) marked: bool,
    /// Whether it is a newspaper or journal.
    pub(crate) is_periodical: bool,
    /// Its kind, where something beside the title tells.
    pub(crate) kind: Option<WorkMentionKind>,
}

/// Most bytes in a title.
const LONGEST: usize = 450;

/// All mentions of works, in order of place. Cost: linear.
pub(crate) fn find(
    document: &Document,
    strand: &Strand,
    landmarks: &Landmarks<'_>,
    pairs: &[Pair],
    meetings: &[Range<usize>],
) -> Vec<Mention> {
    let text = strand.text();
    let mut mentions = marked(landmarks);
    let of_site = boilerplate(document);
    mentions.retain(|m| of_site.is_empty() || !in_boilerplate(&of_site, strand, m));
    mentions.extend(nicknames(text, pairs));
    mentions.extend(reports(text, meetings));
    mentions.extend(unmarked_speeches(landmarks));
    mentions.sort_by_key(|m| (m.outside.start, std::cmp::Reverse(m.outside.end)));
    let mut end = 0;
    mentions.retain(|m| {
        let apart = m.outside.start >= end;
        end = end.max(m.outside.end);
        apart
    });
    mentions.iter_mut().for_each(|m| strand.printed(&m.at).clone_into(&mut m.title));
    cited(document, strand, &mut mentions);
    resolve_short_forms(text, &mut mentions);
    mentions
}

/// Titles in 《》, the outermost of nested ones.
fn marked(landmarks: &Landmarks<'_>) -> Vec<Mention> {
    let text = landmarks.text();
    let mut mentions = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in landmarks.characters(Sight::Title) {
        match c {
            '\n' => open.clear(),
            '《' => open.push(at),
            '》' => {
                let Some(start) = open.pop().filter(|_| open.is_empty()) else { continue };
                mentions.extend(title_between(text, start, at));
            }
            _ => {}
        }
    }
    mentions
}

fn title_between(text: &str, open: usize, close: usize) -> Option<Mention> {
    let mark = '《'.len_utf8();
    let inner = text.get(open + mark..close).filter(|t| t.len() <= LONGEST)?;
    let head = inner.trim_start_matches(reach::blank);
    let title = head.trim_end_matches(reach::blank);
    let start = close - head.len();
    (!title.is_empty()).then(|| {
        let tail = reach::after(text, close + mark);
        let kind = kind_beside(title, tail);
        Mention {
            at: start..start + title.len(),
            outside: open..close + mark,
            title: title.to_owned(),
            marked: true,
            is_periodical: matches!(kind, Some(WorkMentionKind::Newspaper | WorkMentionKind::Journal)),
            kind,
        }
    })
}

/// What the words after a title tell of its kind.
fn kind_beside(title: &str, tail: &str) -> Option<WorkMentionKind> {
    let tail = tail.trim_start_matches(reach::blank);
    if ["报", "日报", "晚报", "时报"].iter().any(|e| title.ends_with(e)) && reach::han_count(title) <= 8
    {
        return Some(WorkMentionKind::Newspaper);
    }
    if tail.starts_with("一书") || kinds::is_classic(title) {
        return Some(WorkMentionKind::Book);
    }
    if tail.starts_with("杂志") || tail.starts_with("期刊") {
        return Some(WorkMentionKind::Journal);
    }
    let near: String = tail.chars().take(48).collect();
    let place = near.split('《').next().unwrap_or("");
    let volume =
        place.starts_with("第") && place.contains('卷') || place.starts_with('（') && place.contains("），");
    (place.contains("出版社") && (volume || place.starts_with('，'))).then_some(WorkMentionKind::Book)
}

/// The kind that a title shows.
fn kind_of(title: &str) -> WorkMentionKind {
    let ends = |words: &[&str]| words.iter().any(|w| title.ends_with(w));
    let bare = title.split(['（', '(']).next().unwrap_or(title);
    if ends(&["讲话", "谈话", "演讲", "演说", "致辞", "发言", "贺词"]) {
        WorkMentionKind::Speech
    } else if ends(&["摘编", "选读", "选集", "文选", "文集", "全集", "选编", "汇编", "读本", "史记", "文稿"])
    {
        WorkMentionKind::Book
    } else if kinds::is_law(title)
        || ["条例", "准则", "规则", "细则", "办法"].iter().any(|w| bare.ends_with(w))
    {
        WorkMentionKind::Law
    } else if [
        "决议", "决定", "公报", "报告", "意见", "通知", "纲要", "章程", "规划", "规定", "纲领", "党章",
        "建议", "方案",
    ]
    .iter()
    .any(|w| bare.ends_with(w))
    {
        WorkMentionKind::PartyDocument
    } else if ends(&["宣言", "论"]) {
        WorkMentionKind::Book
    } else {
        WorkMentionKind::Article
    }
}

/// Nicknames in quotation marks: “七一讲话”, “南方谈话”.
fn nicknames<'a>(text: &'a str, pairs: &'a [Pair]) -> impl Iterator<Item = Mention> + 'a {
    pairs.iter().filter_map(|pair| {
        let name = text.get(pair.inside()).filter(|n| n.len() <= 24)?;
        let speech = name.ends_with("讲话") || name.ends_with("谈话");
        let short = (4..=8).contains(&name.chars().count())
            && name.chars().all(|c| chuchu_text::is_han(c) || c.is_ascii_digit());
        (speech && short).then(|| Mention {
            at: pair.inside(),
            outside: pair.outside(),
            title: name.to_owned(),
            marked: false,
            is_periodical: false,
            kind: Some(WorkMentionKind::Speech),
        })
    })
}

/// The report to a congress: 党的十七大报告.
fn reports<'a>(text: &'a str, meetings: &'a [Range<usize>]) -> impl Iterator<Item = Mention> + 'a {
    meetings.iter().filter_map(|meeting| {
        let name = text.get(meeting.clone())?;
        let congress = name.ends_with('大') || name.ends_with("代表大会");
        let at = meeting.start..meeting.end + "报告".len();
        let full = text.get(at.clone()).filter(|t| congress && t.ends_with("报告"))?;
        Some(Mention {
            title: full.to_owned(),
            outside: at.clone(),
            at,
            marked: false,
            is_periodical: false,
            kind: Some(WorkMentionKind::PartyDocument),
        })
    })
}

/// Speeches named by their occasion: 在…大会上的讲话.
fn unmarked_speeches(landmarks: &Landmarks<'_>) -> Vec<Mention> {
    let text = landmarks.text();
    let places = landmarks.places(Sight::Speech).filter_map(|at| at.checked_sub("的".len()));
    places
        .filter(|at| text.get(*at..).is_some_and(|t| t.starts_with("的讲话")))
        .filter_map(|at| {
            let end = at + "的讲话".len();
            let head = reach::last_clause(reach::before(text, at));
            let framed = head.ends_with('上') || head.ends_with('时');
            let start = at - head.len() + head.find('在').filter(|_| framed)?;
            let occasion = text.get(start..at).filter(|o| (8..=60).contains(&reach::han_count(o)))?;
            let closed = occasion.matches('《').count() == occasion.matches('》').count();
            closed.then(|| Mention {
                title: text.get(start..end).unwrap_or("").to_owned(),
                at: start..end,
                outside: start..end,
                marked: false,
                is_periodical: false,
                kind: Some(WorkMentionKind::Speech),
            })
        })
        .collect()
}

/// Takes over what the citations of excerpts name, with repaired titles.
fn cited(document: &Document, strand: &Strand, mentions: &mut Vec<Mention>) {
    let mut added = Vec::new();
    for citation in document.excerpts.iter().flat_map(|e| e.citation.iter().chain(&e.further_citations)) {
        let Some(work) = &citation.work else { continue };
        let Some((title, at)) = work.title.clone().zip(work.span.and_then(|s| strand.local(s))) else {
            continue;
        };
        let kind = match work.kind {
            WorkKind::Speech => Some(WorkMentionKind::Speech),
            WorkKind::Report | WorkKind::Decision => Some(WorkMentionKind::PartyDocument),
            _ => None,
        };
        let i = mentions.partition_point(|m| m.outside.end <= at.start);
        match mentions.get_mut(i).filter(|m| m.outside.start < at.end) {
            Some(known) if known.at == at || known.outside == at => {
                (known.title, known.kind) = (title, kind.or(known.kind));
            }
            Some(_) => {}
            None => added.push(Mention {
                outside: at.clone(),
                at,
                title,
                marked: false,
                is_periodical: false,
                kind,
            }),
        }
    }
    mentions.extend(added);
    mentions.sort_by_key(|m| m.outside.start);
}

/// Words of which a title alone is a short form.
const SHORT: &[&str] = &[
    "决议", "决定", "规定", "条例", "意见", "纲要", "准则", "办法", "报告", "公报", "规划", "通知", "方案",
    "宣言",
];

/// Gives short forms the title they stand for: defined by 简称, or a bare 《决定》 after a title that ends so.
fn resolve_short_forms(text: &str, mentions: &mut [Mention]) {
    let mut short: HashMap<String, String> = HashMap::new();
    let mut last_ending: HashMap<&str, String> = HashMap::new();
    let mut last = None::<String>;
    for mention in mentions.iter_mut() {
        let head = reach::before(text, mention.outside.start);
        let defines = ["以下简称", "下称", "简称", "下文简称"].iter().any(|w| head.ends_with(w));
        if let Some(full) = last.clone().filter(|_| defines) {
            short.insert(mention.title.clone(), full);
        }
        if let Some(full) = short.get(&mention.title) {
            mention.title.clone_from(full);
        } else if let Some(word) = SHORT.iter().find(|w| **w == mention.title) {
            if let Some(full) = last_ending.get(word) {
                mention.title.clone_from(full);
            }
        } else if let Some(word) = SHORT.iter().find(|w| mention.title.ends_with(**w)) {
            last_ending.insert(word, mention.title.clone());
        }
        last = Some(mention.title.clone());
    }
}

/// The stretches of print that hold a site's own words, in order.
fn boilerplate(document: &Document) -> Vec<Span> {
    let mut spans: Vec<Span> =
        document.noise.iter().filter(|n| n.kind == NoiseKind::Boilerplate).map(|n| n.span).collect();
    spans.sort_unstable();
    spans
}

/// Whether a mention stands in one of the stretches `of_site`.
fn in_boilerplate(of_site: &[Span], strand: &Strand, mention: &Mention) -> bool {
    let span = strand.span(&mention.outside);
    let next = of_site.partition_point(|s| s.start() <= span.start());
    next.checked_sub(1).and_then(|i| of_site.get(i)).is_some_and(|s| s.contains(span))
}

/// The works of a document: mentions under their folded title, in order of the first mention.
pub(crate) fn group(
    document: &Document,
    strand: &Strand,
    mentions: &[Mention],
    ibid: &[(Range<usize>, String)],
) -> Vec<Work> {
    let containers = containers(document);
    let mut works: Vec<Work> = Vec::new();
    let mut by_title: HashMap<String, usize> = HashMap::new();
    let named = mentions.iter().map(|m| (&m.title, &m.at, m.kind));
    let same = ibid.iter().map(|(at, title)| (title, at, None));
    for (title, at, kind) in named.chain(same) {
        let key = fold_to_string(title, Folding::LETTERS);
        let i = *by_title.entry(key.clone()).or_insert_with(|| {
            let kind = containers
                .get(&key)
                .copied()
                .or(kind)
                .unwrap_or_else(|| kind_of(strand.text().get(at.clone()).unwrap_or(title)));
            works.push(Work { title: title.clone(), kind, mentions: Vec::new() });
            works.len() - 1
        });
        if let Some(work) = works.get_mut(i) {
            work.mentions.push(strand.span(at));
        }
    }
    works.iter_mut().for_each(|w| w.mentions.sort_unstable());
    works
}

/// The folded titles of what the citations name as containers.
fn containers(document: &Document) -> HashMap<String, WorkMentionKind> {
    let citations = document.excerpts.iter().flat_map(|e| e.citation.iter().chain(&e.further_citations));
    let all = citations.flat_map(|c| c.containers.iter());
    all.filter_map(|c| {
        let kind = match c.kind {
            ContainerKind::Book => WorkMentionKind::Book,
            ContainerKind::Journal => WorkMentionKind::Journal,
            ContainerKind::Newspaper => WorkMentionKind::Newspaper,
            ContainerKind::Web | ContainerKind::Other => return None,
        };
        Some((fold_to_string(c.title.as_deref()?, Folding::LETTERS), kind))
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chuchu_model::{DocumentId, Source};

    #[track_caller]
    fn check(text: &str, expect: &[(&str, WorkMentionKind, usize)]) {
        let document = Document::empty(DocumentId::new("x").unwrap(), Source::default());
        let strand = Strand::new(&document, text);
        let landmarks = Landmarks::of(strand.text());
        let marks = super::super::marks::find(&landmarks);
        let pairs = super::super::pairing::pair(strand.text(), &marks).pairs;
        let meetings = super::super::meetings::find(&landmarks);
        let at: Vec<_> = meetings.iter().map(|m| m.at.clone()).collect();
        let mentions = find(&document, &strand, &landmarks, &pairs, &at);
        let works = group(&document, &strand, &mentions, &[]);
        let found: Vec<_> = works.iter().map(|w| (w.title.as_str(), w.kind, w.mentions.len())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn works_of_every_form() {
        use WorkMentionKind::{Book, Law, Newspaper, PartyDocument, Speech};
        check(
            "《论“三农”工作》",
            &[("论“三农”工作", Book, 1)].map(|(t, _, n)| (t, WorkMentionKind::Article, n)),
        );
        check(
            "《中共中央关于某事的决议》（以下简称《决议》），按照《决议》",
            &[("中共中央关于某事的决议", PartyDocument, 3)],
        );
        check("在“七一讲话”中", &[("七一讲话", Speech, 1)]);
        check("党的十七大报告强调", &[("党的十七大报告", PartyDocument, 1)]);
        check(
            "总书记在庆祝某党成立九十周年大会上的讲话中提出",
            &[("在庆祝某党成立九十周年大会上的讲话", Speech, 1)],
        );
        check("《 人民日报 》（2021年12月28日）", &[("人民日报", Newspaper, 1)]);
        check(
            "《关心群众生活，注意工作方法》",
            &[("关心群众生活，注意工作方法", WorkMentionKind::Article, 1)],
        );
        check("《中国共产党党内监督条例》", &[("中国共产党党内监督条例", Law, 1)]);
    }

    #[test]
    fn unclosed_titles_are_passed_over() {
        check("《没有\n关上》《好》", &[("好", WorkMentionKind::Article, 1)]);
    }
}
