//! A company with many centres: month files, their sum, the rank, and what is refused.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;
use tingsu::desk::month_file::read_head;
use tingsu::desk::rollup::{RollupFormat, RollupJob, roll_up};
use tingsu::domain::code::Category;
use tingsu::domain::settings::Settings;
use tingsu::domain::statistics::axis::Axis;
use tingsu::domain::statistics::figure::Ratio;
use tingsu::domain::statistics::month_file::AXES;
use tingsu::domain::statistics::period::Period;
use tingsu::domain::statistics::report::Report;
use tingsu::paper::form::rollup::centres_form;
use tingsu::paper::layout::page::pages;
use tingsu::paper::wording::Labels;
use tingsu::sheet::write::facts::COLUMNS;

use crate::support::papers::info;
use crate::support::{Counter, at, complaint, sample, skipped};

const NOW: &str = "2026-12-02T09:00";

fn november() -> Period {
    Period::parse("2026-11", 1).unwrap()
}

/// The counter of the sample under another name and with so many households.
fn named(counter: &Counter, property: &str, households: Option<u32>) {
    let mut settings = counter.desk.settings().wait().unwrap();
    settings.property = property.into();
    settings.households = households;
    counter.desk.save_settings(&counter.chief, settings).wait().unwrap();
}

/// Three centres: the sample, final; one with two complaints and no number of households; one without any.
fn centres() -> (TempDir, Vec<PathBuf>, Vec<Report>) {
    let folder = TempDir::new().unwrap();
    let first = sample().later(NOW);
    named(&first, "澄湖佳苑", Some(1453));
    first.desk.lock_month(&first.chief, november()).wait().unwrap();
    let second = Counter::at("2026-11-20T10:00");
    for code in ["vehicles", "fees"] {
        let mut facts = complaint("2026-11-20T10:00");
        facts.category = Category::new(code);
        second.take_in(facts);
    }
    named(&second, "云栖苑", None);
    let second = second.later(NOW);
    let third = Counter::at(NOW);
    named(&third, "东岸花园", Some(300));
    let counters = [first, second, third];
    let files: Vec<PathBuf> =
        (0..counters.len()).map(|place| folder.path().join(format!("{place}.month"))).collect();
    for (counter, file) in counters.iter().zip(&files) {
        counter.desk.export_month(november(), file, &counter.chief).wait().unwrap();
        let facts = file.with_extension("csv");
        counter.desk.export_facts(november(), &facts, &counter.chief).wait().unwrap();
    }
    let reports = counters.iter().map(|counter| counter.desk.report(november()).wait().unwrap()).collect();
    (folder, files, reports)
}

fn job(files: &[PathBuf], format: RollupFormat, out: &Path) -> RollupJob {
    let expected = ["澄湖佳苑", "南山里"].map(str::to_owned).to_vec();
    RollupJob { files: files.to_vec(), expected, format, out: out.to_owned() }
}

