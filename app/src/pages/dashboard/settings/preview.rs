//! The pay page in small, in both themes, and the pairs of colours that an accent becomes. Colours stand in SVG,
//! because a page has no style of its own.

use leptos::prelude::*;
use paylinks::branding::{Branding, Logo, Palette, Tones};
use paylinks::colour::{Oklch, Rgb};
use paylinks::money::{Currency, Money};

use crate::components::Avatar;
use crate::format;
use crate::site::Site;
use crate::words::fill;

/// The price in the preview.
const SHOWN: Money = Money::new(14_900, Currency::Ron);
/// The surfaces that text stands on, as `style/tokens.css` has them.
const DAY: Oklch = Oklch { l: 1.0, c: 0.0, h: 0.0 };
const NIGHT: Oklch = Oklch { l: 0.213, c: 0.013, h: 215.0 };

/// The pay page in small, by day and by night.
#[component]
pub(super) fn Preview(site: Site, seller: String, branding: Branding) -> impl IntoView {
    let words = &site.words().branding;
    let colours = branding.colours;
    let (day, night) = (colours.as_ref().map(|all| all.light.clone()), colours.map(|all| all.dark));
    view! {
        <div class="brand-preview">
            <Page site=site class="brand-preview__page" name=words.light seller=seller.clone() logo=branding.logo.clone() tones=day />
            <Page
                site=site
                class="brand-preview__page brand-preview__page--dark"
                name=words.dark
                seller=seller
                logo=branding.logo
                tones=night
            />
        </div>
    }
    .into_any()
}

#[component]
fn Page(
    site: Site,
    class: &'static str,
    name: &'static str,
    seller: String,
    logo: Option<Logo>,
    tones: Option<Tones>,
) -> impl IntoView {
    let words = &site.words().front;
    let price = format::money(site.language, SHOWN);
    let mark = match logo {
        Some(logo) => {
            view! { <img class="brand-preview__logo" src=logo.url width=logo.width height=logo.height alt="" /> }
                .into_any()
        }
        None => view! { <Avatar name=seller.clone() business=true /> }.into_any(),
    };
    let (fill_with, on_fill) = match tones {
        Some(tones) => (Some(tones.fill.to_string()), Some(tones.on_fill.to_string())),
        None => (None, None),
    };
    view! {
        <figure class=class>
            <div class="brand-preview__in">
                <p class="brand-preview__seller">{mark}{seller}</p>
                <p>{words.sold}</p>
                <p class="brand-preview__price">
                    {format::amount(site.language, SHOWN.minor)}
                    <span class="currency">{format!(" {}", SHOWN.currency.code())}</span>
                </p>
                <svg class="brand-preview__pay" viewBox="0 0 240 44" aria-hidden="true">
                    <rect width="240" height="44" rx="8" fill=fill_with />
                    <text x="120" y="27" text-anchor="middle" fill=on_fill>{fill(words.pay, &[&price])}</text>
                </svg>
            </div>
            <figcaption>{name}</figcaption>
        </figure>
    }
    .into_any()
}

/// What the accent becomes in each theme, how well it reads, and whether it had to move.
#[component]
pub(super) fn Pairs(site: Site, wanted: Rgb, colours: Palette) -> impl IntoView {
    let words = &site.words().branding;
    let themes = [(words.light, &colours.light, DAY.rgb()), (words.dark, &colours.dark, NIGHT.rgb())];
    let moved = themes.iter().filter(|(_, tones, _)| tones.fill != wanted).map(|(theme, tones, _)| {
        let text = fill(words.moved, &[theme, &wanted.to_string(), &tones.fill.to_string()]);
        view! { <li>{text}</li> }
    });
    let moved: Vec<_> = moved.collect();
    let moved = (!moved.is_empty()).then(|| view! { <ul class="brand-moved">{moved}</ul> });
    let rows = [
        (words.on_button, themes.map(|(_, tones, _)| (tones.on_fill, tones.fill))),
        (words.as_text, themes.map(|(_, tones, ground)| (tones.ink, ground))),
        (words.as_line, themes.map(|(_, tones, ground)| (tones.line, ground))),
    ]
    .map(|(name, pairs)| {
        let cells =
            pairs.map(|(front, behind)| view! { <td><Pair site=site front=front behind=behind /></td> });
        view! { <tr><th scope="row">{name}</th>{cells.collect_view()}</tr> }
    });
    view! {
        {moved}
        <table class="brand-pairs">
            <caption class="hidden-visually">{words.pairs}</caption>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{words.light}</th>
                    <th scope="col">{words.dark}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// Two colours, and how well the one reads on the other.
#[component]
fn Pair(site: Site, front: Rgb, behind: Rgb) -> impl IntoView {
    let hundredths = front.contrast(behind) * 100.0;
    #[expect(clippy::cast_possible_truncation, reason = "a contrast is between 1 and 21")]
    let ratio = format!("{}\u{a0}:\u{a0}1", format::amount(site.language, hundredths.floor() as i64));
    view! {
        <span class="brand-pair">
            <svg viewBox="0 0 32 24" aria-hidden="true">
                <rect width="32" height="24" rx="4" fill=behind.to_string() />
                <text x="16" y="17" text-anchor="middle" fill=front.to_string()>"Aa"</text>
            </svg>
            <code>{front.to_string()}</code>
            <span class="quiet">{ratio}</span>
        </span>
    }
    .into_any()
}
