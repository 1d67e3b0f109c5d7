//! Reported speech: attributed words without quotation marks. 总书记强调，…; 《决议》明确指出，….

use super::attribution::Ground;
use super::cue;
use super::cue_words::DOCUMENTS;
use super::landmarks::Sight;
use super::mention;
use super::speaker::Voice;
use super::{reach, titles};
use crate::words::Words;
use std::cell::OnceCell;
use std::ops::Range;

/// Reported words at a place of the strand.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// The words.
    pub(crate) at: Range<usize>,
    /// The clause that introduces them.
    pub(crate) cue: Range<usize>,
    /// Who is said to have said them.
    pub(crate) speaker: Option<Voice>,
}

/// Verbs that report, with a mark after them or without.
pub(super) static VERBS: Words = Words::new(&[
    "指出", "强调", "要求", "提出", "认为", "表示", "明确", "结论", "警钟", "重申", "号召", "说",
]);

/// Verbs after which the words may follow without a mark.
const DIRECT: &[&str] = &["要求", "指出", "强调"];

/// Verbs of opinion, which do the same right after a person: 李大同认为这项政策….
const OPINIONS: &[&str] = &["认为", "表示"];

/// Bodies that speak.
const BODIES: Words =
    Words::new(&["会议", "全会", "大会", "党中央", "中央", "国务院", "报告", "公报", "社论", "通知", "文件"]);

/// Reported speech of a text, in order of place. `quoted`: what stands in marks and quotes.
pub(crate) fn find(ground: &Ground<'_>, quoted: &[Range<usize>]) -> Vec<Mention> {
    let text = ground.strand.text();
    let mut found: Vec<Mention> = Vec::new();
    let mut last: Option<(usize, Voice)> = None;
    for (at, verb) in ground.landmarks.words(Sight::Report, &VERBS) {
        let end = at + verb.len() + tail_of_verb(text, at + verb.len());
        if !may_lead(text, end, verb) {
            continue;
        }
        let taken = found.last().is_some_and(|m| end <= m.at.end && !starts_anew(text, end, verb));
        if taken || inside(quoted, end) {
            continue;
        }
        let before = last.as_ref().filter(|(at, _)| end - at < 3000).map(|(_, voice)| voice);
        if let Some(mention) = at_verb(ground, end, verb, before) {
            // 指出：共产党人“…”: a quotation, whose own attribution says it all
            let next = quoted.get(quoted.partition_point(|q| q.end <= mention.at.start));
            if next.is_some_and(|q| q.start <= mention.at.start + 30) {
                continue;
            }
            if let Some(voice) = &mention.speaker {
                last = Some((end, voice.clone()));
            }
            if let Some(open) = found.last_mut().filter(|m| m.at.end > mention.cue.start) {
                open.at.end = mention.cue.start;
            }
            found.push(mention);
        }
    }
    found.retain(|m| m.at.start < m.at.end);
    found
}

/// Whether what follows a verb may be reported words; settles most verbs at a glance.
fn may_lead(text: &str, end: usize, verb: &str) -> bool {
    let tail = text.get(end..).unwrap_or("");
    tail.starts_with(['，', '：', ',', ':']) || DIRECT.contains(&verb) || OPINIONS.contains(&verb)
}

/// The length of 过, 道 or 到 between a verb and the mark after it.
fn tail_of_verb(text: &str, end: usize) -> usize {
    let tail = text.get(end..).unwrap_or("");
    let word = tail.chars().next().filter(|c| matches!(c, '过' | '道' | '到' | '称'));
    let marked = |c: char| tail.get(c.len_utf8()..).is_some_and(|t| t.starts_with(['，', '：', ',', ':']));
    word.filter(|c| marked(*c)).map_or(0, char::len_utf8)
}

fn inside(quoted: &[Range<usize>], at: usize) -> bool {
    let next = quoted.partition_point(|q| q.start <= at);
    next.checked_sub(1).and_then(|i| quoted.get(i)).is_some_and(|q| at < q.end)
}

