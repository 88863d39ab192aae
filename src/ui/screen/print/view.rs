//! What stands in the print dialog.

use iced::widget::scrollable::{Direction, Scrollable, Scrollbar};
use iced::widget::text::IntoFragment;
use iced::widget::{Column, column, container, row, space};
use iced::{Alignment, Element, Length};

use crate::desk::print::printout::Printout;
use crate::ui::screen::print::notice;
use crate::ui::screen::print::page_view::page_view;
use crate::ui::screen::print::print_dialog::{Message, Output, PrintDialog, ZOOMS};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::theme::{scroll, surface};
use crate::ui::widget::chips::Chips;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::{button, chip, chips as toggles, text};

/// Width of the dialog, in pixels.
const WIDTH: f32 = 1180.0;
/// Width of the column where a paper is chosen.
const CHOICES: f32 = 260.0;
/// Height of the pages' pane.
const PANE: f32 = 440.0;

impl PrintDialog {
    /// The dialog, for the window to show.
    pub fn view(&self) -> Dialog<'_, Message> {
        dialog(self)
    }
}

/// The dialog.
fn dialog(print: &PrintDialog) -> Dialog<'_, Message> {
    let body = row![choices(print), pages(print)].spacing(spacing::L);
    let ready = print.pages.is_some() && print.busy.is_none();
    let does = |label: &'static str, doing: &'static str, output: Output| {
        let label = if print.busy == Some(output) { doing } else { label };
        (label, ready.then_some(Message::Make(output)))
    };
    let (save, saves) = does("存为 PDF…", "正在存…", Output::Save);
    let (open, opens) = does("打开", "正在打开…", Output::Open);
    let (go, prints) = does("打印", "正在打印…", Output::Print);
    let has_sheet = print.choices.get(print.chosen).is_some_and(Printout::has_sheet);
    let (sheet, writes) = does("存为表格…", "正在存表格…", Output::Sheet);
    let dialog = crate::ui::widget::dialog("打印", body)
        .width(WIDTH)
        .action(button::quiet("关闭").keys("Esc").on_press(Message::Close));
    let dialog =
        if has_sheet { dialog.action(button::secondary(sheet).on_press_maybe(writes)) } else { dialog };
    dialog
        .action(button::secondary(save).on_press_maybe(saves))
        .action(button::secondary(open).on_press_maybe(opens))
        .action(button::primary(go).on_press_maybe(prints.clone()))
        .on_cancel(Message::Close)
        .on_accept(prints.unwrap_or(Message::Turn(0)))
}

fn choices(print: &PrintDialog) -> Element<'_, Message> {
    let names: Vec<usize> = (0..print.choices.len()).collect();
    let chips = Chips::one_of(
        names,
        Some(&print.chosen),
        |at| print.choices[*at].label().into_fragment(),
        Message::Choose,
    );
    let mut column = Column::new().push(text::caption("哪张纸")).push(chips.width(Length::Fill));
    match print.choices.get(print.chosen) {
        Some(list) if print.supervisor && list.has_phones() => {
            let full = toggles([chip("表格里写完整电话", print.in_full)]).on_pick(|_| Message::InFull);
            column = column.push(full.width(Length::Fill)).push(text::caption("导出会记入操作记录。"));
        }
        Some(Printout::Notice(typed)) => column = column.push(notice::form(typed, &print.words)),
        Some(Printout::Letter(_) | Printout::SituationReport(_)) => {
            column = column.push(sending(print));
        }
        _ => {}
    }
    let note = print.note.as_deref().map(|note| text::small(note, Tone::Waiting).width(Length::Fill));
    column.push(note).spacing(spacing::S).width(CHOICES).into()
}

/// A letter counts as sent only when somebody says so.
fn sending(print: &PrintDialog) -> Element<'_, Message> {
    if print.sent.contains(&print.chosen) {
        return text::caption("已登记为送出。").into();
    }
    let hint = text::caption("盖章签字送出以后再登记；打印不算送出。");
    let mark = button::secondary("登记为已送出").on_press(Message::MarkSent);
    column![hint, mark].spacing(spacing::XS).into()
}

fn pages(print: &PrintDialog) -> Element<'_, Message> {
    let count = print.pages.as_ref().map_or(0, |pages| pages.len());
    let earlier = button::quiet("上一页").on_press_maybe((print.page > 0).then_some(Message::Turn(-1)));
    let later = button::quiet("下一页").on_press_maybe((print.page + 1 < count).then_some(Message::Turn(1)));
    let place =
        if count == 0 { String::new() } else { format!("第 {} 页　共 {count} 页", print.page + 1) };
    let smaller = button::quiet("缩小").on_press_maybe((print.zoom > 0).then_some(Message::Zoom(-1)));
    let larger =
        button::quiet("放大").on_press_maybe((print.zoom + 1 < ZOOMS.len()).then_some(Message::Zoom(1)));
    let size = text::caption(format!("{:.0}%", ZOOMS[print.zoom] * 100.0));
    let bar = row![earlier, text::body(place), later, space::horizontal(), smaller, size, larger]
        .spacing(spacing::S)
        .align_y(Alignment::Center);
    let shown: Element<'_, Message> = match (&print.failed, &print.pages) {
        (Some(sentence), _) => container(text::body(sentence)).padding(spacing::L).into(),
        (None, Some(pages)) => match pages.get(print.page) {
            Some(page) => page_view(page, ZOOMS[print.zoom], &print.drawn),
            None => space().into(),
        },
        (None, None) => container(text::caption("正在排版…")).padding(spacing::L).into(),
    };
    let bars = || Scrollbar::new().width(8).scroller_width(6).margin(2).spacing(2);
    let both = Direction::Both { vertical: bars(), horizontal: bars() };
    let pane = Scrollable::with_direction(shown, both).style(scroll::pane).width(Length::Fill).height(PANE);
    column![bar, container(pane).style(surface::ground).width(Length::Fill)].spacing(spacing::S).into()
}
