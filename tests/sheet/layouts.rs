//! Other offices' books: the same ledger as xls and ods, other wordings and orders, one sheet for all months, csv in the
//! codes of China.

use std::collections::BTreeMap;

use encoding_rs::{GB18030, GBK};
use rust_xlsxwriter::{Format, Workbook};
use tingsu::domain::code::Channel;
use tingsu::domain::settings::Settings;
use tingsu::sheet::import::ledger::{self, LedgerSettings, LedgerValues};
use tingsu::sheet::import::problem::{Problem, Record, RowOutcome};
use tingsu::sheet::import::roster::{self, RosterValues};
use tingsu::sheet::read::open;

use super::ledger::mistakes;
use crate::support::at;

const NOW: &str = "2026-11-30T18:00";

fn ledger(bytes: &[u8]) -> Vec<Record<LedgerValues>> {
    let sheets = open::read(bytes, "台账").unwrap();
    let (settings, mappings) = (Settings::default(), BTreeMap::new());
    ledger::read(&sheets, &LedgerSettings { settings: &settings, now: at(NOW), roster: None }, &mappings)
}

fn roster(bytes: &[u8]) -> Vec<Record<RosterValues>> {
    roster::read(&open::read(bytes, "名册").unwrap(), at(NOW), &BTreeMap::new())
}

fn taken(records: &[Record<LedgerValues>]) -> Vec<&LedgerValues> {
    let imported = records.iter().filter(|record| record.outcome == RowOutcome::Imported);
    imported.map(|record| record.values.as_ref().unwrap()).collect()
}

