//! What an error means over HTTP: the only place in the house where errors become statuses.

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{HeaderValue, StatusCode};
use paylinks::error::{Code, Error, FieldError, Kind};
use paylinks::language::Language;
use paylinks_app::words;
use serde_json::{Value, json};

/// Seconds to wait when something we depend on is down.
const UNAVAILABLE_RETRY: u64 = 5;

/// The status of this error.
#[must_use]
pub fn status(error: &Error) -> StatusCode {
    match error.kind {
        Kind::Invalid if error.code == Code::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Kind::Invalid => StatusCode::BAD_REQUEST,
        Kind::Unauthenticated => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::Gone { .. } => StatusCode::GONE,
        Kind::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Kind::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Kind::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The error as the API answers it; its inner cause goes to the log and nowhere else.
#[must_use]
pub fn json(error: &Error) -> Response {
    json_in(error, Language::En)
}

/// The same, its sentences in the language of whoever reads them.
#[must_use]
pub fn json_in(error: &Error, language: Language) -> Response {
    log(error);
    let mut response = (status(error), body(error, language).to_string()).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    mark(error, &mut response);
    response
}

/// Adds the headers that belong to this error, whatever its body is.
pub fn mark(error: &Error, response: &mut Response) {
    let headers = response.headers_mut();
    match error.kind {
        Kind::Unauthenticated => {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        Kind::TooMany { retry_after } => {
            headers.insert(RETRY_AFTER, retry_after.into());
        }
        Kind::Unavailable => {
            headers.insert(RETRY_AFTER, UNAVAILABLE_RETRY.into());
        }
        _ => {}
    }
}

/// Logs the inner cause of a failure of ours, once, under the request's span.
pub fn log(error: &Error) {
    let cause = error.cause().unwrap_or_default();
    match error.kind {
        Kind::Internal => tracing::error!(code = error.code.as_str(), cause, "request failed"),
        Kind::Unavailable => tracing::warn!(code = error.code.as_str(), cause, "dependency unavailable"),
        _ if !cause.is_empty() => tracing::info!(code = error.code.as_str(), cause, "request refused"),
        _ => {}
    }
}

fn body(error: &Error, language: Language) -> Value {
    let about = |field: &FieldError| words::sentence(language, field.code, field.detail.as_deref());
    let message = match (&error.message, error.fields.first()) {
        (Some(message), _) => message.clone(),
        (None, Some(first)) => about(first),
        (None, None) => words::sentence(language, error.code, None),
    };
    let mut inner = json!({ "message": message, "code": error.code.as_str() });
    if let Some(first) = error.fields.first() {
        let fields = error.fields.iter().map(
            |field| json!({ "field": field.field, "code": field.code.as_str(), "message": about(field) }),
        );
        inner["field"] = first.field.clone().into();
        inner["fields"] = fields.collect();
    }
    if let Kind::Gone { reason } = error.kind {
        inner["reason"] = reason.into();
    }
    json!({ "error": inner })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_401_has_its_documented_body() {
        let error = Error::unauthenticated();
        assert_eq!(
            body(&error, Language::En).to_string(),
            r#"{"error":{"code":"UNAUTHORIZED","message":"Unauthorized"}}"#
        );
        assert_eq!(json(&error).headers()[WWW_AUTHENTICATE], "Bearer");
    }

    #[test]
    fn a_cause_is_never_sent() {
        let error = Error::internal(std::io::Error::other("password=hunter2"));
        assert_eq!(status(&error), StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!body(&error, Language::En).to_string().contains("hunter2"));
    }

    #[test]
    fn gone_says_why_and_limits_say_when() {
        let gone = Error::new(Kind::Gone { reason: "inactive" }, Code::LinkInactive);
        assert_eq!(body(&gone, Language::En)["error"]["reason"], "inactive");
        let many = json(&Error::new(Kind::TooMany { retry_after: 12 }, Code::RateLimited));
        assert_eq!(many.headers()[RETRY_AFTER], "12");
        let down = json(&Error::unavailable(Code::StripeDown));
        assert_eq!(down.headers()[RETRY_AFTER], "5");
    }
}
