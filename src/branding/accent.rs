//! The accent: one colour that a merchant wants becomes six for each theme, moved as little as it takes for
//! text to keep 4.5 : 1 and for lines and controls to keep 3 : 1 on every surface of ours.

use std::fmt::Write as _;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::colour::{Oklch, Rgb};

/// What text needs.
const TEXT: f64 = 4.5;
/// What lines and controls need.
const LINE: f64 = 3.0;
/// How far lightness moves at a time.
const STEP: f64 = 0.005;
/// How much darker a fill may become so that white text stands on it.
const FOR_WHITE: f64 = 0.1;
/// How far a fill moves under the pointer.
const UNDER_POINTER: f64 = 0.05;
const WHITE: Rgb = Rgb([255; 3]);

/// What the accent must be told from; `style/tokens.css` says the same, and a test holds them together.
struct Theme {
    /// The surfaces: ground, surface, raised, sunken.
    surfaces: [Oklch; 4],
    /// What is laid over a control under the pointer and under a press, and how opaque.
    veils: [(Oklch, f64); 2],
    /// Where lightness goes to gain contrast: down where surfaces are light.
    towards: f64,
    /// Lightness and most chroma of the quiet background.
    wash: (f64, f64),
}

const fn lch(l: f64, c: f64, h: f64) -> Oklch {
    Oklch { l, c, h }
}

const LIGHT: Theme = Theme {
    surfaces: [lch(0.983, 0.004, 85.0), lch(1.0, 0.0, 0.0), lch(1.0, 0.0, 0.0), lch(0.962, 0.006, 85.0)],
    veils: [(lch(0.25, 0.02, 215.0), 0.045), (lch(0.25, 0.02, 215.0), 0.08)],
    towards: -1.0,
    wash: (0.966, 0.02),
};
const DARK: Theme = Theme {
    surfaces: [
        lch(0.178, 0.012, 215.0),
        lch(0.213, 0.013, 215.0),
        lch(0.252, 0.014, 215.0),
        lch(0.155, 0.011, 215.0),
    ],
    veils: [(lch(0.95, 0.01, 215.0), 0.055), (lch(0.95, 0.01, 215.0), 0.1)],
    towards: 1.0,
    wash: (0.27, 0.03),
};

/// The accent in both themes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Palette {
    /// On light surfaces.
    pub light: Tones,
    /// On dark surfaces.
    pub dark: Tones,
}

/// The accent in one theme, each colour as `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Tones {
    /// What buttons are filled with.
    pub fill: Rgb,
    /// The fill under the pointer.
    pub fill_hover: Rgb,
    /// Text on the fill.
    pub on_fill: Rgb,
    /// The accent as text.
    pub ink: Rgb,
    /// The accent as a line, such as the focus ring.
    pub line: Rgb,
    /// The accent as a quiet background.
    pub wash: Rgb,
}

impl Palette {
    /// The colours that come nearest to the one wanted.
    #[must_use]
    pub fn of(wanted: Rgb) -> Self {
        Self { light: LIGHT.tones(wanted), dark: DARK.tones(wanted) }
    }

    /// The sheet that sets the accent's tokens; joined behind the others it overrides theirs.
    #[must_use]
    pub fn sheet(&self) -> String {
        let (light, dark) = (&self.light, &self.dark);
        let tokens = [
            ("accent", light.fill, dark.fill),
            ("accent-hover", light.fill_hover, dark.fill_hover),
            ("on-accent", light.on_fill, dark.on_fill),
            ("accent-ink", light.ink, dark.ink),
            ("accent-line", light.line, dark.line),
            ("accent-wash", light.wash, dark.wash),
        ];
        let lines = tokens.iter().fold(String::new(), |mut lines, (name, light, dark)| {
            let _ = writeln!(lines, "    --{name}: light-dark({light}, {dark});");
            lines
        });
        format!("@layer tokens {{\n  :root {{\n{lines}  }}\n}}\n")
    }
}

