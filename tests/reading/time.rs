//! Times: the table, every kind of writing, the year's turn, what must be asked, what the program writes itself.

use chrono::{Duration, NaiveDate};
use proptest::prelude::*;
use serde_json::Value;
use tingsu::domain::calendar::OfficeHours;
use tingsu::domain::reading::outcome::Reading;
use tingsu::domain::reading::time::{self, Precision, Tense, read_dated, read_day, read_past, shown};
use tingsu::domain::time::Moment;

const NOW: &str = "2026-11-21T14:32";

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn read(text: &str, tense: Tense, now: &str) -> Reading<Moment> {
    time::read(text, tense, at(now), OfficeHours::default())
}

fn reads(tense: Tense, now: &str, table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(text, expected)| {
            let found = read(text, tense, now);
            (found != Reading::Read(at(expected))).then(|| format!("{text}: {found:?}, not {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The candidates of a question.
fn asked(text: &str, tense: Tense, now: &str) -> Vec<String> {
    match read(text, tense, now) {
        Reading::Asked { candidates, question } => {
            assert!(
                question.ends_with(['？', '。', '对', '录']) || question.contains("请核对"),
                "{question}"
            );
            candidates.iter().map(|moment| moment.to_string()[..16].to_owned()).collect()
        }
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn the_table_of_writings_is_read() {
    let table: Value = serde_json::from_str(include_str!("../fixtures/writings.json")).unwrap();
    let rows = table["times"].as_array().unwrap();
    assert_eq!(rows.len(), 53);
    let mut wrong = Vec::new();
    for row in rows {
        let (text, tense) = (row["typed"].as_str().unwrap(), row["field"].as_str().unwrap());
        let tense = if tense == "past" { Tense::Past } else { Tense::Future };
        let expected = row["value"].as_str().map(at);
        let found = read(text, tense, NOW);
        if found.clone().value() != expected {
            wrong.push(format!("{text}: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_has_been_is_the_latest_not_after_now() {
    reads(
        Tense::Past,
        NOW,
        &[
            ("14:32", "2026-11-21T14:32"),
            ("23:50", "2026-11-20T23:50"),
            ("晚上11点", "2026-11-20T23:00"),
            ("晚上12点", "2026-11-21T00:00"),
            ("半夜1点", "2026-11-21T01:00"),
            ("昨晚1点", "2026-11-21T01:00"),
            ("昨夜12点半", "2026-11-21T00:30"),
            ("昨天夜里11点一刻", "2026-11-20T23:15"),
            ("今天夜里2点", "2026-11-21T02:00"),
            ("今早7点三刻", "2026-11-21T07:45"),
            ("今晨6点", "2026-11-21T06:00"),
            ("前天晚上八点二十", "2026-11-19T20:20"),
            ("前晚8点", "2026-11-19T20:00"),
            ("中午1点", "2026-11-21T13:00"),
            ("正午12点", "2026-11-21T12:00"),
            ("15.30", "2026-11-20T15:30"),
            ("昨天9.30", "2026-11-20T09:30"),
            ("昨天1430", "2026-11-20T14:30"),
            ("下午2点多", "2026-11-21T14:00"),
            ("零点", "2026-11-21T00:00"),
            ("0点30分", "2026-11-21T00:30"),
            ("24:00", "2026-11-21T00:00"),
            ("１１：２０", "2026-11-21T11:20"),
            ("11點20分", "2026-11-21T11:20"),
            ("上周三 9:00", "2026-11-11T09:00"),
            ("上个星期天下午三点", "2026-11-15T15:00"),
            ("本周一上午10点", "2026-11-16T10:00"),
            ("周六9点", "2026-11-21T09:00"),
            ("周六 20:00", "2026-11-14T20:00"),
            ("3号10:00", "2026-11-03T10:00"),
            ("25日10:00", "2026-10-25T10:00"),
            ("31号10:00", "2026-10-31T10:00"),
            ("上个月5号上午9点", "2026-10-05T09:00"),
            ("去年12月31日 23:50", "2025-12-31T23:50"),
            ("12月25号晚上8点", "2025-12-25T20:00"),
            ("2月29日 10:00", "2024-02-29T10:00"),
            ("二〇二六年十一月三日下午两点二十", "2026-11-03T14:20"),
            ("十一月三号上午九点", "2026-11-03T09:00"),
            ("2026年11月3日（周二）14:20", "2026-11-03T14:20"),
            ("202611031420", "2026-11-03T14:20"),
            ("20261103142033", "2026-11-03T14:20"),
            ("2026-11-03T14:20:33", "2026-11-03T14:20"),
            ("2026/11/3  14:20", "2026-11-03T14:20"),
            ("26.11.3 14:20", "2026-11-03T14:20"),
            ("11/3 2:20pm", "2026-11-03T14:20"),
            ("3/25/2026 10:00", "2026-03-25T10:00"),
            ("9:05am", "2026-11-21T09:05"),
            ("12pm", "2026-11-21T12:00"),
            ("12am", "2026-11-21T00:00"),
            ("刚才", "2026-11-21T14:32"),
            ("半小时前", "2026-11-21T14:02"),
            ("一个半小时前", "2026-11-21T13:02"),
            ("半个小时之前", "2026-11-21T14:02"),
            ("两个小时左右前", "2026-11-21T12:32"),
            ("1小时20分钟前", "2026-11-21T13:12"),
            ("三刻钟以前", "2026-11-21T13:47"),
            ("三天前", "2026-11-18T14:32"),
            ("3天前下午3点", "2026-11-18T15:00"),
            ("两周前", "2026-11-07T14:32"),
            ("一个月前", "2026-10-21T14:32"),
            ("昨天下班时", "2026-11-20T18:00"),
            ("今天上班时", "2026-11-21T08:30"),
            ("约9:30左右", "2026-11-21T09:30"),
            ("昨天03点", "2026-11-20T03:00"),
            ("20 日 9 点", "2026-11-20T09:00"),
        ],
    );
}

#[test]
fn what_will_be_is_the_earliest_not_before_now() {
    reads(
        Tense::Future,
        NOW,
        &[
            ("15:30", "2026-11-21T15:30"),
            ("14:32", "2026-11-21T14:32"),
            ("9:00", "2026-11-22T09:00"),
            ("凌晨2点", "2026-11-22T02:00"),
            ("今晚12点", "2026-11-22T00:00"),
            ("晚上12点前", "2026-11-22T00:00"),
            ("今天18:00前", "2026-11-21T18:00"),
            ("明早8:30", "2026-11-22T08:30"),
            ("后天 下午3点半", "2026-11-23T15:30"),
            ("大后天上午10点之前", "2026-11-24T10:00"),
            ("下周一9点", "2026-11-23T09:00"),
            ("下周三下午4点前", "2026-11-25T16:00"),
            ("周日晚上8点", "2026-11-22T20:00"),
            ("周五下班前", "2026-11-27T18:00"),
            ("3号10点", "2026-12-03T10:00"),
            ("下个月5号上午9点", "2026-12-05T09:00"),
            ("明年1月5日9:00", "2027-01-05T09:00"),
            ("1月5日9:00", "2027-01-05T09:00"),
            ("半小时后", "2026-11-21T15:02"),
            ("两个小时内", "2026-11-21T16:32"),
            ("２小时后", "2026-11-21T16:32"),
            ("过一刻钟", "2026-11-21T14:47"),
            ("24h内", "2026-11-22T14:32"),
            ("3天内", "2026-11-24T14:32"),
            ("三天后上午9点", "2026-11-24T09:00"),
            ("今天3点", "2026-11-21T15:00"),
            ("明天中午12点", "2026-11-22T12:00"),
        ],
    );
}

#[test]
fn the_year_turns() {
    reads(
        Tense::Past,
        "2027-01-01T08:00",
        &[("12-31 23:50", "2026-12-31T23:50"), ("1-1 7:00", "2027-01-01T07:00")],
    );
    reads(
        Tense::Past,
        "2027-01-01T08:00",
        &[("昨晚11点", "2026-12-31T23:00"), ("31号20:00", "2026-12-31T20:00")],
    );
    reads(
        Tense::Future,
        "2026-12-31T22:00",
        &[("1-1 9:00", "2027-01-01T09:00"), ("明早9点", "2027-01-01T09:00")],
    );
    reads(
        Tense::Future,
        "2026-12-31T23:40",
        &[("24:00", "2027-01-01T00:00"), ("周五9点", "2027-01-01T09:00")],
    );
    reads(
        Tense::Past,
        "2026-11-21T00:20",
        &[("晚上11点", "2026-11-20T23:00"), ("凌晨1点", "2026-11-20T01:00")],
    );
    reads(
        Tense::Past,
        "2026-11-21T00:20",
        &[("晚上12点", "2026-11-21T00:00"), ("晚上1点", "2026-11-20T01:00")],
    );
    reads(Tense::Future, "2026-11-21T00:20", &[("半夜1点", "2026-11-21T01:00")]);
}

#[test]
fn a_contradiction_or_a_choice_is_asked() {
    for (text, tense, candidates) in [
        ("明天中午10点", Tense::Future, &["2026-11-22T10:00", "2026-11-22T22:00"] as &[&str]),
        ("昨天下午10点", Tense::Past, &["2026-11-20T10:00", "2026-11-20T22:00"]),
        ("凌晨9点", Tense::Past, &["2026-11-21T09:00", "2026-11-20T21:00"]),
        ("昨天3点", Tense::Past, &["2026-11-20T03:00", "2026-11-20T15:00"]),
        ("11月20日半夜2点", Tense::Past, &["2026-11-21T02:00", "2026-11-20T02:00"]),
        ("2026年11月3日 星期三 14:20", Tense::Past, &["2026-11-03T14:20", "2026-11-04T14:20"]),
        ("今天18:00", Tense::Past, &["2026-11-20T18:00", "2025-11-21T18:00"]),
        ("今天9:00", Tense::Future, &["2026-11-21T21:00", "2026-11-22T09:00"]),
        ("2026-12-03 9:00", Tense::Past, &["2025-12-03T09:00"]),
        ("2016-11-03 9:00", Tense::Past, &["2016-11-03T09:00"]),
        ("2028-11-03 9:00", Tense::Future, &["2028-11-03T09:00"]),
        ("昨天9点到10点", Tense::Past, &["2026-11-20T09:00", "2026-11-20T10:00"]),
        ("9.30", Tense::Past, &["2026-11-21T09:30"]),
        ("1130", Tense::Past, &["2026-11-21T11:30"]),
        ("半小时后", Tense::Past, &[]),
        ("一小时前", Tense::Future, &[]),
    ] {
        assert_eq!(asked(text, tense, NOW), candidates, "{text}");
    }
}

#[test]
fn what_is_vague_stays_words_and_what_cannot_be_is_told() {
    for text in [
        "前几天",
        "最近",
        "今天下午",
        "昨晚",
        "11-3",
        "上周",
        "周末",
        "每天晚上",
        "尽快",
        "3个工作日内",
        "国庆期间",
        "停电那会儿",
        "昨晚11点电梯停了",
        "去年的事",
        "11月",
        "去年",
        "几点记不清",
        "明天9点以后",
    ] {
        assert!(
            matches!(read(text, Tense::Past, NOW), Reading::Vague(_)),
            "{text}: {:?}",
            read(text, Tense::Past, NOW)
        );
    }
    for text in [
        "",
        "25:00",
        "9:75",
        "2月30日 10:00",
        "13-45 10:00",
        "20266-11-27 20:00",
        "+20266-11-27T20:00",
        "1626-11-27 20:00",
        "99999999999天前",
        "-3天前",
        "9",
        "11-",
        "99999999999-1 1:1",
        "1-1-1-1-1 2:2",
        "32号9点",
        "😀😀9",
        "262142-01-01T00:00",
        "-2026-11-03 09:00",
    ] {
        let found = read(text, Tense::Past, NOW);
        assert!(matches!(found, Reading::Unreadable(_)), "{text}: {found:?}");
    }
    let told = read("2月30日 10:00", Tense::Past, NOW);
    assert_eq!(told.sentence(), Some("没有2月30日这一天，请核对"));
    let told = read(&"9".repeat(30_000), Tense::Past, NOW);
    assert!(told.sentence().unwrap().contains("太长"));
}

#[test]
fn days_are_read_as_people_type_them() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    for (text, expected) in [
        ("11-3", "2026-11-03"),
        ("11.3", "2026-11-03"),
        ("11月3日", "2026-11-03"),
        ("１１／３", "2026-11-03"),
        ("12-31", "2025-12-31"),
        ("2025年12月31日", "2025-12-31"),
        ("26/11/3", "2026-11-03"),
        ("20261103", "2026-11-03"),
        (" 昨天 ", "2026-11-20"),
        ("上周三", "2026-11-11"),
        ("周三", "2026-11-18"),
        ("3号", "2026-11-03"),
    ] {
        let found = read_day(text, Tense::Past, today);
        assert_eq!(found.value().map(|day| day.to_string()).as_deref(), Some(expected), "{text}");
    }
    assert_eq!(read_day("12-31", Tense::Near, today).value().unwrap().to_string(), "2026-12-31");
    assert_eq!(read_day("1-2", Tense::Near, today).value().unwrap().to_string(), "2027-01-02");
    for text in ["", "3", "2月30日", "11-", "11-3 14:20", "2026-11-", "😀", "9999999-1-1", "前几天"] {
        let told = read_day(text, Tense::Past, today);
        assert!(told.sentence().is_some(), "{text}");
    }
}

#[test]
fn cells_of_an_old_ledger_are_read_as_precisely_as_they_were_written() {
    use Precision::{Day, Hour, Minute, PartOfDay};
    let now = at("2026-11-30T18:00");
    for (text, moment, precision) in [
        ("2026/1/1 18:29", "2026-01-01T18:29", Minute),
        ("1月3日上午9点半", "2026-01-03T09:30", Minute),
        ("1月9日下午2点", "2026-01-09T14:00", Hour),
        ("1月1日下午", "2026-01-01T00:00", PartOfDay),
        ("2026.03.04", "2026-03-04T00:00", Day),
        ("2026年4月10日 14:43", "2026-04-10T14:43", Minute),
        ("5.11", "2026-05-11T00:00", Day),
        ("26/6/4", "2026-06-04T00:00", Day),
        ("2026-03-01 09:58:00", "2026-03-01T09:58", Minute),
        ("2027/4/5", "2027-04-05T00:00", Day),
        ("12.8", "2025-12-08T00:00", Day),
    ] {
        let found = read_dated(text, now).value();
        assert_eq!(
            found.map(|dated| (dated.moment, dated.precision)),
            Some((at(moment), precision)),
            "{text}"
        );
    }
    for text in ["2026/2/30", "", "同上", "〃", "合计", "6.31", "待定"] {
        assert!(matches!(read_dated(text, now), Reading::Unreadable(_)), "{text}");
    }
}

proptest! {
    #[test]
    fn whatever_the_program_shows_it_reads_back(now in 0_i64..4_000_000, away in 0_i64..3_000_000) {
        let now = at("2020-01-01T00:00") + Duration::minutes(now);
        for (moment, tense) in [(now - Duration::minutes(away), Tense::Past), (now + Duration::minutes(away), Tense::Future)] {
            for text in [shown(moment, now), moment.to_string()] {
                let found = time::read(&text, tense, now, OfficeHours::default());
                let near = text.starts_with('周') || away < 360 * 24 * 60;
                if near {
                    prop_assert_eq!(found, Reading::Read(moment), "{} at {}", text, now);
                } else {
                    prop_assert!(found == Reading::Read(moment) || found.candidates() == [moment]);
                }
            }
            prop_assert_eq!(read_day(&moment.date().to_string(), tense, now.date()), Reading::Read(moment.date()));
        }
    }

    #[test]
    fn nothing_written_is_too_strange(text in "[0-9０-９一二三十点半时分年月日号周昨今明前后上下晚早凌晨:：./\\- 天内个小~～（）a-z\\PC]{0,40}") {
        let now = at(NOW);
        for tense in [Tense::Past, Tense::Future] {
            if let Reading::Read(moment) = time::read(&text, tense, now, OfficeHours::default()) {
                prop_assert!(tingsu::domain::time::YEARS.contains(&chrono::Datelike::year(&moment.date())), "{text}");
                prop_assert!(tense != Tense::Past || moment <= now);
                prop_assert!(tense != Tense::Future || now - moment < Duration::minutes(1));
            }
        }
        let _ = (read_day(&text, Tense::Near, now.date()), read_dated(&text, now), time::read_clock(&text), read_past(&text, now, OfficeHours::default()));
    }
}
