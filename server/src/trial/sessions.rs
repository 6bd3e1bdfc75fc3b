//! Signing in and out over real cookies, and the guard against other sites.

use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use http::header::SET_COOKIE;
use http::{Method, StatusCode};
use paylinks::language::Language;
use paylinks::{merchants, sessions as rows};
use tower_sessions::Session;

use super::House;
use crate::actor::{PageActor, Visitor};
use crate::pages::PayPages;
use crate::{AppState, Assets, Ready, Shared, layers, sessions};

const OURS: (&str, &str) = ("sec-fetch-site", "same-origin");

async fn enter(State(state): State<AppState>, session: Session, visitor: Visitor) -> &'static str {
    let now = state.core.clock.now();
    let mut tx = state.core.db.begin().await.unwrap();
    let account = merchants::find_or_create(&mut tx, now, "ada@example.com", Language::Ro).await.unwrap();
    tx.commit().await.unwrap();
    sessions::sign_in(&session, &account.user_id, &visitor).await.unwrap();
    "in"
}

async fn leave(session: Session) -> &'static str {
    sessions::sign_out(&session).await.unwrap();
    "out"
}

async fn who(actor: PageActor) -> String {
    format!("{} {}", actor.user().unwrap_or("nobody"), actor.language.tag())
}

async fn house() -> House {
    let mut house = House::with(&[]).await;
    let state = AppState::new(Shared {
        pay_pages: PayPages::new(&house.core),
        core: house.core.clone(),
        assets: Assets::load(),
        ready: Ready::default(),
    });
    let pages = Router::new()
        .route("/enter", post(enter))
        .route("/leave", post(leave))
        .route("/who", get(who))
        .with_state(state.clone())
        .layer(sessions::layer(&house.core));
    house.router = layers::guard_pages(pages, &state);
    house
}

/// The `name=value` part of the cookie that a request sets.
async fn cookie(house: &House, uri: &str, headers: &[(&str, &str)]) -> String {
    let response = house.ask(Method::POST, uri, headers, "").await;
    let line = response.headers()[SET_COOKIE].to_str().unwrap().to_owned();
    assert!(line.contains("HttpOnly") && line.contains("SameSite=Lax") && line.contains("Path=/"), "{line}");
    line.split(';').next().unwrap().to_owned()
}

async fn name(house: &House, cookie: &str) -> String {
    let response = house.ask(Method::GET, "/who", &[("cookie", cookie)], "").await;
    let bytes = axum::body::to_bytes(response.into_body(), 1000).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn a_session_is_made_anew_at_sign_in_and_ends_at_sign_out() {
    let house = house().await;
    let first = cookie(&house, "/enter", &[OURS, ("user-agent", "Firefox")]).await;
    assert!(name(&house, &first).await.ends_with(" ro"), "the person's own language");
    let secret = first.strip_prefix("session=").unwrap();
    let (row, _) = rows::load(&house.core, secret).await.unwrap().unwrap();
    assert_eq!((row.user_agent.as_str(), row.ip.as_str()), ("Firefox", "unknown"));
    assert!(row.user_id.is_some());

    let second = cookie(&house, "/enter", &[OURS, ("cookie", &first)]).await;
    assert_ne!(first, second);
    assert!(name(&house, &first).await.starts_with("nobody"), "the old id is worth nothing");

    house.ask(Method::POST, "/leave", &[OURS, ("cookie", &second)], "").await;
    assert!(name(&house, &second).await.starts_with("nobody"));
}

#[tokio::test]
async fn an_idle_session_ends_after_a_day_and_a_busy_one_after_a_week() {
    let house = house().await;
    let idle = cookie(&house, "/enter", &[OURS]).await;
    house.core.clock.advance(Duration::from_hours(25));
    assert!(name(&house, &idle).await.starts_with("nobody"));

    let busy = cookie(&house, "/enter", &[OURS]).await;
    for _ in 0..8 {
        house.core.clock.advance(Duration::from_hours(20));
        assert!(!name(&house, &busy).await.starts_with("nobody"));
    }
    house.core.clock.advance(Duration::from_hours(9));
    assert!(name(&house, &busy).await.starts_with("nobody"));
}

#[tokio::test]
async fn a_post_from_elsewhere_does_nothing() {
    let house = house().await;
    for headers in [vec![], vec![("sec-fetch-site", "cross-site")], vec![("origin", "https://evil.example")]]
    {
        let response = house.ask(Method::POST, "/enter", &headers, "").await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert!(!response.headers().contains_key(SET_COOKIE));
    }
}
