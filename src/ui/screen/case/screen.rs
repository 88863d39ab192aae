//! The screen of one case: what is shown, where it opens, which message leads where.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use iced::widget::space;
use iced::{Element, Subscription, Task};

use crate::desk::error::Error;
use crate::desk::print::printout::Printout;
use crate::desk::reply::Written;
use crate::domain::act::Act;
use crate::domain::case::{Case as Record, CaseNumber};
use crate::domain::case_query::CaseFilter;
use crate::domain::case_state::CaseState;
use crate::domain::code::{Channel, PaperForm};
use crate::domain::draft::ActDraft;
use crate::domain::gathering::Gathering;
use crate::domain::household::Steward;
use crate::domain::knowledge::{self, Knowledge};
use crate::domain::obligation::ObligationId;
use crate::domain::person::Actor;
use crate::domain::precedent::Precedent;
use crate::domain::related::Related;
use crate::domain::settings::Settings;
use crate::library::shelf::Library;
use crate::paper::form::handling_record::RecordCopy;
use crate::ui::screen::case::act::form::{FormLists, Given, Outcome};
use crate::ui::screen::case::act::list;
use crate::ui::screen::case::act::open::{self, OpenForm};
use crate::ui::screen::case::act::solution;
use crate::ui::screen::case::acts;
use crate::ui::screen::case::derived::{CaseDerived, CasePanels};
use crate::ui::screen::case::message::{Message, Read};
use crate::ui::screen::case::pictures::Pictures;
use crate::ui::screen::case::view;
use crate::ui::screen::contract::{Action, Context, OpenAt, Request, RequestId, Screen};
use crate::ui::screen::form::parts;
use crate::ui::screen::phrase_panel::{self, PhrasePanel, Press};
use crate::ui::shortcut::Shortcut;
use crate::ui::widget::focus;

/// After this long what could not be written is tried again.
const WRITE_AGAIN: Duration = Duration::from_secs(5);

/// The screen of one case.
pub struct Case {
    pub(super) number: CaseNumber,
    /// The case and what it is now; `None` until it was read.
    pub(super) shown: Option<(Record, CaseState)>,
    /// The settings by which it was folded.
    folded_by: Option<Arc<Settings>>,
    /// The form of the act at hand.
    pub(super) form: Option<OpenForm>,
    /// What is being written on the case, as it lies on disk.
    pub(super) drafts: Vec<ActDraft>,
    /// Who answers for open cases.
    pub(super) handlers: Vec<String>,
    /// What it may be linked with.
    pub(super) related: Related,
    /// The limits of services among which one is chosen for a task.
    pub(super) limits: Vec<Knowledge>,
    /// The other reports of the same matter.
    pub(super) gathering: Option<Gathering>,
    /// How earlier cases were solved, beside the form of a solution.
    precedents: Vec<Precedent>,
    /// Who looks after the owner's house.
    pub(super) steward: Option<Steward>,
    pub(super) speech: PhrasePanel,
    /// What follows from the case and the form.
    derived: CaseDerived,
    open_at: OpenAt,
    pub(super) request: RequestId,
    pub(super) revealed: bool,
    more: bool,
    /// The desk is putting something on record.
    pub(super) saving: bool,
    /// Typing is on its way to the disk.
    pub(super) keeping: bool,
    /// The acts of which what is typed is not on disk, because the last write failed; it is tried again until it is.
    pub(super) unwritten: BTreeSet<&'static str>,
    /// What waits for a supervisor to confirm it on the spot.
    pub(super) pending: Option<Pending>,
    /// Whoever is on duty with the supervisor beside who confirmed the form at hand.
    pub(super) backed: Option<Actor>,
    /// Files are being copied in.
    pub(super) attaching: bool,
    pictures: Pictures,
}

/// What waits for a supervisor's word.
#[derive(Debug, Clone, Copy)]
pub(super) enum Pending {
    /// The form of this act.
    Open(Act),
    /// Putting the form at hand on record.
    Save,
    /// What the form at hand offers to a supervisor alone.
    Offers,
    /// What is kept of the owner as a file.
    Export,
}

