//! A view becomes a document: rendered once, to one string, without the framework's markers.

use leptos::prelude::*;
use leptos::tachys::view::Position;

const DOCTYPE: &str = "<!doctype html>";
/// Most pages fit, so that the text does not move while it grows.
const ROOM: usize = 8 * 1024;

/// The whole document of a page. `page` makes the view inside an owner, as components expect.
pub(crate) fn document<V: IntoView>(page: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let mut html = String::with_capacity(ROOM);
    owner.with(|| {
        page().into_view().to_html_with_buf(&mut html, &mut Position::FirstChild, true, false, Vec::new());
    });
    let mut document = String::with_capacity(DOCTYPE.len() + html.len());
    document.push_str(DOCTYPE);
    push_without_markers(&html, &mut document);
    document
}

/// Copies `html` but for the comments that the framework puts between two texts.
fn push_without_markers(html: &str, document: &mut String) {
    let mut kept = 0;
    // An exclamation mark is rare in a page: looking for it is cheaper than looking for the marker.
    for (at, _) in html.match_indices('!') {
        let (before, after) = (html.get(kept..at).unwrap_or_default(), html.get(at..).unwrap_or_default());
        if let Some(text) = before.strip_suffix('<')
            && after.starts_with("!>")
        {
            document.push_str(text);
            kept = at + "!>".len();
        }
    }
    document.push_str(html.get(kept..).unwrap_or_default());
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

    #[test]
    fn only_whole_markers_are_taken_out() {
        for (html, wanted) in [
            ("<!>", ""),
            ("<!><!>a<!>", "a"),
            ("!", "!"),
            ("<!", "<!"),
            ("!>", "!>"),
            ("a!><!--b--><!>!", "a!><!--b-->!"),
            ("ș!<!>ț!>", "ș!ț!>"),
            ("<<!>!>", "<!>"),
        ] {
            let mut document = String::new();
            push_without_markers(html, &mut document);
            assert_eq!(document, wanted, "{html}");
        }
    }
}
