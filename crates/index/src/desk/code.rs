//! The codes of the desk's own remarks; those of the parser stand in `chuchu_parser::code`.

use chuchu_model::Severity;
use chuchu_parser::code::{Code, Example, ExampleKind};

/// A manuscript that is remarked on.
const fn shown(before: &'static str) -> Option<Example> {
    Some(Example { kind: ExampleKind::Text, before, after: None })
}

/// A quotation is too long to be traced as one.
pub const TOO_LONG: Code = Code {
    id: "K001",
    severity: Severity::Warning,
    explanation: "A quotation is too long to be traced as one.",
    reading: "It is listed as not found; that says nothing about whether it is right.",
    remedy: "Look whether a closing quotation mark is missing; else trace its paragraphs one by one.",
    example: None,
};

/// A number is missing among the notes.
pub const NUMBER_MISSING: Code = Code {
    id: "K002",
    severity: Severity::Warning,
    explanation: "A number is missing in the list of notes 注号缺漏.",
    reading: "The notes are read as they stand.",
    remedy: "Look for the note that was cut, or number the notes anew.",
    example: shown(
        "他说：“修桥的人先要量水，量水的人先要等一个冬天”[1]，又说：“种树的人不急着乘凉，乘凉的人要记得种树”[3]。\n\n注释\n\n[1] 《江州史》，江州出版社1990年版，第5页。\n[3] 《江州志》，江州出版社1991年版，第6页。\n",
    ),
};

/// A number stands twice among the notes.
pub const NUMBER_DOUBLED: Code = Code {
    id: "K003",
    severity: Severity::Warning,
    explanation: "Two notes of a list have the same number 注号重复.",
    reading: "A marker is tied to the first of them behind it.",
    remedy: "Number the notes anew, markers included.",
    example: shown(
        "他说：“修桥的人先要量水，量水的人先要等一个冬天”[1]，又说：“种树的人不急着乘凉，乘凉的人要记得种树”[2]。\n\n注释\n\n[1] 《江州史》，江州出版社1990年版，第5页。\n[2] 《江州志》，江州出版社1991年版，第6页。\n[2] 《江州林志》，江州出版社1992年版，第7页。\n",
    ),
};

/// Numbers are out of order.
pub const NUMBER_ORDER: Code = Code {
    id: "K004",
    severity: Severity::Warning,
    explanation: "Notes or their markers do not stand in the order of their numbers 注号颠倒.",
    reading: "A marker is tied to the note with its number, wherever in the list that stands.",
    remedy: "Look whether a passage was moved without its note; number the notes anew.",
    example: shown(
        "他说：“修桥的人先要量水，量水的人先要等一个冬天”[2]，又说：“种树的人不急着乘凉，乘凉的人要记得种树”[1]，还说：“读书的人点一盏灯，点灯的人照一条路”[3]。\n\n注释\n\n[1] 《江州史》，江州出版社1990年版，第5页。\n[2] 《江州志》，江州出版社1991年版，第6页。\n[3] 《江州林志》，江州出版社1992年版，第7页。\n",
    ),
};

/// A marker has no note.
pub const NO_NOTE: Code = Code {
    id: "K005",
    severity: Severity::Warning,
    explanation: "A marker in the text has no note 有注号而无注文.",
    reading: "Nothing is tied to the quotation before it.",
    remedy: "Supply the note, or take the marker out.",
    example: shown(
        "他说：“修桥的人先要量水，量水的人先要等一个冬天”[1]，又说：“种树的人不急着乘凉，乘凉的人要记得种树”[2]，还说：“读书的人点一盏灯，点灯的人照一条路”[3]。\n\n注释\n\n[1] 《江州史》，江州出版社1990年版，第5页。\n[2] 《江州志》，江州出版社1991年版，第6页。\n",
    ),
};

/// A note has no marker.
pub const NO_MARKER: Code = Code {
    id: "K006",
    severity: Severity::Warning,
    explanation: "A note has no marker in the text 有注文而无注号.",
    reading: "The note is listed among the citations, and tied to no quotation.",
    remedy: "Put the marker where the note belongs, or take the note out.",
    example: shown(
        "他说：“修桥的人先要量水，量水的人先要等一个冬天”[1]，又说：“种树的人不急着乘凉，乘凉的人要记得种树”[2]。\n\n注释\n\n[1] 《江州史》，江州出版社1990年版，第5页。\n[2] 《江州志》，江州出版社1991年版，第6页。\n[3] 《江州林志》，江州出版社1992年版，第7页。\n",
    ),
};

