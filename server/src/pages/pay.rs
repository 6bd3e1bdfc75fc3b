//! Paying without scripts, or where the merchant wants it so: the pay page's form leads to Stripe's own page. What was
//! wrong comes back with everything that was typed; so does an attempt that was not finished.

use axum::body::{Bytes, to_bytes};
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use http::header::SET_COOKIE;
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use paylinks::actor::Actor;
use paylinks::checkout_sessions::hosted::{Kept, kept};
use paylinks::checkout_sessions::{
    self, Address, HostedCheckout, Offer, StartHostedCheckout, StartPayment, Wish,
};
use paylinks::collecting::{Answered, FieldKind};
use paylinks::error::{Code, Error, Fields, Kind, Result};
use paylinks::money::parse_typed;
use paylinks::operation::{Call, Entry};
use paylinks::payment_links::PriceType;
use paylinks_app::forms::Form;
use paylinks_app::pages::checkout::Typed;
use paylinks_app::site::Site;
use paylinks_app::{format, links, words};

use super::checkout;
use super::form::Posted;
use super::page::{go, site};
use super::{typed, wish};
use crate::actor::{Visitor, attempt_cookie, attempt_token};
use crate::{AppState, Asker, problem};

/// The fields of an order.
const CART: [&str; 3] = ["quantity", "items", "code"];
/// The largest form of a buyer.
const FORM_LIMIT: usize = 64 * 1024;

/// The form of a pay page: on to Stripe's page, or back with what was wrong.
pub(crate) async fn start(
    State(app): State<AppState>,
    Path(slug): Path<String>,
    request: Request,
) -> Response {
    let asker = Asker::of(&request);
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, FORM_LIMIT).await else {
        return super::refuse(&app, &Error::new(Kind::TooLarge, Code::BodyTooLarge), &asker);
    };
    let https = app.core.config.https();
    // Whoever pays is the buyer in the seller's story, also when signed in as somebody of ours.
    let buyer = Visitor::read(&parts, https).actor();
    match begin(&app, &buyer, &slug, &body, attempt_token(&parts.headers, https)).await {
        Ok(started) => {
            let mut response = go(&started.url);
            if let Some(cookie) = attempt_cookie(&slug, &started.client_secret, https) {
                response.headers_mut().insert(SET_COOKIE, cookie);
            }
            response
        }
        Err(error) => back(&app, &slug, &body, &error, &asker).await,
    }
}

async fn begin(
    app: &AppState,
    buyer: &Actor,
    slug: &str,
    body: &Bytes,
    token: Option<String>,
) -> Result<HostedCheckout> {
    let posted = Posted::read(body).into_pairs();
    let told = posted.iter().filter(|(name, _)| name != "amount" && name != "slug" && name != "clientSecret");
    let told = told.map(|(name, text)| (name.as_str(), text.as_str()));
    let mut input = typed::input(&Entry::of::<StartHostedCheckout>(), told);
    input.insert("slug".into(), slug.into());
    let start: StartPayment =
        serde_json::from_value(input.into()).map_err(|error| Error::invalid(Code::Invalid).because(error))?;
    // An amount stands in the form as people write it.
    let amount = posted.iter().find(|(name, _)| name == "amount");
    let amount = amount.map(|(_, text)| parse_typed(text, "amount")).transpose();
    let (amount_minor, unread) = match amount {
        Ok(minor) => (minor, None),
        Err(error) => (None, Some(error)),
    };
    let start = StartHostedCheckout(StartPayment { amount_minor, client_secret: token, ..start });
    let started = app.core.run(buyer, Call::default(), start).await;
    match (started, unread) {
        (Err(mut error), Some(unread)) if error.fields.iter().any(|field| field.field == "amount") => {
            error.fields.retain(|field| field.field != "amount");
            error.fields.splice(0..0, unread.fields);
            Err(error)
        }
        (started, _) => started,
    }
}

/// The form as it comes back, if the link still sells.
async fn back(app: &AppState, slug: &str, body: &Bytes, error: &Error, asker: &Asker) -> Response {
    let offer = match checkout_sessions::offer(&app.core, slug).await {
        // What is free has a form of its own.
        Ok(offer) if offer.link.price_type() == PriceType::Free => return go(&links::pay(slug)),
        Ok(offer) if offer.account().is_ok() => offer,
        Ok(_) => return super::closed::say(app, slug, error, asker).await,
        Err(gone) => return super::closed::say(app, slug, &gone, asker).await,
    };
    problem::log(error);
    let site = Site { theme: asker.theme, ..site(app, asker.language_on(offer.link.details.language)) };
    let wrong = error.fields.iter().fold(Fields::default(), |wrong, field| {
        wrong.with(field.field.clone(), field.code, field.detail.clone())
    });
    let form = Form::returned(Posted::read(body).into_pairs(), wrong.error().into());
    let about_fields = !error.fields.is_empty();
    let words = site.words();
    // What is wrong in the cart has no place of its own: the cart is another form.
    let cart = error.fields.iter().find(|field| CART.iter().any(|name| field.field.starts_with(name)));
    let told = match error.code {
        _ if cart.is_some() => cart.map_or_else(String::new, |wrong| {
            words::sentence(site.language, wrong.code, wrong.detail.as_deref())
        }),
        _ if about_fields => words.checkout.check.to_owned(),
        Code::LinkUsedUp => words.checkout.all_held.to_owned(),
        code => error.message.clone().unwrap_or_else(|| words::sentence(site.language, code, None)),
    };
    let typed = Typed { form, error: Some(told), note: None };
    let status =
        if error.kind == Kind::Invalid { StatusCode::UNPROCESSABLE_ENTITY } else { problem::status(error) };
    let mut response = show(app, site, offer, (wish::told(body), wish::told_code(body)), status, typed).await;
    problem::mark(error, &mut response);
    response
}

