//! The rules that every sheet and every view keeps.

mod contrast;
mod unused;

use std::fs;
use std::path::{Path, PathBuf};

fn house(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder)
}

fn files(folder: &Path, extension: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_sheet_is_in_the_app_or_the_checkout_bundle() {
    let bundles = fs::read_to_string(house("style/bundles.txt")).unwrap();
    let sheets = files(&house("style"), "css");
    for (name, _) in &sheets {
        assert!(bundles.split_whitespace().any(|word| word == name), "{name} is in no bundle");
    }
    for line in bundles.lines().filter(|line| !line.starts_with('#')) {
        for word in line.split_whitespace().skip(1) {
            assert!(sheets.iter().any(|(name, _)| name == word), "{word} is not there");
        }
    }
}

#[test]
fn every_sheet_stands_in_one_layer() {
    for (name, text) in files(&house("style"), "css") {
        let layers = text.matches("@layer").count();
        assert_eq!(layers, 1, "{name}");
        assert!(name.ends_with("layers.css") || text.lines().last() == Some("}"), "{name} leaves its layer");
    }
}

#[test]
fn raw_colours_stand_in_the_tokens_only() {
    for (name, text) in files(&house("style"), "css").iter().filter(|(name, _)| name != "tokens.css") {
        for raw in ["oklch(0", "oklch(1", "rgb(", "hsl(", "#0", "#f", "#F"] {
            assert!(!text.contains(raw), "{name} has {raw}");
        }
    }
}

#[test]
fn views_have_no_inline_style_and_listen_to_nothing() {
    let sources = files(&house("app/src"), "rs");
    for (name, text) in sources.iter().filter(|(name, _)| !name.starts_with("rules/")) {
        assert!(!text.contains(" style="), "{name} has an inline style");
        assert!(!text.contains(" on:click"), "{name} listens, but nothing runs in the browser");
    }
}
