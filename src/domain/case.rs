//! 受理单: what was taken in (the receipt), what happened since (the events), and the facts as they are now,
//! folded from both. What is owed and which status follows from them stands in `case_state`.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::code::{
    Capability, CaseKind, Category, Channel, Class, ClassIIPart, Content, Emotion, Flag, Impact, Motive,
    Nature, Need, PaperForm, Responsibility, SituationCode, StaffFault, Urgency,
};
use crate::domain::correction::{corrected_event, with_value};
use crate::domain::deadline_set::DeadlineSet;
use crate::domain::event::{Escalation, Event, EventKind};
use crate::domain::lift_incident::LiftIncident;
use crate::domain::person::Complainant;
use crate::domain::service_note::ServiceLevel;
use crate::domain::time::Moment;

/// `YYYYMMDD-NNN`: the day of receipt and a running number of that day; never reused. Rules §2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseNumber {
    day: NaiveDate,
    serial: u32,
}

impl CaseNumber {
    /// The number of the `serial`th case of a day; serials start at 1.
    pub fn new(day: NaiveDate, serial: u32) -> Self {
        Self { day, serial: serial.max(1) }
    }

    /// Reads `20261103-002`.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, serial) = text.trim().split_once('-')?;
        let serial_fits = (3..=6).contains(&serial.len()) && serial.bytes().all(|byte| byte.is_ascii_digit());
        let day = (day.len() == 8).then(|| NaiveDate::parse_from_str(day, "%Y%m%d").ok())??;
        let serial = serial_fits.then(|| serial.parse().ok())??;
        (serial > 0).then_some(Self { day, serial })
    }

    /// The day of receipt.
    pub fn day(self) -> NaiveDate {
        self.day
    }

    /// The running number of the day, from 1.
    pub fn serial(self) -> u32 {
        self.serial
    }
}

impl std::fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{:03}", self.day.format("%Y%m%d"), self.serial)
    }
}

impl TryFrom<String> for CaseNumber {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("「{text}」不是受理单编号，应如 20261103-002"))
    }
}

impl From<CaseNumber> for String {
    fn from(number: CaseNumber) -> String {
        number.to_string()
    }
}

/// What a referral (12345, hot line, street office …) brings with it. Rules §2.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the documented keys of the interchange format")]
pub struct Referral {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replied_at: Option<Moment>,
}

/// Where an online case was found. Rules §7.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are the documented keys of the interchange format")]
pub struct Online {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub platform: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posted_at: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_at: Option<Moment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replied_at: Option<Moment>,
    /// 统一口径: what everybody answers in public. Ledger 15-10.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// The one who answers in public. Ledger 15-04, 20-32.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spokesman: Option<String>,
}

/// Whom or what part of the house the complaint is about; kept apart from the handler. Ledger 21-01.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComplainedOf {
    /// The person (被投诉人).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The department (被投诉部门).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
}

/// Everything known of a case apart from its number and its events; the keys of the interchange format in
/// their order. As a receipt it holds what was known when the number was given.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// What was brought.
    pub kind: CaseKind,
    /// How it came.
    pub channel: Channel,
    /// When the customer spoke; editable at intake.
    pub received_at: Moment,
    /// When it was first saved.
    pub recorded_at: Moment,
    /// 受理人: who took it in.
    pub receiver: String,
    /// 业主.
    #[serde(default)]
    pub complainant: Complainant,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// When it happened, as far as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred_at: Option<Moment>,
    /// When it happened, in the customer's words, where no time can be told from them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occurred_words: Option<String>,
    /// 原话.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verbatim: Option<String>,
    /// 复述要点.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Row of the statistics.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// Leaf of the scenario library.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub situation: Option<SituationCode>,
    /// Responsibility class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
    /// Part of class II.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_ii_part: Option<ClassIIPart>,
    /// Nature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nature: Option<Nature>,
    /// Content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
    /// Whether the management is responsible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsibility: Option<Responsibility>,
    /// Who is able to deal with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capability: Option<Capability>,
    /// Urgency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
    /// Mood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emotion: Option<Emotion>,
    /// What the customer wants.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<Need>,
    /// Motive: internal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub motive: Option<Motive>,
    /// Marks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// The same matter was complained of before under this number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat_of: Option<CaseNumber>,
    /// Lead case of the group complaint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_of: Option<CaseNumber>,
    /// Referral data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referral: Option<Referral>,
    /// The person or department complained of (被投诉人、被投诉部门): internal. Ledger 21-01.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complained_of: Option<ComplainedOf>,
    /// How far it reaches (影响程度). Ledger 21-13.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<Impact>,
    /// 电梯困人: its times and what it did. Ledger 11-18.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lift: Option<LiftIncident>,
    /// Kind of staff fault: internal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_fault: Option<StaffFault>,
    /// Whether it is about a promised or an extra service. Ledger 10-53.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceLevel>,
    /// Responsible department.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Online data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online: Option<Online>,
}

