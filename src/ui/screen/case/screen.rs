//! The screen of one case: what is shown, where it opens, which message leads where.

use iced::widget::space;
use iced::{Element, Task};

use crate::desk::print::printout::Printout;
use crate::desk::reply::Written;
use crate::domain::act::Act;
use crate::domain::case::{Case as Record, CaseNumber};
use crate::domain::case_state::CaseState;
use crate::domain::code::{Channel, DeadlineCode};
use crate::domain::draft::ActDraft;
use crate::library::shelf::Library;
use crate::paper::form::handling_record::RecordCopy;
use crate::ui::screen::case::act::form::{Given, Outcome};
use crate::ui::screen::case::act::list;
use crate::ui::screen::case::act::open::{self, OpenForm};
use crate::ui::screen::case::message::Message;
use crate::ui::screen::case::view;
use crate::ui::screen::contract::{Action, Context, OpenAt, Request, RequestId, Screen};
use crate::ui::screen::form::parts;
use crate::ui::screen::phrase_panel::{self, Press, Speech};
use crate::ui::shortcut::Shortcut;
use crate::ui::widget::focus;

/// The screen of one case.
pub struct Case {
    pub(super) number: CaseNumber,
    /// The case and what it is now; `None` until it was read.
    pub(super) shown: Option<(Record, CaseState)>,
    /// The form of the act at hand.
    pub(super) form: Option<OpenForm>,
    /// What is being written on the case, as it lies on disk.
    pub(super) drafts: Vec<ActDraft>,
    /// Who answers for open cases.
    pub(super) handlers: Vec<String>,
    pub(super) speech: Speech,
    open_at: OpenAt,
    pub(super) turn: RequestId,
    revealed: bool,
    more: bool,
    /// The desk is putting something on record.
    pub(super) saving: bool,
    /// Typing is on its way to the disk.
    pub(super) keeping: bool,
}

/// What a form knows of the case that is shown.
pub(super) fn given<'a>(
    (case, state): &'a (Record, CaseState),
    handlers: &'a [String],
    library: &'a Library,
    context: &'a Context,
) -> Given<'a> {
    let (settings, staff, actor, now) = (&context.settings, &context.staff, &context.actor, context.now());
    Given { case, state, settings, library, actor, staff, handlers, now }
}

impl Case {
    /// The screen of a case, opened where `open_at` says.
    pub fn new(number: CaseNumber, open_at: OpenAt, context: &Context) -> (Self, Task<Message>) {
        let mut screen = Self {
            number,
            shown: None,
            form: None,
            drafts: Vec::new(),
            handlers: Vec::new(),
            speech: Speech::default(),
            open_at,
            turn: RequestId::default(),
            revealed: false,
            more: false,
            saving: false,
            keeping: false,
        };
        let task = screen.read(context);
        (screen, task)
    }

    /// Whether somebody has the form of an act open.
    pub fn is_acting(&self) -> bool {
        self.form.is_some()
    }

    /// Which case it shows.
    pub fn number(&self) -> CaseNumber {
        self.number
    }

    /// The same case is wanted at another place of it.
    pub fn go_to(&mut self, open_at: OpenAt, context: &Context) -> Action<Message> {
        self.open_at = open_at;
        let put_away = if open_at == OpenAt::Overview { Action::none() } else { self.put_away(context) };
        put_away.with(Action::run(self.read(context)))
    }

    pub(super) fn read(&mut self, context: &Context) -> Task<Message> {
        let turn = self.turn.ask();
        let (case, drafts) = (context.desk.case(self.number), context.desk.act_drafts(Some(self.number)));
        let handlers = context.desk.open_handlers();
        let all = async move { Ok((Box::new(case.await?), drafts.await?, handlers.await?)) };
        Task::perform(all, move |read| Message::Read(turn, read))
    }

