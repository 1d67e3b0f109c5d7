//! A server under load, beside a bare handler of the same framework in the same run.
//!
//! ```text
//! cargo build --release
//! cargo run --release -p chuchu-endurance --example load -- \
//!     --bin target/release/chuchu --index INDEX --sentences FILE --minutes 10
//! ```
//! FILE has a sentence a line: each is traced, and its first letters are searched. 64 connections ask without pause,
//! while others hang: half a request, a byte a second, event streams that nobody reads, requests that are none. Ends
//! with status 1 where an answer was not 200, or where memory grew by more than a fifth after the first minute.

use anyhow::{Context as _, Result, bail, ensure};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Connections that ask without pause.
const CONNECTIONS: usize = 64;
/// Connections that stop in the middle of their headers, and as many that send a byte a second.
const HALF_OPEN: usize = 64;
/// Event streams that are asked for and not read.
const IDLE_STREAMS: usize = 1_000;
/// Letters of a sentence that are searched.
const SEARCHED: usize = 4;
/// How long the bare handler is asked.
const BARE_TIME: Duration = Duration::from_secs(10);
/// Memory may grow so much after the first minute.
const GROWTH: f64 = 1.2;

struct Given {
    bin: PathBuf,
    index: PathBuf,
    sentences: Vec<String>,
    minutes: f64,
}

impl Given {
    fn read() -> Result<Self> {
        let mut given = (None, None, None, 1.0);
        let mut words = std::env::args().skip(1);
        while let Some(name) = words.next() {
            let value = words.next().with_context(|| format!("{name} wants a value"))?;
            match name.as_str() {
                "--bin" => given.0 = Some(PathBuf::from(value)),
                "--index" => given.1 = Some(PathBuf::from(value)),
                "--sentences" => given.2 = Some(std::fs::read_to_string(value)?),
                "--minutes" => given.3 = value.parse()?,
                _ => bail!("{name} is not known"),
            }
        }
        let (Some(bin), Some(index), Some(text)) = (given.0, given.1, given.2) else {
            bail!("--bin, --index and --sentences are wanted");
        };
        let sentences: Vec<String> = text.lines().filter(|l| !l.is_empty()).map(str::to_owned).collect();
        ensure!(!sentences.is_empty(), "no sentences");
        Ok(Self { bin, index, sentences, minutes: given.3 })
    }
}

/// What was asked, how long each answer took in microseconds, and what went wrong.
#[derive(Default)]
struct Tally {
    search: Vec<u32>,
    trace: Vec<u32>,
    wrong: Vec<String>,
}

/// A connection that is kept.
struct Client {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
}

impl Client {
    fn to(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(90)))?;
        Ok(Self { address, stream: BufReader::new(stream) })
    }

    /// The status of an answer, which is read to its end.
    fn get(&mut self, path: &str) -> Result<u16> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status = line.split(' ').nth(1).context("no status")?.parse()?;
        let mut length = None;
        loop {
            line.clear();
            ensure!(self.stream.read_line(&mut line)? > 0, "the headers end early");
            if line == "\r\n" {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = Some(value.trim().parse::<usize>()?);
            }
        }
        let mut body = vec![0; length.context("no length")?];
        self.stream.read_exact(&mut body)?;
        Ok(status)
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// Asks for paths without pause until told to stop; each second one is a trace.
fn ask(address: SocketAddr, paths: &[String], from: usize, stop: &AtomicBool, tally: &Mutex<Tally>) {
    let mut own = Tally::default();
    let mut client = Client::to(address);
    for (turn, path) in paths.iter().cycle().skip(from * 2 * 37 % paths.len()).enumerate() {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let begun = Instant::now();
        let status =
            client.as_mut().map_err(|e| e.to_string()).and_then(|c| c.get(path).map_err(|e| e.to_string()));
        let took = u32::try_from(begun.elapsed().as_micros()).unwrap_or(u32::MAX);
        match status {
            Ok(200) if path.contains("/trace") => own.trace.push(took),
            Ok(200) => own.search.push(took),
            Ok(status) => own.wrong.push(format!("{status} for {path}")),
            Err(error) => {
                own.wrong.push(format!("{error} for {path}"));
                client = Client::to(address);
            }
        }
        if turn % 64 == 63 {
            add(tally, &mut own);
        }
    }
    add(tally, &mut own);
}

