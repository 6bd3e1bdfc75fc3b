//! How the business looks to buyers: a logo, an accent, and what both make of the pay page.

use leptos::prelude::*;
use paylinks::branding::{Branding, Logo};
use paylinks::colour::Rgb;

use super::preview::{Pairs, Preview};
use super::{Group, Room};
use crate::components::{Around, Button, Checkbox, Look, PostForm, described};
use crate::forms::{Field, Form};
use crate::links as at;
use crate::shell::Person;
use crate::site::Site;

/// Where the colour wheel starts when there is no accent yet: near our own.
const NEAR_OURS: &str = "#00616a";

/// The form filled from the branding.
#[must_use]
pub fn branding_form(key: &str, branding: &Branding) -> Form {
    let accent = branding.accent.map(|accent| accent.to_string());
    Form::new(key).with("accent", accent.unwrap_or_default())
}

/// The look of the business.
#[component]
pub fn BrandingPage(
    site: Site,
    person: Person,
    branding: Branding,
    form: Form,
    saved: bool,
) -> impl IntoView {
    let (words, shared) = (&site.words().branding, &site.words().shared);
    let (seller, logo) = (person.merchant.clone(), branding.logo.clone());
    let pairs = branding.accent.zip(branding.colours.clone());
    let pairs = pairs.map(|(wanted, colours)| view! { <Pairs site=site wanted=wanted colours=colours /> });
    view! {
        <Room site=site person=person here=at::BRANDING saved=saved>
            <Group title=words.title intro=words.intro>
                <PostForm site=site action=at::BRANDING form=form.clone() class="form" files=true>
                    <LogoField site=site form=form.clone() logo=logo />
                    <AccentField site=site field=form.field("accent") />
                    <div class="form__actions"><Button label=shared.save look=Look::Primary /></div>
                </PostForm>
            </Group>
            <Group title=words.preview intro=words.preview_intro>
                <Preview site=site seller=seller branding=branding />
                {pairs}
            </Group>
        </Room>
    }
}

#[component]
fn LogoField(site: Site, form: Form, logo: Option<Logo>) -> impl IntoView {
    let words = &site.words().branding;
    let field = form.field("logo");
    let invalid = field.error.is_some().then_some("true");
    let described = described(&field, Some(words.logo_hint));
    let shown = logo.is_some();
    let picture = logo.map(|logo| {
        view! {
            <img class="logo-field__now" src=logo.url width=logo.width height=logo.height alt=words.logo_now />
        }
    });
    let remove = shown.then(|| view! { <Checkbox form=form name="remove_logo" label=words.remove_logo /> });
    view! {
        <Around site=site field=field label=words.logo hint=Some(words.logo_hint) optional=true>
            <div class="logo-field">
                {picture}
                <input
                    class="input"
                    type="file"
                    id="logo"
                    name="logo"
                    accept="image/png,image/jpeg,image/webp"
                    aria-invalid=invalid
                    aria-describedby=described
                />
            </div>
        </Around>
        {remove}
    }
    .into_any()
}

#[component]
fn AccentField(site: Site, field: Field) -> impl IntoView {
    let words = &site.words().branding;
    let invalid = field.error.is_some().then_some("true");
    let described = described(&field, Some(words.accent_hint));
    let value = field.value.clone();
    let start = Rgb::parse(&value).map_or_else(|| NEAR_OURS.to_owned(), |colour| colour.to_string());
    view! {
        <Around site=site field=field label=words.accent hint=Some(words.accent_hint) optional=true>
            <colour-field class="joined">
                <input class="colour-field__pick" type="color" value=start aria-label=words.pick />
                <input
                    class="input"
                    id="accent"
                    name="accent"
                    value=value
                    placeholder="#"
                    maxlength="7"
                    autocomplete="off"
                    spellcheck="false"
                    aria-invalid=invalid
                    aria-describedby=described
                />
            </colour-field>
        </Around>
    }
    .into_any()
}
