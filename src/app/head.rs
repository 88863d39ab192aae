//! The head of the window: whose counter it is, the search field, the clock and who is on duty.

use chrono::Datelike;
use iced::widget::{container, row, text as plain};
use iced::{Alignment, Element, Length, padding};

use crate::domain::time::Moment;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::{color, surface};
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::{button, dialog, ellipsis, text};
use crate::ui::{font, icon, spacing};

/// Height of the head, hairline not counted.
pub const HEIGHT: f32 = 47.0;
/// Where the search field begins.
pub const SEARCH_FROM: f32 = spacing::L + MARK + spacing::M + PROPERTY + spacing::M;
const MARK: f32 = 40.0;
const PROPERTY: f32 = 136.0;
/// The widest search field.
const SEARCH_WIDTH: f32 = 440.0;
const CLOCK_WIDTH: f32 = 150.0;

/// The head; `on_duty` opens the choice of who is on duty.
pub fn head<'a, Message: Clone + 'a>(
    property: &'a str,
    search: Element<'a, Message>,
    now: Moment,
    name: &'a str,
    on_duty: Message,
) -> Element<'a, Message> {
    let mark = plain("听诉").size(spacing::HEADING).font(font::BOLD).color(color::ACCENT);
    let clock = text::caption(clock_words(now)).width(CLOCK_WIDTH).align_x(Alignment::End);
    let duty = button::secondary(format!("值班：{name} {}", icon::DOWN)).on_press(on_duty);
    let bar = row![
        container(mark).width(MARK),
        container(ellipsis(property)).width(PROPERTY),
        container(container(search).width(Length::Fill).max_width(SEARCH_WIDTH)).width(Length::Fill),
        clock,
        duty,
    ]
    .spacing(spacing::M)
    .align_y(Alignment::Center);
    container(bar)
        .padding(padding::horizontal(spacing::L))
        .center_y(HEIGHT)
        .width(Length::Fill)
        .style(surface::bar)
        .into()
}

/// `11月21日 周六 14:32`.
fn clock_words(now: Moment) -> String {
    const DAYS: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    let date = now.date();
    let day = DAYS[date.weekday().num_days_from_monday() as usize % DAYS.len()];
    format!("{}月{}日 {day} {}", date.month(), date.day(), now.clock())
}

/// The question who takes over.
pub fn duty_dialog<'a, Message: Clone + 'a>(
    people: Element<'a, Message>,
    lock: Option<Message>,
    cancel: Message,
) -> Dialog<'a, Message> {
    let words = text::caption("点选姓名，或按 Alt+数字；设了 PIN 的再输 PIN。没写完的受理单都留着。");
    dialog("换谁值班？", iced::widget::column![words, people].spacing(spacing::M))
        .action(button::quiet("锁屏").on_press_maybe(lock))
        .action(button::secondary("不换").keys(Shortcut::Back.keys()).on_press(cancel.clone()))
        .on_cancel(cancel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_says_day_and_minute() {
        let now = Moment::parse("2026-11-21T14:32:50").unwrap();
        assert_eq!(clock_words(now), "11月21日 周六 14:32");
    }
}
