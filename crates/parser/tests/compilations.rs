//! Compilations of every house, as made-up documents: each with what must be read in it, in printed order.
//!
//! An outline has a line for each excerpt, `number text | work · container · date · page`, further citations
//! behind `+`; `#` heads a heading, `P` a plain paragraph, `~` a mark or label put aside, `T` the title.

use chuchu_model::{Citation, Document, DocumentId, DocumentKind, NoiseKind, Source, Span};

fn parse(text: &str) -> Document {
    chuchu_parser::parse(&DocumentId::new("d").expect("a sound id"), Source::default(), text)
}

/// Author: work · container and volume · dates · pages, as far as they were read.
fn source(citation: &Citation) -> String {
    let mut fields: Vec<String> = Vec::new();
    fields.extend(citation.work.iter().filter_map(|w| w.title.clone()));
    for container in &citation.containers {
        let volume = container.volume.map(|v| v.to_string()).unwrap_or_default();
        fields.push(container.title.clone().unwrap_or_else(|| "?".to_owned()) + &volume);
    }
    let days = citation.dates.iter().map(|d| match (d.first(), d.last()) {
        (from, to) if from == to => from.to_string(),
        (from, to) => format!("{from}/{to}"),
    });
    fields.extend(days);
    let pages = citation.containers.iter().flat_map(|c| &c.pages);
    fields.extend(
        pages.map(|p| if p.from == p.to { format!("p{}", p.from) } else { format!("p{}-{}", p.from, p.to) }),
    );
    let author = if citation.author.is_empty() { String::new() } else { citation.author.join("、") + "：" };
    author + &fields.join("·")
}

fn outline(text: &str) -> (DocumentKind, Vec<String>) {
    let document = parse(text);
    covered_once(&document, text);
    let mut lines: Vec<(Span, String)> = Vec::new();
    lines.extend(document.title.iter().map(|t| (t.span, format!("T {}", t.text))));
    for excerpt in &document.excerpts {
        let cited = excerpt.citation.iter().map(source).collect::<String>();
        let further: String = excerpt.further_citations.iter().map(|c| format!(" + {}", source(c))).collect();
        let text = excerpt.text.replace('\n', "/");
        lines.push((excerpt.spans[0], format!("{} {text} | {cited}{further}", excerpt.number)));
    }
    lines.extend(document.all_sections().iter().map(|s| (s.heading.span, format!("# {}", s.heading.text))));
    let words = |span: Span| span.of(text).unwrap_or("").trim().to_owned();
    lines.extend(document.paragraphs.iter().map(|p| (p.span, format!("P {}", words(p.span)))));
    let marks = document.noise.iter().filter(|n| matches!(n.kind, NoiseKind::Other | NoiseKind::SourceLine));
    lines.extend(marks.map(|n| (n.span, format!("~ {}", words(n.span)))));
    lines.sort();
    (document.kind, lines.into_iter().map(|(_, line)| line.trim_end().to_owned()).collect())
}

/// Every inked character is in exactly one block.
#[track_caller]
fn covered_once(document: &Document, text: &str) {
    let mut count = vec![0usize; text.len()];
    let mut blocks: Vec<Span> = document.title.iter().chain(&document.subtitle).map(|t| t.span).collect();
    blocks.extend(document.publication.iter().map(|p| p.span));
    blocks.extend(document.bylines.iter().map(|b| b.span));
    blocks.extend(document.all_sections().iter().filter(|s| !s.run_in).map(|s| s.heading.span));
    blocks.extend(document.paragraphs.iter().flat_map(|p| &p.spans));
    blocks.extend(document.excerpts.iter().flat_map(|e| &e.spans));
    blocks.extend(document.excerpts.iter().filter_map(|e| e.citation.as_ref()?.span));
    let whole = [NoiseKind::Boilerplate, NoiseKind::SourceLine, NoiseKind::OwnTitleRepeat];
    blocks.extend(document.noise.iter().filter(|n| whole.contains(&n.kind)).map(|n| n.span));
    for block in &blocks {
        assert!(block.of(text).is_some(), "{block} cuts a character of {text}");
        count[block.range()].iter_mut().for_each(|n| *n += 1);
    }
    for noise in &document.noise {
        count[noise.span.range()].iter_mut().for_each(|n| *n = (*n).max(1));
    }
    let wrong = text.char_indices().find(|(at, c)| !chuchu_text::is_blank(*c) && count[*at] != 1);
    let shown = wrong.map(|(at, _)| {
        (count[at], Span::from_range(at..text.len()).of(text).map(|t| t.chars().take(12).collect::<String>()))
    });
    assert_eq!(shown, None, "covered so many times: {text}");
}

