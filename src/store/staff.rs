//! Who works at the counter: the table that repeats what the log tells.

use rusqlite::OptionalExtension;

use crate::domain::counter_event::CounterEvent;
use crate::domain::finding::Finding;
use crate::domain::person::{Role, Staff, StaffId};
use crate::domain::subject::{Subject, SubjectKind};
use crate::store::append::RecordedBy;
use crate::store::db::{Db, Write};
use crate::store::error::Error;

impl Db {
    /// Everybody, former staff included, those at work first, then by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn staff(&self) -> Result<Vec<Staff>, Error> {
        self.raw()
            .prepare_cached("SELECT id, name, role, active FROM staff ORDER BY active DESC, id")?
            .query_and_then([], |row| {
                let role: String = row.get("role")?;
                Ok(Staff {
                    id: StaffId(row.get("id")?),
                    name: row.get("name")?,
                    role: Role::from_code(&role)
                        .ok_or_else(|| Error::Damaged("有一位员工的角色读不出来".into()))?,
                    active: row.get("active")?,
                })
            })?
            .collect()
    }

    /// The id of a name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn staff_id(&self, name: &str) -> Result<Option<StaffId>, Error> {
        let mut statement = self.raw().prepare_cached("SELECT id FROM staff WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?.map(StaffId))
    }
}

impl Db {
    /// The staff as the log tells it, by id.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn logged_staff(&self) -> Result<Vec<Staff>, Error> {
        let entries = self.newest_of(SubjectKind::Staff)?;
        let person = |(key, entry): (String, CounterEvent)| match entry {
            CounterEvent::StaffSaved { name, role, active } => {
                Some(Staff { id: StaffId(key.parse().ok()?), name, role, active })
            }
            _ => None,
        };
        let mut staff: Vec<_> = entries.into_iter().filter_map(person).collect();
        staff.sort_by_key(|person| person.id);
        Ok(staff)
    }

    /// How the table of the staff differs from the log, a sentence each.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn staff_findings(&self) -> Result<Vec<Finding>, Error> {
        let logged = self.logged_staff()?;
        let mut found = Vec::new();
        let mut statement = self.raw().prepare("SELECT id, name, role, active FROM staff ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut seen = Vec::new();
        while let Some(row) = rows.next()? {
            let told: (i64, String, String, bool) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            seen.push(StaffId(told.0));
            match logged.iter().find(|person| person.id.0 == told.0) {
                None => found.push(Finding(format!("人员「{}」没有登记记录", told.1))),
                Some(person) => {
                    if (person.name.as_str(), person.role.code(), person.active)
                        != (told.1.as_str(), told.2.as_str(), told.3)
                    {
                        found.push(Finding(format!(
                            "人员「{}」的姓名、角色或在职状态被改动过，记录链里是「{}，{}」",
                            told.1,
                            person.name,
                            person.role.label()
                        )));
                    }
                }
            }
        }
        let missing = logged.iter().filter(|person| !seen.contains(&person.id));
        found.extend(missing.map(|person| Finding(format!("人员「{}」被删去了", person.name))));
        Ok(found)
    }
}

impl Write<'_> {
    /// Adds a person; the name must be new.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn add_staff(
        &self,
        name: &str,
        role: Role,
        active: bool,
        hand: RecordedBy<'_>,
    ) -> Result<StaffId, Error> {
        let sql = "SELECT coalesce(max(id), 0) + 1 FROM staff";
        let id = StaffId(self.raw().prepare_cached(sql)?.query_row([], |row| row.get(0))?);
        self.update_staff(&Staff { id, name: name.to_owned(), role, active }, hand)?;
        Ok(id)
    }

    /// Records name, role and whether the person still works here; events keep the name as then written.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn update_staff(&self, staff: &Staff, hand: RecordedBy<'_>) -> Result<(), Error> {
        let Staff { id, name, role, active } = staff;
        // The row first: who records himself at the first start must be there to be named.
        self.put_staff(staff)?;
        let what = CounterEvent::StaffSaved { name: name.clone(), role: *role, active: *active };
        self.record(Subject::staff(*id), &what, hand)?;
        Ok(())
    }

    fn put_staff(&self, staff: &Staff) -> Result<(), Error> {
        let sql = "INSERT INTO staff (id, name, role, active) VALUES (?1, ?2, ?3, ?4) \
                   ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, \
                   active = excluded.active";
        self.raw().prepare_cached(sql)?.execute((
            staff.id.0,
            &staff.name,
            staff.role.code(),
            staff.active,
        ))?;
        Ok(())
    }

    /// Makes the table of the staff anew from the log.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) fn rebuild_staff(&self) -> Result<(), Error> {
        let logged = self.logged_staff()?;
        // Names may have gone round; no two rows may bear one even for a moment.
        self.raw().execute_batch("UPDATE staff SET name = '#' || id;")?;
        for id in self.raw().prepare("SELECT id FROM staff")?.query_map([], |row| row.get::<_, i64>(0))? {
            let id = id?;
            if !logged.iter().any(|person| person.id.0 == id) {
                self.raw().execute("DELETE FROM staff WHERE id = ?1", [id])?;
            }
        }
        logged.iter().try_for_each(|person| self.put_staff(person))
    }

    /// The id of a name; a name that is not known yet becomes former staff.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn staff_or_former(&self, name: &str, hand: RecordedBy<'_>) -> Result<Option<StaffId>, Error> {
        if name.trim().is_empty() {
            return Ok(None);
        }
        match self.staff_id(name)? {
            Some(id) => Ok(Some(id)),
            None => self.add_staff(name, Role::Reception, false, hand).map(Some),
        }
    }
}
