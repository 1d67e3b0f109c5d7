//! The kinds of findings: an id, a name in both languages, how grave it is. Ids never change their meaning.

use crate::labels::{self, Label, label};
use chuchu_model::{HouseRule, Severity, Verdict};
use serde_json::{Value, json};

/// How grave a finding is, in the words of SARIF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Note,
    Warning,
    Error,
}

impl Level {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Info => Self::Note,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

/// How grave a verdict is; `None` for what is in order.
pub(super) fn level(verdict: Verdict) -> Option<Level> {
    match verdict {
        Verdict::Exact | Verdict::Ellipsis | Verdict::Formula => None,
        Verdict::Punctuation | Verdict::Script => Some(Level::Note),
        Verdict::Partial | Verdict::NotFound => Some(Level::Warning),
        Verdict::Altered => Some(Level::Error),
    }
}

/// The fields of a citation that are compared.
const FIELDS: [&str; 9] =
    ["date", "year", "pages", "title", "publisher", "speaker", "container", "volume", "issue"];
/// What is not a verdict, a field, a rule of the house or a remark.
pub(super) const SPEAKER_DIFFERS: &str = "attribution/differs";
pub(super) const CONTEXT: &str = "context/turned";
pub(super) const UNMARKED: &str = "quotation/unmarked";

/// One kind of findings.
#[derive(Debug)]
struct Rule {
    id: String,
    says: Label,
    level: Level,
}

/// All kinds: those that are always listed, and the codes of remarks that occur.
#[derive(Debug)]
pub(super) struct Rules {
    all: Vec<Rule>,
}

impl Default for Rules {
    fn default() -> Self {
        let verdicts = Verdict::ALL.map(|v| Rule {
            id: of_verdict(v),
            says: labels::verdict(v),
            level: level(v).unwrap_or(Level::Note),
        });
        let field = |name: &str| {
            let Label { zh, en } = labels::field(name);
            Rule {
                id: of_field(name),
                says: Label {
                    zh: format!("出处{zh}与原文不合").into(),
                    en: format!("the {en} of the citation disagrees with the source").into(),
                },
                level: Level::Warning,
            }
        };
        let house = |rule: &HouseRule| Rule {
            id: of_house(*rule),
            says: labels::house_rule(*rule),
            level: Level::Warning,
        };
        let speaker = label("作者不符", "another speaker than in the source");
        let context = label("所引之外尚有转折或否定", "words that turn the sense are cut off");
        let mut all: Vec<Rule> = verdicts.into();
        all.extend(FIELDS.iter().map(|name| field(name)));
        all.push(Rule { id: SPEAKER_DIFFERS.into(), says: speaker, level: Level::Warning });
        all.push(Rule { id: CONTEXT.into(), says: context, level: Level::Warning });
        let unmarked = label("未加引号的雷同", "words outside quotation marks that stand in the corpus");
        all.push(Rule { id: UNMARKED.into(), says: unmarked, level: Level::Note });
        all.extend(HouseRule::ALL.iter().map(house));
        Self { all }
    }
}

impl Rules {
    /// The place of a rule in the list; one that is not there is added.
    pub(super) fn index(&mut self, id: &str, level: Level) -> usize {
        if let Some(at) = self.all.iter().position(|rule| rule.id == id) {
            return at;
        }
        let code = id.rsplit('/').next().unwrap_or(id);
        let says = Label {
            zh: format!("文本校勘 {code}；详见 chuchu explain {code}").into(),
            en: format!("remark {code} on the text; chuchu explain {code} says more").into(),
        };
        self.all.push(Rule { id: id.to_owned(), says, level });
        self.all.len() - 1
    }

    /// All of them, as the log lists them.
    pub(super) fn list(&self) -> Vec<Value> {
        let one = |rule: &Rule| {
            json!({
                "id": rule.id,
                "shortDescription": {"text": format!("{} {}", rule.says.zh, rule.says.en)},
                "defaultConfiguration": {"level": rule.level.as_str()}
            })
        };
        self.all.iter().map(one).collect()
    }
}

pub(super) fn of_verdict(verdict: Verdict) -> String {
    format!("quotation/{verdict}")
}

pub(super) fn of_field(name: &str) -> String {
    format!("citation/{name}")
}

pub(super) fn of_house(rule: HouseRule) -> String {
    format!("house/{}", rule.as_str())
}
