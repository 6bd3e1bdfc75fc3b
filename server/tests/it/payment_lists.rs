//! The list of payments as its merchant looks at it: filtered by what happened, when and for how much, and searched.

use std::time::Duration;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Merchant, Value, json, stories};

stories!(
    filters_choose_payments,
    words_find_payments,
    days_are_whole_and_in_utc,
    wrong_filters_are_named,
    a_long_history_is_looked_at_in_parts,
    others_are_never_found,
);

const PATH: &str = "/api/v1/transactions";

pub(crate) async fn found(ada: &Merchant, query: &str) -> Vec<Value> {
    ada.get(200, &format!("{PATH}?{query}")).await["data"].as_array().unwrap().clone()
}

async fn buyers(ada: &Merchant, query: &str) -> Vec<String> {
    found(ada, query).await.iter().map(|payment| text(&payment["customerEmail"])).collect()
}

pub(crate) async fn sells(ada: &Merchant, title: &str, minor: i64, currency: &str) -> String {
    let body = json!({ "title": title, "priceType": "FIXED", "amountMinor": minor, "currency": currency,
        "collectName": true });
    text(&ada.post(201, "/api/v1/paylinks", body).await["id"])
}

/// Somebody buys with a card.
pub(crate) async fn buys(app: &App, slug: &str, email: &str, name: &str, card: &str) -> Value {
    let buyer = app.buyer();
    let started = buyer.start_with(200, slug, json!({ "email": email, "name": name })).await;
    buyer.confirm(&started, card).await;
    app.settle().await;
    started
}

/// Ștefan and Ion buy tea for 10 and 50 RON, Maria fails with the dear one, Zoë buys for 20 EUR.
async fn a_shop(app: &App) -> (Merchant, String) {
    let ada = app.selling_merchant("ada").await;
    let tea = sells(&ada, "Ceai verde", 1000, "RON").await;
    sells(&ada, "Ceainic", 5000, "RON").await;
    sells(&ada, "Euro cup", 2000, "EUR").await;
    buys(app, "ceai-verde", "stefan@example.com", "Ștefan Țăran", "pm_card_visa").await;
    buys(app, "ceainic", "Ion.Popescu@example.com", "Ion Popescu", "pm_card_mastercard").await;
    buys(app, "ceainic", "maria@example.org", "Maria 100%", "pm_card_chargeDeclined").await;
    buys(app, "euro-cup", "zoe@example.org", "Zoë", "pm_card_visa").await;
    (ada, tea)
}

async fn filters_choose_payments(app: App) {
    let (ada, tea) = a_shop(&app).await;
    for (query, emails) in [
        ("minAmountMinor=2000", vec!["zoe", "maria", "ion.popescu"]),
        ("minAmountMinor=2001", vec!["maria", "ion.popescu"]),
        ("maxAmountMinor=2000", vec!["zoe", "stefan"]),
        ("minAmountMinor=1000&maxAmountMinor=1000", vec!["stefan"]),
        ("minAmountMinor=0&maxAmountMinor=0", vec![]),
        ("currency=EUR&minAmountMinor=1", vec!["zoe"]),
        ("status=FAILED&minAmountMinor=5000", vec!["maria"]),
        ("status=COMPLETED&maxAmountMinor=1999", vec!["stefan"]),
        ("q=ceainic&status=COMPLETED&currency=RON", vec!["ion.popescu"]),
    ] {
        let names: Vec<String> = buyers(&ada, query).await.iter().map(|email| short(email)).collect();
        assert_eq!(names, emails, "{query}");
    }
    assert_eq!(found(&ada, &format!("payLinkId={tea}&q=stefan&status=COMPLETED")).await.len(), 1);
    assert_eq!(found(&ada, &format!("payLinkId={tea}&q=zoe")).await.len(), 0);
    let page = ada.get(200, &format!("{PATH}?limit=1&minAmountMinor=2000&currency=RON")).await;
    let next = text(&page["nextCursor"]);
    let rest = found(&ada, &format!("minAmountMinor=2000&currency=RON&cursor={next}")).await;
    assert_eq!((page["hasMore"].clone(), rest.len()), (json!(true), 1));
}

fn short(email: &str) -> String {
    email.split('@').next().unwrap().to_lowercase()
}

