//! What a process did to the files of a folder, in order, as `strace` recorded it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One thing that was done. Paths are relative to the folder.
#[derive(Debug, Clone)]
pub enum Step {
    /// A file was made, or emptied when it was there.
    Create(PathBuf),
    /// Bytes were written.
    Write { file: PathBuf, from: usize, bytes: Vec<u8> },
    /// The file got this length.
    Truncate { file: PathBuf, length: usize },
    /// A file got another name.
    Rename { from: PathBuf, to: PathBuf },
    /// A file went.
    Remove(PathBuf),
    /// A folder was made.
    Folder(PathBuf),
    /// Everything written to the file so far is on the disk.
    Sync(PathBuf),
    /// The process printed this: something was acknowledged.
    Said(String),
}

/// Runs a command under `strace` and reads what it did to the folder.
pub fn record(program: &Path, args: &[&str], folder: &Path) -> Vec<Step> {
    let log = folder.with_extension("strace");
    let folder = folder.canonicalize().unwrap();
    let there = files(&folder);
    let calls = "trace=openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,\
                 mkdir,mkdirat,copy_file_range,sendfile,lseek";
    let status = Command::new("strace")
        .args(["-f", "-y", "-xx", "-s", "100000000", "-o", log.to_str().unwrap(), "-e", calls])
        .arg(program)
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("strace (apt-get install strace)");
    assert!(status.success(), "{args:?} under strace");
    let text = fs::read_to_string(&log).unwrap();
    fs::remove_file(&log).unwrap();
    let mut reader = Reader { folder, there, offsets: BTreeMap::new(), contents: BTreeMap::new() };
    // Of a call that another thread interrupted the halves stand on two lines.
    let mut halves: BTreeMap<String, String> = BTreeMap::new();
    let mut steps = Vec::new();
    for line in text.lines() {
        let Some((process, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        if let Some(first) = call.strip_suffix(" <unfinished ...>") {
            halves.insert(process.to_owned(), first.to_owned());
        } else if let Some(rest) = call.strip_prefix("<... ") {
            let rest = rest.split_once(" resumed>").map_or("", |(_, rest)| rest);
            if let Some(first) = halves.remove(process) {
                steps.extend(reader.step(&format!("{first}{rest}")));
            }
        } else {
            steps.extend(reader.step(call));
        }
    }
    steps
}

/// The files below a folder.
fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned());
            }
        }
    }
    found
}

struct Reader {
    folder: PathBuf,
    /// The files that are there at the moment of the call: one that went and is opened again is a new one.
    there: BTreeSet<PathBuf>,
    /// Where `write` goes on, by number of the open file.
    offsets: BTreeMap<String, usize>,
    /// What the files that are copied from hold.
    contents: BTreeMap<PathBuf, Vec<u8>>,
}

/// An argument: a quoted text, an open file with its name, or anything else.
#[derive(Debug)]
enum Arg {
    Text(Vec<u8>),
    File { number: String, path: PathBuf },
    Word(String),
}

