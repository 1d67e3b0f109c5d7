//! Who speaks: persons named near a cue, offices and pronouns resolved as far as the text itself tells.
//!
//! 总书记 is the person whom the same text prints as 某某总书记, else the holder in the year that the text tells
//! of itself (see `tenure`); 他 is the last person before. Where nothing tells, the printed words stand as the name.

use super::cue_words::{DOCUMENTS, VERBS};
use super::landmarks::{Landmarks, Sight};
use super::names::{self, ALIASES, KNOWN, OFFICES, PRONOUNS, SINGULAR};
use super::reach;
use super::tenure;
use super::words::Words;
use std::ops::Range;

/// What a mention of a person says about who it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// A name.
    Named(String),
    /// A bare office of which there is one holder.
    Office(&'static str),
    /// A pronoun.
    Pronoun,
}

/// A person mentioned at a place of the strand, title included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Its place.
    pub(crate) at: Range<usize>,
    /// Who it is.
    pub(crate) who: Who,
}

/// A speaker: the name as resolved, and the printed words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Voice {
    /// The resolved name.
    pub(crate) name: String,
    /// The printed words.
    pub(crate) at: Range<usize>,
}

/// The persons whom a text names together with an office.
#[derive(Debug, Default)]
pub(crate) struct People {
    holders: Vec<(&'static str, String)>,
    year: Option<u16>,
}

impl People {
    /// Reads which offices the text gives to whom, and the year it was written: that in which it was
    /// `published`, or one that it counts itself. Cost: linear in the offices and events named.
    pub(crate) fn read(landmarks: &Landmarks<'_>, published: Option<u16>) -> Self {
        let text = landmarks.text();
        let mut people = Self { holders: Vec::new(), year: published.or_else(|| tenure::year_of(landmarks)) };
        for (at, office) in landmarks.words(Sight::Office, &SINGULAR) {
            let after = text.get(at + office.len()..).and_then(name_at_start);
            if let Some(name) = name_before(text, at).or_else(|| after.map(str::to_owned)) {
                people.note(office, name);
            }
        }
        people
    }

    fn note(&mut self, office: &'static str, name: String) {
        let known = self.holders.iter().any(|(o, n)| *o == office && *n == name);
        if !known && self.holders.len() < 64 {
            self.holders.push((office, name));
        }
    }

    /// The only holder of an office in this text. Known names go before names told by their shape.
    fn holder(&self, office: &str) -> Option<&str> {
        let of_office = || self.holders.iter().filter(|(o, _)| *o == office);
        let known: Vec<_> = of_office().filter(|(_, n)| KNOWN.list().contains(&n.as_str())).collect();
        let all: Vec<_> = if known.is_empty() { of_office().collect() } else { known };
        match all.as_slice() {
            [(_, name)] => Some(name),
            [] => self.year.and_then(|year| tenure::holder(office, year)),
            _ => None,
        }
    }

    /// The name behind a mention; a pronoun or an unknown office is looked up before it.
    fn resolve(&self, text: &str, mention: &Mention, last: Option<&Voice>) -> Option<String> {
        match &mention.who {
            Who::Named(name) => Some(name.clone()),
            Who::Office(office) => {
                let holder = self.holder(office).map(str::to_owned);
                Some(holder.unwrap_or_else(|| text.get(mention.at.clone()).unwrap_or("").to_owned()))
            }
            Who::Pronoun => last.map(|v| v.name.clone()).or_else(|| self.antecedent(text, mention.at.start)),
        }
    }

    /// The last person before a place.
    fn antecedent(&self, text: &str, at: usize) -> Option<String> {
        let head = reach::before(text, at);
        let found = mentions(head, at - head.len());
        let mention = found.into_iter().rev().find(|m| m.who != Who::Pronoun)?;
        self.resolve(text, &mention, None)
    }

