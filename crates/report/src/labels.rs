//! Names of the model's values for people, in Chinese and in English.

use chuchu_model::{
    Attribution, Coverage, DifferenceKind, HouseRule, NoteKind, NotePlace, Place, QuotationKind, Verdict,
};
use std::borrow::Cow;

/// Words in both languages of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Chinese.
    pub zh: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

/// Words in both languages.
#[must_use]
pub(crate) const fn label(zh: &'static str, en: &'static str) -> Label {
    Label { zh: Cow::Borrowed(zh), en: Cow::Borrowed(en) }
}

/// What a verdict says.
#[must_use]
pub fn verdict(verdict: Verdict) -> Label {
    match verdict {
        Verdict::Exact => label("一字不差", "word for word"),
        Verdict::Punctuation => label("标点不同", "punctuation differs"),
        Verdict::Script => label("字形不同", "script differs"),
        Verdict::Ellipsis => label("省略相符", "shortened where it says so"),
        Verdict::Altered => label("文字有异", "altered"),
        Verdict::Partial => label("部分相符", "found in part"),
        Verdict::Formula => label("套语", "set phrase"),
        Verdict::NotFound => label("本库未见", "not in this corpus"),
    }
}

/// The sign of a verdict, which tells it without colour.
pub(crate) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Exact => "✓",
        Verdict::Punctuation => "，",
        Verdict::Script => "繁",
        Verdict::Ellipsis => "…",
        Verdict::Altered => "≠",
        Verdict::Partial => "◐",
        Verdict::Formula => "∞",
        Verdict::NotFound => "?",
    }
}

/// What kind of difference.
#[must_use]
pub fn difference(kind: DifferenceKind) -> Label {
    match kind {
        DifferenceKind::Missing => label("脱", "missing"),
        DifferenceKind::Added => label("衍", "added"),
        DifferenceKind::Replaced => label("改", "replaced"),
        DifferenceKind::Moved => label("移", "moved"),
        DifferenceKind::Punctuation => label("标点", "punctuation"),
        DifferenceKind::Script => label("字形", "script"),
        DifferenceKind::Number => label("数字", "number"),
        DifferenceKind::Ellipsis => label("省略", "left out"),
    }
}

/// The name of a kind of difference in JSON, and as a class.
pub(crate) fn difference_name(kind: DifferenceKind) -> &'static str {
    match kind {
        DifferenceKind::Missing => "missing",
        DifferenceKind::Added => "added",
        DifferenceKind::Replaced => "replaced",
        DifferenceKind::Moved => "moved",
        DifferenceKind::Punctuation => "punctuation",
        DifferenceKind::Script => "script",
        DifferenceKind::Number => "number",
        DifferenceKind::Ellipsis => "ellipsis",
    }
}

/// What kind of quotation.
pub(crate) fn quotation(kind: QuotationKind) -> Label {
    match kind {
        QuotationKind::Speech => label("讲话", "speech"),
        QuotationKind::WrittenWork => label("著作", "written work"),
        QuotationKind::ClassicalAllusion => label("典故", "classical allusion"),
        QuotationKind::Proverb => label("俗语", "proverb"),
        QuotationKind::Document => label("文件", "document"),
    }
}

/// What a rule of the house says of a quotation that breaks it.
#[must_use]
pub fn house_rule(rule: HouseRule) -> Label {
    match rule {
        HouseRule::Punctuation => label("标点须与原文一致", "punctuation must be that of the source"),
        HouseRule::Script => label("字形须与原文一致", "characters must be those of the source"),
        HouseRule::Citations => label("出处须与原文一致", "the citation must agree with the source"),
        HouseRule::Context => label("不得断章取义", "words that turn the sense must not be cut off"),
        HouseRule::RequireNote => label("引文须有注", "a quotation must have a note"),
        HouseRule::QuotationMarks => label("引号不合体例", "other quotation marks than those of the house"),
    }
}

/// The field of a citation.
#[must_use]
pub fn field(name: &str) -> Label {
    match name {
        "date" => label("日期", "date"),
        "year" => label("年份", "year"),
        "pages" => label("页码", "pages"),
        "title" => label("题名", "title"),
        "publisher" => label("出版者", "publisher"),
        "speaker" => label("作者", "speaker"),
        "container" => label("书刊名", "container"),
        "volume" => label("卷次", "volume"),
        "issue" => label("期号", "issue"),
        other => Label { zh: other.to_owned().into(), en: other.to_owned().into() },
    }
}

/// Whether the speaker agrees, where that is worth a word.
pub(crate) fn attribution(attribution: Attribution) -> Option<Label> {
    match attribution {
        Attribution::Agrees => Some(label("作者相符", "speaker agrees")),
        Attribution::Differs => Some(label(
            "作者不符：所查到的原文为他人所说",
            "speaker differs: the place found gives the words to another",
        )),
        Attribution::NotStated => Some(label("稿中未署作者", "the manuscript names no speaker")),
        Attribution::Unknown => None,
    }
}

/// Whether the cited work can be compared, where that is worth a word.
pub(crate) fn coverage(coverage: Coverage) -> Option<Label> {
    match coverage {
        Coverage::Covered => Some(label("所引之书在库", "the cited work is in the corpus")),
        Coverage::NotCovered => Some(label(
            "所引之书不在库，无从核对",
            "the cited work is not in the corpus, so it cannot be compared",
        )),
        Coverage::Unknown => None,
    }
}

/// A warning about what stands around a place. The tracer words it in English; what is quoted there stays.
pub(crate) fn context(warning: &str) -> Label {
    let zh = warning
        .replace("the source goes on: ", "原文接下去是：")
        .replace("the source has before it: ", "原文前面有：")
        .replace("the ellipsis leaves out a negation: ", "省略号略去了否定：");
    Label { zh: zh.into(), en: warning.to_owned().into() }
}

/// A place in the file; `line` where the file's own places are not known.
#[must_use]
pub fn place(place: Option<&Place>, line: usize) -> Label {
    let Some(place) = place.filter(|place| **place != Place::default()) else {
        return Label { zh: format!("第{line}行").into(), en: format!("line {line}").into() };
    };
    let parts = [
        place.part.clone(),
        place.page.map(|n| format!("第{n}页")),
        place.note.map(note),
        place.paragraph.map(|n| format!("第{n}段")),
        place.line.map(|n| format!("第{n}行")),
    ];
    let zh = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    Label { zh: zh.into(), en: place.to_string().into() }
}

fn note(note: NotePlace) -> String {
    let kind = match note.kind {
        NoteKind::Footnote => "脚注",
        NoteKind::Endnote => "尾注",
        NoteKind::Comment => "批注",
    };
    format!("{kind}{}", note.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_worded_in_both_languages() {
        let label = context("the source has before it: 不得; the source goes on: ，但");
        assert_eq!(label.zh, "原文前面有：不得; 原文接下去是：，但");
    }

    #[test]
    fn a_place_is_named_in_both_languages() {
        let note = NotePlace { kind: NoteKind::Footnote, number: 5 };
        let given = Place { page: Some(3), note: Some(note), ..Place::default() };
        assert_eq!(place(Some(&given), 9), label("第3页 脚注5", "page 3, footnote 5"));
        assert_eq!(place(None, 9), label("第9行", "line 9"));
        assert_eq!(place(Some(&Place::default()), 9), label("第9行", "line 9"));
    }
}
