//! Identifiers: [`DocumentId`] `s004`, [`PassageId`] `s004#a2p5`. Stable while the source is unchanged.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

/// The name of a document: not empty, at most 1,024 bytes, without `#` (which separates document and
/// passage), blanks at its ends or control characters. Cheap to clone: an answer may name a hundred thousand.
///
/// ```
/// use chuchu_model::DocumentId;
/// assert!(DocumentId::new("s000").is_ok());
/// assert!(DocumentId::new("s000#e1").is_err());
/// ```
#[derive(Clone, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentId {
    /// The name, or a text that many names stand in ([`DocumentIds`]).
    text: Arc<str>,
    start: u32,
    end: u32,
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for DocumentId {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DocumentId".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The name of a document: not empty, at most 1,024 bytes, without `#`, blanks at its ends or \
                control characters.",
            "type": "string",
        })
    }
}

/// Why a string is no identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidId {
    /// What was found.
    pub found: String,
    /// What is wrong with it.
    pub reason: &'static str,
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is no id: {}", self.found, self.reason)
    }
}

impl std::error::Error for InvalidId {}

const MAX_ID_BYTES: usize = 1024;

impl DocumentId {
    /// Checks the rules above.
    ///
    /// # Errors
    /// [`InvalidId`] names the rule that is broken.
    pub fn new(id: impl Into<String>) -> Result<Self, InvalidId> {
        let id = id.into();
        let reason = if id.is_empty() {
            "it is empty"
        } else if id.len() > MAX_ID_BYTES {
            "it is longer than 1024 bytes"
        } else if id.contains('#') {
            "# separates document and passage"
        } else if id.trim() != id || id.chars().any(char::is_control) {
            "it has blanks at its ends or control characters"
        } else {
            let end = u32::try_from(id.len()).unwrap_or(0);
            return Ok(Self { text: id.into(), start: 0, end });
        };
        Err(InvalidId { found: id.chars().take(80).collect(), reason })
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

impl fmt::Debug for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DocumentId").field(&self.as_str()).finish()
    }
}

impl PartialEq for DocumentId {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for DocumentId {}

impl Hash for DocumentId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl Ord for DocumentId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd for DocumentId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Many ids in one text. To give one out costs no look at its name, so that an answer of a hundred thousand names
/// need not wait for as many places of memory.
///
/// ```
/// use chuchu_model::{DocumentId, DocumentIds};
/// let ids: DocumentIds = ["s000", "s001"].map(|id| DocumentId::new(id).unwrap()).iter().collect();
/// assert_eq!(ids.get(1).unwrap().as_str(), "s001");
/// assert_eq!((ids.len(), ids.get(2)), (2, None));
/// ```
#[derive(Clone, Debug)]
pub struct DocumentIds {
    text: Arc<str>,
    ends: Vec<u32>,
}

impl DocumentIds {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<DocumentId> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        Some(DocumentId { text: Arc::clone(&self.text), start, end })
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = DocumentId> {
        (0..self.len()).filter_map(|index| self.get(index))
    }
}

impl<'a> FromIterator<&'a DocumentId> for DocumentIds {
    /// Together at most 4 GiB: what is beyond is left out.
    fn from_iter<I: IntoIterator<Item = &'a DocumentId>>(ids: I) -> Self {
        let mut text = String::new();
        let mut ends = Vec::new();
        for id in ids {
            let Ok(end) = u32::try_from(text.len() + id.as_str().len()) else { break };
            text.push_str(id.as_str());
            ends.push(end);
        }
        Self { text: text.into(), ends }
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl From<DocumentId> for String {
    fn from(id: DocumentId) -> Self {
        id.as_str().to_owned()
    }
}

impl TryFrom<String> for DocumentId {
    type Error = InvalidId;

    fn try_from(s: String) -> Result<Self, Self::Error> {
        Self::new(s)
    }
}

impl FromStr for DocumentId {
    type Err = InvalidId;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Self::new(s)
    }
}

/// What kind of block a passage is. Every block of a document is a passage, so that search misses nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PassageKind {
    /// `e`: an excerpt with its citation.
    Excerpt,
    /// `p`: a body paragraph.
    Paragraph,
    /// `h`: a heading on a line of its own.
    Heading,
    /// `t`: title, subtitle, byline or publication line.
    Front,
    /// `n`: noise on a line of its own (boilerplate, source line, repeated title).
    Noise,
}