#[test]
fn the_old_excel_and_libreoffice_tell_the_same_as_xlsx() {
    let books: [(&str, &[u8]); 2] = [
        ("xls", include_bytes!("../fixtures/ledger.xls")),
        ("ods", include_bytes!("../fixtures/ledger.ods")),
    ];
    for (format, bytes) in books {
        let wrong = mistakes(&ledger(bytes));
        assert!(wrong.is_empty(), "{format}: {} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }
}

/// One sheet for all months, month headings between the rows, the building and the room in columns of their own, the
/// matter first, a blank day that is the one above.
const ONE_SHEET: &str = "\
2026年客户诉求登记表,,,,,,,,,,,\r\n\
制表：李敏,,,,,,,,,,,\r\n\
序,诉求内容,登记日期,时刻,栋号,单元号,房间号,客户姓名,手机号码,受理途径,处置情况,客户评价\r\n\
一月份,,,,,,,,,,,\r\n\
1,电梯异响,1月5日,9:20,3,2,1001,张坤,13900000001,来电,已更换导靴,满意\r\n\
2,\"楼道灯不亮，\n晚上看不见\",同上,下午3点半,3,,1001,陈太太,0755-00001234转801,前台,已换灯,基本满意\r\n\
小计,2,,,,,,,,,,\r\n\
二月份,,,,,,,,,,,\r\n\
,,,,,,,,,,,\r\n\
3,车位被占,2/8,晚上11点,A座,,12,王五,139000000,微信,,\r\n\
4,噪音扰民,2月30日,8:00,5,1,202,李四,13900000003,电话,已劝阻,不满意\r\n\
5,,2月12日,8:00,5,1,203,赵六,13900000004,电话,,\r\n\
合计,5,,,,,,,,,,\r\n";

#[test]
fn one_sheet_for_all_months_is_read_in_every_code_of_text() {
    let marked = [b"\xef\xbb\xbf".as_slice(), ONE_SHEET.as_bytes()].concat();
    let (gbk, _, lossy) = GBK.encode(ONE_SHEET);
    assert!(!lossy);
    let (gb18030, ..) = GB18030.encode(ONE_SHEET);
    let tabs = ONE_SHEET.replace(',', "\t");
    for (code, bytes) in [
        ("utf-8", ONE_SHEET.as_bytes()),
        ("utf-8 with its mark", &marked),
        ("gbk", &gbk),
        ("gb18030", &gb18030),
        ("tabs", tabs.as_bytes()),
    ] {
        let records = ledger(bytes);
        let rows = taken(&records);
        let times: Vec<String> =
            rows.iter().map(|row| row.received_at.unwrap().to_string()[..16].to_owned()).collect();
        assert_eq!(times, ["2026-01-05T09:20", "2026-01-05T15:30", "2026-02-08T23:00"], "{code}");
        let homes: Vec<_> = rows.iter().map(|row| row.household.clone().unwrap()).collect();
        assert_eq!(homes, ["3-2-1001", "3-1001", "A-12"], "{code}");
        let names: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["张坤", "陈太太", "王五"], "{code}");
        let phones: Vec<Vec<String>> =
            rows.iter().map(|row| row.phones.iter().map(|one| one.written()).collect()).collect();
        assert_eq!(phones, [vec!["13900000001"], vec!["075500001234转801"], vec![]], "{code}");
        let channels: Vec<_> = rows.iter().map(|row| row.channel).collect();
        assert_eq!(channels, [Channel::Phone, Channel::WalkIn, Channel::Message], "{code}");
        let satisfied: Vec<_> = rows.iter().map(|row| row.satisfied).collect();
        assert_eq!(satisfied, [Some(true), Some(true), None], "{code}");
        assert_eq!(rows[1].content, "楼道灯不亮，\n晚上看不见", "{code}");
        let refused: Vec<(u32, &[Problem])> = records
            .iter()
            .filter(|record| record.outcome == RowOutcome::Refused)
            .map(|record| (record.row, record.problems.as_slice()))
            .collect();
        assert_eq!(
            refused,
            [(11, [Problem::BadDate].as_slice()), (12, [Problem::EmptyContent].as_slice())],
            "{code}"
        );
        let told = records.iter().find(|record| record.row == 10).unwrap();
        assert_eq!(told.problems, [Problem::PhoneDigits], "{code}");
    }
}

/// What people write into the cells of a date beside the date, cells that say 同上, an opinion in the column of the visit.
const AS_WRITTEN: &str = "\
受理日期,受理时间,房号,业主,电话,诉求内容,回访意见\r\n\
2026-11-03 8:05:30,,3-2-1001,张坤,13900000001 3-2-1001,电梯异响,满意\r\n\
11月3日—5日,,〃,同上,同上,灯不亮,已回访，不满意\r\n\
11月4日（国庆）,8:00-9:00,12栋A别墅,李莉,013900000002,漏水,√\r\n\
2026年11月3日 星期五,,12栋B别墅,王五,13900000003,噪音,未接通\r\n\
11月6日 业主来电,上午,3-2-1001东户,赵六,13900000004,积水,\r\n\
2026-2-30,,3-2-1002,陈一,13900000005,没有这一天,\r\n";

#[test]
fn no_row_is_refused_for_what_stands_beside_its_date() {
    let records = ledger(AS_WRITTEN.as_bytes());
    let told: Vec<(&str, Vec<Problem>)> = records
        .iter()
        .filter_map(|record| Some((record.values.as_ref()?.content.as_str(), record.problems.clone())))
        .collect();
    let expected = [
        ("电梯异响", vec![]),
        ("灯不亮", vec![Problem::DateRange]),
        ("漏水", vec![Problem::DateRange]),
        ("噪音", vec![Problem::OtherWeekday]),
        ("积水", vec![Problem::DateWords]),
        ("没有这一天", vec![Problem::BadDate]),
    ];
    assert_eq!(told, expected);
    let rows = taken(&records);
    let times: Vec<String> =
        rows.iter().map(|row| row.received_at.unwrap().to_string()[..16].to_owned()).collect();
    let begun =
        ["2026-11-03T08:05", "2026-11-03T00:00", "2026-11-04T08:00", "2026-11-03T00:00", "2026-11-06T00:00"];
    assert_eq!(times, begun);
    let homes: Vec<_> = rows.iter().map(|row| row.household.clone().unwrap()).collect();
    assert_eq!(homes, ["3-2-1001", "3-2-1001", "别墅12A", "别墅12B", "3-2-1001东"]);
    assert_eq!((rows[1].name.as_str(), rows[1].phones.len()), ("张坤", 1), "同上 is the cell above");
    let phones: Vec<String> = rows.iter().flat_map(|row| &row.phones).map(|one| one.written()).collect();
    assert_eq!(phones, ["13900000001", "13900000001", "13900000002", "13900000003", "13900000004"]);
    let visited: Vec<_> = rows.iter().map(|row| (row.more.visited, row.satisfied)).collect();
    let found = [(true, Some(true)), (true, Some(false)), (true, None), (false, None), (false, None)];
    assert_eq!(visited, found);
    let kept = &records.iter().find(|record| record.row == 3).unwrap().original;
    assert!(kept.contains(&("业主".into(), "同上".into())), "the row stays as it was written: {kept:?}");
}

/// A book with a title over merged cells, a head of two rows, dates and times as numbers of the spreadsheet.
fn two_row_head() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("说明").unwrap().write(0, 0, "本表由前台填写").unwrap();
    let sheet = book.add_worksheet().set_name("登记").unwrap();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 9, "服务中心来电来访登记", &plain).unwrap();
    sheet.merge_range(1, 0, 1, 1, "来电来访时间", &plain).unwrap();
    sheet.merge_range(1, 2, 1, 4, "客户信息", &plain).unwrap();
    for (column, head) in
        ["日期", "时间", "房号", "姓名", "电话1", "电话2", "来访事由", "办理结果", "完成情况", "跟进人"]
            .into_iter()
            .enumerate()
    {
        sheet.write(2, column as u16, head).unwrap();
    }
    let day = Format::new().set_num_format("yyyy/m/d");
    let clock = Format::new().set_num_format("h:mm");
    sheet.write_with_format(3, 0, 46_088.0, &day).unwrap();
    sheet.write_with_format(3, 1, 0.604_166_666, &clock).unwrap();
    for (column, text) in [
        (2, "澄湖佳苑3号楼2单元1001室（租户）"),
        (3, "张　三"),
        (6, "水管漏水"),
        (7, "已修"),
        (8, "已办结"),
        (9, "周师傅"),
    ] {
        sheet.write(3, column, text).unwrap();
    }
    sheet.write(3, 4, 13_900_000_001.0).unwrap();
    sheet.write(3, 5, "+86 139-0000-0002").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_head_of_two_rows_under_a_title_is_found_and_numbers_of_the_spreadsheet_are_dates() {
    let records = ledger(&two_row_head());
    let rows = taken(&records);
    assert_eq!(rows.len(), 1);
    let row = rows[0];
    assert_eq!(row.received_at, Some(at("2026-03-07T14:30")));
    assert_eq!(row.household.as_deref(), Some("3-2-1001"));
    let phones: Vec<String> = row.phones.iter().map(|one| one.written()).collect();
    assert_eq!(phones, ["13900000001", "13900000002"]);
    assert_eq!((row.content.as_str(), row.closed), ("水管漏水", true));
    assert_eq!((row.more.handling.as_str(), row.more.handler.as_str()), ("已修", "周师傅"));
    assert_eq!(row.name, "张三");
}

