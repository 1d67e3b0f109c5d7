//! The grammar by example: every manner of citing, and every misprint that is repaired.

use super::*;
use chuchu_model::{Container, DateItem};
use proptest::prelude::*;

/// A citation in one line: fields that are given, in a fixed order, then the codes of the remarks.
fn show(citation: &Citation) -> String {
    show_with(citation, false)
}

fn show_with(citation: &Citation, all: bool) -> String {
    let mut out = Vec::new();
    let mut put = |name: &str, value: String| {
        if !value.is_empty() {
            out.push(format!("{name}={value}"));
        }
    };
    put("author", citation.author.join("/"));
    if let Some(work) = &citation.work {
        put("work", work.title.clone().unwrap_or_default());
        put("kind", format!("{:?}", work.kind).to_lowercase());
    }
    put("dates", citation.dates.iter().map(date).collect::<Vec<_>>().join("/"));
    for container in &citation.containers {
        put("in", format!("{:?}", container.kind).to_lowercase());
        fields(container, &mut put);
        if all {
            rarer(container, &mut put);
        }
    }
    put("!", citation.diagnostics.iter().map(|d| d.code.as_str()).collect::<Vec<_>>().join("/"));
    out.join(" ")
}

fn date(item: &DateItem) -> String {
    match item {
        DateItem::On { date } => date.to_string(),
        DateItem::Range { from, to } => format!("{from}..{to}"),
    }
}

fn fields(c: &Container, put: &mut impl FnMut(&str, String)) {
    let number = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
    put("title", c.title.clone().unwrap_or_default());
    put("by", c.author.join("/"));
    put("ed", c.editor.join("/"));
    put("tr", c.translator.join("/"));
    put("vol", number(c.volume));
    put("part", c.part.clone().unwrap_or_default());
    put("edition", c.edition.clone().unwrap_or_default());
    put("place", c.place.join("/"));
    put("press", c.publishers.join("/"));
    put("year", number(c.year.map(u32::from)));
    put("month", number(c.month.map(u32::from)));
    put("issue", number(c.issue));
    put("day", c.date.map(|d| d.to_string()).unwrap_or_default());
    put("leaf", c.newspaper_page.clone().unwrap_or_default());
    put("pages", c.pages.iter().map(|p| format!("{}-{}", p.from, p.to)).collect::<Vec<_>>().join("/"));
    put("url", c.url.clone().unwrap_or_default());
}

/// The fields that few citations have, shown in `styles.txt` alone.
fn rarer(c: &Container, put: &mut impl FnMut(&str, String)) {
    put("juan", c.juan.clone().unwrap_or_default());
    put("issue_total", c.issue_total.map(|n| n.to_string()).unwrap_or_default());
    put("genre", c.genre.clone().unwrap_or_default());
    put("number", c.number.clone().unwrap_or_default());
    put("accessed", c.accessed.map(|d| d.to_string()).unwrap_or_default());
}

