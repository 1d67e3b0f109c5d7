//! Whatever the bytes, there is an answer and no panic; and whatever the answer, its spans hold.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod packages;

use chuchu_ingest::{Limits, Options, Remark, SourceText, annotate_docx, ingest};
use chuchu_model::Span;
use packages::{names, part, zip};
use proptest::prelude::*;

const NAMES: [&str; 6] = ["a.txt", "a.md", "a.html", "a.docx", "a.pdf", "a.epub"];

fn options() -> Options {
    let limits = Limits { bytes: 4 << 20, parts: 500, depth: 200 };
    Options { limits, comments: true, ..Options::default() }
}

/// Every span lies on the text, and headings ascend.
fn holds(source: &SourceText) {
    let text = &source.text;
    let headings = source.headings.iter().map(|heading| heading.span);
    let anchors = source.comments.iter().filter_map(|comment| comment.anchor);
    for span in headings.chain(anchors).chain(source.markers.iter().copied()) {
        assert!(span.of(text).is_some(), "{span} of {text:?}");
    }
    assert!(source.markers.is_sorted() && source.headings.is_sorted_by_key(|heading| heading.span));
    let last = Span::from_range(text.len()..text.len());
    assert!(source.places.of(last).is_some() || text.is_empty());
}

fn try_all(name: &str, bytes: &[u8]) {
    if let Ok(source) = ingest(name, bytes, &options()) {
        holds(&source);
        let whole = Span::from_range(0..source.text.len());
        let _ = annotate_docx(bytes, &[Remark { span: whole, author: "甲".into(), text: "乙".into() }]);
    }
}

/// A text with a stretch moved to another place, or left out.
fn mutated(text: &str, from: usize, length: usize, to: usize, keep: bool) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let from = from % chars.len().max(1);
    let end = (from + length).min(chars.len());
    let stretch: Vec<char> = if keep { chars[from..end].to_vec() } else { chars.drain(from..end).collect() };
    let to = to % (chars.len() + 1);
    chars.splice(to..to, stretch);
    chars.into_iter().collect()
}

fn files() -> Vec<Vec<u8>> {
    let all =
        ["libreoffice.docx", "python-docx.docx", "libreoffice.odt", "libreoffice.pdf", "reportlab-cid.pdf"];
    all.iter().map(|name| std::fs::read(format!("tests/files/{name}")).unwrap()).collect()
}

#[test]
fn files_hold() {
    for bytes in files() {
        holds(&ingest("a", &bytes, &options()).unwrap());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400), name in 0usize..6, head in 0usize..5) {
        let head: &[u8] = [&b""[..], b"PK\x03\x04", b"%PDF-1.4\n", b"<html>", b"\xff\xfe"][head];
        try_all(NAMES[name], &[head, &bytes].concat());
    }

    #[test]
    fn any_markup(text in "(<p>|</p>|<div>|</div>|<a href='#n'>|</a>|<h1>|<br>|<ruby>|<rt>|</ruby>|<li>|<ol>|<table>|<td>|<nav>|<pre>|</pre>|<aside id=n>|<a role=doc-noteref href='#n'>|甲|乙|。|&lt;|\n| |<!--|-->|<script>|\\[\\^1\\]|# ){0,60}") {
        try_all("a.html", format!("<body>{text}").as_bytes());
        try_all("a.md", text.as_bytes());
    }

    #[test]
    fn files_with_a_byte_changed(file in 0usize..5, at in any::<usize>(), byte in any::<u8>()) {
        let mut bytes = files().swap_remove(file);
        let at = at % bytes.len();
        bytes[at] = byte;
        try_all("a", &bytes);
    }

    #[test]
    fn packages_with_a_stretch_of_a_part_moved(
        file in 0usize..3, which in any::<usize>(), from in any::<usize>(), length in 0usize..300, to in any::<usize>(), keep in any::<bool>(),
    ) {
        let bytes = files().swap_remove(file);
        let names: Vec<String> = names(&bytes).into_iter().filter(|n| n.ends_with(".xml") || n.ends_with(".rels")).collect();
        let chosen = which % names.len();
        let parts: Vec<String> = names.iter().enumerate().map(|(at, name)| {
            let text = part(&bytes, name);
            if at == chosen { mutated(&text, from, length, to, keep) } else { text }
        }).collect();
        let mut all: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(parts.iter().map(String::as_str)).collect();
        if file == 2 {
            all.insert(0, ("mimetype", "application/vnd.oasis.opendocument.text"));
        }
        try_all("a", &zip(&all));
    }
}