fn add(tally: &Mutex<Tally>, own: &mut Tally) {
    let mut all = tally.lock().unwrap_or_else(PoisonError::into_inner);
    all.search.append(&mut own.search);
    all.trace.append(&mut own.trace);
    all.wrong.append(&mut own.wrong);
}

/// Asks from all connections for some time.
fn load(address: SocketAddr, paths: &[String], time: Duration, mut see: impl FnMut(&Tally)) -> Result<Tally> {
    let (stop, tally) = (AtomicBool::new(false), Mutex::new(Tally::default()));
    thread::scope(|scope| {
        for from in 0..CONNECTIONS {
            let (stop, tally) = (&stop, &tally);
            scope.spawn(move || ask(address, paths, from, stop, tally));
        }
        let begun = Instant::now();
        while begun.elapsed() < time {
            thread::sleep(Duration::from_secs(10).min(time.saturating_sub(begun.elapsed())));
            see(&tally.lock().unwrap_or_else(PoisonError::into_inner));
        }
        stop.store(true, Ordering::Relaxed);
    });
    Ok(tally.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// Connections that trouble a server, until told to stop; those that are cut off come again.
fn trouble(address: SocketAddr, stop: &Arc<AtomicBool>) {
    let again = |what: fn(SocketAddr) -> std::io::Result<()>| {
        let stop = Arc::clone(stop);
        thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                let _ = what(address);
                thread::sleep(Duration::from_millis(500));
            }
        });
    };
    for _ in 0..HALF_OPEN {
        again(|address| held(address, b"GET /api/v1/search?q=%E4%BA%BA HTTP/1.1\r\nHost: ", 40));
        again(|address| {
            let mut stream = TcpStream::connect(address)?;
            for byte in b"GET / HTTP/1.1\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" {
                stream.write_all(&[*byte])?;
                thread::sleep(Duration::from_secs(1));
            }
            Ok(())
        });
    }
    again(|address| held(address, b"\x16\x03\x01\x02\x00\x01\x00\xff\xff\r\n\r\n", 1));
    again(|address| held(address, b"GET /api/v1/search?q=%E4%BA HTTP/1.1\r\nHost: a\r\n\r\n", 1));
    for _ in 0..IDLE_STREAMS {
        again(|address| {
            let manuscript = "他说：“一切为了群众，一切依靠群众”。";
            let head = format!(
                "POST /api/v1/check HTTP/1.1\r\nHost: {address}\r\nAccept: text/event-stream\r\n\
                 Content-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n\r\n{manuscript}",
                manuscript.len()
            );
            idle(address, head.as_bytes())
        });
    }
}

/// Streams that are open now, the most there were at a time, and how many were refused.
static OPEN: AtomicUsize = AtomicUsize::new(0);
static MOST_OPEN: AtomicUsize = AtomicUsize::new(0);
static REFUSED: AtomicUsize = AtomicUsize::new(0);

