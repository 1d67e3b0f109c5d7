//! [`Parameters`]: the query string of a request, read strictly: bad percent-encoding, unknown names and
//! repeated names are refused, because a filter that is silently not applied gives a wrong answer.

use crate::limits::{OFFSET, Page, QUERY_STRING_BYTES};
use crate::operation::Operation;
use crate::refusal::Refusal;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use chuchu_model::DocumentId;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;

/// The parameters of a request, decoded, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Parameters(Vec<(String, String)>);

impl<S: Sync> FromRequestParts<S> for Parameters {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        Self::read(parts.uri.query().unwrap_or_default())
    }
}

impl Parameters {
    /// Reads `name=value&…`. A parameter without a value counts as not given.
    pub(crate) fn read(query: &str) -> Result<Self, Refusal> {
        if query.len() > QUERY_STRING_BYTES {
            return Err(Refusal::AddressTooLong { found: query.len(), most: QUERY_STRING_BYTES });
        }
        let mut read: Vec<(String, String)> = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decode(name)?, decode(value)?);
            if read.iter().any(|(known, _)| *known == name) {
                return Err(Refusal::parameter(&name, "given twice"));
            }
            if !value.is_empty() {
                read.push((name, value));
            }
        }
        Ok(Self(read))
    }

    /// Refuses every parameter that the operation does not know.
    pub(crate) fn of(self, operation: &Operation) -> Result<Self, Refusal> {
        let known = |name: &str| operation.all().any(|parameter| parameter.name == name);
        match self.0.iter().find(|(name, _)| !known(name)) {
            Some((name, _)) => {
                let known: Vec<&str> = operation.all().map(|parameter| parameter.name).collect();
                Err(Refusal::parameter(name, &format!("unknown; known are {}", known.join(", "))))
            }
            None => Ok(self),
        }
    }

    /// The value, where one is given.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value of a parameter that must be given.
    pub(crate) fn required(&self, name: &str) -> Result<&str, Refusal> {
        self.get(name).ok_or_else(|| Refusal::parameter(name, "is missing"))
    }

    /// The value, read as `T`, where one is given.
    pub(crate) fn parsed<T>(&self, name: &str) -> Result<Option<T>, Refusal>
    where
        T: FromStr<Err: Display>,
    {
        self.get(name).map(str::parse).transpose().map_err(|error: T::Err| Refusal::parameter(name, &error))
    }

    /// A whole number within bounds, or the usual one.
    pub(crate) fn number(
        &self,
        name: &str,
        usual: usize,
        bounds: RangeInclusive<usize>,
    ) -> Result<usize, Refusal> {
        match self.parsed(name)?.unwrap_or(usual) {
            number if bounds.contains(&number) => Ok(number),
            _ => Err(Refusal::parameter(name, &format!("from {} to {}", bounds.start(), bounds.end()))),
        }
    }

    /// `1` or `true`; no where not given.
    pub(crate) fn flag(&self, name: &str) -> Result<bool, Refusal> {
        match self.get(name) {
            None | Some("0" | "false") => Ok(false),
            Some("1" | "true") => Ok(true),
            Some(_) => Err(Refusal::parameter(name, "1 or 0")),
        }
    }

    /// What a word of a list stands for, where one is given.
    pub(crate) fn choice<T: Copy>(&self, name: &str, choices: &[(&str, T)]) -> Result<Option<T>, Refusal> {
        self.get(name).map(|word| chosen(name, word, choices)).transpose()
    }

    /// What the words, separated by commas, stand for.
    pub(crate) fn choices<T: Copy>(&self, name: &str, choices: &[(&str, T)]) -> Result<Vec<T>, Refusal> {
        let words = self.get(name).into_iter().flat_map(|words| words.split(','));
        words.map(|word| chosen(name, word, choices)).collect()
    }

    /// Ids of documents, separated by commas.
    pub(crate) fn documents(&self, name: &str) -> Result<Vec<DocumentId>, Refusal> {
        let ids = self.get(name).into_iter().flat_map(|ids| ids.split(','));
        ids.map(|id| id.parse().map_err(|error| Refusal::parameter(name, &error))).collect()
    }

    /// `limit`, from 1 to the page's most.
    pub(crate) fn limit(&self, page: Page) -> Result<usize, Refusal> {
        checked_limit(self.parsed("limit")?, page)
    }

    /// `offset`, 0 where not given.
    pub(crate) fn offset(&self) -> Result<usize, Refusal> {
        self.number("offset", 0, 0..=OFFSET)
    }
}

fn chosen<T: Copy>(name: &str, word: &str, choices: &[(&str, T)]) -> Result<T, Refusal> {
    let known = choices.iter().find(|(known, _)| *known == word);
    known.map(|(_, meant)| *meant).ok_or_else(|| {
        let known: Vec<&str> = choices.iter().map(|(known, _)| *known).collect();
        Refusal::parameter(name, &format!("one of {}", known.join(", ")))
    })
}

/// A limit that was asked for, or the usual one.
pub(crate) fn checked_limit(limit: Option<usize>, page: Page) -> Result<usize, Refusal> {
    match limit.unwrap_or(page.usual) {
        limit if (1..=page.most).contains(&limit) => Ok(limit),
        _ => Err(Refusal::parameter("limit", &format!("from 1 to {}", page.most))),
    }
}

/// Undoes percent-encoding as forms write it (`+` is a blank).
///
/// The usual decoders let `%zz` stand and put U+FFFD for bytes that are not UTF-8; a query would then
/// look for something else than was asked, so both are refused.
fn decode(encoded: &str) -> Result<String, Refusal> {
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => hexadecimal(rest.next(), rest.next()).ok_or(Refusal::Encoding)?,
            other => other,
        });
    }
    String::from_utf8(bytes).map_err(|_| Refusal::Encoding)
}

fn hexadecimal(high: Option<u8>, low: Option<u8>) -> Option<u8> {
    let digit = |byte: Option<u8>| char::from(byte?).to_digit(16).and_then(|d| u8::try_from(d).ok());
    Some(digit(high)? << 4 | digit(low)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, expect: &[(&str, &str)]) {
        let expect = expect.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        assert_eq!(Parameters::read(query).unwrap(), Parameters(expect), "{query}");
    }

    #[test]
    fn what_is_encoded_is_decoded() {
        check("q=%E7%BE%A4%E4%BC%97+%22a%26b%22&limit=5", &[("q", "群众 \"a&b\""), ("limit", "5")]);
        check("q=a=b&kind=&&x", &[("q", "a=b")]);
        check("", &[]);
    }

    #[test]
    fn what_cannot_be_decoded_is_refused() {
        for query in ["q=%", "q=%4", "q=%zz", "q=%FF", "q=%E7%BE", "%E7=1", "q=%+1"] {
            assert!(matches!(Parameters::read(query), Err(Refusal::Encoding)), "{query}");
        }
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        assert!(Parameters::read("q=1&q=2").is_err());
        assert!(Parameters::read("speeker=x").unwrap().of(&crate::operation::SEARCH).is_err());
        assert!(Parameters::read("limit=-1").unwrap().limit(crate::limits::HITS).is_err());
        assert!(Parameters::read("limit=0").unwrap().limit(crate::limits::HITS).is_err());
        assert!(Parameters::read("limit=201").unwrap().limit(crate::limits::HITS).is_err());
        assert!(Parameters::read("offset=100001").unwrap().offset().is_err());
    }
}