/// A note points back to nothing.
pub const NO_TARGET: Code = Code {
    id: "K007",
    severity: Severity::Warning,
    explanation: "A note points back (同上, 同注…), and there is nothing to point to 同上无所承.",
    reading: "Nothing is tied to the quotation of the note.",
    remedy: "Print the source in full: the note that it meant was moved or cut.",
    example: shown(
        "他说：“修桥的人先要量水，量水的人先要等一个冬天”[1]，又说：“种树的人不急着乘凉，乘凉的人要记得种树”[2]。\n\n注释\n\n[1] 同上，第5页。\n[2] 《江州志》，江州出版社1991年版，第6页。\n",
    ),
};

/// A note points back to another work than the words stand in.
pub const WRONG_TARGET: Code = Code {
    id: "K008",
    severity: Severity::Warning,
    explanation: "A note points back (同上, 同注…) to a work that has not got the words 同上所承有误.",
    reading: "The work that is meant is in the corpus without the words, and another work has them.",
    remedy: "Look whether a note was put in between; print the source in full.",
    example: None,
};

/// One work is cited in two ways.
pub const TWO_WAYS: Code = Code {
    id: "K009",
    severity: Severity::Warning,
    explanation: "The same work is cited in two ways: author, title, date, press, year or issue 同一文献著录不一.",
    reading: "Both are listed as printed; neither is taken for the right one.",
    remedy: "Look both up, and print the source in one way; where two editions are meant, say so.",
    example: shown(
        "他说：“修桥的人先要量水，量水的人先要等一个冬天”[1]，又说：“种树的人不急着乘凉，乘凉的人要记得种树”[2]。\n\n注释\n\n[1] 孙某：《江州水利史》，江州出版社1990年版，第5页。\n[2] 孙某：《江州水利史》，江州出版社1991年版，第6页。\n",
    ),
};

/// One quotation is cited to two places.
pub const TWO_PLACES: Code = Code {
    id: "K010",
    severity: Severity::Warning,
    explanation: "The same words are cited to different pages of the same book 同一引文页码不一.",
    reading: "Both are compared with the source on their own.",
    remedy: "Look the page up, and print one.",
    example: shown(
        "他说：“修桥的人先要量水，量水的人先要等一个冬天”[1]，又说：“修桥的人先要量水，量水的人先要等一个冬天”[2]。\n\n注释\n\n[1] 孙某：《江州水利史》，江州出版社1990年版，第5页。\n[2] 孙某：《江州水利史》，江州出版社1990年版，第55页。\n",
    ),
};

/// Every code of the desk, in order of its identifier.
pub const ALL: &[Code] = &[
    TOO_LONG,
    NUMBER_MISSING,
    NUMBER_DOUBLED,
    NUMBER_ORDER,
    NO_NOTE,
    NO_MARKER,
    NO_TARGET,
    WRONG_TARGET,
    TWO_WAYS,
    TWO_PLACES,
];

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::{CheckOptions, Corpus, Record};
    use chuchu_model::DocumentId;

    #[test]
    fn every_example_is_remarked_on_with_its_code() {
        let folder = tempfile::tempdir().unwrap();
        let corpus = Corpus::create(folder.path()).unwrap();
        for code in ALL {
            let Some(example) = code.example else {
                // a text of many pages, and a corpus with the works that are meant
                assert!(["K001", "K008"].contains(&code.id), "{} has no example", code.id);
                continue;
            };
            let manuscript = Record::of_text(DocumentId::new("m").unwrap(), example.before.to_owned());
            let report = corpus.check("m", &manuscript, &CheckOptions::default()).unwrap();
            let codes: Vec<&str> = report.diagnostics.iter().map(|d| d.code.as_str()).collect();
            assert!(codes.contains(&code.id), "{}: {codes:?}", code.id);
        }
    }
}
