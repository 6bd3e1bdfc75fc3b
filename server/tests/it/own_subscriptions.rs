//! What buyers may do with their subscriptions: see them, end them with what is paid, take that back, pay with another
//! card. Only who has proven the e-mail.

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Client, Merchant, Value, json, stories};

stories!(
    a_buyer_cancels_and_takes_it_back,
    nobody_else_reaches_a_subscription,
    what_has_ended_stays_ended,
    another_card_is_charged_from_the_next_renewal_on,
    a_card_is_taken_only_from_its_own_setup,
    pages_cancel_and_keep_without_scripts,
    the_page_of_another_card_is_stripes_surface,
    a_trial_shows_its_first_charge,
);

const OWN: &str = "/api/v1/purchases/subscriptions";
const CANCEL: &str = "/api/v1/purchases/cancel-subscription";
const RESUME: &str = "/api/v1/purchases/resume-subscription";
const START_CARD: &str = "/api/v1/purchases/start-card-change";
const CHANGE_CARD: &str = "/api/v1/purchases/change-card";

/// A seller with a club, the buyer who has joined it, signed in, and the subscription's id.
async fn joined(app: &App, more: Value) -> (Merchant, Client, String) {
    let ada = app.selling_merchant("ada").await;
    ada.club(more).await;
    app.buyer().subscribe("club", "pm_card_visa").await;
    app.settle().await;
    let elena = app.newcomer("buyer").await;
    let id = text(&elena.get(200, OWN).await["data"][0]["id"]);
    (ada, elena, id)
}

async fn only(buyer: &Client) -> Value {
    let all = buyer.get(200, OWN).await;
    assert_eq!(all["data"].as_array().unwrap().len(), 1, "{all:#}");
    all["data"][0].clone()
}

/// Keeps another card, as the buyer's page does; tells the setup intent.
async fn keeps(app: &App, buyer: &Client, id: &str, card: &str) -> String {
    let change = buyer.post(200, START_CARD, json!({ "subscriptionId": id })).await;
    app.buyer().keep_card(&change, card).await.expect(200);
    text(&change["setupIntentId"])
}

async fn a_buyer_cancels_and_takes_it_back(app: App) {
    let (ada, elena, id) = joined(&app, json!({})).await;
    let one = only(&elena).await;
    assert_eq!((&one["status"], &one["payLink"]["title"]), (&json!("ACTIVE"), &json!("Club")));
    assert_eq!((&one["amountMinor"], &one["interval"]), (&json!(2999), &json!("month")));
    assert_eq!((&one["merchantName"], &one["cardLast4"]), (&json!("ada's shop"), &json!("4242")));
    assert_eq!((&one["nextChargeAt"], &one["endsAt"]), (&one["currentPeriodEnd"], &json!(null)));
    let wish = json!({ "subscriptionId": id });
    for _ in 0..2 {
        let done = elena.post(200, CANCEL, wish.clone()).await;
        let message = "Subscription canceled. Active until end of current billing period.";
        assert_eq!(done, json!({ "message": message }));
    }
    app.settle().await;
    let ending = elena.get(200, &format!("{OWN}/{id}")).await;
    assert_eq!((&ending["status"], &ending["stripeStatus"]), (&json!("CANCELED"), &json!("active")));
    assert_eq!((&ending["nextChargeAt"], &ending["endsAt"]), (&json!(null), &one["currentPeriodEnd"]));
    elena.post(200, RESUME, wish.clone()).await;
    assert_eq!(only(&elena).await["status"], "ACTIVE");
    app.days_pass(31).await;
    assert_eq!(ada.payments().await.len(), 2, "it goes on");
    elena.post(200, CANCEL, wish).await;
    app.days_pass(31).await;
    assert_eq!(ada.payments().await.len(), 2, "and ends");
    let story = ada.only_subscription().await["timeline"].clone();
    let endings = story.as_array().unwrap().iter().filter(|entry| entry["kind"] == "subscription.ending");
    let who: Vec<String> = endings.map(|entry| text(&entry["who"])).collect();
    assert_eq!(who, ["buyer@example.com", "buyer@example.com"], "the seller reads whose wish it was");
    let data = elena.get(200, "/api/v1/purchases/export").await;
    assert_eq!(data["subscriptions"][0]["id"], json!(id));
}

