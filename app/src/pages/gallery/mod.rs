//! Every component in every state, for those who build pages; in sandbox mode only. Tests compare its pictures, so
//! a change of a component is seen in review. Samples are data, not sentences of the product.

mod charts;
mod controls;
mod floats;
mod lists;

use leptos::prelude::*;

use self::charts::Charts;
use self::controls::{Buttons, Fields};
use self::floats::Floats;
use self::lists::Lists;
use crate::components::Brand;
use crate::links;
use crate::shell::Document;
use crate::site::Site;

/// The gallery.
#[component]
pub fn GalleryPage(site: Site) -> impl IntoView {
    view! {
        <Document
            site=site
            title="Components · paylinks"
            sheet=site.assets.app_css.clone()
            script=Some(site.assets.app_js.clone())
            class="gallery"
        >
            <header class="gallery__top"><Brand name="paylinks" href=links::HOME /></header>
            <main class="gallery__main" id="main">
                <h1>"Components"</h1>
                <Buttons site=site />
                <Fields site=site />
                <Floats site=site />
                <Lists site=site />
                <Charts site=site />
            </main>
        </Document>
    }
}

/// One part of the gallery.
fn part(name: &'static str, inside: AnyView) -> AnyView {
    view! {
        <section class="gallery__part" id=name aria-label=name>
            <h2>{name}</h2>
            <div class="gallery__room">{inside}</div>
        </section>
    }
    .into_any()
}
