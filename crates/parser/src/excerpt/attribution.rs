//! Sources that are no full citation: ——鲁迅, （《论语》）, ——毛泽东《论联合政府》, 《孟子·梁惠王上》曰, a day or a
//! speaker on a line of its own. Says whether a stretch may be one; whether it is one, the whole document says.

use crate::structure;
use chuchu_text::{date, is_blank, is_han};

/// The longest such source, in characters.
const LONGEST: usize = 70;

/// The longest name, in characters: a foreign one with its country.
const LONGEST_NAME: usize = 16;

/// Words that say that a source follows.
const LABELS: [&str; 30] = [
    "出处",
    "出處",
    "来源",
    "來源",
    "语出",
    "語出",
    "引自",
    "选自",
    "選自",
    "摘自",
    "节选自",
    "節選自",
    "摘编自",
    "摘編自",
    "转引自",
    "轉引自",
    "参见",
    "參見",
    "详见",
    "见于",
    "載於",
    "载于",
    "又见",
    "并见",
    "亦见",
    "另见",
    "载",
    "载自",
    "见",
    "見",
];

/// The dashes before a source.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '—' | '―' | '─' | '－' | '–' | '-' | '﹣' | '⸺')
}

/// What stands round the words of a source: its dashes, brackets and label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Framed<'t> {
    /// The words without them.
    pub(super) words: &'t str,
    pub(super) dashed: bool,
    pub(super) labelled: bool,
    pub(super) bracketed: bool,
}

/// Takes dashes, brackets, a label and the final full stop off a source.
pub(super) fn unframe(source: &str) -> Framed<'_> {
    let mut framed =
        Framed { words: source.trim_matches(is_blank), dashed: false, labelled: false, bracketed: false };
    for _ in 0..4 {
        let before = framed.words.len();
        framed.step();
        if framed.words.len() == before {
            break;
        }
    }
    framed
}

impl Framed<'_> {
    fn step(&mut self) {
        let bare = self.words.trim_start_matches(is_dash).trim_start_matches(is_blank);
        self.dashed |= bare.len() < self.words.len();
        self.words = bare.trim_end_matches(is_blank);
        if !self.bracketed
            && let Some(inside) = enclosed(self.words)
        {
            self.words = inside;
            self.bracketed = true;
        }
        if let Some(rest) = unlabelled(self.words) {
            self.words = rest;
            self.labelled = true;
        }
    }
}

/// The inside of a citation that stands in round brackets as a whole.
pub(super) fn whole_in_round(words: &str) -> Option<&str> {
    words.starts_with(['（', '(']).then(|| enclosed(words)).flatten()
}

/// The inside of a pair of brackets that holds the whole.
fn enclosed(words: &str) -> Option<&str> {
    let pairs = [('（', '）'), ('(', ')'), ('[', ']'), ('［', '］'), ('〔', '〕'), ('【', '】')];
    let stopped = words.trim_end_matches(['。', '．']);
    let (open, close) = pairs.iter().find(|(open, _)| words.starts_with(*open))?;
    let inside = stopped.strip_prefix(*open)?.strip_suffix(*close)?;
    let mut depth = 0i32;
    let whole = inside.chars().all(|c| {
        depth += i32::from(c == *open) - i32::from(c == *close);
        depth >= 0
    });
    (whole && depth == 0).then(|| inside.trim_matches(is_blank))
}

/// What follows 出处：, 【出处】, 选自《, 见.
fn unlabelled(words: &str) -> Option<&str> {
    let bare = words.trim_start_matches(['【', '[', '［', '〔']);
    let behind =
        LABELS.iter().filter_map(|l| bare.strip_prefix(l)).max_by_key(|rest| bare.len() - rest.len())?;
    let rest = behind.trim_start_matches(['】', ']', '］', '〕']).trim_start_matches(is_blank);
    let marked = rest.trim_start_matches(['：', ':', '｜']).trim_start_matches(is_blank);
    let closed = rest.len() < behind.trim_start_matches(is_blank).len();
    (marked.len() < rest.len() || closed || rest.starts_with(['《', '〈', '“'])).then_some(marked)
}

/// Whether a block begins as a source on a line of its own would: with a dash, a bracket or a label.
pub(super) fn may_open(block: &str) -> bool {
    block.starts_with(|c| is_dash(c) || matches!(c, '（' | '(' | '[' | '［' | '〔' | '【'))
        || unlabelled(block).is_some()
}

/// Whether a line may be or end with a source. Looks at its first and last characters only.
pub(super) fn may_end(line: &str) -> bool {
    line.starts_with(|c| is_dash(c) || matches!(c, '（' | '[' | '【'))
        || line.ends_with(['）', ']', '〕', '】'])
        || line.ends_with(|c| super::mark::single(c).is_some())
        || super::mark::closing(line).is_some()
        || dashed_tail(line).is_some()
}

