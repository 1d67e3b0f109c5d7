//! Cues: the words that introduce somebody's words. 总书记指出：“…”, 强调共产党“…”, 就像某某当年说的：“…”.

use super::cue_words::{
    ADDRESSING, ANCIENT_NOUNS, ANCIENT_VOICES, BEHIND_VERBS, DOCUMENT_NOUNS, DOCUMENTS, NOT_SAYING,
    POPULAR_NOUNS, POPULAR_VOICES, SAYS_NOUNS, SUMMING, TAILS, TEXT_VERBS, VERBS, WRITINGS,
};
use super::{names, reach};
use crate::words::Words;
use std::ops::Range;

/// How a cue leads to the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// A colon: 指出：“….
    Colon,
    /// A comma: 指出，“….
    Comma,
    /// Nothing: 强调“….
    Direct,
    /// 的: 所强调的“….
    Of,
    /// The subject of the words stands between: 强调共产党“….
    Through,
    /// Only 是, 为 or 即: 内容是“….
    Copula,
    /// The cue follows the words: “……，”他说.
    Behind,
}

/// What the words of the cue tell about what is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// Somebody speaks or writes.
    Says,
    /// The ancients, a classic, a poem.
    Ancient,
    /// A proverb, a popular rhyme.
    Popular,
    /// A text of a body: 决议, 鉴定, 规定.
    Document,
    /// Somebody writes: in a letter, a diary, a report.
    Writes,
}

/// The words that introduce a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cue {
    /// The clause up to its verb or noun, in the strand.
    pub(crate) range: Range<usize>,
    /// How it leads on.
    pub(crate) link: Link,
    /// What it tells.
    pub(crate) voice: Voice,
}

/// The cue that stands right before the mark at `at`, if one does. `swallowed`: the mark is one that
/// swallowed the character before it, which may have been a colon.
pub(crate) fn before(text: &str, at: usize, swallowed: bool) -> Option<Cue> {
    let window = reach::before(text, at);
    let head = window;
    // 某某回忆道：⏎“…: the words are a paragraph of their own
    if head.is_empty() && at > 0 && text.get(..at - 1).is_some_and(|t| t.ends_with(['：', ':'])) {
        return before(text, at - 1, false);
    }
    let bare = head.trim_end_matches(reach::blank);
    let (link, head) = match bare.chars().next_back()? {
        '：' | ':' => (Link::Colon, cut_last(bare)),
        '，' | ',' => (Link::Comma, cut_last(bare)),
        _ if swallowed => (Link::Colon, bare),
        _ => (Link::Direct, bare),
    };
    let end = at - (window.len() - head.len());
    let clause = reach::last_clause(head);
    let voice = voice_of(clause);
    let cue =
        |length: usize, link| Cue { range: end - clause.len()..end - clause.len() + length, link, voice };
    // 某某的名言是“…”
    let stem = clause.strip_suffix('是').map_or(clause, |s| s.strip_suffix('就').unwrap_or(s));
    let noun = noun_at_end(clause).or_else(|| noun_at_end(stem));
    if let Some(voice) = noun.filter(|_| link != Link::Direct || !clause.ends_with("的话")) {
        let voice = if voice == Voice::Says { voice_of(clause) } else { voice };
        return Some(Cue { voice, ..cue(clause.len(), link) });
    }
    if let Some(of) = verb_at_end(clause) {
        return Some(cue(clause.len(), if of && link == Link::Direct { Link::Of } else { link }));
    }
    let said = TEXT_VERBS.ends(clause).and_then(|verb| clause.strip_suffix(verb));
    if said.is_some_and(|title| title.ends_with('》')) && link != Link::Direct {
        return Some(cue(clause.len(), link));
    }
    if link == Link::Direct && ["出自", "源自", "语出"].iter().any(|w| clause.contains(w)) {
        return Some(cue(clause.len(), Link::Of));
    }
    match link {
        Link::Colon => {
            verb_inside(clause, &VERBS, 24).map(|_| cue(clause.len(), link)).or_else(|| remote(head, end))
        }
        Link::Comma => ["告诉", "对"]
            .iter()
            .any(|w| clause.contains(w))
            .then(|| verb_inside(clause, &ADDRESSING, 6))
            .flatten()
            .map(|_| cue(clause.len(), link)),
        Link::Direct => through(head, clause, end, voice),
        _ => None,
    }
}