/// What a form knows of the case that is shown.
pub(super) fn given<'a>(
    (case, state): &'a (Record, CaseState),
    (handlers, related, limits): FormLists<'a>,
    library: &'a Library,
    context: &'a Context,
) -> Given<'a> {
    let (settings, staff, actor, now) = (&context.settings, &context.staff, &context.actor, context.now());
    Given { case, state, settings, library, actor, staff, handlers, related, limits, now }
}

impl Case {
    /// The screen of a case, opened where `open_at` says.
    pub fn new(number: CaseNumber, open_at: OpenAt, context: &Context) -> (Self, Task<Message>) {
        let mut screen = Self {
            number,
            shown: None,
            folded_by: None,
            form: None,
            drafts: Vec::new(),
            handlers: Vec::new(),
            related: Related::default(),
            limits: Vec::new(),
            gathering: None,
            precedents: Vec::new(),
            steward: None,
            speech: PhrasePanel { folded: true, ..PhrasePanel::default() },
            derived: CaseDerived::default(),
            open_at,
            request: RequestId::default(),
            revealed: false,
            more: false,
            saving: false,
            keeping: false,
            unwritten: BTreeSet::new(),
            pending: None,
            backed: None,
            attaching: false,
            pictures: Pictures::default(),
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
        self.work_out(context);
        put_away.with(Action::run(self.read(context)))
    }

    /// Brings up to date what follows from the case, the form and the time.
    fn work_out(&mut self, context: &Context) {
        let backed = self.backed.clone().map(|actor| Context { actor, ..context.clone() });
        let context = backed.as_ref().unwrap_or(context);
        let Some(shown) = &self.shown else { return };
        let library = context.desk.library();
        let given = given(shown, (&self.handlers, &self.related, &self.limits), &library, context);
        let panels = CasePanels::of(given, self.derived.panels.take(), context);
        if let Some(form) = &mut self.form {
            form.listen(given);
        }
        self.derived = CaseDerived { panels: Some(panels), spoken: self.spoken(context) };
    }

    pub(super) fn read(&mut self, context: &Context) -> Task<Message> {
        let request = self.request.ask();
        let (case, drafts) = (context.desk.case(self.number), context.desk.act_drafts(Some(self.number)));
        let handlers = context.desk.open_handlers();
        let (gathering, related) = (context.desk.gathering(self.number), context.desk.related(self.number));
        let desk = context.desk.clone();
        let all = async move {
            let case = case.await?;
            let steward = match case.facts().complainant.room {
                Some(room) => desk.steward_of(&room).await?,
                None => None,
            };
            let (case, drafts, handlers) = (Box::new(case), drafts.await?, handlers.await?);
            let (related, gathering) = (related.await?, gathering.await?);
            Ok(Read { case, drafts, handlers, related, gathering, steward })
        };
        Task::perform(all, move |read| Message::Read(request, read))
    }

    /// Shows the case as it is now; a form that is open stays as it is typed.
    pub(super) fn show(&mut self, case: Record, context: &Context) -> Action<Message> {
        let same_rules = self.folded_by.as_ref().is_some_and(|one| Arc::ptr_eq(one, &context.settings));
        // What was read anew and is the same is not folded anew.
        let (case, state) = match self.shown.take().filter(|(before, _)| same_rules && *before == case) {
            Some(shown) => self.shown.insert(shown),
            None => {
                tracing::trace!(target: "worked_out", "case folded");
                let state = case.state(&context.settings.rules);
                self.folded_by = Some(Arc::clone(&context.settings));
                self.shown.insert((case, state))
            }
        };
        let known = context.desk.knowledge();
        let limits = knowledge::limits(&known, &state.facts, context.now().date());
        self.limits = limits.into_iter().cloned().collect();
        match std::mem::replace(&mut self.open_at, OpenAt::Overview) {
            OpenAt::Overview => Action::none(),
            OpenAt::Act(act) => self.open(act, context),
            OpenAt::Print => {
                let walk_in = case.receipt.channel == Channel::WalkIn;
                self.print_record(if walk_in { RecordCopy::Customer } else { RecordCopy::Internal })
            }
            OpenAt::Obligation(id) => self.meet(id, context),
        }
    }

    /// Opens what meets something owed: its paper, else the form of its act with that task chosen.
    fn meet(&mut self, id: ObligationId, context: &Context) -> Action<Message> {
        let Some((_, state)) = &self.shown else { return Action::none() };
        let mut open = state.obligations.iter().filter(|one| one.is_open(context.now()));
        // Met meanwhile: the case alone says so.
        let Some(one) = open.find(|one| one.id == id).cloned() else { return Action::none() };
        match one.paper() {
            Some(PaperForm::HandlingRecord) => return self.print_record(RecordCopy::Internal),
            Some(form) => return self.print(|paper| paper.form() == form),
            None => {}
        }
        let action = self.open(Act::that_meets(&one), context);
        if let Some(form) = &mut self.form {
            form.come_for(one.id);
        }
        action
    }

    /// Opens the form of an act, as it was left if it lies on disk.
    pub(super) fn open(&mut self, act: Act, context: &Context) -> Action<Message> {
        let put_away = self.put_away(context);
        self.more = false;
        let Some(shown) = &self.shown else { return put_away };
        let library = context.desk.library();
        let given = given(shown, (&self.handlers, &self.related, &self.limits), &library, context);
        // Where something else comes first, that is opened, and the reason told.
        let (act, why) = match list::offered(act, given) {
            Ok(()) => (act, None),
            Err(denial) => match denial.go.filter(|first| list::offered(*first, given).is_ok()) {
                Some(first) => (first, Some(denial.text)),
                None if denial.supervisor_may => {
                    return put_away.with(self.ask_supervisor(Pending::Open(act), denial.text));
                }
                None => return put_away.and(Request::Say(denial.text)),
            },
        };
        let put_away = match why {
            Some(why) => put_away.and(Request::Say(why)),
            None => put_away,
        };
        let left = self.drafts.iter().find(|draft| draft.act == act.code());
        let left = left.and_then(|draft| OpenForm::resume(act, draft, given));
        self.form = left.or_else(|| OpenForm::new(act, given));
        self.speech = PhrasePanel { folded: true, ..PhrasePanel::default() };
        let precedents = match act {
            Act::Solution => Task::perform(context.desk.precedents(self.number), Message::Precedents),
            _ => Task::none(),
        };
        let there = [focus::to(parts::FIRST), phrase_panel::to_top(), precedents];
        put_away.with(Action::run(Task::batch(there)))
    }

    /// Something was typed or chosen in the form.
    fn fill(&mut self, message: open::Message, context: &Context) -> Action<Message> {
        let (Some(shown), Some(form)) = (&self.shown, &mut self.form) else { return Action::none() };
        self.speech.page = 0;
        let outcome = form.update(
            message,
            given(shown, (&self.handlers, &self.related, &self.limits), &context.desk.library(), context),
        );
        let keeping = Action::run(self.keep());
        match outcome {
            Outcome::Stay => keeping,
            Outcome::Focus(id) => keeping.with(Action::run(focus::to(id))),
            Outcome::Go(act) => keeping.with(self.open(act, context)),
        }
    }

    /// The list of all cases of the matter.
    fn all_of_matter(&self) -> Action<Message> {
        let Some(gathering) = &self.gathering else { return Action::none() };
        let title = format!("同一件事（主单 {}）", gathering.lead);
        let filter = CaseFilter::among(gathering.cases.clone());
        Action::ask(Request::Cases(title, Box::new(filter), Vec::new()))
    }

    /// Marks the lead case as 重大, where that is proposed.
    fn take_major(&self, context: &Context) -> Action<Message> {
        let proposed = self.gathering.as_ref().filter(|one| one.proposes_major(&context.settings.rules));
        let Some(one) = proposed else { return Action::none() };
        let events = vec![(context.now(), one.mark())];
        let marked = context.desk.append(&context.actor, one.lead, one.events, events);
        Action::run(Task::perform(marked, Message::MajorTaken))
    }

    fn major_taken(&mut self, taken: Result<Written<Record>, Error>, context: &Context) -> Action<Message> {
        match taken {
            Ok(written) => Action::run(self.read(context))
                .and(Request::Wrote(written.changed))
                .and(Request::Say(format!("{}已标为重大", written.value.number))),
            Err(error) => Action::ask(Request::Warn(error.message())),
        }
    }

    /// The files of the case.
    fn files(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::ChooseFiles => self.choose_files(),
            Message::PasteFiles => Action::run(iced::clipboard::read().map(Message::Pasted)),
            Message::Pasted(text) => self.paste(&text.unwrap_or_default(), context),
            Message::FilesChosen(Ok(files)) => self.attach(files, context),
            Message::FilesChosen(Err(sentence)) => Action::ask(Request::Warn(sentence)),
            Message::Attached(kept) => self.attached(*kept, context),
            Message::OpenFile(at) => self.open_file(at, context),
            Message::FileOpened(opened) => Self::file_opened(opened),
            Message::Picture(message) => {
                let files = self.derived.panels.as_ref().map_or(&[][..], |panels| &panels.files);
                let task = self.pictures.update(message, files, &context.desk);
                Action::run(task.map(Message::Picture))
            }
            _ => Action::none(),
        }
    }

