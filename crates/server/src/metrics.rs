//! `/metrics`: what the server has done, in the text format of Prometheus.
//!
//! Routes are counted by their pattern, methods by a fixed list: a client can make no new series.

use crate::access::Access;
use crate::refusal::Refusal;
use axum::extract::{Extension, State};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The bounds of the buckets of durations, in seconds.
const BOUNDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0, 60.0];

type Series = (&'static str, String, u16);

#[derive(Clone, Copy, Debug, Default)]
struct Durations {
    buckets: [u64; BOUNDS.len()],
    count: u64,
    sum: f64,
}

/// Counters of everything that was answered.
#[derive(Debug, Default)]
pub(crate) struct Metrics {
    requests: Mutex<BTreeMap<Series, u64>>,
    durations: Mutex<BTreeMap<String, Durations>>,
    under_way: AtomicI64,
}

/// A request under way; it is one no more when this is dropped, answered or not.
#[derive(Debug)]
pub(crate) struct UnderWay(Arc<Metrics>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Metrics {
    pub(crate) fn begin(self: &Arc<Self>) -> UnderWay {
        self.under_way.fetch_add(1, Ordering::Relaxed);
        UnderWay(Arc::clone(self))
    }

    /// Counts an answer.
    pub(crate) fn answered(&self, method: &Method, route: &str, status: u16, took: Duration) {
        let series = (named(method), route.to_owned(), status);
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry(series).or_default() += 1;
        drop(requests);
        let mut durations = self.durations.lock().unwrap_or_else(PoisonError::into_inner);
        let of_route = durations.entry(route.to_owned()).or_default();
        let seconds = took.as_secs_f64();
        of_route.count += 1;
        of_route.sum += seconds;
        let within = of_route.buckets.iter_mut().zip(BOUNDS).filter(|(_, bound)| seconds <= *bound);
        within.for_each(|(bucket, _)| *bucket += 1);
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "# TYPE chuchu_http_requests_total counter")?;
        for ((method, route, status), n) in &*self.requests.lock().unwrap_or_else(PoisonError::into_inner) {
            let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
            writeln!(out, "chuchu_http_requests_total{{{labels}}} {n}")?;
        }
        writeln!(out, "# TYPE chuchu_http_request_seconds histogram")?;
        for (route, of_route) in &*self.durations.lock().unwrap_or_else(PoisonError::into_inner) {
            of_route.write(out, route)?;
        }
        writeln!(out, "# TYPE chuchu_http_requests_under_way gauge")?;
        writeln!(out, "chuchu_http_requests_under_way {}", self.under_way.load(Ordering::Relaxed))
    }
}

impl Durations {
    fn write(&self, out: &mut String, route: &str) -> std::fmt::Result {
        const NAME: &str = "chuchu_http_request_seconds";
        for (bound, n) in BOUNDS.iter().zip(self.buckets) {
            writeln!(out, "{NAME}_bucket{{route=\"{route}\",le=\"{bound}\"}} {n}")?;
        }
        writeln!(out, "{NAME}_bucket{{route=\"{route}\",le=\"+Inf\"}} {}", self.count)?;
        writeln!(out, "{NAME}_sum{{route=\"{route}\"}} {}", self.sum)?;
        writeln!(out, "{NAME}_count{{route=\"{route}\"}} {}", self.count)
    }
}

/// The method, if it is a usual one.
fn named(method: &Method) -> &'static str {
    let usual = ["GET", "POST", "HEAD", "DELETE", "PUT", "PATCH", "OPTIONS"];
    usual.into_iter().find(|name| *name == method.as_str()).unwrap_or("other")
}

/// The memory that the process has, where the system tells it.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kib| kib * 1024)
}

pub(crate) async fn metrics(
    State(access): State<Access>,
    Extension(metrics): Extension<Arc<Metrics>>,
) -> Result<impl IntoResponse, Refusal> {
    let status = access.ask(|corpus| corpus.status()).await?;
    let mut out = String::new();
    metrics.write(&mut out).map_err(|_| Refusal::Failed)?;
    let gauges = [
        ("chuchu_corpus_documents", Some(status.documents as u64)),
        ("chuchu_corpus_passages", Some(status.passages as u64)),
        ("chuchu_corpus_bytes", Some(status.bytes_on_disk)),
        ("process_resident_memory_bytes", resident_bytes()),
    ];
    for (name, value) in gauges {
        if let Some(value) = value {
            let _ = writeln!(out, "# TYPE {name} gauge\n{name} {value}"); // a String takes everything
        }
    }
    Ok(([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_by_route_and_within_bounds() {
        let metrics = Arc::new(Metrics::default());
        let under_way = metrics.begin();
        metrics.answered(&Method::GET, "/api/v1/search", 200, Duration::from_millis(3));
        metrics.answered(&Method::from_bytes(b"BREW").unwrap(), "none", 405, Duration::from_millis(1));
        let mut out = String::new();
        metrics.write(&mut out).unwrap();
        for line in [
            "chuchu_http_requests_total{method=\"GET\",route=\"/api/v1/search\",status=\"200\"} 1",
            "chuchu_http_requests_total{method=\"other\",route=\"none\",status=\"405\"} 1",
            "chuchu_http_request_seconds_bucket{route=\"/api/v1/search\",le=\"0.0025\"} 0",
            "chuchu_http_request_seconds_bucket{route=\"/api/v1/search\",le=\"0.005\"} 1",
            "chuchu_http_requests_under_way 1",
        ] {
            assert!(out.contains(line), "{line}\n{out}");
        }
        drop(under_way);
        assert_eq!(metrics.under_way.load(Ordering::Relaxed), 0);
    }
}
