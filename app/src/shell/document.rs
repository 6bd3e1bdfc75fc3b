//! The document around everything.

use leptos::either::Either;
use leptos::prelude::*;

use crate::site::Site;

/// How a public page is found and previewed.
#[derive(Clone, Debug)]
pub struct Public {
    /// One or two sentences about it.
    pub description: String,
    /// The full address under which it is known.
    pub address: String,
}

/// The document around everything. Its body keeps its type: erasing it copies every attribute of the pay page.
#[component]
pub fn Document<C: IntoView + 'static>(
    site: Site,
    #[prop(into)] title: String,
    sheet: String,
    script: Option<String>,
    /// Stripe's script, on the pay page only.
    #[prop(optional_no_strip)]
    stripe: Option<String>,
    /// How search engines and previews know it; other pages ask not to be found.
    #[prop(optional_no_strip)]
    public: Option<Public>,
    class: &'static str,
    /// Whether it is only looked at: nothing in it takes a click or the focus.
    #[prop(optional)]
    still: bool,
    children: TypedChildren<C>,
) -> impl IntoView {
    let script = script.map(|src| view! { <script type="module" src=src></script> });
    let stripe = stripe.map(|src| view! { <script src=src async=true></script> });
    let found = match public {
        Some(public) => Either::Left(view! { <Found public=public title=title.clone() /> }),
        None => Either::Right(view! { <meta name="robots" content="noindex" /> }),
    };
    view! {
        <html lang=site.language.tag() data-theme=site.theme.chosen()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>{title}</title>
                {found}
                <link rel="icon" href=site.assets.icon.clone() type="image/svg+xml" />
                <link rel="stylesheet" href=sheet />
                {stripe}
                {script}
            </head>
            <body class=class inert=still>{children.into_inner()()}</body>
        </html>
    }
}

#[component]
fn Found(public: Public, title: String) -> impl IntoView {
    let Public { description, address } = public;
    let previews = [
        ("og:type", "website".to_owned()),
        ("og:title", title),
        ("og:description", description.clone()),
        ("og:url", address.clone()),
    ]
    .map(|(name, text)| leptos::html::meta().attr("property", name).content(text));
    view! {
        <meta name="description" content=description />
        <link rel="canonical" href=address />
        {previews.collect_view()}
    }
}
