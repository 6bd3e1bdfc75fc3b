//! What a refusal needs to know of whoever asked: how they read, where they were, and the request's id.

use axum::extract::Request;
use http::request::Parts;
use http::{Extensions, HeaderMap, Method, Uri};
use paylinks::language::Language;
use paylinks::payment_links::PageLanguage;
use paylinks_app::links;
use paylinks_app::site::Theme;

use crate::actor::{language, theme};

/// The id under which a request is logged; every request carries it.
#[derive(Clone, Debug)]
pub(crate) struct RequestId(pub(crate) String);

/// Who asked, as far as a page without a session needs to know.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The language they read.
    pub language: Language,
    /// Whether they chose it, in the address or before.
    pub language_chosen: bool,
    /// Their choice of light and dark.
    pub theme: Theme,
    /// The id under which the log tells of the request.
    pub request_id: Option<String>,
    /// The address they asked for, when asking again does no harm.
    pub again: Option<String>,
}

impl Asker {
    /// Who sent this request.
    #[must_use]
    pub fn of(request: &Request) -> Self {
        Self::read(request.method(), request.uri(), request.headers(), request.extensions())
    }

    /// Who sent the request with this head.
    #[must_use]
    pub fn of_parts(parts: &Parts) -> Self {
        Self::read(&parts.method, &parts.uri, &parts.headers, &parts.extensions)
    }

    /// The language of a link's pages for them: what they chose, or else what its seller has set.
    #[must_use]
    pub fn language_on(&self, setting: PageLanguage) -> Language {
        setting.fixed().filter(|_| !self.language_chosen).unwrap_or(self.language)
    }

    fn read(method: &Method, uri: &Uri, headers: &HeaderMap, extensions: &Extensions) -> Self {
        let path = uri.path_and_query().map(ToString::to_string).unwrap_or_default();
        let (language, language_chosen) = language(uri, headers);
        Self {
            language,
            language_chosen,
            theme: theme(headers),
            request_id: extensions.get::<RequestId>().map(|id| id.0.clone()),
            again: (method == Method::GET && links::is_ours(&path)).then_some(path),
        }
    }
}
