//! The promises of chuchu to its users, a module each. What drives the binary is in `tests/cli.rs`.

mod chronology;
mod completeness;
mod counting;
mod desk;
mod parsing;
mod random;
mod sharing;
mod tracing;
