//! A roster that comes again with changes: what it changes is told before, kept with its history, and taken back. And books that
//! are read row by row: one that changed meanwhile is refused, a large one takes little memory.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;
use tingsu::desk::old_book::preview::{Book, MOST_SHOWN, Mappings, read_book};
use tingsu::desk::old_book::report::{each_trouble, write_report};
use tingsu::domain::household::Lives;
use tingsu::domain::imported::BookKind;
use tingsu::sheet::import::field::LedgerField;

use crate::support::{self, Counter, at};

const NOW: &str = "2026-11-30T18:00";

/// A counter, and a folder for books.
struct Office {
    counter: Counter,
    books: TempDir,
}

impl Office {
    fn new() -> Self {
        Self { counter: Counter::at(NOW), books: TempDir::new().unwrap() }
    }

    fn book(&self, kind: BookKind, text: &str) -> (PathBuf, Book) {
        let path = self.books.path().join("book.csv");
        fs::write(&path, text).unwrap();
        let book = read_book(Some(&self.counter.desk), at(NOW), &path, &Mappings::none(kind)).unwrap();
        (path, book)
    }

    fn take_over(&self, text: &str) -> Book {
        let (_, book) = self.book(BookKind::Roster, text);
        support::take_over(&self.counter, book)
    }
}

/// Heads that no office has used so far.
const STRANGE: &str = "哪天,哪家,啥事\n2026-11-03,3-2-1001,电梯异响\n2026-11-04,3-2-1002,漏水\n";

#[test]
fn columns_that_no_head_tells_are_said_once_and_known_the_next_time() {
    let office = Office::new();
    let (path, book) = office.book(BookKind::Ledger, STRANGE);
    assert!(book.lacks().unwrap().contains("表头没有认出来"));
    assert_eq!((book.columns[0].heads.len(), book.counts().imported), (3, 0));
    assert!(book.mapped().is_err(), "by command nobody can say it");
    let said = vec![Some(LedgerField::Date), Some(LedgerField::Room), Some(LedgerField::Content)];
    let sheet = office.book(BookKind::Ledger, STRANGE).1.columns[0].sheet.clone();
    let mappings = Mappings::Ledger([(sheet, said)].into_iter().collect());
    let book = read_book(Some(&office.counter.desk), at(NOW), &path, &mappings).unwrap();
    assert_eq!((book.lacks(), book.counts().imported), (None, 2));
    support::take_over(&office.counter, book);
    let (_, again) = office.book(BookKind::Ledger, &STRANGE.replace("1002", "1003"));
    assert_eq!((again.lacks(), again.counts().imported, again.counts().duplicate), (None, 1, 1));
}

const FIRST: &str = "房号,业主姓名,联系电话,车牌,备注\n\
3-2-1001,张坤,13900000001,,\n\
3-2-1002,李莉,13900000002,粤ZF51934,钥匙托管前台\n\
3-2-1003,王芳,13900000003,,\n";

/// 1001 stays, 1002 has a further number, a car and a remark, 1003 another owner, 1004 is new and stands in two rows.
const THEN: &str = "房号,业主姓名,联系电话,车牌,备注\n\
3栋2单元1001,张坤,139-0000-0001,,\n\
3-2-1002,李莉,13900000002/13900000009,粤ZF51934、粤ZG7166,夜班\n\
3-2-1004,赵敏,13900000004,,\n\
3-2-1003,陈建国,13900000008,,\n\
3-2-1004,周杰,13900000005,,\n";

#[test]
fn a_roster_that_comes_again_tells_what_it_changes_at_each_household() {
    let office = Office::new();
    let first = office.take_over(FIRST);
    assert_eq!((first.tally.households, first.counts().imported), ((3, 0), 3));

    let (_, dry) = office.book(BookKind::Roster, THEN);
    let told = |book: &Book| -> Vec<(String, bool, Vec<String>)> {
        let changes = book.tally.changes.iter();
        changes.map(|one| (one.room.clone(), one.is_new, one.news.clone())).collect()
    };
    let line = |room: &str, is_new, news: &[&str]| {
        (room.to_owned(), is_new, news.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>())
    };
    let expected = [
        line("3-2-1002", false, &["李莉 电话 13900000009", "车辆 粤ZG7166", "备注 夜班"]),
        line("3-2-1003", false, &["业主 陈建国 13900000008（原有业主 王芳，过户的请导入后在名册里换业主）"]),
        line("3-2-1004", true, &["业主 赵敏 13900000004", "业主 周杰 13900000005"]),
    ];
    assert_eq!(told(&dry), expected);
    assert_eq!((dry.tally.households, dry.counts().duplicate), ((1, 2), 1));
    assert_eq!(office.counter.desk.household_count().wait().unwrap(), 3, "nothing was written");

    let taken = support::take_over(&office.counter, dry);
    assert_eq!(told(&taken), expected, "what was told is what was done");
    let versions =
        |room: &str| office.counter.desk.household(room).wait().unwrap().map(|page| page.history.len());
    assert_eq!(
        [versions("3-2-1001"), versions("3-2-1002"), versions("3-2-1004")],
        [Some(1), Some(2), Some(1)],
        "a household of two rows changes once"
    );
    let lot = office.counter.desk.imports().wait().unwrap()[0].clone();
    office.counter.desk.undo_import(&office.counter.chief, lot.id).wait().unwrap();
    let house = office.counter.desk.household("3-2-1002").wait().unwrap().unwrap().household;
    assert_eq!((house.residents[0].phones.len(), house.note.as_str()), (1, "钥匙托管前台"));
    assert_eq!(versions("3-2-1004"), None);
    assert_eq!(office.counter.desk.check_rebuild().wait().unwrap().value, []);
}

