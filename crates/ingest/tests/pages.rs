//! What is read of pages of the web and of electronic books.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod packages;

use chuchu_ingest::{Format, IngestError, Limits, Matter, Options, SourceText, ingest};
use chuchu_model::Span;
use packages::zip;

fn read(bytes: &[u8]) -> SourceText {
    ingest("a.html", bytes, &Options::default()).unwrap()
}

#[track_caller]
fn check(page: &str, expect: &str) -> SourceText {
    let source = read(page.as_bytes());
    assert_eq!(source.text, expect);
    assert_eq!(source.format, Format::Html);
    source
}

#[test]
fn blocks_are_lines_and_blanks_collapse() {
    check("<p>群众\n 路线</p><p>two\n words</p>", "群众路线\ntwo words\n");
    check("<div>甲<br>乙<p>丙</div>", "甲\n乙\n丙\n");
    check("<table><tr><td>一<td>二</table><ul><li>三<li>四</ul>", "一\n二\n三\n四\n");
    check("<p>&ldquo;甲&rdquo;&#x4e59;&nbsp;丙&hellip;</p>", "“甲”乙\u{a0}丙…\n");
    check(
        "<p><ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字<script>x()</script></p><p hidden>隐</p>",
        "汉字\n",
    );
    check("<pre>甲\n 乙</pre>", "甲\n 乙\n");
}

#[test]
fn the_main_text_is_told_from_what_stands_around_it() {
    let around = "<nav><a href=1>首页</a></nav><aside>广告一则</aside>";
    let footer = "<footer>版权所有</footer>";
    let text = "<h1>渡口</h1><p>水急的时候不要同水争，要等水落。</p><p>这话他说了三十年。</p>";
    let expect = "渡口\n水急的时候不要同水争，要等水落。\n这话他说了三十年。\n";
    let source = check(&format!("{around}<article>{text}</article>{footer}"), expect);
    assert_eq!((source.headings.len(), source.headings[0].level), (1, 1));
    assert!(source.left_out.iter().any(|l| l.what == Matter::Navigation));
    check(&format!("{around}<main>{text}</main>{footer}"), expect);
    check(
        &format!(
            "<div>{around}<ul><li><a href=1>新闻</a><li><a href=2>图片</a><li><a href=3>视频</a></ul><div>{text}</div>{footer}</div>"
        ),
        expect,
    );
    check(&format!("<header><h1>某网</h1></header><div>{around}<div>{text}</div></div>"), expect);
    check(&format!("<header>某网</header><article><header>{text}</header></article>"), expect);
}

#[test]
fn a_page_declares_its_characters() {
    let (gbk, ..) = encoding_rs::GB18030.encode("<meta charset=\"gb2312\"><p>党</p>");
    let source = read(&gbk);
    assert_eq!((source.text.as_str(), source.encoding.unwrap().name()), ("党\n", "GB18030"));
}

#[test]
fn a_page_says_its_title_author_and_date() {
    let page = "<title> 渡口 &amp; 河 </title><meta name=author content=某人><meta property='article:published_time' content=2013-06-18><p>甲</p>";
    let hints = check(page, "甲\n").hints;
    assert_eq!(
        (hints.title.as_deref(), hints.author.as_deref(), hints.date.as_deref()),
        (Some("渡口 & 河"), Some("某人"), Some("2013-06-18"))
    );
}

#[test]
fn notes_of_word_and_of_dpub_are_notes() {
    let page = "<p>他说：“甲。”<a href='#_ftn1' name='_ftnref1'>[1]</a></p><div id='ftn1'><p><a href='#_ftnref1' name='_ftn1'>[1]</a> 《乙》</p></div>";
    check(page, "他说：“甲。”〔1〕\n〔1〕《乙》\n");
    let page = "<p>甲<a role='doc-noteref' href='#n'>1</a></p><aside id='n' role='doc-footnote'><p>乙</p><p>丙</p></aside>";
    check(page, "甲〔1〕\n〔1〕乙 丙\n");
}

#[test]
fn depth_is_bounded_and_deep_pages_do_not_overflow() {
    let deep = |levels: usize| format!("{}甲{}", "<div>".repeat(levels), "</div>".repeat(levels));
    check(&deep(3000), "甲\n");
    let error = ingest("a.html", deep(100_000).as_bytes(), &Options::default()).unwrap_err();
    assert!(matches!(error, IngestError::TooLarge { .. }));
}