/// `styles.txt`: a citation on one line, its reading on the next. Every style guide that the grammar follows
/// has its cases there.
#[test]
fn every_style_is_read() {
    let lines: Vec<&str> = include_str!("tests/styles.txt").lines().collect();
    let mut wrong = Vec::new();
    for case in lines.chunks_exact(2) {
        let [text, expect] = case else { continue };
        let shown = show_with(&parse(text), true);
        if shown != expect.trim() {
            wrong.push(format!("{text}\n  expected {}\n  read as  {shown}", expect.trim()));
        }
    }
    assert!(lines.len() > 300 && wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[track_caller]
fn check(text: &str, expect: &str) {
    assert_eq!(show(&parse(text)), expect, "{text}");
}

#[test]
fn a_body_passed_the_paper_before_its_day() {
    for adopted in ["国务院第12次常务会议1990年5月3日通过", "江州市第三届人民代表大会一九九〇年五月三日批准"]
    {
        let text = format!("《关于水利的决定》（{adopted}），载《江州文件选编》，江州出版社1991年版，第5页");
        let citation = parse(&text);
        assert_eq!(citation.dates.iter().map(date).collect::<Vec<_>>(), ["1990-05-03"], "{text}");
        assert_eq!(citation.containers[0].publishers, ["江州出版社"], "{text}");
        assert_eq!(citation.diagnostics, [], "{text}");
    }
}

#[test]
fn a_foreign_and_a_chinese_item_in_one_note() {
    let chinese = "陈文：《江州水利志》，水利出版社1990年版，第5页";
    let foreign = "John Smith, The River Cities of China, Oxford: Oxford University Press, 1998, p. 45";
    let first = parse(&format!("{chinese}；{foreign}."));
    assert_eq!((first.containers[0].place.len(), first.containers[0].year), (0, Some(1990)));
    assert_eq!(first.diagnostics.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), ["C034"]);
    let first = parse(&format!("{foreign}; {chinese}。"));
    assert_eq!(first.author, ["John Smith"]);
    assert_eq!(first.containers[0].title.as_deref(), Some("The River Cities of China"));
    assert_eq!(first.containers[0].year, Some(1998));
}

/// The reading that a remark of this code proposes, applied to the text.
#[track_caller]
fn check_repair(text: &str, code: &str, repaired: &str) {
    let citation = parse(text);
    let mut fixed = text.to_owned();
    let mut suggestions: Vec<_> =
        citation.diagnostics.iter().filter(|d| d.code == code).filter_map(|d| d.suggestion.clone()).collect();
    suggestions.sort_by_key(|s| std::cmp::Reverse(s.span.start()));
    for suggestion in &suggestions {
        fixed.replace_range(suggestion.span.range(), &suggestion.replacement);
    }
    assert!(!suggestions.is_empty(), "{code} in {text}: {:?}", citation.diagnostics);
    assert_eq!(fixed, repaired);
}

#[test]
fn a_work_in_a_collection() {
    check(
        "《群众路线是党的生命线和根本工作路线》（2013年6月18日），《习近平著作选读》第一卷，人民出版社2023年版，第123页",
        "work=群众路线是党的生命线和根本工作路线 kind=article dates=2013-06-18 in=book title=习近平著作选读 vol=1 press=人民出版社 year=2023 pages=123-123",
    );
    check(
        "《在庆祝大会上的讲话》（2021年7月1日），《十九大以来重要文献选编》（下），中央文献出版社2023年版，第378-379页",
        "work=在庆祝大会上的讲话 kind=speech dates=2021-07-01 in=book title=十九大以来重要文献选编 part=下 press=中央文献出版社 year=2023 pages=378-379",
    );
    check(
        "《一文》（2012年11月17日），习近平《论党的自我革命》，中央文献出版社、党建读物出版社2023年版，第13-14页",
        "work=一文 kind=article dates=2012-11-17 in=book title=论党的自我革命 by=习近平 press=中央文献出版社/党建读物出版社 year=2023 pages=13-14",
    );
}

#[test]
fn a_speech_alone_and_in_a_newspaper() {
    check(
        "《在广东考察工作时的讲话》（2012年12月7日—11日）",
        "work=在广东考察工作时的讲话 kind=speech dates=2012-12-07..2012-12-11",
    );
    check(
        "在中央党校（国家行政学院）开班式上的讲话（2021年3月1日），《人民日报》2021年3月2日",
        "work=在中央党校（国家行政学院）开班式上的讲话 kind=speech dates=2021-03-01 in=newspaper title=人民日报 day=2021-03-02 !=C030",
    );
    check(
        "1922年12月，江州教育会在开学礼上的演说",
        "author=江州教育会 work=在开学礼上的演说 kind=speech dates=1922-12 !=C030",
    );
}

#[test]
fn books_their_persons_and_presses() {
    check(
        "[德]黑格尔著，王造时译：《历史哲学》，上海书店出版社1999年版，第123页。",
        "author=黑格尔 in=book title=历史哲学 tr=王造时 press=上海书店出版社 year=1999 pages=123-123",
    );
    check(
        "孙毓棠编：《中国近代工业史资料》第一辑下册，科学出版社1957年版，第1173页。",
        "in=book title=中国近代工业史资料 ed=孙毓棠 vol=1 part=下 press=科学出版社 year=1957 pages=1173-1173",
    );
    check(
        "闻一多：《唐诗杂论》，北京：中华书局，2003年，第18页。",
        "author=闻一多 in=book title=唐诗杂论 place=北京 press=中华书局 year=2003 pages=18-18",
    );
    check(
        "梁啟超，《清代學術概論》（臺北：臺灣商務印書館，1966），頁12-14。",
        "author=梁啟超 in=book title=清代學術概論 place=臺北 press=臺灣商務印書館 year=1966 pages=12-14",
    );
}

#[test]
fn years_before_the_press_and_before_the_title() {
    check(
        "陈望江：《江州旧事》，1957年人民出版社版，第5页。",
        "author=陈望江 in=book title=江州旧事 press=人民出版社 year=1957 pages=5-5",
    );
    check(
        "陈望江：《江州旧事》，人民出版社91年版，第5页。",
        "author=陈望江 in=book title=江州旧事 press=人民出版社 pages=5-5 !=C050",
    );
    check(
        "参见费孝通，2006，《乡土中国》，上海：上海人民出版社，第12页。",
        "author=费孝通 in=book title=乡土中国 place=上海 press=上海人民出版社 year=2006 pages=12-12",
    );
}

#[test]
fn a_web_address_ends_before_a_date() {
    check(
        "陈望江：《江州旧事》，http://www.example.cn/980810-2.html,1998年10月4日。",
        "author=陈望江 work=江州旧事 kind=article in=web day=1998-10-04 url=http://www.example.cn/980810-2.html",
    );
}

#[test]
fn translators_of_the_work_and_editors_of_the_book() {
    check(
        "欧中坦：《千方百计上京城》，谢鹏程译，载高道蕴、贺卫方主编：《美国学者论中国法律传统》，中国政法大学出版社1994年版。",
        "author=欧中坦 work=千方百计上京城 kind=article in=book title=美国学者论中国法律传统 ed=高道蕴/贺卫方 tr=谢鹏程 press=中国政法大学出版社 year=1994",
    );
}

#[test]
fn classics_laws_and_back_references() {
    check("《孟子·梁惠王上》。", "work=梁惠王上 kind=article in=book title=孟子");
    check(
        "《后汉书》卷七十六《循吏列传》，北京：中华书局，1965年，第2464页。",
        "work=循吏列传 kind=article in=book title=后汉书 place=北京 press=中华书局 year=1965 pages=2464-2464",
    );
    check("《中华人民共和国刑法》第三百三十八条。", "work=中华人民共和国刑法 kind=other");
    check("同上书，第7页", "in=other pages=7-7 !=C033");
}

#[test]
fn marks_lost_or_misprinted() {
    let sound =
        "《在河北考察时的讲话》（2012年12月29日、30日），《论“三农”工作》，中央文献出版社2022年版，第30页";
    check_repair(&sound.replacen('《', "（", 1), "C001", sound);
    check_repair(&sound.replacen('《', "", 1), "C002", sound);
    check_repair(&sound.replacen('》', "〉", 1), "C003", sound);
    check_repair(&sound.replacen('》', "", 1), "C004", sound);
    check_repair(&sound.replacen("2012年", "2012（", 1), "C005", sound);
    check_repair(&sound.replacen("30日）", "30）", 1), "C006", sound);
    check_repair(&sound.replacen("2022年版", "2022版", 1), "C006", sound);
    check_repair(&sound.replacen("第30页", "第 30 页", 1), "C007", sound);
    check_repair(&sound.replacen("社2022", "社 2022", 1), "C007", sound);
    check_repair(&sound.replacen("版，", "版：", 1), "C008", sound);
    check_repair(&sound.replacen("），《", "）《", 1), "C009", sound);
    check_repair(&sound.replacen("），", "，", 1), "C010", sound);
    check_repair(&sound.replacen("中央文献", "中央文", 1), "C011", sound);
    check_repair(&sound.replacen("2022", "2O22", 1), "C013", sound);
    check_repair(&sound.replacen("），", "），，", 1), "C016", sound);
}

#[test]
fn a_sound_citation_has_no_remarks() {
    for text in [
        "列宁：《怎么办？》，《列宁全集》第6卷，人民出版社1986年版，第23页",
        "《坚持人民至上》（2020年5月22日），《求是》杂志2022年第20期",
        "胡适：《文学改良刍议》，《新青年》第二卷第五号，1917年1月1日。",
        // a name is no date, and a name of its own no misprint of a longer one
        "王年一：《江州纪事》，《党史研究》1988年第3期。",
        "李月三：《江河日下》，《读书》1999年第3期。",
        "林某某：《乡村记事》，江州人民出版社2001年版，第3页。",
        "陈望江：《江河志稿》，世纪出版社1988年版，第12页。",
        "陈望江：《江河志稿》，世界书店1948年版，第12页。",
        // stops part the fields of the author–date manner
        "费孝通. 2006. 《乡土中国》. 上海: 上海人民出版社.",
        "费孝通（2006）。《乡土中国》。上海：上海人民出版社。",
        "费孝通（2006）：《乡土中国》。上海：上海人民出版社，第12页。",
        // no 第 and no 年 anywhere: older print
        "《马恩全集》23卷829页。",
        "《列宁选集》2卷，人民出版社1972年版，12—13页。",
        "陈望江：《江河志稿》，江州人民出版社1986版，12页。",
    ] {
        assert_eq!(parse(text).diagnostics, [], "{text}");
    }
}

#[test]
fn words_that_no_field_holds_are_read_over() {
    for text in [
        "最高人民法院：《关于审判工作的通知》，法发〔1993〕36号，1993年11月12日发布。",
        "《嘉定县志》，第12卷，出版时间不详。",
        "王利平：“研究进展”，《航空学报》2024年增刊1。",
        "《人民日报》社论：《为了六十一个阶级弟兄》，《人民日报》1960年2月28日。",
        "《资治通鉴》卷一百九十二，唐太宗贞观元年。",
    ] {
        assert_eq!(parse(text).diagnostics, [], "{text}");
    }
}

#[test]
fn the_spans_are_those_of_the_whole_text() {
    let text = "前文。《坚持人民至上》（2020年5月22日）后文";
    let start = text.find('《').unwrap();
    let end = text.find('后').unwrap();
    let citation = parse_at(text, Span::from_range(start..end));
    assert_eq!(citation.work.unwrap().span.unwrap().of(text), Some("坚持人民至上"));
    assert_eq!(parse_at(text, Span::new(1, 4)).raw, "");
}

/// Pieces of citations in any order, so that recognisers meet each other's remains.
const PIECES: &str = "(《|》|〈|〉|（|）|\\[M\\]|\\[J\\]|“|”|，|：|、|。|；|. |//|——|第|卷|页|期|版|年|月|日|2012|12|三|十|O|l|=|北京|人民出版社|\
    中央文出版社|列宁|译|主编|载|同上|在会上的讲话|http://a.cn/b| |　|A|\u{0}|𠀀){0,24}";

proptest! {
    #[test]
    fn never_panics_and_every_span_is_in_the_text(text in prop_oneof![any::<String>(), PIECES]) {
        let citation = parse(&text);
        let mut spans: Vec<Span> = citation.diagnostics.iter().map(|d| d.span).collect();
        spans.extend(citation.diagnostics.iter().filter_map(|d| d.suggestion.as_ref().map(|s| s.span)));
        spans.extend(citation.work.iter().filter_map(|w| w.span));
        for span in spans {
            prop_assert!(span.of(&text).is_some(), "{span} in {text:?}");
        }
    }

    #[test]
    fn a_part_is_read_as_it_is_alone(text in PIECES, before in "[一。《]{0,4}") {
        let alone = parse(&text);
        let whole = format!("{before}{text}");
        let inside = parse_at(&whole, Span::from_range(before.len()..whole.len()));
        let shift = u32::try_from(before.len()).unwrap();
        let moved: Vec<_> = alone.diagnostics.into_iter().map(|d| d.shifted(shift)).collect();
        prop_assert_eq!(moved, inside.diagnostics);
        prop_assert_eq!(alone.containers, inside.containers);
    }
}

#[test]
fn hostile_text_costs_little() {
    let begun = std::time::Instant::now();
    for piece in [
        "《", "》", "（", "“", "第", "同上", "1", "一", "，", "：", "《（", "[M]", ". ", "http://", "见",
        "l", "、", "a,",
    ] {
        let text = piece.repeat(20_000);
        assert_eq!(parse(&text).raw.len(), text.len());
    }
    assert!(begun.elapsed().as_secs() < 60, "{:?}", begun.elapsed());
}