/// A verb inside reported words that is itself followed by a mark and preceded by a subject of its own.
fn starts_anew(text: &str, end: usize, verb: &str) -> bool {
    let clause = reach::last_clause(reach::before(text, end));
    reach::after(text, end).starts_with(['，', '：', ',', ':'])
        && reach::han_count(clause) <= 12
        && clause.len() > verb.len()
}

fn at_verb(ground: &Ground<'_>, end: usize, verb: &str, last: Option<&Voice>) -> Option<Mention> {
    let text = ground.strand.text();
    let tail = reach::after(text, end);
    let marked = tail.starts_with(['，', '：', ',', ':']);
    let head = reach::before(text, end);
    let clause = reach::last_clause(head);
    let persons = Persons { clause, found: OnceCell::new() };
    let cue_range = end - clause.len()..end;
    let direct = (DIRECT.contains(&verb) || OPINIONS.contains(&verb) && persons.speak(verb))
        && !tail.starts_with(['的', '和', '、', '把', '了', '“', '”', '。', '》', '；']);
    let fits = match verb {
        "明确" | "说" => marked && (persons.begin() || persons.unnamed(verb)),
        "结论" | "警钟" => tail.starts_with(['：', ':']),
        "要求" => short_cue(clause, verb) && clause != verb && !is_noun(clause, verb),
        _ => {
            !is_noun(clause, verb)
                && (marked || direct && short_cue(clause, verb) && (clause != verb || verb == "指出"))
        }
    };
    if !fits
        || cue::verb_at_end(clause).is_none() && !matches!(verb, "结论" | "警钟" | "明确")
        || !marked && clause != verb && !persons.begin()
    {
        return None;
    }
    let speaker = ground.people.of_cue(&cue_range, last, false);
    let source =
        clause.contains('》') || DOCUMENTS.within(clause) || clause.contains('大') && clause.contains("党的");
    let body = BODIES.starts(clause).is_some();
    let somebody = || marked && persons.unnamed(verb);
    (speaker.is_some() || source || body || somebody() || tail.starts_with(['：', ':'])).then_some(())?;
    let start = end + if marked { tail.chars().next()?.len_utf8() } else { 0 };
    let words = sentence(reach::after(text, start), text.get(start..)?);
    (reach::han_count(words) >= 6).then(|| Mention {
        at: start..start + words.len(),
        cue: cue_range,
        speaker,
    })
}

/// Words up to the end of the sentence. Marks in half width end clauses of long reports, so only 。 counts.
fn sentence<'a>(near: &'a str, far: &'a str) -> &'a str {
    let ends = |c: char| matches!(c, '。' | '！' | '？' | '\n');
    let within = near.split(ends).next().unwrap_or(near);
    // ，这既是…, ，就是…: the author speaks again
    let turns = ["，这是", "，这既", "，这就", "，这一", "，这也", "，这不", "，就是", "，这种"];
    let cut = turns.iter().filter_map(|t| within.find(t)).min();
    if let Some(cut) = cut {
        return within.get(..cut).unwrap_or(within);
    }
    if within.len() < near.len() { within } else { far.get(..within.len()).unwrap_or(within) }
}

/// 重要论述和要求, 党的十七大提出的新要求: the verb is a noun here.
fn is_noun(clause: &str, verb: &str) -> bool {
    let before = clause.strip_suffix(verb).unwrap_or(clause);
    before.ends_with(['和', '的', '、', '等', '新', '项', '本', '与', '及'])
}

/// A cue of a subject and hardly more: 他要求, 党的十七大报告强调.
fn short_cue(clause: &str, verb: &str) -> bool {
    let before = clause.strip_suffix(verb).unwrap_or(clause);
    reach::han_count(before) <= 8
}

/// A clause and the persons it mentions, looked for when they are first asked for.
struct Persons<'t> {
    clause: &'t str,
    found: OnceCell<Vec<mention::Mention>>,
}

