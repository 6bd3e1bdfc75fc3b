//! A form as a page shows it: what was typed, what was wrong with it, and the key that makes it happen once.

use paylinks::error::{Code, Error, FieldError, Kind};
use serde::{Deserialize, Serialize};
use server_fn::codec::JsonEncoding;
use server_fn::error::{FromServerFnError, ServerFnErrorErr};

use crate::site::Site;
use crate::words;

/// The name of the hidden field with the idempotency key.
pub const KEY_FIELD: &str = "idempotency_key";

/// A form's state.
#[derive(Clone, Debug, Default)]
pub struct Form {
    values: Vec<(String, String)>,
    problem: Option<Problem>,
    key: String,
}

/// One field of a form's state.
#[derive(Clone, Debug)]
pub struct Field {
    /// The field's name.
    pub name: &'static str,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it.
    pub error: Option<FieldProblem>,
}

impl Form {
    /// An empty form under this idempotency key.
    #[must_use]
    pub fn new(key: impl Into<String>) -> Self {
        Self { key: key.into(), ..Self::default() }
    }

    /// A form that came back: everything typed, and what was wrong.
    #[must_use]
    pub fn returned(values: Vec<(String, String)>, problem: Problem) -> Self {
        let key = values.iter().find(|(name, _)| name == KEY_FIELD).map(|(_, key)| key.clone());
        Self { values, problem: Some(problem), key: key.unwrap_or_default() }
    }

    /// Writes `value` into a field, for the first showing.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// Ticks a checkbox when `on`.
    #[must_use]
    pub fn ticked(self, name: &str, on: bool) -> Self {
        if on { self.with(name, "on") } else { self }
    }

    /// One field.
    #[must_use]
    pub fn field(&self, name: &'static str) -> Field {
        let error = self.problem.as_ref().and_then(|problem| problem.of(name));
        Field { name, value: self.value(name).to_owned(), error: error.cloned() }
    }

    /// What is wrong with a field, in the reader's language.
    #[must_use]
    pub fn wrong(&self, site: Site, name: &str) -> Option<String> {
        self.problem.as_ref()?.of(name).map(|problem| problem.sentence(site))
    }

    /// What stands in a field.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Whether a checkbox is ticked.
    #[must_use]
    pub fn is_ticked(&self, name: &str) -> bool {
        self.values.iter().any(|(known, _)| known == name)
    }

    /// The idempotency key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The sentence above the form, when it came back.
    #[must_use]
    pub fn notice(&self, site: Site) -> Option<String> {
        let problem = self.problem.as_ref()?;
        let about_fields = !problem.fields.is_empty();
        Some(if about_fields { site.words().shared.check_fields.to_owned() } else { problem.sentence(site) })
    }
}

/// One field that was not right, as it travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldProblem {
    /// The field's name.
    pub field: String,
    /// The stable code.
    pub code: String,
    /// A figure or name that the sentence needs.
    pub detail: Option<String>,
}

impl FieldProblem {
    /// What is wrong, in the reader's language.
    #[must_use]
    pub fn sentence(&self, site: Site) -> String {
        let code = Code::parse(&self.code).unwrap_or(Code::Invalid);
        words::sentence(site.language, code, self.detail.as_deref())
    }
}

/// The house's error as server functions carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    kind: ProblemKind,
    /// The stable code.
    pub code: String,
    /// A sentence from outside worth showing.
    pub message: Option<String>,
    /// The fields concerned.
    pub fields: Vec<FieldProblem>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ProblemKind {
    Invalid,
    Unauthenticated,
    Forbidden,
    NotFound,
    Conflict,
    GoneInactive,
    GoneDeleted,
    KeyReused,
    TooLarge,
    UnsupportedMedia,
    TooMany { retry_after: u64 },
    Unavailable,
    Internal,
}

impl Problem {
    /// The same problem, with a field of the operation under the name it has in the form.
    #[must_use]
    pub fn renaming(mut self, from: &str, to: &str) -> Self {
        for problem in self.fields.iter_mut().filter(|problem| problem.field == from) {
            to.clone_into(&mut problem.field);
        }
        self
    }

    /// What is wrong, in the reader's language.
    #[must_use]
    pub fn sentence(&self, site: Site) -> String {
        let code = Code::parse(&self.code).unwrap_or(Code::Internal);
        self.message.clone().unwrap_or_else(|| words::sentence(site.language, code, None))
    }

    fn of(&self, name: &str) -> Option<&FieldProblem> {
        self.fields.iter().find(|problem| plain(&problem.field) == plain(name))
    }
}

