//! The commands without a window, for IT, scheduled tasks and tests: the same desk, Chinese words, exit code 0, 1 (it
//! failed) or 2 (wrong usage). One file a group of commands; `args` says what can be typed, `usage` what was typed
//! wrong.
//!
//! | file | what lives there |
//! |---|---|
//! | `args` `usage` `failure` | what can be typed, what was typed wrong, exit codes |
//! | `data` `output` | the desk on a folder; files read and written |
//! | `lists` `papers` `months` `books` `transfer` `copies` `centres` `library` | a group of commands each |

pub mod args;
pub mod books;
pub mod centres;
pub mod copies;
pub mod data;
pub mod failure;
pub mod library;
pub mod lists;
pub mod months;
pub mod output;
pub mod papers;
pub mod transfer;
pub mod typed;
pub mod usage;

use std::ffi::OsString;
use std::io::Write;
use std::path::PathBuf;

use clap::Parser;

use crate::cli::args::{Args, Command, ExportWhat, ImportWhat, LibraryWhat};
use crate::cli::data::Data;
use crate::cli::failure::Failure;
use crate::cli::usage::Answer;
use crate::desk::clock::Clock;
use crate::desk::ringing::Ring;
use crate::domain::imported::BookKind;
use crate::domain::time::Moment;

/// What was typed.
#[derive(Debug)]
pub struct Call {
    /// The data folder.
    pub folder: PathBuf,
    /// The time that was set by `--now`.
    pub now: Option<Moment>,
    command: Option<Command>,
}

/// Reads the command line.
///
/// # Errors
/// The help that was asked for, or what was typed wrong.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Call, Answer> {
    let args = Args::try_parse_from(args).map_err(|error| usage::answer(&error))?;
    let folder = args.data.unwrap_or_else(data::default_folder);
    Ok(Call { folder, now: args.now, command: args.command })
}

impl Call {
    /// Whether a window is asked for: no command was typed, or a call came in.
    pub fn wants_window(&self) -> bool {
        matches!(self.command, None | Some(Command::Call { .. }))
    }

    /// The call that came in (`call`).
    pub fn ring(&self) -> Option<Ring> {
        match &self.command {
            Some(Command::Call { number }) => Some(Ring::from(number)),
            _ => None,
        }
    }

    /// Runs the command; what it has to say goes to `out`. Does nothing when a window is asked for.
    ///
    /// # Errors
    /// Why it failed; [`Failure::code`] is the exit code.
    pub fn run(self, out: &mut dyn Write) -> Result<(), Failure> {
        let clock = self.now.map_or_else(Clock::system, Clock::frozen);
        let data = Data { folder: self.folder, clock };
        match self.command {
            None | Some(Command::Call { .. }) => Ok(()),
            Some(Command::Demo(demo)) => transfer::demo(&data, &demo, out),
            Some(Command::Report(report)) => papers::report(&data, &report, out),
            Some(Command::Month { what }) => months::month(&data, what, out),
            Some(Command::Record(record)) => papers::record(&data, &record),
            Some(Command::Day(day)) => papers::day(&data, &day),
            Some(Command::Notice(notice)) => papers::notice(&data, &notice, out),
            Some(Command::Blank(blank)) => papers::blank(&data, &blank),
            Some(Command::Import { what: ImportWhat::Roster(import) }) => {
                books::import(&data, BookKind::Roster, &import, out)
            }
            Some(Command::Import { what: ImportWhat::Ledger(import) }) => {
                books::import(&data, BookKind::Ledger, &import, out)
            }
            Some(Command::Import { what: ImportWhat::Undo }) => books::undo(&data, out),
            Some(Command::Import { what: ImportWhat::Cases(import) }) => {
                transfer::import(&data, &import, out)
            }
            Some(Command::Export { what: ExportWhat::Cases(export) }) => {
                transfer::export(&data, &export, out)
            }
            Some(Command::Export { what: ExportWhat::Person(person) }) => {
                transfer::export_person(&data, &person, out)
            }
            Some(Command::Export { what: ExportWhat::Roster(typed) }) => {
                transfer::export_roster(&data, &typed, out)
            }
            Some(Command::Export { what: ExportWhat::Month(typed) }) => centres::month(&data, &typed, out),
            Some(Command::Export { what: ExportWhat::Facts(typed) }) => centres::facts(&data, &typed, out),
            Some(Command::Rollup(rollup)) => centres::rollup(&data, rollup, out),
            Some(Command::Today(today)) => lists::today(&data, &today, out),
            Some(Command::Find { text }) => lists::find(&data, &text, out),
            Some(Command::Library { what: LibraryWhat::Export { out: file } }) => {
                library::export(&data, &file, out)
            }
            Some(Command::Library { what: LibraryWhat::Import { file } }) => {
                library::import(&data, &file, out)
            }
            Some(Command::Say(say)) => lists::say_now(&data, &say, out),
            Some(Command::Backup { out: file, all, passphrase_file }) => {
                copies::backup(&data, &file, all, passphrase_file.as_deref(), out)
            }
            Some(Command::Restore { file, passphrase_file, faulty }) => {
                copies::restore(&data, &file, passphrase_file.as_deref(), faulty, out)
            }
            Some(Command::Check { rebuild: true, .. }) => copies::rebuild(&data, out),
            Some(Command::Check { paper: Some(mark), .. }) => copies::check_paper(&data, &mark, out),
            Some(Command::Check { since_last, .. }) => copies::check(&data, since_last, out),
        }
    }
}
