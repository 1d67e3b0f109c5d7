//! The promises of the command line to its users, tried on the binary.
#[test]
fn the_binary_tells_its_version() {
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_chuchu")).arg("--version").output().unwrap();
    assert!(out.status.success() && out.stdout.starts_with(b"chuchu "));
}
