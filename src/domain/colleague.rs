//! Who may be made responsible for a case, and who left what he still answers for. Ledger 05-06.

use crate::domain::person::Staff;
use crate::domain::settings::Settings;

/// Names of those who work here now and of the superiors, each once.
pub fn persons(staff: &[Staff], settings: &Settings) -> Vec<String> {
    let staff = staff.iter().filter(|one| one.active).map(|one| &one.name);
    let superiors = settings.ladder.iter().map(|one| &one.name).filter(|name| !name.is_empty());
    each_once(staff.chain(superiors))
}

/// Names of those who work here now, of the superiors, and of the departments, firms and colleagues of the settings, each
/// once: who may be made responsible.
pub fn colleagues(staff: &[Staff], settings: &Settings) -> Vec<String> {
    each_once(persons(staff, settings).iter().chain(settings.parties.iter().map(|one| &one.name)))
}

fn each_once<'a>(all: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in all {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    names
}

/// Names of those who worked here and are in no list of now: what they still answer for needs somebody else.
pub fn former(staff: &[Staff], settings: &Settings) -> Vec<String> {
    let present = colleagues(staff, settings);
    let gone = staff.iter().filter(|one| !one.active && !present.contains(&one.name));
    gone.map(|one| one.name.clone()).collect()
}
