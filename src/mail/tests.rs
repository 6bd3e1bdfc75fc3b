//! Every mail in every language, and every way a mail can go.

use super::examples::Example;
use super::*;
use crate::colour::Rgb;
use crate::error::{Code, Kind};
use crate::language::Language;
use crate::money::{Currency, Money};

const NOW: Timestamp = Timestamp(1_771_322_400_000);
/// Markup that must never reach a mail as markup.
const EVIL: &str = "<script>alert('x')</script>\"&";

fn sign_in() -> SignInMail {
    SignInMail { link: "https://pay.test/sign-in/confirm?token=abc&x=1".into(), minutes: 10 }
}

fn welcome() -> WelcomeMail {
    WelcomeMail {
        merchant_name: format!("Lumina {EVIL}"),
        dashboard_url: "https://pay.test/dashboard".into(),
    }
}

fn sum(minor: i64) -> Sum {
    Sum::new(Money::new(minor, Currency::Ron), Language::Ro)
}

fn receipt() -> ReceiptMail {
    ReceiptMail {
        merchant_name: format!("atelier Lumina {EVIL}"),
        logo: None,
        accent: Accent::OURS,
        merchant_email: Some("ioana@lumina.test".into()),
        title: format!("Fotografie de produs {EVIL}"),
        amount: sum(14_900),
        sums: None,
        paid_at: "19 noiembrie 2026, 14:32".into(),
        card: Some("Visa •••• 4242".into()),
        receipt_number: "PL-0418".into(),
        buyer_name: Some(format!("Elena {EVIL}")),
        thank_you_message: Some(format!("Pe curând!\nDoua linii {EVIL}")),
        receipt_url: Some("https://pay.test/r/1?a=1&b=2".into()),
        files: vec![format!("Curs {EVIL}.pdf")],
        purchases_url: "https://pay.test/purchases".into(),
    }
}

fn sale() -> SaleMail {
    SaleMail {
        title: format!("Fotografie de produs {EVIL}"),
        amount: sum(14_900),
        platform_fee: sum(596),
        net: sum(14_304),
        paid_at: "19 noiembrie 2026, 14:32".into(),
        buyer_name: Some(format!("Elena {EVIL}")),
        buyer_email: Some("elena@buyer.test".into()),
        card: Some("Visa •••• 4242".into()),
        payment_url: "https://pay.test/dashboard/payments/1".into(),
    }
}

fn thanks() -> ThanksMail {
    ThanksMail {
        merchant_name: format!("Lumina {EVIL}"),
        logo: None,
        accent: Accent::OURS,
        merchant_email: "ioana@lumina.test".into(),
        title: format!("Ghid {EVIL}"),
        name: Some(format!("Elena {EVIL}")),
        thank_you_message: Some(format!("Pe curând!\n{EVIL}")),
        url: "https://pay.test/p/guide/thanks".into(),
    }
}

fn lead() -> LeadMail {
    LeadMail {
        title: format!("Ghid {EVIL}"),
        at: "19 noiembrie 2026, 14:32".into(),
        name: Some(format!("Elena {EVIL}")),
        email: Some("elena@buyer.test".into()),
        phone: Some("+40712345678".into()),
        link_url: "https://pay.test/dashboard/links/1".into(),
    }
}

fn subscribed() -> SubscribedMail {
    SubscribedMail {
        merchant_name: format!("Lumina {EVIL}"),
        logo: None,
        accent: Accent::OURS,
        merchant_email: "ioana@lumina.test".into(),
        title: format!("Club {EVIL}"),
        amount: sum(2_999),
        every: "every month",
        trial_end: Some("9 Dec 2026".into()),
        next_charge: Some("9 Dec 2026".into()),
        card: Some("Visa •••• 4242".into()),
        buyer_name: Some(format!("Elena {EVIL}")),
        page_url: "https://pay.test/p/club/return/1".into(),
        manage_url: "https://pay.test/purchases".into(),
    }
}

fn subscriber() -> SubscriberMail {
    SubscriberMail {
        title: format!("Club {EVIL}"),
        amount: sum(2_999),
        every: "every month",
        trial_end: None,
        buyer_name: None,
        buyer_email: "elena@buyer.test".into(),
        card: None,
        link_url: "https://pay.test/dashboard/links/1".into(),
    }
}