/// A document, indented as suits the test, and its outline.
#[track_caller]
fn check(text: &str, expect: &str) {
    let (kind, found) = outline(&text.lines().map(str::trim).collect::<Vec<_>>().join("\n"));
    let expect: Vec<&str> = expect.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    assert_eq!(found.join("\n"), expect.join("\n"), "\n{}", text);
    assert_eq!(kind, DocumentKind::ExcerptCompilation);
}

/// A document that is no compilation.
#[track_caller]
fn check_article(text: &str) {
    let (kind, found) = outline(&text.lines().map(str::trim).collect::<Vec<_>>().join("\n"));
    assert_ne!(kind, DocumentKind::ExcerptCompilation, "{}", found.join("\n"));
}

#[test]
fn behind_the_text_on_the_same_line() {
    check(
        "水利工作论述摘编
         修渠先修心，渠道通了，人心也就通了。《在江州水利工作会议上的讲话》（1958年3月4日），《江州文集》第2卷，江州出版社1984年版，第31页
         水是庄稼的命。《给江州农会的信》（1951年6月），《江州文集》第1卷，江州出版社1983年版，第112—113页",
        "T 水利工作论述摘编
         1 修渠先修心，渠道通了，人心也就通了。 | 在江州水利工作会议上的讲话·江州文集2·1958-03-04·p31
         2 水是庄稼的命。 | 给江州农会的信·江州文集1·1951-06·p112-113",
    );
}

#[test]
fn whole_citations_in_brackets() {
    check(
        "水利工作论述摘编
         修渠先修心，渠道通了，人心也就通了。（《在江州水利工作会议上的讲话》（1958年3月4日），《江州文集》第2卷，江州出版社1984年版，第31页）
         水是庄稼的命。（《给江州农会的信》，《江州文集》第1卷，江州出版社1983年版，第112页）
         没有水，地就是死的。（同上书，第115页）",
        "T 水利工作论述摘编
         1 修渠先修心，渠道通了，人心也就通了。 | 在江州水利工作会议上的讲话·江州文集2·1958-03-04·p31
         2 水是庄稼的命。 | 给江州农会的信·江州文集1·p112
         3 没有水，地就是死的。 | 江州文集1·p115",
    );
}

#[test]
fn on_their_own_lines_behind_a_dash_and_in_square_brackets() {
    check(
        "水利工作论述摘编
         修渠先修心。
         ——《在江州水利工作会议上的讲话》（1958年3月4日）
         水是庄稼的命。
         没有水，地就是死的。
         [《给江州农会的信》，《江州文集》第1卷，江州出版社1983年版，第112页]
         【出处】《江州文集》第1卷，江州出版社1983年版，第5页
         井要年年淘。
         出处：《江州文集》第1卷，江州出版社1983年版，第6页",
        "T 水利工作论述摘编
         1 修渠先修心。 | 在江州水利工作会议上的讲话·1958-03-04
         2 水是庄稼的命。/没有水，地就是死的。 | 给江州农会的信·江州文集1·p112 + 江州文集1·p5
         3 井要年年淘。 | 江州文集1·p6",
    );
}

#[test]
fn before_the_text() {
    check(
        "水利工作论述摘编
         《在江州水利工作会议上的讲话》（1958年3月4日），《江州文集》第2卷，江州出版社1984年版，第31页
         修渠先修心。
         《给江州农会的信》，《江州文集》第1卷，江州出版社1983年版，第112页
         水是庄稼的命。
         没有水，地就是死的。",
        "T 水利工作论述摘编
         1 修渠先修心。 | 在江州水利工作会议上的讲话·江州文集2·1958-03-04·p31
         2 水是庄稼的命。/没有水，地就是死的。 | 给江州农会的信·江州文集1·p112",
    );
}

#[test]
fn labelled_before_the_text() {
    check(
        "水利工作论述摘编
         出处：《在江州水利工作会议上的讲话》（1958年3月4日）
         修渠先修心。
         出处：《给江州农会的信》，《江州文集》第1卷，江州出版社1983年版，第112页
         水是庄稼的命。
         出处：《江州文集》第1卷，江州出版社1983年版，第6页
         井要年年淘。",
        "T 水利工作论述摘编
         1 修渠先修心。 | 在江州水利工作会议上的讲话·1958-03-04
         2 水是庄稼的命。 | 给江州农会的信·江州文集1·p112
         3 井要年年淘。 | 江州文集1·p6",
    );
}

#[test]
fn a_day_before_the_speaker() {
    check(
        "水利工作论述摘编
         修渠先修心。
         ——1958年3月4日，陈某某在江州水利工作会议上的讲话
         水是庄稼的命。
         ——1951年6月9日，陈某某在江州农会成立大会上的报告",
        "T 水利工作论述摘编
         1 修渠先修心。 | 陈某某：在江州水利工作会议上的讲话·1958-03-04
         2 水是庄稼的命。 | 陈某某：在江州农会成立大会上的报告·1951-06-09",
    );
}

