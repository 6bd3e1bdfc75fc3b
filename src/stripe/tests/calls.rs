//! Each call as it stands on the wire, and what is read of its answer.

use std::sync::atomic::Ordering;

use super::*;
use crate::error::Kind;

#[tokio::test]
async fn an_account_is_made_with_the_wishes_of_an_express_account() {
    let (double, stripe) = Double::start(vec![ok(ACCOUNT)]).await;
    let new = NewAccount {
        email: "ioana+1@lumina.test".into(),
        country: "RO".into(),
        merchant_id: "m1".into(),
        business_url: Some("https://pay.test/m".into()),
    };
    let account = stripe.create_account(&new, "account-m1").await.unwrap();
    assert_eq!(
        (account.id.as_str(), account.charges_enabled, account.payouts_enabled),
        ("acct_1", true, false)
    );
    assert_eq!(account.card_payments.as_deref(), Some("active"));
    assert_eq!(account.requirements.currently_due, ["external_account"]);
    assert_eq!(account.requirements.current_deadline, Some(1_771_322_400));
    let heard = &double.heard()[0];
    assert_eq!(heard.line, "POST /v1/accounts");
    assert_eq!(
        pairs(&heard.form),
        [
            ("business_profile[url]", "https://pay.test/m"),
            ("capabilities[card_payments][requested]", "true"),
            ("capabilities[transfers][requested]", "true"),
            ("country", "RO"),
            ("email", "ioana+1@lumina.test"),
            ("metadata[merchant_id]", "m1"),
            ("type", "express"),
        ]
    );
    for (name, value) in [
        ("authorization", "Bearer sk_test_1"),
        ("stripe-version", "2026-09-30.endive"),
        ("idempotency-key", "account-m1"),
        ("content-type", "application/x-www-form-urlencoded"),
    ] {
        assert_eq!(heard.headers.get(name).map(String::as_str), Some(value), "{name}");
    }
    assert!(!heard.headers.contains_key("stripe-account"));
}

