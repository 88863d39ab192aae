//! The screen itself: what it holds and which part answers a message.

use std::time::Duration;

use iced::{Element, Subscription, Task, clipboard};

use crate::desk::reply::Written;
use crate::domain::caller::Caller;
use crate::domain::case::Case;
use crate::domain::case_row::CaseRow;
use crate::domain::code::{Channel, Emotion};
use crate::domain::draft::DraftId;
use crate::domain::person::Actor;
use crate::domain::time::Moment;
use crate::ui::screen::contract::{Action, Context, OpenAt, Request, RequestId, Screen};
use crate::ui::screen::intake::fields;
use crate::ui::screen::intake::form::Form;
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::intake::view;
use crate::ui::screen::phrase_panel::{self, Press};
use crate::ui::screen::situation_picker;
use crate::ui::shortcut::Shortcut;
use crate::ui::widget::focus;

/// The intake screen.
pub struct Intake {
    pub(super) forms: Vec<Form>,
    pub(super) current: usize,
    /// Earlier and open cases that fit what is typed in the current form.
    pub(super) hits: Vec<CaseRow>,
    pub(super) turn: RequestId,
    pub(super) asked: Caller,
    /// A write of the drafts is on its way.
    pub(super) writing: bool,
    /// A case is being saved; a second press does nothing.
    pub(super) saving: bool,
    /// The form that somebody wants to close although something is typed in it.
    pub(super) closing: Option<DraftId>,
    /// When the drafts were last written.
    pub(super) kept_at: Option<Moment>,
    /// What was typed is not on disk yet, because the last write failed; it is tried again until it is.
    pub(super) unwritten: bool,
    /// The computer's clock is behind the last event: a sentence that says so before anything is saved.
    pub(super) clock: Option<String>,
}

impl Intake {
    /// The screen with the drafts that lie on disk.
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let screen = Self {
            forms: Vec::new(),
            current: 0,
            hits: Vec::new(),
            turn: RequestId::default(),
            asked: Caller::default(),
            writing: false,
            saving: false,
            closing: None,
            kept_at: None,
            unwritten: false,
            clock: None,
        };
        (screen, Task::perform(context.desk.drafts(), Message::Read))
    }

    /// Whether any form is open.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The form on the screen.
    pub fn form(&mut self) -> Option<&mut Form> {
        self.forms.get_mut(self.current)
    }

    /// Does something with the form on the screen and the person on duty, then keeps it.
    pub fn with(
        &mut self,
        context: &Context,
        change: impl FnOnce(&mut Form, &Actor) -> Option<Request>,
    ) -> Action<Message> {
        let actor = context.actor.clone();
        let Some(form) = self.form() else { return Action::none() };
        let request = change(form, &actor);
        let mut action = Action::run(Task::batch([self.keep(), self.search(context)]));
        action.requests.extend(request);
        action
    }

    fn speech(&mut self, press: Press, context: &Context) -> Action<Message> {
        let mut copied = None;
        let action = self.with(context, |form, by| {
            let (words, request) = form.pressed(press, by, context);
            copied = words;
            request
        });
        match copied {
            Some(words) => action.with(Action::run(clipboard::write(words))),
            None => action,
        }
    }
}