    /// Shows the case as it is now; a form that is open stays as it is typed.
    pub(super) fn show(&mut self, case: Record, context: &Context) -> Action<Message> {
        let state = case.state(&context.settings.rules);
        let (case, state) = self.shown.insert((case, state));
        match std::mem::replace(&mut self.open_at, OpenAt::Overview) {
            OpenAt::Overview => Action::none(),
            OpenAt::Act(act) => self.open(act, context),
            OpenAt::Closing => self.open(Act::Close, context),
            OpenAt::Print => {
                let walk_in = case.receipt.channel == Channel::WalkIn;
                self.print_record(if walk_in { RecordCopy::Customer } else { RecordCopy::Internal })
            }
            OpenAt::Obligation(DeadlineCode::RecordForm) => self.print_record(RecordCopy::Internal),
            OpenAt::Obligation(DeadlineCode::Letter) => {
                self.print(|paper| matches!(paper, Printout::Letter(_)))
            }
            OpenAt::Obligation(code) => {
                let open = state.obligations.iter().filter(|one| one.is_open(context.now()));
                let one = open.filter(|one| one.deadline == code).min_by_key(|one| one.due).cloned();
                let Some(one) = one else { return Action::none() };
                let action = self.open(Act::that_meets(&one), context);
                if let Some(form) = &mut self.form {
                    form.choose_task(one.id);
                }
                action
            }
        }
    }

    /// Opens the form of an act, as it was left if it lies on disk.
    pub(super) fn open(&mut self, act: Act, context: &Context) -> Action<Message> {
        let put_away = self.put_away(context);
        let Some(shown) = &self.shown else { return put_away };
        let library = context.desk.library();
        let given = given(shown, &self.handlers, &library, context);
        // Where something else comes first, that is opened, and the reason told.
        let (act, why) = match list::offered(act, given) {
            Ok(()) => (act, None),
            Err(denial) => match denial.go.filter(|first| list::offered(*first, given).is_ok()) {
                Some(first) => (first, Some(denial.text)),
                None => return put_away.and(Request::Say(denial.text)),
            },
        };
        let put_away = match why {
            Some(why) => put_away.and(Request::Say(why)),
            None => put_away,
        };
        self.more = false;
        let left = self.drafts.iter().find(|draft| draft.act == act.code());
        let left = left.and_then(|draft| OpenForm::resume(act, draft, given));
        self.form = left.or_else(|| OpenForm::new(act, given));
        self.speech = Speech { folded: true, ..Speech::default() };
        put_away.with(Action::run(Task::batch([focus::to(parts::FIRST), phrase_panel::to_top()])))
    }

    /// Something was typed or chosen in the form.
    fn fill(&mut self, message: open::Message, context: &Context) -> Action<Message> {
        let (Some(shown), Some(form)) = (&self.shown, &mut self.form) else { return Action::none() };
        self.speech.page = 0;
        let outcome = form.update(message, given(shown, &self.handlers, &context.desk.library(), context));
        let keeping = Action::run(self.keep());
        match outcome {
            Outcome::Stay => keeping,
            Outcome::Focus(id) => keeping.with(Action::run(focus::to(id))),
            Outcome::Go(act) => keeping.with(self.open(act, context)),
        }
    }

    /// Offers the papers of the case, this one first.
    fn print(&self, first: impl Fn(&Printout) -> bool) -> Action<Message> {
        let Some((case, _)) = &self.shown else { return Action::none() };
        let (mut papers, rest): (Vec<_>, Vec<_>) = Printout::of_case(case).into_iter().partition(first);
        papers.extend(rest);
        Action::ask(Request::Print(papers))
    }

    fn print_record(&self, copy: RecordCopy) -> Action<Message> {
        self.print(|paper| matches!(paper, Printout::Record(_, one) if *one == copy))
    }
}

impl Screen for Case {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(turn, _) if turn != self.turn => {}
            Message::Read(_, Ok((case, drafts, handlers))) => {
                self.drafts = drafts;
                self.handlers = handlers;
                return self.show(*case, context);
            }
            Message::Read(_, Err(error)) => {
                return Action::ask(Request::Warn(error.message())).and(Request::Back);
            }
            Message::Open(act) => return self.open(act, context),
            Message::Cancel => return self.put_away(context),
            Message::StartAnew => return self.start_anew(context),
            Message::Form(message) => return self.fill(message, context),
            Message::At(typed) => {
                if let Some(form) = &mut self.form {
                    form.problem = None;
                    form.at = typed;
                }
                return Action::run(self.keep());
            }
            Message::Keep => return Action::run(self.write(context)),
            Message::Kept(Ok(written)) => return Action::ask(Request::Wrote(written.changed)),
            Message::Kept(Err(error)) => return Action::ask(Request::Warn(error.message())),
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
            Message::Print(copy) => return self.print_record(copy),
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
            drafts: &self.drafts,
            handlers: &self.handlers,
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

    fn closing(&mut self, context: &Context) -> Task<Message> {
        self.write(context)
    }
}
