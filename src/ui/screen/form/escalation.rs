//! 服务上移 while it is prepared: why, who shall come, and what came of it. Which step it stands at is told by its
//! attempt; what the owner or the superior answered is for the form around to ask.

use iced::widget::{Column, column};
use iced::{Element, Length};

use crate::domain::code::{SuperiorRank, Trigger};
use crate::domain::intake_entry::{EscalationAsk, OtherColleague};
use crate::domain::superior::Superior;
use crate::library::find::fits;
use crate::ui::screen::form::parts::{group_of, line, one_of};
use crate::ui::spacing;
use crate::ui::widget::{chip, chips, labelled};

/// So many colleagues are offered at once.
const OFFERED: usize = 8;

/// What is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Why.
    Trigger(Trigger),
    /// Who of the ladder shall come.
    Rung(usize),
    /// Another colleague shall come. Ledger 21-15.
    Other,
    /// That colleague's name.
    Name(String),
    /// Why nobody is called after all.
    Reason(String),
    /// Where that colleague stands.
    Rank(SuperiorRank),
}

/// Takes over a choice.
pub fn update(ask: &mut EscalationAsk, message: Message) {
    ask.by_hand |= matches!(message, Message::Trigger(_) | Message::Rung(_) | Message::Other);
    match message {
        Message::Trigger(trigger) => ask.trigger = trigger,
        Message::Rung(rung) => (ask.rung, ask.other) = (rung, None),
        Message::Other => {
            ask.other.get_or_insert_default();
        }
        Message::Name(name) => ask.other.get_or_insert_default().name = name,
        Message::Reason(reason) => ask.reason = reason,
        Message::Rank(rank) => ask.other.get_or_insert_default().rank = rank,
    }
}

/// The groups; the first one may be focused by `id`. `people` may be asked beside the ladder.
pub fn view<'a>(
    ask: &'a EscalationAsk,
    ladder: &[Superior],
    people: &[String],
    id: &'static str,
) -> Column<'a, Message> {
    let why = group_of(Trigger::ALL, Some(ask.trigger), Trigger::label, Message::Trigger);
    let on_rung = |at: usize| ask.other.is_none() && at == ask.rung;
    let mut who: Vec<_> = ladder.iter().enumerate().map(|(at, one)| chip(one.full(), on_rung(at))).collect();
    let rungs = who.len();
    who.push(chip("其他同事", ask.other.is_some()));
    let who = chips(who).on_pick(move |at| if at < rungs { Message::Rung(at) } else { Message::Other });
    column![
        labelled("上移原因", "", why.id(id).width(Length::Fill)),
        labelled("请谁来", "", who.width(Length::Fill)),
        ask.other.as_ref().map(|other| colleague(other, people)),
        line("没有上移的原因", "业主不愿意，或没有请他点名的领导时填写", &ask.reason, Message::Reason),
    ]
    .spacing(spacing::L)
}

/// Name and rank of another colleague.
fn colleague<'a>(other: &'a OtherColleague, people: &[String]) -> Element<'a, Message> {
    let name = other.name.trim();
    let is_known = people.iter().any(|one| one == name);
    let search = if is_known { "" } else { name };
    let fitting: Vec<String> =
        people.iter().filter(|one| fits(&[one.as_str()], search)).take(OFFERED).cloned().collect();
    let list = fitting.iter().map(|one| chip(one.clone(), one == name)).collect::<Vec<_>>();
    let list = (!list.is_empty())
        .then(|| chips(list).on_pick(move |at| Message::Name(fitting[at].clone())).width(Length::Fill));
    column![
        line("哪位同事", "姓名，或拼音首字母", &other.name, Message::Name),
        list,
        one_of("职级", SuperiorRank::ALL, Some(other.rank), SuperiorRank::label, Message::Rank),
    ]
    .spacing(spacing::S)
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colleague_and_a_rung_take_each_other_s_place() {
        let mut ask = EscalationAsk::default();
        update(&mut ask, Message::Other);
        assert!(ask.problem().is_some(), "nobody is named yet");
        update(&mut ask, Message::Name("汤悦".into()));
        update(&mut ask, Message::Rank(SuperiorRank::DepartmentHead));
        let colleague = OtherColleague { name: "汤悦".into(), rank: SuperiorRank::DepartmentHead };
        assert_eq!((ask.other.clone(), ask.problem()), (Some(colleague), None));
        update(&mut ask, Message::Rung(1));
        assert_eq!((ask.rung, ask.other), (1, None));
    }
}
