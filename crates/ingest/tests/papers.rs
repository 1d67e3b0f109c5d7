//! What is read of PDF.
#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use chuchu_ingest::{Format, IngestError, LeftOut, Limits, Matter, Options, SourceText, ingest};
use chuchu_model::Span;

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(format!("tests/files/{name}")).unwrap()
}

fn read(name: &str) -> Result<SourceText, IngestError> {
    ingest(name, &bytes(name), &Options::default())
}

fn place(source: &SourceText, of: &str) -> String {
    let at = source.text.find(of).unwrap();
    source.places.of(Span::from_range(at..at + of.len())).unwrap().to_string()
}

#[test]
fn lines_are_paragraphs_again_over_pages_and_notes() {
    let source = read("libreoffice.pdf").unwrap();
    let lines: Vec<&str> = source.text.lines().collect();
    let expect = "第1段。渡口的规矩是老的。谁先到谁先走，抬病人的可以插到前面，送亲的要等下一趟。有人写道：“石头不会走路，可是河会。”〔1〕这句话在镇上传了三十年，没有人说得清是谁先讲的，也没有人觉得要去弄清楚。";
    assert_eq!((lines[0], lines[1]), ("渡口札记", expect));
    let across = "第2段。到了秋天，水位每天降一寸。管水尺的人在本子上记：卯时几尺几寸，酉时几尺几寸。记到冬天，本子就满了，第二年换一本新的。旧的堆在柜子里，受了潮，字迹洇开，像水又回来了一次。";
    assert_eq!(lines[2], across);
    assert_eq!(lines.len(), 13, "{}", source.text);
    assert_eq!(lines.last(), Some(&"〔3〕《河的传记》，渡口出版社，1990年，第3页。"));
    assert_eq!((place(&source, "第2段").as_str(), place(&source, "受了潮").as_str()), ("page 1", "page 2"));
    assert_eq!(place(&source, "〔3〕《"), "page 4, footnote 3");
}

#[test]
fn running_heads_and_page_numbers_are_left_out_and_counted() {
    let source = read("libreoffice.pdf").unwrap();
    assert!(!source.text.contains("第三卷") && !source.text.contains('—'));
    let expect =
        [LeftOut { what: Matter::RunningHead, count: 4 }, LeftOut { what: Matter::PageNumber, count: 4 }];
    assert_eq!(source.left_out, expect);
}

#[test]
fn fonts_that_are_not_embedded_have_predefined_codes() {
    let source = read("reportlab-cid.pdf").unwrap();
    assert_eq!(source.text, "老船工说：“要等水。”\nriver and 河 2013\n");
    assert_eq!(source.format, Format::Pdf);
}

#[test]
fn a_password_is_asked_for_only_where_it_is_needed_to_open() {
    assert!(matches!(read("reportlab-locked.pdf"), Err(IngestError::Encrypted { .. })));
    assert!(read("reportlab-owner.pdf").unwrap().text.contains("要等水"));
}

#[test]
fn a_document_of_pictures_says_so() {
    assert_eq!(
        read("reportlab-picture.pdf").unwrap_err(),
        IngestError::OnlyPictures { format: Format::Pdf, pages: 1 }
    );
}

#[test]
fn what_is_unpacked_is_bounded() {
    let limits = Limits { bytes: 2000, ..Limits::default() };
    let refused = ingest("a.pdf", &bytes("libreoffice.pdf"), &Options { limits, ..Options::default() });
    assert!(
        matches!(refused, Err(IngestError::TooLarge { .. } | IngestError::Damaged { .. })),
        "{refused:?}"
    );
    let cut = bytes("libreoffice.pdf");
    assert!(ingest("a.pdf", &cut[..200], &Options::default()).is_err());
}
