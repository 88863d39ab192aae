//! The window without a screen: what is pressed and typed goes through the real views, background work runs to its
//! end, and what stands there can be asked.

use std::path::{Path, PathBuf};

use futures::StreamExt;
use futures::executor::block_on;
use iced::advanced::input_method;
use iced::keyboard::key::Named;
use iced::{Event, Point, Rectangle, Settings, Size};
use iced_test::runtime::{Action, task};
use iced_test::selector::Candidate;
use iced_test::simulator::{Simulator, click};
use tingsu::app::{App, Message, Start};
use tingsu::domain::time::Moment;
use tingsu::ui::font;
use tingsu::ui::shortcut::Shortcut;
use tingsu::ui::theme::theme;

/// The window on a data folder.
pub struct Pilot {
    /// The root.
    pub app: App,
    /// Whether the window has closed.
    pub closed: bool,
    size: Size,
}

impl Pilot {
    /// Opens the window on a folder at a time and waits until it stands.
    pub fn open(folder: &Path, now: &str) -> Self {
        Self::sized(folder, now, Size::new(1366.0, 768.0))
    }

    /// The same with so many logical pixels; a high one shows whole forms without scrolling.
    pub fn sized(folder: &Path, now: &str, size: Size) -> Self {
        let start = Start { folder: PathBuf::from(folder), now: Moment::parse(now).ok(), ring: None };
        let (app, opening) = App::new(start);
        let mut pilot = Self { app, closed: false, size };
        pilot.run(opening);
        pilot
    }

    /// Looks at a window that somebody else has worked at.
    #[cfg(test)]
    pub fn over(app: App, size: Size) -> Self {
        Self { app, closed: false, size }
    }

    /// Runs background work to its end, with everything that follows from it.
    fn run(&mut self, work: iced::Task<Message>) {
        let Some(mut stream) = task::into_stream(work) else { return };
        while let Some(action) = block_on(stream.next()) {
            match action {
                Action::Output(message) => self.send(message),
                Action::Exit => self.closed = true,
                _ => {}
            }
        }
    }

    /// Hands the window a message.
    pub fn send(&mut self, message: Message) {
        let work = self.app.update(message);
        self.run(work);
    }

    /// Presses a shortcut.
    pub fn press(&mut self, shortcut: Shortcut) {
        self.send(Message::Shortcut(shortcut));
    }

