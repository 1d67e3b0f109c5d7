//! What kind of words a quotation holds: spoken, written, of a document, classical, proverbial.

use super::attribution::is_document;
use super::cue::Voice;
use super::cue_words::DOCUMENTS;
use super::shape::Shape;
use super::speaker::Sort;
use crate::words::Words;
use chuchu_model::QuotationKind;

/// What the kind is told from.
#[derive(Debug)]
pub(crate) struct Signs<'a> {
    /// The shape of the words.
    pub(crate) shape: Shape,
    /// What the cue tells.
    pub(crate) voice: Option<Voice>,
    /// What kind of speaker is named.
    pub(crate) speaker: Option<Sort>,
    /// The title of the work.
    pub(crate) work: Option<&'a str>,
    /// The work is named in a source note.
    pub(crate) in_note: bool,
}

/// Works of antiquity.
const CLASSICS: &[&str] = &[
    "论语",
    "孟子",
    "大学",
    "中庸",
    "诗经",
    "尚书",
    "周易",
    "易经",
    "礼记",
    "左传",
    "春秋",
    "史记",
    "汉书",
    "后汉书",
    "三国志",
    "老子",
    "道德经",
    "庄子",
    "荀子",
    "韩非子",
    "墨子",
    "管子",
    "孙子兵法",
    "吕氏春秋",
    "淮南子",
    "战国策",
    "国语",
    "资治通鉴",
    "贞观政要",
    "楚辞",
    "离骚",
    "岳阳楼记",
    "后出师表",
    "出师表",
    "说苑",
    "晏子春秋",
    "盐铁论",
    "新书",
    "新语",
    "诗",
    "书",
    "易",
    "礼",
    "周礼",
    "仪礼",
    "尔雅",
    "公羊传",
    "谷梁传",
    "孝经",
    "朱子语类",
    "传习录",
    "世说新语",
    "文心雕龙",
    "颜氏家训",
    "菜根谭",
    "明史",
    "宋史",
    "元史",
    "新唐书",
    "旧唐书",
    "晋书",
    "隋书",
    "列子",
    "山海经",
    "水经注",
    "黄帝内经",
    "日知录",
    "明夷待访录",
];

/// The kind of a quotation.
pub(crate) fn of(signs: &Signs<'_>) -> QuotationKind {
    let modern = signs.speaker == Some(Sort::Person);
    match signs.voice {
        Some(Voice::Ancient) if !modern => return QuotationKind::ClassicalAllusion,
        // a poem of somebody of today: 某某的诗句“…”
        Some(Voice::Ancient) => return QuotationKind::WrittenWork,
        Some(Voice::Popular) => return QuotationKind::Proverb,
        _ => {}
    }
    if signs.speaker == Some(Sort::Ancient) {
        return QuotationKind::ClassicalAllusion;
    }
    if let Some(title) = signs.work {
        return of_work(title, signs.in_note);
    }
    if is_document(signs.voice) && !modern {
        return QuotationKind::Document;
    }
    if signs.voice == Some(Voice::Writes) {
        return QuotationKind::WrittenWork;
    }
    if modern || signs.voice.is_some() && !signs.shape.is_verse {
        return QuotationKind::Speech;
    }
    unattributed(&signs.shape)
}

/// Titles that end in 法 and are no laws.
const NOT_LAWS: Words = Words::new(&[
    "方法", "看法", "想法", "做法", "书法", "说法", "语法", "手法", "用法", "兵法", "写法", "技法",
]);

/// Whether a title is that of a law, a note in brackets at its end left aside: 《监察法》（草案）.
pub(crate) fn is_law(title: &str) -> bool {
    let bare = title.split(['（', '(']).next().unwrap_or(title);
    bare.ends_with('法') && NOT_LAWS.ends(bare).is_none() || bare.ends_with("法典")
}

/// Whether a title is that of a work of antiquity, or of a part of one (《孟子·离娄上》).
pub(crate) fn is_classic(title: &str) -> bool {
    let book = title.split(['·', '.']).next().unwrap_or(title);
    CLASSICS.contains(&book)
}

fn of_work(title: &str, in_note: bool) -> QuotationKind {
    if is_classic(title) {
        return QuotationKind::ClassicalAllusion;
    }
    if DOCUMENTS.ends(title).is_some() || is_law(title) {
        return QuotationKind::Document;
    }
    let spoken = ["讲话", "谈话", "演讲", "致辞", "发言", "演说"].iter().any(|w| title.ends_with(w));
    if spoken && !in_note { QuotationKind::Speech } else { QuotationKind::WrittenWork }
}

/// Words that nobody is said to have said.
fn unattributed(shape: &Shape) -> QuotationKind {
    let short = shape.han <= 60;
    if shape.is_verse
        || (shape.is_classical && short)
        || (shape.han == 7 || shape.han == 5) && !shape.has_comma && !shape.ends_sentence
    {
        QuotationKind::ClassicalAllusion
    } else if shape.is_parallel && shape.han <= 16 {
        QuotationKind::Proverb
    } else {
        QuotationKind::Speech
    }
}

#[cfg(test)]
mod tests {
    use super::super::shape;
    use super::*;

    #[track_caller]
    fn check(
        words: &str,
        voice: Option<Voice>,
        speaker: Option<Sort>,
        work: Option<&str>,
        expect: QuotationKind,
    ) {
        let signs = Signs { shape: shape::of(words), voice, speaker, work, in_note: work.is_some() };
        assert_eq!(of(&signs), expect, "{words}");
    }

    #[test]
    fn kinds_are_told() {
        use QuotationKind::{ClassicalAllusion, Document, Proverb, Speech, WrittenWork};
        check("好。", Some(Voice::Says), Some(Sort::Person), None, Speech);
        check("好。", Some(Voice::Says), Some(Sort::Person), Some("论联合政府"), WrittenWork);
        check("好。", None, None, Some("中共中央关于某事的决定"), Document);
        check("好。", Some(Voice::Document), None, None, Document);
        check("好。", Some(Voice::Writes), Some(Sort::Person), None, WrittenWork);
        check("问渠哪得清如许，为有源头活水来。", None, None, None, ClassicalAllusion);
        check("民为贵", None, None, Some("孟子·尽心下"), ClassicalAllusion);
        check("有右反右，有左反左", None, None, None, Proverb);
        check("水能载舟", Some(Voice::Ancient), Some(Sort::Ancient), None, ClassicalAllusion);
    }
}
