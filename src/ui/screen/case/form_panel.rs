//! The panel around the form of an act: its head, what the case still lacks, its fields, when it happened, and its
//! buttons at the foot of the screen.

use iced::widget::{Row, column, container, row};
use iced::{Alignment, Element, Length};

use crate::domain::act::Act;
use crate::domain::code::ClosureCode;
use crate::domain::permission;
use crate::domain::reading::time::Tense;
use crate::ui::screen::case::act::form::Given;
use crate::ui::screen::case::act::list;
use crate::ui::screen::case::act::open::OpenForm;
use crate::ui::screen::case::message::Message;
use crate::ui::screen::form::understood::{self, Understood};
use crate::ui::screen::warn;
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, field, notice, panel, section, text};

type Part<'a> = Element<'a, Message>;

/// Fields grow no wider: lines longer than this are hard to read.
const FORM_WIDTH: f32 = 960.0;

/// The form with its head.
pub fn panel_of<'a>(open: &'a OpenForm, given: Given<'_>) -> Part<'a> {
    let act = open.act();
    let happened = field("发生时间", &open.at)
        .placeholder("就是现在")
        .hint("补记时再填，如 今天9:30")
        .on_input(Message::At)
        .width(Length::Fixed(400.0));
    let read = Understood::time(&open.at, Tense::Past, given.now, given.settings.rules.duty);
    let happened = understood::with(happened, read.as_ref(), Message::At);
    let left = open.left.as_ref().map(|(owner, at)| {
        let words = format!("{owner} {} 写到这里，接着写就行", at.short(given.now));
        let anew = button::secondary("清空重写").small().on_press(Message::StartAnew);
        notice("没写完的", words, Tone::Plain).action(anew)
    });
    let parts = column![
        section(act.label(), list::advice(act)),
        left,
        facts_first(open),
        open.view(given).map(Message::Form),
        list::is_timed(act).then_some(happened)
    ];
    panel(parts.spacing(spacing::L).max_width(FORM_WIDTH)).width(Length::Fill).into()
}

/// What the case lacks before something is explained, proposed or somebody blamed. Ledger 02-20.
fn facts_first(open: &OpenForm) -> Option<Part<'_>> {
    let (gaps, first) = open.lacks.as_ref()?;
    let notice = warn::facts_first(gaps)?;
    Some(match *first {
        Some(act) => {
            let go = button::secondary(format!("去{}", act.label())).small().on_press(Message::Open(act));
            notice.action(go).into()
        }
        None => notice.into(),
    })
}

/// What puts the form on record. Where the owner is asked, his answer does: yes at once, no when what he says is written.
fn main_acts<'a>(open: &'a OpenForm, given: Given<'_>) -> Part<'a> {
    let record = |button: button::Button<'a, Message>| -> Part<'a> {
        button.keys(Shortcut::Save.keys()).on_press(Message::Save).into()
    };
    let Some(asked) = open.asked(given) else {
        return record(match open.act() {
            Act::Close => button::primary("关闭本单"),
            Act::Void => button::danger("作废本单"),
            _ => button::primary("记下来"),
        });
    };
    let yes = |button: button::Button<'a, Message>| -> Part<'a> {
        button.keys(Shortcut::Confirm.keys()).on_press(Message::Answered(true)).into()
    };
    let both = if asked.answer == Some(false) {
        [yes(button::secondary(asked.yes)), record(button::primary(format!("{}，记下", asked.no)))]
    } else {
        let no = button::secondary(asked.no).on_press(Message::Answered(false));
        [no.into(), yes(button::primary(asked.yes))]
    };
    Row::with_children(both).spacing(spacing::M).into()
}

/// The buttons of the form; they stay at the foot however long it is, the main one at the right end.
pub fn buttons<'a>(open: &'a OpenForm, given: Given<'_>) -> Part<'a> {
    // What stands in this form for a supervisor alone can be had on the spot.
    let against = || permission::closes(ClosureCode::Explained, true, given.actor);
    let asks = open.act() == Act::Close && against().is_err_and(|denial| denial.supervisor_may);
    let supervisor = asks.then(|| button::quiet("请主任确认特批…").on_press(Message::AskSupervisor));
    let aside = row![
        button::secondary(if open.is_touched() { "先放着" } else { "取消" })
            .keys(Shortcut::Back.keys())
            .on_press(Message::Cancel),
        supervisor,
        open.problem.as_deref().map(|problem| text::toned(problem, Tone::Danger)),
    ]
    .spacing(spacing::M)
    .align_y(Alignment::Center)
    .wrap();
    row![container(aside).width(Length::Fill), main_acts(open, given)]
        .spacing(spacing::M)
        .align_y(Alignment::Center)
        .into()
}