    fn simulator(&self) -> Simulator<'_, Message> {
        let settings =
            Settings { fonts: font::bundled(), default_font: font::REGULAR, ..Settings::default() };
        Simulator::with_size(settings, self.size, self.app.view())
    }

    /// Clicks the control with these words.
    pub fn click(&mut self, words: &str) {
        let mut ui = self.simulator();
        ui.click(words).unwrap_or_else(|error| panic!("「{words}」: {error}"));
        let messages: Vec<_> = ui.into_messages().collect();
        assert!(!messages.is_empty(), "「{words}」 does nothing");
        messages.into_iter().for_each(|message| self.send(message));
    }

    /// Whether a click on these words does anything; it is not done.
    #[cfg(test)]
    pub fn does(&self, words: &str) -> bool {
        let mut ui = self.simulator();
        ui.click(words).unwrap_or_else(|error| panic!("「{words}」: {error}"));
        ui.into_messages().next().is_some()
    }

    /// Types into the empty field with this placeholder.
    pub fn fill(&mut self, placeholder: &str, words: &str) {
        let mut ui = self.simulator();
        ui.click(placeholder).unwrap_or_else(|error| panic!("「{placeholder}」: {error}"));
        // As an input method hands it over: in one piece.
        let commit = input_method::Event::Commit(words.to_owned());
        let _ = ui.simulate([Event::InputMethod(commit)]);
        let messages: Vec<_> = ui.into_messages().collect();
        assert!(!messages.is_empty(), "「{placeholder}」 takes no text");
        messages.into_iter().for_each(|message| self.send(message));
    }

    /// Clicks the control with these words that comes at this place, from 0, among all with the same words.
    pub fn click_nth(&mut self, words: &str, at: usize) {
        let place = self.places(words).get(at).copied();
        let place = place.unwrap_or_else(|| panic!("「{words}」 stands there {} times", at));
        self.act_at(words, place.center(), &[]);
    }

    /// Clicks the last control with these words, as a button at the foot whose words stand further up too.
    pub fn click_last(&mut self, words: &str) {
        let place = self.places(words).last().copied().unwrap_or_else(|| panic!("no 「{words}」"));
        self.act_at(words, place.center(), &[]);
    }

    /// Clicks the control with these words that is the nearest to the line of the head, as the button beside it.
    pub fn click_below(&mut self, head: &str, words: &str) {
        let head_at = self.places(head).last().copied().unwrap_or_else(|| panic!("no 「{head}」"));
        let away = |place: &Rectangle| (place.center_y() - head_at.center_y()).abs();
        let all = self.places(words);
        let place = all.iter().min_by(|one, two| away(one).total_cmp(&away(two)));
        let place = *place.unwrap_or_else(|| panic!("no 「{words}」"));
        self.act_at(words, place.center(), &[]);
    }

    /// Writes other words into the field that holds these.
    #[cfg(test)]
    pub fn replace(&mut self, before: &str, after: &str) {
        let mut found = None;
        let look = |candidate: Candidate<'_>| -> Option<()> {
            if let Candidate::TextInput { state, visible_bounds: Some(bounds), .. } = candidate
                && state.text() == before
            {
                found = Some(bounds);
            }
            None
        };
        let _ = self.simulator().find(look);
        let place: Rectangle = found.unwrap_or_else(|| panic!("no field holds 「{before}」"));
        let mut ui = self.simulator();
        ui.point_at(place.center());
        let _ = ui.simulate(click().chain(click()).chain(click()).collect::<Vec<_>>());
        let commit = input_method::Event::Commit(after.to_owned());
        let _ = ui.simulate([Event::InputMethod(commit)]);
        let messages: Vec<_> = ui.into_messages().collect();
        assert!(!messages.is_empty(), "the field of 「{before}」 takes no text");
        messages.into_iter().for_each(|message| self.send(message));
    }

    /// Where the fields of one line are, from top to bottom of the view.
    #[cfg(test)]
    pub fn inputs(&self) -> Vec<Rectangle> {
        let mut places = Vec::new();
        let look = |candidate: Candidate<'_>| -> Option<()> {
            if let Candidate::TextInput { visible_bounds: Some(bounds), .. } = candidate {
                places.push(bounds);
            }
            None
        };
        let _ = self.simulator().find(look);
        places
    }

    /// Writes something in place of what the field at a place holds; `false` when it takes no text.
    #[cfg(test)]
    pub fn paste_at(&mut self, place: Rectangle, words: &str) -> bool {
        let mut ui = self.simulator();
        ui.point_at(place.center());
        let _ = ui.simulate(click().chain(click()).chain(click()).collect::<Vec<_>>());
        let commit = input_method::Event::Commit(words.to_owned());
        let _ = ui.simulate([Event::InputMethod(commit)]);
        let messages: Vec<_> = ui.into_messages().collect();
        let took = !messages.is_empty();
        messages.into_iter().for_each(|message| self.send(message));
        took
    }

    /// Types into the field or editor under this label; the last one, as the labels of lists come before.
    pub fn write(&mut self, label: &str, words: &str) {
        let place = self.places(label).last().copied().unwrap_or_else(|| panic!("no label 「{label}」"));
        let field = Point::new(place.x + 24.0, place.y + place.height + 22.0);
        let commit = Event::InputMethod(input_method::Event::Commit(words.to_owned()));
        self.act_at(label, field, &[commit]);
    }

    /// Empties the field under this label.
    #[cfg(test)]
    pub fn clear(&mut self, label: &str) {
        use iced::keyboard::key::{Code, Physical};
        use iced::keyboard::{self, Key};
        use iced_test::simulator::press_key;

        let place = self.places(label).last().copied().unwrap_or_else(|| panic!("no label 「{label}」"));
        let field = Point::new(place.x + 24.0, place.y + place.height + 22.0);
        let held = |keys| Event::Keyboard(keyboard::Event::ModifiersChanged(keys));
        let all = keyboard::Event::KeyPressed {
            key: Key::Character("a".into()),
            modified_key: Key::Character("a".into()),
            physical_key: Physical::Code(Code::KeyA),
            location: keyboard::Location::Standard,
            modifiers: keyboard::Modifiers::CTRL,
            text: None,
            repeat: false,
        };
        let keys = [
            held(keyboard::Modifiers::CTRL),
            Event::Keyboard(all),
            held(keyboard::Modifiers::empty()),
            press_key(Named::Delete, None),
        ];
        self.act_at(label, field, &keys);
    }

    /// How often these very words can be seen.
    #[cfg(test)]
    pub fn count(&self, words: &str) -> usize {
        self.places(words).len()
    }

    /// Where these very words can be seen, from top to bottom of the view.
    fn places(&self, words: &str) -> Vec<Rectangle> {
        let mut places = Vec::new();
        let look = |candidate: Candidate<'_>| -> Option<()> {
            if let Candidate::Text { content, visible_bounds: Some(bounds), .. } = candidate
                && content == words
            {
                places.push(bounds);
            }
            None
        };
        let _ = self.simulator().find(look);
        places
    }

    /// Where these very words can be seen first.
    #[cfg(test)]
    pub fn place(&self, words: &str) -> Option<Rectangle> {
        self.places(words).first().copied()
    }

    fn act_at(&mut self, what: &str, point: Point, then: &[Event]) {
        let mut ui = self.simulator();
        ui.point_at(point);
        let _ = ui.simulate(click());
        let _ = ui.simulate(then.iter().cloned());
        let messages: Vec<_> = ui.into_messages().collect();
        assert!(!messages.is_empty(), "「{what}」 does nothing");
        messages.into_iter().for_each(|message| self.send(message));
    }

    /// Presses Enter in the field with this text.
    pub fn submit(&mut self, text: &str) {
        let mut ui = self.simulator();
        ui.click(text).unwrap_or_else(|error| panic!("「{text}」: {error}"));
        ui.tap_key(Named::Enter);
        let messages: Vec<_> = ui.into_messages().collect();
        messages.into_iter().for_each(|message| self.send(message));
    }

    /// Whether these words stand somewhere in the window.
    pub fn sees(&self, words: &str) -> bool {
        let holds = |candidate: Candidate<'_>| match candidate {
            Candidate::Text { content, .. } => content.contains(words).then_some(()),
            Candidate::TextInput { state, .. } => state.text().contains(words).then_some(()),
            _ => None,
        };
        self.simulator().find(holds).is_ok()
    }

    /// The window has this size from now on.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
    }

    /// A picture of the window; nothing is written when the file is there already.
    pub fn picture(&self, file: &Path) {
        let mut ui = self.simulator();
        let snapshot = ui.snapshot(&theme()).unwrap();
        assert!(snapshot.matches_image(file).unwrap());
    }
}