fn book(chapters: &[&str], extra: &[(&str, &str)]) -> Vec<u8> {
    let container = r#"<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;
    let mut items = String::from(r#"<item id="nav" href="nav.xhtml" properties="nav"/>"#);
    let mut spine = String::from(r#"<itemref idref="nav"/>"#);
    let mut files = Vec::new();
    for (number, chapter) in (1..).zip(chapters) {
        // the manifest lists them in another order than the spine
        items.insert_str(0, &format!(r#"<item id="c{number}" href="text/%E7%AB%A0{number}.xhtml"/>"#));
        spine += &format!(r#"<itemref idref="c{number}"/>"#);
        let page = format!(
            r#"<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{chapter}</body></html>"#
        );
        files.push((format!("OEBPS/text/章{number}.xhtml"), page));
    }
    let opf = format!(
        r#"<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>河的书</dc:title><dc:creator>某人</dc:creator></metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"#
    );
    let mut parts = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("OEBPS/book.opf", opf.as_str()),
        ("OEBPS/nav.xhtml", "<nav>目录</nav>"),
    ];
    parts.extend(files.iter().map(|(name, page)| (name.as_str(), page.as_str())));
    parts.extend(extra);
    zip(&parts)
}

#[test]
fn a_book_is_read_in_its_order_with_its_notes() {
    let one = r##"<h1>第一章 <a id="x"/>水</h1><p>他说：“甲。”<a epub:type="noteref" href="章2.xhtml#n1">1</a></p>"##;
    let two = r##"<h1>第二章 石</h1><p>丙</p><aside epub:type="footnote" id="n1"><p><a href="章1.xhtml#r1">1</a>《乙》</p></aside>"##;
    let source = ingest("a.epub", &book(&[one, two], &[]), &Options::default()).unwrap();
    assert_eq!(source.text, "第一章 水\n他说：“甲。”〔1〕\n第二章 石\n丙\n〔1〕《乙》\n");
    let at = source.text.find('丙').unwrap();
    let place = source.places.of(Span::from_range(at..at + 3)).unwrap();
    assert_eq!(place.to_string(), "第二章 石, paragraph 2");
    assert_eq!((source.hints.title.as_deref(), source.format), (Some("河的书"), Format::Epub));
}

#[test]
fn locked_and_empty_books_are_refused() {
    let locks = r#"<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/text/%E7%AB%A01.xhtml"/></CipherData></EncryptedData></encryption>"#;
    let locked =
        ingest("a.epub", &book(&["<p>甲</p>"], &[("META-INF/encryption.xml", locks)]), &Options::default());
    assert!(matches!(locked, Err(IngestError::Encrypted { .. })));
    let empty = ingest("a.epub", &book(&[], &[]), &Options::default());
    assert!(matches!(empty, Err(IngestError::Damaged { .. })));
}

#[test]
fn entities_that_a_book_declares_do_not_grow() {
    let laughs = "<!DOCTYPE html [<!ENTITY a \"哈哈哈哈\"><!ENTITY b \"&a;&a;&a;&a;\">]><html><body><p>&b;</p></body></html>";
    let container = r#"<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>"#;
    let opf = r#"<package><manifest><item id="c" href="c.xhtml"/></manifest><spine><itemref idref="c"/></spine></package>"#;
    let bytes = zip(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("b.opf", opf),
        ("c.xhtml", laughs),
    ]);
    let source = ingest(
        "a",
        &bytes,
        &Options { limits: Limits { bytes: 20_000, ..Limits::default() }, ..Options::default() },
    )
    .unwrap();
    assert!(source.text.len() < 200, "{}", source.text);
}

#[test]
fn opendocument_of_libreoffice() {
    let bytes = std::fs::read("tests/files/libreoffice.odt").unwrap();
    let source = ingest("a.odt", &bytes, &Options::default()).unwrap();
    let expect = "渡口札记\n老船工说：“水急的时候，不要同水争，要等水。”〔1〕说完他把缆绳又绕了一圈。\n记水位\n记风向\n后来有人写道：“石头不会走路，可是河会。”〔2〕\n〔1〕《渡口志》，1987年，第12页。\n〔2〕《河的传记》，1990年，第3页。\n";
    assert_eq!((source.text.as_str(), source.format), (expect, Format::Odt));
    assert_eq!(source.headings[0].level, 1);
    let word = ingest("a.docx", &std::fs::read("tests/files/libreoffice.docx").unwrap(), &Options::default())
        .unwrap();
    assert_eq!(word.text.replace("1. ", "").replace("2. ", ""), expect);
}

#[test]
fn opendocument_changes_comments_and_blanks() {
    let space = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
    let content = format!(
        "<office:document-content {space}><office:body><office:text><text:tracked-changes><text:p>旧</text:p></text:tracked-changes><text:p>  甲  <text:s text:c=\"2\"/>乙<office:annotation><dc:creator>编辑</dc:creator><text:p>查</text:p></office:annotation>丙<office:annotation-end/></text:p></office:text></office:body></office:document-content>"
    );
    let bytes = zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)]);
    let source = ingest("a.odt", &bytes, &Options::default()).unwrap();
    assert_eq!(source.text, "甲   乙丙\n");
    let comment = &source.comments[0];
    assert_eq!(
        (comment.author.as_str(), comment.text.as_str(), comment.anchor.unwrap().of(&source.text)),
        ("编辑", "查", Some("丙"))
    );
    let locked = zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", "x"),
        ("META-INF/manifest.xml", "<m><encryption-data/></m>"),
    ]);
    assert!(matches!(ingest("a.odt", &locked, &Options::default()), Err(IngestError::Encrypted { .. })));
}
