//! `PAYLINKS_SANDBOX_NOW`: the program lives on another day, and everything that has to do with time still works.

use paylinks::args;
use paylinks::clock::Timestamp;
use paylinks::config::SANDBOX_PATH;
use paylinks::db::{Db, Queryable as _};
use uuid::Uuid;

use crate::support::people::text;
use crate::support::program::Program;
use crate::support::{Value, json};

const THEN: &str = "2024-02-29T09:30:00Z";
const HOUR: i64 = 3_600_000;

#[test]
fn a_sale_happens_on_the_day_that_was_asked_for() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = std::env::temp_dir().join(format!("paylinks-now-{}", Uuid::now_v7().simple()));
        std::fs::create_dir_all(&folder).unwrap();
        let database = format!("sqlite://{}", folder.join("paylinks.db").display());
        let settings = [("PAYLINKS_SANDBOX_NOW", THEN)];
        let mut program = Program::start_with(&folder, &database, &settings);
        // The sign-in link, its token and the session are good on that day.
        let shop = program.open_shop().await;
        let url = format!("{}/api/v1/paylinks/public/{}/payment-intents", program.base, shop.slug);
        let started = sent(program.http.post(url).json(&json!({ "email": "buyer@example.com" }))).await;
        let intent = text(&started["paymentIntentId"]);
        let url = format!("{}{SANDBOX_PATH}/v1/payment_intents/{intent}/confirm", program.base);
        let secret = text(&started["client_secret"]);
        let form = [
            ("key", "pk_test_sandbox"),
            ("_stripe_account", &shop.account),
            ("client_secret", &secret),
            ("payment_method", "pm_card_visa"),
            ("return_url", &program.base),
            ("use_stripe_sdk", "true"),
        ];
        sent(program.http.post(url).form(&form)).await;

        // Signed webhooks arrive and are believed, what Stripe settles comes a second later, jobs end.
        let db = Db::connect(&database).await.unwrap();
        let moments = program.until("a paid and settled payment", async || {
            let sql = "select created_at, paid_at from payment where paid_at is not null and settled_minor is not null";
            let rows: Vec<(i64, i64)> = db.all(sql, args![]).await.unwrap();
            rows.first().copied()
        });
        let (created, paid) = moments.await;
        let then = Timestamp::parse(THEN).unwrap().0;
        assert!((then..then + HOUR).contains(&created), "started {}", Timestamp(created));
        assert!((then..then + HOUR).contains(&paid), "paid {}", Timestamp(paid));
        program.until("the end of all jobs", async || {
            let left: Vec<(String,)> = db.all("select id from job where state <> 'done'", args![]).await.unwrap();
            left.is_empty().then_some(())
        })
        .await;
        db.close().await;
        program.terminate();
        assert_eq!(program.ended().await.code(), Some(0));
        std::fs::remove_dir_all(&folder).unwrap();
    });
}

/// The good answer.
async fn sent(request: reqwest::RequestBuilder) -> Value {
    let answer = request.send().await.unwrap();
    let (status, text) = (answer.status(), answer.text().await.unwrap());
    assert!(status.is_success(), "{status} {text}");
    serde_json::from_str(&text).unwrap()
}