/// A cue in an earlier clause of the sentence: 某某说过这样的话，至今难忘：“….
fn remote(head: &str, end: usize) -> Option<Cue> {
    let sentence = reach::last_sentence(head);
    let clause = reach::last_clause(head);
    let before = sentence.get(..sentence.len().checked_sub(clause.len())?)?;
    let before = before.strip_suffix(['，', ','])?;
    let lead = reach::last_clause(before);
    let says = noun_at_end(lead) == Some(Voice::Says)
        || VERBS.ends(lead).is_some() && NOT_SAYING.ends(lead).is_none();
    let lead_end = end - (sentence.len() - before.len());
    (says && !lead.contains(['“', '”'])).then(|| Cue {
        range: lead_end - lead.len()..lead_end,
        link: Link::Colon,
        voice: voice_of(lead),
    })
}

/// What hands over to words whose source stands after them: 归根到底“….
pub(crate) fn summing(text: &str, at: usize) -> Option<Range<usize>> {
    let head = reach::before(text, at);
    let clause = reach::last_clause(head.trim_end_matches(['，', '：', ',', ':']));
    let end = at - (head.len() - head.trim_end_matches(['，', '：', ',', ':']).len());
    SUMMING.is(clause).then(|| end - clause.len()..end)
}

/// A cue whose verb is parted from the mark by the subject of what follows, or by a copula.
fn through(head: &str, clause: &str, end: usize, voice: Voice) -> Option<Cue> {
    let start = end - clause.len();
    if verb_inside(clause, &ADDRESSING, 10).is_some() {
        return Some(Cue { range: start..end, link: Link::Through, voice });
    }
    let parent = head.get(..head.len() - clause.len())?.trim_end_matches(reach::blank);
    // 指出：共产党人“…”; 指出，要“…”
    let subject = reach::han_count(clause) <= 6 && parent.ends_with(['：', ':']);
    let modal =
        ["要", "就要", "必须", "应", "应当", "一定要"].contains(&clause) && parent.ends_with(['，', ',']);
    if subject || modal {
        let parent = cut_last(parent);
        let lead = reach::last_clause(parent);
        let lead_end = end - (head.len() - parent.len());
        verb_at_end(lead)?;
        return Some(Cue {
            range: lead_end - lead.len()..lead_end,
            link: Link::Through,
            voice: voice_of(lead),
        });
    }
    let copula = clause.ends_with(['是', '为', '即']) && reach::han_count(clause) <= 24;
    copula.then_some(Cue { range: start..end, link: Link::Copula, voice })
}

/// A cue after the words: “……，”他说，.
pub(crate) fn behind(text: &str, at: usize) -> Option<Cue> {
    let tail = reach::after(text, at);
    let skipped = tail.len() - tail.trim_start_matches(['，', ',']).len();
    let clause = tail.get(skipped..)?.split(reach::ends_clause).next()?;
    // “….”某某强调，…: a new sentence, unless the cue ends it
    let words = reach::near(text, at).trim_end_matches(reach::closes);
    let rest = tail.get(skipped + clause.len()..)?;
    let goes_on = ["，“", "：“", "，「", "：「", "，\"", "：\""].iter().any(|mark| rest.starts_with(mark));
    // “….”某某说，“….”: one speech, parted by its cue; after a colon another one may begin
    let parts = ["，“", "，「", "，\""].iter().any(|mark| rest.starts_with(mark)) && words.ends_with('。');
    let stops = rest.starts_with(['。', '；']) || goes_on && words.ends_with(['！', '？', '…']) || parts;
    // without a mark between, what follows is the rest of a sentence that names something
    let parted = skipped > 0 || words.ends_with(['，', ',', '！', '？', '…', '。', '；']);
    if !parted || words.ends_with(['。', '；']) && !stops {
        return None;
    }
    let from = at + skipped;
    if speaks_behind(clause) {
        return Some(Cue { range: from..from + clause.len(), link: Link::Behind, voice: Voice::Says });
    }
    // “….”老李端起茶杯，慢慢地说。
    let next = tail.get(skipped + clause.len()..)?.strip_prefix(['，', ','])?;
    let second = next.split(reach::ends_clause).next()?;
    let length = clause.len() + '，'.len_utf8() + second.len();
    let sentence = tail.get(skipped..skipped + length)?;
    let ends = tail.get(skipped + length..)?.starts_with(['。', '：']) && reach::han_count(clause) <= 14;
    let slowly = second.contains(['地', '着']) || reach::han_count(second) <= 3;
    (ends && slowly && sentence.ends_with(second) && speaks_behind(second)).then(|| Cue {
        range: from..from + length,
        link: Link::Behind,
        voice: Voice::Says,
    })
}