async fn nobody_else_reaches_a_subscription(app: App) {
    let (ada, _, id) = joined(&app, json!({})).await;
    let wish = json!({ "subscriptionId": id });
    let use_card = json!({ "subscriptionId": id, "setupIntentId": "seti_1" });
    let stripe_id = text(&ada.only_subscription().await["stripeSubscriptionId"]);
    // Its own seller is not its buyer either.
    for other in [app.newcomer("eve").await, Client::new(&app, ada.token.clone())] {
        assert_eq!(other.get(200, OWN).await["data"], json!([]));
        for known in [&id, &stripe_id] {
            assert_eq!(code(&other.get(404, &format!("{OWN}/{known}")).await), "NOT_FOUND");
        }
        for path in [CANCEL, RESUME, START_CARD] {
            assert_eq!(code(&other.post(404, path, wish.clone()).await), "NOT_FOUND", "{path}");
        }
        assert_eq!(code(&other.post(404, CHANGE_CARD, use_card.clone()).await), "NOT_FOUND");
    }
    let nobody = app.visitor();
    nobody.get(401, OWN).await;
    nobody.get(401, &format!("{OWN}/{id}")).await;
    for path in [CANCEL, RESUME, START_CARD] {
        assert_eq!(code(&nobody.post(401, path, wish.clone()).await), "UNAUTHORIZED", "{path}");
    }
    nobody.post(401, CHANGE_CARD, use_card).await;
    let program = ada.api_key(&["read", "write"]).await;
    program.post(403, CANCEL, wish).await;
    assert_eq!(
        code(&app.newcomer("eve").await.post(400, CANCEL, json!({})).await),
        "REQUIRED subscriptionId"
    );
    assert_eq!(ada.only_subscription().await["subscription"]["cancelAtPeriodEnd"], false);
}

async fn what_has_ended_stays_ended(app: App) {
    let (ada, elena, id) = joined(&app, json!({})).await;
    let wish = json!({ "subscriptionId": id });
    elena.post(200, CANCEL, wish.clone()).await;
    app.settle().await;
    let setup = keeps(&app, &elena, &id, "pm_card_mastercard").await;
    // The end comes at Stripe; its news are still on their way.
    app.forgive("400 /v1/subscriptions/");
    app.sandbox_post("clock", json!({ "advance_seconds": 32 * 24 * 3600 })).await;
    let use_card = json!({ "subscriptionId": id, "setupIntentId": setup });
    for _ in 0..2 {
        assert_eq!(code(&elena.post(409, RESUME, wish.clone()).await), "SUBSCRIPTION_OVER");
        assert_eq!(code(&elena.post(409, CANCEL, wish.clone()).await), "SUBSCRIPTION_OVER");
        assert_eq!(code(&elena.post(409, START_CARD, wish.clone()).await), "SUBSCRIPTION_OVER");
        assert_eq!(code(&elena.post(409, CHANGE_CARD, use_card.clone()).await), "SUBSCRIPTION_OVER");
    }
    let over = only(&elena).await;
    assert_eq!((&over["stripeStatus"], &over["nextChargeAt"]), (&json!("canceled"), &json!(null)));
    assert!(over["endsAt"].is_string());
    assert_eq!(ada.payments().await.len(), 1);
}

async fn another_card_is_charged_from_the_next_renewal_on(app: App) {
    let (ada, elena, id) = joined(&app, json!({})).await;
    let setup = keeps(&app, &elena, &id, "pm_card_mastercard").await;
    let done = elena.post(200, CHANGE_CARD, json!({ "subscriptionId": id, "setupIntentId": setup })).await;
    assert_eq!(done["message"], "The new card is charged from now on.");
    assert_eq!(only(&elena).await["cardLast4"], "4444");
    assert_eq!(ada.payments().await.len(), 1, "nothing is charged for it");
    let stripe_id = text(&ada.only_subscription().await["stripeSubscriptionId"]);
    let at_stripe = app.at_stripe(&ada.account().await, &format!("subscriptions/{stripe_id}")).await;
    let card = text(&at_stripe["default_payment_method"]);
    let kept = app.at_stripe(&ada.account().await, &format!("setup_intents/{setup}")).await;
    assert_eq!(card, text(&kept["payment_method"]));
    app.days_pass(31).await;
    let payments = ada.payments().await;
    let cards: Vec<String> = payments.iter().map(|payment| text(&payment["cardLast4"])).collect();
    assert_eq!(cards, ["4444", "4242"], "the renewal charges the new one");
}

async fn a_card_is_taken_only_from_its_own_setup(app: App) {
    let (ada, elena, id) = joined(&app, json!({})).await;
    app.forgive("404 /v1/setup_intents/seti_never");
    let early = elena.post(200, START_CARD, json!({ "subscriptionId": id })).await;
    let take = |setup: &Value| json!({ "subscriptionId": id, "setupIntentId": setup });
    let refused = elena.post(409, CHANGE_CARD, take(&early["setupIntentId"])).await;
    assert_eq!(code(&refused), "SETUP_NOT_DONE");
    let refused = elena.post(400, CHANGE_CARD, take(&json!("seti_never"))).await;
    assert_eq!(code(&refused), "SETUP_UNKNOWN setupIntentId");
    let refused = elena.post(400, CHANGE_CARD, take(&json!("../charges"))).await;
    assert_eq!(code(&refused), "SETUP_UNKNOWN setupIntentId");
    // Another subscription's card, also one of the same buyer.
    ada.club(json!({ "slug": "choir", "title": "Choir" })).await;
    app.buyer().subscribe("choir", "pm_card_visa").await;
    app.settle().await;
    let all = elena.get(200, OWN).await;
    let choir = all["data"].as_array().unwrap().iter().find(|one| one["payLink"]["slug"] == "choir").unwrap();
    let elsewhere = keeps(&app, &elena, &text(&choir["id"]), "pm_card_mastercard").await;
    let refused = elena.post(400, CHANGE_CARD, take(&json!(elsewhere))).await;
    assert_eq!(code(&refused), "SETUP_UNKNOWN setupIntentId");
    let page = elena.get(200, &format!("{OWN}?limit=1")).await;
    let rest = elena.get(200, &format!("{OWN}?cursor={}", text(&page["nextCursor"]))).await;
    assert_eq!((&rest["data"][0]["id"], &rest["hasMore"]), (&json!(id), &json!(false)));
    assert_eq!(rest["data"][0]["cardLast4"], "4242");
    // A key means one setup; its secret is asked for again, not kept here.
    let keyed = elena.with("idempotency-key", "once");
    let first = keyed.post(200, START_CARD, json!({ "subscriptionId": id })).await;
    assert_eq!(keyed.post(200, START_CARD, json!({ "subscriptionId": id })).await, first);
    assert!(!app.dump().await.contains(&text(&first["client_secret"])));
}

