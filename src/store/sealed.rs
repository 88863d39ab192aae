//! Copies that leave the computer, sealed with a passphrase: files of the age format, which its own tools open too. What
//! was sealed is opened again at once and compared, before it counts.

use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::iter;
use std::path::Path;

use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, Decryptor, Encryptor, scrypt, x25519};
use sha2::{Digest, Sha256};

use crate::store::disk;
use crate::store::error::Error;
use crate::store::place;

/// How every file of the format begins.
const BEGINNING: &[u8] = b"age-encryption.org/";
/// Work for each guess of a passphrase, as a power of two: 64 MB and less than a second on an old counter PC.
const WORK: u8 = 16;
/// No more work than this is done for a file that came from elsewhere: what the tools of the format do themselves.
const MOST_WORK: u8 = 18;
/// The most that is read at once.
const CHUNK: usize = 64 * 1024;
/// Beside the files of the cases in another folder: the key that they are sealed for, itself sealed with the passphrase.
const KEY_FILE: &str = "tingsu-key.age";

/// Whether a file is sealed.
pub fn is_sealed(path: &Path) -> bool {
    let mut head = [0; BEGINNING.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == BEGINNING
}

/// Where the passphrase of the second folder is kept: beside the database, never in it, so that no copy holds it.
pub fn passphrase(data: &Path) -> Option<String> {
    let kept = fs::read_to_string(data.join(place::PASSPHRASE)).ok()?;
    let kept = kept.trim_end_matches(['\r', '\n']).to_owned();
    (!kept.is_empty()).then_some(kept)
}

/// Keeps the passphrase of the second folder, or forgets it.
///
/// # Errors
/// When the folder cannot be written.
pub fn keep_passphrase(data: &Path, pass: Option<&str>) -> Result<(), Error> {
    let file = data.join(place::PASSPHRASE);
    let kept = match pass {
        Some(pass) => disk::replace::<_, io::Error>(&file, |out| writeln!(out, "{pass}")),
        None => disk::remove(&file),
    };
    kept.map_err(|error| Error::of_file(&error, &data.display().to_string()))
}

/// Seals a file with a passphrase; what was written is opened again and compared.
///
/// # Errors
/// Those of the file system; [`Error::Damaged`] when it cannot be opened again. An older file of the name stays then.
pub fn seal(from: &Path, to: &Path, pass: &str) -> Result<(), Error> {
    let mut recipient = scrypt::Recipient::new(secret(pass));
    recipient.set_work_factor(WORK);
    let hash = write(from, to, &recipient)?;
    compare(to, &hash, &scrypt_identity(pass))
}

/// Opens a sealed file into another.
///
/// # Errors
/// [`Error::WrongPassphrase`], [`Error::Damaged`], and those of the file system.
pub fn unseal(from: &Path, to: &Path, pass: &str) -> Result<(), Error> {
    open_into(from, to, &scrypt_identity(pass))
}

/// Whether a passphrase opens a sealed file; its content is not looked at.
pub fn opens(sealed: &Path, pass: &str) -> bool {
    let identity = scrypt_identity(pass);
    let file = File::open(sealed).ok().map(BufReader::new);
    let header = file.and_then(|file| Decryptor::new_buffered(file).ok());
    header.is_some_and(|header| header.decrypt(iter::once(&identity as &dyn age::Identity)).is_ok())
}

/// The key for many small files in a folder: one passphrase opens it, and each file costs nothing.
pub struct FolderKey(x25519::Identity);

impl FolderKey {
    /// The key of a folder; made when there is none yet.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`] when the folder was sealed with another one; those of the file system.
    pub fn of(folder: &Path, pass: &str) -> Result<Self, Error> {
        let file = folder.join(KEY_FILE);
        let part = folder.join(format!("{KEY_FILE}{}", disk::PART));
        let refused = |error: io::Error| Error::of_file(&error, &folder.display().to_string());
        if !file.exists() {
            let key = x25519::Identity::generate();
            let mut sealed = Vec::new();
            let mut recipient = scrypt::Recipient::new(secret(pass));
            recipient.set_work_factor(WORK);
            encrypt(&mut key.to_string().expose_secret().as_bytes(), &mut sealed, &recipient)
                .map_err(refused)?;
            disk::replace::<_, io::Error>(&file, |out| out.write_all(&sealed)).map_err(refused)?;
            return Ok(Self(key));
        }
        let opened = unseal(&file, &part, pass).and_then(|()| fs::read_to_string(&part).map_err(refused));
        disk::remove(&part).map_err(refused)?;
        opened?.trim().parse().map(Self).map_err(|_| Error::Damaged("第二备份位置的密钥读不出来".into()))
    }

    /// Takes the key of a folder away.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn forget(folder: &Path) -> io::Result<()> {
        disk::remove(&folder.join(KEY_FILE))
    }

    /// Whether a folder has a key.
    pub fn is_in(folder: &Path) -> bool {
        folder.join(KEY_FILE).is_file()
    }

    /// Seals a file for the key.
    ///
    /// # Errors
    /// As [`seal`].
    pub fn seal(&self, from: &Path, to: &Path) -> Result<(), Error> {
        let hash = write(from, to, &self.0.to_public())?;
        compare(to, &hash, &self.0)
    }

    /// Opens a file that was sealed for the key.
    ///
    /// # Errors
    /// As [`unseal`].
    pub fn unseal(&self, from: &Path, to: &Path) -> Result<(), Error> {
        open_into(from, to, &self.0)
    }
}

