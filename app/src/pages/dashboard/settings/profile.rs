//! Settings of the person: name, language, theme.

use leptos::prelude::*;
use paylinks::language::Language;
use paylinks::merchants::Me;

use super::{Group, Room};
use crate::components::{Button, Choice, Fact, Facts, Look, PostForm, Select, TextField};
use crate::forms::Form;
use crate::links as at;
use crate::shell::Person;
use crate::site::{Site, Theme};

/// The form filled from the profile.
fn profile_form(site: Site, key: &str, me: &Me) -> Form {
    Form::new(key)
        .with("name", &me.name)
        .with("language", me.language.tag())
        .with("theme", site.theme.as_str())
}

/// Settings of the person.
#[component]
pub fn ProfilePage(
    site: Site,
    person: Person,
    me: Me,
    key: String,
    /// The form that came back, if one did.
    form: Option<Form>,
    saved: bool,
) -> impl IntoView {
    let (words, shared, nav) = (&site.words().settings, &site.words().shared, &site.words().nav);
    let form = form.unwrap_or_else(|| profile_form(site, &key, &me));
    let languages = vec![
        Choice { value: Language::En.tag(), label: shared.english },
        Choice { value: Language::Ro.tag(), label: shared.romanian },
    ];
    let themes =
        [(Theme::System, nav.theme_system), (Theme::Light, nav.theme_light), (Theme::Dark, nav.theme_dark)]
            .map(|(theme, label)| Choice { value: theme.as_str(), label });
    view! {
        <Room site=site person=person here=at::SETTINGS saved=saved>
            <Group title=words.you intro=words.you_intro>
                <PostForm site=site action=at::SETTINGS form=form.clone() class="form">
                    <TextField
                        site=site
                        field=form.field("name")
                        label=words.name
                        autocomplete="name"
                        optional=true
                    />
                    <Facts facts=vec![Fact::text(words.email, me.email)] />
                    <Select
                        site=site
                        field=form.field("language")
                        label=words.language
                        hint=words.language_hint
                        choices=languages
                    />
                    <Select
                        site=site
                        field=form.field("theme")
                        label=words.theme
                        hint=words.theme_hint
                        choices=themes.to_vec()
                    />
                    <div class="form__actions"><Button label=shared.save look=Look::Primary /></div>
                </PostForm>
            </Group>
        </Room>
    }
}
