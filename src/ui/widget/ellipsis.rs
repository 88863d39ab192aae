//! One line of text that ends in … where the room ends, for cells and heads. A small note after it keeps its room;
//! so do small marks, as many as fit: the rest is counted.

use iced::advanced::layout::{self, Layout, Node};
use iced::advanced::renderer;
use iced::advanced::text::{self, Hit, Paragraph as _, paragraph::Plain};
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::alignment::Vertical;
use iced::widget::text::{Fragment, IntoFragment, LineHeight, Shaping, Wrapping};
use iced::{
    Background, Border, Color, Element, Font, Length, Pixels, Point, Rectangle, Renderer, Size, Theme,
    Vector, mouse,
};

use crate::domain::highlight;
use crate::ui::theme::color;
use crate::ui::theme::tone::Tone;
use crate::ui::{font, icon, spacing};

type Paragraph = <Renderer as text::Renderer>::Paragraph;

/// See the module.
pub struct Ellipsis<'a> {
    content: Fragment<'a>,
    size: f32,
    font: Font,
    color: Option<Color>,
    note: Option<(Fragment<'a>, Color)>,
    marks: Vec<(String, Tone)>,
    /// Words that are marked in the text.
    question: &'a str,
}

/// Marks take no more than this share of the room as long as the text needs it.
const MARKS: f32 = 0.55;
/// Room within a mark beside its words.
const MARK_INSET: f32 = 7.0;
/// Room within a mark above and below its words.
const MARK_RISE: f32 = 1.0;

/// One line of running text, cut where the room ends.
pub fn ellipsis<'a>(content: impl IntoFragment<'a>) -> Ellipsis<'a> {
    Ellipsis {
        content: content.into_fragment(),
        size: spacing::BODY,
        font: font::REGULAR,
        color: None,
        note: None,
        marks: Vec::new(),
        question: "",
    }
}

impl<'a> Ellipsis<'a> {
    /// Its size.
    #[must_use]
    pub fn size(mut self, size: f32) -> Self {
        self.size = size;
        self
    }

    /// In bold type.
    #[must_use]
    pub fn bold(mut self) -> Self {
        self.font = font::BOLD;
        self
    }

    /// Its colour.
    #[must_use]
    pub fn color(mut self, color: Color) -> Self {
        self.color = Some(color);
        self
    }

    /// A small word after the text.
    #[must_use]
    pub fn note(mut self, words: impl IntoFragment<'a>, color: Color) -> Self {
        self.note = Some((words.into_fragment(), color));
        self
    }

    /// Small marks after the text, the weightiest first.
    #[must_use]
    pub fn marks(mut self, marks: Vec<(String, Tone)>) -> Self {
        self.marks = marks;
        self
    }

    /// Marks the words of a question where they stand in the text.
    #[must_use]
    pub fn found(mut self, question: &'a str) -> Self {
        self.question = question;
        self
    }

    fn text<'b>(&self, content: &'b str) -> text::Text<&'b str, Font> {
        line(content, self.size, self.font)
    }
}

impl Ellipsis<'_> {
    /// Where the words of the question stand in a line of which so much is seen.
    fn marked(&self, line: &str, width: f32) -> Vec<(f32, f32)> {
        let upto = |end: usize| {
            let before: String = line.chars().take(end).collect();
            let mut measured = Plain::<Paragraph>::default();
            let _ = measured.update(self.text(&before));
            measured.min_width()
        };
        let places = highlight::marks(line, self.question).into_iter();
        let places = places.map(|range| (upto(range.start), upto(range.end).min(width)));
        places.filter(|(from, to)| from < to).collect()
    }

    /// Lays out as many marks as fit beside the text, and answers the room that they take.
    fn lay_marks(&self, laid: &mut Vec<(Plain<Paragraph>, Tone)>, all: f32, text: f32) -> f32 {
        laid.clear();
        if self.marks.is_empty() {
            return 0.0;
        }
        let limit = (all - text).max(all * MARKS) - spacing::S;
        let mut lay = |words: &str, tone, taken: f32, limit: f32| {
            let mut mark = Plain::<Paragraph>::default();
            let _ = mark.update(line(words, spacing::TINY, font::REGULAR));
            let width = mark.min_width() + 2.0 * MARK_INSET + spacing::XS;
            (taken + width <= limit).then(|| {
                laid.push((mark, tone));
                taken + width
            })
        };
        // So that a count of the others still fits.
        let count = 40.0;
        let mut taken = 0.0;
        for (at, (words, tone)) in self.marks.iter().enumerate() {
            let is_last = at + 1 == self.marks.len();
            match lay(words, *tone, taken, if is_last { limit } else { limit - count }) {
                Some(now) => taken = now,
                None => {
                    let rest = format!("＋{}", self.marks.len() - at);
                    taken = lay(&rest, Tone::Muted, taken, f32::INFINITY).unwrap_or(taken);
                    break;
                }
            }
        }
        taken + spacing::S
    }
}

