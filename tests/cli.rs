//! The commands, run as programs on folders of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use tingsu::desk::interchange::read::LARGEST_FILE;
use tingsu::domain::person::Role;

use crate::support::{Counter, open};

mod copies;
mod draft;
mod months;

const NOW: &str = "2026-11-30T18:00";
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/cases.json");

/// A folder to work in; the data lie in `data` below it.
struct Place(TempDir);

/// What a command answered.
struct Answer {
    code: i32,
    out: String,
    err: String,
}

impl Place {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// With the sample imported.
    fn with_sample() -> Self {
        let place = Self::new();
        let answer = place.run(&["import", "cases", SAMPLE]);
        assert_eq!(answer.code, 0, "{}", answer.err);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.text(name)).unwrap()
    }

    /// Runs a command at [`NOW`] on `data`, files being named as in this folder.
    fn run(&self, args: &[&str]) -> Answer {
        self.run_in("Asia/Shanghai", &[&["--data", "data", "--now", NOW], args].concat())
    }

    fn run_in(&self, zone: &str, args: &[&str]) -> Answer {
        self.command(zone, args).output().unwrap().into()
    }

    fn command(&self, zone: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tingsu"));
        command.args(args).current_dir(self.0.path()).env("TZ", zone).env_remove("TINGSU_DATA");
        command
    }
}

