//! Lists as files: exactly what is shown, whole, for people and for programs, safe in a spreadsheet.

use std::collections::BTreeSet;

use reqwest::Method;

use super::payment_lists::{buys, grow, sells};
use crate::support::client::{Answer, code};
use crate::support::people::text;
use crate::support::{App, Client, Value, json, stories};

stories!(
    a_file_holds_what_the_list_shows,
    formulas_do_not_run,
    a_long_list_is_whole,
    people_get_their_file_by_session,
    rights_and_filters_are_those_of_the_list,
    files_are_rationed = limited,
);

const PAYMENTS: &str = "/api/v1/transactions/export";
const LINKS: &str = "/api/v1/paylinks/export";
const COLUMNS: &str = "id,createdAt,paidAt,status,currency,amountMajor,amountMinor,platformFeeMajor,\
    platformFeeMinor,netAmountMajor,netAmountMinor,refundedAmountMajor,refundedAmountMinor,settledCurrency,\
    stripeFeeMajor,stripeFeeMinor,settledMajor,settledMinor,customerEmail,customerName,customerPhone,paymentMethod,\
    cardBrand,cardLast4,cardCountry,receiptNumber,payLinkId,payLinkTitle,payLinkSlug,stripePaymentIntentId,\
    stripeChargeId,failureCode,failureMessage,quantity,items,subtotalMinor,discountMinor,discount,taxMinor,\
    surchargeMinor,companyName,companyTaxId,companyCountry,shippingLine1,shippingLine2,shippingCity,shippingPostalCode,\
    shippingCountry,termsText,termsAcceptedAt,customFields,utmSource,utmMedium,utmCampaign,utmTerm,utmContent,termsUrl";

async fn get(client: &Client, path: &str) -> Answer {
    client.send(client.request(Method::GET, path)).await
}

