//! Word files handed back with comments: read again, the text is the same and each comment stands where it should.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod packages;

use chuchu_ingest::{IngestError, Options, Remark, SourceText, annotate_docx, ingest};
use chuchu_model::Span;
use packages::{docx, docx_in, footnote, names, p, part};
use proptest::prelude::*;

fn read(bytes: &[u8]) -> SourceText {
    ingest("a.docx", bytes, &Options::default()).unwrap()
}

fn remark(span: Span, text: &str) -> Remark {
    Remark { span, author: "校对".to_owned(), text: text.to_owned() }
}

/// Annotates these stretches; gives what the comments stand at.
#[track_caller]
fn anchors(bytes: &[u8], stretches: &[&str]) -> Vec<String> {
    let before = read(bytes);
    let find = |stretch: &&str| {
        let at = before.text.find(*stretch).unwrap();
        remark(Span::from_range(at..at + stretch.len()), &format!("见<{stretch}>"))
    };
    let remarks: Vec<Remark> = stretches.iter().map(find).collect();
    let annotated = annotate_docx(bytes, &remarks).unwrap();
    let after = read(&annotated);
    assert_eq!(after.text, before.text);
    let ours = after.comments.iter().skip(before.comments.len());
    ours.map(|c| c.anchor.map_or("-", |span| span.of(&after.text).unwrap()).to_owned()).collect()
}

#[track_caller]
fn check(bytes: &[u8], stretches: &[&str]) {
    assert_eq!(anchors(bytes, stretches), stretches);
}

#[test]
fn a_run_is_split_and_keeps_its_properties() {
    let run = "<w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t>甲 乙 丙</w:t></w:r>";
    let bytes = docx(&format!("<w:p>{run}</w:p>"), &[]);
    let annotated = annotate_docx(&bytes, &[remark(Span::new(4, 7), "查")]).unwrap();
    let body = part(&annotated, "word/document.xml");
    let open = "<w:r w:rsidR=\"1\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">";
    let expect = format!(
        "<w:p>{open}甲 </w:t></w:r><w:commentRangeStart w:id=\"0\"/>{open}乙</w:t></w:r><w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>{open} 丙</w:t></w:r></w:p>"
    );
    assert!(body.contains(&expect), "{body}");
    assert!(part(&annotated, "word/comments.xml").contains("w:author=\"校对\""));
}

#[test]
fn stretches_over_runs_paragraphs_entities_and_each_other() {
    let two = "<w:p><w:r><w:t>甲乙</w:t><w:tab/><w:t>丙&amp;丁</w:t></w:r><w:r><w:t>戊己</w:t></w:r></w:p>";
    let bytes = docx(&[two.to_owned(), p("庚辛")].concat(), &[]);
    check(&bytes, &["乙\t丙", "丙&丁", "&", "丁戊", "戊", "甲乙\t丙&丁戊己", "己\n庚", "甲", "辛"]);
    check(&bytes, &["丙", "丙", "\t", "丁", "丙&"]);
}

#[test]
fn tables_links_and_tracked_changes() {
    let body = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl><w:p><w:hyperlink><w:r><w:t>子丑寅</w:t></w:r></w:hyperlink><w:ins w:id=\"9\"><w:r><w:t>卯辰</w:t></w:r></w:ins><w:del w:id=\"8\"><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>巳</w:t></w:r></w:p>",
        p("甲乙丙")
    );
    check(&docx(&body, &[]), &["乙", "丑", "寅卯", "辰巳", "子丑寅卯辰巳"]);
}

#[test]
fn a_remark_about_a_note_stands_at_its_reference_and_one_in_a_box_at_the_box() {
    let body = format!("<w:p><w:r><w:t>甲</w:t></w:r>{}<w:r><w:t>乙</w:t></w:r></w:p>", footnote(1));
    let notes = "<w:footnote w:id=\"1\"><w:p><w:r><w:t>《丙》</w:t></w:r></w:p></w:footnote>";
    let bytes = docx(&body, &[("footnotes", notes)]);
    assert_eq!(anchors(&bytes, &["《丙》", "甲〔1〕"]), ["〔1〕", "甲〔1〕"]);
    let inner = "<w:pict><w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent></w:pict>";
    let boxed = docx(&format!("<w:p><w:r><w:t>甲</w:t></w:r><w:r>{inner}</w:r></w:p>"), &[]);
    let body = part(&annotate_docx(&boxed, &[remark(Span::new(4, 7), "x")]).unwrap(), "word/document.xml");
    assert!(body.contains("</w:r><w:commentRangeStart w:id=\"0\"/><w:r><w:pict>"), "{body}");
}

