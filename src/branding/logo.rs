//! Logos: whatever was sent is decoded and drawn anew, small, as a PNG. What does not survive that, such as
//! metadata, a script or another file behind the picture, is gone.

use std::io::Cursor;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::FilterType as Resize;
use image::{DynamicImage, ImageDecoder as _, ImageError, ImageReader, Limits, RgbaImage};
use tokio::sync::Semaphore;

use crate::error::{Code, Error, Result};
use crate::id::sha256_bytes_hex;

/// The heaviest picture that is looked at, bytes.
const HEAVIEST: usize = 512 * 1024;
/// The longest side that is looked at, pixels.
const LONGEST: u32 = 4_000;
/// The longest side that is kept, pixels.
const KEPT: u32 = 256;
/// What one decoded picture may take: four bytes for each of the most pixels, and some room for the decoder.
const MEMORY: u64 = 4 * LONGEST as u64 * LONGEST as u64 + (2 << 20);
/// Of the hash, 128 bits name the picture.
const NAME: usize = 32;

/// One at a time: a decoded picture is large.
static TURN: Semaphore = Semaphore::const_new(1);

/// Base64 with or without its padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// A logo as it is kept.
#[derive(Debug)]
pub(super) struct Picture {
    /// Names the bytes.
    pub(super) hash: String,
    /// Width in pixels.
    pub(super) width: i64,
    /// Height in pixels.
    pub(super) height: i64,
    /// The bytes.
    pub(super) png: Vec<u8>,
}

/// Reads a picture from base64 or a data URL.
pub(super) async fn read(text: String) -> Result<Picture> {
    let turn = TURN.acquire().await.map_err(Error::internal)?;
    let work = move || {
        let bytes = decode_text(&text)?;
        drop(text);
        draw_anew(&bytes)
    };
    let picture = tokio::task::spawn_blocking(work).await.map_err(Error::internal)?;
    drop(turn);
    picture
}

fn refused(code: Code) -> Error {
    Error::field("logo", code)
}

fn decode_text(text: &str) -> Result<Vec<u8>> {
    let text = match text.trim().strip_prefix("data:") {
        Some(url) => {
            url.split_once(";base64,").map(|(_, data)| data).ok_or_else(|| refused(Code::BadLogo))?
        }
        None => text,
    };
    let plain: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    if plain.len() / 4 * 3 > HEAVIEST {
        return Err(refused(Code::LogoTooHeavy));
    }
    let bytes = BASE64.decode(plain).map_err(|error| refused(Code::BadLogo).because(error))?;
    if bytes.len() > HEAVIEST { Err(refused(Code::LogoTooHeavy)) } else { Ok(bytes) }
}

fn draw_anew(bytes: &[u8]) -> Result<Picture> {
    let image = decode(bytes).map_err(|error| {
        let code = if matches!(error, ImageError::Limits(_)) { Code::LogoTooLarge } else { Code::BadLogo };
        refused(code).because(error)
    })?;
    let image = shrink(image);
    let mut png = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Best, FilterType::Adaptive);
    image.write_with_encoder(encoder).map_err(Error::internal)?;
    let mut hash = sha256_bytes_hex(&png);
    hash.truncate(NAME);
    Ok(Picture { hash, width: image.width().into(), height: image.height().into(), png })
}

/// Decodes the picture the way up that its maker meant; only formats that this build knows.
fn decode(bytes: &[u8]) -> std::result::Result<DynamicImage, ImageError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let orientation = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(image)
}

/// The picture with sides of [`KEPT`] at most. Colours weigh by their opacity, or edges would glow.
fn shrink(image: DynamicImage) -> DynamicImage {
    if image.width() <= KEPT && image.height() <= KEPT {
        return DynamicImage::ImageRgba8(image.into_rgba8());
    }
    // A rough cut first, because a fine one of a large picture takes long.
    let rough = 4 * KEPT;
    let image = if image.width().max(image.height()) > rough { image.thumbnail(rough, rough) } else { image };
    let mut pixels = image.into_rgba8();
    weigh(&mut pixels, |value, opacity| value * opacity / 255);
    let small = DynamicImage::ImageRgba8(pixels).resize(KEPT, KEPT, Resize::Lanczos3);
    let mut pixels = small.into_rgba8();
    weigh(&mut pixels, |value, opacity| (value * 255).checked_div(opacity).unwrap_or(0));
    DynamicImage::ImageRgba8(pixels)
}

