//! A picture to be printed: a photo or screenshot, turned upright, no larger than paper can show. JPEG, PNG and WebP; whatever
//! else lies with a case is named instead. Ledger 11-11.

use std::fmt;
use std::io::Cursor;

use jpeg_encoder::{ColorType, Encoder};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// The longer side of a printed picture, in pixels: 200 to an inch across the sheet.
const PRINTED: u32 = 1_400;
/// The longer side of the picture in the window, in pixels.
const SEEN: u32 = 700;
/// No more pixels are read: three bytes each.
const MOST_PIXELS: u64 = 80_000_000;
/// How good the JPEG is, of 100.
const QUALITY: u8 = 82;

/// A picture in both sizes that are wanted of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width of the printed picture in pixels.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// The printed picture as JPEG, red, green and blue.
    pub jpeg: Vec<u8>,
    /// The picture for the window.
    pub seen: Seen,
}

/// A picture for the window.
#[derive(Clone, PartialEq, Eq)]
pub struct Seen {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green, blue and opacity of each pixel, line by line.
    pub rgba: Vec<u8>,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({}×{})", self.width, self.height)
    }
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seen({}×{})", self.width, self.height)
    }
}

/// Why a file is not printed as a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unshown {
    /// A document, a recording, anything that is no picture.
    NoPicture,
    /// A picture in a format that is not read here: HEIC, GIF, BMP, TIFF.
    OtherFormat,
    /// It says that it is a picture, but cannot be read.
    Damaged,
    /// More pixels than the counter's computer should hold.
    TooLarge,
    /// The file is not in its place.
    Missing,
}

impl Unshown {
    /// The words in the list of what was kept.
    pub fn label(self) -> &'static str {
        match self {
            Self::NoPicture => "不是图片",
            Self::OtherFormat => "这种格式印不出",
            Self::Damaged => "图片打不开",
            Self::TooLarge => "图片太大",
            Self::Missing => "找不到文件",
        }
    }
}

impl Picture {
    /// Reads a file, whatever its name is.
    ///
    /// # Errors
    /// [`Unshown`] says why it cannot be printed.
    pub fn read(bytes: &[u8]) -> Result<Self, Unshown> {
        let (raster, turn) = decoded(bytes)?;
        let printed = raster.within(PRINTED).turned(turn);
        let seen = printed.within(SEEN);
        let mut jpeg = Vec::new();
        let side = |side: u32| u16::try_from(side).map_err(|_| Unshown::TooLarge);
        Encoder::new(&mut jpeg, QUALITY)
            .encode(&printed.rgb, side(printed.width)?, side(printed.height)?, ColorType::Rgb)
            .map_err(|_| Unshown::Damaged)?;
        let seen = seen.seen();
        Ok(Self { width: printed.width, height: printed.height, jpeg, seen })
    }

    /// Width and height in millimetres where there is so much room: as large as fits, but no pixel larger than a quarter of a
    /// millimetre.
    pub fn fitted(&self, room: (f32, f32)) -> (f32, f32) {
        let (width, height) = (self.width as f32, self.height as f32);
        let scale = (room.0 / width).min(room.1 / height).min(0.25);
        (width * scale, height * scale)
    }

    /// Whether it is higher than wide.
    pub fn is_upright(&self) -> bool {
        self.height > self.width
    }
}

impl Seen {
    /// Reads a file for the window, no side longer than this.
    ///
    /// # Errors
    /// [`Unshown`] says why it cannot be shown.
    pub fn read(bytes: &[u8], longest: u32) -> Result<Self, Unshown> {
        let (raster, turn) = decoded(bytes)?;
        Ok(raster.within(longest).turned(turn).seen())
    }
}

/// The formats that are read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Photos.
    Jpeg,
    /// Screenshots.
    Png,
    /// Pictures of messages and pages.
    WebP,
}

impl Format {
    /// So many bytes tell it.
    pub const HEAD: usize = 16;

