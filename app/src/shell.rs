//! Whole documents: head, bar, frame. Every page returns one of these.

use leptos::prelude::*;

use crate::components::{Brand, Icon, SandboxBar, Sign};
use crate::links;
use crate::site::Site;

/// The document around everything. Its body keeps its type: erasing it copies every attribute of the pay page.
#[component]
pub fn Document<C: IntoView + 'static>(
    site: Site,
    #[prop(into)] title: String,
    sheet: String,
    script: Option<String>,
    /// Stripe's script, on the pay page only.
    #[prop(optional)]
    stripe: Option<String>,
    class: &'static str,
    children: TypedChildren<C>,
) -> impl IntoView {
    let script = script.map(|src| view! { <script type="module" src=src></script> });
    let stripe = stripe.map(|src| view! { <script src=src async=true></script> });
    view! {
        <html lang=site.language.tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>{title}</title>
                <link rel="icon" href=site.assets.icon.clone() type="image/svg+xml" />
                <link rel="stylesheet" href=sheet />
                {stripe}
                {script}
            </head>
            <body class=class>{children.into_inner()()}</body>
        </html>
    }
}

/// Who is signed in, as the dashboard's frame shows it.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Their e-mail.
    pub email: String,
    /// Their merchant's name.
    pub merchant: String,
}

/// The parts of the dashboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// Links.
    Links,
    /// Payments.
    Payments,
    /// Settings.
    Settings,
}

/// A page of the dashboard.
#[component]
pub fn Dashboard(
    site: Site,
    person: Person,
    here: Here,
    #[prop(into)] title: String,
    children: Children,
) -> impl IntoView {
    let words = site.words();
    let places = [
        (Here::Links, links::LINKS, words.nav.links, Sign::Link),
        (Here::Payments, links::PAYMENTS, words.nav.payments, Sign::Card),
        (Here::Settings, links::SETTINGS, words.nav.settings, Sign::Sliders),
    ];
    let places = places.map(|(place, href, word, sign)| {
        let current = (place == here).then_some("page");
        view! { <li><a href=href aria-current=current><Icon sign=sign /><span>{word}</span></a></li> }
    });
    view! {
        <Document
            site=site
            title=format!("{title} · paylinks")
            sheet=site.assets.app_css.clone()
            script=Some(site.assets.app_js.clone())
            class="dash"
        >
            <a class="skip" href="#main">{words.common.skip}</a>
            <div class="dash__bar"><SandboxBar site=site /></div>
            <header class="dash__side">
                <Brand name=person.merchant href=links::LINKS />
                <nav class="nav" aria-label=words.common.main_menu>
                    <ul>{places.collect_view()}</ul>
                </nav>
                <div class="dash__who">
                    <span>{person.email}</span>
                    <SignOut site=site />
                </div>
            </header>
            <main class="dash__main" id="main">
                <div class="dash__page">{children()}</div>
            </main>
        </Document>
    }
    .into_any()
}

/// The way out.
#[component]
pub fn SignOut(site: Site) -> impl IntoView {
    view! {
        <form method="post" action=links::SIGN_OUT>
            <button class="button--link">{site.words().common.sign_out}</button>
        </form>
    }
    .into_any()
}

/// A page outside of the dashboard.
#[component]
pub fn Plain(site: Site, #[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <Document
            site=site
            title=format!("{title} · paylinks")
            sheet=site.assets.app_css.clone()
            script=Some(site.assets.app_js.clone())
            class="plain"
        >
            <div><SandboxBar site=site /></div>
            <header class="plain__top"><Brand name="paylinks" href=links::HOME /></header>
            <main class="plain__main" id="main">{children()}</main>
        </Document>
    }
    .into_any()
}

/// A page on which somebody signs in or introduces themselves.
#[component]
pub fn Door(site: Site, #[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <Document
            site=site
            title=format!("{title} · paylinks")
            sheet=site.assets.app_css.clone()
            script=Some(site.assets.app_js.clone())
            class="auth"
        >
            <div class="auth__bar"><SandboxBar site=site /></div>
            <div class="auth__side">
                <header><Brand name="paylinks" href=links::HOME /></header>
                <main class="auth__main" id="main">{children()}</main>
            </div>
            <div class="auth__picture"><Pattern /></div>
        </Document>
    }
    .into_any()
}

/// The mark repeated.
#[component]
fn Pattern() -> impl IntoView {
    let ring = |x: i32, y: i32| format!("M{x} 1000V{y}a120 120 0 1 1 120 120a120 120 0 0 1-120-120");
    let quiet: String =
        [(-90, 440), (42, 420), (174, 400), (438, 360), (570, 340)].map(|(x, y)| ring(x, y)).concat();
    view! {
        <svg viewBox="0 0 720 1000" preserveAspectRatio="xMidYMin slice" fill="none" aria-hidden="true">
            <path stroke="currentColor" d=quiet />
            <path class="accent" stroke="currentColor" stroke-width="2" d=ring(306, 380) />
        </svg>
    }
    .into_any()
}
