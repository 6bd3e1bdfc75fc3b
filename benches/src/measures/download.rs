//! A file of two gigabytes on its way in and out: how fast, and how much memory the server takes meanwhile.

use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};

use reqwest::header::LOCATION;
use reqwest::redirect::Policy;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::Outcome;
use crate::server::{Folder, Server};
use crate::shop::{self, Shop, text};
use crate::table::{number, table};

/// The file, bytes.
const SIZE: u64 = 2_000_000_000;
/// Buyers who take it at once in the second round.
const BUYERS: usize = 8;
const PIECE: usize = 1 << 20;
/// Between two looks at the server's memory.
const LOOK: Duration = Duration::from_millis(20);

pub(crate) async fn run(binary: &Path) -> Outcome<String> {
    let folder = Folder::new("download")?;
    let server = Server::program(binary, &folder.0, &[])?;
    let shop = shop::open(&server).await?;
    let signed = json!({ "filename": "film.bin", "contentType": "application/octet-stream" });
    let signed = shop.call(&server, Method::POST, "/uploads/presign", signed).await?;
    let at_rest = server.memory()?;
    let mut rows = Vec::new();

    let path = path_of(&server, &text(&signed, "uploadUrl")?)?;
    let began = Instant::now();
    let peak = send(&server, &path).await?;
    rows.push(row("sent in", SIZE, began, peak, at_rest));

    let path = buy(&server, &shop, &text(&signed, "fileUrl")?).await?;
    for buyers in [1, BUYERS] {
        let (began, address) = (Instant::now(), server.address);
        let takers: Vec<_> = (0..buyers)
            .map(|_| {
                let path = path.clone();
                tokio::spawn(async move { take(address, &path).await })
            })
            .collect();
        let mut peak = 0;
        while takers.iter().any(|taker| !taker.is_finished()) {
            peak = peak.max(server.memory()?);
            tokio::time::sleep(LOOK).await;
        }
        for taker in takers {
            let bytes = taker.await??;
            if bytes != SIZE {
                return Err(format!("{bytes} bytes came out").into());
            }
        }
        let name = if buyers == 1 { "taken by one".to_owned() } else { format!("taken by {buyers} at once") };
        rows.push(row(&name, SIZE * u64::try_from(buyers)?, began, peak, at_rest));
    }
    server.stop()?;
    let head = ["", "MB/s", "memory at most", "more than at rest"];
    Ok(table("A file of 2 GB, files in the data folder, server on one core", &head, &rows))
}

fn row(name: &str, bytes: u64, began: Instant, peak: u64, at_rest: u64) -> Vec<String> {
    let millis = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX).max(1);
    let kilobytes = |memory: u64| format!("{} kB", number(memory));
    let rate = number(bytes / 1_000 / millis);
    vec![name.to_owned(), rate, kilobytes(peak), kilobytes(peak.saturating_sub(at_rest))]
}

/// Sends the file to its address; tells how much memory the server took at most.
async fn send(server: &Server, path: &str) -> Outcome<u64> {
    let mut stream = TcpStream::connect(server.address).await?;
    let head = format!(
        "PUT {path} HTTP/1.1\r\nhost: bench\r\nconnection: close\r\ncontent-length: {SIZE}\r\n\
         content-type: application/octet-stream\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await?;
    let (piece, mut left, mut peak) = (vec![0_u8; PIECE], SIZE, 0);
    while left > 0 {
        let length = left.min(u64::try_from(PIECE)?);
        let part = piece.get(..usize::try_from(length)?).ok_or("a piece is too short")?;
        stream.write_all(part).await?;
        left -= length;
        if left.is_multiple_of(64 * length) {
            peak = peak.max(server.memory()?);
        }
    }
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    if !answer.starts_with("HTTP/1.1 200") {
        return Err(format!("the file was not taken: {answer}").into());
    }
    Ok(peak.max(server.memory()?))
}

/// Takes the whole file; tells how many bytes there were behind the head.
async fn take(address: SocketAddr, path: &str) -> Outcome<u64> {
    let mut stream = TcpStream::connect(address).await?;
    let head = format!("GET {path} HTTP/1.1\r\nhost: bench\r\nconnection: close\r\n\r\n");
    stream.write_all(head.as_bytes()).await?;
    let (mut piece, mut all, mut head) = (vec![0_u8; PIECE], 0, Vec::new());
    loop {
        let read = stream.read(&mut piece).await?;
        if read == 0 {
            break;
        }
        all += u64::try_from(read)?;
        if head.is_empty() {
            head = piece.get(..read).unwrap_or_default().to_vec();
        }
    }
    let end = head.windows(4).position(|four| four == b"\r\n\r\n").ok_or("the answer has no head")?;
    if !head.starts_with(b"HTTP/1.1 200") {
        return Err(String::from_utf8_lossy(&head).into_owned().into());
    }
    Ok(all - u64::try_from(end + 4)?)
}

/// Sells the file once and gives the path of the address that the buyer is led to.
async fn buy(server: &Server, shop: &Shop, file_url: &str) -> Outcome<String> {
    let link = json!({ "title": "Film", "slug": "film", "priceType": "FIXED", "amountMinor": 4999,
        "serviceType": "DIGITAL_PRODUCT", "fileUrl": file_url });
    let link = shop.call(server, Method::POST, "/paylinks", link).await?;
    let key = link.pointer("/files/0/key").and_then(Value::as_str).ok_or("the link has no file")?;
    let start = json!({ "email": "bob@example.com" });
    let started = shop.call(server, Method::POST, "/paylinks/public/film/payment-intents", start).await?;
    let client = Client::builder().no_proxy().redirect(Policy::none()).build()?;
    let intent = text(&started, "paymentIntentId")?;
    let confirm = server.url(&format!("/sandbox/stripe/v1/payment_intents/{intent}/confirm"));
    let form = [
        ("key", "pk_test_sandbox".to_owned()),
        ("_stripe_account", text(&started, "connectedAccountId")?),
        ("client_secret", text(&started, "client_secret")?),
        ("payment_method", "pm_card_visa".to_owned()),
        ("return_url", server.url("/p/film")),
    ];
    client.post(confirm).form(&form).send().await?.error_for_status()?;
    let session = text(&started, "checkoutSessionId")?;
    client.get(server.url(&format!("/p/film/return/{session}"))).send().await?.error_for_status()?;
    let click = client.get(server.url(&format!("/p/film/receipt/{session}/files/{key}"))).send().await?;
    let place = click.headers().get(LOCATION).ok_or("the click leads nowhere")?.to_str()?;
    path_of(server, place)
}

fn path_of(server: &Server, url: &str) -> Outcome<String> {
    let path = url.strip_prefix(&server.url("")).ok_or_else(|| format!("not ours: {url}"))?;
    Ok(path.to_owned())
}
