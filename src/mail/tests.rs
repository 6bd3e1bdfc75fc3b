//! Every mail in every language.

use super::examples::Example;
use super::*;
use crate::colour::Rgb;
use crate::language::Language;
use crate::money::{Currency, Money};

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
        files: vec![(format!("Ghid {EVIL}.pdf"), "https://pay.test/p/guide/claimed/1/2/files/3".into())],
        purchases_url: "https://pay.test/purchases".into(),
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
            // What was given away has an address for each file.
            let files = usize::from(matches!(example, Example::Thanks)) * 2;
            let links = body.matches("<a ").count();
            assert!(links <= 2 + files, "{}: {links}; one button and its address", example.name());
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