    /// The speaker of the words that a cue introduces. `last` is who spoke last in the same block.
    pub(crate) fn of_cue(&self, text: &str, cue: &Range<usize>, last: Option<&Voice>) -> Option<Voice> {
        let head = reach::before(text, cue.end);
        let sentence = reach::last_sentence(head);
        let from = cue.end - sentence.len();
        let found = mentions(sentence, from);
        let inside: Vec<&Mention> = found.iter().filter(|m| m.at.start >= cue.start).collect();
        let clause = text.get(cue.clone())?;
        let subject = if let Some(subject) = next_to_verb(text, &found, &inside, cue.end) {
            subject
        } else if let Some(first) = inside.first() {
            subject_from(text, &found, first)
        } else if has_own_subject(clause) {
            return None;
        } else if let Some(first) = found.first() {
            subject_from(text, &found, first)
        } else {
            return last.filter(|_| bare(clause)).cloned();
        };
        self.voice(text, &subject, last)
    }

    fn voice(&self, text: &str, subject: &[Mention], last: Option<&Voice>) -> Option<Voice> {
        let names: Option<Vec<String>> = subject.iter().map(|m| self.resolve(text, m, last)).collect();
        let at = subject.first()?.at.start..subject.last()?.at.end;
        Some(Voice { name: names?.join("、"), at })
    }

    /// The last speaker-like person of a stretch: for lead sentences.
    pub(crate) fn first_of(&self, text: &str, range: &Range<usize>) -> Option<Voice> {
        let found = mentions(text.get(range.clone())?, range.start);
        let first = found.first()?;
        self.voice(text, &subject_from(text, &found, first), None)
    }
}

/// A mention and those joined to it: 马克思、恩格斯, 马克思恩格斯.
fn subject_from(text: &str, found: &[Mention], first: &Mention) -> Vec<Mention> {
    let mut subject = vec![first.clone()];
    let mut end = first.at.end;
    for next in found.iter().filter(|m| m.at.start >= first.at.end) {
        let joined = matches!(text.get(end..next.at.start), Some("" | "、" | "和" | "与"));
        if !joined || next.who == Who::Pronoun {
            break;
        }
        end = next.at.end;
        subject.push(next.clone());
    }
    subject
}

/// The person right before the verb of a cue, the one who speaks whoever else is named: 某某回答|黄炎培提出的.
fn next_to_verb(text: &str, found: &[Mention], inside: &[&Mention], end: usize) -> Option<Vec<Mention>> {
    let last = inside.last()?;
    let between = text
        .get(last.at.end..end)
        .filter(|b| reach::han_count(b) <= 4 && b.chars().all(chuchu_text::is_han))?;
    VERBS.ends(between.trim_end_matches(['的', '过', '了']))?;
    inside.iter().map(|m| subject_from(text, found, m)).find(|s| s.last().is_some_and(|m| m.at == last.at))
}

/// Words that make a clause speak for a body or a text, not for a person of an earlier clause.
const BODIES: Words = Words::new(&[
    "会议",
    "全会",
    "大会",
    "中央",
    "国务院",
    "委员会",
    "政府",
    "我们",
    "人们",
    "有人",
    "群众",
    "网友",
    "专家",
    "媒体",
    "学者",
    "历史",
    "实践",
    "经验",
    "》",
    "古人",
    "党",
]);

fn has_own_subject(clause: &str) -> bool {
    (BODIES.within(clause) || DOCUMENTS.within(clause)) && !clause.starts_with(['强', '指', '要', '教'])
}

/// Whether a clause is nothing but a verb of saying with adverbs: 并明确指出.
fn bare(clause: &str) -> bool {
    let rest = clause.trim_start_matches(|c: char| ADVERBS.contains(c));
    VERBS.list().contains(&rest)
}

/// Characters of the adverbs that stand before a verb of saying.
const ADVERBS: &str = "并且还又也曾经再次多次一深刻明确进步就则反复特别着重随后接着同时更";

/// The name that ends right before `at`.
fn name_before(text: &str, at: usize) -> Option<String> {
    let mut from = at.saturating_sub(24);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let head = text.get(from..at)?;
    let name = names::name_at_end(head)?;
    // 学|习贯彻|总书记: what only has the shape of a name must begin where a word begins
    let apart =
        head.get(..head.len() - name.len())?.chars().next_back().is_none_or(|c| !chuchu_text::is_han(c));
    (apart || KNOWN.list().contains(&name)).then(|| names::canonical(name).to_owned())
}

/// The persons mentioned in a short stretch that begins at `from` of the strand, objects of prepositions and
/// names inside other words (毛泽东思想) left out.
pub(crate) fn mentions(stretch: &str, from: usize) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut titles = 0u32;
    for (offset, c) in stretch.char_indices() {
        match c {
            '《' => titles += 1,
            '》' => titles = titles.saturating_sub(1),
            _ => {}
        }
        let done = found.last().map_or(0, |m| m.at.end - from);
        let Some(rest) = stretch.get(offset..).filter(|_| offset >= done && titles == 0 && !c.is_ascii())
        else {
            continue;
        };
        let head = stretch.get(done..offset).unwrap_or("");
        let Some((back, length, who)) = mention_at(head, rest, done == 0) else { continue };
        let at = offset - back..offset + length;
        if !is_object(stretch.get(..at.start).unwrap_or(""), stretch.get(at.end..).unwrap_or("")) {
            found.push(Mention { at: at.start + from..at.end + from, who });
        }
    }
    found
}