    /// The owner's number in full, and what is kept of him as a file; both go on record.
    fn about_owner(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Reveal => {
                let recorded = context.desk.unmasked(&context.actor, self.number);
                return Action::run(Task::perform(recorded, Message::Revealed));
            }
            Message::Revealed(Ok(_)) => self.revealed = true,
            Message::Revealed(Err(error)) => return Action::ask(Request::Warn(error.message())),
            Message::ExportPerson => return self.export_person(context),
            Message::Exported(Ok(Some(count))) => {
                return Action::ask(Request::Say(format!("已写出这位业主的 {count} 张受理单，已记录")));
            }
            Message::Exported(Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            _ => {}
        }
        Action::none()
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

    /// Leads a message to what it is about.
    fn route(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(request, _) if request != self.request => {}
            Message::Read(_, Ok(read)) => {
                (self.drafts, self.handlers, self.gathering) = (read.drafts, read.handlers, read.gathering);
                (self.steward, self.related) = (read.steward, read.related);
                return self.show(*read.case, context);
            }
            Message::Read(_, Err(error)) => {
                return Action::ask(Request::Warn(error.message())).and(Request::Back);
            }
            Message::Open(act) => return self.open(act, context),
            Message::Meet(id) => return self.meet(id, context),
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
            Message::Kept(act, done) => return self.kept(act, done, context),
            Message::WriteAgain => return Action::run(self.write_again(context)),
            Message::Answered(yes) => return self.answer(yes, context),
            Message::AskSupervisor => {
                let what = "特批关闭、业主未认可的关闭须由客服主任办理".to_owned();
                return self.ask_supervisor(Pending::Offers, what);
            }
            Message::Save => return self.save(context),
            Message::Saved(written) => return self.saved(written, context),
            Message::SaidKept(Ok(Written { value, changed })) => {
                return self.show(value, context).and(Request::Wrote(changed));
            }
            Message::SaidKept(Err(error)) => return Action::ask(Request::Warn(error.message())),
            Message::SentKept(written) => return self.sent_kept(written, context),
            Message::Closed(written) => return self.closed(written, context),
            Message::Speech(press) => return self.press(press, context),
            Message::ChooseFiles
            | Message::PasteFiles
            | Message::Pasted(_)
            | Message::FilesChosen(_)
            | Message::Attached(_)
            | Message::OpenFile(_)
            | Message::FileOpened(_)
            | Message::Picture(_) => return self.files(message, context),
            Message::Reveal | Message::Revealed(_) | Message::ExportPerson | Message::Exported(_) => {
                return self.about_owner(message, context);
            }
            Message::Precedents(Ok(found)) => self.precedents = found,
            Message::Precedents(Err(error)) => return Action::ask(Request::Warn(error.message())),
            Message::TakePrecedent(at) => {
                let words = self.precedents.get(at).map(|one| one.words().to_owned()).unwrap_or_default();
                let taken = open::Message::Solution(solution::Message::Take(words));
                return self.fill(taken, context);
            }
            Message::AllOfMatter => return self.all_of_matter(),
            Message::TakeMajor => return self.take_major(context),
            Message::MajorTaken(taken) => return self.major_taken(taken, context),
            Message::More => self.more = !self.more,
            Message::Print(copy) => return self.print_record(copy),
            Message::CopyOrder => return self.copy_order(context),
            Message::Go(number) => return Action::ask(Request::Open(number, OpenAt::Overview)),
            Message::Back => return Action::ask(Request::Back),
        }
        Action::none()
    }
}

