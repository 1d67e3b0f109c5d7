//! Who speaks: the person behind a mention near a cue, offices and pronouns resolved as far as the text tells.
//!
//! 总书记 is the person whom the same text prints as 某某总书记, else the holder at the date of the text (see
//! `tenure`); 他 is the one person before, 王教授 the one professor of that surname. Where nothing tells, the
//! printed office stands as the name, and a pronoun names nobody. Persons are found in `mention`.

use super::cue_words::{DOCUMENTS, VERBS};
use super::landmarks::{Landmarks, Sight};
use super::mention::{Mention, Who, mentions};
use super::pairing::Pair;
use super::strand::Strand;
use super::{body, known, names, reach, tenure, titles};
use crate::words::Words;
use chuchu_model::PartialDate;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::ops::Range;
use titles::SINGULAR;

/// What kind of speaker it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A person of today, or whose time is not known.
    Person,
    /// An author of antiquity.
    Ancient,
    /// A body: 国务院.
    Body,
}

/// A speaker: the name as resolved, and the printed words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Voice {
    /// The resolved name.
    pub(crate) name: String,
    /// The printed words.
    pub(crate) at: Range<usize>,
    /// What kind of speaker.
    pub(crate) sort: Sort,
}

/// The persons whom a text names together with an office.
#[derive(Debug)]
pub(crate) struct People<'t> {
    strand: &'t Strand,
    pairs: &'t [Pair],
    /// Offices printed with their holders: the place, the office, the name; in order of place.
    holders: Vec<(usize, &'static str, &'t str)>,
    /// For each of these offices its only holder, if the text names one alone.
    alone: Vec<(&'static str, Option<&'t str>)>,
    date: Option<PartialDate>,
    /// Names printed in full beside an office by their surnames, made when a surname alone asks for one.
    titled: OnceCell<HashMap<char, FullName<'t>>>,
    /// Where the last search for an antecedent began, and what it found: nothing, or one person or several.
    searched: RefCell<(usize, Option<Option<String>>)>,
}

/// The first full name of a surname, and where another of the same surname first stands.
#[derive(Clone, Copy, Debug)]
struct FullName<'t> {
    name: &'t str,
    other: usize,
}

/// How far before a bare office its holder may be named, in bytes, where the text names several.
const NEAR: usize = 1500;

impl<'t> People<'t> {
    /// Reads which offices the text gives to whom, and when it was written: when it was `published`, or in the
    /// year that it counts itself. Cost: linear in the offices and events named.
    pub(crate) fn read(
        strand: &'t Strand,
        landmarks: &Landmarks<'t>,
        pairs: &'t [Pair],
        published: Option<PartialDate>,
    ) -> Self {
        let text = landmarks.text();
        let date = published.or_else(|| tenure::year_of(landmarks).and_then(PartialDate::year));
        let mut holders = Vec::new();
        for (at, office) in landmarks.words(Sight::Office, &SINGULAR) {
            let after = || text.get(at + office.len()..).and_then(name_at_start);
            if titles::is_ours(reach::near(text, at))
                && let Some(name) = name_before(text, at).or_else(after)
            {
                holders.push((at, office, name));
            }
        }
        let searched = RefCell::new((usize::MAX, None));
        let alone = alone(&holders);
        Self { strand, pairs, holders, alone, date, titled: OnceCell::new(), searched }
    }

