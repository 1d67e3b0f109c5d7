//! The web pages: files embedded in the binary, as they lie in `web/`. Nothing is built from them, and
//! they ask no other host for anything. In a debug build they are read from that folder at every request.
//!
//! Every page has an address of its own, and all of them are one shell: its script reads the address.

use crate::freshness::constant;
use crate::refusal::Refusal;
use axum::Router;
use axum::http::{HeaderMap, HeaderValue, Method, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::{Embed, EmbeddedFile};
use std::fmt::Write as _;

#[derive(Embed)]
#[folder = "web/"]
struct Files;

/// The file that every page begins with.
const SHELL: &str = "index.html";

/// The addresses of the pages.
const PAGES: [&str; 9] =
    ["/", "/kwic", "/timeline", "/read", "/read/{*id}", "/trace", "/check", "/compare", "/stats"];

/// A route for every page, and one for the files.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let pages = PAGES.into_iter().fold(Router::new(), |router, path| router.route(path, get(shell)));
    pages.route("/web/{*path}", get(file))
}

async fn shell(headers: HeaderMap) -> Result<Response, Refusal> {
    Files::get(SHELL).map(|file| given(&headers, SHELL, file)).ok_or(Refusal::Failed)
}

async fn file(headers: HeaderMap, uri: Uri) -> Result<Response, Refusal> {
    let path = uri.path().trim_start_matches("/web/");
    let found = Files::get(path).map(|file| given(&headers, path, file));
    found.ok_or_else(|| missing(&uri))
}

/// What no route answers: a file that is asked for beside the pages, such as a browser's `/favicon.svg`, or nothing.
pub(crate) async fn elsewhere(method: Method, headers: HeaderMap, uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    let found = Files::get(path).filter(|_| method == Method::GET && !path.is_empty());
    found.map_or_else(|| missing(&uri).into_response(), |file| given(&headers, path, file))
}

fn missing(uri: &Uri) -> Refusal {
    Refusal::NoRoute { path: uri.path().chars().take(200).collect() }
}

/// A new build must never meet an old page: the browser asks again each time, and is told in one line that
/// nothing has changed.
fn given(headers: &HeaderMap, path: &str, file: EmbeddedFile) -> Response {
    let mut tag = "W/\"".to_owned();
    file.metadata.sha256_hash().iter().take(12).for_each(|byte| {
        let _ = write!(tag, "{byte:02x}"); // a String takes everything
    });
    let tag = HeaderValue::try_from(tag + "\"").unwrap_or(HeaderValue::from_static("\"\""));
    constant(headers, tag, media_type(path), file.data.into_owned())
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_media_type_that_browsers_obey() {
        for path in Files::iter() {
            assert_ne!(media_type(&path), "application/octet-stream", "{path}");
        }
        assert!(Files::get(SHELL).is_some());
    }
}
