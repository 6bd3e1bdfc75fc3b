//! An address as a picture that cameras read.

use leptos::prelude::*;

/// A QR code; `src` is drawn by the server.
#[component]
pub fn Qr(#[prop(into)] src: String, #[prop(into)] alt: String) -> impl IntoView {
    view! { <img class="qr" src=src alt=alt width="176" height="176" loading="lazy" /> }.into_any()
}
