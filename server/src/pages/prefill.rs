//! What the address of a pay page fills in: a buyer's e-mail, name and phone number, and where they came from.
//! Anybody may write anything there, so it is text in a field and nothing else.

use paylinks_app::forms::Form;

/// Parameters, and the fields that they fill.
const KNOWN: [(&str, &str); 8] = [
    ("email", "email"),
    ("name", "name"),
    ("phone", "phone"),
    ("utm_source", "utm[source]"),
    ("utm_medium", "utm[medium]"),
    ("utm_campaign", "utm[campaign]"),
    ("utm_term", "utm[term]"),
    ("utm_content", "utm[content]"),
];
/// Letters of each at most.
const LONGEST: usize = 200;

/// Whether the address fills anything in: then its page is drawn for it alone.
pub(super) fn is_in(query: Option<&str>) -> bool {
    query.is_some_and(|query| {
        let mut names = query.split('&').map(|pair| pair.split('=').next().unwrap_or_default());
        names.any(|name| KNOWN.iter().any(|(known, _)| *known == name))
    })
}

/// The fields as the address fills them.
pub(super) fn read(query: Option<&str>) -> Form {
    let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    pairs.fold(Form::default(), |form, (name, value)| {
        let Some((_, field)) = KNOWN.iter().find(|(known, _)| *known == name) else { return form };
        let text: String = value.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect();
        form.with(field, text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_parameters_fill_their_fields_and_no_others() {
        let query = Some("lang=ro&email=ion%40example.com&utm_source=news%0Aletter&price=1&amount=2");
        assert!(is_in(query) && !is_in(Some("lang=ro&emails=1")) && !is_in(None));
        let form = read(query);
        assert_eq!((form.value("email"), form.value("utm[source]")), ("ion@example.com", "newsletter"));
        assert_eq!((form.value("price"), form.value("amount")), ("", ""));
        assert_eq!(read(Some(&format!("name={}", "x".repeat(900)))).value("name").len(), 200);
    }
}
