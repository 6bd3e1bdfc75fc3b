//! A small load generator: plain HTTP/1.1 over kept connections, one request at a time on each, as little work
//! per request as can be, so that the server is what is measured.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Outcome;

/// How much load, and until when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    pub(crate) clients: usize,
    /// Requests at most.
    pub(crate) requests: usize,
    /// Time at most.
    pub(crate) time: Duration,
}

/// How it went.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub(crate) requests: usize,
    pub(crate) refused: usize,
    pub(crate) time: Duration,
    /// Microseconds of every request, in order.
    latencies: Vec<u32>,
    /// Microseconds of the server's processor time, where they were taken.
    pub(crate) processor: u64,
}

impl Report {
    /// The server's processor time for one request, in tenths of a microsecond.
    pub(crate) fn tenths_each(&self) -> u64 {
        self.processor * 10 / (self.requests as u64).max(1)
    }

    pub(crate) fn per_second(&self) -> u64 {
        let micros = self.time.as_micros().max(1);
        u64::try_from(self.requests as u128 * 1_000_000 / micros).unwrap_or(u64::MAX)
    }

    /// The latency that `percent` of the requests stayed below, in microseconds.
    pub(crate) fn percentile(&self, percent: usize) -> u32 {
        let place = (self.latencies.len() * percent / 100).min(self.latencies.len().saturating_sub(1));
        self.latencies.get(place).copied().unwrap_or_default()
    }

    /// The report, unless some request was refused: then the figures would mean nothing.
    pub(crate) fn sound(self) -> Outcome<Self> {
        if self.refused == 0 && self.requests > 0 {
            return Ok(self);
        }
        Err(format!("{} of {} requests were refused", self.refused, self.requests).into())
    }
}

/// One answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The body as it was sent, compressed if it was.
    pub(crate) body: Vec<u8>,
}

/// Bytes of a request.
pub(crate) fn request(method: &str, path: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = if body.is_empty() { String::new() } else { format!("content-length: {}\r\n", body.len()) };
    format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{headers}{length}\r\n{body}").into_bytes()
}

/// Sends one request on a connection of its own.
pub(crate) async fn once(address: SocketAddr, request: &[u8]) -> Outcome<Answer> {
    let mut connection = Connection::open(address).await?;
    connection.exchange(request).await?;
    Ok(Answer { status: connection.status, body: std::mem::take(&mut connection.body) })
}

/// Sends what `make` gives for each number, until the plan ends.
pub(crate) async fn run<F>(address: SocketAddr, plan: Plan, make: F) -> Outcome<Report>
where
    F: Fn(usize) -> Arc<[u8]> + Send + Sync + 'static,
{
    let (make, next) = (Arc::new(make), Arc::new(AtomicUsize::new(0)));
    let start = Instant::now();
    let clients: Vec<_> = (0..plan.clients)
        .map(|_| {
            let (make, next) = (Arc::clone(&make), Arc::clone(&next));
            tokio::spawn(async move {
                let mut connection = Connection::open(address).await?;
                let (mut latencies, mut refused) = (Vec::new(), 0);
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= plan.requests || start.elapsed() >= plan.time {
                        return Outcome::Ok((latencies, refused));
                    }
                    let request = make(number);
                    let sent = Instant::now();
                    connection.exchange(&request).await?;
                    latencies.push(u32::try_from(sent.elapsed().as_micros()).unwrap_or(u32::MAX));
                    refused += usize::from(!(200..300).contains(&connection.status));
                }
            })
        })
        .collect();
    let (mut latencies, mut refused) = (Vec::new(), 0);
    for client in clients {
        let (own, no) = client.await??;
        latencies.extend(own);
        refused += no;
    }
    let time = start.elapsed();
    latencies.sort_unstable();
    Ok(Report { requests: latencies.len(), refused, time, latencies, processor: 0 })
}

struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    status: u16,
    body: Vec<u8>,
}

impl Connection {
    async fn open(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 * 1024), status: 0, body: Vec::new() })
    }

    async fn exchange(&mut self, request: &[u8]) -> Outcome<()> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            if let Some(place) = find(&self.buffer, b"\r\n\r\n") {
                break place + 4;
            }
            self.more().await?;
        };
        let text = std::str::from_utf8(self.buffer.get(..head).unwrap_or_default())?.to_ascii_lowercase();
        self.status = text.get(9..12).unwrap_or_default().parse()?;
        let value = |name: &str| text.lines().find_map(|line| line.strip_prefix(name));
        self.body.clear();
        if let Some(length) = value("content-length: ") {
            let end = head + length.trim().parse::<usize>()?;
            while self.buffer.len() < end {
                self.more().await?;
            }
            self.body.extend_from_slice(self.buffer.get(head..end).unwrap_or_default());
        } else if value("transfer-encoding: chunked").is_some() {
            self.chunks(head).await?;
        }
        Ok(())
    }

    async fn chunks(&mut self, mut place: usize) -> Outcome<()> {
        loop {
            let line = loop {
                if let Some(length) = find(self.buffer.get(place..).unwrap_or_default(), b"\r\n") {
                    break place..place + length;
                }
                self.more().await?;
            };
            let start = line.end + 2;
            let size = std::str::from_utf8(self.buffer.get(line).unwrap_or_default())?;
            let size = usize::from_str_radix(size.trim(), 16)?;
            while self.buffer.len() < start + size + 2 {
                self.more().await?;
            }
            self.body.extend_from_slice(self.buffer.get(start..start + size).unwrap_or_default());
            place = start + size + 2;
            if size == 0 {
                return Ok(());
            }
        }
    }

    async fn more(&mut self) -> Outcome<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err("the server hung up".into()),
            _ => Ok(()),
        }
    }
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    text.windows(part.len()).position(|window| window == part)
}
