//! Links that open and close: what buyers meet before and after, what begun payments may still do, and the seller's own
//! clock in forms and pages.

use std::time::Duration;

use paylinks::clock::Timestamp;

use crate::support::client::code;
use crate::support::people::text;
use crate::support::{App, Merchant, Value, json, stories};

stories!(
    a_link_opens_when_its_time_has_come,
    a_link_closes_and_no_kept_page_outlives_it,
    who_began_before_it_closed_may_finish,
    money_long_after_the_closing_is_kept_and_marked,
    a_seller_types_by_the_clock_on_the_wall,
    a_seller_chooses_their_time_zone,
    moments_change_and_go_away,
    a_link_that_is_off_says_what_its_seller_wants,
);

const LINKS: &str = "/api/v1/paylinks";
const MINUTE: Duration = Duration::from_mins(1);

fn in_minutes(app: &App, minutes: u32) -> String {
    Timestamp::from_seconds(app.core.clock.now().seconds()).plus(MINUTE * minutes).to_string()
}

async fn course(ada: &Merchant, more: Value) -> String {
    let mut body = json!({ "title": "Course", "priceType": "FIXED", "amountMinor": 14900 });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    format!("{LINKS}/{}", text(&ada.post(201, LINKS, body).await["id"]))
}

async fn refused(app: &App) -> (String, Value) {
    let gone = app.buyer().start_with(410, "course", json!({})).await;
    (code(&gone), gone["error"]["reason"].clone())
}

async fn public_slugs(app: &App) -> usize {
    app.buyer().get(200, &format!("{LINKS}/public")).await["items"].as_array().unwrap().len()
}

async fn a_link_opens_when_its_time_has_come(app: App) {
    let ada = app.selling_merchant("ada").await;
    let path =
        course(&ada, json!({ "opensAt": in_minutes(&app, 2), "cancelUrl": "https://ada.example/" })).await;
    assert_eq!(ada.get(200, &path).await["state"], "not_open");
    assert_eq!(refused(&app).await, ("LINK_NOT_OPEN".into(), json!("not_open")));
    assert_eq!(public_slugs(&app).await, 0);
    let early = app.buyer().get(410, &format!("{LINKS}/public/course")).await;
    assert_eq!(early["error"]["reason"], "not_open");
    let page = app.visitor().page("/p/course?lang=en").await.expect(410).text;
    for part in ["Not for sale yet", "It opens on ", "Bucharest time", "Look again", "https://ada.example/"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let page = app.visitor().page("/p/course?lang=ro").await.expect(410).text;
    assert!(page.contains("Se deschide ") && page.contains("ora din București"), "{page}");
    app.wait(MINUTE * 2);
    app.visitor().page("/p/course").await.expect(200);
    assert_eq!((public_slugs(&app).await, &ada.get(200, &path).await["state"]), (1, &json!("active")));
    app.buyer().pay("course").await;
    app.settle().await;
}

async fn a_link_closes_and_no_kept_page_outlives_it(app: App) {
    let ada = app.selling_merchant("ada").await;
    let path = course(&ada, json!({ "closesAt": in_minutes(&app, 2) })).await;
    let page = app.visitor().page("/p/course?lang=en").await.expect(200).text;
    assert!(page.contains("Until ") && page.contains("Bucharest time."), "{page}");
    app.wait(MINUTE * 2);
    let page = app.visitor().page("/p/course?lang=en").await.expect(410).text;
    for part in ["Not for sale any more", "It was for sale until "] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(refused(&app).await, ("LINK_CLOSED".into(), json!("closed")));
    assert_eq!((public_slugs(&app).await, &ada.get(200, &path).await["state"]), (0, &json!("closed")));
    let browser = app.browser("ada").await;
    let list = browser.page("/dashboard/links?lang=en").await.expect(200).text;
    assert!(list.contains("Closed"), "{list}");
}

async fn who_began_before_it_closed_may_finish(app: App) {
    let ada = app.selling_merchant("ada").await;
    course(&ada, json!({ "closesAt": in_minutes(&app, 1) })).await;
    let buyer = app.buyer();
    let started = buyer.start("course").await;
    app.wait(MINUTE);
    let go_on = json!({ "clientSecret": started["client_secret"] });
    assert_eq!(buyer.start_with(200, "course", go_on).await, started);
    let strange = json!({ "clientSecret": "pi_1_secret_1" });
    assert_eq!(code(&buyer.start_with(410, "course", strange).await), "LINK_CLOSED");
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "COMPLETED");
    assert_eq!(app.count("select count(*) from payment where paid_late").await, 0, "in time");
}

async fn money_long_after_the_closing_is_kept_and_marked(app: App) {
    let ada = app.selling_merchant("ada").await;
    course(&ada, json!({ "closesAt": in_minutes(&app, 1) })).await;
    let buyer = app.buyer();
    let started = buyer.start("course").await;
    app.settle().await;
    // The attempt's day is over; the clock stays, because Stripe's signatures follow the wall clock.
    app.wait(MINUTE);
    app.run("update checkout_session set expires_at = created_at").await;
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    assert_eq!(ada.only_payment().await["status"], "COMPLETED");
    assert_eq!(app.count("select count(*) from payment where paid_late").await, 1);
}

