//! The pages of links as a browser without scripts meets them: the list and its strokes, the preview, sharing.

use crate::support::people::text;
use crate::support::{App, Client, Merchant, json, stories};

stories!(
    ticked_links_are_switched_and_switched_back,
    a_stroke_says_what_it_did,
    the_list_keeps_what_was_asked,
    a_preview_shows_what_was_typed_and_runs_nothing,
    a_preview_says_what_is_left_and_whether_the_address_is_free,
    a_preview_of_a_saved_link_is_its_owners,
    a_link_is_handed_on,
    a_page_tells_all_of_a_link,
    a_quote_knows_price_and_address,
);

const NOBODYS: &str = "00000000-0000-7000-8000-000000000000";

/// Ada, and her browser.
async fn ada(app: &App) -> (Merchant, Client) {
    let ada = app.selling_merchant("ada").await;
    (ada, app.browser("ada").await)
}

async fn made(ada: &Merchant, title: &str) -> String {
    text(&ada.link(title).await["id"])
}

async fn sells(ada: &Merchant, id: &str) -> bool {
    ada.get(200, &format!("/api/v1/paylinks/{id}")).await["active"] == true
}

async fn ticked_links_are_switched_and_switched_back(app: App) {
    let (ada, browser) = ada(&app).await;
    let (tea, cake) = (made(&ada, "Tea").await, made(&ada, "Cake").await);
    let list = browser.page("/dashboard/links").await.expect(200).text;
    for part in [
        format!("name=\"ids\" value=\"{tea}\" form=\"bulk\""),
        format!("name=\"ids\" value=\"{cake}\" form=\"bulk\""),
        "action=\"/dashboard/links/active\"".to_owned(),
        "name=\"active\" value=\"off\"".to_owned(),
    ] {
        assert!(list.contains(&part), "{part} is missing in {list}");
    }
    let both = [("ids", tea.as_str()), ("ids", cake.as_str())];
    let off =
        browser.form("/dashboard/links/active", &[both[0], both[1], ("active", "off")]).await.expect(303);
    assert!(!sells(&ada, &tea).await && !sells(&ada, &cake).await);
    let told = browser.page(off.header("location")).await.expect(200).text;
    assert!(told.contains("2 links turned off") && told.contains("Turn on again"), "{told}");
    let undo = told.split("class=\"toast\"").nth(1).unwrap();
    for id in [&tea, &cake] {
        assert!(undo.contains(&format!("type=\"hidden\" name=\"ids\" value=\"{id}\"")), "{undo}");
    }
    browser.form("/dashboard/links/active", &[both[0], both[1], ("active", "on")]).await.expect(303);
    assert!(sells(&ada, &tea).await && sells(&ada, &cake).await);
}

async fn a_stroke_says_what_it_did(app: App) {
    let (ada, browser) = ada(&app).await;
    let (tea, cake) = (made(&ada, "Tea").await, made(&ada, "Cake").await);
    let origin = app.core.config.public_url.clone();
    let here = browser.with("referer", format!("{origin}/dashboard/links?q=e&done=on&ids=x&lang=ro"));
    let turn = |fields: Vec<(&'static str, String)>| {
        let here = &here;
        async move {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = here.form("/dashboard/links/active", &fields).await.expect(303);
            answer.header("location").to_owned()
        }
    };
    let off = ("active", "off".to_owned());
    assert_eq!(
        turn(vec![("ids", tea.clone()), off.clone()]).await,
        format!("/dashboard/links?q=e&done=off&ids={tea}"),
        "back to what was shown"
    );
    let both = vec![("ids", tea.clone()), ("ids", cake.clone()), off.clone()];
    assert_eq!(
        turn(both).await,
        format!("/dashboard/links?q=e&done=off&ids={cake}"),
        "only what changed is taken back"
    );
    assert_eq!(turn(vec![("ids", tea.clone()), off.clone()]).await, "/dashboard/links?q=e&done=same");
    assert_eq!(turn(vec![off.clone()]).await, "/dashboard/links?q=e&done=none");
    let elsewhere = browser.with("referer", "https://evil.example/dashboard/links");
    let answer = elsewhere.form("/dashboard/links/active", &[("active", "off")]).await.expect(303);
    assert_eq!(answer.header("location"), "/dashboard/links?done=none");
    browser.form("/dashboard/links/active", &[("ids", NOBODYS), ("active", "off")]).await.expect(404);
    let eve = app.merchant("eve").await;
    let theirs = made(&eve, "Eve").await;
    let mixed = [("ids", cake.as_str()), ("ids", theirs.as_str()), ("active", "on")];
    browser.form("/dashboard/links/active", &mixed).await.expect(404);
    assert!(!sells(&ada, &cake).await && sells(&eve, &theirs).await, "all or nothing");
}