fn secret(pass: &str) -> SecretString {
    SecretString::from(pass.to_owned())
}

fn scrypt_identity(pass: &str) -> scrypt::Identity {
    let mut identity = scrypt::Identity::new(secret(pass));
    identity.set_max_work_factor(MOST_WORK);
    identity
}

/// Writes a sealed file; answers the hash of what is in it.
fn write(from: &Path, to: &Path, recipient: &dyn age::Recipient) -> Result<Vec<u8>, Error> {
    let refused = |error: io::Error| Error::of_file(&error, &to.display().to_string());
    let mut plain = BufReader::new(File::open(from).map_err(refused)?);
    disk::replace(to, |out| encrypt(&mut plain, out, recipient)).map_err(refused)
}

fn encrypt(plain: &mut impl Read, out: &mut impl Write, to: &dyn age::Recipient) -> io::Result<Vec<u8>> {
    let encryptor = Encryptor::with_recipients(iter::once(to)).map_err(io::Error::other)?;
    let mut sealed = encryptor.wrap_output(out)?;
    let hash = through(plain, |chunk| sealed.write_all(chunk))?;
    sealed.finish()?;
    Ok(hash)
}

/// Reads a sealed file to its end and compares what is in it.
fn compare(sealed: &Path, hash: &[u8], identity: &dyn age::Identity) -> Result<(), Error> {
    let found = decrypt(sealed, identity, |_| Ok(()))?;
    if found == hash {
        return Ok(());
    }
    Err(Error::Damaged("加密后的文件与原来的不同".into()))
}

fn open_into(from: &Path, to: &Path, identity: &dyn age::Identity) -> Result<(), Error> {
    let name = to.display().to_string();
    let refused = |error: io::Error| Error::of_file(&error, &name);
    disk::remove(to).map_err(refused)?;
    let mut out = disk::create_private(to).map_err(refused)?;
    let opened =
        decrypt(from, identity, |chunk| out.write_all(chunk)).and_then(|_| out.sync_all().map_err(refused));
    if opened.is_err() {
        disk::remove(to).map_err(refused)?;
    }
    opened
}

