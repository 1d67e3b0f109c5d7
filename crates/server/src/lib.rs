//! The HTTP side of chuchu: a thin router over the library, and the web page.
//!
//! Each endpoint turns a request into one library call and its value into JSON; the JSON is the serde
//! form of the model. What never lives here: searching, tracing, checking, or anything else that is
//! more than reading a request and writing an answer.
//!
//! | path | answers |
//! |---|---|
//! | `GET /api/v1/search?q=&limit=&offset=&kind=&speaker=&doc=&from=&to=` | passages |
//! | `GET /api/v1/trace?q=&limit=`, `POST` of `{"text","limit"?,"id"?}` | where a sentence stands |
//! | `POST /api/v1/check` of a plain text, or of `{"text","name"?}` | every quotation of a manuscript |
//! | `GET /api/v1/documents?limit=&offset=`, `/documents/{id}`, `/passages/{id}` | what the corpus holds |
//! | `GET /healthz` | whether the process lives |
//! | `GET /` | the web page |
//!
//! Ids in a path are percent-encoded, or at least their `#` is. Whatever is refused is answered with a
//! status and `{"error":{"code","message"}}`. Only requests to this machine's own name are answered.

mod access;
mod body;
mod check;
mod documents;
mod error;
mod guard;
mod limits;
mod listen;
mod page;
mod parameters;
mod refusal;
mod routes;
mod search;
mod trace;

pub use error::Error;
pub use listen::{Bound, bind, serve};
pub use routes::router;
