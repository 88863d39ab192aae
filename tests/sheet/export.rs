//! Lists and tables as xlsx and csv.

use std::fs;
use std::path::Path;

use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook};

use tingsu::desk::spreadsheet::{CaseList, Format};
use tingsu::domain::case_query::{CaseFilter, CaseOrder};
use tingsu::domain::code::Status;
use tingsu::domain::masking::mask_phone;
use tingsu::domain::statistics::axis::Axis;
use tingsu::domain::statistics::figure::Ratio;
use tingsu::domain::statistics::period::Period;

use crate::support::{complaint, sample};

fn page(path: &Path, name: &str) -> Range<Data> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    book.worksheet_range(name).unwrap()
}

fn column(page: &Range<Data>, head: &str, head_row: usize) -> usize {
    let heads = page.rows().nth(head_row).unwrap();
    heads
        .iter()
        .position(|cell| cell.as_string().as_deref() == Some(head))
        .unwrap_or_else(|| panic!("{head}"))
}

#[test]
fn a_list_of_cases_stands_in_the_book_as_on_the_screen() {
    let counter = sample();
    let mut odd = complaint("2026-11-30T16:00");
    odd.summary = Some("=HYPERLINK(\"x\")，+8元，@全体".into());
    counter.take_in(odd);
    let path = counter.folder.path().join("台账.xlsx");
    let filter = CaseFilter { status: vec![Status::Closed, Status::Unassigned], ..Default::default() };
    let rows =
        counter.desk.every_case(filter.clone(), CaseOrder::Oldest).collect::<Result<Vec<_>, _>>().unwrap();
    let list = CaseList::new(filter, CaseOrder::Oldest);
    let count = counter.desk.export_list(list, Format::Xlsx, &path, &counter.front).wait().unwrap();
    assert_eq!(count as usize, rows.len());
    assert!(count > 40);

    let sheet = page(&path, "台账");
    assert_eq!(sheet.height(), rows.len() + 1);
    let at = |head| column(&sheet, head, 0);
    let (number, received, phones, gist) = (at("编号"), at("受理时间"), at("电话"), at("事项"));
    for (line, row) in sheet.rows().skip(1).zip(&rows) {
        assert_eq!(line[number], Data::String(row.number.to_string()));
        let time = line[received].as_datetime().expect("a real date");
        let minute = row.received_at.date().and_time(row.received_at.time());
        assert_eq!(time.format("%F %R").to_string(), minute.format("%F %R").to_string());
        let masked: Vec<_> = row.phones.iter().map(|phone| mask_phone(phone)).collect();
        assert_eq!(line[phones].as_string().unwrap_or_default(), masked.join("、"));
        assert_eq!(line[gist].as_string().unwrap_or_default(), row.gist);
    }
    let odd = sheet.rows().find(|line| line[gist].to_string().contains("HYPERLINK")).unwrap();
    assert!(odd[gist].is_string(), "a text that begins with = is no formula");
}

#[test]
fn numbers_in_full_are_the_supervisors() {
    let counter = sample();
    let path = counter.folder.path().join("list.csv");
    let list = CaseList { in_full: true, ..CaseList::new(CaseFilter::default(), CaseOrder::Newest) };
    let refused = counter.desk.export_list(list.clone(), Format::Csv, &path, &counter.front).wait();
    assert!(refused.is_err_and(|error| error.needs_supervisor()));
    assert!(!path.exists());

    counter.desk.export_list(list, Format::Csv, &path, &counter.chief).wait().unwrap();
    let bytes = fs::read(&path).unwrap();
    let text = std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").expect("the mark of UTF-8")).unwrap();
    assert!(text.contains("1390000") && !text.contains("139****"));
    assert!(text.starts_with("编号,受理时间,") && text.contains("2026-11-03 "));
}

#[test]
fn form_3_as_a_book_has_the_figures_of_the_report() {
    let counter = sample();
    let path = counter.folder.path().join("表3.xlsx");
    let period = Period::parse("2026-11", 1).unwrap();
    let report = counter.desk.report(period).wait().unwrap();
    counter.desk.export_report(period, None, &path, &counter.chief).wait().unwrap();
    let log = rusqlite::Connection::open(counter.folder.path().join("tingsu.db")).unwrap();
    let sql = "SELECT by_name FROM event WHERE type = 'exported' AND subject = '表3.xlsx'";
    assert_eq!(log.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap(), "赵楠");

    let category = page(&path, "类别");
    let at = |head| column(&category, head, 2);
    let (received, share, satisfied) = (at("本期受理"), at("占比"), at("满意率"));
    let rows = report.axes.rows(Axis::Category);
    for (line, row) in category.rows().skip(3).zip(rows) {
        assert_eq!(line[received].get_float(), Some(row.received.into()));
        let percent = row.share.unwrap();
        assert!((line[share].get_float().unwrap() - f64::from(percent.0) / 1000.0).abs() < 1e-9);
        match row.satisfied {
            Ratio(_, 0) => assert_eq!(line[satisfied], Data::String("—".into())),
            Ratio(met, of) => {
                let told = line[satisfied].get_float().unwrap();
                assert!((told - f64::from(met) / f64::from(of)).abs() < 1e-9);
            }
        }
    }
    assert_eq!(category.rows().skip(3).count(), rows.len());

    let data = page(&path, "汇总");
    let (axis, key, received) = (0, 1, column(&data, "本期受理", 0));
    for one in Axis::OF_CODES {
        let sum: f64 = data
            .rows()
            .filter(|line| line[axis] == one.label() && line[key] != "total")
            .filter_map(|line| line[received].get_float())
            .sum();
        assert_eq!(sum, f64::from(report.check.received), "{}", one.label());
    }
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let names = book.sheet_names();
    assert!(Axis::ALL.iter().all(|axis| names.contains(&axis.label().to_owned())), "{names:?}");
    let overview = book.worksheet_range("概况").unwrap();
    let line = |label: &str| overview.rows().find(|line| line[0] == label).unwrap()[1].clone();
    assert_eq!(line("期末未结").get_float(), Some(report.check.closing.into()));
    assert!(line("期间起").is_datetime());
}

#[test]
fn a_file_that_cannot_be_written_leaves_the_old_one() {
    let counter = sample();
    let folder = counter.folder.path();
    let missing = folder.join("没有").join("表.xlsx");
    let error = counter
        .desk
        .export_report(Period::parse("2026-11", 1).unwrap(), None, &missing, &counter.chief)
        .wait()
        .unwrap_err();
    assert!(error.message().contains("文件夹不存在"), "{}", error.message());
    let taken = folder.join("文件夹");
    fs::create_dir(&taken).unwrap();
    let error = counter
        .desk
        .export_report(Period::parse("2026-11", 1).unwrap(), None, &taken, &counter.chief)
        .wait()
        .unwrap_err();
    assert!(error.message().contains("没有写成"), "{}", error.message());
    let left: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".part")), "{left:?}");
}
