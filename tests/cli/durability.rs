//! What an index survives, in a few rounds; `cargo xtask endure` runs many. The trials themselves stand in
//! `tests/endurance`.

use crate::place::Place;
use std::fs;
use std::path::Path;

fn binary() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_chuchu"))
}

#[test]
fn a_killed_writer_leaves_the_last_commit_or_the_one_in_flight() {
    let kills = chuchu_endurance::kills(binary(), 8, 7, |_| {}).unwrap();
    assert_eq!(kills.kills, 8, "{kills}");
}

#[test]
fn readers_see_committed_states_alone() {
    assert!(chuchu_endurance::readers(binary(), 6).unwrap() > 0);
}

#[test]
fn a_second_writer_is_refused_and_the_first_undisturbed() {
    chuchu_endurance::second_writer(binary()).unwrap();
}

#[test]
fn a_full_disk_is_named_and_the_commit_survives() {
    if chuchu_endurance::full_disk(binary(), 2, 3).unwrap().is_none() {
        eprintln!("NOT TRIED: no tmpfs can be mounted here (it takes root)");
    }
}

#[test]
fn damaged_files_are_named_or_harmless() {
    let damages = chuchu_endurance::damage(binary(), 18, 16, 5, |_| {}).unwrap();
    assert!(damages.kinds.len() >= 8, "{damages}");
}

#[test]
fn a_whole_index_is_verified() {
    let place = Place::with_starter();
    let whole = place.run(["status", "--verify", "--format", "json"]).ends(0).json();
    assert_eq!(whole["documents"], 5);
    assert_eq!(whole["verification"]["documents"], 5);
    assert_eq!(whole["verification"]["passages"], whole["passages"]);
    assert_eq!(whole["verification"]["damage"], serde_json::json!([]));
    assert!(whole["verification"]["files"].as_u64().unwrap() >= 6);
    let told = place.run(["status", "--verify"]).ends(0);
    assert!(told.out.contains("verified") && told.out.contains("whole"), "{told:?}");
}

#[test]
fn verification_names_file_documents_and_remedy() {
    let place = Place::with_starter();
    let files = fs::read_dir(place.index()).unwrap().map(|entry| entry.unwrap().path());
    let store = files.into_iter().find(|path| path.extension().is_some_and(|e| e == "store")).unwrap();
    let mut bytes = fs::read(&store).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(&store, bytes).unwrap();
    let name = store.file_name().unwrap().to_str().unwrap();
    let run = place.run(["status", "--verify", "--format", "json"]);
    run.complains(&[name, "checksum", "chuchu init", "documents touched"]);
    let damage = &run.json()["verification"]["damage"][0];
    assert_eq!(damage["file"], name);
    assert!(damage["documents"].as_array().is_some_and(|touched| !touched.is_empty()), "{damage}");
    assert!(damage["remedy"].as_str().unwrap().contains("chuchu add"));
}
