//! `check --watch`: a report at every save, however the editor saves.

use crate::place::{ABSENT, ALTERED, EXACT, Place};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

/// A watch that is running, and the lines that it prints.
struct Watch {
    child: Child,
    out: Receiver<String>,
    err: Receiver<String>,
}

/// Longer than any machine needs.
const PATIENCE: Duration = Duration::from_secs(30);

impl Watch {
    fn start(place: &Place, arguments: &[&str]) -> Self {
        let mut command = place.command(["check", "--watch"].iter().chain(arguments));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let out = lines(child.stdout.take().unwrap());
        let err = lines(child.stderr.take().unwrap());
        Self { child, out, err }
    }

    fn next(&self) -> String {
        self.out.recv_timeout(PATIENCE).expect("a line")
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines(stream: impl std::io::Read + Send + 'static) -> Receiver<String> {
    let (send, receive) = channel();
    thread::spawn(move || {
        BufReader::new(stream).lines().map_while(Result::ok).try_for_each(|l| send.send(l))
    });
    receive
}

fn quoting(words: &str) -> String {
    format!("文件指出：“{words}”。\n")
}

#[test]
fn every_save_is_reported_written_over_or_replaced() {
    let place = Place::with_starter();
    let file = place.file("稿.txt", quoting(EXACT));
    let watch = Watch::start(&place, &["稿.txt"]);
    assert!(watch.next().starts_with("稿.txt: 1 quotation (1 exact): 0 to look at"));
    fs::write(&file, quoting(ALTERED)).unwrap();
    assert!(watch.next().starts_with("稿.txt: 1 quotation (1 altered): 1 to look at"));
    let beside = place.file("稿.txt~", quoting(ABSENT));
    fs::remove_file(&file).unwrap();
    thread::sleep(Duration::from_millis(600));
    fs::rename(beside, &file).unwrap();
    assert!(watch.next().starts_with("稿.txt: 1 quotation (1 not_found): 1 to look at"));
}

#[test]
fn half_a_file_is_told_and_waited_out() {
    let place = Place::with_starter();
    let file = place.file("稿.txt", quoting(EXACT));
    let watch = Watch::start(&place, &["稿.txt", "--format", "json"]);
    let first: serde_json::Value = serde_json::from_str(&watch.next()).unwrap();
    assert_eq!(first["summary"]["exact"], 1);
    fs::write(&file, [0xe7, 0xff, 0x00, 0xff, 0x81]).unwrap();
    assert!(watch.err.recv_timeout(PATIENCE).unwrap().contains("稿.txt"));
    fs::write(&file, quoting(ALTERED)).unwrap();
    let second: serde_json::Value = serde_json::from_str(&watch.next()).unwrap();
    assert_eq!(second["summary"]["altered"], 1);
}

#[test]
fn rules_of_the_house_are_watched_and_a_page_is_written_anew() {
    let place = Place::with_starter();
    place.file("稿.txt", quoting(ALTERED));
    let watch = Watch::start(&place, &["稿.txt", "--format", "html", "--output", "报告.html"]);
    assert!(watch.next().contains("1 altered"));
    let page = || fs::read_to_string(place.path().join("报告.html")).unwrap();
    assert!(page().contains("v-altered look"));
    place.file("chuchu.toml", "ignore = [\"工作作风…\"] # ignore: 意引\n");
    let line = watch.next();
    assert!(line.contains("0 to look at 须看, 1 set aside"), "{line}");
    assert!(page().contains("意引"));
}

#[test]
fn a_page_needs_a_file_and_a_closed_pipe_ends_the_watch() {
    let place = Place::with_starter();
    let file = place.file("稿.txt", quoting(EXACT));
    place.run(["check", "--watch", "稿.txt", "--format", "html"]).is_refused(&["--output"]);
    let mut command = place.command(["check", "--watch", "稿.txt"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    fs::write(&file, quoting(ALTERED)).unwrap();
    let begun = Instant::now();
    let ended = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break Some(status);
        }
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            break None;
        }
        thread::sleep(Duration::from_millis(50));
    };
    assert_eq!(ended.and_then(|status| status.code()), Some(0));
    assert!(child.wait_with_output().unwrap().stderr.is_empty());
}