impl Persons<'_> {
    fn all(&self) -> &[mention::Mention] {
        self.found.get_or_init(|| mention::mentions(self.clause, &(0..self.clause.len())))
    }

    /// Whether a person stands right before the verb.
    fn speak(&self, verb: &str) -> bool {
        let before = self.clause.len() - verb.len().min(self.clause.len());
        self.all().last().is_some_and(|m| m.at.end == before)
    }

    /// Whether somebody speaks whom print does not name: 他指出，; 专家们认为，.
    fn unnamed(&self, verb: &str) -> bool {
        let clause = self.clause;
        let stem =
            clause.strip_suffix(verb).unwrap_or(clause).trim_end_matches(['也', '都', '还', '则', '们']);
        let own = clause.starts_with(['我', '你', '咱']);
        !own && (titles::calls(stem) || self.all().iter().any(|m| m.who == mention::Who::Pronoun))
    }

    /// Whether the clause begins with a person, a text or a meeting.
    fn begin(&self) -> bool {
        let clause = self.clause;
        clause.starts_with('《')
            || clause.starts_with("党的")
            || DOCUMENTS.within(clause)
            || self.all().first().is_some_and(|m| m.at.start <= 60)
    }
}

/// As [`Mention`], for callers that need the strand no more.
impl Mention {
    /// The reported words with their speaker, in print.
    pub(crate) fn report(&self, ground: &Ground<'_>) -> chuchu_model::Reported {
        let strand = ground.strand;
        chuchu_model::Reported {
            span: strand.span(&self.at),
            speaker: self.speaker.as_ref().map(|v| chuchu_model::Speaker {
                name: v.name.clone(),
                printed: strand.printed(&v.at).to_owned(),
                span: strand.span(&v.at),
            }),
            cue: Some(strand.span(&self.cue)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::landmarks::Landmarks;
    use super::super::{attribution, marks, pairing, works};
    use super::super::{people::People, strand::Strand};
    use super::*;
    use chuchu_model::{Document, DocumentId, Source};

    #[track_caller]
    fn check(text: &str, expect: &[(&str, Option<&str>)]) {
        let document = Document::empty(DocumentId::new("x").unwrap(), Source::default());
        let strand = Strand::of(text);
        let landmarks = Landmarks::of(strand.text());
        let marks = marks::find(&landmarks);
        let pairs = pairing::pair(strand.text(), &marks).pairs;
        let people = People::read(&strand, &landmarks, &pairs, None);
        let works = works::find(&document, &strand, &landmarks, &pairs, &[]);
        let ground =
            Ground { strand: &strand, landmarks: &landmarks, marks: &marks, people: &people, works: &works };
        let quoted = attribution::read(&ground, &pairs).quoted;
        let found: Vec<_> = find(&ground, &quoted)
            .iter()
            .map(|m| {
                let speaker = m.report(&ground).speaker.map(|s| s.name);
                (m.report(&ground).span.of(text).unwrap(), speaker)
            })
            .collect();
        let found: Vec<_> = found.iter().map(|(words, s)| (*words, s.as_deref())).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn attributed_words_without_marks() {
        check("毛泽东同志多次指出，为人民服务是唯一的宗旨。", &[("为人民服务是唯一的宗旨", Some("毛泽东"))]);
        check("习近平总书记来了。他要求全党同志始终为民。", &[("全党同志始终为民", Some("习近平"))]);
        check("《决议》明确指出，血肉联系关系到兴亡。", &[("血肉联系关系到兴亡", None)]);
        check("会议强调，各级党委要切实负责，这是要求。", &[("各级党委要切实负责", None)]);
    }

    #[test]
    fn quotations_and_nouns_are_no_reports() {
        check("总书记指出，“我们任何时候都必须把人民放在第一位。”", &[]);
        check("按照总书记重要论述和要求，坚持人民至上。", &[]);
        check("党的十七大提出的新要求，指明了方向。", &[]);
    }
}
