//! `paylinks seed`: the invented year adds up, and its merchant can sign in and look at it.

use paylinks::config::Config;
use paylinks_server::commands::Failure;
use paylinks_server::seeds::{Harvest, Wish, sow};

use crate::support::people::{text, token_in};
use crate::support::{App, Client, stories};

stories!(a_seed_is_a_year_that_adds_up, a_second_seed_is_asked_for);

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Seeds the story's own database, from an address and a stand-in of its own.
async fn seed(app: &App, wish: Wish) -> Result<(Harvest, Vec<String>), Failure> {
    let config = Config { listen: "127.0.0.1:0".parse().unwrap(), ..app.core.config.clone() };
    let mut lines = Vec::new();
    let mut say = |line: &str| {
        lines.push(line.to_owned());
        Ok(())
    };
    let harvest = Box::pin(sow(config, wish, &mut say)).await?;
    Ok((harvest, lines))
}

/// What must be zero beside the books, which every story's end holds to payments and attempts.
const CONTRADICTIONS: [&str; 3] = [
    "select count(*) from payment where net_minor <> amount_minor - platform_fee_minor or refunded_minor > amount_minor",
    "select count(*) from payment where paid_at is not null and (settled_minor is null or card_brand is null)",
    "select count(*) from payment p where (p.paid_at is null) <> \
        (not exists (select 1 from event e where e.subject_id = p.id and e.type = 'payment.completed'))",
];

async fn a_seed_is_a_year_that_adds_up(app: App) {
    let now = app.core.clock.now().0;
    let (harvest, lines) = seed(&app, Wish { payments: 60, ..Wish::default() }).await.unwrap();
    assert_eq!((harvest.merchant, harvest.email.as_str()), ("Atelier Lumina", "ioana@example.com"));
    assert!((12..=13).contains(&lines.len()), "a line for each month: {lines:#?}");

    assert_eq!(app.count("select count(*) from payment").await, 60);
    let paid = app.count("select count(*) from payment where paid_at is not null").await;
    assert_eq!(paid, i64::try_from(harvest.paid).unwrap());
    assert!((45..60).contains(&paid), "some are declined or given up: {paid}");
    for sql in CONTRADICTIONS {
        assert_eq!(app.count(sql).await, 0, "{sql}");
    }
    assert!(
        app.count("select min(visits) from payment_link where paid_count > 0").await > 4,
        "people look first"
    );
    for status in ["PENDING", "FAILED", "REFUNDED"] {
        let sql = match status {
            "PENDING" => "select count(*) from payment where status = 'PENDING'",
            "FAILED" => "select count(*) from payment where status = 'FAILED'",
            _ => "select count(*) from payment where refunded_minor > 0",
        };
        assert!(app.count(sql).await > 0, "no payment is {status}");
    }
    let (first, last) = (
        app.count("select min(created_at) from payment").await,
        app.count("select max(created_at) from payment").await,
    );
    assert!(first > now - 365 * DAY && last - first > 250 * DAY && last <= now + DAY / 24);
    assert_eq!(app.count("select count(*) from inbox where outcome is null").await, 0);

    let mailbox = std::fs::read_dir(app.core.config.data_dir.join("mailbox")).unwrap().count();
    let lately = app.count("select count(*) from job where state <> 'done'").await;
    assert!(mailbox <= 8 && lately == 0, "mail of the past is not kept: {mailbox}");

    let ioana = sign_in(&app, &harvest.email).await;
    let me = ioana.get(200, "/api/v1/me").await;
    assert_eq!((&me["name"], &me["merchant"]["name"]), (&"Ioana Marin".into(), &"Atelier Lumina".into()));
    let all = ioana.get(200, "/api/v1/paylinks").await;
    let all = all["data"].as_array().unwrap();
    assert_eq!((all.len(), all.iter().filter(|link| link["active"] == false).count()), (10, 1));
    assert_eq!(all.iter().filter(|link| link["currency"] == "EUR").count(), 1);
    let page =
        app.visitor().send(app.visitor().request(reqwest::Method::GET, "/p/fotografie-de-produs")).await;
    assert!(page.expect(200).text.contains("149.00"), "the price went up during the year");
}

async fn a_second_seed_is_asked_for(app: App) {
    let few = Wish { payments: 3, ..Wish::default() };
    seed(&app, few).await.unwrap();
    let Err(Failure::Wrong(sentence)) = seed(&app, few).await else { panic!("it must be asked for") };
    assert!(
        sentence.starts_with("Atelier Lumina is already there") && sentence.contains("--again"),
        "{sentence}"
    );
    assert_eq!(app.count("select count(*) from payment").await, 3, "nothing was done");

    let (harvest, _) = seed(&app, Wish { again: true, ..few }).await.unwrap();
    assert_eq!(harvest.email, "ioana2@example.com");
    assert_eq!(app.count("select count(*) from payment_link").await, 20, "addresses step aside");
    for sql in CONTRADICTIONS {
        assert_eq!(app.count(sql).await, 0, "{sql}");
    }
}

/// Signs in with the link that the seed has mailed.
async fn sign_in(app: &App, email: &str) -> Client {
    let folder = app.core.config.data_dir.join("mailbox");
    let mails = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap());
    let mails = mails.map(|mail| serde_json::from_str::<serde_json::Value>(&mail).unwrap());
    let mut links = mails.filter(|mail| mail["to"] == email).map(|mail| text(&mail["links"][0]));
    let link = links.find(|link| link.contains("/sign-in/confirm")).unwrap();
    let signed_in = app.visitor().get(200, &format!("/api/v1/auth/verify?token={}", token_in(&link))).await;
    Client::new(app, Some(text(&signed_in["token"])))
}
