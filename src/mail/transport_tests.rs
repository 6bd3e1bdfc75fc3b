//! Every way a mail can go.

use super::*;
use crate::error::{Code, Kind};

const NOW: Timestamp = Timestamp(1_771_322_400_000);

fn plain() -> Mail {
    Mail {
        to: "elena@buyer.test".into(),
        reply_to: Some("ioana@lumina.test".into()),
        subject: "Chitanța ta".into(),
        text: "Deschide https://pay.test/r/1.\n".into(),
        html: "<p>ț</p>".into(),
    }
}

#[tokio::test]
async fn header_smuggling_and_false_addresses_are_refused() {
    let mailer = Mailer::memory();
    for tail in ["\r\nBcc: x@evil.test", "\n", "\r", "\0", "\u{2028}", "\u{85}"] {
        for mail in [
            Mail { subject: format!("Hello{tail}"), ..plain() },
            Mail { to: format!("elena@buyer.test{tail}"), ..plain() },
            Mail { reply_to: Some(format!("ioana@lumina.test{tail}")), ..plain() },
        ] {
            let error = mailer.send(&mail, NOW, "1").await.unwrap_err();
            assert_eq!((error.kind.clone(), error.code), (Kind::Invalid, Code::BadCharacters), "{mail:?}");
        }
    }
    for to in ["", "elena", "elena@", "@buyer.test", "a@b.test, c@d.test", "Elena <elena@buyer.test>"] {
        let error = mailer.send(&Mail { to: to.into(), ..plain() }, NOW, "1").await.unwrap_err();
        assert_eq!((error.kind, error.code), (Kind::Invalid, Code::BadEmail), "{to}");
    }
    for id in ["", "../1", "a b", "a/b"] {
        assert!(mailer.send(&plain(), NOW, id).await.is_err(), "{id}");
    }
    assert!(mailer.mailbox().unwrap().is_empty());
}

#[tokio::test]
async fn the_folder_keeps_one_file_for_each_id() {
    let folder = std::env::temp_dir().join(format!("paylinks-mail-{}", crate::id::random_hex(8).unwrap()));
    let data_dir = folder.to_string_lossy().into_owned();
    let config = Config::read(&|name| (name == "PAYLINKS_DATA_DIR").then(|| data_dir.clone())).unwrap();
    let mailer = Mailer::from_config(&config).unwrap();
    mailer.send(&plain(), NOW, "job-1").await.unwrap();
    mailer.send(&plain(), NOW.plus(Duration::from_secs(9)), "job-1").await.unwrap();
    mailer.send(&plain(), NOW.plus(Duration::from_secs(1)), "job-2").await.unwrap();
    let kept = mailer.mailbox().unwrap();
    let seen: Vec<_> = kept.iter().map(|mail| (mail.id.as_str(), mail.at)).collect();
    assert_eq!(seen, [("job-2", NOW.plus(Duration::from_secs(1))), ("job-1", NOW)]);
    assert_eq!(kept[0].links, ["https://pay.test/r/1"]);
    let mut names: Vec<_> = std::fs::read_dir(folder.join("mailbox"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["job-1.json", "job-2.json"]);
    let wire = serde_json::to_value(&kept[0]).unwrap();
    let keys: Vec<_> = wire.as_object().unwrap().keys().map(String::as_str).collect();
    for key in ["id", "to", "subject", "text", "html", "links", "at"] {
        assert!(keys.contains(&key), "{key}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn the_message_has_both_parts_and_the_jobs_own_id() {
    let mailer = Mailer::memory();
    let message = message::compose(&mailer.from, &plain(), NOW, "job-1").unwrap();
    let wire = String::from_utf8(message.formatted()).unwrap();
    let (head, body) = wire.split_once("\r\n\r\n").unwrap();
    for line in [
        "From: paylinks <hello@localhost>",
        "To: elena@buyer.test",
        "Reply-To: ioana@lumina.test",
        "Message-ID: <job-1@localhost>",
        "Date: Tue, 17 Feb 2026 10:00:00 +0000",
    ] {
        assert!(head.lines().any(|known| known == line), "{line}:\n{head}");
    }
    assert!(head.contains("Content-Type: multipart/alternative;"));
    assert!(body.find("text/plain").unwrap() < body.find("text/html").unwrap());
}

#[tokio::test]
async fn smtp_gets_the_message_and_a_dead_server_is_an_error() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(smtp_server(listener));
    let config = Config::read(&|name| match name {
        "SMTP_URL" => Some(format!("smtp://{address}")),
        "MAIL_FROM" => Some("Plăți <hello@pay.test>".into()),
        _ => None,
    })
    .unwrap();
    let mailer = Mailer::from_config(&config).unwrap();
    mailer.send(&plain(), NOW, "job-1").await.unwrap();
    let heard = server.await.unwrap();
    assert!(heard.contains("MAIL FROM:<hello@pay.test>") && heard.contains("RCPT TO:<elena@buyer.test>"));
    assert!(heard.contains("Message-ID: <job-1@pay.test>"), "{heard}");
    assert!(mailer.mailbox().unwrap().is_empty());
    let error = mailer.send(&plain(), NOW, "job-2").await.unwrap_err();
    assert_eq!(error.kind, Kind::Internal);
}

/// Takes one mail, hangs up, and returns all that was said to it.
async fn smtp_server(listener: tokio::net::TcpListener) -> String {
    use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
    let (stream, _) = listener.accept().await.unwrap();
    let (read, mut write) = stream.into_split();
    let (mut lines, mut heard, mut in_data) = (BufReader::new(read).lines(), String::new(), false);
    write.write_all(b"220 test\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        heard.push_str(&line);
        heard.push('\n');
        let answer: &[u8] = match line.as_str() {
            "." => {
                write.write_all(b"250 kept\r\n").await.unwrap();
                break;
            }
            _ if in_data => continue,
            "DATA" => {
                in_data = true;
                b"354 go\r\n"
            }
            _ => b"250 ok\r\n",
        };
        write.write_all(answer).await.unwrap();
    }
    heard
}
