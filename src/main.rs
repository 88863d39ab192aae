//! The 听诉 program: starts the window or one of the commands.

#![windows_subsystem = "windows"]

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use tingsu::app::{self, Start};
use tingsu::cli;
use tingsu::cli::usage::Answer;
use tingsu::platform;
use tingsu::store::disk;
use tracing_appender::rolling::{RollingFileAppender, Rotation};

/// Log files that are kept, one a day.
const LOGS_KEPT: usize = 14;

fn main() -> ExitCode {
    platform::attach_console();
    let call = match cli::parse(std::env::args_os()) {
        Ok(call) => call,
        Err(answer) => return tell(&answer),
    };
    log_to(&call.folder, call.wants_window());
    if call.wants_window() {
        let ring = call.ring();
        return show(Start { folder: call.folder, now: call.now, ring });
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    let result = call
        .run(&mut out)
        .and_then(|()| out.flush().map_err(|error| cli::failure::Failure::of_output(&error)));
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // What was said before the failure is worth reading; if nobody reads it, nobody misses it.
            let _ = out.flush();
            if let Some(sentence) = failure.message() {
                complain(sentence);
            }
            ExitCode::from(failure.code())
        }
    }
}

/// Runs the window until it is closed; a call goes to the window that is open already.
fn show(start: Start) -> ExitCode {
    match app::run(start) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            complain(&sentence);
            platform::show_alert(&sentence);
            ExitCode::FAILURE
        }
    }
}

/// Says help or what was typed wrong.
fn tell(answer: &Answer) -> ExitCode {
    if answer.code == 0 {
        // Whoever asked for help and does not read it needs no error.
        let _ = io::stdout().lock().write_all(answer.text.as_bytes());
    } else {
        complain(answer.text.trim_end());
    }
    ExitCode::from(answer.code)
}

/// A sentence on the error output; there is no better place to say that it cannot be written.
fn complain(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "{sentence}");
}

/// Logs go to the data folder, one file a day, without personal data. A command makes no folder just for them, and
/// a folder that cannot be written stops nothing.
fn log_to(folder: &Path, make: bool) {
    if !make && !folder.is_dir() {
        return;
    }
    let folder = folder.join("logs");
    // The appender complains on the error output about a folder that is not there.
    if disk::create_private_folder(&folder).is_err() {
        return;
    }
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("tingsu")
        .filename_suffix("log")
        .max_log_files(LOGS_KEPT)
        .build(&folder);
    disk::close_files(&folder);
    if let Ok(appender) = appender {
        let log = tracing_subscriber::fmt().with_writer(std::sync::Mutex::new(appender)).with_ansi(false);
        let log = log.log_internal_errors(false);
        // Fails only when a log is set up already, which nobody else does.
        let _ = log.try_init();
    }
}
