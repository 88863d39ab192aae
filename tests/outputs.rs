//! Files that leave the counter: whole or not there, never the data folder's own, in place of nothing but their kind.

use std::fs;
use std::io::Write;
use std::path::Path;

use tingsu::desk::error::Error;
use tingsu::desk::output::{OutputKind, may_replace, save};
use tingsu::desk::print::printout::Printout;
use tingsu::desk::spreadsheet::{CaseList, Format};
use tingsu::domain::case_query::{CaseFilter, CaseOrder};
use tingsu::paper::form::handling_record::RecordCopy;

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
    let number = counter.take_in(complaint(MORNING)).number;
    let (data, folder) = (counter.folder.path(), tempfile::tempdir().unwrap());
    let file = |name: &str| folder.path().join(name);
    let list = || CaseList::new(CaseFilter::default(), CaseOrder::Newest);
    let record = Printout::Record(number, RecordCopy::Internal);
    counter.desk.print_to(record, &counter.front, file("a.pdf")).wait().unwrap();
    counter.desk.export_list(list(), Format::Xlsx, &file("a.xlsx"), &counter.front).wait().unwrap();
    counter.desk.export_list(list(), Format::Csv, &file("a.csv"), &counter.front).wait().unwrap();
    counter.desk.backup_to(&file("a.db")).wait().unwrap();
    counter.desk.take_along(&file("a.tingsu"), None).wait().unwrap();
    fs::write(file("a.toml"), counter.desk.export_library().unwrap()).unwrap();
    let ours = [
        (OutputKind::Pdf, "a.pdf"),
        (OutputKind::Xlsx, "a.xlsx"),
        (OutputKind::Text, "a.csv"),
        (OutputKind::Text, "a.toml"),
        (OutputKind::Database, "a.db"),
        (OutputKind::Pack, "a.tingsu"),
    ];
    let zips = [OutputKind::Xlsx, OutputKind::Pack];
    for (there, name) in ours {
        for (kind, _) in ours {
            if kind == there {
                may_replace(data, &file(name), kind).unwrap();
            } else {
                let said = refused(data, &file(name), kind);
                let zip = zips.contains(&kind) && zips.contains(&there);
                assert!(zip || said.contains("另一种文件"), "{kind:?} over {there:?}: {said}");
            }
        }
    }
    assert!(refused(data, folder.path(), OutputKind::Pdf).contains("文件夹"));
    fs::write(file("empty"), "").unwrap();
    may_replace(data, &file("empty"), OutputKind::Pdf).unwrap();
    let foreign = file("note.txt");
    fs::write(&foreign, "我的笔记").unwrap();
    let copied = counter.desk.backup_to(&foreign).wait().unwrap_err().message();
    assert!(copied.contains("另一种文件"), "{copied}");
    assert_eq!(fs::read(&foreign).unwrap(), "我的笔记".as_bytes());
}

/// What only looks like it: somebody else's database, document, diary, scan, and another counter's data.
#[test]
fn nobody_elses_file_is_replaced() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    let (data, folder) = (counter.folder.path(), tempfile::tempdir().unwrap());
    let file = |name: &str| folder.path().join(name);
    let database = rusqlite::Connection::open(file("photos.db")).unwrap();
    database.execute_batch("CREATE TABLE photo (name TEXT)").unwrap();
    database.close().unwrap();
    fs::write(file("letter.docx"), b"PK\x03\x04 a letter").unwrap();
    fs::write(file("diary.txt"), "今天很忙。").unwrap();
    fs::write(file("scan.pdf"), b"%PDF-1.7\n/Producer(Scanner)").unwrap();
    for (name, kind) in [
        ("photos.db", OutputKind::Database),
        ("letter.docx", OutputKind::Xlsx),
        ("letter.docx", OutputKind::Pack),
        ("diary.txt", OutputKind::Text),
        ("scan.pdf", OutputKind::Pdf),
    ] {
        assert!(refused(data, &file(name), kind).contains("不是听诉写出的"), "{name}");
    }
    fs::write(file("a.age"), b"age-encryption.org/v1\n").unwrap();
    let sealed = counter.desk.take_along(&file("a.age"), Some("雨天记得带伞 7")).wait().unwrap_err();
    assert!(sealed.message().contains("没有覆盖它"), "{}", sealed.message());

    let other = Counter::at(MORNING);
    for own in ["tingsu.db", "tingsu.head", "backups/x.db"] {
        let said = refused(data, &other.folder.path().join(own), OutputKind::Database);
        assert!(said.contains("自己的数据"), "{own}: {said}");
    }
}
