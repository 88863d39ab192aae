//! Pages as a PDF file: the typefaces embedded as subsets, the text selectable.

use std::collections::BTreeMap;

use printpdf::{
    Color, DictItem, ExternalStream, ExternalXObject, FontId, Greyscale, Line, LinePoint, Mm, Op, PaintMode,
    PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfParseErrorSeverity, PdfSaveOptions, Point, Pt, Rect,
    TextItem, XObject, XObjectId, XObjectTransform,
};

use crate::paper::error::Error;
use crate::paper::layout::canvas::{Mark, Page, Shade};
use crate::paper::layout::font::Weight;
use crate::paper::layout::page::{Form, PrintInfo, pages};
use crate::paper::layout::picture::Picture;

/// Writes forms as one PDF file, their pages numbered through.
///
/// # Errors
/// As [`pdf`].
pub fn printed(forms: &[Form], info: &PrintInfo) -> Result<Vec<u8>, Error> {
    let title = forms.first().map_or("", |form| form.title.as_str());
    pdf(title, &pages(forms, info))
}

/// Writes pages as one PDF file. Not on the thread of the window: typefaces are parsed on the first call.
///
/// # Errors
/// [`Error`] when the typeface cannot be read or the library reports an error.
pub fn pdf(title: &str, pages: &[Page]) -> Result<Vec<u8>, Error> {
    let mut document = PdfDocument::new(title);
    document.metadata.info.creator = CREATOR.to_owned();
    document.metadata.info.producer = CREATOR.to_owned();
    for weight in [Weight::Regular, Weight::Bold] {
        let font = PdfFont::new(weight.embeddable()?.clone());
        document.resources.fonts.map.insert(font_id(weight), font);
    }
    let mut photos = Photos::new();
    let pages = pages.iter().map(|one| page(one, &mut photos)).collect();
    document.resources.xobjects.map.extend(photos);
    let mut warnings = Vec::new();
    let bytes = document.with_pages(pages).save(&PdfSaveOptions::default(), &mut warnings);
    match warnings.into_iter().find(|warning| warning.severity == PdfParseErrorSeverity::Error) {
        Some(refused) => Err(Error::Render(refused.msg)),
        None => Ok(bytes),
    }
}

/// What the properties of a paper name as its maker.
const CREATOR: &str = "听诉";

/// Whether the bytes of a PDF were written here: its properties name us as the one who produced it.
pub fn is_ours(pdf: &[u8]) -> bool {
    let digits: String = CREATOR.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    let wanted = format!("/Producer<FEFF{digits}>").into_bytes();
    pdf.windows(wanted.len()).any(|found| found == wanted.as_slice())
}

/// The first six letters become the tag of the embedded subset.
fn font_id(weight: Weight) -> FontId {
    FontId(match weight {
        Weight::Regular => "TSREGU".to_owned(),
        Weight::Bold => "TSBOLD".to_owned(),
    })
}

/// The photos of a document by their names.
type Photos = BTreeMap<XObjectId, XObject>;

/// A photo as the file holds it: the JPEG, unchanged.
fn photo(picture: &Picture) -> XObject {
    let name = |word: &str| DictItem::Name(word.as_bytes().to_vec());
    let dict = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(picture.width.into())),
        ("Height", DictItem::Int(picture.height.into())),
        ("ColorSpace", name("DeviceRGB")),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Filter", name("DCTDecode")),
    ];
    let dict = dict.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let stream = ExternalStream { dict, content: picture.jpeg.clone(), compress: false };
    XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
}

fn page(page: &Page, photos: &mut Photos) -> PdfPage {
    let mut ops = Vec::new();
    let mut pen = Pen { height: page.height, ops: &mut ops };
    // Grey first: a later box must not cover the line of its neighbour.
    pen.fills(&page.marks);
    pen.photos(&page.marks, photos);
    pen.strokes(&page.marks);
    pen.texts(&page.marks);
    PdfPage::new(Mm(page.width), Mm(page.height), ops)
}