impl Reader {
    fn step(&mut self, call: &str) -> Option<Step> {
        let (name, rest) = call.split_once('(')?;
        let (args, answer) = arguments(rest)?;
        let answer = answer.trim_start_matches([')', ' ', '=']);
        let result: i64 = answer.split(['<', ' ']).next()?.parse().ok()?;
        if result < 0 {
            return None;
        }
        let text = |at: usize| match args.get(at) {
            Some(Arg::Text(bytes)) => Some(bytes.clone()),
            _ => None,
        };
        let number = |at: usize| match args.get(at) {
            Some(Arg::Word(word)) => word.parse::<usize>().ok(),
            _ => None,
        };
        let named =
            |at: usize| text(at).and_then(|bytes| self.inside(Path::new(&String::from_utf8(bytes).ok()?)));
        let open = |at: usize| match args.get(at) {
            Some(Arg::File { number, path }) => Some((number.clone(), self.inside(path)?)),
            _ => None,
        };
        match name {
            "openat" => {
                let Some(Arg::Word(flags)) = args.get(2) else { return None };
                let (flags, path) = (flags.clone(), named(1)?);
                self.offsets.insert(result.to_string(), 0);
                let new = flags.contains("O_CREAT") && !self.there.contains(&path);
                (new || flags.contains("O_TRUNC")).then(|| {
                    self.there.insert(path.clone());
                    Step::Create(path)
                })
            }
            "pwrite64" => {
                let (_, file) = open(0)?;
                Some(Step::Write { file, from: number(3)?, bytes: text(1)? })
            }
            "write" => {
                if matches!(args.first(), Some(Arg::File { number, .. }) if number == "1") {
                    return Some(Step::Said(String::from_utf8_lossy(&text(1)?).into_owned()));
                }
                let (number, file) = open(0)?;
                let from = self.offsets.get(&number).copied().unwrap_or(0);
                let bytes = text(1)?;
                self.offsets.insert(number, from + bytes.len());
                Some(Step::Write { file, from, bytes })
            }
            "lseek" => {
                if let Some(Arg::File { number, .. }) = args.first() {
                    self.offsets.insert(number.clone(), usize::try_from(result).ok()?);
                }
                None
            }
            "copy_file_range" | "sendfile" => {
                let ((from_at, to_at), length) =
                    if name == "sendfile" { ((1, 0), result) } else { ((0, 2), result) };
                let (Some(Arg::File { path: source, .. }), Some((to, file))) =
                    (args.get(from_at), open(to_at))
                else {
                    return None;
                };
                let content = self
                    .contents
                    .entry(source.clone())
                    .or_insert_with(|| fs::read(source).unwrap_or_default());
                let from = self.offsets.get(&to).copied().unwrap_or(0);
                let end = (from + usize::try_from(length).ok()?).min(content.len());
                let bytes = content.get(from..end)?.to_vec();
                if bytes.is_empty() {
                    return None;
                }
                self.offsets.insert(to, end);
                Some(Step::Write { file, from, bytes })
            }
            "ftruncate" => Some(Step::Truncate { file: open(0)?.1, length: number(1)? }),
            "fsync" | "fdatasync" => Some(Step::Sync(open(0)?.1)),
            "rename" | "renameat" | "renameat2" => {
                let at = if name == "rename" { (0, 1) } else { (1, 3) };
                let (from, to) = (named(at.0)?, named(at.1)?);
                self.there.remove(&from);
                self.there.insert(to.clone());
                Some(Step::Rename { from, to })
            }
            "unlink" | "unlinkat" => {
                let path = named(usize::from(name == "unlinkat"))?;
                self.there.remove(&path);
                Some(Step::Remove(path))
            }
            "mkdir" => Some(Step::Folder(named(0)?)),
            "mkdirat" => Some(Step::Folder(named(1)?)),
            _ => None,
        }
    }

    /// The path below the folder; `None` for others, for the log file of the program, and for the memory that SQLite
    /// shares, which no power cut leaves behind.
    fn inside(&self, path: &Path) -> Option<PathBuf> {
        let inside = path.strip_prefix(&self.folder).ok()?;
        let name = inside.to_string_lossy();
        (!name.ends_with("-shm") && !name.starts_with("logs") && !name.ends_with("(deleted)"))
            .then(|| inside.to_owned())
    }
}

/// The arguments of a call, and what stands behind them.
fn arguments(text: &str) -> Option<(Vec<Arg>, &str)> {
    let mut args = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([',', ' ']);
        if let Some(behind) = rest.strip_prefix('"') {
            let (inner, behind) = behind.split_once('"')?;
            args.push(Arg::Text(plain(inner)?));
            rest = behind;
        } else if let Some(behind) = rest.strip_prefix(')') {
            return Some((args, behind));
        } else {
            let end = rest.find([',', ')'])?;
            let word = &rest[..end];
            args.push(match word.split_once('<') {
                Some((number, name)) if number.chars().all(|one| one.is_ascii_digit()) => {
                    let name = plain(name.split('>').next()?)?;
                    Arg::File {
                        number: number.to_owned(),
                        path: PathBuf::from(String::from_utf8(name).ok()?),
                    }
                }
                _ => Arg::Word(word.to_owned()),
            });
            rest = &rest[end..];
        }
    }
}

/// The bytes of `\x41\x42`.
fn plain(text: &str) -> Option<Vec<u8>> {
    text.split("\\x").skip(1).map(|pair| u8::from_str_radix(pair.get(..2)?, 16).ok()).collect()
}
