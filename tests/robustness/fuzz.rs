//! Whatever is typed or handed over as a file: nothing panics, and nothing takes longer than a person waits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::desk::interchange;
use tingsu::desk::month_file::read_month;
use tingsu::desk::setup::FirstRun;
use tingsu::domain::calendar::OfficeHours;
use tingsu::domain::person::{Actor, Role};
use tingsu::domain::reading::time::{self, Tense};
use tingsu::domain::reading::{name, phone, room};
use tingsu::domain::settings::Settings;
use tingsu::domain::statistics::period::Period;
use tingsu::domain::time::Moment;
use tingsu::library::shelf::Library;
use tingsu::library::transfer;
use tingsu::sheet::read::open as sheet;
use tingsu::store::check_progress::Checked;
use tingsu::store::{attachment, pack, sealed};

use super::world::{Dice, NOW, at};

/// Nothing may take longer.
const LIMIT: Duration = Duration::from_secs(5);

/// Pieces of which odd input is made.
const PIECES: [&str; 40] = [
    "",
    " ",
    "　",
    "\n",
    "\0",
    "\u{202e}",
    "\u{feff}",
    "😀",
    "𬱖",
    "今天",
    "明天",
    "昨晚",
    "下周三",
    "2月30日",
    "25:70",
    "9:30",
    "十点半",
    "20266-11-27",
    "2026-11-30T18:00",
    "+08:00",
    "99999999999999999999",
    "-1",
    "1e308",
    "139",
    "13900000417",
    "0755-00001234转801",
    "3-2-1001",
    "3号楼2单元1001",
    "别墅25",
    "陈先生",
    "欧阳",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\u0000",
    ",",
    ":",
    "NaN",
];

/// What is read, and from what it begins.
struct Target {
    name: &'static str,
    seed: Vec<u8>,
    read: fn(&[u8]),
}