fn weigh(pixels: &mut RgbaImage, turn: impl Fn(u32, u32) -> u32) {
    for pixel in pixels.pixels_mut() {
        let [colours @ .., opacity] = &mut pixel.0;
        for value in colours {
            *value = u8::try_from(turn(u32::from(*value), u32::from(*opacity))).unwrap_or(u8::MAX);
        }
    }
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgba};

    use super::*;

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let image =
            RgbaImage::from_fn(width, height, |x, _| Rgba([u8::try_from(x % 256).unwrap(), 80, 20, 255]));
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::ImageRgba8(image).into_rgb8().write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn text(bytes: &[u8]) -> String {
        BASE64.encode(bytes)
    }

    fn code(text: &str) -> Code {
        decode_text(text).and_then(|bytes| draw_anew(&bytes)).unwrap_err().code
    }

    #[test]
    fn every_format_becomes_a_small_png() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let kept = draw_anew(&picture(600, 300, format)).unwrap();
            assert_eq!((kept.width, kept.height), (256, 128), "{format:?}");
            assert_eq!(image::guess_format(&kept.png).unwrap(), ImageFormat::Png);
            assert_eq!(kept.hash.len(), NAME);
        }
        let small = draw_anew(&picture(20, 10, ImageFormat::Png)).unwrap();
        assert_eq!((small.width, small.height), (20, 10), "nothing is blown up");
        assert_eq!(draw_anew(&picture(4_000, 1, ImageFormat::Png)).unwrap().height, 1);
    }

    #[test]
    fn what_hides_behind_a_picture_is_gone() {
        let mut bytes = picture(32, 32, ImageFormat::Png);
        bytes.extend_from_slice(b"<script>alert(1)</script>");
        let kept = draw_anew(&bytes).unwrap();
        assert!(!kept.png.windows(7).any(|part| part == b"<script"));
        assert_eq!(
            kept.hash,
            draw_anew(&picture(32, 32, ImageFormat::Png)).unwrap().hash,
            "named by what is seen"
        );
    }

    #[test]
    fn edges_do_not_glow() {
        // Left half red, right half transparent green: no green may come through.
        let image = RgbaImage::from_fn(512, 512, |x, _| {
            Rgba(if x < 256 { [255, 0, 0, 255] } else { [0, 255, 0, 0] })
        });
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, ImageFormat::Png).unwrap();
        let kept = draw_anew(&bytes.into_inner()).unwrap();
        let kept = image::load_from_memory(&kept.png).unwrap().into_rgba8();
        assert!(kept.pixels().all(|pixel| pixel.0[1] == 0), "green came through");
    }

    #[test]
    fn other_files_are_refused() {
        assert_eq!(code(&text(b"<svg xmlns='http://www.w3.org/2000/svg'/>")), Code::BadLogo);
        assert_eq!(code(&text(b"GIF89a\x01\x00\x01\x00")), Code::BadLogo);
        assert_eq!(code(&text(&picture(32, 32, ImageFormat::Png)[..80])), Code::BadLogo, "half a picture");
        assert_eq!(code("no base64"), Code::BadLogo);
        assert_eq!(code("data:image/svg+xml,<svg/>"), Code::BadLogo);
        assert_eq!(code(&text(&picture(4_001, 1, ImageFormat::Png))), Code::LogoTooLarge);
        assert_eq!(code(&text(&vec![0; HEAVIEST + 1])), Code::LogoTooHeavy);
        let url = format!("data:image/png;base64,{}", text(&picture(9, 9, ImageFormat::Png)));
        assert!(decode_text(&url).is_ok());
    }
}
