//! Pages as a browser without scripts meets them.

use std::collections::BTreeMap;

use axum::body::to_bytes;
use http::header::{ACCEPT_LANGUAGE, COOKIE, LOCATION, SET_COOKIE};
use http::{Method, Response, StatusCode};
use paylinks::jobs;

use crate::trial::House;

/// A browser: it keeps cookies and says where it comes from.
struct Browser<'h> {
    house: &'h House,
    language: &'static str,
    cookies: BTreeMap<String, String>,
}

/// What it got.
struct Got {
    status: StatusCode,
    place: String,
    html: String,
}

impl<'h> Browser<'h> {
    fn new(house: &'h House) -> Self {
        Self { house, language: "en", cookies: BTreeMap::new() }
    }

    async fn get(&mut self, path: &str) -> Got {
        self.ask(Method::GET, path, "").await
    }

    async fn post(&mut self, path: &str, body: &str) -> Got {
        self.ask(Method::POST, path, body).await
    }

    async fn ask(&mut self, method: Method, path: &str, body: &str) -> Got {
        let jar: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let jar = jar.join("; ");
        let headers = [
            (COOKIE.as_str(), jar.as_str()),
            (ACCEPT_LANGUAGE.as_str(), self.language),
            ("sec-fetch-site", "same-origin"),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        let response = self.house.ask(method, path, &headers, body).await;
        self.keep(&response);
        let place = response.headers().get(LOCATION).map(|place| place.to_str().unwrap().to_owned());
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let html = String::from_utf8(bytes.to_vec()).unwrap();
        Got { status, place: place.unwrap_or_default(), html }
    }

    fn keep(&mut self, response: &Response<axum::body::Body>) {
        for line in response.headers().get_all(SET_COOKIE) {
            let pair = line.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    /// Asks for a link and tells the path that was mailed.
    async fn mailed(&mut self, email: &str) -> String {
        let asked = self.post("/sign-in", &format!("email={email}")).await;
        assert_eq!((asked.status, asked.place.as_str()), (StatusCode::SEE_OTHER, "/sign-in/sent"));
        jobs::run_due(&self.house.core).await.unwrap();
        let mails = self.house.core.mailer.mailbox().unwrap();
        let mail = mails.iter().find(|mail| mail.to == email).unwrap();
        let link = mail.links.iter().find(|link| link.contains("/sign-in/confirm")).unwrap();
        link.strip_prefix(&self.house.core.config.public_url).unwrap().to_owned()
    }

    /// Signs in and answers the first questions.
    async fn settle(&mut self, email: &str) {
        let path = self.mailed(email).await;
        let token = path.split_once("token=").unwrap().1.to_owned();
        let entered = self.post("/sign-in/confirm", &format!("token={token}")).await;
        assert_eq!(entered.place, "/onboarding");
        let answered = self.post("/onboarding", "name=Ana&country=RO&default_currency=RON").await;
        assert_eq!(answered.place, "/dashboard/settings/payments?welcome");
    }
}

#[tokio::test]
async fn a_mailed_link_signs_in_once_and_only_where_it_was_asked_for() {
    let house = House::with(&[]).await;
    let mut ana = Browser::new(&house);
    let refused = ana.post("/sign-in", "email=not+an+address").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.html.contains("value=\"not an address\"") && refused.html.contains("aria-invalid=\"true\"")
    );

    let path = ana.mailed("ana@exemplu.ro").await;
    let sent = ana.get("/sign-in/sent").await;
    assert!(sent.html.contains("ana@exemplu.ro") && sent.html.contains("/sign-in/confirm?token="));
    for _ in 0..2 {
        assert!(
            ana.get(&path).await.html.contains("You are signing in as ana@exemplu.ro"),
            "looking uses nothing"
        );
    }
    let token = path.split_once("token=").unwrap().1;
    let mut eve = Browser::new(&house);
    assert!(eve.get(&path).await.html.contains("Sign in here anyway"));
    let elsewhere = eve.post("/sign-in/confirm", &format!("token={token}")).await;
    assert_eq!(elsewhere.status, StatusCode::CONFLICT);
    assert_eq!(eve.get("/dashboard/links").await.place, "/sign-in?next=%2Fdashboard%2Flinks");

    let entered = ana.post("/sign-in/confirm", &format!("token={token}")).await;
    assert_eq!(entered.place, "/onboarding");
    assert_eq!(ana.get("/dashboard/links").await.place, "/onboarding");
    let again = eve.post("/sign-in/confirm", &format!("token={token}&confirmed=yes")).await;
    assert_eq!(again.status, StatusCode::BAD_REQUEST);
    assert!(again.html.contains("was used already"));
}

#[tokio::test]
async fn a_refused_form_comes_back_with_everything_typed() {
    let house = House::with(&[]).await;
    let mut ana = Browser::new(&house);
    ana.language = "ro";
    ana.settle("ana@exemplu.ro").await;
    let typed = "title=Ceai+%3Cverde%3E&amount=1.249&currency=RON&description=%3C%2Ftextarea%3E&collect_phone=on&idempotency_key=k1";
    let refused = ana.post("/dashboard/links/new", typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in [
        "value=\"Ceai &lt;verde&gt;\"",
        "value=\"1.249\"",
        "&lt;/textarea&gt;</textarea>",
        "name=\"collect_phone\" checked",
        "value=\"k1\"",
        "O sumă are cel mult două zecimale.",
    ] {
        assert!(refused.html.contains(part), "{part} is missing in {}", refused.html);
    }
    assert!(!refused.html.contains("name=\"collect_email\" checked"), "unticked stays unticked");

    let saved = ana.post("/dashboard/links/new", &typed.replace("1.249", "1.249%2C00")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.html);
    let twice = ana.post("/dashboard/links/new", &typed.replace("1.249", "1.249%2C00")).await;
    assert_eq!(twice.place, saved.place, "the same form twice is one link");
    let list = ana.get("/dashboard/links").await.html;
    assert!(
        list.contains("1.249,00\u{a0}RON") && list.matches("href=\"/p/ceai-verde\"").count() == 1,
        "{list}"
    );
}

#[tokio::test]
async fn everything_wrong_in_a_link_s_form_shows_at_once() {
    let house = House::with(&[]).await;
    let mut ana = Browser::new(&house);
    ana.settle("ana@exemplu.ro").await;
    let wrong = |html: &str| -> Vec<String> {
        let mut parts: Vec<&str> = html.split("-error\" class=\"field__error\"").collect();
        parts.pop();
        let mut names: Vec<String> =
            parts.iter().map(|part| part.rsplit('"').next().unwrap().to_owned()).collect();
        names.sort_unstable();
        names
    };
    let typed =
        "title=+&slug=A&amount=lots&currency=RON&success_url=javascript%3A1&cancel_url=http%3A%2F%2Fx";
    let all = ["amount", "cancel_url", "slug", "success_url", "title"];
    let refused = ana.post("/dashboard/links/new", typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong(&refused.html), all, "each once, whatever else is wrong");

    let made = ana.post("/dashboard/links/new", "title=Ceai&amount=20&currency=RON").await;
    let id = made.place.split(['/', '?']).nth(3).unwrap().to_owned();
    let again = ana.post(&format!("/dashboard/links/{id}/edit"), typed).await;
    assert_eq!(wrong(&again.html), all, "and when it is changed");
}

#[tokio::test]
async fn a_pay_page_says_why_it_does_not_sell() {
    let house = House::with(&[]).await;
    let mut ana = Browser::new(&house);
    ana.settle("ana@exemplu.ro").await;
    let saved = ana.post("/dashboard/links/new", "title=Ceai&amount=20&currency=RON&active=on").await;
    let id = saved.place.split(['/', '?']).nth(3).unwrap().to_owned();
    let mut buyer = Browser::new(&house);
    buyer.language = "ro";
    let unconnected = buyer.get("/p/ceai").await;
    assert_eq!(unconnected.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(unconnected.html.contains("Vânzătorul nu poate încasa acum"));
    assert_eq!(buyer.get("/p/altceva").await.status, StatusCode::NOT_FOUND);
    let switched = ana.post("/dashboard/links/active", &format!("ids={id}&active=off")).await;
    assert_eq!(switched.place, format!("/dashboard/links?done=off&ids={id}"));
    let off = buyer.get("/p/ceai").await;
    assert_eq!(off.status, StatusCode::GONE);
    assert!(off.html.contains("Acum nu este de vânzare"));
    assert!(ana.get(&format!("/dashboard/links/{id}/delete")).await.html.contains("Delete “Ceai”?"));
    let deleted = ana.post(&format!("/dashboard/links/{id}/delete"), "").await;
    assert_eq!(deleted.place, "/dashboard/links?done=deleted");
    assert!(buyer.get("/p/ceai?lang=en").await.html.contains("This link was removed"));
    let mut eve = Browser::new(&house);
    eve.settle("eve@exemplu.ro").await;
    assert_eq!(eve.get(&format!("/dashboard/links/{id}/edit")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_server_function_refuses_with_the_status_of_its_error() {
    let house = House::with(&[]).await;
    let mut eve = Browser::new(&house);
    let nobody = eve.post("/fn/remove-link", "id=l1").await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
    assert!(nobody.html.contains("\"code\":\"UNAUTHORIZED\""), "{}", nobody.html);
    let refused = eve.post("/fn/ask-for-link", "email=x").await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
}
