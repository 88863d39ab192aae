//! Everything of a counter in one file, to be taken to another computer: the database and the files of the cases, as a zip.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::store::attachment;
use crate::store::disk;
use crate::store::error::Error;
use crate::store::place::FILE;

const SHELF: &str = "attachments/";
/// More files than this are in no counter; what has more is no pack of ours.
const MOST_FILES: usize = 1_000_000;

/// Whether a file looks like a pack.
pub fn is_pack(path: &Path) -> bool {
    let mut head = [0; 4];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == *b"PK\x03\x04"
}

/// Whether a file that begins so is a pack of ours: its first part is the database.
pub fn is_begun_by(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") && head.get(NAME..).is_some_and(|name| name.starts_with(FILE.as_bytes()))
}

/// Where the name of the first part of a zip begins.
const NAME: usize = 30;

/// Puts a sound copy of the database and the files of the cases into one file, and reads it back.
///
/// # Errors
/// Those of the file system; [`Error::Damaged`] when it does not read back. An older file of the name stays then.
pub fn make(data: &Path, copy: &Path, target: &Path) -> Result<(), Error> {
    let refused = |error: io::Error| Error::of_file(&error, &target.display().to_string());
    let part = disk::with_suffix(target, disk::PART);
    let made = disk::create_private(&part)
        .and_then(|file| fill(data, copy, BufWriter::new(file)))
        .map_err(refused)
        .and_then(|()| read_back(&part))
        .and_then(|()| disk::install(&part, target).map_err(refused));
    if made.is_err() {
        disk::remove(&part).map_err(refused)?;
    }
    made
}

fn fill(data: &Path, copy: &Path, out: impl Write + Seek) -> io::Result<()> {
    let mut zip = ZipWriter::new(out);
    let squeezed = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(1))
        .large_file(true)
        .unix_permissions(0o600);
    zip.start_file(FILE, squeezed)?;
    io::copy(&mut BufReader::new(File::open(copy)?), &mut zip)?;
    // Photos and recordings are squeezed already.
    let as_is = squeezed.compression_method(CompressionMethod::Stored).compression_level(None);
    for (below, path) in attachment::files(data) {
        zip.start_file(format!("{SHELF}{below}"), as_is)?;
        io::copy(&mut File::open(path)?, &mut zip)?;
    }
    zip.finish()?.flush()
}

fn open(pack: &Path) -> Result<ZipArchive<BufReader<File>>, Error> {
    let file = File::open(pack).map_err(|error| Error::of_file(&error, &pack.display().to_string()))?;
    let zip = ZipArchive::new(BufReader::new(file)).map_err(|_| Error::Foreign)?;
    if zip.len() > MOST_FILES || zip.index_for_name(FILE).is_none() {
        return Err(Error::Foreign);
    }
    Ok(zip)
}

/// Reads every file of a pack to its end, by which its sums are compared.
fn read_back(pack: &Path) -> Result<(), Error> {
    let mut zip = open(pack)?;
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).map_err(|_| damaged())?;
        io::copy(&mut file, &mut io::sink()).map_err(|_| damaged())?;
    }
    Ok(())
}

/// Takes the database out of a pack.
///
/// # Errors
/// [`Error::Foreign`] when it is none; [`Error::Damaged`]; those of the file system.
pub fn take_database(pack: &Path, target: &Path) -> Result<(), Error> {
    let refused = |error: io::Error| Error::of_file(&error, &target.display().to_string());
    let mut zip = open(pack)?;
    let mut file = zip.by_name(FILE).map_err(|_| damaged())?;
    disk::remove(target).map_err(refused)?;
    let mut out = disk::create_private(target).map_err(refused)?;
    io::copy(&mut file, &mut out).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => damaged(),
        _ => refused(error),
    })?;
    out.sync_all().map_err(refused)
}

/// Takes the files of the cases out of a pack into a data folder; those that are there already stay as they are, and one
/// that is not what its name says is left out. Answers how many came.
///
/// # Errors
/// As [`take_database`].
pub fn take_attachments(pack: &Path, data: &Path) -> Result<usize, Error> {
    let refused = |error: io::Error| Error::of_file(&error, &data.display().to_string());
    let mut zip = open(pack)?;
    let incoming = data.join(format!("incoming{}", disk::PART));
    let mut came = 0;
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).map_err(|_| damaged())?;
        let name = file.name().map_err(|_| damaged())?.into_owned();
        let Some(below) = name.strip_prefix(SHELF) else { continue };
        let written = disk::create_private(&incoming)
            .and_then(|mut out| io::copy(&mut file, &mut out).and_then(|_| out.sync_all()));
        written.map_err(refused)?;
        came += usize::from(attachment::accept(data, &incoming, below).map_err(refused)?);
    }
    disk::remove(&incoming).map_err(refused)?;
    Ok(came)
}

fn damaged() -> Error {
    Error::Damaged("打包的文件不完整，或被改动过".into())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::store::db::Db;
    use crate::store::{backup, place};

    #[test]
    fn a_pack_brings_database_and_files_over_and_nothing_beside_its_place() {
        let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let db = Db::open(&old.path().join(FILE)).unwrap();
        let photo = old.path().join("photo.jpg");
        fs::write(&photo, "照片").unwrap();
        let kept = attachment::keep(old.path(), &photo, "photo.jpg").unwrap();
        let copy = old.path().join("copy.db");
        db.copy_to(&copy).unwrap();
        let pack = old.path().join("all.tingsu");
        make(old.path(), &copy, &pack).unwrap();
        assert!(is_pack(&pack) && !is_pack(&copy));
        let target = new.path().join("restore.part");
        take_database(&pack, &target).unwrap();
        backup::verify(&target).unwrap();
        assert_eq!(take_attachments(&pack, new.path()).unwrap(), 1);
        assert_eq!(take_attachments(&pack, new.path()).unwrap(), 0, "it is there already");
        let found = attachment::find(new.path(), &kept.sha256, "photo.jpg").unwrap();
        assert_eq!(fs::read_to_string(found).unwrap(), "照片");
        let whole = fs::read(&pack).unwrap();
        fs::write(&pack, &whole[..whole.len() / 2]).unwrap();
        assert!(take_database(&pack, &target).is_err());
    }

    #[test]
    fn a_pack_made_by_somebody_else_writes_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        fs::create_dir_all(place::attachments(&data)).unwrap();
        let pack = folder.path().join("evil.tingsu");
        let mut zip = ZipWriter::new(File::create(&pack).unwrap());
        for name in [FILE, "attachments/../../evil.txt", "attachments/ab/evil.jpg", "/etc/evil"] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(b"evil").unwrap();
        }
        zip.finish().unwrap();
        assert_eq!(take_attachments(&pack, &data).unwrap(), 0);
        assert!(!folder.path().join("evil.txt").exists());
        assert_eq!(fs::read_dir(place::attachments(&data)).unwrap().count(), 0);
        let letter = folder.path().join("letter.zip");
        let mut zip = ZipWriter::new(File::create(&letter).unwrap());
        zip.start_file("letter.txt", SimpleFileOptions::default()).unwrap();
        zip.finish().unwrap();
        assert_eq!(take_database(&letter, &data.join("x.part")), Err(Error::Foreign));
    }
}