/// A roster in an order and with words of its own, joint owners, several numbers in one cell, a household twice.
const ROSTER: &str = "\
澄湖佳苑业主信息表\n\
管家姓名;管家联系电话;门牌号;产权人;联系方式;车牌号码;备注\n\
方若溪;0755-00001111;1栋1单元101;田家莹、周萱;13900000001/13900000002;粤Z·F27854;独居老人\n\
方若溪;0755-00001111;1#1-0102;欧阳 娜娜;手机139 0000 0003（晚上打）;;\n\
方若溪;0755-00001111;1栋1单元0101室;田家莹;13900000009;粤ZG7166;\n\
陆鸣;802;商铺A06;蓝鳍便利店（个体工商户）;0755-00002353;;\n\
;;合计;3;;;\n";

#[test]
fn a_roster_of_another_order_in_gbk_is_read() {
    let (bytes, ..) = GBK.encode(ROSTER);
    let records = roster(&bytes);
    let rows: Vec<&RosterValues> = records
        .iter()
        .filter(|one| one.outcome == RowOutcome::Imported)
        .filter_map(|one| one.values.as_ref())
        .collect();
    let told: Vec<(&str, Vec<&str>, usize)> = rows
        .iter()
        .map(|row| {
            let owners = row.kept.residents.iter().map(|one| one.name.as_str()).collect();
            (row.household.as_deref().unwrap(), owners, row.phones.len())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("1-1-101", vec!["田家莹", "周萱"], 2),
            ("1-1-102", vec!["欧阳娜娜"], 1),
            ("1-1-101", vec!["田家莹"], 1),
            ("商铺A06", vec!["蓝鳍便利店(个体工商户)"], 1),
        ]
    );
    assert_eq!(rows[0].kept.cars[0].plate, "粤ZF27854");
    assert_eq!(rows[1].kept.residents[0].phones[0].remark, "晚上打");
    let (stewards, _) = roster::stewards(&records);
    let of = |name: &str| stewards.iter().find(|one| one.name == name).unwrap();
    assert_eq!(
        (of("方若溪").areas.clone(), of("方若溪").phone.as_str()),
        (vec!["1".to_owned()], "075500001111")
    );
    assert_eq!(of("陆鸣").areas, ["商铺"]);
}
