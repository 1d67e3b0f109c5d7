//! The HTTP side of chuchu: a thin router over the library, the web pages, and the Model Context Protocol.
//!
//! Each endpoint turns a request into one library call and its value into JSON; the JSON is the serde
//! form of the model. What never lives here: searching, tracing, checking, or anything else that is
//! more than reading a request and writing an answer.
//!
//! What can be asked is one table, [`operation`]; `GET /api/v1/openapi.json` prints it.
//!
//! | path | answers |
//! |---|---|
//! | `/api/v1/…` | the questions of [`operation`], as JSON or streamed as a record a line |
//! | `/mcp` | the same for assistants |
//! | `/healthz`, `/readyz`, `/metrics` | how the server is |
//! | `/`, `/kwic`, `/timeline`, `/read/{id}`, `/trace`, `/check`, `/compare`, `/stats` | the web pages |
//!
//! Ids in a path are percent-encoded, or at least their `#` is. Whatever is refused is answered with a
//! status and `{"error":{"code","message"}}`. Only requests to a name of the server's own are answered, and where there
//! are tokens, only those of their bearers.
#![allow(rustdoc::private_intra_doc_links, reason = "the map of the crate is for those who change it")]

mod access;
mod admin;
mod answer;
mod body;
mod check;
mod concordance;
mod counting;
mod documents;
mod error;
mod filters;
mod freshness;
mod guard;
mod health;
mod journal;
mod limits;
mod listen;
pub mod mcp;
mod metrics;
mod openapi;
mod operation;
mod page;
mod parameters;
mod progress;
mod rate;
mod read;
mod refusal;
mod routes;
mod search;
mod settings;
mod stream;
mod tokens;
mod trace;
mod upload;

pub use error::Error;
pub use listen::{Bound, bind};
pub use routes::router;
pub use settings::Settings;
pub use tokens::Tokens;
