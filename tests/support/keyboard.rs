//! The window worked by keys alone: the focus is where the keys have brought it, and every key is counted as a finger
//! presses it. What the owner says is typed without being counted.

use futures::StreamExt;
use futures::executor::block_on;
use iced::advanced::input_method;
use iced::advanced::renderer::Headless;
use iced::advanced::widget::operation::Outcome;
use iced::event::Status;
use iced::keyboard::key::{Named, NativeCode, Physical};
use iced::keyboard::{self, Key, Location, Modifiers};
use iced::{Event, Size, mouse};
use iced_test::core::clipboard;
use iced_test::runtime::user_interface::{Cache, UserInterface};
use iced_test::runtime::{Action, task};
use pinyin::ToPinyin;
use tingsu::app::{App, Message};
use tingsu::ui::font;
use tingsu::ui::shortcut::Shortcut;

use crate::support::window::Pilot;

/// Somebody at the keyboard of a window.
pub struct Typist {
    app: App,
    renderer: iced::Renderer,
    cache: Option<Cache>,
    /// Keys pressed so far.
    pub keys: usize,
}

const SIZE: Size = Size::new(1366.0, 768.0);

impl Typist {
    /// Takes the window over from somebody who has signed in with the mouse.
    pub fn at(window: Pilot) -> Self {
        let renderer = block_on(<iced::Renderer as Headless>::new(font::REGULAR, 16.into(), None)).unwrap();
        Self { app: window.app, renderer, cache: Some(Cache::default()), keys: 0 }
    }

    /// Gives the window back, to look at it.
    pub fn look(self) -> Pilot {
        Pilot::over(self.app, SIZE)
    }

    /// One press of a shortcut, which may be a chord.
    pub fn press(&mut self, shortcut: Shortcut) {
        self.keys += 1;
        let (key, modifiers) = match shortcut {
            Shortcut::Phone => (Key::Named(Named::F3), Modifiers::empty()),
            Shortcut::Confirm => (Key::Named(Named::F9), Modifiers::empty()),
            Shortcut::Next => (Key::Named(Named::Enter), Modifiers::CTRL),
            Shortcut::Save => (Key::Character("s".into()), Modifiers::CTRL),
            Shortcut::Words => (Key::Character("m".into()), Modifiers::CTRL),
            Shortcut::Outage => (Key::Named(Named::F11), Modifiers::empty()),
            Shortcut::TakePerson => (Key::Character("d".into()), Modifiers::CTRL),
            other => panic!("{other:?} has no key here yet"),
        };
        self.key(key, modifiers, None);
    }

    /// On to the next control.
    pub fn tab(&mut self) {
        self.keys += 1;
        self.key(Key::Named(Named::Tab), Modifiers::empty(), None);
    }

    /// The main act of what is open.
    pub fn enter(&mut self) {
        self.keys += 1;
        self.key(Key::Named(Named::Enter), Modifiers::empty(), None);
    }

    /// Letters and digits, a key each.
    pub fn keyed(&mut self, text: &str) {
        for letter in text.chars() {
            self.keys += 1;
            let text = letter.to_string();
            self.key(Key::Character(text.as_str().into()), Modifiers::empty(), Some(text.as_str()));
        }
    }

    /// Chinese by an input method: its letters, and one key to choose.
    pub fn composed(&mut self, text: &str) {
        let letters: usize = text.to_pinyin().flatten().map(|sound| sound.plain().len()).sum();
        self.keys += letters + 1;
        self.commit(text);
    }

    /// What the owner says: typed, and not counted.
    pub fn free(&mut self, text: &str) {
        self.commit(text);
    }

    fn commit(&mut self, text: &str) {
        self.happens(Event::InputMethod(input_method::Event::Commit(text.to_owned())));
    }

    fn key(&mut self, key: Key, modifiers: Modifiers, text: Option<&str>) {
        let event = keyboard::Event::KeyPressed {
            modified_key: key.clone(),
            physical_key: Physical::Unidentified(NativeCode::Unidentified),
            location: Location::Standard,
            text: text.map(Into::into),
            key: key.clone(),
            modifiers,
            repeat: false,
        };
        self.happens(Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)));
        if self.happens(Event::Keyboard(event.clone())) == Status::Captured {
            return;
        }
        // What no control wanted goes to the root, as `app` hears it.
        match (Shortcut::of(&event), key) {
            (Some(shortcut), _) => self.send(Message::Shortcut(shortcut)),
            (None, Key::Named(Named::Tab)) => self.send(Message::Tab { back: false }),
            _ => {}
        }
    }

    fn happens(&mut self, event: Event) -> Status {
        let cache = self.cache.take().unwrap_or_default();
        let mut ui = UserInterface::build(self.app.view(), SIZE, cache, &mut self.renderer);
        let mut messages = Vec::new();
        let (_, statuses) = ui.update(
            &[event],
            mouse::Cursor::Unavailable,
            &mut self.renderer,
            &mut clipboard::Null,
            &mut messages,
        );
        self.cache = Some(ui.into_cache());
        messages.into_iter().for_each(|message| self.send(message));
        statuses.first().copied().unwrap_or(Status::Ignored)
    }

    /// Hands the window a message; background work and changes of the focus run to their end.
    fn send(&mut self, message: Message) {
        let work = self.app.update(message);
        let Some(mut stream) = task::into_stream(work) else { return };
        while let Some(action) = block_on(stream.next()) {
            match action {
                Action::Output(message) => self.send(message),
                Action::Widget(operation) => {
                    let cache = self.cache.take().unwrap_or_default();
                    let mut ui = UserInterface::build(self.app.view(), SIZE, cache, &mut self.renderer);
                    let mut next = Some(operation);
                    while let Some(mut operation) = next.take() {
                        ui.operate(&self.renderer, operation.as_mut());
                        if let Outcome::Chain(chained) = operation.finish() {
                            next = Some(chained);
                        }
                    }
                    self.cache = Some(ui.into_cache());
                }
                _ => {}
            }
        }
    }
}
