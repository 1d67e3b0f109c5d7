//! Who speaks: which of the persons near a cue says the words it introduces.
//!
//! Persons are found in `mention`; whom an office stands for is told in `people`, whom a pronoun in `antecedent`.

use super::cue_words::{ADDRESSING, ANCIENT_NOUNS, DOCUMENTS, POPULAR_NOUNS, VERBS};
use super::mention::{Mention, Who, mentions};
use super::people::People;
use super::{body, kin, known, reach, titles};
use crate::words::Words;
use std::ops::Range;

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

impl People<'_> {
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
        if let Some(words) = words_of_others(clause) {
            return self.owner_behind(inside, cue.end - words.len()..cue.end, last);
        }
        if let Some(at) = kin::speaking(clause) {
            return Some(self.printed(cue.start + at.start..cue.start + at.end));
        }
        if let Some(subject) = next_to_verb(text, inside, cue.end) {
            return self.voice(subject, last);
        }
        if let Some(first) = inside.first() {
            return self.voice(subject_from(text, inside, first), last);
        }
        if let Some(at) = body::of_clause(clause) {
            let at = cue.start + at.start..cue.start + at.end;
            return Some(Voice { sort: Sort::Body, ..self.printed(at) });
        }
        if has_own_subject(clause) {
            return None;
        }
        let start = cue.end - sentence.len().min(cue.end);
        if let Some(at) = kin::opening(sentence).filter(|_| !behind && earlier.is_empty() && bare(clause)) {
            return Some(self.printed(start + at.start..start + at.end));
        }
        if let Some(first) = earlier.iter().find(|m| !m.possesses(text)) {
            return self.voice(subject_from(text, earlier, first), last);
        }
        last.filter(|_| bare(clause)).cloned()
    }

    /// The person whose words somebody quotes or remembers, named in `words`: 引用|毛主席诗句,
    /// 记得|先生的一句话; nobody where it names none.
    fn owner_behind(&self, inside: &[Mention], words: Range<usize>, last: Option<&Voice>) -> Option<Voice> {
        let text = self.text();
        let behind = inside.get(inside.partition_point(|m| m.at.start < words.start)..)?;
        if let Some(first) = behind.first() {
            let subject = subject_from(text, behind, first);
            let rest = text.get(subject.last()?.at.end..words.end)?;
            // 他父亲的话: not his own
            let near = rest.trim_start_matches(|c| "的这那一两几有名著".contains(c));
            let own = is_word_for_words(near) && reach::han_count(near) <= 3 || VERBS.within(rest);
            return own.then(|| self.voice(subject, last)).flatten();
        }
        let tail = text.get(words.clone())?;
        let called = titles::calling_at_start(tail)?;
        let at = words.start..words.start + called.len();
        tail.get(called.len()..)?.starts_with('的').then_some(())?;
        Some(Voice { name: self.described(at.start, called)?, at, sort: Sort::Person })
    }

    fn voice(&self, subject: &[Mention], last: Option<&Voice>) -> Option<Voice> {
        let names: Option<Vec<String>> = subject.iter().map(|m| self.resolve(m, last)).collect();
        let at = subject.first()?.at.start..subject.last()?.at.end;
        let ancient = subject.iter().all(|m| self.is_ancient(m));
        let sort = if ancient { Sort::Ancient } else { Sort::Person };
        Some(Voice { name: names?.join("、"), at, sort })
    }

    /// Somebody whom print calls by no name: the printed words stand for it.
    fn printed(&self, at: Range<usize>) -> Voice {
        Voice { name: self.strand.printed(&at).to_owned(), at, sort: Sort::Person }
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
    "教导",
    "嘱托",
    "嘱咐",
    "叮嘱",
    "叮咛",
    "箴言",
    "说",
    "之言",
    "之语",
    "之论",
    "自勉",
    "的观点",
    "的说法",
]);