#[test]
fn a_name_and_a_work_only() {
    check(
        "读书名言
         书是屋里的窗。——陈望之《灯下集》
         读一本好书，如访一位老友。
         ——[苏]高尔基
         字是人的脸面。（王若水）
         饭可以少吃，书不可以不读。——民谚",
        "T 读书名言
         1 书是屋里的窗。 | 陈望之：灯下集
         2 读一本好书，如访一位老友。 | 高尔基：
         3 字是人的脸面。 | 王若水：
         4 饭可以少吃，书不可以不读。 |",
    );
}

#[test]
fn notes_at_the_end_in_another_form() {
    check(
        "水利工作论述摘编
         修渠先修心。①
         水是庄稼的命②。
         没有水，地就是死的。“井要年年淘。”③
         注释：
         [1] 《在江州水利工作会议上的讲话》（1958年3月4日）
         [2] 《给江州农会的信》，《江州文集》第1卷，江州出版社1983年版，第112页。
         [3] 同上书，第115页。",
        "T 水利工作论述摘编
         1 修渠先修心。 | 在江州水利工作会议上的讲话·1958-03-04
         ~ ①
         2 水是庄稼的命。 | 给江州农会的信·江州文集1·p112
         ~ ②
         3 没有水，地就是死的。“井要年年淘。” | 江州文集1·p115
         ~ ③
         ~ 注释：
         ~ [1]
         ~ [2]
         ~ [3]",
    );
}

#[test]
fn notes_restart_in_each_section() {
    check(
        "水利工作论述摘编
         一、论渠
         修渠先修心。（1）
         渠通人心通。（2）
         （1）《江州文集》第1卷，江州出版社1983年版，第5页。
         （2）同上书，第6页。
         二、论井
         井要年年淘。（1）
         吃水不忘挖井人。（2）
         （1）《江州文集》第2卷，江州出版社1984年版，第7页。
         （2）同上。",
        "T 水利工作论述摘编
         # 一、论渠
         1 修渠先修心。 | 江州文集1·p5
         ~ （1）
         2 渠通人心通。 | 江州文集1·p6
         ~ （2）
         ~ （1）
         ~ （2）
         # 二、论井
         3 井要年年淘。 | 江州文集2·p7
         ~ （1）
         4 吃水不忘挖井人。 | 江州文集2·p7
         ~ （2）
         ~ （1）
         ~ （2）",
    );
}

#[test]
fn numbered_excerpts_with_notes_of_their_numbers() {
    check(
        "水利工作论述摘编
         1. 修渠先修心。
         2. 水是庄稼的命。
         没有水，地就是死的。
         3. 井要年年淘。
         出处：
         1. 《在江州水利工作会议上的讲话》（1958年3月4日）
         2. 《江州文集》第1卷，江州出版社1983年版，第112页
         3. 同上书，第115页",
        "T 水利工作论述摘编
         ~ 1.
         1 修渠先修心。 | 在江州水利工作会议上的讲话·1958-03-04
         ~ 2.
         2 水是庄稼的命。/没有水，地就是死的。 | 江州文集1·p112
         ~ 3.
         3 井要年年淘。 | 江州文集1·p115
         ~ 出处：
         ~ 1.
         ~ 2.
         ~ 3.",
    );
}

#[test]
fn back_references_carry_over() {
    check(
        "水利工作论述摘编
         一、论渠
         修渠先修心。《在江州水利工作会议上的讲话》（1958年3月4日），《江州文集》第2卷，江州出版社1984年版，第31页
         渠通人心通。同上
         渠是血脉。《〈修渠记〉的序言和跋》（1958年3月、4月），同上书，第40页
         二、论井
         井要年年淘。同上书，第41页",
        "T 水利工作论述摘编
         # 一、论渠
         1 修渠先修心。 | 在江州水利工作会议上的讲话·江州文集2·1958-03-04·p31
         2 渠通人心通。 | 在江州水利工作会议上的讲话·江州文集2·1958-03-04·p31
         3 渠是血脉。 | 〈修渠记〉的序言和跋·江州文集2·1958-03·1958-04·p40
         # 二、论井
         4 井要年年淘。 | 江州文集2·p41",
    );
}

#[test]
fn several_citations_to_one_excerpt() {
    check(
        "水利工作论述摘编
         修渠先修心。《江州文集》第2卷，江州出版社1984年版，第31页；又见《江州年谱》上卷，江州出版社2004年版，第340页
         水是庄稼的命。（《江州文集》第1卷，江州出版社1983年版，第112页；《农会通讯》1951年第6期）
         井要年年淘。《江州文集》第1卷，江州出版社1983年版，第6页，并见《江州年谱》上卷，江州出版社2004年版，第12页",
        "T 水利工作论述摘编
         1 修渠先修心。 | 江州文集2·p31 + 江州年谱·p340
         2 水是庄稼的命。 | 江州文集1·p112 + 农会通讯
         3 井要年年淘。 | 江州文集1·p6 + 江州年谱·p12",
    );
}