    fn text(&self) -> &'t str {
        self.strand.text()
    }

    /// The holder of an office: the nearest one that the block names before it, the only one of the text, the
    /// nearest one a little farther back, or the one at the date of the text.
    fn holder(&self, mention: &Mention, office: &str) -> Option<&str> {
        if let Some(name) = self.holder_in_block(mention, office) {
            return Some(name);
        }
        if let Some((_, holder)) = self.alone.iter().find(|(o, _)| *o == office) {
            if holder.is_some() {
                return *holder;
            }
            let next = self.holders.partition_point(|(at, ..)| *at < mention.at.start);
            let before = self.holders.get(..next)?.iter().rev().take(16).find(|(_, o, _)| *o == office);
            return before.filter(|(at, ..)| mention.at.start - at < NEAR).map(|(_, _, name)| *name);
        }
        let head = reach::near(self.text(), mention.at.start);
        let full = match office {
            "主席" if head.ends_with("国家") => "国家主席",
            "主席" if head.ends_with("军委") => "军委主席",
            "秘书长" => "联合国秘书长",
            other => other,
        };
        self.date.and_then(|date| tenure::holder(full, date))
    }

    /// The nearest person before a bare office in its block who holds it: by print, or by the public record.
    fn holder_in_block(&self, mention: &Mention, office: &str) -> Option<&'t str> {
        let head = reach::before(self.text(), mention.at.start);
        let start = mention.at.start - head.len();
        let next = self.holders.partition_point(|(at, ..)| *at < mention.at.start);
        let printed = self.holders.get(..next)?.iter().rev().take_while(|(at, ..)| *at >= start);
        let printed = printed.filter(|(_, o, _)| *o == office).map(|(at, _, name)| (*at, *name)).next();
        let recorded = tenure::holders(office).filter_map(|name| Some((start + head.rfind(name)?, name)));
        printed.into_iter().chain(recorded).max_by_key(|(at, _)| *at).map(|(_, name)| name)
    }

    /// Names printed in full beside an office, by their surnames.
    fn titled(&self) -> &HashMap<char, FullName<'t>> {
        self.titled.get_or_init(|| {
            let mut by_surname: HashMap<char, FullName<'t>> = HashMap::new();
            for (at, name) in titled(self.text()) {
                let Some(surname) = name.chars().next() else { continue };
                let first = by_surname.entry(surname).or_insert(FullName { name, other: usize::MAX });
                if first.name != name {
                    first.other = first.other.min(at);
                }
            }
            by_surname
        })
    }

    /// The one person of a surname whom the text names in full beside an office.
    fn of_surname(&self, mention: &Mention) -> Option<&'t str> {
        let surname = self.text().get(mention.at.clone())?.chars().next()?;
        let full = self.titled().get(&surname)?;
        (full.other >= mention.at.start).then_some(full.name)
    }

    /// The name behind a mention; a pronoun or an unknown office is looked up before it.
    fn resolve(&self, mention: &Mention, last: Option<&Voice>) -> Option<String> {
        let printed = || self.strand.printed(&mention.at).to_owned();
        match &mention.who {
            Who::Named(at) => Some(self.strand.printed(at).to_owned()),
            Who::Alias(name) => Some((*name).to_owned()),
            Who::Office(office) => Some(self.holder(mention, office).map_or_else(printed, str::to_owned)),
            Who::Surname(_) => Some(self.of_surname(mention).map_or_else(printed, str::to_owned)),
            Who::Described(word) => self.described(mention.at.start, word),
            Who::Pronoun => self.antecedent(mention.at.start, last),
        }
    }

    /// The one person before a place whom print calls by `word`, in the same block.
    fn described(&self, at: usize, word: &str) -> Option<String> {
        let head = reach::before(self.text(), at);
        let found = mentions(self.text(), &(at - head.len()..at));
        let called = |m: &&Mention| {
            let before = reach::near(self.text(), m.at.start);
            self.text().get(m.at.clone()).is_some_and(|t| t.ends_with(word)) || before.ends_with(word)
        };
        let mut all = found.iter().filter(|m| matches!(m.who, Who::Named(_))).filter(called);
        let last = all.next_back()?;
        let name = self.resolve(last, None)?;
        all.all(|m| self.resolve(m, None).as_ref() == Some(&name)).then_some(name)
    }

    /// The block before `at`, from the opening mark of the quotation that holds it on.
    fn head(&self, at: usize) -> &'t str {
        let head = reach::before(self.text(), at);
        let outer = self.pairs.partition_point(|p| p.outside.start < at);
        let outer = self.pairs.get(..outer).unwrap_or(&[]).iter().rev().take(8).find(|p| p.outside.end > at);
        outer.map_or(head, |p| self.text().get(p.inside.start.max(at - head.len())..at).unwrap_or(head))
    }

    /// The person whom a pronoun stands for: who spoke last, if nobody else was named since; else the one
    /// person of the nearest sentence that names any.
    fn antecedent(&self, at: usize, last: Option<&Voice>) -> Option<String> {
        let text = self.text();
        let mut head = self.head(at);
        let floor = at - head.len();
        let last = last.filter(|v| {
            v.sort != Sort::Body && v.at.start >= floor
                || floor == 0
                || text.as_bytes().get(floor - 1) == Some(&b'\n')
        });
        let mut first_start = None;
        let mut found = None;
        while found.is_none() && !head.is_empty() {
            let sentence = reach::last_sentence(head);
            let start = at_of(text, head) + head.len() - sentence.len();
            if self.searched.borrow().0 == start {
                found.clone_from(&self.searched.borrow().1);
                break;
            }
            first_start.get_or_insert(start);
            found = self.person_of(start..start + sentence.len(), at);
            if found.is_none() && last.is_some_and(|v| v.at.start >= start) {
                return last.map(|v| v.name.clone());
            }
            head = before_sentence(head, sentence);
        }
        if let Some(start) = first_start {
            *self.searched.borrow_mut() = (start, found.clone());
        }
        found.unwrap_or_else(|| last.map(|v| v.name.clone()))
    }

    /// The one person of a sentence, quoted words left out: `None` where it names nobody, `Some(None)` where it
    /// names several.
    fn person_of(&self, sentence: Range<usize>, until: usize) -> Option<Option<String>> {
        let found = mentions(self.text(), &sentence);
        let mut found = found.iter().filter(|m| m.who != Who::Pronoun && !self.is_quoted(m.at.start, until));
        let name = self.resolve(found.next()?, None);
        let same = found.all(|m| self.resolve(m, None) == name);
        Some(name.filter(|_| same))
    }

    /// Whether a place stands between marks that close before `until`.
    fn is_quoted(&self, at: usize, until: usize) -> bool {
        let next = self.pairs.partition_point(|p| p.outside.start <= at);
        let pair = next.checked_sub(1).and_then(|i| self.pairs.get(i));
        pair.is_some_and(|p| at < p.outside.end && p.outside.end <= until)
    }

    /// The speaker of the words that a cue introduces. `last` is who spoke last; `behind`: the cue follows the
    /// words, so that nothing before it counts.
    pub(crate) fn of_cue(&self, cue: &Range<usize>, last: Option<&Voice>, behind: bool) -> Option<Voice> {
        let text = self.text();
        let clause = text.get(cue.clone())?;
        let sentence = reach::last_sentence(self.head(cue.end));
        let from = if behind { cue.start } else { (cue.end - sentence.len()).min(cue.start) };
        let found = mentions(text, &(from..cue.end));
        let inside = found.partition_point(|m| m.at.start < cue.start);
        let (earlier, inside) = found.split_at_checked(inside)?;
        if let Some(owner) = owner_of_words(text, inside, cue.end) {
            return self.voice(owner, last);
        }
        if let Some(subject) = next_to_verb(text, inside, cue.end) {
            return self.voice(subject, last);
        }
        if let Some(first) = inside.first() {
            return self.voice(subject_from(text, inside, first), last);
        }
        if let Some(at) = body::of_clause(clause) {
            let at = cue.start + at.start..cue.start + at.end;
            return Some(Voice { name: self.strand.printed(&at).to_owned(), at, sort: Sort::Body });
        }
        if has_own_subject(clause) {
            return None;
        }
        if let Some(first) = earlier.iter().find(|m| !m.possesses(text)) {
            return self.voice(subject_from(text, earlier, first), last);
        }
        last.filter(|_| bare(clause)).cloned()
    }

    fn voice(&self, subject: &[Mention], last: Option<&Voice>) -> Option<Voice> {
        let names: Option<Vec<String>> = subject.iter().map(|m| self.resolve(m, last)).collect();
        let at = subject.first()?.at.start..subject.last()?.at.end;
        let ancient = subject.iter().all(|m| self.is_ancient(m));
        let sort = if ancient { Sort::Ancient } else { Sort::Person };
        Some(Voice { name: names?.join("、"), at, sort })
    }

    fn is_ancient(&self, mention: &Mention) -> bool {
        match &mention.who {
            Who::Named(at) => self.text().get(at.clone()).is_some_and(known::is_ancient),
            Who::Alias(name) => known::is_ancient(name),
            _ => false,
        }
    }

    /// The first speaker-like person of a stretch: for lead sentences.
    pub(crate) fn first_of(&self, range: &Range<usize>) -> Option<Voice> {
        let found = mentions(self.text(), range);
        self.voice(subject_from(self.text(), &found, found.first()?), None)
    }

    /// The person printed at a place, by name: for source notes.
    pub(crate) fn named(&self, at: Range<usize>) -> Voice {
        let ancient = self.text().get(at.clone()).is_some_and(known::is_ancient);
        let sort = if ancient { Sort::Ancient } else { Sort::Person };
        Voice { name: self.strand.printed(&at).to_owned(), at, sort }
    }
}