/// A mention that begins at `rest`, or (an office) whose name ends `head`: bytes back, bytes on, who. `first`:
/// no person was mentioned before `head`.
fn mention_at(head: &str, rest: &str, first: bool) -> Option<(usize, usize, Who)> {
    if let Some(alias) = ALIASES.starts(rest) {
        return Some((0, alias.len(), Who::Named(names::canonical(alias).to_owned())));
    }
    if let Some(name) = KNOWN.starts(rest) {
        let office = office_at(rest.get(name.len()..).unwrap_or("")).map_or(0, str::len);
        return Some((0, name.len() + office, Who::Named(name.to_owned())));
    }
    if let Some(pronoun) = PRONOUNS.starts(rest) {
        let other = rest.get(pronoun.len()..).is_some_and(|r| r.starts_with(['们', '人']));
        return (!other && !head.ends_with(['其', '吉'])).then_some((0, pronoun.len(), Who::Pronoun));
    }
    if let Some(office) = office_at(rest) {
        if let Some(name) = names::name_at_end(head) {
            return Some((name.len(), office.len(), Who::Named(name.to_owned())));
        }
        return office_alone(head, rest, office);
    }
    plain_name(head, rest, first)
}

/// An office with no name before it: one with the name after it (国务院总理李克强), or a bare one that has one
/// holder at a time.
fn office_alone(head: &str, rest: &str, office: &'static str) -> Option<(usize, usize, Who)> {
    let singular = SINGULAR.list().contains(&office) && !head.ends_with(['副', '前', '原']);
    let tail = rest.get(office.len()..).filter(|_| singular)?;
    if let Some(name) = name_at_start(tail) {
        return Some((0, office.len() + name.len(), Who::Named(name.to_owned())));
    }
    Some((0, office.len(), Who::Office(office)))
}

/// A known name that a text begins with, or one told by its shape and the verb after it.
fn name_at_start(text: &str) -> Option<&str> {
    if let Some(known) = KNOWN.starts(text) {
        return Some(known);
    }
    [3, 2].into_iter().find_map(|n| {
        let end = text.char_indices().nth(n).map(|(at, _)| at)?;
        let (name, rest) = text.split_at_checked(end)?;
        let spoken = AFTER_NAME.starts(rest).is_some() || OFFICES.starts(rest).is_some();
        (spoken && names::name_at_end(name) == Some(name)).then_some(name)
    })
}

fn office_at(rest: &str) -> Option<&'static str> {
    OFFICES.starts(rest)
}

/// What follows a plain name that speaks.
const AFTER_NAME: Words =
    Words::new(&["曾", "还", "说", "认为", "指出", "写道", "在《", "回忆", "强调", "表示", "则", "告诉"]);

