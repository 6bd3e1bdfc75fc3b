//! What becomes of the money: late balance transactions, fees, balances, refunds.

use serde_json::{Value, json};

use crate::support::{App, id, types};

async fn paid(app: &App, seller: &str, number: &str) -> String {
    let intent = app.intent(seller).await;
    app.pay(seller, &intent, number).await.ok();
    let seen = app.get(Some(seller), &format!("/v1/payment_intents/{}", id(&intent))).await.ok();
    seen["latest_charge"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_balance_transaction_arrives_late_with_charge_updated() {
    let app = App::start().await;
    let seller = app.seller().await;
    let charge = paid(&app, &seller, "4000006420000001").await;
    app.webhooks().await;
    let path = format!("/v1/charges/{charge}?expand[]=balance_transaction");
    assert_eq!(app.get(Some(&seller), &path).await.ok()["balance_transaction"], Value::Null);
    app.advance(3599).await;
    assert_eq!(types(&app.webhooks().await), Vec::<String>::new());
    app.advance(2).await;
    let received = app.webhooks().await;
    assert_eq!(types(&received), ["application_fee.created", "charge.updated"]);
    for webhook in &received {
        let on_platform = webhook.event["type"] == "application_fee.created";
        assert_eq!(webhook.path, if on_platform { "/platform" } else { "/connect" });
        assert_eq!(webhook.event.get("account").is_none(), on_platform);
        assert_eq!(webhook.event["request"], json!({ "id": null, "idempotency_key": null }));
    }
    let settled = app.get(Some(&seller), &path).await.ok();
    let transaction = &settled["balance_transaction"];
    assert_eq!(
        (&transaction["amount"], &transaction["fee"], &transaction["net"]),
        (&json!(4999), &json!(375), &json!(4624))
    );
    let fees: Vec<(&str, i64)> = transaction["fee_details"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| (d["type"].as_str().unwrap(), d["amount"].as_i64().unwrap()))
        .collect();
    assert_eq!(fees, [("application_fee", 200), ("stripe_fee", 175)]);
    assert_eq!(transaction["status"], "pending");
    let fee = app
        .get(None, &format!("/v1/application_fees/{}", settled["application_fee"].as_str().unwrap()))
        .await
        .ok();
    assert_eq!(
        (&fee["amount"], &fee["account"], &fee["charge"]),
        (&json!(200), &json!(seller), &json!(charge))
    );
    app.assert_schema_kept().await;
}

#[tokio::test]
async fn money_becomes_available_on_its_day() {
    let app = App::start().await;
    let seller = app.seller().await;
    paid(&app, &seller, "4000006420000001").await;
    app.advance(3601).await;
    app.webhooks().await;
    let balance = app.get(Some(&seller), "/v1/balance").await.ok();
    assert_eq!(
        (&balance["available"][0]["amount"], &balance["pending"][0]["amount"]),
        (&json!(0), &json!(4624))
    );
    app.advance(8 * 86_400).await;
    let balance = app.get(Some(&seller), "/v1/balance").await.ok();
    assert_eq!(
        (&balance["available"][0]["amount"], &balance["pending"][0]["amount"]),
        (&json!(4624), &json!(0))
    );
    let list = app.get(Some(&seller), "/v1/balance_transactions").await.ok();
    assert_eq!(list["data"][0]["status"], "available");
    let platform = app.get(None, "/v1/balance").await.ok();
    assert_eq!(
        platform["available"][0],
        json!({ "amount": 200, "currency": "ron", "source_types": { "card": 200 } })
    );
    app.assert_schema_kept().await;
}

#[tokio::test]
async fn refunds_never_exceed_the_charge() {
    let app = App::start().await;
    let seller = app.seller().await;
    let charge = paid(&app, &seller, "4000006420000001").await;
    app.advance(3601).await;
    app.webhooks().await;
    let part = [
        ("charge", charge.as_str()),
        ("amount", "1000"),
        ("refund_application_fee", "true"),
        ("reason", "requested_by_customer"),
    ];
    let refund = app.post(Some(&seller), "/v1/refunds", &part).await.ok();
    assert_eq!((&refund["status"], &refund["amount"]), (&json!("succeeded"), &json!(1000)));
    assert_eq!(
        types(&app.webhooks().await),
        ["application_fee.refunded", "charge.refunded", "refund.created"]
    );
    let too_much = app.post(Some(&seller), "/v1/refunds", &[("charge", &charge), ("amount", "4000")]).await;
    assert_eq!(too_much.error(400)["param"], "amount");
    let rest = app
        .post(Some(&seller), "/v1/refunds", &[("charge", &charge), ("refund_application_fee", "true")])
        .await
        .ok();
    assert_eq!(rest["amount"], 3999);
    let again = app.post(Some(&seller), "/v1/refunds", &[("charge", &charge)]).await;
    assert_eq!(again.error(400)["code"], "charge_already_refunded");
    let seen = app.get(Some(&seller), &format!("/v1/charges/{charge}")).await.ok();
    assert_eq!((&seen["amount_refunded"], &seen["refunded"]), (&json!(4999), &json!(true)));
    let fee = app
        .get(None, &format!("/v1/application_fees/{}", seen["application_fee"].as_str().unwrap()))
        .await
        .ok();
    assert_eq!((&fee["amount_refunded"], &fee["refunded"]), (&json!(200), &json!(true)));
    app.assert_schema_kept().await;
}
