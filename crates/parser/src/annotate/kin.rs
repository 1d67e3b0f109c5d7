//! Relatives who speak without a name: 母亲问我, 外婆笑着说. The printed word stands for the person. A relative of
//! somebody else (王小明的母亲, 她的丈夫) is left to nobody: print does not say how that person is called.

use super::names;
use crate::words::Words;
use std::ops::Range;

/// Words for relatives. Where one begins another, the longer stands first.
static RELATIVES: Words = Words::new(&[
    "外祖父",
    "外祖母",
    "曾祖父",
    "曾祖母",
    "老祖母",
    "祖父",
    "祖母",
    "爷爷",
    "奶奶",
    "外公",
    "外婆",
    "姥姥",
    "姥爷",
    "父亲",
    "母亲",
    "爸爸",
    "妈妈",
    "爸妈",
    "丈夫",
    "妻子",
    "老伴",
    "儿子",
    "女儿",
    "哥哥",
    "姐姐",
    "弟弟",
    "妹妹",
    "伯父",
    "伯母",
    "叔叔",
    "叔父",
    "婶婶",
    "姑姑",
    "姑妈",
    "舅舅",
    "舅妈",
    "姨妈",
    "岳父",
    "岳母",
    "公公",
    "婆婆",
    "孙子",
    "孙女",
    "嫂子",
]);

/// What may stand between a relative and the verb beside adverbs: 笑着, 对我.
static BESIDE: Words = Words::new(&[
    "笑着",
    "哭着",
    "流着泪",
    "含着泪",
    "叹着气",
    "对我",
    "对他",
    "对她",
    "对我们",
    "拉着我的手",
    "常常",
    "总是",
    "经常",
    "有一次",
    "有一天",
    "那天",
    "曾经",
    "悄悄",
    "轻轻地",
    "轻声",
    "大声",
    "高兴地",
    "严肃地",
    "慢慢地",
    "告诉我",
    "问我",
    "劝我",
]);

/// The relative who speaks in a clause that ends in a verb of saying; its place in the clause.
pub(super) fn speaking(clause: &str) -> Option<Range<usize>> {
    let at = own(clause)?;
    let mut rest = clause.get(at.end..)?;
    for _ in 0..3 {
        if names::speaking_follows(rest) {
            return Some(at);
        }
        rest = rest.strip_prefix(BESIDE.starts(rest)?)?;
    }
    rest.is_empty().then_some(at)
}

/// The relative with whom a sentence begins: 外婆听了，.
pub(super) fn opening(sentence: &str) -> Option<Range<usize>> {
    let at = own(sentence)?;
    let tail = sentence.get(at.end..)?;
    (!tail.starts_with(['和', '与', '跟', '、', '们'])).then_some(at)
}

/// A relative at the beginning, of the writer or of nobody told: 我的母亲, 母亲.
fn own(clause: &str) -> Option<Range<usize>> {
    let bare = ["我的", "我家", "咱", "我"].iter().find_map(|w| clause.strip_prefix(w)).unwrap_or(clause);
    let word = RELATIVES.starts(bare)?;
    let start = clause.len() - bare.len();
    let tail = bare.get(word.len()..)?;
    (!tail.starts_with(['的', '节', '河', '般'])).then_some(start..start + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relatives_who_speak() {
        for (clause, word) in [
            ("母亲问我", "母亲"),
            ("我的祖父常对我说", "祖父"),
            ("外婆笑着说", "外婆"),
            ("父亲总是说", "父亲"),
            ("奶奶告诉我们", "奶奶"),
        ] {
            assert_eq!(speaking(clause).and_then(|at| clause.get(at)), Some(word), "{clause}");
        }
    }

    #[test]
    fn relatives_of_others_and_other_words_are_none() {
        for clause in [
            "她的丈夫叹道",
            "王小明的母亲说",
            "母亲河说",
            "母亲的话说",
            "祖国母亲说",
            "老师说",
            "母亲和父亲说",
        ] {
            assert_eq!(speaking(clause), None, "{clause}");
        }
    }
}
