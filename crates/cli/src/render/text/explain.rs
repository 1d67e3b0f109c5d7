//! A code in text: what is printed, how it is read, what to do, an example.

use super::{QUIET, STRONG};
use crate::answer::Explained;
use std::io::{self, Write};

/// A code in one line, for the list of all.
pub(crate) fn code_line(out: &mut dyn Write, e: &Explained) -> io::Result<()> {
    writeln!(out, "{STRONG}{}{STRONG:#}  {:<7}  {}", e.code, e.severity.to_string(), e.explanation)
}

/// A code in full.
pub(crate) fn explained(out: &mut dyn Write, e: &Explained) -> io::Result<()> {
    writeln!(out, "{STRONG}{}{STRONG:#} {QUIET}({}){QUIET:#} {}", e.code, e.severity, e.explanation)?;
    writeln!(out, "  read as 读法: {}", e.reading)?;
    writeln!(out, "  to do 处理: {}", e.remedy)?;
    if let Some(example) = &e.example {
        shown(out, "printed 原文", example.before)?;
        example.after.map_or(Ok(()), |after| shown(out, "read 读作", after))?;
    }
    Ok(())
}

/// A text of the example; its second and further lines are moved in to stand below the first.
fn shown(out: &mut dyn Write, label: &str, text: &str) -> io::Result<()> {
    writeln!(out, "  {QUIET}{label}:{QUIET:#} {}", text.trim_end().replace('\n', "\n      "))
}
