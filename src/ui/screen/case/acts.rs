//! The acts at the foot of the screen: the way in order, what presses most as the filled button, and the rest in groups
//! behind 更多…, where what cannot be done now says why.

use iced::widget::{Column, Row, column, row};
use iced::{Alignment, Element, Length};

use crate::domain::act::Act;
use crate::domain::obligation::Obligation;
use crate::domain::permission::Denial;
use crate::ui::screen::case::act::list;
use crate::ui::screen::case::derived::CasePanels;
use crate::ui::screen::case::message::Message;
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::{button, dialog, text};

type Part<'a> = Element<'a, Message>;

/// Width of the dialog with all acts.
const ALL: f32 = 760.0;

/// The words of the way to what meets an obligation.
pub fn way_to(act: Act) -> String {
    match act {
        Act::TaskDone => "去办".to_owned(),
        Act::Paper => "去打印".to_owned(),
        Act::Progress => "去告知".to_owned(),
        other => format!("去{}", other.label()),
    }
}

/// What is to be done first, and what leads there: the case is closed where nothing is missing, else what presses most
/// and may be done by whoever is on duty.
pub fn first(panels: &CasePanels) -> Option<(String, Message)> {
    if panels.ready.is_some() && panels.offered(Act::Close).is_ok() {
        return Some((way_to(Act::Close), Message::Open(Act::Close)));
    }
    let may = |one: &&Obligation| panels.offered(Act::that_meets(one)).is_ok();
    let one = panels.owed.iter().map(|(one, _)| one).find(may)?;
    Some((way_to(Act::that_meets(one)), Message::Meet(one.id)))
}

/// The bar: what can be done now, what presses most at its right end.
pub fn bar(panels: &CasePanels) -> Part<'_> {
    let act = |act: Act| button::secondary(act.label()).on_press(Message::Open(act));
    let is_offered = |act: &Act| panels.offered(*act).is_ok();
    let mut way: Vec<Part<'_>> =
        list::WAY.iter().copied().filter(is_offered).map(|one| act(one).into()).collect();
    let escalate = button::secondary("服务上移").keys(Shortcut::Escalate.keys());
    let escalate =
        escalate.on_press_maybe(is_offered(&Act::Escalate).then_some(Message::Open(Act::Escalate)));
    way.insert(way.len().min(2), escalate.into());
    way.push(button::secondary("更多…").on_press(Message::More).into());
    let first = match first(panels) {
        _ if is_offered(&Act::Reopen) => {
            Some(button::primary("重新受理").on_press(Message::Open(Act::Reopen)))
        }
        first => first.map(|(words, message)| button::primary(words).on_press(message)),
    };
    let first = first.map(|first| first.keys(Shortcut::Next.keys()));
    let way = Row::with_children(way).spacing(spacing::S).wrap().vertical_spacing(spacing::S);
    row![iced::widget::container(way).width(Length::Fill), first]
        .spacing(spacing::M)
        .align_y(Alignment::End)
        .into()
}

/// Everything else that can be done, in groups.
pub fn all<'a>(panels: &'a CasePanels, supervisor: &'a str) -> Dialog<'a, Message> {
    let groups = list::GROUPS.iter().map(|(name, acts)| group(name, acts, panels, supervisor));
    let groups = Column::with_children(groups).spacing(spacing::L);
    dialog("还可以做什么", groups)
        .width(ALL)
        .action(button::secondary("关上").keys(Shortcut::Back.keys()).on_press(Message::More))
        .on_cancel(Message::More)
}

fn group<'a>(
    name: &'static str,
    acts: &'static [Act],
    panels: &'a CasePanels,
    supervisor: &'a str,
) -> Part<'a> {
    let (mut open, mut rest): (Vec<Part<'a>>, Vec<Part<'a>>) = (Vec::new(), Vec::new());
    for act in acts {
        match panels.offered(*act) {
            // It stands at the foot.
            Ok(()) if list::WAY.contains(act) => {}
            Ok(()) => open.push(button::secondary(act.label()).on_press(Message::Open(*act)).into()),
            Err(denial) => rest.push(denied(*act, denial, supervisor)),
        }
    }
    let open = Row::with_children(open).spacing(spacing::S).wrap().vertical_spacing(spacing::S);
    let rest = Column::with_children(rest).spacing(spacing::XS);
    column![text::heading(name), open, rest].spacing(spacing::S).into()
}

/// An act that whoever is on duty may not do now, with the reason; a supervisor may confirm some on the spot.
fn denied<'a>(act: Act, denial: &'a Denial, supervisor: &str) -> Part<'a> {
    let leads = denial.supervisor_may.then_some(Message::Open(act));
    let why = match denial.supervisor_may {
        true => text::caption(format!("须{supervisor}，点了请他确认")),
        false => text::caption(denial.text.as_str()),
    };
    row![button::quiet(act.label()).small().on_press_maybe(leads), why.width(Length::Fill)]
        .spacing(spacing::S)
        .align_y(Alignment::Center)
        .into()
}
