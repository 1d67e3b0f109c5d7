//! Cues: the words that introduce somebody's words. 总书记指出：“…”, 强调共产党“…”, 就像某某当年说的：“…”.

use super::reach;
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

/// Verbs of saying and writing. Where one ends another, the longer stands first.
pub(crate) const VERBS: &[&str] = &[
    "指出",
    "强调",
    "写道",
    "说道",
    "讲道",
    "问道",
    "答道",
    "喊道",
    "谈道",
    "写到",
    "讲到",
    "谈到",
    "说到",
    "提到",
    "提出",
    "认为",
    "要求",
    "表示",
    "告诫",
    "教导",
    "号召",
    "主张",
    "宣布",
    "宣告",
    "声明",
    "呼吁",
    "重申",
    "阐述",
    "论述",
    "论断",
    "揭示",
    "回答",
    "回忆",
    "总结",
    "概括",
    "评价",
    "称赞",
    "赞扬",
    "感叹",
    "感慨",
    "批示",
    "题词",
    "题写",
    "勉励",
    "嘱咐",
    "嘱托",
    "叮嘱",
    "教育",
    "引导",
    "提醒",
    "警告",
    "坦言",
    "直言",
    "断言",
    "预言",
    "申明",
    "明确",
    "规定",
    "载明",
    "记载",
    "出自",
    "源自",
    "语出",
    "自称",
    "形容",
    "描述",
    "批评",
    "批判",
    "解释",
    "补充",
    "透露",
    "介绍",
    "反问",
    "自问",
    "承诺",
    "誓言",
    "告诉我们",
    "告诉",
    "有言",
    "有云",
    "又云",
    "又曰",
    "诗云",
    "所言",
    "所说",
    "所讲",
    "所指",
    "修改为",
    "修正为",
    "写有",
    "写着",
    "刻着",
    "曰",
    "云",
    "说",
    "讲",
    "问",
    "答",
    "道",
    "喊",
];

/// Verbs after which the person spoken to stands before the words: 要求党的干部“….
const ADDRESSING: &[&str] = &[
    "指出", "强调", "要求", "提出", "告诫", "教导", "教育", "号召", "勉励", "嘱咐", "叮嘱", "引导", "提醒",
    "警告", "说", "称", "称赞", "评价", "认为", "告诉", "形容",
];

/// Verb endings that are no saying: 所谓, 可以说, 小说, 传说, 道路, 知道.
const NOT_SAYING: &[&str] = &[
    "小说",
    "学说",
    "传说",
    "可以说",
    "应该说",
    "一般说",
    "虽说",
    "难道",
    "知道",
    "报道",
    "渠道",
    "轨道",
    "街道",
    "通道",
    "人道",
    "疑问",
    "学问",
    "访问",
    "慰问",
    "顾问",
    "提问",
    "过问",
    "讲台",
    "解答",
    "地道",
    "频道",
    "公道",
    "再说",
    "换句话说",
    "也就是说",
    "就是说",
    "来说",
    "白云",
    "风云",
    "乡云",
    "一说",
    "演讲",
];

/// Nouns that stand for words: 有这么一段话：“….
const NOUNS: &[(&str, Voice)] = &[
    ("古人云", Voice::Ancient),
    ("古语云", Voice::Ancient),
    ("古人说", Voice::Ancient),
    ("古人讲", Voice::Ancient),
    ("古语说", Voice::Ancient),
    ("古诗云", Voice::Ancient),
    ("古语", Voice::Ancient),
    ("古训", Voice::Ancient),
    ("古话", Voice::Ancient),
    ("诗句", Voice::Ancient),
    ("诗", Voice::Ancient),
    ("词句", Voice::Ancient),
    ("名句", Voice::Ancient),
    ("千古名言", Voice::Ancient),
    ("俗话说", Voice::Popular),
    ("俗话", Voice::Popular),
    ("俗语", Voice::Popular),
    ("谚语", Voice::Popular),
    ("民谣", Voice::Popular),
    ("歌谣", Voice::Popular),
    ("顺口溜", Voice::Popular),
    ("老话", Voice::Popular),
    ("常言道", Voice::Popular),
    ("常言", Voice::Popular),
    ("民谚", Voice::Popular),
    ("歇后语", Voice::Popular),
    ("打油诗", Voice::Popular),
    ("一段话", Voice::Says),
    ("一句话", Voice::Says),
    ("几句话", Voice::Says),
    ("的话", Voice::Says),
    ("名言", Voice::Says),
    ("格言", Voice::Says),
    ("论断", Voice::Says),
    ("批示", Voice::Says),
    ("指示", Voice::Says),
    ("条文", Voice::Document),
    ("条款", Voice::Document),
    ("誓词", Voice::Document),
    ("口号", Voice::Says),
    ("标语", Voice::Says),
    ("题词", Voice::Says),
];

/// Words of the ancients and the people, as they begin a cue.
const OLD_VOICES: &[(&str, Voice)] = &[
    ("古人", Voice::Ancient),
    ("古语", Voice::Ancient),
    ("古诗", Voice::Ancient),
    ("古书", Voice::Ancient),
    ("先哲", Voice::Ancient),
    ("先贤", Voice::Ancient),
    ("圣人", Voice::Ancient),
    ("诗云", Voice::Ancient),
    ("子曰", Voice::Ancient),
    ("出自", Voice::Ancient),
    ("语出", Voice::Ancient),
    ("古时候", Voice::Ancient),
    ("俗话", Voice::Popular),
    ("俗语", Voice::Popular),
    ("谚语", Voice::Popular),
    ("老话", Voice::Popular),
    ("常言", Voice::Popular),
    ("民谚", Voice::Popular),
    ("民间", Voice::Popular),
    ("老百姓常说", Voice::Popular),
    ("有道是", Voice::Popular),
];

