//! Reading a `chuchu.toml`. Everything unknown is refused with its line: a rule that is misspelt would hold nobody.

use super::Settings;
use super::nearest::nearest;
use crate::request::check::{ReportForm, verdicts};
use anyhow::{Context as _, anyhow};
use chuchu_index::{Ignore, MarkStyle};
use chuchu_model::HouseRule;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

/// Reads a file.
///
/// # Errors
/// A file that cannot be read, is no TOML, or says what nobody knows.
pub(super) fn read(path: &Path) -> anyhow::Result<Settings> {
    let name = super::shown(path);
    let text = std::fs::read_to_string(path).with_context(|| name.clone())?;
    let settings = parse(&name, text.strip_prefix('\u{feff}').unwrap_or(&text))?;
    Ok(Settings { path: Some(path.to_owned()), ..settings })
}

fn parse(name: &str, text: &str) -> anyhow::Result<Settings> {
    let page = Page { name, text };
    let root = DeTable::parse(text)
        .map_err(|fault| page.fault(fault.span().unwrap_or_default(), fault.message().trim()))?;
    let mut settings = Settings::default();
    for (key, value) in
        page.entries(root.get_ref(), &["format", "fail_on", "unmarked", "ignore", "thresholds", "house"])?
    {
        match key {
            "format" => settings.form = Some(page.one_of(value, &ReportForm::NAMED)?),
            "fail_on" => settings.fail_on = Some(page.verdicts(value)?),
            "unmarked" => settings.options.unmarked = page.bool(value)?,
            "ignore" => page.ignore(value, &mut settings)?,
            "thresholds" => page.thresholds(value, &mut settings)?,
            _ => page.house(value, &mut settings)?,
        }
    }
    Ok(settings)
}

/// The file, to tell where in it something stands.
struct Page<'a> {
    name: &'a str,
    text: &'a str,
}

type Value<'a> = Spanned<DeValue<'a>>;

