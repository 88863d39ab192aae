//! Taking in a case: the draft that grows while the owner is talking, what must be there before it gets a
//! number, and what is still missing without blocking (rules §2: forms that demand too much get rubbish).

use serde::{Deserialize, Serialize};

use crate::domain::calendar::OfficeHours;
use crate::domain::case::{CaseNumber, ComplainedOf, Facts, Online, Referral};
use crate::domain::code::{
    CaseKind, Channel, Emotion, Flag, Impact, Medium, Relation, Responsibility, Title, Trigger,
};
use crate::domain::event::{Event, EventKind};
pub use crate::domain::intake_entry::{Codes, EscalationEntry, PromiseEntry};
pub use crate::domain::intake_step::IntakeStep;
use crate::domain::person::Actor;
use crate::domain::reading::outcome::Reading;
use crate::domain::reading::phone::{self, Phones};
use crate::domain::reading::time::{self, Tense, read_past};
use crate::domain::reading::{name, room};
use crate::domain::reception::{Talk, TalkClock};
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::domain::trigger::{Grounds, nearest_trigger};

/// A field of the form, to put a problem or the focus where it belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// 受理时间.
    ReceivedAt,
    /// 姓名.
    Name,
    /// 联系电话.
    Phone,
    /// 来电号码.
    CalledFrom,
    /// 房号.
    Room,
    /// 地点.
    Place,
    /// 发生时间.
    OccurredAt,
    /// 原话.
    Verbatim,
    /// 复述要点.
    Summary,
    /// 诉求.
    Needs,
    /// 类别.
    Category,
    /// 责任类别.
    Class,
    /// 性质.
    Nature,
    /// 转办时限.
    ReferralDue,
    /// 发布时间.
    PostedAt,
    /// 看到时间.
    SeenAt,
}

/// Something wrong or missing, with its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub field: Field,
    /// What, as a sentence.
    pub text: String,
}

/// What has been typed of a case that has no number yet. Text stays exactly as typed: it is read only when the
/// case is saved, so nothing typed is ever lost. On disk within a second.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the fields are those of Facts, as typed")]
pub struct Draft {
    pub kind: CaseKind,
    pub channel: Channel,
    /// When the form was opened: the start of the reception or call.
    pub started_at: Moment,
    /// When the caller was gone or the visitor left; stops the clock.
    pub ended_at: Option<Moment>,
    /// 受理时间 as typed; empty = `started_at`.
    pub received_at: String,
    pub name: String,
    pub title: Option<Title>,
    pub anonymous: bool,
    pub relation: Option<Relation>,
    pub phone: String,
    pub called_from: String,
    /// 未留.
    pub phone_declined: bool,
    pub room: String,
    pub declines_visits: bool,
    /// 偏好的告知方式. Ledger 21-12.
    pub prefers: Option<Medium>,
    /// 受理人, where another took it in than the one who types. Ledger 21-03.
    pub receiver: String,
    /// 被投诉人. Ledger 21-01.
    pub accused: String,
    /// 被投诉部门. Ledger 21-01.
    pub accused_department: String,
    /// 影响程度. Ledger 21-13.
    pub impact: Option<Impact>,
    pub place: String,
    /// 发生时间 as typed: a time is kept as such, other words go into the verbatim text.
    pub occurred_at: String,
    pub verbatim: String,
    pub summary: String,
    pub emotion: Option<Emotion>,
    /// The mood that was marked first: that of the receipt, whatever it changed to since.
    pub first_emotion: Option<Emotion>,
    pub responsibility: Option<Responsibility>,
    /// 场景, 类别 and the other codes.
    pub codes: Codes,
    /// When the question of the chosen situation was answered.
    pub answered_at: Option<Moment>,
    pub flags: Vec<Flag>,
    pub repeat_of: Option<CaseNumber>,
    pub group_of: Option<CaseNumber>,
    /// 断线: the line broke off.
    pub line_broke: bool,
    /// 点名找领导.
    pub asked_for_leader: bool,
    pub referral_from: String,
    pub referral_number: String,
    pub referral_due: String,
    pub platform: String,
    pub link: String,
    pub author: String,
    pub posted_at: String,
    pub seen_at: String,
    /// 现场解释 being typed, not answered yet.
    pub explanation: String,
    /// 约定 being typed, not answered yet.
    pub promise: PromiseEntry,
    /// 服务上移 being prepared.
    pub escalation: EscalationEntry,
    /// What has happened already while the owner was there: read-back, explanation, promise, escalation …
    pub events: Vec<Event>,
    pub step: IntakeStep,
}