/// Whether a clause after quoted words says that somebody spoke them: 他说, 老李笑着说, 赵铁柱告诉记者.
fn speaks_behind(clause: &str) -> bool {
    let short = (2..=18).contains(&reach::han_count(clause))
        && clause.chars().all(|c| chuchu_text::is_han(c) || names::is_dot(c) || c.is_alphabetic());
    let told = ["告诉", "问", "对", "回答", "提醒"].iter().find_map(|v| clause.find(v).map(|at| (at, v)));
    let told = told.is_some_and(|(at, v)| {
        at > 0
            && *v != "对"
            && clause
                .get(at + v.len()..)
                .is_some_and(|to| (2..=4).contains(&reach::han_count(to)) && VERBS.ends(clause).is_none())
    });
    short && (told || BEHIND_VERBS.ends(clause).is_some() && verb_at_end(clause).is_some())
}

fn cut_last(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next_back();
    chars.as_str()
}

/// Whether a clause ends in a verb of saying; `Some(true)` with 的 after it.
pub(crate) fn verb_at_end(clause: &str) -> Option<bool> {
    let mut rest = clause.trim_end_matches(reach::blank);
    let of = rest.ends_with('的') || rest.ends_with("那样");
    for _ in 0..3 {
        if NOT_SAYING.ends(rest).is_some() {
            return None;
        }
        if VERBS.ends(rest).is_some() {
            return Some(of);
        }
        rest = rest.strip_suffix(TAILS.ends(rest)?)?;
    }
    None
}

fn noun_at_end(clause: &str) -> Option<Voice> {
    let lists = [
        (&ANCIENT_NOUNS, Voice::Ancient),
        (&POPULAR_NOUNS, Voice::Popular),
        (&SAYS_NOUNS, Voice::Says),
        (&DOCUMENT_NOUNS, Voice::Document),
    ];
    lists.into_iter().find(|(words, _)| words.ends(clause).is_some()).map(|(_, voice)| voice)
}

/// Where the last of the verbs ends inside a clause, with at most `room` Chinese characters after it.
fn verb_inside(clause: &str, verbs: &Words, room: usize) -> Option<usize> {
    let ends = verbs.find(clause).map(|(at, verb)| at + verb.len());
    let end =
        ends.filter(|end| clause.get(..*end).is_some_and(|head| NOT_SAYING.ends(head).is_none())).max()?;
    let rest = clause.get(end..)?;
    // where a colon follows, the clause may name things before it: 提出“两个务必”：“…
    let plain = room > 20 || !rest.contains(['“', '”', '、', '《']);
    let open = plain && reach::han_count(rest) <= room;
    open.then_some(end)
}

/// Who speaks, as far as the words of the clause tell.
pub(crate) fn voice_of(clause: &str) -> Voice {
    if ANCIENT_VOICES.within(clause) {
        Voice::Ancient
    } else if POPULAR_VOICES.within(clause) {
        Voice::Popular
    } else if DOCUMENTS.within(clause) || clause.contains("修改为") {
        Voice::Document
    } else if WRITINGS.within(clause) {
        Voice::Writes
    } else {
        Voice::Says
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: Option<(&str, Link)>) {
        let at = text.find('“').unwrap();
        let cue = before(text, at, false);
        let found = cue.as_ref().map(|c| (text.get(c.range.clone()).unwrap(), c.link));
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn cues_of_every_link() {
        check("前句。总书记指出：“", Some(("总书记指出", Link::Colon)));
        check("古人云，“", Some(("古人云", Link::Comma)));
        check("就像某同志当年说的：“", Some(("就像某同志当年说的", Link::Colon)));
        check("延安时期，强调共产党“", Some(("强调共产党", Link::Through)));
        check("某同志所强调的“", Some(("某同志所强调的", Link::Of)));
        check("在宣言中指出：共产党人“", Some(("在宣言中指出", Link::Through)));
        check("正如《决定》所指出的，要“", Some(("正如《决定》所指出的", Link::Through)));
        check("他的座右铭是“", Some(("他的座右铭是", Link::Direct)));
        check("鉴定中有这么一段话：“", Some(("鉴定中有这么一段话", Link::Colon)));
        check("再次强调了这一要求：“", Some(("再次强调了这一要求", Link::Colon)));
    }

    #[test]
    fn what_is_no_cue() {
        check("贯彻“", None);
        check("我们知道，“", None);
        check("所谓“", None);
        check("这部小说“", None);
    }

    #[test]
    fn a_cue_may_follow() {
        let text = "“好，”他说，“很好。”";
        let cue = behind(text, "“好，”".len()).unwrap();
        assert_eq!(text.get(cue.range), Some("他说"));
    }
}
