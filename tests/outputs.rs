//! Files that leave the counter: whole or not there, never the data folder's own, in place of nothing but their kind.

use std::fs;
use std::io::Write;
use std::path::Path;

use tingsu::desk::error::Error;
use tingsu::desk::output::{OutputKind, may_replace, save};

use crate::support::{Counter, MORNING, complaint};

fn refused(data: &Path, file: &Path, kind: OutputKind) -> String {
    match may_replace(data, file, kind) {
        Err(Error::Refused(sentence)) => sentence,
        other => panic!("{}: {other:?}", file.display()),
    }
}

#[test]
fn no_output_touches_the_data() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    let copy = counter.desk.backup_now().wait().unwrap().path;
    let data = counter.folder.path();
    let before = fs::read(data.join("tingsu.db")).unwrap();
    for own in ["tingsu.db", "tingsu.db-wal", "tingsu.db-shm", "tingsu.lock", "tingsu.used", "tingsu.head"] {
        for kind in [OutputKind::Pdf, OutputKind::Xlsx, OutputKind::Text, OutputKind::Database] {
            assert!(refused(data, &data.join(own), kind).contains("自己的数据"), "{own}");
        }
    }
    assert!(refused(data, &copy, OutputKind::Database).contains("自己的数据"));
    assert!(refused(data, &data.join("logs/../tingsu.db"), OutputKind::Pdf).contains("自己的数据"));
    let saved = save(data, &data.join("tingsu.db"), OutputKind::Pdf, |file| file.write_all(b"%PDF"));
    assert!(matches!(saved, Err(Error::Refused(_))));
    assert_eq!(fs::read(data.join("tingsu.db")).unwrap(), before);
    assert_eq!(counter.desk.check().wait().unwrap(), []);
}

#[test]
fn a_file_takes_the_place_of_its_own_kind_only() {
    let counter = Counter::at(MORNING);
    let (data, folder) = (counter.folder.path(), tempfile::tempdir().unwrap());
    let contents: [(OutputKind, &[u8]); 4] = [
        (OutputKind::Pdf, b"%PDF-1.7"),
        (OutputKind::Xlsx, b"PK\x03\x04"),
        (OutputKind::Text, "编号,姓名".as_bytes()),
        (OutputKind::Database, b"SQLite format 3\0"),
    ];
    for (there, content) in contents {
        let file = folder.path().join("x");
        fs::write(&file, content).unwrap();
        assert_eq!(OutputKind::of(content), there);
        for (kind, _) in contents {
            if kind == there {
                may_replace(data, &file, kind).unwrap();
            } else {
                assert!(refused(data, &file, kind).contains("另一种文件"), "{kind:?} over {there:?}");
            }
        }
    }
    assert!(refused(data, folder.path(), OutputKind::Pdf).contains("文件夹"));
    fs::write(folder.path().join("empty"), "").unwrap();
    may_replace(data, &folder.path().join("empty"), OutputKind::Pdf).unwrap();
    let foreign = folder.path().join("note.txt");
    fs::write(&foreign, "我的笔记").unwrap();
    let copied = counter.desk.backup_to(&foreign).wait().unwrap_err().message();
    assert!(copied.contains("另一种文件"), "{copied}");
    assert_eq!(fs::read(&foreign).unwrap(), "我的笔记".as_bytes());
}