#[test]
fn list_marks_are_no_text() {
    for marks in [
        ["1. ", "2. ", "3. "],
        ["1、", "2、", "3、"],
        ["（1）", "（2）", "（3）"],
        ["①", "②", "③"],
        ["★ ", "★ ", "★ "],
        ["● ", "● ", "● "],
        ["– ", "– ", "– "],
        ["第一条 ", "第二条 ", "第三条 "],
        ["■", "■", "■"],
        ["一、", "二、", "三、"],
        ["[1] ", "[2] ", "[3] "],
    ] {
        let [a, b, c] = marks;
        let text = format!(
            "水利工作论述摘编\n{a}修渠先修心。《江州文集》第2卷，江州出版社1984年版，第31页\n{b}水是庄稼的命。\n没有水，地就是死的。《江州文集》第1卷，江州出版社1983年版，第112页\n{c}井要年年淘。\n——《江州文集》第1卷，江州出版社1983年版，第6页"
        );
        let [a, b, c] = marks.map(str::trim);
        let expect = format!(
            "T 水利工作论述摘编
             ~ {a}
             1 修渠先修心。 | 江州文集2·p31
             ~ {b}
             2 水是庄稼的命。/没有水，地就是死的。 | 江州文集1·p112
             ~ {c}
             3 井要年年淘。 | 江州文集1·p6"
        );
        check(&text, &expect);
    }
}

#[test]
fn headings_of_two_levels_and_numbered_excerpts() {
    check(
        "水利工作论述摘编
         一、论渠
         （一）修渠
         1. 修渠先修心。《江州文集》第2卷，江州出版社1984年版，第31页
         2. 渠通人心通。《江州文集》第2卷，江州出版社1984年版，第32页
         （二）护渠
         1. 护渠如护家。《江州文集》第2卷，江州出版社1984年版，第33页
         二、论井
         1. 井要年年淘。《江州文集》第1卷，江州出版社1983年版，第6页",
        "T 水利工作论述摘编
         # 一、论渠
         # （一）修渠
         ~ 1.
         1 修渠先修心。 | 江州文集2·p31
         ~ 2.
         2 渠通人心通。 | 江州文集2·p32
         # （二）护渠
         ~ 1.
         3 护渠如护家。 | 江州文集2·p33
         # 二、论井
         ~ 1.
         4 井要年年淘。 | 江州文集1·p6",
    );
}

#[test]
fn only_some_items_have_a_citation() {
    check(
        "水利工作语录
         1. 修渠先修心。《江州文集》第2卷，江州出版社1984年版，第31页
         2. 水是庄稼的命。
         3. 没有水，地就是死的。
         4. 井要年年淘。《江州文集》第1卷，江州出版社1983年版，第6页",
        "T 水利工作语录
         ~ 1.
         1 修渠先修心。 | 江州文集2·p31
         ~ 2.
         2 水是庄稼的命。 |
         ~ 3.
         3 没有水，地就是死的。 |
         ~ 4.
         4 井要年年淘。 | 江州文集1·p6",
    );
}

#[test]
fn under_a_line_with_the_day_or_the_speaker() {
    check(
        "水利工作语录
         1958年3月4日
         修渠先修心。
         渠通人心通。
         1951年6月
         水是庄稼的命。",
        "T 水利工作语录
         1 修渠先修心。/渠通人心通。 | 1958-03-04
         2 水是庄稼的命。 | 1951-06",
    );
    check(
        "水利工作语录
         陈望之
         修渠先修心。
         王若水
         水是庄稼的命。",
        "T 水利工作语录
         1 修渠先修心。 | 陈望之：
         2 水是庄稼的命。 | 王若水：",
    );
}

#[test]
fn a_preface_and_an_afterword() {
    check(
        "水利工作论述摘编
         出版说明
         本书收入陈望之同志关于水利的论述，按年代编排，供读者学习。
         一、论渠
         修渠先修心。《江州文集》第2卷，江州出版社1984年版，第31页
         渠通人心通。《江州文集》第2卷，江州出版社1984年版，第32页
         后记
         本书的编辑得到许多同志的帮助，谨致谢意。",
        "T 水利工作论述摘编
         # 出版说明
         P 本书收入陈望之同志关于水利的论述，按年代编排，供读者学习。
         # 一、论渠
         1 修渠先修心。 | 江州文集2·p31
         2 渠通人心通。 | 江州文集2·p32
         # 后记
         P 本书的编辑得到许多同志的帮助，谨致谢意。",
    );
}

