//! Whatever a buyer's program says about price, currency, fee and account: the stored price is charged, to the stored
//! account, with the fee of the house; what it does not know is refused, and so is what differs.

use std::collections::BTreeMap;

use reqwest::Method;

use crate::support::injected::{Injected, start};
use crate::support::people::text;
use crate::support::{App, Value, json, stories};

stories!(the_stored_price_is_charged_always, the_buyers_choice_stays_within_its_bounds);

const LINKS: &str = "/api/v1/paylinks";
const STARTS: u64 = 250;

/// Sends every start to this link: what was answered when it was taken, and how often each status was.
async fn send_all(app: &App, slug: &str, seed: u64) -> (Vec<Value>, BTreeMap<u16, usize>) {
    let (mut taken, mut statuses) = (Vec::new(), BTreeMap::new());
    let visitor = app.visitor();
    for number in 0..STARTS {
        let Injected { body, query, header } = start(seed + number);
        let path = format!("{LINKS}/public/{slug}/payment-intents{query}");
        let mut request = visitor.request(Method::POST, &path).header("content-type", "application/json");
        if let Some((name, value)) = header {
            request = request.header(name, value);
        }
        let answer = visitor.send(request.body(body.clone())).await;
        *statuses.entry(answer.status).or_default() += 1;
        match answer.status {
            200 => taken.push(answer.json()),
            400 | 409 => {}
            status => panic!("{status} for {body} {query} {header:?}: {}", answer.text),
        }
    }
    (taken, statuses)
}

/// Every intent at Stripe on this account.
async fn intents(app: &App, account: &str) -> Vec<Value> {
    let (mut all, mut after) = (Vec::new(), String::new());
    loop {
        let page = app.at_stripe(account, &format!("payment_intents?limit=100{after}")).await;
        all.extend(page["data"].as_array().unwrap().iter().cloned());
        if page["has_more"] == false {
            return all;
        }
        after = format!("&starting_after={}", text(&all.last().unwrap()["id"]));
    }
}

async fn the_stored_price_is_charged_always(app: App) {
    let ada = app.selling_merchant("ada").await;
    ada.link("Course").await;
    ada.post(201, LINKS, json!({ "title": "Cheap", "priceType": "FIXED", "amountMinor": 200 })).await;
    let (taken, statuses) = send_all(&app, "course", 1_000).await;
    let account = ada.account().await;
    for started in &taken {
        let told = (&started["amountMinor"], &started["currency"], &started["connectedAccountId"]);
        assert_eq!(told, (&json!(4999), &json!("RON"), &json!(account)));
    }
    let made = intents(&app, &account).await;
    assert_eq!(made.len(), taken.len(), "one intent for each start that was taken: {statuses:?}");
    for intent in &made {
        let charged = (&intent["amount"], &intent["currency"], &intent["application_fee_amount"]);
        assert_eq!(charged, (&json!(4999), &json!("ron"), &json!(200)), "{intent:#}");
    }
    let odd = "select count(*) from checkout_session where amount_minor <> 4999 or currency <> 'RON' \
        or platform_fee_minor <> 200";
    assert_eq!(app.count(odd).await, 0);
    assert!(taken.len() > 20 && statuses[&400] > 100, "both happen: {statuses:?}");
}

async fn the_buyers_choice_stays_within_its_bounds(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body = json!({ "title": "Tip", "priceType": "PAY_WHAT_YOU_WANT", "minAmount": 2000, "maxAmountMinor": 50_000 });
    ada.post(201, LINKS, body).await;
    let (taken, statuses) = send_all(&app, "tip", 5_000).await;
    let made = intents(&app, &ada.account().await).await;
    assert_eq!(made.len(), taken.len(), "{statuses:?}");
    for intent in &made {
        let (amount, fee) =
            (intent["amount"].as_i64().unwrap(), intent["application_fee_amount"].as_i64().unwrap());
        assert!((2000..=50_000).contains(&amount) && intent["currency"] == "ron", "{intent:#}");
        assert_eq!(fee, (amount * 400 + 5_000) / 10_000);
    }
    assert!(!taken.is_empty(), "{statuses:?}");
}
