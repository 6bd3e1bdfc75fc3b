//! Every pair of tokens that is read or pressed has the contrast of WCAG 2.2 AA, in both themes.

use std::collections::HashMap;
use std::fs;

use paylinks::colour::{Oklch, Rgb};

use super::house;

/// Texts on grounds: 4.5 to 1.
const TEXTS: &[(&str, &[&str])] = &[
    ("ink", &["ground", "surface", "raised", "sunken", "accent-wash", "warn-wash", "bad-wash"]),
    ("ink-2", &["ground", "surface", "raised", "sunken", "accent-wash"]),
    ("ink-3", &["ground", "surface", "raised", "sunken"]),
    ("accent-ink", &["ground", "surface", "raised", "accent-wash"]),
    ("on-accent", &["accent", "accent-hover"]),
    ("good-ink", &["ground", "surface", "raised"]),
    ("warn-ink", &["surface", "warn-wash"]),
    ("bad-ink", &["ground", "surface", "raised", "bad-wash"]),
    ("surface", &["ink"]),
];

/// Edges of controls, lines of charts, dots: 3 to 1.
const MARKS: &[(&str, &[&str])] = &[
    ("line-control", &["surface", "ground"]),
    ("accent-line", &["surface", "ground"]),
    ("accent", &["surface", "ground"]),
    ("good", &["surface"]),
    ("bad", &["surface"]),
];

/// The tokens that are colours: light and dark.
fn tokens() -> HashMap<String, [Rgb; 2]> {
    let sheet = fs::read_to_string(house("style/tokens.css")).unwrap();
    let lines = sheet.lines().filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "));
    let colours = lines.filter(|(_, value)| value.contains("oklch(") && !value.contains('/'));
    let read = |(name, value): (&str, &str)| {
        let mut all = value.split("oklch(").skip(1).map(colour);
        let light = all.next().unwrap();
        (name.to_owned(), [light, all.next().unwrap_or(light)])
    };
    colours.map(read).collect()
}

fn colour(text: &str) -> Rgb {
    let inside = text.split(')').next().unwrap();
    let figures: Vec<f64> = inside.split_whitespace().map(|figure| figure.parse().unwrap()).collect();
    Oklch { l: figures[0], c: figures[1], h: figures[2] }.rgb()
}

fn check(pairs: &[(&str, &[&str])], least: f64) {
    let tokens = tokens();
    for (front, grounds) in pairs {
        for ground in *grounds {
            for (theme, name) in ["light", "dark"].into_iter().enumerate() {
                let contrast = tokens[*front][theme].contrast(tokens[*ground][theme]);
                assert!(contrast >= least, "{front} on {ground}, {name}: {contrast:.2}");
            }
        }
    }
}

#[test]
fn texts_can_be_read_on_every_ground() {
    check(TEXTS, 4.5);
}

#[test]
fn edges_and_lines_can_be_seen() {
    check(MARKS, 3.0);
}