/// Forms write `success_url` and `address[city]`, operations `successUrl` and `address.city`: the same field.
fn plain(name: &str) -> String {
    name.replace(['_', ']'], "").replace('[', ".").to_ascii_lowercase()
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let kind = match error.kind {
            Kind::Invalid => ProblemKind::Invalid,
            Kind::Unauthenticated => ProblemKind::Unauthenticated,
            Kind::Forbidden => ProblemKind::Forbidden,
            Kind::NotFound => ProblemKind::NotFound,
            Kind::Conflict => ProblemKind::Conflict,
            Kind::Gone { reason: "deleted" } => ProblemKind::GoneDeleted,
            Kind::Gone { .. } => ProblemKind::GoneInactive,
            Kind::KeyReused => ProblemKind::KeyReused,
            Kind::TooLarge => ProblemKind::TooLarge,
            Kind::UnsupportedMedia => ProblemKind::UnsupportedMedia,
            Kind::TooMany { retry_after } => ProblemKind::TooMany { retry_after },
            Kind::Unavailable => ProblemKind::Unavailable,
            Kind::Internal => ProblemKind::Internal,
        };
        let fields = error.fields.iter().map(|field| FieldProblem {
            field: field.field.clone(),
            code: field.code.as_str().to_owned(),
            detail: field.detail.clone(),
        });
        Self {
            kind,
            code: error.code.as_str().to_owned(),
            message: error.message.clone(),
            fields: fields.collect(),
        }
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        let kind = match problem.kind {
            ProblemKind::Invalid => Kind::Invalid,
            ProblemKind::Unauthenticated => Kind::Unauthenticated,
            ProblemKind::Forbidden => Kind::Forbidden,
            ProblemKind::NotFound => Kind::NotFound,
            ProblemKind::Conflict => Kind::Conflict,
            ProblemKind::GoneInactive => Kind::Gone { reason: "inactive" },
            ProblemKind::GoneDeleted => Kind::Gone { reason: "deleted" },
            ProblemKind::KeyReused => Kind::KeyReused,
            ProblemKind::TooLarge => Kind::TooLarge,
            ProblemKind::UnsupportedMedia => Kind::UnsupportedMedia,
            ProblemKind::TooMany { retry_after } => Kind::TooMany { retry_after },
            ProblemKind::Unavailable => Kind::Unavailable,
            ProblemKind::Internal => Kind::Internal,
        };
        let code = |text: &str| Code::parse(text).unwrap_or(Code::Internal);
        let fields = problem.fields.into_iter().map(|field| FieldError {
            code: code(&field.code),
            field: field.field,
            detail: field.detail,
        });
        let mut error = Self::new(kind, code(&problem.code));
        error.message = problem.message;
        error.fields = fields.collect();
        error
    }
}

impl FromServerFnError for Problem {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => Error::invalid(Code::Invalid).into(),
            other => Error::internal(std::io::Error::other(other.to_string())).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Assets;
    use paylinks::error::Fields;
    use paylinks::language::Language;

    static ASSETS: std::sync::LazyLock<Assets> = std::sync::LazyLock::new(Assets::default);

    fn site() -> Site {
        Site { language: Language::Ro, sandbox: true, theme: crate::site::Theme::System, assets: &ASSETS }
    }

    #[test]
    fn an_error_survives_the_journey() {
        let error = Fields::default().with("successUrl", Code::BadUrl, None).error();
        let there: Problem = error.into();
        let text = serde_json::to_string(&there).unwrap();
        let back: Error = serde_json::from_str::<Problem>(&text).unwrap().into();
        assert_eq!(back.kind, Kind::Invalid);
        assert_eq!(back.fields[0].code, Code::BadUrl);
        let busy: Problem = Error::new(Kind::TooMany { retry_after: 7 }, Code::RateLimited).into();
        assert_eq!(Error::from(busy).kind, Kind::TooMany { retry_after: 7 });
    }

    #[test]
    fn a_returned_form_keeps_all_that_was_typed() {
        let typed =
            vec![("success_url".to_owned(), "http://x".to_owned()), (KEY_FIELD.to_owned(), "k1".to_owned())];
        let problem = Error::field("successUrl", Code::BadUrl).into();
        let form = Form::returned(typed, problem);
        let field = form.field("success_url");
        assert_eq!(field.value, "http://x");
        assert_eq!(field.error.unwrap().sentence(site()), "Trebuie să fie o adresă https.");
        assert!(form.field("title").error.is_none());
        assert_eq!(form.key(), "k1");
        assert!(form.notice(site()).unwrap().contains("marcate"));
    }
}
