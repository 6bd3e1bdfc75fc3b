//! The pay page. Rendered from the database, then kept for two seconds per language; a change of any link
//! drops it at once in this process. Starting a payment never trusts it.

use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use leptos::prelude::*;
use moka::sync::Cache;
use paylinks::checkout_sessions::{self, Offer, Wish};
use paylinks::clock::Timestamp;
use paylinks::core::Core;
use paylinks::error::{Error, Result};
use paylinks::id::sha256_hex;
use paylinks::language::Language;
use paylinks::limits::{Limit, PUBLIC_PER_IP};
use paylinks::payment_links::PriceType;
use paylinks::pricing::Discount;
use paylinks::promotion_codes;
use paylinks::rollups::Book;
use paylinks_app::forms::Form;
use paylinks_app::pages::checkout::{OfferPage, PayForm, Seller, Typed, TypedCode};
use paylinks_app::site::Site;

use super::offer::{self, wants_json};
use super::page::site;
use super::visit::is_visit;
use super::wish::{self, wishes};
use super::{claim, prefill};
use crate::actor::{address, language};
use crate::render::document;
use crate::{AppState, Asker};

/// How long another process may show an old page.
const KEPT: Duration = Duration::from_secs(2);
/// How many pages are kept.
const MOST: u64 = 2_000;

const HTML: &str = "text/html; charset=utf-8";

/// The slug, the language asked for and whether the buyer chose it, and the version of all links.
type Key = (String, Language, bool, u64);

/// Pay pages that were rendered lately.
#[derive(Clone)]
pub struct PayPages(Option<Cache<Key, Rendered>>);

/// A rendered page and the mark of its bytes.
#[derive(Clone)]
struct Rendered {
    /// Where its visits are counted.
    book: Arc<Book>,
    /// When the link closes: a page is not kept beyond.
    closes_at: Option<Timestamp>,
    body: Bytes,
    /// The same, compressed, when it is kept: compressing each time would cost more than rendering.
    gzip: Option<Bytes>,
    etag: HeaderValue,
}

impl PayPages {
    /// An empty keep, or none at all when the settings say so.
    #[must_use]
    pub fn new(core: &Core) -> Self {
        let keep = || Cache::builder().max_capacity(MOST).time_to_live(KEPT).build();
        Self(core.config.page_cache.then(keep))
    }
}

/// A pay page that is kept, before anything else is done for the request. It is not logged at the usual
/// level: this is the address that many strangers open at once.
pub(crate) fn kept(app: &AppState, request: &Request) -> Option<Response> {
    let pages = app.pay_pages.0.as_ref()?;
    let slug = request.uri().path().strip_prefix("/p/")?;
    let other = is_own(request.uri()) || wants_json(request.headers());
    if request.method() != Method::GET || slug.contains('/') || other {
        return None;
    }
    let (language, chosen) = language(request.uri(), request.headers());
    let page = pages.get(&(slug.to_owned(), language, chosen, app.core.signals.pages_version()))?;
    if page.closes_at.is_some_and(|closes| closes <= app.core.clock.now()) {
        return None;
    }
    // Who asks too often is refused further in, with a page.
    let limit = Limit::new(&PUBLIC_PER_IP, address(request.extensions()));
    app.core.limits.check(&limit).ok()?;
    tracing::debug!(slug, "pay page from the cache");
    count(&app.core, &page.book, true, request.method(), request.headers());
    Some(answer(page, request.headers()))
}

/// The pay page.
pub(crate) async fn show(
    State(app): State<AppState>,
    Path(slug): Path<String>,
    request: Request,
) -> Response {
    if wants_json(request.headers()) {
        return offer::tell(&app, slug, address(request.extensions()), request.uri()).await;
    }
    let asker = Asker::of(&request);
    let key = (slug, asker.language, asker.language_chosen, app.core.signals.pages_version());
    let found = checkout_sessions::offer(&app.core, &key.0).await;
    let (mut wish, mut field) = (wish::read(request.uri()), None);
    if let Ok(offer) = &found {
        (field, wish.discount) = promotion(&app.core, offer, wish::code(request.uri())).await;
    }
    let found = found.and_then(|offer| {
        let book = Arc::new(offer.book());
        count(&app.core, &book, offer.sells(), request.method(), request.headers());
        let spoken = asker.language_on(offer.link.details.language);
        let prefill = prefill::read(request.uri().query());
        render(&app.core, site(&app, spoken), offer, book, (wish, field, prefill))
    });
    match found {
        Ok(mut page) => {
            if let Some(pages) = app.pay_pages.0.as_ref().filter(|_| !is_own(request.uri())) {
                page.gzip = compress(&page.body);
                pages.insert(key, page.clone());
            }
            answer(page, request.headers())
        }
        Err(error) => offer::vary(super::closed::say(&app, &key.0, &error, &asker).await),
    }
}

