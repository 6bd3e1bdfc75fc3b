//! What the list of links is narrowed to and how it is ordered. The address holds all of it, under the API's names.

use leptos::prelude::*;
use paylinks::money::Currency;
use paylinks::payment_links::{LinkSort, LinkStatus, ListPayLinks};

use crate::components::{Chip, FilterBar, Icon, Menu, MenuLink, Search, Sign, Sorted};
use crate::links as at;
use crate::site::Site;

/// The list without its place: a change of the filter begins at the beginning.
fn from_start(wish: &ListPayLinks) -> ListPayLinks {
    ListPayLinks { cursor: None, ..wish.clone() }
}

/// Whether anything is left out.
pub(super) fn is_narrowed(wish: &ListPayLinks) -> bool {
    wish.q.is_some() || wish.status.is_some() || wish.currency.is_some()
}

/// How a column sorts: the usual way first, then the other way round.
pub(super) fn sorted(wish: &ListPayLinks, sort: LinkSort) -> Sorted {
    let now = (wish.sort.unwrap_or_default() == sort).then(|| wish.direction.unwrap_or(sort.usual()));
    let other = ListPayLinks {
        sort: Some(sort),
        direction: now.map(paylinks::payment_links::Direction::turned),
        ..from_start(wish)
    };
    Sorted {
        href: at::list_of(at::LINKS, &other),
        now: now.map(|direction| direction == paylinks::payment_links::Direction::Asc),
    }
}

/// Search, chips and order.
#[component]
pub(super) fn Filters(site: Site, wish: ListPayLinks) -> impl IntoView {
    let words = &site.words().links;
    let archived = site.words().selling.archived;
    let without = |other: ListPayLinks| at::list_of(at::LINKS, &ListPayLinks { cursor: None, ..other });
    let status = Chip {
        label: words.status,
        value: wish.status.map(|status| match status {
            LinkStatus::Active => words.active.to_owned(),
            LinkStatus::Inactive => words.inactive.to_owned(),
            LinkStatus::Archived => archived.to_owned(),
        }),
        without: without(ListPayLinks { status: None, ..wish.clone() }),
        wrong: false,
        control: choice(
            words.status,
            words.any,
            "status",
            wish.status.map(LinkStatus::as_str),
            [
                (LinkStatus::Active.as_str(), words.active),
                (LinkStatus::Inactive.as_str(), words.inactive),
                (LinkStatus::Archived.as_str(), archived),
            ],
        ),
    };
    let currencies = Currency::ALL.map(|currency| (currency.code(), currency.code()));
    let currency = Chip {
        label: words.currency,
        value: wish.currency.map(|currency| currency.code().to_owned()),
        without: without(ListPayLinks { currency: None, ..wish.clone() }),
        wrong: false,
        control: choice(words.currency, words.any, "currency", wish.currency.map(Currency::code), currencies),
    };
    let search = Search { value: wish.q.clone().unwrap_or_default(), label: words.search };
    let kept = |name: &'static str, value: Option<&'static str>| {
        value.map(|value| view! { <input type="hidden" name=name value=value /> })
    };
    view! {
        <FilterBar site=site action=at::LINKS search=search chips=vec![status, currency]>
            {kept("sort", wish.sort.map(LinkSort::as_str))}
            {kept("direction", wish.direction.map(paylinks::payment_links::Direction::as_str))}
            <Order site=site wish=wish.clone() />
        </FilterBar>
    }
    .into_any()
}

/// A choice of one, or of none.
fn choice<const N: usize>(
    label: &'static str,
    any: &'static str,
    name: &'static str,
    chosen: Option<&'static str>,
    choices: [(&'static str, &'static str); N],
) -> AnyView {
    let options = choices.map(|(value, word)| {
        view! { <option value=value selected=chosen == Some(value)>{word}</option> }
    });
    view! {
        <label class="field">
            <span class="field__label">{label}</span>
            <select class="input" name=name>
                <option value="">{any}</option>
                {options.collect_view()}
            </select>
        </label>
    }
    .into_any()
}

/// The orders, where the heads of columns are not to be seen too.
#[component]
fn Order(site: Site, wish: ListPayLinks) -> impl IntoView {
    let words = &site.words().links;
    let now = wish.sort.unwrap_or_default();
    let word = |sort| match sort {
        LinkSort::Created => words.by_created,
        LinkSort::Title => words.by_title,
        LinkSort::Revenue => words.by_revenue,
        LinkSort::Payments => words.by_payments,
    };
    let items = LinkSort::ALL.map(|sort| {
        let kept = Some(sort).filter(|sort| *sort != LinkSort::default());
        let href = at::list_of(at::LINKS, &ListPayLinks { sort: kept, direction: None, ..from_start(&wish) });
        let (sign, current) = if sort == now { (Sign::Check, true) } else { (Sign::UpDown, false) };
        view! { <MenuLink href=href label=word(sort) sign=sign current=current live=true /> }
    });
    let face = view! {
        <span>{word(now)}</span>
        <Icon sign=Sign::Down />
    };
    view! { <Menu label=format!("{}: {}", words.order, word(now)) face=face.into_any()>{items.collect_view()}</Menu> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_turns_and_forgets_the_place() {
        let wish =
            ListPayLinks { q: Some("tea".into()), cursor: Some("c".into()), ..ListPayLinks::default() };
        let first = sorted(&wish, LinkSort::Revenue);
        assert_eq!((first.href.as_str(), first.now), ("/dashboard/links?q=tea&sort=revenue", None));
        let wish = ListPayLinks { sort: Some(LinkSort::Revenue), ..wish };
        let again = sorted(&wish, LinkSort::Revenue);
        assert_eq!(again.now, Some(false));
        assert!(again.href.contains("direction=asc"), "{}", again.href);
    }
}