impl Facts {
    /// Facts of which only the head is known.
    pub fn new(kind: CaseKind, channel: Channel, received_at: Moment, receiver: impl Into<String>) -> Self {
        Self {
            kind,
            channel,
            received_at,
            recorded_at: received_at,
            receiver: receiver.into(),
            complainant: Complainant::default(),
            place: None,
            occurred_at: None,
            occurred_words: None,
            verbatim: None,
            summary: None,
            category: None,
            situation: None,
            class: None,
            class_ii_part: None,
            nature: None,
            content: None,
            responsibility: None,
            capability: None,
            urgency: None,
            emotion: None,
            needs: Vec::new(),
            motive: None,
            flags: Vec::new(),
            repeat_of: None,
            group_of: None,
            referral: None,
            complained_of: None,
            impact: None,
            lift: None,
            staff_fault: None,
            service: None,
            department: None,
            online: None,
        }
    }

    /// The management is responsible for it. Ledger 03-09.
    pub fn is_ours(&self) -> bool {
        self.responsibility == Some(Responsibility::Ours)
    }

    /// Whether a mark is set.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }

    /// The paper that its class calls for: class II a letter to the developer; class III a report upward where more than
    /// single households are touched, which the supervisor may still decide otherwise. Rules §7, ledger 21-13.
    pub fn paper_owed(&self) -> Option<PaperForm> {
        match (self.class?, self.impact) {
            (Class::II, _) => Some(PaperForm::Letter),
            (Class::III, Some(Impact::Wide | Impact::Grave)) => Some(PaperForm::Report),
            (Class::III, Some(Impact::Limited) | None) | (Class::I, _) => None,
        }
    }

    /// Anonymous without any contact: nobody can be told anything (rules §4).
    pub fn is_unreachable_by_nature(&self) -> bool {
        self.complainant.anonymous && !self.has_contact()
    }

    /// Whether there is any way to come back to the customer: a phone, a room, the account of a message or a post.
    pub fn has_contact(&self) -> bool {
        let account = self.online.as_ref().is_some_and(|online| online.author.is_some());
        self.complainant.has_contact() || account || self.channel == Channel::Message
    }

    /// The short text for lists: the summary, else the verbatim words, on one line.
    pub fn gist(&self) -> String {
        let text = self.summary.as_deref().or(self.verbatim.as_deref()).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What was said and what was noted of it, in one text to look for words in.
    pub fn words(&self) -> String {
        [self.verbatim.as_deref(), self.summary.as_deref()].map(Option::unwrap_or_default).join("，")
    }

    /// What an event changes of the facts. The last word wins (rules §2).
    pub fn apply(&mut self, event: &EventKind) {
        match event {
            EventKind::Emotion { emotion } => self.emotion = Some(*emotion),
            EventKind::Said { .. } if event.is_of_danger() => self.urgency = Some(Urgency::Urgent),
            EventKind::Restated { summary, .. } if !summary.is_empty() => {
                self.summary = Some(summary.clone())
            }
            EventKind::Investigated { responsibility: Some(responsibility), .. } => {
                self.responsibility = Some(*responsibility);
            }
            EventKind::Assigned { department: Some(department), .. } => {
                self.department = Some(department.clone())
            }
            EventKind::Nature { nature, .. } => self.nature = Some(*nature),
            EventKind::Flag { flag, set, .. } => {
                self.flags.retain(|other| other != flag);
                if *set {
                    self.flags.push(*flag);
                    self.flags.sort();
                }
            }
            EventKind::Visit(visit) if visit.standing == Some(true) => {
                self.complainant.declines_visits = true
            }
            EventKind::Corrected { what, after, .. } if !what.starts_with("events[") => {
                if let Some(corrected) = with_value(self, what, after) {
                    *self = corrected;
                }
            }
            _ => {}
        }
    }
}

/// A case: the receipt, every event since, and what is linked to it from outside.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Number.
    pub number: CaseNumber,
    /// What was known when the number was given.
    pub receipt: Facts,
    /// Deadlines that the receipt set.
    pub sets: Vec<DeadlineSet>,
    /// What happened since, in order.
    pub events: Vec<Event>,
    /// Later cases that are linked to this one as a repeat, with their time of receipt.
    pub repeats: Vec<(CaseNumber, Moment)>,
    /// Import batch; imported old-ledger cases make no deadlines (rules §4).
    pub import_batch: Option<i64>,
}