/// The only holder of each office, known names before others; `None` where there are several.
fn alone<'t>(holders: &[(usize, &'static str, &'t str)]) -> Vec<(&'static str, Option<&'t str>)> {
    let mut found: Vec<(&'static str, bool, Option<&'t str>)> = Vec::new();
    for (_, office, name) in holders {
        let is_known = known::is_known(name);
        match found.iter_mut().find(|(o, ..)| o == office) {
            None => found.push((*office, is_known, Some(*name))),
            Some((_, known, holder)) if is_known && !*known => (*known, *holder) = (true, Some(*name)),
            Some((_, known, holder)) if is_known == *known => *holder = holder.filter(|h| h == name),
            Some(_) => {}
        }
    }
    found.into_iter().map(|(office, _, holder)| (office, holder)).collect()
}

/// What stands before the last sentence of `head`, the mark that parts them left out.
fn before_sentence<'t>(head: &'t str, sentence: &str) -> &'t str {
    let rest = head.get(..head.len() - sentence.len()).unwrap_or("");
    let mut chars = rest.chars();
    chars.next_back();
    chars.as_str()
}

/// Where a part of a text begins in it.
fn at_of(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}

/// A mention and those joined to it: 马克思、恩格斯, 马克思恩格斯, 姐姐田小雨和妹妹田小雪.
fn subject_from<'m>(text: &str, found: &'m [Mention], first: &Mention) -> &'m [Mention] {
    let start = found.partition_point(|m| m.at.start < first.at.start);
    let mut end = start + 1;
    while let (Some(last), Some(next)) = (found.get(end - 1), found.get(end)) {
        let gap = text.get(last.at.end..next.at.start).unwrap_or("。");
        let called = gap.trim_start_matches(['、', '和', '与', '及']);
        let joined =
            called.is_empty() || called.len() < gap.len() && called.len() <= 18 && titles::calls(called);
        if !joined || next.who == Who::Pronoun {
            break;
        }
        end += 1;
    }
    found.get(start..end).unwrap_or(&[])
}