async fn pages_cancel_and_keep_without_scripts(app: App) {
    let (_, _, id) = joined(&app, json!({})).await;
    let browser = app.browser("buyer").await;
    let page = browser.page("/purchases").await.expect(200).text;
    let (cancel, resume) =
        (format!("/purchases/subscriptions/{id}/cancel"), format!("/purchases/subscriptions/{id}/resume"));
    for part in
        ["Subscriptions", "every month", "Next charge on", "Visa\u{a0}••••\u{a0}4242", "Active", &cancel]
    {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    let question = browser.page(&cancel).await.expect(200).text;
    assert!(question.contains("Cancel Club as of") && question.contains("Keep it"), "{question}");
    assert_eq!(browser.form(&cancel, &[]).await.expect(303).header("location"), "/purchases");
    let page = browser.page("/purchases").await.expect(200).text;
    assert!(page.contains("Lasts until") && page.contains("Ends soon") && page.contains(&resume), "{page}");
    assert!(!page.contains(&cancel) && !page.contains("Next charge on"), "{page}");
    assert_eq!(browser.page(&cancel).await.expect(303).header("location"), "/purchases", "it is done");
    browser.form(&resume, &[]).await.expect(303);
    let page = browser.page("/purchases").await.expect(200).text;
    assert!(page.contains("Next charge on") && page.contains(&cancel), "{page}");
    let page = browser.page("/purchases?lang=ro").await;
    let page = if page.status == 303 { browser.page("/purchases").await.text } else { page.text };
    assert!(page.contains("Următoarea plată pe") && page.contains("Abonamente"), "{page}");
    let other = app.browser("other").await;
    assert!(!other.page("/purchases").await.expect(200).text.contains("Club"));
    other.page(&cancel).await.expect(404);
    other.form(&cancel, &[]).await.expect(404);
    other.form(&resume, &[]).await.expect(404);
    let nobody = app.visitor().page(&cancel).await.expect(303);
    assert!(nobody.header("location").starts_with("/sign-in?next="));
}

async fn the_page_of_another_card_is_stripes_surface(app: App) {
    let (ada, elena, id) = joined(&app, json!({})).await;
    let browser = app.browser("buyer").await;
    let path = format!("/purchases/subscriptions/{id}/card");
    let answer = browser.page(&path).await.expect(200);
    let pay = app.visitor().page("/p/club").await.expect(200);
    assert_eq!(answer.header("content-security-policy"), pay.header("content-security-policy"));
    let account = ada.account().await;
    for part in
        ["Another card", "card.js", "stripe.js", "Visa\u{a0}••••\u{a0}4242", "every month", account.as_str()]
    {
        assert!(answer.text.contains(part), "{part} is missing in {}", answer.text);
    }
    app.browser("other").await.page(&path).await.expect(404);
    app.forgive("404 /v1/setup_intents/seti_never");
    let refused = browser.form(&path, &[("setup_intent", "seti_never")]).await.expect(422);
    assert!(refused.text.contains("No card was kept for this"), "{}", refused.text);
    let setup = keeps(&app, &elena, &id, "pm_card_mastercard").await;
    let back =
        browser.page(&format!("{path}?setup_intent={setup}&redirect_status=succeeded")).await.expect(200);
    assert!(
        back.text.contains("One step is left") && !back.text.contains("payment-element"),
        "{}",
        back.text
    );
    assert_eq!(only(&elena).await["cardLast4"], "4242", "looking changes nothing");
    let done = browser.form(&path, &[("setup_intent", &setup)]).await.expect(303);
    assert_eq!(done.header("location"), "/purchases");
    assert!(browser.page("/purchases").await.text.contains("Mastercard\u{a0}••••\u{a0}4444"));
}

async fn a_trial_shows_its_first_charge(app: App) {
    let (ada, elena, _) = joined(&app, json!({ "trialDays": 14 })).await;
    assert!(ada.payments().await.is_empty());
    let page = app.browser("buyer").await.page("/purchases").await.expect(200).text;
    assert!(page.contains("First charge on") && page.contains("Free days"), "{page}");
    assert!(!page.contains("Nothing bought yet") && !page.contains("Orders"), "{page}");
    assert_eq!(only(&elena).await["stripeStatus"], "trialing");
}
