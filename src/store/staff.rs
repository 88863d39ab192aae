//! Who works at the counter.

use rusqlite::OptionalExtension;

use crate::domain::person::{Role, Staff, StaffId};
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

impl Write<'_> {
    /// Adds a person; the name must be new.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn add_staff(&self, name: &str, role: Role, active: bool) -> Result<StaffId, Error> {
        self.raw()
            .prepare_cached("INSERT INTO staff (name, role, active) VALUES (?1, ?2, ?3)")?
            .execute((name, role.code(), active))?;
        Ok(StaffId(self.raw().last_insert_rowid()))
    }

    /// Writes name, role and whether the person still works here; events keep the name as then written.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn update_staff(&self, staff: &Staff) -> Result<(), Error> {
        self.raw()
            .prepare_cached("UPDATE staff SET name = ?2, role = ?3, active = ?4 WHERE id = ?1")?
            .execute((staff.id.0, &staff.name, staff.role.code(), staff.active))?;
        Ok(())
    }

    /// The id of a name; a name that is not known yet becomes former staff.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn staff_or_former(&self, name: &str) -> Result<Option<StaffId>, Error> {
        if name.trim().is_empty() {
            return Ok(None);
        }
        match self.staff_id(name)? {
            Some(id) => Ok(Some(id)),
            None => self.add_staff(name, Role::Reception, false).map(Some),
        }
    }
}
