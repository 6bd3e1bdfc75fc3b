//! The list of products.

use leptos::prelude::*;
use paylinks::money::Money;
use paylinks::products::{ListProducts, Product, ProductStatus};
use paylinks::wire::List;

use super::{state, told};
use crate::components::{
    Badge, Banner, Chip, Column, Empty, FilterBar, LinkButton, Look, Pager, Search, Sign, Table, Tone,
};
use crate::format;
use crate::links as at;
use crate::shell::{Dashboard, Here, Person};
use crate::site::Site;
use crate::words::fill;

/// The list of products.
#[component]
pub fn ProductsPage(
    site: Site,
    person: Person,
    list: List<Product>,
    /// What is shown.
    wish: ListProducts,
    /// What was just done.
    done: Option<String>,
) -> impl IntoView {
    let words = &site.words().products;
    let narrowed = wish.q.is_some() || wish.status.is_some() || wish.cursor.is_some();
    let none = list.data.is_empty() && !narrowed;
    let new = move || view! { <LinkButton href=at::NEW_PRODUCT label=words.new look=Look::Primary sign=Sign::Plus /> };
    let head = (!none).then(|| {
        let file = at::list_of(at::PRODUCTS_FILE, &ListProducts { cursor: None, ..wish.clone() });
        view! {
            <div class="head__actions">
                <LinkButton href=file label=words.export sign=Sign::Download download=true />
                {new()}
            </div>
        }
    });
    let body = if none {
        view! { <Empty title=words.empty_title text=words.empty_text>{new()}</Empty> }.into_any()
    } else {
        view! {
            <Filters site=site wish=wish.clone() />
            <Rows site=site list=list wish=wish />
        }
        .into_any()
    };
    let told = told(site, done.as_deref()).map(|told| view! { <Banner tone=Tone::Plain>{told}</Banner> });
    view! {
        <Dashboard site=site person=person here=Here::Products title=words.title>
            {told}
            <live-list class="links-list" id="products" tabindex="-1">
                <div class="head"><h1>{words.title}</h1>{head}</div>
                {body}
            </live-list>
        </Dashboard>
    }
}

#[component]
fn Filters(site: Site, wish: ListProducts) -> impl IntoView {
    let words = &site.words().products;
    let without = ListProducts { status: None, cursor: None, ..wish.clone() };
    let choices = [(ProductStatus::Active, words.active), (ProductStatus::Archived, words.archived)];
    let options = choices.map(|(status, word)| {
        view! { <option value=status.as_str() selected=wish.status == Some(status)>{word}</option> }
    });
    let status = Chip {
        label: words.status,
        value: wish.status.map(|status| state(site, status == ProductStatus::Active).1.to_owned()),
        without: at::list_of(at::PRODUCTS, &without),
        wrong: false,
        control: view! {
            <label class="field">
                <span class="field__label">{words.status}</span>
                <select class="input" name="status">
                    <option value="">{words.any}</option>
                    {options.collect_view()}
                </select>
            </label>
        }
        .into_any(),
    };
    let search = Search { value: wish.q.unwrap_or_default(), label: words.search };
    view! { <FilterBar site=site action=at::PRODUCTS search=search chips=vec![status] /> }.into_any()
}

#[component]
fn Rows(site: Site, list: List<Product>, wish: ListProducts) -> impl IntoView {
    let words = &site.words().products;
    if list.data.is_empty() {
        return view! {
            <p class="lead links-list__nothing">
                {format!("{} ", words.nothing)}
                <a href=at::PRODUCTS data-live="">{words.show_all}</a>
            </p>
        }
        .into_any();
    }
    let start = ListProducts { cursor: None, ..wish.clone() };
    let newest = wish.cursor.is_some().then(|| at::list_of(at::PRODUCTS, &start));
    let older = list
        .next_cursor
        .map(|cursor| at::list_of(at::PRODUCTS, &ListProducts { cursor: Some(cursor), ..start.clone() }));
    let columns = vec![
        Column::of(words.product),
        Column::of(words.prices),
        Column::of(words.status),
        Column::figures(words.stock),
        Column::figures(words.sold),
    ];
    let rows = list.data.into_iter().map(|product| row(site, &product)).collect_view();
    view! {
        <Table site=site caption=words.title columns=columns class="table products-table">{rows}</Table>
        <Pager site=site newest=newest older=older />
    }
    .into_any()
}

fn row(site: Site, product: &Product) -> AnyView {
    let words = &site.words().products;
    let (tone, word) = state(site, product.active);
    let prices = product
        .prices
        .iter()
        .map(|price| format::money(site.language, Money::new(price.amount_minor, price.currency)));
    let prices = prices.collect::<Vec<_>>().join(" · ");
    let number = |number| format::number(site.language, number);
    let stock = match product.stock {
        None => words.unlimited.to_owned(),
        Some(stock) if product.held > 0 => fill(words.stock_held, &[&number(stock), &number(product.held)]),
        Some(stock) => number(stock),
    };
    view! {
        <tr>
            <td><a class="table__name" href=at::product(&product.id) dir="auto">{product.name.clone()}</a></td>
            <td>{prices}</td>
            <td><Badge state=tone word=word /></td>
            <td class="number">{stock}</td>
            <td class="number soft">{number(product.sold)}</td>
        </tr>
    }
    .into_any()
}
