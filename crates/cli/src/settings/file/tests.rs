//! Files as houses write them, and as they miswrite them.

use super::*;
use chuchu_model::Verdict;

fn settings(text: &str) -> Settings {
    parse("chuchu.toml", text).unwrap()
}

#[track_caller]
fn refused(text: &str, parts: &[&str]) {
    let message = parse("chuchu.toml", text).unwrap_err().to_string();
    for part in parts {
        assert!(message.contains(part), "{part} is missing in {message}");
    }
}

#[test]
fn everything_that_can_be_said_is_read() {
    let read = settings(
        "format = \"html\"\nfail_on = [\"altered\"]\nunmarked = true\n\
         ignore = [\n  \"凡事预则立…\", # ignore: 古语，已核\n  \"一切为了群众\" # ignore： 意引\n]\n\
         [thresholds]\nsimilarity = 0.8\nplaces = 3\n\
         [house]\npunctuation = \"strict\"\nscript = \"lenient\"\nrequire_note = true\nquotation_marks = \"curly\"\n",
    );
    assert_eq!((read.form, read.fail_on), (Some(ReportForm::Html), Some(vec![Verdict::Altered])));
    assert_eq!(
        read.options.ignore.iter().map(Ignore::text).collect::<Vec<_>>(),
        ["凡事预则立…", "一切为了群众"]
    );
    assert_eq!(read.lines, [5, 6]);
    assert!(read.options.unmarked && !settings("").options.unmarked);
    assert_eq!((read.options.lowest_similarity, read.options.trace.limit), (0.8, 3));
    let mut rules = read.options.house.rules;
    rules.sort_unstable();
    assert_eq!(rules, [HouseRule::Punctuation, HouseRule::RequireNote, HouseRule::QuotationMarks]);
    assert_eq!(read.options.house.marks, Some(MarkStyle::Curly));
    assert!(settings("").options.ignore.is_empty());
}

#[test]
fn tables_of_ignored_quotations_are_read() {
    let read = settings("[[ignore]]\ntext = \"凡事预则立\"\nreason = \"古语\"\n");
    assert_eq!(read.options.ignore, [Ignore::new("凡事预则立", "古语").unwrap()]);
    assert_eq!(settings("ignore = [\"党\"] # ignore: 一行\n").lines, [1]);
}

#[test]
fn an_entry_without_a_reason_is_refused_with_its_line() {
    refused("ignore = [\n  \"一切为了群众\",\n]\n", &["chuchu.toml:2:", "no reason", "# ignore:"]);
    refused("ignore = [\n  \"党\", # ignore:\n]\n", &["chuchu.toml:2:"]);
    refused("ignore = [\"党\", \"国\"] # ignore: 两条\n", &["chuchu.toml:1:"]);
    refused("\n[[ignore]]\ntext = \"党\"\n", &["chuchu.toml:2:", "no reason"]);
    refused("[[ignore]]\nreason = \"党\"\n", &["no letters"]);
}

#[test]
fn what_is_unknown_is_named_with_the_nearest_known() {
    refused("\nfail-on = []\n", &["chuchu.toml:2:", "\"fail-on\"", "did you mean \"fail_on\"?"]);
    refused("[house]\npunctation = \"strict\"\n", &[":2:", "\"punctuation\""]);
    refused("[house]\nscript = \"strikt\"\n", &[":2:", "\"strict\""]);
    refused("fail_on = [\"wrong\"]\n", &[":1:", "not_found"]);
    refused("format = \"docx\"\n", &[":1:", "docx"]);
    refused("[thresholds]\nsimilarity = 2\n", &[":2:", "from 0 to 1"]);
    refused("[thresholds]\nplaces = 0\n", &[":2:", "from 1"]);
    refused("[house]\nrequire_note = \"yes\"\n", &[":2:", "true or false"]);
    refused("house = 1\n", &[":1:", "a table"]);
    refused("a = \n", &[":1:"]);
}
