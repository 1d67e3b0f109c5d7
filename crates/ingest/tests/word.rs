//! What is read of Word files.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod packages;

use chuchu_ingest::{Format, IngestError, Limits, Matter, Options, SourceText, ingest};
use chuchu_model::Span;
use packages::{STRICT, docx, docx_in, footnote, p, zip};

fn read(bytes: &[u8]) -> SourceText {
    ingest("a.docx", bytes, &Options::default()).unwrap()
}

#[track_caller]
fn check(body: &str, expect: &str) -> SourceText {
    let source = read(&docx(body, &[]));
    assert_eq!(source.text, expect);
    source
}

#[track_caller]
fn places(source: &SourceText, of: &str) -> String {
    let at = source.text.find(of).unwrap();
    source.places.of(Span::from_range(at..at + of.len())).unwrap().to_string()
}

#[test]
fn paragraphs_are_lines_and_know_their_number() {
    let source = check(&[p("甲"), "<w:p/>".to_owned(), p("乙")].concat(), "甲\n\n乙\n");
    assert_eq!((places(&source, "乙").as_str(), source.format), ("paragraph 3", Format::Docx));
}

#[test]
fn notes_are_collected_and_marked_where_they_are_referred_to() {
    let body = format!(
        "<w:p><w:r><w:t>他说：“甲。”</w:t></w:r>{}<w:r><w:t>又说：“乙。”</w:t></w:r>{}<w:r><w:endnoteReference w:id=\"2\"/></w:r></w:p>",
        footnote(3),
        footnote(2)
    );
    let note = |id: u32, text: &str| {
        format!(
            r#"<w:footnote w:id="{id}"><w:p><w:r><w:footnoteRef/><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>"#
        )
    };
    let separator =
        r#"<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>"#;
    let notes = format!("{separator}{}{}", note(2, "《乙书》"), note(3, "《甲书》"));
    let ends = "<w:endnote w:id=\"2\"><w:p><w:r><w:t>尾</w:t></w:r></w:p><w:p><w:r><w:t>续</w:t></w:r></w:p></w:endnote>";
    let source = read(&docx(&body, &[("footnotes", &notes), ("endnotes", ends)]));
    assert_eq!(
        source.text,
        "他说：“甲。”〔1〕又说：“乙。”〔2〕〔3〕\n〔1〕《甲书》\n〔2〕《乙书》\n〔3〕尾 续\n"
    );
    assert_eq!(places(&source, "《乙书》"), "footnote 2");
    assert_eq!(places(&source, "尾"), "endnote 1");
    assert_eq!(source.markers.len(), 6);
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let body = "<w:p><w:r><w:t>甲</w:t></w:r><w:del w:id=\"1\"><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins w:id=\"2\"><w:r><w:rPr><w:ins/></w:rPr><w:t>新</w:t></w:r></w:ins><w:moveFrom w:id=\"3\"><w:r><w:t>走</w:t></w:r></w:moveFrom></w:p><w:p><w:moveTo w:id=\"4\"><w:r><w:t>来</w:t></w:r></w:moveTo></w:p>";
    let source = check(body, "甲新\n来\n");
    assert_eq!(
        source.left_out.iter().map(|l| (l.what, l.count)).collect::<Vec<_>>(),
        [(Matter::Deletion, 2)]
    );
}

#[test]
fn a_paragraph_whose_mark_is_deleted_goes_on_in_the_next() {
    let body = "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:r><w:t>乙</w:t></w:r></w:p>";
    check(body, "甲乙\n");
}

#[test]
fn boxes_are_read_once_and_after_their_paragraph() {
    let inner = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><w:t>甲</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{inner}</w:drawing></mc:Choice><mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>乙</w:t></w:r></w:p>"
    );
    check(&body, "甲乙\n框\n");
}

#[test]
fn tables_fields_links_signs_and_ruby() {
    let cell = |text: &str| format!("<w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr>{}</w:tc>", p(text));
    check(&format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("一"), cell("二")), "一\n二\n");
    let run = |inner: &str| format!("<w:r>{inner}</w:r>");
    let field = [
        run("<w:fldChar w:fldCharType=\"begin\"/>"),
        run("<w:instrText>PAGE</w:instrText>"),
        run("<w:t>码</w:t>"),
        run("<w:fldChar w:fldCharType=\"separate\"/>"),
        run("<w:t>7</w:t>"),
        run("<w:fldChar w:fldCharType=\"end\"/>"),
    ];
    check(&format!("<w:p>第{}<w:r><w:t>页</w:t></w:r></w:p>", field.concat()), "7页\n");
    check("<w:p><w:hyperlink w:anchor=\"x\"><w:r><w:t>链</w:t></w:r></w:hyperlink></w:p>", "链\n");
    check(
        "<w:p><w:r><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:noBreakHyphen/><w:softHyphen/><w:sym w:char=\"2460\"/><w:br w:type=\"page\"/></w:r></w:p>",
        "\t甲\n乙-①\n",
    );
    check(
        "<w:p><w:r><w:ruby><w:rubyPr><w:hps w:val=\"9\"/></w:rubyPr><w:rt><w:r><w:t>hàn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>汉</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
        "汉\n",
    );
    check(
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>请填</w:t></w:r></w:p></w:sdtContent></w:sdt><w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>填了</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "填了\n",
    );
    check("<w:p><m:oMath><m:r><m:t>x+y</m:t></m:r></m:oMath></w:p>", "x+y\n");
    let hidden = check(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>显&amp;&#x4E59;</w:t></w:r></w:p>",
        "显&乙\n",
    );
    assert_eq!(hidden.left_out[0].what, Matter::Hidden);
}

