//! Citations as people print them, in each of the styles. Persons and titles are made up or common knowledge.

use crate::{Element, Error, Style, bibtex, csl, render, ris};
use chuchu_model::{Citation, Container, ContainerKind, DateItem, PageRange, PartialDate};
use chuchu_parser::parse_citation;
use proptest::prelude::*;

#[track_caller]
fn check(printed: &str, style: Style, expect: &str) {
    assert_eq!(render(&parse_citation(printed), style).unwrap().text, expect);
}

#[track_caller]
fn check_all(printed: &str, gb2015: &str, gb2025: &str, zhaibian: &str, renmin: &str) {
    check(printed, Style::Gb2015, gb2015);
    check(printed, Style::Gb2025, gb2025);
    check(printed, Style::Zhaibian, zhaibian);
    check(printed, Style::Renmin, renmin);
}

#[test]
fn a_speech_in_a_book_keeps_its_own_date_apart_from_the_books() {
    check_all(
        "《在江州植树大会上的讲话》（1956年3月12日、13日），《江州林业文选》第二卷，江州人民出版社1998年版，第15-17页",
        "在江州植树大会上的讲话（1956年3月12日、13日）[M]//江州林业文选: 第2卷. 江州人民出版社, 1998: 15-17.",
        "在江州植树大会上的讲话（1956年3月12日、13日）[M]//江州林业文选：第2卷. 江州人民出版社，1998：15-17.",
        "《在江州植树大会上的讲话》（1956年3月12日、13日），《江州林业文选》第二卷，江州人民出版社1998年版，第15—17页",
        "《在江州植树大会上的讲话》，载《江州林业文选》第二卷，江州人民出版社1998年版，第15—17页。",
    );
}

#[test]
fn a_book_and_its_volume() {
    check_all(
        "孙毓棠编：《江州工业史资料》第一辑下册，北京：科学出版社，1957年，第1173页。",
        "孙毓棠. 江州工业史资料: 第1辑下册[M]. 北京: 科学出版社, 1957: 1173.",
        "孙毓棠. 江州工业史资料：第1辑下册[M]. 北京：科学出版社，1957：1173.",
        "孙毓棠编：《江州工业史资料》第一辑下册，科学出版社1957年版，第1173页",
        "孙毓棠编：《江州工业史资料》第一辑下册，科学出版社1957年版，第1173页。",
    );
}

#[test]
fn editions_and_translators() {
    check_all(
        "夸美纽斯：《大教学论》，傅任敢译，人民教育出版社1984年第2版，第139、141页。",
        "夸美纽斯. 大教学论[M]. 2版. 傅任敢, 译. 人民教育出版社, 1984: 139, 141.",
        "夸美纽斯. 大教学论[M]. 2版. 傅任敢，译. 人民教育出版社，1984：139，141.",
        "夸美纽斯：《大教学论》，傅任敢译，人民教育出版社1984年第2版，第139、141页",
        "夸美纽斯：《大教学论》，傅任敢译，人民教育出版社1984年第2版，第139、141页。",
    );
}

#[test]
fn many_persons() {
    check_all(
        "甲乙、丙丁、戊己、庚辛：《江州水利》，江州出版社1990年版。",
        "甲乙, 丙丁, 戊己, 等. 江州水利[M]. 江州出版社, 1990.",
        "甲乙，丙丁，戊己，庚辛. 江州水利[M]. 江州出版社，1990.",
        "甲乙、丙丁、戊己、庚辛：《江州水利》，江州出版社1990年版",
        "甲乙、丙丁、戊己、庚辛：《江州水利》，江州出版社1990年版。",
    );
    check(
        "甲乙, 丙丁, 等. 江州水利[M]. 江州: 江州出版社, 1990.",
        Style::Zhaibian,
        "甲乙、丙丁等：《江州水利》，江州出版社1990年版",
    );
}