#[test]
fn classics_before_and_behind() {
    check(
        "劝学名句
         学而时习之，不亦说乎？——《论语·学而》
         不积跬步，无以至千里。——《荀子·劝学》
         玉不琢，不成器。（《礼记·学记》）",
        "T 劝学名句
         1 学而时习之，不亦说乎？ | 学而·论语
         2 不积跬步，无以至千里。 | 劝学·荀子
         3 玉不琢，不成器。 | 学记·礼记",
    );
    check(
        "劝学名句
         《孟子·告子上》曰：“心之官则思，思则得之。”
         《论语·为政》云：“温故而知新，可以为师矣。”",
        "T 劝学名句
         1 “心之官则思，思则得之。” | 告子上·孟子
         2 “温故而知新，可以为师矣。” | 为政·论语",
    );
}

#[test]
fn traditional_script() {
    check(
        "水利工作論述摘編
         修渠先修心。
         ——陳望之：《在江州水利會議上的講話》（1958年3月4日），載《江州文集》第2卷，江州出版社1984年版，第31頁
         水是莊稼的命。
         ——同上書，第32頁",
        "T 水利工作論述摘編
         1 修渠先修心。 | 陳望之：在江州水利會議上的講話·江州文集2·1958-03-04·p31
         2 水是莊稼的命。 | 陳望之：江州文集2·p32",
    );
}

#[test]
fn text_with_titles_brackets_and_quotations_near_its_end() {
    check(
        "水利工作论述摘编
         这个道理，《水经注》里早就讲过（见卷五），“水往低处流”。《江州文集》第2卷，江州出版社1984年版，第31页
         有人问：读了《河渠书》没有？《江州文集》第2卷，江州出版社1984年版，第32页
         他说：“要读《河渠书》。”《江州文集》第2卷，江州出版社1984年版，第33页
         要记住这句老话（原话是“渠成水到”）。（《江州文集》第2卷，江州出版社1984年版，第34页）",
        "T 水利工作论述摘编
         1 这个道理，《水经注》里早就讲过（见卷五），“水往低处流”。 | 江州文集2·p31
         2 有人问：读了《河渠书》没有？ | 江州文集2·p32
         3 他说：“要读《河渠书》。” | 江州文集2·p33
         4 要记住这句老话（原话是“渠成水到”）。 | 江州文集2·p34",
    );
}

#[test]
fn a_citation_with_full_stops_inside() {
    check(
        "水利工作论述摘编
         修渠先修心。陈望之. 在江州水利会议上的讲话[M]//江州文集：第2卷. 江州：江州出版社，1984：31.
         水是庄稼的命。《给江州农会的信》。《江州文集》第1卷。江州出版社1983年版。第112页。",
        "T 水利工作论述摘编
         1 修渠先修心。 | 陈望之：在江州水利会议上的讲话·江州文集2·p31
         2 水是庄稼的命。 | 给江州农会的信·江州文集1·p112",
    );
}

#[test]
fn a_citation_broken_over_two_lines() {
    check(
        "水利工作论述摘编
         修渠先修心。《在江州水利工作会议上的讲话》（1958年3月4日），《江州
         文集》第2卷，江州出版社1984年版，第31页
         水是庄稼的命。《给江州农会的信》，《江州文集》第1卷，江州出版社1983年版，
         第112页
         井要年年淘。《江州文集》第1卷，江州出版社1983年版，第6页",
        "T 水利工作论述摘编
         1 修渠先修心。 | 在江州水利工作会议上的讲话·江州文集2·1958-03-04·p31
         2 水是庄稼的命。 | 给江州农会的信·江州文集1·p112
         3 井要年年淘。 | 江州文集1·p6",
    );
}

#[test]
fn page_heads_between_text_and_citation() {
    check(
        "水利工作论述摘编
         修渠先修心。
         ·12·
         ——《江州文集》第2卷，江州出版社1984年版，第31页
         水是庄稼的命。
         水利工作论述 13
         没有水，地就是死的。
         ——《江州文集》第1卷，江州出版社1983年版，第112页
         水利工作论述 14
         井要年年淘。
         ——《江州文集》第1卷，江州出版社1983年版，第6页",
        "T 水利工作论述摘编
         1 修渠先修心。 | 江州文集2·p31
         ~ ·12·
         2 水是庄稼的命。/没有水，地就是死的。 | 江州文集1·p112
         ~ 水利工作论述 13
         ~ 水利工作论述 14
         3 井要年年淘。 | 江州文集1·p6",
    );
}

#[test]
fn two_markers_at_one_text_and_one_note_for_two_texts() {
    check(
        "水利工作论述摘编
         修渠先修心。[1][2]
         水是庄稼的命。[3]
         井要年年淘。[1]
         [1] 《江州文集》第2卷，江州出版社1984年版，第31页
         [2] 参见《江州年谱》上卷，江州出版社2004年版，第340页
         [3] 同前注",
        "T 水利工作论述摘编
         1 修渠先修心。 | 江州文集2·p31 + 江州年谱·p340
         ~ [1][2]
         2 水是庄稼的命。 | 江州年谱·p340
         ~ [3]
         3 井要年年淘。 | 江州文集2·p31
         ~ [1]
         ~ [1]
         ~ [2]
         ~ 参见《江州年谱》上卷，江州出版社2004年版，第340页
         ~ [3]",
    );
}