impl Theme {
    fn tones(&self, wanted: Rgb) -> Tones {
        let accent = wanted.oklch();
        let wash = Oklch { l: self.wash.0, c: self.wash.1.min(accent.c / 4.0), ..accent }.rgb();
        let dark_text = Oklch { l: 0.14, c: 0.02_f64.min(accent.c), ..accent }.rgb();
        let (fill, on_fill) = self.fill(accent, dark_text);
        let surfaces = self.surfaces.map(Oklch::rgb);
        let grounds = || surfaces.iter().chain([&wash]);
        let reads = |ink: Rgb| {
            let veiled = |ground: &Rgb| self.veils.iter().any(|veil| ink.contrast(lay(veil, *ground)) < TEXT);
            grounds().all(|ground| ink.contrast(*ground) >= TEXT && !veiled(ground))
        };
        let shows = |line: Rgb| grounds().all(|ground| line.contrast(*ground) >= LINE);
        Tones {
            fill,
            fill_hover: hover(fill, on_fill),
            on_fill,
            ink: self.nearest(accent, reads),
            line: self.nearest(accent, shows),
            wash,
        }
    }

    /// The fill and the text on it: white text where a little darkness buys it, else whichever text reads first.
    fn fill(&self, accent: Oklch, dark_text: Rgb) -> (Rgb, Rgb) {
        let holds = |fill: Rgb, text: Rgb| {
            let shows = self.surfaces.iter().all(|ground| fill.contrast(ground.rgb()) >= LINE);
            let under = self.veils.iter().map(|veil| lay(veil, fill)).chain([fill, hover(fill, text)]);
            shows && under.into_iter().all(|fill| fill.contrast(text) >= TEXT)
        };
        if self.towards < 0.0 {
            let fill = self.nearest(accent, |fill| holds(fill, WHITE));
            if accent.l - fill.oklch().l <= FOR_WHITE {
                return (fill, WHITE);
            }
        }
        let either = |fill: Rgb| [WHITE, dark_text].into_iter().find(|text| holds(fill, *text));
        let fill = self.nearest(accent, |fill| either(fill).is_some());
        (fill, either(fill).unwrap_or(WHITE))
    }

    /// The first colour that suits, from the accent towards more contrast; at the end of the way all suit.
    fn nearest(&self, accent: Oklch, suits: impl Fn(Rgb) -> bool) -> Rgb {
        let mut l = accent.l;
        loop {
            let colour = Oklch { l, ..accent }.rgb();
            if suits(colour) || !(0.0..=1.0).contains(&l) {
                return colour;
            }
            l += STEP * self.towards;
        }
    }
}

fn lay((veil, opacity): &(Oklch, f64), below: Rgb) -> Rgb {
    veil.rgb().over(below, *opacity)
}

