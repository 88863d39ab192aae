//! The clock of a reception: when the talk began and how it stands now, since when a first response is owed and until
//! when, and whether a case was entered long after the customer spoke. Asked by the intake, the lists, the deadlines, the
//! papers and the statistics alike. Rules §2, §3, §4.

use chrono::Duration;

use crate::domain::case::Facts;
use crate::domain::code::{Channel, Emotion};
use crate::domain::fulfilment::is_urgent;
use crate::domain::settings::{Rules, hours, span_words};
use crate::domain::time::Moment;

/// How long a reception has lasted for somebody who is agitated. Rules §3: the settings' minutes are reached, not passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strain {
    /// Nothing to be said about it.
    None,
    /// 服务上移 is put forward.
    Amber,
    /// Far too long.
    Red,
}

/// What the clock at the foot of the form measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TalkKind {
    /// A call: its plain length.
    Call,
    /// The reception of somebody who is agitated.
    Reception,
}

/// A talk, as the form knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Talk {
    /// How the customer came.
    pub channel: Channel,
    /// His mood, as far as it is marked.
    pub emotion: Option<Emotion>,
    /// When the form was opened.
    pub opened_at: Moment,
    /// 受理时间 as typed, where it was.
    pub typed: Option<Moment>,
    /// When the caller was gone or the visitor left.
    pub ended_at: Option<Moment>,
}

/// The clock as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TalkClock {
    /// What it measures.
    pub kind: TalkKind,
    /// How long the talk has lasted, or lasted.
    pub lasted: Duration,
    /// What that means.
    pub strain: Strain,
    /// Whether it still runs.
    pub runs: bool,
}

impl Talk {
    /// When the talk began: as typed, else when the form was opened. It is the time of receipt too.
    pub fn began(&self) -> Moment {
        self.typed.unwrap_or(self.opened_at)
    }

    /// The clock, where one is shown: of a call, and of a visitor once he is marked as agitated – the time already spent
    /// counts. What is entered long afterwards (补录) is no talk that lasts.
    pub fn clock(&self, rules: &Rules, now: Moment) -> Option<TalkClock> {
        let kind = match self.channel {
            Channel::Phone => TalkKind::Call,
            Channel::WalkIn if self.emotion == Some(Emotion::Agitated) => TalkKind::Reception,
            _ => return None,
        };
        if is_late(self.began(), self.opened_at, rules) {
            return None;
        }
        let lasted = (self.ended_at.unwrap_or(now) - self.began()).max(Duration::zero());
        let minutes = |limit: u32| Duration::minutes(limit.into());
        let strain = match kind {
            TalkKind::Call => Strain::None,
            TalkKind::Reception if lasted >= minutes(rules.reception_red) => Strain::Red,
            TalkKind::Reception if lasted >= minutes(rules.reception_amber) => Strain::Amber,
            TalkKind::Reception => Strain::None,
        };
        Some(TalkClock { kind, lasted, strain, runs: self.ended_at.is_none() })
    }
}

/// Whether so much lies between the customer's word and its record that it is a late entry (补录). Rules §2.
pub fn is_late(received_at: Moment, recorded_at: Moment, rules: &Rules) -> bool {
    recorded_at - received_at > hours(rules.late_entry_hours)
}

/// 补录: the case was entered late. Rules §2.
pub fn is_late_entry(facts: &Facts, rules: &Rules) -> bool {
    is_late(facts.received_at, facts.recorded_at, rules)
}

/// What is written instead of said is answered from when it was seen on.
fn is_written(channel: Channel) -> bool {
    matches!(channel, Channel::Message | Channel::Online)
}

/// From when on the first response counts: a message or what stands in public when it was seen, where that is known;
/// anything else when the customer spoke. Rules §4.
pub fn noticed_at(facts: &Facts) -> Moment {
    let seen = facts.online.as_ref().and_then(|online| online.seen_at);
    seen.filter(|_| is_written(facts.channel)).unwrap_or(facts.received_at)
}

/// Until when somebody must have responded who knows of it `since` then, and the rule. Rules §4 first_response.
pub fn response_due(facts: &Facts, since: Moment, rules: &Rules) -> (Moment, String) {
    let (limit, before, after) = match () {
        () if is_urgent(facts) => (rules.first_response_urgent, "紧急，", "内响应"),
        () if is_written(facts.channel) => (rules.first_response_online, "网上与留言，看到后", ""),
        () => (rules.first_response, "受理后", ""),
    };
    (since + hours(limit), format!("{before}{}{after}", span_words(limit)))
}