/// Whether the words of a source (without frame) name a person, a work, or the day and place of a speech.
pub(super) fn names_source(words: &str) -> bool {
    let words = words.trim_end_matches(['。', '．', '：', ':']);
    if words.is_empty() || words.chars().count() > LONGEST || ends_inside(words) {
        return false;
    }
    let edited = ["整理", "编辑部", "供稿", "选编", "编选", "摘编", "记者", "编者", "编", "辑"]
        .iter()
        .any(|e| words.ends_with(e));
    if edited && !words.contains('《') {
        return false;
    }
    is_titled(words) || is_speech(words) || is_name(words) || is_day(words) || is_page(words)
}

/// 第45—46页: a page of the book that the whole document is taken from.
fn is_page(words: &str) -> bool {
    let number = words.strip_prefix('第').and_then(|w| w.strip_suffix(['页', '頁']));
    number.is_some_and(|n| {
        n.len() <= 24
            && n.starts_with(|c: char| c.is_ascii_digit())
            && n.chars().all(|c| {
                c.is_ascii_digit() || is_dash(c) || is_blank(c) || matches!(c, '、' | '，' | '～' | '~')
            })
    })
}

/// Whether a sentence ends inside, outside all titles.
fn ends_inside(words: &str) -> bool {
    let mut open = 0i32;
    words.chars().any(|c| {
        open += i32::from(c == '《') - i32::from(c == '》');
        open <= 0 && matches!(c, '。' | '！' | '？' | '；' | '!' | '?')
    })
}

/// 《论语·学而》, 毛泽东《论联合政府》, 鲁迅：《呐喊》自序（1922年）: a title, with no more than a name before it.
fn is_titled(words: &str) -> bool {
    let (Some(open), Some(close)) = (words.find(['《', '〈']), words.rfind(['》', '〉'])) else {
        return false;
    };
    let before = words
        .get(..open)
        .unwrap_or("")
        .trim_end_matches(|c| is_blank(c) || matches!(c, '：' | ':' | '，' | ','));
    let behind = words.get(close..).unwrap_or("").trim_start_matches(['》', '〉']);
    let named = before.is_empty()
        || is_name(before)
        || is_day(before)
        || before.ends_with(['等', '著', '编'])
        || before.contains('在');
    open < close && named && behind.chars().count() <= 30 && !behind.contains(['“', '”'])
}

/// Whether words are those of a speech, not of a name.
pub(super) fn names_speech(words: &str) -> bool {
    is_speech(words)
}

/// 1936年10月8日，某某在…的讲话; 在…上的报告.
fn is_speech(words: &str) -> bool {
    const KINDS: [&str; 32] = [
        "专访",
        "採訪",
        "采访",
        "访谈",
        "答记者问",
        "会谈",
        "会见",
        "贺信",
        "复信",
        "的电报",
        "讲话",
        "講話",
        "演讲",
        "演講",
        "演说",
        "演說",
        "报告",
        "報告",
        "致辞",
        "致詞",
        "致词",
        "发言",
        "發言",
        "谈话",
        "談話",
        "的信",
        "批示",
        "指示",
        "题词",
        "題詞",
        "时指出",
        "開幕詞",
    ];
    let bare = words.trim_end_matches(|c: char| c.is_ascii_digit() || "（）()年月日、，—-".contains(c));
    KINDS.iter().any(|k| bare.ends_with(k)) && !words.contains(['“', '”'])
}

/// A name: short, without marks inside but · and brackets.
pub(super) fn is_name(words: &str) -> bool {
    let inner = |c: char| {
        is_han(c) || c.is_ascii_alphabetic() || is_blank(c) || "·•．.・()（）[]〔〕［］、".contains(c)
    };
    let length = words.chars().filter(|c| !is_blank(*c)).count();
    (2..=LONGEST_NAME).contains(&length)
        && words.chars().all(inner)
        && words.chars().any(|c| is_han(c) || c.is_ascii_alphabetic())
}

/// A day, with or without brackets, and nothing else.
pub(super) fn is_day(words: &str) -> bool {
    let bare = words.trim_matches(|c: char| is_blank(c) || "（）()【】[]〔〕：:，,".contains(c));
    date::leading(bare, 0).is_some_and(|found| bare.get(found.span.range().end..).is_some_and(str::is_empty))
}

/// Where the attribution behind the last sentence of a block begins: ——鲁迅, （《论语》）, [高尔基].
pub(super) fn behind_text(block: &str) -> Option<usize> {
    let block = block.trim_end_matches(is_blank);
    let start = dashed_tail(block).or_else(|| enclosed_tail(block))?;
    let head = block.get(..start)?.trim_end_matches(is_blank);
    let ended = head.ends_with(['。', '！', '？', '…', '”', '’', '」', '』', '；', '!', '?', '"']);
    let framed = unframe(block.get(start..)?);
    (ended && names_source(framed.words)).then_some(start)
}