fn every(language: Language) -> Vec<(Mail, &'static str)> {
    let to = "elena@buyer.test";
    vec![
        (sign_in().render(to, language).unwrap(), "https://pay.test/sign-in/confirm?token=abc&x=1"),
        (welcome().render(to, language).unwrap(), "https://pay.test/dashboard"),
        (receipt().render(to, language).unwrap(), "https://pay.test/r/1?a=1&b=2"),
        (sale().render(to, language).unwrap(), "https://pay.test/dashboard/payments/1"),
        (subscribed().render(to, language).unwrap(), "https://pay.test/purchases"),
        (subscriber().render(to, language).unwrap(), "https://pay.test/dashboard/links/1"),
        (thanks().render(to, language).unwrap(), "https://pay.test/p/guide/thanks"),
        (lead().render(to, language).unwrap(), "https://pay.test/dashboard/links/1"),
    ]
}

#[test]
fn every_mail_speaks_both_languages_and_escapes_what_it_was_given() {
    let (english, romanian) = (every(Language::En), every(Language::Ro));
    for ((en, _), (ro, _)) in english.iter().zip(&romanian) {
        assert_ne!(en.subject, ro.subject);
        assert!(en.html.contains("<html lang=\"en\">") && ro.html.contains("<html lang=\"ro\">"));
    }
    for (mail, link) in english.into_iter().chain(romanian) {
        assert!(!mail.subject.is_empty() && mail.subject.lines().count() == 1, "{:?}", mail.subject);
        assert!(mail.text.contains(link), "{}", mail.text);
        assert!(mail.html.contains(&format!("href=\"{}\"", link.replace('&', "&#38;"))), "{}", mail.html);
        assert!(!mail.html.contains("<script"), "{}", mail.html);
        assert!(!mail.html.contains("{{") && !mail.text.contains("{{") && !mail.text.contains("{%"));
        assert!(!mail.text.contains("\n\n\n"), "{}", mail.text);
        assert!(mail.html.contains(r#"<meta name="color-scheme" content="light dark">"#));
        let open = mail.html.matches("<table").count();
        assert!(open > 2 && open == mail.html.matches("</table>").count());
    }
}

#[test]
fn a_receipt_says_what_was_bought_and_answers_reach_the_seller() {
    let mail = ReceiptMail { title: "Fotografie".into(), merchant_name: "lumina".into(), ..receipt() }
        .render("elena@buyer.test", Language::Ro)
        .unwrap();
    assert_eq!(mail.subject, "Chitanța ta de la lumina");
    assert_eq!(mail.reply_to.as_deref(), Some("ioana@lumina.test"));
    let told = [
        "149,00\u{a0}RON",
        "Fotografie",
        "Visa •••• 4242",
        "PL-0418",
        "19 noiembrie 2026",
        "ioana@lumina.test",
        "paylinks",
    ];
    for words in told {
        assert!(mail.text.contains(words), "{words}: {}", mail.text);
        assert!(mail.html.contains(words), "{words}");
    }
    assert!(mail.html.contains(">L</td>"), "the merchant's letter, not ours");
    assert!(mail.html.contains("<bdi>Pe curând!</bdi><br>"));
}

#[test]
fn what_was_not_given_leaves_no_hole() {
    let bare = ReceiptMail {
        merchant_email: None,
        card: None,
        buyer_name: None,
        thank_you_message: None,
        receipt_url: None,
        title: "Fotografie".into(),
        merchant_name: "Lumina".into(),
        ..receipt()
    };
    let mail = bare.render("elena@buyer.test", Language::En).unwrap();
    assert_eq!(
        mail.text.trim_end().replace('\u{a0}', " "),
        "You paid 149,00 RON\n\nThank you. We received your payment for Fotografie.\n\n\
         Seller: Lumina\nDate: 19 noiembrie 2026, 14:32\nReceipt: PL-0418\nPaid: 149,00 RON\n\n\
         All your purchases: https://pay.test/purchases\nSent with paylinks"
    );
    assert_eq!(mail.reply_to, None);
    assert_eq!(mail.html.matches("href=").count(), 1, "what is theirs");
    assert!(mail.html.contains("href=\"https://pay.test/purchases\"") && !mail.html.contains("Card"));
    let anonymous =
        SaleMail { title: "Ceai".into(), buyer_name: None, buyer_email: None, card: None, ..sale() };
    let mail = anonymous.render("ioana@lumina.test", Language::En).unwrap();
    assert!(mail.text.contains("\nSomebody paid for Ceai.\n"), "{}", mail.text);
    assert!(!mail.text.contains("E-mail") && !mail.text.contains("\n\n\n"), "{}", mail.text);
}

#[test]
fn the_news_of_a_sale_says_what_is_left_of_it() {
    let mail = sale().render("ioana@lumina.test", Language::Ro).unwrap();
    assert_eq!(mail.reply_to.as_deref(), Some("elena@buyer.test"));
    for words in ["149,00\u{a0}RON", "5,96\u{a0}RON", "143,04\u{a0}RON"] {
        assert!(mail.text.contains(words) && mail.html.contains(words), "{words}: {}", mail.text);
    }
}

#[test]
fn a_receipt_wears_the_sellers_logo_and_accent() {
    let (plum, pale) = (Rgb([120, 30, 90]), Rgb([240, 170, 210]));
    let accent = Accent {
        light: Tones { fill: plum, on_fill: Rgb([255; 3]), line: plum },
        dark: Tones { fill: pale, on_fill: Rgb([0; 3]), line: pale },
    };
    let logo = |width, height| LogoImage { url: "https://pay.test/brand/1.png".into(), width, height };
    let mail = ReceiptMail { logo: Some(logo(256, 128)), accent, ..receipt() };
    let html = mail.render("elena@buyer.test", Language::Ro).unwrap().html;
    assert!(html.contains(r#"<img src="https://pay.test/brand/1.png" width="80" height="40" alt="""#));
    assert!(!html.contains(">A</td>"), "the letter stands in for a logo only");
    assert_eq!(html.matches("#781e5a").count(), 2, "button and line");
    assert_eq!(html.matches("#f0aad2").count(), 2, "and both in the dark");
    assert!(!html.contains("#045e66") && !html.contains("solid #6cc9d0"));
    let shown =
        [(256, 256), (256, 20), (1, 256), (256, 1)].map(|(width, height)| logo(width, height).shown());
    assert_eq!(shown, [(40, 40), (200, 15), (1, 40), (200, 1)]);
}

#[test]
fn text_can_be_read_on_what_it_stands_on() {
    let colour = |text: &str| Rgb::parse(text).unwrap();
    let pairs = [
        ("#1c2a2d #3b494b #63706f", "#ffffff #f9f8f5"),
        ("#eef3f3 #c3cfd0 #9aa9ab", "#142124 #0c1719"),
        ("#1c2a2d", "#ecebe7"),
        ("#eef3f3", "#28373a"),
    ];
    let html = Example::Receipt.mail(Language::En, "https://pay.test").unwrap().html;
    for (inks, grounds) in pairs {
        for (ink, ground) in
            inks.split(' ').flat_map(|ink| grounds.split(' ').map(move |ground| (ink, ground)))
        {
            assert!(html.contains(ink) && html.contains(ground), "{ink} or {ground} is no longer used");
            assert!(colour(ink).contrast(colour(ground)) >= 4.5, "{ink} on {ground}");
        }
    }
    for tones in [Accent::OURS.light, Accent::OURS.dark] {
        assert!(tones.on_fill.contrast(tones.fill) >= 4.5);
    }
}

/// The value of a CSS property in a style.
fn property<'s>(style: &'s str, name: &str) -> Option<&'s str> {
    style.split(';').find_map(|rule| rule.trim().strip_prefix(name)?.strip_prefix(':')).map(str::trim)
}

#[test]
fn mails_are_built_of_tables_and_inline_styles_and_turn_dark() {
    for example in Example::ALL {
        for language in [Language::En, Language::Ro] {
            let mail = example.mail(language, "https://pay.test").unwrap();
            let (head, body) = mail.html.split_once("<body").unwrap();
            assert!(body.matches("<a ").count() <= 2, "{}: one button, at most its address", example.name());
            for banned in ["<script", "<img", "src=", "@import", "url("] {
                assert!(!mail.html.contains(banned), "{}: {banned}", example.name());
            }
            for tag in body.split('<').filter(|tag| tag.contains("style=\"")) {
                let style = tag.split("style=\"").nth(1).unwrap().split('"').next().unwrap();
                let coloured = property(style, "color").or_else(|| property(style, "background"));
                let class = tag.contains("class=\"") || tag.starts_with("a href");
                assert!(coloured.is_none() || class, "{}: stays light in the dark: <{tag}", example.name());
            }
            for class in
                body.split("class=\"").skip(1).flat_map(|rest| rest.split('"').next().unwrap().split(' '))
            {
                assert!(head.contains(&format!(".{class} ")), "no rule for the dark: {class}");
            }
            assert!(mail.html.len() < 24_000, "{}: {} bytes", example.name(), mail.html.len());
        }
    }
}

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