async fn a_seller_types_by_the_clock_on_the_wall(app: App) {
    let ada = app.merchant("ada").await;
    let browser = app.browser("ada").await;
    let form = |day, time| {
        [
            ("title", "Course"),
            ("amount", "149"),
            ("currency", "RON"),
            ("closes_on", day),
            ("closes_time", time),
        ]
    };
    for (day, time) in [("2030-02-30", ""), ("soon", "10:00"), ("2030-12-01", "noon"), ("", "10:00")] {
        let page = browser.form("/dashboard/links/new", &form(day, time)).await.expect(422).text;
        assert!(page.contains("id=\"closes_on-error\""), "{day} {time}: {page}");
    }
    // Sunday at midnight.
    browser.form("/dashboard/links/new", &form("2030-12-01", "")).await.expect(303);
    let link = ada.get(200, LINKS).await["data"][0].clone();
    assert_eq!((&link["closesAt"], &link["opensAt"]), (&json!("2030-12-01T22:00:00.000Z"), &Value::Null));
    let at = format!("/dashboard/links/{}", text(&link["id"]));
    let page = browser.page(&format!("{at}?lang=en")).await.expect(200).text;
    assert!(page.contains("the end of Sunday, 1\u{a0}December\u{a0}2030, Bucharest time"), "{page}");
    let page = browser.page(&format!("{at}/edit")).await.expect(200).text;
    assert!(page.contains("value=\"2030-12-01\""), "{page}");
    // An hour that the clock skips, and one that it shows twice.
    for (day, typed, meant) in [
        ("2030-03-31", "03:30", "2030-03-31T01:30:00.000Z"),
        ("2030-10-27", "03:30", "2030-10-27T00:30:00.000Z"),
        ("2030-07-01", "18:00", "2030-07-01T15:00:00.000Z"),
    ] {
        browser.form(&format!("{at}/edit"), &form(day, typed)).await.expect(303);
        assert_eq!(ada.get(200, LINKS).await["data"][0]["closesAt"], meant);
    }
    let both = [("opens_on", "2030-07-02"), ("opens_time", "")];
    let both: Vec<_> = form("2030-07-01", "18:00").into_iter().chain(both).collect();
    let page = browser.form(&format!("{at}/edit"), &both).await.expect(422).text;
    assert!(page.contains("id=\"closes_on-error\"") && page.contains("value=\"2030-07-02\""), "{page}");
}

async fn a_seller_chooses_their_time_zone(app: App) {
    let ada = app.merchant("ada").await;
    assert_eq!(ada.get(200, "/api/v1/me").await["merchant"]["timeZone"], "Europe/Bucharest");
    let refused = ada.patch(400, "/api/v1/me", json!({ "timeZone": "Mars/Olympus" })).await;
    assert_eq!(code(&refused), "BAD_ZONE timeZone");
    let browser = app.browser("ada").await;
    let fields = [("merchant_name", "Ada"), ("default_currency", "RON"), ("time_zone", "Europe/London")];
    browser.form("/dashboard/settings/business", &fields).await.expect(303);
    assert_eq!(ada.get(200, "/api/v1/me").await["merchant"]["timeZone"], "Europe/London");
    let form = [("title", "Tea"), ("amount", "5"), ("currency", "GBP"), ("closes_on", "2030-12-01")];
    browser.form("/dashboard/links/new", &form).await.expect(303);
    assert_eq!(ada.get(200, LINKS).await["data"][0]["closesAt"], "2030-12-02T00:00:00.000Z");
    let page = browser.page("/dashboard/settings/business").await.expect(200).text;
    assert!(page.contains("value=\"Europe/London\" selected"), "{page}");
}

async fn moments_change_and_go_away(app: App) {
    let ada = app.merchant("ada").await;
    let body = json!({ "opensAt": "2030-11-29T10:00:00.9+02:00", "closesAt": "2030-12-01T22:00:00Z" });
    let path = course(&ada, body).await;
    let link = ada.get(200, &path).await;
    assert_eq!(link["opensAt"], "2030-11-29T08:00:00.000Z", "to the second");
    let copy = ada.post(201, &format!("{path}/duplicate"), json!({})).await;
    assert_eq!((&copy["opensAt"], &copy["state"]), (&link["opensAt"], &json!("not_open")));
    let changed = ada.patch(200, &path, json!({ "title": "Course", "opensAt": "" })).await;
    assert_eq!((&changed["opensAt"], &changed["closesAt"]), (&Value::Null, &link["closesAt"]));
    for (more, refusal) in [
        (json!({ "opensAt": "soon" }), "BAD_MOMENT opensAt"),
        (json!({ "closesAt": "2030-12-01" }), "BAD_MOMENT closesAt"),
        (json!({ "opensAt": "2030-12-02T00:00:00Z" }), "BAD_RANGE closesAt"),
    ] {
        assert_eq!(code(&ada.patch(400, &path, more).await), refusal);
    }
    let cleared = ada.patch(200, &path, json!({ "closesAt": "" })).await;
    assert_eq!((&cleared["closesAt"], &cleared["state"]), (&Value::Null, &json!("active")));
    assert_eq!(
        app.count("select count(*) from payment_link where closes_at is not null").await,
        1,
        "the copy's"
    );
}

async fn a_link_that_is_off_says_what_its_seller_wants(app: App) {
    let ada = app.selling_merchant("ada").await;
    let said = "On holiday until May.\nWrite to <ada@example.com>.";
    let path = course(&ada, json!({ "active": false, "disabledMessage": said })).await;
    assert_eq!(ada.get(200, &path).await["disabledMessage"], said);
    assert_eq!(refused(&app).await, ("LINK_INACTIVE".into(), json!("inactive")));
    let page = app.visitor().page("/p/course?lang=en").await.expect(410).text;
    assert!(page.contains("On holiday until May.\nWrite to &lt;ada@example.com&gt;."), "{page}");
    ada.patch(200, &path, json!({ "disabledMessage": "" })).await;
    let page = app.visitor().page("/p/course?lang=en").await.expect(410).text;
    assert!(page.contains("The seller turned this link off"), "{page}");
    let long = json!({ "disabledMessage": "x".repeat(1001) });
    assert_eq!(code(&ada.patch(400, &path, long).await), "TOO_LONG disabledMessage");
}
