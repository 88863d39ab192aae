//! Bars side by side over twelve months, two series, with the figure of each month under the pointer.

use iced::widget::canvas::{self, Canvas, Frame, Geometry, Path, Stroke, Text};
use iced::widget::{column, container, row, space};
use iced::{Alignment, Color, Element, Length, Point, Rectangle, Renderer, Size, Theme, alignment, mouse};

use crate::ui::theme::color;
use crate::ui::widget::text;
use crate::ui::{font, spacing};

/// One month: its name and the two figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What stands under the bars, as `6月`.
    pub label: String,
    /// First and second series.
    pub values: [u32; 2],
}

/// A chart of the bars with a legend that names the two series; `on_press` says where a month leads.
pub fn bars<'a, Message: 'a>(
    title: &'a str,
    series: [&'a str; 2],
    bars: Vec<Bar>,
    height: f32,
    on_press: impl Fn(usize) -> Option<Message> + 'a,
) -> Element<'a, Message> {
    let key = |name: &'a str, fill: Color| {
        let square = container(space().width(11).height(11)).style(move |_| container::background(fill));
        row![square, text::caption(name)].spacing(6).align_y(Alignment::Center)
    };
    let legend = row![text::caption(title), key(series[0], SERIES[0]), key(series[1], SERIES[1])]
        .spacing(spacing::M)
        .align_y(Alignment::Center);
    let chart = Canvas::new(Bars { bars, on_press }).width(Length::Fill).height(height);
    column![legend, chart].spacing(spacing::S).into()
}

const SERIES: [Color; 2] = [color::ACCENT, color::SECOND];
const FOOT: f32 = 22.0;
const HEAD: f32 = 20.0;
/// Width of the two figures above the month under the pointer.
const FIGURE: f32 = 96.0;

struct Bars<F> {
    bars: Vec<Bar>,
    on_press: F,
}

impl<F> Bars<F> {
    /// The month under the pointer.
    fn at(&self, bounds: Rectangle, cursor: mouse::Cursor) -> Option<usize> {
        let step = bounds.width / self.bars.len().max(1) as f32;
        cursor.position_in(bounds).map(|at| (at.x / step) as usize).filter(|at| *at < self.bars.len())
    }

    fn label(&self, frame: &mut Frame, content: String, position: Point, ink: Color, bold: bool) {
        frame.fill_text(Text {
            content,
            position,
            color: ink,
            size: spacing::TINY.into(),
            font: if bold { font::BOLD } else { font::REGULAR },
            align_x: alignment::Horizontal::Center.into(),
            align_y: alignment::Vertical::Top,
            ..Text::default()
        });
    }
}

impl<Message, F: Fn(usize) -> Option<Message>> canvas::Program<Message> for Bars<F> {
    type State = Option<usize>;

    fn update(
        &self,
        hovered: &mut Self::State,
        event: &canvas::Event,
        bounds: Rectangle,
        cursor: mouse::Cursor,
    ) -> Option<canvas::Action<Message>> {
        let now = self.at(bounds, cursor);
        match event {
            canvas::Event::Mouse(mouse::Event::CursorMoved { .. } | mouse::Event::CursorLeft) => {
                (now != *hovered).then(|| {
                    *hovered = now;
                    canvas::Action::request_redraw()
                })
            }
            canvas::Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                let message = (self.on_press)(now?)?;
                Some(canvas::Action::publish(message).and_capture())
            }
            _ => None,
        }
    }

    fn mouse_interaction(
        &self,
        _hovered: &Self::State,
        bounds: Rectangle,
        cursor: mouse::Cursor,
    ) -> mouse::Interaction {
        let leads = self.at(bounds, cursor).is_some_and(|at| (self.on_press)(at).is_some());
        if leads { mouse::Interaction::Pointer } else { mouse::Interaction::default() }
    }

    fn draw(
        &self,
        hovered: &Self::State,
        renderer: &Renderer,
        _theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<Geometry> {
        let mut frame = Frame::new(renderer, bounds.size());
        let count = self.bars.len().max(1);
        let step = bounds.width / count as f32;
        let room = bounds.height - FOOT - HEAD;
        let highest = self.bars.iter().flat_map(|bar| bar.values).max().unwrap_or(0).max(1) as f32;
        let width = (step * 0.38).min(22.0);
        let base = HEAD + room;
        // Labels stand at every month when there is room, else at every third and at the last.
        let every = if step >= 34.0 { 1 } else { 3 };
        for (at, bar) in self.bars.iter().enumerate() {
            let middle = step * (at as f32 + 0.5);
            let shown = *hovered == Some(at);
            let figure = middle.clamp(FIGURE / 2.0, (bounds.width - FIGURE / 2.0).max(FIGURE / 2.0));
            if shown {
                // The renderer redraws only what it believes has changed and misjudges centred text, so a
                // ground of its own stands under everything that comes and goes.
                let column = Point::new(step * at as f32, HEAD);
                frame.fill_rectangle(column, Size::new(step, bounds.height - HEAD), color::HOVER);
                let head = Point::new(figure - FIGURE / 2.0, 0.0);
                frame.fill_rectangle(head, Size::new(FIGURE, HEAD), color::HOVER);
            }
            for (series, value) in bar.values.into_iter().enumerate() {
                let height = room * value as f32 / highest;
                let x = if series == 0 { middle - width - 0.5 } else { middle + 0.5 };
                let top = Point::new(x, base - height);
                frame.fill_rectangle(top, Size::new(width, height), SERIES[series]);
            }
            if shown || (self.bars.len() - 1 - at).is_multiple_of(every) {
                let ink = if shown { color::INK } else { color::MUTED };
                self.label(&mut frame, bar.label.clone(), Point::new(middle, base + 4.0), ink, shown);
            }
            if shown {
                let [first, second] = bar.values;
                let words = format!("{first} / {second}");
                self.label(&mut frame, words, Point::new(figure, 0.0), color::INK, true);
            }
        }
        let line = Path::line(Point::new(0.0, base), Point::new(bounds.width, base));
        frame.stroke(&line, Stroke::default().with_color(color::LINE).with_width(1.0));
        vec![frame.into_geometry()]
    }
}
