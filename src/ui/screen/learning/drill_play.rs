//! A drill that is being played: which words of the owner are on, how long the answer takes, what was ticked. Nothing of it
//! is stored before the end. Ledger 17-04, 17-06, 17-12.

use crate::domain::drill::{DrillAnswer, DrillMode, DrillRun};
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::library::drill::{DrillScript, DrillTurn};
use crate::library::drill_talk;
use crate::library::say::Spoken;
use crate::library::shelf::Library;
use crate::ui::widget::field::Content;

/// How far the present words of the owner are answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DrillPhase {
    /// The owner has spoken at this moment; the answer is being given.
    Answering(Moment),
    /// It was given; what it contained is ticked.
    Ticking,
    /// The last answer is ticked.
    Over,
}

/// The drill at hand.
#[derive(Debug)]
pub struct DrillPlay {
    /// Who answers.
    pub by: String,
    /// The script as it was when it began.
    pub script: DrillScript,
    /// Against the clock, or not.
    pub mode: DrillMode,
    /// How far it is.
    pub phase: DrillPhase,
    /// The answers, that at hand last.
    pub answers: Vec<DrillAnswer>,
    /// What the panel shows at this moment of the talk.
    pub spoken: Option<Spoken>,
    /// What was found.
    pub result: Content,
    /// What is done next.
    pub follow_up: Content,
    /// It is asked whether to leave without keeping it.
    pub leaving: bool,
    said: Vec<String>,
}

/// What the choice of a sentence rests on.
#[derive(Debug, Clone, Copy)]
pub struct DrillGround<'a> {
    /// The sentences.
    pub library: &'a Library,
    /// The settings in force.
    pub settings: &'a Settings,
    /// What time it is.
    pub now: Moment,
}

impl DrillPlay {
    /// The owner says his first words.
    pub fn begin(by: &str, script: DrillScript, mode: DrillMode, ground: DrillGround<'_>) -> Self {
        let mut play = Self {
            by: by.to_owned(),
            script,
            mode,
            phase: DrillPhase::Over,
            answers: Vec::new(),
            spoken: None,
            result: Content::new(),
            follow_up: Content::new(),
            leaving: false,
            said: Vec::new(),
        };
        play.speak(ground);
        play
    }

    /// The words of the owner that are on, and what is asked of the answer.
    pub fn turn(&self) -> Option<&DrillTurn> {
        self.script.turns.get(self.at())
    }

    /// Which they are, from 0.
    pub fn at(&self) -> usize {
        self.answers.len().saturating_sub(1)
    }

    /// Seconds that the answer at hand has taken, or took.
    pub fn seconds(&self, now: Moment) -> u32 {
        match self.phase {
            DrillPhase::Answering(since) => u32::try_from((now - since).num_seconds()).unwrap_or(0),
            DrillPhase::Ticking | DrillPhase::Over => self.answers.last().map_or(0, |answer| answer.took),
        }
    }

    /// The answer was given at this moment.
    pub fn answered(&mut self, now: Moment) {
        let took = self.seconds(now);
        if let (DrillPhase::Answering(_), Some(answer)) = (self.phase, self.answers.last_mut()) {
            answer.took = took;
            self.phase = DrillPhase::Ticking;
        }
    }

    /// A second has gone by: against the clock the owner waits no longer than the limit. Ledger 17-12.
    pub fn tick(&mut self, now: Moment) {
        let within = self.answers.last().map_or(0, |answer| answer.within);
        let late = self.seconds(now) > within;
        if self.mode == DrillMode::Stress && late {
            self.answered(now);
        }
    }

    /// Whether the owner ran out of patience at the answer at hand.
    pub fn was_cut_off(&self) -> bool {
        let late = self.answers.last().is_some_and(|answer| answer.took > answer.within);
        self.phase == DrillPhase::Ticking && self.mode == DrillMode::Stress && late
    }

    /// Something was said after all, or not.
    pub fn mark(&mut self, at: usize) {
        if self.phase == DrillPhase::Ticking
            && let Some(tick) = self.answers.last_mut().and_then(|answer| answer.ticks.get_mut(at))
        {
            tick.said = !tick.said;
        }
    }

    /// The owner goes on, or has nothing more to say.
    pub fn next(&mut self, ground: DrillGround<'_>) {
        if self.phase != DrillPhase::Ticking {
            return;
        }
        if self.answers.len() < self.script.turns.len() {
            self.speak(ground);
        } else {
            self.phase = DrillPhase::Over;
        }
    }