impl Draft {
    /// An empty form, opened now.
    pub fn new(channel: Channel, now: Moment) -> Self {
        Self { channel, started_at: now, ..Self::default() }
    }

    /// Whether nothing has been typed or done yet: such a draft is not worth keeping.
    pub fn is_empty(&self) -> bool {
        let blank =
            Self { channel: self.channel, started_at: self.started_at, step: self.step, ..Self::default() };
        // Where an escalation would begin is offered by the form, not typed by anybody.
        let escalation = EscalationEntry { outcome: String::new(), ..self.escalation.clone() };
        *self == Self { ended_at: None, escalation, ..blank }
    }

    /// Whether the owner has told nothing yet: his mood is seen, and his number shown, before he has said a word.
    pub fn has_told_nothing(&self) -> bool {
        let mut told =
            Self { emotion: None, first_emotion: None, called_from: String::new(), ..self.clone() };
        told.events.retain(|event| !matches!(event.kind, EventKind::Emotion { .. }));
        told.is_empty()
    }

    /// The tab's name: `来电 · 陈先生 3-2-1001`, `来访 · 未填写`.
    pub fn title_line(&self) -> String {
        let parts: Vec<String> = self.salutation().into_iter().chain(some(&self.room)).collect();
        let rest = if parts.is_empty() { "未填写".to_owned() } else { parts.join(" ") };
        format!("{} · {rest}", self.channel.label())
    }

    /// How the owner is called, as 陈先生 or 匿名; `None` while nobody knows.
    pub fn salutation(&self) -> Option<String> {
        if self.anonymous { Some("匿名".to_owned()) } else { name::address(&self.name, self.title) }
    }

    /// The reception or call, as the form knows it.
    pub fn talk(&self, now: Moment, duty: OfficeHours) -> Talk {
        Talk {
            channel: self.channel,
            emotion: self.emotion,
            opened_at: self.started_at,
            typed: self.typed_receipt(now, duty),
            ended_at: self.ended_at,
        }
    }

    /// The clock of the talk, where one is shown. Rules §3.
    pub fn clock(&self, rules: &Rules, now: Moment) -> Option<TalkClock> {
        self.talk(now, rules.duty).clock(rules, now)
    }

    /// The customer spoke at this time: when the talk began.
    pub fn received(&self, now: Moment, duty: OfficeHours) -> Moment {
        self.talk(now, duty).began()
    }

    fn typed_receipt(&self, now: Moment, duty: OfficeHours) -> Option<Moment> {
        some(&self.received_at).and_then(|text| read_past(&text, now, duty).value())
    }

    /// Whether the summary was read back and confirmed as it now stands.
    pub fn is_restated(&self) -> bool {
        self.events.iter().rev().find_map(|event| match &event.kind {
            EventKind::Restated { summary, confirmed } => {
                Some(*confirmed && summary.trim() == self.summary.trim())
            }
            _ => None,
        }) == Some(true)
    }

    /// Marks a mood, with its time; the first mood is that of the receipt.
    pub fn set_emotion(&mut self, emotion: Emotion, by: &Actor, now: Moment) {
        if self.emotion.is_some_and(|before| before != emotion) {
            self.note(by, now, EventKind::Emotion { emotion });
        }
        self.emotion = Some(emotion);
        self.first_emotion.get_or_insert(emotion);
    }

    /// Keeps what has just happened.
    pub fn note(&mut self, by: &Actor, now: Moment, kind: EventKind) {
        let at = self.events.last().map_or(now, |last| last.at.max(now));
        self.events.push(Event { by_id: by.id, ..Event::new(at, by.name.clone(), kind) });
    }

    /// What keeps the case from getting a number (rules §2): everything at once, each at its field. A writing that cannot
    /// be read keeps nobody from saving: it is kept as it was written.
    pub fn problems(&self, now: Moment, duty: OfficeHours) -> Vec<Problem> {
        let mut list = Vec::new();
        let mut problem = |field, text: &str| list.push(Problem { field, text: text.to_owned() });
        let nobody = Actor::new(None, "", crate::domain::person::Role::Reception);
        for (field, text) in lacking(&self.preview(&nobody, now, duty).0) {
            problem(field, text);
        }
        list
    }

