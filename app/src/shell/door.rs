//! A page on which somebody signs in or introduces themselves.

use leptos::prelude::*;

use super::{Document, Public};
use crate::components::{Brand, LanguageSwitch, Rings, SandboxBar};
use crate::links;
use crate::site::Site;

/// A page on which somebody signs in or introduces themselves.
#[component]
pub fn Door(
    site: Site,
    #[prop(into)] title: String,
    /// The path of this very page.
    #[prop(into)]
    path: String,
    /// How search engines know it; other pages ask not to be found.
    #[prop(optional_no_strip)]
    public: Option<Public>,
    children: Children,
) -> impl IntoView {
    view! {
        <Document
            site=site
            title=format!("{title} · paylinks")
            sheet=site.assets.app_css.clone()
            script=Some(site.assets.app_js.clone())
            public=public
            class="auth"
        >
            <div class="auth__bar"><SandboxBar site=site /></div>
            <div class="auth__side">
                <header class="auth__top">
                    <Brand name="paylinks" href=links::HOME />
                    <LanguageSwitch site=site back=path />
                </header>
                <main class="auth__main" id="main">{children()}</main>
            </div>
            <div class="auth__picture"><Rings /></div>
        </Document>
    }
    .into_any()
}
