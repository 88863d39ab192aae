//! 同类 +1: a call about something that is known already, over the window. One line for room and name, what to tell the
//! caller beside it, Enter. Ledger 12-38.

use iced::widget::{column, row};
use iced::{Element, Length, Task};

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::caller::{Caller, KnownCaller, KnownPerson};
use crate::domain::case::Case;
use crate::domain::case_row::CaseRow;
use crate::domain::code::{CaseKind, Channel};
use crate::domain::masking::mask_phone;
use crate::domain::outage::{OutageCall, OutageId, concerns};
use crate::domain::outage_now::OutageNow;
use crate::domain::person::Complainant;
use crate::domain::reading::caller_line::read_caller;
use crate::domain::reading::phone;
use crate::ui::screen::contract::{Action, CallStart, Context, OpenAt, Request, RequestId};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::{Chips, button, chip, chips, dialog, field, focus, labelled, notice, text};

/// The line, to focus it by.
pub const LINE: &str = "outage-call-line";

/// The dialog.
#[derive(Debug)]
pub struct OutageCallDialog {
    /// Those that last; `None` while they are being read.
    outages: Option<Vec<OutageNow>>,
    chosen: Option<OutageId>,
    /// The cases of the chosen one, to see who has called before.
    known: Vec<CaseRow>,
    start: CallStart,
    /// Room and name.
    line: String,
    phone: String,
    kind: CaseKind,
    channel: Channel,
    told: bool,
    people: Vec<KnownPerson>,
    taken: Option<usize>,
    turn: RequestId,
    busy: bool,
    problem: Option<String>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// What lasts.
    Read(Result<Vec<OutageNow>, String>),
    /// The cases of the chosen one.
    Known(OutageId, Result<Vec<CaseRow>, String>),
    /// Another one.
    Choose(OutageId),
    /// Room and name were typed.
    Line(String),
    /// The number was typed.
    Phone(String),
    /// 报修, 投诉 or 咨询.
    Kind(CaseKind),
    /// By telephone or at the counter.
    Channel(Channel),
    /// Whether the caller was told.
    Told,
    /// Who lives there.
    People(RequestId, Vec<KnownPerson>),
    /// It is this one of them.
    Take(usize),
    /// It is saved.
    Save,
    /// It is on disk, or a sentence why not.
    Saved(Box<Result<Written<Case>, Error>>),
    /// The case that the household has already is opened.
    Open(crate::domain::case::CaseNumber),
    /// The page of 公共事件.
    Register,
    /// The dialog is put away; the window does it.
    Close,
}

impl OutageCallDialog {
    /// The dialog with what is known of the caller so far.
    pub fn new(start: CallStart, context: &Context) -> (Self, Task<Message>) {
        let channel = if start.channel == Channel::WalkIn { Channel::WalkIn } else { Channel::Phone };
        let dialog = Self {
            outages: None,
            chosen: start.outage,
            known: Vec::new(),
            line: start.line.clone(),
            phone: start.phone.clone(),
            start,
            kind: CaseKind::Repair,
            channel,
            told: true,
            people: Vec::new(),
            taken: None,
            turn: RequestId::default(),
            busy: false,
            problem: None,
        };
        let read = Task::perform(context.desk.open_outages(), |read: Result<_, Error>| {
            Message::Read(read.map_err(|error| error.message()))
        });
        (dialog, read)
    }