async fn the_list_keeps_what_was_asked(app: App) {
    let (ada, browser) = ada(&app).await;
    let empty = browser.page("/dashboard/links").await.expect(200).text;
    assert!(empty.contains("No links yet") && !empty.contains("type=\"search\""), "{empty}");
    made(&ada, "Tea").await;
    let none = browser.page("/dashboard/links?q=coffee").await.expect(200).text;
    assert!(none.contains("No link is like that.") && none.contains("value=\"coffee\""), "{none}");
    for count in 0..20 {
        made(&ada, &format!("Tea {count}")).await;
    }
    let narrowed = "/dashboard/links?q=tea&status=active&currency=RON&sort=title&direction=desc";
    let list = browser.page(narrowed).await.expect(200).text;
    let older = list.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let older = older.replace("&amp;", "&");
    for kept in ["q=tea", "status=active", "currency=RON", "sort=title", "direction=desc", "cursor="] {
        assert!(older.contains(kept), "{older}");
    }
    let second = browser.page(&older).await.expect(200).text;
    assert_eq!(second.matches("form=\"bulk\" aria-label=").count(), 1, "the twenty-first");
    let file = list.split("href=\"/dashboard/links/export.csv").nth(1).unwrap().split('"').next().unwrap();
    let file = browser.page(&format!("/dashboard/links/export.csv{}", file.replace("&amp;", "&"))).await;
    assert_eq!(file.expect(200).text.lines().count(), 22, "all that is shown on every page");
    let old = browser.page("/dashboard/links?status=melted&sort=colour&currency=XXX&q=%00").await.expect(200);
    assert!(old.text.contains("Tea 19"), "what nobody knows narrows nothing");
}

