//! The one `<textarea>` of the house: the framework does not escape its text, so this does.

use leptos::prelude::*;

use super::field::{Around, described};
use crate::forms::Field;
use crate::site::Site;

/// A field of several lines.
#[component]
pub fn TextArea(
    site: Site,
    field: Field,
    label: &'static str,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    let invalid = field.error.is_some().then_some("true");
    let described = described(&field, hint);
    let Field { name, value, .. } = field.clone();
    view! {
        <Around site=site field=field label=label hint=hint optional=optional>
            <textarea
                class="input"
                id=name
                name=name
                rows="3"
                dir="auto"
                required=!optional
                aria-invalid=invalid
                aria-describedby=described
                inner_html=escaped(&value)
            />
        </Around>
    }
    .into_any()
}

/// A bare one inside a group of fields that says the rest.
#[component]
pub fn Lines(
    name: String,
    value: String,
    label: &'static str,
    class: &'static str,
    invalid: Option<&'static str>,
    described: Option<String>,
) -> impl IntoView {
    view! {
        <textarea
            class=class
            name=name
            rows="3"
            placeholder=label
            aria-label=label
            dir="auto"
            aria-invalid=invalid
            aria-describedby=described
            inner_html=escaped(&value)
        />
    }
    .into_any()
}

/// The text as HTML; browsers drop the first line break, so one is spent on them.
fn escaped(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Form;
    use crate::site::Assets;
    use paylinks::language::Language;

    static ASSETS: std::sync::LazyLock<Assets> = std::sync::LazyLock::new(Assets::default);

    #[test]
    fn text_cannot_leave_its_field() {
        let site = Site {
            language: Language::En,
            sandbox: false,
            theme: crate::site::Theme::System,
            assets: &ASSETS,
        };
        let evil = "</textarea><script>alert(1)</script>&amp;";
        let field = Form::default().with("note", evil).field("note");
        let html = view! { <TextArea site=site field=field label="Note" /> }.to_html();
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"), "{html}");
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        assert!(!html.contains("<script"), "{html}");
    }
}
