//! 受理单: one case with everything that happened and everything that can be done now. What can be done stands
//! in `act`, the short forms in `entry` (what comes of them) and `forms` (how they look), the words of the
//! time line in `timeline`.

pub mod act;
mod amend;
mod choice;
mod entry;
mod forms;
mod message;
mod picked;
mod timeline;
mod view;

use iced::widget::space;
use iced::{Element, Task, clipboard};

use crate::desk::close::Closing;
use crate::desk::error::Error;
use crate::desk::print::Sheet;
use crate::desk::reply::Written;
use crate::domain::case::{Case as Record, CaseNumber};
use crate::domain::case_state::CaseState;
use crate::domain::closure::{ClosureRequest, Missing};
use crate::domain::code::{Channel, Emotion, Medium, Urgency, VisitForm};
use crate::domain::escalation::EscalationStage;
use crate::domain::event::EventKind;
use crate::domain::settings::Superior;
use crate::library::say::{self, Spoken, Talk};
use crate::library::shelf::Library;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::paper::form::handling_record::RecordCopy;
use crate::ui::screen::case::act::Act;
use crate::ui::screen::case::choice::Choice;
use crate::ui::screen::case::entry::Entry;
use crate::ui::screen::contract::{Action, Context, OpenAt, Request, RequestId, Screen};
use crate::ui::screen::phrase_panel::{self, Press, Speech};
use crate::ui::screen::situation_picker;
use crate::ui::shortcut::Shortcut;
use crate::ui::viewer;
use crate::ui::widget::focus;

pub use message::{Line, Message};

/// The screen of one case.
pub struct Case {
    number: CaseNumber,
    case: Option<Record>,
    standing: Option<CaseState>,
    entry: Option<Entry>,
    missing: Vec<Missing>,
    speech: Speech,
    aim: OpenAt,
    turn: RequestId,
    revealed: bool,
    more: bool,
    saving: bool,
}

impl Case {
    /// The screen of a case, opened where `aim` says.
    pub fn new(number: CaseNumber, aim: OpenAt, context: &Context) -> (Self, Task<Message>) {
        let mut screen = Self {
            number,
            case: None,
            standing: None,
            entry: None,
            missing: Vec::new(),
            speech: Speech::default(),
            aim,
            turn: RequestId::default(),
            revealed: false,
            more: false,
            saving: false,
        };
        let task = screen.read(context);
        (screen, task)
    }

    /// Which case it shows.
    pub fn number(&self) -> CaseNumber {
        self.number
    }

    fn read(&mut self, context: &Context) -> Task<Message> {
        let turn = self.turn.ask();
        Task::perform(context.desk.case(self.number), move |case| Message::Read(turn, case))
    }

    /// Shows the case as it is now; a form that is open stays as it is typed.
    fn show(&mut self, case: Record, context: &Context) -> Action<Message> {
        self.standing = Some(case.state(&context.settings.rules, context.now()));
        self.case = Some(case);
        match std::mem::replace(&mut self.aim, OpenAt::Overview) {
            OpenAt::Overview => Action::none(),
            OpenAt::Closing => self.open(Act::Close, context),
            OpenAt::Print => {
                let walk_in = self.standing.as_ref().is_some_and(|now| now.facts.channel == Channel::WalkIn);
                self.print(if walk_in { RecordCopy::Customer } else { RecordCopy::Internal }, context)
            }
            OpenAt::Obligation(code) => {
                let owed = self.standing.iter().flat_map(|standing| &standing.obligations);
                let what = owed
                    .filter(|duty| duty.end.is_none() && duty.deadline == code)
                    .find_map(|duty| duty.what.clone());
                let action = self.open(Act::for_duty(code, what.as_deref()), context);
                if let (Some(entry), Some(what)) = (&mut self.entry, what) {
                    entry.pick.task = Some(what);
                }
                action
            }
        }
    }

