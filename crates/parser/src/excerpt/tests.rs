//! Compilations by example: where text ends and citation begins, in every convention that is read.

use super::*;

fn lines(text: &str) -> Vec<Line> {
    let mut found = Vec::new();
    let (mut at, mut after_blank) = (0, false);
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        let end = start + line.trim().len();
        if !line.trim().is_empty() {
            let span = Span::from_range(start..end);
            found.push(Line { span, after_blank, opens: false, runs_on: false });
        }
        after_blank = line.trim().is_empty();
        at += line.len();
    }
    found
}

fn compile(text: &str) -> Option<Compilation> {
    read(&DocumentId::new("t").unwrap(), text, &lines(text), None)
}

#[track_caller]
fn check(text: &str, excerpts: &[(&str, &str)], rest: &[&str]) {
    let compilation = compile(text).expect("a compilation");
    let found: Vec<(String, &str)> = compilation
        .excerpts
        .iter()
        .map(|e| (e.text.clone(), e.citation.as_ref().unwrap().raw.as_str()))
        .collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(t, c)| (t.as_str(), *c)).collect();
    assert_eq!(found, excerpts);
    let left: Vec<&str> = compilation.rest.iter().filter_map(|r| r.span.of(text)).collect();
    assert_eq!(left, rest);
}

const A: &str = "《坚持人民至上》（2020年5月22日），《求是》杂志2022年第20期";
const B: &str = "列宁：《怎么办？》，《列宁全集》第6卷，人民出版社1986年版，第23页";

#[test]
fn a_citation_behind_the_text() {
    check(
        &format!(
            "江山就是人民。人民就是江山！{A}\n\n革命的理论指导运动。（{A}）\n没有理论就没有运动。{B}。\n"
        ),
        &[
            ("江山就是人民。人民就是江山！", A),
            ("革命的理论指导运动。", &format!("（{A}）")),
            ("没有理论就没有运动。", &format!("{B}。")),
        ],
        &[],
    );
}

#[test]
fn a_citation_on_its_own_line_after_a_dash_or_a_label() {
    check(
        &format!("江山就是人民。\n——{A}\n第二段话在这里。\n还有一段话。\n出处：{B}\n"),
        &[("江山就是人民。", &format!("——{A}")), ("第二段话在这里。\n还有一段话。", &format!("出处：{B}"))],
        &[],
    );
}

#[test]
fn a_citation_before_the_text() {
    check(
        &format!("{A}\n江山就是人民。\n{B}\n没有理论就没有运动。\n还有一段话。\n"),
        &[("江山就是人民。", A), ("没有理论就没有运动。\n还有一段话。", B)],
        &[],
    );
}

#[test]
fn headings_and_the_source_line_are_handed_back() {
    check(
        &format!("一、论人民\n江山就是人民。{A}\n二、论理论\n没有理论就没有运动。{B}\n来源：《论述摘编》\n"),
        &[("江山就是人民。", A), ("没有理论就没有运动。", B)],
        &["一、论人民", "二、论理论", "来源：《论述摘编》"],
    );
}

#[test]
fn a_speech_without_marks_begins_behind_the_full_stop() {
    let citation = "在中央党校（国家行政学院）“不忘初心、牢记使命”培训班上的讲话（2021年3月1日），《人民日报》2021年3月2日";
    check(
        &format!("要当老百姓的官。{citation}\n江山就是人民。{A}\n"),
        &[("要当老百姓的官。", citation), ("江山就是人民。", A)],
        &[],
    );
}

#[test]
fn an_article_is_no_compilation() {
    let paragraph = "毛泽东说过，人民是历史的创造者。我们要记住这一点，并且照着去做。";
    let sourced = "群众是真正的英雄（《毛泽东选集》第三卷，人民出版社1991年版，第790页）。";
    let article = [paragraph, sourced, paragraph, sourced, paragraph].join("\n");
    assert!(compile(&article).is_none());
    assert!(
        compile(&format!("{paragraph}\n{paragraph}\n{paragraph}{A}\n{paragraph}\n{paragraph}")).is_none()
    );
    assert!(compile("").is_none());
}

#[test]
fn one_block_with_a_full_citation_is_an_excerpt() {
    check(&format!("江山就是人民。{A}"), &[("江山就是人民。", A)], &[]);
    assert!(compile(&format!("江山就是人民。（{A}）")).is_none());
}

#[test]
fn a_boundary_is_found_through_misprints() {
    let misprints = [
        (A.replacen('《', "（", 1), "江山就是人民！"),
        (B.replace("年版，第", "年版。第"), "江山就是人民。"),
        (
            "在中央政治局会议上的讲话（2019年12月26日），《人民日报》2019年12月28日".to_owned(),
            "让人民更有保障",
        ),
    ];
    for (citation, words) in misprints {
        check(
            &format!("一句话。{A}\n{words}{citation}\n两句话。{A}\n"),
            &[("一句话。", A), (words, &citation), ("两句话。", A)],
            &[],
        );
    }
}

