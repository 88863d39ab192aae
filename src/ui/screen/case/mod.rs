//! 受理单: one case with everything that happened and everything that can be done now.
//!
//! | file | what lives there |
//! |---|---|
//! | `act` | what can be done, one file an act |
//! | `form_panel` | the form of the act that is open, with its buttons |
//! | `view` | the frame: who and what, what is owed, the particulars, the acts |
//! | `timeline` | what happened, in words |
//! | `message` | what happens on the screen |

pub mod act;
mod form_panel;
mod message;
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
use crate::domain::code::{Channel, Medium};
use crate::domain::event::EventKind;
use crate::library::say::{self, Spoken, Talk};
use crate::library::shelf::Library;
use crate::library::variable::Variable;
use crate::paper::form::handling_record::RecordCopy;
use crate::ui::screen::case::act::form::{Given, Outcome, Record as Recorded};
use crate::ui::screen::case::act::list::Act;
use crate::ui::screen::case::act::open::{self, OpenForm};
use crate::ui::screen::contract::{Action, Context, OpenAt, Request, RequestId, Screen};
use crate::ui::screen::form::parts;
use crate::ui::screen::phrase_panel::{self, Press, Speech};
use crate::ui::shortcut::Shortcut;
use crate::ui::viewer;
use crate::ui::widget::focus;

pub use message::Message;

/// The screen of one case.
pub struct Case {
    number: CaseNumber,
    /// The case and what it is now; `None` until it was read.
    shown: Option<(Record, CaseState)>,
    form: Option<OpenForm>,
    speech: Speech,
    open_at: OpenAt,
    turn: RequestId,
    revealed: bool,
    more: bool,
    saving: bool,
}

/// What a form knows of the case that is shown.
fn given<'a>(
    (case, state): &'a (Record, CaseState),
    library: &'a Library,
    context: &'a Context,
) -> Given<'a> {
    let (settings, actor, now) = (&context.settings, &context.actor, context.now());
    Given { case, state, settings, library, actor, now }
}

