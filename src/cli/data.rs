//! Where the data lie, and the desk on them.

use std::path::PathBuf;

use crate::desk::clock::Clock;
use crate::desk::error::Error;
use crate::desk::folder::usual_folder;
use crate::desk::handle::{Access, Desk};
use crate::domain::person::{Actor, Role};

/// The data folder when `--data` does not say: the environment variable `TINGSU_DATA`, else the usual place.
pub fn default_folder() -> PathBuf {
    let named = std::env::var_os("TINGSU_DATA").filter(|name| !name.is_empty()).map(PathBuf::from);
    named.unwrap_or_else(usual_folder)
}

/// A data folder and the time.
#[derive(Debug)]
pub struct Data {
    /// The folder.
    pub folder: PathBuf,
    /// The clock.
    pub clock: Clock,
}

impl Data {
    /// The desk, to read beside the window.
    ///
    /// # Errors
    /// When there are no data or they cannot be read.
    pub fn reading(&self) -> Result<Desk, Error> {
        Desk::open(&self.folder, self.clock, Access::Reading)
    }

    /// The desk, for itself, on data that are there.
    ///
    /// # Errors
    /// [`Error::WindowOpen`], and when there are no data.
    pub fn repair(&self) -> Result<Desk, Error> {
        Desk::open(&self.folder, self.clock, Access::Repair)
    }

    /// The desk, for itself.
    ///
    /// # Errors
    /// [`Error::WindowOpen`], and what the folder refuses.
    pub fn exclusive(&self) -> Result<Desk, Error> {
        Desk::open(&self.folder, self.clock, Access::Exclusive)
    }
}

/// Who runs the commands: IT, with the rights of a supervisor.
pub fn operator() -> Actor {
    Actor::new(None, "系统管理", Role::Supervisor)
}
