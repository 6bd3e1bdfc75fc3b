//! A small picture of somebody: their logo, or the first letters of their name.

use leptos::prelude::*;

/// An avatar; the name stands beside it, so it is hidden from readers.
#[component]
pub fn Avatar(
    #[prop(into)] name: String,
    /// The address of a picture.
    #[prop(optional_no_strip)]
    picture: Option<String>,
    /// Whether it stands for a business: square, not round.
    #[prop(optional)]
    business: bool,
) -> impl IntoView {
    let class = if business { "avatar avatar--business" } else { "avatar" };
    let inside = match picture {
        Some(src) => view! { <img src=src alt="" width="28" height="28" /> }.into_any(),
        None => initials(&name).into_any(),
    };
    view! { <span class=class aria-hidden="true">{inside}</span> }.into_any()
}

/// The first letters of the first two words.
fn initials(name: &str) -> String {
    let letters =
        name.split_whitespace().filter_map(|word| word.chars().find(|letter| letter.is_alphanumeric()));
    letters.take(2).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn two_words_give_two_letters() {
        assert_eq!(initials("Atelier Lumina SRL"), "AL");
        assert_eq!(initials("ștefania"), "Ș");
        assert_eq!(initials("“Ceai” & co"), "CC");
        assert_eq!(initials(""), "");
    }
}
