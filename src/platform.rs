//! The calls to Windows that no crate makes for us, each with the reason why it is sound; the only place with unsafe
//! code. On other systems the same functions do nothing and say so. Knows nothing of the counter.

#[cfg(not(windows))]
pub use elsewhere::{
    attach_console, print, raise_window, session_ends, show_alert, title_on_screen, watch_session,
};
#[cfg(windows)]
pub use windows::{
    attach_console, print, raise_window, session_ends, show_alert, title_on_screen, watch_session,
};

#[cfg(windows)]
#[expect(
    unsafe_code,
    reason = "these functions of Windows have no safe wrapper; each call says why it is sound"
)]
mod windows {
    use std::ffi::OsStr;
    use std::fs::OpenOptions;
    use std::iter;
    use std::os::windows::ffi::OsStrExt;
    use std::os::windows::io::IntoRawHandle;
    use std::path::Path;
    use std::process;
    use std::ptr::{null, null_mut};
    use std::sync::atomic::{AtomicBool, Ordering};

    use iced::window::Window;
    use iced::window::raw_window_handle::RawWindowHandle;
    use windows_sys::Win32::Foundation::{HANDLE, HWND, INVALID_HANDLE_VALUE, LPARAM, LRESULT, RECT, WPARAM};
    use windows_sys::Win32::Graphics::Gdi::{MONITOR_DEFAULTTONULL, MonitorFromRect};
    use windows_sys::Win32::Storage::FileSystem::{FILE_TYPE_UNKNOWN, GetFileType};
    use windows_sys::Win32::System::Com::{
        COINIT_APARTMENTTHREADED, COINIT_DISABLE_OLE1DDE, CoInitializeEx, CoUninitialize,
    };
    use windows_sys::Win32::System::Console::{
        ATTACH_PARENT_PROCESS, AttachConsole, GetStdHandle, STD_ERROR_HANDLE, STD_OUTPUT_HANDLE, SetStdHandle,
    };
    use windows_sys::Win32::System::Shutdown::{ShutdownBlockReasonCreate, ShutdownBlockReasonDestroy};
    use windows_sys::Win32::UI::Shell::{
        DefSubclassProc, SEE_MASK_FLAG_NO_UI, SEE_MASK_NOASYNC, SHELLEXECUTEINFOW, SetWindowSubclass,
        ShellExecuteExW,
    };
    use windows_sys::Win32::UI::WindowsAndMessaging::{
        ENDSESSION_CRITICAL, FindWindowExW, GetWindowRect, GetWindowThreadProcessId, IsIconic,
        MB_ICONWARNING, MessageBoxW, SW_HIDE, SW_RESTORE, SetForegroundWindow, ShowWindow, WM_ENDSESSION,
        WM_QUERYENDSESSION,
    };

    /// What the toolkit calls its windows; a folder of the same name that is open on the screen has another class.
    const CLASS: &str = "Window Class";
    /// Height of a title bar in pixels, about.
    const TITLE_BAR: i32 = 32;

    /// Lets a command write to the console it was started from, which a window program does not by itself. Output
    /// that was sent into a file or a pipe stays there. Without a console nothing changes.
    pub fn attach_console() {
        const OUTPUTS: [u32; 2] = [STD_OUTPUT_HANDLE, STD_ERROR_HANDLE];
        // SAFETY: takes and gives numbers only; a handle that is none comes back as null or INVALID_HANDLE_VALUE.
        let before = OUTPUTS.map(|which| (which, unsafe { GetStdHandle(which) }));
        // SAFETY: takes a number; at the start of the program nobody uses a console yet.
        if unsafe { AttachConsole(ATTACH_PARENT_PROCESS) } == 0 {
            return;
        }
        for (which, handle) in before {
            let handle = if usable(handle) { Some(handle) } else { console() };
            if let Some(handle) = handle {
                // SAFETY: the handle is open and is never closed: the old one belongs to the process, the new one
                // was given up by its owner.
                unsafe { SetStdHandle(which, handle) };
            }
        }
    }

