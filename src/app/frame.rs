//! Where the window stands on the screen, remembered beside the data from one day to the next.

use std::fs;
use std::path::{Path, PathBuf};

use iced::window::{self as native, Id, Position};
use iced::{Point, Size, Task};
use serde::{Deserialize, Serialize};

use crate::platform;

/// The window's size at the first start, in logical pixels.
pub const SIZE: Size = Size::new(1366.0, 768.0);
/// The smallest size in which everything can still be reached.
pub const SMALLEST: Size = Size::new(900.0, 500.0);
/// Windows puts a minimised window far out, beyond any screen.
const FAR_OUT: f32 = -30_000.0;
const FILE: &str = "window.json";

/// Place and size of the window in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Placement {
    /// The left upper corner; `None` as long as the system has not said.
    #[serde(default)]
    corner: Option<(f32, f32)>,
    width: f32,
    height: f32,
    #[serde(default)]
    maximized: bool,
}

impl Default for Placement {
    fn default() -> Self {
        Self { corner: None, width: SIZE.width, height: SIZE.height, maximized: false }
    }
}

/// Keeps where the window stands.
#[derive(Debug)]
pub struct Frame {
    file: PathBuf,
    /// What the system said last; the place of a maximised window is not worth keeping.
    latest: Placement,
    kept: Placement,
    changed: bool,
}

/// What the system says about the window.
#[derive(Debug, Clone)]
pub enum Message {
    /// Its left upper corner.
    Moved(Id, Point),
    /// Its size.
    Resized(Id, Size),
    /// Whether it fills the screen after that.
    Maximized(bool),
}

impl Frame {
    /// What was kept in this data folder; a file that cannot be read is as good as none.
    pub fn read(folder: &Path) -> Self {
        let file = folder.join(FILE);
        let kept = fs::read(&file).ok().and_then(|text| serde_json::from_slice::<Placement>(&text).ok());
        let kept = kept.unwrap_or_default();
        Self { file, latest: kept, kept, changed: false }
    }

    /// How the window opens.
    pub fn settings(&self) -> native::Settings {
        let corner = self.kept.corner.filter(|_| cfg!(windows));
        native::Settings {
            size: Size::new(self.kept.width.max(SMALLEST.width), self.kept.height.max(SMALLEST.height)),
            min_size: Some(SMALLEST),
            maximized: self.kept.maximized,
            // Elsewhere the window manager knows better, and counts its decorations in a way of its own.
            position: corner.map_or(Position::Default, |(x, y)| Position::Specific(Point::new(x, y))),
            ..native::Settings::default()
        }
    }

    /// Takes note; sizes are given in pixels of a window that is `scale` times as large.
    pub fn update(&mut self, message: Message, scale: f32) -> Task<Message> {
        match message {
            Message::Moved(_, corner) if corner.x < FAR_OUT || corner.y < FAR_OUT => Task::none(),
            Message::Resized(_, size) if size.width * scale < SMALLEST.width => Task::none(),
            Message::Moved(window, corner) => {
                self.latest.corner = Some((corner.x * scale, corner.y * scale));
                native::is_maximized(window).map(Message::Maximized)
            }
            Message::Resized(window, size) => {
                (self.latest.width, self.latest.height) = (size.width * scale, size.height * scale);
                native::is_maximized(window).map(Message::Maximized)
            }
            Message::Maximized(maximized) => {
                let before = self.kept;
                if !maximized {
                    self.kept = self.latest;
                }
                self.kept.maximized = maximized;
                self.changed |= self.kept != before;
                Task::none()
            }
        }
    }

    /// Writes where the window stands, off the window's thread; nothing when it stands where it stood.
    pub fn write<T: Send + 'static>(&mut self) -> Task<T> {
        if !std::mem::take(&mut self.changed) {
            return Task::none();
        }
        let (file, kept) = (self.file.clone(), self.kept);
        let written = smol::unblock(move || {
            let text = serde_json::to_vec(&kept).map_err(std::io::Error::from);
            if let Err(error) = text.and_then(|text| fs::write(&file, text)) {
                tracing::warn!(%error, "where the window stands was not kept");
            }
        });
        Task::future(written).discard()
    }
}