impl Screen for Case {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let backed = self.backed.clone().map(|actor| Context { actor, ..context.clone() });
        let action = self.route(message, backed.as_ref().unwrap_or(context));
        self.work_out(context);
        let files = self.derived.panels.as_ref().map_or(&[][..], |panels| &panels.files);
        let next = self.pictures.load_next(files, &context.desk).map(Message::Picture);
        action.with(Action::run(next))
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let Some(((case, state), panels)) = self.shown.as_ref().zip(self.derived.panels.as_ref()) else {
            return space().into();
        };
        let shown = view::CaseShown {
            case,
            state,
            form: self.form.as_ref(),
            actor: self.backed.as_ref().unwrap_or(&context.actor),
            drafts: &self.drafts,
            unwritten: !self.unwritten.is_empty(),
            around: (&self.handlers, &self.related, &self.limits),
            gathering: self.gathering.as_ref(),
            precedents: &self.precedents,
            speech: &self.speech,
            revealed: self.revealed,
            more: self.more,
            attaching: self.attaching,
            pictures: &self.pictures,
            panels,
            spoken: self.derived.spoken.as_ref(),
        };
        view::screen(shown, context)
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        let form = self.form.is_some();
        let speaks = form || self.shown.as_ref().is_some_and(|(_, state)| state.is_open());
        Some(match shortcut {
            Shortcut::Back if form => Message::Cancel,
            Shortcut::Back if self.more => Message::More,
            Shortcut::Back => Message::Back,
            Shortcut::Save | Shortcut::Next if form => Message::Save,
            Shortcut::Next => acts::first(self.derived.panels.as_ref()?)?.1,
            Shortcut::Confirm if form => Message::Answered(true),
            Shortcut::Copy if speaks => Message::Speech(Press::Copy),
            Shortcut::Sent if speaks => {
                let (_, state) = self.shown.as_ref()?;
                Message::Speech(Press::Sent(phrase_panel::media(state.facts.channel)[0]))
            }
            Shortcut::Said if speaks => Message::Speech(Press::Said),
            Shortcut::NextSentence if speaks => Message::Speech(Press::Other),
            Shortcut::Danger if speaks => Message::Speech(Press::Dangers),
            Shortcut::TakeSign if !form => Message::TakeMajor,
            Shortcut::Escalate => Message::Open(Act::Escalate),
            Shortcut::Print => Message::Print(RecordCopy::Internal),
            _ => return None,
        })
    }

    fn subscription(&self) -> Subscription<Message> {
        if self.unwritten.is_empty() {
            return Subscription::none();
        }
        iced::time::every(WRITE_AGAIN).map(|_| Message::WriteAgain)
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        Action::run(self.read(context))
    }

    fn confirmed(&mut self, actor: Actor, context: &Context) -> Action<Message> {
        let backed = Context { actor: actor.clone(), ..context.clone() };
        let action = match self.pending.take() {
            Some(Pending::Open(act)) => self.open(act, &backed),
            Some(Pending::Save) => self.save(&backed),
            Some(Pending::Export) => self.export_person(&backed),
            Some(Pending::Offers) | None => Action::none(),
        };
        self.backed = self.form.is_some().then_some(actor);
        self.work_out(context);
        action
    }

    fn minute(&mut self, context: &Context) {
        self.work_out(context);
    }

    fn closing(&mut self, context: &Context) -> Task<Message> {
        self.write(context)
    }
}