impl Screen for Intake {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let now = context.now();
        match message {
            Message::Opened(channel) => return self.open(channel, context),
            Message::Tab(place) => {
                self.current = place.min(self.forms.len().saturating_sub(1));
                let target = self.form().map_or_else(String::new, |form| form.first_field());
                return Action::run(Task::batch([focus::to(target), self.search(context)]));
            }
            Message::CloseTab(place) => return self.close_tab(place, context),
            Message::ThrowAway => {
                if let Some(id) = self.closing {
                    return self.throw_away(id, context);
                }
            }
            Message::KeepForm => self.closing = None,
            Message::Go(step) => return self.go(step, context),
            Message::Next => return self.next(context),
            Message::Missing(field) => return self.go_to(field, context),
            Message::ToWords => return Action::run(focus::to(fields::VERBATIM)),
            Message::Typed(field, text) => {
                return self.with(context, |form, _| {
                    form.typed(field, text);
                    None
                });
            }
            Message::Edited(field, action) => {
                if let Some(form) = self.form() {
                    form.edited(field, action);
                }
                return Action::run(self.keep());
            }
            Message::Picked(pick) => {
                return self.with(context, |form, by| {
                    form.picked(pick, by, now);
                    None
                });
            }
            Message::Scene(press) => {
                let library = context.desk.library();
                let opens = press == situation_picker::Press::Other;
                let chosen = self.with(context, |form, _| {
                    form.scene(press, &library, now);
                    None
                });
                let searching = self.form().is_some_and(|form| form.scene.is_searching());
                let focus =
                    if opens && searching { focus::to(situation_picker::SEARCH) } else { Task::none() };
                return chosen.with(Action::run(focus));
            }
            Message::Confirmed | Message::Refused => {
                let yes = matches!(message, Message::Confirmed);
                return self.with(context, |form, by| {
                    let settings = &context.settings;
                    let answer =
                        if yes { form.confirm(by, settings, now) } else { form.refuse(by, settings, now) };
                    form.speech.page = 0;
                    match answer {
                        // The step has no place of its own for an answer.
                        Err(word) if !form.asks() => Some(Request::Say(word)),
                        Ok(word) | Err(word) => {
                            form.word = Some(word).filter(|word| !word.is_empty());
                            None
                        }
                    }
                });
            }
            Message::Signed => {
                return self.with(context, |form, by| {
                    form.sign(by, now);
                    None
                });
            }
            Message::Escalate => {
                let asked = self.with(context, |form, _| {
                    form.escalate(&context.settings.rules, now);
                    None
                });
                let target = self.form().map_or_else(String::new, |form| form.first_field());
                return asked.with(Action::run(Task::batch([focus::to(target), phrase_panel::to_top()])));
            }
            Message::EscalationStep => return self.escalation_step(context),
            Message::NotReached => {
                return self.with(context, |form, by| {
                    form.not_reached(by, &context.settings, now);
                    None
                });
            }
            Message::Speech(press) => return self.speech(press, context),
            Message::Ended => {
                return self.with(context, |form, _| {
                    form.draft.ended_at = if form.draft.ended_at.is_some() { None } else { Some(now) };
                    form.dirty = true;
                    None
                });
            }
            Message::Save => return self.save(false, context),
            Message::SaveAndPrint => return self.save(true, context),
            Message::Tick => {}
            Message::WriteDrafts => return Action::run(self.write(context)),
            Message::Kept(_, Ok(written)) => {
                self.kept_at = Some(now);
                self.unwritten = false;
                return Action::run(self.keep()).and(Request::Wrote(written.changed));
            }
            Message::Kept(id, Err(error)) => {
                let Some(place) = self.place(id) else {
                    return Action::ask(Request::Warn(error.message()));
                };
                self.forms[place].dirty = true;
                // Told once; while it lasts the mark beside the tabs says so.
                if !std::mem::replace(&mut self.unwritten, true) {
                    return Action::ask(Request::Warn(error.message()));
                }
            }
            Message::Read(Ok(drafts)) => return self.read(drafts),
            Message::Read(Err(error)) => return Action::ask(Request::Warn(error.message())),
            Message::Clock(warning) => self.clock = warning.unwrap_or_default(),
            Message::Found(turn, hits) => {
                if turn == self.turn {
                    self.hits = hits.unwrap_or_default();
                }
            }
            Message::OpenHit(number) => return Action::ask(Request::Open(number, OpenAt::Overview)),
            Message::LinkHit(number) => return self.link(number, false, context),
            Message::JoinHit(number) => return self.link(number, true, context),
            Message::UrgeHit(number) => return self.urge(number, context),
            Message::Urged(id, Ok(Written { value: Case { number, .. }, changed })) => {
                return self
                    .throw_away(id, context)
                    .and(Request::Wrote(changed))
                    .and(Request::Say(format!("催办已记在 {number}")))
                    .and(Request::Open(number, OpenAt::Overview));
            }
            Message::Urged(_, Err(error)) => return Action::ask(Request::Warn(error.message())),
            Message::TakenIn(id, print, case) => return self.taken_in(id, print, case),
        }
        Action::none()
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let shown = view::Shown {
            forms: &self.forms,
            current: self.current,
            hits: &self.hits,
            closing: self.closing,
            kept_at: self.kept_at,
            unwritten: self.unwritten,
            clock: self.clock.as_deref(),
        };
        view::screen(shown, context)
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        if self.closing.is_some() {
            return (shortcut == Shortcut::Back).then_some(Message::KeepForm);
        }
        let form = self.forms.get(self.current)?;
        Some(match shortcut {
            Shortcut::Copy => Message::Speech(Press::Copy),
            Shortcut::Sent => Message::Speech(Press::Sent(phrase_panel::media(form.draft.channel)[0])),
            Shortcut::Said => Message::Speech(Press::Said),
            Shortcut::NextSentence => Message::Speech(Press::Other),
            Shortcut::Escalate if form.is_guided() => Message::Escalate,
            Shortcut::Confirm if form.is_guided() => Message::Confirmed,
            Shortcut::Words => Message::ToWords,
            Shortcut::Next => Message::Next,
            Shortcut::NextForm => Message::Tab((self.current + 1) % self.forms.len()),
            Shortcut::Save => Message::Save,
            Shortcut::Print => Message::SaveAndPrint,
            _ => return None,
        })
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        Action::run(Self::look_at_clock(context))
    }

    fn subscription(&self) -> Subscription<Message> {
        let runs = self.forms.get(self.current).is_some_and(shows_clock);
        let every = |seconds| iced::time::every(Duration::from_secs(seconds));
        Subscription::batch(
            runs.then(|| every(1).map(|_| Message::Tick))
                .into_iter()
                .chain(self.unwritten.then(|| every(WRITE_AGAIN).map(|_| Message::WriteDrafts))),
        )
    }

    fn closing(&mut self, context: &Context) -> Task<Message> {
        self.write(context)
    }
}

/// Seconds after which a draft that could not be written is tried again.
const WRITE_AGAIN: u64 = 5;

/// A clock stands at the foot: the length of a call, or the reception of an agitated visitor.
fn shows_clock(form: &Form) -> bool {
    let running = form.draft.ended_at.is_none();
    match form.draft.channel {
        Channel::Phone => running,
        Channel::WalkIn => running && form.draft.emotion == Some(Emotion::Agitated),
        _ => false,
    }
}
