//! First run, settings and staff.

use crate::desk::error::Error;
use crate::desk::handle::{Desk, settings_of};
use crate::desk::reply::{Reply, Written};
use crate::domain::permission;
use crate::domain::person::{Actor, Role, Staff, StaffId};
use crate::domain::settings::Settings;
use crate::domain::setup::{Typed, centre_phone_problem, name_problems, property_problem, staff_problem};
use crate::store::append::RecordedBy;
use crate::store::db::{Db, Write};
use crate::store::setting::SETTINGS;

/// Who is on record for what the first start does: nobody has signed in yet.
pub(crate) const FIRST_START: &str = "首次设置";

/// What the first start asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstRun {
    /// Name of the property.
    pub property: String,
    /// Telephone of the service centre.
    pub centre_phone: String,
    /// The first people, at least one of them 客服主任.
    pub staff: Vec<(String, Role)>,
}

impl Desk {
    /// The settings in force.
    pub fn settings(&self) -> Reply<Settings> {
        self.ask(settings_of)
    }

    /// Keeps new settings; the supervisor's. Deadlines that are set already keep their due times.
    ///
    /// Errors: [`Error::Denied`].
    pub fn save_settings(&self, actor: &Actor, settings: Settings) -> Reply<Written<Settings>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "设置")?;
            let rules = &settings.rules;
            let problem = property_problem(&settings.property)
                .or_else(|| rules.duty.problem())
                .or_else(|| rules.calendar.problem());
            if let Some(problem) = problem {
                return Err(Error::Refused(format!("{problem}没有保存。")));
            }
            let before = settings_of(write)?;
            write.set(SETTINGS, &settings, RecordedBy::of(&actor, now))?;
            if before.rules != settings.rules {
                write.derive_open(&settings.rules)?;
                changed.everything = true;
            }
            changed.settings = true;
            Ok(settings)
        })
    }

    /// Whether the first-run questions have been answered, or an import brought the property's name.
    pub fn is_set_up(&self) -> Reply<bool> {
        self.ask(|db| Ok(!settings_of(db)?.property.is_empty()))
    }

    /// Answers the first-run questions, once; again only while no supervisor is at work, as after an import that
    /// brought the property's name but nobody who works here.
    ///
    /// Errors: [`Error::Refused`] with what is missing, or when it has been done.
    pub fn set_up(&self, first: FirstRun) -> Reply<Written<Vec<Staff>>> {
        let now = self.now();
        self.transact(move |write, changed| {
            if !settings_of(write)?.property.is_empty() && is_led(&write.staff()?) {
                return refused("已经设置过了，请在「设置」里修改。");
            }
            let (property, phone) = (first.property.trim(), first.centre_phone.trim());
            let typed: Vec<_> =
                first.staff.iter().map(|(name, role)| Typed { name, role: *role, active: true }).collect();
            let problem = property_problem(property)
                .or_else(|| centre_phone_problem(phone))
                .or_else(|| staff_problem(&typed))
                .or_else(|| name_problems(&typed).into_iter().flatten().next());
            if let Some(problem) = problem {
                return Err(Error::Refused(problem));
            }
            let hand = RecordedBy { name: FIRST_START, id: None, now };
            for (name, role) in &first.staff {
                if !name.trim().is_empty() {
                    add(write, name, *role, hand)?;
                }
            }
            let settings = Settings {
                property: property.to_owned(),
                centre_phone: phone.to_owned(),
                ..settings_of(write)?
            };
            write.set(SETTINGS, &settings, hand)?;
            (changed.settings, changed.staff) = (true, true);
            Ok(write.staff()?)
        })
    }

    /// Takes the property's name from a file when the folder is still empty of one; answers whether it did.
    pub fn adopt_property(&self, property: &str) -> Reply<Written<bool>> {
        let (property, now) = (property.trim().to_owned(), self.now());
        self.transact(move |write, changed| {
            let settings = settings_of(write)?;
            if property.is_empty() || !settings.property.is_empty() {
                return Ok(false);
            }
            write.set(
                SETTINGS,
                &Settings { property, ..settings },
                RecordedBy { name: "导入", id: None, now },
            )?;
            changed.settings = true;
            Ok(true)
        })
    }

    /// Everybody, former staff included, those at work first.
    pub fn staff(&self) -> Reply<Vec<Staff>> {
        self.ask(|db| Ok(db.staff()?))
    }

    /// Adds a person, or takes a former one on again; the supervisor's.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] for an empty name or one that is at work already.
    pub fn add_staff(&self, actor: &Actor, name: &str, role: Role) -> Reply<Written<Vec<Staff>>> {
        let name = name.trim().to_owned();
        self.change_staff(actor, move |write, hand| add(write, &name, role, hand))
    }

    /// Gives a person another name or role; events keep the name as then written.
    ///
    /// Errors: as [`Desk::add_staff`]; [`Error::Refused`] for the last supervisor.
    pub fn update_staff(
        &self,
        actor: &Actor,
        id: StaffId,
        name: &str,
        role: Role,
    ) -> Reply<Written<Vec<Staff>>> {
        let name = name.trim().to_owned();
        self.change_staff(actor, move |write, hand| {
            let staff = known(write, id)?;
            if name.is_empty() || write.staff_id(&name)?.is_some_and(|other| other != id) {
                return refused("姓名不能为空，也不能与他人相同，没有保存。");
            }
            Ok(write.update_staff(&Staff { name, role, ..staff }, hand)?)
        })
    }

    /// Makes a person former staff; nobody is deleted.
    ///
    /// Errors: as [`Desk::update_staff`].
    pub fn retire_staff(&self, actor: &Actor, id: StaffId) -> Reply<Written<Vec<Staff>>> {
        self.change_staff(actor, move |write, hand| {
            let staff = known(write, id)?;
            Ok(write.update_staff(&Staff { active: false, ..staff }, hand)?)
        })
    }

    fn change_staff(
        &self,
        actor: &Actor,
        change: impl FnOnce(&Write<'_>, RecordedBy<'_>) -> Result<(), Error> + Send + 'static,
    ) -> Reply<Written<Vec<Staff>>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "人员设置")?;
            change(write, RecordedBy::of(&actor, now))?;
            let staff = write.staff()?;
            staffed(&staff)?;
            changed.staff = true;
            Ok(staff)
        })
    }
}