async fn words_find_payments(app: App) {
    let (ada, _) = a_shop(&app).await;
    let one = found(&ada, "q=stefan").await[0].clone();
    let id = text(&one["id"]);
    let receipt = format!("PL-{}", id[24..].to_uppercase());
    let intent = text(&one["stripePaymentIntentId"]);
    for (query, emails) in [
        ("stefan@example.com".to_owned(), vec!["stefan"]),
        ("STEFAN@EXAMPLE.COM".to_owned(), vec!["stefan"]),
        ("tefan@example.co".to_owned(), vec!["stefan"]),
        ("%C8%99TEFAN%20%C5%A2".to_owned(), vec!["stefan"]),
        ("taran".to_owned(), vec!["stefan"]),
        ("popescu".to_owned(), vec!["ion.popescu"]),
        ("zoe".to_owned(), vec!["zoe"]),
        ("EXAMPLE.org".to_owned(), vec!["zoe", "maria"]),
        ("100%25".to_owned(), vec!["maria"]),
        ("verde".to_owned(), vec!["stefan"]),
        ("4444".to_owned(), vec!["ion.popescu"]),
        ("4242".to_owned(), vec!["zoe", "stefan"]),
        (id.clone(), vec!["stefan"]),
        (id.to_uppercase(), vec!["stefan"]),
        (receipt.to_lowercase(), vec!["stefan"]),
        (receipt, vec!["stefan"]),
        (intent, vec!["stefan"]),
        ("pi_nothing".to_owned(), vec![]),
        ("nobody@example.com".to_owned(), vec![]),
        ("%27%20or%201%3D1%20--".to_owned(), vec![]),
    ] {
        let names: Vec<String> =
            buyers(&ada, &format!("q={query}")).await.iter().map(|email| short(email)).collect();
        assert_eq!(names, emails, "{query}");
    }
    assert_eq!(found(&ada, &format!("q={id}&status=FAILED")).await.len(), 0, "filters hold for ids too");
    // Who goes on with an attempt under another name is found under that name.
    let buyer = app.buyer();
    let started =
        buyer.start_with(200, "ceainic", json!({ "email": "old@example.net", "name": "Old" })).await;
    let secret = started["client_secret"].clone();
    let told = json!({ "email": "new@example.net", "name": "New", "clientSecret": secret });
    buyer.start_with(200, "ceainic", told).await;
    assert_eq!(found(&ada, "q=old@example.net").await.len(), 0);
    assert_eq!(found(&ada, "q=new@example.net").await.len(), 1);
}

async fn days_are_whole_and_in_utc(app: App) {
    let (ada, _) = a_shop(&app).await;
    let first = text(&found(&ada, "q=stefan").await[0]["createdAt"]);
    let day = &first[..10];
    app.wait(Duration::from_hours(48));
    buys(&app, "ceai-verde", "late@example.com", "Late", "pm_card_visa").await;
    let last = text(&found(&ada, "q=late").await[0]["createdAt"]);
    let count = async |query: String| found(&ada, &query).await.len();
    assert_eq!(count(format!("from={day}")).await, 5);
    assert_eq!(count(format!("from={day}&to={day}")).await, 4, "the day counts to its end");
    assert_eq!(count(format!("to={day}")).await, 4);
    assert_eq!(count(format!("from={}", &last[..10])).await, 1);
    assert_eq!(count(format!("from={first}&to={first}")).await, 1, "a moment is itself");
    assert_eq!(count(format!("from={last}")).await, 1);
    let ahead = last.replace('Z', "%2B00:00");
    assert_eq!(count(format!("from={ahead}")).await, 1);
    assert_eq!(count(format!("from={}&to=", &last[..10])).await, 1, "an empty filter is none");
    let page = ada.get(200, &format!("{PATH}?limit=3&from={day}&to={day}&q=e")).await;
    let rest = format!("limit=3&from={day}&to={day}&q=e&cursor={}", text(&page["nextCursor"]));
    assert_eq!((page["data"].as_array().unwrap().len(), count(rest).await), (3, 1));
}

async fn wrong_filters_are_named(app: App) {
    let ada = app.merchant("ada").await;
    let long = format!("q={}", "x".repeat(101));
    for (query, wrong) in [
        ("from=yesterday", "BAD_DATE from"),
        ("from=2026-02-30", "BAD_DATE from"),
        ("to=21.11.2026", "BAD_DATE to"),
        ("to=2026-11-21T10:00", "BAD_DATE to"),
        ("from=2026-11-22&to=2026-11-21", "BAD_RANGE to"),
        ("from=2026-11-21T10:00:01Z&to=2026-11-21T10:00:00Z", "BAD_RANGE to"),
        ("minAmountMinor=-1", "AMOUNT_NOT_POSITIVE minAmountMinor"),
        ("maxAmountMinor=-1", "AMOUNT_NOT_POSITIVE maxAmountMinor"),
        ("minAmountMinor=10.5", "BAD_TYPE minAmountMinor"),
        ("minAmountMinor=2&maxAmountMinor=1", "BAD_RANGE maxAmountMinor"),
        ("status=PAID", "BAD_STATUS status"),
        ("q=%00", "BAD_CHARACTERS q"),
        (long.as_str(), "TOO_LONG q"),
        ("amount=5", "UNKNOWN_FIELD amount"),
    ] {
        assert_eq!(code(&ada.get(400, &format!("{PATH}?{query}")).await), wrong, "{query}");
    }
}