/// Nouns for somebody's words.
static WORDS_OF: Words = Words::new(&[
    "诗句",
    "名句",
    "诗词",
    "名言",
    "的话",
    "句话",
    "的诗",
    "格言",
    "警句",
    "座右铭",
    "名篇",
    "词句",
    "论断",
    "诗",
    "词",
    "教诲",
    "箴言",
    "说",
    "之言",
    "之语",
    "之论",
    "自勉",
    "的观点",
    "的说法",
]);

/// The person whose words a cue names: 总书记引用|屈原的诗句.
fn owner_of_words<'m>(text: &str, inside: &'m [Mention], end: usize) -> Option<&'m [Mention]> {
    let last = inside.last().filter(|m| m.possesses(text))?;
    let noun = text.get(last.at.end..end)?.trim_end_matches('是');
    (reach::han_count(noun) <= 8 && !noun.contains(['，', '：']) && WORDS_OF.ends(noun).is_some())
        .then(|| {
            inside.iter().find_map(|m| {
                let subject = subject_from(text, inside, m);
                subject.last().filter(|l| l.at == last.at).map(|_| subject)
            })
        })
        .flatten()
}

/// The person right before the verb of a cue, the one who speaks whoever else is named: 某某回答|黄炎培提出的.
fn next_to_verb<'m>(text: &str, inside: &'m [Mention], end: usize) -> Option<&'m [Mention]> {
    let last = inside.last().filter(|_| inside.len() > 1)?;
    let between = text
        .get(last.at.end..end)
        .filter(|b| reach::han_count(b) <= 4 && b.chars().all(chuchu_text::is_han))?;
    VERBS.ends(between.trim_end_matches(['的', '过', '了']))?;
    let with_last = |m: &&Mention| subject_from(text, inside, m).last().is_some_and(|l| l.at == last.at);
    inside.iter().find(with_last).map(|m| subject_from(text, inside, m))
}