#[test]
fn journals_and_newspapers() {
    check_all(
        "徐旭：《江州的“桥”》，《江州考古》1959年第11期，第5—9页。",
        "徐旭. 江州的“桥”[J]. 江州考古, 1959(11): 5-9.",
        "徐旭. 江州的“桥”[J]. 江州考古，1959（11）：5-9.",
        "徐旭：《江州的“桥”》，《江州考古》1959年第11期，第5—9页",
        "徐旭：《江州的“桥”》，《江州考古》1959年第11期，第5—9页。",
    );
    check_all(
        "竺可：《向沙漠进军》，《人民日报》1961年2月9日，第7版。",
        "竺可. 向沙漠进军[N]. 人民日报, 1961-02-09(7).",
        "竺可. 向沙漠进军[N]. 人民日报，1961-02-09（7）.",
        "竺可：《向沙漠进军》，《人民日报》1961年2月9日第7版",
        "竺可：《向沙漠进军》，《人民日报》1961年2月9日第7版。",
    );
    check(
        "江州学会：《学校体育》，《青年进步》第二卷第五号，1917年1月1日。",
        Style::Zhaibian,
        "江州学会：《学校体育》，《青年进步》第二卷第5期，1917年1月1日",
    );
}

#[test]
fn theses_standards_patents_reports() {
    check_all(
        "陈禾：《江州水利组织》，硕士学位论文，江州大学历史系，1999年，第40—42页。",
        "陈禾. 江州水利组织[D]. 江州大学历史系, 1999: 40-42.",
        "陈禾. 江州水利组织[D]. 江州大学历史系，1999：40-42.",
        "陈禾：《江州水利组织》，硕士学位论文，江州大学历史系，1999年，第40—42页",
        "陈禾：《江州水利组织》，硕士学位论文，江州大学历史系，1999年，第40—42页。",
    );
    let standard = "卫生部. 生活饮用水: GB 5749—2006[S]. 北京: 中国标准出版社, 2007.";
    check(standard, Style::Gb2015, standard);
    check(standard, Style::Gb2025, "GB 5749—2006 生活饮用水[S]. 北京：中国标准出版社，2007.");
    let patent = "张军, 赵永. 一种桥梁模型: CN202827616U[P]. 2013-03-27.";
    check(patent, Style::Gb2015, patent);
    let report = "江州信息中心. 江州发展报告[R/OL]. (2012-01-16)[2013-03-26]. https://example.org/a.pdf.";
    check(report, Style::Gb2015, report);
    check(report, Style::Gb2025, "江州信息中心. 江州发展报告[R/OL]. 2012-01-16. https://example.org/a.pdf.");
}

#[test]
fn web_pages() {
    let page =
        "江州博物馆. 志愿者须知[EB/OL]. (2021-04-21)[2023-05-02]. https://example.org/a. DOI:10.1000/182.";
    check(page, Style::Gb2015, page);
    check(
        page,
        Style::Gb2025,
        "江州博物馆. 志愿者须知[EB/OL]. （2021-04-21）[2023-05-02]. https://example.org/a. DOI:10.1000/182.",
    );
    check(
        "《近视防控简报》，江州教育网，2020年6月6日，http://edu.example.cn/0606.html，2022年1月3日访问。",
        Style::Zhaibian,
        "《近视防控简报》，江州教育网，2020年6月6日，http://edu.example.cn/0606.html，2022年1月3日访问",
    );
}