#[tokio::test]
async fn the_accounts_pages_are_asked_for() {
    let (double, stripe) = Double::start(vec![ok(r#"{"url":"https://connect.test/1","created":1}"#)]).await;
    let link = stripe.create_account_link("acct_1", "https://p.test/again", "https://p.test/back").await;
    assert_eq!(link.unwrap(), "https://connect.test/1");
    assert_eq!(stripe.create_login_link("acct_1").await.unwrap(), "https://connect.test/1");
    let heard = double.heard();
    assert_eq!(heard[0].line, "POST /v1/account_links");
    assert_eq!(
        pairs(&heard[0].form),
        [
            ("account", "acct_1"),
            ("collection_options[fields]", "eventually_due"),
            ("refresh_url", "https://p.test/again"),
            ("return_url", "https://p.test/back"),
            ("type", "account_onboarding"),
        ]
    );
    assert_eq!(heard[1].line, "POST /v1/accounts/acct_1/login_links");
}

#[tokio::test]
async fn a_direct_charge_is_prepared_on_the_connected_account() {
    let (double, stripe) = Double::start(vec![ok(OPEN_INTENT)]).await;
    let intent = stripe.create_payment_intent("acct_1", &new_intent(), "cs1-1").await.unwrap();
    assert_eq!((intent.id.as_str(), intent.amount, intent.currency.as_str()), ("pi_1", 4999, "ron"));
    assert_eq!(intent.client_secret.unwrap().reveal(), "pi_1_secret_2");
    assert_eq!(intent.metadata["checkout_session"], "cs1");
    let free = NewPaymentIntent {
        application_fee_minor: 0,
        receipt_email: Some("elena@buyer.test".into()),
        ..new_intent()
    };
    stripe.create_payment_intent("acct_1", &free, "cs1-2").await.unwrap();
    let heard = double.heard();
    assert_eq!(heard[0].line, "POST /v1/payment_intents");
    assert_eq!(
        pairs(&heard[0].form),
        [
            ("amount", "4999"),
            ("application_fee_amount", "200"),
            ("automatic_payment_methods[enabled]", "true"),
            ("currency", "ron"),
            ("description", "Fotografie & lumină"),
            ("metadata[checkout_session]", "cs1"),
            ("metadata[pay_link]", "pl1"),
        ]
    );
    assert_eq!(heard[0].headers["stripe-account"], "acct_1");
    assert_eq!(heard[0].headers["idempotency-key"], "cs1-1");
    let second = pairs(&heard[1].form);
    assert!(second.contains(&("receipt_email", "elena@buyer.test")), "{second:?}");
    assert!(second.iter().all(|(name, _)| *name != "application_fee_amount"), "{second:?}");
}

#[tokio::test]
async fn a_payment_is_read_down_to_its_money() {
    let paid = r#"{"id":"pi_1","status":"succeeded","amount":4999,"currency":"ron","amount_received":4999,
        "client_secret":"s","created":1771322400,"livemode":true,"metadata":null,"last_payment_error":null,
        "ratio":1.5,"latest_charge":{"id":"ch_1","paid":true,"amount_refunded":0,"receipt_url":"https://r.test",
        "application_fee_amount":200,"failure_code":null,"failure_message":null,
        "billing_details":{"name":"Elena","email":"elena@buyer.test","address":null},
        "payment_method_details":{"type":"card","card":{"brand":"visa","last4":"4242","country":"RO",
        "wallet":{"type":"apple_pay","apple_pay":{}}}},
        "balance_transaction":{"id":"txn_1","fee":375,"net":4624,"currency":"ron","available_on":1771900000,
        "exchange_rate":4.97,"fee_details":[{"amount":200,"type":"application_fee"},
        {"amount":175,"type":"stripe_fee"}]}}}"#;
    let declined = r#"{"id":"pi_2","status":"requires_payment_method","amount":4999,"currency":"ron",
        "created":1,"livemode":true,"latest_charge":"ch_2","last_payment_error":{"type":"card_error",
        "code":"card_declined","decline_code":"insufficient_funds","message":"No money."}}"#;
    let late = paid.replace(r#""balance_transaction":{"#, r#""balance_transaction":null,"unknown":{"#);
    let (double, stripe) = Double::start(vec![ok(paid), ok(declined), ok(&late)]).await;
    let intent = stripe.payment_intent("acct_1", "pi_1").await.unwrap();
    let charge = intent.latest_charge.unwrap();
    assert_eq!((intent.amount_received, intent.livemode, charge.paid), (4999, true, true));
    assert_eq!(charge.method.as_deref(), Some("apple_pay"));
    assert_eq!(charge.card.unwrap().last4.as_deref(), Some("4242"));
    assert_eq!(charge.billing_email.as_deref(), Some("elena@buyer.test"));
    let money = charge.balance_transaction.unwrap();
    assert_eq!(
        (money.fee, money.stripe_fee, money.net, money.available_on),
        (375, 175, 4624, Some(1_771_900_000))
    );

    let intent = stripe.payment_intent("acct_1", "pi_2").await.unwrap();
    assert!(intent.latest_charge.is_none() && intent.client_secret.is_none());
    let error = intent.last_payment_error.unwrap();
    assert_eq!(error.decline_code.as_deref(), Some("insufficient_funds"));

    let intent = stripe.payment_intent("acct_1", "pi_1").await.unwrap();
    assert!(intent.latest_charge.unwrap().balance_transaction.is_none());
    let heard = &double.heard()[0];
    assert_eq!(heard.line, "GET /v1/payment_intents/pi_1?expand[0]=latest_charge.balance_transaction");
    assert_eq!(heard.headers["stripe-account"], "acct_1");
    assert!(!heard.headers.contains_key("idempotency-key"));
}

#[tokio::test]
async fn four_calls_use_one_connection() {
    let (double, stripe) = Double::start(vec![ok(ACCOUNT)]).await;
    for _ in 0..4 {
        stripe.clone().account("acct_1").await.unwrap();
    }
    assert_eq!(double.heard().len(), 4);
    assert_eq!(double.heard()[0].line, "GET /v1/accounts/acct_1");
    assert_eq!(double.connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn an_id_cannot_lead_to_another_path() {
    let (double, stripe) = Double::start(vec![ok(OPEN_INTENT)]).await;
    for id in ["", "pi_1/cancel", "../accounts", "pi_1?x=1"] {
        assert_eq!(stripe.payment_intent("acct_1", id).await.unwrap_err().kind, Kind::NotFound, "{id}");
    }
    assert!(double.heard().is_empty());
}
