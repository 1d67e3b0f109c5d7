//! Which names are corrected, and above all which are not.

use super::*;

#[track_caller]
fn check(printed: &str, meant: Option<&str>) {
    assert_eq!(publisher_meant(printed).as_deref(), meant, "{printed}");
}

#[test]
fn one_character_off_a_known_press_is_read_as_it() {
    check("中央文出版社", Some("中央文献出版社"));
    check("教育科学出社", Some("教育科学出版社"));
    check("人民文字出版社", Some("人民文学出版社"));
    check("中央文献献出版社", Some("中央文献出版社"));
    check("江州人民出版杜", Some("江州人民出版社"));
    check("入民出版社", Some("人民出版社"));
    check("商务印馆", Some("商务印书馆"));
    check("中社华局", None);
    check("社科会学文献出版社", Some("社会科学文献出版社"));
    check("某央文献出版社", Some("中央文献出版社"));
}

#[test]
fn what_is_known_or_may_be_a_press_of_its_own_is_left() {
    check("人民出版社", None);
    check("江州人民出版社", None);
    check("广西人民出版社", None);
    check("江州大学出版社", None);
    check("钟山书局", None);
    check("中国社会出版社", None);
    check("北京出版社", None);
    check("明文书局", None); // beside 文明书局
}

#[test]
fn a_periodical_is_found_by_name() {
    assert_eq!(periodical_kind("人民日报"), Some(ContainerKind::Newspaper));
    assert_eq!(periodical_meant("人民曰报").as_deref(), Some("人民日报"));
    assert_eq!(periodical_meant("马克思主研究").as_deref(), Some("马克思主义研究"));
    assert_eq!(periodical_meant("代近史研究").as_deref(), Some("近代史研究"));
    assert_eq!(periodical_meant("解放军日报"), None);
    assert_eq!(periodical_meant("社会研究"), None);
}

/// Presses that exist or existed and are not listed.
const UNLISTED: &[&str] = &[
    "后浪出版公司",
    "龙门书局",
    "星球地图出版社",
    "上海医科大学出版社",
    "河南医科大学出版社",
    "东北朝鲜民族教育出版社",
    "哈尔滨地图出版社",
    "西北农业大学出版社",
    "京华出版社",
    "台声出版社",
    "伊犁人民出版社",
    "新生命书局",
    "辛垦书店",
    "联合书店",
    "昆仑书店",
    "江南书店",
    "水沫书店",
    "大同书局",
    "会文堂书局",
    "千顷堂书局",
    "锦章书局",
    "来薰阁书店",
    "修绠堂书店",
    "光启书局",
    "童趣出版有限公司",
    "克孜勒苏柯尔克孜文出版社",
    "福州大学出版社",
    "贵阳人民出版社",
    "江海人民出版社",
    "河西人民出版社",
    "广南大学出版社",
    "北方大学出版社",
    "中国工业出版社",
    "中国体育出版社",
    "中国艺术出版社",
    "中国历史出版社",
    "江苏体育出版社",
    "浙江文化出版社",
    "山东文化音像出版社",
    "四川文物出版社",
    "商业印书馆",
    "中华图书馆",
    "人民武装出版社",
    "人民艺术出版社",
    "人民画报社",
    "时报出版",
    "大块文化",
    "远足文化",
    "城邦文化",
    "东立出版社",
    "剑桥大学出版社",
    "哈佛大学出版社",
    "东京大学出版会",
    "岩波书店",
];

#[test]
fn a_real_name_that_is_not_listed_is_never_corrected() {
    for name in UNLISTED {
        assert!(!knows_publisher(name), "{name} is listed");
        check(name, None);
    }
}

#[test]
fn a_real_periodical_that_is_not_listed_is_never_corrected() {
    for name in [
        "社会研究",
        "文学研究",
        "史学评论",
        "江州学报",
        "教学研究",
        "数学研究",
        "民族教育",
        "经济学研究",
        "中国社会科学文摘",
        "法律研究",
        "人民新闻",
        "解放报",
        "光明报",
        "群众日报",
        "中国史学",
        "近代史",
        "历史学刊",
        "哲学评论",
        "江北日报",
        "河东日报",
        "新日报",
        "北江日报",
        "救国时报",
        "救亡时报",
    ] {
        assert_eq!(periodical_meant(name), None, "{name}");
    }
}

/// Every listed name, in the order of the list.
fn names(data: &'static str, field: usize) -> Vec<&'static str> {
    lines(data).filter_map(|mut line| line.nth(field)).collect()
}

#[test]
fn the_lists_are_sorted_and_name_nothing_twice() {
    for (data, field) in [(PUBLISHERS, 0), (PERIODICALS, 1)] {
        let names = names(data, field);
        assert!(names.len() > 500);
        for pair in names.windows(2) {
            assert!(pair[0] < pair[1], "{} before {}", pair[0], pair[1]);
        }
        for line in lines(data) {
            let fields: Vec<&str> = line.collect();
            assert!(fields.iter().all(|f| f.trim() == *f && !f.is_empty()), "{fields:?}");
            assert!(fields.get(field + 1).is_none_or(|full| names.contains(full)), "{fields:?}");
        }
    }
}

#[test]
fn no_listed_name_is_corrected() {
    for name in names(PUBLISHERS, 0) {
        check(name, None);
    }
    for name in names(PERIODICALS, 1) {
        assert_eq!(periodical_meant(name), None, "{name}");
    }
}
