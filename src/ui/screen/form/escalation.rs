//! 服务上移 while it is prepared: why, who shall come, and what came of it. Which step it stands at is told by its
//! attempt; what the owner or the superior answered is for the form around to ask.

use iced::widget::{Column, column};
use iced::{Element, Length};

use crate::domain::code::{SuperiorRank, Trigger};
use crate::domain::intake_entry::{EscalationAsk, OtherColleague};
use crate::domain::superior::Superior;
use crate::library::find::fits;
use crate::ui::screen::form::parts::{line, one_of};
use crate::ui::spacing;
use crate::ui::widget::{Chips, chip, chips, labelled};

/// So many colleagues are offered at once.
const OFFERED: usize = 8;

/// What is chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Why.
    Trigger(Trigger),
    /// All reasons are shown to choose from.
    AllReasons,
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
        Message::AllReasons => {}
        Message::Rung(rung) => (ask.rung, ask.other) = (rung, None),
        Message::Other => {
            ask.other.get_or_insert_default();
        }
        Message::Name(name) => ask.other.get_or_insert_default().name = name,
        Message::Reason(reason) => ask.reason = reason,
        Message::Rank(rank) => ask.other.get_or_insert_default().rank = rank,
    }
}

/// What the groups show beside what is chosen.
#[derive(Debug, Clone, Copy)]
pub struct EscalationShown<'a> {
    /// The superiors, the nearest first.
    pub ladder: &'a [Superior],
    /// Who may be asked beside them.
    pub people: &'a [String],
    /// The name to focus the reasons by.
    pub id: &'static str,
    /// All reasons, not the chosen one alone.
    pub all_reasons: bool,
    /// A visitor stands at the screen.
    pub seen_by_visitor: bool,
    /// Who is on duty may decide, and sees what is for such people only.
    pub may_decide: bool,
}

/// The words of a reason; those that tell of the owner are put so that he may read them, where he does.
fn reason(trigger: Trigger, shown: EscalationShown<'_>) -> &'static str {
    match trigger {
        Trigger::M if shown.seen_by_visitor || !shown.may_decide => "需要上级判断",
        Trigger::A if shown.seen_by_visitor => "解释后还有疑问",
        Trigger::C if shown.seen_by_visitor => "接待时间较长",
        Trigger::E if shown.seen_by_visitor => "当场答复不了",
        Trigger::H if shown.seen_by_visitor => "回访后还要再谈",
        Trigger::I if shown.seen_by_visitor => "涉及多户或责任认定",
        Trigger::J if shown.seen_by_visitor => "需要上级到场",
        Trigger::N if shown.seen_by_visitor => "想见领导",
        other => other.label(),
    }
}

/// Why: the chosen reason with the way to the others, or all of them.
fn why<'a>(ask: &EscalationAsk, shown: EscalationShown<'_>) -> Chips<'a, Message> {
    if !shown.all_reasons {
        let chosen = ask.trigger;
        let both = chips([chip(reason(chosen, shown), true), chip("换原因…", false)]);
        return both.on_pick(move |at| if at == 0 { Message::Trigger(chosen) } else { Message::AllReasons });
    }
    let offered = |one: &Trigger| shown.may_decide || !one.is_supervisors() || *one == ask.trigger;
    let all = Trigger::ALL.iter().copied().filter(offered);
    Chips::one_of(all, Some(&ask.trigger), |one| reason(*one, shown).into(), Message::Trigger)
}

/// The groups; the first one may be focused by its name.
pub fn view<'a>(ask: &'a EscalationAsk, shown: EscalationShown<'_>) -> Column<'a, Message> {
    let EscalationShown { ladder, people, id, all_reasons, .. } = shown;
    let words = if shown.seen_by_visitor { "为什么请" } else { "上移原因" };
    // Only who is demanded and not fetched needs a word why.
    let unmet = all_reasons || ask.trigger == Trigger::N || !ask.reason.is_empty();
    let on_rung = |at: usize| ask.other.is_none() && at == ask.rung;
    let mut who: Vec<_> = ladder.iter().enumerate().map(|(at, one)| chip(one.full(), on_rung(at))).collect();
    let rungs = who.len();
    who.push(chip("其他同事", ask.other.is_some()));
    let who = chips(who).on_pick(move |at| if at < rungs { Message::Rung(at) } else { Message::Other });
    column![
        labelled(words, "", why(ask, shown).id(id).width(Length::Fill)),
        labelled("请谁来", "", who.width(Length::Fill)),
        ask.other.as_ref().map(|other| colleague(other, people)),
        unmet.then(|| line("没有上移的原因", "没有请他要见的领导来时填写", &ask.reason, Message::Reason)),
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