#[test]
fn speakers_before_a_colon() {
    check(
        "治水名言集
         陈望之：“修渠先修心。”
         王若水：“井要年年淘。”
         孔子曰：“智者乐水。”",
        "T 治水名言集
         1 “修渠先修心。” | 陈望之：
         2 “井要年年淘。” | 王若水：
         3 “智者乐水。” | 孔子：",
    );
}

#[test]
fn a_day_in_brackets_is_all_that_is_given() {
    check(
        "治水语录
         修渠先修心。（1945年4月24日）
         井要年年淘。（1951年6月）",
        "T 治水语录
         1 修渠先修心。 | 1945-04-24
         2 井要年年淘。 | 1951-06",
    );
}

#[test]
fn all_notes_at_the_end_under_the_headings_of_the_text() {
    check(
        "治水论述摘编
         一、论渠
         修渠先修心。①
         二、论井
         井要年年淘。①
         吃水不忘挖井人。②
         注释
         一、论渠
         ① 《江州文集》第2卷，江州出版社1984年版，第31页。
         二、论井
         ① 《江州文集》第1卷，江州出版社1983年版，第6页。
         ② 同上书，第7页。",
        "T 治水论述摘编
         # 一、论渠
         1 修渠先修心。 | 江州文集2·p31
         ~ ①
         # 二、论井
         2 井要年年淘。 | 江州文集1·p6
         ~ ①
         3 吃水不忘挖井人。 | 江州文集1·p7
         ~ ②
         ~ 注释
         # 一、论渠
         ~ ①
         # 二、论井
         ~ ①
         ~ ②",
    );
}

#[test]
fn notes_that_explain_and_refer_far_back() {
    check(
        "治水论述摘编
         修渠先修心。（1）
         渠通人心通。（2）
         井要年年淘。（21）
         注：
         1 陈望之：《论渠》，《江州文集》第2卷，江州出版社1984年版，第31页。
         2 指江州大渠。见王若水：《渠志》，江州出版社1985年版，第32页。
         21 陈望之，前引书，第40页。",
        "T 治水论述摘编
         1 修渠先修心。 | 陈望之：论渠·江州文集2·p31
         ~ （1）
         2 渠通人心通。 | 王若水：渠志·p32
         ~ （2）
         3 井要年年淘。 | 陈望之：江州文集2·p40
         ~ （21）
         ~ 注：
         ~ 1
         ~ 2 指江州大渠。
         ~ 21",
    );
}

#[test]
fn notes_with_a_word_in_their_labels() {
    check(
        "治水论述摘编
         修渠先修心。〔1〕
         渠通人心通。〔2〕
         注1：《江州文集》第2卷，江州出版社1984年版，第31页。
         注2：同上书，第33页。",
        "T 治水论述摘编
         1 修渠先修心。 | 江州文集2·p31
         ~ 〔1〕
         2 渠通人心通。 | 江州文集2·p33
         ~ 〔2〕
         ~ 注1：
         ~ 注2：",
    );
}

#[test]
fn pages_behind_the_markers() {
    check(
        "治水论述摘编
         修渠先修心。[1]31
         渠通人心通。[1]33-34
         井要年年淘。[2]6
         参考文献
         [1] 陈望之. 江州文集：第2卷[M]. 江州：江州出版社，1984.
         [2] 王若水. 渠志[M]. 江州：江州出版社，1985.",
        "T 治水论述摘编
         1 修渠先修心。 | 陈望之：江州文集2·p31
         ~ [1]31
         2 渠通人心通。 | 陈望之：江州文集2·p33-34
         ~ [1]33-34
         3 井要年年淘。 | 王若水：渠志·p6
         ~ [2]6
         ~ 参考文献
         ~ [1]
         ~ [2]",
    );
}

#[test]
fn at_second_hand_and_with_other_words_before() {
    check(
        "治水论述摘编
         1、修渠先修心。
         转引自李大有：《江州年谱》，江州出版社2004年版，第340页
         2、渠通人心通。
         参见《江州文集》第2卷，江州出版社1984年版，第31页
         3、井要年年淘。
         选自《江州文集》第1卷，江州出版社1983年版，第6页",
        "T 治水论述摘编
         ~ 1、
         1 修渠先修心。 | 李大有：江州年谱·p340
         ~ 2、
         2 渠通人心通。 | 江州文集2·p31
         ~ 3、
         3 井要年年淘。 | 江州文集1·p6",
    );
}

