//! What the commands give out, counted a second time: `demo`, `export cases`, `report` as programs, over several months,
//! a quarter, a year and free days, with a cut-off day, after a month was made final.
//! `TINGSU_RECOUNT=20000 cargo test --release --test tests recount` counts as many cases (README, "Tests"); the tests of
//! every commit fewer. What is overdue is counted from what `today` says is owed.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;
use tingsu::domain::statistics::period::Period;

use crate::statistics::compare::compare_json;
use crate::support::{chief, open};

const NOW: &str = "2026-11-30T18:00";
const FEW: u32 = 600;
const HOUSEHOLDS: u32 = 1_453;

struct Ground(TempDir);

impl Ground {
    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        let ran = Command::new(env!("CARGO_BIN_EXE_tingsu"))
            .args(["--data", "data", "--now", NOW])
            .args(args)
            .current_dir(self.0.path())
            .output()
            .unwrap();
        assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
        ran
    }

    fn json(&self, name: &str) -> Value {
        let json = serde_json::from_slice(&fs::read(self.path(name)).unwrap()).unwrap();
        fs::remove_file(self.path(name)).unwrap();
        json
    }

    fn cases(&self) -> Value {
        self.run(&["export", "cases", "--format", "json", "--out", "cases.json"]);
        self.json("cases.json")
    }

    fn report(&self, period: &[&str]) -> Value {
        self.run(&[&["report"], period, &["--format", "json", "--out", "report.json"]].concat());
        self.json("report.json")
    }

    /// The complaints of a file of which something is overdue now.
    fn overdue(&self, file: &Value) -> Vec<Value> {
        let ran = self.run(&["today", "--format", "json"]);
        let owed: Vec<Value> = serde_json::from_slice(&ran.stdout).unwrap();
        let late: BTreeSet<&str> = owed
            .iter()
            .filter(|one| one["state"] == "overdue")
            .filter_map(|one| one["number"].as_str())
            .collect();
        let complaints = file["cases"].as_array().unwrap().iter().filter(|case| case["kind"] == "complaint");
        let numbers: BTreeSet<&str> = complaints.filter_map(|case| case["number"].as_str()).collect();
        late.intersection(&numbers).map(|number| Value::from(*number)).collect()
    }

    fn cut_off(&self, day: u32) {
        let desk = open(&self.path("data"), NOW);
        let mut settings = desk.settings().wait().unwrap();
        settings.rules.cut_off_day = day;
        settings.households = Some(HOUSEHOLDS);
        desk.save_settings(&chief(&desk), settings).wait().unwrap();
    }
}

#[test]
fn what_the_commands_report_equals_a_recount_of_what_they_export() {
    let count = std::env::var("TINGSU_RECOUNT").ok().and_then(|text| text.parse().ok()).unwrap_or(FEW);
    let ground = Ground(TempDir::new().unwrap());
    let (count, to) = (count.to_string(), "2026-11-30");
    ground.run(&["demo", "--cases", &count, "--seed", "7", "--to", to, "--months", "14"]);
    let file = ground.cases();
    assert_eq!(file["cases"].as_array().unwrap().len().to_string(), count);
    let overdue = ground.overdue(&file);
    assert!(overdue.len() > 3, "{overdue:?}");
    let mut compared = 0;
    for cut_off in [1, 26] {
        ground.cut_off(cut_off);
        let periods: [(&[&str], &str); 7] = [
            (&["--month", "2026-11"], "2026-11"),
            (&["--month", "2026-09"], "2026-09"),
            (&["--month", "2026-02"], "2026-02"),
            (&["--quarter", "2026-Q3"], "2026-Q3"),
            (&["--year", "2026"], "2026"),
            (&["--from", "2026-10-17", "--to", "2026-11-08"], "2026-10-17--2026-11-08"),
            (&["--from", "2026-11-20", "--to", "2026-12-24"], "2026-11-20--2026-11-30"),
        ];
        for (typed, code) in periods {
            let report = ground.report(typed);
            assert!(report["check"]["received"].as_u64().unwrap() > 0, "{code}");
            compare_json(&report, Period::parse(code, cut_off).unwrap(), &file, Some(HOUSEHOLDS));
            assert_eq!(report["lists"]["overdue"], Value::Array(overdue.clone()), "{code}");
            compared += 1;
        }
    }
    assert_eq!(compared, 14);
    // A month made final says what it said; nothing changed since, so nothing is adjusted.
    let before = ground.report(&["--month", "2026-10"]);
    ground.run(&["month", "lock", "2026-10"]);
    let mut after = ground.report(&["--month", "2026-10"]);
    assert_eq!(after["lock"]["version"], 1);
    after["lock"] = Value::Null;
    assert_eq!(after, before);
    assert_eq!(ground.report(&["--month", "2026-11"])["adjustments"], Value::Array(Vec::new()));
}