/// Words that make a clause speak for somebody of its own, not for a person of an earlier clause.
static BODIES: Words = Words::new(&[
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
    "大家",
    "众人",
    "老乡",
    "百姓",
    "同志们",
    "孩子",
    "学生",
    "工人",
    "农民",
    "村民",
    "居民",
    "干部",
    "员工",
    "职工",
    "市民",
    "游客",
    "记者",
    "代表",
    "负责人",
    "发言人",
    "人士",
    "讲解员",
    "老人",
    "青年",
    "父亲",
    "母亲",
    "妻子",
    "丈夫",
    "儿子",
    "女儿",
    "爷爷",
    "奶奶",
    "朋友",
    "同事",
    "同学",
    "老师",
    "医生",
    "战士",
    "网民",
    "读者",
    "作者",
    "论者",
    "外媒",
    "我",
    "你",
    "谁",
    "文章",
    "文件",
    "社论",
    "评论",
    "报道",
    "该书",
    "书中",
    "文中",
    "人说",
    "人问",
    "人士",
    "客人",
    "主人",
    "女人",
    "男人",
    "老汉",
]);

fn has_own_subject(clause: &str) -> bool {
    (BODIES.within(clause) || DOCUMENTS.within(clause)) && !clause.starts_with(['强', '指', '要', '教'])
}

/// Whether a clause is nothing but a verb of saying with adverbs: 并明确指出.
fn bare(clause: &str) -> bool {
    let rest = clause.trim_start_matches(|c: char| ADVERBS.contains(c));
    VERBS.is(rest)
}

/// Characters of the adverbs that stand before a verb of saying.
const ADVERBS: &str = "并且还又也曾经再次多次一深刻明确进步就则反复特别着重随后接着同时更";

/// The name that ends right before `at`.
fn name_before(text: &str, at: usize) -> Option<&str> {
    let head = reach::near(text, at);
    if let Some(known) = known::at_end(head) {
        return Some(known);
    }
    let name = names::at_end(head)?;
    // 学|习贯彻|总书记: what only has the shape of a name must begin where a word begins
    let before = head.get(..head.len() - name.len())?;
    before.chars().next_back().is_none_or(|c| !chuchu_text::is_han(c)).then_some(name)
}

/// A name that a text begins with: known, or told by its shape and what follows.
fn name_at_start(text: &str) -> Option<&str> {
    known::at_start(text).or_else(|| names::speaking_at_start(text))
}

/// Names printed in full beside an office, with the place of the office. Cost: linear in the offices.
fn titled(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (at, office) in titles::offices(text) {
        let after = || names::full_at_start(text.get(at + office.len()..)?);
        if let Some(name) = name_before(text, at).or_else(after) {
            found.push((at, name));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, cue: &str, expect: Option<&str>) {
        let start = text.rfind(cue).unwrap();
        let strand = Strand::of(text);
        let people = People::read(&strand, &Landmarks::of(strand.text()), &[], None);
        let voice = people.of_cue(&(start..start + cue.len()), None, false);
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
    fn a_surname_with_a_title_is_the_person_named_in_full() {
        check("历史系教授王建国来校讲学。王教授指出", "王教授指出", Some("王建国"));
        check("王建国教授来了，王大同教授也来了。王教授指出", "王教授指出", Some("王教授"));
        check("王教授指出", "王教授指出", Some("王教授"));
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