#[test]
fn the_sum_of_the_centres_is_the_sum_of_their_tables() {
    let (folder, files, reports) = centres();
    let out = folder.path().join("all.json");
    let rollup = roll_up(folder.path(), &job(&files, RollupFormat::Json, &out), "系统管理", at(NOW)).unwrap();
    let json: Value = serde_json::from_slice(&fs::read(&out).unwrap()).unwrap();
    assert_eq!((&json["format"], &json["month"]), (&"tingsu-rollup".into(), &"2026-11".into()));
    for axis in AXES {
        for row in rollup.total.rows(axis) {
            let of = |report: &Report| {
                report.axes.rows(axis).iter().find(|one| one.key == row.key).cloned().unwrap_or_default()
            };
            let parts: Vec<_> = reports.iter().map(of).collect();
            let sum = |count: fn(&tingsu::domain::statistics::column::Row) -> u32| {
                parts.iter().map(count).sum::<u32>()
            };
            assert_eq!(row.received, sum(|row| row.received), "{axis:?} {}", row.key);
            assert_eq!(row.closed, sum(|row| row.closed));
            assert_eq!(row.previous, sum(|row| row.previous));
            assert_eq!(row.satisfied.1, sum(|row| row.satisfied.1));
            assert_eq!(row.responded.0, sum(|row| row.responded.0));
        }
        let rows = rollup.total.rows(axis);
        let shares: u32 = rows[..rows.len() - 1].iter().map(|row| row.share.unwrap().0).sum();
        assert_eq!(shares, 1000, "the shares are those of the sum");
        let told = json["total"]["axes"][axis.code()].as_array().unwrap();
        assert_eq!(told.last().unwrap()["received"], 62);
    }
    let check = rollup.total.check;
    assert_eq!(check.opening + check.received + check.reopened, check.closing + check.closed + check.voided);
    let ranks: Vec<_> =
        rollup.ranked().iter().map(|one| (one.property.as_str(), one.rank, one.locked)).collect();
    assert_eq!(ranks, [("东岸花园", Some(1), None), ("澄湖佳苑", Some(2), Some(1)), ("云栖苑", None, None)]);
    assert_eq!(json["missing"], serde_json::json!(["南山里"]));
    assert_eq!(json["unlocked"], serde_json::json!(["云栖苑", "东岸花园"]));
    assert_eq!(json["centres"][0]["per_hundred_households"], 4.13);
    assert_eq!(json["per_hundred_households"], 3.42, "of those who told their households");
    assert_eq!(json["centres"][1]["figures"]["check"]["received"], 2);
}

#[test]
fn the_book_holds_a_block_for_every_centre_and_the_paper_the_rank() {
    use calamine::{Reader, Xlsx, open_workbook};
    let (folder, files, reports) = centres();
    let out = folder.path().join("all.xlsx");
    roll_up(folder.path(), &job(&files, RollupFormat::Xlsx, &out), "系统管理", at(NOW)).unwrap();
    let mut book: Xlsx<_> = open_workbook(&out).unwrap();
    let ranks = book.worksheet_range("排名").unwrap();
    let column = |place: usize| ranks.rows().skip(3).map(|row| row[place].to_string()).collect::<Vec<_>>();
    assert_eq!(column(1), ["东岸花园", "澄湖佳苑", "云栖苑", "各中心合计", "南山里"]);
    assert_eq!(column(2)[1..], ["定稿第1版", "未定稿", "", "缺文件"]);
    let block = book.worksheet_range("类别").unwrap();
    let received = |centre: &str| -> f64 {
        let rows = block.rows().filter(|row| row[0] == centre && row[1] == "合计");
        rows.map(|row| row[3].as_string_free()).sum()
    };
    assert_eq!((received("各中心合计"), received("澄湖佳苑"), received("云栖苑")), (62.0, 60.0, 2.0));
    let rows = |centre: &str| block.rows().filter(|row| row[0] == centre).count();
    assert_eq!(rows("东岸花园"), reports[2].axes.rows(Axis::Category).len());
    let out = folder.path().join("all.pdf");
    let rollup = roll_up(folder.path(), &job(&files, RollupFormat::Pdf, &out), "系统管理", at(NOW)).unwrap();
    assert!(fs::read(&out).unwrap().starts_with(b"%PDF"));
    let heads = files.iter().map(|file| read_head(file));
    let form = centres_form(&rollup, &Settings::default(), &Labels::default(), heads).unwrap();
    let laid = pages(&[form], &info());
    let texts: Vec<&str> = laid.iter().flat_map(|page| page.texts()).collect();
    for (name, report) in [("澄湖佳苑（定稿第1版", &reports[0]), ("云栖苑（未定稿）", &reports[1])]
    {
        let start = texts.iter().position(|text| text.starts_with(name)).unwrap();
        let sum = start + texts[start..].iter().position(|text| *text == "合计").unwrap();
        let total = report.axes.category.last().unwrap();
        assert_eq!(texts[sum + 2], total.received.to_string(), "{name}");
        let check = texts[sum..].iter().find(|text| text.starts_with("期初未结 ")).unwrap();
        assert!(check.contains(&format!("本期受理 {}　", total.received)), "{check}");
    }
}

