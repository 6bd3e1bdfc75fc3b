//! A pay page's address as a QR code: black on white, with the quiet zone that scanners need, and so much
//! redundancy that a seventh of it may be lost.

use std::fmt::Write as _;
use std::io::Cursor;

use fast_qr::{ECL, QRBuilder};
use image::{GrayImage, ImageFormat, Luma};

use crate::error::{Error, Result};

/// Light modules around the code, as ISO 18004 asks.
const QUIET: usize = 4;

/// A QR code.
pub(super) struct Qr {
    /// Modules on a side, without the quiet zone.
    side: usize,
    /// Row by row, whether the module is dark.
    dark: Vec<bool>,
}

impl Qr {
    /// The code of this text.
    pub(super) fn of(text: &str) -> Result<Self> {
        let made = QRBuilder::new(text).ecl(ECL::M).build();
        let code = made.map_err(|error| Error::internal(std::io::Error::other(error.to_string())))?;
        let side = code.size;
        let dark = (0..side).flat_map(|row| code[row].iter().take(side).map(|module| module.value()));
        Ok(Self { side, dark: dark.collect() })
    }

    /// As an SVG of `size` pixels.
    pub(super) fn svg(&self, size: u32) -> String {
        let all = self.side + 2 * QUIET;
        let mut path = String::new();
        for (y, row) in self.dark.chunks(self.side).enumerate() {
            let mut x = 0;
            // One stroke for each run of dark modules.
            for run in row.chunk_by(|one, other| one == other) {
                let length = run.len();
                if run.first() == Some(&true) {
                    let _ = write!(path, "M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET);
                }
                x += length;
            }
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}\" height=\"{size}\" \
             viewBox=\"0 0 {all} {all}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" \
             d=\"M0 0h{all}v{all}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
        )
    }

    /// As a PNG of `size` pixels: modules are whole pixels, what is left over is more quiet zone.
    pub(super) fn png(&self, size: u32) -> Result<Vec<u8>> {
        let pixels = usize::try_from(size).map_err(Error::internal)?;
        let scale = (pixels / (self.side + 2 * QUIET)).max(1);
        let edge = pixels.saturating_sub(self.side * scale) / 2;
        let module = |at: u32| {
            let inside = usize::try_from(at).ok()?.checked_sub(edge)? / scale;
            (inside < self.side).then_some(inside)
        };
        let is_dark = |x, y| match (module(x), module(y)) {
            (Some(x), Some(y)) => self.dark[y * self.side + x],
            _ => false,
        };
        let image = GrayImage::from_fn(size, size, |x, y| Luma([if is_dark(x, y) { 0 } else { 255 }]));
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, ImageFormat::Png).map_err(Error::internal)?;
        Ok(bytes.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quiet_zone_is_white_at_every_size() {
        let code = Qr::of(&format!("https://pay.example.com/p/{}", "a".repeat(64))).unwrap();
        for size in [128, 200, 512, 1024] {
            let image = image::load_from_memory(&code.png(size).unwrap()).unwrap().into_luma8();
            assert_eq!(image.dimensions(), (size, size));
            let dark = image.enumerate_pixels().filter(|(_, _, pixel)| pixel.0[0] == 0);
            let first = dark.map(|(x, y, _)| x.min(y)).min().unwrap();
            let module = size / u32::try_from(code.side + 2 * QUIET).unwrap();
            assert!(first >= 4 * module && module >= 2, "{size}: {first} pixels of quiet, {module} a module");
        }
    }

    #[test]
    fn the_drawing_has_every_dark_module() {
        let code = Qr::of("https://pay.example.com/p/tea").unwrap();
        let svg = code.svg(300);
        let lengths =
            svg.split('h').skip(1).filter_map(|part| part.split_once("v1")?.0.parse::<usize>().ok());
        assert_eq!(lengths.sum::<usize>(), code.dark.iter().filter(|dark| **dark).count());
        assert!(!svg.contains("currentColor") && !svg.contains("style"), "{svg}");
    }
}
