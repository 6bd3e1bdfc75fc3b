//! The rules of the house, read from its source: floors, registers, budgets. Each failure names the file.

use std::path::{Path, PathBuf};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const LONGEST: usize = 400;

/// Every file below these folders with its text, by its path from the root.
pub(crate) fn sources(folders: &[&str]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in folders {
        walk(&Path::new(ROOT).join(folder), &mut found);
    }
    found.sort();
    assert!(!found.is_empty(), "{folders:?} are empty");
    found
}

fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["node_modules", "target", "testdata", "test-results", "shots", "look"]
                .contains(&name.as_str())
            {
                walk(&path, found);
            }
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            found.push((shown(&path), text));
        }
    }
}

fn shown(path: &Path) -> String {
    let root = PathBuf::from(ROOT);
    path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/")
}

fn of_kind(folders: &[&str], kinds: &[&str]) -> Vec<(String, String)> {
    let mut all = sources(folders);
    all.retain(|(path, _)| kinds.iter().any(|kind| path.ends_with(kind)));
    assert!(!all.is_empty(), "no {kinds:?} in {folders:?}");
    all
}

/// Code that pages are made of: no tests of theirs.
fn of_pages() -> Vec<(String, String)> {
    let mut files = of_kind(&["app/src", "server/src"], &[".rs"]);
    files.retain(|(path, _)| path != "app/src/rules/mod.rs");
    files
}

/// The lines that are code: no comments.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim_start).filter(|line| !line.starts_with("//"))
}

fn assert_none(rule: &str, offenders: impl IntoIterator<Item = String>) {
    let offenders: Vec<String> = offenders.into_iter().collect();
    assert!(offenders.is_empty(), "{rule}:\n{}", offenders.join("\n"));
}

/// The files of `files` with a code line that holds one of `words`, unless `excused`.
fn holding(files: &[(String, String)], words: &[&str], excused: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let mut offenders = Vec::new();
    for (path, text) in files {
        for line in code(text) {
            if words.iter().any(|word| line.contains(word)) && !excused(path, line) {
                offenders.push(format!("{path}: {line}"));
            }
        }
    }
    offenders
}

#[test]
fn files_fit_in_a_head() {
    let folders = [
        "src",
        "app",
        "server",
        "sandbox/src",
        "sandbox/tests",
        "sandbox/assets",
        "public",
        "style",
        "end2end",
    ];
    let files = of_kind(&folders, &[".rs", ".js", ".mjs", ".css"]);
    let long = files.iter().filter(|(_, text)| text.lines().count() > LONGEST);
    assert_none(
        "files have 400 lines at most",
        long.map(|(path, text)| format!("{path}: {}", text.lines().count())),
    );
}

#[test]
fn sql_lives_in_the_database_room_and_in_stores() {
    let files = of_kind(&["src", "app", "server/src", "sandbox"], &[".rs"]);
    let offenders = holding(&files, &["sqlx"], |path, line| {
        let room = path.starts_with("src/db/") || path.ends_with("/store.rs");
        let derived = line.contains("sqlx::FromRow") && line.starts_with("#[derive");
        let row = path.starts_with("src/") && (derived || line.trim_start().starts_with("#[sqlx("));
        let error = path == "src/error.rs";
        room || row || error
    });
    assert_none(
        "sqlx only in src/db, stores and the error; sqlx::FromRow may be derived and told how to read a column",
        offenders,
    );
    let offenders = holding(
        &files,
        &[" = \"select ", " = \"insert into ", " = \"update ", " = \"delete from "],
        |path, _| {
            // Cellar rooms with one table each keep their statements beside their code.
            path.ends_with("/store.rs") || ["src/idempotency.rs", "src/events/mod.rs"].contains(&path)
        },
    );
    assert_none("statements only in stores", offenders);
}

#[test]
fn stripe_s_library_lives_in_one_room() {
    let files = of_kind(&["src", "app", "server/src"], &[".rs"]);
    let words = [
        "async_stripe",
        "stripe_client_core",
        "stripe_connect",
        "stripe_core",
        "stripe_shared",
        "stripe_types",
    ];
    let offenders = holding(&files, &words, |path, _| path.starts_with("src/stripe/"));
    assert_none("async-stripe only in src/stripe", offenders);
}

#[test]
fn the_storage_s_library_lives_in_one_room() {
    let files = of_kind(&["src", "app", "server/src"], &[".rs"]);
    let offenders = holding(&files, &["object_store::"], |path, _| path.starts_with("src/files/"));
    assert_none("object_store only in src/files", offenders);
}

#[test]
fn the_core_knows_no_door_and_no_page() {
    let files = of_kind(&["src"], &[".rs"]);
    let words =
        ["axum", "leptos", "use http::", " http::", "StatusCode", "paylinks_app", "paylinks_server", "tower"];
    let offenders = holding(&files, &words, |path, _| path.starts_with("src/stripe/tests/"));
    assert_none("no axum, leptos or http in the core", offenders);
    let manifest = std::fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).unwrap();
    let own = manifest.split("[package]").nth(1).unwrap().split("[dev-dependencies]").next().unwrap();
    for word in ["axum", "leptos", "tower", "http."] {
        assert!(!own.lines().any(|line| line.starts_with(word)), "the core depends on {word}");
    }
}