/// Texts of bodies that speak for themselves.
pub(crate) const DOCUMENTS: &[&str] = &[
    "决议",
    "决定",
    "报告",
    "公报",
    "文件",
    "通知",
    "意见",
    "条例",
    "宪法",
    "党章",
    "章程",
    "准则",
    "纲要",
    "规划",
    "规定",
    "办法",
    "公约",
    "宣告书",
    "声明",
    "社论",
    "公告",
    "鉴定",
    "判决",
    "合同",
    "法律",
    "通报",
    "纪要",
    "总则",
    "草案",
];

/// What may stand between a verb and the mark and belongs to the verb.
const TAILS: &[&str] =
    &["的那样", "的一样", "这一点", "过的", "的是", "了", "过", "着", "道", "到", "的", "称", "说"];

/// The cue that stands right before the mark at `at`, if one does. `swallowed`: the mark is one that
/// swallowed the character before it, which may have been a colon.
pub(crate) fn before(text: &str, at: usize, swallowed: bool) -> Option<Cue> {
    let head = reach::before(text, at);
    let bare = head.trim_end_matches(reach::blank);
    let (link, head) = match bare.chars().next_back()? {
        '：' | ':' => (Link::Colon, cut_last(bare)),
        '，' | ',' => (Link::Comma, cut_last(bare)),
        _ if swallowed => (Link::Colon, bare),
        _ => (Link::Direct, bare),
    };
    let end = at - (reach::before(text, at).len() - head.len());
    let clause = reach::last_clause(head);
    let voice = voice_of(clause);
    let cue =
        |length: usize, link| Cue { range: end - clause.len()..end - clause.len() + length, link, voice };
    if let Some(voice) = noun_at_end(clause).filter(|_| link != Link::Direct || !clause.ends_with("的话")) {
        let voice = if voice == Voice::Says { voice_of(clause) } else { voice };
        return Some(Cue { voice, ..cue(clause.len(), link) });
    }
    if let Some(of) = verb_at_end(clause) {
        return Some(cue(clause.len(), if of && link == Link::Direct { Link::Of } else { link }));
    }
    if link == Link::Direct && ["出自", "源自", "语出"].iter().any(|w| clause.contains(w)) {
        return Some(cue(clause.len(), Link::Of));
    }
    match link {
        Link::Colon => verb_inside(clause, VERBS, 24).map(|_| cue(clause.len(), link)),
        Link::Direct => through(head, clause, end, voice),
        _ => None,
    }
}

/// A cue whose verb is parted from the mark by the subject of what follows, or by a copula.
fn through(head: &str, clause: &str, end: usize, voice: Voice) -> Option<Cue> {
    let start = end - clause.len();
    if verb_inside(clause, ADDRESSING, 10).is_some() {
        return Some(Cue { range: start..end, link: Link::Through, voice });
    }
    let parent = head.get(..head.len() - clause.len())?.trim_end_matches(reach::blank);
    if reach::han_count(clause) <= 6 && parent.ends_with(['：', ':']) {
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
    let ended =
        text.get(..at).is_some_and(|t| t.trim_end_matches(['”', '’', '」', '"']).ends_with(['。', '；']));
    let stops = tail.get(skipped + clause.len()..)?.starts_with(['。', '；']);
    if ended && !stops {
        return None;
    }
    let short = (2..=14).contains(&reach::han_count(clause)) && clause.chars().all(chuchu_text::is_han);
    let says =
        ["说", "道", "指出", "表示", "写道", "认为", "强调", "回忆"].iter().any(|v| clause.ends_with(v));
    (short && says && verb_at_end(clause).is_some()).then(|| Cue {
        range: at + skipped..at + skipped + clause.len(),
        link: Link::Comma,
        voice: Voice::Says,
    })
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
        if NOT_SAYING.iter().any(|w| rest.ends_with(w)) {
            return None;
        }
        if VERBS.iter().any(|v| rest.ends_with(v)) {
            return Some(of);
        }
        rest = TAILS.iter().find_map(|t| rest.strip_suffix(t))?;
    }
    None
}

fn noun_at_end(clause: &str) -> Option<Voice> {
    NOUNS.iter().find(|(noun, _)| clause.ends_with(noun)).map(|(_, voice)| *voice)
}

/// Where the last of the verbs ends inside a clause, with at most `room` Chinese characters after it.
fn verb_inside(clause: &str, verbs: &[&str], room: usize) -> Option<usize> {
    let ends = verbs.iter().filter_map(|v| clause.rfind(v).map(|at| (at + v.len(), *v)));
    let (end, _) = ends.filter(|(end, _)| !refused(clause, *end)).max_by_key(|(end, v)| (*end, v.len()))?;
    let rest = clause.get(end..)?;
    let open = !rest.contains(['“', '”', '、', '《']) && reach::han_count(rest) <= room;
    (open && end > 0).then_some(end)
}

fn refused(clause: &str, end: usize) -> bool {
    clause.get(..end).is_some_and(|head| NOT_SAYING.iter().any(|w| head.ends_with(w)))
}

/// Who speaks, as far as the words of the clause tell.
pub(crate) fn voice_of(clause: &str) -> Voice {
    if let Some((_, voice)) = OLD_VOICES.iter().find(|(word, _)| clause.contains(word)) {
        return *voice;
    }
    let document = DOCUMENTS.iter().any(|d| clause.contains(d)) || clause.contains("修改为");
    if document { Voice::Document } else { Voice::Says }
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
