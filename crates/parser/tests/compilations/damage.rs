//! Misprints keep the border of an excerpt; what is no compilation stays what it is.

use super::{check, check_article, covered_once, parse};

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
