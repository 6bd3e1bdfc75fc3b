//! Stripe's refusals in the house's words. The cause kept for the log always names Stripe's request id.

use std::fmt;

use serde::Deserialize;

use crate::error::{Code, Error, Kind};

/// A call that did not end in a 2xx answer.
#[derive(Debug)]
pub(super) struct Failure {
    /// Method and path.
    pub(super) call: String,
    /// The HTTP status; None when no answer came.
    pub(super) status: Option<u16>,
    /// Stripe's `Request-Id`.
    pub(super) request_id: Option<String>,
    /// Stripe's `error` object, as far as it could be read.
    pub(super) detail: Detail,
}

/// Stripe's `error` object.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Detail {
    #[serde(rename = "type")]
    pub(super) kind: Option<String>,
    pub(super) code: Option<String>,
    pub(super) param: Option<String>,
    pub(super) message: Option<String>,
}

#[derive(Deserialize)]
struct Envelope {
    error: Detail,
}

impl Detail {
    /// Reads an error body; an unreadable one has no details.
    pub(super) fn read(body: &[u8]) -> Self {
        serde_json::from_slice::<Envelope>(body).map(|envelope| envelope.error).unwrap_or_default()
    }

    fn is_our_mistake(&self) -> bool {
        let code = self.code.as_deref().unwrap_or_default();
        let about_our_words = code.starts_with("parameter")
            || code == "payment_method_types_no_longer_supported"
            || code.is_empty() && self.param.is_some();
        about_our_words || self.kind.as_deref() == Some("idempotency_error")
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        let code = failure.detail.code.as_deref().unwrap_or_default();
        let error = match failure.status {
            None | Some(409 | 424 | 429 | 500..) => Error::unavailable(Code::StripeDown),
            _ if code == "resource_missing" => Error::not_found(),
            Some(404) => Error::not_found(),
            Some(401) => return Error::internal(failure),
            _ if code == "resource_already_exists" => Error::conflict(Code::StripeRefused),
            _ if failure.detail.is_our_mistake() => return Error::internal(failure),
            _ if code.ends_with("_unexpected_state") => Error::conflict(Code::StripeRefused),
            Some(_) => Error::new(Kind::Unavailable, Code::StripeRefused),
        };
        let error = match &failure.detail.message {
            Some(message) if error.code == Code::StripeRefused => error.saying(message.clone()),
            _ => error,
        };
        error.because(failure)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stripe {}", self.call)?;
        match self.status {
            Some(status) => write!(f, ": {status}")?,
            None => f.write_str(": no answer")?,
        }
        let parts = [&self.detail.kind, &self.detail.code, &self.detail.param, &self.detail.message];
        for part in parts.into_iter().flatten() {
            write!(f, " {part}")?;
        }
        write!(f, " ({})", self.request_id.as_deref().unwrap_or("no request id"))
    }
}

impl std::error::Error for Failure {}
