//! The head of the window: whose counter it is, the search field, the clock and who is on duty.

use chrono::Datelike;
use iced::widget::{container, mouse_area, row, space, stack, text as plain};
use iced::{Alignment, Element, Length, padding};

use crate::domain::time::Moment;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::{color, surface};
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::{button, dialog, ellipsis, panel, text};
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

/// The head: how many reminders wait until nobody types, with what shows them; who is on duty, with what opens the choice.
pub fn head<'a, Message: Clone + 'a>(
    property: &'a str,
    search: Element<'a, Message>,
    now: Moment,
    (waiting, remind): (usize, Message),
    (name, on_duty): (&'a str, Message),
) -> Element<'a, Message> {
    let mark = plain("听诉").size(spacing::HEADING).font(font::BOLD).color(color::ACCENT);
    let clock = text::caption(clock_words(now)).width(CLOCK_WIDTH).align_x(Alignment::End);
    let duty = button::secondary(format!("值班：{name} {}", icon::DOWN)).on_press(on_duty);
    let waiting = (waiting > 0)
        .then(|| button::secondary(format!("{} {waiting} 项提醒", icon::ALERT)).on_press(remind));
    let bar = row![
        container(mark).width(MARK),
        container(ellipsis(property)).width(PROPERTY),
        container(container(search).width(Length::Fill).max_width(SEARCH_WIDTH)).width(Length::Fill),
        waiting.map(|mark| mark.small().mouse_only()),
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

/// The list of the search under its field; a press beside it puts it away.
pub fn found<'a, M: Clone + 'a>(list: Element<'a, M>, close: M) -> Element<'a, M> {
    let aside = mouse_area(space().width(Length::Fill).height(Length::Fill)).on_press(close);
    let list = container(list).padding(padding::left(SEARCH_FROM).right(spacing::L).top(spacing::XS));
    iced::widget::column![space().height(HEIGHT + 1.0), stack![aside, list]].into()
}

/// The locked screen: nothing of what is behind it can be read.
pub fn locked<'a, M: Clone + 'a>(people: Element<'a, M>) -> Element<'a, M> {
    let words = text::caption("没写完的内容和接待计时都还在。换人值班，点另一个姓名。");
    let content = iced::widget::column![text::title("已锁屏"), words, people];
    let card = panel(content.spacing(spacing::L)).padding(spacing::XL).max_width(560);
    container(container(card).center(Length::Fill)).padding(spacing::XL).style(surface::ground).into()
}

/// The button that does not close: it takes the focus, so that Enter pressed by habit loses nothing.
pub const STAY: &str = "stay";

/// The question before what is on no disk is lost.
pub fn closing_dialog<'a, M: Clone + 'a>(unsaved: &[String], leave: M, stay: M) -> Dialog<'a, M> {
    let words = format!("{}还没有保存，关闭后就没有了。", unsaved.join("、"));
    dialog("关闭听诉？", text::body(words))
        .action(button::danger("不保存，关闭").on_press(leave))
        .action(button::primary("回去保存").id(STAY).on_press(stay.clone()))
        .on_cancel(stay.clone())
        .on_accept(stay)
}

/// The question before what is typed on a screen is thrown away.
pub fn discarding_dialog<'a, M: Clone + 'a>(what: &str, lose: M, stay: M) -> Dialog<'a, M> {
    dialog("放弃已写的内容？", text::body(format!("{what}还没有保存，放弃后就没有了。")))
        .action(button::danger("放弃").on_press(lose))
        .action(button::primary("接着写").id(STAY).on_press(stay.clone()))
        .on_cancel(stay.clone())
        .on_accept(stay)
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
