//! 演练: which script is chosen, the drill at hand, the drills that were kept.

use crate::desk::print::printout::Printout;
use crate::domain::drill::{DrillId, DrillMode};
use crate::domain::drill_now::DrillNow;
use crate::library::drill::DrillScript;
use crate::library::shelf::Library;
use crate::ui::screen::contract::{Action, Context, LearningPage, Request};
use crate::ui::screen::learning::drill_play::{DrillGround, DrillPhase, DrillPlay};
use crate::ui::screen::learning::message::{DrillMessage, DrillTab, Message, write};

const PAGE: LearningPage = LearningPage::Drills;

/// The page.
#[derive(Debug)]
pub struct DrillPage {
    /// The drills that one may see, the oldest first.
    pub all: Vec<DrillNow>,
    /// What is shown.
    pub tab: DrillTab,
    /// The chosen script.
    pub script: Option<String>,
    /// How it will be played.
    pub mode: DrillMode,
    /// Who takes part besides.
    pub participants: String,
    /// The drill at hand.
    pub play: Option<DrillPlay>,
    /// The kept drill that is open.
    pub open: Option<DrillId>,
    /// What came of its follow-up, as typed.
    pub words: String,
}

impl Default for DrillPage {
    /// The scripts, nothing chosen.
    fn default() -> Self {
        Self {
            all: Vec::new(),
            tab: DrillTab::Scripts,
            script: None,
            mode: DrillMode::Plain,
            participants: String::new(),
            play: None,
            open: None,
            words: String::new(),
        }
    }
}

impl DrillPage {
    /// What the desk answered.
    pub fn listed(&mut self, all: Vec<DrillNow>) {
        self.all = all;
    }

    /// What is written is on record.
    pub fn done(&mut self) {
        if self.play.take().is_some() {
            self.tab = DrillTab::Runs;
            self.open = None;
            self.participants.clear();
        }
        self.words.clear();
    }

    /// Whether an answer is being given, so that the clock runs.
    pub fn is_running(&self) -> bool {
        self.play.as_ref().is_some_and(|play| matches!(play.phase, DrillPhase::Answering(_)))
    }

    /// Whether something would be lost.
    pub fn has_typed(&self) -> bool {
        self.play.is_some() || !self.words.trim().is_empty()
    }

    /// The chosen script, else the first.
    pub fn chosen<'a>(&self, library: &'a Library) -> Option<&'a DrillScript> {
        let all = &library.cards().drills;
        all.iter().find(|one| Some(&one.id) == self.script.as_ref()).or(all.first())
    }

    /// The kept drill that is open, else the latest.
    pub fn one(&self) -> Option<&DrillNow> {
        self.all.iter().find(|one| Some(one.id) == self.open).or(self.all.last())
    }

    /// Esc: while something is played it is asked first; what is asked is answered by playing on.
    pub fn back(&self) -> Option<DrillMessage> {
        let play = self.play.as_ref()?;
        Some(if play.leaving { DrillMessage::Stay } else { DrillMessage::Leave })
    }

    /// Ctrl+Enter: the answer is given, or the owner goes on.
    pub fn forward(&self) -> Option<DrillMessage> {
        match self.play.as_ref()?.phase {
            DrillPhase::Answering(_) => Some(DrillMessage::Answered),
            DrillPhase::Ticking => Some(DrillMessage::Next),
            DrillPhase::Over => None,
        }
    }

    /// Whether there is something to keep.
    pub fn is_over(&self) -> bool {
        self.play.as_ref().is_some_and(|play| play.phase == DrillPhase::Over)
    }

    /// Works a message in.
    pub fn update(&mut self, message: DrillMessage, context: &Context) -> Action<Message> {
        match message {
            DrillMessage::Tab(tab) => self.tab = tab,
            DrillMessage::Choose(id) => self.script = Some(id),
            DrillMessage::Mode(mode) => self.mode = mode,
            DrillMessage::Participants(text) => self.participants = text,
            DrillMessage::Begin => self.begin(context),
            DrillMessage::Open(id) => {
                self.open = Some(id);
                self.words.clear();
            }
            DrillMessage::Words(text) => self.words = text,
            DrillMessage::Print(id) => {
                return Action::ask(Request::Print(vec![Printout::ScoreSheet(id)]));
            }
            DrillMessage::FollowedUp => {
                let Some(one) = self.one() else { return Action::none() };
                let added = context.desk.follow_up_drill(&context.actor, one.id, &self.words);
                return write(PAGE, added, |()| "后续已记下".to_owned());
            }
            DrillMessage::Save => return self.save(context),
            DrillMessage::Quit => self.play = None,
            playing => self.go_on(playing, context),
        }
        Action::none()
    }

    fn begin(&mut self, context: &Context) {
        let library = context.desk.library();
        let Some(script) = self.chosen(&library).cloned() else { return };
        let ground = DrillGround { library: &library, settings: &context.settings, now: context.now() };
        self.play = Some(DrillPlay::begin(&context.actor.name, script, self.mode, ground));
    }

    /// On the drill at hand.
    fn go_on(&mut self, message: DrillMessage, context: &Context) {
        let Some(play) = &mut self.play else { return };
        let now = context.now();
        let library = context.desk.library();
        let ground = DrillGround { library: &library, settings: &context.settings, now };
        match message {
            DrillMessage::Tick => play.tick(now),
            DrillMessage::Answered => play.answered(now),
            DrillMessage::Next => play.next(ground),
            DrillMessage::Again => play.again(ground),
            DrillMessage::Mark(at) => play.mark(at),
            DrillMessage::Result(action) => play.result.perform(action),
            DrillMessage::FollowUp(action) => play.follow_up.perform(action),
            DrillMessage::Leave => play.leaving = true,
            DrillMessage::Stay => play.leaving = false,
            _ => {}
        }
    }

    fn save(&self, context: &Context) -> Action<Message> {
        let Some(play) = self.play.as_ref().filter(|play| play.phase == DrillPhase::Over) else {
            return Action::none();
        };
        if play.by != context.actor.name {
            let words = format!("这次演练是{by}做的，没有保存。请{by}值班时再保存，内容还在。", by = play.by);
            return Action::ask(Request::Warn(words));
        }
        let saved = context.desk.save_drill(&context.actor, play.run(&self.participants));
        write(PAGE, saved, |id| format!("演练第{id}次已保存，不算受理，不进统计"))
    }
}