    /// What is typed here and stands nowhere else; putting the dialog away would lose it.
    pub fn unsaved(&self) -> Option<String> {
        let typed = self.line != self.start.line || self.phone != self.start.phone;
        typed.then(|| "这通来电".to_owned())
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(Ok(outages)) => {
                let room = read_caller(&self.line, "").0;
                let fits =
                    |one: &&OutageNow| room.as_deref().is_some_and(|room| concerns(&one.outage.place, room));
                let likely = outages.iter().rev().find(fits).or(outages.last()).map(|one| one.id);
                self.chosen = self.chosen.filter(|id| outages.iter().any(|one| one.id == *id)).or(likely);
                self.outages = Some(outages);
                let focus = Action::run(focus::to(LINE));
                return focus.with(self.look(context)).with(self.propose(context));
            }
            Message::Read(Err(sentence)) => self.problem = Some(sentence),
            Message::Known(id, Ok(rows)) if Some(id) == self.chosen => self.known = rows,
            Message::Known(..) => {}
            Message::Choose(id) => {
                self.chosen = Some(id);
                return self.look(context).with(self.propose(context));
            }
            Message::Line(line) => {
                (self.line, self.problem, self.taken) = (line, None, None);
                return self.propose(context);
            }
            Message::Phone(phone) => {
                self.phone = phone;
                return self.propose(context);
            }
            Message::Kind(kind) => self.kind = kind,
            Message::Channel(channel) => self.channel = channel,
            Message::Told => self.told = !self.told,
            Message::People(turn, people) if turn == self.turn => self.people = people,
            Message::People(..) => {}
            Message::Take(at) => self.taken = if self.taken == Some(at) { None } else { Some(at) },
            Message::Save => return self.save(context),
            Message::Saved(saved) => return self.saved(*saved),
            Message::Open(number) => return Action::ask(Request::Open(number, OpenAt::Overview)),
            Message::Register => return Action::ask(Request::Outages(None)),
            Message::Close => {}
        }
        Action::none()
    }

    fn one(&self) -> Option<&OutageNow> {
        let outages = self.outages.as_ref()?;
        outages.iter().find(|one| Some(one.id) == self.chosen)
    }

    fn look(&self, context: &Context) -> Action<Message> {
        let Some(id) = self.chosen else { return Action::none() };
        Action::run(Task::perform(context.desk.outage_cases(id), move |read: Result<_, Error>| {
            Message::Known(id, read.map_err(|error| error.message()))
        }))
    }

    /// Room and name as they are understood.
    fn read(&self) -> (Option<String>, Option<String>) {
        read_caller(&self.line, self.one().map_or("", |one| one.outage.place.as_str()))
    }

    fn propose(&mut self, context: &Context) -> Action<Message> {
        let (room, name) = self.read();
        let turn = self.turn.ask();
        let caller = Caller {
            phone: self.phone.clone(),
            room: room.unwrap_or_default(),
            name: name.unwrap_or_default(),
        };
        Action::run(Task::perform(context.desk.known_caller(caller), move |found| {
            let known: KnownCaller = found.unwrap_or_default();
            Message::People(turn, known.persons)
        }))
    }

    /// Who it is as far as is known: the one chosen, or the only one there while no name is typed.
    fn caller(&self) -> Option<&Complainant> {
        let (_, name) = self.read();
        let one = match (self.taken, self.people.as_slice()) {
            (Some(at), people) => people.get(at),
            (None, [only]) if name.is_none() && !self.line.trim().is_empty() => Some(only),
            (None, people) => people.iter().find(|one| name.is_some() && one.person.name == name),
        };
        Some(&one?.person)
    }

    fn person(&self) -> Complainant {
        let (room, name) = self.read();
        let known = self.caller();
        let typed = phone::read(&self.phone).kept();
        let phones = if typed.is_empty() {
            known.map(|one| one.phones.iter().take(1).cloned().collect())
        } else {
            Some(typed)
        };
        Complainant {
            name: name.or_else(|| known.and_then(|one| one.name.clone())),
            title: known.and_then(|one| one.title),
            relation: known.and_then(|one| one.relation),
            phones: phones.unwrap_or_default(),
            called_from: self.start.called_from.clone(),
            room,
            ..Complainant::default()
        }
    }

    /// The case that this household has under the chosen one already.
    fn called_before(&self) -> Option<&CaseRow> {
        let room = self.read().0?;
        self.known.iter().find(|row| row.room.as_deref() == Some(room.as_str()))
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let Some(id) = self.one().map(|one| one.id) else { return Action::none() };
        if self.busy {
            return Action::none();
        }
        let person = self.person();
        if person.room.is_none() && person.name.is_none() {
            self.problem = Some("请写房号或姓名".to_owned());
            return Action::run(focus::to(LINE));
        }
        self.busy = true;
        let words = self.start.words.trim();
        let words = (!words.is_empty()).then(|| words.to_owned());
        let call = OutageCall { kind: self.kind, channel: self.channel, person, words, told: self.told };
        let taken = context.desk.take_outage_call(&context.actor, id, call, self.start.draft);
        Action::run(Task::perform(taken, |case| Message::Saved(Box::new(case))))
    }

    fn saved(&mut self, saved: Result<Written<Case>, Error>) -> Action<Message> {
        self.busy = false;
        match saved {
            Ok(Written { value: case, changed }) => {
                let calls = self.one().map_or(1, |one| one.cases.len() + 1);
                let title = self.one().map(|one| one.outage.title()).unwrap_or_default();
                Action::ask(Request::CallTaken(self.start.draft))
                    .and(Request::Wrote(changed))
                    .and(Request::Say(format!("已受理 {}：{title}，第 {calls} 户", case.number)))
            }
            Err(error) => {
                self.problem = Some(error.message());
                Action::run(focus::to(LINE))
            }
        }
    }

    /// The dialog, for the window to show.
    pub fn view(&self, context: &Context) -> Dialog<'_, Message> {
        let none = self.outages.as_ref().is_some_and(Vec::is_empty);
        if none {
            let words =
                "电梯、水、电、门禁等多户受影响的事，先登记一件公共事件，再来的电话就只记房号和姓名。";
            return dialog("现在没有公共事件", text::body(words))
                .action(button::secondary("不用").keys("Esc").on_press(Message::Close))
                .action(button::primary("登记公共事件").on_press(Message::Register))
                .on_cancel(Message::Close)
                .on_accept(Message::Register);
        }
        dialog("同类 +1", self.body(context))
            .action(button::secondary("不记").keys("Esc").on_press(Message::Close))
            .action(button::primary("受理").keys("Enter").on_press(Message::Save))
            .on_cancel(Message::Close)
            .on_accept(Message::Save)
            .width(680.0)
    }

    fn body<'a>(&'a self, context: &Context) -> Element<'a, Message> {
        let outages = self.outages.as_deref().unwrap_or_default();
        let which = (outages.len() > 1).then(|| {
            let ids: Vec<OutageId> = outages.iter().map(|one| one.id).collect();
            let all = outages.iter().map(|one| chip(one.outage.title(), Some(one.id) == self.chosen));
            chips(all.collect::<Vec<_>>())
                .plain()
                .on_pick(move |at| Message::Choose(ids[at]))
                .width(Length::Fill)
        });
        let title = (outages.len() == 1).then(|| text::strong(outages[0].outage.title()));
        let (room, name) = self.read();
        let understood: Vec<String> = room.clone().into_iter().chain(name).collect();
        let line = field("房号和姓名", &self.line)
            .id(LINE)
            .placeholder("1001 张坤")
            .hint("只写房号也行")
            .trailing(understood.join(" · "))
            .error(self.problem.as_deref())
            .on_input(Message::Line)
            .on_submit(Message::Save);
        let say = self.one().map(|one| {
            let words = text::sentence(one.outage.told(context.now())).size(spacing::TITLE);
            labelled("告诉业主", "", words)
        });
        let told = chips([chip("已照此告知", self.told)]).plain().on_pick(|_| Message::Told);
        let phone = field("电话", &self.phone)
            .placeholder("可不填")
            .on_input(Message::Phone)
            .on_submit(Message::Save)
            .width(220);
        let kinds = Chips::one_of(
            [CaseKind::Repair, CaseKind::Complaint, CaseKind::Enquiry],
            Some(&self.kind),
            |kind| kind.label().into(),
            Message::Kind,
        )
        .plain();
        let channels = Chips::one_of(
            [Channel::Phone, Channel::WalkIn],
            Some(&self.channel),
            |channel| channel.label().into(),
            Message::Channel,
        )
        .plain();
        let more = row![phone, labelled("记为", "", kinds), labelled("渠道", "", channels)]
            .spacing(spacing::L)
            .wrap();
        column![title, which, line, self.beside(room.as_deref()), say, told, more].spacing(spacing::M).into()
    }

    /// Who lives there, whether the house has called before, whether it lies elsewhere.
    fn beside<'a>(&'a self, room: Option<&str>) -> Element<'a, Message> {
        let people = (!self.people.is_empty() && room.is_some()).then(|| {
            let named = self.people.iter().enumerate().map(|(at, one)| {
                let person = &one.person;
                let name = person.name.as_deref().unwrap_or("（房屋）");
                let phone = person.phones.first();
                let phone = phone.map(|phone| format!(" {}", mask_phone(phone))).unwrap_or_default();
                let is_taken = self.taken == Some(at) || self.caller() == Some(person);
                chip(format!("{name}{phone}"), is_taken)
            });
            let named = chips(named.collect::<Vec<_>>()).on_pick(Message::Take).width(Length::Fill);
            labelled("这户的人", "", named)
        });
        let before = self.called_before().map(|row| {
            let words = format!("{} 已记过这件事", row.number);
            notice("这户来过", words, Tone::Waiting)
                .action(button::secondary("打开").small().on_press(Message::Open(row.number)))
        });
        let elsewhere = self.one().zip(room).filter(|(one, room)| !concerns(&one.outage.place, room));
        let elsewhere = elsewhere.map(|(one, room)| {
            text::small(
                format!("{room} 不在{}，请问清是不是同一件事", one.outage.place.trim()),
                Tone::Waiting,
            )
        });
        column![people, before, elsewhere].spacing(spacing::S).into()
    }
}
