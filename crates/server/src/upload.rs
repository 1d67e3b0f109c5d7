//! [`Upload`]: a file that came in a request. It is read in memory; its name helps to tell what it is and gives the
//! document its id, and nothing is ever opened or written under it.

use crate::answer::Manuscript;
use crate::body;
use crate::limits::MANUSCRIPT_BYTES;
use crate::parameters::Parameters;
use crate::refusal::Refusal;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::HeaderMap;
use chuchu_index::{Record, intake};
use chuchu_text::Encoding;

/// The name of a file that came without one.
const NAME: &str = "manuscript";

/// The longest name, in bytes.
const NAME_BYTES: usize = 1024;

/// A file.
#[derive(Debug)]
pub(crate) struct Upload {
    /// Its name as given.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) bytes: Bytes,
    encoding: Option<Encoding>,
}

impl Upload {
    /// The body as a file. Its media type is not believed, but a charset that it names is.
    pub(crate) fn read(
        parameters: &Parameters,
        headers: &HeaderMap,
        sent: Result<Bytes, BytesRejection>,
    ) -> Result<Self, Refusal> {
        let bytes = body::bytes(sent, MANUSCRIPT_BYTES)?;
        if bytes.is_empty() {
            return Err(Refusal::Body { reason: "there is nothing in it".to_owned() });
        }
        let name = parameters.get("name").unwrap_or(NAME);
        if name.len() > NAME_BYTES {
            return Err(Refusal::parameter("name", &format!("longer than {NAME_BYTES} bytes")));
        }
        Ok(Self { name: name.to_owned(), bytes, encoding: body::charset(headers)? })
    }

    /// The same, where `{"text","name"}` is understood as well.
    pub(crate) fn read_or_json(
        parameters: &Parameters,
        headers: &HeaderMap,
        sent: Result<Bytes, BytesRejection>,
    ) -> Result<Self, Refusal> {
        let upload = Self::read(parameters, headers, sent)?;
        if !body::is_json(headers) {
            return Ok(upload);
        }
        let Manuscript { name, text } = body::json(&upload.bytes)?;
        let name = name.unwrap_or(upload.name);
        Ok(Self { name, bytes: text.into(), encoding: Some(Encoding::Utf8) })
    }

    /// Its text. Cost: reads the file, so on a blocking thread only.
    pub(crate) fn record(&self) -> Result<Record, Refusal> {
        intake::read_bytes(&self.name, &self.bytes, self.encoding)
            .map_err(|failure| Refusal::Body { reason: failure.error })
    }

    /// How a browser is told to keep what is made of it.
    pub(crate) fn attachment(&self, ending: &str) -> String {
        let stem = self.name.rsplit(['/', '\\']).next().unwrap_or(NAME);
        let encoded = |byte: u8| match byte {
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            byte => format!("%{byte:02X}"),
        };
        let name: String = format!("{stem}{ending}").bytes().map(encoded).collect();
        format!("attachment; filename*=UTF-8''{name}")
    }
}
