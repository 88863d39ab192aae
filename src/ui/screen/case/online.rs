//! The online data of a case for everybody at the counter: where it stands, the times, the agreed wording, who answers.
//! Ledger 15-05, 15-06, 15-10.

use iced::widget::column;
use iced::{Element, Length};

use crate::domain::act::Act;
use crate::domain::case_state::CaseState;
use crate::domain::code::Channel;
use crate::domain::time::Moment;
use crate::ui::screen::case::message::Message;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, facts, panel, section, text};

/// The panel; `None` for what does not stand on the net.
pub fn panel_of<'a>(state: &CaseState, now: Moment) -> Option<Element<'a, Message>> {
    let held = state.facts.online.clone();
    if held.is_none() && state.facts.channel != Channel::Online {
        return None;
    }
    let held = held.unwrap_or_default();
    let words = |text: &Option<String>| text.clone().unwrap_or_else(|| "—".into());
    let time = |at: Option<Moment>| at.map_or("—".to_owned(), |at| at.short(now));
    let lines = vec![
        ("平台", words(&held.platform)),
        ("链接", words(&held.link)),
        ("发帖人", words(&held.author)),
        ("发帖", time(held.posted_at)),
        ("看到", time(held.seen_at)),
        ("登记", time(Some(state.facts.recorded_at))),
        ("回帖", time(held.replied_at)),
        ("由谁查", state.handler.clone().unwrap_or_else(|| "待指派".into())),
        ("由谁回帖", words(&held.spokesman)),
    ];
    let wording: Element<'a, Message> = match held.wording {
        Some(wording) => column![text::caption("统一口径，照这个回"), text::strong(wording)].into(),
        None => text::small("统一口径还没定，先不要各自回帖", Tone::Waiting).into(),
    };
    let agree = button::secondary("定统一口径").small().on_press(Message::Open(Act::Online));
    let content = column![section("网上", ""), wording, facts(lines), agree].spacing(spacing::S);
    Some(panel(content).width(Length::Fill).padding(spacing::M).into())
}
