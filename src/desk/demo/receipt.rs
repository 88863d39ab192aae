//! The receipt of an invented case.

use chrono::Duration;

use crate::desk::demo::chance::Chance;
use crate::desk::demo::matter::Matter;
use crate::desk::demo::people::{PROPERTY, STAFF};
use crate::domain::case::{CaseNumber, Facts, Online, Referral};
use crate::domain::code::{
    CaseKind, Channel, Class, Emotion, Flag, Motive, Nature, Need, StaffFault, Urgency,
};
use crate::domain::person::Complainant;
use crate::domain::time::Moment;

/// What a case shall be about, and who brings it.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields say it")]
pub struct Order<'a> {
    pub matter: &'a Matter,
    pub customer: Complainant,
    pub group_of: Option<CaseNumber>,
    pub repeat_of: Option<CaseNumber>,
}

/// The facts as they are taken in.
pub fn facts(order: &Order<'_>, received_at: Moment, chance: &mut Chance) -> Facts {
    let matter = order.matter;
    let channel = chance.weighted(&[
        (Channel::Phone, 44),
        (Channel::WalkIn, 26),
        (Channel::Message, 9),
        (Channel::Online, 6),
        (Channel::Referral, 5),
        (Channel::Letter, 5),
        (Channel::Outreach, 4),
        (Channel::Other, 1),
    ]);
    let mut facts = Facts::new(matter.kind, channel, received_at, STAFF[chance.below(4)].0);
    if chance.percent(4) {
        facts.recorded_at = received_at + Duration::minutes(chance.between(250, 900));
    } else {
        facts.recorded_at = received_at + Duration::minutes(chance.between(0, 6));
    }
    let wording = chance.below(matter.verbatim.len());
    let room = order.customer.room.clone().unwrap_or_default();
    facts.place = Some(placed(&matter.place, &room));
    facts.verbatim = Some(matter.verbatim[wording].clone());
    facts.summary = Some(matter.summary[wording].clone());
    facts.complainant = order.customer.clone();
    facts.category = Some(matter.category.clone());
    facts.situation = matter.situation.clone();
    facts.group_of = order.group_of;
    facts.repeat_of = order.repeat_of;
    if chance.percent(40) {
        facts.occurred_at = Some(received_at - Duration::minutes(chance.between(20, 4000)));
    }
    if chance.percent(12) {
        facts.urgency = Some(Urgency::Urgent);
    } else if chance.percent(80) {
        facts.urgency = Some(Urgency::Normal);
    }
    come_through(&mut facts, channel, chance);
    if matter.kind == CaseKind::Complaint {
        classify(&mut facts, matter, chance);
    }
    facts
}

/// What the channel brings with it.
fn come_through(facts: &mut Facts, channel: Channel, chance: &mut Chance) {
    let received_at = facts.received_at;
    match channel {
        Channel::Phone => facts.complainant.called_from = facts.complainant.phones.first().cloned(),
        Channel::WalkIn if chance.percent(6) => {
            facts.complainant.phones.clear();
            facts.complainant.phone_declined = true;
        }
        Channel::Letter if chance.percent(60) => {
            facts.complainant = Complainant { anonymous: true, ..Default::default() };
        }
        Channel::Online => {
            let author = format!("邻居{:03}", chance.below(1000));
            let platform = *chance.pick(&["业主论坛", "业主微信群", "短视频平台"]);
            let posted_at = received_at - Duration::minutes(chance.between(15, 900));
            facts.complainant = Complainant { anonymous: true, ..Default::default() };
            facts.online = Some(Online {
                platform: Some(platform.into()),
                link: Some(format!("https://example.invalid/t/{}", chance.below(90_000) + 10_000)),
                author: chance.percent(85).then_some(author),
                posted_at: Some(posted_at),
                seen_at: Some(received_at),
                replied_at: None,
                wording: None,
                spokesman: None,
            });
        }
        Channel::Referral => {
            let from = *chance.pick(&["12345", "公司客服热线", "街道办", "住建局"]);
            facts.referral = Some(Referral {
                from: Some(from.into()),
                number: Some(format!("ZB{}", chance.below(900_000) + 100_000)),
                due: Some(received_at + Duration::days(chance.between(2, 5))),
                replied_at: None,
            });
        }
        _ => {}
    }
}

fn classify(facts: &mut Facts, matter: &Matter, chance: &mut Chance) {
    facts.class = matter.class;
    facts.class_ii_part = matter.class_ii_part;
    facts.content = matter.content;
    facts.capability = matter.capability;
    facts.nature = matter.nature.or_else(|| {
        Some(chance.weighted(&[
            (Nature::Effective, 60),
            (Nature::Help, 15),
            (Nature::Consult, 13),
            (Nature::Vent, 12),
        ]))
    });
    facts.emotion =
        Some(chance.weighted(&[(Emotion::Calm, 44), (Emotion::Upset, 42), (Emotion::Agitated, 14)]));
    facts.needs.push(*chance.pick(Need::ALL));
    if chance.percent(40) && !facts.needs.contains(&Need::ResolveNow) {
        facts.needs.push(Need::ResolveNow);
    }
    facts.motive = chance
        .percent(70)
        .then(|| chance.weighted(&[(Motive::Sincere, 90), (Motive::Prejudice, 6), (Motive::Pretext, 4)]));
    if matter.category.as_str() == "attitude" {
        facts.staff_fault = Some(*chance.pick(StaffFault::ALL));
    }
    if chance.percent(3) {
        facts.flags.push(chance.weighted(&[
            (Flag::Major, 3),
            (Flag::Exposure, 2),
            (Flag::Sensitive, 4),
            (Flag::Special, 2),
            (Flag::Serious, 2),
            (Flag::Confidential, 3),
        ]));
    }
    if facts.class == Some(Class::I) && chance.percent(2) {
        // Some things are classified only after the caller has gone.
        facts.class = None;
    }
}

/// A place with the customer's room or building worked in.
fn placed(place: &str, room: &str) -> String {
    let building = room.split('-').next().filter(|building| !building.is_empty()).unwrap_or("1");
    let room = if room.is_empty() { PROPERTY } else { room };
    place.replace("{building}", building).replace("{room}", room)
}