#[test]
fn comments_that_are_there_stay_and_numbers_go_on() {
    let body = "<w:p><w:commentRangeStart w:id=\"7\"/><w:r><w:t>甲乙</w:t></w:r><w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r></w:p>";
    let comments = "<w:comment w:id=\"7\" w:author=\"甲\"><w:p><w:r><w:t>旧评</w:t></w:r></w:p></w:comment>";
    let bytes = docx(body, &[("comments", comments)]);
    check(&bytes, &["乙"]);
    let annotated = annotate_docx(&bytes, &[remark(Span::new(0, 3), "新<评>\n二")]).unwrap();
    let after = read(&annotated);
    let said: Vec<&str> = after.comments.iter().map(|c| c.text.as_str()).collect();
    assert_eq!(said, ["旧评", "新<评> 二"]);
    assert_eq!(names(&annotated), names(&bytes));
}

#[test]
fn everything_else_in_the_package_stays_byte_for_byte() {
    let bytes = std::fs::read("tests/files/libreoffice.docx").unwrap();
    let annotated = annotate_docx(&bytes, &[remark(Span::new(0, 6), "查")]).unwrap();
    let ours =
        ["[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/comments.xml"];
    let untouched: Vec<String> =
        names(&bytes).into_iter().filter(|name| !ours.contains(&name.as_str())).collect();
    assert!(untouched.len() > 5);
    for name in untouched {
        assert_eq!(part(&bytes, &name), part(&annotated, &name), "{name}");
    }
}

#[test]
fn files_of_other_programs() {
    let libreoffice = std::fs::read("tests/files/libreoffice.docx").unwrap();
    check(&libreoffice, &["不要同水争，要等水", "石头不会走路"]);
    assert_eq!(anchors(&libreoffice, &["《河的传记》"]), ["〔2〕"]);
    let python = std::fs::read("tests/files/python-docx.docx").unwrap();
    check(&python, &["水急的时候，不要同水争，要等水。", "水落一尺", "石头不会走路，可是河会"]);
}

#[test]
fn documents_without_a_prefix_and_in_the_strict_dialect() {
    let strict = docx_in(packages::STRICT, &p("甲乙"), &[]);
    check(&strict, &["乙"]);
    let bare = docx(&p("甲乙"), &[]);
    let body = part(&bare, "word/document.xml")
        .replace("w:", "")
        .replace("xmlns:w", "xmlns")
        .replace("xmlns:w=", "xmlns=");
    let parts: Vec<(String, String)> =
        names(&bare).into_iter().map(|n| (n.clone(), part(&bare, &n))).collect();
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(n, text)| (n.as_str(), if n == "word/document.xml" { body.as_str() } else { text.as_str() }))
        .collect();
    check(&packages::zip(&parts), &["乙"]);
}

#[test]
fn what_cannot_be_annotated_is_refused() {
    let other = annotate_docx("甲".as_bytes(), &[]).unwrap_err();
    assert!(other == IngestError::NotWord);
    let far = annotate_docx(&docx(&p("甲"), &[]), &[remark(Span::new(40, 43), "x")]).unwrap_err();
    assert_eq!(far, IngestError::NoSuchPlace { span: Span::new(40, 43) });
}

fn mixed() -> Vec<u8> {
    let body = format!(
        "<w:p><w:r><w:t>甲乙丙</w:t><w:br/><w:t>丁&lt;戊</w:t></w:r>{}<w:hyperlink><w:r><w:t xml:space=\"preserve\"> 己 </w:t></w:r></w:hyperlink></w:p>{}<w:p/><w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        footnote(2),
        p("庚辛壬癸"),
        p("子丑")
    );
    let notes = "<w:footnote w:id=\"2\"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>";
    docx(&body, &[("footnotes", notes)])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_stretches_of_the_body_are_anchored_exactly(ends in proptest::collection::vec((0usize..24, 1usize..9), 1..6)) {
        let bytes = mixed();
        let before = read(&bytes);
        let offsets: Vec<usize> = before.text.char_indices().map(|(at, _)| at).collect();
        let body = before.text.find("〔1〕注").unwrap();
        let inked = |at: usize| before.text.get(at..).is_some_and(|t| !t.starts_with(['\n', '〔', '1', '〕']));
        let spans: Vec<Span> = ends.iter().filter_map(|(from, length)| {
            let from = *offsets.get(*from)?;
            let last = *offsets.iter().find(|at| **at >= from + length)?;
            let to = last + before.text.get(last..)?.chars().next()?.len_utf8();
            (to <= body && inked(from) && inked(last)).then(|| Span::from_range(from..to))
        }).collect();
        let remarks: Vec<Remark> = spans.iter().map(|span| remark(*span, "x")).collect();
        let after = read(&annotate_docx(&bytes, &remarks).unwrap());
        prop_assert_eq!(&after.text, &before.text);
        let found: Vec<Span> = after.comments.iter().filter_map(|c| c.anchor).collect();
        prop_assert_eq!(found, spans);
    }

    #[test]
    fn any_span_gets_an_answer(from in 0u32..90, length in 0u32..30) {
        let _ = annotate_docx(&mixed(), &[remark(Span::new(from, from + length), "x")]);
    }
}
