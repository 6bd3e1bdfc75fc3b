//! Every component in every state, in sandbox mode.

use axum::response::Response;
use leptos::prelude::*;
use paylinks_app::pages::GalleryPage;

use super::page::Page;

/// The gallery.
pub(crate) async fn show(page: Page) -> Response {
    page.show(|| view! { <GalleryPage site=page.site /> })
}