/// The pay page with what was typed in an attempt that was not finished, for the browser that holds its token.
pub(crate) async fn again(
    State(app): State<AppState>,
    Path((slug, session)): Path<(String, String)>,
    request: Request,
) -> Response {
    let asker = Asker::of(&request);
    let (parts, _) = request.into_parts();
    match kept_offer(&app, &slug, &session, &parts).await {
        Ok((_, None)) => go(&links::pay(&slug)),
        Ok((_, Some(kept))) if kept.paid => go(&links::outcome(&slug, &session)),
        Ok((offer, Some(kept))) => {
            let site =
                Site { theme: asker.theme, ..site(&app, asker.language_on(offer.link.details.language)) };
            let words = &site.words().checkout;
            let note = Some(if kept.over { words.expired } else { words.kept });
            let typed = Typed { form: form_of(site, &kept), error: None, note };
            show(&app, site, offer, (kept.wish, kept.code), StatusCode::OK, typed).await
        }
        Err(error) => super::closed::say(&app, &slug, &error, &asker).await,
    }
}

async fn kept_offer(
    app: &AppState,
    slug: &str,
    session: &str,
    parts: &Parts,
) -> Result<(Offer, Option<Kept>)> {
    let offer = checkout_sessions::offer(&app.core, slug).await?;
    offer.account()?;
    let token = attempt_token(&parts.headers, app.core.config.https()).unwrap_or_default();
    let kept = kept(&app.core, &offer.link.id, session, &token).await?;
    Ok((offer, kept))
}

fn form_of(site: Site, kept: &Kept) -> Form {
    let known = |text: &Option<String>| text.clone().unwrap_or_default();
    let answers = &kept.answers;
    let form = Form::default()
        .with("email", known(&kept.email))
        .with("name", known(&kept.name))
        .with("phone", known(&kept.phone))
        .with(
            "amount",
            kept.wish.amount_minor.map_or_else(String::new, |minor| format::typed(site.language, minor)),
        );
    let form = with_address(form, "address", kept.address.clone().unwrap_or_default());
    let form = with_address(form, "shippingAddress", answers.shipping_address.clone().unwrap_or_default());
    let form = match &answers.company {
        Some(company) => form
            .with("company[name]", company.name.clone())
            .with("company[taxId]", company.tax_id.clone())
            .with("company[country]", company.country.clone()),
        None => form,
    };
    let utm = answers.utm.clone().unwrap_or_default();
    let came = [
        ("source", utm.source),
        ("medium", utm.medium),
        ("campaign", utm.campaign),
        ("term", utm.term),
        ("content", utm.content),
    ];
    let form = came
        .into_iter()
        .filter_map(|(part, text)| Some((part, text?)))
        .fold(form, |form, (part, text)| form.with(&format!("utm[{part}]"), text));
    // A tick that is not set stands in no form.
    let set = |answer: &&Answered| answer.kind != FieldKind::Checkbox || answer.value == "true";
    let own = answers.custom_fields.iter().filter(set);
    own.fold(form, |form, answer| form.with(&format!("customFields[{}]", answer.id), answer.value.clone()))
}

fn with_address(form: Form, at: &str, address: Address) -> Form {
    let parts = [
        ("line1", address.line1),
        ("line2", address.line2),
        ("postalCode", address.postal_code),
        ("city", address.city),
        ("country", address.country),
    ];
    parts.into_iter().fold(form, |form, (part, text)| form.with(&format!("{at}[{part}]"), text))
}

async fn show(
    app: &AppState,
    site: Site,
    offer: Offer,
    (mut wish, code): (Wish, String),
    status: StatusCode,
    typed: Typed,
) -> Response {
    let field;
    (field, wish.discount) = checkout::promotion(&app.core, &offer, code).await;
    match checkout::html(&app.core, site, offer, (wish, field), typed) {
        Ok(html) => {
            let mut response = (status, axum::response::Html(html)).into_response();
            let language = HeaderValue::from_static(site.language.tag());
            response.headers_mut().insert(http::header::CONTENT_LANGUAGE, language);
            response
        }
        Err(error) => problem::json(&error),
    }
}
