//! QR codes as files, for pages to show and for people to keep.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use paylinks::error::Error;
use paylinks::payment_links::{GetPayLinkQr, QrFormat};
use serde::Deserialize;

use super::page::{Answer, Fail, Page};

/// How large, and whether to keep it as a file.
#[derive(Deserialize)]
pub(crate) struct Wish {
    size: Option<i64>,
    download: Option<String>,
}

/// As lines.
pub(crate) async fn svg(page: Page, Path(id): Path<String>, Query(wish): Query<Wish>) -> Answer {
    draw(&page, id, QrFormat::Svg, wish).await
}

/// As pixels.
pub(crate) async fn png(page: Page, Path(id): Path<String>, Query(wish): Query<Wish>) -> Answer {
    draw(&page, id, QrFormat::Png, wish).await
}

async fn draw(page: &Page, id: String, format: QrFormat, wish: Wish) -> Answer {
    let code = page.ask(GetPayLinkQr { id, format: Some(format), size: wish.size }).await?;
    let (kind, ending, bytes) = match format {
        QrFormat::Svg => ("image/svg+xml", "svg", code.svg.unwrap_or_default().into_bytes()),
        QrFormat::Png => {
            let png = STANDARD.decode(code.png.unwrap_or_default());
            ("image/png", "png", png.map_err(Error::internal)?)
        }
    };
    let mut response: Response = bytes.into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if wish.download.is_some() {
        let name = HeaderValue::try_from(format!("attachment; filename=\"{}.{ending}\"", code.slug));
        let name = name.map_err(|error| Fail::from(Error::internal(error)))?;
        response.headers_mut().insert(CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
