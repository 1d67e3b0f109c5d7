//! A router over a small corpus, and what it answered.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use chuchu_index::{Corpus, Record};
use chuchu_model::DocumentId;
use chuchu_server::Settings;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

pub(crate) const HOSTILE: &str = "标题<img src=x onerror=alert(1)>\n\n\
    第一段说，“<script>alert('群众')</script>”必须当作文字来显示，不能当作标记来执行。\n\n\
    第二段没有什么特别之处，只是为了让这篇文章有两个段落。\n";
pub(crate) const PLAIN: &str = "论水与舟\n\n水能载舟，亦能覆舟，这个道理我们必须牢记，任何时候都不能忘却。\n";

/// A router over two documents; the folder is kept for as long as it is asked.
pub(crate) struct Desk {
    router: Router,
    _folder: TempDir,
}

pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
    pub(crate) bytes: Vec<u8>,
}

impl Reply {
    /// The records of a stream.
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }
}

pub(crate) fn desk() -> Desk {
    desk_with(&Settings::default())
}

pub(crate) fn desk_with(settings: &Settings) -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let corpus = Corpus::create(&folder.path().join("index")).unwrap();
    let mut writer = corpus.writer().unwrap();
    for (id, text) in [("文集/恶意", HOSTILE), ("plain", PLAIN)] {
        writer.add(&Record::of_text(DocumentId::new(id).unwrap(), text.to_owned())).unwrap();
    }
    writer.commit().unwrap();
    corpus.reload().unwrap();
    Desk { router: chuchu_server::router(corpus, settings), _folder: folder }
}

impl Desk {
    pub(crate) async fn send(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        Reply { status, headers, bytes: bytes.to_vec(), body: String::from_utf8_lossy(&bytes).into_owned() }
    }

    pub(crate) async fn get(&self, uri: &str) -> Reply {
        self.send(Request::get(uri).body(Body::empty()).unwrap()).await
    }

    /// Asks with a header.
    pub(crate) async fn get_with(&self, uri: &str, name: impl AsRef<str>, value: &str) -> Reply {
        self.send(Request::get(uri).header(name.as_ref(), value).body(Body::empty()).unwrap()).await
    }

    pub(crate) async fn post(&self, uri: &str, media_type: &str, body: impl Into<Body>) -> Reply {
        let request = Request::post(uri).header(header::CONTENT_TYPE, media_type);
        self.send(request.body(body.into()).unwrap()).await
    }

    /// Asks, and expects a refusal of this status and code.
    pub(crate) async fn refuses(&self, uri: &str, status: StatusCode, code: &str) {
        check_refusal(&self.get(uri).await, uri, status, code);
    }
}

pub(crate) fn check_refusal(reply: &Reply, what: &str, status: StatusCode, code: &str) {
    assert_eq!(reply.status, status, "{what}: {}", reply.body);
    let error = &reply.json()["error"];
    assert_eq!(error["code"], code, "{what}");
    assert!(error["message"].as_str().is_some_and(|m| !m.is_empty()), "{what}");
    assert_eq!(reply.headers[header::CONTENT_TYPE], "application/json", "{what}");
}

/// Percent-encodes everything but letters and digits.
pub(crate) fn encode(text: &str) -> String {
    let byte =
        |b: u8| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") };
    text.bytes().map(byte).collect()
}
