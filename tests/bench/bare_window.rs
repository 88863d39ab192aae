//! The least that a window in this toolkit can be, as the baseline of the benchmark: the same size, the same font,
//! one sentence, the same stamp.

use iced::widget::{center, text};
use iced::{Element, Size, Task, window};
use tingsu::ui::widget::first_frame;
use tingsu::ui::{font, spacing};

fn main() -> iced::Result {
    iced::application(|| (), update, view)
        .settings(iced::Settings {
            fonts: font::bundled(),
            default_font: font::REGULAR,
            default_text_size: spacing::BODY.into(),
            ..iced::Settings::default()
        })
        .window(window::Settings { size: Size::new(1366.0, 768.0), ..window::Settings::default() })
        .title(|_: &()| "空窗".to_owned())
        .run()
}

fn update(_state: &mut (), _message: ()) -> Task<()> {
    Task::none()
}

fn view(_state: &()) -> Element<'_, ()> {
    first_frame("bare", center(text("一扇空窗，一句话。")))
}
