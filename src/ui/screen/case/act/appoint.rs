//! 预约上门: slot, technician, what the owner gets ready. Ledger 07-08 to 07-10.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::appointment::Appointment;
use crate::domain::event::EventKind;
use crate::domain::obligation::ObligationId;
use crate::domain::permission::appointments;
use crate::library::sentence::Talk;
use crate::library::spoken_time::spoken;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, due, line, long};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::screen::form::read::{due_after, due_so_far, filled, needed_text, toggle};
use crate::ui::widget::field::Action;
use crate::ui::widget::{chip, chips, labelled};

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Appoint {
    service: LongText,
    from: String,
    until: String,
    technician: Person,
    phone: String,
    prepare: String,
    fee: String,
    replaces: Option<ObligationId>,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// What is to be done changed.
    Service(Action),
    /// When the slot begins.
    From(String),
    /// When it ends.
    Until(String),
    /// Who comes.
    Technician(person::Message),
    /// His number.
    Phone(String),
    /// What the owner gets ready.
    Prepare(String),
    /// Materials and fees.
    Fee(String),
    /// It takes the place of this one.
    Replaces(ObligationId),
}

impl ActForm for Appoint {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        let only = appointments(given.state, given.now).map(|one| one.id).last();
        Self { replaces: only, ..Self::default() }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Service(action) => self.service.perform(action),
            Message::From(text) => self.from = text,
            Message::Until(text) => self.until = text,
            Message::Technician(message) => self.technician.update(message),
            Message::Phone(text) => self.phone = text,
            Message::Prepare(text) => self.prepare = text,
            Message::Fee(text) => self.fee = text,
            Message::Replaces(id) => toggle(&mut self.replaces, id),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let duty = given.settings.rules.duty;
        let earlier: Vec<_> = appointments(given.state, given.now)
            .map(|one| (one.id, format!("{} {}", one.reminded_at().short(given.now), one.label())))
            .collect();
        let earlier = (!earlier.is_empty()).then(|| {
            let list = earlier.iter().map(|(id, words)| chip(words.clone(), self.replaces == Some(*id)));
            let list = chips(list.collect::<Vec<_>>())
                .on_pick(move |at| Message::Replaces(earlier[at].0))
                .width(Length::Fill);
            labelled("改的是这一次（不选就是另约一次）", "", list)
        });
        let needs = "腾出操作位置、家里留人";
        below([
            Some(long("上门做什么", "哪台设备、什么毛病、在哪", &self.service, Message::Service).into()),
            earlier,
            Some(due("时段从", "明天9:00", &self.from, given.now, duty, Message::From).into()),
            Some(due("到", "明天11:00", &self.until, given.now, duty, Message::Until).into()),
            Some(self.technician.further("谁上门", &given.people()).map(Message::Technician)),
            Some(line("师傅的电话", "告诉业主的号码，可不填", &self.phone, Message::Phone).into()),
            Some(line("请业主先准备", needs, &self.prepare, Message::Prepare).into()),
            Some(line("材料和费用", "有费用的先说清", &self.fee, Message::Fee).into()),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let duty = given.settings.rules.duty;
        let service = needed_text(&self.service, "上门做什么")?;
        let from = due_after(&self.from, given.now, duty, "上门时段")?;
        let until = due_after(&self.until, given.now, duty, "时段的结束")?;
        let technician = self.technician.needed("谁上门", &given.people())?;
        Ok(EventKind::Appointed(Appointment {
            from,
            until,
            service,
            technician,
            phone: filled(&self.phone),
            prepare: filled(&self.prepare),
            fee: filled(&self.fee),
            replaces: self.replaces,
        })
        .into())
    }

    fn step(&self, _given: Given<'_>) -> Option<Step> {
        Some(Step::Progress)
    }

    /// The owner is told slot, technician and what to prepare as far as they are typed.
    fn speak(&self, talk: &mut Talk, given: Given<'_>) {
        let duty = given.settings.rules.duty;
        let read = |text: &str| due_so_far(text, given.now, duty);
        let (Some(from), Ok(Some(technician))) = (read(&self.from), self.technician.name(&given.people()))
        else {
            return;
        };
        let appointment = Appointment {
            from,
            until: read(&self.until).unwrap_or(from),
            service: String::new(),
            technician,
            phone: filled(&self.phone),
            prepare: filled(&self.prepare),
            fee: filled(&self.fee),
            replaces: None,
        };
        talk.values.set(Variable::Progress, appointment.for_owner(|moment| spoken(moment, given.now)));
    }
}
