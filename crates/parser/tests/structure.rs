//! Promises of the structure reader, on made-up texts of every kind: nothing lost, nothing twice, spans in
//! order and on boundaries, ids unique, no panic.

#[path = "sound/coverage.rs"]
mod coverage;

use chuchu_model::{Document, DocumentId, NoiseKind, Source};
use coverage::covered_once;
use proptest::prelude::*;
use std::collections::HashSet;

fn parse(text: &str) -> Document {
    chuchu_parser::parse(&DocumentId::new("d").expect("a sound id"), Source::default(), text)
}

fn check(text: &str) {
    let document = parse(text);
    covered_once(&document, text);
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
fn one_line_of_a_megabyte_is_one_paragraph() {
    let text = "密切联系群众是我们党的最大政治优势，".repeat(20_000);
    let document = parse(&text);
    assert_eq!(document.paragraphs.len(), 1);
    covered_once(&document, &text);
}

/// Kind, title, subtitle, bylines, publication, headings (`*` behind one that opens a paragraph) and the
/// number of paragraphs, one a line.
fn outline(text: &str) -> String {
    let document = parse(text);
    let mut lines = vec![serde_json::to_string(&document.kind).unwrap_or_default().replace('"', "")];
    lines.extend(document.title.iter().map(|t| format!("title {}", t.text)));
    lines.extend(document.subtitle.iter().map(|t| format!("subtitle {}", t.text)));
    lines.extend(document.bylines.iter().map(|t| format!("byline {}", t.text)));
    if let Some(p) = &document.publication {
        let day = p.date.map(|d| d.to_string()).unwrap_or_default();
        lines.push(format!("publication {} {day} {}", p.name, p.page.as_deref().unwrap_or("-")));
    }
    for article in &document.articles {
        let names: Vec<_> = article.bylines.iter().map(|b| b.text.as_str()).collect();
        lines.push(format!("{} {} {}", article.id, article.title.text, names.join(" ")).trim().to_owned());
    }
    for section in document.all_sections() {
        let open = if section.run_in { "*" } else { "" };
        lines.push(format!("{} {}{open}", section.level, section.heading.text));
    }
    lines.push(format!("{} paragraphs", document.paragraphs.len()));
    lines.join("\n")
}

/// The outline with date and noise: what a reader of a layout must see.
fn full_outline(text: &str) -> String {
    let document = parse(text);
    let date = document.date.map(|date| format!("date {date}"));
    let beside = document.noise.iter().filter(|n| n.kind != NoiseKind::BrokenWrap);
    let noise = beside.filter_map(|n| {
        let words = n.span.of(text)?.trim();
        let kind = serde_json::to_string(&n.kind).unwrap_or_default().replace('"', "");
        (!words.is_empty()).then(|| format!("{kind} {}", words.escape_debug()))
    });
    let wraps = document.paragraphs.iter().filter(|p| p.spans.len() > 1).count();
    let wraps = (wraps > 0).then(|| format!("{wraps} of them of several lines"));
    [outline(text)].into_iter().chain(wraps).chain(date).chain(noise).collect::<Vec<_>>().join("\n")
}

/// `layouts.txt` holds made-up documents as sites, newspapers, journals, books and offices print them, each with
/// its outline.
#[test]
fn every_layout_is_read() {
    for case in include_str!("layouts.txt").split("\n=== ").skip(1) {
        let (name, case) = case.split_once('\n').expect("a name");
        let (text, expect) = case.split_once("\n--- outline\n").expect("an outline");
        check(text);
        assert_eq!(full_outline(text).trim(), expect.trim(), "{name}");
    }
}

#[track_caller]
fn check_outline(text: &str, expect: &str) {
    check(text);
    let expect: Vec<&str> = expect.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    assert_eq!(outline(text), expect.join("\n"), "{text}");
}

#[test]
fn a_speech() {
    check_outline(
        "在庆祝大会上的讲话\n\n（2021年7月1日）\n\n习近平\n\n同志们，朋友们：\n\n　　今天是庄严的日子。我们隆重集会。",
        "speech
         title 在庆祝大会上的讲话
         byline 习近平
         2 paragraphs",
    );
}

#[test]
fn a_report_with_headings_that_open_paragraphs() {
    check_outline(
        "政府工作报告\n——2021年3月5日在全国人民代表大会上\n国务院总理 李克强\n\n各位代表：\n现在报告工作，请予审议。\n\
         一、2020年工作回顾\n过去一年极不平凡。\n二、重点工作\n（一）促进经济运行。要加强调控。\n（二）推进改革。要激发活力。",
        "report
         title 政府工作报告
         subtitle 2021年3月5日在全国人民代表大会上
         byline 国务院总理 李克强
         1 一、2020年工作回顾
         1 二、重点工作
         2 （一）促进经济运行*
         2 （二）推进改革*
         5 paragraphs",
    );
}

#[test]
fn a_page_of_a_newspaper() {
    check_outline(
        "作风建设永远在路上\n本报评论员\n\n    党的作风关系人心向背。我们要抓作风。\n\n    抓常抓细抓长\n\n\
             作风建设不能一阵风。要常抓不懈。\n\n    《人民日报》（2014年10月9日 第01版）",
        "newspaper_article
         title 作风建设永远在路上
         byline 本报评论员
         publication 人民日报 2014-10-09 1
         1 抓常抓细抓长
         2 paragraphs",
    );
}

#[test]
fn an_interview() {
    check_outline(
        "密切联系群众\n——访某大学教授\n本报记者 李明\n\n记者：请谈谈意义。\n教授：这是生命线。\n记者：如何理解？\n教授：从历史看。\n（责任编辑：王五）",
        "interview
         title 密切联系群众
         subtitle 访某大学教授
         byline 本报记者 李明
         4 paragraphs",
    );
}

#[test]
fn a_law_with_a_table_of_contents() {
    check_outline(
        "中华人民共和国监察法\n（2018年3月20日第十三届全国人民代表大会第一次会议通过）\n目　录\n第一章　总　则\n第二章　附　则\n\
         第一章　总　则\n第一条　为了深化改革，制定本法。\n（一）甲；\n（二）乙。\n第二章　附　则\n第二条　本法自公布之日起施行。",
        "law
         title 中华人民共和国监察法
         1 第一章　总　则
         1 第二章　附　则
         4 paragraphs",
    );
}

#[test]
fn an_anthology() {
    check_outline(
        "心得体会（2篇）\n【篇一】党课心得\n    通过学习，我受益匪浅。\n    一、提高认识\n    认识要提高。\n【篇二】学习心得\n作者：李明\n\
             要联系群众。\n本文来自www.fanwen.com，转载请注明出处。",
        "anthology
         title 心得体会（2篇）
         d#a1 党课心得
         d#a2 学习心得 李明
         1 【篇一】党课心得
         2 一、提高认识
         1 【篇二】学习心得
         3 paragraphs",
    );
}

#[test]
fn lines_broken_at_a_width() {
    check_outline(
        "      论群众路线\n\n    群众路线是我们党的生命线和根本工作路线，是我们党永葆青春活力和战斗力\n\
         的重要传家宝。不论过去、现在和将来，我们都要坚持一切为了群众，一切依靠群\n\
         众，从群众中来，到群众中去，把党的正确主张变为群众的自觉行动，把群众路线\n贯彻到治国理政全部活动之中。\n\
             一、历史经验\n    党的历史反复证明，什么时候党的群众路线执行得好，党群关系密切，我们的\n\
         事业就顺利发展；什么时候党的群众路线执行得不好，党群关系受到损害，我们的\n事业就遭受挫折。\n\
         \x20   二、新形势下必须始终把人民放在心中最高的位置并充分发挥人民群众主动性和创\n造性\n\
         \x20   要坚持人民主体地位。",
        "article
         title 论群众路线
         1 一、历史经验
         1 二、新形势下必须始终把人民放在心中最高的位置并充分发挥人民群众主动性和创造性
         3 paragraphs",
    );
}

/// The date of a document, as printed in its front or below its text.
#[track_caller]
fn check_date(text: &str, expect: Option<&str>) {
    let document = parse(text);
    covered_once(&document, text);
    assert_eq!(document.date.map(|d| d.to_string()).as_deref(), expect, "{text}");
}

#[test]
fn a_document_bears_a_date() {
    check_date("在庆祝大会上的讲话\n（2021年7月1日）\n同志们：\n今天是庄严的日子。", Some("2021-07-01"));
    check_date(
        "做好防汛工作（二〇一三年六月十八日）\n一、认识\n要认识。\n二、落实\n要落实。",
        Some("2013-06-18"),
    );
    check_date(
        "工作报告\n——2021年3月5日在某市人民代表大会上\n各位代表：\n现在报告工作。",
        Some("2021-03-05"),
    );
    check_date(
        "河水清\n本报评论员\n要治水。水要清。\n治水不易。要常抓。\n《江州日报》（2014年10月9日 第01版）",
        Some("2014-10-09"),
    );
    check_date("河水清\n2014-05-06 10:20 来源：江州网\n要治水。水要清。", Some("2014-05-06"));
    check_date("倡议书\n全体同志：\n让我们行动起来。\n某某市委\n二〇一四年三月五日", Some("2014-03-05"));
    check_date("河水清\n2014年3月5日，会议召开。会议强调要治水。", None);
    let law = "江州市河道法\n（1993年12月29日某大会第五次会议通过　根据1999年12月25日《关于修改的决定》修正　\
               2005年10月27日某大会第十八次会议修订　自2006年1月1日起施行）\n第一条　为了治水，制定本法。\n第二条　水要清。";
    check_date(law, Some("2005-10-27"));
}
