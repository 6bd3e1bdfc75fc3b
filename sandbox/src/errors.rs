//! Errors as Stripe words them: one envelope, a status, and the fields its clients look at.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

/// What a resource function answers.
pub(crate) type Result<T = Value> = std::result::Result<T, StripeError>;

/// One refusal.
#[derive(Debug, Clone)]
pub(crate) struct StripeError {
    /// The HTTP status.
    pub(crate) status: StatusCode,
    /// The fields inside `error`.
    pub(crate) fields: Map<String, Value>,
}

impl StripeError {
    /// A refusal with a type and a message.
    pub(crate) fn new(status: StatusCode, kind: &str, message: impl Into<String>) -> Self {
        let mut fields = Map::new();
        fields.insert("type".into(), kind.into());
        fields.insert("message".into(), message.into().into());
        Self { status, fields }
    }

    /// `invalid_request_error`, 400.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request_error", message)
    }

    /// A parameter that must be given was not.
    pub(crate) fn missing(param: &str) -> Self {
        Self::invalid(format!("Missing required param: {param}.")).code("parameter_missing").param(param)
    }

    /// A parameter that this call does not know.
    pub(crate) fn unknown(param: &str) -> Self {
        Self::invalid(format!("Received unknown parameter: {param}")).code("parameter_unknown").param(param)
    }

    /// Not a whole number.
    pub(crate) fn not_an_integer(param: &str, value: &str) -> Self {
        Self::invalid(format!("Invalid integer: {value}")).code("parameter_invalid_integer").param(param)
    }

    /// No such object on this account.
    pub(crate) fn no_such(what: &str, id: &str, param: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "invalid_request_error", format!("No such {what}: '{id}'"))
            .code("resource_missing")
            .param(param)
    }

    /// The card was refused: 402.
    pub(crate) fn card(code: &str, message: &str) -> Self {
        Self::new(StatusCode::PAYMENT_REQUIRED, "card_error", message).code(code)
    }

    /// The caller may not act as this account.
    pub(crate) fn no_access(key: &str, account: &str) -> Self {
        let shown = format!(
            "{}***{}",
            key.get(..8).unwrap_or("sk_test_"),
            key.get(key.len().saturating_sub(4)..).unwrap_or("")
        );
        Self::new(
            StatusCode::FORBIDDEN,
            "invalid_request_error",
            format!(
                "The provided key '{shown}' does not have access to account '{account}' (or that account does not exist). Application access may have been revoked."
            ),
        )
        .code("account_invalid")
    }

    /// Adds the code, with the address where Stripe explains it.
    pub(crate) fn code(self, code: &str) -> Self {
        self.with("code", code.into())
            .with("doc_url", format!("https://stripe.com/docs/error-codes/{}", code.replace('_', "-")).into())
    }

    /// Names the parameter at fault.
    pub(crate) fn param(self, param: &str) -> Self {
        self.with("param", param.into())
    }

    /// Adds any other field.
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.fields.insert(name.into(), value);
        self
    }

    /// The JSON body.
    pub(crate) fn body(&self) -> Value {
        json!({ "error": self.fields })
    }
}
