//! A page on which somebody signs in or introduces themselves.

use leptos::prelude::*;

use super::Document;
use crate::components::{Brand, SandboxBar};
use crate::links;
use crate::site::Site;

/// A page on which somebody signs in or introduces themselves.
#[component]
pub fn Door(site: Site, #[prop(into)] title: String, children: Children) -> impl IntoView {
    view! {
        <Document
            site=site
            title=format!("{title} · paylinks")
            sheet=site.assets.app_css.clone()
            script=Some(site.assets.app_js.clone())
            class="auth"
        >
            <div class="auth__bar"><SandboxBar site=site /></div>
            <div class="auth__side">
                <header><Brand name="paylinks" href=links::HOME /></header>
                <main class="auth__main" id="main">{children()}</main>
            </div>
            <div class="auth__picture"><Pattern /></div>
        </Document>
    }
    .into_any()
}

/// The mark repeated.
#[component]
fn Pattern() -> impl IntoView {
    let ring = |x: i32, y: i32| format!("M{x} 1000V{y}a120 120 0 1 1 120 120a120 120 0 0 1-120-120");
    let quiet: String =
        [(-90, 440), (42, 420), (174, 400), (438, 360), (570, 340)].map(|(x, y)| ring(x, y)).concat();
    view! {
        <svg viewBox="0 0 720 1000" preserveAspectRatio="xMidYMin slice" fill="none" aria-hidden="true">
            <path stroke="currentColor" d=quiet />
            <path class="accent" stroke="currentColor" stroke-width="2" d=ring(306, 380) />
        </svg>
    }
    .into_any()
}
