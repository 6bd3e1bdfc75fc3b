//! What stands beside every page of the dashboard: whose shop it is, search, the rooms, who is signed in. On
//! phones it is a drawer, with a bar above and the first rooms below.

use leptos::prelude::*;

use super::Here;
use crate::components::{Avatar, Icon, Menu, MenuButton, MenuLine, MenuLink, Sign};
use crate::links;
use crate::site::{Site, Theme};

/// A business one may act for.
#[derive(Clone, Debug)]
pub struct Business {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is the one acted for.
    pub here: bool,
}

/// Who is signed in, as the dashboard's frame shows it.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Their e-mail.
    pub email: String,
    /// Their name; empty until told.
    pub name: String,
    /// Their merchant's name.
    pub merchant: String,
    /// The address of the merchant's logo.
    pub logo: Option<String>,
    /// Every business they may act for.
    pub businesses: Vec<Business>,
}

impl Person {
    /// How they are called: by name, else by address.
    #[must_use]
    pub fn called(&self) -> &str {
        if self.name.is_empty() { &self.email } else { &self.name }
    }
}

struct Room {
    here: Here,
    href: &'static str,
    word: &'static str,
    sign: Sign,
}

fn rooms(site: Site) -> Vec<Vec<Room>> {
    let words = &site.words().nav;
    let room = |here, href, word, sign| Room { here, href, word, sign };
    vec![
        vec![
            room(Here::Home, links::DASHBOARD, words.home, Sign::Home),
            room(Here::Links, links::LINKS, words.links, Sign::Link),
            room(Here::Codes, links::CODES, site.words().codes.nav, Sign::Tag),
        ],
        vec![
            room(Here::Payments, links::PAYMENTS, words.payments, Sign::Card),
            room(Here::Invoices, links::INVOICES, words.invoices, Sign::Print),
        ],
        vec![
            room(Here::Developers, links::DEVELOPERS, words.developers, Sign::Code),
            room(Here::Settings, links::SETTINGS, words.settings, Sign::Sliders),
        ],
    ]
}

fn entry(room: &Room, here: Here) -> AnyView {
    let current = (room.here == here).then_some("page");
    view! { <li><a href=room.href aria-current=current><Icon sign=room.sign /><span>{room.word}</span></a></li> }
        .into_any()
}

/// The drawer's id.
const SIDE: &str = "side";

/// The navigation.
#[component]
pub(super) fn Side(site: Site, person: Person, here: Here) -> impl IntoView {
    let words = site.words();
    let groups = rooms(site).into_iter().map(|group| {
        let rooms = group.iter().map(|room| entry(room, here)).collect_view();
        view! { <ul>{rooms}</ul> }
    });
    view! {
        <header class="dash__side" id=SIDE popover="auto">
            <Switcher site=site person=person.clone() />
            <search-palette class="find" data-href=links::SEARCH>
                <a href=links::SEARCH aria-current=(here == Here::Search).then_some("page")>
                    <Icon sign=Sign::Search />
                    <span>{words.nav.find}</span>
                    <kbd>"Ctrl K"</kbd>
                </a>
            </search-palette>
            <nav class="nav" aria-label=words.shared.main_menu>{groups.collect_view()}</nav>
            <Account site=site person=person />
        </header>
    }
    .into_any()
}

/// Whose shop it is, and the way to another one.
#[component]
fn Switcher(site: Site, person: Person) -> impl IntoView {
    let words = &site.words().nav;
    let others = person.businesses.into_iter().map(|business| {
        let sign = if business.here { Sign::Check } else { Sign::Store };
        let name = if business.name.is_empty() { words.unnamed_business.to_owned() } else { business.name };
        view! {
            <MenuButton label=name sign=sign name="merchant" value=Some(business.id) current=business.here />
        }
    });
    let face = view! {
        <Avatar name=person.merchant.clone() picture=person.logo business=true />
        <span class="switcher__name">{person.merchant}</span>
        <Icon sign=Sign::UpDown />
    };
    view! {
        <Menu label=words.businesses face=face.into_any() class="menu menu--wide switcher">
            <form method="post" action=links::SWITCH_BUSINESS>{others.collect_view()}</form>
            <MenuLine />
            <MenuLink href=links::NEW_BUSINESS label=words.new_business sign=Sign::Plus />
        </Menu>
    }
    .into_any()
}

