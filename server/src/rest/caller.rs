//! Who calls the API: the bearer of a token, or nobody. Cookies are never read here.

use http::header::AUTHORIZATION;
use http::request::Parts;
use paylinks::actor::{Actor, Door};
use paylinks::error::{Error, Result};
use paylinks::tokens;

use crate::AppState;
use crate::actor::Visitor;

/// The caller of this request; a public operation asks for no token and looks at none.
///
/// # Errors
/// 401 when a token is needed and missing, or no good.
pub(super) async fn find(state: &AppState, parts: &Parts, public: bool) -> Result<Actor> {
    let visitor = Visitor::read(parts, state.core.config.https());
    let actor = if public { Actor::default() } else { bearer(state, parts).await? };
    // The binding cookie belongs to sign-in pages; a bearer or a public call is not a browser of ours.
    Ok(Actor { door: Door::Rest, browser: None, ..visitor.dress(actor) })
}

async fn bearer(state: &AppState, parts: &Parts) -> Result<Actor> {
    let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = header
        .and_then(|text| text.split_once(' '))
        .filter(|(scheme, token)| scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty());
    match token {
        Some((_, token)) => tokens::authenticate(&state.core, token.trim()).await,
        None => Err(Error::unauthenticated()),
    }
}