#[test]
fn headings_and_automatic_numbers_come_from_styles() {
    let styles = "<w:style w:styleId=\"a\"><w:name w:val=\"heading 2\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr></w:style><w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    let numbering = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";
    let heading = "<w:p><w:pPr><w:pStyle w:val=\"b\"/></w:pPr><w:r><w:t>题</w:t></w:r></w:p>";
    let source = read(&docx(&heading.repeat(2), &[("styles", styles), ("numbering", numbering)]));
    assert_eq!(source.text, "一、题\n二、题\n");
    assert_eq!(source.headings.iter().map(|h| h.level).collect::<Vec<_>>(), [2, 2]);
    assert_eq!(source.headings[1].span.of(&source.text), Some("二、题"));
}

#[test]
fn comments_stand_apart_unless_they_are_wanted() {
    let body = "<w:p><w:r><w:t>甲</w:t></w:r><w:commentRangeStart w:id=\"4\"/><w:r><w:t>乙</w:t></w:r><w:commentRangeEnd w:id=\"4\"/><w:r><w:commentReference w:id=\"4\"/></w:r></w:p>";
    let comments = "<w:comment w:id=\"4\" w:author=\"编辑\"><w:p><w:r><w:annotationRef/><w:t>查</w:t></w:r></w:p></w:comment>";
    let bytes = docx(body, &[("comments", comments)]);
    let source = read(&bytes);
    let comment = &source.comments[0];
    assert_eq!(
        (source.text.as_str(), comment.author.as_str(), comment.text.as_str()),
        ("甲乙\n", "编辑", "查")
    );
    assert_eq!(comment.anchor.unwrap().of(&source.text), Some("乙"));
    let wanted = ingest("a", &bytes, &Options { comments: true, ..Options::default() }).unwrap();
    assert_eq!((wanted.text.as_str(), places(&wanted, "查").as_str()), ("甲乙\n查\n", "comment 1"));
}

#[test]
fn the_strict_dialect_is_the_same() {
    assert_eq!(read(&docx_in(STRICT, &p("甲"), &[])).text, "甲\n");
}

#[test]
fn bombs_are_errors() {
    let limits = Limits { bytes: 100_000, parts: 50, depth: 100 };
    let options = Options { limits, ..Options::default() };
    let refused = |bytes: &[u8]| ingest("a.docx", bytes, &options).unwrap_err();
    let zeros = docx(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "0".repeat(1_000_000)), &[]);
    assert!(zeros.len() < 10_000);
    assert!(matches!(refused(&zeros), IngestError::TooLarge { limit: 100_000, .. }));
    assert!(matches!(refused(&docx(&"<w:tbl>".repeat(101), &[])), IngestError::TooLarge { .. }));
    let paragraphs = docx(&"<w:p/>".repeat(2000), &[]);
    assert!(matches!(refused(&paragraphs), IngestError::TooLarge { what: "elements", .. }));
    let many: Vec<String> = (0..60).map(|n| format!("{n}")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "")).collect();
    assert!(matches!(refused(&zip(&many)), IngestError::TooLarge { what: "parts of the package", .. }));
    let laughs = "<!DOCTYPE d [<!ENTITY a \"哈哈\"><!ENTITY b \"&a;&a;&a;\">]><w:document xmlns:w=\"x\">&b;</w:document>";
    let bytes = zip(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", laughs)]);
    assert!(matches!(refused(&bytes), IngestError::Damaged { .. }));
}

#[test]
fn damage_names_its_part() {
    let error = |bytes: &[u8]| ingest("a.docx", bytes, &Options::default()).unwrap_err().to_string();
    let found = error(&zip(&[("[Content_Types].xml", "<Types/>")]));
    assert!(found.contains("word/document.xml") && found.contains("missing"), "{found}");
    let mut cut = docx(&p("甲"), &[]);
    cut.truncate(cut.len() / 2);
    assert!(error(&cut).contains("ZIP package"));
    assert!(error(&docx("<w:p><w:r></w:p>", &[])).contains("word/document.xml"));
}