#[test]
fn citations_collected_as_notes() {
    let other = "《列宁选集》第4卷，人民出版社1995年版，第786页。";
    let text = format!("江山就是人民。[1]\n第一段。\n没有理论就没有运动。[2]\n注释：\n[1] {A}\n[2]{other}\n");
    check(&text, &[("江山就是人民。", A), ("第一段。\n没有理论就没有运动。", other)], &[]);
    let article = format!("江山[1]就是人民。\n没有理论就没有运动。[2]\n[1] {A}\n[2] {other}\n");
    assert!(compile(&article).is_none());
}

#[test]
fn a_speech_and_its_day_on_a_line_of_their_own() {
    let (first, second) = ("2017年10月18日，在代表大会上的报告", "2013年5月4日，在同青年代表座谈时的讲话");
    check(
        &format!("青年兴则国家兴。\n{first}\n要坚定理想信念。\n{second}\n"),
        &[("青年兴则国家兴。", first), ("要坚定理想信念。", second)],
        &[],
    );
}

#[test]
fn a_back_reference_is_resolved_inside_the_compilation() {
    let text = format!(
        "没有理论就没有运动。{B}\n理论是重要的。同上书，第25页\n江山就是人民。{A}\n人民就是江山。同上\n"
    );
    let compilation = compile(&text).unwrap();
    let citations: Vec<_> = compilation.excerpts.iter().filter_map(|e| e.citation.clone()).collect();
    assert_eq!(citations[1].containers[0].title.as_deref(), Some("列宁全集"));
    assert_eq!(citations[1].containers[0].pages[0].from, 25);
    assert!(citations[1].work.is_none());
    assert_eq!(citations[3].title(), Some("坚持人民至上"));
    assert_eq!(citations[3].raw, "同上");
}

#[test]
fn a_lost_full_stop_and_a_deviating_title_are_reported() {
    let other = A.replace("至上", "自上");
    let text = format!("一句话。{A}\n两句话。{A}\n有三句话说得好{A}\n四句话。{other}\n");
    let compilation = compile(&text).unwrap();
    let codes: Vec<Vec<&str>> = compilation
        .excerpts
        .iter()
        .map(|e| e.citation.as_ref().unwrap().diagnostics.iter().map(|d| d.code.as_str()).collect())
        .collect();
    assert_eq!(codes, [vec![], vec![], vec!["C015"], vec!["C014"]]);
    let repaired = compilation.excerpts[3].citation.as_ref().unwrap();
    assert_eq!(repaired.title(), Some("坚持人民至上"));
}

fn s000() -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/sources/s000.txt");
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn the_compilation_of_the_corpus() {
    let text = s000();
    let compilation = read(&DocumentId::new("s000").unwrap(), &text, &lines(&text)[1..], None).unwrap();
    assert_eq!(compilation.excerpts.len(), 31);
    assert_eq!(compilation.rest.len(), 1);
    assert_eq!(compilation.excerpts.iter().filter(|e| e.spans.len() == 2).count(), 1);
    let codes: Vec<(u32, &str)> = compilation
        .excerpts
        .iter()
        .flat_map(|e| {
            e.citation
                .iter()
                .flat_map(move |c| c.diagnostics.iter().map(move |d| (e.number, d.code.as_str())))
        })
        .collect();
    let expect = [
        (3, "C001"),
        (3, "C005"),
        (5, "C007"),
        (5, "C007"),
        (6, "C007"),
        (6, "C007"),
        (8, "C008"),
        (13, "C007"),
        (16, "C007"),
        (16, "C007"),
        (20, "C031"),
        (20, "C011"),
        (21, "C030"),
        (23, "C007"),
        (23, "C007"),
        (24, "C030"),
        (27, "C014"),
        (29, "C009"),
        (30, "C030"),
        (31, "C015"),
    ];
    assert_eq!(codes, expect);
}

proptest::proptest! {
    #[test]
    fn every_block_is_in_one_place(
        text in "(《甲》|〈乙〉|（2012年5月1日）|，《人民日报》2012年5月2日|为人民服务。|一句话|\n|\n|\n\n|出处：|来源：|——|——鲁迅|（鲁迅）|一、|1\\. |（2）|★ |①|②|\\[1\\]|〔2〕 |同上|同上书，第3页|；又见|《甲》，第5页|编者按|注释：|《孟子》曰：|在会上的讲话|12 ){0,24}",
        named in proptest::bool::ANY,
    ) {
        let title = named.then_some("学习论述摘编");
        if let Some(found) = read(&DocumentId::new("t").unwrap(), &text, &lines(&text), title) {
            let mut spans: Vec<Span> = found.rest.iter().map(|r| r.span).chain(found.noise.iter().copied()).collect();
            spans.extend(found.excerpts.iter().flat_map(|e| e.spans.iter().copied()));
            spans.extend(found.excerpts.iter().filter_map(|e| e.citation.as_ref()?.span));
            spans.retain(|s| !s.is_empty());
            spans.sort_unstable();
            proptest::prop_assert!(spans.windows(2).all(|w| w[0].end() <= w[1].start()), "{text:?} {spans:?}");
            for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
                let at = u32::try_from(at).unwrap();
                proptest::prop_assert!(spans.iter().any(|s| s.covers(at)), "{c} in {text:?}");
            }
        }
    }
}
