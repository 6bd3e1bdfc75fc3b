//! Colours: sRGB as screens take it, OKLCH as eyes see it, and the contrast that WCAG asks for.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A colour of a screen: red, green and blue, 0 to 255 each; on the wire `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(into = "String", try_from = "String")]
#[schemars(with = "String")]
pub struct Rgb(pub [u8; 3]);

/// A colour as eyes see it: lightness 0 to 1, chroma from 0 (grey), hue in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Oklch {
    /// Lightness, 0 black to 1 white.
    pub l: f64,
    /// Chroma, 0 grey; sRGB reaches about 0.32.
    pub c: f64,
    /// Hue in degrees.
    pub h: f64,
}

impl Rgb {
    /// Reads six hexadecimal digits, with or without `#` before them, in any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Six small hexadecimal digits without `#`.
    #[must_use]
    pub fn hex(self) -> String {
        let [red, green, blue] = self.0;
        format!("{red:02x}{green:02x}{blue:02x}")
    }

    /// Relative luminance as WCAG 2 defines it, 0 to 1.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// WCAG's contrast of two colours, 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// This colour, so opaque, laid over another, as browsers mix them.
    #[must_use]
    pub fn over(self, below: Self, opacity: f64) -> Self {
        let mix = |index: usize| {
            let (top, bottom) = (f64::from(self.0[index]), f64::from(below.0[index]));
            to_byte((top * opacity + bottom * (1.0 - opacity)) / 255.0)
        };
        Self([mix(0), mix(1), mix(2)])
    }

    /// The same colour as eyes see it.
    #[must_use]
    pub fn oklch(self) -> Oklch {
        let [red, green, blue] = self.0.map(linear);
        let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let middle = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        let l = 0.210_454_255_3 * long + 0.793_617_785_0 * middle - 0.004_072_046_8 * short;
        let a = 1.977_998_495_1 * long - 2.428_592_205_0 * middle + 0.450_593_709_9 * short;
        let b = 0.025_904_037_1 * long + 0.782_771_766_2 * middle - 0.808_675_766_0 * short;
        Oklch { l, c: a.hypot(b), h: b.atan2(a).to_degrees().rem_euclid(360.0) }
    }
}

impl From<Rgb> for String {
    fn from(colour: Rgb) -> Self {
        colour.to_string()
    }
}

impl TryFrom<String> for Rgb {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        Self::parse(&text).ok_or("six hexadecimal digits behind #")
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.hex())
    }
}

impl Oklch {
    /// The nearest colour of a screen: where it has none so strong, chroma gives way, lightness and hue stay.
    #[must_use]
    pub fn rgb(self) -> Rgb {
        let l = self.l.clamp(0.0, 1.0);
        let (mut least, mut most) = (0.0, self.c.max(0.0));
        if let Some(rgb) = (Self { l, c: most, ..self }).on_screen() {
            return rgb;
        }
        for _ in 0..24 {
            let c = f64::midpoint(least, most);
            if (Self { l, c, ..self }).on_screen().is_some() {
                least = c;
            } else {
                most = c;
            }
        }
        let grey = to_byte(gamma(l.powi(3)));
        (Self { l, c: least, ..self }).on_screen().unwrap_or(Rgb([grey; 3]))
    }

    /// The colour, if screens have it.
    fn on_screen(self) -> Option<Rgb> {
        let (sin, cos) = self.h.to_radians().sin_cos();
        let (a, b) = (self.c * cos, self.c * sin);
        let long = (self.l + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let middle = (self.l - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let short = (self.l - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        let rgb = [
            4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701_0 * short,
        ];
        let inside = rgb.iter().all(|value| (-0.000_1..=1.000_1).contains(value));
        inside.then(|| Rgb(rgb.map(|value| to_byte(gamma(value)))))
    }
}

/// A channel's light from its byte.
fn linear(byte: u8) -> f64 {
    let value = f64::from(byte) / 255.0;
    if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

/// A channel's value from its light, 0 to 1.
fn gamma(light: f64) -> f64 {
    let light = light.clamp(0.0, 1.0);
    if light <= 0.003_130_8 { light * 12.92 } else { 1.055 * light.powf(1.0 / 2.4) - 0.055 }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte first")]
fn to_byte(value: f64) -> u8 {
    (value * 255.0).round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_text_is_read_and_written() {
        assert_eq!(Rgb::parse("#0A7f80").unwrap().hex(), "0a7f80");
        for text in ["", "#", "fff", "#12345", "1234567", "+12345", "ă1234", "12 456", "##12345"] {
            assert_eq!(Rgb::parse(text), None, "{text}");
        }
    }

    #[test]
    fn contrast_is_wcag_s() {
        let (black, white) = (Rgb([0; 3]), Rgb([255; 3]));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((Rgb([0x76; 3]).contrast(white) - 4.54).abs() < 0.01, "the well-known grey");
        assert_eq!(black.over(white, 0.5).0, [128; 3]);
    }

    #[test]
    fn every_eleventh_colour_comes_back_from_oklch() {
        let steps = || (0..=255_u8).step_by(11);
        for (red, green) in steps().flat_map(|red| steps().map(move |green| (red, green))) {
            for blue in steps() {
                let colour = Rgb([red, green, blue]);
                assert_eq!(colour.oklch().rgb(), colour);
            }
        }
        let red = Rgb([255, 0, 0]).oklch();
        assert!(
            (red.l - 0.628).abs() < 0.001 && (red.c - 0.2577).abs() < 0.001 && (red.h - 29.23).abs() < 0.02
        );
    }

    #[test]
    fn what_no_screen_has_loses_chroma_only() {
        let wanted = Oklch { l: 0.7, c: 0.4, h: 200.0 };
        let got = wanted.rgb().oklch();
        assert!((got.l - 0.7).abs() < 0.01 && (got.h - 200.0).abs() < 3.0 && got.c < 0.2, "{got:?}");
    }
}
