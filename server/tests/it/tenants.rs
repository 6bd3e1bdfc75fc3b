//! Merchants do not see each other: every route with an id answers another merchant as if it were not there (T1).

use paylinks::catalogue::CATALOGUE;
use paylinks::operation::{Access, Entry};
use paylinks_server::rest;
use reqwest::Method;

use crate::support::client::Answer;
use crate::support::people::text;
use crate::support::{App, Client, json, stories};

stories!(every_route_with_an_id_is_blind_to_others);

const NOBODYS: &str = "00000000-0000-7000-8000-000000000000";

async fn call(client: &Client, entry: &Entry, id: &str) -> Answer {
    let method = rest::method(entry.spec.method);
    let path = format!("/api/v1{}", entry.spec.path.replace("{id}", id));
    let request = client.request(method.clone(), &path);
    let request = if method == Method::GET { request } else { request.json(&json!({})) };
    client.send(request).await
}

async fn every_route_with_an_id_is_blind_to_others(app: App) {
    let ada = app.selling_merchant("ada").await;
    let link = ada.link("Tea").await;
    ada.api_key(&["read"]).await;
    app.buyer().pay("tea").await;
    app.settle().await;
    app.run("insert into page_session (id, public_id, user_id, data, user_agent, ip, created_at, \
        last_seen_at, expires_at) select 'hash', '00000000-0000-7000-8000-00000000aaaa', id, '{}', '', '', 1, 1, \
        9999999999999 from app_user").await;
    let key = text(&ada.get(200, "/api/v1/auth/api-keys").await["data"][0]["id"]);
    let payment = text(&ada.payments().await[0]["id"]);
    let code = json!({ "code": "SPRING", "percentOff": 20 });
    let code = text(&ada.post(201, "/api/v1/promotion-codes", code).await["id"]);
    let session = "00000000-0000-7000-8000-00000000aaaa".to_owned();
    let ids = [text(&link["id"]), ada.id.clone(), key, payment, code, session];

    let eve = app.selling_merchant("eve").await;
    let program = eve.api_key(&["read", "write", "money"]).await;
    let stranger = app.visitor();
    let before = app.dump().await;
    let mut routes = 0;
    for entry in CATALOGUE.iter().filter(|entry| entry.spec.path.contains("{id}")) {
        routes += 1;
        let name = entry.spec.name;
        let unknown = call(&eve, entry, NOBODYS).await;
        assert_eq!(unknown.status, 404, "{name}: {}", unknown.text);
        for id in &ids {
            let answer = call(&eve, entry, id).await;
            assert_eq!((answer.status, &answer.text), (404, &unknown.text), "{name} {id}");
            let answer = call(&program, entry, id).await;
            let expected = if entry.spec.access == Access::Person { 403 } else { 404 };
            assert_eq!(answer.status, expected, "{name} {id}: {}", answer.text);
            assert_eq!(call(&stranger, entry, id).await.status, 401, "{name} {id}");
        }
        for strange in ["%00", "..%2f", "1%20or%201%3D1", &"x".repeat(3000)] {
            let status = call(&eve, entry, strange).await.status;
            assert!(status == 404 || status == 400, "{name} {strange}: {status}");
        }
    }
    assert!(routes >= 8, "{routes}");
    assert_eq!(app.dump().await, before, "nothing of anybody's changed");
    // The same calls work for their owner.
    assert_eq!(ada.get(200, &format!("/api/v1/paylinks/{}", ids[0])).await["id"], link["id"]);
    let body = json!({ "title": "Mine now", "amountMinor": 1 });
    eve.patch(404, &format!("/api/v1/paylinks/{}?id={NOBODYS}", ids[0]), body).await;
    let swapped = json!({ "title": "Tea", "id": ids[0] });
    let own = eve.link("Coffee").await;
    let kept = eve.patch(200, &format!("/api/v1/paylinks/{}", text(&own["id"])), swapped).await;
    assert_eq!(kept["id"], own["id"], "the path wins");
    assert_eq!(ada.get(200, &format!("/api/v1/paylinks/{}", ids[0])).await["title"], "Tea");
}