    /// What a file is by its first bytes, whatever its name is.
    ///
    /// # Errors
    /// [`Unshown`] for what is no picture, or none of these.
    pub fn of(bytes: &[u8]) -> Result<Self, Unshown> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Ok(Self::Jpeg),
            [0x89, b'P', b'N', b'G', ..] => Ok(Self::Png),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Self::WebP),
            [b'G', b'I', b'F', b'8', ..]
            | [b'B', b'M', ..]
            | [b'I', b'I', b'*', 0, ..]
            | [b'M', b'M', 0, b'*', ..]
            | [_, _, _, _, b'f', b't', b'y', b'p', b'h' | b'm' | b'a', b'e' | b'i' | b'v', ..] => {
                Err(Unshown::OtherFormat)
            }
            _ => Err(Unshown::NoPicture),
        }
    }
}

fn decoded(bytes: &[u8]) -> Result<(Raster, u16), Unshown> {
    match Format::of(bytes)? {
        Format::Jpeg => jpeg(bytes),
        Format::Png => Ok((png(bytes)?, 1)),
        Format::WebP => Ok((webp(bytes)?, 1)),
    }
}

/// Pixels without compression: red, green, blue.
struct Raster {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

impl Raster {
    /// Room for pixels, where there are neither none nor too many.
    fn fits(width: u32, height: u32) -> Result<(), Unshown> {
        match u64::from(width) * u64::from(height) {
            0 => Err(Unshown::Damaged),
            pixels if pixels > MOST_PIXELS => Err(Unshown::TooLarge),
            _ => Ok(()),
        }
    }

    fn seen(&self) -> Seen {
        let rgba = self.rgb.chunks_exact(3).flat_map(|pixel| [pixel[0], pixel[1], pixel[2], u8::MAX]);
        Seen { width: self.width, height: self.height, rgba: rgba.collect() }
    }

    fn pixel(&self, x: u32, y: u32) -> [u8; 3] {
        let at = (y as usize * self.width as usize + x as usize) * 3;
        match self.rgb.get(at..at + 3) {
            Some(pixel) => [pixel[0], pixel[1], pixel[2]],
            None => [u8::MAX; 3],
        }
    }

    /// No side longer than this: each pixel is the mean of those that it stands for.
    fn within(&self, longest: u32) -> Self {
        let side = self.width.max(self.height);
        if side <= longest {
            return Self { width: self.width, height: self.height, rgb: self.rgb.clone() };
        }
        let shorter = |one: u32| (u64::from(one) * u64::from(longest) / u64::from(side)).max(1) as u32;
        let (width, height) = (shorter(self.width), shorter(self.height));
        let span = |at: u32, of: u32, whole: u32| {
            let edge = |at: u32| (u64::from(at) * u64::from(whole) / u64::from(of)) as u32;
            edge(at)..edge(at + 1).max(edge(at) + 1)
        };
        let mut rgb = Vec::with_capacity(width as usize * height as usize * 3);
        for y in 0..height {
            for x in 0..width {
                let (mut sum, mut count) = ([0_u32; 3], 0_u32);
                for row in span(y, height, self.height) {
                    for column in span(x, width, self.width) {
                        let pixel = self.pixel(column, row);
                        for (sum, part) in sum.iter_mut().zip(pixel) {
                            *sum += u32::from(part);
                        }
                        count += 1;
                    }
                }
                rgb.extend(sum.map(|sum| (sum / count.max(1)) as u8));
            }
        }
        Self { width, height, rgb }
    }

    /// Upright, as the camera noted that it was held (1 to 8).
    fn turned(self, turn: u16) -> Self {
        let (w, h) = (self.width, self.height);
        let (width, height) = if turn >= 5 { (h, w) } else { (w, h) };
        let from = |x: u32, y: u32| match turn {
            2 => (w - 1 - x, y),
            3 => (w - 1 - x, h - 1 - y),
            4 => (x, h - 1 - y),
            5 => (y, x),
            6 => (y, h - 1 - x),
            7 => (w - 1 - y, h - 1 - x),
            8 => (w - 1 - y, x),
            _ => (x, y),
        };
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        let rgb = places.flat_map(|(x, y)| {
            let (x, y) = from(x, y);
            self.pixel(x, y)
        });
        Self { rgb: rgb.collect(), width, height }
    }
}

/// On white: what is see-through shows the paper.
fn on_white(grey_or_colour: &[u8], opacity: u8) -> [u8; 3] {
    let over = |part: u8| {
        let (part, opacity) = (u32::from(part), u32::from(opacity));
        ((part * opacity + 255 * (255 - opacity)) / 255) as u8
    };
    match grey_or_colour {
        [grey] => [over(*grey); 3],
        [red, green, blue] => [over(*red), over(*green), over(*blue)],
        _ => [u8::MAX; 3],
    }
}

fn jpeg(bytes: &[u8]) -> Result<(Raster, u16), Unshown> {
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::RGB)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|_| Unshown::Damaged)?;
    let info = decoder.info().ok_or(Unshown::Damaged)?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    Raster::fits(width, height)?;
    let turn = decoder.exif().and_then(|exif| orientation(exif)).unwrap_or(1);
    let rgb = decoder.decode().map_err(|_| Unshown::Damaged)?;
    if rgb.len() != width as usize * height as usize * 3 {
        return Err(Unshown::Damaged);
    }
    Ok((Raster { width, height, rgb }, turn))
}