impl PassageKind {
    const ALL: [(Self, char); 5] = [
        (Self::Excerpt, 'e'),
        (Self::Paragraph, 'p'),
        (Self::Heading, 'h'),
        (Self::Front, 't'),
        (Self::Noise, 'n'),
    ];

    /// The letter that stands for this kind in a passage id.
    #[must_use]
    pub fn letter(self) -> char {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or('p', |(_, letter)| *letter)
    }

    fn from_letter(letter: char) -> Option<Self> {
        Self::ALL.iter().find(|(_, l)| *l == letter).map(|(kind, _)| *kind)
    }
}

/// The name of a passage: `s000#e12`, `s003#p7`; in an anthology with the article: `s004#a2p5`.
///
/// ```
/// use chuchu_model::{PassageId, PassageKind};
/// let id: PassageId = "s004#a2p5".parse().unwrap();
/// assert_eq!((id.document.as_str(), id.article, id.kind, id.number), ("s004", Some(2), PassageKind::Paragraph, 5));
/// assert_eq!(id.to_string(), "s004#a2p5");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "String", into = "String")]
pub struct PassageId {
    /// The document.
    pub document: DocumentId,
    /// The article of an anthology, counted from 1.
    pub article: Option<u32>,
    /// What kind of block.
    pub kind: PassageKind,
    /// Its number among the blocks of this kind (in the article, where there is one), counted from 1.
    pub number: u32,
}

impl fmt::Display for PassageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#", self.document)?;
        if let Some(article) = self.article {
            write!(f, "a{article}")?;
        }
        write!(f, "{}{}", self.kind.letter(), self.number)
    }
}

impl From<PassageId> for String {
    fn from(id: PassageId) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for PassageId {
    type Error = InvalidId;

    fn try_from(s: String) -> Result<Self, Self::Error> {
        s.parse()
    }
}

impl FromStr for PassageId {
    type Err = InvalidId;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let invalid = |reason| InvalidId { found: s.chars().take(80).collect(), reason };
        let (document, local) = s.split_once('#').ok_or_else(|| invalid("there is no # in it"))?;
        let document = DocumentId::new(document)?;
        let (article, block) = match local.strip_prefix('a') {
            None => (None, local),
            Some(rest) => {
                let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
                let (number, block) = rest.split_at(digits);
                (Some(number.parse().map_err(|_| invalid("no article number after #a"))?), block)
            }
        };
        let mut chars = block.chars();
        let kind = chars
            .next()
            .and_then(PassageKind::from_letter)
            .ok_or_else(|| invalid("none of e, p, h, t, n stands before the number"))?;
        let number = chars.as_str().parse().map_err(|_| invalid("it does not end in a number"))?;
        Ok(Self { document, article, kind, number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_id_reads_what_it_writes() {
        for s in ["s000#e12", "s003#p7", "s004#a2p5", "law/上海/口岸(2020-05-14)#h3", "x#n1", "x#t1"] {
            assert_eq!(s.parse::<PassageId>().unwrap().to_string(), s);
        }
    }

    #[test]
    fn ids_that_share_a_text_are_like_any_others() {
        let own: Vec<DocumentId> = ["甲", "a/b", "乙乙"].map(|id| DocumentId::new(id).unwrap()).into();
        let shared: DocumentIds = own.iter().collect();
        let given: Vec<DocumentId> = (0..shared.len()).filter_map(|n| shared.get(n)).collect();
        assert_eq!(given, own);
        assert!(given[1] < given[0] && format!("{:?}", given[0]) == "DocumentId(\"甲\")");
        assert_eq!(serde_json::to_string(&given[2]).unwrap(), "\"乙乙\"");
        let set: std::collections::HashSet<DocumentId> = own.into_iter().chain(given).collect();
        assert_eq!(set.len(), 3);
    }

    #[test]
    fn what_is_no_passage_id_is_refused() {
        for s in ["s000", "#e1", "s000#", "s000#e", "s000#x1", "s000#ap5", "s000#a2", "s000#e1x"] {
            assert!(s.parse::<PassageId>().is_err(), "{s}");
        }
    }
}