/// The rows of a file by the names of its columns.
fn rows(file: &str) -> Vec<Value> {
    let mut reader = csv::Reader::from_reader(file.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        columns.iter().zip(&record).map(|(name, cell)| (name.to_owned(), json!(cell))).collect::<Value>()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

async fn a_file_holds_what_the_list_shows(app: App) {
    let ada = app.selling_merchant("ada").await;
    sells(&ada, "Ceai, \"verde\"", 4999, "RON").await;
    sells(&ada, "Cup", 1000, "EUR").await;
    buys(&app, "ceai-verde", "ion@example.com", "Ion, \"Jr\"", "pm_card_visa").await;
    buys(&app, "cup", "zoe@example.com", "Zoë", "pm_card_chargeDeclined").await;
    app.money_arrives().await;
    let file = get(&ada, PAYMENTS).await.expect(200);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8; header=present");
    let name = format!("attachment; filename=\"payments-{}.csv\"", app.core.clock.now().day());
    assert_eq!(
        (file.header("content-disposition"), file.header("cache-control")),
        (name.as_str(), "no-store")
    );
    assert_eq!(file.text.lines().next().unwrap(), COLUMNS, "columns never change their meaning");
    let all = rows(&file.text);
    assert_eq!(all.len(), 2);
    let shown = ada.get(200, "/api/v1/transactions?status=COMPLETED").await["data"][0].clone();
    let id = text(&shown["id"]);
    let detail = ada.get(200, &format!("/api/v1/transactions/{id}")).await;
    let one = rows(&get(&ada, &format!("{PAYMENTS}?status=COMPLETED&q=ion")).await.expect(200).text);
    assert_eq!(one.len(), 1);
    for (column, cell) in [
        ("id", shown["id"].clone()),
        ("createdAt", shown["createdAt"].clone()),
        ("paidAt", detail["paidAt"].clone()),
        ("amountMajor", json!("49.99")),
        ("amountMinor", json!("4999")),
        ("platformFeeMajor", json!("2.00")),
        ("netAmountMinor", json!("4799")),
        ("refundedAmountMajor", json!("0.00")),
        ("currency", json!("RON")),
        ("settledMinor", json!(detail["settledMinor"].to_string())),
        ("customerName", json!("Ion, \"Jr\"")),
        ("payLinkTitle", json!("Ceai, \"verde\"")),
        ("receiptNumber", json!(format!("PL-{}", id[24..].to_uppercase()))),
        ("cardLast4", json!("4242")),
    ] {
        assert_eq!(one[0][column], cell, "{column}");
    }
    assert_eq!((&all[0]["status"], &all[0]["paidAt"]), (&json!("FAILED"), &json!("")));
    assert_eq!(rows(&get(&ada.with("x-currency", "EUR"), PAYMENTS).await.expect(200).text).len(), 1);
    let none = get(&ada, &format!("{PAYMENTS}?q=nobody")).await.expect(200);
    assert_eq!(none.text, format!("{COLUMNS}\r\n"), "an empty list is a file with its first row");
    let links = rows(&get(&ada, &format!("{LINKS}?sort=title&q=c")).await.expect(200).text);
    assert_eq!((&links[0]["slug"], &links[1]["slug"]), (&json!("ceai-verde"), &json!("cup")));
    assert_eq!(
        (&links[0]["totalRevenueMajor"], &links[0]["amountMinor"], &links[0]["active"]),
        (&json!("49.99"), &json!("4999"), &json!("true"))
    );
}

async fn formulas_do_not_run(app: App) {
    let ada = app.selling_merchant("ada").await;
    let body = json!({ "title": "=HYPERLINK(\"http://evil.example\")", "slug": "evil", "priceType": "FIXED",
        "amountMinor": 1000, "collectName": true, "collectPhone": true });
    ada.post(201, "/api/v1/paylinks", body).await;
    let told = json!({ "name": "@SUM(1;=2)", "phone": "+40712345678", "email": "+a@example.com" });
    let buyer = app.buyer();
    let started = buyer.start_with(200, "evil", told).await;
    buyer.confirm(&started, "pm_card_visa").await.expect(200);
    app.settle().await;
    let file = rows(&get(&ada, PAYMENTS).await.expect(200).text);
    let cells =
        ["customerName", "customerPhone", "customerEmail", "payLinkTitle"].map(|name| text(&file[0][name]));
    let safe = ["'@SUM(1;'=2)", "'+40712345678", "'+a@example.com", "'=HYPERLINK(\"http://evil.example\")"];
    assert_eq!(cells, safe);
    let links = rows(&get(&ada, LINKS).await.expect(200).text);
    assert_eq!(text(&links[0]["title"]), safe[3]);
}

async fn a_long_list_is_whole(app: App) {
    let ada = app.selling_merchant("ada").await;
    sells(&ada, "Ceai", 1000, "RON").await;
    buys(&app, "ceai", "rare@example.com", "Rare", "pm_card_visa").await;
    grow(&app).await;
    let all = rows(&get(&ada, PAYMENTS).await.expect(200).text);
    let ids: BTreeSet<String> = all.iter().map(|row| text(&row["id"])).collect();
    assert_eq!((all.len(), ids.len()), (5_501, 5_501), "every payment once");
    assert!(all.windows(2).all(|pair| text(&pair[0]["createdAt"]) >= text(&pair[1]["createdAt"])));
    // Also when what is shown lies far behind.
    let rare = rows(&get(&ada, &format!("{PAYMENTS}?q=rar")).await.expect(200).text);
    assert_eq!((rare.len(), &rare[0]["customerEmail"]), (1, &json!("rare@example.com")));
}

async fn people_get_their_file_by_session(app: App) {
    let ada = app.selling_merchant("ada").await;
    sells(&ada, "Ceai", 1000, "RON").await;
    buys(&app, "ceai", "ion@example.com", "Ștefan", "pm_card_visa").await;
    let path = "/dashboard/payments/export.csv";
    let nobody = get(&app.visitor(), &format!("{path}?q=ion")).await.expect(303);
    assert!(nobody.header("location").starts_with("/sign-in?next="), "{}", nobody.header("location"));
    get(&ada, path).await.expect(303);
    let browser = app.browser("ada").await;
    let file = get(&browser, &format!("{path}?q=stefan&status=&from=&lang=ro")).await.expect(200);
    let plain = file.text.strip_prefix('\u{feff}').expect("spreadsheets are told that it is UTF-8");
    assert_eq!(plain, get(&ada, PAYMENTS).await.expect(200).text);
    assert_eq!(rows(plain)[0]["customerName"], "Ștefan");
    for (wrong, status) in [("status=PAID", 400), ("surprise=1", 400), ("from=2026-02-30", 400)] {
        let told = get(&browser, &format!("{path}?{wrong}")).await.expect(status);
        assert!(told.header("content-type").starts_with("text/html"), "{wrong}");
    }
    let links = get(&browser, "/dashboard/links/export.csv?sort=revenue").await.expect(200);
    assert!(links.header("content-disposition").contains("links-"), "{links:?}");
    assert_eq!(rows(links.text.trim_start_matches('\u{feff}'))[0]["slug"], "ceai");
    // A browser's cookie opens no door of the API.
    get(&browser, PAYMENTS).await.expect(401);
}

async fn rights_and_filters_are_those_of_the_list(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = sells(&ada, "Ceai", 1000, "RON").await;
    buys(&app, "ceai", "ion@example.com", "Ion", "pm_card_visa").await;
    let eve = app.selling_merchant("eve").await;
    let before = app.dump().await;
    for path in [PAYMENTS, LINKS] {
        assert_eq!(code(&app.visitor().get(401, path).await), "UNAUTHORIZED");
        assert_eq!(
            rows(&get(&eve, path).await.expect(200).text),
            Vec::<Value>::new(),
            "T1: nothing of Ada's"
        );
    }
    assert_eq!(rows(&get(&eve, &format!("{PAYMENTS}?payLinkId={link}")).await.expect(200).text).len(), 0);
    for (path, query, wrong) in [
        (PAYMENTS, "status=PAID", "BAD_STATUS status"),
        (PAYMENTS, "from=2026-11-22&to=2026-11-21", "BAD_RANGE to"),
        (PAYMENTS, "surprise=1", "UNKNOWN_FIELD surprise"),
        (PAYMENTS, "limit=5", "UNKNOWN_FIELD limit"),
        (PAYMENTS, "cursor=x", "UNKNOWN_FIELD cursor"),
        (LINKS, "sort=size", "BAD_CHOICE sort"),
        (LINKS, "limit=5", "UNKNOWN_FIELD limit"),
    ] {
        assert_eq!(code(&ada.get(400, &format!("{path}?{query}")).await), wrong, "{query}");
    }
    assert_eq!(app.dump().await, before, "a file changes nothing");
    let writer = ada.api_key(&["write", "money"]).await;
    for path in [format!("{PAYMENTS}?status=PAID"), format!("{LINKS}?sort=size")] {
        assert_eq!(code(&writer.get(403, &path).await), "SCOPE_MISSING", "who may not call learns nothing");
    }
    let reader = ada.api_key(&["read"]).await;
    assert_eq!(rows(&get(&reader, PAYMENTS).await.expect(200).text).len(), 1);
    assert_eq!(
        get(&reader, &format!("{PAYMENTS}?")).await.expect(200).header("x-content-type-options"),
        "nosniff"
    );
}

async fn files_are_rationed(app: App) {
    let ada = app.merchant("ada").await;
    for _ in 0..20 {
        get(&ada, LINKS).await.expect(200);
    }
    let refused = get(&ada, PAYMENTS).await.expect(429);
    assert_eq!(
        (code(&refused.json()), refused.header("retry-after").is_empty()),
        ("RATE_LIMITED".into(), false)
    );
    ada.get(200, "/api/v1/transactions").await;
    app.wait(std::time::Duration::from_secs(5));
    get(&ada, PAYMENTS).await.expect(200);
}