/// A number of a cell, whatever its kind.
trait Number {
    fn as_string_free(&self) -> f64;
}

impl Number for calamine::Data {
    fn as_string_free(&self) -> f64 {
        calamine::DataType::as_f64(self).unwrap()
    }
}

#[test]
fn a_month_file_holds_no_name_number_room_or_word() {
    let (folder, files, _) = centres();
    let counter = sample();
    let written = [fs::read_to_string(&files[0]), fs::read_to_string(files[0].with_extension("csv"))];
    let mut looked_for = 0;
    for case in counter.desk.all_cases().wait().unwrap() {
        let facts = case.facts();
        let person = &facts.complainant;
        let words = [&person.name, &person.room, &facts.verbatim, &facts.summary, &facts.place];
        let words = words.into_iter().flatten().chain(&person.phones).chain([&facts.receiver]);
        for word in words.filter(|word| word.chars().count() > 1) {
            looked_for += 1;
            for text in written.iter().map(|text| text.as_ref().unwrap()) {
                assert!(!text.contains(word.as_str()), "{word}");
            }
        }
    }
    assert!(looked_for > 200);
    assert!(written[0].as_ref().unwrap().contains("\"deadline\":\"first_response\""));
    assert_eq!(written[0].as_ref().unwrap().lines().count(), 62, "a head, 60 cases, a foot");
    drop(folder);
}

#[test]
fn what_cannot_be_added_is_refused_by_name_and_nothing_is_written() {
    let (folder, files, _) = centres();
    let path = |name: &str| folder.path().join(name);
    let text = fs::read_to_string(&files[0]).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    fs::write(path("cut.month"), lines[..30].join("\n") + "\n").unwrap();
    fs::write(path("half.month"), &text[..text.len() - 20]).unwrap();
    fs::write(path("changed.month"), text.replacen("\"escalated\":0", "\"escalated\":1", 1)).unwrap();
    fs::write(path("newer.month"), text.replacen("\"version\":1", "\"version\":9", 1)).unwrap();
    fs::write(path("cases.json"), include_str!("../fixtures/cases.json")).unwrap();
    fs::write(path("book.xlsx"), b"PK\x03\x04\0\0").unwrap();
    fs::write(path("empty"), b"").unwrap();
    let october = path("october.month");
    let counter = Counter::at(NOW);
    counter.desk.export_month(Period::parse("2026-10", 1).unwrap(), &october, &counter.chief).wait().unwrap();
    let out = path("out.json");
    for (name, why) in [
        ("cut.month", "少了一截"),
        ("half.month", "少了一截"),
        ("changed.month", "对不上"),
        ("newer.month", "请先升级"),
        ("cases.json", "不是听诉的月度数据文件"),
        ("book.xlsx", "不是听诉的月度数据文件"),
        ("empty", "不是听诉的月度数据文件"),
        ("gone", "找不到"),
        (".", "文件夹"),
        ("0.month", "是同一个中心（澄湖佳苑）"),
        ("october.month", "只能汇总同一个月"),
    ] {
        let two = [files[0].clone(), path(name)];
        let refused = roll_up(folder.path(), &job(&two, RollupFormat::Json, &out), "系统管理", at(NOW));
        let sentence = refused.unwrap_err().message();
        assert!(sentence.contains(why) && sentence.contains("没有写出任何文件"), "{name}: {sentence}");
        assert!(!out.exists());
    }
}

#[test]
fn the_readme_says_of_every_column_what_stands_in_it() {
    let readme = include_str!("../../README.md");
    let table = readme.split("| column of `export facts` |").nth(1).unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let told: Vec<(&str, &str)> = rows
        .map(|line| {
            let mut cells = line.trim_matches('|').splitn(2, '|').map(str::trim);
            (cells.next().unwrap().trim_matches('`'), cells.next().unwrap())
        })
        .collect();
    assert_eq!(told.iter().map(|(name, _)| *name).collect::<Vec<_>>(), COLUMNS);
    assert!(told.iter().all(|(_, meaning)| meaning.len() > 8), "{told:?}");
}

