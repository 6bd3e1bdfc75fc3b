//! A page of the dashboard: sandbox bar, navigation, the way here, the page.

use leptos::prelude::*;

use super::Document;
use super::side::{Person, Side, TabBar, TopBar};
use crate::components::{Icon, SandboxBar, Sign};
use crate::site::Site;

/// The parts of the dashboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    /// Home.
    Home,
    /// Links.
    Links,
    /// Promotion codes.
    Codes,
    /// Payments.
    Payments,
    /// Invoices.
    Invoices,
    /// Keys, documentation, Stripe's news.
    Developers,
    /// Settings.
    Settings,
    /// Searching.
    Search,
    /// None of them.
    Nowhere,
}

/// A step on the way to a page.
#[derive(Clone, Debug)]
pub struct Crumb {
    /// Where it is.
    pub href: String,
    /// Its name.
    pub name: String,
}

impl Crumb {
    /// A step.
    #[must_use]
    pub fn new(href: impl Into<String>, name: impl Into<String>) -> Self {
        Self { href: href.into(), name: name.into() }
    }
}

/// A page of the dashboard.
#[component]
pub fn Dashboard(
    site: Site,
    person: Person,
    here: Here,
    #[prop(into)] title: String,
    /// The way here, for pages below a list.
    #[prop(optional)]
    way: Vec<Crumb>,
    /// Whether the page fills the whole room, as the editor does.
    #[prop(optional)]
    full: bool,
    /// What was just done, said shortly.
    #[prop(optional_no_strip)]
    toast: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let words = site.words();
    let steps = way.into_iter().map(|crumb| {
        view! { <li><a href=crumb.href><Icon sign=Sign::Back />{crumb.name}</a></li> }
    });
    let steps = steps.collect::<Vec<_>>();
    let way = (!steps.is_empty()).then(|| {
        view! { <nav class="crumbs" aria-label=words.shared.way><ol>{steps}</ol></nav> }
    });
    let class = if full { "dash__page dash__page--full" } else { "dash__page" };
    view! {
        <Document
            site=site
            title=format!("{title} · paylinks")
            sheet=site.assets.app_css.clone()
            script=Some(site.assets.app_js.clone())
            class="dash"
        >
            <a class="skip" href="#main">{words.shared.skip}</a>
            <div class="dash__bar"><SandboxBar site=site /></div>
            <TopBar site=site person=person.clone() />
            <Side site=site person=person here=here />
            <main class="dash__main" id="main" tabindex="-1">
                <div class=class>{way}{children()}</div>
            </main>
            <TabBar site=site here=here />
            <div class="toasts" id="toasts" role="status" aria-live="polite">{toast}</div>
        </Document>
    }
    .into_any()
}
