//! A page as a picture: the marks that the PDF is written from, drawn with the same typeface.

use iced::widget::canvas::{self, Canvas, Frame, Geometry, Path, Stroke, Text};
use iced::widget::image::Handle;
use iced::widget::text::LineHeight;
use iced::{Color, Element, Point, Rectangle, Renderer, Size, Theme, mouse};

use crate::paper::layout::canvas::{Mark, Page};
use crate::paper::layout::font::Weight;
use crate::paper::layout::text::{POINT, Style};
use crate::ui::font;

/// Pixels to a millimetre at the usual size: a line of 10.5 points can be read.
const SCALE: f32 = 2.6;
/// From the top of a line as high as its type to the baseline, in parts of the type size: the line stands in the middle
/// of the typeface's ascent (1.16) and descent (0.288).
const BASELINE: f32 = (1.0 - (1.16 + 0.288)) / 2.0 + 1.16;
/// The thinnest line that is seen, in pixels.
const THINNEST: f32 = 0.7;

/// The picture of a page; `drawn` keeps it until another page or size is shown.
pub fn page_view<'a, Message: 'a>(
    page: &'a Page,
    zoom: f32,
    drawn: &'a canvas::Cache,
) -> Element<'a, Message> {
    let scale = SCALE * zoom;
    Canvas::new(Picture { page, scale, drawn }).width(page.width * scale).height(page.height * scale).into()
}

struct Picture<'a> {
    page: &'a Page,
    scale: f32,
    drawn: &'a canvas::Cache,
}

impl<Message> canvas::Program<Message> for Picture<'_> {
    type State = ();

    fn draw(
        &self,
        _state: &(),
        renderer: &Renderer,
        _theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<Geometry> {
        vec![self.drawn.draw(renderer, bounds.size(), |frame| self.paint(frame))]
    }
}

impl Picture<'_> {
    /// The order of the PDF: grey first, then photos, lines and words.
    fn paint(&self, frame: &mut Frame) {
        frame.fill_rectangle(Point::ORIGIN, frame.size(), Color::WHITE);
        for mark in &self.page.marks {
            if let Mark::Rect { x, y, width, height, fill: Some(shade), outline: None } = mark {
                self.fill(frame, (*x, *y), (*width, *height), 1.0 - shade.ink());
            }
        }
        for mark in &self.page.marks {
            if let Mark::Rect { x, y, width, height, fill: Some(shade), outline: Some(_) } = mark {
                self.fill(frame, (*x, *y), (*width, *height), 1.0 - shade.ink());
            }
        }
        for mark in &self.page.marks {
            if let Mark::Photo { x, y, width, height, picture } = mark {
                let size = Size::new(width * self.scale, height * self.scale);
                let seen = &picture.seen;
                let handle = Handle::from_rgba(seen.width, seen.height, seen.rgba.clone());
                frame.draw_image(Rectangle::new(self.point((*x, *y)), size), &handle);
            }
        }
        for mark in &self.page.marks {
            match mark {
                Mark::Rect { x, y, width, height, outline: Some(thickness), .. } => {
                    let size = Size::new(width * self.scale, height * self.scale);
                    let path = Path::rectangle(self.point((*x, *y)), size);
                    frame.stroke(&path, self.stroke(*thickness));
                }
                Mark::Line { from, to, thickness } => {
                    let path = Path::line(self.point(*from), self.point(*to));
                    frame.stroke(&path, self.stroke(*thickness));
                }
                _ => {}
            }
        }
        for mark in &self.page.marks {
            if let Mark::Text { x, y, style, text } = mark {
                self.text(frame, (*x, *y), *style, text);
            }
        }
    }

    fn fill(&self, frame: &mut Frame, corner: (f32, f32), (width, height): (f32, f32), grey: f32) {
        let size = Size::new(width * self.scale, height * self.scale);
        frame.fill_rectangle(self.point(corner), size, Color::from_rgb(grey, grey, grey));
    }

    fn text(&self, frame: &mut Frame, (x, y): (f32, f32), style: Style, text: &str) {
        let size = style.size * POINT * self.scale;
        let baseline = self.point((x, y));
        frame.fill_text(Text {
            content: text.to_owned(),
            position: Point::new(baseline.x, baseline.y - size * BASELINE),
            color: Color::BLACK,
            size: size.into(),
            line_height: LineHeight::Relative(1.0),
            font: if style.weight == Weight::Bold { font::BOLD } else { font::REGULAR },
            ..Text::default()
        });
    }

    fn stroke(&self, millimetres: f32) -> Stroke<'static> {
        Stroke::default().with_color(Color::BLACK).with_width((millimetres * self.scale).max(THINNEST))
    }

    fn point(&self, (x, y): (f32, f32)) -> Point {
        Point::new(x * self.scale, y * self.scale)
    }
}
