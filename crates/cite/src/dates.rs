//! Dates in Chinese: 2012年12月29日、30日, 1896年5月9日—6月12日.

use chuchu_model::{DateItem, PartialDate};

/// A date as exactly as it is known: 2012年, 2012年12月, 2012年12月29日.
pub(crate) fn chinese(date: PartialDate) -> String {
    after(None, date)
}

/// A list of dates and ranges; what one shares with the date before it is not said again.
pub(crate) fn list(items: &[DateItem]) -> String {
    let mut text = String::new();
    let mut before = None;
    for item in items {
        if !text.is_empty() {
            text.push('、');
        }
        text.push_str(&after(before, item.first()));
        before = Some(item.first());
        if let DateItem::Range { from, to } = item {
            text.push('—');
            text.push_str(&after(Some(*from), *to));
            before = Some(*to);
        }
    }
    text
}

/// A date behind another: the year and month that are the same are left away.
fn after(before: Option<PartialDate>, date: PartialDate) -> String {
    let (month, day) = (date.get_month(), date.get_day());
    let same_year = before.is_some_and(|b| b.get_year() == date.get_year() && b.get_month().is_some());
    let same_month = same_year && before.is_some_and(|b| b.get_month() == month && b.get_day().is_some());
    let mut text = String::new();
    if !same_year || month.is_none() {
        text.push_str(&format!("{}年", date.get_year()));
    }
    if let Some(month) = month.filter(|_| !same_month || day.is_none()) {
        text.push_str(&format!("{month}月"));
    }
    if let Some(day) = day {
        text.push_str(&format!("{day}日"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, expect: &str) {
        let items: Vec<DateItem> = serde_json::from_str(json).unwrap();
        assert_eq!(list(&items), expect);
    }

    #[test]
    fn what_two_dates_share_is_said_once() {
        check(r#"[{"date":"2012-12-29"},{"date":"2012-12-30"}]"#, "2012年12月29日、30日");
        check(r#"[{"date":"2014-05-30"},{"date":"2014-06-02"}]"#, "2014年5月30日、6月2日");
        check(r#"[{"date":"2014-12-30"},{"date":"2015-01-02"}]"#, "2014年12月30日、2015年1月2日");
        check(r#"[{"from":"2012-12-07","to":"2012-12-11"}]"#, "2012年12月7日—11日");
        check(r#"[{"from":"1957-02-26","to":"1957-03-04"}]"#, "1957年2月26日—3月4日");
        check(r#"[{"from":"1957-02","to":"1957-02"}]"#, "1957年2月—2月");
        check(r#"[{"date":"1913"},{"date":"1913"}]"#, "1913年、1913年");
        check("[]", "");
    }
}