    fn open(&mut self, act: Act, context: &Context) -> Action<Message> {
        let Some(standing) = &self.standing else { return Action::none() };
        if !act.fits(standing) {
            return Action::none();
        }
        if act != Act::Close {
            self.missing.clear();
        }
        self.more = false;
        let entry = Entry::new(act, standing, &context.settings, context.now());
        let library = context.desk.library();
        self.entry = self.case.as_ref().map(|case| entry.of_case(case, &library));
        self.speech = Speech { folded: true, ..Speech::default() };
        Action::run(Task::batch([focus::to(forms::FIRST), phrase_panel::to_top()]))
    }

    /// Puts on record what the form says.
    fn save(&mut self, context: &Context) -> Action<Message> {
        let (Some(case), Some(standing)) = (&self.case, &self.standing) else { return Action::none() };
        let Some(entry) = self.entry.as_mut().filter(|_| !self.saving) else { return Action::none() };
        entry.problem = None;
        let (desk, actor, expected) = (&context.desk, &context.actor, case.events.len());
        let task = match entry.act {
            Act::Close => {
                let reason = Some(entry.more.trim().to_owned()).filter(|reason| !reason.is_empty());
                let request =
                    ClosureRequest { code: entry.pick.code, reason, against_the_list: entry.pick.against };
                Task::perform(desk.close(actor, self.number, expected, request), Message::Closed)
            }
            Act::Link => match entry.linked() {
                Ok(number) if entry.pick.group => {
                    Task::perform(desk.join_group(actor, self.number, expected, number), Message::Saved)
                }
                Ok(number) => {
                    Task::perform(desk.link_repeat(actor, self.number, expected, number), Message::Saved)
                }
                Err(problem) => {
                    entry.problem = Some(problem);
                    return Action::none();
                }
            },
            _ => {
                match entry.events(case, standing, &context.settings, &context.desk.library(), context.now())
                {
                    Ok(events) => {
                        Task::perform(desk.append(actor, self.number, expected, events), Message::Saved)
                    }
                    Err(problem) => {
                        entry.problem = Some(problem);
                        return Action::none();
                    }
                }
            }
        };
        self.saving = true;
        Action::run(task)
    }

    fn saved(&mut self, written: Result<Written<Record>, Error>, context: &Context) -> Action<Message> {
        self.saving = false;
        match written {
            Ok(Written { value, changed }) => {
                let entry = self.entry.take();
                let act = entry.as_ref().map(|entry| entry.act);
                self.turn.ask();
                let shown = self.show(value, context);
                let shown = shown.and(Request::Wrote(changed));
                // An escalation goes on step by step; everything else is done with.
                let running = self.standing.as_ref().is_some_and(|standing| {
                    entry::stage(standing) != EscalationStage::Ask && act == Some(Act::Escalate)
                });
                if running {
                    return shown.with(self.open(Act::Escalate, context));
                }
                let hard =
                    entry.zip(self.standing.as_ref()).is_some_and(|(entry, now)| was_hard(&entry, now));
                let shown = if hard { shown.and(Request::OfferPause) } else { shown };
                match act {
                    Some(act) => shown.and(Request::Say(format!("「{}」已记下", act.label()))),
                    None => shown,
                }
            }
            Err(error) => {
                if let Some(entry) = &mut self.entry {
                    entry.problem = Some(error.message());
                }
                let read = if matches!(error, Error::Stale(_)) { self.read(context) } else { Task::none() };
                Action::run(read).and(Request::Warn(error.message()))
            }
        }
    }

    fn closed(&mut self, written: Result<Written<Closing>, Error>, context: &Context) -> Action<Message> {
        match written {
            Ok(Written { value: Closing::Closed(case), changed }) => {
                self.missing.clear();
                self.saved(Ok(Written { value: *case, changed }), context)
            }
            Ok(Written { value: Closing::Missing(missing), .. }) => {
                self.saving = false;
                self.missing = missing;
                if let Some(entry) = &mut self.entry {
                    entry.problem = Some(format!("还缺 {} 项，不能关闭", self.missing.len()));
                }
                Action::none()
            }
            Err(error) => self.saved(Err(error), context),
        }
    }

