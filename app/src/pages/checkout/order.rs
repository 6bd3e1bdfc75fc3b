//! What an order is made of, and where buyers choose how much of it they want.

use leptos::either::Either;
use leptos::prelude::*;
use paylinks::payment_links::Terms;
use paylinks::pricing::Order;

use super::code::{CodeField, TypedCode};
use crate::components::{Fact, Pieces};
use crate::format;
use crate::links;
use crate::site::Site;
use crate::words::fill;

/// Whether buyers put their order together: then the page counts it anew as they do.
#[must_use]
pub(super) fn is_open(terms: &Terms) -> bool {
    terms.details.quantity.is_some()
}

/// What makes up the total, a line each; nothing when it is one price.
#[must_use]
pub fn parts(site: Site, order: &Order) -> Vec<Fact> {
    let words = &site.words().order;
    let figure = |minor| format::amount(site.language, minor);
    let (on_top, _) = order.taxes();
    let single = order.lines.len() == 1 && order.lines.iter().all(|line| line.quantity == 1);
    if single && order.total_minor == order.subtotal_minor {
        return Vec::new();
    }
    let mut parts: Vec<Fact> =
        order.lines.iter().map(|line| Fact::about(line.name(), figure(line.subtotal_minor))).collect();
    if order.discount_minor > 0 {
        let name = fill(words.discount, &[order.discount.as_deref().unwrap_or_default()]);
        parts.push(Fact::about(name, figure(-order.discount_minor)));
    }
    if on_top > 0 {
        parts.push(Fact::about(at_rate(site, order, words.tax, words.tax_at), figure(on_top)));
    }
    if order.surcharge_minor > 0 {
        parts.push(Fact::text(words.surcharge, figure(order.surcharge_minor)));
    }
    parts
}

/// The tax that the prices hold.
#[must_use]
pub fn inside(site: Site, order: &Order) -> Option<(String, String)> {
    let words = &site.words().order;
    let (_, inside) = order.taxes();
    let name = || at_rate(site, order, words.inside, words.inside_at);
    (inside > 0).then(|| (name(), format::amount(site.language, inside)))
}

fn at_rate(site: Site, order: &Order, plain: &str, at: &str) -> String {
    order.tax_rate().map_or_else(|| plain.to_owned(), |bps| fill(at, &[&format::percent(site.language, bps)]))
}

/// Where buyers choose how much they want. It is a form of its own, so that counting sends nothing else.
#[component]
pub(super) fn Cart(
    site: Site,
    terms: Terms,
    order: Order,
    code: Option<TypedCode>,
    /// Whether the page has no script that counts.
    plain: bool,
) -> impl IntoView {
    let words = &site.words().order;
    let pieces = terms.details.quantity.map(|bounds| {
        let value = order.pieces();
        let least = bounds.min.to_string();
        let hint = bounds.max.map_or_else(
            || fill(words.quantity_from, &[&least]),
            |most| fill(words.quantity_hint, &[&least, &most.to_string()]),
        );
        view! {
            <div class="field">
                <span class="field__label">{words.quantity}</span>
                <Pieces
                    site=site
                    name="quantity".to_owned()
                    title=terms.title.clone()
                    value=value
                    least=bounds.min
                    most=bounds.most()
                    described="quantity-hint".to_owned()
                />
                <p class="field__hint" id="quantity-hint">{hint}</p>
            </div>
        }
    });
    let code = code.map(|code| view! { <CodeField site=site code=code /> });
    let button = view! { <button class="button">{words.count}</button> };
    let count =
        if plain { Either::Left(button) } else { Either::Right(view! { <noscript>{button}</noscript> }) };
    view! {
        <form id="cart" class="cart" action=links::pay(&terms.slug)>
            <input type="hidden" name="lang" value=site.language.tag() />
            <button hidden=true></button>
            {pieces}
            {code}
            {count}
        </form>
    }
    .into_any()
}