impl Case {
    /// A case without events.
    pub fn new(number: CaseNumber, receipt: Facts) -> Self {
        Self {
            number,
            receipt,
            sets: Vec::new(),
            events: Vec::new(),
            repeats: Vec::new(),
            import_batch: None,
        }
    }

    /// The facts as they are now, corrected events taken as corrected.
    pub fn facts(&self) -> Facts {
        let mut facts = self.receipt.clone();
        for event in self.corrected_events().iter() {
            facts.apply(&event.kind);
        }
        facts
    }

    /// What was last said of 不接受回访 and when; `None` when nothing was said of it. Ledger 08-14.
    pub fn word_on_visits(&self) -> Option<(Moment, bool)> {
        let mut facts = self.receipt.clone();
        let mut word = facts.complainant.declines_visits.then_some((facts.received_at, true));
        for event in self.corrected_events().iter() {
            let before = facts.complainant.declines_visits;
            facts.apply(&event.kind);
            let now = facts.complainant.declines_visits;
            let again = matches!(&event.kind, EventKind::Visit(visit) if visit.standing == Some(true));
            if now != before || again {
                word = Some((event.at, now));
            }
        }
        word
    }

    /// The events with later corrections of `events[n].key` worked in; the list itself stays as recorded.
    pub fn corrected_events(&self) -> Cow<'_, [Event]> {
        let corrects = |event: &Event| matches!(&event.kind, EventKind::Corrected { what, .. } if what.starts_with("events["));
        if !self.events.iter().any(corrects) {
            return Cow::Borrowed(&self.events);
        }
        let mut events = self.events.clone();
        for index in 0..events.len() {
            if let EventKind::Corrected { what, after, .. } = events[index].kind.clone()
                && let Some((target, path)) = corrected_event(&what)
                && target < index
                && let Some(corrected) = with_value(&events[target], path, &after)
            {
                let (sets, by_id) = (std::mem::take(&mut events[target].sets), events[target].by_id);
                events[target] = Event { sets, by_id, ..corrected };
            }
        }
        Cow::Owned(events)
    }

    /// The attempts to hand the customer upward, each folded from its rows, with the time and name of its
    /// last step.
    pub fn escalations(&self) -> Vec<(Moment, String, Escalation)> {
        fold_escalations(&self.corrected_events())
            .into_iter()
            .filter_map(|event| match event.kind {
                EventKind::Escalated(escalation) => Some((event.at, event.by, escalation)),
                _ => None,
            })
            .collect()
    }
}

