//! Links drafted from a sentence: by the drafter inside, and by a language model that is not believed.

use crate::support::client::{Answer, code};
use crate::support::journal;
use crate::support::model::{MODEL_KEY, Model};
use crate::support::people::text;
use crate::support::{App, Merchant, Value, json, stories};

stories!(
    a_sentence_becomes_a_draft_and_nothing_is_saved,
    a_sentence_that_is_none_is_refused,
    twenty_drafts_an_hour = limited,
    a_model_writes_the_words,
    a_broken_model_is_not_missed,
    the_form_of_a_new_link_is_filled,
);

const DRAFT: &str = "/api/v1/paylinks/ai-draft";
const SENTENCE: &str = "A cooking course for beginners, 99 RON";

async fn a_sentence_becomes_a_draft_and_nothing_is_saved(app: App) {
    let ada = app.merchant("ada").await;
    let before = app.dump().await;
    let draft = ada.post(200, DRAFT, json!({ "prompt": SENTENCE })).await;
    assert_eq!((&draft["id"], &draft["active"]), (&json!(null), &json!(false)));
    assert_eq!((&draft["title"], &draft["name"]), (&json!("Cooking course for beginners"), &draft["title"]));
    assert_eq!((&draft["amount"], &draft["amountMinor"]), (&json!(9900), &json!(9900)));
    assert_eq!((&draft["currency"], &draft["priceType"]), (&json!("RON"), &json!("FIXED")));
    assert_eq!((&draft["paymentType"], &draft["serviceType"]), (&json!("ONE_TIME"), &json!("SERVICE")));
    assert_eq!((&draft["draftedBy"], &draft["notes"]), (&json!("BUILT_IN"), &json!([])));
    let vague = ada.post(200, DRAFT, json!({ "prompt": "Abonament la sală" })).await;
    assert_eq!((&vague["amount"], &vague["recurringInterval"]), (&json!(null), &json!("month")));
    let notes: Vec<String> =
        vague["notes"].as_array().unwrap().iter().map(|note| text(&note["code"])).collect();
    assert_eq!(notes, ["INTERVAL_ASSUMED", "AMOUNT_MISSING"]);
    assert_eq!(app.dump().await, before);
    // What was drafted can be made as it stands.
    let link = json!({ "title": draft["title"], "priceType": draft["priceType"], "amountMinor": draft["amountMinor"],
        "currency": draft["currency"], "serviceType": draft["serviceType"], "paymentType": draft["paymentType"] });
    let link = ada.post(201, "/api/v1/paylinks", link).await;
    assert_eq!((&link["amountMinor"], &link["slug"]), (&json!(9900), &draft["slug"]));
}

async fn a_sentence_that_is_none_is_refused(app: App) {
    let ada = app.merchant("ada").await;
    for (prompt, wrong) in [
        (String::new(), "REQUIRED prompt"),
        ("  \n ".into(), "REQUIRED prompt"),
        ("a".repeat(501), "TOO_LONG prompt"),
        ("a\u{0}b".into(), "BAD_CHARACTERS prompt"),
    ] {
        assert_eq!(code(&ada.post(400, DRAFT, json!({ "prompt": prompt })).await), wrong);
    }
    let reader = ada.api_key(&["read"]).await;
    assert_eq!(code(&reader.post(403, DRAFT, json!({ "prompt": SENTENCE })).await), "SCOPE_MISSING");
}

async fn twenty_drafts_an_hour(app: App) {
    let ada = app.merchant("ada").await;
    let program = ada.api_key(&["write"]).await;
    for _ in 0..19 {
        ada.post(200, DRAFT, json!({ "prompt": SENTENCE })).await;
    }
    program.post(200, DRAFT, json!({ "prompt": SENTENCE })).await;
    ada.post(429, DRAFT, json!({ "prompt": SENTENCE })).await;
    program.post(429, DRAFT, json!({ "prompt": SENTENCE })).await;
    app.merchant("eve").await.post(200, DRAFT, json!({ "prompt": SENTENCE })).await;
}

/// Asks the house with the model.
async fn ask(ada: &Merchant, base: &str, prompt: &str) -> Value {
    let request = ada.app.http.post(format!("{base}{DRAFT}")).bearer_auth(ada.token.as_ref().unwrap());
    Answer::of(request.json(&json!({ "prompt": prompt })).send().await.unwrap()).await.expect(200).json()
}

