//! The front door: keys, accounts, schema, idempotency, lists, expansion.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{App, id, on};

type Form = &'static [(&'static str, &'static str)];

const GOOD: Form = &[("amount", "4999"), ("currency", "ron"), ("metadata[a]", "b")];

#[tokio::test]
async fn keys_are_asked_for() {
    let app = App::start().await;
    let url = format!("{}/v1/balance", app.base);
    let none = app.send(app.http.get(&url)).await;
    assert_eq!(none.error(401)["type"], "invalid_request_error");
    assert!(none.headers.contains_key("www-authenticate"));
    let live = app.send(app.http.get(&url).bearer_auth("sk_live_something")).await;
    live.error(401);
    let basic = app.send(app.http.get(&url).basic_auth("sk_test_sandbox", None::<&str>)).await;
    basic.ok();
    let browser = app.send(app.http.get(&url).bearer_auth("pk_test_sandbox")).await;
    assert_eq!(browser.error(401)["code"], "secret_key_required");
    let answer = app.get(None, "/v1/nothing").await;
    assert!(answer.headers["request-id"].to_str().unwrap().starts_with("req_"));
    assert!(answer.error(404)["message"].as_str().unwrap().contains("GET: /v1/nothing"));
}

#[tokio::test]
async fn accounts_do_not_see_each_other() {
    let app = App::start().await;
    let (ada, bob) = (app.seller().await, app.seller().await);
    let intent = app.intent(&ada).await;
    let path = format!("/v1/payment_intents/{}", id(&intent));
    app.get(Some(&ada), &path).await.ok();
    for stranger in [Some(bob.as_str()), None] {
        assert_eq!(app.get(stranger, &path).await.error(404)["code"], "resource_missing");
        let list = app.get(stranger, "/v1/payment_intents").await.ok();
        assert_eq!(list["data"], json!([]));
    }
    let cancel = app.post(Some(&bob), &format!("{path}/cancel"), &[]).await;
    cancel.error(404);
    assert_eq!(app.get(Some("acct_nobody"), &path).await.error(403)["code"], "account_invalid");
    app.get(Some(&bob), &format!("/v1/accounts/{ada}")).await.error(403);
}

#[tokio::test]
async fn requests_are_held_against_stripes_schema() {
    let app = App::start().await;
    let seller = app.seller().await;
    let cases: &[(Form, &str, &str)] = &[
        (&[("amount", "49.99"), ("currency", "ron")], "parameter_invalid_integer", "amount"),
        (&[("currency", "ron")], "parameter_missing", "amount"),
        (&[("amount", "500")], "parameter_missing", "currency"),
        (&[("amount", "500"), ("currency", "ron"), ("colour", "red")], "parameter_unknown", "colour"),
        (
            &[
                ("amount", "500"),
                ("currency", "ron"),
                ("automatic_payment_methods[enabled]", "true"),
                ("automatic_payment_methods[on]", "1"),
            ],
            "parameter_unknown",
            "automatic_payment_methods[on]",
        ),
        (
            &[("amount", "500"), ("currency", "ron"), ("payment_method_types[]", "card")],
            "payment_method_types_no_longer_supported",
            "payment_method_types",
        ),
        (&[("amount", "199"), ("currency", "ron")], "amount_too_small", "amount"),
        (&[("amount", "100000000"), ("currency", "ron")], "amount_too_large", "amount"),
        (
            &[("amount", "500"), ("currency", "ron"), ("application_fee_amount", "501")],
            "application_fee_too_large",
            "application_fee_amount",
        ),
    ];
    for (form, code, param) in cases {
        let answer = app.post(Some(&seller), "/v1/payment_intents", form).await;
        let error = answer.error(400);
        assert_eq!((&error["code"], &error["param"]), (&json!(code), &json!(param)), "{form:?}");
        assert!(error["doc_url"].as_str().unwrap().starts_with("https://stripe.com/docs/error-codes/"));
    }
    for (form, param) in [
        (vec![("type", "expresso")], "type"),
        (vec![("capabilities[card_payments][requested]", "maybe")], "capabilities[card_payments][requested]"),
        (vec![("statement_descriptor", "x")], "statement_descriptor"),
    ] {
        assert_eq!(app.post(None, "/v1/accounts", &form).await.error(400)["param"], param);
    }
    let query = app.get(Some(&seller), "/v1/charges?colour=red").await;
    assert_eq!(query.error(400)["param"], "colour");
    let form = [("amount", "4999"), ("currency", "ron"), ("application_fee_amount", "200")];
    let platform = app.post(None, "/v1/payment_intents", &form).await;
    assert_eq!(platform.error(400)["param"], "application_fee_amount");
}

