//! What lies above the page, and what speaks of it.

use leptos::prelude::*;

use super::part;
use crate::components::{
    Banner, CodeBlock, Confirm, Dialog, DialogButton, Menu, MenuButton, MenuLine, MenuLink, Meter, Segment,
    Segments, Sign, Skeleton, Step, Stepper, Tab, Tabs, Toast, Tone,
};
use crate::site::Site;

/// Dialogs, menus, toasts, banners, steps, tabs, code.
#[component]
pub(super) fn Floats(site: Site) -> impl IntoView {
    let tab = |word, here| Tab { href: "#tabs".to_owned(), word, here };
    let step = |label, done| Step { label, done, action: Some(("#stepper".to_owned(), "Start")) };
    vec![
        part("dialog", view! { <DialogButton dialog="sample" label="Share" sign=Sign::Share />
            <Confirm
                site=site
                action="#dialog".to_owned()
                verb="Delete"
                question="Delete “Fotografie de produs”?".to_owned()
                detail="Its page stops selling at once."
                submit="Delete link"
                keep="Keep it"
            />
            <Dialog site=site id="sample" title="Share “Fotografie de produs”">
                <p>"What is in it."</p>
            </Dialog> }.into_any()),
        part("menu", view! { <Menu label="Actions">
                <MenuLink href="#menu" label="Open as a buyer" sign=Sign::Eye />
                <MenuLink href="#menu" label="Edit" sign=Sign::Pencil />
                <MenuLine />
                <MenuButton label="Delete" sign=Sign::Trash danger=true />
            </Menu> }.into_any()),
        part("toast", view! { <Toast text="Link turned off">
                <button type="button" class="toast__action">"Turn on again"</button>
            </Toast> }.into_any()),
        part("banner", view! { <Banner tone=Tone::Plain>"Saved."</Banner>
            <Banner tone=Tone::Warn>"Links cannot take money yet."</Banner>
            <Banner tone=Tone::Bad>"Nothing is saved yet. Check the marked fields."</Banner> }.into_any()),
        part("tabs", view! { <Tabs label="Tabs" tabs=vec![tab("Profile", true), tab("Payments", false), tab("API", false)] />
            <Tabs label="Segments" tabs=vec![tab("7 days", false), tab("4 weeks", true)] class="segments" />
            <Segments label="Size" name="size" chosen="phone".to_owned() segments=vec![
                Segment { value: "phone", word: "Phone", sign: Some(Sign::Phone) },
                Segment { value: "desktop", word: "Desktop", sign: Some(Sign::Screen) },
            ] /> }.into_any()),
        part("meter", view! { <Meter value=76 most=100 /> }.into_any()),
        part("stepper", view! { <Stepper
                progress="1 of 3"
                steps=vec![step("Connect payments", true), step("Make a first link", false), step("First sale", false)]
            /> }.into_any()),
        part("code-block", view! { <CodeBlock site=site label="Sample" code="curl https://pay.example.com/api/v1/me \\\n  -H \"authorization: Bearer …\"" /> }.into_any()),
        part("skeleton", view! { <Skeleton /> }.into_any()),
    ]
    .into_any()
}
