//! Merchants' logos at addresses that name their bytes, so that they may be kept for ever, by other sites too.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use paylinks::branding;
use paylinks::error::{Error, Result};
use paylinks::limits::{Limit, PICTURES_PER_IP};

use crate::actor::Visitor;
use crate::assets::FOR_EVER;
use crate::{AppState, problem};

/// A logo.
pub(crate) async fn logo(
    State(state): State<AppState>,
    visitor: Visitor,
    Path(file): Path<String>,
) -> Response {
    match find(&state, &visitor, &file).await {
        Ok(png) => {
            let headers = [(CONTENT_TYPE, "image/png"), (CACHE_CONTROL, FOR_EVER)];
            (headers.map(|(name, value)| (name, HeaderValue::from_static(value))), png).into_response()
        }
        Err(error) => problem::json(&error),
    }
}

async fn find(state: &AppState, visitor: &Visitor, file: &str) -> Result<Vec<u8>> {
    state.core.limits.check(&Limit::new(&PICTURES_PER_IP, &visitor.ip))?;
    let hash = file.strip_suffix(".png").ok_or_else(Error::not_found)?;
    if hash.len() > 64 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Error::not_found());
    }
    branding::logo(&state.core, hash).await?.ok_or_else(Error::not_found)
}
