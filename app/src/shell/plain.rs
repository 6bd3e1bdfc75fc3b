//! A page outside of the dashboard.

use leptos::prelude::*;

use super::Document;
use crate::components::{Brand, SandboxBar};
use crate::links;
use crate::site::Site;

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