/// On a screen that the window would not fit, the window fills it; one whose title bar lies on no screen, since a
/// screen was taken away, comes to the middle of the next one.
pub fn fit<T: Send + 'static>() -> Task<T> {
    native::oldest().and_then(|window| {
        native::monitor_size(window).and_then(move |screen| {
            // Room for the task bar and the window's own title.
            if screen.width < SIZE.width || screen.height < SIZE.height + 80.0 {
                return native::maximize(window, true);
            }
            native::run(window, platform::title_on_screen).then(move |on_screen| {
                if on_screen {
                    return Task::none();
                }
                native::size(window).then(move |size| {
                    let (x, y) = ((screen.width - size.width) / 2.0, (screen.height - size.height) / 2.0);
                    native::move_to(window, Point::new(x.max(0.0), y.max(0.0)))
                })
            })
        })
    })
}

/// Lets the window hear that the session ends, where the system says so by a message of its own.
pub fn watch_session<T: Send + 'static>() -> Task<T> {
    native::oldest().and_then(|window| native::run(window, platform::watch_session).discard())
}

/// Whether there is a desktop to show a window on; without one the window's library would only panic.
pub fn has_display() -> bool {
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(not(target_os = "linux")) || ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].iter().any(is_set)
}

/// The window comes out from behind others.
pub fn come_forward<T: Send + 'static>() -> Task<T> {
    native::latest()
        .and_then(|window| Task::batch([native::minimize(window, false), native::gain_focus(window)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(frame: &mut Frame, messages: impl IntoIterator<Item = Message>) {
        messages.into_iter().for_each(|message| drop(frame.update(message, 1.0)));
    }

    fn write(frame: &mut Frame) {
        let stream = iced_test::runtime::task::into_stream(frame.write::<()>());
        if let Some(stream) = stream {
            futures::executor::block_on_stream(stream).for_each(drop);
        }
    }

    #[test]
    fn the_window_opens_as_it_was_left() {
        let folder = tempfile::tempdir().unwrap();
        let mut frame = Frame::read(folder.path());
        assert_eq!(frame.settings().size, SIZE, "the first start");
        write(&mut frame);
        assert!(!folder.path().join(FILE).exists(), "nothing was moved");
        let id = Id::unique();
        told(
            &mut frame,
            [
                Message::Moved(id, Point::new(40.0, 30.0)),
                Message::Resized(id, Size::new(1200.0, 700.0)),
                Message::Maximized(false),
                // Filling the screen, and put down to the task bar.
                Message::Moved(id, Point::new(-8.0, -8.0)),
                Message::Resized(id, Size::new(1936.0, 1048.0)),
                Message::Maximized(true),
                Message::Moved(id, Point::new(-32_000.0, -32_000.0)),
                Message::Resized(id, Size::new(0.0, 0.0)),
            ],
        );
        write(&mut frame);
        let again = Frame::read(folder.path());
        let expected =
            Placement { corner: Some((40.0, 30.0)), width: 1200.0, height: 700.0, maximized: true };
        assert_eq!(again.kept, expected);
        assert_eq!(again.settings().size, Size::new(1200.0, 700.0));
        assert!(again.settings().maximized);
    }

    #[test]
    fn a_spoilt_file_and_a_tiny_window_do_no_harm() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "{\"width\": \"宽\"}").unwrap();
        assert_eq!(Frame::read(folder.path()).kept, Placement::default());
        fs::write(folder.path().join(FILE), "{\"width\": 3.0, \"height\": 2.0}").unwrap();
        assert_eq!(Frame::read(folder.path()).settings().size, SMALLEST);
    }
}
