//! The promises of the command line to its users, each tried on the binary in a folder of its own.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "cli/answers.rs"]
mod answers;
#[path = "cli/bad_index.rs"]
mod bad_index;
#[path = "cli/bad_input.rs"]
mod bad_input;
#[path = "cli/citing.rs"]
mod citing;
#[path = "cli/concordance.rs"]
mod concordance;
#[path = "cli/counting.rs"]
mod counting;
#[path = "cli/durability.rs"]
mod durability;
#[path = "cli/explaining.rs"]
mod explaining;
#[path = "cli/exporting.rs"]
mod exporting;
#[path = "cli/files.rs"]
mod files;
#[path = "cli/first_use.rs"]
mod first_use;
#[path = "cli/house.rs"]
mod house;
#[path = "cli/markup.rs"]
mod markup;
#[path = "cli/piping.rs"]
mod piping;
#[path = "cli/place.rs"]
mod place;
#[path = "cli/plots.rs"]
mod plots;
#[path = "cli/reports.rs"]
mod reports;
#[path = "cli/serving.rs"]
mod serving;
#[path = "cli/streams.rs"]
mod streams;
#[path = "cli/watching.rs"]
mod watching;
#[path = "cli/words.rs"]
mod words;
