//! Where a data folder lies: on another computer it is refused, in a folder that is kept in step with a server it is
//! warned about. Both have spoilt databases that were written meanwhile.

use std::path::{Path, PathBuf};

use crate::desk::error::Error;
use crate::desk::folder::usual_folder;
use crate::store;

/// File systems that lie on another computer.
const REMOTE: [&str; 19] = [
    "cifs",
    "smb2",
    "smb3",
    "smbfs",
    "nfs",
    "nfs4",
    "ncpfs",
    "ncp",
    "afs",
    "coda",
    "ceph",
    "glusterfs",
    "lustre",
    "fuse.sshfs",
    "fuse.davfs2",
    "davfs",
    "fuse.rclone",
    "fuse.glusterfs",
    "fuse.smbnetfs",
];

/// Folders that a service keeps in step: how their names begin, and what people call the service.
const SYNCED: [(&str, &str); 16] = [
    ("onedrive", "OneDrive"),
    ("坚果云", "坚果云"),
    ("我的坚果云", "坚果云"),
    ("nutstore", "坚果云"),
    ("dropbox", "Dropbox"),
    ("icloud", "iCloud"),
    ("google drive", "Google 云端硬盘"),
    ("googledrive", "Google 云端硬盘"),
    ("百度网盘", "百度网盘"),
    ("百度云同步盘", "百度网盘"),
    ("baidusyncdisk", "百度网盘"),
    ("wps云盘", "WPS 云盘"),
    ("wpsdrive", "WPS 云盘"),
    ("微云", "微云"),
    ("阿里云盘", "阿里云盘"),
    ("synologydrive", "群晖同步盘"),
];

/// Refuses a folder that lies on another computer.
///
/// # Errors
/// [`store::error::Error::OnShare`] with the place.
pub(crate) fn refuse_share(folder: &Path) -> Result<(), Error> {
    let place = real(folder);
    let share = if cfg!(windows) {
        unc(&place.display().to_string())
    } else {
        std::fs::read_to_string("/proc/self/mounts").ok().and_then(|mounts| mounted(&mounts, &place))
    };
    share.map_or(Ok(()), |share| Err(store::error::Error::OnShare(share).into()))
}

/// Refuses a folder that is not there in a folder that is not there either: the disk was taken away, or the name is wrong. The
/// usual place is made on a computer where nothing of the kind was kept before.
///
/// # Errors
/// [`store::error::Error::Gone`] with the place.
pub(crate) fn refuse_gone(folder: &Path) -> Result<(), Error> {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
    if folder == usual_folder() || folder.exists() || parent.is_none_or(Path::exists) {
        return Ok(());
    }
    Err(store::error::Error::Gone(folder.display().to_string()).into())
}

/// What is to be said when the folder is kept in step by a service.
pub(crate) fn warning(folder: &Path) -> Option<String> {
    let roots = ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"]
        .map(|name| std::env::var_os(name).map(PathBuf::from).unwrap_or_default());
    let service = synced(&real(folder), &roots)?;
    Some(format!(
        "数据文件夹在「{service}」里。同步软件会在听诉正写的时候碰数据文件，可能弄坏数据。请请懂电脑的同事把它移到同步文件夹以外；同步文件夹里只放备份。"
    ))
}

/// The path without links and mapped drives, as far as it is there.
fn real(folder: &Path) -> PathBuf {
    let found = folder.ancestors().find_map(|one| Some((one, one.canonicalize().ok()?)));
    match found {
        Some((one, place)) => folder.strip_prefix(one).map_or(place.clone(), |rest| place.join(rest)),
        None => folder.to_owned(),
    }
}

/// The share that a Windows path leads to; a mapped drive has become one by then.
fn unc(path: &str) -> Option<String> {
    let path = path.replace('/', "\\");
    let rest = path.strip_prefix("\\\\?\\UNC\\").or_else(|| {
        let local = ["\\\\?\\", "\\\\.\\"].iter().any(|start| path.starts_with(start));
        path.strip_prefix("\\\\").filter(|_| !local)
    })?;
    let mut parts = rest.split('\\').filter(|part| !part.is_empty());
    let (server, share) = (parts.next()?, parts.next().unwrap_or_default());
    Some(format!("\\\\{server}\\{share}").trim_end_matches('\\').to_owned())
}