struct Pen<'a> {
    height: f32,
    ops: &'a mut Vec<Op>,
}

impl Pen<'_> {
    fn fills(&mut self, marks: &[Mark]) {
        for mark in marks {
            if let Mark::Rect { x, y, width, height, fill: Some(shade), .. } = mark
                && *shade != Shade::White
            {
                self.fill((*x, *y), (*width, *height), *shade);
            }
        }
    }

    fn fill(&mut self, corner: (f32, f32), size: (f32, f32), shade: Shade) {
        self.ops.push(Op::SetFillColor { col: grey(1.0 - shade.ink()) });
        let rectangle = self.rectangle(corner, size, PaintMode::Fill);
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn photos(&mut self, marks: &[Mark], photos: &mut Photos) {
        for mark in marks {
            if let Mark::Photo { x, y, width, height, picture } = mark {
                let id = XObjectId(format!("P{}", photos.len() + 1));
                photos.insert(id.clone(), photo(picture));
                let corner = self.point((*x, y + height));
                let transform = XObjectTransform {
                    translate_x: Some(corner.x),
                    translate_y: Some(corner.y),
                    scale_x: Some(Pt::from(Mm(*width)).0),
                    scale_y: Some(Pt::from(Mm(*height)).0),
                    no_auto_scale: true,
                    ..XObjectTransform::default()
                };
                self.ops.push(Op::UseXobject { id, transform });
            }
        }
    }

    fn strokes(&mut self, marks: &[Mark]) {
        self.ops.push(Op::SetOutlineColor { col: grey(0.0) });
        for mark in marks {
            match mark {
                Mark::Rect { x, y, width, height, outline: Some(thickness), fill } => {
                    if *fill == Some(Shade::White) {
                        self.fill((*x, *y), (*width, *height), Shade::White);
                    }
                    let rectangle = self.rectangle((*x, *y), (*width, *height), PaintMode::Stroke);
                    self.thickness(*thickness);
                    self.ops.push(Op::DrawRectangle { rectangle });
                }
                Mark::Line { from, to, thickness } => {
                    let points = [*from, *to].map(|place| LinePoint { p: self.point(place), bezier: false });
                    self.thickness(*thickness);
                    self.ops.push(Op::DrawLine { line: Line { points: points.to_vec(), is_closed: false } });
                }
                _ => {}
            }
        }
    }

    fn texts(&mut self, marks: &[Mark]) {
        self.ops.push(Op::SetFillColor { col: grey(0.0) });
        for mark in marks {
            if let Mark::Text { x, y, style, text } = mark {
                let pos = self.point((*x, *y));
                self.ops.extend([
                    Op::StartTextSection,
                    Op::SetFont {
                        font: PdfFontHandle::External(font_id(style.weight)),
                        size: Pt(style.size),
                    },
                    Op::SetTextCursor { pos },
                    Op::ShowText { items: vec![TextItem::Text(text.clone())] },
                    Op::EndTextSection,
                ]);
            }
        }
    }

    fn thickness(&mut self, millimetres: f32) {
        self.ops.push(Op::SetOutlineThickness { pt: Mm(millimetres).into() });
    }

    fn rectangle(&self, (x, y): (f32, f32), (width, height): (f32, f32), mode: PaintMode) -> Rect {
        let low = self.point((x, y + height));
        Rect {
            x: low.x,
            y: low.y,
            width: Mm(width).into(),
            height: Mm(height).into(),
            mode: Some(mode),
            winding_order: None,
        }
    }

    fn point(&self, (x, y): (f32, f32)) -> Point {
        Point { x: Mm(x).into(), y: Mm(self.height - y).into() }
    }
}

fn grey(percent: f32) -> Color {
    Color::Greyscale(Greyscale { percent, icc_profile: None })
}