#[test]
fn a_feature_s_store_is_its_own() {
    let features: Vec<String> = std::fs::read_dir(Path::new(ROOT).join("src"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    let mut offenders = Vec::new();
    for (path, text) in of_kind(&["src"], &[".rs"]) {
        for line in code(&text) {
            let foreign = features.iter().any(|feature| line.contains(&format!("{feature}::store")));
            if foreign || line.starts_with("pub mod store") || line.starts_with("pub(crate) mod store") {
                offenders.push(format!("{path}: {line}"));
            }
        }
    }
    assert_none("no feature uses another one's store", offenders);
}

#[test]
fn pages_know_no_server_sql_or_stripe() {
    let files = of_kind(&["app/src"], &[".rs"]);
    let words = ["sqlx", "axum::", "core.stripe", ".db.", "reqwest"];
    assert_none("no sqlx, axum or Stripe calls in pages", holding(&files, &words, |_, _| false));
    let manifest = std::fs::read_to_string(Path::new(ROOT).join("app/Cargo.toml")).unwrap();
    for word in ["sqlx", "axum", "async-stripe", "tower", "reqwest"] {
        assert!(!manifest.lines().any(|line| line.starts_with(word)), "pages depend on {word}");
    }
}

#[test]
fn doors_write_no_sql_and_call_no_stripe() {
    let files = of_kind(&["server/src"], &[".rs"]);
    assert_none("no Stripe calls in doors", holding(&files, &["core.stripe."], |_, _| false));
}

#[test]
fn the_sandbox_is_a_stranger() {
    let manifest = std::fs::read_to_string(Path::new(ROOT).join("sandbox/Cargo.toml")).unwrap();
    assert!(!manifest.contains("paylinks"), "the sandbox depends on nothing of ours");
    let files = of_kind(&["sandbox/src", "sandbox/tests"], &[".rs"]);
    assert_none(
        "the sandbox uses nothing of ours",
        holding(&files, &["paylinks::", "paylinks_"], |_, _| false),
    );
}

#[test]
fn one_text_area_escapes_for_all() {
    let offenders = holding(&of_pages(), &["<textarea", "inner_html", "leptos_meta"], |path, line| {
        path == "app/src/components/text_area.rs"
            && (line.contains("<textarea") || line.contains("inner_html=escaped("))
    });
    assert_none("text goes through <TextArea>, and nothing is written unescaped", offenders);
}

#[test]
fn modules_are_named_for_what_they_hold() {
    let files = sources(&["src", "app/src", "server/src", "sandbox/src", "public", "server/tests"]);
    let vague = ["utils", "util", "common", "helpers", "helper", "manager", "misc"];
    let offenders = files.iter().filter(|(path, _)| path.split(['/', '.']).any(|part| vague.contains(&part)));
    assert_none("no vague names", offenders.map(|(path, _)| path.clone()));
    let twins = files.iter().filter(|(path, _)| {
        let folder = path.strip_suffix(".rs").map(|stem| format!("{stem}/"));
        folder.is_some_and(|folder| files.iter().any(|(other, _)| other.starts_with(&folder)))
    });
    assert_none("foo/mod.rs, never foo.rs beside foo/", twins.map(|(path, _)| path.clone()));
}

#[test]
fn no_test_is_left_out() {
    let files = of_kind(&["src", "app", "server", "sandbox"], &[".rs"]);
    let ignore = concat!("#[", "ignore");
    assert_none("no test is ignored", holding(&files, &[ignore], |_, _| false));
    let scripts = of_kind(&["end2end"], &[".js", ".mjs"]);
    let words = ["test.skip", "test.only", "test.fixme", "describe.skip", "describe.only", "{ skip:"];
    assert_none("no journey is left out", holding(&scripts, &words, |_, _| false));
}

#[test]
fn style_is_layered_and_colours_have_names() {
    let mut offenders = Vec::new();
    for (path, text) in of_kind(&["style"], &[".css"]) {
        let comment = text.starts_with("/*").then(|| text.split_once("*/")).flatten();
        let rules = comment.map_or(text.as_str(), |(_, rules)| rules);
        let first = rules.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        if !first.starts_with("@layer ") {
            offenders.push(format!("{path}: begins with {first}"));
        }
        if path.ends_with("tokens.css") {
            continue;
        }
        for line in text.lines() {
            let value = line.split(':').nth(1).unwrap_or_default();
            let hex = value
                .match_indices('#')
                .any(|(at, _)| value[at + 1..].bytes().take(3).all(|b| b.is_ascii_hexdigit()));
            let raw = ["rgb(", "rgba(", "hsl(", "oklch(", "lab(", " white", " black"]
                .iter()
                .any(|word| value.contains(word));
            if hex || raw {
                offenders.push(format!("{path}: {}", line.trim()));
            }
        }
    }
    assert_none("every sheet is in a layer, and raw colours are in tokens.css", offenders);
}

#[test]
fn scripts_are_checked_modules() {
    for (path, text) in of_kind(&["public/js"], &[".js"]) {
        assert!(text.starts_with("// @ts-check\n"), "{path} begins with // @ts-check");
        for word in ["innerHTML", "document.write", "eval(", "new Function"] {
            assert!(!text.contains(word), "{path} uses {word}");
        }
    }
    let inline =
        holding(&of_pages(), &["onclick=", "onsubmit=", "style=\"", "<style", "javascript:"], |_, _| false);
    assert_none("no inline script or style", inline);
}

#[test]
fn the_workplace_is_not_mentioned() {
    let files = sources(&[
        "src",
        "app",
        "server",
        "sandbox/src",
        "public",
        "style",
        "end2end",
        "migrations",
        "scripts",
    ]);
    let word = concat!("/wo", "rk/");
    assert_none("no machine paths", holding(&files, &[word], |_, _| false));
}
