//! [`Progress`]: a bar on stderr while something long runs, with rate and remaining time. Nothing is shown
//! where stderr is no terminal or `--quiet` was given. It has no colours, so that `NO_COLOR` changes nothing.

use crate::output::is_quiet;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal as _};
use std::time::Duration;

/// How often the bar is drawn anew when nothing happens.
const TICK: Duration = Duration::from_millis(250);

/// With a total: a bar, bytes, rates and the time left. What does not fit the terminal is cut at the end.
const KNOWN: &str = "{bar:16} {bytes}/{total_bytes}  {binary_bytes_per_sec}  {eta} left  {wide_msg}";
/// Without one: what was read so far.
const UNKNOWN: &str = "{spinner} {bytes}  {binary_bytes_per_sec}  {elapsed}  {wide_msg}";
/// By number.
const NUMBERED: &str = "{bar:16} {human_pos}/{human_len}  {per_sec}  {eta} left  {wide_msg}";
/// Without bytes.
const BUSY: &str = "{spinner} {elapsed}  {wide_msg}";

/// A bar that goes when it is dropped.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    done: u64,
    what: &'static str,
}

impl Progress {
    /// A bar over bytes that counts `what` (a plural) besides. The total is asked for only where the bar is
    /// shown; `None` stands for a stream.
    pub(crate) fn of_bytes(what: &'static str, total: impl FnOnce() -> Option<u64>) -> Self {
        if !is_wanted() {
            return Self::hidden(what);
        }
        let total = total();
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr_with_hz(4));
        Self::shown(bar, if total.is_some() { KNOWN } else { UNKNOWN }, what)
    }

    /// The same where answers are printed meanwhile: not on a terminal that shows these.
    pub(crate) fn beside_answers(what: &'static str, total: impl FnOnce() -> Option<u64>) -> Self {
        if io::stdout().is_terminal() { Self::hidden(what) } else { Self::of_bytes(what, total) }
    }

    /// A bar over so many of `what` (a plural), of which [`Progress::step_of`] tells how many there are.
    pub(crate) fn of_number(what: &'static str) -> Self {
        if !is_wanted() {
            return Self::hidden(what);
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(4));
        bar.set_message(what);
        Self::shown(bar, NUMBERED, what)
    }

    /// A sign that `what` goes on, of which nobody knows how long it takes.
    pub(crate) fn busy(what: &'static str) -> Self {
        if !is_wanted() {
            return Self::hidden(what);
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(4));
        bar.set_message(what);
        Self::shown(bar, BUSY, what)
    }

    fn hidden(what: &'static str) -> Self {
        Self { bar: ProgressBar::hidden(), done: 0, what }
    }

    fn shown(bar: ProgressBar, template: &str, what: &'static str) -> Self {
        // A template that cannot be read would be our own fault, and the usual bar does as well.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.enable_steady_tick(TICK);
        Self { bar, done: 0, what }
    }

    /// One more is done, and so many bytes altogether.
    pub(crate) fn step_to(&mut self, bytes: u64) {
        self.done += 1;
        if self.bar.is_hidden() {
            return;
        }
        self.bar.set_position(bytes);
        if self.done < 100 || self.done.is_multiple_of(100) {
            let seconds = self.bar.elapsed().as_secs().max(1);
            self.bar.set_message(format!("{} {}, {}/s", self.done, self.what, self.done / seconds));
        }
    }
}

impl Progress {
    /// The same for a single thing with a name of its own.
    pub(crate) fn of_parts(name: String) -> Self {
        if !is_wanted() {
            return Self::hidden("");
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr_with_hz(4));
        let shown = Self::shown(bar, NUMBERED, "");
        shown.bar.set_message(name);
        shown
    }

    /// So many of all are done.
    pub(crate) fn reach(&mut self, done: usize, all: usize) {
        self.bar.set_length(all as u64);
        self.bar.set_position(done as u64);
    }

    /// So many of all are done; when all are, they are written.
    pub(crate) fn step_of(&mut self, done: usize, all: usize) {
        self.bar.set_length(all as u64);
        self.bar.set_position(done as u64);
        if done == all {
            self.bar.set_message("writing the index");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn is_wanted() -> bool {
    !is_quiet() && io::stderr().is_terminal()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_can_be_read() {
        for template in [KNOWN, UNKNOWN, NUMBERED, BUSY] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