/// How long the customer has waited since he spoke. Ledger 04-24.
pub fn waited(received_at: Moment, now: Moment) -> Duration {
    (now - received_at).max(Duration::zero())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::Online;
    use crate::domain::code::{CaseKind, Urgency};

    fn at(text: &str) -> Moment {
        Moment::parse(&format!("2026-11-21T{text}")).unwrap()
    }

    fn talk(channel: Channel, emotion: Option<Emotion>) -> Talk {
        Talk { channel, emotion, opened_at: at("14:30"), typed: None, ended_at: None }
    }

    #[test]
    fn the_clock_counts_from_the_beginning_of_the_talk() {
        use TalkKind::{Call, Reception};
        let agitated = talk(Channel::WalkIn, Some(Emotion::Agitated));
        let typed = |time| Talk { typed: Some(at(time)), ..agitated };
        let call = talk(Channel::Phone, Some(Emotion::Agitated));
        let left = Talk { ended_at: Some(at("14:34")), ..agitated };
        let rules = Rules::default();
        for (what, talk, now, expected) in [
            ("just come", agitated, "14:30:00", Some((Reception, 0, Strain::None))),
            ("nearly three minutes", agitated, "14:32:59", Some((Reception, 179, Strain::None))),
            ("three minutes are reached", agitated, "14:33:00", Some((Reception, 180, Strain::Amber))),
            ("nearly five", agitated, "14:34:59", Some((Reception, 299, Strain::Amber))),
            ("five", agitated, "14:35:00", Some((Reception, 300, Strain::Red))),
            (
                "he had spoken before the form was opened",
                typed("14:28"),
                "14:31:00",
                Some((Reception, 180, Strain::Amber)),
            ),
            (
                "four hours before is still this talk",
                typed("10:30"),
                "14:30:00",
                Some((Reception, 14400, Strain::Red)),
            ),
            ("entered late", typed("10:29"), "14:31:00", None),
            ("the visitor has left", left, "15:30:00", Some((Reception, 240, Strain::Amber))),
            ("a calm visitor", talk(Channel::WalkIn, Some(Emotion::Calm)), "15:30:00", None),
            ("nothing marked", talk(Channel::WalkIn, None), "15:30:00", None),
            ("a call has its plain length", call, "14:50:00", Some((Call, 1200, Strain::None))),
            ("a letter has no clock", talk(Channel::Letter, Some(Emotion::Agitated)), "15:30:00", None),
        ] {
            let clock = talk.clock(&rules, at(now));
            let told = clock.map(|clock| (clock.kind, clock.lasted.num_seconds(), clock.strain));
            assert_eq!(told, expected, "{what}");
            assert!(clock.is_none_or(|clock| clock.runs == talk.ended_at.is_none()), "{what}");
        }
        let patient = Rules { reception_amber: 10, reception_red: 20, ..Rules::default() };
        assert_eq!(agitated.clock(&patient, at("14:39")).unwrap().strain, Strain::None, "a setting");
    }

    #[test]
    fn a_first_response_counts_from_when_the_counter_knew() {
        let rules = Rules::default();
        let seen = || Some(Online { seen_at: Some(at("12:00")), ..Online::default() });
        for (what, channel, online, urgency, due) in [
            ("a call", Channel::Phone, None, None, "2026-11-22T10:00"),
            ("a visitor", Channel::WalkIn, None, Some(Urgency::Normal), "2026-11-22T10:00"),
            ("an urgent call", Channel::Phone, None, Some(Urgency::Urgent), "2026-11-21T11:00"),
            ("a letter", Channel::Letter, None, None, "2026-11-22T10:00"),
            ("a message seen at once", Channel::Message, None, None, "2026-11-21T14:00"),
            ("a message seen later", Channel::Message, seen(), None, "2026-11-21T16:00"),
            ("in public", Channel::Online, seen(), None, "2026-11-21T16:00"),
            ("in public and urgent", Channel::Online, seen(), Some(Urgency::Urgent), "2026-11-21T13:00"),
            ("the time of sight of a call means nothing", Channel::Phone, seen(), None, "2026-11-22T10:00"),
        ] {
            let mut facts = Facts::new(CaseKind::Complaint, channel, at("10:00"), "李敏");
            (facts.online, facts.urgency) = (online, urgency);
            let (told, _) = response_due(&facts, noticed_at(&facts), &rules);
            assert_eq!(told, Moment::parse(due).unwrap(), "{what}");
        }
    }

    #[test]
    fn what_is_entered_more_than_four_hours_later_is_a_late_entry() {
        let rules = Rules::default();
        for (recorded, late) in [("10:00", false), ("14:00", false), ("14:00:01", true)] {
            assert_eq!(is_late(at("10:00"), at(recorded), &rules), late, "{recorded}");
        }
        assert_eq!(waited(at("10:00"), at("11:30")).num_minutes(), 90);
        assert_eq!(waited(at("10:00"), at("09:00")), Duration::zero(), "a clock that was set back");
    }
}
