//! The one error of the house. Rules return a [`Code`]; what it means over HTTP is the door's business.

use std::fmt;

pub use crate::error_code::Code;

/// Result with the house's error.
pub type Result<T> = std::result::Result<T, Error>;

/// One field that was not right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name on the wire, such as `amount` or `address.city`.
    pub field: String,
    /// What is wrong with it.
    pub code: Code,
    /// A figure or name that the sentence needs, such as the smallest amount.
    pub detail: Option<String>,
}

impl FieldError {
    /// The English sentence for this field.
    #[must_use]
    pub fn message(&self) -> String {
        self.code.sentence(self.detail.as_deref())
    }
}

/// What kind of failure it is; doors map it to a status once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The input is malformed or breaks a rule.
    Invalid,
    /// Nobody is signed in, or the token is no good.
    Unauthenticated,
    /// Signed in, but not allowed.
    Forbidden,
    /// It does not exist, or it is someone else's.
    NotFound,
    /// The state does not allow it.
    Conflict,
    /// It was here and no longer sells; `reason` is stable text such as `inactive`.
    Gone {
        /// Why, as stable text.
        reason: &'static str,
    },
    /// An idempotency key came back with another body.
    KeyReused,
    /// The body is larger than allowed.
    TooLarge,
    /// The content type is not one we read.
    UnsupportedMedia,
    /// Too many requests; try again after the seconds given.
    TooMany {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// Someone we depend on is down or refuses for now.
    Unavailable,
    /// A bug or a broken part; the text stays inside.
    Internal,
}

/// The error: kind, stable code, the fields concerned, and the inner cause that is only logged.
pub struct Error {
    /// What kind of failure.
    pub kind: Kind,
    /// The stable code.
    pub code: Code,
    /// A sentence from outside worth showing instead of the code's own, such as Stripe's decline reason.
    pub message: Option<String>,
    /// The fields concerned, first one first.
    pub fields: Vec<FieldError>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error of this kind with this code.
    #[must_use]
    pub fn new(kind: Kind, code: Code) -> Self {
        Self { kind, code, message: None, fields: Vec::new(), source: None }
    }

    /// One field is not right.
    #[must_use]
    pub fn field(field: impl Into<String>, code: Code) -> Self {
        Fields::default().with(field, code, None).error()
    }

    /// The input as a whole is not right.
    #[must_use]
    pub fn invalid(code: Code) -> Self {
        Self::new(Kind::Invalid, code)
    }

    /// It does not exist for this caller.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(Kind::NotFound, Code::NotFound)
    }

    /// The state does not allow it.
    #[must_use]
    pub fn conflict(code: Code) -> Self {
        Self::new(Kind::Conflict, code)
    }

    /// Nobody we know.
    #[must_use]
    pub fn unauthenticated() -> Self {
        Self::new(Kind::Unauthenticated, Code::Unauthorized)
    }

    /// Signed in, but not allowed.
    #[must_use]
    pub fn forbidden(code: Code) -> Self {
        Self::new(Kind::Forbidden, code)
    }

    /// A dependency is down or refuses.
    #[must_use]
    pub fn unavailable(code: Code) -> Self {
        Self::new(Kind::Unavailable, code)
    }

    /// A bug or a broken part; `source` is logged and never shown.
    #[must_use]
    pub fn internal(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self { source: Some(Box::new(source)), ..Self::new(Kind::Internal, Code::Internal) }
    }

    /// The same error as another kind.
    #[must_use]
    pub fn of_kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// Keeps `source` for the log.
    #[must_use]
    pub fn because(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// Shows `message` instead of the code's own sentence.
    #[must_use]
    pub fn saying(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// The English sentence to show.
    #[must_use]
    pub fn sentence(&self) -> String {
        match (&self.message, self.fields.first()) {
            (Some(message), _) => message.clone(),
            (None, Some(first)) => first.message(),
            (None, None) => self.code.sentence(None),
        }
    }

    /// The inner cause, for the log only.
    #[must_use]
    pub fn cause(&self) -> Option<String> {
        self.source.as_ref().map(ToString::to_string)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {} {:?}", self.kind, self.code.as_str(), self.fields)?;
        self.source.as_ref().map_or(Ok(()), |source| write!(f, ": {source}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.sentence())
    }
}

impl std::error::Error for Error {}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::PoolTimedOut => Self::unavailable(Code::DatabaseBusy).because(error),
            // PostgreSQL keeps no NUL in text; what holds one is no id of ours.
            sqlx::Error::Database(inner) if inner.code().as_deref() == Some("22021") => {
                Self::invalid(Code::BadCharacters).because(error)
            }
            _ => Self::internal(error),
        }
    }
}

/// Collects the fields that are not right, so that a form shows all of them at once.
#[derive(Clone, Debug, Default)]
pub struct Fields(Vec<FieldError>);

impl Fields {
    /// Notes that `field` is not right.
    pub fn push(&mut self, field: impl Into<String>, code: Code) {
        self.0.push(FieldError { field: field.into(), code, detail: None });
    }

    /// Notes that `field` is not right, with the figure that its sentence needs.
    #[must_use]
    pub fn with(mut self, field: impl Into<String>, code: Code, detail: Option<String>) -> Self {
        self.0.push(FieldError { field: field.into(), code, detail });
        self
    }

    /// The same as [`Fields::push`], with the figure that the sentence needs.
    pub fn push_detail(&mut self, field: impl Into<String>, code: Code, detail: impl Into<String>) {
        self.0.push(FieldError { field: field.into(), code, detail: Some(detail.into()) });
    }

    /// Takes the value, or notes the fields that the error names.
    ///
    /// # Errors
    /// Passes on every error that is not about a field.
    pub fn take<T>(&mut self, result: Result<T>) -> Result<Option<T>> {
        match result {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.kind == Kind::Invalid && !error.fields.is_empty() => {
                self.0.extend(error.fields);
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// Whether nothing was noted.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The error that carries every noted field.
    #[must_use]
    pub fn error(self) -> Error {
        let code = self.0.first().map_or(Code::Invalid, |first| first.code);
        Error { fields: self.0, ..Error::invalid(code) }
    }

    /// The value, when there is one and nothing was noted.
    ///
    /// # Errors
    /// Every noted field in one error.
    pub fn or<T>(self, value: Option<T>) -> Result<T> {
        value.filter(|_| self.is_empty()).ok_or_else(|| self.error())
    }

    /// Fine when nothing was noted.
    ///
    /// # Errors
    /// Every noted field in one error.
    pub fn check(self) -> Result<()> {
        if self.is_empty() { Ok(()) } else { Err(self.error()) }
    }
}
