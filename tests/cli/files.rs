//! Files as editors have them: a Word file with notes is checked and handed back with comments; what cannot be read is
//! named with its remedy, and the rest of the batch goes on.

use crate::place::Place;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const SOURCE: &str =
    "渡口的话\n\n老船工说过：水急的时候，不要同水争，要等水落下去。后来的人把这句话刻在渡口的石头上。\n";
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn zip(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file((*name).to_owned(), SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A Word file: paragraphs in which `#` refers to the next note, and the notes.
fn word(paragraphs: &[&str], notes: &[&str]) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let mut count = 0;
    let mut body = String::new();
    for paragraph in paragraphs {
        body += "<w:p>";
        for (at, stretch) in paragraph.split('#').enumerate() {
            if at > 0 {
                count += 1;
                body += &format!("<w:r><w:footnoteReference w:id=\"{count}\"/></w:r>");
            }
            body += &format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{stretch}</w:t></w:r>");
        }
        body += "</w:p>";
    }
    let notes = (1..).zip(notes).map(|(id, note)| {
        format!(
            "<w:footnote w:id=\"{id}\"><w:p><w:r><w:footnoteRef/><w:t>{note}</w:t></w:r></w:p></w:footnote>"
        )
    });
    let notes: String = notes.collect();
    zip(&[
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"a\" Type=\"{office}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        ("word/document.xml", format!("<w:document xmlns:w=\"{W}\"><w:body>{body}</w:body></w:document>")),
        ("word/footnotes.xml", format!("<w:footnotes xmlns:w=\"{W}\">{notes}</w:footnotes>")),
        (
            "word/_rels/document.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"a\" Type=\"{office}/footnotes\" Target=\"footnotes.xml\"/></Relationships>"
            ),
        ),
    ])
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// A place whose corpus has one sentence to quote.
fn desk() -> Place {
    let place = Place::with_empty_index();
    let file = place.file("渡口.txt", SOURCE);
    place.run(["add", &file]).ends(0);
    place
}

fn manuscript() -> Vec<u8> {
    let right = "老船工说：“水急的时候，不要同水争，要等水落下去。”#大家都记得。";
    let altered = "也有人写成：“水急的时候，只要同水争，要等水落下去。”#";
    let parted = "还有人写：“水急的时候，#不要同水争，要等水落下去。”";
    word(
        &[right, "", altered, parted],
        &["《渡口的话》，1987年。", "《渡口的话》，1988年。", "《渡口的话》。"],
    )
}

#[test]
fn a_word_file_is_checked_with_its_notes_and_says_paragraphs() {
    let place = desk();
    let file = place.file("稿.docx", manuscript());
    let report = place.run(["check", &file, "--format", "json"]).ends(1).json();
    let items = report["items"].as_array().unwrap();
    let found: Vec<(&str, u64)> = items
        .iter()
        .map(|item| {
            (item["trace"]["verdict"].as_str().unwrap(), item["place"]["paragraph"].as_u64().unwrap())
        })
        .collect();
    assert_eq!(found, [("exact", 1), ("altered", 3), ("exact", 4)]);
    assert!(items.iter().all(|item| item["coverage"] == "covered"), "{items:?}");
    let cited: Vec<&str> =
        report["citations"].as_array().unwrap().iter().map(|c| c["raw"].as_str().unwrap()).collect();
    assert_eq!(cited, ["《渡口的话》，1987年。", "《渡口的话》，1988年。", "《渡口的话》。"]);
    let shown = place.run(["check", &file]).ends(1).out;
    assert!(shown.contains("paragraph 3  altered"), "{shown}");
}

#[test]
fn the_word_file_comes_back_with_a_comment_at_each_finding() {
    let place = desk();
    let file = place.file("稿.docx", manuscript());
    place.run(["check", &file, "--annotate", "批.docx"]).ends(1);
    let annotated = std::fs::read(place.path().join("批.docx")).unwrap();
    let comments = part(&annotated, "word/comments.xml");
    assert_eq!(comments.matches("<w:comment ").count(), 1, "{comments}");
    for words in ["文字有异", "稿作“只”，原作“不”", "《渡口的话》"] {
        assert!(comments.contains(words), "{words}: {comments}");
    }
    let body = part(&annotated, "word/document.xml");
    let expect = "<w:commentRangeStart w:id=\"0\"/><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">水急的时候，只要同水争，要等水落下去。</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>";
    assert!(body.contains(expect), "{body}");
    assert_eq!(part(&annotated, "word/footnotes.xml"), part(&manuscript(), "word/footnotes.xml"));
    let again = place.run(["check", "批.docx", "--format", "json"]).ends(1).json();
    assert_eq!(again["items"].as_array().map(Vec::len), Some(3));
    assert_eq!(place.names(), ["index", "批.docx", "渡口.txt", "稿.docx"]);
}