/// Verbs of those who give the words of others.
static GIVING: Words = Words::new(&[
    "引用",
    "援引",
    "引述",
    "借用",
    "化用",
    "套用",
    "转述",
    "吟诵",
    "背诵",
    "记得",
    "记住",
    "牢记",
    "铭记",
    "谨记",
    "记起",
    "想起",
    "难忘",
    "忘不了",
    "没有忘记",
    "常提起",
    "重温",
]);

/// What follows a verb of giving the words of others, where a clause ends in such words: 多次引用|古语.
fn words_of_others(clause: &str) -> Option<&str> {
    let words = clause.trim_end_matches(['说', '道', '是']);
    is_word_for_words(words).then_some(())?;
    let (at, verb) = GIVING.find(words).next()?;
    // 要求牢记…: a command speaks for itself
    let asked = verb.contains('记') && clause.get(..at).is_some_and(|head| ADDRESSING.within(head));
    let rest = clause.get(at + verb.len()..)?.trim_start_matches(['了', '过', '着', '起']);
    (!asked && !rest.is_empty()).then_some(rest)
}

/// Whether a noun for somebody's words, an old saying or a proverb ends `words`.
fn is_word_for_words(words: &str) -> bool {
    let words = words.trim_end_matches(['说', '道', '是']);
    [&WORDS_OF, &ANCIENT_NOUNS, &POPULAR_NOUNS].iter().any(|nouns| nouns.ends(words).is_some())
}

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
    let rest = ["笑着", "哭着", "叹着气", "点点头", "轻声", "大声"]
        .iter()
        .find_map(|w| rest.strip_prefix(w))
        .unwrap_or(rest);
    VERBS.is(rest)
}

/// Characters of the adverbs that stand before a verb of saying.
const ADVERBS: &str = "并且还又也曾经再次多次一深刻明确进步就则反复特别着重随后接着同时更";

#[cfg(test)]
mod tests {
    use super::super::landmarks::Landmarks;
    use super::super::strand::Strand;
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
    fn words_of_others_are_not_his_who_gives_them() {
        check("习近平总书记多次引用古语", "习近平总书记多次引用古语", None);
        check("习近平总书记在讲话中多次引用古语", "习近平总书记在讲话中多次引用古语", None);
        check("王建国教授引用了一句名言", "王建国教授引用了一句名言", None);
        check("邓小平同志借用谚语说", "邓小平同志借用谚语说", None);
        check("周恩来总理引用毛主席诗句", "周恩来总理引用毛主席诗句", Some("毛泽东"));
        check("邓小平引用毛泽东说过的一句话", "邓小平引用毛泽东说过的一句话", Some("毛泽东"));
        check("李大同教授引用数据说", "李大同教授引用数据说", Some("李大同"));
        check("邓小平引用他父亲的话", "邓小平引用他父亲的话", None);
        let first = "李清教授是陈先生的学生。";
        check(&format!("{first}他至今记得先生的一句话"), "他至今记得先生的一句话", Some("陈先生"));
        check(&format!("{first}他忘不了母亲的一句话"), "他忘不了母亲的一句话", None);
        check(&format!("{first}他至今记得王大同院士的教诲"), "他至今记得王大同院士的教诲", Some("王大同"));
        check(&format!("{first}他说"), "他说", None);
    }

    #[test]
    fn print_beats_what_stands_before() {
        let first = "立法委员林某某昨天质询教育部长潘某某。";
        check(&format!("{first}林某某质疑"), "林某某质疑", Some("林某某"));
        check(&format!("{first}林某某摊开两手"), "林某某摊开两手", Some("林某某"));
        check("有子曰", "有子曰", Some("有子"));
        check("正如朱子云", "正如朱子云", Some("朱子"));
        check("正如子曰", "正如子曰", Some("孔子"));
        check("君子曰", "君子曰", None);
        check("太子曰", "太子曰", None);
        check("清代学者萧抡谓如是说", "清代学者萧抡谓如是说", Some("萧抡谓"));
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
