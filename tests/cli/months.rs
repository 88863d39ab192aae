//! `month` and the versions of `report`.

use std::fs;

use serde_json::json;

use crate::cli::{Place, SAMPLE};

#[test]
fn a_month_is_made_final_and_its_versions_are_written() {
    let place = Place::with_sample();
    let december = ["--data", "data", "--now", "2026-12-02T09:00"];
    let run = |args: &[&str]| place.run_in("Asia/Shanghai", &[&december, args].concat());
    let early = place.run(&["month", "lock", "2026-11"]);
    assert!(early.code == 1 && early.err.contains("还没有结束"), "{}", early.err);
    assert_eq!(run(&["month", "list", "2026-11"]).out, "2026年11月还没有定稿。\n");
    let locked = run(&["month", "lock", "2026-11"]);
    assert!(locked.code == 0 && locked.out.starts_with("2026年11月已定稿：第 1 版 "), "{}", locked.out);
    assert_eq!(run(&["month", "unlock", "2026-11"]).code, 2, "a reason is wanted");
    let unlocked = run(&["month", "unlock", "2026-11", "--reason", "漏登一单"]);
    assert!(unlocked.code == 0 && unlocked.out.contains("原来的一版仍可打印"), "{}", unlocked.err);
    assert!(run(&["month", "list", "2026-11"]).out.contains("系统管理撤销：漏登一单"));
    let json = |version: &[&str]| {
        let report = ["report", "--month", "2026-11", "--format", "json", "--out", "a.json"];
        assert_eq!(run(&[&report, version].concat()).code, 0);
        place.json("a.json")["lock"].clone()
    };
    assert_eq!(json(&[]), serde_json::Value::Null);
    assert_eq!(json(&["--version", "1"])["version"], 1);
    for format in ["pdf", "xlsx"] {
        let report = ["report", "--month", "2026-11", "--format", format, "--version", "1", "--out", "b"];
        assert_eq!(run(&report).code, 0, "{format}");
        fs::remove_file(place.path("b")).unwrap();
        let report = ["report", "--month", "2026-11", "--format", format, "--version", "2", "--out", "b"];
        let missing = run(&report);
        assert!(missing.code == 1 && missing.err.contains("没有第 2 版"), "{}", missing.err);
        assert!(!place.path("b").exists());
    }
}

fn sample() -> serde_json::Value {
    serde_json::from_str(&fs::read_to_string(SAMPLE).unwrap()).unwrap()
}

#[test]
fn the_table_of_a_quarter_a_year_and_any_days_is_written() {
    let place = Place::with_sample();
    let written = |period: &[&str], format: &str| {
        let report = [&["report"], period, &["--format", format, "--out", "a"]].concat();
        let answer = place.run(&report);
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{period:?}");
    };
    let table = |period: &[&str]| {
        written(period, "json");
        let table = place.json("a");
        fs::remove_file(place.path("a")).unwrap();
        table
    };
    let days = table(&["--from", "2026-11-03", "--to", "2026-11-09"]);
    assert_eq!(days["period"], json!({ "start": "2026-11-03", "end": "2026-11-10" }));
    let sample = sample();
    let received = sample["cases"].as_array().unwrap().iter().filter(|case| {
        let day = &case["received_at"].as_str().unwrap()[..10];
        case["kind"] == "complaint" && ("2026-11-03"..="2026-11-09").contains(&day)
    });
    assert_eq!(days["check"]["received"], received.count());
    // The sample ends on the last of November: what is later is absent, in the period and in the line of months.
    let late = table(&["--from", "2026-11-20", "--to", "2027-01-15"]);
    assert_eq!(late["period"], json!({ "start": "2026-11-20", "end": "2026-12-01" }));
    let year = table(&["--year", "2026"]);
    assert_eq!(year["trend"].as_array().unwrap().len(), 11);
    assert_eq!(table(&["--quarter", "2026-Q4"])["check"]["received"], 60);
    let to_come = place.run(&[
        "report",
        "--from",
        "2026-12-01",
        "--to",
        "2026-12-31",
        "--format",
        "json",
        "--out",
        "a",
    ]);
    for (args, why) in [
        (&[][..], "缺少"),
        (&["--from", "2026-11-03"], "缺少 --to"),
        (&["--quarter", "2026-Q5"], "不是有效的季度"),
        (&["--year", "2026", "--month", "2026-11"], "冲突"),
    ] {
        let wrong = place.run(&[&["report"], args, &["--format", "json", "--out", "a"]].concat());
        assert!(wrong.code == 2 && wrong.err.contains(why), "{args:?} {}", wrong.err);
    }
    assert!(to_come.code == 1 && to_come.err.contains("还没有到"), "{}", to_come.err);
    assert!(!place.path("a").exists());
    written(&["--from", "2026-11-03", "--to", "2026-11-09"], "pdf");
    fs::remove_file(place.path("a")).unwrap();
    written(&["--from", "2026-11-03", "--to", "2026-11-09"], "xlsx");
}

#[test]
fn a_month_goes_to_the_company_and_is_added_up_there() {
    let place = Place::with_sample();
    let month = place.run(&["export", "month", "--month", "2026-11", "--out", "a.month"]);
    assert!(
        month.code == 0 && month.out.contains("60 件") && month.out.contains("还没有定稿"),
        "{}",
        month.out
    );
    let facts = place.run(&["export", "facts", "--month", "2026-11", "--out", "a.csv"]);
    assert_eq!((facts.code, place.text("a.csv").lines().count()), (0, 61));
    fs::write(place.path("names.txt"), "澄湖佳苑\n南山里\n").unwrap();
    for format in ["json", "xlsx", "pdf"] {
        let args = ["rollup", "a.month", "--format", format, "--expect", "names.txt", "--out", "all"];
        let all = place.run(&args);
        assert_eq!((all.code, all.err.as_str()), (0, ""), "{format}");
        assert!(
            all.out.contains("缺文件的中心：南山里") && all.out.contains("未定稿的中心："),
            "{}",
            all.out
        );
        fs::remove_file(place.path("all")).unwrap();
    }
    let twice = place.run(&["rollup", "a.month", "a.month", "--format", "json", "--out", "all"]);
    assert!(twice.code == 1 && twice.err.contains("同一个中心") && !place.path("all").exists());
}