    fn print(&self, copy: RecordCopy, context: &Context) -> Action<Message> {
        let sheet = Sheet::Record(self.number, copy);
        let printed = context.desk.print_to_file(sheet, &context.actor);
        Action::run(Task::perform(printed, Message::Printed))
    }

    /// The talk that goes with the open form.
    fn talk(&self, context: &Context) -> Option<Talk> {
        let (case, standing, entry) = (self.case.as_ref()?, self.standing.as_ref()?, self.entry.as_ref()?);
        let stage = entry::stage(standing);
        let step = match entry.act {
            Act::Visit => visit_step(entry, opened(case, &context.desk.library())),
            act => act.step(entry.pick.yes, stage)?,
        };
        let now = context.now();
        let mut talk = Talk::of_case(&context.desk.library(), case, &context.settings, step, now);
        let values = &mut talk.values;
        // Who speaks is at the desk now, whoever took the case in.
        values.set(Variable::Receiver, &context.actor.name);
        if let Some(superior) = context.settings.ladder.get(entry.pick.rung).map(Superior::spoken) {
            values.set(Variable::Superior, superior);
        }
        if let Ok(due) = crate::domain::time_entry::read(&entry.due, now) {
            let spoken = crate::library::spoken_time::spoken(due, now);
            let variable = if entry.act == Act::CompletionDate {
                Variable::CompletionDate
            } else {
                Variable::PromiseTime
            };
            values.set(variable, spoken);
        }
        let typed = entry.text.text();
        let variable = match entry.act {
            Act::Progress => Some(Variable::Progress),
            Act::Solution => Some(Variable::Solution),
            Act::Handle => Some(Variable::Result),
            Act::Restate => Some(Variable::Summary),
            _ => None,
        };
        if let Some(variable) = variable.filter(|_| !typed.trim().is_empty()) {
            values.set(variable, typed);
        }
        // What goes out in writing is worded for it, ready to be copied.
        talk.channel = match entry.pick.medium {
            Medium::Wechat | Medium::Sms if entry.act == Act::Progress => Channel::Message,
            _ if entry.act == Act::Visit => visit_channel(entry.pick.visit_form),
            _ => talk.channel,
        };
        talk.circumstances.trigger = Some(entry.pick.trigger);
        if let Some(level) = self.speech.level {
            talk.level = level;
        }
        Some(talk)
    }

    fn spoken(&self, context: &Context) -> Option<Spoken> {
        let spoken = say::now(&context.desk.library(), &self.talk(context)?);
        let facts = &self.standing.as_ref()?.facts;
        Some(spoken.with_known(&context.desk.knowledge(), facts, context.now().date()))
    }

    /// A sentence that was said is kept in the time line with its words as said.
    fn press(&mut self, press: Press, context: &Context) -> Action<Message> {
        let Some(spoken) = self.spoken(context) else { return Action::none() };
        self.speech.press(press);
        match press {
            Press::Copy => {
                let text = self.speech.copy(&spoken);
                Action::run(clipboard::write(text)).and(Request::Say("已复制".into()))
            }
            Press::Said => {
                let (Some(case), false) = (&self.case, self.saving) else { return Action::none() };
                let Some(sentence) = self.speech.mark_said(&spoken) else { return Action::none() };
                let kind = EventKind::Said { sentence: sentence.id, text: sentence.text.as_str().to_owned() };
                let said = vec![(context.now(), kind)];
                let appended = context.desk.append(&context.actor, self.number, case.events.len(), said);
                Action::run(Task::perform(appended, Message::SaidKept))
            }
            Press::Sent(medium) => self.sent(&spoken, medium, context),
            Press::Pause => Action::ask(Request::Pause),
            Press::Other | Press::Level(_) | Press::Fold | Press::Help(_) => Action::none(),
        }
    }

