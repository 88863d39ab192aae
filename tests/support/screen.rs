//! One screen without the window around it: messages go in, background work runs to its end, requests are kept.

use futures::StreamExt;
use futures::executor::block_on;
use iced::advanced::input_method;
use iced::keyboard::key::Named;
use iced::{Event, Point, Rectangle, Settings, Size, Task};
use iced_test::runtime::{Action as Effect, task};
use iced_test::selector::Candidate;
use iced_test::simulator::{Simulator, click};
use tingsu::ui::font;
use tingsu::ui::screen::contract::{Action, Context, Request, Screen};

/// A screen at work.
pub struct Bench<S: Screen> {
    /// The screen.
    pub screen: S,
    /// What it is told.
    pub context: Context,
    /// What it asked of the app so far.
    pub requests: Vec<Request>,
}

impl<S: Screen> Bench<S> {
    /// A screen that has just been shown.
    pub fn shown(made: (S, Task<S::Message>), context: Context) -> Self {
        let (screen, task) = made;
        let mut bench = Self { screen, context, requests: Vec::new() };
        bench.run(Action::run(task));
        let refreshed = bench.screen.refresh(&bench.context);
        bench.run(refreshed);
        bench
    }

    /// Runs what an action asks for to its end, with everything that follows.
    pub fn run(&mut self, action: Action<S::Message>) {
        for answer in self.answers(action) {
            self.send(answer);
        }
    }

    /// The answers of an action's background work, not yet handed to the screen.
    pub fn answers(&mut self, action: Action<S::Message>) -> Vec<S::Message> {
        self.requests.extend(action.requests);
        let Some(mut stream) = task::into_stream(action.task) else { return Vec::new() };
        let mut answers = Vec::new();
        while let Some(effect) = block_on(stream.next()) {
            if let Effect::Output(message) = effect {
                answers.push(message);
            }
        }
        answers
    }

    /// Hands a message to the screen without running what it asks for.
    pub fn update(&mut self, message: S::Message) -> Action<S::Message> {
        self.screen.update(message, &self.context)
    }

    /// Hands a message to the screen and runs what follows.
    pub fn send(&mut self, message: S::Message) {
        let action = self.update(message);
        self.run(action);
    }

    fn simulator(&self) -> Simulator<'_, S::Message> {
        let settings =
            Settings { fonts: font::bundled(), default_font: font::REGULAR, ..Settings::default() };
        Simulator::with_size(settings, Size::new(1262.0, 720.0), self.screen.view(&self.context))
    }

    /// Clicks the control with these words.
    pub fn click(&mut self, words: &str) {
        assert!(self.pressed(words, None) > 0, "「{words}」 does nothing");
    }

    /// Clicks what has these words, then taps a key while it holds the focus.
    pub fn click_then(&mut self, words: &str, key: Named) {
        self.pressed(words, None);
        self.pressed(words, Some(key));
    }

    /// Whether a click on these words does anything; it is done then.
    pub fn does(&mut self, words: &str) -> bool {
        self.pressed(words, None) > 0
    }

    fn pressed(&mut self, words: &str, key: Option<Named>) -> usize {
        let mut ui = self.simulator();
        ui.click(words).unwrap_or_else(|error| panic!("「{words}」: {error}"));
        if let Some(key) = key {
            ui.tap_key(key);
        }
        let messages: Vec<_> = ui.into_messages().collect();
        let count = messages.len();
        messages.into_iter().for_each(|message| self.send(message));
        count
    }

    /// Types into the field or editor under this label, the last one of the name.
    pub fn write(&mut self, label: &str, words: &str) {
        let mut place = None;
        let look = |candidate: Candidate<'_>| -> Option<()> {
            if let Candidate::Text { content, visible_bounds: Some(bounds), .. } = candidate
                && content == label
            {
                place = Some(bounds);
            }
            None
        };
        let mut ui = self.simulator();
        let _ = ui.find(look);
        let place: Rectangle = place.unwrap_or_else(|| panic!("no label 「{label}」"));
        ui.point_at(Point::new(place.x + 24.0, place.y + place.height + 22.0));
        let _ = ui.simulate(click());
        let _ = ui.simulate([Event::InputMethod(input_method::Event::Commit(words.to_owned()))]);
        let messages: Vec<_> = ui.into_messages().collect();
        assert!(!messages.is_empty(), "「{label}」 takes no text");
        messages.into_iter().for_each(|message| self.send(message));
    }

    /// Whether these words stand somewhere on the screen.
    pub fn sees(&self, words: &str) -> bool {
        let holds = |candidate: Candidate<'_>| match candidate {
            Candidate::Text { content, .. } => content.contains(words).then_some(()),
            Candidate::TextInput { state, .. } => state.text().contains(words).then_some(()),
            _ => None,
        };
        self.simulator().find(holds).is_ok()
    }

    /// The last request, taken away.
    pub fn asked(&mut self) -> Option<Request> {
        self.requests.pop()
    }
}
