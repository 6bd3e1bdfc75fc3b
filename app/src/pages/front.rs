//! The front page: what it is, and the way in.

use leptos::prelude::*;
use paylinks::money::{Currency, Money};

use crate::components::{Avatar, Badge, Brand, LanguageSwitch, LinkButton, Look, Rings, SandboxBar, State};
use crate::format;
use crate::links;
use crate::shell::{Document, Public};
use crate::site::Site;
use crate::words::fill;

/// The price in the picture.
const SHOWN: Money = Money::new(14_900, Currency::Ron);

/// The front page.
#[component]
pub fn FrontPage(
    site: Site,
    /// Its full address.
    address: String,
    /// The slug of a link that sells, to try in sandbox mode.
    demo: Option<String>,
) -> impl IntoView {
    let words = &site.words().front;
    let steps = [
        (words.step_1, words.step_1_text),
        (words.step_2, words.step_2_text),
        (words.step_3, words.step_3_text),
    ]
    .map(|(step, text)| view! { <li><h2>{step}</h2><p>{text}</p></li> });
    view! {
        <Document
            site=site
            title=format!("{} · paylinks", words.title)
            sheet=site.assets.app_css.clone()
            script=Some(site.assets.app_js.clone())
            public=Some(Public { description: words.found.to_owned(), address })
            class="auth front"
        >
            <div class="auth__bar"><SandboxBar site=site /></div>
            <div class="auth__side">
                <header class="auth__top">
                    <Brand name="paylinks" href=links::HOME />
                    <LanguageSwitch site=site back=links::HOME />
                </header>
                <main class="front__main" id="main">
                    <h1>{words.title}</h1>
                    <p class="lead">{words.lead}</p>
                    <Ways site=site demo=demo />
                    <ol class="front__steps" aria-label=words.how>{steps.collect_view()}</ol>
                </main>
            </div>
            <aside class="auth__picture front__picture" aria-label=words.example>
                <Rings />
                <Picture site=site />
            </aside>
        </Document>
    }
}

/// The way in and, in sandbox mode, a pay page to try.
#[component]
fn Ways(site: Site, demo: Option<String>) -> impl IntoView {
    let words = &site.words().front;
    let (button, note) = match demo {
        _ if !site.sandbox => (None, None),
        Some(slug) => (
            Some(view! { <LinkButton href=links::pay(&slug) label=words.demo /> }),
            Some(view! { <p class="quiet small">{words.demo_note}</p> }.into_any()),
        ),
        None => {
            let note = view! { <p class="quiet small">{words.no_demo} " " <code>"paylinks seed"</code></p> };
            (None, Some(note.into_any()))
        }
    };
    view! {
        <div class="front__ways">
            <div class="form__actions">
                <LinkButton href=links::SIGN_IN label=words.sign_in look=Look::Primary />
                {button}
            </div>
            {note}
        </div>
    }
    .into_any()
}

/// A pay page as buyers see it, and what the seller sees then.
#[component]
fn Picture(site: Site) -> impl IntoView {
    let words = &site.words().front;
    let price = format::money(site.language, SHOWN);
    view! {
        <div class="scene" role="img" aria-label=fill(words.picture, &[&price])>
            <div class="scene__page" aria-hidden="true">
                <p class="scene__shop"><Avatar name=words.shop business=true />{words.shop}</p>
                <p class="scene__sold">{words.sold}</p>
                <p class="scene__price">
                    {format::amount(site.language, SHOWN.minor)}
                    <span class="currency">{format!(" {}", SHOWN.currency.code())}</span>
                </p>
                <p class="field__label">{site.words().sign_in.email}</p>
                <p class="scene__field">"elena@example.com"</p>
                <p class="field__label">{words.card}</p>
                <p class="scene__field scene__field--card">
                    <span>"4242 4242 4242 4242"</span>
                    <span>"12 / 30"</span>
                </p>
                <p class="scene__pay">{fill(words.pay, &[&price])}</p>
            </div>
            <div class="scene__news" aria-hidden="true">
                <Avatar name=words.buyer />
                <p>
                    <span>{words.buyer}</span>
                    <Badge state=State::Good word=words.paid />
                </p>
                <strong>{price.clone()}</strong>
            </div>
        </div>
    }
    .into_any()
}
