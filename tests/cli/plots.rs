//! `--plot`: pictures beside tables, well-formed and labelled, and what is refused.

use crate::markup::is_well_formed;
use crate::place::Place;
use std::fs;

/// The commands that draw, and what must be read in the picture.
const DRAWN: [(&[&str], &[&str]); 8] = [
    (&["timeline", "群众路线"], &["群众路线 · timeline by year", "每百万字次数", "最早见于", ">2013<"]),
    (&["timeline", "群众", "--by", "month", "--from", "2013"], &["by month", "from 2013", ">2014-01<"]),
    (&["freq", "--limit", "9"], &["词频", "次数", ">群众<", ">0<"]),
    (&["ngrams", "-n", "2"], &["sequences of 2 words"]),
    (&["collocates", "血肉", "--by", "mi"], &["血肉 · collocates", "mutual information", ">联系<"]),
    (&["dispersion", "群众", "作风"], &["群众、作风", "Juilland", ">s000<", "每百万字次数"]),
    (&["dispersion", "群众", "--by", "year"], &["dispersion over years", ">2013<"]),
    (&["keywords", "s002"], &["关键词 · s002", "log ratio", r#"class="other""#, r#"class="bar""#]),
];

#[test]
fn a_picture_is_drawn_beside_the_table() {
    let place = Place::with_starter();
    for (command, labels) in DRAWN {
        let path = place.path().join("plot.svg");
        let plot = ["--plot", path.to_str().unwrap()];
        let drawn = place.run(command.iter().copied().chain(plot)).ends(0);
        assert_eq!(drawn.out, place.run(command).ends(0).out, "{command:?}");
        let file = fs::read_to_string(&path).unwrap();
        is_well_formed(&file);
        for label in labels {
            assert!(file.contains(label), "{command:?}: no {label} in {file}");
        }
        assert!(file.contains("prefers-color-scheme:dark") && file.contains("Noto Sans CJK SC"));
        assert!(!file.contains("<script") && !file.contains("href"), "{file}");
        fs::remove_file(path).unwrap();
    }
}

#[test]
fn what_is_asked_cannot_write_markup() {
    let place = Place::with_starter();
    let path = place.path().join("a.svg");
    let query = r#""<script>&</text>" OR 群众"#;
    place.run(["timeline", query, "--plot", path.to_str().unwrap()]).ends(0);
    let file = fs::read_to_string(path).unwrap();
    is_well_formed(&file);
    assert!(file.contains("&lt;script&gt;&amp;"), "{file}");
}

#[test]
fn nothing_found_is_a_picture_too() {
    let place = Place::with_empty_index();
    for command in [&["timeline", "群众"][..], &["freq"], &["collocates", "群众"], &["dispersion", "群众"]]
    {
        let path = place.path().join("none.svg");
        place.run(command.iter().copied().chain(["--plot", path.to_str().unwrap()])).ends(0);
        let file = fs::read_to_string(path).unwrap();
        is_well_formed(&file);
        assert!(file.contains("未见"), "{command:?}: {file}");
    }
}

#[test]
fn other_pictures_are_refused_before_anything_is_done() {
    let place = Place::new();
    for name in ["plot.jpg", "plot", "plot.svg.gz"] {
        place.run(["timeline", "群众", "--plot", name]).is_refused(&["--plot", name, ".svg", ".png"]);
        place.run(["freq", "--plot", name]).is_refused(&["--plot", name]);
    }
    assert!(!place.index().exists());
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let place = Place::with_starter();
    let path = place.path().join("nowhere/plot.svg");
    place.run(["freq", "--plot", path.to_str().unwrap()]).is_refused(&["cannot write", "nowhere"]);
}

/// Whether this machine has Chinese characters or not: a PNG is whole, or there is none and the remedy is named.
#[test]
fn a_png_is_whole_or_refused() {
    let place = Place::with_starter();
    let path = place.path().join("plot.png");
    let before = place.names();
    let run = place.run(["timeline", "群众", "--plot", path.to_str().unwrap()]);
    if run.code == 0 {
        assert!(fs::read(&path).unwrap().starts_with(b"\x89PNG\r\n\x1a\n"));
    } else {
        run.is_refused(&["plot.png", "no font", "fonts-noto-cjk", ".svg"]);
        assert_eq!(place.names(), before);
    }
}