    /// The present words once more, from the start, as after a call that came between.
    pub fn again(&mut self, ground: DrillGround<'_>) {
        if self.answers.pop().is_some() {
            self.said.pop();
            self.speak(ground);
        }
    }

    fn speak(&mut self, ground: DrillGround<'_>) {
        let at = self.answers.len();
        let DrillGround { library, settings, now } = ground;
        self.spoken = drill_talk::spoken(&self.script, at, library, settings, &self.said, now);
        let Some(turn) = self.script.turns.get(at) else { return };
        let sentence = self.spoken.as_ref().map(|spoken| spoken.sentence.text.as_str().to_owned());
        self.said.push(self.spoken.as_ref().map(|spoken| spoken.sentence.id.clone()).unwrap_or_default());
        self.answers.push(DrillAnswer {
            says: turn.says.clone(),
            sentence: sentence.unwrap_or_default(),
            took: 0,
            within: turn.seconds,
            ticks: turn.ticks.clone(),
        });
        self.phase = DrillPhase::Answering(now);
    }

    /// The drill as it is kept.
    pub fn run(&self, participants: &str) -> DrillRun {
        DrillRun {
            script: self.script.id.clone(),
            name: self.script.name.clone(),
            mode: self.mode,
            participants: participants.to_owned(),
            answers: self.answers.clone(),
            result: self.result.text(),
            follow_up: self.follow_up.text(),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::domain::drill::Dimension;

    fn start() -> Moment {
        Moment::parse("2026-11-21T10:00").unwrap()
    }

    fn after(seconds: i64) -> Moment {
        start() + Duration::seconds(seconds)
    }

    fn play(mode: DrillMode) -> DrillPlay {
        let script = Library::shipped().cards().drills[0].clone();
        DrillPlay::begin("李敏", script, mode, ground(&Settings::default(), start()))
    }

    fn ground(settings: &Settings, now: Moment) -> DrillGround<'_> {
        DrillGround { library: Library::shipped(), settings, now }
    }

    #[test]
    fn each_answer_is_timed_and_ticked_and_the_last_ends_it() {
        let settings = Settings::default();
        let mut play = play(DrillMode::Plain);
        let turns = play.script.turns.len();
        play.mark(0);
        assert!(!play.answers[0].ticks[0].said, "nothing is ticked while the answer is given");
        play.next(ground(&settings, after(1)));
        assert_eq!(play.at(), 0, "nor does the owner go on");
        for turn in 0..turns {
            let now = i64::try_from(turn).unwrap() * 100;
            assert_eq!(play.at(), turn);
            assert_eq!(play.seconds(after(now + 12)), 12);
            play.tick(after(now + 59));
            assert!(matches!(play.phase, DrillPhase::Answering(_)), "nobody hurries");
            play.answered(after(now + 12));
            play.mark(0);
            play.mark(1);
            play.mark(1);
            assert!(!play.was_cut_off());
            play.next(ground(&settings, after(now + 100)));
        }
        assert_eq!(play.phase, DrillPhase::Over);
        let run = play.run("王倩");
        assert_eq!(run.answers.len(), turns);
        for answer in &run.answers {
            assert_eq!(answer.took, 12);
            assert!(answer.ticks[0].said && !answer.ticks[1].said);
            assert!(!answer.sentence.is_empty());
        }
        assert_eq!((run.participants.as_str(), run.script.as_str()), ("王倩", "lift-trapped"));
    }

    #[test]
    fn against_the_clock_the_owner_waits_no_longer_than_the_limit() {
        let mut play = play(DrillMode::Stress);
        let within = i64::from(play.answers[0].within);
        play.tick(after(within));
        assert!(matches!(play.phase, DrillPhase::Answering(_)), "the limit itself is in time");
        play.tick(after(within + 1));
        assert_eq!(play.phase, DrillPhase::Ticking);
        assert!(play.was_cut_off());
        let run = play.run("");
        assert_eq!(run.answers[0].promptness(run.mode), 0);
        assert_eq!(run.scores().of(Dimension::Speed), Some(0));
    }

    #[test]
    fn words_that_were_broken_off_begin_anew() {
        let settings = Settings::default();
        let mut play = play(DrillMode::Plain);
        let first = play.spoken.clone();
        play.answered(after(200));
        play.mark(0);
        play.again(ground(&settings, after(300)));
        assert_eq!((play.at(), play.answers.len()), (0, 1));
        assert_eq!(play.seconds(after(305)), 5);
        assert!(!play.answers[0].ticks[0].said);
        assert_eq!(play.spoken, first, "and the sentence is the same");
    }
}
