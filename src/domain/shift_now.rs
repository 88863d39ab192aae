//! What became of the note of a shift: who left it and who took it over, derived from its entries in the log. Ledger 02-27.

use crate::domain::counter_event::CounterEvent;
use crate::domain::permission::Denial;
use crate::domain::person::Actor;
use crate::domain::shift::{ShiftId, ShiftNote};
use crate::domain::time::Moment;

/// A note with who left it and who took it over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// Which.
    pub id: ShiftId,
    /// The note.
    pub note: ShiftNote,
    /// Who left it.
    pub from: String,
    /// When.
    pub at: Moment,
    /// Who took it over, and when; `None` while it waits.
    pub taken: Option<(String, Moment)>,
}

impl Shift {
    /// What it is from its entries, in order; `None` without the first.
    pub fn of(
        id: ShiftId,
        entries: impl IntoIterator<Item = (Moment, String, CounterEvent)>,
    ) -> Option<Self> {
        let mut shift: Option<Self> = None;
        for (at, by, said) in entries {
            match (&mut shift, said) {
                (None, CounterEvent::ShiftHandedOver { note }) => {
                    shift = Some(Self { id, note, from: by, at, taken: None });
                }
                (Some(shift), CounterEvent::ShiftTakenOver {}) if shift.taken.is_none() => {
                    shift.taken = Some((by, at));
                }
                _ => {}
            }
        }
        shift
    }

    /// Whether this person may take it over: not the one who left it, and only once.
    ///
    /// # Errors
    /// Why not.
    pub fn may_be_taken_by(&self, person: &Actor) -> Result<(), Denial> {
        match &self.taken {
            Some((by, _)) => Err(Denial::because(format!("这一班已由{by}接班"))),
            None if person.name == self.from => {
                Err(Denial::because("交班的人不能自己接班，请接班的人先在右上角换成自己"))
            }
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::person::Role;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn it_is_taken_over_once_and_by_somebody_else() {
        let person = |name: &str| Actor::new(None, name, Role::Reception);
        let handed = CounterEvent::ShiftHandedOver { note: ShiftNote::default() };
        let entries = [(at("2026-11-03T18:00"), "李敏".to_owned(), handed)];
        let shift = Shift::of(ShiftId(1), entries.clone()).unwrap();
        assert!(shift.may_be_taken_by(&person("李敏")).unwrap_err().text.contains("不能自己接班"));
        assert!(shift.may_be_taken_by(&person("王倩")).is_ok());
        let taken = |name: &str, time| (at(time), name.to_owned(), CounterEvent::ShiftTakenOver {});
        let later = [taken("王倩", "2026-11-03T18:05"), taken("赵楠", "2026-11-03T19:00")];
        let shift = Shift::of(ShiftId(1), entries.into_iter().chain(later)).unwrap();
        assert_eq!(shift.taken, Some(("王倩".into(), at("2026-11-03T18:05"))), "the first counts");
        assert!(shift.may_be_taken_by(&person("赵楠")).unwrap_err().text.contains("已由王倩接班"));
    }
}
