//! Who works here, as the window must know it beside the settings, and whether anybody is there at all.

use std::collections::BTreeSet;

use chrono::Duration;
use iced::Task;

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::domain::person::{Staff, StaffId};
use crate::domain::settings::Settings;

/// Who works here, and who of them has a PIN.
#[derive(Debug, Clone)]
pub struct People {
    /// Everybody.
    pub staff: Vec<Staff>,
    /// Those with a PIN.
    pub with_pin: BTreeSet<StaffId>,
}

/// Settings and people, or a sentence why they could not be read.
pub type Read = Result<Box<(Settings, People)>, String>;

/// Whether nobody has been there for as long as the screen may stay open; 0 minutes: it stays open.
pub fn is_left_alone(idle: Duration, minutes: u32) -> bool {
    minutes > 0 && idle >= Duration::minutes(minutes.into())
}

/// Settings and staff as they are on disk.
pub fn read(desk: &Desk) -> Task<Read> {
    let (settings, staff, with_pin) = (desk.settings(), desk.staff(), desk.with_pin());
    Task::perform(
        async move {
            let people = People { staff: staff.await?, with_pin: with_pin.await? };
            Ok(Box::new((settings.await?, people)))
        },
        |read: Result<_, Error>| read.map_err(|error| error.message()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screen_locks_after_the_minutes_that_are_set_and_never_for_0() {
        assert!(!is_left_alone(Duration::seconds(299), 5));
        assert!(is_left_alone(Duration::seconds(300), 5));
        assert!(!is_left_alone(Duration::days(9), 0));
    }
}
