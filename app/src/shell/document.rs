//! The document around everything.

use leptos::prelude::*;

use crate::site::Site;

/// The document around everything.
#[component]
pub fn Document(
    site: Site,
    #[prop(into)] title: String,
    sheet: String,
    script: Option<String>,
    /// Stripe's script, on the pay page only.
    #[prop(optional)]
    stripe: Option<String>,
    /// What search engines and previews say of it, on public pages only.
    #[prop(optional)]
    description: Option<String>,
    class: &'static str,
    /// Whether it is only looked at: nothing in it takes a click or the focus.
    #[prop(optional)]
    still: bool,
    children: Children,
) -> impl IntoView {
    let script = script.map(|src| view! { <script type="module" src=src></script> });
    let stripe = stripe.map(|src| view! { <script src=src async=true></script> });
    let description = description.map(|text| view! { <meta name="description" content=text /> });
    view! {
        <html lang=site.language.tag() data-theme=site.theme.chosen()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>{title}</title>
                {description}
                <link rel="icon" href=site.assets.icon.clone() type="image/svg+xml" />
                <link rel="stylesheet" href=sheet />
                {stripe}
                {script}
            </head>
            <body class=class inert=still>{children()}</body>
        </html>
    }
    .into_any()
}
