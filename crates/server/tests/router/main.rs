//! The router, asked as a client would, over a small corpus.

#![allow(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod answers;
mod asking;
mod assistants;
mod desk;
mod safety;