    /// A sentence that was copied was sent by hand: that is kept with its words as sent. Ledger 07-20.
    fn sent(&mut self, spoken: &Spoken, medium: Medium, context: &Context) -> Action<Message> {
        let (Some(case), false) = (&self.case, self.saving) else { return Action::none() };
        match self.speech.sent(spoken, medium) {
            Err(blank) => Action::ask(Request::Say(blank)),
            Ok(kind) => {
                let sent = vec![(context.now(), kind)];
                let appended = context.desk.append(&context.actor, self.number, case.events.len(), sent);
                self.saving = true;
                Action::run(Task::perform(appended, Message::SentKept))
            }
        }
    }

    /// A form of 进展告知 whose words went out with the sentence has done its work.
    fn sent_kept(&mut self, written: Result<Written<Record>, Error>, context: &Context) -> Action<Message> {
        self.saving = false;
        let Written { value, changed } = match written {
            Ok(written) => written,
            Err(error) => return Action::ask(Request::Warn(error.message())),
        };
        self.speech.copied = None;
        let sent = value.events.last().map(|event| &event.kind);
        let told = self.entry.as_ref().filter(|entry| entry.act == Act::Progress).is_some_and(|entry| {
            matches!(sent, Some(EventKind::Progress { text, .. }) if text.contains(entry.text.text().trim()))
        });
        if told {
            self.entry = None;
        }
        self.turn.ask();
        let shown = self.show(value, context).and(Request::Wrote(changed));
        shown.and(Request::Say("已发出，记在经过里".into()))
    }

    fn choose(&mut self, choice: Choice, library: &Library) {
        if let Some(entry) = &mut self.entry {
            entry.choose(choice, library);
            self.speech.page = 0;
        }
    }
}

/// An agitated owner was visited or handed over: a minute's pause is offered, unless somebody waits for help. Ledger
/// 18-19.
fn was_hard(entry: &Entry, now: &CaseState) -> bool {
    let mood = match entry.act {
        Act::Visit => entry.pick.emotion,
        Act::Escalate => now.facts.emotion,
        _ => None,
    };
    mood == Some(Emotion::Agitated) && now.facts.urgency != Some(Urgency::Urgent)
}

/// The sentence of a visit follows its questions: what is asked next stands beside the chips for its answer.
fn visit_step(entry: &Entry, opened: bool) -> Step {
    use crate::domain::code::VisitOutcome;
    let pick = &entry.pick;
    match (pick.outcome, pick.opinions) {
        (VisitOutcome::Declined, _) => Step::VisitDeclined,
        (VisitOutcome::NoAnswer | VisitOutcome::Rescheduled, _) => Step::Voicemail,
        (_, [Some(_), Some(_), Some(_)]) => Step::VisitThanks,
        (_, [Some(_), Some(_), None]) => Step::VisitResult,
        (_, [Some(_), None, _]) => Step::VisitMeasures,
        _ if opened => Step::VisitProcess,
        _ => Step::VisitOpen,
    }
}

/// Whether the last that was said opened a visit.
fn opened(case: &Record, library: &Library) -> bool {
    let Some(EventKind::Said { sentence, .. }) = case.events.last().map(|event| &event.kind) else {
        return false;
    };
    library.lines().any(|(block, line)| block.step == Step::VisitOpen && line.id == *sentence)
}

/// How the customer is spoken to in a visit of this form.
fn visit_channel(form: VisitForm) -> Channel {
    match form {
        VisitForm::Phone => Channel::Phone,
        VisitForm::Home => Channel::WalkIn,
        VisitForm::Online | VisitForm::Questionnaire => Channel::Message,
    }
}

