//! The files that are kept with cases: copied into the data folder under their hash, never changed, and looked at again by
//! the check.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::domain::attachment::place;
use crate::domain::event::EventKind;
use crate::domain::finding::Finding;
use crate::store::body;
use crate::store::db::Db;
use crate::store::disk;
use crate::store::error::Error;
use crate::store::key;
use crate::store::place as folder;
use crate::store::sealed::FolderKey;

/// What the name of a sealed file ends with.
const SEALED: &str = ".age";
/// So many findings of one sort are named.
const ENOUGH: usize = 20;
/// So much is read at once.
const CHUNK: usize = 64 * 1024;

/// A file that was copied in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its hash, in hexadecimal digits.
    pub sha256: String,
    /// Its size in bytes.
    pub size: u64,
}

/// Copies a file into the data folder under its hash. One that is there already is not written again.
///
/// # Errors
/// Those of the file system; nothing is left of the attempt then.
pub fn keep(data: &Path, source: &Path, name: &str) -> io::Result<Kept> {
    let home = folder::attachments(data);
    disk::create_private_folder(&home)?;
    let incoming = home.join(format!("incoming-{}{}", std::process::id(), disk::PART));
    let copied = copy(source, &incoming);
    let installed = copied.and_then(|kept| {
        let below = place(&kept.sha256, name).ok_or_else(|| io::Error::other("no hash"))?;
        let target = home.join(below);
        if target.is_file() && hash_of(&target)?.sha256 == kept.sha256 {
            return Ok(kept);
        }
        if let Some(parent) = target.parent() {
            disk::create_private_folder(parent)?;
        }
        disk::install(&incoming, &target)?;
        Ok(kept)
    });
    disk::remove(&incoming)?;
    installed
}

fn copy(source: &Path, target: &Path) -> io::Result<Kept> {
    let (mut from, mut to) = (File::open(source)?, disk::create_private(target)?);
    let kept = read_through(&mut from, |chunk| to.write_all(chunk))?;
    to.sync_all()?;
    Ok(kept)
}

fn hash_of(path: &Path) -> io::Result<Kept> {
    read_through(&mut File::open(path)?, |_| Ok(()))
}

fn read_through(from: &mut File, mut each: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<Kept> {
    let (mut hash, mut size, mut chunk) = (Sha256::new(), 0, vec![0; CHUNK]);
    loop {
        let read = from.read(&mut chunk)?;
        if read == 0 {
            break;
        }
        hash.update(&chunk[..read]);
        each(&chunk[..read])?;
        size += read as u64;
    }
    let sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Kept { sha256, size })
}

/// Where a file of this hash and name lies; `None` when it is not there.
pub fn find(data: &Path, sha256: &str, name: &str) -> Option<PathBuf> {
    let path = folder::attachments(data).join(place(sha256, name)?);
    path.is_file().then_some(path)
}

/// Copies the files that the other folder does not have yet; answers how many.
///
/// # Errors
/// Those of the file system.
pub fn mirror(data: &Path, other: &Path) -> io::Result<usize> {
    let (home, target) = (folder::attachments(data), folder::attachments(other));
    let mut copied = 0;
    let Ok(shelves) = fs::read_dir(&home) else { return Ok(0) };
    for shelf in shelves.filter_map(Result::ok).filter(|entry| entry.path().is_dir()) {
        let there = target.join(shelf.file_name());
        for file in fs::read_dir(shelf.path())?.filter_map(Result::ok) {
            let place = there.join(file.file_name());
            let same = fs::metadata(&place).map(|known| known.len()).ok()
                == file.metadata().ok().map(|one| one.len());
            if !same {
                disk::create_private_folder(&there)?;
                let mut from = File::open(file.path())?;
                disk::replace(&place, |out| io::copy(&mut from, out).map(drop))?;
                copied += 1;
            }
        }
    }
    Ok(copied)
}

/// The files of a data folder: where each lies below the folder of the attachments, and its path.
pub fn files(data: &Path) -> Vec<(String, PathBuf)> {
    let shelves = fs::read_dir(folder::attachments(data)).into_iter().flatten().filter_map(Result::ok);
    let mut found: Vec<(String, PathBuf)> = shelves
        .filter_map(|shelf| Some((shelf.file_name().into_string().ok()?, fs::read_dir(shelf.path()).ok()?)))
        .flat_map(|(shelf, files)| {
            files.filter_map(move |file| {
                let file = file.ok().filter(|file| file.path().is_file())?;
                let name = file.file_name().into_string().ok().filter(|name| !name.ends_with(disk::PART))?;
                Some((format!("{shelf}/{name}"), file.path()))
            })
        })
        .collect();
    found.sort();
    found
}

/// Takes a file in that says it belongs at this place below the folder of the attachments, if it is what its name says and
/// not there yet. The file itself is used up then.
///
/// # Errors
/// Those of the file system.
pub fn accept(data: &Path, file: &Path, below: &str) -> io::Result<bool> {
    let kept = hash_of(file)?;
    // A name is used only when it is the very one that the content would get.
    if place(&kept.sha256, below).as_deref() != Some(below) {
        return Ok(false);
    }
    let target = folder::attachments(data).join(below);
    if target.is_file() && hash_of(&target)?.sha256 == kept.sha256 {
        return Ok(false);
    }
    if let Some(parent) = target.parent() {
        disk::create_private_folder(parent)?;
    }
    disk::install(file, &target)?;
    Ok(true)
}