fn decrypt(
    sealed: &Path,
    identity: &dyn age::Identity,
    each: impl FnMut(&[u8]) -> io::Result<()>,
) -> Result<Vec<u8>, Error> {
    let refused = |error: io::Error| match error.kind() {
        // The format notices itself that something was changed or cut off.
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => damaged(),
        _ => Error::of_file(&error, &sealed.display().to_string()),
    };
    let file = BufReader::new(File::open(sealed).map_err(refused)?);
    let decryptor = Decryptor::new_buffered(file).map_err(unopened)?;
    let mut plain = decryptor.decrypt(iter::once(identity)).map_err(unopened)?;
    through(&mut plain, each).map_err(refused)
}

fn unopened(error: DecryptError) -> Error {
    tracing::warn!(%error, "a sealed file");
    match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys => {
            Error::WrongPassphrase
        }
        DecryptError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            Error::of_file(&error, "备份文件")
        }
        _ => damaged(),
    }
}

fn damaged() -> Error {
    Error::Damaged("加密的文件不完整，或被改动过".into())
}

/// Hands everything on in pieces; answers its hash.
fn through(from: &mut impl Read, mut each: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let (mut hash, mut chunk) = (Sha256::new(), vec![0; CHUNK]);
    loop {
        let read = from.read(&mut chunk)?;
        if read == 0 {
            return Ok(hash.finalize().to_vec());
        }
        hash.update(&chunk[..read]);
        each(&chunk[..read])?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_by_its_passphrase_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (plain, sealed, again) =
            (folder.path().join("a.db"), folder.path().join("a.age"), folder.path().join("b.db"));
        let content = "业主的电话 13900000001。".repeat(20_000);
        fs::write(&plain, &content).unwrap();
        seal(&plain, &sealed, "雨天 带伞 7").unwrap();
        assert!(is_sealed(&sealed) && !is_sealed(&plain));
        let hidden = fs::read(&sealed).unwrap();
        assert!(!hidden.windows(11).any(|part| part == b"13900000001"));
        unseal(&sealed, &again, "雨天 带伞 7").unwrap();
        assert_eq!(fs::read_to_string(&again).unwrap(), content);
        fs::remove_file(&again).unwrap();
        assert_eq!(unseal(&sealed, &again, "雨天 带伞 8"), Err(Error::WrongPassphrase));
        assert!(!again.exists(), "nothing half");
        for cut in [hidden.len() / 2, hidden.len() - 1, 40, 0] {
            fs::write(&sealed, &hidden[..cut]).unwrap();
            assert!(matches!(unseal(&sealed, &again, "雨天 带伞 7"), Err(Error::Damaged(_))), "{cut}");
            assert!(!again.exists());
        }
        let mut turned = hidden.clone();
        turned[hidden.len() - 100] ^= 1;
        fs::write(&sealed, turned).unwrap();
        assert!(matches!(unseal(&sealed, &again, "雨天 带伞 7"), Err(Error::Damaged(_))));
    }

    #[test]
    fn one_key_seals_the_files_of_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let (plain, sealed, again) =
            (folder.path().join("a.jpg"), folder.path().join("a.jpg.age"), folder.path().join("b.jpg"));
        fs::write(&plain, "照片").unwrap();
        assert!(!FolderKey::is_in(folder.path()));
        FolderKey::of(folder.path(), "雨天 带伞 7").unwrap().seal(&plain, &sealed).unwrap();
        assert!(FolderKey::is_in(folder.path()));
        FolderKey::of(folder.path(), "雨天 带伞 7").unwrap().unseal(&sealed, &again).unwrap();
        assert_eq!(fs::read_to_string(&again).unwrap(), "照片");
        assert_eq!(FolderKey::of(folder.path(), "另一个口令").err(), Some(Error::WrongPassphrase));
    }

    #[test]
    fn the_passphrase_lies_beside_the_data_for_the_user_alone() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(passphrase(folder.path()), None);
        keep_passphrase(folder.path(), Some("雨天 带伞 7")).unwrap();
        assert_eq!(passphrase(folder.path()).as_deref(), Some("雨天 带伞 7"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(folder.path().join(place::PASSPHRASE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        keep_passphrase(folder.path(), None).unwrap();
        assert_eq!(passphrase(folder.path()), None);
    }
}