/// A name without title right before a verb of saying: 王小明说, 约翰·洛克认为.
fn plain_name(head: &str, rest: &str, first: bool) -> Option<(usize, usize, Who)> {
    AFTER_NAME.starts(rest)?;
    if head.contains('·') {
        let start = head
            .rfind(|c: char| !chuchu_text::is_han(c) && c != '·')
            .map_or(0, |i| i + head.get(i..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8));
        let name = head.get(start..).filter(|n| n.contains('·') && reach::han_count(n) <= 12)?;
        return Some((name.len(), 0, Who::Named(name.to_owned())));
    }
    let name = names::name_at_end(head)?;
    let before = head.get(..head.len() - name.len())?;
    // right after another person it is an adverb: 马克思|曾深刻|指出
    let begins = before.is_empty() && first || before.ends_with(|c: char| !chuchu_text::is_han(c));
    let titled = OFFICES.ends(before).is_some() || names::CALLINGS.ends(before).is_some();
    (begins || titled).then(|| (name.len(), 0, Who::Named(name.to_owned())))
}

/// Whether a mention is the object of a preposition or part of another word.
fn is_object(head: &str, tail: &str) -> bool {
    const PREPOSITIONS: [char; 10] = ['对', '向', '被', '把', '给', '跟', '让', '请', '于', '将'];
    const WORDS: [&str; 10] =
        ["思想", "主义", "理论", "新时代", "精神", "旗帜", "故居", "为核心", "为总书记", "诞辰"];
    let from_source = head.ends_with("出自") || head.ends_with("源自") || head.ends_with("源于");
    (head.ends_with(PREPOSITIONS) && !from_source) || WORDS.iter().any(|w| tail.starts_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, cue: &str, expect: Option<&str>) {
        let start = text.rfind(cue).unwrap();
        let voice = People::read(&Landmarks::of(text), None).of_cue(text, &(start..start + cue.len()), None);
        assert_eq!(voice.as_ref().map(|v| v.name.as_str()), expect, "{text}");
    }

    #[test]
    fn persons_near_a_cue() {
        check("就像毛泽东同志当年说的：", "就像毛泽东同志当年说的", Some("毛泽东"));
        check(
            "马克思恩格斯在《共产党宣言》中指出：",
            "马克思恩格斯在《共产党宣言》中指出",
            Some("马克思、恩格斯"),
        );
        check("邓小平同志曾来过，强调", "强调", Some("邓小平"));
        check("习近平总书记来了。总书记指出", "总书记指出", Some("习近平"));
        check("总书记指出", "总书记指出", Some("总书记"));
        check("深入学习贯彻总书记的讲话。总书记指出", "总书记指出", Some("总书记"));
        check("国务院总理李大同说", "国务院总理李大同说", Some("李大同"));
        check("建国62年来。总书记指出", "总书记指出", Some("胡锦涛"));
        check("毛泽东明确了这个命题。他说", "他说", Some("毛泽东"));
        check("以毛泽东同志为代表的共产党人，教育党员干部", "教育党员干部", Some("毛泽东"));
        check("乡党委书记王小明说", "乡党委书记王小明说", Some("王小明"));
        check("村支书王建国告诉记者", "村支书王建国告诉记者", Some("王建国"));
        check("毛泽东同志回答黄炎培先生提出的", "毛泽东同志回答黄炎培先生提出的", Some("黄炎培"));
        check("马克思曾深刻指出", "马克思曾深刻指出", Some("马克思"));
        check("约翰·洛克认为", "约翰·洛克认为", Some("约翰·洛克"));
    }

    #[test]
    fn nobody_is_guessed() {
        check("毛泽东思想指出", "毛泽东思想指出", None);
        check("党组织给我父亲的鉴定中有这么一段话", "党组织给我父亲的鉴定中有这么一段话", None);
        check("会议强调", "会议强调", None);
        check("古人说", "古人说", None);
        check("《毛泽东选集》写道", "《毛泽东选集》写道", None);
        check("他说", "他说", None);
    }
}
