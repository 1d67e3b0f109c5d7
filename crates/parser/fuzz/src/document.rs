//! Any text, read as a document.
#![no_main]

mod fragments;
#[path = "../../tests/sound/mod.rs"]
#[allow(dead_code, reason = "this target reads documents alone")]
mod sound;

libfuzzer_sys::fuzz_target!(|data: &[u8]| sound::document(&fragments::text(data)));