fn png(bytes: &[u8]) -> Result<Raster, Unshown> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|_| Unshown::Damaged)?;
    let (width, height) = (reader.info().width, reader.info().height);
    Raster::fits(width, height)?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or(Unshown::TooLarge)?];
    let frame = reader.next_frame(&mut pixels).map_err(|_| Unshown::Damaged)?;
    let parts = frame.color_type.samples();
    let see_through = matches!(frame.color_type, png::ColorType::GrayscaleAlpha | png::ColorType::Rgba);
    let rgb = pixels.chunks_exact(parts).flat_map(|pixel| match pixel.split_last() {
        Some((opacity, colour)) if see_through => on_white(colour, *opacity),
        _ => on_white(pixel, u8::MAX),
    });
    Ok(Raster { width, height, rgb: rgb.collect() })
}

fn webp(bytes: &[u8]) -> Result<Raster, Unshown> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(|_| Unshown::Damaged)?;
    let (width, height) = decoder.dimensions();
    Raster::fits(width, height)?;
    let mut pixels = vec![0; decoder.output_buffer_size().ok_or(Unshown::TooLarge)?];
    decoder.read_image(&mut pixels).map_err(|_| Unshown::Damaged)?;
    let rgb = if decoder.has_alpha() {
        pixels.chunks_exact(4).flat_map(|pixel| on_white(&pixel[..3], pixel[3])).collect()
    } else {
        pixels
    };
    Ok(Raster { width, height, rgb })
}

