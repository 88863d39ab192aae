//! Filling an empty data folder with invented cases, ready to look at: property, staff, ladder and all.

use crate::desk::demo::people::{CENTRE_PHONE, HOUSEHOLDS, LADDER, PROPERTY, STAFF};
use crate::desk::demo::{self, Plan};
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::history::Incoming;
use crate::desk::setup::FirstRun;
use crate::domain::person::{Actor, Role};
use crate::domain::settings::Settings;
use crate::domain::superior::{Superior, rank_of_title};
use crate::store;

/// So many cases are invented and written at once; no more of them are held.
const CHUNK: usize = 1_000;

/// Fills the folder and waits for it; answers how many cases there are now.
///
/// # Errors
/// [`Error::Refused`] when the folder holds anything already; nothing is changed then.
pub fn fill(desk: &Desk, plan: Plan) -> Result<usize, Error> {
    if desk.is_set_up().wait()? || !desk.staff().wait()?.is_empty() {
        return Err(Error::Refused(
            "这个数据文件夹里已经有数据，没有写入演示数据。请用 --data 指定一个空文件夹。".into(),
        ));
    }
    let cases = demo::cases(plan).map_err(|error| store::error::Error::Internal(error.to_string()))?;
    let people = STAFF.iter().map(|(name, role)| ((*name).to_owned(), *role)).collect();
    let first = FirstRun { property: PROPERTY.into(), centre_phone: CENTRE_PHONE.into(), staff: people };
    let staff = desk.set_up(first).wait()?.value;
    let supervisor = staff.iter().find(|person| person.role == Role::Supervisor).map(Actor::from);
    let supervisor = supervisor.ok_or_else(|| store::error::Error::Internal("no supervisor".into()))?;
    let ladder = LADDER.iter().map(|(title, name, phone)| Superior {
        title: (*title).into(),
        name: (*name).into(),
        phone: (*phone).into(),
        rank: rank_of_title(title).unwrap_or_default(),
    });
    let settings =
        Settings { households: Some(HOUSEHOLDS), ladder: ladder.collect(), ..desk.settings().wait()? };
    desk.save_settings(&supervisor, settings).wait()?;
    let (mut cases, mut taken) = (cases, 0);
    loop {
        let some: Vec<Incoming> = cases.by_ref().take(CHUNK).map(Incoming::from).collect();
        if some.is_empty() {
            return Ok(taken);
        }
        taken += desk.insert_history(&supervisor, some).wait()?.value.len();
    }
}
