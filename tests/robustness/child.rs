//! What a process does until it is killed: it prints a line for everything that was acknowledged to it.

use std::io::{self, Write};
use std::path::Path;

use futures::StreamExt;
use futures::executor::block_on;
use iced_test::runtime::{Action, task};
use tingsu::app::{App, Message, Start, screens, window};
use tingsu::domain::event::EventKind;
use tingsu::ui::screen::{intake, sign_in};
use tingsu::ui::shortcut::Shortcut;

use super::world::{NOW, at, chief, complaint, open};

fn acknowledge(line: &str) {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).unwrap();
}

/// Takes in cases, adds notes to them and makes copies; ends by itself only when `most` cases are in.
///
/// # Errors
/// The sentence with which the program refuses to go on.
pub fn write(folder: &Path, most: usize) -> Result<(), String> {
    let desk = open(folder).map_err(|error| error.message())?;
    let chief = chief(&desk);
    for which in 0..most {
        let taken = desk.take_in(&chief, complaint(which), Vec::new(), None).wait();
        let case = taken.map_err(|error| error.message())?.value;
        acknowledge(&format!("case {} 0", case.number));
        let note = EventKind::Note { text: "已看过现场".repeat(1 + which % 40), internal: false };
        let appended = desk.append(&chief, case.number, 0, vec![(desk.now(), note)]).wait();
        appended.map_err(|error| error.message())?;
        acknowledge(&format!("case {} 1", case.number));
        if which % 8 == 7 {
            let copy = desk.backup_now().wait().map_err(|error| error.message())?;
            let place = copy.path.strip_prefix(folder).unwrap_or(&copy.path);
            acknowledge(&format!("copy {}", place.display()));
        }
    }
    Ok(())
}

/// Types into the form of a call in the real window, character by character.
pub fn type_words(folder: &Path) {
    let (app, opening) = App::new(Start { folder: folder.to_owned(), now: Some(at(NOW)), ring: None });
    let mut app = app;
    run(&mut app, opening);
    let desk = open_beside(folder);
    send(&mut app, Message::SignIn(sign_in::Message::Pick(desk)));
    send(&mut app, Message::Shortcut(Shortcut::Phone));
    for length in 1.. {
        let typed = intake::Message::Typed(intake::Typed::Place, "字".repeat(length));
        send(&mut app, Message::Window(window::Message::Screen(screens::Message::Intake(Box::new(typed)))));
        // All work of the window has run to its end, the write of the draft among it.
        acknowledge(&format!("typed {length}"));
    }
}

/// Who is on duty: a supervisor, read beside the window.
fn open_beside(folder: &Path) -> tingsu::domain::person::StaffId {
    use tingsu::desk::clock::Clock;
    use tingsu::desk::handle::{Access, Desk};
    let desk = Desk::open(folder, Clock::frozen(at(NOW)), Access::Reading).unwrap();
    chief(&desk).id.unwrap()
}

fn send(app: &mut App, message: Message) {
    let work = app.update(message);
    run(app, work);
}

fn run(app: &mut App, work: iced::Task<Message>) {
    let Some(mut stream) = task::into_stream(work) else { return };
    while let Some(action) = block_on(stream.next()) {
        if let Action::Output(message) = action {
            send(app, message);
        }
    }
}