impl Page<'_> {
    fn line(&self, at: usize) -> usize {
        self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
    }

    fn fault(&self, at: Range<usize>, message: &str) -> anyhow::Error {
        anyhow!("{}:{}: {message}", self.name, self.line(at.start))
    }

    fn wanted(&self, value: &Value<'_>, what: &str) -> anyhow::Error {
        self.fault(value.span(), &format!("{what} is wanted here, not {}", value.get_ref().type_str()))
    }

    /// The entries of a table by their keys; a key that is not known is a fault.
    fn entries<'t, 'i>(
        &self,
        table: &'t DeTable<'i>,
        known: &[&'static str],
    ) -> anyhow::Result<Vec<(&'static str, &'t Value<'i>)>> {
        let one = |(key, value): (&'t Spanned<DeString<'i>>, &'t Value<'i>)| {
            let word: &str = key.get_ref();
            match known.iter().find(|name| **name == word) {
                Some(name) => Ok((*name, value)),
                None => Err(self.unknown("key", word, key.span(), known)),
            }
        };
        table.iter().map(one).collect()
    }

    fn unknown(&self, what: &str, word: &str, at: Range<usize>, known: &[&str]) -> anyhow::Error {
        let meant = match nearest(word, known) {
            Some(near) => format!("did you mean {near:?}?"),
            None => format!("known are {}", known.join(", ")),
        };
        self.fault(at, &format!("unknown {what} {word:?}; {meant}"))
    }

    fn table<'t, 'i>(&self, value: &'t Value<'i>) -> anyhow::Result<&'t DeTable<'i>> {
        value.get_ref().as_table().ok_or_else(|| self.wanted(value, "a table"))
    }

    fn string<'t>(&self, value: &'t Value<'_>) -> anyhow::Result<&'t str> {
        value.get_ref().as_str().ok_or_else(|| self.wanted(value, "text in quotation marks"))
    }

    fn bool(&self, value: &Value<'_>) -> anyhow::Result<bool> {
        value.get_ref().as_bool().ok_or_else(|| self.wanted(value, "true or false"))
    }

    fn one_of<T: Copy>(&self, value: &Value<'_>, known: &[(&str, T)]) -> anyhow::Result<T> {
        let word = self.string(value)?;
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let found = known.iter().find(|(name, _)| *name == word).map(|(_, meaning)| *meaning);
        found.ok_or_else(|| self.unknown("value", word, value.span(), &names))
    }

    fn list<'t, 'i>(&self, value: &'t Value<'i>) -> anyhow::Result<impl Iterator<Item = &'t Value<'i>>> {
        value.get_ref().as_array().map(|list| list.iter()).ok_or_else(|| self.wanted(value, "a list"))
    }

    fn verdicts(&self, value: &Value<'_>) -> anyhow::Result<Vec<chuchu_model::Verdict>> {
        let words: Vec<&str> = self.list(value)?.map(|word| self.string(word)).collect::<Result<_, _>>()?;
        verdicts(words).map_err(|error| self.fault(value.span(), &error.to_string()))
    }

    fn thresholds(&self, value: &Value<'_>, settings: &mut Settings) -> anyhow::Result<()> {
        for (key, value) in self.entries(self.table(value)?, &["similarity", "places"])? {
            let number = match value.get_ref() {
                DeValue::Integer(number) => number.as_str(),
                DeValue::Float(number) => number.as_str(),
                _ => return Err(self.wanted(value, "a number")),
            };
            if key == "similarity" {
                let read = number.parse().ok().filter(|share| (0.0..=1.0).contains(share));
                let fault = || self.fault(value.span(), "a share from 0 to 1 is wanted here");
                settings.options.lowest_similarity = read.ok_or_else(fault)?;
            } else {
                let read = number.parse().ok().filter(|places| *places > 0);
                let fault = || self.fault(value.span(), "a whole number from 1 on is wanted here");
                settings.options.trace.limit = read.ok_or_else(fault)?;
            }
        }
        Ok(())
    }

    fn house(&self, value: &Value<'_>, settings: &mut Settings) -> anyhow::Result<()> {
        let known = HouseRule::ALL.map(HouseRule::as_str);
        for (key, value) in self.entries(self.table(value)?, &known)? {
            let Some(rule) = HouseRule::ALL.into_iter().find(|rule| rule.as_str() == key) else { continue };
            let holds = match rule {
                HouseRule::QuotationMarks => {
                    let styles = [("curly", MarkStyle::Curly), ("corner", MarkStyle::Corner)];
                    settings.options.house.marks = Some(self.one_of(value, &styles)?);
                    true
                }
                HouseRule::RequireNote => self.bool(value)?,
                _ => self.one_of(value, &[("strict", true), ("lenient", false)])?,
            };
            if holds {
                settings.options.house.rules.push(rule);
            }
        }
        Ok(())
    }

    /// A list of texts, each with its reason in a comment on its line, or of tables with text and reason.
    fn ignore(&self, value: &Value<'_>, settings: &mut Settings) -> anyhow::Result<()> {
        for entry in self.list(value)? {
            let (text, reason) = match entry.get_ref() {
                DeValue::String(text) => (text.to_string(), self.reason_beside(entry.span())),
                DeValue::Table(table) => self.ignored_table(table)?,
                _ => return Err(self.wanted(entry, "text, or a table with text and reason,")),
            };
            let shown: String = text.chars().take(20).collect();
            let Some(reason) = reason else {
                let message = format!("no reason for ignoring {shown:?}; write # ignore: reason behind it");
                return Err(self.fault(entry.span(), &message));
            };
            let fault =
                || self.fault(entry.span(), &format!("{shown:?} has no letters to know a quotation by"));
            settings.options.ignore.push(Ignore::new(&text, &reason).ok_or_else(fault)?);
            settings.lines.push(self.line(entry.span().start));
        }
        Ok(())
    }

    fn ignored_table(&self, table: &DeTable<'_>) -> anyhow::Result<(String, Option<String>)> {
        let (mut text, mut reason) = (String::new(), None);
        for (key, value) in self.entries(table, &["text", "reason"])? {
            let word = self.string(value)?.trim().to_owned();
            if key == "text" { text = word } else { reason = Some(word).filter(|word| !word.is_empty()) }
        }
        Ok((text, reason))
    }

    /// The reason in a comment behind a value: nothing but a comma and the end of the list may stand between.
    fn reason_beside(&self, value: Range<usize>) -> Option<String> {
        let rest = self.text.get(value.end..)?.lines().next()?;
        let comment = rest.trim_start_matches([',', ']', ' ', '\t']).strip_prefix('#')?;
        let reason = comment.trim().strip_prefix("ignore")?.trim_start();
        let reason = reason.strip_prefix([':', '：'])?.trim();
        (!reason.is_empty()).then(|| reason.to_owned())
    }
}

#[cfg(test)]
mod tests;