impl Case {
    /// The screen of a case, opened where `open_at` says.
    pub fn new(number: CaseNumber, open_at: OpenAt, context: &Context) -> (Self, Task<Message>) {
        let mut screen = Self {
            number,
            shown: None,
            form: None,
            speech: Speech::default(),
            open_at,
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
        let state = case.state(&context.settings.rules);
        let walk_in = state.facts.channel == Channel::WalkIn;
        let open = state.obligations.iter().filter(|obligation| obligation.end.is_none());
        let open_at = std::mem::replace(&mut self.open_at, OpenAt::Overview);
        match open_at {
            OpenAt::Overview => {
                self.shown = Some((case, state));
                Action::none()
            }
            OpenAt::Closing => {
                self.shown = Some((case, state));
                self.open(Act::Close, context)
            }
            OpenAt::Print => {
                self.shown = Some((case, state));
                self.print(if walk_in { RecordCopy::Customer } else { RecordCopy::Internal }, context)
            }
            OpenAt::Obligation(code) => {
                let one = open.filter(|one| one.deadline == code).min_by_key(|one| one.due).cloned();
                self.shown = Some((case, state));
                let Some(one) = one else { return Action::none() };
                let action = self.open(Act::for_obligation(&one), context);
                if let Some(form) = &mut self.form {
                    form.choose_task(one.id);
                }
                action
            }
        }
    }

    fn open(&mut self, act: Act, context: &Context) -> Action<Message> {
        let Some(shown) = self.shown.as_ref().filter(|(_, state)| act.fits(state)) else {
            return Action::none();
        };
        self.more = false;
        self.form = Some(OpenForm::new(act, given(shown, &context.desk.library(), context)));
        self.speech = Speech { folded: true, ..Speech::default() };
        Action::run(Task::batch([focus::to(parts::FIRST), phrase_panel::to_top()]))
    }

    /// Something was typed or chosen in the form.
    fn fill(&mut self, message: open::Message, context: &Context) -> Action<Message> {
        let (Some(shown), Some(form)) = (&self.shown, &mut self.form) else { return Action::none() };
        self.speech.page = 0;
        match form.update(message, given(shown, &context.desk.library(), context)) {
            Outcome::Stay => Action::none(),
            Outcome::Focus(id) => Action::run(focus::to(id)),
            Outcome::Go(act) => self.open(act, context),
        }
    }

    /// The owner said yes to what the form asks him.
    fn confirm(&mut self, context: &Context) -> Action<Message> {
        let (Some(shown), Some(form)) = (&self.shown, &mut self.form) else { return Action::none() };
        if form.confirmation(given(shown, &context.desk.library(), context)).is_none() {
            return Action::none();
        }
        form.confirm();
        self.save(context)
    }

    /// Puts on record what the form says.
    fn save(&mut self, context: &Context) -> Action<Message> {
        let Some(shown) = self.shown.as_ref().filter(|_| !self.saving) else { return Action::none() };
        let Some(form) = self.form.as_mut() else { return Action::none() };
        form.problem = None;
        let (desk, actor, number, expected) =
            (&context.desk, &context.actor, self.number, shown.0.events.len());
        let task = match form.record(given(shown, &desk.library(), context)) {
            Ok((at, Recorded::Events(kinds))) => {
                let events = kinds.into_iter().map(|kind| (at, kind)).collect();
                Task::perform(desk.append(actor, number, expected, events), Message::Saved)
            }
            Ok((_, Recorded::Close(request))) => {
                Task::perform(desk.close(actor, number, expected, request), Message::Closed)
            }
            Ok((_, Recorded::Repeat(earlier))) => {
                Task::perform(desk.link_repeat(actor, number, expected, earlier), Message::Saved)
            }
            Ok((_, Recorded::Group(lead))) => {
                Task::perform(desk.join_group(actor, number, expected, lead), Message::Saved)
            }
            Err(problem) => {
                form.problem = Some(problem);
                return Action::none();
            }
        };
        self.saving = true;
        Action::run(task)
    }

    fn saved(&mut self, written: Result<Written<Record>, Error>, context: &Context) -> Action<Message> {
        self.saving = false;
        let Written { value, changed } = match written {
            Ok(written) => written,
            Err(error) => {
                if let Some(form) = &mut self.form {
                    form.problem = Some(error.message());
                }
                let read = if matches!(error, Error::Stale(_)) { self.read(context) } else { Task::none() };
                return Action::run(read).and(Request::Warn(error.message()));
            }
        };
        self.turn.ask();
        let form = self.form.take();
        let shown = self.show(value, context).and(Request::Wrote(changed));
        let (Some(form), Some(now)) = (form, &self.shown) else { return shown };
        // An escalation goes on step by step; everything else is done with.
        if form.act() == Act::Escalate && now.1.last_attempt().is_some_and(is_running) {
            return shown.with(self.open(Act::Escalate, context));
        }
        let hard = form.was_hard(given(now, &context.desk.library(), context));
        let shown = if hard { shown.and(Request::OfferPause) } else { shown };
        shown.and(Request::Say(format!("「{}」已记下", form.act().label())))
    }

    fn closed(&mut self, written: Result<Written<Closing>, Error>, context: &Context) -> Action<Message> {
        match written {
            Ok(Written { value: Closing::Closed(case), changed }) => {
                self.saved(Ok(Written { value: *case, changed }), context)
            }
            Ok(Written { value: Closing::Missing(missing), .. }) => {
                self.saving = false;
                if let Some(form) = &mut self.form {
                    form.set_missing(missing);
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
        let (shown, form) = (self.shown.as_ref()?, self.form.as_ref()?);
        let library = context.desk.library();
        let given = given(shown, &library, context);
        let step = form.step(given)?;
        let mut talk = Talk::of_case(&library, given.case, &context.settings, step, given.now);
        // Who speaks is at the desk now, whoever took the case in.
        talk.values.set(Variable::Receiver, &context.actor.name);
        form.speak(&mut talk, given);
        if let Some(level) = self.speech.level {
            talk.level = level;
        }
        Some(talk)
    }

    fn spoken(&self, context: &Context) -> Option<Spoken> {
        let spoken = say::now(&context.desk.library(), &self.talk(context)?);
        let (_, state) = self.shown.as_ref()?;
        Some(spoken.with_known(&context.desk.knowledge(), &state.facts, context.now().date()))
    }

    /// Something was pressed on the panel of sentences.
    fn press(&mut self, press: Press, context: &Context) -> Action<Message> {
        let Some(spoken) = self.spoken(context) else { return Action::none() };
        self.speech.press(press);
        match press {
            Press::Copy => {
                let text = self.speech.copy(&spoken);
                Action::run(clipboard::write(text)).and(Request::Say("已复制".into()))
            }
            Press::Said => self.said(&spoken, context),
            Press::Sent(medium) => self.sent(&spoken, medium, context),
            Press::Pause => Action::ask(Request::Pause),
            Press::Other | Press::Level(_) | Press::Fold | Press::Help(_) => Action::none(),
        }
    }

    /// A sentence that was said is kept in the time line with its words as said.
    fn said(&mut self, spoken: &Spoken, context: &Context) -> Action<Message> {
        if self.saving {
            return Action::none();
        }
        let Some(sentence) = self.speech.mark_said(spoken) else { return Action::none() };
        let kind = EventKind::Said { sentence: sentence.id, text: sentence.text.as_str().to_owned() };
        self.append(kind, context).map_or_else(Action::none, |task| Action::run(task.map(Message::SaidKept)))
    }

    /// A sentence that was copied was sent by hand: that is kept with its words as sent. Ledger 07-20.
    fn sent(&mut self, spoken: &Spoken, medium: Medium, context: &Context) -> Action<Message> {
        if self.saving {
            return Action::none();
        }
        match self.speech.sent(spoken, medium) {
            Err(blank) => Action::ask(Request::Say(blank)),
            Ok(kind) => match self.append(kind, context) {
                Some(task) => {
                    self.saving = true;
                    Action::run(task.map(Message::SentKept))
                }
                None => Action::none(),
            },
        }
    }

    fn append(&self, kind: EventKind, context: &Context) -> Option<Task<Result<Written<Record>, Error>>> {
        let (case, _) = self.shown.as_ref()?;
        let event = vec![(context.now(), kind)];
        let appended = context.desk.append(&context.actor, self.number, case.events.len(), event);
        Some(Task::perform(appended, |written| written))
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
        if self.form.as_ref().zip(sent).is_some_and(|(form, sent)| form.is_done_by(sent)) {
            self.form = None;
        }
        self.turn.ask();
        let shown = self.show(value, context).and(Request::Wrote(changed));
        shown.and(Request::Say("已发出，记在经过里".into()))
    }
}

/// Whether an attempt to fetch a superior goes on.
fn is_running(attempt: &crate::domain::event::Escalation) -> bool {
    use crate::domain::escalation::EscalationStage;
    EscalationStage::of(Some(attempt)) != EscalationStage::Done
}

impl Screen for Case {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(turn, _) if turn != self.turn => {}
            Message::Read(_, Ok(case)) => return self.show(case, context),
            Message::Read(_, Err(error)) => {
                return Action::ask(Request::Warn(error.message())).and(Request::Back);
            }
            Message::Open(act) => return self.open(act, context),
            Message::Cancel => self.form = None,
            Message::Form(message) => return self.fill(message, context),
            Message::At(typed) => {
                if let Some(form) = &mut self.form {
                    form.problem = None;
                    form.at = typed;
                }
            }
            Message::Confirmed => return self.confirm(context),
            Message::Save => return self.save(context),
            Message::Saved(written) => return self.saved(written, context),
            Message::SaidKept(Ok(Written { value, changed })) => {
                return self.show(value, context).and(Request::Wrote(changed));
            }
            Message::SaidKept(Err(error)) => return Action::ask(Request::Warn(error.message())),
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
        let Some((case, state)) = &self.shown else { return space().into() };
        let shown = view::Shown {
            case,
            state,
            form: self.form.as_ref(),
            speech: &self.speech,
            revealed: self.revealed,
            more: self.more,
        };
        view::screen(shown, self.spoken(context), context)
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        let form = self.form.is_some();
        Some(match shortcut {
            Shortcut::Back if form => Message::Cancel,
            Shortcut::Back => Message::Back,
            Shortcut::Save | Shortcut::Next if form => Message::Save,
            Shortcut::Confirm if form => Message::Confirmed,
            Shortcut::Copy if form => Message::Speech(Press::Copy),
            Shortcut::Sent if form => {
                let (_, state) = self.shown.as_ref()?;
                Message::Speech(Press::Sent(phrase_panel::media(state.facts.channel)[0]))
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
        let typed = self.form.as_ref().is_some_and(OpenForm::is_touched);
        typed.then(|| format!("受理单 {} 正在填写的内容", self.number))
    }
}