#[test]
fn comments_go_into_one_word_file_and_never_over_the_manuscript() {
    let place = desk();
    let word = place.file("稿.docx", manuscript());
    let text = place.file("稿.txt", "甲");
    place.run(["check", &text, "--annotate", "批.docx"]).is_refused(&["稿.txt", ".docx"]);
    place.run(["check", &word, &text, "--annotate", "批.docx"]).is_refused(&["--annotate", "one manuscript"]);
    place.run(["check", &word, "--annotate", &word]).is_refused(&["--annotate", "itself"]);
    place.run(["check", &word, "--annotate", "nowhere/批.docx"]).is_refused(&["nowhere/批.docx"]);
    assert_eq!(std::fs::read(word).unwrap(), manuscript());
}

#[test]
fn damaged_mislabelled_and_locked_files_are_named_with_a_remedy() {
    let place = Place::with_empty_index();
    let mut cut = manuscript();
    cut.truncate(cut.len() / 2);
    let old: Vec<u8> = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].into_iter().chain([0; 600]).collect();
    let named = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let cases: [(&str, Vec<u8>, &str); 5] = [
        ("cut.docx", cut, "damaged"),
        ("old.doc", [old.clone(), named("WordDocument")].concat(), "save it as .docx"),
        ("locked.docx", [old, named("EncryptedPackage")].concat(), "password"),
        ("rich.txt", b"{\\rtf1 x}".to_vec(), "RTF"),
        ("empty.zip", zip(&[("a.txt", "甲".to_owned())]), "ZIP archive"),
    ];
    for (name, bytes, part) in cases {
        let file = place.file(name, bytes);
        place.run(["parse", &file]).is_refused(&[name, part]);
    }
    let word = place.file("word.txt", manuscript());
    assert_eq!(
        place.run(["parse", &word, "--format", "json"]).ends(0).json()[0]["source"]["encoding"],
        "docx"
    );
    let page = place.file("page.doc", "<!DOCTYPE html><title>题</title><p>群众路线</p>");
    assert_eq!(place.run(["parse", &page, "--format", "json"]).ends(0).json()[0]["source"]["chars"], 5);
}

#[test]
fn a_bomb_is_refused_and_the_batch_goes_on() {
    let place = Place::with_empty_index();
    let zeros = format!(
        "<w:document xmlns:w=\"{W}\"><w:body><w:p>{}</w:p></w:body></w:document>",
        " ".repeat(300 << 20)
    );
    let bomb = zip(&[("[Content_Types].xml", "<Types/>".to_owned()), ("word/document.xml", zeros)]);
    assert!(bomb.len() < 1 << 20);
    place.file("in/a.docx", bomb);
    place.file("in/b.docx", manuscript());
    place.file("in/c.html", "<nav>首页</nav><p>群众<b>路线</b></p>");
    place.file("in/~$b.docx", "lock");
    let run = place.run(["add", "in", "--format", "json"]);
    assert_eq!((run.code, run.err.lines().count()), (2, 1), "{run:?}");
    let report = run.json();
    assert_eq!(report["added"], 2);
    assert_eq!(report["failed"][0]["path"], "in/a.docx");
    assert!(report["failed"][0]["error"].as_str().unwrap().contains("too large"), "{report}");
    assert_eq!(place.run(["count", "群众路线"]).ends(0).out, "1\n");
}

#[test]
fn what_a_file_has_and_its_text_has_not_is_told() {
    let place = Place::new();
    let page = place.file("a.html", "<p>甲<img src=x></p>");
    let run = place.run(["parse", &page]);
    assert!(run.code == 0 && run.err.contains("a.html: left out: 1 picture"), "{run:?}");
    place.run(["parse", &page, "--quiet"]).ends(0);
}
