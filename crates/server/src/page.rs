//! The web page: files embedded in the binary, as they lie in `web/`. Nothing is built from them, and
//! they ask no other host for anything.

use crate::access::Access;
use axum::Router;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::routing::get;

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const SVG: &str = "image/svg+xml";

/// Path, media type, contents.
const FILES: [(&str, &str, &str); 12] = [
    ("/", HTML, include_str!("../web/index.html")),
    ("/app.js", SCRIPT, include_str!("../web/app.js")),
    ("/api.js", SCRIPT, include_str!("../web/api.js")),
    ("/check.js", SCRIPT, include_str!("../web/check.js")),
    ("/differences.js", SCRIPT, include_str!("../web/differences.js")),
    ("/dom.js", SCRIPT, include_str!("../web/dom.js")),
    ("/examples.js", SCRIPT, include_str!("../web/examples.js")),
    ("/search.js", SCRIPT, include_str!("../web/search.js")),
    ("/trace.js", SCRIPT, include_str!("../web/trace.js")),
    ("/words.js", SCRIPT, include_str!("../web/words.js")),
    ("/style.css", STYLE, include_str!("../web/style.css")),
    ("/favicon.svg", SVG, include_str!("../web/favicon.svg")),
];

/// A route for every file.
pub(crate) fn routes() -> Router<Access> {
    FILES.into_iter().fold(Router::new(), |router, (path, media_type, contents)| {
        // A new build must never meet the old page: the browser asks again each time, which costs
        // nothing on the same machine.
        let headers = [(CONTENT_TYPE, media_type), (CACHE_CONTROL, "no-cache")];
        router.route(path, get(move || async move { (headers, contents) }))
    })
}