    /// The reason for asking a superior to come that lies nearest, the general one where nothing in particular speaks for
    /// it; `strained`: the reception has lasted to amber. Rules §5.
    pub fn nearest_trigger(&self, strained: bool) -> Trigger {
        let nobody = Actor::new(None, "", crate::domain::person::Role::Reception);
        let explained = |event: &Event| matches!(event.kind, EventKind::Explained { satisfied: false, .. });
        let grounds = Grounds {
            asked_for_leader: self.asked_for_leader,
            strained,
            unconvinced: self.events.iter().any(explained),
            dissatisfied: false,
        };
        // No trigger hangs on a time.
        let (facts, _) = self.preview(&nobody, self.started_at, OfficeHours::default());
        nearest_trigger(&facts, grounds).unwrap_or(Trigger::G)
    }

    /// The numbers to call back; without one in its own field those that stand beside the room.
    fn numbers(&self) -> Phones {
        let typed = if self.phone.trim().is_empty() { self.beside_room() } else { self.phone.clone() };
        phone::read(&typed)
    }

    /// What was written beside the room, where it is numbers and nothing else.
    fn beside_room(&self) -> String {
        let beside = room::read(&self.room).value().map(|read| read.remark).unwrap_or_default();
        if phone::read(&beside).problem().is_none() { beside } else { String::new() }
    }

    /// The room in its one writing; without one in its own field that which stands beside the number, and nothing else
    /// does.
    fn written_room(&self) -> Option<String> {
        let beside = || {
            let words = phone::read(&self.phone).entries.into_iter().find_map(|entry| match entry {
                phone::Entry::Number { remark, .. } => Some(remark),
                phone::Entry::Unread { .. } => None,
            })?;
            let bare = words.starts_with(|c: char| c.is_ascii_alphanumeric());
            room::read(&words)
                .value()
                .filter(|read| bare && read.remark.is_empty())
                .map(|read| read.room.to_string())
        };
        some(&self.room).map(|text| room::written(&text)).or_else(beside)
    }