    fn usable(handle: HANDLE) -> bool {
        // SAFETY: asks only what the handle is; a stale one is answered with "unknown".
        !handle.is_null()
            && handle != INVALID_HANDLE_VALUE
            && unsafe { GetFileType(handle) } != FILE_TYPE_UNKNOWN
    }

    /// The console's output, open for good.
    fn console() -> Option<HANDLE> {
        let file = OpenOptions::new().read(true).write(true).open("CONOUT$").ok()?;
        Some(file.into_raw_handle())
    }

    /// Prints a file by the print verb of the program that it belongs to; `false` when there is no such verb. Takes
    /// as long as that program takes to start: not for the window's thread.
    pub fn print(path: &Path) -> bool {
        let apartment = COINIT_APARTMENTTHREADED | COINIT_DISABLE_OLE1DDE;
        // Some programs are started through COM, which each thread has to open for itself.
        // SAFETY: the reserved pointer is null; a negative answer means that nothing was opened.
        let opened = unsafe { CoInitializeEx(null(), apartment.cast_unsigned()) } >= 0;
        let printed = send_to_printer(path);
        if opened {
            // SAFETY: this thread opened it above, once.
            unsafe { CoUninitialize() };
        }
        printed
    }

    fn send_to_printer(path: &Path) -> bool {
        let (verb, file) = (wide(OsStr::new("print")), wide(path.as_os_str()));
        let mut call = SHELLEXECUTEINFOW {
            cbSize: size_of::<SHELLEXECUTEINFOW>().try_into().unwrap_or_default(),
            // No box about a missing program, and done when it returns: the thread may end.
            fMask: SEE_MASK_FLAG_NO_UI | SEE_MASK_NOASYNC,
            lpVerb: verb.as_ptr(),
            lpFile: file.as_ptr(),
            nShow: SW_HIDE,
            ..SHELLEXECUTEINFOW::default()
        };
        // SAFETY: the structure says its own size; both texts end with 0 and live until the call is done.
        unsafe { ShellExecuteExW(&mut call) != 0 }
    }

    /// Says something in a box of the system's, for when there is no window.
    pub fn show_alert(sentence: &str) {
        let (words, title) = (wide(OsStr::new(sentence)), wide(OsStr::new("听诉")));
        // SAFETY: no owner window; both texts end with 0 and live until the box is closed.
        unsafe { MessageBoxW(null_mut(), words.as_ptr(), title.as_ptr(), MB_ICONWARNING) };
    }

    /// Brings the window with this title that another run of the program has open to the front; `false` when there is
    /// none.
    pub fn raise_window(title: &str) -> bool {
        let (class, title) = (wide(OsStr::new(CLASS)), wide(OsStr::new(title)));
        let mut window = null_mut();
        loop {
            // SAFETY: both texts end with 0 and live through the call; a window that is gone by now ends the search.
            window = unsafe { FindWindowExW(null_mut(), window, class.as_ptr(), title.as_ptr()) };
            if window.is_null() {
                return false;
            }
            let mut owner = 0;
            // SAFETY: the number is ours; a window that is gone leaves it 0.
            unsafe { GetWindowThreadProcessId(window, &mut owner) };
            if owner != 0 && owner != process::id() {
                break;
            }
        }
        // SAFETY: these take a handle that may be stale, and then do nothing.
        unsafe {
            if IsIconic(window) != 0 {
                ShowWindow(window, SW_RESTORE);
            }
            SetForegroundWindow(window) != 0
        }
    }

