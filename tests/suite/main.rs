//! The promises of chuchu to its users, a module each. What drives the binary is in `tests/cli.rs`.

mod chronology;
mod completeness;
mod concordance;
mod counting;
mod desk;
mod merging;
mod parsing;
mod query_manual;
mod random;
mod ranking;
mod sharing;
mod tracing;
