//! What a buyer wants of a link, as the address of the pay page says it: how forms without scripts speak.

use http::Uri;
use paylinks::checkout_sessions::Wish;
use paylinks::money::parse_typed;

/// The fields that a wish is made of; `less` and `more` are the buttons beside a number.
const FIELDS: [&str; 5] = ["quantity=", "amount=", "less=", "more=", "code="];

/// Whether the address may hold a wish: then the page is drawn for it, and not kept.
pub(crate) fn wishes(uri: &Uri) -> bool {
    uri.query().is_some_and(|query| FIELDS.iter().any(|field| query.contains(field)))
}

/// The wish. What cannot be read is not wished for.
pub(crate) fn read(uri: &Uri) -> Wish {
    told(uri.query().unwrap_or_default().as_bytes())
}

/// The same, as a form that was posted says it.
pub(crate) fn told(form: &[u8]) -> Wish {
    let fields: Vec<_> = form_urlencoded::parse(form).collect();
    let one =
        |name: &str| fields.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.trim());
    let step = |name: &str| {
        let pressed = |button| i64::from(one(button) == Some(name));
        pressed("more") - pressed("less")
    };
    let count = |name: &str| {
        let pieces: i64 = one(name)?.parse().ok()?;
        Some(pieces.saturating_add(step(name)))
    };
    Wish {
        quantity: count("quantity"),
        amount_minor: one("amount").and_then(|text| parse_typed(text, "amount").ok()),
        discount: None,
    }
}

/// The promotion code in the address; empty for none.
pub(crate) fn code(uri: &Uri) -> String {
    told_code(uri.query().unwrap_or_default().as_bytes())
}

/// The same, as a form that was posted says it.
pub(crate) fn told_code(form: &[u8]) -> String {
    let found = form_urlencoded::parse(form).filter(|(name, _)| name == "code").last();
    found.map(|(_, value)| value.trim().chars().take(32).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_read_from_the_address_and_its_buttons_count() {
        let quantity = |query: &str| read(&format!("/p/tea?{query}").parse().unwrap()).quantity;
        assert_eq!(quantity("quantity=3"), Some(3));
        assert_eq!(quantity("quantity=3&more=quantity"), Some(4));
        assert_eq!(quantity("quantity=3&less=quantity"), Some(2));
        assert_eq!(quantity("quantity=3&quantity=5"), Some(5));
        for query in ["quantity=", "quantity=x", "quantity=1.5", "lang=ro", "quantity=99999999999999999999"] {
            assert_eq!(quantity(query), None, "{query}");
        }
        let amount = |query: &str| read(&format!("/p/tea?{query}").parse().unwrap()).amount_minor;
        assert_eq!((amount("amount=62%2C50"), amount("amount=x")), (Some(6250), None));
        assert!(wishes(&"/p/tea?quantity=3".parse().unwrap()) && !wishes(&"/p/tea?lang=ro".parse().unwrap()));
    }
}