/// A fill under the pointer: away from its text, or towards it where there is no room.
fn hover(fill: Rgb, text: Rgb) -> Rgb {
    let seen = fill.oklch();
    let away = if text.luminance() > fill.luminance() { -UNDER_POINTER } else { UNDER_POINTER };
    // Below a tenth all is black to the eye.
    let room = (0.1..=1.0).contains(&(seen.l + away));
    Oklch { l: if room { seen.l + away } else { (seen.l - away).max(0.15) }, ..seen }.rgb()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = include_str!("../../style/tokens.css");

    /// The colour and opacity of a token in a theme, as the sheet writes it.
    fn token(name: &str, theme: usize) -> (Oklch, f64) {
        let line = SHEET.lines().find(|line| line.trim_start().starts_with(&format!("--{name}:"))).unwrap();
        let inside = line.split("oklch(").nth(theme + 1).unwrap().split(')').next().unwrap();
        let mut parts = inside.split([' ', '/']).filter(|part| !part.is_empty());
        let mut next = || parts.next().map(|part| part.parse::<f64>().unwrap());
        let colour = lch(next().unwrap(), next().unwrap(), next().unwrap());
        (colour, next().unwrap_or(1.0))
    }

    #[test]
    fn the_surfaces_are_those_of_the_token_sheet() {
        for (index, theme) in [LIGHT, DARK].iter().enumerate() {
            for (name, known) in ["ground", "surface", "raised", "sunken"].iter().zip(theme.surfaces) {
                assert_eq!(token(name, index).0.rgb(), known.rgb(), "--{name} changed: say so here too");
            }
            for (name, known) in ["hover", "press"].iter().zip(theme.veils) {
                assert_eq!(token(name, index), known, "--{name} changed: say so here too");
            }
        }
    }

    /// Every pair of colours that meet on a page, with what they need.
    fn assert_contrast(wanted: Rgb) {
        let palette = Palette::of(wanted);
        for (index, tones) in [&palette.light, &palette.dark].into_iter().enumerate() {
            let hold = |what: &str, one: Rgb, two: Rgb, least: f64| {
                let contrast = one.contrast(two);
                assert!(
                    contrast >= least,
                    "{wanted} {what}: {one} on {two} has {contrast:.2} in theme {index}"
                );
            };
            let veiled = |ground: Rgb| {
                ["hover", "press"].map(|name| {
                    let (colour, opacity) = token(name, index);
                    colour.rgb().over(ground, opacity)
                })
            };
            for fill in [tones.fill, tones.fill_hover].into_iter().chain(veiled(tones.fill)) {
                hold("text on the fill", tones.on_fill, fill, 4.5);
            }
            let grounds = ["ground", "surface", "raised", "sunken"].map(|name| token(name, index).0.rgb());
            for ground in grounds {
                hold("the fill", tones.fill, ground, 3.0);
            }
            for ground in grounds.into_iter().chain([tones.wash]) {
                hold("the line", tones.line, ground, 3.0);
                for ground in veiled(ground).into_iter().chain([ground]) {
                    hold("the accent as text", tones.ink, ground, 4.5);
                }
            }
            assert_ne!(tones.fill, tones.fill_hover, "{wanted}: the pointer is seen");
        }
    }

    #[test]
    fn contrast_holds_for_every_accent() {
        for grey in 0..=255 {
            assert_contrast(Rgb([grey; 3]));
        }
        let steps = || (0..=255_u8).step_by(51);
        for (red, green) in steps().flat_map(|red| steps().map(move |green| (red, green))) {
            steps().for_each(|blue| assert_contrast(Rgb([red, green, blue])));
        }
        // The same 2000 colours each time: a linear congruence walks over all of them.
        let mut seed = 0x2545_f491_u32;
        for _ in 0..2_000 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let [red, green, blue, _] = seed.to_be_bytes();
            assert_contrast(Rgb([red, green, blue]));
        }
    }

    #[test]
    fn what_is_good_stays_as_it_was_wanted() {
        let teal = Rgb::parse("#0f6674").unwrap();
        let light = Palette::of(teal).light;
        assert_eq!((light.fill, light.on_fill, light.line), (teal, WHITE, teal));
        let blue = Palette::of(Rgb::parse("#3b82f6").unwrap()).light;
        assert_eq!(blue.on_fill, WHITE, "a little darker for white text");
        let yellow = Palette::of(Rgb::parse("#facc15").unwrap()).light;
        assert_ne!(yellow.on_fill, WHITE, "dark text on yellow");
    }

    #[test]
    fn the_sheet_sets_the_tokens_that_the_token_sheet_has() {
        let sheet = Palette::of(Rgb([200, 30, 90])).sheet();
        let names: Vec<_> =
            sheet.lines().filter_map(|line| line.trim().strip_prefix("--")?.split(':').next()).collect();
        assert_eq!(names.len(), 6);
        for name in names {
            assert!(SHEET.contains(&format!("--{name}: light-dark(")), "{name}");
        }
        assert!(sheet.starts_with("@layer tokens {\n  :root {\n    --accent: light-dark(#"), "{sheet}");
    }
}