    /// The typed times with their fields and labels, except that of the receipt.
    fn times(&self) -> [(Field, &'static str, &str); 4] {
        [
            (Field::OccurredAt, "发生时间", &self.occurred_at),
            (Field::ReferralDue, "单上时限", &self.referral_due),
            (Field::PostedAt, "发布时间", &self.posted_at),
            (Field::SeenAt, "看到时间", &self.seen_at),
        ]
    }

    /// A typed time. 刚才 and 昨天 are so when the customer spoke, not when the draft is saved; only the limit on a
    /// referral lies ahead. `duty` is what 下班前 means.
    pub fn time(&self, field: Field, now: Moment, duty: OfficeHours) -> Option<Reading<Moment>> {
        let spoken = self.received(now, duty);
        if field == Field::ReceivedAt {
            return some(&self.received_at).map(|text| read_past(&text, now, duty));
        }
        let (.., text) = self.times().into_iter().find(|(other, ..)| *other == field)?;
        let tense = if field == Field::ReferralDue { Tense::Future } else { Tense::Past };
        some(text).map(|text| time::read(&text, tense, spoken, duty))
    }

    /// What was written and has no place of its own in the case – remarks beside numbers and room, times that could not
    /// be read –, in words; `None` when there is nothing.
    pub fn written_besides(&self, now: Moment, duty: OfficeHours) -> Option<String> {
        let mut words: Vec<String> = Vec::new();
        if let Some(text) = some(&self.received_at).filter(|_| self.typed_receipt(now, duty).is_none()) {
            words.push(format!("受理时间写作「{text}」"));
        }
        for (field, label, text) in self.times() {
            // Words for when it happened have their own place.
            let unread = self.time(field, now, duty).is_some_and(|read| read.value().is_none());
            if unread && field != Field::OccurredAt {
                words.push(format!("{label}写作「{}」", text.trim()));
            }
        }
        for text in [&self.phone, &self.called_from] {
            words.extend(phone::read(text).remarks().into_iter().map(|remark| format!("电话 {remark}")));
        }
        let remark = room::read(&self.room).value().map(|read| read.remark).unwrap_or_default();
        if !remark.is_empty() {
            words.push(format!("房号旁写「{remark}」"));
        }
        (!words.is_empty()).then(|| words.join("；"))
    }

    /// What is still missing without keeping anybody from saving (the 还缺 list of the rail).
    pub fn still_missing(&self) -> Vec<(Field, &'static str)> {
        let complaint = self.kind == CaseKind::Complaint;
        let mut list = Vec::new();
        let mut missing = |yes: bool, field, text| {
            if yes {
                list.push((field, text));
            }
        };
        missing(!self.anonymous && self.name.trim().is_empty(), Field::Name, "姓名");
        missing(!self.anonymous && self.written_room().is_none(), Field::Room, "房号");
        missing(self.place.trim().is_empty(), Field::Place, "地点");
        missing(self.occurred_at.trim().is_empty(), Field::OccurredAt, "发生时间");
        missing(self.summary.trim().is_empty(), Field::Summary, "复述要点");
        let unread = !self.room.trim().is_empty() && room::read(&self.room).sentence().is_some();
        missing(unread, Field::Room, "房号待核对");
        missing(self.numbers().problem().is_some(), Field::Phone, "电话待核对");
        missing(complaint && self.codes.needs.is_empty(), Field::Needs, "诉求");
        missing(complaint && self.codes.category.is_none(), Field::Category, "类别");
        missing(complaint && self.codes.class.is_none(), Field::Class, "责任类别");
        missing(complaint && self.codes.nature.is_none(), Field::Nature, "性质");
        list
    }

    /// The receipt and the events that go with it.
    ///
    /// # Errors
    /// Everything that keeps the case from getting a number; the draft stays as it is.
    pub fn finish(
        &self,
        by: &Actor,
        now: Moment,
        duty: OfficeHours,
    ) -> Result<(Facts, Vec<Event>), Vec<Problem>> {
        let problems = self.problems(now, duty);
        if problems.is_empty() { Ok(self.preview(by, now, duty)) } else { Err(problems) }
    }

    /// The receipt and the events as far as they go: what cannot be read yet is left out. For the sentences
    /// to say while the form is being filled.
    pub fn preview(&self, by: &Actor, now: Moment, duty: OfficeHours) -> (Facts, Vec<Event>) {
        let received_at = self.received(now, duty);
        let time = |field| self.time(field, now, duty).and_then(Reading::value);
        let receiver = some(&self.receiver).unwrap_or_else(|| by.name.clone());
        let mut facts = Facts::new(self.kind, self.channel, received_at, receiver);
        facts.recorded_at = now;
        let person = &mut facts.complainant;
        person.name = some(&self.name);
        person.title = self.title;
        person.anonymous = self.anonymous;
        person.relation = self.relation;
        person.phones = self.numbers().kept();
        let mut calling = phone::read(&self.called_from).kept().into_iter();
        person.called_from = calling.next();
        // The caller gave more than one: the others are to call back.
        for other in calling.filter(|other| !self.phone.contains(other.as_str())) {
            person.phones.push(other);
        }
        if person.phones.is_empty() {
            person.phones.extend(person.called_from.clone());
        }
        person.phone_declined = person.phones.is_empty() && (self.phone_declined || self.line_broke);
        person.room = self.written_room();
        person.declines_visits = self.declines_visits;
        person.prefers = self.prefers;
        facts.place = some(&self.place);
        facts.occurred_at = time(Field::OccurredAt);
        facts.occurred_words = some(&self.occurred_at).filter(|_| facts.occurred_at.is_none());
        facts.verbatim = some(&self.verbatim);
        facts.summary = some(&self.summary);
        facts.emotion = self.first_emotion.or(self.emotion);
        facts.responsibility = self.responsibility;
        self.codes.put_into(&mut facts);
        facts.impact = self.impact;
        let accused =
            ComplainedOf { person: some(&self.accused), department: some(&self.accused_department) };
        facts.complained_of = Some(accused).filter(|one| *one != ComplainedOf::default());
        facts.flags.clone_from(&self.flags);
        facts.flags.sort();
        facts.repeat_of = self.repeat_of;
        facts.group_of = self.group_of;
        facts.referral = self.referral(time(Field::ReferralDue));
        facts.online = self.online(time(Field::PostedAt), time(Field::SeenAt));
        (facts, self.finished_events(by, received_at, now, duty))
    }

    /// Marks that have no field of their own become notes; times stay between receipt and now.
    fn finished_events(&self, by: &Actor, received_at: Moment, now: Moment, duty: OfficeHours) -> Vec<Event> {
        let mut events = self.events.clone();
        let codes = &self.codes;
        if let (Some(question), Some(answer), Some(at)) = (&codes.situation, &codes.answer, self.answered_at)
        {
            let kind = EventKind::Answered { question: question.clone(), answer: answer.clone() };
            let event = Event { by_id: by.id, ..Event::new(at, by.name.clone(), kind) };
            events.insert(events.partition_point(|before| before.at <= at), event);
        }
        let mut note = |text: &str| {
            let kind = EventKind::Note { text: text.to_owned(), internal: true };
            events.push(Event { by_id: by.id, ..Event::new(now, by.name.clone(), kind) });
        };
        if let Some(words) = self.written_besides(now, duty) {
            note(&format!("登记时另写：{words}"));
        }
        if self.line_broke {
            note("通话中断线");
        }
        if self.asked_for_leader {
            note("业主点名找领导");
        }
        let mut last = received_at;
        for event in &mut events {
            event.at = event.at.max(last).min(now.max(last));
            last = event.at;
        }
        events
    }

    fn referral(&self, due: Option<Moment>) -> Option<Referral> {
        let referral = Referral {
            from: some(&self.referral_from),
            number: some(&self.referral_number),
            due,
            replied_at: None,
        };
        (referral != Referral::default()).then_some(referral)
    }

    fn online(&self, posted_at: Option<Moment>, seen_at: Option<Moment>) -> Option<Online> {
        let online = Online {
            platform: some(&self.platform),
            link: some(&self.link),
            author: some(&self.author),
            posted_at,
            seen_at,
            replied_at: None,
            wording: None,
            spokesman: None,
        };
        (online != Online::default()).then_some(online)
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self {
            kind: CaseKind::Complaint,
            channel: Channel::WalkIn,
            started_at: Moment::start_of(chrono::NaiveDate::MIN),
            ended_at: None,
            received_at: String::new(),
            name: String::new(),
            title: None,
            anonymous: false,
            relation: None,
            phone: String::new(),
            called_from: String::new(),
            phone_declined: false,
            room: String::new(),
            declines_visits: false,
            prefers: None,
            receiver: String::new(),
            accused: String::new(),
            accused_department: String::new(),
            impact: None,
            place: String::new(),
            occurred_at: String::new(),
            verbatim: String::new(),
            summary: String::new(),
            emotion: None,
            first_emotion: None,
            responsibility: None,
            codes: Codes::default(),
            answered_at: None,
            flags: Vec::new(),
            repeat_of: None,
            group_of: None,
            line_broke: false,
            asked_for_leader: false,
            referral_from: String::new(),
            referral_number: String::new(),
            referral_due: String::new(),
            platform: String::new(),
            link: String::new(),
            author: String::new(),
            posted_at: String::new(),
            seen_at: String::new(),
            explanation: String::new(),
            promise: PromiseEntry::default(),
            escalation: EscalationEntry::default(),
            events: Vec::new(),
            step: IntakeStep::Listen,
        }
    }
}

/// What no case can do without before it gets a number (rules §2), each at its field: what was said; for a walk-in or
/// phone case that is not anonymous also a name or a household, and a number or an explicit 未留.
pub fn lacking(facts: &Facts) -> Vec<(Field, &'static str)> {
    let person = &facts.complainant;
    let empty = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().is_empty();
    let named = matches!(facts.channel, Channel::WalkIn | Channel::Phone) && !person.anonymous;
    let mut list = Vec::new();
    let mut lack = |yes: bool, field, text| {
        if yes {
            list.push((field, text));
        }
    };
    lack(empty(&facts.verbatim) && empty(&facts.summary), Field::Verbatim, "请记下业主说的内容");
    let nameless = empty(&person.name) && empty(&person.room);
    lack(named && nameless, Field::Name, "请填姓名或房号；业主不愿说，请选「匿名」");
    let unreachable = person.phones.is_empty() && !person.phone_declined;
    lack(named && unreachable, Field::Phone, "请填一个电话；业主不留，请选「电话未留」");
    list
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