impl From<Output> for Answer {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// One Chinese sentence and nothing of the program's inside.
fn is_sentence(text: &str) -> bool {
    text.trim_end().ends_with('。') && !text.contains("panicked") && !text.contains("error:")
}

#[test]
fn the_sample_comes_back_byte_for_byte() {
    let place = Place::with_sample();
    let export = |place: &Place| {
        let answer = place.run(&["export", "cases", "--format", "json", "--out", "out.json"]);
        assert_eq!(answer.code, 0, "{}", answer.err);
        place.text("out.json")
    };
    let first = export(&place);
    assert_eq!(place.json("out.json")["cases"].as_array().unwrap().len(), 60);
    let second = Place::new();
    fs::copy(place.path("out.json"), second.path("in.json")).unwrap();
    let answer = second.run(&["import", "cases", "in.json", "--report", "report.json"]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert_eq!(export(&second), first);
    let report = second.json("report.json");
    assert_eq!(report["format"], "tingsu-import");
    assert_eq!((&report["kind"], &report["file"]), (&json!("cases"), &json!("in.json")));
    assert!(report["rows"].as_array().unwrap().iter().all(|row| row["outcome"] == "imported"));
    // Once more: everything is there already.
    let answer = second.run(&["import", "cases", "in.json"]);
    assert!(answer.out.contains("重复 60 张"), "{}", answer.out);
    assert_eq!(export(&second), first);
}

#[test]
fn invented_cases_come_back_byte_for_byte() {
    let place = Place::new();
    let made = place.run(&["demo", "--cases", "300", "--seed", "9", "--to", "2026-11-30", "--months", "3"]);
    assert_eq!((made.code, made.err.as_str()), (0, ""));
    let export = ["export", "cases", "--format", "json", "--out", "a.json"];
    assert_eq!(place.run(&export).code, 0);
    let second = Place::new();
    fs::copy(place.path("a.json"), second.path("in.json")).unwrap();
    assert_eq!(second.run(&["import", "cases", "in.json"]).code, 0);
    assert_eq!(second.run(&export).code, 0);
    assert_eq!(second.text("a.json"), place.text("a.json"));
    for args in [&["today", "--format", "json"][..], &["check"][..], &["check", "--rebuild"][..]] {
        let (one, other) = (place.run(args), second.run(args));
        assert_eq!((one.code, one.out), (0, other.out), "{args:?} {}", one.err);
    }
    let answer = place.run(&["demo", "--cases", "3"]);
    assert!(answer.code == 1 && is_sentence(&answer.err), "{}", answer.err);
}

#[test]
fn an_earlier_clock_hides_what_came_later() {
    let place = Place::with_sample();
    let export = |now: &str| {
        let args =
            ["--data", "data", "--now", now, "export", "cases", "--format", "json", "--out", "out.json"];
        assert_eq!(place.run_in("UTC", &args).code, 0);
        place.json("out.json")
    };
    let early = export("2026-11-10T12:00");
    let cases = early["cases"].as_array().unwrap();
    assert!(!cases.is_empty() && cases.len() < 60);
    for case in cases {
        let times = case["events"].as_array().unwrap().iter().map(|event| &event["at"]);
        assert!(
            times.chain([&case["received_at"]]).all(|at| at.as_str().unwrap() <= "2026-11-10T12:00:00+08:00")
        );
    }
    assert_eq!(early["exported_at"], "2026-11-10T12:00:00+08:00");
    assert!(export("2026-11-01T00:00")["cases"].as_array().unwrap().is_empty());
    let days = [
        "export",
        "cases",
        "--from",
        "2026-11-11",
        "--to",
        "2026-11-12",
        "--format",
        "json",
        "--out",
        "d.json",
    ];
    assert_eq!(place.run(&days).code, 0);
    let numbers: Vec<Value> =
        place.json("d.json")["cases"].as_array().unwrap().iter().map(|case| case["number"].clone()).collect();
    assert_eq!(numbers, ["20261111-001", "20261112-001", "20261112-002", "20261112-003"]);
    let late = ["--data", "data", "--now", "2026-11-10T12:00", "find", "20261128-001"];
    assert_eq!(place.run_in("UTC", &late).out, "");
}

#[test]
fn the_zone_of_the_machine_does_not_matter() {
    let place = Place::with_sample();
    let answers = ["UTC", "Asia/Shanghai", "America/New_York"].map(|zone| {
        let run = |args: &[&str]| place.run_in(zone, &[&["--data", "data", "--now", NOW], args].concat()).out;
        run(&["export", "cases", "--format", "json", "--out", "out.json"]);
        run(&["report", "--month", "2026-11", "--format", "json", "--out", "report.json"]);
        let lists = [run(&["today", "--format", "json"]), run(&["today"]), run(&["find", "电梯"])].concat();
        (lists, place.text("out.json"), place.text("report.json"))
    });
    assert!(answers[0].0.contains("20261125-002"));
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
}

#[test]
fn what_is_owed_is_sorted_and_names_its_rule() {
    let place = Place::with_sample();
    let answer = place.run(&["today", "--format", "json"]);
    let owed: Vec<Value> = serde_json::from_str(&answer.out).unwrap();
    assert!(owed.len() > 10);
    let key = |row: &Value| {
        ["due", "number", "deadline"].map(|key| row[key].as_str().unwrap_or_default().to_owned())
    };
    assert!(owed.windows(2).all(|two| key(&two[0]) <= key(&two[1])));
    for row in &owed {
        assert!(row["rule"].as_str().unwrap().starts_with("rules §4 "), "{row}");
        assert!(["overdue", "due_soon", "open"].contains(&row["state"].as_str().unwrap()));
        let overdue = row["due"].as_str().unwrap() < "2026-11-30T18:00:00+08:00";
        assert!(overdue == (row["state"] == "overdue") || row["deadline"] == "quiet_week", "{row}");
    }
    let text = place.run(&["today"]).out;
    assert_eq!(text.lines().count(), owed.len());
    assert!(text.contains("逾期"));
}

#[test]
fn papers_are_pdf_and_the_report_is_json() {
    let place = Place::with_sample();
    for args in [
        &["record", "20261113-003", "--out", "a.pdf"][..],
        &["record", "20261113-003", "--customer", "--out", "a.pdf"],
        &["day", "2026-11-13", "--form", "record", "--out", "a.pdf"],
        &["record", "20261127-001", "--form", "handover", "--out", "a.pdf"],
        &["record", "20261127-001", "--form", "letter", "--out", "a.pdf"],
        &["record", "20261127-001", "--form", "file", "--out", "a.pdf"],
        &["record", "20261118-003", "--form", "report", "--out", "a.pdf"],
        &["record", "20261113-003", "--form", "visit", "--out", "a.pdf"],
        &["day", "2026-12-24", "--form", "record", "--out", "a.pdf"],
        &["day", "2026-11-30", "--form", "check", "--out", "a.pdf"],
        &["day", "2026-11-30", "--form", "visits", "--out", "a.pdf"],
        &["blank", "--form", "work", "--out", "a.pdf"],
        &["blank", "--form", "record", "--out", "a.pdf"],
        &["blank", "--form", "visit", "--out", "a.pdf"],
        &["report", "--month", "2026-11", "--format", "pdf", "--out", "a.pdf"],
    ] {
        let answer = place.run(args);
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{args:?}");
        assert!(fs::read(place.path("a.pdf")).unwrap().starts_with(b"%PDF"), "{args:?}");
        fs::remove_file(place.path("a.pdf")).unwrap();
    }
    for (args, sentence) in [
        (["record", "20261113-003", "--form", "letter", "--out", "a.pdf"], "工作联系函只用于二类"),
        (["record", "20261113-003", "--form", "report", "--out", "a.pdf"], "情况报告只用于三类"),
        (["record", "20261113-003", "--form", "file", "--out", "a.pdf"], "重大"),
        (["record", "20261113-003", "--form", "handover", "--out", "a.pdf"], "没有服务上移"),
    ] {
        let answer = place.run(&args);
        assert_eq!(answer.code, 1, "{args:?}");
        assert!(answer.err.contains(sentence), "{}", answer.err);
        assert!(!place.path("a.pdf").exists(), "nothing is written");
    }
    let answer = place.run(&["report", "--month", "2026-11", "--format", "json", "--out", "a.json"]);
    assert_eq!(answer.code, 0);
    let report = place.json("a.json");
    assert_eq!(report["format"], "tingsu-report");
    assert_eq!(report["as_of"], "2026-11-30T18:00:00+08:00");
    assert_eq!(report["check"]["received"], 60);
    let answer = place.run(&["record", "20261113-099", "--out", "a.pdf"]);
    assert!(answer.code == 1 && is_sentence(&answer.err), "{}", answer.err);
    assert!(!place.path("a.pdf").exists());
}

#[test]
fn found_cases_are_json_lines() {
    let place = Place::with_sample();
    for text in ["20261113-003", "13900006160", "9-204", "李雅凯", "liyakai"] {
        let answer = place.run(&["find", text]);
        let hits: Vec<Value> = answer.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let hit = hits.iter().find(|hit| hit["number"] == "20261113-003");
        let hit = hit.unwrap_or_else(|| panic!("{text}: {}", answer.out));
        assert_eq!((&hit["name"], &hit["room"]), (&json!("李雅凯"), &json!("9-204")));
    }
    assert_eq!(place.run(&["find", "没有这样的事🛗"]).out, "");
}

/// The keys of an object, in their order.
fn keys(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn what_to_say_has_the_keys_of_the_interchange() {
    let place = Place::with_sample();
    let say = |more: &[&str]| -> Value {
        let answer = place.run(&[&["say", "20261117-001"][..], more].concat());
        assert_eq!(answer.code, 0, "{}", answer.err);
        serde_json::from_str(&answer.out).unwrap()
    };
    let told = say(&[]);
    let all = ["step", "channel", "mood", "situation", "sentence", "alternatives", "do", "dont", "internal"];
    assert_eq!(keys(&told), [&all[..], &["ledger", "because"]].concat());
    assert_eq!(keys(&told["sentence"]), ["id", "text", "blanks"]);
    let others = told["alternatives"].as_array().unwrap();
    assert!(!others.is_empty());
    for other in others {
        assert_eq!(keys(other), ["id", "level", "text", "blanks"]);
    }
    assert_eq!(told["situation"], "E3");
    let wished = say(&["--step", "restate", "--mood", "agitated", "--level", "expert"]);
    assert_eq!((&wished["step"], &wished["mood"]), (&json!("restate"), &json!("agitated")));
    assert_ne!(wished["sentence"]["id"], told["sentence"]["id"]);
    for step in tingsu::library::step::Step::ALL {
        assert_eq!(say(&["--step", step.code()])["step"], step.code());
    }
    let strange = place.run(&["say", "20261117-099"]);
    assert_eq!(strange.code, 1);
    assert!(is_sentence(&strange.err), "{}", strange.err);
}

#[test]
fn a_trial_run_writes_nothing() {
    let place = Place::new();
    let answer = place.run(&["import", "cases", SAMPLE, "--dry-run", "--report", "r.json"]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert!(answer.out.contains("可导入 60 张") && !place.path("data").exists());
    assert_eq!(place.json("r.json")["rows"].as_array().unwrap().len(), 60);
    let place = Place::with_sample();
    let mut file: Value = serde_json::from_str(&fs::read_to_string(SAMPLE).unwrap()).unwrap();
    file["cases"][0]["verbatim"] = json!("别的事");
    file["cases"][1].as_object_mut().unwrap().shift_remove("number");
    file["cases"][2]["colour"] = json!("red");
    file["cases"][3] = file["cases"][4].clone();
    fs::write(place.path("in.json"), file.to_string()).unwrap();
    let before = place.run(&["export", "cases", "--format", "json", "--out", "before.json"]);
    assert_eq!(before.code, 0);
    let answer = place.run(&["import", "cases", "in.json", "--dry-run", "--report", "r.json"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    let rows = place.json("r.json")["rows"].clone();
    let outcomes: Vec<&str> =
        rows.as_array().unwrap().iter().take(6).map(|row| row["outcome"].as_str().unwrap()).collect();
    assert_eq!(outcomes, ["refused", "imported", "refused", "duplicate", "duplicate", "duplicate"]);
    assert_eq!(rows[1]["number"], Value::Null);
    assert!(rows[2]["notes"][0].as_str().unwrap().contains("「colour」"));
    place.run(&["export", "cases", "--format", "json", "--out", "after.json"]);
    assert_eq!(place.text("before.json"), place.text("after.json"));
    // For real: the case without a number gets the next of its day.
    place.run(&["import", "cases", "in.json", "--report", "r.json"]);
    let rows = place.json("r.json")["rows"].clone();
    assert_eq!((&rows[1]["outcome"], &rows[1]["number"]), (&json!("imported"), &json!("20261102-003")));
}

#[test]
fn an_import_tells_what_it_found_strange() {
    let place = Place::new();
    let case = json!({"number": "20261103-002", "kind": "complaint", "channel": "phone",
        "received_at": "2026-11-03T09:12", "receiver": "李敏", "nature": "help",
        "summary": "😀".repeat(50_000),
        "events": [
            {"at": "2026-11-03T09:20", "by": "李敏", "type": "nature", "nature": "effective", "reason": "慢"},
            {"at": "2026-11-03T09:30", "by": "李敏", "type": "closed", "code": "visited"}]});
    let file = json!({"format": "tingsu-cases", "version": 1, "property": "云栖苑", "cases": [case, 5]});
    fs::write(place.path("in.json"), file.to_string()).unwrap();
    let answer = place.run(&["import", "cases", "in.json", "--report", "r.json"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(answer.out.contains("已导入 1 张，重复 0 张，未导入 1 张。"), "{}", answer.out);
    let rows = place.json("r.json")["rows"].clone();
    let notes = rows[0]["notes"].to_string();
    assert!(notes.contains("「nature」") && notes.contains("还没有访到业主"), "{notes}");
    assert_eq!(rows[1]["outcome"], "refused");
    let day = place.run(&["day", "2026-11-03", "--form", "record", "--out", "a.pdf"]);
    assert_eq!(day.code, 0, "{}", day.err);
}

#[test]
fn wrong_usage_is_answered_with_a_sentence_and_2() {
    let place = Place::new();
    for (args, expected) in [
        (&["sing"][..], "没有「sing」这个命令"),
        (&["today", "--colour"], "不认识「--colour」"),
        (&["today", "--format", "xml"], "可用的值：text、json"),
        (&["report", "--month", "2026-11", "--format", "json"], "缺少 --out"),
        (&["report", "--month", "2026-13", "--format", "json", "--out", "x"], "不是有效的月份"),
        (&["report", "--month", "2026-11", "--format", "docx", "--out", "x"], "可用的值：pdf、xlsx、json"),
        (&["record", "7", "--out", "x"], "不是受理单编号"),
        (&["day", "2026-02-30", "--form", "record", "--out", "x"], "不是有效的日期"),
        (&["demo"], "缺少 --cases"),
        (&["demo", "--cases", "0"], "整数"),
        (&["demo", "--cases", "many"], "整数"),
        (&["import"], "没有写完整"),
        (&["import", "cats", "x"], "没有「cats」这个命令"),
        (&["find"], "缺少 <TEXT>"),
        (&["find", "a", "b"], "不认识「b」"),
        (&["say", "7"], "不是受理单编号"),
        (&["say", "20261117-001", "--mood", "angry"], "calm、upset、agitated"),
        (&["--data"], "后面缺少值"),
        (&["--now", "gestern", "today"], "不是有效的时间"),
        (&["backup", "--out"], "后面缺少值"),
    ] {
        let answer = place.run_in("UTC", args);
        assert_eq!(answer.code, 2, "{args:?}");
        assert!(answer.err.contains(expected) && is_sentence(&answer.err), "{args:?}: {}", answer.err);
        assert_eq!(answer.out, "");
    }
}

#[test]
fn help_is_chinese() {
    let place = Place::new();
    for args in [&["--help"][..], &["import", "--help"], &["import", "cases", "-h"], &["report", "--help"]] {
        let answer = place.run_in("UTC", args);
        assert_eq!((answer.code, answer.err.as_str()), (0, ""));
        assert!(answer.out.contains("用法：tingsu"), "{}", answer.out);
        for english in ["Usage", "Options", "Commands", "Arguments", "Print", "possible", "default:"] {
            assert!(!answer.out.contains(english), "{english}: {}", answer.out);
        }
    }
    assert!(place.run_in("UTC", &["--version"]).out.starts_with("tingsu "));
}

#[test]
fn bad_files_are_refused_with_a_sentence() {
    let place = Place::new();
    for (name, bytes) in [
        ("empty.json", &b""[..]),
        ("broken.json", b"{\"format\": \"tingsu-cases\","),
        ("binary.json", &[0xff, 0xfe, 0x00, 0x01]),
        ("list.json", b"[1, 2]"),
        ("other.json", b"{\"format\": \"other\", \"version\": 1, \"cases\": []}"),
        ("newer.json", b"{\"format\": \"tingsu-cases\", \"version\": 9, \"cases\": []}"),
    ] {
        fs::write(place.path(name), bytes).unwrap();
        let answer = place.run(&["import", "cases", name]);
        assert!(answer.code == 1 && is_sentence(&answer.err), "{name}: {}", answer.err);
        assert!(!place.path("data").exists(), "{name}");
    }
    let huge = fs::File::create(place.path("huge.json")).unwrap();
    huge.set_len(LARGEST_FILE + 1).unwrap();
    for name in ["none.json", ".", "huge.json"] {
        let answer = place.run(&["import", "cases", name]);
        assert!(answer.code == 1 && is_sentence(&answer.err), "{name}: {}", answer.err);
    }
    fs::write(place.path("not.db"), "no database").unwrap();
    fs::write(place.path("empty.db"), "").unwrap();
    let sample = Place::with_sample();
    assert_eq!(sample.run(&["backup", "--out", "copy.db"]).code, 0);
    fs::write(place.path("short.db"), &fs::read(sample.path("copy.db")).unwrap()[..20_000]).unwrap();
    for name in ["not.db", "none.db", "empty.db", "short.db", "data"] {
        let answer = place.run(&["restore", name]);
        assert!(answer.code == 1 && is_sentence(&answer.err), "{name}: {}", answer.err);
        assert!(answer.err.contains("现有数据没有改动"), "{name}: {}", answer.err);
    }
}

#[test]
fn places_that_cannot_be_used_are_named() {
    let place = Place::with_sample();
    fs::write(place.path("file"), "x").unwrap();
    for args in [
        &["export", "cases", "--format", "json", "--out", "none/out.json"][..],
        &["export", "cases", "--format", "json", "--out", "data"],
        &["record", "20261113-003", "--out", "none/a.pdf"],
        &["import", "cases", SAMPLE, "--report", "none/r.json"],
        &["backup", "--out", "file/x.db"],
        &["backup", "--out", "data"],
    ] {
        let answer = place.run(args);
        assert!(answer.code == 1 && is_sentence(&answer.err), "{args:?}: {}", answer.err);
    }
    assert!(!place.path("none").exists());
    // A file where the data folder should be.
    for args in [&["today"][..], &["demo", "--cases", "2"], &["import", "cases", SAMPLE], &["check"]] {
        let answer = place.run_in("UTC", &[&["--data", "file"], args].concat());
        assert!(answer.code == 1 && is_sentence(&answer.err), "{args:?}: {}", answer.err);
    }
    // Nothing there yet: reading commands make nothing.
    for args in [&["today"][..], &["find", "x"], &["check"], &["backup", "--out", "b.db"]] {
        let answer = place.run_in("UTC", &[&["--data", "nowhere"], args].concat());
        assert!(answer.code == 1 && is_sentence(&answer.err), "{args:?}: {}", answer.err);
        assert!(!place.path("nowhere").exists(), "{args:?}");
    }
}

#[test]
fn a_backup_puts_everything_back() {
    let place = Place::with_sample();
    let answer = place.run(&["backup", "--out", "copy.db"]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    let export = |to: &str| place.run(&["export", "cases", "--format", "json", "--out", to]).code;
    assert_eq!(export("before.json"), 0);
    fs::remove_dir_all(place.path("data")).unwrap();
    let answer = place.run(&["restore", "copy.db"]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    assert_eq!(export("after.json"), 0);
    assert_eq!(place.text("before.json"), place.text("after.json"));
    let again = place.run(&["restore", "copy.db"]);
    assert!(again.out.contains("另存在"), "{}", again.out);
}

#[test]
fn a_tampered_file_is_found() {
    let place = Place::with_sample();
    let file = place.path("data").join("tingsu.db");
    let mut bytes = fs::read(&file).unwrap();
    let needle = "五天前已微信报新车牌".as_bytes();
    let places: Vec<usize> =
        (0..bytes.len() - needle.len()).filter(|&at| bytes[at..].starts_with(needle)).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + needle.len()].copy_from_slice("六天前已微信报新车牌".as_bytes());
    }
    fs::write(&file, bytes).unwrap();
    let answer = place.run(&["check"]);
    assert_eq!(answer.code, 1);
    assert!(answer.out.contains("处问题"), "{} {}", answer.out, answer.err);
}

#[test]
fn without_a_desktop_the_window_says_so() {
    let place = Place::new();
    let mut command = place.command("UTC", &["--data", "data"]);
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(name);
    }
    let answer: Answer = command.output().unwrap().into();
    assert!(answer.code == 1 && is_sentence(&answer.err), "{}", answer.err);
    assert!(!place.path("data").join("tingsu.db").exists());
}

#[test]
fn commands_that_write_wait_for_nobody() {
    let counter = Counter::at(NOW);
    let place = Place::new();
    let folder = counter.folder.path().display().to_string();
    let run = |args: &[&str]| place.run_in("UTC", &[&["--data", &folder, "--now", NOW], args].concat());
    for args in [
        &["import", "cases", SAMPLE][..],
        &["demo", "--cases", "2"],
        &["check", "--rebuild"],
        &["restore", SAMPLE],
    ] {
        let answer = run(args);
        assert!(
            answer.code == 1 && answer.err.contains("听诉的窗口或另一个命令正在使用"),
            "{args:?}: {}",
            answer.err
        );
    }
    for args in
        [&["today"][..], &["check"], &["backup", "--out", "b.db"], &["import", "cases", SAMPLE, "--dry-run"]]
    {
        let answer = run(args);
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{args:?}");
    }
}

#[test]
fn the_environment_names_the_folder() {
    let place = Place::with_sample();
    let run = |folder: &Path, args: &[&str]| -> Answer {
        place.command("UTC", args).env("TINGSU_DATA", folder).output().unwrap().into()
    };
    let answer = run(&place.path("data"), &["--now", NOW, "find", "李雅凯"]);
    assert!(answer.out.contains("20261113-003"), "{}", answer.err);
    let answer = run(&place.path("none"), &["--data", "data", "--now", NOW, "find", "李雅凯"]);
    assert!(answer.out.contains("20261113-003"), "{}", answer.err);
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let place = Place::with_sample();
    let args = ["--data", "data", "--now", NOW, "find", "1390"];
    let mut child =
        place.command("UTC", &args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn an_imported_or_invented_counter_asks_no_first_questions() {
    for args in [&["import", "cases", SAMPLE][..], &["demo", "--cases", "5"]] {
        let place = Place::new();
        assert_eq!(place.run(args).code, 0);
        let desk = open(&place.path("data"), NOW);
        assert!(desk.is_set_up().wait().unwrap(), "{args:?}");
        let staff = desk.staff().wait().unwrap();
        assert!(staff.iter().any(|person| person.active && person.role == Role::Supervisor), "{args:?}");
    }
}

#[test]
fn the_library_goes_out_to_a_file_and_comes_in_from_one() {
    let place = Place::with_sample();
    let answer = place.run(&["library", "export", "--out", "lib.toml"]);
    assert_eq!(answer.code, 0, "{}", answer.err);
    assert!(answer.out.contains("已导出") && is_sentence(&answer.out), "{}", answer.out);
    let text = place.text("lib.toml");
    assert!(text.starts_with("format = \"tingsu-library\""), "{}", &text[..60]);
    let answer = place.run(&["library", "import", "lib.toml"]);
    assert_eq!(
        (answer.code, answer.out.contains("改写 0 句，新增 0 句，停用 0 处")),
        (0, true),
        "{}",
        answer.out
    );
    fs::write(place.path("spoilt.toml"), "format = 7").unwrap();
    let answer = place.run(&["library", "import", "spoilt.toml"]);
    assert!(
        answer.code == 1 && is_sentence(&answer.err) && answer.err.contains("现有话术未变"),
        "{}",
        answer.err
    );
    assert_eq!(place.run(&["library", "export"]).code, 2);
}
