//! `tingsu.com`, the console launcher of the Windows program: neither cmd nor PowerShell waits for a window program,
//! so this one starts the `tingsu.exe` beside it with the same arguments, waits, and passes its exit code on.

use std::env;
use std::io::{self, Write};
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            // There is no better place to say that this one cannot be written.
            let _ = writeln!(
                io::stderr().lock(),
                "听诉没有启动：旁边的 tingsu.exe 打不开（{error}）。请重新安装。"
            );
            ExitCode::FAILURE
        }
    }
}

/// Starts the program and waits for its end.
fn run() -> io::Result<ExitCode> {
    let program = env::current_exe()?.with_file_name("tingsu").with_extension(env::consts::EXE_EXTENSION);
    let status = Command::new(program).args(env::args_os().skip(1)).status()?;
    // An exit code of the program fits a byte; a crash does not and has failed.
    let code = status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1);
    Ok(ExitCode::from(code))
}
