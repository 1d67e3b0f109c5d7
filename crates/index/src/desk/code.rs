//! The codes of the desk's own remarks; those of the parser stand in `chuchu_parser::code`.

use chuchu_model::Severity;
use chuchu_parser::code::Code;

/// A quotation is too long to be traced as one.
pub const TOO_LONG: Code = Code {
    id: "K001",
    severity: Severity::Warning,
    explanation: "A quotation is too long to be traced as one.",
    reading: "It is listed as not found; that says nothing about whether it is right.",
    remedy: "Look whether a closing quotation mark is missing; else trace its paragraphs one by one.",
    example: None,
};

/// Every code of the desk, in order of its identifier.
pub const ALL: &[Code] = &[TOO_LONG];