fn said(amount: &str, currency: &str) -> String {
    json!({ "title": "Learn to cook", "description": "A course for beginners.", "priceType": "FIXED",
        "amount": amount, "currency": currency, "paymentType": "ONE_TIME", "recurringInterval": null,
        "serviceType": "SERVICE" })
    .to_string()
}

async fn a_model_writes_the_words(app: App) {
    let ada = app.merchant("ada").await;
    let model = Model::default();
    let base = app.with_model(&model.start().await).await;
    model.says(&said("99", "RON"));
    let before = app.dump().await;
    let draft = ask(&ada, &base, SENTENCE).await;
    assert_eq!(
        (&draft["title"], &draft["description"]),
        (&json!("Learn to cook"), &json!("A course for beginners."))
    );
    assert_eq!((&draft["amountMinor"], &draft["draftedBy"]), (&json!(9900), &json!("MODEL")));
    assert_eq!(draft["notes"], json!([]));
    assert_eq!(app.dump().await, before);
    let (authorization, asked) = model.asked()[0].clone();
    assert_eq!(authorization, format!("Bearer {MODEL_KEY}"));
    assert_eq!((&asked["model"], &asked["messages"][1]["content"]), (&json!("small"), &json!(SENTENCE)));
    assert_eq!(asked["messages"][1]["role"], "user", "what a seller wrote is never an instruction");
    assert_eq!(asked["response_format"]["json_schema"]["schema"]["additionalProperties"], json!(false));
    let told = journal::written();
    assert!(!told.contains(MODEL_KEY), "the key is in no log");
}

async fn a_broken_model_is_not_missed(app: App) {
    let ada = app.merchant("ada").await;
    let model = Model::default();
    let base = app.with_model(&model.start().await).await;
    let completion =
        |content: &str| json!({ "choices": [{ "message": { "content": content } }] }).to_string();
    for (status, body) in [
        (200, completion(&said("9900", "RON"))),
        (200, completion(&said("49", "RON"))),
        (200, completion(&said("99", "EUR"))),
        (200, completion("Of course! Here is your link: {}")),
        (
            200,
            completion(
                &said("99", "RON").replace("\"title\"", "\"successUrl\":\"https://evil.example\",\"title\""),
            ),
        ),
        (200, completion(&format!("{}{}", said("99", "RON"), " ".repeat(70_000)))),
        (200, "{}".into()),
        (200, r#"{"choices":[]}"#.into()),
        (200, "<html>".into()),
        (401, completion(&said("99", "RON"))),
        (500, String::new()),
    ] {
        model.answers(status, body.clone());
        assert_built_in(&ask(&ada, &base, SENTENCE).await, &body);
    }
    let gone = app.with_model("http://127.0.0.1:9/v1").await;
    assert_built_in(&ask(&ada, &gone, SENTENCE).await, "nobody there");
}

fn assert_built_in(draft: &Value, why: &str) {
    assert_eq!(
        (&draft["title"], &draft["amountMinor"]),
        (&json!("Cooking course for beginners"), &json!(9900)),
        "{why}"
    );
    assert_eq!((&draft["currency"], &draft["draftedBy"]), (&json!("RON"), &json!("BUILT_IN")), "{why}");
    assert_eq!(draft["notes"][0]["code"], "MODEL_UNAVAILABLE", "{why}");
}

async fn the_form_of_a_new_link_is_filled(app: App) {
    let ada = app.merchant("ada").await;
    let browser = app.browser("ada").await;
    let blank = browser.page("/dashboard/links/new").await.expect(200).text;
    assert!(blank.contains("name=\"prompt\""), "{blank}");
    let prompt = "Atelier <b>de olărit</b>, între 50 și 200 lei, doar 10 locuri, până duminică";
    let page = browser.form("/dashboard/links/new", &[("prompt", prompt)]).await.expect(200).text;
    for part in [
        "nothing is saved yet",
        "“până duminică” was not understood.",
        "value=\"50.00\"",
        "value=\"200.00\"",
        "value=\"PAY_WHAT_YOU_WANT\" checked",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    assert!(!page.contains("<b>de"), "{page}");
    let empty = browser.form("/dashboard/links/new", &[("prompt", "")]).await.expect(422).text;
    assert!(empty.contains("id=\"prompt-error\""), "{empty}");
    assert_eq!(ada.get(200, "/api/v1/paylinks").await["data"], json!([]), "nothing was made");
}
