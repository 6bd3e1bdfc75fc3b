//! Nothing is kept that no page uses: tokens, components, words; and no sentence stands outside of the words.

use std::fs;

use super::{files, house};

/// Rooms whose texts are not sentences of the product: samples, and names of types.
const SAMPLES: &[&str] = &["pages/gallery/"];

/// Components of the kit that wait for their page: figures by month come with the analytics, dialogs with refunds.
const AWAITED: &[&str] = &["BarChart", "Dialog", "DialogButton", "Skeleton"];

#[test]
fn every_token_is_used() {
    let sheets = files(&house("style"), "css");
    let tokens = fs::read_to_string(house("style/tokens.css")).unwrap();
    let scripts = files(&house("public/js"), "js");
    let names = tokens.lines().filter_map(|line| line.trim().strip_prefix("--")?.split(':').next());
    for name in names {
        let used = format!("var(--{name})");
        let by_sheet = sheets.iter().any(|(_, text)| text.contains(&used));
        let by_script = scripts.iter().any(|(_, text)| text.contains(&format!("--{name}")));
        assert!(by_sheet || by_script, "--{name} is used nowhere");
    }
}

#[test]
fn every_component_is_used_by_a_page() {
    let list = fs::read_to_string(house("app/src/components/mod.rs")).unwrap();
    let sources = files(&house("app/src"), "rs");
    let pages = |name: &str| {
        let wanted = format!("<{name}");
        sources.iter().any(|(file, text)| {
            !file.starts_with("pages/gallery")
                && text.match_indices(&wanted).any(|(at, _)| ends(text, at + wanted.len()))
        })
    };
    let shown = list.lines().filter_map(|line| line.strip_prefix("pub use self::")?.split_once("::"));
    for (room, names) in shown {
        let names = names.trim_matches(|letter| "{};".contains(letter));
        let components: Vec<&str> = names.split(',').map(str::trim).collect();
        let source = component_source(&sources, room);
        for name in components.into_iter().filter(|name| {
            name.starts_with(char::is_uppercase) && source.contains(&format!("pub fn {name}("))
        }) {
            assert!(pages(name) || AWAITED.contains(&name), "{name} is on no page");
        }
    }
}

fn component_source(sources: &[(String, String)], room: &str) -> String {
    let inside = |file: &str| {
        file == format!("components/{room}.rs") || file.starts_with(&format!("components/{room}/"))
    };
    sources.iter().filter(|(file, _)| inside(file)).map(|(_, text)| text.as_str()).collect()
}

fn ends(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|letter| !letter.is_alphanumeric())
}

#[test]
fn every_word_is_used() {
    let sources = files(&house("app/src"), "rs");
    let mut rest: String = sources
        .iter()
        .filter(|(file, _)| !file.starts_with("words/"))
        .map(|(_, text)| text.as_str())
        .collect();
    rest.extend(files(&house("server/src"), "rs").iter().map(|(_, text)| text.as_str()));
    for (name, _) in crate::words::words(paylinks::language::Language::En).all() {
        let word = name.split_once('.').map_or(name.as_str(), |(_, word)| word);
        let used = format!(".{word}");
        assert!(
            rest.match_indices(&used).any(|(at, _)| ends_word(&rest, at + used.len())),
            "{name} is used nowhere"
        );
    }
}

fn ends_word(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_none_or(|letter| !letter.is_alphanumeric() && letter != '_')
}

#[test]
fn no_sentence_stands_outside_of_the_words() {
    for (file, text) in files(&house("app/src"), "rs") {
        if !file.starts_with("pages/") && !file.starts_with("components/") && !file.starts_with("shell/") {
            continue;
        }
        if SAMPLES.iter().any(|room| file.starts_with(room)) {
            continue;
        }
        let shown = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in shown.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for literal in line.split('"').skip(1).step_by(2) {
                let words = literal
                    .split_whitespace()
                    .filter(|word| word.chars().all(char::is_alphabetic) && word.len() > 1);
                let small = words.clone().any(|word| word.chars().all(char::is_lowercase));
                let sentence = literal.starts_with(char::is_uppercase) && words.count() > 1 && small;
                assert!(!sentence, "{file}: {literal}");
            }
        }
    }
}