#[test]
fn empty_lines_part_the_excerpts() {
    check(
        "治水论述摘编

         修渠先修心。
         ——《江州文集》第2卷，江州出版社1984年版，第31页

         渠通人心通。

         井要年年淘。
         ——《江州文集》第1卷，江州出版社1983年版，第6页

         水是庄稼的命。
         ——《江州文集》第1卷，江州出版社1983年版，第8页",
        "T 治水论述摘编
         1 修渠先修心。 | 江州文集2·p31
         2 渠通人心通。 |
         3 井要年年淘。 | 江州文集1·p6
         4 水是庄稼的命。 | 江州文集1·p8",
    );
}

#[test]
fn chapters_and_citations_before_their_texts() {
    check(
        "陈望之语录

         第一章 论渠

         《江州文集》第2卷，江州出版社1984年版，第31页
         修渠先修心。
         渠通人心通。

         《江州文集》第2卷，江州出版社1984年版，第33页
         护渠如护家。

         第二章 论井

         《江州文集》第1卷，江州出版社1983年版，第6页
         井要年年淘。",
        "T 陈望之语录
         # 第一章 论渠
         1 修渠先修心。/渠通人心通。 | 江州文集2·p31
         2 护渠如护家。 | 江州文集2·p33
         # 第二章 论井
         3 井要年年淘。 | 江州文集1·p6",
    );
}

#[test]
fn an_enumeration_inside_an_excerpt() {
    check(
        "治水论述摘编
         修渠要抓三件事：
         一、要修心，把道理讲明白。
         二、要修渠，把任务落实好。
         三、要管渠，把制度建起来。
         《在江州水利会议上的讲话》（1958年3月4日），《江州日报》1958年3月6日
         水是庄稼的命。
         《给江州农会的信》（1951年6月），《江州文集》第1卷，江州出版社1983年版，第112页",
        "T 治水论述摘编
         1 修渠要抓三件事：/一、要修心，把道理讲明白。/二、要修渠，把任务落实好。/三、要管渠，把制度建起来。 | 在江州水利会议上的讲话·江州日报·1958-03-04
         2 水是庄稼的命。 | 给江州农会的信·江州文集1·1951-06·p112",
    );
}

#[test]
fn lines_broken_at_a_width() {
    let text = "治水论述摘编

　　修渠先修心，渠道通了，人心也就通了，这是江州三百年治水的一条老经验
，任何时候都不能忘记。《在江州水利工作会议上的讲话》（1958年3月4日），
《江州文集》第2卷，江州出版社1984年版，第31页
　　水是庄稼的命。没有水，地就是死的；有了水，死地也能变成活地，这是农
民最懂得的道理。《给江州农会的信》（1951年6月），《江州文集》第1卷，江
州出版社1983年版，第112页
　　井要年年淘，渠要年年修，人的思想也要年年洗一洗，不洗就会生锈，就会
变坏，就会脱离群众。《江州文集》第1卷，江州出版社1983年版，第6页";
    let document = parse(text);
    covered_once(&document, text);
    let texts: Vec<&str> = document.excerpts.iter().map(|e| e.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "修渠先修心，渠道通了，人心也就通了，这是江州三百年治水的一条老经验，任何时候都不能忘记。",
            "水是庄稼的命。没有水，地就是死的；有了水，死地也能变成活地，这是农民最懂得的道理。",
            "井要年年淘，渠要年年修，人的思想也要年年洗一洗，不洗就会生锈，就会变坏，就会脱离群众。",
        ]
    );
}

#[test]
fn numbers_on_lines_of_their_own() {
    check(
        "治水论述摘录
         （一）
         修渠先修心。
         （陈望之：《论渠》，1958年3月4日）
         （二）
         井要年年淘。
         （陈望之：《论井》，1960年7月1日）",
        "T 治水论述摘录
         ~ （一）
         1 修渠先修心。 | 陈望之：论渠·1958-03-04
         ~ （二）
         2 井要年年淘。 | 陈望之：论井·1960-07-01",
    );
}

#[test]
fn a_press_broken_over_two_lines() {
    check(
        "治水论述摘编
         修渠先修心。《江州文集》第2卷，人民出版
         社1984年版，第31页
         井要年年淘。《江州文集》第1卷，人民出版社1983年版，第
         6页",
        "T 治水论述摘编
         1 修渠先修心。 | 江州文集2·p31
         2 井要年年淘。 | 江州文集1·p6",
    );
}

/// Three excerpts, of which the second has a misprint in its citation or before it.
fn misprinted(text: &str, citation: &str) -> String {
    let [first, third] =
        ["《江州文集》第2卷，江州出版社1984年版，第31页", "《江州文集》第1卷，江州出版社1983年版，第6页"];
    format!("水利工作论述摘编\n修渠先修心。{first}\n{text}{citation}\n井要年年淘。{third}")
}