async fn a_preview_shows_what_was_typed_and_runs_nothing(app: App) {
    let (_ada, browser) = ada(&app).await;
    let fields = [
        ("title", "<script>alert(1)</script>"),
        ("description", "Line one\n</p><img src=x onerror=alert(2)>"),
        ("amount", "1.249,50"),
        ("currency", "EUR"),
        ("collect_phone", "on"),
        ("cancel_url", "javascript:alert(3)"),
        ("preview_language", "ro"),
        ("preview_theme", "dark"),
    ];
    let answer = browser.form("/dashboard/links/preview", &fields).await.expect(200);
    let page = &answer.text;
    for part in [
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&lt;/p&gt;&lt;img src=x",
        "1.249,50 <span class=\"currency\">EUR</span>",
        "Plătește 1.249,50\u{a0}EUR",
        "lang=\"ro\"",
        "data-theme=\"dark\"",
        "name=\"phone\"",
        " inert",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    for part in [
        "<script",
        "<img",
        "javascript:",
        "stripe.js",
        "data-publishable-key",
        "name=\"email\"",
        "onerror=\"",
    ] {
        assert!(!page.contains(part), "{part} is in {page}");
    }
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'self'"), "{policy}");
    assert_eq!(app.count("select count(*) from payment_link").await, 0, "nothing is kept");
    let half = browser
        .form("/dashboard/links/preview", &[("amount", "a lot"), ("currency", "XXX")])
        .await
        .expect(200);
    assert!(half.text.contains("What you sell") && half.text.contains("0.00"), "{}", half.text);
    let stranger = app.visitor().form("/dashboard/links/preview", &fields).await.expect(303);
    assert!(stranger.header("location").starts_with("/sign-in"), "only for who is signed in");
}

async fn a_preview_says_what_is_left_and_whether_the_address_is_free(app: App) {
    let (ada, browser) = ada(&app).await;
    let tea = made(&ada, "Tea").await;
    let told = |fields: Vec<(&'static str, String)>| {
        let browser = &browser;
        async move {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.form("/dashboard/links/preview", &fields).await.expect(200).text
        }
    };
    let price = |slug: &str| {
        vec![("amount", "49.99".to_owned()), ("currency", "RON".to_owned()), ("slug", slug.to_owned())]
    };
    let page = told(price("green-tea")).await;
    let sentence = "Of 49.99\u{a0}RON you receive about 47.99\u{a0}RON after 2.00\u{a0}RON platform fee.";
    assert!(page.contains(sentence), "{page}");
    assert!(page.contains("data-state=\"good\">This address is free."), "{page}");
    assert!(told(price("tea")).await.contains("data-state=\"bad\">"), "somebody has it");
    assert!(told(price("dashboard")).await.contains("reserved"), "nobody may have it");
    let mut own = price("tea");
    own.push(("id", tea));
    assert!(told(own).await.contains("data-tell=\"address\"></p>"), "nothing to say of one's own");
}

async fn a_preview_of_a_saved_link_is_its_owners(app: App) {
    let (ada, browser) = ada(&app).await;
    let tea = made(&ada, "Tea").await;
    let editor = browser.page(&format!("/dashboard/links/{tea}/edit")).await.expect(200);
    assert!(editor.text.contains(&format!("src=\"/dashboard/links/preview?id={tea}\"")), "{}", editor.text);
    assert!(editor.header("content-security-policy").contains("frame-src 'self'"));
    let preview = browser.page(&format!("/dashboard/links/preview?id={tea}")).await.expect(200);
    assert!(preview.text.contains("<h1 dir=\"auto\">Tea</h1>"), "{}", preview.text);
    browser.page("/dashboard/links/preview").await.expect(200);
    app.merchant("eve").await;
    let eve = app.browser("eve").await;
    eve.page(&format!("/dashboard/links/preview?id={tea}")).await.expect(404);
}

async fn a_link_is_handed_on(app: App) {
    let (ada, browser) = ada(&app).await;
    let title = "Tea & <b>cake</b>";
    let link = ada.link(title).await;
    let (id, url) = (text(&link["id"]), text(&link["url"]));
    let page = browser.page(&format!("/dashboard/links/{id}/share")).await.expect(200).text;
    for part in [
        format!("value=\"{url}\""),
        format!("src=\"/dashboard/links/{id}/qr.svg\""),
        format!("href=\"/dashboard/links/{id}/qr.svg?download\""),
        format!("href=\"/dashboard/links/{id}/qr.png?size=1024&amp;download\""),
        format!("&lt;a href=\"{url}\"&gt;Pay 49.99\u{a0}RON&lt;/a&gt;"),
        "href=\"mailto:?subject=Tea%20%26%20%3Cb%3Ecake%3C%2Fb%3E&amp;body=Hello%2C%0D%0A".to_owned(),
        "you can pay for Tea &amp; &lt;b&gt;cake&lt;/b&gt; here".to_owned(),
    ] {
        assert!(page.contains(&part), "{part} is missing in {page}");
    }
    assert!(!page.contains("This link is off"));
    for file in ["qr.svg", "qr.svg?download", "qr.png?size=1024&download"] {
        browser.page(&format!("/dashboard/links/{id}/{file}")).await.expect(200);
    }
    ada.patch(200, "/api/v1/me", json!({ "language": "ro" })).await;
    let romanian = browser.page(&format!("/dashboard/links/{id}/share?lang=en")).await.expect(200).text;
    assert!(romanian.contains("Plătește 49,99\u{a0}RON"), "buyers read the merchant's language: {romanian}");
    app.merchant("eve").await;
    let eve = app.browser("eve").await;
    for place in ["share", "edit", "delete"] {
        eve.page(&format!("/dashboard/links/{id}/{place}")).await.expect(404);
    }
}

async fn a_page_tells_all_of_a_link(app: App) {
    let (ada, browser) = ada(&app).await;
    let tea = made(&ada, "Tea").await;
    app.buyer().pay("tea").await;
    app.settle().await;
    ada.patch(200, &format!("/api/v1/paylinks/{tea}"), json!({ "description": "Green" })).await;
    let page = browser.page(&format!("/dashboard/links/{tea}")).await.expect(200).text;
    let payment = text(&ada.only_payment().await["id"]);
    for part in [
        "49.99\u{a0}RON",
        "buyer@example.com",
        &format!("href=\"/dashboard/payments/{payment}\""),
        &format!("href=\"/dashboard/payments?payLinkId={tea}\""),
        "Green",
        "Link created",
        "Link changed",
        "ada@example.com",
    ] {
        assert!(page.contains(part), "{part} is missing in {page}");
    }
    let copy = browser.form(&format!("/dashboard/links/{tea}/duplicate"), &[]).await.expect(303);
    let editor = browser.page(copy.header("location")).await.expect(200).text;
    assert!(editor.contains("This is the copy") && editor.contains("value=\"Tea\""), "{editor}");
}

async fn a_quote_knows_price_and_address(app: App) {
    let (ada, _browser) = ada(&app).await;
    let tea = made(&ada, "Tea").await;
    let quote = |query: String| {
        let ada = &ada;
        async move { ada.get(200, &format!("/api/v1/paylinks/quote?{query}")).await }
    };
    let free = quote("slug=green-tea&amountMinor=4999&currency=RON".into()).await;
    let wanted = json!({ "platformFee": 200, "totalAmount": 4999, "netAmount": 4799, "slugFree": true,
        "slugProblem": null });
    assert_eq!(free, wanted);
    assert_eq!(quote("slug=tea".into()).await["slugProblem"], "SLUG_TAKEN");
    assert_eq!(quote("slug=Tea".into()).await["slugProblem"], "BAD_SLUG");
    assert_eq!(quote("slug=admin".into()).await["slugProblem"], "SLUG_RESERVED");
    let own = quote(format!("slug=tea&id={tea}")).await;
    assert_eq!((&own["slugFree"], &own["slugProblem"]), (&json!(null), &json!(null)));
    let eve = app.merchant("eve").await;
    let foreign = eve.get(200, &format!("/api/v1/paylinks/quote?slug=tea&id={tea}")).await;
    assert_eq!(foreign["slugProblem"], "SLUG_TAKEN", "a foreign id opens nothing");
    for minor in [0, -1, 100_000_000] {
        assert_eq!(quote(format!("amountMinor={minor}")).await["platformFee"], json!(null), "{minor}");
    }
}
