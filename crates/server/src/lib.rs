//! The HTTP side of chuchu: a thin router over the library, and the web page.
//!
//! Each endpoint turns a request into one library call and its value into JSON; the JSON is the serde
//! form of the model. What never lives here: searching, tracing, checking, or anything else that is
//! more than reading a request and writing an answer.

mod error;
mod listen;
mod routes;

pub use error::Error;
pub use listen::{Bound, bind, serve};
pub use routes::router;