#[tokio::test]
async fn a_key_replays_its_first_answer() {
    let app = App::start().await;
    let (ada, bob) = (app.seller().await, app.seller().await);
    let send = |account: String, form: Form, key: &'static str| {
        let request =
            app.request(Method::POST, "/v1/payment_intents").form(form).header("Idempotency-Key", key);
        app.send(on(request, Some(&account)))
    };
    let first = send(ada.clone(), GOOD, "k1").await;
    assert!(!first.headers.contains_key("idempotent-replayed"));
    let again = send(ada.clone(), GOOD, "k1").await;
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(again.headers["original-request"], first.headers["request-id"]);
    assert_eq!(first.body, again.body);
    let other = send(ada.clone(), &[("amount", "5000"), ("currency", "ron")], "k1").await;
    assert_eq!(other.error(400)["type"], "idempotency_error");
    let elsewhere = send(bob, GOOD, "k1").await.ok();
    assert_ne!(elsewhere["id"], first.body["id"]);
    // What never began to execute is not kept.
    send(ada.clone(), &[("currency", "ron")], "k2").await.error(400);
    send(ada.clone(), GOOD, "k2").await.ok();
    // A refusal while executing is.
    let confirm = format!("/v1/payment_intents/{}/confirm", id(&first.body));
    let decline = || {
        let form = [("payment_method", "pm_card_chargeDeclined"), ("return_url", "https://s.example")];
        let request = app.request(Method::POST, &confirm).form(&form).header("Idempotency-Key", "k3");
        app.send(on(request, Some(&ada)))
    };
    let (one, two) = (decline().await, decline().await);
    assert_eq!(one.error(402), two.error(402));
    assert_eq!(two.headers["idempotent-replayed"], "true");
    let charges = app.get(Some(&ada), "/v1/charges").await.ok();
    assert_eq!(charges["data"].as_array().unwrap().len(), 1);
    app.advance(24 * 3600 + 1).await;
    let forgotten = send(ada, GOOD, "k1").await.ok();
    assert_ne!(forgotten["id"], first.body["id"]);
}

#[tokio::test]
async fn lists_page_in_both_directions() {
    let app = App::start().await;
    let seller = app.seller().await;
    let mut made = Vec::new();
    for _ in 0..5 {
        made.push(id(&app.intent(&seller).await));
        app.advance(10).await;
    }
    made.reverse();
    let page = |query: String| {
        let (app, seller) = (&app, &seller);
        async move {
            let page = app.get(Some(seller), &format!("/v1/payment_intents?{query}")).await.ok();
            assert_eq!((&page["object"], &page["url"]), (&json!("list"), &json!("/v1/payment_intents")));
            let ids: Vec<String> = page["data"].as_array().unwrap().iter().map(id).collect();
            (ids, page["has_more"].as_bool().unwrap())
        }
    };
    assert_eq!(page(String::new()).await, (made.clone(), false));
    assert_eq!(page("limit=2".into()).await, (made[..2].to_vec(), true));
    assert_eq!(page(format!("limit=2&starting_after={}", made[1])).await, (made[2..4].to_vec(), true));
    assert_eq!(page(format!("limit=2&starting_after={}", made[3])).await, (made[4..].to_vec(), false));
    assert_eq!(page(format!("limit=2&ending_before={}", made[4])).await, (made[2..4].to_vec(), true));
    assert_eq!(page(format!("limit=3&ending_before={}", made[2])).await, (made[..2].to_vec(), false));
    let middle = app.get(Some(&seller), &format!("/v1/payment_intents/{}", made[2])).await.ok();
    let at = middle["created"].as_i64().unwrap();
    assert_eq!(page(format!("created[gte]={at}")).await, (made[..3].to_vec(), false));
    assert_eq!(page(format!("created[lt]={at}")).await, (made[3..].to_vec(), false));
    app.get(Some(&seller), "/v1/payment_intents?starting_after=pi_nothing").await.error(404);
    app.get(Some(&seller), "/v1/payment_intents?limit=101").await.error(400);
}

#[tokio::test]
async fn ids_expand_into_objects() {
    let app = App::start().await;
    let seller = app.seller().await;
    let intent = app.intent(&seller).await;
    app.pay(&seller, &intent, "4242424242424242").await.ok();
    app.advance(3601).await;
    app.webhooks().await;
    let path = format!("/v1/payment_intents/{}", id(&intent));
    let deep =
        app.get(Some(&seller), &format!("{path}?expand[0]=latest_charge.balance_transaction")).await.ok();
    assert_eq!(deep["latest_charge"]["balance_transaction"]["object"], "balance_transaction");
    let list = app.get(Some(&seller), "/v1/balance_transactions?expand[]=data.source").await.ok();
    assert_eq!(list["data"][0]["source"]["object"], "charge");
    let fee = app.get(Some(&seller), "/v1/charges?expand[]=data.application_fee").await.ok();
    assert_eq!(fee["data"][0]["application_fee"]["amount"], 200);
    let none = app.get(Some(&seller), &format!("{path}?expand[]=customer")).await.ok();
    assert_eq!(none["customer"], Value::Null);
    let refused = app.get(Some(&seller), &format!("{path}?expand[]=amount_of_fun")).await;
    assert!(refused.error(400)["message"].as_str().unwrap().contains("cannot be expanded (amount_of_fun)"));
    app.assert_schema_kept().await;
}

#[tokio::test]
async fn events_are_listed_and_filtered() {
    let app = App::start().await;
    let seller = app.seller().await;
    let intent = app.intent(&seller).await;
    app.pay(&seller, &intent, "4242424242424242").await.ok();
    let kinds = |query: &'static str| {
        let (app, seller) = (&app, &seller);
        async move {
            let list = app.get(Some(seller), &format!("/v1/events?{query}")).await.ok();
            let data = list["data"].as_array().unwrap().clone();
            data.iter().map(|e| e["type"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        }
    };
    assert_eq!(
        kinds("types[]=payment_intent.succeeded&types[]=charge.succeeded").await,
        ["payment_intent.succeeded", "charge.succeeded"]
    );
    assert_eq!(kinds("type=payment_intent.*").await, ["payment_intent.succeeded", "payment_intent.created"]);
    app.webhooks().await;
    assert_eq!(kinds("delivery_success=false").await, Vec::<String>::new());
    let all = app.get(Some(&seller), "/v1/events").await.ok();
    let one = format!("/v1/events/{}", id(&all["data"][0]));
    assert_eq!(app.get(Some(&seller), &one).await.ok()["type"], "payment_intent.succeeded");
    app.get(None, &one).await.error(404);
    app.assert_schema_kept().await;
}