/// The dashes that may stand inside a block before a source.
const RULES: [char; 4] = ['—', '―', '─', '⸺'];

/// The last run of dashes near the end of a block.
fn dashed_tail(block: &str) -> Option<usize> {
    let near = block.char_indices().rev().take(LONGEST).last().map_or(0, |(at, _)| at);
    let tail = block.get(near..)?;
    let last = tail.rfind(RULES)?;
    let start = tail.get(..last)?.trim_end_matches(RULES).len();
    let words = tail.get(start..)?.trim_start_matches(is_dash);
    (!words.is_empty() && start < last || tail.get(start..)?.starts_with('⸺')).then_some(near + start)
}

/// The bracket that closes a block.
fn enclosed_tail(block: &str) -> Option<usize> {
    let last = block.chars().next_back()?;
    let open = match last {
        '）' => '（',
        ')' => '(',
        ']' => '[',
        '〕' => '〔',
        '】' => '【',
        _ => return None,
    };
    let mut depth = 0i32;
    block.char_indices().rev().take(LONGEST + 2).find_map(|(at, c)| {
        depth += i32::from(c == last) - i32::from(c == open);
        (depth == 0).then_some(at)
    })
}

/// Where the words begin behind 《孟子·梁惠王上》曰： or 孔子说：, and where the source before them ends.
pub(super) fn before_text(block: &str) -> Option<(usize, usize)> {
    let head_end = block.char_indices().map(|(at, _)| at).nth(40).unwrap_or(block.len());
    let head = block.get(..head_end)?;
    let (at, colon) = head.char_indices().find(|(_, c)| matches!(c, '：' | ':'))?;
    let cue = head.get(..at)?;
    let verbs = ["曰", "云", "有云", "中云", "说", "說", "有言", "道"];
    let verb = verbs.iter().find_map(|v| cue.strip_suffix(v)).unwrap_or(cue);
    let titled = verb.starts_with('《') && verb.ends_with('》') && verb.matches('《').count() == 1;
    let quotes =
        head.get(at + colon.len_utf8()..)?.trim_start_matches(is_blank).starts_with(['“', '「', '"']);
    let spoken = quotes && (structure::is_person(verb) || is_master(verb));
    let behind = at + colon.len_utf8();
    let rest = block.get(behind..)?;
    let words = behind + rest.len() - rest.trim_start_matches(is_blank).len();
    (titled && verb.len() < cue.len() || spoken).then_some((behind, words))
}

/// 孔子, 韩非子.
fn is_master(name: &str) -> bool {
    name.ends_with('子') && (2..=3).contains(&name.chars().count())
}

/// Whether the words of a source can hardly be anything else: a title, a speech, a page, a known form of name.
pub(super) fn is_certain(words: &str) -> bool {
    words.contains(['《', '〈', '·', '•', '[', '［', '〔'])
        || is_speech(words)
        || is_page(words)
        || structure::is_person(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_named_by_person_work_or_speech() {
        for source in [
            "——鲁迅",
            "——[苏]高尔基",
            "——毛泽东《论联合政府》",
            "——高尔基：《我的大学》",
            "——《论语·学而》",
            "（鲁迅）",
            "（《孟子·告子下》）",
            "——1936年10月8日，陈某某在边区干部会议上的讲话",
            "【出处】《呐喊》自序",
            "出处：鲁迅",
            "选自《鲁迅全集》第1卷",
        ] {
            assert!(names_source(unframe(source).words), "{source}");
        }
        for other in ["——要坚持党的领导，加强党的建设。", "（这是很重要的。要记住！）", "——", ""]
        {
            assert!(!names_source(unframe(other).words), "{other}");
        }
    }

    #[test]
    fn an_attribution_stands_behind_a_sentence() {
        let check = |block: &str, expect: Option<&str>| {
            assert_eq!(behind_text(block).and_then(|at| block.get(at..)), expect, "{block}");
        };
        check("世上本没有路。——鲁迅", Some("——鲁迅"));
        check("“书是阶梯。”（高尔基）", Some("（高尔基）"));
        check("学而时习之，不亦说乎？——《论语·学而》", Some("——《论语·学而》"));
        check("我们有两个任务——学习、生产。", None);
        check("我们有两个任务——学习", None);
    }

    #[test]
    fn a_classic_may_speak_first() {
        assert_eq!(before_text("《孟子·告子上》曰：“心之官则思。”"), Some((29, 29)));
        assert_eq!(before_text("我们说：要学习。"), None);
    }
}
