//! What is said along the way of a case: at its receipt and at the time of each of its events, with what is known by
//! then. For the tests and for the printout.

use tingsu::desk::interchange::read;
use tingsu::domain::case::{Case, CaseNumber};
use tingsu::domain::deadline::Terms;
use tingsu::domain::event::{Event, EventKind};
use tingsu::domain::settings::{Rules, Settings};
use tingsu::library::say::{self, Spoken};
use tingsu::library::sentence::Talk;
use tingsu::library::shelf::Library;
use tingsu::library::talk::step_owed;

const CASES: &[u8] = include_bytes!("../fixtures/cases.json");
const FURTHER: &[u8] = include_bytes!("../fixtures/moments.json");

/// The cases of a file in the form of the interchange; one without a number gets the serial of its place.
pub fn cases(bytes: &[u8]) -> Vec<Case> {
    let incoming = read::read(bytes).unwrap().cases.into_iter().map(Result::unwrap);
    let numbered = incoming.enumerate().map(|(at, one)| {
        let serial = u32::try_from(at).unwrap() + 1;
        let number = one.number.unwrap_or_else(|| CaseNumber::new(one.receipt.received_at.date(), serial));
        let mut case = one.case(number);
        // What it owes is part of the moment, as it is at the counter.
        Terms::plain(&Rules::default()).plan(&mut case);
        case
    });
    numbered.collect()
}

/// The cases of the sample, in the order of the file.
pub fn sample() -> Vec<Case> {
    cases(CASES)
}

/// Further cases: all kinds, channels, moods, dangers and people.
pub fn further() -> Vec<Case> {
    cases(FURTHER)
}

/// The settings of a counter that has answered the questions of the first start.
pub fn settings() -> Settings {
    let mut settings =
        Settings {
            property: "澄湖佳苑".into(), centre_phone: "0755-00001234".into(), ..Settings::default()
        };
    settings.gas_phone = "0755-00000777".into();
    settings.power_phone = "95598".into();
    settings.lift_phone = "0755-00000888".into();
    settings.ladder[0].name = "孟知秋".into();
    settings.ladder[1].name = "韩骁".into();
    settings
}

/// What is said at the receipt and after each event, each with a word for the moment.
pub fn moments(library: &Library, case: &Case, settings: &Settings) -> Vec<(String, Spoken)> {
    let mut moments = Vec::new();
    let mut said: Vec<Event> = Vec::new();
    for known in 0..=case.events.len() {
        let mut so_far = Case { events: case.events[..known].to_vec(), ..case.clone() };
        let event = so_far.events.last();
        let now = event.map_or(so_far.receipt.received_at, |event| event.at);
        let step = step_owed(&so_far, &so_far.state(&settings.rules), &settings.rules, now);
        let word = event.map_or("受理".to_owned(), |event| event.kind.label().to_owned());
        so_far.events.extend(said.iter().cloned());
        let spoken = say::now(library, &Talk::of_case(library, &so_far, settings, step, now));
        // It was said, as the counter keeps it.
        let sentence = spoken.sentence.id.clone();
        let text = spoken.sentence.text.as_str().to_owned();
        said.push(Event::new(now, "李敏", EventKind::Said { sentence, text }));
        moments.push((format!("{} {word}", now.long()), spoken));
    }
    moments
}