/// Puts so many payments on top of the one that is there.
pub(crate) async fn grow(app: &App) {
    app.run(
        "insert into checkout_session (id, merchant_id, link_id, revision, amount_minor, currency, \
         platform_fee_minor, status, language, source, stripe_account_id, created_at, updated_at, expires_at) \
         with recursive n (i) as (select 1 union all select i + 1 from n where i < 5500) \
         select '00000000-0000-7000-9000-' || substr(cast(1000000000000 + i as text), 2), merchant_id, link_id, \
         revision, amount_minor, currency, platform_fee_minor, 'paid', language, source, stripe_account_id, \
         created_at + i, updated_at, expires_at from checkout_session, n",
    )
    .await;
    app.run(
        "insert into payment (id, merchant_id, link_id, checkout_session_id, stripe_account_id, \
         stripe_payment_intent_id, status, amount_minor, currency, platform_fee_minor, net_minor, refunded_minor, \
         customer_email, email_folded, customer_name, name_folded, paid_late, link_title, title_folded, link_slug, \
         created_at, updated_at) \
         select s.id, s.merchant_id, s.link_id, s.id, s.stripe_account_id, 'pi_' || s.id, 'COMPLETED', 700, 'EUR', \
         0, 700, 0, 'many@example.com', 'many@example.com', '=Many', '=many', false, p.link_title, p.title_folded, \
         p.link_slug, s.created_at, s.created_at from checkout_session s, payment p \
         where s.id like '00000000-0000-7000-9000-%'",
    )
    .await;
    app.book_anew().await;
}

async fn a_long_history_is_looked_at_in_parts(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = sells(&ada, "Ceai", 1000, "RON").await;
    buys(&app, "ceai", "rare@example.com", "Rare", "pm_card_visa").await;
    grow(&app).await;
    for query in ["q=rar", "currency=RON", "minAmountMinor=1000", &format!("payLinkId={link}&q=rare")] {
        let page = ada.get(200, &format!("{PATH}?limit=5&{query}")).await;
        let first = (page["data"].as_array().unwrap().len(), page["hasMore"].clone());
        assert_eq!(first, (0, json!(true)), "{query}: nothing near, more to look at");
        let cursor = text(&page["nextCursor"]);
        let page = ada.get(200, &format!("{PATH}?limit=5&{query}&cursor={cursor}")).await;
        assert_eq!(page["data"][0]["customerEmail"], "rare@example.com", "{query}");
        assert_eq!(
            (page["data"].as_array().unwrap().len(), &page["nextCursor"]),
            (1, &Value::Null),
            "{query}"
        );
    }
    // What is known exactly is found however long ago it was.
    let id = text(&found(&ada, "q=rare@example.com").await[0]["id"]);
    let receipt = format!("q=PL-{}", &id[24..]);
    for query in [format!("q={id}"), receipt, "status=COMPLETED&q=rare@example.com&currency=RON".to_owned()] {
        let page = ada.get(200, &format!("{PATH}?{query}")).await;
        assert_eq!((&page["data"][0]["id"], &page["hasMore"]), (&json!(id), &json!(false)), "{query}");
    }
    // A page that is full asks for no more than it needs.
    let page = ada.get(200, &format!("{PATH}?limit=5&q=many")).await;
    assert_eq!((page["data"].as_array().unwrap().len(), &page["hasMore"]), (5, &json!(true)));
}

async fn others_are_never_found(app: App) {
    let (ada, tea) = a_shop(&app).await;
    let eve = app.selling_merchant("eve").await;
    sells(&eve, "Ceai negru", 1000, "RON").await;
    buys(&app, "ceai-negru", "stefan@example.com", "Ștefan Țăran", "pm_card_visa").await;
    let hers = found(&ada, "").await;
    for query in
        ["q=stefan", "q=stefan@example.com", "q=4242", "q=ceai", "minAmountMinor=1", "from=2020-01-01"]
    {
        let rows = found(&eve, query).await;
        assert_eq!((rows.len(), &rows[0]["payLink"]["slug"]), (1, &json!("ceai-negru")), "{query}");
    }
    for payment in hers {
        let id = text(&payment["id"]);
        for query in [
            format!("q={id}"),
            format!("q=PL-{}", &id[24..]),
            format!("q={}", text(&payment["stripePaymentIntentId"])),
            format!("payLinkId={tea}"),
        ] {
            assert_eq!(found(&eve, &query).await, Vec::<Value>::new(), "{query}");
        }
    }
}