/// What is mounted at a place of Linux, when it is another computer's; `mounts` as the system lists them.
fn mounted(mounts: &str, place: &Path) -> Option<String> {
    let mut nearest: Option<(usize, &str, String)> = None;
    for line in mounts.lines() {
        let mut parts = line.split(' ');
        let (Some(what), Some(at), Some(kind)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let at = plain(at);
        let depth = Path::new(&at).components().count();
        // A later line hides an earlier one at the same place.
        if place.starts_with(&at) && nearest.as_ref().is_none_or(|(known, ..)| depth >= *known) {
            nearest = Some((depth, kind, plain(what)));
        }
    }
    let (_, kind, what) = nearest?;
    REMOTE.contains(&kind).then_some(what)
}

/// A name in the list of mounts, where blanks and the like are written as `\040`.
fn plain(name: &str) -> String {
    let mut out = Vec::new();
    let bytes = name.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let code = name.get(at + 1..at + 4).filter(|_| bytes[at] == b'\\');
        match code.and_then(|code| u8::from_str_radix(code, 8).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 4;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The service that keeps a folder in step, told by the names above it or by where the system says that OneDrive lies.
fn synced(place: &Path, roots: &[PathBuf]) -> Option<&'static str> {
    let in_root = |root: &PathBuf| !root.as_os_str().is_empty() && place.starts_with(real(root));
    if roots.iter().any(in_root) {
        return Some("OneDrive");
    }
    place.components().find_map(|part| {
        let name = part.as_os_str().to_string_lossy().to_lowercase();
        SYNCED.iter().find(|(start, _)| name.starts_with(start)).map(|(_, service)| *service)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
/dev/sda1 / ext4 rw 0 0
proc /proc proc rw 0 0
//server/客服\\040资料 /mnt/share\\040one cifs rw 0 0
nas:/export /mnt/nas nfs4 rw 0 0
/dev/sdb1 /mnt/nas/local ext4 rw 0 0
me@host:/ /srv/me/there fuse.sshfs rw 0 0
tmpfs /mnt/stick vfat rw 0 0
";

    #[test]
    fn a_share_of_linux_is_told_by_what_is_mounted() {
        let told = |place: &str| mounted(MOUNTS, Path::new(place));
        assert_eq!(told("/mnt/share one/data").as_deref(), Some("//server/客服 资料"));
        assert_eq!(told("/mnt/nas/data").as_deref(), Some("nas:/export"));
        assert_eq!(told("/srv/me/there/data").as_deref(), Some("me@host:/"));
        for local in ["/srv/me/data", "/mnt/nas/local/data", "/mnt/nasty", "/mnt/stick/data", "/"] {
            assert_eq!(told(local), None, "{local}");
        }
    }

    #[test]
    fn a_share_of_windows_is_told_by_its_path() {
        assert_eq!(unc("\\\\server\\客服\\data").as_deref(), Some("\\\\server\\客服"));
        assert_eq!(unc("//server/share").as_deref(), Some("\\\\server\\share"));
        assert_eq!(
            unc("\\\\?\\UNC\\server\\share\\data").as_deref(),
            Some("\\\\server\\share"),
            "a mapped drive"
        );
        for local in ["C:\\li\\data", "\\\\?\\C:\\data", "\\\\.\\pipe", "data"] {
            assert_eq!(unc(local), None, "{local}");
        }
    }

    #[test]
    fn a_share_is_refused_with_the_reason_and_an_own_folder_is_not() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(refuse_share(&folder.path().join("not").join("there")), Ok(()));
        let error = Error::from(store::error::Error::OnShare("//server/share".into()));
        assert!(error.message().contains("//server/share") && error.message().contains("弄坏数据"));
        assert!(error.leaves_looking(), "the data there may be looked at");
    }

    #[test]
    fn folders_that_are_kept_in_step_are_warned_about() {
        for (place, service) in [
            ("/srv/li/OneDrive - 物业公司/data", "OneDrive"),
            ("/srv/li/Nutstore Files/data", "坚果云"),
            ("/srv/li/我的坚果云/听诉", "坚果云"),
            ("/data/BaiduSyncdisk/x", "百度网盘"),
        ] {
            assert_eq!(synced(Path::new(place), &[]), Some(service), "{place}");
        }
        assert_eq!(synced(Path::new("/srv/li/data"), &[PathBuf::new()]), None);
        let root = tempfile::tempdir().unwrap();
        let place = root.path().canonicalize().unwrap().join("data");
        assert_eq!(synced(&place, &[root.path().to_owned()]), Some("OneDrive"));
        assert_eq!(warning(root.path()), None);
    }
}
