//! JSON to read and to copy, its texts in the accent.

use leptos::prelude::*;

use super::CopyButton;
use crate::site::Site;

/// A block of JSON in several lines; it scrolls sideways, so it can be reached by keyboard.
#[component]
pub fn JsonBlock(
    site: Site,
    json: String,
    /// What it is, for readers.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let lines: Vec<AnyView> = json.lines().map(painted).collect();
    view! {
        <div class="code-block">
            <pre tabindex="0" role="region" aria-label=label>
                <code>{lines}</code>
            </pre>
            <CopyButton site=site text=json label=site.words().shared.copy />
        </div>
    }
    .into_any()
}

/// A line: the name as it is, a text that follows it in colour.
fn painted(line: &str) -> AnyView {
    let (head, text) = split(line);
    let text = text.map(|text| view! { <span class="code-block__text">{text.to_owned()}</span> });
    view! {
        {head.to_owned()}
        {text}
        {"\n"}
    }
    .into_any()
}

/// What stands before the text of a line, and the text with its quotes.
fn split(line: &str) -> (&str, Option<&str>) {
    let inner = line.trim_start();
    let start = line.len() - inner.len();
    let value = match inner.find("\": ") {
        Some(end) if inner.starts_with('"') => start + end + "\": ".len(),
        _ => start,
    };
    if line[value..].starts_with('"') { (&line[..value], Some(&line[value..])) } else { (line, None) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_from_names_and_numbers() {
        for (line, head, text) in [
            ("  \"id\": \"0197\",", "  \"id\": ", Some("\"0197\",")),
            ("  \"amount\": 14900,", "  \"amount\": 14900,", None),
            ("    \"a text in a list\"", "    ", Some("\"a text in a list\"")),
            ("  \"name\": \"ș\\\": x\"", "  \"name\": ", Some("\"ș\\\": x\"")),
            ("{", "{", None),
            ("", "", None),
        ] {
            assert_eq!(split(line), (head, text), "{line}");
        }
    }
}