/// Seals the files that the other folder does not have yet with its key; answers how many.
///
/// # Errors
/// Those of the sealing and of the file system.
pub fn mirror_sealed(data: &Path, other: &Path, pass: &str) -> Result<usize, Error> {
    let all = files(data);
    if all.is_empty() {
        return Ok(0);
    }
    let key = match FolderKey::of(other, pass) {
        Err(Error::WrongPassphrase) => {
            // The passphrase was changed: everything is here, and is sealed anew for a key of its own.
            forget_sealed(other).map_err(|error| Error::of_file(&error, &other.display().to_string()))?;
            FolderKey::of(other, pass)?
        }
        key => key?,
    };
    let mut sealed = 0;
    for (below, path) in all {
        let target = folder::attachments(other).join(format!("{below}{SEALED}"));
        if target.is_file() {
            continue;
        }
        if let Some(parent) = target.parent() {
            disk::create_private_folder(parent)
                .map_err(|error| Error::of_file(&error, &other.display().to_string()))?;
        }
        key.seal(&path, &target)?;
        sealed += 1;
    }
    Ok(sealed)
}

/// Removes the sealed files of a folder, and their key.
fn forget_sealed(other: &Path) -> io::Result<()> {
    for (below, path) in files(other) {
        if below.ends_with(SEALED) {
            disk::remove(&path)?;
        }
    }
    FolderKey::forget(other)
}

/// Brings the files over that lie beside a copy in another folder, sealed ones with the passphrase; answers how many came.
///
/// # Errors
/// Those of the opening and of the file system.
pub fn bring(other: &Path, data: &Path, pass: Option<&str>) -> Result<usize, Error> {
    let refused = |error: io::Error| Error::of_file(&error, &data.display().to_string());
    if same_folder(other, data) {
        return Ok(0);
    }
    let key = pass.filter(|_| FolderKey::is_in(other)).map(|pass| FolderKey::of(other, pass)).transpose()?;
    let incoming = data.join(format!("incoming{}", disk::PART));
    let mut came = 0;
    for (below, path) in files(other) {
        let plain = match (below.strip_suffix(SEALED), &key) {
            (None, _) => {
                if folder::attachments(data).join(&below).is_file() {
                    continue;
                }
                copy(&path, &incoming).map_err(refused)?;
                below.as_str()
            }
            (Some(plain), _) if folder::attachments(data).join(plain).is_file() => continue,
            (Some(plain), Some(key)) => {
                key.unseal(&path, &incoming)?;
                plain
            }
            (Some(_), None) => continue,
        };
        came += usize::from(accept(data, &incoming, plain).map_err(refused)?);
    }
    disk::remove(&incoming).map_err(refused)?;
    Ok(came)
}

fn same_folder(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Removes a file that no case names any more.
///
/// # Errors
/// Those of the file system.
pub fn drop_file(data: &Path, sha256: &str, name: &str) -> io::Result<()> {
    match find(data, sha256, name) {
        Some(path) => disk::remove(&path),
        None => Ok(()),
    }
}

/// How many files there are, and how large they are together in bytes.
pub fn extent(data: &Path) -> (usize, u64) {
    let shelves = fs::read_dir(folder::attachments(data)).into_iter().flatten().filter_map(Result::ok);
    let files = shelves.filter_map(|shelf| fs::read_dir(shelf.path()).ok()).flatten().filter_map(Result::ok);
    let sizes =
        files.filter_map(|file| file.metadata().ok()).filter(|file| file.is_file()).map(|file| file.len());
    sizes.fold((0, 0), |(count, sum), size| (count + 1, sum + size))
}

impl Db {
    /// Name and hash of every file that an entry names, with the case. What was anonymised names none any more.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn attachments(&self) -> Result<Vec<(crate::domain::case::CaseNumber, String, String)>, Error> {
        let sql = "SELECT e.subject, b.body FROM event AS e JOIN event_body AS b ON b.seq = e.seq \
                   WHERE e.subject_kind = 'case' AND e.type = 'attachment' AND b.salt IS NOT NULL ORDER BY e.seq";
        let mut statement = self.raw().prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if let Ok(EventKind::Attachment { name, sha256, .. }) = body::event(&row.get::<_, String>(1)?) {
                found.push((key::number(row.get(0)?)?, name, sha256));
            }
        }
        Ok(found)
    }

    /// Looks at every file that an entry names: is it there, and as it was. A name whose hash is none came with a file of
    /// another program and is not looked for.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn check_attachments(&self, data: &Path) -> Result<Vec<Finding>, Error> {
        let mut seen: BTreeMap<String, Option<&'static str>> = BTreeMap::new();
        let mut found = Vec::new();
        for (number, name, sha256) in self.attachments()? {
            let Some(below) = place(&sha256, &name) else { continue };
            let state = *seen.entry(below.clone()).or_insert_with(|| {
                let path = folder::attachments(data).join(&below);
                match hash_of(&path) {
                    Ok(kept) if kept.sha256.eq_ignore_ascii_case(&sha256) => None,
                    Ok(_) => Some("被改动过"),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => Some("不见了"),
                    Err(_) => Some("读不出来"),
                }
            });
            if let Some(state) = state {
                found.push(Finding(format!("受理单 {number} 的附件「{name}」{state}")));
            }
        }
        let more = found.len().saturating_sub(ENOUGH);
        found.truncate(ENOUGH);
        if more > 0 {
            found.push(Finding(format!("……另有 {more} 个附件有问题，不再列出")));
        }
        Ok(found)
    }
}