    /// Whether the title bar of the window lies on a screen, so that it can be taken hold of.
    pub fn title_on_screen(window: &dyn Window) -> bool {
        let Ok(handle) = window.window_handle() else { return true };
        let RawWindowHandle::Win32(handle) = handle.as_raw() else { return true };
        let window = handle.hwnd.get() as HWND;
        let mut place = RECT::default();
        // SAFETY: the handle is borrowed from the open window, and the structure is ours.
        if unsafe { GetWindowRect(window, &mut place) } == 0 {
            return true;
        }
        place.bottom = place.top.saturating_add(TITLE_BAR);
        // SAFETY: reads the structure, which is ours.
        !unsafe { MonitorFromRect(&place, MONITOR_DEFAULTTONULL) }.is_null()
    }

    /// Whether the person is signing out or the computer is shut down.
    static ENDING: AtomicBool = AtomicBool::new(false);

    /// Whether the session ends. What is half typed has to be written now.
    pub fn session_ends() -> bool {
        ENDING.load(Ordering::SeqCst)
    }

    /// Lets the window take note when the session ends: winit passes that message by.
    pub fn watch_session(window: &dyn Window) {
        let Ok(handle) = window.window_handle() else { return };
        let RawWindowHandle::Win32(handle) = handle.as_raw() else { return };
        let window = handle.hwnd.get() as HWND;
        // SAFETY: the window is ours and open, this is its thread, and the function lives as long as the program.
        if unsafe { SetWindowSubclass(window, Some(hear), SUBCLASS, 0) } == 0 {
            tracing::warn!("the end of the session will not be heard");
        }
    }

    /// Our own number among those who listen to the window's messages.
    const SUBCLASS: usize = 0x54_53;

    /// Asks for a moment when the session is about to end: the window then writes what is half typed and closes itself, by
    /// which the way is free. Where there is no time to be given, Windows is not kept waiting.
    ///
    /// # Safety
    /// Called by Windows alone, with the messages of a window that is open.
    unsafe extern "system" fn hear(
        window: HWND,
        message: u32,
        word: WPARAM,
        long: LPARAM,
        _number: usize,
        _data: usize,
    ) -> LRESULT {
        match message {
            WM_QUERYENDSESSION => {
                ENDING.store(true, Ordering::SeqCst);
                if long.cast_unsigned() & ENDSESSION_CRITICAL as usize != 0 {
                    return 1;
                }
                let reason = wide(OsStr::new("正在保存没写完的内容"));
                // SAFETY: the window is the one that the message is for; the text ends with 0.
                unsafe { ShutdownBlockReasonCreate(window, reason.as_ptr()) };
                0
            }
            WM_ENDSESSION if word == 0 => {
                // Somebody else kept the session.
                ENDING.store(false, Ordering::SeqCst);
                // SAFETY: as above.
                unsafe { ShutdownBlockReasonDestroy(window) };
                0
            }
            // SAFETY: everything else goes where it would have gone without us.
            _ => unsafe { DefSubclassProc(window, message, word, long) },
        }
    }

    /// The text as Windows takes it, with the 0 at its end.
    fn wide(text: &OsStr) -> Vec<u16> {
        text.encode_wide().chain(iter::once(0)).collect()
    }
}

#[cfg(not(windows))]
mod elsewhere {
    use std::path::Path;

    use iced::window::Window;

    /// Does nothing: a command has its console.
    pub fn attach_console() {}

    /// `false`: there is no print verb.
    pub fn print(_path: &Path) -> bool {
        false
    }

    /// Does nothing: the sentence went to the error output.
    pub fn show_alert(_sentence: &str) {}

    /// `false`: nobody may push a window of another run to the front.
    pub fn raise_window(_title: &str) -> bool {
        false
    }

    /// `false`: elsewhere the end of a session closes the window, and drafts are on disk by then.
    pub fn session_ends() -> bool {
        false
    }

    /// Does nothing: there is no such message.
    pub fn watch_session(_window: &dyn Window) {}

    /// `true`: the window manager places the window.
    pub fn title_on_screen(_window: &dyn Window) -> bool {
        true
    }
}
