//! Papers that are lists as spreadsheets: form 1, the visits, the roster; and 数据 of form 3.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook};
use chrono::NaiveDate;

use tingsu::desk::old_book::preview::{Mappings, read_book};
use tingsu::desk::print::printout::Printout;
use tingsu::desk::print::sheet::SheetJob;
use tingsu::domain::code::{CaseKind, Channel, Relation, Status};
use tingsu::domain::event::EventKind;
use tingsu::domain::household::{Car, Household, Lives, ParkingSpace, Resident, ResidentPhone};
use tingsu::domain::imported::BookKind;
use tingsu::domain::masking::mask_phone;
use tingsu::domain::statistics::period::Period;

use crate::support::{Counter, MORNING, sample, take_over};

fn page(path: &Path, name: &str) -> Range<Data> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    book.worksheet_range(name).unwrap()
}

/// The cells of a line under their heads.
fn lines(page: &Range<Data>, head_row: usize) -> Vec<BTreeMap<String, Data>> {
    let heads: Vec<String> = page.rows().nth(head_row).unwrap().iter().map(ToString::to_string).collect();
    let line = |cells: &[Data]| heads.iter().cloned().zip(cells.iter().cloned()).collect();
    page.rows().skip(head_row + 1).map(line).collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn text(data: &Data) -> String {
    data.as_string().unwrap_or_default()
}

/// Ledger 09-15, 11-02.
#[test]
fn form_1_is_a_line_a_case_with_real_times_and_the_totals_of_each_day() {
    let counter = sample();
    let path = counter.folder.path().join("表1.xlsx");
    let days = Printout::Days(day("2026-11-01"), day("2026-11-30"));
    let count = counter.desk.export_paper(days, SheetJob::new(&path), &counter.front).wait().unwrap();
    let cases = counter.desk.all_cases().wait().unwrap();
    let settings = counter.desk.settings().wait().unwrap();
    assert_eq!(count as usize, cases.len());
    let sheet = lines(&page(&path, "工作信息记录表"), 0);
    assert_eq!(sheet.len(), cases.len());
    assert!(cases.iter().any(|case| case.state(&settings.rules).restated));
    for (line, case) in sheet.iter().zip(&cases) {
        let facts = case.facts();
        assert_eq!(text(&line["编号"]), case.number.to_string());
        let time = line["受理时间"].as_datetime().expect("a real time");
        assert_eq!(
            time.format("%F %R").to_string(),
            facts.received_at.date().and_time(facts.received_at.time()).format("%F %R").to_string()
        );
        assert_eq!(text(&line["信息类别"]), facts.kind.label());
        // What sort of matter, whether it was read back, how far it is. Ledger 11-02.
        let state = case.state(&settings.rules);
        let category = facts.category.as_ref().map(|one| settings.category_label(one));
        assert_eq!(text(&line["事项类别"]), category.unwrap_or_default());
        assert_eq!(text(&line["复述"]), if state.restated { "已复述" } else { "" });
        assert_eq!(text(&line["进展"]), state.status.label());
        let phones: Vec<_> = facts.complainant.phones.iter().map(|one| mask_phone(one)).collect();
        let none = facts.complainant.phones.is_empty() && facts.complainant.phone_declined;
        assert_eq!(text(&line["联系电话"]), if none { "未留".into() } else { phones.join("、") });
    }
    let totals = lines(&page(&path, "按日合计"), 0);
    let (all, by_day) = totals.split_last().unwrap();
    assert!(by_day.iter().all(|line| line["日期"].as_date().is_some()));
    for kind in CaseKind::ALL {
        let counted = cases.iter().filter(|case| case.facts().kind == *kind).count() as f64;
        let sum: f64 = by_day.iter().map(|line| line[kind.label()].as_f64().unwrap()).sum();
        assert_eq!((all[kind.label()].as_f64().unwrap(), sum), (counted, counted), "{}", kind.label());
    }
    // The month counts the same complaints as its days, but for those that were voided. Ledger 09-15.
    let november = counter.desk.counting(Period::parse("2026-11", 1).unwrap(), None).wait().unwrap();
    let by_day: f64 = by_day.iter().map(|line| line[CaseKind::Complaint.label()].as_f64().unwrap()).sum();
    let voided = cases.iter().filter(|case| {
        case.facts().kind == CaseKind::Complaint && case.state(&settings.rules).status == Status::Voided
    });
    assert_eq!(f64::from(november.check.received), by_day - voided.count() as f64);
    // In full only for a supervisor, which stands in the log.
    let full = SheetJob { in_full: true, ..SheetJob::new(&path) };
    let day_of = || Printout::Days(day("2026-11-03"), day("2026-11-03"));
    let refused = counter.desk.export_paper(day_of(), full.clone(), &counter.front).wait();
    assert!(refused.is_err_and(|error| error.needs_supervisor()));
    counter.desk.export_paper(day_of(), full, &counter.chief).wait().unwrap();
    let sheet = lines(&page(&path, "工作信息记录表"), 0);
    assert!(sheet.iter().any(|line| text(&line["联系电话"]).starts_with("1390000")));
    let log = fs::read(counter.folder.path().join("tingsu.db")).unwrap();
    let wal = fs::read(counter.folder.path().join("tingsu.db-wal")).unwrap_or_default();
    let told = br#""full":true"#;
    assert!(log.windows(told.len()).chain(wal.windows(told.len())).any(|part| part == told));
}

#[test]
fn the_visits_of_a_day_are_a_list_to_fill_in() {
    let counter = sample();
    let path = counter.folder.path().join("回访.xlsx");
    let day = day("2026-11-30");
    let count = counter
        .desk
        .export_paper(Printout::Visits(day), SheetJob::new(&path), &counter.front)
        .wait()
        .unwrap();
    let paper = counter.desk.preview(Printout::Visits(day), &counter.front).wait().unwrap();
    let paper: String = paper.iter().flat_map(|page| page.texts()).collect();
    assert!(count > 0 && paper.contains(&format!("共 {count} 件")), "{paper}");
    let sheet = lines(&page(&path, "回访清单"), 0);
    assert_eq!(sheet.len(), count as usize);
    for line in &sheet {
        assert!(paper.contains(&text(&line["编号"])));
        assert!(line["应回访"].is_datetime() && line["第几次"].is_float());
        assert!(
            ["情况", "过程评价", "措施评价", "结果评价", "意见和建议"]
                .iter()
                .all(|head| line[*head].is_empty())
        );
        let phones = text(&line["联系电话"]);
        assert!(phones.is_empty() || phones.contains("****") || phones == "未留", "{phones}");
    }
}

#[test]
fn the_visits_that_were_made_are_looked_through_by_class() {
    let counter = sample();
    let path = counter.folder.path().join("十一月.xlsx");
    let (from, to) = (day("2026-11-01"), day("2026-11-30"));
    let month = Printout::Days(from, to);
    counter.desk.export_paper(month, SheetJob::new(&path), &counter.front).wait().unwrap();
    let sheet = lines(&page(&path, "回访记录"), 0);
    let cases = counter.desk.all_cases().wait().unwrap();
    let received = cases.iter().filter(|case| (from..=to).contains(&case.facts().received_at.date()));
    let mut made = 0;
    let mut classes = std::collections::BTreeSet::new();
    for case in received {
        let facts = case.facts();
        let of_case: Vec<_> =
            sheet.iter().filter(|line| text(&line["编号"]) == case.number.to_string()).collect();
        let events = case.corrected_events();
        let visits = events.iter().filter_map(|event| match &event.kind {
            EventKind::Visit(visit) => Some((event.at, visit)),
            _ => None,
        });
        for (at, (moment, visit)) in visits.enumerate() {
            let line = of_case[at];
            assert_eq!(line["第几次"].as_f64(), Some((at + 1) as f64));
            assert_eq!(line["回访时间"].as_datetime().unwrap().date(), moment.date());
            let class = facts.class.map(|class| class.label().to_owned()).unwrap_or_default();
            assert_eq!(text(&line["责任类别"]), class);
            assert_eq!(text(&line["情况"]), visit.outcome.label());
            for (head, opinion) in
                [("过程评价", visit.process), ("措施评价", visit.measures), ("结果评价", visit.result)]
            {
                assert_eq!(text(&line[head]), opinion.map(|one| one.label().to_owned()).unwrap_or_default());
            }
            assert_eq!(
                text(&line["情绪"]),
                visit.emotion.map(|one| one.label().to_owned()).unwrap_or_default()
            );
            assert_eq!(text(&line["意见和建议"]), visit.text.clone().unwrap_or_default());
            classes.insert(class);
            made += 1;
        }
    }
    assert_eq!(sheet.len(), made);
    assert!(made > 5 && classes.len() > 1, "{made} {classes:?}");
}

/// Ledger 11-20, 11-21, 21-12: leases by their end, whom no message reaches, who lives there and how he likes to be
/// told.
#[test]
fn the_roster_goes_out_masked_and_comes_in_again_in_full() {
    let counter = Counter::at(MORNING);
    let phone = |number: &str, remark: &str| ResidentPhone { number: number.into(), remark: remark.into() };
    let mut home = Household::new("3-2-1001");
    home.residents.push(Resident {
        id: 1,
        name: "张坤".into(),
        relation: Some(Relation::Owner),
        phones: vec![phone("13900008316", ""), phone("0755-00001111", "晚上打")],
        care: "老人独居".into(),
        usual: true,
        prefers: Some(Channel::Message),
        wechat: "zk 88".into(),
        ..Resident::default()
    });
    home.residents.push(Resident {
        id: 3,
        name: "张老伯".into(),
        relation: Some(Relation::Family),
        no_wechat: true,
        prefers: Some(Channel::Phone),
        ..Resident::default()
    });
    home.residents.push(Resident {
        id: 2,
        name: "张小满".into(),
        relation: Some(Relation::Family),
        phones: vec![phone("13900008317", "")],
        ..Resident::default()
    });
    home.lives = Some(Lives::Usual);
    home.note = "=1+1".into();
    let space = |code: &str, until: &str| ParkingSpace { code: code.into(), until: Some(day(until)) };
    home.spaces = vec![space("B1-035", "2027-01-31"), space("B1-034", "2026-12-31")];
    home.cars = vec![Car { plate: "粤B12345".into() }];
    counter.desk.save_household(&counter.chief, None, home.clone()).wait().unwrap();
    counter.desk.save_household(&counter.chief, None, Household::new("3-2-1002")).wait().unwrap();
    let path = counter.folder.path().join("名册.xlsx");
    assert_eq!(counter.desk.export_roster(SheetJob::new(&path), &counter.front).wait().unwrap(), 2);
    let masked = lines(&page(&path, "名册"), 0);
    assert_eq!(masked.iter().map(|line| text(&line["房号"])).collect::<Vec<_>>(), ["3-2-1001", "3-2-1002"]);
    assert_eq!(text(&masked[0]["联系电话"]), "139****8316、075****1111（晚上打）");
    assert_eq!(
        (text(&masked[0]["常住"]), text(&masked[0]["联系偏好"])),
        ("常住".into(), "微信／APP／短信".into())
    );
    assert_eq!(
        (text(&masked[0]["家庭成员"]), text(&masked[0]["家庭成员电话"])),
        ("张老伯、张小满".into(), "139****8317".into())
    );
    assert_eq!(text(&masked[0]["微信"]), "张坤：有、张老伯：无");
    assert!(masked[1]["常住"].is_empty() && masked[1]["家庭成员"].is_empty());
    assert!(!masked[0].contains_key("关怀备注") && !masked[0].contains_key("备注"));

    // The leases, the one that ends first on top: whom to remind this month.
    let ending = lines(&page(&path, "车位到期"), 0);
    let ends = ending.iter().map(|line| (line["车位到期"].as_date().unwrap(), text(&line["车位"])));
    assert_eq!(
        ends.collect::<Vec<_>>(),
        [(day("2026-12-31"), "B1-034".into()), (day("2027-01-31"), "B1-035".into())]
    );
    assert_eq!((text(&ending[0]["业主姓名"]), text(&ending[0]["车牌"])), ("张坤".into(), "粤B12345".into()));

    // Whom no WeChat message reaches.
    let by_phone = lines(&page(&path, "没有微信"), 0);
    assert_eq!(by_phone.len(), 1);
    assert_eq!(
        (text(&by_phone[0]["房号"]), text(&by_phone[0]["姓名"])),
        ("3-2-1001".into(), "张老伯".into())
    );
    assert_eq!(text(&by_phone[0]["联系偏好"]), "来电");
    assert!(!by_phone[0].contains_key("关怀备注"));

    let full = SheetJob { in_full: true, ..SheetJob::new(&path) };
    let refused = counter.desk.export_roster(full.clone(), &counter.front).wait();
    assert!(refused.is_err_and(|error| error.needs_supervisor()));
    counter.desk.export_roster(full, &counter.chief).wait().unwrap();
    let sheet = page(&path, "名册");
    let whole = lines(&sheet, 0);
    assert_eq!(text(&whole[0]["联系电话"]), "13900008316、0755-00001111（晚上打）");
    assert!(whole[0]["备注"].is_string() && text(&whole[0]["备注"]) == "=1+1", "no formula");
    // Another counter takes it in as it stands.
    let other = Counter::at(MORNING);
    take_over(
        &other,
        read_book(Some(&other.desk), other.desk.now(), &path, &Mappings::none(BookKind::Roster)).unwrap(),
    );
    let there = other.desk.household("3-2-1001").wait().unwrap().unwrap().household;
    assert_eq!(there.residents[0].name, "张坤");
    assert_eq!(
        there.residents[0].phones.iter().map(|one| one.number.as_str()).collect::<Vec<_>>(),
        ["13900008316", "075500001111"]
    );
    assert_eq!((there.residents[0].care.as_str(), there.note.as_str()), ("老人独居", "=1+1"));
    assert_eq!(there.lives, Some(Lives::Usual));
    assert_eq!((there.residents[0].usual, there.residents[0].prefers), (true, Some(Channel::Message)));
    assert_eq!((there.residents[0].wechat.as_str(), there.residents[0].no_wechat), ("zk 88", false));
    let of = |name: &str| there.residents.iter().find(|one| one.name == name).unwrap();
    assert_eq!((of("张小满").relation, of("张小满").usual), (Some(Relation::Family), false));
    assert!(of("张老伯").no_wechat && !of("张小满").no_wechat && of("张小满").wechat.is_empty());
    assert!(there.residents.iter().any(|one| one.has_phone("13900008317")));
    assert_eq!(there.residents.len(), 3);
}

#[test]
fn the_data_of_form_3_are_a_line_a_case_and_add_up_to_the_table() {
    let counter = sample();
    let path = counter.folder.path().join("表3.xlsx");
    let period = Period::parse("2026-11", 1).unwrap();
    let report = counter.desk.counting(period, None).wait().unwrap();
    counter
        .desk
        .export_paper(Printout::Table(period, None), SheetJob::new(&path), &counter.front)
        .wait()
        .unwrap();
    let data = lines(&page(&path, "数据"), 0);
    assert_eq!(data.len(), report.cases.len());
    let sum = |head: &str| data.iter().filter_map(|line| line[head].as_f64()).sum::<f64>() as u32;
    let (check, total) = (report.check, report.axes.category.last().unwrap());
    for (head, figure) in [
        ("期初未结", check.opening),
        ("本期受理", check.received),
        ("本期重开", check.reopened),
        ("本期关闭", check.closed),
        ("本期作废", check.voided),
        ("期末未结", check.closing),
        ("其中有效投诉", total.effective),
        ("首次响应及时", total.responded.0),
        ("首次响应应计", total.responded.1),
        ("按期处理", total.handled.0),
        ("按期处理应计", total.handled.1),
        ("已回访", total.visited.0),
        ("应回访", total.visited.1),
        ("满意", total.satisfied.0),
        ("满意率应计", total.satisfied.1),
        ("重复投诉", total.repeats),
        ("服务上移", total.escalated),
    ] {
        assert_eq!(sum(head), figure, "{head}");
    }
    // By category as the sheet of that axis has it.
    for row in &report.axes.category {
        let label = counter.desk.settings().wait().unwrap();
        let label = tingsu::domain::statistics::axis::Axis::Category.row_label(&row.key, &label);
        let received = data.iter().filter(|line| text(&line["类别"]) == label);
        let received: f64 = received.filter_map(|line| line["本期受理"].as_f64()).sum();
        assert!(row.key == "total" || received == f64::from(row.received), "{label}");
    }
    assert!(data.iter().all(|line| line["受理时间"].is_datetime()));
}

#[test]
fn a_month_without_cases_is_written_with_its_noughts() {
    let counter = Counter::at(MORNING);
    let path = counter.folder.path().join("空.xlsx");
    let october = Period::parse("2026-10", 1).unwrap();
    let write = |paper: Printout| {
        counter.desk.export_paper(paper, SheetJob::new(&path), &counter.front).wait().unwrap()
    };
    write(Printout::Table(october, None));
    let category = lines(&page(&path, "类别"), 2);
    assert!(category.len() > 10);
    for line in &category {
        assert_eq!((line["本期受理"].as_f64(), line["期末未结"].as_f64()), (Some(0.0), Some(0.0)));
        assert_eq!(
            (text(&line["占比"]), text(&line["满意率"])),
            ("—".into(), "—".into()),
            "no share of nothing"
        );
    }
    assert!(lines(&page(&path, "数据"), 0).is_empty());
    assert_eq!(write(Printout::Days(day("2026-10-01"), day("2026-10-31"))), 0);
    assert_eq!(lines(&page(&path, "按日合计"), 0).len(), 1, "the sum alone");
    assert_eq!(write(Printout::Visits(day("2026-10-31"))), 0);
    for paper in [Printout::Table(october, None), Printout::Days(day("2026-10-01"), day("2026-10-31"))] {
        assert!(counter.desk.print(paper, &counter.front).wait().unwrap().starts_with(b"%PDF"));
    }
    // An older file that is no spreadsheet stays as it was.
    fs::write(&path, "我的笔记").unwrap();
    let refused =
        counter.desk.export_paper(Printout::Visits(day("2026-10-31")), SheetJob::new(&path), &counter.front);
    assert!(refused.wait().unwrap_err().message().contains("另一种文件"));
    assert_eq!(fs::read(&path).unwrap(), "我的笔记".as_bytes());
}