/// Refuses a list of staff that a counter cannot work with.
pub(crate) fn staffed(staff: &[Staff]) -> Result<(), Error> {
    let typed: Vec<_> = staff
        .iter()
        .map(|person| Typed { name: &person.name, role: person.role, active: person.active })
        .collect();
    let problem = staff_problem(&typed).or_else(|| name_problems(&typed).into_iter().flatten().next());
    problem.map_or(Ok(()), |problem| Err(Error::Refused(format!("{problem}没有保存。"))))
}

/// Whether a supervisor is at work.
fn is_led(staff: &[Staff]) -> bool {
    staff.iter().any(|person| person.active && person.role == Role::Supervisor)
}

fn add(write: &Write<'_>, name: &str, role: Role, hand: RecordedBy<'_>) -> Result<(), Error> {
    let name = name.trim();
    if name.is_empty() {
        return refused("请填写姓名，没有保存。");
    }
    match write.staff()?.into_iter().find(|person| person.name == name) {
        Some(person) if person.active => {
            Err(Error::Refused(format!("已有一位「{name}」，没有重复添加。同名的两位请加字区分。")))
        }
        Some(former) => Ok(write.update_staff(&Staff { role, active: true, ..former }, hand)?),
        None => Ok(write.add_staff(name, role, true, hand).map(|_| ())?),
    }
}

fn known(db: &Db, id: StaffId) -> Result<Staff, Error> {
    let found = db.staff()?.into_iter().find(|person| person.id == id);
    found.ok_or_else(|| Error::Refused("没有这位员工，请刷新后再试。".into()))
}

fn refused<T>(sentence: &str) -> Result<T, Error> {
    Err(Error::Refused(sentence.to_owned()))
}
