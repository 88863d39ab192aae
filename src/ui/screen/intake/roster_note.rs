//! 名册 beside the form: what is to be minded of whoever is in it, and what of that a visitor may see. Rules §10, ledger 19-14.

use iced::Element;

use crate::domain::caller::{KnownCaller, KnownPerson};
use crate::domain::code::Channel;
use crate::domain::household::StandingWish;
use crate::domain::on_roster::OnRoster;
use crate::domain::reading::room;
use crate::library::text::InternalText;
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::Message;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::notice;

/// 名册: what is to be minded of whoever is in the form, and who looks after the house; before a visitor only what he may
/// read of himself.
pub fn notice_of<'a>(form: &'a IntakeForm, known: &'a KnownCaller) -> Option<Element<'a, Message>> {
    let roster = taken_of_roster(form, known);
    let seen = is_seen(form);
    let wish = roster.and_then(|roster| roster.no_visits.as_ref());
    let wish = wish.map(|wish| if seen { "不接受回访".to_owned() } else { why_no_visits(wish) });
    let way = roster.and_then(|roster| roster.prefers).map(|way| format!("喜欢{}联系", way.way()));
    let no_wechat = roster.filter(|roster| roster.no_wechat).map(|_| "没有微信".to_owned());
    let lives = roster.and_then(|roster| roster.lives).map(|lives| format!("房屋{}", lives.label()));
    let said = |words: &str| Some(words.to_owned()).filter(|words| !words.is_empty());
    let steward =
        known.steward.as_ref().map(|one| format!("管家 {} {}", one.name, one.phone).trim_end().to_owned());
    let care = roster.filter(|_| !seen).and_then(|roster| said(&roster.care));
    let note = roster.filter(|_| !seen).and_then(|roster| said(&roster.note));
    let pressing = wish.is_some();
    let words: Vec<String> =
        [wish, care, way, no_wechat, lives, note, steward].into_iter().flatten().collect();
    let tone = if pressing { Tone::Waiting } else { Tone::Muted };
    (!words.is_empty()).then(|| notice("名册", words.join("　"), tone).into())
}

/// What is to be minded of the visitor, for the head of the internal lines: why he wants no visits, what care he needs, the
/// note on his household. Empty where the notice says it. Rules §10, ledger 19-14.
pub fn kept_from_sight(form: &IntakeForm, known: &KnownCaller) -> Vec<InternalText> {
    let Some(roster) = taken_of_roster(form, known).filter(|_| is_seen(form)) else { return Vec::new() };
    let wish = roster.no_visits.as_ref().map(why_no_visits);
    let kept = [Some(roster.care.clone()), wish, Some(roster.note.clone())];
    kept.into_iter().flatten().filter(|words| !words.is_empty()).map(InternalText::new).collect()
}

/// Whether the form says already who it is.
pub fn is_taken(form: &IntakeForm, known: &KnownPerson) -> bool {
    let (draft, person) = (&form.draft, &known.person);
    let name = person.name.as_deref().is_none_or(|name| draft.name.trim() == name);
    let room = person.room.as_deref().is_none_or(|known| room::written(&draft.room) == room::written(known));
    name && room && (draft.title.is_some() || person.title.is_none())
}

/// What the roster has on whoever is in the form.
fn taken_of_roster<'a>(form: &IntakeForm, known: &'a KnownCaller) -> Option<&'a OnRoster> {
    let taken = known.persons.iter().find(|one| one.roster.is_some() && is_taken(form, one));
    taken.and_then(|one| one.roster.as_ref())
}

/// Whether whoever comes sees the screen: what is to be minded of him stands among what is internal then. Rules §10, ledger
/// 19-14.
fn is_seen(form: &IntakeForm) -> bool {
    form.draft.channel == Channel::WalkIn
}

fn why_no_visits(wish: &StandingWish) -> String {
    format!("不接受回访（{}，{}，{}记）", wish.reason, wish.since.format("%Y-%m-%d"), wish.by)
}
