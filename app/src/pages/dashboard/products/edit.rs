//! The form of a product, new or existing.

use leptos::prelude::*;
use paylinks::money::Currency;
use paylinks::products::Product;

use super::{state, told};
use crate::components::{Badge, Banner, Button, Look, PostForm, Switch, TextArea, TextField, Tone};
use crate::format;
use crate::forms::Form;
use crate::links as at;
use crate::pages::dashboard::amount_field::amount_field;
use crate::shell::{Crumb, Dashboard, Here, Person};
use crate::site::Site;
use crate::words::fill;

/// The fields of the prices, in the order of [`Currency::ALL`].
pub const PRICE_FIELDS: [&str; 4] = ["price_ron", "price_eur", "price_gbp", "price_usd"];

/// The form filled from a product, or for a new one.
#[must_use]
pub fn product_form(site: Site, key: &str, product: Option<&Product>) -> Form {
    let form = Form::new(key);
    let Some(product) = product else { return form.ticked("tax_inclusive", true) };
    let typed = |minor| format::typed(site.language, minor);
    let prices = PRICE_FIELDS.into_iter().zip(Currency::ALL);
    let form = prices.fold(form, |form, (field, currency)| {
        form.with(field, product.price(currency).map(|price| typed(price.minor)).unwrap_or_default())
    });
    form.with("name", &product.name)
        .with("description", &product.description)
        .with("tax_rate", product.tax_rate_bps.map(typed).unwrap_or_default())
        .with("stock", product.stock.map(|stock| stock.to_string()).unwrap_or_default())
        .ticked("tax_inclusive", product.tax_inclusive)
}

/// The form of a product.
#[component]
pub fn ProductFormPage(
    site: Site,
    person: Person,
    form: Form,
    /// The product that is edited; None for a new one.
    product: Option<Product>,
    /// What was just done.
    done: Option<String>,
) -> impl IntoView {
    let (words, shared) = (&site.words().products, &site.words().shared);
    let title = product.as_ref().map_or_else(|| words.new.to_owned(), |product| product.name.clone());
    let action =
        product.as_ref().map_or_else(|| at::NEW_PRODUCT.to_owned(), |product| at::product(&product.id));
    let submit = if product.is_some() { shared.save } else { words.create };
    let prices = PRICE_FIELDS.into_iter().zip(Currency::ALL);
    let price = |(name, currency): (_, Currency)| {
        let label = fill(site.words().products.price_in, &[currency.code()]);
        amount_field(site, form.field(name), label)
    };
    let prices = prices.map(price).collect_view();
    let told = told(site, done.as_deref()).map(|told| view! { <Banner tone=Tone::Plain>{told}</Banner> });
    let kept = product.is_some().then(|| view! { <p class="section__intro">{words.kept}</p> });
    let head = product.map(|product| {
        let (tone, word) = state(site, product.active);
        let (action, label) = if product.active {
            (at::archive_product(&product.id), words.archive)
        } else {
            (at::restore_product(&product.id), words.restore)
        };
        view! {
            <div class="head__actions">
                <Badge state=tone word=word />
                <form method="post" action=action><Button label=label small=true /></form>
            </div>
        }
    });
    view! {
        <Dashboard
            site=site
            person=person
            here=Here::Products
            title=title.clone()
            way=vec![Crumb::new(at::PRODUCTS, words.title)]
        >
            {told}
            <div class="head"><h1 dir="auto">{title}</h1>{head}</div>
            <PostForm site=site action=action form=form.clone() class="form product-form" guard=true>
                <section class="section">
                    <h2>{words.what}</h2>
                    {kept}
                    <TextField site=site field=form.field("name") label=words.name autocomplete="off" />
                    <TextArea site=site field=form.field("description") label=words.description optional=true />
                </section>
                <section class="section">
                    <h2>{words.price_section}</h2>
                    <p class="section__intro">{words.price_intro}</p>
                    <div class="product-form__prices">{prices}</div>
                    <TextField
                        site=site
                        field=form.field("tax_rate")
                        label=words.tax_rate
                        inputmode="decimal"
                        autocomplete="off"
                        optional=true
                    />
                    <div class="switches">
                        <Switch form=form.clone() name="tax_inclusive" label=words.tax_inclusive />
                    </div>
                </section>
                <section class="section">
                    <h2>{words.stock}</h2>
                    <TextField
                        site=site
                        field=form.field("stock")
                        label=words.how_many
                        hint=words.stock_hint
                        inputmode="numeric"
                        autocomplete="off"
                        optional=true
                    />
                </section>
                <div class="form__actions"><Button label=submit look=Look::Primary /></div>
            </PostForm>
        </Dashboard>
    }
}