/// The same houses, lived in, looked after and reached otherwise.
const LIVED: [&str; 2] = [
    "房号,业主姓名,联系电话,是否常住,管家,联系偏好\n3-2-1001,张坤,13900000001,常住,方若溪,电话\n\
     3-2-1002,李莉,13900000002,常住,方若溪,电话\n",
    "房号,业主姓名,联系电话,是否常住,管家,联系偏好\n3-2-1001,张坤,13900000001,出租,方若溪,微信\n\
     3-2-1002,李莉,13900000002,常住,方若溪,电话\n",
];

#[test]
fn an_update_changes_what_can_only_be_one_thing_and_every_lot_is_undone_in_turn() {
    let office = Office::new();
    office.take_over(LIVED[0]);
    let second = office.take_over(LIVED[1]);
    let changes = &second.tally.changes;
    assert_eq!(changes.len(), 1, "{changes:?}");
    let news =
        ["张坤 不再常住", "张坤 联系偏好由「来电」改为「微信／APP／短信」", "居住情况由「常住」改为「出租」"];
    assert_eq!(changes[0].news.iter().map(String::as_str).collect::<Vec<_>>(), news);
    let desk = &office.counter.desk;
    let page = || desk.household("3-2-1001").wait().unwrap();
    let lives = || page().and_then(|page| page.household.lives);
    assert_eq!((lives(), page().unwrap().history.len()), (Some(Lives::Let), 2), "both versions are kept");
    assert_eq!(office.take_over(LIVED[1]).counts().imported, 0, "the same again changes nothing");
    let lots = desk.imports().wait().unwrap();
    assert_eq!(lots.len(), 2);
    let undo = |lot: usize| desk.undo_import(&office.counter.chief, lots[lot].id).wait().unwrap().value;
    assert_eq!((undo(0).taken_back, lives()), (1, Some(Lives::Usual)));
    let first = undo(1);
    assert_eq!((first.taken_back, first.kept), (2, 0), "the one before can be undone after it");
    assert_eq!(desk.household_count().wait().unwrap(), 0);
    assert_eq!(desk.stewards().wait().unwrap(), []);
    assert_eq!(office.take_over(LIVED[0]).counts().imported, 2, "and taken over once more");
}

#[test]
fn a_book_that_was_changed_after_it_was_looked_at_is_not_taken_over() {
    let office = Office::new();
    let (path, book) = office.book(BookKind::Roster, FIRST);
    fs::write(&path, THEN).unwrap();
    let refused = futures::executor::block_on(office.counter.desk.take_over(
        &office.counter.chief,
        book.clone(),
        &Default::default(),
    ));
    assert!(refused.unwrap_err().message().contains("文件在核对之后被改动过"));
    assert_eq!(office.counter.desk.household_count().wait().unwrap(), 0);
    let out = office.books.path().join("report.json");
    assert!(write_report(&book, office.counter.folder.path(), &out).is_err());
    assert!(!out.exists(), "no half of a report");
}

#[test]
fn of_many_rows_with_something_to_be_told_the_first_are_shown_and_all_are_written() {
    let office = Office::new();
    let mut text = String::from("日期,内容,姓名,电话\n");
    for n in 0..MOST_SHOWN + 40 {
        text += &format!("2026-13-{:02},电梯异响{n},张坤,139{n:08}\n", n % 28 + 1);
    }
    let (_, book) = office.book(BookKind::Ledger, &text);
    assert_eq!((book.tally.troubles.len(), book.tally.all_troubles), (MOST_SHOWN, MOST_SHOWN + 40));
    let mut rows = Vec::new();
    each_trouble(&book, |trouble| {
        rows.push(trouble.row);
        Ok(())
    })
    .unwrap();
    assert_eq!(rows, (2..=MOST_SHOWN as u32 + 41).collect::<Vec<_>>());
    let out = office.books.path().join("rows.xlsx");
    assert_eq!(office.counter.desk.write_troubles(&book, &out).unwrap() as usize, MOST_SHOWN + 40);
}

/// The most memory that the dry run of a ledger of so many long rows holds, in bytes.
fn peak_of(rows: usize) -> u64 {
    let folder = TempDir::new().unwrap();
    let mut text = String::from("日期,内容,房号,姓名,电话,处理情况\n");
    let long =
        "反映楼上半夜装修打电钻，已经连续三天，孩子睡不着，老人血压高，打了三次电话没有人管。".repeat(4);
    for n in 0..rows {
        let (day, room) = (n % 28 + 1, n % 900 + 101);
        text += &format!("2026-{:02}-{day:02},{n}号：{long},3-2-{room},张坤,139{n:08},已劝阻\n", n % 10 + 1);
    }
    fs::write(folder.path().join("book.csv"), text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_tingsu"));
    command.args(["--data", "data", "--now", NOW, "import", "ledger", "book.csv", "--dry-run"]);
    let child = command.current_dir(folder.path()).stdout(Stdio::piped()).spawn().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let watch = thread::spawn(move || {
        let mut peak = 0;
        while let Ok(status) = fs::read_to_string(&status) {
            let line = status.lines().find(|line| line.starts_with("VmHWM:"));
            let Some(line) = line else { break };
            let kilobytes: u64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
            peak = peak.max(kilobytes * 1024);
            thread::sleep(Duration::from_millis(5));
        }
        peak
    });
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains(&format!("可导入 {rows} 行")), "{said}");
    watch.join().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn thirty_times_as_many_rows_take_hardly_more_memory() {
    let (few, many) = (peak_of(600), peak_of(18_000));
    // The larger file has 12 MB; its rows, held, would be several times that.
    assert!(many < few + (10 << 20), "{} MB, {} MB with thirty times the rows", few >> 20, many >> 20);
}