/// The events with every attempt of an escalation folded into one event at the time of its last step, as the
/// interchange format wants it.
pub fn fold_escalations(events: &[Event]) -> Vec<Event> {
    let mut folded: Vec<Event> = Vec::with_capacity(events.len());
    for event in events {
        if let EventKind::Escalated(later) = &event.kind
            && later.continues
            && let Some(place) =
                folded.iter().rposition(|before| matches!(before.kind, EventKind::Escalated(_)))
        {
            let mut attempt = folded.remove(place);
            if let EventKind::Escalated(escalation) = &mut attempt.kind {
                escalation.take_over(later);
            }
            attempt.at = event.at;
            attempt.by.clone_from(&event.by);
            folded.push(attempt);
        } else {
            folded.push(event.clone());
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::Trigger;
    use serde_json::{Value, json};

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn case() -> Case {
        let number = CaseNumber::parse("20261103-002").unwrap();
        let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, at("2026-11-03T09:12"), "李敏");
        facts.summary = Some("电梯停运".into());
        Case::new(number, facts)
    }

    fn push(case: &mut Case, time: &str, kind: EventKind) {
        case.events.push(Event::new(at(time), "李敏", kind));
    }

    #[test]
    fn numbers_are_read_and_written() {
        assert_eq!(case().number.to_string(), "20261103-002");
        for wrong in
            ["20261103-2", "20261303-002", "20261103-000", "2026-11-03", "", "20261103-00a", "+0261103-002"]
        {
            assert_eq!(CaseNumber::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn facts_follow_the_events() {
        let mut case = case();
        push(&mut case, "2026-11-03T09:14", EventKind::Emotion { emotion: Emotion::Agitated });
        push(&mut case, "2026-11-03T09:15", EventKind::Flag { flag: Flag::Major, set: true, reason: None });
        let correction = |what: &str, after: Value| EventKind::Corrected {
            what: what.into(),
            before: Value::Null,
            after,
            reason: "核对".into(),
        };
        push(&mut case, "2026-11-03T09:16", correction("class", json!("II")));
        push(&mut case, "2026-11-03T09:17", correction("complainant.room", json!("3-2-1001")));
        push(&mut case, "2026-11-03T09:18", correction("referral.number", json!("12345-1")));
        push(&mut case, "2026-11-03T09:19", correction("class", json!("IX")));
        let facts = case.facts();
        assert_eq!(facts.emotion, Some(Emotion::Agitated));
        assert_eq!(facts.flags, [Flag::Major]);
        assert_eq!(facts.class, Some(Class::II), "an impossible value changes nothing");
        assert_eq!(facts.complainant.room.as_deref(), Some("3-2-1001"));
        assert_eq!(facts.referral.unwrap().number.as_deref(), Some("12345-1"));
    }

    #[test]
    fn an_event_can_be_corrected() {
        let mut case = case();
        let due = at("2026-11-03T15:00");
        push(
            &mut case,
            "2026-11-03T09:14",
            EventKind::Promised { due, consent: true, text: String::new(), confirmed_by: None },
        );
        push(
            &mut case,
            "2026-11-03T09:20",
            EventKind::Corrected {
                what: "events[0].due".into(),
                before: json!(due),
                after: json!("2026-11-03T16:00:00+08:00"),
                reason: "听错".into(),
            },
        );
        let EventKind::Promised { due: corrected, .. } = case.corrected_events()[0].kind else { panic!() };
        assert_eq!(corrected, at("2026-11-03T16:00"));
        assert_ne!(case.events[0], case.corrected_events()[0]);
    }

    #[test]
    fn a_corrected_event_reaches_the_facts() {
        let mut case = case();
        let restated = EventKind::Restated { summary: "电梯停运两周".into(), confirmed: true };
        push(&mut case, "2026-11-03T09:14", restated);
        let corrected = EventKind::Corrected {
            what: "events[0].summary".into(),
            before: json!("电梯停运两周"),
            after: json!("电梯停运两天"),
            reason: "听错".into(),
        };
        push(&mut case, "2026-11-03T09:20", corrected);
        assert_eq!(case.facts().summary.as_deref(), Some("电梯停运两天"));
    }

    #[test]
    fn the_last_word_on_visits_counts() {
        let mut case = case();
        assert_eq!(case.word_on_visits(), None);
        case.receipt.complainant.declines_visits = true;
        assert_eq!(case.word_on_visits(), Some((at("2026-11-03T09:12"), true)));
        let corrected = EventKind::Corrected {
            what: "complainant.declines_visits".into(),
            before: json!(true),
            after: json!(false),
            reason: "业主改了主意".into(),
        };
        push(&mut case, "2026-11-05T10:00", corrected);
        assert_eq!(case.word_on_visits(), Some((at("2026-11-05T10:00"), false)));
    }

    #[test]
    fn rows_of_one_escalation_fold_into_one() {
        let mut case = case();
        let mut step = Escalation::new(Trigger::E);
        step.consent = Some(true);
        push(&mut case, "2026-11-03T09:20", EventKind::Escalated(step.clone()));
        push(&mut case, "2026-11-03T09:21", EventKind::Note { text: "x".into(), internal: true });
        step.continues = true;
        step.consent = None;
        step.to = Some("赵主任".into());
        step.arrived_at = Some(at("2026-11-03T09:25"));
        push(&mut case, "2026-11-03T09:25", EventKind::Escalated(step));
        let folded = case.escalations();
        assert_eq!(folded.len(), 1);
        assert_eq!(folded[0].0, at("2026-11-03T09:25"));
        assert_eq!(folded[0].2.consent, Some(true));
        assert!(!folded[0].2.continues);
        assert_eq!(fold_escalations(&case.events).len(), 2);
    }

    #[test]
    fn keys_keep_the_order_of_the_interchange() {
        let json = serde_json::to_string(&case().receipt).unwrap();
        assert_eq!(
            json,
            r#"{"kind":"complaint","channel":"phone","received_at":"2026-11-03T09:12:00+08:00","recorded_at":"2026-11-03T09:12:00+08:00","receiver":"李敏","complainant":{"anonymous":false,"declines_visits":false},"summary":"电梯停运"}"#
        );
    }
}
