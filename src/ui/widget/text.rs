//! Text in the few kinds that the window has. Long words and numbers break rather than stick out.

use iced::widget::text::{IntoFragment, LineHeight, Wrapping};
use iced::widget::{Text, text};

use crate::ui::theme::color;
use crate::ui::theme::tone::Tone;
use crate::ui::{font, spacing};

fn sized<'a>(content: impl IntoFragment<'a>, size: f32) -> Text<'a> {
    text(content).size(size).line_height(LineHeight::Relative(spacing::LINE)).wrapping(Wrapping::WordOrGlyph)
}

/// Running text.
pub fn body<'a>(content: impl IntoFragment<'a>) -> Text<'a> {
    sized(content, spacing::BODY)
}

/// Running text that stands out.
pub fn strong<'a>(content: impl IntoFragment<'a>) -> Text<'a> {
    body(content).font(font::BOLD)
}

/// Running text in a tone.
pub fn toned<'a>(content: impl IntoFragment<'a>, tone: Tone) -> Text<'a> {
    body(content).color(tone.ink())
}

/// A label or hint.
pub fn caption<'a>(content: impl IntoFragment<'a>) -> Text<'a> {
    sized(content, spacing::CAPTION).color(color::MUTED)
}

/// A label or hint in a tone.
pub fn small<'a>(content: impl IntoFragment<'a>, tone: Tone) -> Text<'a> {
    sized(content, spacing::CAPTION).color(tone.ink())
}

/// The head of a section.
pub fn heading<'a>(content: impl IntoFragment<'a>) -> Text<'a> {
    sized(content, spacing::HEADING).font(font::BOLD)
}

/// The name of a screen or step.
pub fn title<'a>(content: impl IntoFragment<'a>) -> Text<'a> {
    sized(content, spacing::TITLE).font(font::BOLD)
}

/// The sentence to say, readable at arm's length.
pub fn sentence<'a>(content: impl IntoFragment<'a>) -> Text<'a> {
    text(content)
        .size(spacing::SENTENCE)
        .line_height(LineHeight::Relative(spacing::SENTENCE_LINE))
        .wrapping(Wrapping::WordOrGlyph)
}