/// How the camera was held, from its note (EXIF, tag 0x0112): 1 upright, 3 on its head, 6 and 8 on its sides, the others
/// mirrored.
fn orientation(exif: &[u8]) -> Option<u16> {
    let little = match exif.get(..4)? {
        [b'I', b'I', b'*', 0] => true,
        [b'M', b'M', 0, b'*'] => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two: [u8; 2] = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let long = |at: usize| {
        let four: [u8; 4] = exif.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) } as usize)
    };
    let first = long(4)?;
    let entries = usize::from(short(first)?);
    let entry = (0..entries).map(|at| first + 2 + at * 12).find(|at| short(*at) == Some(0x0112))?;
    short(entry + 8).filter(|turn| (1..=8).contains(turn))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Left half black, right half white, with a red corner at the upper left.
    fn raster(width: u32, height: u32) -> Raster {
        let colour = |x: u32, y: u32| match (x, y) {
            (0, 0) => [255, 0, 0],
            (x, _) if x < width / 2 => [0; 3],
            _ => [255; 3],
        };
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Raster { width, height, rgb: places.flat_map(|(x, y)| colour(x, y)).collect() }
    }

    fn as_png(raster: &Raster) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, raster.width, raster.height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header().unwrap().write_image_data(&raster.rgb).unwrap();
        file
    }

    #[test]
    fn a_picture_keeps_its_shape_and_becomes_no_larger_than_paper_shows() {
        let picture = Picture::read(&as_png(&raster(2_800, 1_400))).unwrap();
        assert_eq!((picture.width, picture.height), (1_400, 700));
        assert_eq!(
            (picture.seen.width, picture.seen.height, picture.seen.rgba.len()),
            (700, 350, 700 * 350 * 4)
        );
        let fitted = |room| (picture.fitted(room).0.round(), picture.fitted(room).1.round());
        assert_eq!((fitted((180.0, 104.0)), fitted((180.0, 45.0))), ((180.0, 90.0), (90.0, 45.0)));
        let at = |x: usize, y: usize| &picture.seen.rgba[(y * 700 + x) * 4..][..3];
        assert_eq!((at(10, 100), at(690, 100)), (&[0, 0, 0][..], &[255, 255, 255][..]));
        let small = Seen::read(&as_png(&raster(2_800, 1_400)), 160).unwrap();
        assert_eq!((small.width, small.height, small.rgba.len()), (160, 80, 160 * 80 * 4));
        // What was written is a JPEG that reads back with the same halves.
        let again = Picture::read(&picture.jpeg).unwrap();
        assert_eq!((again.width, again.height), (1_400, 700));
        let tiny = Picture::read(&as_png(&raster(40, 20))).unwrap();
        assert_eq!(tiny.fitted((180.0, 104.0)), (10.0, 5.0), "small ones are not blown up");
    }

    #[test]
    fn a_photo_is_turned_as_the_camera_was_held() {
        // Where the red corner of the upper left goes to.
        let corner = |turn: u16| {
            let turned = raster(4, 2).turned(turn);
            let at = turned.rgb.chunks_exact(3).position(|pixel| pixel == [255, 0, 0]).unwrap() as u32;
            (turned.width, turned.height, at % turned.width, at / turned.width)
        };
        for (turn, expected) in [
            (1, (4, 2, 0, 0)),
            (2, (4, 2, 3, 0)),
            (3, (4, 2, 3, 1)),
            (4, (4, 2, 0, 1)),
            (5, (2, 4, 0, 0)),
            (6, (2, 4, 1, 0)),
            (7, (2, 4, 1, 3)),
            (8, (2, 4, 0, 3)),
        ] {
            assert_eq!(corner(turn), expected, "{turn}");
        }
        for (little, exif) in [
            (true, b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0".to_vec()),
            (false, b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0".to_vec()),
        ] {
            assert_eq!(orientation(&exif), Some(6), "{little}");
            // Cut anywhere, it is no panic.
            assert!((0..exif.len()).all(|end| [None, Some(6)].contains(&orientation(&exif[..end]))));
        }
        // The note stands in the file, before the picture.
        let mut photo = Vec::new();
        let wide = raster(400, 200);
        let mut encoder = Encoder::new(&mut photo, 90);
        encoder.add_exif_metadata(b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0").unwrap();
        encoder.encode(&wide.rgb, 400, 200, ColorType::Rgb).unwrap();
        let picture = Picture::read(&photo).unwrap();
        assert_eq!((picture.width, picture.height, picture.is_upright()), (200, 400, true));
    }

    #[test]
    fn what_is_see_through_shows_the_paper() {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 2, 1);
        encoder.set_color(png::ColorType::Rgba);
        encoder.write_header().unwrap().write_image_data(&[0, 0, 0, 0, 0, 0, 0, 255]).unwrap();
        let picture = Picture::read(&file).unwrap();
        assert_eq!(picture.seen.rgba, [255, 255, 255, 255, 0, 0, 0, 255]);
    }

    #[test]
    fn what_cannot_be_printed_says_why() {
        let whole = as_png(&raster(20, 20));
        let mut photo = Vec::new();
        Encoder::new(&mut photo, 80).encode(&raster(20, 20).rgb, 20, 20, ColorType::Rgb).unwrap();
        for (bytes, why) in [
            (&b"%PDF-1.7"[..], Unshown::NoPicture),
            (b"", Unshown::NoPicture),
            (b"\0\0\0\x18ftypheic", Unshown::OtherFormat),
            (b"\0\0\0\x18ftypM4A ", Unshown::NoPicture),
            (b"GIF89a", Unshown::OtherFormat),
            (&whole[..40], Unshown::Damaged),
            (&photo[..30], Unshown::Damaged),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Unshown::Damaged),
        ] {
            assert_eq!(Picture::read(bytes).unwrap_err(), why, "{bytes:?}");
        }
        // A header that promises more than a computer holds.
        let mut huge = whole.clone();
        huge[16..24].copy_from_slice(&[0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30]);
        assert!(Picture::read(&huge).is_err());
    }
}
