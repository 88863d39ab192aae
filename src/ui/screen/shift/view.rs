//! How the screen looks: the choice of the tab, and that tab below it.

use iced::widget::{column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::ui::screen::contract::Context;
use crate::ui::screen::shift::screen::{Message, ShiftScreen, ShiftTab};
use crate::ui::screen::shift::{check, note};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chips, notice, pane, panel};

/// The whole of it.
pub fn screen<'a>(screen: &'a ShiftScreen, context: &'a Context) -> Element<'a, Message> {
    let halves = Chips::one_of(
        [ShiftTab::Check, ShiftTab::Note],
        Some(&screen.tab),
        |tab| if *tab == ShiftTab::Check { "日盘点" } else { "交班" }.into(),
        Message::ShiftTab,
    )
    .plain();
    let beside: Element<'_, Message> = match screen.tab {
        ShiftTab::Check => check::days(screen, context),
        ShiftTab::Note => space().into(),
    };
    let head =
        row![halves, container(beside).width(Length::Fill)].spacing(spacing::XL).align_y(Alignment::Center);
    let failed = screen.failed.as_deref().map(|words| notice("没有读出来", words, Tone::Danger));
    let body = match screen.tab {
        ShiftTab::Check => check::view(screen, context),
        ShiftTab::Note => note::view(screen, context),
    };
    let body = panel(pane(container(body).padding(padding::right(spacing::M))))
        .width(Length::Fill)
        .height(Length::Fill);
    column![head, failed, body].spacing(spacing::M).padding(padding::all(spacing::L)).into()
}
