//! Any text, read as one citation.
#![no_main]

mod fragments;
#[path = "../../tests/sound/mod.rs"]
#[allow(dead_code, reason = "this target reads citations alone")]
mod sound;

libfuzzer_sys::fuzz_target!(|data: &[u8]| sound::citation(&fragments::text(data)));
