//! 附件: photos, screenshots, scans and recordings that are kept with a case. The case knows name, size and hash; the file
//! lies in the data folder under its hash, so that one that was changed or taken away shows. Ledger 09-11, 16-14.

use std::path::Path;

use crate::domain::case::Case;
use crate::domain::event::EventKind;
use crate::domain::time::Moment;

/// A file that is kept with a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// As it was called when it came.
    pub name: String,
    /// SHA-256 of what is in it, in hexadecimal digits.
    pub sha256: String,
    /// Size in bytes.
    pub size: u64,
    /// When it was added.
    pub at: Moment,
    /// Who added it.
    pub by: String,
}

impl Attachment {
    /// The files of a case, in the order they came; the same file twice stands once, one that was erased with what was
    /// personal not at all.
    pub fn of_case(case: &Case) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for event in case.corrected_events().iter() {
            if let EventKind::Attachment { name, sha256, size } = &event.kind
                && !(name.is_empty() && sha256.is_empty())
                && !all.iter().any(|one| one.sha256 == *sha256)
            {
                let (name, sha256, by) = (name.clone(), sha256.clone(), event.by.clone());
                all.push(Self { name, sha256, size: *size, at: event.at, by });
            }
        }
        all
    }

    /// Where it lies below the folder of the attachments; `None` when the hash is none, as an imported one may be.
    pub fn place(&self) -> Option<String> {
        place(&self.sha256, &self.name)
    }
}

/// Where a file of this hash and name lies below the folder of the attachments: `ab/abcd….jpg`.
pub fn place(sha256: &str, name: &str) -> Option<String> {
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    let hash = is_hash.then(|| sha256.to_ascii_lowercase())?;
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let ending = ending.to_ascii_lowercase();
    let plain = (1..=8).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let dot = if plain { "." } else { "" };
    let ending = if plain { ending.as_str() } else { "" };
    Some(format!("{}/{hash}{dot}{ending}", &hash[..2]))
}

/// What would be run rather than shown when it is opened.
const PROGRAMS: [&str; 17] = [
    "exe", "com", "bat", "cmd", "msi", "ps1", "vbs", "vbe", "js", "jse", "wsf", "scr", "lnk", "hta", "reg",
    "jar", "pif",
];

/// Whether opening a file of this name would start a program: such a file is not taken.
pub fn is_program(name: &str) -> bool {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    PROGRAMS.contains(&ending.to_ascii_lowercase().as_str())
}

/// `820 B`, `64 KB`, `3.2 MB`: a size as people say it.
pub fn size_words(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    match bytes {
        ..KB => format!("{bytes} B"),
        KB..MB => format!("{} KB", bytes / KB),
        _ => format!("{}.{} MB", bytes / MB, bytes % MB * 10 / MB),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_lies_under_its_hash_and_keeps_a_plain_ending() {
        let hash = "ab".repeat(32);
        assert_eq!(place(&hash, "电梯 (1).JPG").unwrap(), format!("ab/{hash}.jpg"));
        assert_eq!(place(&hash, "录音").unwrap(), format!("ab/{hash}"));
        assert_eq!(place(&hash, "a.照片").unwrap(), format!("ab/{hash}"));
        assert_eq!(place(&hash.to_uppercase(), "a.png").unwrap(), format!("ab/{hash}.png"));
        for wrong in ["", "../../etc", &"zz".repeat(32), &"ab".repeat(31)] {
            assert_eq!(place(wrong, "a.png"), None, "{wrong}");
        }
    }

    #[test]
    fn what_would_be_run_is_told_from_what_is_shown() {
        assert!(is_program("发票.exe") && is_program("a.LNK"));
        assert!(!is_program("照片.jpg") && !is_program("exe") && !is_program("聊天记录.html"));
    }

    #[test]
    fn sizes_are_said_shortly() {
        for (bytes, words) in [(0, "0 B"), (1023, "1023 B"), (65_536, "64 KB"), (3_355_443, "3.1 MB")] {
            assert_eq!(size_words(bytes), words);
        }
    }
}
