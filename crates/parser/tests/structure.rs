//! Promises of the structure reader, on made-up texts of every kind: nothing lost, nothing twice, spans in
//! order and on boundaries, ids unique, no panic.

use chuchu_model::{Document, DocumentId, NoiseKind, Source, Span};
use proptest::prelude::*;
use std::collections::HashSet;

fn parse(text: &str) -> Document {
    chuchu_parser::parse(&DocumentId::new("d").expect("a sound id"), Source::default(), text)
}

/// The blocks of a document: each inked character must be in exactly one.
fn blocks(document: &Document) -> Vec<Span> {
    let mut blocks: Vec<Span> = document.title.iter().chain(&document.subtitle).map(|t| t.span).collect();
    blocks.extend(document.publication.iter().map(|p| p.span));
    blocks.extend(document.bylines.iter().map(|b| b.span));
    blocks.extend(document.articles.iter().flat_map(|a| &a.bylines).map(|b| b.span));
    blocks.extend(document.all_sections().iter().filter(|s| !s.run_in).map(|s| s.heading.span));
    blocks.extend(document.paragraphs.iter().flat_map(|p| &p.spans));
    for excerpt in &document.excerpts {
        blocks.extend(&excerpt.spans);
        blocks.extend(excerpt.citation.iter().filter_map(|c| c.span));
    }
    let beside = [NoiseKind::Boilerplate, NoiseKind::SourceLine, NoiseKind::OwnTitleRepeat];
    blocks.extend(document.noise.iter().filter(|n| beside.contains(&n.kind)).map(|n| n.span));
    blocks
}

/// The first character that is in no block or in two, with how many.
fn not_covered_once(document: &Document, text: &str) -> Option<(usize, char, usize)> {
    let mut count = vec![0usize; text.len()];
    for block in blocks(document) {
        count[block.range()].iter_mut().for_each(|n| *n += 1);
    }
    let titles = document.articles.iter().map(|a| a.title.span).chain(document.noise.iter().map(|n| n.span));
    for span in titles {
        count[span.range()].iter_mut().for_each(|n| *n = (*n).max(1));
    }
    text.char_indices()
        .filter(|(_, c)| !chuchu_text::is_blank(*c))
        .map(|(at, c)| (at, c, count[at]))
        .find(|(_, _, n)| *n != 1)
}

fn check(text: &str) {
    let document = parse(text);
    assert_eq!(not_covered_once(&document, text), None, "{text:?}");
    for block in blocks(&document) {
        assert!(block.of(text).is_some(), "{block} cuts a character of {text:?}");
    }
    for pair in document.paragraphs.windows(2) {
        assert!(pair[0].span.end() <= pair[1].span.start(), "paragraphs out of order in {text:?}");
    }
    for paragraph in &document.paragraphs {
        assert_eq!(paragraph.span.start(), paragraph.spans[0].start());
        assert!(paragraph.spans.windows(2).all(|s| s[0].end() <= s[1].start()));
    }
    let ids: HashSet<String> = document.paragraphs.iter().map(|p| p.id.to_string()).collect();
    assert_eq!(ids.len(), document.paragraphs.len(), "an id stands twice in {text:?}");
    let sections = document.all_sections();
    for section in &sections {
        assert!(section.span.contains(section.heading.span));
        assert!(
            section.children.iter().all(|c| section.span.contains(c.span) && c.level == section.level + 1)
        );
    }
    assert!(sections.windows(2).all(|s| s[0].span.start() <= s[1].span.start()));
}

/// Lines such as documents have, and a few that they should not have.
fn line() -> impl Strategy<Value = String> {
    let fixed = [
        "",
        "",
        "　",
        "永远保持同人民群众的血肉联系",
        "——学习重要论述",
        "作者：张晨",
        "走马街镇：张晨",
        "（2012年11月17日）",
        "来源：新华网",
        "《 人民日报 》( 2021年12月28日 第 09 版)",
        "光明日报，2020年1月2日，第3版",
        "责任编辑：王某",
        "一、总体要求",
        "二、主要任务",
        "（一）国际环境",
        "（二）国内环境。人民群众是历史的创造者。",
        "1. 强调始终。总书记指出，很好。",
        "2、要从",
        "第一篇：如何",
        "第二篇：怎样",
        "第三篇",
        "篇一：甲",
        "篇二：乙",
        "文章标题：如何",
        "如何",
        "怎样  5月29日上午，我们听课。",
        "# 口岸条例",
        "## 第一章  总则",
        "第一条 为了规范，制定本条例。",
        "第二条 有下列情形之一的：",
        "（一）甲；",
        "同志们：",
        "记者：怎么看？",
        "答：很好。",
        "内容摘要：建国以来的历程证明，党的作风建设",
        "的本质是党同人民的关系。",
        "结语",
        "目录",
        "密切联系群众。《在广东考察工作时的讲话》（2012年12月7日—11日）",
        "我们要始终把人民放在心中。习近平：《论“三农”工作》，中央文献出版社2022年版，第30页",
        "冷战结束后，和平与发展成为",
        "时代主题。世界多极化。",
        "我们党最大的政治优势是密切联系群众，最大的危险是脱离群众，",
        "本文档由站zhann.net收集整理，更多范文请移步zhann.net",
        "\u{0}",
        "a\u{301}",
        "”“",
        "?quot;人民“",
    ];
    let fixed = prop::sample::select(fixed.to_vec()).prop_map(str::to_owned);
    prop_oneof![8 => fixed, 1 => "[一二第章（）、。，“”《》#年月日版报 0-9]{0,20}", 1 => ".{0,12}"]
}

fn document() -> impl Strategy<Value = String> {
    let ends = prop::sample::select(vec!["\n", "\n", "\r\n", "\n\n", "\n　　", "\n  ", "\r"]);
    prop::collection::vec((line(), ends), 0..24)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_character_is_in_one_block(text in document()) {
        check(&text);
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check(&text);
    }
}

#[test]
fn empty_texts_have_no_parts() {
    for text in ["", "\n\n", "\u{feff}", " \t　\r\n"] {
        let document = parse(text);
        assert_eq!(document.kind, chuchu_model::DocumentKind::Other);
        assert!(document.paragraphs.is_empty() && document.title.is_none(), "{text:?}");
    }
}

#[test]
fn one_line_of_ten_megabytes_is_one_paragraph() {
    let text = "密切联系群众是我们党的最大政治优势，".repeat(200_000);
    let document = parse(&text);
    assert_eq!(document.paragraphs.len(), 1);
    assert_eq!(not_covered_once(&document, &text), None);
}
