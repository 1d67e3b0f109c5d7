//! The HTTP side of chuchu: a thin router over the library, and the web page.
//!
//! Each endpoint turns a request into one library call and its value into JSON; the JSON is the serde
//! form of the model. What never lives here: searching, tracing, checking, or anything else that is
//! more than reading a request and writing an answer.

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