impl Screen for Case {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(turn, answer) => {
                if turn != self.turn {
                    return Action::none();
                }
                return match answer {
                    Ok(case) => self.show(case, context),
                    Err(error) => Action::ask(Request::Warn(error.message())).and(Request::Back),
                };
            }
            Message::Open(act) => return self.open(act, context),
            Message::Cancel => {
                self.entry = None;
                self.missing.clear();
            }
            Message::Typed(line, text) => {
                if let Some(entry) = &mut self.entry {
                    entry.problem = None;
                    *match line {
                        Line::At => &mut entry.at,
                        Line::Due => &mut entry.due,
                        Line::To => &mut entry.to,
                        Line::More => &mut entry.more,
                        Line::Other => &mut entry.other,
                    } = text;
                }
            }
            Message::Edited(action) => {
                if let Some(entry) = &mut self.entry {
                    entry.problem = None;
                    entry.text.perform(action);
                }
            }
            Message::Chose(choice) => {
                let opens = choice == Choice::Scene(situation_picker::Press::Other);
                self.choose(choice, &context.desk.library());
                if opens && self.entry.as_ref().is_some_and(|entry| entry.scene.is_searching()) {
                    return Action::run(focus::to(situation_picker::SEARCH));
                }
            }
            Message::Confirmed => {
                let asks = |entry: &Entry| {
                    matches!(
                        entry.act,
                        Act::Restate | Act::Explain | Act::Promise | Act::Solution | Act::Escalate
                    )
                };
                if let Some(entry) = self.entry.as_mut().filter(|entry| asks(entry)) {
                    entry.pick.yes = Some(true);
                    return self.save(context);
                }
            }
            Message::Save => return self.save(context),
            Message::Saved(written) => return self.saved(written, context),
            Message::SaidKept(written) => {
                return match written {
                    Ok(Written { value, changed }) => self.show(value, context).and(Request::Wrote(changed)),
                    Err(error) => Action::ask(Request::Warn(error.message())),
                };
            }
            Message::SentKept(written) => return self.sent_kept(written, context),
            Message::Closed(written) => return self.closed(written, context),
            Message::Speech(press) => return self.press(press, context),
            Message::Reveal => self.revealed = true,
            Message::More => self.more = !self.more,
            Message::Print(copy) => return self.print(copy, context),
            Message::Printed(Ok(path)) => {
                return Action::run(Task::perform(viewer::open(path), Message::Shown));
            }
            Message::Printed(Err(error)) => return Action::ask(Request::Warn(error.message())),
            Message::Shown(Ok(sentence)) => return Action::ask(Request::Say(sentence)),
            Message::Shown(Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            Message::Go(number) => return Action::ask(Request::Open(number, OpenAt::Overview)),
            Message::Back => return Action::ask(Request::Back),
        }
        Action::none()
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let (Some(case), Some(standing)) = (&self.case, &self.standing) else { return space().into() };
        let shown = view::Shown {
            case,
            standing,
            entry: self.entry.as_ref(),
            missing: &self.missing,
            speech: &self.speech,
            revealed: self.revealed,
            more: self.more,
        };
        view::screen(shown, self.spoken(context), context)
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        let form = self.entry.is_some();
        Some(match shortcut {
            Shortcut::Back if form => Message::Cancel,
            Shortcut::Back => Message::Back,
            Shortcut::Save | Shortcut::Next if form => Message::Save,
            Shortcut::Confirm if form => Message::Confirmed,
            Shortcut::Copy if form => Message::Speech(Press::Copy),
            Shortcut::Sent if form => {
                let channel = self.standing.as_ref()?.facts.channel;
                Message::Speech(Press::Sent(phrase_panel::media(channel)[0]))
            }
            Shortcut::Said if form => Message::Speech(Press::Said),
            Shortcut::NextSentence if form => Message::Speech(Press::Other),
            Shortcut::Escalate => Message::Open(Act::Escalate),
            Shortcut::Print => Message::Print(RecordCopy::Internal),
            _ => return None,
        })
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        Action::run(self.read(context))
    }

    fn unsaved(&self) -> Option<String> {
        let typed = self.entry.as_ref().is_some_and(|entry| !entry.text.text().trim().is_empty());
        typed.then(|| format!("受理单 {} 正在填写的内容", self.number))
    }
}