/// Who is signed in, how they read, and the way out.
#[component]
fn Account(site: Site, person: Person) -> impl IntoView {
    let words = &site.words().nav;
    let called = person.called().to_owned();
    let themes = [
        (Theme::System, words.theme_system, Sign::Screen),
        (Theme::Light, words.theme_light, Sign::Sun),
        (Theme::Dark, words.theme_dark, Sign::Moon),
    ]
    .map(|(theme, word, sign)| {
        let value = Some(theme.as_str().to_owned());
        view! { <MenuButton label=word sign=sign name="theme" value=value current={site.theme == theme} /> }
    });
    let shared = &site.words().shared;
    let languages = [("en", shared.english), ("ro", shared.romanian)].map(|(tag, word)| {
        let current = site.language.tag() == tag;
        view! { <MenuButton label=word sign=Sign::Globe name="lang" value=Some(tag.to_owned()) current=current /> }
    });
    let face = view! {
        <Avatar name=called.clone() />
        <span class="account__who">
            <span>{called}</span>
            {(!person.name.is_empty()).then(|| view! { <small>{person.email}</small> })}
        </span>
        <Icon sign=Sign::Dots />
    };
    view! {
        <div class="account">
            <Menu label=words.account face=face.into_any() class="menu menu--wide menu--up">
                <form method="post" action=links::PREFERENCES>
                    {themes.collect_view()}
                    <MenuLine />
                    {languages.collect_view()}
                </form>
                <MenuLine />
                <form method="post" action=links::SIGN_OUT>
                    <MenuButton label=shared.sign_out sign=Sign::Leave />
                </form>
            </Menu>
        </div>
    }
    .into_any()
}

/// The bar above a page on phones.
#[component]
pub(super) fn TopBar(site: Site, person: Person) -> impl IntoView {
    let words = &site.words().nav;
    view! {
        <nav class="top-bar" aria-label=words.top>
            <a class="top-bar__who" href=links::DASHBOARD>
                <Avatar name=person.merchant.clone() picture=person.logo business=true />
                <span>{person.merchant}</span>
            </a>
            <a class="top-bar__button" href=links::SEARCH aria-label=words.find><Icon sign=Sign::Search /></a>
            <a class="top-bar__button" href=links::NEW_LINK aria-label=site.words().links.new>
                <Icon sign=Sign::Plus />
            </a>
        </nav>
    }
    .into_any()
}

/// The first rooms below a page on phones, and the way to the drawer.
#[component]
pub(super) fn TabBar(site: Site, here: Here) -> impl IntoView {
    let words = &site.words().nav;
    let first: Vec<Room> = rooms(site)
        .into_iter()
        .flatten()
        .filter(|room| !matches!(room.here, Here::Developers | Here::Codes | Here::Invoices))
        .collect();
    let entries = first.iter().map(|room| entry(room, here)).collect_view();
    view! {
        <nav class="tab-bar" aria-label=words.shortcuts>
            <ul>
                {entries}
                <li>
                    <button type="button" popovertarget=SIDE>
                        <Icon sign=Sign::Menu />
                        <span>{words.more}</span>
                    </button>
                </li>
            </ul>
        </nav>
    }
    .into_any()
}

/// The way out.
#[component]
pub fn SignOut(site: Site) -> impl IntoView {
    view! {
        <form method="post" action=links::SIGN_OUT>
            <button class="button--link">{site.words().shared.sign_out}</button>
        </form>
    }
    .into_any()
}