/// Asks for an event stream, reads as far as its status, and then nothing for half a minute.
fn idle(address: SocketAddr, request: &[u8]) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(request)?;
    let mut status = [0; 12];
    stream.read_exact(&mut status)?;
    if status.ends_with(b"200") {
        MOST_OPEN.fetch_max(OPEN.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
        thread::sleep(Duration::from_secs(30));
        OPEN.fetch_sub(1, Ordering::Relaxed);
    } else {
        REFUSED.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// Sends something and then does nothing for some seconds.
fn held(address: SocketAddr, bytes: &[u8], seconds: u64) -> std::io::Result<()> {
    let mut stream = TcpStream::connect(address)?;
    stream.write_all(bytes)?;
    thread::sleep(Duration::from_secs(seconds));
    Ok(())
}

struct Server(Child);

impl Server {
    fn start(given: &Given) -> Result<(Self, SocketAddr)> {
        let mut command = Command::new(&given.bin);
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--rate", "1000000"])
            .env("CHUCHU_INDEX", &given.index);
        let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn()?;
        let stderr = child.stderr.take().context("no stderr")?;
        let server = Self(child);
        let mut lines = BufReader::new(stderr).lines();
        let address = loop {
            let line = lines.next().context("the server says no address")??;
            if let Some((_, address)) = line.split_once("listening on http://") {
                break address.trim().parse()?;
            }
        };
        thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Ok((server, address))
    }

    /// Its memory, in MB.
    fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap_or_default();
        let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = kilobytes.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<f64>().ok());
        number.unwrap_or(0.0) / 1024.0
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A handler that does nothing, on the same framework.
fn bare() -> Result<SocketAddr> {
    let runtime = tokio::runtime::Runtime::new()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    let router = axum::Router::new().fallback(|| async { "here" });
    thread::spawn(move || runtime.block_on(async { axum::serve(listener, router).await }));
    Ok(address)
}

/// In milliseconds.
fn percentiles(taken: &[u32]) -> String {
    let mut sorted = taken.to_vec();
    sorted.sort_unstable();
    let at = |hundredth: usize| {
        let value = sorted.get(sorted.len().saturating_sub(1) * hundredth / 100).copied().unwrap_or(0);
        f64::from(value) / 1000.0
    };
    format!("{} asked, p50 {:.2} ms, p99 {:.2} ms", taken.len(), at(50), at(99))
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn main() -> Result<()> {
    let given = Given::read()?;
    let searched = |sentence: &String| {
        sentence.chars().filter(|c| c.is_alphanumeric()).take(SEARCHED).collect::<String>()
    };
    let paths: Vec<String> = (given.sentences.iter())
        .flat_map(|s| {
            [
                format!("/api/v1/search?q=%22{}%22", encoded(&searched(s))),
                format!("/api/v1/trace?q={}", encoded(s)),
            ]
        })
        .collect();
    let nothing = load(bare()?, &paths, BARE_TIME, |_| {})?;
    ensure!(nothing.wrong.is_empty(), "the bare handler failed: {:?}", nothing.wrong.first());
    let all: Vec<u32> = nothing.search.iter().chain(&nothing.trace).copied().collect();
    say(&format!("bare handler, {BARE_TIME:?}: {}", percentiles(&all)));

    let (server, address) = Server::start(&given)?;
    let stop = Arc::new(AtomicBool::new(false));
    trouble(address, &stop);
    let (begun, mut settled) = (Instant::now(), 0.0);
    let found = load(address, &paths, Duration::from_secs_f64(given.minutes * 60.0), |tally| {
        let (seconds, memory) = (begun.elapsed().as_secs(), server.memory());
        if seconds <= 65 {
            settled = memory;
        }
        let (asked, wrong) = (tally.search.len() + tally.trace.len(), tally.wrong.len());
        say(&format!("{seconds:>4} s  {asked} answered, {wrong} wrong, {memory:.0} MB"));
    })?;
    stop.store(true, Ordering::Relaxed);
    say(&format!("search: {}\ntrace:  {}", percentiles(&found.search), percentiles(&found.trace)));
    let (most, refused) = (MOST_OPEN.load(Ordering::Relaxed), REFUSED.load(Ordering::Relaxed));
    say(&format!("event streams that nobody read: {most} open at a time, {refused} refused"));
    let memory = server.memory();
    say(&format!("memory after a minute {settled:.0} MB, at the end {memory:.0} MB"));
    ensure!(refused == 0, "{refused} event streams were refused");
    ensure!(found.wrong.is_empty(), "{} wrong, the first: {:?}", found.wrong.len(), found.wrong.first());
    ensure!(memory <= settled * GROWTH, "memory grew from {settled:.0} MB to {memory:.0} MB");
    Ok(())
}
