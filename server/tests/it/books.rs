//! The books balance whatever happens, in whatever order, at once and over days; and the migration makes them from
//! what happened before.

use futures::future::join_all;

use crate::support::people::{Buyer, text};
use crate::support::{App, Value, json, stories};

stories!(
    a_random_year_balances,
    many_at_once_balance,
    starts_and_refunds_are_counted_once,
    the_migration_books_what_happened_before,
);

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

const SLUGS: [&str; 3] = ["tea", "coffee", "water"];

/// Two merchants, three links.
async fn two_shops(app: &App) -> Vec<(String, crate::support::Merchant)> {
    let (ada, bob) = (app.selling_merchant("ada").await, app.selling_merchant("bob").await);
    let tea = text(&ada.link("Tea").await["id"]);
    let coffee = text(&ada.link("Coffee").await["id"]);
    let water = text(&bob.link("Water").await["id"]);
    let again = app.merchant("ada").await;
    vec![(tea, ada), (coffee, again), (water, bob)]
}

async fn decline(buyer: &Buyer, slug: &str) {
    let started = buyer.start(slug).await;
    buyer.confirm(&started, "pm_card_chargeDeclined").await.expect(402);
}

async fn a_random_year_balances(app: App) {
    let shops = two_shops(&app).await;
    app.keep_news_back().await;
    app.wait_until_noon(1);
    let mut dice = Dice(2026);
    let mut heard = app.sandbox_get("events").await["data"].as_array().unwrap().len();
    let mut paid: Vec<Value> = Vec::new();
    let browser = app.passer_by();
    for act in 0..60 {
        let which = dice.below(3);
        let slug = SLUGS[which];
        match dice.below(7) {
            0 => {
                app.buyer().start(slug).await;
            }
            1 | 2 => paid.push(app.buyer().pay(slug).await),
            3 => decline(&app.buyer(), slug).await,
            4 if !paid.is_empty() => {
                let whose = dice.below(paid.len());
                app.refund(&paid[whose], 1 + i64::try_from(dice.below(300)).unwrap()).await;
            }
            5 => {
                let (id, merchant) = &shops[which];
                let currency = ["RON", "EUR"][dice.below(2)];
                app.back_again(merchant)
                    .await
                    .patch(200, &format!("/api/v1/paylinks/{id}"), json!({ "currency": currency }))
                    .await;
            }
            _ => {
                browser.send(browser.request(reqwest::Method::GET, &format!("/p/{slug}"))).await.expect(200);
            }
        }
        if dice.below(3) == 0 {
            heard = app.hear_news(heard).await;
        }
        if dice.below(6) == 0 {
            app.wait_until_noon(1 + i64::try_from(dice.below(9)).unwrap());
        }
        if act % 10 == 0 {
            app.write_visits().await;
            app.check_books().await;
        }
    }
    app.hear_news(heard).await;
    let days = app.count("select count(distinct day) from rollup_day where paid_count > 0").await;
    assert!(days >= 5, "sales on several days: {days}");
    assert!(
        app.count("select count(*) from rollup_total where refunded_minor > 0 and link_id = ''").await > 0
    );
    assert!(
        app.count("select count(*) from rollup_total where currency = 'EUR' and paid_count > 0").await > 0
    );
}

/// Sales, visits and edits of the same links at once: nobody waits in a circle, and nothing is counted twice.
async fn many_at_once_balance(app: App) {
    let shops = two_shops(&app).await;
    let buyers = (0..30).map(|number| {
        let app = app.clone();
        async move { app.buyer().pay(SLUGS[number % 3]).await }
    });
    let visits = (0..60).map(|number| {
        let browser = app.passer_by();
        let path = format!("/p/{}", SLUGS[number % 3]);
        async move {
            browser.send(browser.request(reqwest::Method::GET, &path)).await.expect(200);
            browser.app.write_visits().await;
        }
    });
    let edits = (0..6).map(|number| {
        let (id, merchant) = &shops[number % 3];
        let currency = ["EUR", "RON"][number / 3];
        let path = format!("/api/v1/paylinks/{id}");
        async move { merchant.patch(200, &path, json!({ "currency": currency })).await }
    });
    let settle = async {
        for _ in 0..10 {
            app.settle().await;
        }
    };
    tokio::join!(join_all(buyers), join_all(visits), join_all(edits), settle);
    app.settle().await;
    app.write_visits().await;
    app.check_books().await;
    assert_eq!(
        app.count("select cast(sum(paid_count) as bigint) from rollup_total where link_id = ''").await,
        30
    );
    assert_eq!(
        app.count("select cast(sum(visits) as bigint) from rollup_total where link_id = ''").await,
        60
    );
}

async fn starts_and_refunds_are_counted_once(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = text(&ada.link("Tea").await["id"]);
    let buyer = app.buyer();
    // Two tries of one attempt.
    let started = buyer.start("tea").await;
    buyer.confirm(&started, "pm_card_chargeDeclined").await.expect(402);
    app.settle().await;
    let again = buyer.start_with(200, "tea", json!({ "clientSecret": started["client_secret"] })).await;
    buyer.confirm(&again, "pm_card_visa").await.expect(200);
    app.settle().await;
    app.refund(&started, 1000).await;
    app.settle().await;
    app.refund(&started, 3999).await;
    app.sandbox_post("webhooks", json!({ "duplicate": 3, "reorder": true })).await;
    app.settle().await;
    let stats = ada.get(200, &format!("/api/v1/paylinks/{link}/stats?period=7d")).await;
    let value = |name: &str| stats["chosen"][name]["value"].as_i64().unwrap();
    assert_eq!((value("startedCount"), value("paidCount")), (1, 1), "{stats}");
    assert_eq!((value("grossMinor"), value("refundedMinor")), (4999, 4999));
    assert_eq!(ada.only_payment().await["status"], "REFUNDED");
    assert_eq!(stats["lastSaleAt"], ada.only_payment().await["paidAt"]);
    assert_eq!(stats["days"][6]["refundedMinor"], 4999);
    assert_eq!(stats["days"][6]["startedCount"], 1);
}

async fn the_migration_books_what_happened_before(app: App) {
    two_shops(&app).await;
    app.keep_news_back().await;
    let mut heard = app.sandbox_get("events").await["data"].as_array().unwrap().len();
    for (days, slug) in [(1, "tea"), (20, "tea"), (40, "coffee"), (300, "water"), (366, "tea")] {
        app.wait_until_noon(days);
        app.buyer().start(slug).await;
        let paid = app.buyer().pay(slug).await;
        heard = app.hear_news(heard).await;
        app.wait_until_noon(1);
        if slug != "coffee" {
            app.refund(&paid, 700).await;
        }
        heard = app.hear_news(heard).await;
    }
    let books = |dump: String| {
        let tables =
            dump.split("rollup_").skip(1).map(|part| part.split("sign_in_link").next().unwrap().to_owned());
        tables.collect::<Vec<_>>()
    };
    let before = books(app.dump().await);
    assert_eq!(before.len(), 2, "{before:#?}");
    app.book_anew().await;
    assert_eq!(books(app.dump().await), before);
}