/// How many inputs each reader got, and what went wrong.
pub type Outcome = (Vec<(&'static str, usize)>, Vec<String>);

/// Hands each reader its share of so many inputs.
pub fn run(count: usize, seed: u64) -> Outcome {
    let targets = targets();
    let mut dice = Dice::new(seed);
    let (mut done, mut failures) = (Vec::new(), Vec::new());
    let each = count.div_ceil(targets.len());
    // What a panic would print is told in one line instead.
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    for target in &targets {
        for n in 0..each {
            let input = mutated(&target.seed, &mut dice);
            let began = Instant::now();
            let read = catch_unwind(AssertUnwindSafe(|| (target.read)(&input)));
            let took = began.elapsed();
            if read.is_err() || took > LIMIT {
                let shown: String = String::from_utf8_lossy(&input).chars().take(120).collect();
                let what = if read.is_err() { "a panic".to_owned() } else { format!("{took:?}") };
                failures.push(format!("{} {n}: {what}: {shown:?}", target.name));
            }
        }
        done.push((target.name, each));
    }
    std::panic::set_hook(before);
    (done, failures)
}

fn words(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What reads the bytes of a text.
type Reader = fn(&[u8]);

fn targets() -> Vec<Target> {
    let cases = include_bytes!("../fixtures/cases.json");
    let library = transfer::write(Library::shipped()).unwrap().into_bytes();
    let settings = serde_json::to_vec(&Settings::default()).unwrap();
    let csv =
        "受理时间,姓名,电话,房号,内容,渠道\n2026-03-05 14:00,陈先生,13900000417,3-2-1001,电梯停了,来电\n"
            .as_bytes();
    let texts: [(&'static str, &str, Reader); 6] = [
        ("typed times", "昨晚11点半", |bytes| {
            let (text, now) = (words(bytes), at(NOW));
            let duty = OfficeHours::default();
            for tense in [Tense::Past, Tense::Future] {
                let _ = time::read(&text, tense, now, duty);
                let _ = time::read_day(&text, tense, now.date());
            }
            let _ = time::read_clock(&text);
        }),
        ("--now", "2026-11-30T18:00:00+08:00", |bytes| {
            if let Ok(moment) = Moment::parse(&words(bytes)) {
                let _ = (moment.long(), moment.short(at(NOW)), moment.end_of_day(), moment.unix());
            }
        }),
        ("telephone numbers", "0755-00001234转801、13900000417", |bytes| {
            let read = phone::read(&words(bytes));
            let _ = (read.kept(), read.remarks());
        }),
        ("rooms", "3号楼2单元1001", |bytes| {
            let _ = (room::written(&words(bytes)), room::building(&words(bytes)));
        }),
        ("names", "陈建国（租户）", |bytes| {
            let _ =
                (name::key(&words(bytes)), name::several(&words(bytes)), name::address(&words(bytes), None));
        }),
        ("months and other arguments", "report --month 2026-11 --format json --out x", |bytes| {
            let text = words(bytes);
            let args = std::iter::once("tingsu").chain(text.split(' ')).map(std::ffi::OsString::from);
            let _ = tingsu::cli::parse(args);
        }),
    ];
    let mut targets: Vec<Target> = texts
        .into_iter()
        .map(|(name, seed, read)| Target { name, seed: seed.as_bytes().to_vec(), read })
        .collect();
    targets.push(Target {
        name: "interchange",
        seed: cases.to_vec(),
        read: |bytes| drop(interchange::read::read(bytes)),
    });
    targets.push(Target {
        name: "library",
        seed: library,
        read: |bytes| drop(transfer::read("x.toml", &words(bytes))),
    });
    targets.push(Target {
        name: "settings",
        seed: settings,
        read: |bytes| drop(serde_json::from_slice::<Settings>(bytes)),
    });
    targets.push(Target {
        name: "old ledgers",
        seed: csv.to_vec(),
        read: |bytes| drop(sheet::read(bytes, "台账.csv")),
    });
    targets.push(Target {
        name: "month files",
        seed: month_file(),
        read: |bytes| drop(read_month(&on_disk(bytes))),
    });
    targets.push(Target {
        name: "packs",
        seed: pack(),
        read: |bytes| {
            let (pack, data) = (on_disk(bytes), FOLDER.path().join("unpacked"));
            let _ = pack::take_database(&pack, &FOLDER.path().join("unpacked.db"));
            let _ = pack::take_attachments(&pack, &data);
        },
    });
    targets.push(Target {
        name: "sealed copies",
        seed: sealed_copy(),
        read: |bytes| drop(sealed::unseal(&on_disk(bytes), &FOLDER.path().join("opened"), "雨天记得带伞")),
    });
    targets.push(Target {
        name: "what was checked",
        seed: br#"{"sound":{"seq":7,"hash":[0,1,2]},"full_at":1793520000,"under_way":{"tables":2}}"#.to_vec(),
        read: |bytes| {
            std::fs::write(FOLDER.path().join("tingsu.checked"), bytes).unwrap();
            let _ = Checked::read(FOLDER.path()).full_at();
        },
    });
    targets.push(Target {
        name: "workbooks",
        seed: workbook(),
        read: |bytes| drop(sheet::read(bytes, "台账.xlsx")),
    });
    targets
}

/// Where inputs lie that are read as files.
static FOLDER: LazyLock<TempDir> = LazyLock::new(|| TempDir::new().unwrap());

fn on_disk(bytes: &[u8]) -> PathBuf {
    let file = FOLDER.path().join("input");
    std::fs::write(&file, bytes).unwrap();
    file
}

fn month_file() -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let desk = Desk::open(folder.path(), Clock::frozen(at(NOW)), Access::Window).unwrap();
    let first = FirstRun {
        property: "澄湖佳苑".into(),
        centre_phone: "0755-00001234".into(),
        staff: vec![("赵楠".into(), Role::Supervisor)],
    };
    let staff = desk.set_up(first).wait().unwrap().value;
    let file = folder.path().join("centre.tingsu-month");
    let month = Period::parse("2026-11", 1).unwrap();
    desk.export_month(month, &file, &Actor::from(&staff[0])).wait().unwrap();
    std::fs::read(file).unwrap()
}

fn pack() -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let copy = folder.path().join("copy.db");
    std::fs::write(&copy, "SQLite format 3\0 and so on").unwrap();
    let photo = folder.path().join("photo.jpg");
    std::fs::write(&photo, "a photo").unwrap();
    attachment::keep(folder.path(), &photo, "photo.jpg").unwrap();
    let pack = folder.path().join("all.tingsu");
    pack::make(folder.path(), &copy, &pack).unwrap();
    std::fs::read(pack).unwrap()
}

fn sealed_copy() -> Vec<u8> {
    let folder = TempDir::new().unwrap();
    let (plain, file) = (folder.path().join("plain"), folder.path().join("sealed"));
    std::fs::write(&plain, "业主的电话").unwrap();
    sealed::seal(&plain, &file, "雨天记得带伞").unwrap();
    std::fs::read(file).unwrap()
}

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, word) in ["受理时间", "姓名", "电话", "内容"].into_iter().enumerate() {
        sheet.write(0, column as u16, word).unwrap();
        sheet.write(1, column as u16, "2026-03-05").unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn mutated(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut input = seed.to_vec();
    for _ in 0..1 + dice.place(6) {
        let at = dice.place(input.len() + 1);
        match dice.below(8) {
            0 if at < input.len() => input[at] ^= 1 << dice.below(8),
            1 => input.truncate(at),
            2 if at < input.len() => {
                input.remove(at);
            }
            3 => {
                let piece = input[at.min(input.len())..].iter().take(64).copied().collect::<Vec<_>>();
                let to = dice.place(input.len() + 1);
                input.splice(to..to, piece);
            }
            4 => {
                let byte = dice.below(256) as u8;
                input.splice(at..at, std::iter::repeat_n(byte, 1 + dice.place(300)));
            }
            5 => input
                .splice(at..at, PIECES[dice.place(PIECES.len())].repeat(1 + dice.place(200)).into_bytes())
                .for_each(drop),
            _ => input.splice(at..at, PIECES[dice.place(PIECES.len())].bytes()).for_each(drop),
        }
    }
    input
}
