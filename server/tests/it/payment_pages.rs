//! Payments in the dashboard: what the address says is what is shown, and wrong filters are told where they stand.

use reqwest::Method;

use crate::payment_lists::{buys, sells};
use crate::support::client::{Answer, Client};
use crate::support::people::text;
use crate::support::{App, stories};

stories!(
    the_address_says_what_is_shown,
    wrong_filters_are_told_where_they_stand,
    an_empty_list_says_what_to_do,
    a_payment_shows_its_whole_story,
);

const PAYMENTS: &str = "/dashboard/payments";

async fn get(client: &Client, path: &str) -> Answer {
    client.send(client.request(Method::GET, path)).await
}

async fn shown(browser: &Client, query: &str) -> Vec<&'static str> {
    let page = get(browser, &format!("{PAYMENTS}?{query}")).await.expect(200).text;
    let rows = page.split("<tbody>").nth(1).unwrap_or_default().to_owned();
    ["Ștefan Țăran", "Ion Popescu", "Zoë"].into_iter().filter(|name| rows.contains(name)).collect()
}

async fn the_address_says_what_is_shown(app: App) {
    let ada = app.selling_merchant("ada").await;
    let tea = sells(&ada, "Ceai verde", 1000, "RON").await;
    sells(&ada, "Euro cup", 500_000, "EUR").await;
    buys(&app, "ceai-verde", "stefan@example.com", "Ștefan Țăran", "pm_card_visa").await;
    buys(&app, "ceai-verde", "ion@example.com", "Ion Popescu", "pm_card_chargeDeclined").await;
    buys(&app, "euro-cup", "zoe@example.org", "Zoë", "pm_card_mastercard").await;
    let browser = app.browser("ada").await;
    let today = app.core.clock.now().day();
    for (query, names) in [
        ("", vec!["Ștefan Țăran", "Ion Popescu", "Zoë"]),
        ("status=&payLinkId=&min=&max=&from=&to=&q=&currency=", vec!["Ștefan Țăran", "Ion Popescu", "Zoë"]),
        ("status=failed", vec!["Ion Popescu"]),
        ("q=stefan", vec!["Ștefan Țăran"]),
        (&format!("payLinkId={tea}"), vec!["Ștefan Țăran", "Ion Popescu"]),
        ("currency=EUR", vec!["Zoë"]),
        ("min=10&max=10,00", vec!["Ștefan Țăran", "Ion Popescu"]),
        ("min=10.01&max=5.000,00", vec!["Zoë"]),
        (&format!("from={today}&to={today}"), vec!["Ștefan Țăran", "Ion Popescu", "Zoë"]),
        ("to=2001-01-01", vec![]),
    ] {
        assert_eq!(shown(&browser, query).await, names, "{query}");
    }
    let page = get(&browser, &format!("{PAYMENTS}?q=stefan&min=10")).await.expect(200).text;
    let file = "/dashboard/payments/export.csv?minAmountMinor=1000&amp;q=stefan";
    assert!(page.contains(file), "the file has the same filters: {page}");
    assert!(page.contains("href=\"/dashboard/payments?q=stefan\""), "each filter can be taken away: {page}");
    let csv = get(&browser, &file.replace("&amp;", "&")).await.expect(200).text;
    assert!(csv.contains("stefan@example.com") && !csv.contains("zoe@example.org"), "{csv}");
    let none = get(&browser, &format!("{PAYMENTS}?q=nobody")).await.expect(200).text;
    assert!(none.contains("No payment matches these filters.") && none.contains("Clear the filters"));
    assert!(!none.contains("export.csv"), "there is nothing to export");
}

async fn wrong_filters_are_told_where_they_stand(app: App) {
    let ada = app.selling_merchant("ada").await;
    sells(&ada, "Ceai", 1000, "RON").await;
    buys(&app, "ceai", "ion@example.com", "Ion", "pm_card_visa").await;
    let browser = app.browser("ada").await;
    for (query, kept, told) in [
        ("min=mult", "value=\"mult\"", "id=\"min-error\""),
        ("max=1.249", "value=\"1.249\"", "id=\"min-error\""),
        ("min=20&max=10", "value=\"20\"", "id=\"min-error\""),
        ("from=2026-02-30", "value=\"2026-02-30\"", "id=\"from-error\""),
        ("from=2026-03-02&to=2026-03-01", "value=\"2026-03-02\"", "id=\"from-error\""),
        ("status=PAID", "value=\"PAID\"", "id=\"status-error\""),
        ("currency=DOGE", "value=\"DOGE\"", "id=\"currency-error\""),
    ] {
        let page = get(&browser, &format!("{PAYMENTS}?{query}")).await.expect(422).text;
        assert!(page.contains(kept) && page.contains(told), "{query}: {page}");
        assert!(page.contains("chip--wrong") && !page.contains("<tbody>"), "{query}: {page}");
    }
    let long = "x".repeat(101);
    let page = get(&browser, &format!("{PAYMENTS}?q={long}")).await.expect(422).text;
    assert!(page.contains(&long) && page.contains("field__error"), "{page}");
    get(&browser, &format!("{PAYMENTS}?cursor=x")).await.expect(400);
}

async fn an_empty_list_says_what_to_do(app: App) {
    let ada = app.selling_merchant("ada").await;
    let browser = app.browser("ada").await;
    let page = get(&browser, PAYMENTS).await.expect(200).text;
    assert!(page.contains("No payments yet") && page.contains("/dashboard/links/new"), "{page}");
    sells(&ada, "Ceai", 1000, "RON").await;
    let page = get(&browser, PAYMENTS).await.expect(200).text;
    assert!(page.contains("4242 4242 4242 4242") && page.contains("href=\"/p/ceai\""), "{page}");
    assert!(!page.contains("chip"), "nothing to filter: {page}");
}

async fn a_payment_shows_its_whole_story(app: App) {
    let ada = app.selling_merchant("ada").await;
    sells(&ada, "Ceai", 14_900, "RON").await;
    let started = buys(&app, "ceai", "ion@example.com", "Ion <b>Popescu</b>", "pm_card_visa").await;
    app.money_arrives().await;
    let payment = ada.only_payment().await;
    let browser = app.browser("ada").await;
    let path = format!("{PAYMENTS}/{}", text(&payment["id"]));
    let page = get(&browser, &path).await.expect(200).text;
    let receipt = format!("href=\"/p/ceai/receipt/{}\"", text(&started["checkoutSessionId"]));
    let api = format!("GET /api/v1/transactions/{}", text(&payment["id"]));
    for part in
        ["−5.96", "You receive", "Payment succeeded", "Ion &lt;b&gt;Popescu", &receipt, &api, "split__rest"]
    {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    assert!(page.contains("\"amountMinor\": 14900"), "the raw data is there: {page}");
    assert_eq!(payment["checkoutSessionId"], started["checkoutSessionId"]);
    app.selling_merchant("eve").await;
    let foreign = app.browser("eve").await;
    get(&foreign, &path).await.expect(404);
}
