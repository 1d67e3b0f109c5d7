//! How many requests a client may send: a bucket of tokens for each address, filled at a steady rate.
//!
//! An IPv6 client has a whole network to change addresses in, so that its /64 counts as one.

use crate::refusal::Refusal;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

/// So many seconds' worth of requests may come at once.
const BURST_SECONDS: f64 = 5.0;

/// From so many clients on, those who have been quiet are forgotten.
const CLIENTS: usize = 10_000;

/// What is left of a client's allowance, and when that was counted.
#[derive(Clone, Copy, Debug)]
struct Bucket {
    left: f64,
    counted: Instant,
}

/// The buckets of all clients.
#[derive(Debug)]
pub(crate) struct Rates {
    a_second: f64,
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
}

impl Rates {
    /// Allows so many a second; 0 allows everything.
    pub(crate) fn new(a_second: u32) -> Arc<Self> {
        Arc::new(Self { a_second: f64::from(a_second), buckets: Mutex::default() })
    }

    fn most(&self) -> f64 {
        self.a_second * BURST_SECONDS
    }

    /// Takes one request from a client's allowance; the seconds to wait where there is none left.
    fn take(&self, client: IpAddr, now: Instant) -> Result<(), u64> {
        if self.a_second == 0.0 {
            return Ok(());
        }
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= CLIENTS {
            buckets.retain(|_, bucket| self.filled(*bucket, now) < self.most());
        }
        let full = Bucket { left: self.most(), counted: now };
        let bucket = buckets.entry(network(client)).or_insert(full);
        let left = self.filled(*bucket, now);
        *bucket = Bucket { left: (left - 1.0).max(0.0), counted: now };
        // Never longer than it takes to earn one request at one a second.
        if left >= 1.0 { Ok(()) } else { Err(1) }
    }

    fn filled(&self, bucket: Bucket, now: Instant) -> f64 {
        let since = now.saturating_duration_since(bucket.counted).as_secs_f64();
        (bucket.left + since * self.a_second).min(self.most())
    }
}

fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V6(ip) => Ipv6Addr::from_bits(ip.to_bits() >> 64 << 64).into(),
        ip => ip,
    }
}

/// Refuses clients that ask too often.
pub(crate) async fn within_rate(State(rates): State<Arc<Rates>>, request: Request, next: Next) -> Response {
    match rates.take(client(&request), Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(seconds) => Refusal::TooMany { seconds }.into_response(),
    }
}

/// The address of whoever asks; unspecified where the request came through no socket.
pub(crate) fn client(request: &Request) -> IpAddr {
    let known = request.extensions().get::<ConnectInfo<SocketAddr>>();
    known.map_or(Ipv6Addr::UNSPECIFIED.into(), |ConnectInfo(address)| address.ip())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn an_allowance_is_used_up_and_fills_again_for_each_client_alone() {
        let rates = Rates::new(2);
        let (a, b): (IpAddr, IpAddr) = ("10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap());
        let now = Instant::now();
        assert_eq!((0..20).filter(|_| rates.take(a, now).is_ok()).count(), 10, "five seconds' worth");
        assert_eq!(rates.take(b, now), Ok(()));
        let later = now + Duration::from_secs(1);
        assert_eq!((0..20).filter(|_| rates.take(a, later).is_ok()).count(), 2);
        assert!((0..1000).all(|_| Rates::new(0).take(a, now).is_ok()));
    }

    #[test]
    fn a_network_of_ipv6_is_one_client() {
        assert_eq!(network("2001:db8::1".parse().unwrap()), network("2001:db8::ffff".parse().unwrap()));
        assert_eq!(network("::ffff:10.0.0.1".parse().unwrap()), "10.0.0.1".parse::<IpAddr>().unwrap());
    }
}