fn line(content: &str, size: f32, font: Font) -> text::Text<&str, Font> {
    text::Text {
        content,
        bounds: Size::INFINITE,
        size: Pixels(size),
        line_height: LineHeight::Relative(spacing::LINE),
        font,
        align_x: text::Alignment::Default,
        align_y: Vertical::Top,
        shaping: Shaping::Auto,
        wrapping: Wrapping::None,
    }
}

#[derive(Default)]
struct State {
    full: Plain<Paragraph>,
    shown: Plain<Paragraph>,
    note: Plain<Paragraph>,
    /// The marks that fit, with their width, and at last how many do not.
    marks: Vec<(Plain<Paragraph>, Tone)>,
    /// What `shown` was cut from, and the width for which.
    line: String,
    width: f32,
    /// From where to where words are marked, and the question that they are of.
    found: Vec<(f32, f32)>,
    question: String,
}

impl<Message> Widget<Message, Theme, Renderer> for Ellipsis<'_> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Shrink, Length::Shrink)
    }

    fn layout(&mut self, tree: &mut Tree, _renderer: &Renderer, limits: &layout::Limits) -> Node {
        let state = tree.state.downcast_mut::<State>();
        let mut note = Size::ZERO;
        if let Some((words, _)) = &self.note {
            let _ = state.note.update(line(words, spacing::CAPTION, font::REGULAR));
            note = state.note.min_bounds() + Size::new(spacing::S, 0.0);
        }
        let line = self.content.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = state.full.update(self.text(&line));
        let all = (limits.max().width - note.width).max(0.0);
        let marks = self.lay_marks(&mut state.marks, all, state.full.min_width());
        let room = (all - marks).max(0.0);
        let changed = state.line != line;
        if changed || (state.width - room).abs() > 0.01 {
            state.line.clone_from(&line);
            state.width = room;
            state.question.clear();
            let mut shown = line;
            if state.full.min_width() > room {
                let y = state.full.min_height() / 2.0;
                let hit = state.full.raw().hit_test(Point::new((room - self.size).max(0.0), y));
                let mut end = hit.map_or(0, |Hit::CharOffset(at)| at).min(shown.len());
                loop {
                    while !shown.is_char_boundary(end) {
                        end -= 1;
                    }
                    shown.truncate(end);
                    let cut = format!("{}{}", shown.trim_end(), icon::ELLIPSIS);
                    let _ = state.shown.update(self.text(&cut));
                    if end == 0 || state.shown.min_width() <= room {
                        break;
                    }
                    end -= 1;
                }
            } else {
                let _ = state.shown.update(self.text(&shown));
            }
        }
        if state.question != self.question {
            self.question.clone_into(&mut state.question);
            state.found = self.marked(&state.line, state.shown.min_width());
        }
        let shown = state.shown.min_bounds();
        let size = Size::new(shown.width + note.width + marks, shown.height.max(note.height));
        Node::new(limits.resolve(Length::Shrink, Length::Shrink, size))
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        _theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let color = self.color.unwrap_or(style.text_color);
        let start = layout.bounds().position();
        let shown = state.shown.raw();
        for (from, to) in &state.found {
            let place =
                Rectangle { x: start.x + from, y: start.y, width: to - from, height: shown.min_height() };
            let quad = renderer::Quad { bounds: place, ..renderer::Quad::default() };
            iced::advanced::Renderer::fill_quad(renderer, quad, Background::Color(color::FOUND));
        }
        text::Renderer::fill_paragraph(renderer, shown, start, color, *viewport);
        if let Some((_, color)) = self.note {
            let note = state.note.raw();
            let down = shown.min_height() - note.min_height();
            let start = start + Vector::new(shown.min_width() + spacing::S, down * 0.75);
            text::Renderer::fill_paragraph(renderer, note, start, color, *viewport);
        }
        let mut left = start.x + shown.min_width() + spacing::S;
        for (mark, tone) in &state.marks {
            let words = mark.raw();
            let height = words.min_height() + 2.0 * MARK_RISE;
            let top = start.y + (layout.bounds().height - height) / 2.0;
            let width = words.min_width() + 2.0 * MARK_INSET;
            let bounds = Rectangle { x: left, y: top, width, height };
            let border = Border { color: tone.edge(), width: 1.0, radius: (height / 2.0).into() };
            let quad = renderer::Quad { bounds, border, ..renderer::Quad::default() };
            iced::advanced::Renderer::fill_quad(renderer, quad, Background::Color(tone.ground()));
            let at = Point::new(left + MARK_INSET, top + MARK_RISE);
            text::Renderer::fill_paragraph(renderer, words, at, tone.ink(), *viewport);
            left += width + spacing::XS;
        }
    }

    fn operate(
        &mut self,
        _tree: &mut Tree,
        layout: Layout<'_>,
        _renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.text(None, layout.bounds(), &self.content);
        for (words, _) in &self.marks {
            operation.text(None, layout.bounds(), words);
        }
    }
}

impl<'a, Message: 'a> From<Ellipsis<'a>> for Element<'a, Message> {
    fn from(ellipsis: Ellipsis<'a>) -> Self {
        Element::new(ellipsis)
    }
}