#[test]
fn laws_archives_and_papers_that_appeared_nowhere() {
    check_all(
        "《中华人民共和国长江保护法》（2020年12月26日通过），第四条。",
        "中华人民共和国长江保护法: 第四条[Z]. (2020-12-26).",
        "中华人民共和国长江保护法：第四条[Z]. （2020-12-26）.",
        "《中华人民共和国长江保护法》（2020年12月26日）第四条",
        "《中华人民共和国长江保护法》（2020年12月26日）第四条。",
    );
    check(
        "《江州县政府布告》（1931年5月2日），江州市档案馆藏，江州县政府档案，2-1-77。",
        Style::Renmin,
        "《江州县政府布告》（1931年5月2日），江州市档案馆藏，江州县政府档案，2-1-77。",
    );
    let letter = "李章. 奏请拨款: 04-01-35-0399[A]. 北京: 中国第一历史档案馆, 1887.";
    check(letter, Style::Gb2015, "李章. 奏请拨款[A]. 北京：中国第一历史档案馆，04-01-35-0399, 1887.");
    check(
        "《在江州的讲话》（2012年12月7日—11日）",
        Style::Zhaibian,
        "《在江州的讲话》（2012年12月7日—11日）",
    );
}

#[test]
fn chapters_of_old_books_follow_them() {
    let chapter = "《后汉书》卷七十六《循吏列传》，中华书局1965年版，第2464页";
    check(chapter, Style::Zhaibian, chapter);
}

#[test]
fn works_in_other_alphabets() {
    let book = "John Dewey, Democracy and Education, New York: Macmillan, 1916, p. 10.";
    check(book, Style::Renmin, book);
    check(book, Style::Gb2015, "John Dewey. Democracy and Education[M]. New York: Macmillan, 1916: 10.");
}

#[test]
fn what_a_style_asks_for_and_what_it_leaves_out_is_told() {
    let citation =
        parse_citation("《江州史》（1930年5月），《江州文库》第一卷，江州：江州出版社，1990年，第5页。");
    let reference = render(&citation, Style::Gb2015).unwrap();
    assert_eq!((reference.missing, reference.left_out), (vec![Element::Author], vec![]));
    let note = render(&citation, Style::Renmin).unwrap();
    assert_eq!((note.missing, note.left_out), (vec![Element::Author], vec![Element::Place, Element::Date]));
}

#[test]
fn 同上_alone_is_refused() {
    for printed in ["同上，第7页", "同前注。", "", "……"] {
        assert_eq!(render(&parse_citation(printed), Style::Gb2015), Err(Error::NoTitle), "{printed}");
    }
}

#[test]
fn records_for_other_programs() {
    let citation = parse_citation(
        "甲乙：《在江州的讲话》（1956年3月12日），载丙丁编：《江州文选 & 附录》第二卷，江州出版社1998年版，第15-17页",
    );
    let item = csl::item("d#e1", &citation).unwrap();
    let expect = serde_json::json!({
        "id": "d#e1", "type": "chapter", "title": "在江州的讲话", "author": [{"literal": "甲乙"}],
        "container-title": "江州文选 & 附录", "editor": [{"literal": "丙丁"}], "volume": "2",
        "publisher": "江州出版社", "issued": {"date-parts": [[1998]]}, "page": "15-17", "language": "zh-CN",
        "original-date": {"date-parts": [[1956, 3, 12]]},
    });
    assert_eq!(item, expect);
    let entry = "@incollection{d-e1,\n  title = {{在江州的讲话}},\n  author = {{甲乙}},\n  year = {1998},\n  \
        booktitle = {江州文选 \\& 附录},\n  editor = {{丙丁}},\n  volume = {2},\n  publisher = {江州出版社},\n  \
        pages = {15--17},\n  origdate = {1956-03-12},\n}\n";
    assert_eq!(bibtex::entry("d#e1", &citation).unwrap(), entry);
    let record = "TY  - CHAP\r\nID  - d#e1\r\nTI  - 在江州的讲话\r\nAU  - 甲乙\r\nT2  - 江州文选 & 附录\r\nA2  - 丙丁\r\n\
        VL  - 第2卷\r\nPB  - 江州出版社\r\nSP  - 15\r\nEP  - 17\r\nPY  - 1998\r\nDA  - 1998///\r\nOP  - 1956/03/12/\r\nER  - \r\n";
    assert_eq!(ris::record("d#e1", &citation).unwrap(), record);
    assert_eq!(csl::item("x", &parse_citation("同上。")), None);
}