/// Counts a visit, when a person opened the page.
fn count(core: &Core, book: &Arc<Book>, sells: bool, method: &Method, headers: &HeaderMap) {
    if is_visit(method, headers, core.config.https()) {
        core.visits.count(book, core.clock.now(), sells);
    }
}

/// Whether the address asks for a page that is nobody else's.
fn is_own(address: &Uri) -> bool {
    wishes(address) || prefill::is_in(address.query())
}

/// The field for a promotion code, where the seller has some, and what the one in it takes off.
pub(super) async fn promotion(
    core: &Core,
    offer: &Offer,
    typed: String,
) -> (Option<TypedCode>, Option<Discount>) {
    let link = &offer.link;
    if !offer.takes_codes {
        return (None, None);
    }
    if typed.is_empty() {
        return (Some(TypedCode::default()), None);
    }
    match promotion_codes::usable(core, &link.merchant_id, &link.id, &link.terms(), &typed).await {
        Ok(promotion) => (Some(TypedCode { typed, wrong: None }), Some(promotion.discount())),
        Err(error) => (Some(TypedCode { typed, wrong: Some(error.code) }), None),
    }
}

fn render(
    core: &Core,
    site: Site,
    offer: Offer,
    book: Arc<Book>,
    (wish, field, form): (Wish, Option<TypedCode>, Form),
) -> Result<Rendered> {
    let closes_at = offer.link.details.availability.closes_at;
    if offer.link.price_type() == PriceType::Free {
        let html = claim::draw(core, site, offer, form);
        return rendered(html, book, closes_at);
    }
    let typed = Typed { form, ..Typed::default() };
    rendered(html(core, site, offer, (wish, field), typed)?, book, closes_at)
}

/// The pay page with what stands in its form, for what the buyer wants.
pub(super) fn html(
    core: &Core,
    site: Site,
    offer: Offer,
    (wish, field): (Wish, Option<TypedCode>),
    typed: Typed,
) -> Result<String> {
    let config = &core.config;
    let pay = PayForm {
        stripe_js: config.stripe.js_url.clone(),
        publishable_key: config.stripe.publishable_key.clone(),
        account: offer.account()?.to_owned(),
        origin: config.public_url.clone(),
        hosted: offer.hosted,
        now: core.clock.now(),
    };
    let Offer { link, merchant_name, brand, zone, .. } = offer;
    let seller = Seller { name: merchant_name, brand, zone };
    let (terms, revision) = (link.terms(), link.revision);
    let order = wish.nearest(&terms).order(&terms, config)?;
    Ok(document(|| {
        view! {
            <OfferPage
                site=site
                terms=terms
                order=order
                code=field
                revision=revision
                seller=seller
                pay=pay
                typed=typed
            />
        }
    }))
}

fn rendered(html: String, book: Arc<Book>, closes_at: Option<Timestamp>) -> Result<Rendered> {
    let mut mark = sha256_hex(&html);
    mark.truncate(16);
    // Weak, because the answer may be compressed on its way.
    let etag = HeaderValue::try_from(format!("W/\"{mark}\"")).map_err(Error::internal)?;
    Ok(Rendered { book, closes_at, body: Bytes::from(html), gzip: None, etag })
}

fn compress(body: &Bytes) -> Option<Bytes> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(body).and_then(|()| gzip.finish()).ok().map(Bytes::from)
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let wanted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut codings = wanted.split(',').map(|part| part.split(';').map(str::trim));
    codings.any(|mut coding| coding.next() == Some("gzip") && !coding.any(|weight| weight == "q=0"))
}

fn answer(page: Rendered, headers: &HeaderMap) -> Response {
    let fixed = HeaderValue::from_static;
    let same = headers.get(IF_NONE_MATCH).is_some_and(|known| *known == page.etag);
    let common = [
        (ETAG, page.etag),
        (CACHE_CONTROL, fixed("private, no-cache")),
        (VARY, fixed("accept, accept-language, cookie, accept-encoding")),
    ];
    if same {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    if let Some(gzip) = page.gzip.filter(|_| takes_gzip(headers)) {
        let length = HeaderValue::from(gzip.len());
        let coding =
            [(CONTENT_ENCODING, fixed("gzip")), (CONTENT_TYPE, fixed(HTML)), (CONTENT_LENGTH, length)];
        return (common, coding, gzip).into_response();
    }
    let length = HeaderValue::from(page.body.len());
    let body = [(CONTENT_TYPE, fixed(HTML)), (CONTENT_LENGTH, length)];
    (common, body, page.body).into_response()
}