#[test]
fn misprints_keep_the_border() {
    let citations = [
        "《给江州农会的信》（1951年6月9日），《江州文集》第1卷，江州出版社1983年版，第112页",
        "《在江州水利会议上的讲话》（1958年3月4日），《江州日报》1958年3月6日",
        "陈望之：《论水利》（1958年3月），《江州文集》第1卷，江州出版社1983年版，第40—42页",
    ];
    let misprints: [(&str, &str); 15] = [
        ("》", ""),
        ("《", ""),
        ("《", "（"),
        ("》", "〉"),
        ("》", "）"),
        ("，", ""),
        ("，", "。"),
        ("（", ""),
        ("）", ""),
        ("年", ""),
        ("年", " 年"),
        ("日", ""),
        ("19", "l9"),
        ("《", "《《"),
        ("出版社", "出社"),
    ];
    let mut lost = Vec::new();
    for citation in citations {
        for (right, wrong) in misprints {
            for at in citation.match_indices(right).map(|(at, _)| at) {
                let (head, tail) = citation.split_at(at);
                let broken = format!("{head}{}", tail.replacen(right, wrong, 1));
                let text = misprinted("水是庄稼的命。", &broken);
                let document = parse(&text);
                covered_once(&document, &text);
                let texts: Vec<&str> = document.excerpts.iter().map(|e| e.text.as_str()).collect();
                if texts != ["修渠先修心。", "水是庄稼的命。", "井要年年淘。"] {
                    lost.push(format!("{broken}: {texts:?}"));
                }
            }
        }
    }
    assert!(lost.is_empty(), "{} borders lost:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn a_citation_run_into_its_text() {
    for citation in [
        "《给江州农会的信》（1951年6月9日），《江州文集》第1卷，江州出版社1983年版，第112页",
        "在江州水利会议上的讲话（1958年3月4日），《江州日报》1958年3月6日",
        "——《江州文集》第1卷，江州出版社1983年版，第40页",
        "（《江州文集》第1卷，江州出版社1983年版，第40页）",
        "见《江州文集》第1卷，江州出版社1983年版，第40页",
    ] {
        let document = parse(&misprinted("水是庄稼的命", citation));
        let texts: Vec<&str> = document.excerpts.iter().map(|e| e.text.as_str()).collect();
        assert_eq!(texts, ["修渠先修心。", "水是庄稼的命", "井要年年淘。"], "{citation}");
    }
}

#[test]
fn articles_stay_articles() {
    check_article(
        "论江州水利
         江州的水利有三百年历史。陈望之说过：“修渠先修心。”（《江州文集》第2卷，江州出版社1984年版，第31页）这句话今天仍有意义。
         渠道通了，人心也就通了。我们要记住这一点，继续做好水利工作。
         水是庄稼的命。这是一条朴素的道理（《江州文集》第1卷，江州出版社1983年版，第112页）。
         今后要加大投入，把水利办好。
         各地都要行动起来，形成合力。",
    );
    check_article(
        "论江州水利
         江州的水利有三百年历史[1]，是全省最早的。
         渠道通了，人心也就通了[2]。我们要记住这一点[3]。
         水是庄稼的命。[4]
         注释：
         [1] 《江州志》，江州出版社1984年版，第31页。
         [2] 《江州文集》第1卷，江州出版社1983年版，第12页。
         [3] 同上书，第13页。
         [4] 同上书，第15页。",
    );
}

#[test]
fn lists_histories_and_bibliographies_are_no_compilations() {
    check_article(
        "江州治水经验
         江州治水有三条经验。
         ——修渠先修心
         要做思想工作，让群众明白道理，积极参加。
         ——修井要年年
         要建立制度，年年检查，年年维修。
         ——管水靠大家
         要发动群众，人人参与，个个负责。",
    );
    check_article(
        "论水利
         修渠先修心，渠道通了，人心也就通了，这个道理大家都明白。
         在江州的历史上，有过许多次大的治水工程，每一次都留下了宝贵的经验[1]。
         今天我们纪念这些先辈，要学习他们的精神。[2]
         今后还要继续努力，把水利事业办得更好。
         参考文献
         [1] 陈望之. 江州文集[M]. 江州：江州出版社，1984：31.
         [2] 王若水. 江州志[M]. 江州：江州出版社，1984：3.",
    );
    check_article(
        "江州水利大事记
         1951年6月
         江州农会成立，开始修渠。
         1958年3月4日
         江州水利工作会议召开，陈望之出席会议并讲话。
         1960年7月1日
         江州大渠通水。",
    );
    check_article(
        "参考文献
         [1] 陈望之：《江州文集》第2卷，江州出版社1984年版，第31页。
         [2] 王若水：《江州志》，江州出版社1984年版，第3页。
         [3] 李大有：《江州年谱》，江州出版社2004年版，第340页。",
    );
    check_article(
        "作风建设永远在路上
         世上本没有路，走的人多了，也便成了路。
         ——陈望之
         作风建设关系人心向背。我们要抓作风，一刻也不能放松。
         要常抓不懈，久久为功。
         要建立长效机制，形成制度。",
    );
}