#[test]
fn nothing_in_a_citation_breaks_a_record() {
    let mut book = Container::new(ContainerKind::Book);
    book.title = Some("甲}\n乙{ \\write18{x} %_#$~^\u{0}".into());
    book.url = Some("https://example.org/{}\r\nER  - ".into());
    let citation =
        Citation { author: vec!["丙\r\nTY  - BOOK".into()], containers: vec![book], ..Citation::empty() };
    let entry = bibtex::entry("a b{},%\\#", &citation).unwrap();
    assert!(entry.starts_with("@book{a-b------,\n") && entry.ends_with("}\n"), "{entry}");
    assert!(entry.contains("甲\\} 乙\\{ \\textbackslash{}write18\\{x\\} \\%\\_\\#\\$"), "{entry}");
    let record = ris::record("a\r\nb", &citation).unwrap();
    assert!(
        record.lines().all(|line| line.is_char_boundary(6) && line.get(2..6) == Some("  - ")),
        "{record}"
    );
    assert_eq!(record.matches("\r\nER  - ").count(), 1, "{record}");
    let line = render(&citation, Style::Gb2025).unwrap().text;
    assert!(!line.contains(['\n', '\r', '\0']), "{line}");
}

fn day() -> impl Strategy<Value = PartialDate> {
    (1949_u16..2025, 1_u8..13, 1_u8..29).prop_filter_map("a day", |(y, m, d)| PartialDate::day(y, m, d))
}

prop_compose! {
    /// A citation of which the style of compilations loses nothing.
    fn compiled()(
        title in "在江[州城][植树防汛]{1,3}大会上的讲话",
        dates in prop::collection::vec(day(), 1..3),
        book in "江州[水利林业]{2}文[集选]",
        volume in prop::option::of(1_u32..80),
        year in 1950_u16..2025,
        from in 1_u32..900,
        more in 0_u32..9,
        author in prop::option::of("[赵钱孙李][大小]?[明华]"),
    ) -> Citation {
        let mut container = Container::new(ContainerKind::Book);
        container.title = Some(book);
        container.volume = volume;
        container.publishers = vec!["江州人民出版社".to_owned()];
        container.year = Some(year);
        container.pages = vec![PageRange { from, to: from + more }];
        let mut citation = parse_citation(&format!("《{title}》"));
        citation.author = author.into_iter().collect();
        citation.dates = dates.into_iter().map(|date| DateItem::On { date }).collect();
        citation.containers = vec![container];
        citation
    }
}

proptest! {
    #[test]
    fn what_is_printed_as_in_compilations_reads_back(citation in compiled()) {
        let printed = render(&citation, Style::Zhaibian).unwrap().text;
        let mut read = parse_citation(&printed);
        for container in &mut read.containers {
            container.volume_printed = None;
        }
        prop_assert_eq!(&read.author, &citation.author, "{}", printed);
        prop_assert_eq!(read.title(), citation.title(), "{}", printed);
        prop_assert_eq!(&read.dates, &citation.dates, "{}", printed);
        prop_assert_eq!(&read.containers, &citation.containers, "{}", printed);
        let again = render(&read, Style::Zhaibian).unwrap().text;
        prop_assert_eq!(again, printed);
    }

    #[test]
    fn any_text_that_is_read_can_be_printed_or_is_refused(text in "\\PC{0,80}|[《》（）()〔〕：，。、0-9年月日第卷页版甲乙\\[\\]MJ/ .]{0,60}") {
        let citation = parse_citation(&text);
        for style in Style::ALL {
            if let Ok(rendered) = render(&citation, style) {
                prop_assert!(!rendered.text.contains('\n'));
            }
        }
        let item = csl::item("x", &citation);
        prop_assert_eq!(item.is_some(), render(&citation, Style::Gb2025).is_ok());
        prop_assert_eq!(ris::record("x", &citation).is_some(), item.is_some());
        prop_assert_eq!(bibtex::entry("x", &citation).is_some(), item.is_some());
    }
}
