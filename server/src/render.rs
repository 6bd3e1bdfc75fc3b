//! A view becomes a document: rendered once, to one string, without the framework's markers.

use leptos::prelude::*;

/// The whole document of a page. `page` makes the view inside an owner, as components expect.
pub(crate) fn document<V: IntoView>(page: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let html = owner.with(|| page().to_html());
    format!("<!doctype html>{}", html.replace("<!>", ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_gone_and_texts_stay() {
        let name = "<b>&".to_owned();
        let html = document(|| view! { <p>"Hello "{name}{Some("!")}{None::<&str>}</p> });
        assert_eq!(html, "<!doctype html><p>Hello &lt;b&gt;&amp;!</p>");
    }
}
