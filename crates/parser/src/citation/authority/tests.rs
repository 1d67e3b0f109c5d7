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