/// An engine that reads tables gives the same sums from the csv files. Needs `python3` with the package `duckdb`.
#[test]
fn duckdb_counts_the_same_from_the_facts() {
    let python = |script: &str, args: &[&str]| {
        Command::new("python3")
            .arg("-c")
            .arg(script)
            .args(args)
            .output()
            .ok()
            .filter(|ran| ran.status.success())
    };
    if python("import duckdb", &[]).is_none() {
        skipped("python3 with the package duckdb is not installed, so its sums were not compared");
        return;
    }
    let (folder, files, reports) = centres();
    let out = folder.path().join("all.json");
    let rollup = roll_up(folder.path(), &job(&files, RollupFormat::Json, &out), "系统管理", at(NOW)).unwrap();
    readme_example(folder.path(), &reports, &python);
    let sql = "SELECT coalesce(category, 'none'), sum(received), sum(closed), sum(closing), sum(satisfied_met), \
               sum(satisfied_of), sum(escalated) FROM read_csv(?, header = true, all_varchar = false) GROUP BY 1";
    let script = format!(
        "import duckdb, json, sys\nprint(json.dumps([[r[0]] + [int(n) for n in r[1:]] for r in \
         duckdb.execute({sql:?}, [sys.argv[1]]).fetchall()]))"
    );
    let glob = folder.path().join("*.csv");
    let ran = python(&script, &[glob.to_str().unwrap()]).expect("duckdb reads the files");
    let counted: Vec<(String, u32, u32, u32, u32, u32, u32)> = serde_json::from_slice(&ran.stdout).unwrap();
    assert!(counted.len() > 5);
    for (key, received, closed, closing, met, of, escalated) in counted {
        let row = rollup.total.category.iter().find(|row| row.key == key).unwrap();
        assert_eq!((row.received, row.closed, row.closing), (received, closed, closing), "{key}");
        assert_eq!((row.satisfied.0, row.satisfied.1, row.escalated), (met, of, escalated), "{key}");
    }
}

/// What the example answers: a centre, received, closed, open, and its two rates.
type Line = (String, u32, u32, u32, Option<f64>, Option<f64>);

/// The statement of the README, as it stands there, on files where it says they lie: a line a centre, the worst first.
fn readme_example(folder: &Path, reports: &[Report], python: &dyn Fn(&str, &[&str]) -> Option<Output>) {
    let readme = include_str!("../../README.md");
    let sql = readme.split("```sql\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let facts = folder.join("facts");
    fs::create_dir(&facts).unwrap();
    for place in 0..reports.len() {
        fs::copy(folder.join(format!("{place}.csv")), facts.join(format!("{place}.csv"))).unwrap();
    }
    let script = format!(
        "import duckdb, json, os, sys\nos.chdir(sys.argv[1])\n\
         print(json.dumps([[r[0], *map(int, r[1:4]), *r[4:]] for r in duckdb.sql({sql:?}).fetchall()]))"
    );
    let ran = python(&script, &[folder.to_str().unwrap()]).expect("duckdb runs the example of the README");
    let lines: Vec<Line> = serde_json::from_slice(&ran.stdout).unwrap();
    // A centre without a case has no line in any file.
    let has_cases =
        |report: &&Report| report.check.opening + report.check.received + report.check.reopened > 0;
    assert_eq!(lines.len(), reports.iter().filter(has_cases).count());
    for (property, received, closed, open, satisfied, rate) in lines {
        let report = reports.iter().find(|report| report.property == property).unwrap();
        assert_eq!((report.check.received, report.check.closed), (received, closed), "{property}");
        assert_eq!(report.check.closing, open, "{property}");
        let Ratio(met, of) = report.axes.category.last().unwrap().satisfied;
        let share = (of > 0).then(|| (f64::from(met) * 1000.0 / f64::from(of)).round() / 10.0);
        assert_eq!((satisfied, rate), (share, report.summary.per_hundred_households), "{property}");
    }
}
