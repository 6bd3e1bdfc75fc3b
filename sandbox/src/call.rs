//! One call of the API after the front door has looked at it: who calls, as which account, with what.

use axum::http::{HeaderMap, StatusCode};
use base64::Engine;

use crate::errors::{Result, StripeError};
use crate::form::Params;
use crate::state::{Kind, PLATFORM, State};

/// Who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    /// A server, with `sk_test_…`.
    Secret(String),
    /// A browser, with `pk_test_…`.
    Publishable,
}

/// One call.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    /// The method, in capitals.
    pub(crate) method: String,
    /// The path from `/v1/…`.
    pub(crate) path: String,
    /// Decoded query and body.
    pub(crate) params: Params,
    /// Who calls.
    pub(crate) key: Key,
    /// The account acted on.
    pub(crate) account: String,
    /// The `Idempotency-Key`, if any.
    pub(crate) idempotency_key: Option<String>,
    /// The id of this request.
    pub(crate) request_id: String,
}

impl Call {
    /// Whether a browser calls, which sees less.
    pub(crate) fn is_browser(&self) -> bool {
        self.key == Key::Publishable
    }

    /// Refuses browsers.
    pub(crate) fn secret_only(&self) -> Result<()> {
        if self.is_browser() {
            return Err(StripeError::new(
                StatusCode::UNAUTHORIZED,
                "invalid_request_error",
                "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.",
            )
            .code("secret_key_required"));
        }
        Ok(())
    }

    /// Refuses calls on behalf of a connected account where only the platform may act.
    pub(crate) fn on_platform(&self) -> bool {
        self.account == PLATFORM
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|v| v.to_str().ok()).filter(|v| !v.is_empty())
}

fn presented_key(headers: &HeaderMap, params: &mut Params) -> Option<String> {
    let from_params = params.take("key");
    let Some(authorization) = header(headers, "authorization") else { return from_params };
    let (scheme, rest) = authorization.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.trim().to_owned());
    }
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = base64::engine::general_purpose::STANDARD.decode(rest.trim()).ok()?;
    let pair = String::from_utf8(pair).ok()?;
    Some(pair.split(':').next().unwrap_or_default().to_owned())
}

/// Finds out who calls and as which account.
pub(crate) fn identify(
    state: &State,
    headers: &HeaderMap,
    params: &mut Params,
) -> Result<(Key, String, Option<String>)> {
    let refused =
        |message: String| Err(StripeError::new(StatusCode::UNAUTHORIZED, "invalid_request_error", message));
    let Some(key) = presented_key(headers, params) else {
        return refused(
            "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').".into(),
        );
    };
    let who = if key.len() > 8 && (key.starts_with("sk_test_") || key.starts_with("rk_test_")) {
        Key::Secret(key.clone())
    } else if key.len() > 8 && key.starts_with("pk_test_") {
        Key::Publishable
    } else {
        return refused(format!("Invalid API Key provided: {}****", key.chars().take(8).collect::<String>()));
    };
    let from_params = params.take("_stripe_account");
    let version = params.take("_stripe_version");
    let account = header(headers, "stripe-account").map(str::to_owned).or(from_params);
    let version = header(headers, "stripe-version").map(str::to_owned).or(version);
    let Some(account) = account.filter(|a| a != PLATFORM) else {
        return Ok((who, PLATFORM.to_owned(), version));
    };
    if state.get(Kind::Account, PLATFORM, &account).is_none()
        || state.get(Kind::Revoked, PLATFORM, &account).is_some()
    {
        return Err(StripeError::no_access(&key, &account));
    }
    Ok((who, account, version))
}

/// Refuses keys that are too long.
pub(crate) fn idempotency_key(headers: &HeaderMap, method: &str) -> Result<Option<String>> {
    let Some(key) = header(headers, "idempotency-key").filter(|_| method == "POST") else { return Ok(None) };
    if key.len() > 255 {
        return Err(StripeError::new(
            StatusCode::BAD_REQUEST,
            "idempotency_error",
            "Idempotency keys may be at most 255 characters long.",
        ));
    }
    Ok(Some(key.to_owned()))
}
